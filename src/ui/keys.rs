//! The keys: one table makes the lookup, the footer, the help, `pullquote keys`
//! and the README's table.
//!
//! Comes in: a key. Goes out: the action bound to it. Keys are our own type, so
//! that everything but the terminal is free of the terminal's library. Kept free
//! for later: `m '` marks, `v V` selection, `Ctrl-O` and `Alt-←` `Alt-→` back and
//! forth, `L` ledger, `Y` copy as, `&` filter, `*`.

use std::fmt;

use super::geometry::Focus;

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Ctrl(char),
    Alt(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Move(Unit, Way),
    Start,
    End,
    Pane(Way),
    Focus(Focus),
    Alone,
    Contents,
    Evidence,
    Articles,
    Search,
    Enter,
    Close,
    Mark,
    Copy,
    Correct(Fix),
    Undo,
    Help,
    Quit,
    Cancel,
    Suspend,
    Redraw,
}

/// What is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    Speaker,
    Reject,
    Join,
    Merge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Line,
    HalfPage,
    Page,
    Section,
    Paragraph,
    Quotation,
    Hit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Forward,
    Back,
}

/// One row of the table.
pub struct Binding {
    pub group: &'static str,
    /// The key that has to be pressed before one of them.
    pub first: Option<Key>,
    pub keys: &'static [Key],
    pub action: Action,
    pub about: &'static str,
    /// The same for the foot, where a first key was pressed.
    pub brief: &'static str,
}

const fn row(group: &'static str, keys: &'static [Key], action: Action, about: &'static str) -> Binding {
    Binding { group, first: None, keys, action, about, brief: "" }
}

/// A correction, whose keys follow `c`.
const fn fix(key: &'static [Key], fix: Fix, brief: &'static str, about: &'static str) -> Binding {
    Binding { group: "Correcting", first: Some(Char('c')), keys: key, action: Action::Correct(fix), about, brief }
}

use Action::Move;
use Key::{Alt, Char, Ctrl, F};
use Unit::{HalfPage, Hit, Line, Page, Paragraph, Quotation, Section};
use Way::{Back, Forward};

pub const BINDINGS: &[Binding] = &[
    row("Moving", &[Char('j'), Key::Down, Ctrl('e')], Move(Line, Forward), "line down; in a list the next entry"),
    row("Moving", &[Char('k'), Key::Up, Ctrl('y')], Move(Line, Back), "line up; in a list the entry before"),
    row("Moving", &[Char(' '), Char('f'), Key::PageDown, Ctrl('f')], Move(Page, Forward), "page down"),
    row("Moving", &[Char('b'), Key::PageUp, Ctrl('b')], Move(Page, Back), "page up"),
    row("Moving", &[Char('d'), Ctrl('d')], Move(HalfPage, Forward), "half a page down"),
    row("Moving", &[Char('u'), Ctrl('u')], Move(HalfPage, Back), "half a page up"),
    row("Moving", &[Char('g'), Key::Home], Action::Start, "to the start"),
    row("Moving", &[Char('G'), Key::End], Action::End, "to the end; with a number to that paragraph or entry"),
    row("Article", &[Char(']')], Move(Section, Forward), "next section"),
    row("Article", &[Char('[')], Move(Section, Back), "section before"),
    row("Article", &[Char('}')], Move(Paragraph, Forward), "next paragraph"),
    row("Article", &[Char('{')], Move(Paragraph, Back), "paragraph before"),
    row("Article", &[Char(')')], Move(Quotation, Forward), "next quotation, from any pane"),
    row("Article", &[Char('(')], Move(Quotation, Back), "quotation before, from any pane"),
    row("Article", &[Char('i')], Action::Evidence, "the evidence for who said the quotation, and back"),
    row("Article", &[Char('/')], Action::Search, "search the article's text"),
    row("Article", &[Char('n')], Move(Hit, Forward), "next hit"),
    row("Article", &[Char('N')], Move(Hit, Back), "hit before"),
    row("Panes", &[Key::Tab], Action::Pane(Forward), "next pane"),
    row("Panes", &[Key::BackTab], Action::Pane(Back), "pane before"),
    row("Panes", &[Alt('1')], Action::Focus(Focus::Body), "body"),
    row("Panes", &[Alt('2')], Action::Focus(Focus::Quotes), "quotations"),
    row("Panes", &[Alt('3')], Action::Focus(Focus::People), "people"),
    row("Panes", &[Char('o')], Action::Contents, "contents, and back"),
    row("Panes", &[Char('z')], Action::Alone, "body alone, and back"),
    row("Panes", &[Key::Backspace], Action::Articles, "back to the list of articles"),
    row("Choosing", &[Key::Enter], Action::Enter, "choose the quotation and leave; open what the cursor is on"),
    row("Choosing", &[Char('t')], Action::Mark, "mark the quotation, for a choice of several"),
    row("Choosing", &[Char('y')], Action::Copy, "copy the quotation through the terminal"),
    fix(&[Char('s')], Fix::Speaker, "speaker", "correct who says the quotation"),
    fix(&[Char('x')], Fix::Reject, "no quotation", "correct that it is no quotation"),
    fix(&[Char('j')], Fix::Join, "join next", "correct that it is one with the next quotation"),
    fix(&[Char('m')], Fix::Merge, "same person", "correct that the person, or the speaker, is another one of them"),
    row("Correcting", &[Char('U')], Action::Undo, "take the last correction back"),
    row("Leaving", &[Key::Esc], Action::Close, "close, clear; never quits"),
    row("Leaving", &[Char('?'), F(1)], Action::Help, "these keys"),
    row("Leaving", &[Char('q')], Action::Quit, "quit; in help, evidence, search or filter: close that"),
    row("Leaving", &[Ctrl('c')], Action::Cancel, "leave without choosing, exit status 130"),
    row("Leaving", &[Ctrl('z')], Action::Suspend, "suspend; fg brings it back"),
    row("Leaving", &[Ctrl('l')], Action::Redraw, "draw the screen anew"),
];

/// The action bound to a key.
pub fn lookup(key: Key) -> Option<Action> {
    lookup_after(None, key)
}

/// The action bound to a key that follows another.
pub fn lookup_after(first: Option<Key>, key: Key) -> Option<Action> {
    BINDINGS.iter().find(|b| b.first == first && b.keys.contains(&key)).map(|b| b.action)
}

/// What may follow a key; nothing, if it does what it does alone.
pub fn after(first: Key) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |b| b.first == Some(first))
}

/// The first key bound to an action, as it is shown.
pub fn name_of(action: Action) -> String {
    let binding = BINDINGS.iter().find(|b| b.action == action);
    binding.and_then(|b| b.shown().next()).unwrap_or_default()
}

impl Binding {
    /// Each of its keys as it is shown, with the one before it: `cs`.
    pub fn shown(&self) -> impl Iterator<Item = String> {
        let first = self.first.map(|first| first.to_string()).unwrap_or_default();
        self.keys.iter().map(move |key| format!("{first}{key}"))
    }

    /// The keys as they are shown: `j ↓`.
    pub fn names(&self) -> String {
        self.shown().collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(c) => write!(f, "{c}"),
            Key::Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Key::Alt(c) => write!(f, "Alt-{c}"),
            Key::F(n) => write!(f, "F{n}"),
            Key::Enter => f.write_str("Enter"),
            Key::Esc => f.write_str("Esc"),
            Key::Tab => f.write_str("Tab"),
            Key::BackTab => f.write_str("Shift-Tab"),
            Key::Backspace => f.write_str("Backspace"),
            Key::Up => f.write_str("↑"),
            Key::Down => f.write_str("↓"),
            Key::PageUp => f.write_str("PgUp"),
            Key::PageDown => f.write_str("PgDn"),
            Key::Home => f.write_str("Home"),
            Key::End => f.write_str("End"),
        }
    }
}

/// A row of the help: a group, or keys and what they do.
pub enum HelpRow {
    Blank,
    Group(&'static str),
    Keys(String, &'static str),
    Note(&'static str),
}

/// The whole table as rows; the names of the keys are filled up to one width.
pub fn help() -> Vec<HelpRow> {
    let width = BINDINGS.iter().map(|b| b.names().chars().count()).max().unwrap_or(0);
    let mut rows = Vec::new();
    for group in BINDINGS.chunk_by(|a, b| a.group == b.group) {
        rows.push(HelpRow::Group(group[0].group));
        rows.extend(group.iter().map(|b| HelpRow::Keys(format!("{:width$}", b.names()), b.about)));
        rows.push(HelpRow::Blank);
    }
    rows.push(HelpRow::Note("A number before a key repeats it: 12j."));
    rows
}

/// The same as text, for `pullquote keys`.
pub fn table() -> String {
    let text = |row: HelpRow| match row {
        HelpRow::Blank => "\n".to_string(),
        HelpRow::Group(name) => format!("{name}\n"),
        HelpRow::Keys(keys, about) => format!("  {keys}  {about}\n"),
        HelpRow::Note(words) => format!("{words}\n"),
    };
    help().into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_is_bound_twice() {
        let mut seen = HashSet::new();
        for (first, key) in BINDINGS.iter().flat_map(|b| b.keys.iter().map(|key| (b.first, key))) {
            assert!(seen.insert((first, key)), "{key} is bound twice");
        }
    }

    #[test]
    fn digits_and_keys_kept_for_later_are_free() {
        for c in "0123456789m'vVLY&*".chars() {
            assert_eq!(lookup(Char(c)), None, "{c}");
        }
        assert_eq!(lookup(Ctrl('o')), None);
    }

    #[test]
    fn every_binding_is_found_by_each_of_its_keys() {
        for binding in BINDINGS {
            assert!(binding.keys.iter().all(|k| lookup_after(binding.first, *k) == Some(binding.action)));
        }
    }

    #[test]
    fn a_first_key_does_nothing_alone_and_each_that_follows_it_is_told_at_the_foot() {
        for binding in BINDINGS {
            assert_eq!(binding.first.is_some(), !binding.brief.is_empty(), "{}", binding.about);
            let Some(first) = binding.first else { continue };
            assert_eq!(lookup(first), None, "{first}");
            // Esc and Ctrl-C are for leaving it.
            assert!(binding.keys.iter().all(|key| matches!(key, Char(_))), "{}", binding.names());
        }
        assert_eq!(after(Char('c')).map(Binding::names).collect::<Vec<_>>(), ["cs", "cx", "cj", "cm"]);
        assert_eq!(after(Char('j')).count(), 0);
        assert_eq!(name_of(Action::Correct(Fix::Merge)), "cm");
    }
}
