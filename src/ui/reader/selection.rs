//! Words that are selected: where they begin and where the cursor is.
//!
//! Comes in: a reader and where the cursor goes. Goes out: the passage, and a view that
//! shows the cursor. May not know keys.

use super::cells::{byte_at, columns_of};
use super::{Place, Reader};
use crate::article::Block;
use crate::passage::Passage;
use crate::ui::geometry::Focus;
use crate::ui::motion::{after, is_readable};
use crate::ui::pane::Items;

/// Both ends are glyphs, and belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    pub anchor: Place,
    pub cursor: Place,
    /// All of the paragraphs that it touches.
    pub whole: bool,
    /// The column that moves by rows keep to.
    pub column: Option<usize>,
}

impl Reader<'_> {
    /// Begins to select: at the hit or the current quotation if that is in view, else at
    /// the first words that are.
    pub fn select(&mut self, whole: bool) -> bool {
        let (first, last) = self.view();
        let in_view = |place: &Place| (first..=last).contains(place);
        let hit = self.search.as_ref().and_then(|search| search.here).and_then(|hit| self.place_of_hit(hit));
        let quote = self.current().and_then(|quote| self.start(quote));
        let found = hit.into_iter().chain(quote).find(in_view);
        let words = || {
            let block = (first.0..self.article.blocks.len()).find(|&b| is_readable(&self.article.blocks[b]))?;
            Some(if block == first.0 { first } else { (block, 0) })
        };
        let Some(cursor) = found.or_else(words) else { return false };
        self.focus = Focus::Body;
        self.selection = Some(Selection { anchor: cursor, cursor, whole, column: None });
        self.show_cursor();
        true
    }

    /// The words that are selected.
    pub fn selected(&self) -> Option<Passage> {
        let Selection { anchor, cursor, whole, .. } = self.selection?;
        let (start, end) = (anchor.min(cursor), anchor.max(cursor));
        let blocks = &self.article.blocks;
        Some(if whole {
            Passage { start: (start.0, 0), end: (end.0, blocks.get(end.0).map_or(0, |block| block.words.len())) }
        } else {
            Passage { start, end: after(end, blocks) }
        })
    }

    /// The selection in an article whose words were changed, which stands at this place: none
    /// where its words are others.
    pub(super) fn selection_in(&self, now: &[Block], place: Place) -> Option<Selection> {
        let (selection, old) = (self.selection?, self.selected().filter(|old| old.start < old.end)?);
        let near = (old.start.0 + place.0).saturating_sub(self.place.0);
        let new = old.again(&self.article.blocks, now, near)?;
        let moved = |(block, byte): Place| {
            let shift = if block == old.start.0 { new.start.1 } else { 0 };
            let from = if block == old.start.0 { old.start.1 } else { 0 };
            (block - old.start.0 + new.start.0, byte - from + shift)
        };
        Some(Selection { anchor: moved(selection.anchor), cursor: moved(selection.cursor), ..selection })
            // Paragraphs that have become parts of others are not these any more.
            .filter(|_| !selection.whole || new.start.1 == 0 && new.end.1 == now[new.end.0].words.len())
    }

    pub fn move_cursor(&mut self, to: Place) {
        if let Some(selection) = &mut self.selection {
            (selection.cursor, selection.column) = (to, None);
            self.show_cursor();
        }
    }

    /// Moves the cursor by rows with words, in the same column as far as there is one.
    pub fn move_cursor_by_rows(&mut self, rows: usize, down: bool) {
        let Some(selection) = self.selection else { return };
        let blocks = &self.article.blocks;
        let mut body = self.body();
        let mut spot = body.words_spot(selection.cursor);
        let (block, row) = body.row(spot);
        let spread = body.layout.spread(blocks, block, &row);
        let own = || columns_of(&blocks[block].words[row.range.start..selection.cursor.1], spread);
        let column = selection.column.unwrap_or_else(own);
        let (mut seen, mut left) = (spot, rows);
        while left > 0 {
            let next = if down { body.down(seen, 1) } else { body.up(seen, 1) };
            if next == seen {
                break;
            }
            seen = next;
            if !body.row(next).1.range.is_empty() {
                (spot, left) = (next, left - 1);
            }
        }
        let (block, row) = body.row(spot);
        let spread = body.layout.spread(blocks, block, &row);
        let byte = row.range.start + byte_at(&blocks[block].words[row.range.clone()], spread, column);
        self.move_cursor((block, byte));
        self.selection = self.selection.map(|selection| Selection { column: Some(column), ..selection });
    }

    /// Scrolls as far as it must to have the cursor in view.
    fn show_cursor(&mut self) {
        let Some(Selection { cursor, .. }) = self.selection else { return };
        let (top, view) = (self.body_top(), self.body_view());
        let mut body = self.body();
        let spot = body.words_spot(cursor);
        let lowest = body.up(spot, view - 1);
        if spot < top || top < lowest {
            self.stand_at(if spot < top { spot } else { lowest });
            self.follow();
        }
    }
}
