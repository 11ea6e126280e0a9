//! The article's text searched: a phrase is found across line ends, straight
//! marks match curly ones, a capital in what is looked for makes case count.
//!
//! Comes in: folded blocks and a query. Goes out: every hit, in order, as bytes
//! of the folded text.

use std::ops::Range;

use memchr::memmem;

use super::fold::{Folded, fold, lower};

/// Every hit of one query.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    starts: Vec<usize>,
    length: usize,
}

impl Hits {
    /// Finds a query; `lowered` keeps the folded text in lower case between
    /// searches.
    pub fn find(folded: &Folded, lowered: &mut Option<String>, query: &str) -> Hits {
        let query = fold(query);
        if query.is_empty() {
            return Hits::default();
        }
        let starts = if has_capital(&query) {
            memmem::find_iter(folded.text.as_bytes(), &query).collect()
        } else {
            let text = lowered.get_or_insert_with(|| lower(&folded.text));
            memmem::find_iter(text.as_bytes(), &lower(&query)).collect()
        };
        Hits { starts, length: query.len() }
    }

    pub fn len(&self) -> usize {
        self.starts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<Range<usize>> {
        self.starts.get(index).map(|&s| s..s + self.length)
    }

    /// The first hit that begins at or after a byte of the folded text.
    pub fn at_or_after(&self, offset: usize) -> usize {
        self.starts.partition_point(|&s| s < offset)
    }

    /// The hits, by number, that touch a range of the folded text.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.starts.partition_point(|&s| s + self.length <= range.start);
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
mod tests {
    use super::*;
    use crate::article::{Block, Kind};
    use proptest::prelude::*;

    fn folded(words: &str) -> Folded {
        let block = Block { kind: Kind::Paragraph, depth: 0, words: words.to_string(), ..Block::default() };
        Folded::new(&[block])
    }

    #[test]
    fn case_counts_when_the_query_has_a_capital() {
        let text = folded("Rage and rage, ‘Rage’\nagain");
        let mut lowered = None;
        assert_eq!(Hits::find(&text, &mut lowered, "rage").len(), 3);
        assert_eq!(Hits::find(&text, &mut lowered, "Rage").len(), 2);
        assert_eq!(Hits::find(&text, &mut lowered, "'rage' again").len(), 1);
        assert!(Hits::find(&text, &mut lowered, " ").is_empty());
    }

    proptest! {
        #[test]
        fn every_hit_is_found_and_none_else(words in "[abA ]{0,40}", query in "[abA]{1,3}") {
            let text = folded(&words);
            let hits = Hits::find(&text, &mut None, &query);
            let smart = query.chars().any(char::is_uppercase);
            let hay = if smart { text.text.clone() } else { text.text.to_lowercase() };
            let naive: Vec<_> = hay.match_indices(&query).map(|(i, _)| i).collect();
            prop_assert_eq!(hits.starts, naive);
        }
    }
}
