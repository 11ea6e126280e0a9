use std::io::{Cursor, Write};

use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;

use super::*;
use crate::article::Kind;

/// An archive of these members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The same bytes with some replaced, as often as they are there.
pub fn patched(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in memchr::memmem::find_iter(bytes, from) {
        out[at..at + to.len()].copy_from_slice(to);
    }
    out
}

/// A book of these pages, and contents with their labels, addresses and depths.
fn book(pages: &[(&str, &str)], contents: &[(usize, &str, &str)]) -> Vec<u8> {
    let point = |(depth, label, address): &(usize, &str, &str)| {
        let content = if address.is_empty() { String::new() } else { format!("<a href='{address}'>") };
        format!("{}<li>{content}{label}</a></li>{}", "<ol>".repeat(*depth), "</ol>".repeat(*depth))
    };
    let nav = format!("<nav epub:type='toc'>{}</nav>", contents.iter().map(point).collect::<String>());
    let items: String =
        pages.iter().enumerate().map(|(n, (path, _))| format!("<item id='i{n}' href='{path}'/>")).collect();
    let spine: String = (0..pages.len()).map(|n| format!("<itemref idref='i{n}'/>")).collect();
    let package = format!(
        "<package><metadata><dc:title>The Book</dc:title><dc:creator>Ada Example</dc:creator></metadata><manifest>{items}\
        <item id='nav' properties='nav' href='nav.xhtml'/></manifest><spine>{spine}</spine></package>"
    );
    let mut members: Vec<(&str, &[u8])> = vec![
        ("META-INF/container.xml", b"<rootfile full-path='p.opf'/>"),
        ("p.opf", package.as_bytes()),
        ("nav.xhtml", nav.as_bytes()),
    ];
    members.extend(pages.iter().map(|(path, page)| (*path, page.as_bytes())));
    zip(&members)
}

/// Sections and blocks in one line.
fn outline(pages: &[(&str, &str)], contents: &[(usize, &str, &str)]) -> String {
    let import = match read(&book(pages, contents), "file") {
        Ok(import) => import,
        Err(misfit) => return misfit.to_string(),
    };
    let article = &import.articles[0];
    let blocks = article.blocks.iter().skip(2).map(|block| match block.kind {
        Kind::Heading(2) => format!("# {}", block.words),
        Kind::Heading(level) => format!("{level} {}", block.words),
        _ => block.words.clone(),
    });
    blocks.collect::<Vec<_>>().join(" / ")
}

const WORDS: &str = "<p>It rained on the harbour all through that long night, and nobody was surprised.</p>";
const RAIN: &str = "It rained on the harbour all through that long night, and nobody was surprised.";

#[track_caller]
fn is_read(pages: &[(&str, &str)], contents: &[(usize, &str, &str)], expected: &str) {
    let pages: Vec<(&str, String)> = pages.iter().map(|(path, page)| (*path, page.replace("WORDS", WORDS))).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, page)| (*path, page.as_str())).collect();
    assert_eq!(outline(&pages, contents).replace(RAIN, "W"), expected);
}

#[test]
fn a_chapter_is_called_as_its_file_says_else_as_the_contents_do() {
    let contents =
        [(1, "1. One", "a"), (1, "Two", "b"), (1, "Three", "c"), (1, "Chapter IV: Four", "d"), (1, "Five", "e")];
    let pages = [
        ("a", "<p>1</p><h1>One</h1>WORDS"),
        ("b", "<h2>The second</h2>WORDS"),
        ("c", "WORDS"),
        ("d", "<h2>Chapter IV</h2><h1>Four</h1>WORDS"),
        ("e", "<p class='title'>FIVE</p>WORDS"),
    ];
    is_read(&pages, &contents, "# 1. One / W / # The second / W / # Three / W / # Chapter IV: Four / W / # Five / W");
    is_read(&pages[..2], &[], "# 1: One / W / # The second / W");
}

#[test]
fn a_chapter_in_several_files_is_one() {
    let pages = [
        ("a", "<h1>One</h1>WORDS"),
        ("b", "WORDS<h2>Sub</h2>WORDS"),
        ("c", "<h1>Thanks</h1>WORDS"),
        ("d", "<h3>s</h3>WORDS"),
    ];
    is_read(&pages, &[(1, "One", "a")], "# One / W / W / 3 Sub / W / # Thanks / W / 3 s / W");
    is_read(&pages[..2], &[], "# One / W / W / 3 Sub / W");
}

#[test]
fn a_file_with_several_entries_is_several_chapters() {
    let page = "<p id='x'>One</p>WORDS<p>a <b id='s'>b</b></p><h2 id='y'>Two</h2>WORDS<a id='z'/>WORDS";
    let contents =
        [(1, "One", "a#x"), (2, "Deep", "a#s"), (1, "Second", "a#y"), (2, "Lost", "a#gone"), (2, "Last", "a#z")];
    is_read(&[("a", page)], &contents, "# One / W / 3 Deep / a b / # Two / W / 3 Last / W");
}

#[test]
fn of_several_elements_with_one_id_the_first_has_it() {
    is_read(&[("a", "<p id='x'>One</p>WORDS<p id='x'>Two</p>")], &[(1, "One", "a#x")], "# One / W / Two");
}

#[test]
fn parts_stand_before_their_first_chapter() {
    let pages =
        [("p", "<h1>Part One</h1>"), ("a", "WORDS"), ("b", "WORDS"), ("c", "WORDS"), ("d", "<h1>Part Three</h1>")];
    let contents = [
        (1, "Part One", "p"),
        (2, "A", "a"),
        (2, "B", "b"),
        (1, "Part Two.", ""),
        (2, "C", "c"),
        (1, "Part Three", "d"),
    ];
    is_read(&pages, &contents, "# Part One: A / W / # B / W / # Part Two: C / W / 3 Part Three");
    is_read(&[("a", "<h1>Book</h1>WORDS")], &[(1, "Part", "a"), (2, "A", "a")], "# Part: Book / W");
}

#[test]
fn what_is_no_chapter_is_left_out() {
    let pages = [
        ("cover", "<body epub:type='cover'><p>The Book</p></body>"),
        ("title", "<h1>THE BOOK</h1><p>by Ada Example</p><p>Somewhere Press</p>"),
        ("half", "<p>The Book</p>"),
        ("toc", "<p><a href='a'>A</a></p><p><a href='b'>B</a></p><p><a href='c'>C</a></p>"),
        ("picture", "<div><img src='x.png' alt='A picture of rain'/></div>"),
        ("blank", "<body></body>"),
        ("a", "WORDS<p>The Book, by Ada Example.</p>"),
    ];
    is_read(&pages, &[], "W / The Book, by Ada Example.");
    let import = read(&book(&pages[..5], &[]), "file");
    assert_eq!(import.err(), Some(Misfit::Blank));
    let pages = pages.map(|(path, page)| (path, page.replace("WORDS", WORDS)));
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, page)| (*path, page.as_str())).collect();
    assert_eq!(
        read(&book(&pages, &[]), "").map(|import| import.notes).ok(),
        Some(vec![Note::Dropped(5, "front page")])
    );
}

#[test]
fn signs_between_scenes_are_rules() {
    let import =
        read(&book(&[("a", &format!("<h1>A</h1>{WORDS}<p class='x'>* * *</p>{WORDS}"))], &[]), "").expect("read");
    assert_eq!(import.articles[0].blocks.iter().filter(|b| b.kind == Kind::Rule).count(), 1);
}

#[test]
fn links_within_the_book_and_pictures() {
    let page = "<h1>A</h1><p><a href='b.xhtml#x'>in</a> <b><a href='#y'>in</a></b> <a href='https://a.example/'>out</a></p>\
        <figure><img src='../i/p q.png' alt='x'/><figcaption>Cap <a href='https://b.example/'>b</a></figcaption></figure>";
    let import = read(&book(&[("t/a.xhtml", page)], &[]), "").expect("read");
    let blocks = &import.articles[0].blocks;
    assert_eq!(blocks[3].targets, ["https://a.example/"]);
    assert_eq!(
        blocks[3].marks.iter().map(|m| (m.style.strong, m.style.link)).collect::<Vec<_>>(),
        [(true, None), (false, Some(0))]
    );
    assert_eq!(blocks[4].targets, ["i/p%20q.png", "https://b.example/"]);
}

#[test]
fn a_book_is_told_by_its_first_member() {
    assert!(is_plainly(&[b"PK\x03\x04".as_slice(), &[0; 26], b"mimetypeapplication/epub+zip"].concat()));
    assert!(!is_plainly(&zip(&[("a", b"mimetype")])));
    assert!(!is_plainly(b"mimetypeapplication/epub+zip"));
}

#[test]
fn a_page_that_goes_beyond_a_limit_is_named() {
    let deep = "<div>".repeat(1000);
    let said = outline(&[("t/a.xhtml", &deep)], &[]);
    assert_eq!(said, "`t/a.xhtml` in this archive has elements too deep within each other: 512 is the limit");
}
