//! Rows as long as their room: by how much each space is widened.
//!
//! Comes in: the words of a row and the room. Goes out: columns for each space. The
//! words themselves stay as they are.

use crate::glyph::columns;

/// Spaces are not drawn wider than so many columns, on average: such a row stays ragged.
const WIDEST: usize = 3;

/// What is added to the spaces of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    columns: usize,
    spaces: usize,
}

impl Spread {
    /// None if there is nothing to widen, or too much. `more` is drawn after the words.
    pub fn of(words: &str, more: usize, room: usize) -> Option<Spread> {
        let spaces = words.matches(' ').count();
        let columns = room.checked_sub(columns(words) + more)?;
        (columns > 0 && columns <= spaces * (WIDEST - 1)).then_some(Spread { columns, spaces })
    }

    /// The columns that are added to a space, by its number in the row. As even as can
    /// be: a single one goes into the middle.
    pub fn at(&self, space: usize) -> usize {
        self.before(space + 1) - self.before(space)
    }

    /// The columns that are added to so many spaces, the first ones of the row.
    pub fn before(&self, spaces: usize) -> usize {
        (2 * spaces * self.columns + self.spaces) / (2 * self.spaces)
    }
}
