//! What stands between quotation marks in the whole article, as one text.
//!
//! Comes in: blocks, and words to find. Goes out: the spans of a quotation that
//! is interrupted or runs over paragraphs. May not know which place is best.

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
}

impl Voice {
    pub fn new(blocks: &[Block]) -> Voice {
        let (mut pieces, mut places) = (Vec::new(), Vec::new());
        for (index, block) in blocks.iter().enumerate() {
            let mut ranges = marks::quoted(&block.words);
            if ranges.is_empty() && block.kind == Kind::Aside {
                ranges.push(0..block.words.len());
            }
            for range in ranges {
                let words = block.words[range.clone()].trim();
                let blank = block.words[range.clone()].len() - block.words[range.clone()].trim_start().len();
                let start = range.start + blank;
                places.push(Span { block: index, start, end: start + words.len() });
                pieces.push(Block { kind: Kind::Paragraph, depth: 0, words: words.to_string(), marks: Vec::new() });
            }
        }
        let folded = Folded::new(&pieces);
        let starts = (0..pieces.len()).map(|n| folded.range_of(&(n..n + 1)).start).collect();
        Voice { text: folded.text.replace('\n', " "), folded, places, starts }
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

    /// The spans of the nth occurrence of the words in a range of `text` that
    /// lies in the blocks.
    pub fn nth(
        &self,
        needle: &Needle<'_>,
        range: &Range<usize>,
        blocks: &Range<usize>,
        nth: usize,
        budget: &mut usize,
    ) -> Option<Vec<Span>> {
        let (mut from, mut count) = (range.start, 0);
        while from < range.end && *budget > 0 {
            let start = from + needle.find(&self.text.as_bytes()[from..range.end], budget)?;
            from = start + needle.first_char();
            let Some(spans) = self.spans(&(start..start + needle.len())) else { continue };
            count += usize::from(spans.iter().all(|s| blocks.contains(&s.block)));
            if count == nth {
                return Some(spans);
            }
        }
        None
    }

    /// The spans of a range of `text`, if it runs from the edge of a piece to the
    /// edge of another, in the same or in following paragraphs.
    fn spans(&self, range: &Range<usize>) -> Option<Vec<Span>> {
        let first = self.starts.binary_search(&range.start).ok()?;
        let last = self.starts.partition_point(|&s| s < range.end) - 1;
        let end = self.folded.range_of(&(last..last + 1)).end - 1;
        let rest = self.text.get(range.end..end)?;
        if first == last || rest.contains(char::is_alphanumeric) {
            return None;
        }
        let spans = self.places[first..=last].to_vec();
        spans.windows(2).all(|pair| pair[1].block - pair[0].block <= 1).then_some(spans)
    }
}
