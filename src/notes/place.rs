//! Where the words of notes stand in an article now.
//!
//! Comes in: notes and blocks. Goes out: each note with its passage: where it was, if all
//! is as it was there, which takes no time; else where it is found. A note without a
//! passage is an orphan.

use super::seek::seek;
use super::{Note, around, difference};
use crate::article::{Block, one_line};
use crate::passage::{Passage, Place};

/// How sure the passage of a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The same words, be it with other marks.
    Same,
    /// Other words, and plainly in the place of them.
    Changed,
    /// The words are others, or stand elsewhere, and another place could be meant.
    Perhaps,
    /// It is nowhere.
    Lost,
    /// Nobody has looked yet.
    Sought,
    /// Nobody has looked: those before it took all the time that there is for it.
    Skipped,
}

impl Fit {
    /// How it is called where programs read it.
    pub fn name(self) -> &'static str {
        match self {
            Fit::Same => "found",
            Fit::Changed => "changed",
            Fit::Perhaps => "perhaps",
            Fit::Lost => "lost",
            Fit::Sought | Fit::Skipped => "skipped",
        }
    }

    /// What is so of words that have no place.
    pub fn unplaced(self) -> &'static str {
        match self {
            Fit::Sought => "are still being looked for",
            Fit::Skipped => "were not looked for: other notes took too long",
            _ => "are not in the article any more",
        }
    }
}

/// A note, and where it is in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub note: Note,
    /// None if its words are not there any more, or nobody has looked.
    pub passage: Option<Passage>,
    pub fit: Fit,
}

impl Placed {
    /// By what notes are in order: those without a place are the last.
    pub fn order(&self) -> (bool, Option<Place>) {
        (self.passage.is_none(), self.passage.map(|passage| passage.start))
    }

    /// The words of its passage on one line, where they are others than those it is on.
    pub fn now(&self, blocks: &[Block]) -> Option<String> {
        let passage = self.passage.filter(|_| matches!(self.fit, Fit::Changed | Fit::Perhaps))?;
        let spans = passage.spans(blocks);
        let words: Vec<&str> = spans.iter().map(|s| &blocks[s.block].words[s.start..s.end]).collect();
        Some(one_line(&words.join(" "))).filter(|words| *words != self.note.line())
    }

    /// What there is to say of its place, if that is not plain: what is other in its words
    /// now, which is what somebody who checks them has to know.
    pub fn told(&self, blocks: &[Block]) -> Option<String> {
        let told = match self.fit {
            Fit::Same => {
                let was = self.note.was.as_ref()?;
                return Some(format!("changed before: {}", difference(was, &self.note.line())));
            }
            Fit::Changed => "words changed",
            Fit::Perhaps => "perhaps here",
            Fit::Lost => "not found",
            Fit::Sought => "being looked for",
            Fit::Skipped => "not looked for",
        };
        let now = self.now(blocks).map(|now| difference(&self.note.line(), &now));
        Some(match now.filter(|now| !now.is_empty()) {
            Some(now) => format!("{told}: {now}"),
            None => told.to_string(),
        })
    }

    /// The note as it is to be gone on with: on the words that stand there now, if that is
    /// plain. A guess is no fact because somebody noted more.
    pub fn to_edit(&self, blocks: &[Block]) -> Note {
        let note = self.note.clone();
        match (self.fit, self.passage) {
            (Fit::Changed, Some(passage)) => note.moved_to(passage, blocks),
            _ => note,
        }
    }
}

/// The notes in the order of their places, those without one at the end: first those whose
/// words are gone.
pub fn placed(notes: Vec<Note>, blocks: &[Block]) -> Vec<Placed> {
    find_sought(where_they_were(notes, blocks), blocks)
}

/// The same of those that are where they were; the others are still sought.
pub fn where_they_were(notes: Vec<Note>, blocks: &[Block]) -> Vec<Placed> {
    let place = |note: Note| match kept(&note, blocks) {
        Some(passage) => Placed { note, passage: Some(passage), fit: Fit::Same },
        None => Placed { note, passage: None, fit: Fit::Sought },
    };
    in_order(notes.into_iter().map(place).collect())
}

/// The same with those found that were still sought.
pub fn find_sought(mut placed: Vec<Placed>, blocks: &[Block]) -> Vec<Placed> {
    let notes: Vec<&Note> =
        placed.iter().filter(|placed| placed.fit == Fit::Sought).map(|placed| &placed.note).collect();
    let mut found = seek(&notes, blocks).into_iter();
    for placed in placed.iter_mut().filter(|placed| placed.fit == Fit::Sought) {
        (placed.passage, placed.fit) = found.next().unwrap_or((None, Fit::Skipped));
    }
    in_order(placed)
}

pub(super) fn in_order(mut placed: Vec<Placed>) -> Vec<Placed> {
    placed.sort_by_key(|placed| (placed.order(), placed.fit == Fit::Skipped));
    placed
}

/// The passage of a note where it was made, if all is as it was there.
fn kept(note: &Note, blocks: &[Block]) -> Option<Passage> {
    let last = note.words.len().checked_sub(1)?;
    let here = blocks.get(note.block..)?.get(..=last)?;
    here[0].words.split_at_checked(note.byte)?;
    let from = |piece: usize| if piece == 0 { note.byte } else { 0 };
    let end = from(last) + note.words[last].len();
    let same = here.iter().zip(&note.words).enumerate().all(|(piece, (block, words))| {
        let own = &block.words[from(piece)..];
        if piece == last { own.starts_with(words.as_str()) } else { own == words }
    });
    let passage = Passage { start: (note.block, note.byte), end: (note.block + last, end) };
    let is_kept = |(before, after): (String, String)| before == note.before && after == note.after;
    (same && is_kept(around(passage, blocks))).then_some(passage)
}
