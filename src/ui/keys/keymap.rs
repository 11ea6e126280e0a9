//! The keys of a run: the table's, a preset's, the reader's own.
//!
//! Comes in: the table, and changes by name. Goes out: what a key does, and how the keys
//! are shown. May not know where changes come from.

use super::preset::PRESETS;
use super::table::{At, BINDINGS, Binding, Scope};
use super::{Action, Chord, Key, chord};

/// Every binding with the keys that it has now, in the table's order.
#[derive(Debug, Clone)]
pub struct Keymap {
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub binding: &'static Binding,
    pub chords: Vec<Chord>,
}

/// Why a change is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misbound {
    /// No binding is called so.
    Unknown,
    /// The key is always for leaving.
    Kept,
    /// The first key of two does something alone.
    Begins(Chord),
    /// Digits are counts.
    Digit,
}

/// Leaves whatever the configuration says.
const LEAVES: Key = Key::Ctrl('c');

impl Default for Keymap {
    fn default() -> Keymap {
        let row = |binding: &'static Binding| Row {
            binding,
            chords: binding.keys.iter().filter_map(|written| chord(written)).collect(),
        };
        Keymap { rows: BINDINGS.iter().map(row).collect() }
    }
}

impl Keymap {
    /// The keys of a preset, if there is one of that name.
    pub fn preset(name: &str) -> Option<Keymap> {
        let (_, changes) = PRESETS.iter().find(|(own, _)| *own == name)?;
        let mut keymap = Keymap::default();
        for (name, keys) in *changes {
            let chords: Vec<Chord> = keys.iter().filter_map(|written| chord(written)).collect();
            // That none is misbound is a test.
            keymap.bind(name, &chords).ok()?;
        }
        Some(keymap)
    }

    /// Gives a binding these keys in the place of its own, and takes them from others.
    pub fn bind(&mut self, name: &str, chords: &[Chord]) -> Result<(), Misbound> {
        let at = self.rows.iter().position(|row| row.binding.name == name).ok_or(Misbound::Unknown)?;
        let is_leaving = |chord: &Chord| chord.key == LEAVES && chord.first.is_none() || chord.first == Some(LEAVES);
        if self.rows[at].binding.action == Action::Cancel || chords.iter().any(is_leaving) {
            return Err(Misbound::Kept);
        }
        let is_digit = |chord: &&Chord| matches!(chord.first.unwrap_or(chord.key), Key::Char('0'..='9'));
        if chords.iter().any(|chord| is_digit(&chord)) {
            return Err(Misbound::Digit);
        }
        let scope = self.rows[at].binding.scope;
        for row in self.rows.iter_mut().filter(|row| row.binding.scope == scope) {
            row.chords.retain(|chord| !chords.contains(chord));
        }
        self.rows[at].chords = chords.to_vec();
        Ok(())
    }

    /// A key that does something alone although others wait for it.
    pub fn misbound(&self) -> Option<Misbound> {
        [Scope::Reading, Scope::Selecting, Scope::Reviewing].into_iter().find_map(|scope| {
            let rows = || self.rows.iter().filter(move |row| row.binding.scope == scope);
            let alone = |first| rows().any(|row| row.chords.contains(&Chord { first: None, key: first }));
            let mut chords = rows().flat_map(|row| &row.chords);
            chords.find(|chord| chord.first.is_some_and(alone)).copied().map(Misbound::Begins)
        })
    }

    /// The rows, in the table's order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The action bound to a key.
    pub fn lookup(&self, key: Key) -> Option<Action> {
        self.lookup_after(None, key)
    }

    /// The action bound to a key that follows another.
    pub fn lookup_after(&self, first: Option<Key>, key: Key) -> Option<Action> {
        self.lookup_in(Scope::Reading, first, key)
    }

    pub(super) fn lookup_in(&self, scope: Scope, first: Option<Key>, key: Key) -> Option<Action> {
        let mut rows = self.rows.iter().filter(|row| row.binding.scope == scope);
        rows.find(|row| row.chords.contains(&Chord { first, key })).map(|row| row.binding.action)
    }

    /// The same while words are selected: their own keys first.
    pub fn lookup_selecting(&self, first: Option<Key>, key: Key) -> Option<Action> {
        let own = self.lookup_in(Scope::Selecting, first, key);
        own.or_else(|| match first {
            None if self.begins(Scope::Selecting, key) => None,
            None => self.lookup(key),
            Some(begun) => {
                let mut rows = self.rows.iter().filter(|row| self.is_after(row, Scope::Selecting, begun));
                rows.find(|row| row.chords.contains(&Chord { first, key })).map(|row| row.binding.action)
            }
        })
    }

    /// The action bound to a key that follows another, of those that do something in a review.
    pub fn lookup_reviewing(&self, first: Option<Key>, key: Key) -> Option<Action> {
        let is_it = |chord: &&Chord| **chord == Chord { first, key };
        self.reviewing().find(|(_, chord)| is_it(chord)).map(|(binding, _)| binding.action)
    }

    /// Whether a key is the first of two that do something in a review.
    pub fn begins_reviewing(&self, key: Key) -> bool {
        self.reviewing().any(|(_, chord)| chord.first == Some(key))
    }

    fn reviewing(&self) -> impl Iterator<Item = (&'static Binding, &Chord)> {
        let rows = self.rows.iter().filter(|row| row.binding.panes.contains(&At::Review));
        let chords = rows.flat_map(|row| row.chords.iter().map(|chord| (row.binding, chord)));
        chords.filter(|(binding, chord)| self.reaches(At::Review, binding, chord))
    }

    /// Whether a key has a use of its own, as while words are selected.
    pub(super) fn is_taken(&self, scope: Scope, key: Key) -> bool {
        let mut own = self.rows.iter().filter(|row| row.binding.scope == scope);
        own.any(|row| row.chords.iter().any(|chord| chord.first.unwrap_or(chord.key) == key))
    }

    /// Whether a binding is one of those that a first key leads to.
    fn is_after(&self, row: &Row, scope: Scope, first: Key) -> bool {
        match (scope, row.binding.scope) {
            (Scope::Selecting, Scope::Reading) => {
                row.binding.panes.contains(&At::Selection) && !self.is_taken(scope, first)
            }
            (scope, own) => scope == own,
        }
    }

    /// Whether a key is the first of two.
    pub fn begins(&self, scope: Scope, first: Key) -> bool {
        self.after(scope, first).next().is_some()
    }

    /// What may follow a key; nothing, if it does what it does alone.
    pub fn after(&self, scope: Scope, first: Key) -> impl Iterator<Item = (Key, &'static Binding)> {
        let follows = move |row: &Row| {
            let chord = row.chords.iter().find(|chord| chord.first == Some(first))?;
            Some((chord.key, row.binding))
        };
        self.rows.iter().filter(move |row| self.is_after(row, scope, first)).filter_map(follows)
    }

    /// The first key that does an action somewhere, as it is shown; nothing if there is none.
    pub fn name_of(&self, at: At, action: Action) -> String {
        let rows =
            |scope| self.rows.iter().filter(move |row| (row.binding.scope, row.binding.action) == (scope, action));
        let reaching = |row: &Row| row.chords.iter().find(|chord| self.reaches(at, row.binding, chord)).copied();
        let chord = rows(Scope::Selecting).chain(rows(Scope::Reviewing)).chain(rows(Scope::Reading)).find_map(reaching);
        chord.map(|chord| chord.to_string()).unwrap_or_default()
    }

    /// Why a key did nothing, and which one helps there, as it is bound; not where none is.
    pub fn advise(&self, at: At, why: &str, action: Action, does: &str) -> String {
        match self.name_of(at, action) {
            key if key.is_empty() => why.to_string(),
            key => format!("{why}; {key} {does}"),
        }
    }
}

impl Row {
    /// The keys as they are shown: `j ↓`.
    pub fn names(&self) -> String {
        self.chords.iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::geometry::Focus;
    use crate::ui::keys::Fix;
    use std::collections::HashSet;

    #[test]
    fn every_key_of_the_table_is_one_and_none_is_bound_twice() {
        let mut seen = HashSet::new();
        for binding in BINDINGS {
            for written in binding.keys {
                let chord = chord(written).unwrap_or_else(|| panic!("{written} is a key"));
                assert!(seen.insert((binding.scope as u8, chord)), "{written} is bound twice");
            }
        }
        let names: HashSet<_> = BINDINGS.iter().map(|binding| binding.name).collect();
        assert_eq!(names.len(), BINDINGS.len(), "a name is there twice");
    }

    #[test]
    fn every_preset_holds() {
        for (name, changes) in PRESETS {
            let keymap = Keymap::preset(name).unwrap_or_else(|| panic!("{name} binds what there is"));
            assert_eq!(keymap.misbound(), None, "{name}");
            for (binding, keys) in *changes {
                let row = keymap.rows().iter().find(|row| row.binding.name == *binding).expect("there");
                assert_eq!(row.chords.len(), keys.len(), "{name}: {binding} has lost a key");
            }
            for row in keymap.rows() {
                assert!(!row.chords.is_empty(), "{name} leaves {} without a key", row.binding.name);
            }
        }
    }

    #[test]
    fn a_key_that_is_bound_anew_is_taken_from_the_other() {
        let mut keymap = Keymap::default();
        let j = chord("j").expect("a key");
        keymap.bind("page-down", &[j]).expect("bound");
        assert_eq!(keymap.lookup(j.key), Keymap::default().lookup(Key::Char(' ')));
        assert_eq!(keymap.lookup(Key::Char(' ')), None);
        assert_eq!(keymap.lookup(Key::Down), Keymap::default().lookup(Key::Char('j')));
    }

    #[test]
    fn what_must_not_be_bound_is_not() {
        let mut keymap = Keymap::default();
        let bind = |keymap: &mut Keymap, name: &str, key: &str| keymap.bind(name, &[chord(key).expect("a key")]);
        assert_eq!(bind(&mut keymap, "dwon", "x"), Err(Misbound::Unknown));
        assert_eq!(bind(&mut keymap, "down", "Ctrl-c"), Err(Misbound::Kept));
        assert_eq!(bind(&mut keymap, "cancel", "x"), Err(Misbound::Kept));
        assert_eq!(bind(&mut keymap, "down", "3"), Err(Misbound::Digit));
        assert_eq!(keymap.misbound(), None);
        bind(&mut keymap, "down", "j k").expect("bound");
        assert_eq!(keymap.misbound(), None, "`j` alone was taken away");
        bind(&mut keymap, "up", "j").expect("bound");
        assert_eq!(keymap.misbound(), Some(Misbound::Begins(chord("j k").expect("keys"))));
        assert_eq!(keymap.lookup(LEAVES), Some(Action::Cancel));
    }

    #[test]
    fn a_first_key_does_nothing_alone_and_each_that_follows_it_is_told_at_the_foot() {
        let keymap = Keymap::default();
        for row in keymap.rows() {
            let follows = row.chords.iter().any(|chord| chord.first.is_some());
            assert_eq!(follows, !row.binding.brief.is_empty(), "{}", row.binding.about);
        }
        let after: Vec<_> = keymap
            .after(Scope::Reading, Key::Char('c'))
            .map(|(key, binding)| (key.to_string(), binding.brief))
            .collect();
        assert_eq!(after[0], ("s".to_string(), "speaker"));
        assert_eq!(keymap.after(Scope::Reading, Key::Char('j')).count(), 0);
        assert_eq!(keymap.name_of(At::Pane(Focus::Body), Action::Correct(Fix::Merge)), "cm");
        let vim = Keymap::preset("vim").expect("there");
        assert_eq!(vim.name_of(At::Selection, Action::Start), "gg");
        assert_eq!(keymap.name_of(At::Selection, Action::Correct(Fix::Merge)), "", "it does not begin there");
    }
}
