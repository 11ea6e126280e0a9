//! Block quotes: what is set off from the article's own words, and needs no marks.
//!
//! Comes in: blocks. Goes out: for each the words that are somebody's, and where
//! the line stands that says whose. One that nothing introduces and nobody is
//! credited with may be anything, and is left alone. Work is linear.

use std::ops::Range;

use crate::article::{Block, Kind};
use crate::engine::marks;

/// A line that credits somebody has no more bytes.
const CREDIT: usize = 120;

/// The words of a block that are set off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    pub range: Range<usize>,
    /// Whether the next block goes on with them.
    pub goes_on: bool,
    /// The block in which somebody is credited, after these words or alone.
    pub credit: Option<usize>,
}

/// For each block what is set off in it.
pub fn find(blocks: &[Block]) -> Vec<Option<Aside>> {
    let mut out = vec![None; blocks.len()];
    let mut start = 0;
    for run in blocks.chunk_by(|a, b| (a.kind == Kind::Aside) == (b.kind == Kind::Aside)) {
        let end = start + run.len();
        let has_marks = || run.iter().any(|b| !marks::scan(&b.words).is_empty());
        if run[0].kind == Kind::Aside && !has_marks() {
            let introduced = start.checked_sub(1).is_some_and(|b| blocks[b].words.ends_with(':'));
            read(blocks, start..end, introduced, &mut out);
        }
        start = end;
    }
    out
}

fn read(blocks: &[Block], run: Range<usize>, introduced: bool, out: &mut [Option<Aside>]) {
    let mut first = run.start;
    for block in run.clone() {
        let words = &blocks[block].words;
        let credit = credit(words);
        if credit.is_none() && block + 1 < run.end {
            continue;
        }
        // A line of its own belongs to the words before it.
        let last = if credit == Some(0) { block } else { block + 1 };
        if credit.is_some() || introduced && first == run.start {
            for own in first..last {
                let end = credit.filter(|_| own == block).unwrap_or(blocks[own].words.len());
                let words = &blocks[own].words[..end];
                let range = words.len() - words.trim_start().len()..words.trim_end().len();
                let aside = Aside { range, goes_on: own + 1 < last, credit: credit.map(|_| block) };
                out[own] = Some(aside).filter(|aside| !aside.range.is_empty());
            }
        }
        first = block + 1;
    }
}

/// Where a line begins that credits somebody: "— Ada Holloway, beekeeper".
fn credit(words: &str) -> Option<usize> {
    let is_end = |c: char| matches!(c, '.' | '?' | '!' | '…' | ')');
    let begins = |at: usize| {
        let before = words[..at].trim_end();
        before.is_empty() || words[..at].ends_with('\n') || before.ends_with(is_end) && before.len() < at
    };
    let dash = words.rmatch_indices(['—', '–', '―', '-']).map(|(at, _)| at).take(8).filter(|&at| begins(at)).last()?;
    let line = &words[dash..];
    let name = line.trim_start_matches(['—', '–', '―', '-', ' ', '\u{a0}']);
    (line.len() <= CREDIT && name.starts_with(char::is_alphabetic) && !name.ends_with(is_end)).then_some(dash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: Kind, words: &str) -> Block {
        Block { kind, depth: 0, words: words.into(), ..Block::default() }
    }

    /// What is set off, and the words of the block that credits somebody.
    fn found(blocks: &[(Kind, &str)]) -> Vec<(String, bool, Option<usize>)> {
        let blocks: Vec<Block> = blocks.iter().map(|(kind, words)| block(*kind, words)).collect();
        let asides = find(&blocks).into_iter().enumerate();
        asides.filter_map(|(n, a)| a.map(|a| (blocks[n].words[a.range].to_string(), a.goes_on, a.credit))).collect()
    }

    #[test]
    fn the_credit_stands_after_the_words_or_on_a_line_of_its_own() {
        use Kind::{Aside, Paragraph};
        let own = |words: &str, goes_on, credit| (words.to_string(), goes_on, credit);
        assert_eq!(found(&[(Aside, "It is dark. — Ada Holloway, beekeeper")]), [own("It is dark.", false, Some(0))]);
        assert_eq!(found(&[(Aside, "It is dark\n-- Ada")]), [own("It is dark", false, Some(0))]);
        assert_eq!(
            found(&[(Paragraph, "On Monday."), (Aside, "It is dark."), (Aside, "It is cold."), (Aside, "– Ada")]),
            [own("It is dark.", true, Some(3)), own("It is cold.", false, Some(3))]
        );
        assert_eq!(
            found(&[(Aside, "It is dark. – Ada"), (Aside, "No. – Ben")]),
            [own("It is dark.", false, Some(0)), own("No.", false, Some(1))]
        );
    }

    #[test]
    fn what_is_introduced_needs_no_credit_and_the_rest_is_left_alone() {
        use Kind::{Aside, Paragraph};
        assert_eq!(found(&[(Paragraph, "She said:"), (Aside, "No.")]), [("No.".to_string(), false, None)]);
        assert_eq!(found(&[(Paragraph, "She left."), (Aside, "A note - see below.")]), []);
        assert_eq!(found(&[(Paragraph, "She said:"), (Aside, "He cried “No.” to me.")]), []);
        assert_eq!(found(&[(Paragraph, "No block quote. — Ada")]), []);
    }
}
