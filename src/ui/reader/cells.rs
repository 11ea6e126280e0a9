//! Between cells of the screen and places in the words.
//!
//! Comes in: a reader, and a column and row of the screen, or a share. Goes out: what is
//! there.

use super::Reader;
use crate::glyph::{glyphs, width};
use crate::ui::geometry::{Focus, column};

impl Reader<'_> {
    /// The quotation whose words are in a cell of the body.
    pub fn quote_on(&self, x: u16, y: u16) -> Option<usize> {
        let pane = self.geometry.pane(Focus::Body);
        let (block, row) = self.visible.get(usize::from(y.checked_sub(pane.y)?))?;
        let left = column(pane).x + row.indent;
        let words = &self.article.blocks[*block].words[row.range.clone()];
        let byte = row.range.start + byte_at(words, usize::from(x.checked_sub(left)?));
        self.places.quotes_in(*block, &(byte..byte + 1)).first().map(|(_, quote)| *quote)
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

/// The byte of the glyph in a column, or of the last one.
pub fn byte_at(words: &str, column: usize) -> usize {
    let mut right = 0;
    let mut is_left = |glyph: &str| {
        right += width(glyph);
        right <= column
    };
    let last = glyphs(words).last().map_or(0, |(at, _)| at);
    glyphs(words).find(|(_, glyph)| !is_left(glyph)).map_or(last, |(at, _)| at)
}
