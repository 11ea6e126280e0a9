//! The highlights and notes of the article.
//!
//! Comes in: notes, and changes of them. Goes out: which passages are noted, in order, and
//! the view at one of them. May not know where they are kept.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Place, Reader};
use crate::article::Block;
use crate::notes::{Change, Fit, Note, Placed, find_sought, where_they_were};
use crate::passage::Passage;
use crate::ui::geometry::Focus;

/// An article of more bytes takes longer than a key may wait, and so do notes with more of
/// them.
const AT_ONCE: usize = 64 << 10;
const NOTES_AT_ONCE: usize = 16 << 10;

#[derive(Debug, Default)]
pub struct Notes {
    /// In the order of their places; those without one come last.
    pub all: Vec<Placed>,
    /// Those that were deleted, the last one at the end.
    pub deleted: Vec<Note>,
    /// The one that was gone to, by its id, and the quotation that was current there.
    here: Option<(String, Option<usize>)>,
}

impl Notes {
    /// The same where the article was edited; those that are not where they were are sought.
    pub fn in_other(self, blocks: &[Block]) -> Notes {
        let notes = self.all.into_iter().map(|placed| placed.note).collect();
        Notes { all: where_they_were(notes, blocks), ..self }
    }

    /// How many have a place.
    pub fn placed(&self) -> usize {
        self.all.partition_point(|placed| placed.passage.is_some())
    }

    /// Those that are still to be looked for.
    pub fn sought(&self) -> Vec<Placed> {
        self.all.iter().filter(|placed| placed.fit == Fit::Sought).cloned().collect()
    }
}

impl Reader<'_> {
    /// Takes in what was noted earlier.
    pub fn take_notes(&mut self, notes: Vec<Note>) {
        self.notes.all = where_they_were(notes, &self.article.blocks);
    }

    /// Looks for the notes that are still sought, if that takes no longer than a key may.
    /// False if somebody else is to do it.
    pub fn seek_notes(&mut self) -> bool {
        let sought = self.notes.all.iter().filter(|placed| placed.fit == Fit::Sought).map(|placed| &placed.note);
        let bytes: usize = sought
            .map(|note| note.words.iter().map(String::len).sum::<usize>() + note.before.len() + note.after.len())
            .sum();
        let is_done = self.notes.all.iter().all(|placed| placed.fit != Fit::Sought);
        let is_short = self.places.bytes() <= AT_ONCE && bytes <= NOTES_AT_ONCE;
        if !is_done && is_short {
            self.seek_all_notes();
        }
        is_done || is_short
    }

    /// Looks for them however long it takes.
    pub fn seek_all_notes(&mut self) {
        self.notes.all = find_sought(std::mem::take(&mut self.notes.all), &self.article.blocks);
    }

    /// Takes in where notes were found in some blocks, unless these are others by now.
    pub fn take_placed(&mut self, blocks: &Arc<Vec<Block>>, found: Vec<Placed>) {
        if !Arc::ptr_eq(blocks, &self.article.blocks) {
            return;
        }
        // One that was changed meanwhile has an id that was looked for, and other words.
        let places: HashMap<Note, _> =
            found.into_iter().map(|placed| (placed.note, (placed.passage, placed.fit))).collect();
        for placed in self.notes.all.iter_mut().filter(|placed| placed.fit == Fit::Sought) {
            if let Some(place) = places.get(&placed.note) {
                (placed.passage, placed.fit) = *place;
            }
        }
        self.notes.all.sort_by_key(Placed::order);
    }

    /// Takes in a change.
    pub fn take_noted(&mut self, change: Change) {
        let (Change::Put(note) | Change::Remove(note)) = &change;
        self.notes.all.retain(|placed| placed.note.id != note.id);
        self.notes.deleted.retain(|deleted| deleted.id != note.id);
        match change {
            Change::Remove(note) => self.notes.deleted.push(note),
            Change::Put(note) => {
                for placed in where_they_were(vec![note], &self.article.blocks) {
                    let at = self.notes.all.partition_point(|other| other.order() <= placed.order());
                    self.notes.all.insert(at, placed);
                }
            }
        }
    }

    /// Goes so many notes on or back, from the one at hand if it was gone to, else from the
    /// view. False if there is none.
    pub fn go_to_note(&mut self, times: usize, forward: bool) -> bool {
        let (count, times, view) = (self.notes.placed(), times.max(1), self.view().0);
        let here = self.note_here();
        // The first one that is not before the view, if none was gone to.
        let next = self.notes.all[..count].partition_point(|placed| placed.order().1 < Some(view));
        let to = match (here, forward) {
            (Some(here), true) => Some(here + times),
            (Some(here), false) => here.checked_sub(times),
            (None, true) => Some(next + times - 1),
            (None, false) => next.checked_sub(times),
        };
        let Some(to) = to.filter(|to| *to < count) else { return false };
        self.go_to_placed(to);
        true
    }

    /// Shows a note, which is the one at hand then. False if it has no place.
    pub fn go_to_placed(&mut self, index: usize) -> bool {
        let placed = self.notes.all.get(index);
        let Some((passage, id)) = placed.and_then(|placed| Some((placed.passage?, placed.note.id.clone()))) else {
            return false;
        };
        self.go_to_passage(passage);
        self.notes.here = Some((id, self.current()));
        true
    }

    /// The one that was gone to, by its index, while it is in view and no other quotation
    /// became current.
    pub fn note_here(&self) -> Option<usize> {
        let (id, current) = self.notes.here.as_ref()?;
        let index = self.notes.all.iter().position(|placed| placed.note.id == *id)?;
        let is_in_view = || self.notes_in_view().iter().any(|placed| placed.note.id == *id);
        (*current == self.current() && is_in_view()).then_some(index)
    }

    /// The note that is meant by what is at hand: on the selected words, or gone to, or on
    /// the current quotation.
    pub fn note_at_hand(&self) -> Option<&Placed> {
        if let Some(passage) = self.selected() {
            return self.note_in(passage);
        }
        let here = self.note_here().and_then(|index| self.notes.all.get(index));
        let current = || {
            let current = self.current().filter(|quote| self.shows(*quote))?;
            self.note_in(self.passage_of(current)?)
        };
        here.or_else(current)
    }

    /// The same, or the first in the paragraph at the top of the view.
    pub fn note_to_show(&self) -> Option<&Placed> {
        let in_first = || {
            let (first, top) = self.visible.iter().find(|(_, row)| !row.range.is_empty())?;
            let rows = self.visible.iter().take_while(|(block, _)| block <= first);
            let end = rows.last().map_or(top.range.end, |(_, row)| row.range.end);
            self.noted((*first, top.range.start), (*first, end)).next()
        };
        self.note_at_hand().or_else(|| in_first().filter(|_| self.selection.is_none()))
    }

    /// The note that keys are about: the one at hand; where no quotation is in view to be
    /// meant also the one that is shown.
    pub fn note_for_keys(&self) -> Option<&Placed> {
        let is_quote_in_view = self.current().is_some_and(|quote| self.shows(quote));
        if is_quote_in_view || self.selection.is_some() { self.note_at_hand() } else { self.note_to_show() }
    }

    /// The first note with words between two places.
    pub fn note_in(&self, passage: Passage) -> Option<&Placed> {
        self.notes_in(passage).next()
    }

    /// The notes with words between two places.
    pub fn notes_in(&self, passage: Passage) -> impl Iterator<Item = &Placed> {
        self.noted(passage.start, passage.end)
    }

    /// The notes among the rows of the frame.
    pub fn notes_in_view(&self) -> Vec<&Placed> {
        let ends = self.visible.first().zip(self.visible.last());
        let Some(((first, top), (last, bottom))) = ends else { return Vec::new() };
        self.noted((*first, top.range.start), (*last, bottom.range.end)).collect()
    }

    fn noted(&self, start: Place, end: Place) -> impl Iterator<Item = &Placed> {
        let touches = move |passage: Passage| passage.start < end && start < passage.end;
        self.notes.all.iter().filter(move |placed| placed.passage.is_some_and(touches))
    }

    /// The passage to note: what is selected, else the current quotation, if it is in view.
    pub fn passage_at_hand(&mut self) -> Option<Passage> {
        if let Some(passage) = self.selected() {
            return Some(passage);
        }
        let quote = self.current()?;
        let is_meant = self.focus == Focus::Quotes || self.is_in_view(quote);
        self.passage_of(quote).filter(|_| is_meant)
    }

    fn passage_of(&self, quote: usize) -> Option<Passage> {
        let spans = &self.quote(quote).spans;
        let (first, last) = (spans.first()?, spans.last()?);
        Some(Passage { start: (first.block, first.start), end: (last.block, last.end) })
    }

    /// Shows a passage.
    pub fn go_to_passage(&mut self, passage: Passage) {
        if !self.is_shown(passage.start.0) {
            self.show_all();
        }
        self.focus = Focus::Body;
        self.reveal(passage.start, passage.end);
        self.follow();
        let (block, start) = passage.start;
        let end = if passage.end.0 == block { passage.end.1 } else { self.article.blocks[block].words.len() };
        self.turn_to_words(block, &(start..end));
    }
}
