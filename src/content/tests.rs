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
fn what_may_be_looked_for() {
    let wanted = |find: &str| {
        let reading = read(&WHOLE.replace("[source]", &format!("{find}[source]")), Rigour::Strict);
        (reading.article.map(|a| a.wanted.quotes), reading.faults.into_iter().map(|f| f.kind).collect::<Vec<_>>())
    };
    assert_eq!(wanted(""), (Some(true), vec![]));
    assert_eq!(wanted("[find]\n"), (Some(true), vec![]));
    assert_eq!(wanted("[find]\nquotes = true\n"), (Some(true), vec![]));
    assert_eq!(wanted("[find]\nquotes = false\n"), (Some(false), vec![]));
    let unknown = FaultKind::UnknownKey { key: "quote".into(), place: "[find]", nearest: Some("quotes") };
    assert_eq!(wanted("[find]\nquote = false\n"), (Some(true), vec![unknown]));
    let wrong = FaultKind::WrongType { key: "quotes".into(), wanted: "true or false", found: "a string" };
    assert_eq!(wrong.help().as_deref(), Some("write quotes = true or quotes = false"));
    assert_eq!(wanted("[find]\nquotes = 'no'\n"), (None, vec![wrong]));
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

/// The faults of an article with this body and what is after it.
fn faults_of(body: &str, rest: &str) -> Vec<FaultKind> {
    faults(&format!("title = 'x'\n[[sections]]\nbody = '{body}'\n{rest}"))
}

#[test]
fn one_cause_is_one_fault() {
    let empty = "title = ' '\n[[sections]]\nbody = 'x'\n";
    let reading = read(empty, Rigour::Tolerant);
    assert!(reading.article.is_none());
    assert_eq!(reading.faults, [Fault { span: 8..11, kind: FaultKind::EmptyValue { key: "title" } }]);
    let wrong = |key: &str, wanted, found| [FaultKind::WrongType { key: key.into(), wanted, found }];
    let number = |key| wrong(key, "a string", "a whole number");
    assert_eq!(faults("title = 'x'\n[[sections]]\nbody = 3\n"), number("body"));
    assert_eq!(faults_of("a", "[[people]]\nname = 3\n"), number("name"));
    assert_eq!(faults_of("a", "[[quotes]]\ntext = 3\n"), number("text"));
    assert_eq!(faults_of("a", "[[quotes]]\ntext = ' '\n"), [FaultKind::EmptyValue { key: "text" }]);
    assert_eq!(faults_of("a", "[[quotes]]\n"), [FaultKind::MissingKey { key: "text", place: "this quote" }]);
    for nth in ["0", "-1"] {
        assert_eq!(faults_of("“a” “a”", &format!("[[quotes]]\ntext = 'a'\nnth = {nth}\n")), [FaultKind::NthZero]);
    }
    let time = "published = 2020-09-10T10:00:00\ntitle = 'x'\n[[sections]]\nbody = 'x'\n";
    let date = "write it without quotation marks: published = 2020-09-10";
    assert_eq!(faults(time)[0].help().as_deref(), Some(date));
    assert_eq!(faults("sections = 1\ntitle = 'x'")[0].help().map(|h| h.contains("[[sections]]")), Some(true));
    assert_eq!(faults(time), wrong("published", "a date like 2020-09-10", "a time"));
}

#[test]
fn an_alias_of_two_is_nobodys() {
    let people =
        "[[people]]\nname = 'Ann Lee'\naliases = ['Lee', 'A']\n[[people]]\nname = 'Bo Lee'\naliases = ['lee']\n";
    let rest = format!("{people}[[quotes]]\ntext = 'Yes'\nspeaker = 'Lee'\n");
    let source = format!("title = 'x'\n[[sections]]\nbody = '“Yes.”'\n{rest}");
    let article = read(&source, Rigour::Tolerant).article.expect("readable");
    assert_eq!((article.quotes[0].speaker, article.people[2].name.as_str()), (Some(2), "Lee"));
    let shared = FaultKind::SharedAlias { alias: "lee".into(), first: "Ann Lee".into() };
    assert_eq!(faults(&source), [shared, FaultKind::UnknownSpeaker { name: "Lee".into(), nearest: None }]);
}

#[test]
fn sections_with_the_same_heading() {
    let source = "title = 'x'\n[[sections]]\nheading = 'A'\nbody = '“No.”'\n[[sections]]\nheading = 'B'\n\
        body = '“Yes.”'\n[[sections]]\nheading = 'A'\nbody = '“Yes.”'\n[[quotes]]\ntext = 'Yes.'\n";
    let reading = read(&format!("{source}section = 'A'\n"), Rigour::Strict);
    assert_eq!(reading.faults, []);
    assert_eq!(reading.article.expect("readable").quotes[0].spans[0].block, 6);
    let both = source.replace("No.", "Yes.") + "section = 'A'\n";
    assert_eq!(faults(&both), [FaultKind::QuoteTied { places: 2 }]);
    let other = source.replace("'Yes.'\n", "'No.'\n") + "section = 'B'\n";
    assert_eq!(faults(&other), [FaultKind::QuoteElsewhere { heading: "B".into() }]);
    assert_eq!(faults(&(other + "nth = 1\n")), [FaultKind::QuoteElsewhere { heading: "B".into() }]);
}

#[test]
fn the_closest_passage_is_as_it_was_written() {
    let body = "“Don’t go  there, friend,” he “said”.";
    let closest = |words: &str| faults_of(body, &format!("[[quotes]]\ntext = \"{words}\"\n"));
    let found = |passage: &str| [FaultKind::QuoteNotFound { closest: Some(passage.into()) }];
    assert_eq!(closest("Don't go their, frend"), found("Don’t go there, friend,"));
    assert_eq!(closest("go their, frend"), found("go there, friend,"));
}

#[test]
fn parts_of_words_are_told() {
    assert_eq!(faults_of("democratic", "[[quotes]]\ntext = 'demo'\n"), [FaultKind::QuoteInside]);
    assert_eq!(faults_of("democratic", "[[quotes]]\ntext = 'cratic'\n"), [FaultKind::QuoteInside]);
    assert_eq!(faults_of("彼は日本語と言った", "[[quotes]]\ntext = '日本語'\n"), []);
    assert_eq!(faults_of("a demo.", "[[quotes]]\ntext = 'demo'\n"), []);
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
