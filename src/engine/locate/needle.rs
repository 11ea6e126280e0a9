//! The words of a quotation, ready to be looked for many times.
//!
//! Comes in: folded words, and bytes to look through. Goes out: where they stand
//! first. Every look is paid for. May not know what a good place is.

use memchr::memmem;

/// What a look costs beside its bytes, in bytes.
const LOOK: usize = 1024;

pub struct Needle<'w> {
    words: &'w str,
    finder: memmem::Finder<'w>,
}

impl<'w> Needle<'w> {
    pub fn new(words: &'w str) -> Needle<'w> {
        Needle { words, finder: memmem::Finder::new(words) }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Bytes from a place that was found to where the next one may begin.
    pub fn first_char(&self) -> usize {
        self.words.chars().next().map_or(1, char::len_utf8)
    }

    /// The first place in some bytes; what was looked through comes off the budget,
    /// and with it the words, as they are compared where they are found.
    pub fn find(&self, hay: &[u8], budget: &mut usize) -> Option<usize> {
        let found = self.finder.find(hay);
        *budget = budget.saturating_sub(found.map_or(hay.len(), |found| found + self.len()) + LOOK);
        found
    }
}
