//! Between cells of the screen and places in the words.
//!
//! Comes in: a reader, and a column and row of the screen, or a share. Goes out: what is
//! there.

use super::Reader;
use crate::glyph::{columns, glyphs, width};
use crate::layout::{Role, Row, Spread};
use crate::ui::geometry::{Focus, column};

impl Reader<'_> {
    /// The quotation whose words are in a cell of the body.
    pub fn quote_on(&self, x: u16, y: u16) -> Option<usize> {
        let pane = self.geometry.pane(Focus::Body);
        let (block, row) = self.visible.get(usize::from(y.checked_sub(pane.y)?))?;
        if matches!(row.role, Role::Picture(_)) {
            return None;
        }
        let left = column(pane, self.column.measure).x + row.indent;
        let words = &self.article.blocks[*block].words[row.range.clone()];
        let spread = self.spread(*block, row);
        let byte = row.range.start + byte_at(words, spread, usize::from(x.checked_sub(left)?));
        self.places.quotes_in(*block, &(byte..byte + 1)).first().map(|(_, quote)| *quote)
    }

    /// The columns before a byte of a row's words, as they are drawn.
    pub fn columns_before(&self, block: usize, row: &Row, byte: usize) -> usize {
        let words = &self.article.blocks[block].words[row.range.start..byte];
        columns_of(words, self.spread(block, row))
    }

    /// Goes so far into the article, 0 to 1.
    pub fn go_to_share(&mut self, share: f64) {
        let (block, byte) = self.places.at(share);
        let words = self.article.blocks.get(block).map_or("", |block| &block.words);
        let start = (0..=byte.min(words.len())).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0);
        self.place = (block, start);
        self.follow();
    }
}

/// The columns of the words that a row begins with, as they are drawn.
pub fn columns_of(words: &str, spread: Option<Spread>) -> usize {
    columns(words) + spread.map_or(0, |spread| spread.before(words.matches(' ').count()))
}

/// The byte of the glyph in a column, or of the last one.
pub fn byte_at(words: &str, spread: Option<Spread>, column: usize) -> usize {
    let (mut right, mut spaces) = (0, 0);
    let mut is_left = |glyph: &str| {
        right += width(glyph);
        if glyph == " " {
            right += spread.map_or(0, |spread| spread.at(spaces));
            spaces += 1;
        }
        right <= column
    };
    let last = glyphs(words).last().map_or(0, |(at, _)| at);
    glyphs(words).find(|(_, glyph)| !is_left(glyph)).map_or(last, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_is_found_where_it_is_drawn() {
        let words = "a 日本 e\u{301}xcellent b c";
        for room in columns(words)..columns(words) + 12 {
            let spread = Spread::of(words, 0, room);
            for (byte, _) in glyphs(words) {
                assert_eq!(byte_at(words, spread, columns_of(&words[..byte], spread)), byte, "{room} {byte}");
            }
        }
    }
}
