//! Selecting by keyboard: what is selected, how it shows, what is done with it.

use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::keys::{Keymap, chord};
use pullquote::ui::update::{Event, Flow, update};

use crate::play::{frame, opened, play, shipped, text, with_faces};

const SOURCE: &str = r#"
title = "On Dew"
authors = ["A. Byron"]
published = 2026-01-02
source = { name = "The Post", url = "https://post.example/dew" }

[[sections]]
body = '''
It rains in *Kew* today. “We stay,” said Ada Byron. “All
of us.” Mr. Lee left.

- One
- Two
'''

[[quotes]]
text = "We stay, All of us."
speaker = "Ada Byron"

[[people]]
name = "Ada Byron"
"#;

fn articles() -> Vec<Held> {
    vec![opened("dew.toml", SOURCE)]
}

/// The words that are selected after some keys.
#[track_caller]
fn check(typed: &str, expected: &str) {
    let (articles, options) = (articles(), Options::default());
    let (app, _) = play(&articles, &options, (60, 20), typed);
    let reader = app.reader().expect("open");
    let words = reader.selected().map(|passage| passage.words(&reader.article.blocks));
    assert_eq!(words.as_deref(), Some(expected), "{typed}");
}

/// The same with the keys of a preset, as they are written.
#[track_caller]
fn check_preset(preset: &str, written: &[&str], expected: &str) {
    let keymap = Keymap::preset(preset).expect("there");
    let (articles, options) = (articles(), Options { keymap, ..Options::default() });
    let (mut app, _) = play(&articles, &options, (60, 20), "");
    for key in written {
        update(&mut app, Event::Key(chord(key).expect("a key").key));
    }
    let reader = app.reader().expect("open");
    let words = reader.selected().map(|passage| passage.words(&reader.article.blocks));
    assert_eq!(words.as_deref(), Some(expected), "{written:?}");
}

#[test]
fn keys_of_presets_move_the_cursor_too() {
    check_preset("emacs", &["v", "Ctrl-f"], "We");
    check_preset("emacs", &["v", "Ctrl-f", "Ctrl-f", "Ctrl-b"], "We");
    check_preset("emacs", &["v", "Alt-f"], "We s");
    check_preset("emacs", &["v", "Alt-a"], "“W");
    let rest = "We stay,” said Ada Byron. “All of us.” Mr. Lee left.\n\n• One\n• Two";
    check_preset("vim", &["v", "G"], rest);
    check_preset(
        "vim",
        &["v", "l", "g", "g"],
        "On Dew\n\nBy A. Byron · The Post · 2026-01-02\n\nIt rains in Kew today. “W",
    );
    check_preset("vim", &["v", "]", "]"], "We stay,” said Ada Byron. “All of us.” Mr. Lee left.\n\n• O");
    check_preset("vim", &["v", "}", "[", "["], "It rains in Kew today. “W");
    // What is of no use for a selection begins nothing there, and its own keys go before.
    check_preset("vim", &["v", "c", "w"], "We s");
    check_preset("vim", &["v", "a", "s"], "“We stay,” said Ada Byron. ");
}

#[test]
fn from_the_quotation_in_view_by_glyphs_words_sentences() {
    check("v", "W");
    check("vl", "We");
    check("ve", "We");
    check("vw", "We s");
    check("v3l", "We s");
    check("vh", "“W");
    check("v)", "We stay,” said Ada Byron. “");
    check("v(", "“W");
    check("v((", "It rains in Kew today. “W");
    check("v}", "We stay,” said Ada Byron. “All of us.” Mr. Lee left.\n\n• O");
    check("v}}", "We stay,” said Ada Byron. “All of us.” Mr. Lee left.\n\n• One\n• T");
    check("vw0", "We s");
}

#[test]
fn objects() {
    check("vis", "“We stay,” said Ada Byron.");
    check("vas", "“We stay,” said Ada Byron. ");
    check("vip", "It rains in Kew today. “We stay,” said Ada Byron. “All of us.” Mr. Lee left.");
    check("viq", "We stay,” said Ada Byron. “All of us.");
    check("vaq", "“We stay,” said Ada Byron. “All of us.”");
    check("V", "It rains in Kew today. “We stay,” said Ada Byron. “All of us.” Mr. Lee left.");
    check("V}", "It rains in Kew today. “We stay,” said Ada Byron. “All of us.” Mr. Lee left.\n\n• One");
    check("vVv", "W");
}

#[test]
fn the_other_end_moves_too() {
    check("visol", "We stay,” said Ada Byron.");
    check("visoo", "“We stay,” said Ada Byron.");
}

#[test]
fn rows_keep_the_column() {
    let (articles, options) = (articles(), Options::default());
    let cursor = |typed| {
        let (app, _) = play(&articles, &options, (60, 20), typed);
        app.reader().and_then(|reader| reader.selection).map(|selection| selection.cursor)
    };
    assert_eq!(cursor("vjk"), cursor("v"));
    assert_ne!(cursor("vj"), cursor("v"));
    // Beyond the last row there is nothing.
    assert_eq!(cursor("v99j"), cursor("v99j99j"));
}

#[test]
fn what_is_copied_is_not_wrapped_and_leaves_the_selection() {
    let (articles, options) = (articles(), Options::default());
    let flow = |typed| play(&articles, &options, (20, 20), typed);
    let (app, copied) = flow("vipy");
    assert_eq!(
        copied,
        Flow::Copy("It rains in Kew today. “We stay,” said Ada Byron. “All of us.” Mr. Lee left.".into())
    );
    assert_eq!(app.reader().and_then(|reader| reader.selection), None);
    let source = "— A. Byron, “On Dew”, The Post, 2026-01-02, https://post.example/dew";
    assert_eq!(flow("visY").1, Flow::Copy(format!("“We stay,” said Ada Byron.\n\n{source}")));
    assert_eq!(flow("vis⏎").1, Flow::Passage("“We stay,” said Ada Byron.".into()));
    for leave in ["v⎋", "vq", "vv", "VV"] {
        let (app, flow) = flow(leave);
        assert_eq!((app.reader().and_then(|reader| reader.selection), flow), (None, Flow::Continue), "{leave}");
    }
}

#[test]
fn it_shows_and_the_view_follows() {
    let articles = shipped("love");
    let options = Options::default();
    let (app, _) = play(&articles, &options, (80, 24), "vas");
    let shown = with_faces(&frame(&app, false));
    assert!(shown.contains("hhhhhhhhhhhhhhhhhhhhhhh"), "{shown}");
    assert!(shown.contains("y copy") && shown.contains(" words"), "{shown}");
    let (app, _) = play(&articles, &options, (80, 24), "vG");
    let last = app.reader().map(|reader| reader.article.blocks.last().expect("one").words.clone()).expect("open");
    let end: String = last.split_whitespace().last().expect("a word").into();
    assert!(text(&frame(&app, false)).contains(&end), "{end}");
}
