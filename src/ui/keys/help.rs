//! The keys as they are told: those that do something where they are pressed, or all.
//!
//! Comes in: the keys of a run, and where. Goes out: rows. May not know how they are
//! drawn.

use super::keymap::{Keymap, Row};
use super::table::{At, Binding, Scope};
use super::{Action, Chord, Key, Unit, Way};
use crate::glyph::columns;
use crate::layout::wrap;
use crate::ui::geometry::Focus;

/// The keys have so many columns however narrow the screen is: those of the longest name.
const KEY: usize = 9;
/// The columns before the keys, and between them and what they do.
const AROUND: usize = 5;

/// A row of the help: a group, or keys and what they do.
#[derive(Debug, PartialEq)]
pub enum HelpRow {
    Blank,
    Group(&'static str),
    Keys(String, String),
    Note(String),
}

/// A binding, and those of its keys that reach it.
pub struct Live {
    pub binding: &'static Binding,
    pub chords: Vec<Chord>,
}

impl Live {
    fn names(&self) -> String {
        self.chords.iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
    }

    /// The key that all of its keys follow.
    fn first(&self) -> Option<Key> {
        let first = self.chords.first()?.first?;
        self.chords.iter().all(|chord| chord.first == Some(first)).then_some(first)
    }
}

impl Keymap {
    /// The bindings that do something somewhere, those first that hold only there; all, if
    /// no place is named.
    pub fn live(&self, at: Option<At>) -> Vec<Live> {
        let scopes = match at {
            Some(At::Selection) => &[Some(Scope::Selecting), Some(Scope::Reading)][..],
            Some(At::Review) => &[Some(Scope::Reviewing), Some(Scope::Reading)],
            _ => &[None],
        };
        let rows = scopes.iter().flat_map(|scope| {
            self.rows().iter().filter(move |row| scope.is_none_or(|scope| row.binding.scope == scope))
        });
        let does = |row: &&Row| at.is_none_or(|at| row.binding.panes.contains(&at));
        let live = rows.filter(does).map(|row| {
            let reaches = |chord: &&Chord| at.is_none_or(|at| self.reaches(at, row.binding, chord));
            Live { binding: row.binding, chords: row.chords.iter().filter(reaches).copied().collect() }
        });
        // Without a place also what has no key is told of.
        live.filter(|live| at.is_none() || !live.chords.is_empty()).collect()
    }

    /// Whether keys do somewhere what they are bound to.
    pub fn reaches(&self, at: At, binding: &Binding, chord: &Chord) -> bool {
        match (at, binding.scope) {
            (At::Selection, Scope::Reading) => match chord.first {
                Some(first) => binding.panes.contains(&at) && !self.is_taken(Scope::Selecting, first),
                None => !self.begins(Scope::Selecting, chord.key) && !self.is_taken(Scope::Selecting, chord.key),
            },
            (At::Review, Scope::Reading) => !self.is_taken(Scope::Reviewing, chord.first.unwrap_or(chord.key)),
            (At::Selection, Scope::Selecting) | (At::Review, Scope::Reviewing) => true,
            (_, Scope::Selecting | Scope::Reviewing) => false,
            (At::Pane(_), Scope::Reading) => true,
            (At::Notes | At::Overlay, Scope::Reading) => chord.first.is_none(),
            // Letters filter the list.
            (At::Articles | At::Library, Scope::Reading) => {
                let is_text = matches!(chord.key, Key::Char(c) if !matches!(c, 'q' | '?' | ' '));
                chord.first.is_none() && !is_text
            }
        }
    }

    /// What the keys do somewhere, or all that keys do, as rows of so many columns. With
    /// words only those in which all of them occur.
    pub fn help(&self, at: Option<At>, words: &str, room: usize) -> Vec<HelpRow> {
        let words = words.to_lowercase();
        let is_meant = |live: &Live| {
            let Binding { name, group, .. } = live.binding;
            let told = format!("{} {name} {group} {}", live.names(), live.binding.told(at)).to_lowercase();
            words.split_whitespace().all(|word| told.contains(word))
        };
        let live: Vec<Live> = self.live(at).into_iter().filter(is_meant).collect();
        let is_short = at.is_some() && words.is_empty();
        let width = live.iter().filter(|live| !is_short || live.first().is_none());
        let width = width.map(|live| live.names().chars().count()).max().unwrap_or(0).min((room / 3).max(KEY));
        let mut rows = Vec::new();
        for group in live.chunk_by(|a, b| a.binding.group == b.binding.group) {
            rows.push(HelpRow::Group(group[0].binding.group));
            for alike in group.chunk_by(|a, b| is_short && a.first().is_some() && a.first() == b.first()) {
                match (alike, alike[0].first()) {
                    ([_, _, ..], Some(first)) => rows.extend(short(first, alike, width, room)),
                    _ => rows.extend(
                        alike.iter().flat_map(|live| beside(&live.names(), live.binding.told(at), width, room)),
                    ),
                }
            }
            rows.push(HelpRow::Blank);
        }
        // In the list of articles a number is typed; in a review none is taken.
        if words.is_empty() && !matches!(at, Some(At::Articles | At::Review)) {
            let at = at.unwrap_or(At::Pane(Focus::Body));
            let down = self.name_of(at, Action::Move(Unit::Line, Way::Forward));
            let note = format!("A number before a key repeats it: 12{down}.");
            rows.extend(wrapped(&note, room.saturating_sub(1)).into_iter().map(|line| HelpRow::Note(line.to_string())));
        }
        rows
    }

    /// All of them as text, for `pullquote keys`.
    pub fn table(&self) -> String {
        let text = |row: HelpRow| match row {
            HelpRow::Blank => "\n".to_string(),
            HelpRow::Group(name) => format!("{name}\n"),
            HelpRow::Keys(keys, about) => format!("  {keys}  {about}\n"),
            HelpRow::Note(words) => format!("{words}\n"),
        };
        self.help(None, "", usize::MAX).into_iter().map(text).collect()
    }
}

/// Keys and what they do, side by side, in as many rows as the longer of them takes.
fn beside(keys: &str, about: &str, width: usize, room: usize) -> Vec<HelpRow> {
    let mut names: Vec<String> = Vec::new();
    // No key is parted at its hyphen.
    for name in keys.split(' ') {
        match names.last_mut().filter(|row| row.chars().count() + name.chars().count() < width) {
            Some(row) => row.push_str(&format!(" {name}")),
            None => names.push(name.to_string()),
        }
    }
    let told = wrapped(about, room.saturating_sub(width + AROUND));
    let row = |number: usize| {
        let keys = names.get(number).map_or("", String::as_str);
        HelpRow::Keys(format!("{keys:width$}"), told.get(number).copied().unwrap_or_default().to_string())
    };
    (0..names.len().max(told.len())).map(row).collect()
}

/// The words in rows of so many columns.
fn wrapped(words: &str, room: usize) -> Vec<&str> {
    if columns(words) <= room {
        return vec![words];
    }
    wrap(words, room).into_iter().map(|row| &words[row]).collect()
}

/// A key and those that may follow it, in as few rows as hold them.
fn short(first: Key, alike: &[Live], width: usize, room: usize) -> Vec<HelpRow> {
    let whole = room;
    let room = room.saturating_sub(width + AROUND);
    let mut lines: Vec<String> = together(alike).into_iter().map(str::to_string).collect();
    for live in alike {
        let key = live.chords.first().map(|chord| chord.key.to_string()).unwrap_or_default();
        let told = format!("{key} {}", live.binding.brief);
        match lines.last_mut().filter(|line| line.chars().count() + told.chars().count() + 3 <= room) {
            Some(line) => line.push_str(&format!("   {told}")),
            None => lines.push(told),
        }
    }
    let keys = |number| if number == 0 { format!("{first} …") } else { String::new() };
    let row = |(number, line): (usize, String)| beside(&keys(number), &line, width, whole);
    lines.into_iter().enumerate().flat_map(row).collect()
}

/// What keys that follow one have in common, if their group does not say it.
fn together(alike: &[Live]) -> Option<&'static str> {
    match alike.first()?.binding.action {
        Action::CopyAs(_) => Some("copy it as"),
        Action::Object(..) => Some("select"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(at: Option<At>, words: &str) -> Vec<(String, String)> {
        let rows = Keymap::default().help(at, words, 80);
        let named =
            |row| if let HelpRow::Keys(keys, about) = row { Some((keys.trim().to_string(), about)) } else { None };
        rows.into_iter().filter_map(named).collect()
    }

    fn told(at: At, words: &str) -> String {
        keys(Some(at), words).into_iter().map(|(keys, about)| format!("{keys}: {about}\n")).collect()
    }

    #[test]
    fn the_help_is_filtered() {
        let body = At::Pane(Focus::Body);
        assert_eq!(told(body, "NEXT hit"), "n: next hit\n");
        assert_eq!(keys(Some(body), "ctrl-z").len(), 1);
        assert_eq!(keys(Some(body), "nowhere").len(), 0);
        assert_eq!(told(body, "bibtex"), "Yb: copy it as a BibTeX entry\n");
    }

    #[test]
    fn the_help_says_what_a_key_does_here() {
        for (at, expected) in [
            (At::Pane(Focus::Body), "Enter: choose the quotation in view and leave; else line down\n"),
            (At::Pane(Focus::People), "Enter: only what the person says\n"),
            (At::Selection, "Enter: send the words and leave\n"),
            (At::Articles, "Enter: open the article\n"),
        ] {
            assert_eq!(told(at, "enter"), expected);
        }
        // What is shadowed is not told.
        assert_eq!(told(At::Selection, "ctrl-b"), "PgUp Ctrl-B: page up\n");
        assert_eq!(told(At::Pane(Focus::Body), "word back"), "");
        assert_eq!(
            told(At::Articles, "entry"),
            "Down Ctrl-E: the next entry\nUp Ctrl-Y: the entry before\nHome: to the first entry\nEnd: to the last entry\n"
        );
    }

    #[test]
    fn at_the_usual_width_nothing_is_cut() {
        let panes = [Focus::Body, Focus::Quotes, Focus::People, Focus::Contents].map(At::Pane);
        for at in panes.into_iter().chain([At::Selection, At::Articles, At::Review]) {
            for row in Keymap::default().help(Some(at), "", 80) {
                if let HelpRow::Keys(keys, about) = row {
                    let columns = keys.chars().count() + about.chars().count() + 5;
                    assert!(columns <= 80, "{columns} columns at {at:?}: {about}");
                }
            }
        }
    }

    #[test]
    fn on_a_narrow_screen_rows_are_wrapped_and_nothing_is_lost() {
        let panes = [Focus::Body, Focus::Quotes, Focus::People, Focus::Contents].map(At::Pane);
        let told = |at, room| {
            let (mut keys, mut abouts, mut most) = (String::new(), String::new(), 0);
            for row in Keymap::default().help(Some(at), "", room) {
                let (key, about) = match row {
                    HelpRow::Keys(key, about) => (key, about),
                    HelpRow::Note(words) => (String::new(), words),
                    HelpRow::Blank | HelpRow::Group(_) => continue,
                };
                let around = if key.is_empty() { 1 } else { AROUND };
                most = most.max(columns(&key) + columns(&about) + around);
                keys.extend(key.split_whitespace().map(|key| format!("{key} ")));
                abouts.extend(about.split_whitespace().map(|word| format!("{word} ")));
            }
            (keys, abouts, most)
        };
        for at in panes.into_iter().chain([At::Selection, At::Articles, At::Review]) {
            let (keys, abouts, _) = told(at, 80);
            for room in [59, 55, 40, 30] {
                let (narrow_keys, narrow_abouts, most) = told(at, room);
                assert!(most <= room, "{most} columns of {room} at {at:?}");
                assert_eq!((&narrow_keys, &narrow_abouts), (&keys, &abouts), "{room} columns at {at:?}");
            }
        }
    }

    #[test]
    fn keys_that_follow_one_are_told_together() {
        let all = keys(Some(At::Pane(Focus::Body)), "");
        let correct = all.iter().find(|(keys, _)| keys == "c …").map(|(_, about)| about.as_str());
        assert_eq!(correct, Some("s speaker   x no quotation   j join next   m same person"));
        assert_eq!(keys(None, "").iter().filter(|(keys, _)| keys.starts_with('c')).count(), 4);
    }
}
