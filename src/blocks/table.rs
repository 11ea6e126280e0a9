//! The cells of a table, set as lines.
//!
//! Comes in: where cells stand in the words of a block. Goes out: the block with a
//! line a row, its columns aligned if that is not too wide. May not know where the
//! table came from.

use std::ops::Range;

use crate::article::{Block, CELL, Kind, Mark};
use crate::glyph::columns;

/// Wider tables are not aligned, in columns: a line of them would not fit.
const WIDEST: usize = 66;

/// Cells beyond these are left out of a row.
const MOST: usize = 64;

#[derive(Default)]
pub struct Table {
    rows: Vec<Vec<Range<usize>>>,
    row: Vec<Range<usize>>,
    /// Where the words of the open cell begin.
    cell: Option<usize>,
}

impl Table {
    pub fn open_cell(&mut self, at: usize) {
        self.cell = Some(at);
    }

    pub fn close_cell(&mut self, at: usize) {
        if let Some(start) = self.cell.take().filter(|_| self.row.len() < MOST) {
            self.row.push(start..at);
        }
    }

    pub fn close_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// The cells in lines; what stands outside of cells is left out.
    pub fn set(mut self, block: Block) -> Block {
        self.close_row();
        let words = &block.words;
        self.rows.iter_mut().flatten().for_each(|cell| *cell = trimmed(words, cell.clone()));
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let wide = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths = widths(&self.rows, wide, words);
        let mut out = Block { kind: Kind::Table, targets: block.targets.clone(), ..Block::default() };
        for row in &self.rows {
            if !out.words.is_empty() {
                out.words.push('\n');
            }
            for column in 0..wide {
                if column > 0 {
                    out.words.push(CELL);
                    out.words.push(' ');
                }
                let before = out.words.len();
                put(&mut out, &block, row.get(column).cloned().unwrap_or(0..0));
                let room = widths.as_ref().and_then(|w| w.get(column)).map_or(0, |w| w + 1);
                let gap = room.saturating_sub(columns(&out.words[before..])).max(1);
                out.words.extend(std::iter::repeat_n(' ', gap));
            }
            out.words.truncate(out.words.trim_end_matches(' ').len());
        }
        out
    }
}

/// The width of each column, if all of them together are not too wide.
fn widths(rows: &[Vec<Range<usize>>], wide: usize, words: &str) -> Option<Vec<usize>> {
    let mut widths = vec![0; wide];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = columns(&words[cell.clone()]).max(*width);
        }
    }
    (widths.iter().sum::<usize>() + 3 * wide.saturating_sub(1) <= WIDEST).then_some(widths)
}

fn trimmed(words: &str, range: Range<usize>) -> Range<usize> {
    let cell = &words[range.clone()];
    let start = range.start + (cell.len() - cell.trim_start().len());
    start..(range.start + cell.trim_end().len()).max(start)
}

/// Adds the words of a cell with their marks.
fn put(out: &mut Block, from: &Block, cell: Range<usize>) {
    let start = out.words.len();
    out.words.push_str(&from.words[cell.clone()]);
    let first = from.marks.partition_point(|m| m.range.end <= cell.start);
    for mark in from.marks[first..].iter().take_while(|m| m.range.start < cell.end) {
        let shift = |at: usize| at.clamp(cell.start, cell.end) - cell.start + start;
        out.marks.push(Mark { range: shift(mark.range.start)..shift(mark.range.end), style: mark.style });
    }
}
