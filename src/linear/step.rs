//! The steps in which an article is read: a paragraph each, with the headings before it.
//!
//! Comes in: blocks and a place. Goes out: the step there, and the places of those beside
//! it. A long paragraph is several steps, so that none is longer than a few screens. The
//! steps are the same from wherever they are reached. May not know how they are told.

use std::ops::Range;

use crate::article::Block;
use crate::passage::Place;

/// No step has more of a paragraph, in bytes.
const MOST: usize = 4096;

/// So many headings at most are before a paragraph.
const HEADINGS: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Headings and the like.
    pub before: Range<usize>,
    /// The paragraph; where none follows the headings, the last of these.
    pub block: usize,
    /// Bytes of its words.
    pub range: Range<usize>,
}

impl Step {
    /// The step that a place is in. None if there are no blocks.
    pub fn at(blocks: &[Block], place: Place) -> Option<Step> {
        let from = place.0.min(blocks.len().checked_sub(1)?);
        let run = blocks[..from].iter().rposition(|block| block.kind.is_paragraph()).map_or(0, |last| last + 1);
        let first = run + (from - run) / HEADINGS * HEADINGS;
        let mut near = first..blocks.len().min(first + HEADINGS);
        let last = near.end - 1;
        let block = near.find(|&block| blocks[block].kind.is_paragraph()).unwrap_or(last);
        let range = piece(&blocks[block].words, if block == place.0 { place.1 } else { 0 });
        let before = if range.start == 0 { first..block } else { block..block };
        Some(Step { before, block, range })
    }

    /// Where it begins.
    pub fn place(&self) -> Place {
        (self.before.start, self.range.start)
    }

    /// Where the next one begins.
    pub fn next(&self, blocks: &[Block]) -> Option<Place> {
        if self.range.end < blocks[self.block].words.len() {
            return Some((self.block, self.range.end));
        }
        (self.block + 1 < blocks.len()).then_some((self.block + 1, 0))
    }

    /// A place in the one before.
    pub fn back(&self, blocks: &[Block]) -> Option<Place> {
        match self.place() {
            (block, 0) => block.checked_sub(1).map(|block| (block, blocks[block].words.len())),
            (block, byte) => Some((block, byte - 1)),
        }
    }
}

/// The piece of words that a byte is in; the last one, if it is behind them.
fn piece(words: &str, byte: usize) -> Range<usize> {
    let mut start = 0;
    loop {
        let end = cut(words, start);
        if byte < end || end == words.len() {
            return start..end;
        }
        start = end;
    }
}

/// Where the piece that begins at a byte ends: behind a space, if one is near.
fn cut(words: &str, start: usize) -> usize {
    if words.len() - start <= MOST {
        return words.len();
    }
    let mut end = start + MOST;
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words[start..end].rfind([' ', '\n']).filter(|space| *space > MOST / 2).map_or(end, |space| start + space + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;
    use proptest::prelude::*;

    fn block(kind: Kind, words: &str) -> Block {
        Block { kind, words: words.into(), ..Block::default() }
    }

    fn walk(blocks: &[Block], from: Place, way: fn(&Step, &[Block]) -> Option<Place>) -> Vec<Step> {
        let mut steps = vec![Step::at(blocks, from).expect("there are blocks")];
        while let Some(place) = steps.last().and_then(|step| way(step, blocks)) {
            steps.push(Step::at(blocks, place).expect("there are blocks"));
        }
        steps
    }

    proptest! {
        #[test]
        fn every_block_is_in_the_steps_there_and_back(
            kinds in proptest::collection::vec((0..4usize, 0..10_000usize), 1..20),
        ) {
            let one = |&(kind, long): &(usize, usize)| {
                let kind = [Kind::Paragraph, Kind::Heading(3), Kind::Item(None), Kind::Rule][kind];
                block(kind, &"é wörd ".repeat(if kind.is_paragraph() { long / 7 } else { 1 }))
            };
            let blocks: Vec<Block> = kinds.iter().map(one).collect();
            let there = walk(&blocks, (0, 0), Step::next);
            let bytes: usize = there.iter().map(|step| step.range.len()).sum();
            let headings: usize = there.iter().flat_map(|s| s.before.clone()).map(|b| blocks[b].words.len()).sum();
            prop_assert_eq!(bytes + headings, blocks.iter().map(|block| block.words.len()).sum::<usize>());
            prop_assert!(there.iter().all(|step| step.range.len() <= MOST));
            let last = blocks.len() - 1;
            let mut back = walk(&blocks, (last, blocks[last].words.len()), Step::back);
            back.reverse();
            prop_assert_eq!(back, there);
        }
    }

    #[test]
    fn nothing_but_headings_comes_to_an_end() {
        let blocks = vec![block(Kind::Heading(3), "h"); 1000];
        assert_eq!(walk(&blocks, (0, 0), Step::next).len(), 1000 / HEADINGS);
        assert_eq!(Step::at(&[], (0, 0)), None);
    }
}
