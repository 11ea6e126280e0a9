use super::*;

const WHOLE: &str = r#"
title = "A title"
authors = ["Ann"]
published = 2020-09-10
[source]
name = "Paper"
[[sections]]
body = '“We go,” said Ada, “at dawn.” A friend.'
[[sections]]
heading = "Later"
body = '''
“Friend,” she said.

![x](y.png "Caption")
'''
[[people]]
name = "Ada Example"
aliases = ["Ada"]
[[quotes]]
text = "We go, at dawn."
speaker = "Ada Example"
context = "at night"
[[quotes]]
text = "Friend"
"#;

fn faults(source: &str) -> Vec<FaultKind> {
    read(source, Rigour::Strict).faults.into_iter().map(|f| f.kind).collect()
}

#[test]
fn a_whole_article() {
    let reading = read(WHOLE, Rigour::Strict);
    assert_eq!(reading.faults, []);
    let article = reading.article.expect("readable");
    assert_eq!(article.quotes[0].words, "We go, at dawn.");
    assert_eq!(article.quotes[0].spans.len(), 2);
    assert_eq!(article.quotes[0].speaker, Some(0));
    assert_eq!((article.quotes[1].words.as_str(), article.quotes[1].speaker), ("Friend", None));
    assert_eq!(article.section_of_quote(&article.quotes[1]).and_then(|s| s.heading.as_deref()), Some("Later"));
    assert_eq!(article.blocks[1].words, "By Ann · Paper · 2020-09-10");
}

#[test]
fn the_reader_is_tolerant_where_check_is_not() {
    let source = WHOLE.replace("context", "contxt").replace("speaker = \"Ada Example\"", "speaker = \"Ada\"")
        + "[[quotes]]\ntext = \"nowhere\"\nspeaker = \"Bob\"\n";
    let reading = read(&source, Rigour::Tolerant);
    assert_eq!(reading.faults, []);
    let article = reading.article.expect("readable");
    assert_eq!(article.quotes[0].speaker, Some(0));
    assert_eq!(article.people[1].name, "Bob");
    assert!(article.quotes[2].spans.is_empty() && article.quotes[2].words == "nowhere");
    assert_eq!(
        faults(&source),
        [
            FaultKind::UnknownSpeaker { name: "Ada".into(), nearest: Some("Ada Example".into()) },
            FaultKind::UnknownKey { key: "contxt".into(), place: "[[quotes]]", nearest: Some("context") },
            FaultKind::QuoteNotFound { closest: None },
            FaultKind::UnknownSpeaker { name: "Bob".into(), nearest: None },
        ]
    );
}

#[test]
fn all_faults_at_once_with_their_places() {
    let source = "title = 3\nsections = 1\npublished = \"x\"\nnth = 1\n";
    let reading = read(source, Rigour::Strict);
    let places: Vec<_> = reading.faults.iter().map(|f| &source[f.span.clone()]).collect();
    assert_eq!(places, ["3", "1", "\"x\"", "nth"]);
    assert!(reading.article.is_none());
}

#[test]
fn what_is_required() {
    assert_eq!(faults(""), [FaultKind::MissingTitle, FaultKind::NoBody]);
    let empty = "title = 'x'\n[[sections]]\nheading = 'y'\n[[sections]]\nbody='z'";
    assert_eq!(faults(empty), [FaultKind::EmptySection]);
    assert!(read(empty, Rigour::Tolerant).article.is_some());
}

#[test]
fn ties_and_nth() {
    let tied = "title='x'\n[[sections]]\nbody='“No,” “No,”'\n[[quotes]]\ntext='No'\n";
    assert_eq!(faults(tied), [FaultKind::QuoteTied { places: 2 }]);
    assert_eq!(faults(&format!("{tied}nth=2\n")), []);
    assert_eq!(faults(&format!("{tied}nth=3\n")), [FaultKind::NthNotFound]);
    assert_eq!(faults(&format!("{tied}[[quotes]]\ntext='No'\n")), []);
    let third = format!("{tied}[[quotes]]\ntext='No'\n[[quotes]]\ntext='No'\n");
    assert_eq!(faults(&third), [FaultKind::QuoteTaken]);
}

#[test]
fn syntax_errors_have_places() {
    let reading = read("title = 'x'\n[[sections]\nbody = 1", Rigour::Tolerant);
    assert!(reading.article.is_none());
    assert!(matches!(reading.faults[0].kind, FaultKind::Syntax { .. }));
    assert!(reading.faults[0].span.start >= 12);
    let twice = read("title = 'x'\ntitle = 'y'\n", Rigour::Tolerant);
    assert!(twice.article.is_none());
}

#[test]
fn controls_do_not_get_in() {
    let source = "title = \"a\\u001bb\"\n[[sections]]\nbody = \"c\\u009bd\"\n[[people]]\nname = \"e\\nf\"";
    let article = read(source, Rigour::Tolerant).article.expect("readable");
    assert_eq!(article.title, "a\u{FFFD}b");
    assert_eq!(article.blocks[1].words, "c\u{FFFD}d");
    assert_eq!(article.people[0].name, "e f");
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(raw in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let reading = read(&String::from_utf8_lossy(&raw), Rigour::Strict);
        proptest::prop_assert!(reading.article.is_some() || !reading.faults.is_empty());
    }

    #[test]
    fn any_words_in_any_place(body in ".{0,80}", quote in ".{0,20}", name in ".{0,10}") {
        let table = |v: &str| toml_string(v);
        let source = format!(
            "title = {t}\n[[sections]]\nbody = {b}\n[[people]]\nname = {n}\n[[quotes]]\ntext = {q}\nspeaker = {n}\n",
            t = "'t'", b = table(&body), n = table(&name), q = table(&quote));
        let reading = read(&source, Rigour::Strict);
        if let Some(article) = reading.article {
            for quote in &article.quotes {
                for span in &quote.spans {
                    proptest::prop_assert!(article.blocks[span.block].words.get(span.start..span.end).is_some());
                }
            }
        }
    }
}

/// A basic string with every character escaped.
fn toml_string(words: &str) -> String {
    let escaped: String = words.chars().map(|c| format!("\\U{:08X}", c as u32)).collect();
    format!("\"{escaped}\"")
}
