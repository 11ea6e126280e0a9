//! Where in an article its quotations stand, counted once when it is opened.
//!
//! Comes in: an article. Goes out: places as shares of the whole, and what is
//! quoted in a range of words. May not know panes.

use std::ops::Range;

use super::Place;
use crate::article::{Article, Voice, words_in};

/// So many words a minute are read: silently, of what is no fiction, in English
/// (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). Of Chinese it is 255 characters
/// (Trauzettel-Klosinski and Dietz 2012), which count as words here.
const PACE: f64 = 238.0;

/// How long words are is told by so many bytes from the beginning, and of what has no
/// spaces by so many characters.
const SAMPLE: usize = 32 << 10;
const RUN: usize = 1 << 10;

/// What is counted of an article.
pub struct Places {
    /// How much each person is quoted.
    pub voices: Vec<Voice>,
    /// For each person the places, 0 to 1, where they speak.
    pub speaks: Vec<Vec<f64>>,
    /// Quotations that begin in each section.
    pub in_section: Vec<usize>,
    /// Bytes before each block, and in the end of all.
    before: Vec<usize>,
    /// Every span of every quotation, in order: block, bytes, quotation.
    spans: Vec<(usize, Range<usize>, usize)>,
    longest_span: usize,
    /// Bytes to a word.
    word: f64,
}

impl Places {
    pub fn new(article: &Article) -> Places {
        let mut bytes = 0;
        let mut before = vec![0];
        before.extend(article.blocks.iter().map(|block| {
            bytes += block.words.len() + 1;
            bytes
        }));
        let quotes = article.quotes.iter().enumerate();
        let mut spans: Vec<_> =
            quotes.flat_map(|(id, q)| q.spans.iter().map(move |s| (s.block, s.start..s.end, id))).collect();
        spans.sort_by_key(|(block, range, _)| (*block, range.start));
        let mut places = Places {
            voices: article.voices(),
            speaks: vec![Vec::new(); article.people.len()],
            in_section: vec![0; article.sections.len()],
            before,
            longest_span: spans.iter().map(|s| s.1.len()).max().unwrap_or(0),
            spans,
            word: word(article),
        };
        places.count(article);
        places
    }

    fn count(&mut self, article: &Article) {
        for quote in &article.quotes {
            let Some(span) = quote.spans.first() else { continue };
            if let Some(count) = self.in_section.get_mut(article.section_of(span.block)) {
                *count += 1;
            }
            let place = self.share((span.block, span.start));
            if let Some(places) = quote.speaker.and_then(|id| self.speaks.get_mut(id)) {
                places.push(place);
            }
        }
    }

    /// Bytes of the article before a place.
    pub fn offset(&self, place: Place) -> usize {
        self.before.get(place.0).map_or(0, |b| b + place.1)
    }

    /// Bytes of the whole article.
    pub fn bytes(&self) -> usize {
        self.before.last().copied().unwrap_or(0)
    }

    /// How many minutes it takes to read on from a place, at least one; none at the end.
    pub fn minutes_from(&self, place: Place) -> Option<usize> {
        let left = self.bytes().checked_sub(self.offset(place)).filter(|&left| left > 0)?;
        Some(((left as f64 / self.word / PACE).round() as usize).max(1))
    }

    /// How far in the article a place is, 0 to 1.
    pub fn share(&self, place: Place) -> f64 {
        self.offset(place) as f64 / self.bytes().max(1) as f64
    }

    /// The place of a share, as far as bytes tell: it may lie within a character.
    pub fn at(&self, share: f64) -> Place {
        let all = self.before.last().copied().unwrap_or(0);
        let offset = (share.clamp(0.0, 1.0) * all.saturating_sub(1) as f64) as usize;
        let block = self.before.partition_point(|&before| before <= offset).saturating_sub(1);
        (block, offset - self.before.get(block).copied().unwrap_or(0))
    }

    /// The quotations whose words touch a range of a block's words.
    pub fn quotes_in(&self, block: usize, range: &Range<usize>) -> Vec<(Range<usize>, usize)> {
        let end = self.spans.partition_point(|s| (s.0, s.1.start) < (block, range.end));
        let reach = range.start.saturating_sub(self.longest_span);
        let near = self.spans[..end].iter().rev().take_while(|s| s.0 == block && s.1.start >= reach);
        near.filter(|s| s.1.end > range.start).map(|s| (s.1.clone(), s.2)).collect()
    }
}

/// How many bytes there are to a word, the space after it included.
fn word(article: &Article) -> f64 {
    let (mut bytes, mut words) = (0, 0);
    for run in article.blocks.iter().flat_map(|block| block.words.split([' ', '\n'])) {
        let end = run.char_indices().nth(RUN).map_or(run.len(), |(end, _)| end);
        bytes += end + 1;
        words += words_in(&run[..end]);
        if bytes > SAMPLE {
            break;
        }
    }
    bytes.max(1) as f64 / words.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    fn places(words: &str, times: usize) -> Places {
        let block = Block { words: words.repeat(times), ..Block::default() };
        Places::new(&Article { blocks: vec![block].into(), ..Article::default() })
    }

    #[test]
    fn minutes_are_told_by_words_until_the_end() {
        let english = places("word ", 2380);
        assert_eq!(
            [0, 5950, 11_890, 11_901].map(|byte| english.minutes_from((0, byte))),
            [Some(10), Some(5), Some(1), None]
        );
        // Characters are words where there are no spaces.
        assert_eq!(places("漢", 2380).minutes_from((0, 0)), Some(10));
        assert_eq!(places("", 1).minutes_from((0, 1)), None);
    }
}
