//! The current quotation: how it follows the body, and the body it; and which
//! quotations are shown at all.
//!
//! Comes in: a reader, and an entry or a filter. Goes out: the reader with body and lists
//! in step.

use super::{Filter, Place, Reader};
use crate::article::Quote;
use crate::select::{Said, quote_matches};
use crate::ui::geometry::Focus;
use crate::ui::pane::Items;

impl<'a> Reader<'a> {
    /// The index in the article of the current quotation.
    pub fn current(&self) -> Option<usize> {
        self.shown.get(self.quotes.cursor).copied()
    }

    pub fn quote(&self, index: usize) -> &'a Quote {
        &self.article.quotes[index]
    }

    pub fn is_in_view(&mut self, quote: usize) -> bool {
        let (first, last) = self.view();
        self.touches(quote, first, last)
    }

    /// Whether a quotation has words among the rows of the frame.
    pub fn shows(&self, quote: usize) -> bool {
        let ends = self.visible.first().zip(self.visible.last());
        ends.is_some_and(|((first, top), (last, bottom))| {
            self.touches(quote, (*first, top.range.start), (*last, bottom.range.end))
        })
    }

    fn touches(&self, quote: usize, first: Place, last: Place) -> bool {
        self.article.quotes[quote].spans.iter().any(|s| (s.block, s.start) <= last && (s.block, s.end) > first)
    }

    /// Makes an entry of the quotations the current one and shows its passage.
    pub fn go_to_quote(&mut self, entry: usize) {
        self.select_quote(entry);
        let spans = self.current().map(|q| &self.article.quotes[q].spans);
        if let Some((first, last)) = spans.and_then(|s| s.first().zip(s.last())) {
            self.reveal((first.block, first.start), (last.block, last.end));
        }
        self.reveal_evidence();
        self.follow_section();
    }

    pub(super) fn select_quote(&mut self, entry: usize) {
        self.move_list(Focus::Quotes, entry);
        let speaker = self.current().and_then(|q| self.article.quotes[q].speaker);
        let entry = speaker.and_then(|speaker| self.entry(Focus::People, speaker));
        if let Some(entry) = entry.filter(|_| self.focus != Focus::People) {
            self.move_list(Focus::People, entry);
        }
    }

    /// After the body moved: the current quotation stays while it begins in view,
    /// else the nearest one that does becomes current, else the nearest of all.
    pub fn follow(&mut self) {
        self.follow_section();
        let Some(current) = self.current() else { return };
        let (first, last) = self.view();
        let after = self.entry_at(first);
        let beyond = self.shown.partition_point(|&q| self.starts_by(q, last));
        if (after..beyond).contains(&self.quotes.cursor) || after == beyond && self.touches(current, first, last) {
            return;
        }
        let entry = if after == beyond {
            self.nearer(after.checked_sub(1), after, first)
        } else if self.left_below(current) {
            beyond - 1
        } else {
            after
        };
        self.select_quote(entry);
    }

    /// After the body went to its start: of the quotations in view the first is current.
    pub fn begin_quotations(&mut self) {
        self.follow();
        let (first, last) = self.view();
        let entry = self.entry_at(first);
        if self.shown.get(entry).is_some_and(|quote| self.starts_by(*quote, last)) {
            self.select_quote(entry);
        }
    }

    /// Whether a quotation has just been scrolled out at the bottom: it is less
    /// than a screen away. After a jump the first one in view is meant.
    fn left_below(&mut self, quote: usize) -> bool {
        let last = self.view().1;
        // Rows that nobody has seen yet are not laid out for what is no question.
        let Some(start) = self.start(quote).filter(|start| *start > last) else { return false };
        let (top, view) = (self.body_top(), self.body_view());
        let mut body = self.body();
        let reach = body.down(top, 2 * view);
        start <= body.place(reach)
    }

    pub(super) fn follow_section(&mut self) {
        if self.focus != Focus::Contents {
            let entry = self.entry(Focus::Contents, self.article.section_of(self.place.0));
            self.move_list(Focus::Contents, entry.unwrap_or(0));
        }
    }

    /// The first entry whose quotation begins at or after a place.
    pub fn entry_at(&self, place: Place) -> usize {
        let earlier = |q: &usize| self.start(*q).is_some_and(|s| s < place);
        self.shown.partition_point(earlier)
    }

    fn starts_by(&self, quote: usize, place: Place) -> bool {
        self.start(quote).is_some_and(|s| s <= place)
    }

    pub fn start(&self, quote: usize) -> Option<Place> {
        self.article.quotes[quote].spans.first().map(|s| (s.block, s.start))
    }

    fn nearer(&self, before: Option<usize>, after: usize, place: Place) -> usize {
        let distance = |entry: usize| {
            let start = self.shown.get(entry).and_then(|&q| self.start(q));
            start.map_or(usize::MAX, |s| self.places.offset(s).abs_diff(self.places.offset(place)))
        };
        match before {
            Some(before) if distance(before) <= distance(after) => before,
            _ => after,
        }
    }

    /// Shows other quotations, and the passage of the current one, or of the next
    /// that is among them.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        let entry = self.list_quotes();
        self.go_to_quote(entry);
    }

    /// Shows all quotations again. The body stays where it is.
    pub fn clear_filter(&mut self) {
        self.filter = Filter::default();
        self.list_quotes();
        self.follow();
    }

    /// Finds anew which quotations are shown; the current one, or the next, is selected.
    pub(super) fn list_quotes(&mut self) -> usize {
        let current = self.current();
        self.shown = self.passing();
        let entry = current.map_or(0, |c| self.shown.partition_point(|&q| q < c));
        let entry = entry.min(self.shown.len().saturating_sub(1));
        self.select_quote(entry);
        entry
    }

    /// The quotations that pass the filter, and of which words are shown.
    pub(super) fn passing(&mut self) -> Vec<usize> {
        let article = self.article;
        let like = if self.filter.like.trim().is_empty() {
            (0..article.quotes.len()).collect()
        } else {
            self.said.get_or_insert_with(|| Said::new(article)).like(article, &self.filter.like)
        };
        like.into_iter().filter(|&quote| self.passes(&article.quotes[quote])).collect()
    }

    fn passes(&self, quote: &Quote) -> bool {
        let Filter { by, query, .. } = &self.filter;
        let is_theirs = |by: &Vec<usize>| quote.speaker.is_some_and(|s| by.contains(&s));
        let is_shown = self.only.is_none() || quote.spans.iter().any(|span| self.is_shown(span.block));
        is_shown && by.as_ref().is_none_or(is_theirs) && quote_matches(self.article, quote, query)
    }
}
