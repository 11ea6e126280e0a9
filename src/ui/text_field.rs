//! A line of text that is being typed, and where in it the next letter goes.
//!
//! Comes in: keys and pasted words. Goes out: the text and the cursor. May not know what
//! is asked for or how it is drawn.
//!
//! The cursor goes by what the screen shows as one: tui-input and its kin go by characters,
//! and would part a letter from its accent.

use super::keys::Key;
use crate::glyph::{glyphs, width};

/// The bytes of a text, if nothing else is said.
const MOST: usize = 1000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// The byte at which the next letter goes.
    cursor: usize,
    /// So many bytes and no more.
    most: usize,
    /// What came last would have been more, and was not taken.
    is_full: bool,
}

/// What a key has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// The text, or it would have if there were more of it.
    Text,
    /// The cursor alone.
    Cursor,
}

impl Default for TextField {
    fn default() -> TextField {
        TextField::new("")
    }
}

impl TextField {
    /// The cursor is at the end.
    pub fn new(text: impl Into<String>) -> TextField {
        TextField::within(MOST, text)
    }

    /// The same with no more bytes than these.
    pub fn within(most: usize, text: impl Into<String>) -> TextField {
        let text = text.into();
        TextField { cursor: text.len(), text, most, is_full: false }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor, and after it.
    pub fn halves(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Words at the cursor, all or none.
    pub fn insert(&mut self, words: &str) {
        self.is_full = self.text.len() + words.len() > self.most;
        if !self.is_full {
            self.text.insert_str(self.cursor, words);
            self.cursor += words.len();
        }
    }

    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whether this could be the text; it is told if not.
    pub fn has_room_for(&mut self, text: &str) -> bool {
        self.is_full = text.len() > self.most;
        !self.is_full
    }

    /// Takes a key; nothing if it is for somebody else. Where nothing is typed only letters
    /// are for the text.
    pub fn edit(&mut self, key: Key) -> Option<Edited> {
        if let Key::Char(c) = key {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return Some(Edited::Text);
        }
        if self.is_empty() {
            return None;
        }
        self.is_full = false;
        let (here, end) = (self.cursor, self.text.len());
        match key {
            Key::Left | Key::Ctrl('b') => Some(self.go(self.back())),
            Key::Right | Key::Ctrl('f') => Some(self.go(self.on())),
            Key::Home | Key::Ctrl('a') => Some(self.go(0)),
            Key::End | Key::Ctrl('e') => Some(self.go(end)),
            Key::CtrlLeft | Key::AltLeft | Key::Alt('b') => Some(self.go(self.word_back())),
            Key::CtrlRight | Key::AltRight | Key::Alt('f') => Some(self.go(self.word_on())),
            Key::Backspace | Key::Ctrl('h') => Some(self.cut(self.back(), here)),
            Key::Delete | Key::Ctrl('d') => Some(self.cut(here, self.on())),
            Key::Ctrl('w') => Some(self.cut(self.word_back(), here)),
            Key::Ctrl('u') => Some(self.cut(0, here)),
            Key::Ctrl('k') => Some(self.cut(here, end)),
            _ => None,
        }
    }

    fn go(&mut self, to: usize) -> Edited {
        self.cursor = to;
        Edited::Cursor
    }

    fn cut(&mut self, from: usize, to: usize) -> Edited {
        self.text.replace_range(from..to, "");
        self.cursor = from;
        if from < to { Edited::Text } else { Edited::Cursor }
    }

    /// Where the glyphs begin. One without a column goes with the one before it: the cursor
    /// would seem to stand still.
    fn places(&self) -> impl Iterator<Item = usize> {
        glyphs(&self.text).filter(|(_, glyph)| width(glyph) > 0).map(|(start, _)| start)
    }

    fn back(&self) -> usize {
        self.places().take_while(|place| *place < self.cursor).last().unwrap_or(0)
    }

    fn on(&self) -> usize {
        self.places().find(|place| *place > self.cursor).unwrap_or(self.text.len())
    }

    /// Where the word begins that the cursor is in, or behind.
    fn word_back(&self) -> usize {
        let before = self.halves().0.trim_end();
        before.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// Where the word ends that the cursor is in, or before.
    fn word_on(&self) -> usize {
        let after = self.halves().1;
        let space = after.len() - after.trim_start().len();
        let word = after[space..].find(char::is_whitespace);
        word.map_or(self.text.len(), |word| self.cursor + space + word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field in which `|` stands for the cursor.
    fn field(shown: &str) -> TextField {
        let (before, after) = shown.split_once('|').expect("a cursor");
        TextField { cursor: before.len(), ..TextField::new(format!("{before}{after}")) }
    }

    fn shown(field: &TextField) -> String {
        let (before, after) = field.halves();
        format!("{before}|{after}")
    }

    #[track_caller]
    fn edits(before: &str, key: Key, after: &str, edited: Option<Edited>) {
        let mut field = field(before);
        assert_eq!(field.edit(key), edited, "{key} in {before}");
        assert_eq!(shown(&field), after, "{key} in {before}");
    }

    #[test]
    fn keys_move_the_cursor() {
        let cursor = Some(Edited::Cursor);
        for (keys, before, after) in [
            (&[Key::Left, Key::Ctrl('b')][..], "one two|", "one tw|o"),
            (&[Key::Left, Key::Ctrl('b')], "|one", "|one"),
            (&[Key::Right, Key::Ctrl('f')], "o|ne", "on|e"),
            (&[Key::Right, Key::Ctrl('f')], "one|", "one|"),
            (&[Key::Home, Key::Ctrl('a')], "one t|wo", "|one two"),
            (&[Key::End, Key::Ctrl('e')], "o|ne two", "one two|"),
            (&[Key::CtrlLeft, Key::AltLeft, Key::Alt('b')], "one two  |", "one |two  "),
            (&[Key::CtrlLeft, Key::AltLeft, Key::Alt('b')], " on|e", " |one"),
            (&[Key::CtrlRight, Key::AltRight, Key::Alt('f')], "on|e  two", "one|  two"),
            (&[Key::CtrlRight, Key::AltRight, Key::Alt('f')], "one|  two", "one  two|"),
        ] {
            keys.iter().for_each(|key| edits(before, *key, after, cursor));
        }
    }

    #[test]
    fn keys_take_away_what_is_beside_the_cursor() {
        let text = Some(Edited::Text);
        for (keys, before, after) in [
            (&[Key::Backspace, Key::Ctrl('h')][..], "on|e", "o|e"),
            (&[Key::Delete, Key::Ctrl('d')], "on|e", "on|"),
            (&[Key::Ctrl('w')], "one two |three", "one |three"),
            (&[Key::Ctrl('w')], "one\u{a0}two|", "one\u{a0}|"),
            (&[Key::Ctrl('u')], "one t|wo", "|wo"),
            (&[Key::Ctrl('k')], "one t|wo", "one t|"),
            (&[Key::Char('q')], "one t|wo", "one tq|wo"),
        ] {
            keys.iter().for_each(|key| edits(before, *key, after, text));
        }
        // What takes nothing away has changed no text: nothing is looked for anew.
        edits("|one", Key::Backspace, "|one", Some(Edited::Cursor));
        edits("one|", Key::Delete, "one|", Some(Edited::Cursor));
    }

    #[test]
    fn the_cursor_goes_by_glyphs() {
        let family = "👩\u{200D}👩\u{200D}👧";
        for glyph in ["e\u{301}", family, "🇩🇪", "日", "so\u{AD}"] {
            let glyph = glyph.trim_start_matches("so");
            let place = if glyph == "\u{AD}" { "s" } else { "" };
            let (before, whole) = (format!("a|{place}{glyph}b"), format!("a{place}{glyph}|b"));
            edits(&whole, Key::Left, &before, Some(Edited::Cursor));
            edits(&before, Key::Right, &whole, Some(Edited::Cursor));
            edits(&whole, Key::Backspace, "a|b", Some(Edited::Text));
            edits(&before, Key::Delete, "a|b", Some(Edited::Text));
        }
        // What terminals set side by side: two places.
        edits("กำ|", Key::Left, "ก|ำ", Some(Edited::Cursor));
    }

    #[test]
    fn where_nothing_is_typed_only_letters_are_for_the_text() {
        for key in [Key::Left, Key::Home, Key::Ctrl('u'), Key::Ctrl('f'), Key::Backspace, Key::Delete] {
            edits("|", key, "|", None);
        }
        edits("|", Key::Char('a'), "a|", Some(Edited::Text));
        [Key::Up, Key::Down, Key::Tab, Key::PageUp, Key::Ctrl('o')]
            .iter()
            .for_each(|key| edits("a|", *key, "a|", None));
    }

    #[test]
    fn pasted_words_go_to_the_cursor_if_there_is_room_for_them() {
        let mut field = field("one |three");
        field.insert("two ");
        assert_eq!(shown(&field), "one two |three");
        let mut field = TextField::within(8, "one");
        field.insert(" three");
        assert_eq!(shown(&field), "one|");
        field.insert(" four");
        assert_eq!(shown(&field), "one four|");
        assert_eq!(field.edit(Key::Char('x')), Some(Edited::Text));
        assert_eq!(shown(&field), "one four|");
    }

    #[test]
    fn any_keys_leave_the_cursor_between_characters() {
        use proptest::prelude::*;
        let keys = [
            Key::Left,
            Key::Right,
            Key::Backspace,
            Key::Delete,
            Key::AltLeft,
            Key::AltRight,
            Key::Ctrl('w'),
            Key::Char('\u{301}'),
            Key::Char('🇩'),
            Key::Char('\u{200D}'),
            Key::Char('👩'),
            Key::Char(' '),
            Key::Char('ำ'),
        ];
        let pressed = proptest::collection::vec(proptest::sample::select(keys.to_vec()), 0..40);
        proptest!(|(pressed in pressed)| {
            let mut field = TextField::new("日e\u{301} 👩");
            for key in pressed {
                field.edit(key);
                prop_assert!(field.text.is_char_boundary(field.cursor));
            }
        });
    }
}
