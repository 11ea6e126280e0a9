use super::*;
use crate::article::Block;
use proptest::prelude::*;

fn anchor(byte: usize) -> Anchor {
    let blocks = [Block { words: "Some words, and others.".into(), ..Block::default() }];
    Anchor::at(&blocks, (0, byte), byte, 24)
}

fn left(key: &str, byte: usize) -> Changes {
    let entry = Entry { key: key.into(), place: Some(anchor(byte)), ..Entry::default() };
    Changes { entries: vec![entry], ..Changes::default() }
}

fn marked(key: &str, mark: char) -> Changes {
    let entry = Entry { key: key.into(), marks: [(mark, anchor(1))].into(), ..Entry::default() };
    Changes { entries: vec![entry], ..Changes::default() }
}

/// The state after some changes, one after the other.
fn after(changes: &[Changes]) -> State {
    State::new(written(changes))
}

fn written(changes: &[Changes]) -> Vec<u8> {
    changes.iter().fold(Vec::new(), |old, changes| merge(&old, changes).bytes)
}

fn keys(bytes: &[u8]) -> Vec<String> {
    let lines = bytes.split(|&b| b == b'\n').skip(1).filter(|line| !line.is_empty());
    lines.map(|line| Entry::read(line).expect("an entry").key).collect()
}

#[test]
fn the_last_one_is_first_and_the_others_stay_as_they_are() {
    let changes = [left("a", 1), left("b", 2), left("c", 3), left("b", 4)];
    let state = after(&changes);
    assert_eq!(keys(&written(&changes)), ["b", "c", "a"]);
    assert_eq!(state.entry("b", None).and_then(|entry| entry.place), Some(anchor(4)));
    assert_eq!(state.entry("d", None), None);
}

#[test]
fn what_another_one_wrote_meanwhile_is_kept() {
    let state = after(&[left("a", 1), marked("a", 'x'), marked("a", 'y'), left("a", 5)]);
    let entry = state.entry("a", None).expect("kept");
    assert_eq!((entry.place, entry.marks.len()), (Some(anchor(5)), 2));
}

#[test]
fn settings_are_kept_apart_and_searches_are_not_told_twice() {
    let settings = |measure, searches: &[&str]| Changes {
        settings: Settings {
            measure,
            searches: searches.iter().map(|s| s.to_string()).collect(),
            ..Settings::default()
        },
        ..Changes::default()
    };
    let changes = [settings(Some(60), &["one"]), left("a", 1), settings(None, &["two\u{1b}", "one"])];
    let state = after(&changes);
    assert_eq!(state.settings().measure, Some(60));
    assert_eq!(state.settings().searches, ["two\u{FFFD}", "one"]);
    assert_eq!(keys(&written(&changes)), ["a"]);
    let many: Vec<String> = (0..200).map(|n| n.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(after(&[settings(None, &many)]).settings().searches.len(), SEARCHES);
}

#[test]
fn an_order_is_kept_with_the_other_settings_and_may_be_missing() {
    let settings = |settings| Changes { settings, ..Changes::default() };
    let order = |order: &str| settings(Settings { order: Some(order.into()), ..Settings::default() });
    let changes = [order("title"), left("a", 1), settings(Settings { measure: Some(60), ..Settings::default() })];
    assert_eq!(after(&changes).settings().order.as_deref(), Some("title"));
    assert_eq!(after(&[order("title"), order("date")]).settings().order.as_deref(), Some("date"));
    let old = State::new(b"{\"settings\":{\"measure\":50}}\n".to_vec());
    assert_eq!((old.settings().order.as_deref(), old.settings().measure), (None, Some(50)));
}

#[test]
fn what_another_version_wrote_stays() {
    let old = br#"{"settings":{"measure":50,"new":[1,2]}}
{"key":"a","title":"A","place":null,"later":{"x":1}}
{"unknown":"line"}
"#;
    let merged = merge(old, &left("a", 2));
    let text = String::from_utf8(merged.bytes.clone()).expect("UTF-8");
    assert!(merged.is_sound);
    for words in ["\"measure\":50", "\"new\":[1,2]", "\"later\":{\"x\":1}", "{\"unknown\":\"line\"}"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert_eq!(State::new(merged.bytes).entry("a", None).and_then(|entry| entry.place), Some(anchor(2)));
}

#[test]
fn an_edited_file_is_known_by_its_name() {
    let named = |key: &str, from: &str, byte| {
        let mut changes = left(key, byte);
        changes.entries[0].from = Some(from.into());
        changes
    };
    let state = after(&[named("a", "/x/\"a\".md", 1), named("b", "/x/b.md", 2), named("c", "/x/b.md", 3)]);
    let place = |key, from| state.entry(key, Some(from)).and_then(|entry| entry.place);
    assert_eq!(place("z", "/x/\"a\".md"), Some(anchor(1)));
    assert_eq!(place("z", "/x/b.md"), Some(anchor(3)), "the last one");
    assert_eq!(place("b", "/x/\"a\".md"), Some(anchor(2)), "its words come first");
    assert_eq!(place("z", "/x/c.md"), None);
    assert_eq!(place("z", "x"), None);
}

#[test]
fn there_are_bounds() {
    let many = Changes {
        entries: (0..ARTICLES + 5).flat_map(|n| left(&format!("{n:016x}"), 1).entries).collect(),
        ..Changes::default()
    };
    let state = written(&[many]);
    assert_eq!(keys(&state).len(), ARTICLES);
    assert_eq!(keys(&state)[0], format!("{:016x}", ARTICLES + 4));
    let long = |n: usize| Entry { key: format!("{n}"), title: "x".repeat(30 << 10), ..Entry::default() };
    let long = Changes { entries: (0..50).map(long).collect(), ..Changes::default() };
    let state = written(&[long]);
    assert!(state.len() <= LIMIT && keys(&state)[0] == "49");
    // What would make a line too long is left out, what changed is not.
    let old = format!("{{\"key\":\"a\",\"rest\":\"{}\"}}", "x".repeat(LINE - 30));
    let merged = merge(old.as_bytes(), &left("a", 2));
    assert!(merged.is_sound);
    assert_eq!(State::new(merged.bytes).entry("a", None).and_then(|entry| entry.place), Some(anchor(2)));
}

#[test]
fn broken_lines_are_told_and_the_others_are_read() {
    let whole = written(&[left("a", 1), left("b", 2)]);
    let torn = [b"{\"key\":\"c\",\"pla\n\xff\xfe\n[]\n".as_slice(), &whole].concat();
    let merged = merge(&torn, &left("d", 4));
    assert!(!merged.is_sound);
    assert_eq!(keys(&merged.bytes), ["d", "b", "a"]);
    assert_eq!(State::new(torn).entry("b", None).and_then(|entry| entry.place), Some(anchor(2)));
}

#[test]
fn an_article_is_found_by_its_words_before_its_file() {
    let named = |key: &str, from: &str, byte| {
        let entries = left(key, byte).entries.into_iter().map(|entry| Entry { from: Some(from.into()), ..entry });
        Changes { entries: entries.collect(), ..Changes::default() }
    };
    let filler: Vec<Changes> = (0..900).map(|n| named(&format!("other {n}"), "/other.md", 1)).collect();
    let all = [vec![named("b", "/old.md", 3), named("a", "/mine.md", 2)], filler, vec![named("c", "/mine.md", 4)]];
    let state = after(&all.concat());
    let place = |key, from| state.entry(key, from).and_then(|entry| entry.place);
    assert_eq!(place("b", Some("/mine.md")), Some(anchor(3)), "however far it stands behind");
    assert_eq!(place("d", Some("/mine.md")), Some(anchor(4)), "the one that was read last");
    assert_eq!(place("d", Some("/none.md")), None);
}

#[test]
fn a_state_that_names_an_article_in_every_place_is_not_looked_through() {
    let state = State::new(b"{\"key\":\"a\"".repeat(LIMIT / 10));
    assert_eq!(state.entry("a", Some("x")), None);
}

#[test]
fn what_was_saved_is_forgotten_unless_it_changed_again() {
    let mut changes = left("a", 1);
    changes.lay(left("b", 2));
    let saved = changes.clone();
    changes.lay(left("a", 3));
    changes.forget(&saved);
    assert_eq!(changes, left("a", 3));
    changes.forget(&left("a", 3));
    assert!(changes.is_empty());
}

proptest! {
    #[test]
    fn any_bytes_are_a_state(bytes in proptest::collection::vec(any::<u8>(), 0..400), key in "[a-f0-9]{1,3}") {
        let state = State::new(bytes.clone());
        let _ = (state.settings(), state.entry(&key, Some("x")));
        let merged = merge(&bytes, &left(&key, 3));
        let again = merge(&merged.bytes, &Changes::default());
        prop_assert_eq!(&again.bytes, &merged.bytes);
        prop_assert!(again.is_sound);
        prop_assert_eq!(State::new(merged.bytes).entry(&key, None).and_then(|entry| entry.place), Some(anchor(3)));
    }

    #[test]
    fn changes_one_by_one_or_at_once(
        steps in proptest::collection::vec(("[a-d]", 0usize..20, proptest::option::of("[xyz]")), 1..12),
    ) {
        let changes: Vec<Changes> = steps.iter().map(|(key, byte, mark)| match mark {
            Some(mark) => marked(key, mark.chars().next().unwrap_or('x')),
            None => left(key, *byte),
        }).collect();
        let mut all = Changes::default();
        changes.iter().cloned().for_each(|change| all.lay(change));
        prop_assert_eq!(written(&[all]), written(&changes));
    }
}
