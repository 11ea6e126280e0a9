use super::*;

fn members(metadata: &str, spine: &str) -> Members {
    let container = "<container><rootfiles><rootfile full-path='o/p.opf'/></rootfiles></container>";
    let package = format!(
        "<opf:package xmlns:opf='x'><opf:metadata>{metadata}</opf:metadata><opf:manifest>
        <opf:item id='a' href='a%20b.xhtml'/><opf:item id='b' href='../b.xhtml'/><opf:item id='c' href='../../../etc/passwd'/>
        <opf:item id='n' href='nav.xhtml' properties='x nav'/><opf:item id='t' href='t.ncx' media-type='application/x-dtbncx+xml'/>
        </opf:manifest><opf:spine toc='t'>{spine}</opf:spine>
        <opf:guide><opf:reference type='Cover' href='c.xhtml#x'/><opf:reference type='text' href='a%20b.xhtml'/></opf:guide></opf:package>"
    );
    [(CONTAINER, container.to_string()), ("o/p.opf", package)].map(|(k, v)| (k.to_string(), v.into_bytes())).into()
}

fn facts(metadata: &str) -> Article {
    read(&members(metadata, "")).expect("read").facts
}

#[test]
fn a_book_says_who_wrote_it() {
    let facts = facts(
        "<dc:title id='s'>Sub\n title</dc:title><meta refines='#s' property='title-type'>subtitle</meta>
        <dc:title id='m'>Main</dc:title><meta refines='#m' property='title-type'>main</meta>
        <dc:creator id='i'>Ill</dc:creator><meta refines='#i' property='role'>ill</meta>
        <dc:creator opf:role='edt'>Ed</dc:creator><dc:creator opf:role='aut'>Ada &amp; Co</dc:creator><dc:creator>Bob</dc:creator><dc:creator>Bob</dc:creator>
        <dc:date opf:event='conversion'>2009-06-30</dc:date><dc:date opf:event='publication'>2008-01-02T00:00:00Z</dc:date>
        <dc:language>en-GB</dc:language><dc:publisher>P</dc:publisher>
        <dc:identifier>urn:isbn:1</dc:identifier><dc:identifier>https://a.example/b</dc:identifier>",
    );
    assert_eq!((facts.title.as_str(), facts.subtitle.as_deref()), ("Main", Some("Sub title")));
    assert_eq!(facts.authors, ["Ada & Co", "Bob"]);
    assert_eq!((facts.published.as_deref(), facts.language.as_deref()), (Some("2008-01-02"), Some("en-GB")));
    assert_eq!((facts.source.name.as_deref(), facts.source.url.as_deref()), (Some("P"), Some("https://a.example/b")));
}

#[test]
fn what_is_no_whole_date_is_none() {
    let facts = facts(
        "<dc:title>T</dc:title><dc:date>1911</dc:date><dc:language>und</dc:language><meta name='cover' content='c'/>",
    );
    assert_eq!((facts.title.as_str(), facts.published, facts.language), ("T", None, None));
}

#[test]
fn the_order_is_the_spines_and_leads_nowhere_else() {
    let spine = "<itemref idref='b'/><itemref idref='n' linear='no'/><itemref idref='a'/><itemref idref='gone'/><itemref idref='c'/>";
    let package = read(&members("", spine)).expect("read");
    assert_eq!(package.spine, ["b.xhtml", "o/a b.xhtml", "etc/passwd"]);
    assert_eq!(
        (package.aside, package.nav.as_deref(), package.ncx.as_deref()),
        (1, Some("o/nav.xhtml"), Some("o/t.ncx"))
    );
    assert_eq!(package.front, ["o/c.xhtml"]);
    let package = read(&members("", "<itemref idref='a' linear='no'/>")).expect("read");
    assert_eq!(package.spine, ["o/a b.xhtml"], "a book of which nothing is in the order");
}

#[test]
fn what_is_missing_is_named() {
    let misfit = |members: &Members| read(members).err().map(|m| m.to_string());
    let mut members = members("", "");
    members.remove("o/p.opf");
    assert_eq!(misfit(&members).as_deref(), Some("this is no EPUB: there is no `o/p.opf` in it"));
    members.insert(CONTAINER.to_string(), b"<container/>".to_vec());
    assert_eq!(misfit(&members).as_deref(), Some("this is no EPUB: there is no `package document (OPF)` in it"));
    assert_eq!(misfit(&Members::new()).as_deref(), Some("this is no EPUB: there is no `META-INF/container.xml` in it"));
}

#[test]
fn only_fonts_may_be_encrypted() {
    let protected = |how: &str| {
        let mut members = members("", "");
        members.insert(ENCRYPTION.into(), format!("<e:EncryptionMethod Algorithm='{how}'/>").into_bytes());
        read(&members).err() == Some(Misfit::Protected)
    };
    assert!(!protected("http://www.idpf.org/2008/embedding"));
    assert!(!protected("http://ns.adobe.com/pdf/enc#RC"));
    assert!(protected("http://www.w3.org/2001/04/xmlenc#aes128-cbc"));
    assert!(protected(""));
}

#[test]
fn a_million_refinements_take_no_longer() {
    let chain: String =
        (0..50_000).map(|n| format!("<meta id='i{n}' refines='#i{}' property='role'>x</meta>", n + 1)).collect();
    assert_eq!(facts(&format!("<dc:title>T</dc:title>{chain}")).title, "T");
}
