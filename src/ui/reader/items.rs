//! What the panes scroll through, as items with heights.
//!
//! Comes in: a reader. Goes out: rows and lines, made when they are asked for.

use std::cell::RefCell;

use foldhash::HashMap;

use super::{Place, Reader};
use crate::article::Block;
use crate::layout::{Layout, Role, Row};
use crate::ui::entry::{self, PersonState, State};
use crate::ui::geometry::Focus;
use crate::ui::line::Line;
use crate::ui::pane::{Items, Spot};

/// The body as items: its chunks.
pub struct Body<'r> {
    pub layout: &'r mut Layout,
    pub blocks: &'r [Block],
}

impl Items for Body<'_> {
    fn count(&self) -> usize {
        self.layout.len()
    }

    fn height(&mut self, item: usize) -> usize {
        self.layout.rows(self.blocks, item).len()
    }
}

impl Body<'_> {
    /// The row that a place is in; if it is in none, the next row. The start of a block is
    /// that of its picture.
    pub fn spot(&mut self, place: Place) -> Spot {
        let item = self.layout.chunk_of(place.0, place.1);
        if self.layout.block_of(item) < place.0 && item + 1 < self.layout.len() {
            return Spot { item: item + 1, row: 0 };
        }
        let rows = self.layout.rows(self.blocks, item);
        if place.1 == 0 && rows.first().is_some_and(|row| matches!(row.role, Role::Picture(_))) {
            return Spot { item, row: 0 };
        }
        let row = rows.partition_point(|r| r.range.start <= place.1).saturating_sub(1);
        Spot { item, row }
    }

    /// The row with the words at a place, be there a picture above them.
    pub fn words_spot(&mut self, place: Place) -> Spot {
        let spot = self.spot(place);
        Spot { row: spot.row.max(self.words_of(spot.item)), ..spot }
    }

    /// The number of the first row that has words.
    pub fn words_of(&mut self, item: usize) -> usize {
        let rows = self.layout.rows(self.blocks, item);
        rows.iter().take_while(|row| matches!(row.role, Role::Picture(_))).count()
    }

    pub fn row(&mut self, spot: Spot) -> (usize, Row) {
        let block = self.layout.block_of(spot.item);
        (block, self.layout.rows(self.blocks, spot.item)[spot.row].clone())
    }

    pub fn place(&mut self, spot: Spot) -> Place {
        let (block, row) = self.row(spot);
        (block, row.range.start)
    }
}

/// A list's entries as items.
pub struct Entries<'r, 'a> {
    pub reader: &'r Reader<'a>,
    pub focus: Focus,
    pub width: usize,
    pub cursor: usize,
}

impl Entries<'_, '_> {
    /// The lines of one entry.
    pub fn lines(&self, index: usize) -> Vec<Line> {
        let (reader, width) = (self.reader, self.width);
        let article = reader.article;
        let Some(item) = reader.item(self.focus, index) else { return Vec::new() };
        match self.focus {
            Focus::People => {
                let person = &article.people[item];
                let speaker = reader.current().and_then(|q| article.quotes[q].speaker);
                let speaks = speaker == Some(item);
                let current = if reader.focus == Focus::People { self.cursor == index } else { speaks };
                let state = PersonState { current, speaks };
                entry::person(person, reader.places.voices[item], &reader.places.speaks[item], state, width)
            }
            Focus::Contents => {
                let quotes = reader.places.in_section[item];
                entry::section(&article.sections[item], quotes, self.cursor == index, width)
            }
            Focus::Quotes | Focus::Body => {
                let marked = reader.marked.as_ref().map(|m| m.contains(&item));
                let state = State { current: self.cursor == index, marked };
                entry::quote(article, &article.quotes[item], state, width)
            }
        }
    }
}

impl Items for Entries<'_, '_> {
    fn count(&self) -> usize {
        self.reader.entry_count(self.focus)
    }

    fn height(&mut self, item: usize) -> usize {
        let entry = self.reader.item(self.focus, item).unwrap_or(item);
        let boxes = self.reader.marked.is_some();
        let key = (self.focus as usize, entry, self.cursor == item, self.width, boxes);
        self.reader.heights.of(key, || self.lines(item).len().max(1))
    }
}

/// Heights of entries whose words had to be wrapped to know them: scrolling asks
/// for the same ones again and again.
#[derive(Default)]
pub struct Heights(RefCell<HashMap<EntryKey, usize>>);

/// All that the height of an entry depends on: the list, the entry, whether it
/// is the current one, the width, whether there are boxes before the entries.
type EntryKey = (usize, usize, bool, usize, bool);

/// So many heights are kept; when there are more, all are found anew.
const HEIGHTS: usize = 4096;

impl Heights {
    fn of(&self, key: EntryKey, find: impl FnOnce() -> usize) -> usize {
        if let Some(known) = self.0.borrow().get(&key) {
            return *known;
        }
        let height = find();
        let mut heights = self.0.borrow_mut();
        if heights.len() >= HEIGHTS {
            heights.clear();
        }
        heights.insert(key, height);
        height
    }
}
