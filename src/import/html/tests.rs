use proptest::prelude::*;

use super::*;
use crate::article::{Article, Kind};
use crate::clean;

fn read_bytes(bytes: &[u8]) -> Result<Import, Refusal> {
    read(File { bytes: bytes.to_vec(), ..File::default() })
}

fn article(html: &str) -> Article {
    read_bytes(html.as_bytes()).expect("a page").articles.remove(0)
}

const TEXT: &str = "<p>The last bridge on the river, it was said, will go on being worked by hand, for after four hours of debate the council voted to keep the man who has kept it, and nobody objected.";

#[test]
fn facts_are_read_from_the_head() {
    let head = "<html lang=en-GB><title>Bridge | The Courier</title><meta property=og:title content='A bridge is kept'>\
        <meta name=author content='By Ada Lovelace and Joan Clarke'><meta property=og:site_name content='The Courier'>\
        <meta property=article:published_time content='2024-03-12T10:00:00Z'><link rel=canonical href='https://c.example/bridge'>";
    let article = article(&format!("{head}<body><article><h1>A bridge is kept</h1>{}</article>", TEXT.repeat(5)));
    assert_eq!(article.title, "A bridge is kept");
    assert_eq!(article.authors, ["Ada Lovelace", "Joan Clarke"]);
    assert_eq!(article.published.as_deref(), Some("2024-03-12"));
    assert_eq!(article.language.as_deref(), Some("en-GB"));
    assert_eq!(article.source.name.as_deref(), Some("The Courier"));
    assert_eq!(article.source.url.as_deref(), Some("https://c.example/bridge"));
}

#[test]
fn links_lead_on_from_where_the_page_is() {
    let page = format!(
        "<base href='/d/'><body><article>{}<p>And see <a href='e.html'>this page here</a> too, if you will.</article>",
        TEXT.repeat(5)
    );
    let file = File { bytes: page.into_bytes(), address: Some("https://c.example/a/b"), ..File::default() };
    let article = read(file).expect("a page").articles.remove(0);
    let targets: Vec<&String> = article.blocks.iter().flat_map(|b| &b.targets).collect();
    assert_eq!(targets, ["https://c.example/d/e.html"]);
    assert_eq!(article.source.url.as_deref(), Some("https://c.example/a/b"));
}

#[test]
fn a_line_of_signs_is_a_rule() {
    let html = format!("<body><article>{}<p>___</p>{}</article>", TEXT.repeat(3), TEXT.repeat(3));
    let kinds: Vec<Kind> = article(&html).blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Rule).count(), 1, "{kinds:?}");
}

#[test]
fn no_page_with_words_is_empty() {
    for page in [
        "<p>One.",
        "words",
        "<div class=comment>only these words</div>",
        "<table><tr><td>One cell.</table>",
        "<ul><li><a href=x>One</a></ul>",
    ] {
        let article = article(&format!("<html><title>T</title><body>{page}"));
        assert!(article.blocks.iter().any(|b| b.kind != Kind::Title), "{page}");
    }
    for page in ["<html><title>T</title>", "<body><script>x</script>", "<body><p hidden>x"] {
        assert!(matches!(read_bytes(page.as_bytes()), Err(Refusal::Misfit(Misfit::NoWords))), "{page}");
    }
    assert!(matches!(read_bytes(b""), Err(Refusal::Misfit(Misfit::Empty))));
    assert_eq!(Misfit::NoWords.to_string(), "there are no words in this page");
}

/// Every string of an article has passed the gate, and its blocks are in normal form.
fn is_well_made(article: &Article) {
    let facts = [&article.subtitle, &article.published, &article.language, &article.source.name, &article.source.url];
    let lines = facts.into_iter().flatten().chain(&article.authors).chain([&article.title]);
    lines.for_each(|line| assert_eq!(clean::line(line), line.as_str()));
    for block in article.blocks.iter() {
        assert_eq!(clean::text(&block.words), block.words.as_str());
        block.targets.iter().for_each(|target| assert_eq!(clean::line(target), target.as_str()));
        assert!(!block.words.trim().is_empty(), "{block:?}");
        let mut end = 0;
        for mark in &block.marks {
            assert!(mark.range.start >= end && !block.words[mark.range.clone()].trim().is_empty(), "{block:?}");
            assert!(mark.style.link.is_none_or(|link| (link as usize) < block.targets.len()), "{block:?}");
            end = mark.range.end;
        }
    }
    let sections: Vec<_> = article.sections.iter().map(|s| s.blocks.clone()).collect();
    assert_eq!(sections.first().map(|s| s.start), Some(0));
    assert_eq!(sections.last().map(|s| s.end), Some(article.blocks.len()));
}

/// Elements that a page may have, in any order.
const NAMES: &[&str] = &[
    "p",
    "div",
    "a",
    "b",
    "i",
    "em",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "ul",
    "ol",
    "li",
    "blockquote",
    "cite",
    "footer",
    "figure",
    "figcaption",
    "img",
    "h1",
    "h2",
    "h3",
    "pre",
    "code",
    "br",
    "hr",
    "q",
    "sup",
    "sub",
    "ruby",
    "rt",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "noscript",
    "template",
    "svg",
    "form",
    "select",
    "article",
    "section",
    "time",
    "span",
    "title",
    "meta",
];

/// What may stand in their tags.
const ATTRIBUTES: &[&str] = &[
    "",
    " href='x y'",
    " href='javascript:a'",
    " href='#n'",
    " src=a.jpg alt='some words here'",
    " class='byline'",
    " class=dek",
    " class='wp-caption-text'",
    " class=share",
    " colspan=3 rowspan=2",
    " start=7",
    " hidden",
    " style='display:none'",
    " datetime=2020-02-02",
    " content='x\u{1b}[31m' name=author",
    " lang=en",
    " content='\u{202e}x' property='og:site_name'",
];

/// What may stand between them.
const WORDS: &[&str] = &[
    "some words, and more of them to be read by whoever reads it",
    "&#27;[31m",
    "\u{9b}2J",
    "\u{202E}abc",
    "&amp;lt;",
    "日本語の文章",
    " ",
    "\n\n",
    "1/5",
    "By Ada",
    "March 12, 2024",
    "\t",
    "&#x2028;",
    "\u{0}",
    "│",
];

fn soup() -> impl Strategy<Value = String> {
    let names = prop::sample::select(NAMES);
    let attributes = prop::sample::select(ATTRIBUTES);
    let words = prop::sample::select(WORDS);
    let piece = prop_oneof![
        3 => (names.clone(), attributes).prop_map(|(name, attribute)| format!("<{name}{attribute}>")),
        2 => names.prop_map(|name| format!("</{name}>")),
        4 => words.prop_map(str::to_string),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_an_article_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(import) = read_bytes(&bytes) {
            import.articles.iter().for_each(is_well_made);
        }
    }

    #[test]
    fn any_tags_are_an_article_or_refused(soup in soup()) {
        match read_bytes(format!("<!doctype html><body>{soup}").as_bytes()) {
            Ok(import) => import.articles.iter().for_each(is_well_made),
            Err(Refusal::Misfit(misfit)) => prop_assert_eq!(misfit, Misfit::NoWords),
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}
