//! What is kept of the article from run to run: where it was left, and its marks.
//!
//! Comes in: what was kept, and letters. Goes out: places, and what changed and is to be
//! kept. May not know where it is kept.

use std::collections::BTreeMap;

use super::trail::Trail;
use super::{Place, Reader};
use crate::state::{Anchor, Entry, Found};

/// What is known of the article from before, and what of it was told already.
#[derive(Debug, Default)]
pub struct Memory {
    /// The article, without a place or marks.
    own: Entry,
    marks: BTreeMap<char, Anchor>,
    /// Marks that nobody was told of.
    new: BTreeMap<char, Anchor>,
    /// The place that is kept, or that nobody moved from.
    noted: Place,
    /// What is kept is of another file, of other words, or not where the reader was asked to
    /// be.
    is_dated: bool,
}

impl Memory {
    /// Nothing but the article itself, as an entry without place and marks tells it.
    pub fn of(own: Entry) -> Memory {
        Memory { own, ..Memory::default() }
    }
}

impl Memory {
    /// The same of the article after an edit, which has to keep the marks for itself.
    pub fn of_edited(&self, own: Entry) -> Memory {
        Memory { own, marks: self.marks.clone(), new: self.marks.clone(), ..Memory::default() }
    }
}

impl Reader<'_> {
    /// Takes in the marks that were kept, and by what they were.
    pub fn recall_marks(&mut self, kept: &Entry) {
        let own = &self.memory.own;
        self.memory.is_dated = kept.key != own.key || own.from.is_some() && kept.from != own.from;
        self.memory.marks.clone_from(&kept.marks);
        if kept.key != self.memory.own.key {
            // An edited file is another article, which has to keep them for itself.
            self.memory.new.clone_from(&kept.marks);
        }
    }

    /// Goes to where the article was left. False if that is not known, or is the start.
    pub fn recall_place(&mut self, kept: &Entry) -> bool {
        let Some(place) = kept.place.as_ref().and_then(|place| self.place_of(place, kept)) else { return false };
        self.place = place;
        self.follow();
        self.body_top() != Default::default()
    }

    /// An anchor of what was kept. What has neither its words nor the title is another
    /// article in the same file.
    fn place_of(&self, anchor: &Anchor, kept: &Entry) -> Option<Place> {
        let own = &self.memory.own;
        match anchor.find(&self.article.blocks) {
            Found::Words(block, byte) => Some((block, byte)),
            Found::Share(block, byte) if kept.key == own.key || kept.title == own.title => Some((block, byte)),
            Found::Share(..) => None,
        }
    }

    /// From now on every other place is a change.
    pub fn begin_here(&mut self) {
        self.memory.noted = self.place;
        self.trail = Trail::from(self.place);
    }

    /// Has the place kept as if somebody had moved there.
    pub fn keep_place(&mut self) {
        self.memory.is_dated = true;
    }

    /// What changed since it was asked for last, if anything did.
    pub fn changed(&mut self) -> Option<Entry> {
        let is_new = !self.memory.new.is_empty() || std::mem::take(&mut self.memory.is_dated);
        if self.place == self.memory.noted && !is_new {
            return None;
        }
        self.memory.noted = self.place;
        let marks = std::mem::take(&mut self.memory.new);
        Some(Entry { place: Some(self.anchor()), marks, ..self.memory.own.clone() })
    }

    pub fn anchor(&self) -> Anchor {
        Anchor::at(&self.article.blocks, self.place, self.places.offset(self.place), self.places.bytes())
    }

    pub fn set_mark(&mut self, letter: char) {
        let anchor = self.anchor();
        self.memory.marks.insert(letter, anchor.clone());
        self.memory.new.insert(letter, anchor);
    }

    /// Where a mark is. One whose words are gone is as far in as they were.
    pub fn mark(&self, letter: char) -> Option<Place> {
        let (Found::Words(block, byte) | Found::Share(block, byte)) =
            self.memory.marks.get(&letter)?.find(&self.article.blocks);
        Some((block, byte))
    }

    /// The letters of all marks, apart.
    pub fn mark_letters(&self) -> String {
        let letters = self.memory.marks.keys().filter(|letter| letter.is_ascii_alphabetic());
        letters.map(char::to_string).collect::<Vec<_>>().join(" ")
    }
}
