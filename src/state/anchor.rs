//! A place in an article that is found again when the article was edited.
//!
//! Comes in: blocks and a place in them. Goes out: the place with the words around it;
//! and of that the place in other blocks: where these words stand, nearest to where
//! they stood, else as far in as before.

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::article::Block;
use crate::engine::fold::{Folded, fold};

/// So many bytes of words after the place are kept, and before it.
const AFTER: usize = 64;
const BEFORE: usize = 32;

/// Fewer characters are no words to find a place by.
const FEWEST: usize = 8;

/// A place, with what stands around it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    block: usize,
    byte: usize,
    /// Bytes before it in the article, and in all.
    far: usize,
    of: usize,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
}

/// How a place was found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It is the same, or its words stand there now.
    Words(usize, usize),
    /// Its words are gone; this is as far in.
    Share(usize, usize),
}

impl Anchor {
    /// How far in it is, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.far.min(self.of) as f64 / self.of.max(1) as f64
    }

    /// The anchor of a place, whose offset and the length of all are known.
    pub fn at(blocks: &[Block], (block, byte): (usize, usize), far: usize, of: usize) -> Anchor {
        let words = blocks.get(block).map_or("", |block| block.words.as_str());
        let byte = floor(words, byte);
        let (before, after) = words.split_at(byte);
        Anchor {
            block,
            byte,
            far,
            of,
            before: before[floor(before, before.len().saturating_sub(BEFORE))..].to_string(),
            after: after[..floor(after, AFTER)].to_string(),
        }
    }

    /// Where it is in these blocks.
    pub fn find(&self, blocks: &[Block]) -> Found {
        if self.is_at(blocks, self.block, self.byte) {
            return Found::Words(self.block, self.byte);
        }
        let (block, byte) = self.share(blocks);
        match self.search(blocks, (block, byte)) {
            Some((block, byte)) => Found::Words(block, byte),
            None => Found::Share(block, byte),
        }
    }

    fn is_at(&self, blocks: &[Block], block: usize, byte: usize) -> bool {
        let sides = blocks.get(block).and_then(|block| block.words.split_at_checked(byte));
        sides.is_some_and(|(before, after)| before.ends_with(&self.before) && after.starts_with(&self.after))
    }

    /// The place nearest to one where the words stand, be it with other marks and spaces:
    /// those after it, else those before.
    fn search(&self, blocks: &[Block], near: (usize, usize)) -> Option<(usize, usize)> {
        let folded = Folded::new(blocks);
        let near = folded.offset_of(near.0, near.1);
        let (after, before) = (fold(&self.after), fold(&self.before));
        let nearest = |words: &str, end: usize| {
            let found = memmem::find_iter(folded.text.as_bytes(), words).map(|at| at + end);
            let found = (words.chars().count() >= FEWEST).then(|| found.min_by_key(|at| at.abs_diff(near)));
            found.flatten()
        };
        if let Some(at) = nearest(&after, 0) {
            return Some(folded.place(at));
        }
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        let (block, byte) = folded.place(nearest(&before, before.len() - last)?);
        // Behind its last character, and the space after that.
        let words = &blocks.get(block)?.words[byte..];
        let behind = words.chars().next().map_or(0, char::len_utf8);
        let space = words[behind..].len() - words[behind..].trim_start().len();
        Some((block, byte + behind + space))
    }

    /// As many bytes in as before; of an article of another length as large a share.
    fn share(&self, blocks: &[Block]) -> (usize, usize) {
        let of: usize = blocks.iter().map(|block| block.words.len() + 1).sum();
        let mut left = match self.of {
            0 => 0,
            all => (self.far.min(all) as u128 * of as u128 / all as u128) as usize,
        };
        for (number, block) in blocks.iter().enumerate() {
            if left <= block.words.len() {
                return (number, floor(&block.words, left));
            }
            left -= block.words.len() + 1;
        }
        let last = blocks.len().saturating_sub(1);
        (last, blocks.last().map_or(0, |block| block.words.len()))
    }
}

/// The last character boundary up to a byte.
pub fn floor(words: &str, byte: usize) -> usize {
    (0..=byte.min(words.len())).rev().find(|&byte| words.is_char_boundary(byte)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(paragraphs: &[&str]) -> Vec<Block> {
        paragraphs.iter().map(|words| Block { words: words.to_string(), ..Block::default() }).collect()
    }

    fn at(blocks: &[Block], place: (usize, usize)) -> Anchor {
        let far = blocks[..place.0].iter().map(|b| b.words.len() + 1).sum::<usize>() + place.1;
        Anchor::at(blocks, place, far, blocks.iter().map(|b| b.words.len() + 1).sum())
    }

    const FIRST: &[&str] = &["The first words of all.", "And then the second, which is said.", "The third at last."];

    #[test]
    fn the_same_words_are_at_the_same_place() {
        let blocks = blocks(FIRST);
        for (number, block) in blocks.iter().enumerate() {
            for byte in 0..=block.words.len() {
                assert_eq!(at(&blocks, (number, byte)).find(&blocks), Found::Words(number, byte));
            }
        }
    }

    #[test]
    fn words_are_found_where_they_were_moved_to() {
        let anchor = at(&blocks(FIRST), (1, 9));
        let now = blocks(&["New.", "The first words of all.", "Oh.  And then the second, which is said."]);
        assert_eq!(anchor.find(&now), Found::Words(2, 14));
        // What is after the place was written anew.
        let now = blocks(&["New.", "Before it: and then And then another."]);
        assert_eq!(at(&blocks(FIRST), (1, 9)).find(&now), Found::Words(1, 29));
        // Other marks are the same words.
        let old = blocks(&["x", "“Bread is patient,” she said."]);
        let now = blocks(&["y", "z", "\"Bread  is patient,\" she said."]);
        assert_eq!(at(&old, (1, 0)).find(&now), Found::Words(2, 0));
    }

    #[test]
    fn the_nearest_of_equal_words_is_meant() {
        let filler = "Something else stands here, line for line. ".repeat(5);
        let old = blocks(&["The same words.", &filler, "The same words.", &filler, "The same words."]);
        let now = blocks(&["New.", "The same words.", &filler, "The same words.", &filler, "The same words."]);
        for block in [0, 2, 4] {
            assert_eq!(at(&old, (block, 0)).find(&now), Found::Words(block + 1, 0));
        }
    }

    #[test]
    fn words_that_are_gone_leave_a_share() {
        let anchor = at(&blocks(&["aaaaaaaaa", "bbbbbbbbb", "ccccccccc", "ddddddddd"]), (2, 0));
        assert_eq!(anchor.find(&blocks(&["é".repeat(10).as_str(), "ffffffffffffffffffffffff"])), Found::Share(1, 2));
        assert_eq!(anchor.find(&[]), Found::Share(0, 0));
    }

    proptest! {
        #[test]
        fn whatever_was_kept_leads_to_a_place(
            block in any::<usize>(), byte in any::<usize>(), far in any::<usize>(), of in any::<usize>(),
            before in "\\PC{0,12}", after in "\\PC{0,12}", words in proptest::collection::vec("\\PC{0,20}", 0..5),
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let blocks = blocks(&words);
            let (Found::Words(block, byte) | Found::Share(block, byte)) =
                Anchor { block, byte, far, of, before, after }.find(&blocks);
            prop_assert!(blocks.get(block).map_or((block, byte) == (0, 0), |b| b.words.is_char_boundary(byte)));
        }
    }
}
