//! The words of a quotation, ready to be looked for many times.
//!
//! Comes in: folded words, and bytes to look through. Goes out: where they stand
//! first. Every look is paid for. May not know what a good place is.

use memchr::memmem;

/// What a look costs beside its bytes, in bytes.
const LOOK: usize = 1024;

/// So many bytes are looked for, and the others compared where they are found: to
/// prepare a search for all of a long needle takes longer than most searches.
const BEGINNING: usize = 32;

pub struct Needle<'w> {
    words: &'w str,
    /// Of the beginning.
    finder: memmem::Finder<'w>,
}

impl<'w> Needle<'w> {
    pub fn new(words: &'w str) -> Needle<'w> {
        let short = words.char_indices().map(|(i, _)| i).take_while(|&i| i <= BEGINNING).last().unwrap_or(0);
        let beginning = if words.len() <= BEGINNING { words } else { &words[..short] };
        Needle { words, finder: memmem::Finder::new(beginning) }
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
        let mut from = 0;
        while *budget > 0 {
            let rest = &hay[from..];
            let found = self.finder.find(rest);
            *budget = budget.saturating_sub(found.map_or(rest.len(), |found| found + self.len()) + LOOK);
            let at = from + found?;
            if hay[at..].starts_with(self.words.as_bytes()) {
                return Some(at);
            }
            from = at + 1;
        }
        None
    }
}
