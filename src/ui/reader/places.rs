//! Where in an article its quotations stand, counted once when it is opened.
//!
//! Comes in: an article. Goes out: places as shares of the whole, and what is
//! quoted in a range of words. May not know panes.

use std::ops::Range;

use super::Place;
use crate::article::{Article, Voice};

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

    /// How far in the article a place is, 0 to 1.
    pub fn share(&self, place: Place) -> f64 {
        let all = self.before.last().copied().unwrap_or(0).max(1);
        self.offset(place) as f64 / all as f64
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
