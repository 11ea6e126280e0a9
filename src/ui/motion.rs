//! From a place in the words to another: by a glyph, a word, a sentence, a paragraph.
//!
//! Comes in: blocks and a place, which is the first byte of a glyph. Goes out: another
//! such place, or the passage around it. May not know rows or keys.

use unicode_segmentation::UnicodeSegmentation;

use super::keys::{Text, Way};
use crate::article::Block;
use crate::engine::sentences::sentence_at;
use crate::passage::{Passage, Place};

/// Whether a cursor can stand in a block.
pub fn is_readable(block: &Block) -> bool {
    !block.words.trim().is_empty()
}

/// The nearest block in a direction, itself not, in which a cursor can stand.
fn neighbour(blocks: &[Block], block: usize, way: Way) -> Option<usize> {
    match way {
        Way::Forward => (block + 1..blocks.len()).find(|&b| is_readable(&blocks[b])),
        Way::Back => (0..block.min(blocks.len())).rev().find(|&b| is_readable(&blocks[b])),
    }
}

/// The first or the last place of all.
pub fn end_of_all(blocks: &[Block], way: Way) -> Option<Place> {
    let mut readable = (0..blocks.len()).filter(|&block| is_readable(&blocks[block]));
    match way {
        Way::Forward => readable.next_back().map(|block| last(blocks, block)),
        Way::Back => readable.next().map(|block| (block, 0)),
    }
}

/// The last glyph of a block.
fn last(blocks: &[Block], block: usize) -> Place {
    let words = blocks[block].words.trim_end();
    (block, words.grapheme_indices(true).next_back().map_or(0, |(at, _)| at))
}

/// The byte after the glyph at a place.
pub fn after((block, byte): Place, blocks: &[Block]) -> Place {
    let words = blocks[block].words.get(byte..).unwrap_or_default();
    (block, byte + words.graphemes(true).next().map_or(0, str::len))
}

pub fn glyph(blocks: &[Block], place: Place, way: Way) -> Place {
    let (block, byte) = place;
    match way {
        Way::Forward if place < last(blocks, block) => after(place, blocks),
        Way::Forward => neighbour(blocks, block, way).map_or(place, |next| (next, 0)),
        Way::Back => match blocks[block].words[..byte].grapheme_indices(true).next_back() {
            Some((at, _)) => (block, at),
            None => neighbour(blocks, block, way).map_or(place, |before| last(blocks, before)),
        },
    }
}

/// What a glyph belongs to: words and signs are runs of their own, as in vi.
#[derive(PartialEq, Clone, Copy)]
enum Run {
    Blank,
    Word,
    Sign,
}

fn run_at(blocks: &[Block], (block, byte): Place) -> Run {
    match blocks[block].words[byte..].chars().next() {
        Some(c) if c.is_alphanumeric() || c == '_' => Run::Word,
        Some(c) if !c.is_whitespace() => Run::Sign,
        _ => Run::Blank,
    }
}

/// The start of the next or the last word, or the end of this or the next one.
pub fn word(blocks: &[Block], place: Place, way: Way, to_end: bool) -> Place {
    let step = |from: Place| Some(glyph(blocks, from, way)).filter(|to| *to != from);
    let is_edge = |from: Place| {
        // The glyph on the side to which the word would go on.
        let side = if to_end { Way::Forward } else { Way::Back };
        let beside = glyph(blocks, from, side);
        let run = run_at(blocks, from);
        run != Run::Blank && (beside == from || beside.0 != from.0 || run_at(blocks, beside) != run)
    };
    let mut at = place;
    while let Some(to) = step(at) {
        at = to;
        if is_edge(at) {
            break;
        }
    }
    at
}

/// The start of the next sentence, or of this one, or of the one before.
pub fn sentence(blocks: &[Block], place: Place, way: Way) -> Place {
    let (block, byte) = place;
    let words = &blocks[block].words;
    let here = sentence_at(words, byte);
    match way {
        Way::Forward => {
            let rest = words[here.end..].trim_start();
            let next = words.len() - rest.len();
            if rest.is_empty() { neighbour(blocks, block, way).map_or(place, |next| (next, 0)) } else { (block, next) }
        }
        Way::Back if byte > here.start => (block, here.start),
        Way::Back if !words[..here.start].trim().is_empty() => {
            (block, sentence_at(words, words[..here.start].trim_end().len() - 1).start)
        }
        Way::Back => neighbour(blocks, block, way)
            .map_or(place, |before| (before, sentence_at(&blocks[before].words, last(blocks, before).1).start)),
    }
}

/// The start of the next paragraph, or of this one, or of the one before.
pub fn paragraph(blocks: &[Block], place: Place, way: Way) -> Place {
    match way {
        Way::Back if place.1 > 0 => (place.0, 0),
        _ => neighbour(blocks, place.0, way).map_or(place, |block| (block, 0)),
    }
}

/// The sentence or the paragraph around a place. An inner one has no space behind it.
pub fn around(blocks: &[Block], place: Place, text: Text, is_inner: bool) -> Option<Passage> {
    let (block, byte) = place;
    let words = &blocks.get(block)?.words;
    let range = match text {
        Text::Sentence => {
            let range = sentence_at(words, byte);
            let rest = &words[range.end..];
            let space = if is_inner { 0 } else { rest.len() - rest.trim_start().len() };
            range.start..range.end + space
        }
        Text::Paragraph => 0..words.trim_end().len(),
        Text::Quotation => return None,
    };
    (!range.is_empty()).then_some(Passage { start: (block, range.start), end: (block, range.end) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks() -> Vec<Block> {
        let block = |words: &str| Block { words: words.into(), ..Block::default() };
        vec![block("Don’t go. “We stay,” he said."), block(" "), block("É二 end")]
    }

    #[track_caller]
    fn walk(step: impl Fn(Place) -> Place, from: Place, expected: &[&str]) {
        let blocks = blocks();
        let mut at = from;
        for words in expected {
            at = step(at);
            assert!(blocks[at.0].words[at.1..].starts_with(words), "{words}: {:?}", &blocks[at.0].words[at.1..]);
        }
    }

    #[test]
    fn forward_and_back() {
        let b = blocks();
        walk(|p| word(&b, p, Way::Forward, false), (0, 0), &["’", "t go", "go", ".", "“", "We", "stay", ",”", "he"]);
        walk(|p| word(&b, p, Way::Forward, true), (0, 0), &["n’", "’", "t go", "o.", ". ", "“", "e s"]);
        walk(|p| word(&b, p, Way::Back, false), (2, 8), &["end", "É二", ".", "said", "he"]);
        walk(|p| glyph(&b, p, Way::Forward), (2, 0), &["二", " end", "end", "nd", "d", "d"]);
        walk(|p| glyph(&b, p, Way::Back), (2, 0), &[".", "d.", "id."]);
        walk(|p| sentence(&b, p, Way::Forward), (0, 3), &["“We", "É", "É"]);
        walk(|p| sentence(&b, p, Way::Back), (2, 3), &["É", "“We", "Don", "Don"]);
        walk(|p| paragraph(&b, p, Way::Forward), (0, 3), &["É", "É"]);
        walk(|p| paragraph(&b, p, Way::Back), (2, 3), &["É", "Don", "Don"]);
    }

    #[test]
    fn what_is_around() {
        let b = blocks();
        let words = |text, inner| around(&b, (0, 2), text, inner).map(|passage| passage.words(&b));
        assert_eq!(words(Text::Sentence, true).as_deref(), Some("Don’t go."));
        assert_eq!(words(Text::Sentence, false).as_deref(), Some("Don’t go. "));
        assert_eq!(words(Text::Paragraph, true).as_deref(), Some("Don’t go. “We stay,” he said."));
    }
}
