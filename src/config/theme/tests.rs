use expect_test::{Expect, expect};
use proptest::prelude::*;
use ratatui::style::Modifier;

use super::*;
use crate::diagnostic::report;
use crate::ui::theme::{Depth, Ground, ink::luminance};

#[track_caller]
fn check(source: &str, expected: Expect) {
    let findings = read(source).expect_err("it has faults");
    expected.assert_eq(&report("mine.toml", source, &findings));
}

fn built_in(name: &str) -> Theme {
    let (_, source) = BUILT_IN.iter().find(|(own, _)| *own == name).expect("it is there");
    read(source).unwrap_or_else(|findings| panic!("{}", report(name, source, &findings)))
}

#[test]
fn colours_and_attributes() {
    let source = "page = { bg = '#102030' }\n[quote]\nfg = 0x80\nattributes = []\n[hit]\nbg = 'bright-yellow'\nattributes = ['bold', 'dim']\n";
    let mut theme = read(source).expect("it is right");
    let look = |fg, bg, attributes| Look { fg, bg, attributes };
    let none = Modifier::empty();
    assert_eq!(theme.look_mut("page"), Some(&mut look(None, Some(Ink::Rgb([16, 32, 48])), none)));
    assert_eq!(theme.look_mut("quote"), Some(&mut look(Some(Ink::Numbered(128)), None, none)));
    let both = Modifier::BOLD | Modifier::DIM;
    assert_eq!(theme.look_mut("hit"), Some(&mut look(None, Some(Ink::Numbered(11)), both)));
    assert_eq!(theme.look_mut("title"), Theme::terminal(true).look_mut("title"));
}

#[test]
fn each_fault_has_its_place_and_what_to_do() {
    check(
        "qoute = {}\ntitle = 'bold'\npage = { fg = 256, attributes = [] }\n[aside]\nfg = 'pink'\ncolour = 'red'\nattributes = ['blink']\n",
        expect![[r##"
            mine.toml:1:1: error: there is no look called `qoute`
             1 | qoute = {}
               | ^^^^^
               help: did you mean `quote`?
            mine.toml:2:9: error: `title` must be a table
             2 | title = 'bold'
               |         ^^^^^^
               help: write title = { fg = "magenta", attributes = ["bold"] }
            mine.toml:3:15: error: `fg` must be a colour
             3 | page = { fg = 256, attributes = [] }
               |               ^^^
               help: write "magenta", "bright-blue" or another of the terminal's sixteen, "default", a number from 0 to 255, or "#rrggbb"
            mine.toml:3:20: error: there is no part of a page called `attributes`
             3 | page = { fg = 256, attributes = [] }
               |                    ^^^^^^^^^^
               help: there are fg, bg
            mine.toml:5:6: error: `fg` must be a colour
             5 | fg = 'pink'
               |      ^^^^^^
               help: write "magenta", "bright-blue" or another of the terminal's sixteen, "default", a number from 0 to 255, or "#rrggbb"
            mine.toml:6:1: error: there is no part of a look called `colour`
             6 | colour = 'red'
               | ^^^^^^
               help: there are fg, bg, attributes
            mine.toml:7:14: error: `attributes` must be an array of attributes
             7 | attributes = ['blink']
               |              ^^^^^^^^^
               help: there are "bold", "dim", "italic", "underline", "reverse"
        "##]],
    );
    check(
        "quote = {\n",
        expect![[r#"
        mine.toml:1:10: error: unclosed inline table, expected `}`
         1 | quote = {
           |          ^
           help: close it with `}`
    "#]],
    );
}

#[test]
fn the_first_one_is_what_is_so_without_any() {
    assert_eq!(built_in("terminal"), Theme::terminal(true));
    assert_eq!(read("").expect("it is empty"), Theme::terminal(true));
}

/// The contrast of WCAG, from 1 to 21.
fn contrast(a: Ink, b: Ink) -> f64 {
    let of = |ink: Ink| luminance(ink.rgb().expect("a colour that is known")) + 0.05;
    (of(a) / of(b)).max(of(b) / of(a))
}

/// The least contrast of any face with what it stands on.
fn least(mut theme: Theme) -> f64 {
    let page = *theme.look_mut(PAGE).expect("a page");
    let (fg, bg) = (page.fg.expect("a colour"), page.bg.expect("a colour"));
    let mut least = contrast(fg, bg);
    for name in names().skip(1) {
        let look = *theme.look_mut(name).expect("a face");
        assert!(!look.attributes.contains(Modifier::DIM), "how dim {name} is nobody knows");
        least = least.min(contrast(look.fg.unwrap_or(fg), look.bg.unwrap_or(bg)));
    }
    least
}

#[test]
fn words_can_be_read_on_what_they_stand_on() {
    for (name, _) in &BUILT_IN[1..] {
        let floor = match *name {
            "high-contrast-light" | "high-contrast-dark" => 7.0,
            "light" | "dark" => 4.5,
            // The palettes are others': their asides are meant to be faint.
            _ => 3.0,
        };
        let theme = built_in(name);
        for depth in [Depth::True, Depth::Indexed] {
            let least = least(theme.within(depth));
            assert!(least >= floor, "{name} has a contrast of {least:.2}, {depth:?}");
        }
        // Only that words are seen at all: what the sixteen look like is the terminal's.
        assert!(least(theme.within(Depth::Sixteen)) > 1.5, "{name} {}", least(theme.within(Depth::Sixteen)));
    }
}

#[test]
fn a_theme_says_by_its_name_what_it_is_for() {
    for (name, _) in &BUILT_IN[1..] {
        let bg = built_in(name).look_mut(PAGE).and_then(|page| page.bg?.rgb()).expect("a background");
        let ground = if name.ends_with("light") { Ground::Light } else { Ground::Dark };
        assert_eq!(Ground::of(bg), ground, "{name}");
    }
}

#[test]
fn names_are_no_paths() {
    assert!(BUILT_IN.iter().all(|(name, _)| is_name(name)) && is_name(AUTO));
    for name in ["", ".", "..", "a/b", "a.toml", "é", "a b", "\0"] {
        assert!(!is_name(name), "{name:?}");
    }
}

proptest! {
    #[test]
    fn whatever_it_is_it_is_read_or_refused(source in ".{0,200}") {
        if let Err(findings) = read(&source) {
            prop_assert!(!findings.is_empty());
            prop_assert!(!report("f", &source, &findings).chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
