//! Only the paragraphs with some words, under the headings of their sections.
//!
//! Comes in: a reader whose hits are of these words. Goes out: the reader, whose body has
//! no other blocks. Blocks keep their numbers: a place that is not shown is the next one
//! that is.

use super::Reader;
use crate::article::{Block, Kind, Section};
use crate::engine::search::Wanted;
use crate::layout::Layout;

/// What is shown of an article, if not all.
pub struct Only {
    pub words: String,
    /// The blocks that are shown, in order.
    pub blocks: Vec<usize>,
    /// How many paragraphs have the words, and how many there are.
    pub paragraphs: (usize, usize),
    /// The rows of all blocks.
    whole: Layout,
}

impl Reader<'_> {
    /// Shows the paragraphs with these words. False, and nothing else is shown than
    /// before, if there are none.
    pub fn show_only(&mut self, words: &str) -> bool {
        let before = self.only.take();
        if !self.find(Wanted::typed(words)) {
            self.only = before;
            return false;
        }
        let blocks = &self.article.blocks;
        let found = self.blocks_with_hits();
        let shown = with_headings(blocks, &self.article.sections, &found);
        let is_paragraph = |block: &&Block| block.kind.is_paragraph();
        let paragraphs = found.iter().map(|block| &blocks[*block]).filter(is_paragraph).count();
        let paragraphs = (paragraphs, blocks.iter().filter(is_paragraph).count());
        let layout = std::mem::replace(&mut self.layout, Layout::of(blocks, &shown));
        let whole = before.map_or(layout, |before| before.whole);
        self.only = Some(Only { words: words.to_string(), blocks: shown, paragraphs, whole });
        self.selection = None;
        self.set_width();
        self.list_quotes();
        true
    }

    /// Shows all again, the same words at the top. False if all was shown.
    pub fn show_all(&mut self) -> bool {
        let Some(only) = self.only.take() else { return false };
        self.layout = only.whole;
        self.set_width();
        if let Some(search) = self.search.take()
            && search.wanted != Wanted::typed(&only.words)
        {
            self.find(search.wanted);
        }
        self.list_quotes();
        self.follow();
        true
    }

    pub fn is_shown(&self, block: usize) -> bool {
        self.only.as_ref().is_none_or(|only| only.blocks.binary_search(&block).is_ok())
    }

    /// The first block of a section that is shown.
    pub fn section_start(&self, section: usize) -> Option<usize> {
        let blocks = &self.article.sections.get(section)?.blocks;
        let Some(only) = &self.only else { return Some(blocks.start) };
        let first = only.blocks.partition_point(|block| *block < blocks.start);
        only.blocks.get(first).copied().filter(|block| blocks.contains(block))
    }
}

/// Blocks and the headings that they stand under, in order.
fn with_headings(blocks: &[Block], sections: &[Section], wanted: &[usize]) -> Vec<usize> {
    let mut shown = Vec::with_capacity(wanted.len());
    // The headings over the block, from the title down, until they are shown.
    let mut above: Vec<(u8, usize)> = Vec::new();
    let mut wanted = wanted.iter().copied().peekable();
    let mut starts = sections.iter().map(|section| section.blocks.start).peekable();
    for (number, block) in blocks.iter().enumerate() {
        if starts.next_if_eq(&number).is_some() {
            // A section without a heading is not under the one before.
            above.retain(|(level, _)| *level < SECTION);
        }
        if let Some(level) = level(block.kind) {
            above.retain(|(other, _)| *other < level);
            above.push((level, number));
        }
        if wanted.next_if_eq(&number).is_some() {
            let own = if level(block.kind).is_some() { None } else { Some(number) };
            shown.extend(above.drain(..).map(|(_, heading)| heading).chain(own));
        }
    }
    shown
}

/// The level of the headings of sections.
const SECTION: u8 = 2;

fn level(kind: Kind) -> Option<u8> {
    match kind {
        Kind::Title => Some(SECTION - 1),
        Kind::Heading(level) => Some(level),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_those_that_a_block_stands_under() {
        let kinds = [
            Kind::Title,
            Kind::Paragraph,
            Kind::Heading(2),
            Kind::Heading(3),
            Kind::Paragraph,
            Kind::Heading(3),
            Kind::Paragraph,
            Kind::Paragraph,
            Kind::Paragraph,
            Kind::Heading(2),
        ];
        let blocks: Vec<Block> = kinds.iter().map(|&kind| Block { kind, ..Block::default() }).collect();
        let section = |blocks| Section { heading: None, blocks };
        let sections = [section(0..2), section(2..8), section(8..9), section(9..10)];
        let shown = |wanted: &[usize]| with_headings(&blocks, &sections, wanted);
        assert_eq!(shown(&[6, 7]), [0, 2, 5, 6, 7]);
        assert_eq!(shown(&[4, 6]), [0, 2, 3, 4, 5, 6]);
        // Under no heading but the title.
        assert_eq!(shown(&[8]), [0, 8]);
        assert_eq!(shown(&[9]), [0, 9]);
        assert_eq!(shown(&[1, 2]), [0, 1, 2]);
    }
}
