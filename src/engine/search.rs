//! The article's text searched: a phrase is found across line ends, straight marks
//! match curly ones; a capital in what is looked for makes case count, an accent
//! makes accents count.
//!
//! Comes in: blocks and what is looked for. Goes out: every hit, in order, as bytes of
//! a folded text of these blocks.

mod hits;

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::accent::is_same;
use super::fold::{Folded, fold, fold_accented, fold_bare, lower};
use crate::article::{Block, Span};
pub use hits::Hits;

/// The words of some blocks, ready to be searched.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Without accents.
    folded: Folded,
    /// The same in lower case, once it was asked for.
    lowered: Option<Arc<String>>,
}

impl Text {
    pub fn new(blocks: &[Block]) -> Text {
        Text { folded: Folded::bare(blocks, || ()), lowered: None }
    }

    /// The same with all that any search needs: for those who have time. Before each block
    /// it pauses, in a way of theirs.
    pub fn whole(blocks: &[Block], pause: impl Fn()) -> Text {
        let mut text = Text { folded: Folded::bare(blocks, &pause), lowered: None };
        let mut lowered = String::with_capacity(text.folded.text.len());
        for block in 0..blocks.len() {
            pause();
            lowered.push_str(&lower(&text.folded.text[text.range_of(block)]));
        }
        text.lowered = Some(Arc::new(lowered));
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
        let mut before = 0;
        let has_hits = |block: &usize| {
            let until = hits.at_or_after(self.range_of(*block).end);
            until > std::mem::replace(&mut before, until)
        };
        (0..self.folded.count()).filter(has_hits).collect()
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
        let found = wanted.forms.iter().map(|words| self.find_form(blocks, words, wanted.whole));
        let mut found: Vec<Hits> = found.collect();
        if found.len() == 1 {
            return found.remove(0);
        }
        Hits::joined(&found)
    }

    fn find_form(&mut self, blocks: &[Block], words: &str, whole: bool) -> Hits {
        let (bare, accented) = fold_bare(words);
        if bare.is_empty() {
            return Hits::default();
        }
        let cased = has_capital(words);
        let needle = if cased { bare } else { lower(&bare) };
        if !cased {
            self.lowered.get_or_insert_with(|| Arc::new(lower(&self.folded.text)));
        }
        let text = self.lowered.as_ref().filter(|_| !cased);
        if let Some(first) = accented.first() {
            return self.find_accented(blocks, words, &needle, *first, whole);
        }
        match (text, needle.as_bytes()) {
            (Some(text), [letter]) if !whole => Hits::of_letter(Arc::clone(text), *letter),
            _ => {
                let text = text.map_or(self.folded.text.as_str(), |text| &**text);
                let starts = memmem::find_iter(text.as_bytes(), &needle);
                let wanted = starts.filter(|at| !whole || self.is_whole(&(*at..*at + needle.len())));
                Hits::as_long(wanted.map(|at| at as u32).collect(), needle.len())
            }
        }
    }

    /// The same for words with accents, of which the first is at that byte of the needle.
    fn find_accented(&self, blocks: &[Block], words: &str, needle: &str, first: usize, whole: bool) -> Hits {
        let cased = has_capital(words);
        let text = self.lowered.as_deref().filter(|_| !cased).unwrap_or(&self.folded.text);
        let folded = |words: &str| {
            let words = fold_accented(words);
            if cased { words } else { lower(&words) }
        };
        let wanted = folded(words);
        // Few letters have accents: only there can it stand.
        let starts = self.folded.accented().iter().filter_map(|accented| accented.checked_sub(first));
        // Mostly it is written in one way.
        let mut known = ("", false);
        let (mut found, mut until, mut walk) = (Vec::new(), 0, self.folded.walk());
        for at in starts.filter(|at| text.as_bytes()[*at..].starts_with(needle.as_bytes())) {
            let hit = at..at + needle.len();
            if at < until || whole && !self.is_whole(&hit) {
                continue;
            }
            let span = walk.span(&hit, blocks);
            let words = &blocks[span.block].words[span.start..span.end];
            if words != known.0 {
                known = (words, !words.is_ascii() && is_same(&folded(words), &wanted));
            }
            if known.1 {
                found.push(at as u32);
                until = hit.end;
            }
        }
        Hits::as_long(found, needle.len())
    }

    fn is_whole(&self, hit: &Range<usize>) -> bool {
        self.whole_words(hit) == *hit
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
