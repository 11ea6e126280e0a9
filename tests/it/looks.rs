//! How the interface looks: in ASCII, with a theme, and without any colour.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use pullquote::config::theme::{BUILT_IN, read};
use pullquote::ui::Options;
use pullquote::ui::signs::{to_ascii, twin};
use pullquote::ui::theme::{Face, Faces};
use pullquote::ui::view::draw;
use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::play::{frame, play, shipped, text};
use crate::run::{Folder, Ran, command, finish};

/// What is played to see most of the signs.
const SCREENS: &[(&str, (u16, u16), &str)] = &[
    ("love", (80, 24), ""),
    ("love", (200, 60), "))e"),
    ("love", (120, 40), "⇥t"),
    ("hard", (80, 60), "]]]]"),
    ("love", (80, 24), "?"),
    ("love", (80, 24), "/"),
    ("", (80, 24), ""),
    ("love", (80, 24), "c"),
    ("love", (120, 40), "J"),
];

#[test]
fn a_screen_in_ascii() {
    let articles = shipped("love");
    let options = Options::default();
    let (app, _) = play(&articles, &options, (120, 40), ")");
    let mut buffer = frame(&app, false);
    to_ascii(&mut buffer);
    expect_file!["screens/ascii-120x40.txt"].assert_eq(&(text(&buffer) + "\n"));
}

#[test]
fn nothing_but_ascii_is_drawn_and_nothing_moves() {
    for (name, size, typed) in SCREENS {
        let articles = shipped(name);
        let options = Options { mouse: true, ..Options::default() };
        let (app, _) = play(&articles, &options, *size, typed);
        let before = frame(&app, false);
        let mut after = before.clone();
        to_ascii(&mut after);
        assert!(after.content.iter().all(|cell| cell.symbol().len() == 1 && cell.symbol().is_ascii()), "{typed}");
        for (old, new) in before.content.iter().zip(&after.content) {
            assert_eq!((old.fg, old.modifier), (new.fg, new.modifier));
            assert!(!old.symbol().is_ascii() || old.symbol() == new.symbol() || new.symbol() == "?");
        }
    }
}

/// The files that write words of the interface.
fn sources(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            out.push(fs::read_to_string(path).expect("a source file"));
        }
    }
}

#[test]
fn every_sign_of_the_interface_has_a_twin() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&root.join("ui"), &mut all);
    for file in ["ui.rs", "plain.rs", "evidence.rs", "passage.rs", "glyph.rs", "layout/lines.rs", "blocks/table.rs"] {
        all.push(fs::read_to_string(root.join(file)).expect("a source file"));
    }
    let own = |source: &String| source.split("#[cfg(test)]").next().unwrap_or_default().to_string();
    let code = all.iter().map(own).flat_map(|source| source.lines().map(str::to_string).collect::<Vec<_>>());
    let code: Vec<String> = code.map(|line| line.split("//").next().unwrap_or_default().to_string()).collect();
    let signs: std::collections::BTreeSet<char> = code.join("").chars().filter(|c| !c.is_ascii()).collect();
    assert!(signs.len() > 15, "{signs:?}");
    for sign in signs {
        assert!(twin(&sign.to_string()).is_some(), "{sign} has no twin in src/ui/signs.rs");
    }
}

#[test]
fn a_theme_is_under_every_cell_and_its_attributes_tell_all_without_it() {
    for (name, source) in &BUILT_IN[1..] {
        let theme = read(source).expect("it is right");
        for (article, size, typed) in SCREENS {
            let articles = shipped(article);
            let options = Options::default();
            let (app, _) = play(&articles, &options, *size, typed);
            let mut buffer = Buffer::empty(app.screen);
            draw(&app, &theme, &mut buffer);
            let words = text(&buffer);
            // Gives the second halves of wide glyphs, which nobody sees, a look.
            to_ascii(&mut buffer);
            let bare = |color: Color| color == Color::Reset;
            assert!(buffer.content.iter().all(|cell| !bare(cell.fg) && !bare(cell.bg)), "{name}");
            // The same words, and no colour without one.
            let plain = frame(&app, false);
            assert_eq!(words, text(&plain), "{name}");
            assert!(plain.content.iter().all(|cell| bare(cell.fg) && bare(cell.bg)));
        }
        assert_ne!(theme.style(Face::Hit.into()), theme.style(Faces::PLAIN), "{name}");
    }
}

/// Runs with a theme of one's own.
fn with(theme: &str, args: &[&str]) -> Ran {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().join("pullquote/themes")).expect("made");
    folder.file("pullquote/themes/mine.toml", theme);
    finish(command(args).env("XDG_CONFIG_HOME", folder.path()).output().expect("it runs"))
}

#[test]
fn themes_are_listed_and_printed() {
    let listed = with("", &["themes"]);
    listed.ends_well();
    assert!(listed.out.starts_with("terminal\tcomes with pullquote\n"), "{}", listed.out);
    assert!(listed.out.lines().any(|line| line.starts_with("mine\t") && line.ends_with("pullquote/themes")));
    assert_eq!(listed.out.lines().count(), BUILT_IN.len() + 1);
    assert_eq!(with("", &["themes", "nord"]).out, BUILT_IN.iter().find(|(name, _)| *name == "nord").expect("there").1);
    assert_eq!(with("quote = { fg = 'red' }\n", &["themes", "mine"]).out, "quote = { fg = 'red' }\n");
    for wrong in ["none", "../config", "auto", "\u{1b}[2J"] {
        with("", &["themes", wrong]).refuses(2, &["no theme is called", "`pullquote themes`"]);
    }
}

#[test]
fn what_is_wrong_in_a_theme_is_told_with_its_place() {
    let args = ["--color=always", "--theme=mine", "content/tour.toml"];
    with("quote = { fg = 'pink' }\n", &args).refuses(2, &["mine.toml:1:16: error: `fg` must be a colour"]);
    with("", &["--color=always", "--theme=none", "content/tour.toml"]).refuses(2, &["no theme is called “none”"]);
}
