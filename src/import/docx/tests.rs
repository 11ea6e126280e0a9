use super::*;
use crate::import::epub::tests::zip;

const STYLES: &str = "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:styleId='T'><w:name w:val='Title'/></w:style></w:styles>";
const NUMBERS: &str = "<w:numbering><w:abstractNum w:abstractNumId='7'><w:lvl><w:numFmt w:val='decimal'/></w:lvl>\
    <w:lvl><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
    </w:numbering>";
const CORE: &str = "<x><dc:title>Core</dc:title><dc:creator>Ada Example; Bo</dc:creator>\
    <dcterms:created>2026-03-02T10:00:00Z</dcterms:created></x>";

/// A document of this body.
fn document(body: &str) -> Vec<u8> {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    zip(&[
        (DOCUMENT, body.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERS.as_bytes()),
        (FACTS, CORE.as_bytes()),
    ])
}

fn paragraph(about: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn item(level: usize, words: &str) -> String {
    paragraph(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr>"), words)
}

fn style(id: &str, words: &str) -> String {
    paragraph(&format!("<w:pStyle w:val='{id}'/>"), words)
}

/// Title and blocks, one a line.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let import = read(&document(body), "file").expect("an article");
    let article = &import.articles[0];
    let told: Vec<String> = article.blocks.iter().map(|b| format!("{:?}/{} {}", b.kind, b.depth, b.words)).collect();
    assert_eq!(told, expected);
}

const BYLINE: &str = "Byline/0 By Ada Example, Bo · 2026-03-02";

#[test]
fn paragraphs_headings_quotations_and_breaks() {
    let body = [
        style("T", "The “Light”"),
        paragraph("", "One"),
        style("berschrift1", "Part"),
        style("Quote", "Quoted."),
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t xml:space='preserve'>b </w:t><w:br/><w:t>&amp; c</w:t></w:r></w:p>".into(),
    ];
    check(
        &body.concat(),
        &[
            "Title/0 The “Light”",
            BYLINE,
            "Paragraph/0 One",
            "Heading(2)/0 Part",
            "Aside/1 Quoted.",
            "Paragraph/0 a b \n& c",
        ],
    );
}

#[test]
fn lists_count_or_have_bullets() {
    let body = [item(0, "a"), item(1, "b"), item(1, "c"), item(0, "d"), paragraph("", "e")].concat();
    check(
        &body,
        &[
            "Title/0 Core",
            BYLINE,
            "Item(Some(1))/1 a",
            "Item(None)/2 b",
            "Item(None)/2 c",
            "Item(Some(2))/1 d",
            "Paragraph/0 e",
        ],
    );
}

#[test]
fn changes_are_taken_and_what_is_there_twice_is_read_once() {
    let body = "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>always </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>\
        <mc:AlternateContent><mc:Choice><w:r><w:t>go</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>go</w:t></w:r>\
        </mc:Fallback></mc:AlternateContent></w:p>";
    check(body, &["Title/0 Core", BYLINE, "Paragraph/0 We always go"]);
}

#[test]
fn tables_and_emphasis() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph("", words));
    let table =
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("a"), cell("b"), cell("c"), cell("d"));
    let words =
        "<w:p><w:r><w:rPr><w:b/><w:i w:val='0'/></w:rPr><w:t>strong</w:t></w:r><w:r><w:t> plain</w:t></w:r></w:p>";
    let import = read(&document(&(table + words)), "file").expect("an article");
    let blocks = &import.articles[0].blocks;
    assert_eq!(blocks[2].kind, Kind::Table);
    assert_eq!(blocks[2].words.lines().count(), 2);
    let marks = &blocks[3].marks;
    assert_eq!((marks.len(), marks[0].range.clone(), marks[0].style.strong), (1, 0..6, true));
    assert!(!marks[0].style.emphasis);
}

#[test]
fn what_is_no_document_says_so() {
    let told = |bytes: &[u8]| read(bytes, "x").expect_err("no document").to_string();
    assert!(told(b"x").starts_with("this is no Word document: it is no zip archive"));
    assert!(told(&zip(&[("a", b"x")])).contains("there is no `word/document.xml`"));
    assert_eq!(told(&document("")), Misfit::Blank.to_string());
    let bytes = document(&paragraph("", "x"));
    for length in 0..bytes.len() {
        let _ = read(&bytes[..length], "x");
    }
    assert!(is_plainly(&bytes) && !is_plainly(b"PK\x03\x04 word"));
}

proptest::proptest! {
    #[test]
    fn any_body(pieces in proptest::collection::vec(0usize..14, 0..40)) {
        const PIECES: [&str; 14] = [
            "<w:p>", "</w:p>", "<w:pPr>", "</w:pPr>", "<w:r>", "</w:r>", "<w:t>x", "</w:t>", "<w:tbl>", "</w:tbl>",
            "<w:tc>", "</w:tc>", "<w:numId w:val='1'/><w:ilvl w:val='99'/>", "<w:pStyle w:val='T'/>",
        ];
        let body: String = pieces.iter().map(|at| PIECES[*at]).collect();
        let _ = read(&document(&body), "x");
    }
}
