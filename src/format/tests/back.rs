//! What is written is read back by somebody else: whatever the words are, they are the
//! words again, and nothing else is there.

use biblatex::{Bibliography, ChunksExt};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Tag, TagEnd};
use typst_syntax::{SyntaxKind, SyntaxNode};

use super::super::reference::{Reference, note};
use super::super::{FORMATS, find};
use crate::article::{Article, Certainty, Person, Quote, one_line};
use crate::library::Opened;
use crate::record::{Quotes, Record};

/// Read by a test of their own.
const SLOW: [&str; 3] = ["apa", "mla", "chicago"];

/// Words of marks and of what means something in one of the formats.
fn hostile() -> impl Strategy<Value = String> {
    let ends = [
        "\\end{quote}",
        "]",
        "}",
        "}}",
        "{",
        "#panic()",
        "//",
        "/*",
        "*/",
        "http://x.y",
        "<a>",
        "ER  - ",
        "TY  - X",
        "--",
        "...",
        "@online{a,",
        "\" and \"",
        " and ",
        ",",
        "%",
        "$x$",
        "`",
        "```",
        "1.",
        "- a",
        "= b",
        "+",
        "~",
        "&amp;",
        "\\",
        "^^M",
        "[x](y)",
        "![x](y)",
        "**",
        "_a_",
        "'",
        "“",
        "”",
        "é",
        "日本",
        "\u{200B}",
        "\u{301}",
        "#+end_quote",
        "a",
        "b c",
        "-?",
        "1.",
        "*",
        "<i>",
        ";",
        ":",
        "/ a: b",
        "#",
        "@b",
        "\\u{41}",
        "\\n",
        "word",
        "Two",
        "\u{FFFD}",
    ];
    let part = prop_oneof![
        4 => proptest::sample::select(ends.to_vec()).prop_map(str::to_string),
        1 => "[!-~]{1,4}",
        1 => Just(" ".to_string()),
    ];
    proptest::collection::vec(part, 1..8)
        .prop_map(|parts| one_line(&parts.concat()))
        .prop_filter("words", |words| !words.is_empty())
}

prop_compose! {
    fn article()(
        words in hostile(),
        title in hostile(),
        source in proptest::option::of(hostile()),
        authors in proptest::collection::vec(prop_oneof![hostile(), Just("R. Marlow".to_string())], 0..3),
        speaker in proptest::option::of(hostile()),
        context in proptest::option::of(hostile()),
    ) -> Article {
        let people = speaker.into_iter().map(|name| Person { name, ..Person::default() }).collect::<Vec<_>>();
        let speaker = (!people.is_empty()).then_some(0);
        let certainty = if speaker.is_some() { Certainty::Sure } else { Certainty::Unknown };
        let quotes = vec![Quote { words, context, speaker, certainty, ..Quote::default() }];
        let mut article = Article { title, authors, people, quotes, published: Some("2026-03-02".into()), ..Article::default() };
        article.source.name = source;
        article.source.url = Some("https://a.example/b?c={d}&e=%20[f]\\g|h^i\"j'k#l".into());
        article
    }
}

fn written(name: &str, record: &Record<'_>) -> String {
    find(name).map(|format| format.alone(record)).expect("known")
}

fn text_of(record: &Record<'_>, name: &str) -> String {
    record.text(name).unwrap_or_default().to_string()
}

/// The kinds of all that a Typst text is made of.
fn kinds(node: &SyntaxNode, out: &mut Vec<SyntaxKind>) {
    out.push(node.kind());
    node.children().for_each(|child| kinds(child, out));
}

/// The words that Typst would set.
fn set(node: &SyntaxNode, out: &mut String) {
    match node.kind() {
        SyntaxKind::Escape => out.push_str(&node.text()[1..]),
        SyntaxKind::Text | SyntaxKind::Space | SyntaxKind::SmartQuote => out.push_str(node.text()),
        _ => node.children().for_each(|child| set(child, out)),
    }
}

proptest! {
    #[test]
    fn markdown(article in article()) {
        let opened = Opened { file: "f".into(), article };
        let quotes = Quotes::new(&opened);
        let record = quotes.record(0).expect("there");
        let markdown = written("markdown", &record);
        let mut paragraphs = vec![String::new()];
        let extensions = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        for event in pulldown_cmark::Parser::new_ext(&markdown, extensions) {
            match event {
                Event::Text(text) => paragraphs.last_mut().expect("one").push_str(&text),
                Event::End(TagEnd::Paragraph) => paragraphs.push(String::new()),
                Event::Start(Tag::BlockQuote(None) | Tag::Paragraph | Tag::Emphasis | Tag::Link { .. }) | Event::End(_) => {}
                other => prop_assert!(false, "{:?} in {}", other, markdown),
            }
        }
        prop_assert_eq!(&paragraphs[0], &text_of(&record, "words"), "{}", markdown);
    }

    #[test]
    fn typst(article in article()) {
        let opened = Opened { file: "f".into(), article };
        let quotes = Quotes::new(&opened);
        let record = quotes.record(0).expect("there");
        let typst = written("typst", &record);
        let root = typst_syntax::parse(&typst);
        prop_assert!(root.errors().is_empty(), "{:?} in {}", root.errors(), typst);
        let mut found = Vec::new();
        kinds(&root, &mut found);
        let count = |kind| found.iter().filter(|k| **k == kind).count();
        let emphasised = 1 + usize::from(record.text("speaker").is_none());
        prop_assert_eq!(count(SyntaxKind::FuncCall), 2 + emphasised, "{}", typst);
        for kind in &found {
            use SyntaxKind::*;
            let is_meant = matches!(kind, Markup | Text | Space | Escape | SmartQuote | Hash | FuncCall | Ident | Args | Named
                | LeftParen | RightParen | LeftBracket | RightBracket | Colon | Comma | Bool | Str | ContentBlock);
            prop_assert!(is_meant, "{:?} in {}", kind, typst);
        }
        let quote = root.children().last().expect("a quote");
        let args = quote.children().last().expect("arguments");
        let mut words = String::new();
        set(args.children().last().expect("a body"), &mut words);
        prop_assert_eq!(words, text_of(&record, "words"), "{}", typst);
    }

    #[test]
    fn bibtex(article in article()) {
        let opened = Opened { file: "f".into(), article };
        let quotes = Quotes::new(&opened);
        let record = quotes.record(0).expect("there");
        let bibtex = written("bibtex", &record);
        let reference = Reference::of(&record);
        // BibTeX counts each brace, whatever stands before it.
        for value in bibtex.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix("},")?.split_once("{")) {
            let mut depth = 1;
            for c in value.1.chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                prop_assert!(depth > 0, "{}", value.1);
            }
            prop_assert_eq!(depth, 1, "{}", value.1);
        }
        let read = Bibliography::parse(&bibtex);
        prop_assert!(read.is_ok(), "{:?} in {}", read, bibtex);
        let read = read.expect("read");
        prop_assert_eq!(read.len(), 1, "{}", bibtex);
        let entry = read.get(&reference.key).expect("the key");
        let has = |is_there: bool, field: &'static str| is_there.then_some(field);
        let source = reference.source.is_some();
        let mut expected: Vec<_> = [
            has(true, "title"), has(source, "journaltitle"), has(true, "date"), has(true, "url"), has(true, "annote"),
            has(!reference.authors.is_empty(), "author"),
        ].into_iter().flatten().collect();
        expected.sort_unstable();
        prop_assert_eq!(entry.fields.keys().map(String::as_str).collect::<Vec<_>>(), expected, "{}", bibtex);
        prop_assert_eq!(entry.author().map_or(0, |authors| authors.len()), reference.authors.len(), "{}", bibtex);
        let title = entry.title().expect("a title").format_verbatim();
        // A command that this reader does not know.
        prop_assert_eq!(title.replace("\\char34{}", "\""), text_of(&record, "title"), "{}", bibtex);
    }

    #[test]
    fn ris(article in article()) {
        let opened = Opened { file: "f".into(), article };
        let quotes = Quotes::new(&opened);
        let record = quotes.record(0).expect("there");
        let (ris, note) = (written("ris", &record), note(&record));
        let lines: Vec<_> = ris.strip_suffix("\r\n").expect("the end").split("\r\n").collect();
        let tags: Vec<_> = lines.iter().filter_map(|line| line.split_once("  - ")).collect();
        prop_assert_eq!(tags.len(), lines.len());
        let names: Vec<_> = tags.iter().map(|(tag, _)| *tag).collect();
        let authors = vec!["AU"; opened.article.authors.len()];
        let source = opened.article.source.name.iter().map(|_| "T2");
        let expected: Vec<_> = ["TY"].into_iter().chain(authors).chain(["TI"]).chain(source).chain(["PY", "DA", "UR", "N1", "ER"]).collect();
        prop_assert_eq!(names, expected, "{}", ris);
        let value = |name| tags.iter().find(|(tag, _)| *tag == name).map(|(_, value)| value.to_string());
        prop_assert_eq!(value("N1"), Some(note));
        prop_assert_eq!(value("DA"), Some("2026/03/02".to_string()));
    }

    #[test]
    fn csl(article in article()) {
        let opened = Opened { file: "f".into(), article };
        let quotes = Quotes::new(&opened);
        let record = quotes.record(0).expect("there");
        let read: serde_json::Value = serde_json::from_str(&written("csl", &record)).expect("JSON");
        prop_assert_eq!(read.as_array().map(Vec::len), Some(1));
        prop_assert_eq!(read[0]["title"].as_str(), record.text("title"));
        prop_assert_eq!(&read[0]["note"], &serde_json::json!(note(&record)));
        prop_assert_eq!(&read[0]["issued"]["date-parts"][0], &serde_json::json!([2026, 3, 2]));
    }

    #[test]
    fn each_is_of_one_piece(article in article()) {
        let opened = Opened { file: "f".into(), article };
        let quotes = Quotes::new(&opened);
        let record = quotes.record(0).expect("there");
        for format in FORMATS.iter().filter(|format| !SLOW.contains(&format.name) && format.name != "ris") {
            let text = format.alone(&record);
            prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{}: {}", format.name, text);
            prop_assert!(!text.is_empty() && !text.ends_with('\n'), "{}", format.name);
        }
    }
}

#[cfg(feature = "citations")]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn styles_are_two_lines(article in article()) {
        let opened = Opened { file: "f".into(), article };
        let quotes = Quotes::new(&opened);
        let record = quotes.record(0).expect("there");
        for name in SLOW {
            let text = written(name, &record);
            let lines: Vec<_> = text.lines().collect();
            prop_assert_eq!(lines.len(), 2, "{}", text);
            prop_assert_eq!(lines[0], note(&record));
            prop_assert!(lines[1].contains("2026") && lines[1].contains("https://a.example/b"), "{}", text);
        }
    }
}
