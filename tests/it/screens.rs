//! Golden screens: what is shown after some keys, with the faces under each row.
//! `UPDATE_EXPECT=1 cargo test` writes them anew.

use expect_test::expect_file;
use pullquote::ui::Options;
use pullquote::ui::update::Flow;

use crate::play::{frame, play, shipped, text, with_faces};

/// Plays keys to a shipped article and compares the frame with a file.
macro_rules! check {
    ($file:literal, $article:literal, $size:expr, $keys:literal) => {
        let articles = shipped($article);
        let options = Options::default();
        let (app, _) = play(&articles, &options, $size, $keys);
        expect_file![concat!("screens/", $file, ".txt")].assert_eq(&with_faces(&frame(&app, true)));
    };
}

#[test]
fn the_first_screen() {
    check!("first-80x24", "love", (80, 24), "");
    check!("first-120x40", "love", (120, 40), "");
    check!("first-200x60", "love", (200, 60), "");
}

#[test]
fn who_speaks() {
    check!("ledger-80x24", "love", (80, 24), "L");
    check!("ledger-40x10", "love", (40, 10), "LG");
}

#[test]
fn one_pane_at_a_time() {
    check!("body-40x10", "love", (40, 10), "");
    check!("quotations-40x10", "love", (40, 10), "⇥jj");
}

#[test]
fn the_current_quotation_is_lit_everywhere() {
    check!("quotation-120x40", "love", (120, 40), ")))))");
    check!("quotation-in-pieces-100x30", "tour", (100, 30), "⇥");
}

#[test]
fn hits_are_lit_across_line_ends() {
    check!("search-80x24", "love", (80, 24), "/the new book⏎");
    check!("prompt-80x24", "love", (80, 24), "/the new");
    check!("prompt-none-80x24", "love", (80, 24), "/the newt");
}

#[test]
fn only_one_persons() {
    check!("only-120x40", "love", (120, 40), "⇥⇥⏎");
}

#[test]
fn only_some_paragraphs() {
    check!("only-prompt-80x24", "love", (80, 24), "&letter");
    check!("only-words-80x24", "love", (80, 24), "&letter⏎");
    check!("only-words-200x60", "love", (200, 60), "&letter⏎");
}

#[test]
fn lists_that_are_narrowed() {
    check!("narrowed-quotations-80x24", "love", (80, 24), "⇥/honor");
    check!("narrowed-people-120x40", "love", (120, 40), "⇥⇥/kj⏎");
    check!("narrowed-contents-100x24", "love", (100, 24), "o/kim");
}

#[test]
fn what_is_hard_to_draw() {
    check!("hard-80x60", "hard", (80, 60), "]]]]");
    check!("hard-end-72x40", "hard", (72, 40), "G");
}

#[test]
fn the_letter_of_a_mark_is_asked_for() {
    check!("mark-80x24", "love", (80, 24), "]mamb]'");
}

#[test]
fn lists_and_help() {
    check!("articles-80x24", "", (80, 24), "");
    check!("articles-filtered-80x24", "", (80, 24), "tour");
    check!("help-80x24", "love", (80, 24), "?");
    check!("help-40x24", "love", (40, 24), "?");
    check!("contents-100x24", "love", (100, 24), "oj");
}

#[test]
fn without_colour_what_is_current_still_shows() {
    let articles = shipped("love");
    let options = Options::default();
    let (app, _) = play(&articles, &options, (120, 40), ")))");
    let buffer = frame(&app, false);
    let colours = buffer.content.iter().filter(|c| c.fg != ratatui::style::Color::Reset);
    assert_eq!(colours.count(), 0);
    let shown = with_faces(&buffer);
    assert!(shown.contains("▌ “love letters”"), "{shown}");
    assert!(shown.contains("BBBBBBBBBBBB"), "{shown}");
}

#[test]
fn enter_says_what_it_does_and_does_it() {
    let articles = shipped("love");
    let options = Options::default();
    let foot = |keys: &str| {
        let (app, _) = play(&articles, &options, (80, 24), keys);
        text(&frame(&app, false)).lines().last().unwrap_or_default().to_string()
    };
    let flow = |keys: &str| play(&articles, &options, (80, 24), keys).1;
    assert!(foot("").contains("Enter choose quotation"));
    assert_eq!(flow("⏎"), Flow::Chosen(vec![(0, 0)]));
    // Marked, but nothing lit in view: one line down, and the foot names other keys.
    let (app, _) = play(&articles, &options, (40, 10), "⇥t⇥⇥");
    let shown = text(&frame(&app, false));
    assert!(!shown.contains("Enter") && shown.contains(") next "), "{shown}");
    assert_eq!(play(&articles, &options, (40, 10), "⇥t⇥⇥⏎").1, Flow::Continue);
    assert!(foot("⇥").contains("Enter choose"));
    assert_eq!(flow("⇥jj⏎"), Flow::Chosen(vec![(0, 2)]));
    assert!(foot("⇥⇥").contains("Enter only theirs"));
    assert!(foot("o").contains("Enter go there"));
    assert_eq!(flow("o⏎"), Flow::Continue);
    assert!(foot("⇥tjt").contains("2 marked"));
    assert_eq!(flow("⇥tjt⏎"), Flow::Chosen(vec![(0, 0), (0, 1)]));
}

#[test]
fn q_closes_what_is_open_and_esc_never_quits() {
    let articles = shipped("love");
    let options = Options::default();
    let flow = |keys: &str| play(&articles, &options, (80, 24), keys).1;
    assert_eq!(flow("q"), Flow::Left);
    assert_eq!(flow("?q"), Flow::Continue);
    assert_eq!(flow("?qq"), Flow::Left);
    assert_eq!(flow("/Kim⏎q"), Flow::Continue);
    assert_eq!(flow("/Kim⏎qq"), Flow::Left);
    assert_eq!(flow("⇥⇥⏎q"), Flow::Continue);
    assert_eq!(flow("⇥⇥⏎qq"), Flow::Left);
    assert_eq!(flow("⎋⎋⎋⎋"), Flow::Continue);
    assert_eq!(flow("/q"), Flow::Continue);
}

#[test]
fn the_foot_names_keys_as_they_are_bound() {
    let articles = shipped("love");
    let mut options = Options::default();
    let chord = |key| pullquote::ui::keys::chord(key).expect("a key");
    options.keymap.bind("next-quotation", &[chord("w")]).expect("bound");
    let (app, _) = play(&articles, &options, (80, 24), "");
    assert!(text(&frame(&app, false)).contains("w next quotation"), "{}", text(&frame(&app, false)));
}
