//! The lists beside the body: their cursors and entries.
//!
//! Comes in: a reader and a pane. Goes out: the moved list, or its entries.

use ratatui::layout::Rect;

use super::{Entries, Reader};
use crate::ui::geometry::Focus;
use crate::ui::pane::List;

impl<'a> Reader<'a> {
    pub fn list(&mut self, focus: Focus) -> &mut List {
        match focus {
            Focus::People => &mut self.people,
            Focus::Contents => &mut self.contents,
            Focus::Quotes | Focus::Body => &mut self.quotes,
        }
    }

    /// Puts a list's cursor onto an entry.
    pub fn move_list(&mut self, focus: Focus, cursor: usize) {
        let view = self.list_view(focus);
        let mut list = *self.list(focus);
        list.go(|cursor| Entries { cursor, ..self.entries(focus) }, view, cursor);
        *self.list(focus) = list;
    }

    pub fn list_page(&mut self, focus: Focus) -> usize {
        let view = self.list_view(focus);
        let list = *self.list(focus);
        list.page(&mut self.entries(focus), view)
    }

    /// The entries of a list, as they stand in its pane.
    pub fn entries(&self, focus: Focus) -> Entries<'_, 'a> {
        let pane = self.area(focus);
        let cursor = match focus {
            Focus::People => self.people.cursor,
            Focus::Contents => self.contents.cursor,
            Focus::Quotes | Focus::Body => self.quotes.cursor,
        };
        Entries { reader: self, focus, width: usize::from(entry_columns(pane)), cursor }
    }
}

/// The columns of a list's entries: one is kept free at each side.
pub fn entry_columns(pane: Rect) -> u16 {
    pane.width.saturating_sub(2).max(1)
}
