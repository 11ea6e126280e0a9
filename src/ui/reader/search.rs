//! The search of one open article: its hits, and the one at hand.
//!
//! Comes in: a query, or a place. Goes out: hits as ranges of a block's words. The
//! folded text is made at the first search and kept.

use std::ops::Range;

use super::{Place, Reader};
use crate::engine::search::{Hits, Text, Wanted};

/// What is looked for in the text.
pub struct Search {
    pub query: String,
    pub hits: Hits,
    /// The hit that `n` and `N` are at.
    pub here: Option<usize>,
}

impl Reader<'_> {
    /// Looks for words; the first hit from the view on becomes the one at hand.
    pub fn find(&mut self, query: &str) -> bool {
        let blocks = &self.article.blocks;
        let text = self.text.get_or_insert_with(|| Text::new(blocks, |_| true));
        let hits = text.find(blocks, &Wanted::typed(query));
        let found = !hits.is_empty();
        self.search = found.then(|| Search { query: query.to_string(), hits, here: None });
        found
    }

    /// The hit, by number, that begins at or after a place.
    pub fn hit_at(&self, place: Place) -> usize {
        match (&self.text, &self.search) {
            (Some(text), Some(search)) => search.hits.at_or_after(text.offset_of(place.0, place.1)),
            _ => 0,
        }
    }

    pub fn go_to_hit(&mut self, hit: usize) {
        let (Some(text), Some(search)) = (&self.text, &mut self.search) else { return };
        let Some(range) = search.hits.get(hit) else { return };
        search.here = Some(hit);
        let span = text.span(&range, &self.article.blocks);
        self.reveal((span.block, span.start), (span.block, span.end));
        self.follow();
        // A hit within somebody's words is about them.
        let said = self.places.quotes_in(span.block, &(span.start..span.end)).first().map(|(_, quote)| *quote);
        if let Some(entry) = said.and_then(|quote| self.shown.binary_search(&quote).ok()) {
            self.select_quote(entry);
        }
    }

    /// Where a hit begins.
    pub fn place_of_hit(&self, hit: usize) -> Option<Place> {
        let range = self.search.as_ref()?.hits.get(hit)?;
        Some(self.folded.as_ref()?.place(range.start))
    }

    /// The hits that touch a range of a block's words, and whether each is the
    /// one at hand.
    pub fn hits_in(&self, block: usize, range: &Range<usize>) -> Vec<(Range<usize>, bool)> {
        let (Some(text), Some(search)) = (&self.text, &self.search) else { return Vec::new() };
        let within = text.offset_of(block, range.start)..text.offset_of(block, range.end);
        let span = |hit: usize| {
            let span = text.span(&search.hits.get(hit)?, &self.article.blocks);
            (span.block == block).then_some((span.start..span.end, search.here == Some(hit)))
        };
        search.hits.within(&within).filter_map(span).collect()
    }
}
