//! The search of one open article: its hits, and the one at hand.
//!
//! Comes in: what is looked for, or a place. Goes out: hits as ranges of a block's words. The
//! folded text is made at the first search and kept.

use std::ops::Range;

use super::{Place, Reader};
use crate::engine::search::{Hits, Text, Wanted};
use crate::ui::geometry::Focus;
use crate::ui::pane::List;

/// What is looked for in the text.
pub struct Search {
    pub wanted: Wanted,
    pub hits: Hits,
    /// The hit that `n` and `N` are at.
    pub here: Option<usize>,
}

/// Where the reader was when a prompt was opened: what is typed moves on from here, and
/// leaving it leads back.
pub struct Origin {
    place: Place,
    /// Each list, and what its cursor was on.
    lists: [(Focus, List, Option<usize>); 3],
    search: Option<Search>,
}

impl Origin {
    /// The same where quotations and people have other numbers.
    pub fn take_over(&mut self, quote: impl Fn(usize) -> Option<usize>, person: impl Fn(usize) -> Option<usize>) {
        for (focus, _, item) in &mut self.lists {
            match focus {
                Focus::People => *item = item.and_then(&person),
                Focus::Quotes | Focus::Body => *item = item.and_then(&quote),
                Focus::Contents => {}
            }
        }
    }

    /// What the cursor of a list was on.
    pub fn at_cursor(&self, focus: Focus) -> Option<usize> {
        self.lists.iter().find(|(other, ..)| *other == focus).and_then(|(.., item)| *item)
    }
}

impl Reader<'_> {
    /// Makes the text that is searched, if there is none yet: when the prompt is opened,
    /// so that the first letter does not wait for it.
    pub fn prepare_text(&mut self) {
        let blocks = &self.article.blocks;
        self.text.get_or_insert_with(|| Text::new(blocks));
    }

    /// Takes a text that somebody else has made.
    pub fn take_text(&mut self, text: Text) {
        self.text.get_or_insert(text);
    }

    /// Looks for words. The hits are those in what is shown.
    pub fn find(&mut self, wanted: Wanted) -> bool {
        let blocks = &self.article.blocks;
        self.prepare_text();
        let Some(text) = &mut self.text else { return false };
        let mut hits = text.find(blocks, &wanted);
        if let Some(only) = &self.only {
            hits.keep_within(only.blocks.iter().map(|block| text.range_of(*block)));
        }
        let found = !hits.is_empty();
        self.search = found.then_some(Search { wanted, hits, here: None });
        found
    }

    /// The blocks with hits, in order.
    pub(super) fn blocks_with_hits(&self) -> Vec<usize> {
        let searched = self.text.as_ref().zip(self.search.as_ref());
        searched.map(|(text, search)| text.blocks_of(&search.hits)).unwrap_or_default()
    }

    /// How many paragraphs have hits.
    pub fn paragraphs_with_hits(&self) -> usize {
        let blocks = &self.article.blocks;
        self.blocks_with_hits().into_iter().filter(|block| blocks[*block].kind.is_paragraph()).count()
    }

    /// The hit, by number, that begins at or after a place.
    pub fn hit_at(&self, place: Place) -> usize {
        match (&self.text, &self.search) {
            (Some(text), Some(search)) => search.hits.at_or_after(text.offset_of(place.0, place.1)),
            _ => 0,
        }
    }

    /// Goes to the first hit at or after a place, or else to the first of all.
    pub fn go_to_hit_after(&mut self, place: Place) {
        let hit = self.hit_at(place);
        let count = self.search.as_ref().map_or(0, |search| search.hits.len());
        self.go_to_hit(if hit < count { hit } else { 0 });
    }

    pub fn go_to_hit(&mut self, hit: usize) {
        let (Some(text), Some(search)) = (&self.text, &mut self.search) else { return };
        let Some(range) = search.hits.get(hit) else { return };
        search.here = Some(hit);
        let span = text.span(&range, &self.article.blocks);
        self.reveal((span.block, span.start), (span.block, span.end));
        self.follow();
        self.turn_to_words(span.block, &(span.start..span.end));
    }

    /// What was gone to within somebody's words is about them: their quotation is current.
    pub(super) fn turn_to_words(&mut self, block: usize, words: &Range<usize>) {
        let said = self.places.quotes_in(block, words).first().map(|(_, quote)| *quote);
        if let Some(entry) = said.and_then(|quote| self.shown.binary_search(&quote).ok()) {
            self.select_quote(entry);
        }
    }

    /// Where a hit begins.
    pub fn place_of_hit(&self, hit: usize) -> Option<Place> {
        let range = self.search.as_ref()?.hits.get(hit)?;
        let span = self.text.as_ref()?.span(&range, &self.article.blocks);
        Some((span.block, span.start))
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

    /// The whole words at the hit at hand, and where they begin.
    pub fn words_at_hand(&self) -> Option<(Place, String)> {
        let (text, search) = self.text.as_ref().zip(self.search.as_ref())?;
        let whole = text.whole_words(&search.hits.get(search.here?)?);
        let span = text.span(&whole, &self.article.blocks);
        Some(((span.block, span.start), self.article.words(&span).to_string()))
    }

    /// A prompt is opened.
    pub fn set_out(&mut self) {
        let lists = [Focus::Quotes, Focus::People, Focus::Contents];
        let lists = lists.map(|focus| (focus, *self.list(focus), self.at_cursor(focus)));
        self.origin = Some(Origin { place: self.place, lists, search: self.search.take() });
    }

    /// Back to where the prompt was opened.
    pub fn rewind(&mut self) {
        let Some(Origin { place, lists, .. }) = &self.origin else { return };
        self.place = *place;
        for (focus, list, item) in *lists {
            if self.item(focus, list.cursor) == item {
                *self.list(focus) = list;
            } else if let Some(entry) = item.and_then(|item| self.entry(focus, item)) {
                self.move_list(focus, entry);
            }
        }
    }

    /// The prompt is left: all is as it was before.
    pub fn give_up(&mut self) {
        self.rewind();
        self.search = self.origin.take().and_then(|origin| origin.search);
    }

    /// The prompt has been answered. Returns what was looked for before.
    pub fn arrive(&mut self) -> Option<Search> {
        self.origin.take()?.search
    }
}
