//! Books, feeds and Markdown become articles; whatever is in them, nothing hostile
//! gets out and nothing takes long.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use pullquote::article::{Article, Kind};
use pullquote::import::{self, File, IMPORTERS, Import, Misfit, Refusal};

use crate::archive::{book, members, zip};
use crate::run::{Folder, piped, run};

fn source(name: &str) -> Vec<u8> {
    match name.strip_suffix(".d") {
        Some(_) => book(name),
        None => std::fs::read(folder().join(name)).expect("a source"),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/imported")
}

/// Reads a source by its bytes and by its name.
fn read(name: &str) -> Vec<Article> {
    let path = PathBuf::from(name.trim_end_matches(".d"));
    let by_name = import::read(File { bytes: source(name), path: Some(&path), ..File::default() }).expect("read");
    let by_bytes = import::read(File { bytes: source(name), ..File::default() }).expect("read");
    if !name.ends_with("plain.md") {
        assert_eq!(by_name.articles, by_bytes.articles, "{name} is told by its bytes");
    }
    by_name.articles
}

fn headings(article: &Article) -> Vec<&str> {
    article.sections.iter().map(|s| s.heading.as_deref().unwrap_or_default()).collect()
}

fn count(article: &Article, kind: fn(Kind) -> bool) -> usize {
    article.blocks.iter().filter(|b| kind(b.kind)).count()
}

#[test]
fn books_are_sections() {
    let harbour = &read("harbour.epub.d")[0];
    assert_eq!(harbour.authors, ["Magnus Eide-Farrow", "Philippa Oduya"]);
    assert_eq!(
        headings(harbour),
        ["The Outer Harbour: 1. The Pilot’s Ear", "2. Night Prices", "The Inner Harbour: 3. A Dog on the Slip"]
    );
    assert_eq!(count(harbour, |k| k == Kind::Figure), 1);
    assert_eq!(count(harbour, |k| k == Kind::Rule), 1);
    assert_eq!(count(harbour, |k| k == Kind::Table), 1);
    let old = &read("old.epub.d")[0];
    assert_eq!((old.published.as_deref(), old.authors.as_slice()), (None, &["Emrys Calloway".to_string()][..]));
    assert_eq!(
        headings(old),
        [
            "First Letter: The Toll at Grissom",
            "Second Letter: The Café at the World’s End",
            "Third Letter: White Ground"
        ]
    );
    assert!(old.blocks.iter().any(|b| b.kind == Kind::Heading(3) && b.words == "Postscript"));
    assert!(old.blocks.iter().any(|b| b.words.contains("Hernán Güell")));
}

#[test]
fn feeds_are_several_articles() {
    let news = read("news.rss");
    let titles: Vec<&str> = news.iter().map(|a| a.title.as_str()).collect();
    assert_eq!(
        titles,
        ["The school bus that goes nowhere, & on time", "Weathercock is duck, church finds", "Letters: the pond again"]
    );
    assert_eq!(news[2].authors, ["The Beacon desk"]);
    assert_eq!(news[0].source.url.as_deref(), Some("https://brannockbeacon.example/2024/09/bus"));
    for article in &news {
        let last = article.blocks.last().map(|b| b.words.as_str()).unwrap_or_default();
        assert!(!last.contains("appeared first") && !last.contains("Share"), "{last}");
    }
    assert_eq!(news.iter().map(|a| count(a, |k| k == Kind::Paragraph)).collect::<Vec<_>>(), [6, 7, 7]);
    let journal = read("journal.atom");
    assert_eq!(journal[0].source.url.as_deref(), Some("https://nightwatch.example/posts/2022/yesterday.html"));
    assert_eq!(
        journal.iter().map(|a| a.published.as_deref()).collect::<Vec<_>>(),
        [Some("2022-12-03"), Some("2022-11-19")]
    );
    assert_eq!(
        journal[0].blocks.iter().flat_map(|b| &b.targets).collect::<Vec<_>>(),
        ["https://nightwatch.example/posts/2022/swans.html", "https://nightwatch.example/posts/2022/img/lamp.jpg"]
    );
}

#[test]
fn markdown_is_an_article() {
    let titles = ["note.md", "hugo.md", "plain.md"].map(|name| read(name)[0].title.clone());
    assert_eq!(
        titles,
        ["What the Sparrow carried", "The choir that rehearses in a lift", "The Last Honest Scale in Market Street"]
    );
}

#[test]
fn every_command_reads_them() {
    let folder = Folder::new();
    let epub = folder.file("old.epub", book("old.epub.d"));
    assert!(run(&["show", &epub]).out.starts_with("Letters from the Salt Road\n"));
    assert_eq!(piped(&["sections", "-"], &book("old.epub.d")).out.lines().count(), 3);
    run(&["check", &epub]).refuses(2, &["old.epub: error: "]);
    let feed = folder.file("news.rss", source("news.rss"));
    assert_eq!(run(&["sections", &feed]).out.lines().count(), 4);
    let empty = folder.file("a.xyz", "");
    std::fs::remove_file(empty).expect("removed");
    let broken = folder.file("broken.md", "---\ntitle: \"x\n---\n");
    run(&["show", &broken]).refuses(2, &["broken.md:2:8: error: the front matter is no YAML"]);
    let cut = folder.file("cut.epub", &book("old.epub.d")[..2000]);
    run(&["show", &cut]).refuses(2, &["cut.epub: error: this is no EPUB"]);
}

#[test]
fn a_folder_without_articles_says_what_they_are_called() {
    let folder = Folder::new();
    folder.file("a.log", "Words.");
    let path = folder.path().to_str().expect("UTF-8").to_string();
    run(&["show", &path]).refuses(2, &["*.toml, *.epub, *.docx, *.rss, *.md", "*.txt"]);
}

/// What must hold of any import.
fn is_harmless(bytes: &[u8], importer: usize) -> Result<(), TestCaseError> {
    let importer = &IMPORTERS[importer % IMPORTERS.len()];
    let read = (importer.read)(File { bytes: bytes.to_vec(), address: Some("https://a.example/b"), ..File::default() });
    let name = importer.name;
    match read {
        Err(Refusal::Misfit(misfit)) => {
            // On a busy machine the limit of time may be met; a panic never.
            prop_assert!(misfit != Misfit::Failed, "{name}: {misfit}");
            is_clean(&misfit.to_string(), false)?;
        }
        Err(Refusal::Faulty(..)) => {}
        Ok(Import { articles, .. }) => articles.iter().try_for_each(is_clean_article)?,
    }
    Ok(())
}

fn is_clean_article(article: &Article) -> Result<(), TestCaseError> {
    let source = [&article.source.name, &article.source.url];
    let facts = [&article.subtitle, &article.published, &article.language];
    let headings = article.sections.iter().map(|s| &s.heading);
    let optional = facts.into_iter().chain(source).chain(headings).flatten();
    let people = article.people.iter().map(|p| &p.name);
    for line in optional.chain(&article.authors).chain(people).chain([&article.title]) {
        is_clean(line, false)?;
    }
    for block in article.blocks.iter() {
        is_clean(&block.words, true)?;
        block.targets.iter().try_for_each(|target| is_clean(target, false))?;
        for mark in &block.marks {
            prop_assert!(block.words.get(mark.range.clone()).is_some(), "{mark:?} in {:?}", block.words);
            let target = mark.style.link.map(|link| block.targets.get(link as usize));
            prop_assert!(target != Some(None), "{mark:?} of {:?}", block.targets);
        }
    }
    let ends = article.sections.iter().map(|s| s.blocks.end);
    prop_assert!(ends.clone().all(|end| end <= article.blocks.len()) && ends.is_sorted());
    Ok(())
}

fn is_clean(words: &str, has_lines: bool) -> Result<(), TestCaseError> {
    let is_hostile = |c: char| {
        c.is_control() && !(has_lines && c == '\n')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    prop_assert!(!words.contains(is_hostile), "{words:?}");
    Ok(())
}

/// What is likely to hurt in one format or another.
const FRAGMENTS: &[&str] = &[
    "\u{1b}]0;x\u{7}",
    "\u{9b}2J",
    "\u{202e}",
    "\u{2066}",
    "\0",
    "\r",
    "\t",
    "\u{2028}",
    "&#27;[31m",
    "&#x9b;",
    "&#8238;",
    "&#0;",
    "&lrm;",
    "<script>x</script>",
    "<a href='javascript:x'>y</a>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<p>",
    "</p>",
    "<table>",
    "<li>",
    "<ol>",
    "</ol>",
    "<nav epub:type='toc'>",
    "<svg>",
    "<title/>",
    "<h1>",
    "<a id='x'/>",
    "id='x'",
    "<br/>",
    "<item>",
    "</item>",
    "<entry>",
    "<description>",
    "<content type='xhtml'>",
    "<media:group>",
    "<link/>",
    "&a;",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<?xml version='1.0' encoding='utf-16'?>",
    "---\n",
    "+++\n",
    "title: \"",
    "&a [*a]",
    "*a",
    "{{< ",
    " >}}",
    "{{% ref \"",
    "# ",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "|",
    "`",
    "```\n",
    "[",
    "](",
    "![",
    "\\",
    "\u{F8F0}0\u{F8F1}",
    "PK\u{1}\u{2}",
    "../../etc/passwd",
    "é",
    "日本",
    "“",
    "”",
];

fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => proptest::sample::select(FRAGMENTS).prop_map(|f| f.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..8),
        1 => (proptest::sample::select(FRAGMENTS), 2..300usize).prop_map(|(f, n)| f.repeat(n).into_bytes()),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

const SOURCES: &[&str] =
    &["note.md", "hugo.md", "news.rss", "journal.atom", "harbour.epub.d", "old.epub.d", "news.html", "hostile.html"];

/// A change of a valid file: what is put in, or cut, or turned over, and where.
fn changed(mut bytes: Vec<u8>, changes: &[(usize, u8, Vec<u8>)]) -> Vec<u8> {
    for (at, how, what) in changes {
        let at = at % (bytes.len() + 1);
        let end = (at + what.len()).min(bytes.len());
        match how % 4 {
            0 => drop(bytes.splice(at..at, what.iter().copied())),
            1 => drop(bytes.splice(at..end, what.iter().copied())),
            2 => bytes.truncate(at),
            _ => bytes[at..end].iter_mut().for_each(|byte| *byte ^= 0x20),
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(usize, u8, Vec<u8>)>> {
    proptest::collection::vec((any::<usize>(), any::<u8>(), hostile()), 1..6)
}

const NAMES: &[&str] = &[
    "mimetype",
    "META-INF/container.xml",
    "OEBPS/content.opf",
    "OEBPS/nav.xhtml",
    "OEBPS/Text/chapter1.xhtml",
    "../../etc/passwd",
    "/etc/shadow",
    "OEBPS/Text/chapter%20two.xhtml",
    "toc.ncx",
    "META-INF/encryption.xml",
    "a\u{1b}[31m.xhtml",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes(bytes in hostile(), importer in any::<usize>()) {
        is_harmless(&bytes, importer)?;
    }

    #[test]
    fn changed_files(name in proptest::sample::select(SOURCES), changes in changes(), importer in any::<usize>()) {
        let bytes = changed(source(name), &changes);
        // By what it seems to be, and as something else.
        if let Some(own) = IMPORTERS.iter().position(|i| i.name == import_of(name)) {
            is_harmless(&bytes, own)?;
        }
        is_harmless(&bytes, importer)?;
    }

    /// The archive is whole, its members are not.
    #[test]
    fn changed_members(
        name in proptest::sample::select(&["harbour.epub.d", "old.epub.d"][..]),
        which in proptest::collection::vec((any::<usize>(), changes()), 1..4),
        gone in proptest::option::of(any::<usize>()),
    ) {
        let mut members = members(&folder().join(name));
        for (which, changes) in which {
            let at = which % members.len();
            members[at].1 = changed(std::mem::take(&mut members[at].1), &changes);
        }
        if let Some(gone) = gone {
            members.remove(gone % members.len());
        }
        is_harmless(&zip(members.iter().map(|(name, bytes)| (name.as_str(), bytes.clone()))), epub())?;
    }

    #[test]
    fn any_members(bodies in proptest::collection::vec(hostile(), NAMES.len())) {
        let container = b"<rootfile full-path='OEBPS/content.opf'/>".to_vec();
        let mut members: Vec<(&str, Vec<u8>)> = NAMES.iter().copied().zip(bodies).collect();
        members[1].1 = container;
        members.pop();
        is_harmless(&zip(members), epub())?;
    }

    /// Sizes and places that the directory of an archive tells, and that are not so.
    #[test]
    fn lying_archives(places in proptest::collection::vec((any::<usize>(), 0..46usize, any::<u8>()), 1..12)) {
        let mut bytes = book("old.epub.d");
        let entries: Vec<usize> = bytes.windows(2).enumerate().filter(|(_, w)| w == b"PK").map(|(at, _)| at).collect();
        for (which, offset, byte) in places {
            let at = entries[which % entries.len()] + offset;
            if let Some(there) = bytes.get_mut(at) {
                *there = byte;
            }
        }
        is_harmless(&bytes, epub())?;
    }
}

fn epub() -> usize {
    IMPORTERS.iter().position(|i| i.name == "EPUB").expect("an importer")
}

fn import_of(name: &str) -> &'static str {
    match name.trim_end_matches(".d").rsplit_once('.').map(|(_, extension)| extension) {
        Some("md") => "Markdown",
        Some("rss" | "atom") => "feed",
        Some("epub") => "EPUB",
        _ => "web page",
    }
}

#[test]
fn heaps_take_no_longer() {
    let feed = |item: &str| format!("<rss version='2.0'><channel>{}", item.repeat(20_000)).into_bytes();
    let heaps: Vec<(&str, Vec<u8>)> = vec![
        ("Markdown", "[".repeat(200_000).into_bytes()),
        ("Markdown", "![[](".repeat(100_000).into_bytes()),
        ("Markdown", "> ".repeat(100_000).into_bytes()),
        ("Markdown", "- ".repeat(100_000).into_bytes()),
        ("Markdown", "*a_".repeat(100_000).into_bytes()),
        ("Markdown", "<!".repeat(100_000).into_bytes()),
        ("Markdown", "{{< x `".repeat(100_000).into_bytes()),
        ("Markdown", format!("---\na: {}\n---\n", "{a: ".repeat(100_000)).into_bytes()),
        ("Markdown", format!("---\n{}---\n", "author: x\n".repeat(80_000)).into_bytes()),
        ("feed", feed("<item><title>&amp;</title><description>&lt;p&gt;x</description></item>")),
        ("feed", feed("<media:group>")),
        ("feed", feed("<item>")),
        ("feed", feed("<description>&amp;</description>")),
        (
            "feed",
            format!("<rss version='2.0' {}>", (0..20_000).map(|n| format!("xmlns:a{n}='b' ")).collect::<String>())
                .into_bytes(),
        ),
        ("feed", format!("<rss version='2.0'><channel><item><description>{}", "&lt;a ".repeat(300_000)).into_bytes()),
    ];
    for (name, bytes) in heaps {
        let importer = IMPORTERS.iter().position(|i| i.name == name).expect("an importer");
        let start: String = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        is_harmless(&bytes, importer).unwrap_or_else(|error| panic!("{name} {start:?}: {error}"));
    }
}
