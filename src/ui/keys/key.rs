//! A key press, and how it is written.
//!
//! Comes in: the name of a key, as in the configuration: `j`, `Ctrl-F`, `PageDown`; two
//! of them, apart by a space, are pressed one after the other. Goes out: the key, and
//! how the screen shows it.

use std::fmt;

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
    Delete,
    Up,
    Down,
    Left,
    Right,
    AltLeft,
    AltRight,
    CtrlLeft,
    CtrlRight,
    PageUp,
    PageDown,
    Home,
    End,
}

/// A key, and the one that has to be pressed before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    pub first: Option<Key>,
    pub key: Key,
}

/// The names of the keys that are no letters: as they are written, and as the screen shows
/// them.
const NAMES: &[(Key, &str, &str)] = &[
    (Key::Char(' '), "Space", "Space"),
    (Key::Enter, "Enter", "Enter"),
    (Key::Esc, "Esc", "Esc"),
    (Key::Tab, "Tab", "Tab"),
    (Key::BackTab, "Shift-Tab", "Shift-Tab"),
    (Key::Backspace, "Backspace", "Backspace"),
    (Key::Delete, "Delete", "Delete"),
    (Key::Up, "Up", "Up"),
    (Key::Down, "Down", "Down"),
    (Key::Left, "Left", "Left"),
    (Key::Right, "Right", "Right"),
    (Key::AltLeft, "Alt-Left", "Alt-Left"),
    (Key::AltRight, "Alt-Right", "Alt-Right"),
    (Key::CtrlLeft, "Ctrl-Left", "Ctrl-Left"),
    (Key::CtrlRight, "Ctrl-Right", "Ctrl-Right"),
    (Key::PageUp, "PageUp", "PgUp"),
    (Key::PageDown, "PageDown", "PgDn"),
    (Key::Home, "Home", "Home"),
    (Key::End, "End", "End"),
];

/// The function keys that terminals tell apart.
const FUNCTION_KEYS: u8 = 12;

/// The key of a name; case counts for a single letter only.
fn named(name: &str) -> Option<Key> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return (!letter.is_control() && letter != ' ').then_some(Key::Char(letter));
    }
    if let Some((key, ..)) = NAMES.iter().find(|(_, own, _)| own.eq_ignore_ascii_case(name)) {
        return Some(*key);
    }
    if let Some(number) = name.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok()) {
        return (1..=FUNCTION_KEYS).contains(&number).then_some(Key::F(number));
    }
    let (modifier, rest) = name.split_once('-')?;
    match (named(rest)?, modifier.to_ascii_lowercase().as_str()) {
        (Key::Char(letter), "ctrl") => Some(Key::Ctrl(letter.to_ascii_lowercase())),
        (Key::Char(letter), "alt") => Some(Key::Alt(letter)),
        _ => None,
    }
}

/// What is written as one key, or as two apart by a space.
pub fn chord(written: &str) -> Option<Chord> {
    let mut keys = written.split_ascii_whitespace().map(named);
    match (keys.next(), keys.next(), keys.next()) {
        (Some(key), None, None) => Some(Chord { first: None, key: key? }),
        (Some(first), Some(key), None) => Some(Chord { first: Some(first?), key: key? }),
        _ => None,
    }
}

impl Key {
    /// As the configuration has it.
    fn written(self) -> String {
        match NAMES.iter().find(|(key, ..)| *key == self) {
            Some((_, name, _)) => name.to_string(),
            None => self.to_string(),
        }
    }
}

impl Chord {
    /// As the configuration has it.
    pub fn written(self) -> String {
        self.first.into_iter().chain([self.key]).map(Key::written).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (NAMES.iter().find(|(key, ..)| key == self), self) {
            (Some((.., shown)), _) => f.write_str(shown),
            (None, Key::Ctrl(c)) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            (None, Key::Alt(c)) => write!(f, "Alt-{c}"),
            (None, Key::F(n)) => write!(f, "F{n}"),
            (None, Key::Char(c)) => write!(f, "{c}"),
            // All others have a name.
            (None, _) => Ok(()),
        }
    }
}

/// Two letters run together: `cs`.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.key) {
            (None, key) => write!(f, "{key}"),
            (Some(first @ Key::Char(a)), Key::Char(b)) if a != ' ' && b != ' ' => write!(f, "{first}{b}"),
            (Some(first), key) => write!(f, "{first} {key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_back() {
        for written in [
            "j",
            "Space",
            "Ctrl-f",
            "Alt-1",
            "Alt-Left",
            "Ctrl-Right",
            "Delete",
            "Shift-Tab",
            "F12",
            "PageDown",
            "c s",
            "Ctrl-x Ctrl-c",
            "-",
            "Ctrl--",
        ] {
            let chord = chord(written).unwrap_or_else(|| panic!("{written} is a key"));
            assert_eq!(chord.written().to_lowercase(), written.to_lowercase());
            assert_eq!(super::chord(&chord.written()), Some(chord));
        }
        assert_eq!(chord("pagedown"), chord("PageDown"));
        assert_eq!(chord("Ctrl-F"), chord("ctrl-f"));
        assert_ne!(chord("F"), chord("f"));
        for none in ["", " ", "jj", "Ctrl-", "F13", "F0", "Hyper-x", "a b c", "Ctrl-Enter", "\u{7}"] {
            assert_eq!(chord(none), None, "{none}");
        }
    }

    #[test]
    fn every_key_that_is_no_letter_shows() {
        for (key, _, shown) in NAMES {
            assert_eq!(key.to_string(), *shown);
        }
        assert_eq!(chord("c s").map(|c| c.to_string()).as_deref(), Some("cs"));
        assert_eq!(chord("Ctrl-x k").map(|c| c.to_string()).as_deref(), Some("Ctrl-X k"));
    }
}
