//! What stands between quotation marks in the whole article, as one text.
//!
//! Comes in: blocks, and words to find. Goes out: the spans of a quotation that
//! is interrupted or runs over paragraphs. May not know which place is best.

use std::collections::HashSet;
use std::ops::Range;

use super::needle::Needle;
use crate::article::{Block, Kind, Span};
use crate::engine::fold::Folded;
use crate::engine::marks;

/// What stands between marks in the whole article, joined by spaces.
pub struct Voice {
    pub text: String,
    /// The pieces as blocks, for the way back.
    folded: Folded,
    /// For each piece the place in the article.
    places: Vec<Span>,
    starts: Vec<usize>,
    /// For each piece how often, up to it, a paragraph without marks came between.
    gaps: Vec<usize>,
}

/// Where the first and the last piece of a quotation begin.
pub type Run = ((usize, usize), (usize, usize));

/// Which of the runs of pieces that hold the words is looked for.
pub struct Which<'t> {
    /// All of its pieces are in these.
    pub blocks: Range<usize>,
    /// From 1.
    pub nth: usize,
    /// These do not count.
    pub taken: Option<&'t HashSet<Run>>,
}

/// The run that a quotation in several pieces is.
pub fn run_of(spans: &[Span]) -> Option<Run> {
    let [first, .., last] = spans else { return None };
    Some(((first.block, first.start), (last.block, last.start)))
}

impl Voice {
    pub fn new(blocks: &[Block], is_part: fn(&Block) -> bool) -> Voice {
        let (mut pieces, mut places) = (Vec::new(), Vec::new());
        for (index, block) in blocks.iter().enumerate().filter(|(_, b)| is_part(b)) {
            let mut ranges = marks::quoted(&block.words);
            if ranges.is_empty() && block.kind == Kind::Aside {
                ranges.push(0..block.words.len());
            }
            for range in ranges {
                let words = &block.words[range.clone()];
                places.push(Span { block: index, start: range.start, end: range.end });
                pieces.push(Block { kind: Kind::Paragraph, depth: 0, words: words.to_string(), ..Block::default() });
            }
        }
        let folded = Folded::new(&pieces);
        let starts = (0..pieces.len()).map(|n| folded.range_of(&(n..n + 1)).start).collect();
        let mut gaps = vec![0; places.len()];
        for n in 1..places.len() {
            gaps[n] = gaps[n - 1] + usize::from(places[n].block - places[n - 1].block > 1);
        }
        Voice { text: folded.text.replace('\n', " "), folded, places, starts, gaps }
    }

    /// The bytes of `text` that stand in a range of the article's folded text.
    pub fn range(&self, article: &Folded, range: &Range<usize>) -> Range<usize> {
        self.offset_at(article.place(range.start))..self.offset_at(article.place(range.end))
    }

    /// Where the first piece at or after a place begins in `text`.
    pub fn offset_at(&self, place: (usize, usize)) -> usize {
        let piece = self.places.partition_point(|p| (p.block, p.start) < place);
        self.starts.get(piece).copied().unwrap_or(self.text.len())
    }

    /// The spans of one occurrence of the words in a range of `text`.
    pub fn find(
        &self,
        needle: &Needle<'_>,
        range: &Range<usize>,
        which: &Which<'_>,
        budget: &mut usize,
    ) -> Option<Vec<Span>> {
        let mut count = 0;
        self.each(needle, range, which, budget, |spans| {
            count += 1;
            (count == which.nth).then(|| spans.to_vec())
        })
    }

    /// How many occurrences of the words are in a range of `text`.
    pub fn count(&self, needle: &Needle<'_>, range: &Range<usize>, which: &Which<'_>, budget: &mut usize) -> usize {
        let mut count = 0;
        self.each(needle, range, which, budget, |_| {
            count += 1;
            None
        });
        count
    }

    /// Looks at the occurrences, until one of them is the one.
    fn each(
        &self,
        needle: &Needle<'_>,
        range: &Range<usize>,
        which: &Which<'_>,
        budget: &mut usize,
        mut look: impl FnMut(&[Span]) -> Option<Vec<Span>>,
    ) -> Option<Vec<Span>> {
        let mut from = range.start;
        while from < range.end && *budget > 0 {
            let start = from + needle.find(&self.text.as_bytes()[from..range.end], budget)?;
            from = start + needle.first_char();
            let Some(spans) = self.spans(&(start..start + needle.len())) else { continue };
            let (first, last) = (spans[0].block, spans[spans.len() - 1].block);
            let within = which.blocks.contains(&first) && which.blocks.contains(&last);
            let taken = || which.taken.zip(run_of(spans)).is_some_and(|(taken, run)| taken.contains(&run));
            if within
                && !taken()
                && let Some(chosen) = look(spans)
            {
                return Some(chosen);
            }
        }
        None
    }

    /// The spans of a range of `text`, if it runs from the edge of a piece to the
    /// edge of another, in the same or in following paragraphs.
    fn spans(&self, range: &Range<usize>) -> Option<&[Span]> {
        let first = self.starts.binary_search(&range.start).ok()?;
        let last = self.starts.partition_point(|&s| s < range.end) - 1;
        if first == last || self.gaps[first] != self.gaps[last] {
            return None;
        }
        let end = self.folded.range_of(&(last..last + 1)).end - 1;
        let rest = self.text.get(range.end..end)?;
        (!rest.contains(char::is_alphanumeric)).then(|| &self.places[first..=last])
    }
}
