//! Tables: which hold data, and which only set a page.
//!
//! Comes in: the element of a table. Goes out: whether its rows and columns mean
//! something, and where its cells are when some go over several columns or rows. May
//! not know what becomes of it.

use dom_query::NodeRef;

use super::element::{Role, attribute, role_of};

/// A cell with more bytes of words is a part of a page.
const LARGEST: usize = 1_000;

/// Cells beyond these are left out of a row.
const MOST: usize = 64;

/// Whether it is a table of data: several columns and rows of cells that hold words
/// and nothing larger.
pub fn is_data(table: &NodeRef<'_>) -> bool {
    let is_for_setting = attribute(table, "role").is_some_and(|role| role == "presentation" || role == "none");
    let (mut rows, mut cells, mut widest, mut words, mut paragraphs) = (0, 0, 0, 0, 0);
    for node in table.descendants_it() {
        match role_of(&node) {
            Some(Role::Row) => (rows, cells) = (rows + 1, 0),
            Some(Role::Cell) => {
                cells += 1;
                widest = widest.max(cells);
                (words, paragraphs) = (0, 0);
            }
            Some(Role::Block) if node.has_name("p") => paragraphs += 1,
            Some(
                Role::Table
                | Role::List
                | Role::Numbered
                | Role::Aside
                | Role::Heading(_)
                | Role::Figure
                | Role::Set
                | Role::Rule,
            ) => return false,
            None if cells > 0 => words += node.text().trim().len(),
            _ => {}
        }
        if words > LARGEST || paragraphs > 1 {
            return false;
        }
    }
    !is_for_setting && rows > 1 && widest > 1
}

/// The places in the rows of a table that cells of earlier rows reach into.
#[derive(Debug, Default)]
pub struct Spans {
    /// For each column, in how many rows more it is taken.
    taken: Vec<usize>,
    column: usize,
}

impl Spans {
    pub fn begin_row(&mut self) {
        // Those behind the last cell of the row before.
        self.taken.iter_mut().skip(self.column).for_each(|rows| *rows = rows.saturating_sub(1));
        self.column = 0;
    }

    /// How many places before a cell are taken.
    pub fn skip(&mut self) -> usize {
        let start = self.column;
        while let Some(rows) = self.taken.get_mut(self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
        }
        self.column - start
    }

    /// Takes the places of a cell. How many columns it has.
    pub fn take(&mut self, cell: &NodeRef<'_>) -> usize {
        let number = |name| attribute(cell, name).and_then(|n| n.parse().ok()).unwrap_or(1);
        let columns: usize = number("colspan").clamp(1, MOST);
        let rows: usize = number("rowspan").clamp(1, 1000);
        let end = (self.column + columns).min(MOST);
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        let start = self.column.min(end);
        self.taken[start..end].fill(rows - 1);
        self.column += columns;
        columns
    }
}
