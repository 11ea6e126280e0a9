//! The article's text searched: a phrase is found across line ends, straight marks
//! match curly ones; a capital in what is looked for makes case count, an accent
//! makes accents count.
//!
//! Comes in: blocks and what is looked for. Goes out: every hit, in order, as bytes of
//! a folded text of these blocks.

use std::ops::Range;

use memchr::memmem;

use super::accent::is_same;
use super::fold::{Folded, fold, fold_accented, fold_bare, lower};
use crate::article::{Block, Span};

/// The words of some blocks, ready to be searched.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Without accents.
    folded: Folded,
    /// The same in lower case, once it was asked for.
    lowered: Option<String>,
}

impl Text {
    pub fn new(blocks: &[Block]) -> Text {
        Text { folded: Folded::bare(blocks), lowered: None }
    }

    /// The same with all that any search needs: for those who have time.
    pub fn whole(blocks: &[Block]) -> Text {
        let mut text = Text::new(blocks);
        text.lowered = Some(lower(&text.folded.text));
        text
    }

    /// The bytes that a block takes.
    pub fn range_of(&self, block: usize) -> Range<usize> {
        self.folded.range_of(&(block..block + 1))
    }

    /// The byte at, or next after, a place.
    pub fn offset_of(&self, block: usize, byte: usize) -> usize {
        self.folded.offset_of(block, byte)
    }

    pub fn span(&self, hit: &Range<usize>, blocks: &[Block]) -> Span {
        self.folded.span(hit, blocks)
    }

    /// The numbers of the blocks that hits are in, in order.
    pub fn blocks_of(&self, hits: &Hits) -> Vec<usize> {
        let mut blocks: Vec<usize> = Vec::new();
        let mut until = 0;
        for hit in (0..hits.len()).filter_map(|number| hits.get(number)) {
            if blocks.is_empty() || hit.start >= until {
                let (block, _) = self.folded.place(hit.start);
                until = self.range_of(block).end;
                blocks.push(block);
            }
        }
        blocks
    }

    /// A range widened to the ends of the words that it touches.
    pub fn whole_words(&self, hit: &Range<usize>) -> Range<usize> {
        let text = &self.folded.text;
        let is_word = |c: &char| c.is_alphanumeric();
        let before: usize = text[..hit.start].chars().rev().take_while(is_word).map(char::len_utf8).sum();
        let after: usize = text[hit.end..].chars().take_while(is_word).map(char::len_utf8).sum();
        hit.start - before..hit.end + after
    }

    /// Everything that is looked for, in the blocks that this text is of.
    pub fn find(&mut self, blocks: &[Block], wanted: &Wanted) -> Hits {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for words in &wanted.forms {
            self.find_form(blocks, words, wanted.whole, &mut found);
        }
        if wanted.forms.len() > 1 {
            // Of two that overlap the first, and the longer of these.
            found.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
            let mut until = 0;
            found.retain(|&(start, end)| start >= until && std::mem::replace(&mut until, end) <= start);
        }
        Hits { found }
    }

    fn find_form(&mut self, blocks: &[Block], words: &str, whole: bool, found: &mut Vec<(u32, u32)>) {
        let (bare, accented) = fold_bare(words);
        if bare.is_empty() {
            return;
        }
        let cased = has_capital(words);
        let needle = if cased { bare } else { lower(&bare) };
        if !cased {
            self.lowered.get_or_insert_with(|| lower(&self.folded.text));
        }
        let text = self.lowered.as_ref().filter(|_| !cased).unwrap_or(&self.folded.text);
        let pair = |at: usize| (at as u32, (at + needle.len()) as u32);
        let finder = memmem::Finder::new(&needle);
        if let Some(first) = accented.first() {
            let wanted = fold_accented(words);
            let wanted = if cased { wanted } else { lower(&wanted) };
            // Few letters have accents: only there can it stand.
            let starts = self.folded.accented().iter().filter_map(|accented| accented.checked_sub(*first));
            let stands = |at: &usize| text.as_bytes()[*at..].starts_with(needle.as_bytes());
            let mut until = 0;
            for at in starts.filter(stands) {
                let hit = at..at + needle.len();
                let is_word = !whole || self.whole_words(&hit) == hit;
                if at >= until && is_word && self.has_accents_of(&hit, blocks, &wanted, cased) {
                    found.push(pair(at));
                    until = hit.end;
                }
            }
        } else {
            let is_word = |hit: &Range<usize>| !whole || self.whole_words(hit) == *hit;
            let starts = finder.find_iter(text.as_bytes());
            found.extend(starts.filter(|&at| is_word(&(at..at + needle.len()))).map(pair));
        }
    }

    fn has_accents_of(&self, hit: &Range<usize>, blocks: &[Block], wanted: &str, cased: bool) -> bool {
        let span = self.folded.span(hit, blocks);
        let words = &blocks[span.block].words[span.start..span.end];
        if words.is_ascii() {
            return false;
        }
        let words = fold_accented(words);
        is_same(&if cased { words } else { lower(&words) }, wanted)
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words of which any may stand there.
    pub forms: Vec<String>,
    /// Whether they are words, and no parts of longer ones.
    pub whole: bool,
}

impl Wanted {
    /// What somebody typed.
    pub fn typed(words: &str) -> Wanted {
        Wanted { forms: vec![words.to_string()], whole: false }
    }

    /// How it is called: the first of its forms.
    pub fn name(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }
}

/// Every hit of one search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// Where each begins and ends. No article has 4 GB.
    found: Vec<(u32, u32)>,
}

impl Hits {
    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<Range<usize>> {
        self.found.get(index).map(|&(start, end)| start as usize..end as usize)
    }

    /// Keeps those within some ranges, which are in order.
    pub fn keep_within(&mut self, ranges: impl Iterator<Item = Range<usize>>) {
        let mut ranges = ranges.peekable();
        self.found.retain(|&(start, _)| {
            while ranges.next_if(|range| range.end <= start as usize).is_some() {}
            ranges.peek().is_some_and(|range| range.contains(&(start as usize)))
        });
    }

    /// The first hit that begins at or after a byte of the folded text.
    pub fn at_or_after(&self, offset: usize) -> usize {
        self.found.partition_point(|&(start, _)| (start as usize) < offset)
    }

    /// The hits, by number, that touch a range of the folded text.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.found.partition_point(|&(_, end)| end as usize <= range.start);
        first..self.at_or_after(range.end).max(first)
    }
}

/// Whether all the words of a query occur in the text: what a filter asks.
pub fn matches(text: &str, query: &str) -> bool {
    let text = fold(text);
    let lowered = lower(&text);
    query
        .split_whitespace()
        .map(fold)
        .all(|word| if has_capital(&word) { text.contains(&word) } else { lowered.contains(&lower(&word)) })
}

fn has_capital(query: &str) -> bool {
    query.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests;
