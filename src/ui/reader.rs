//! One open article: its panes, the reading place, the current quotation.
//!
//! Comes in: an article and where the panes stand. Goes out: what stands in the
//! view. The place is a place in the words; it is set when the reader moves and
//! by nothing else, so that no change of size can shift it. May not know keys,
//! files or colours.

mod evidence;
mod items;
mod places;
mod search;
mod takeover;

use ratatui::layout::Rect;

use super::geometry::{Focus, Geometry, column, list_rows};
use super::pane::{Items, List, Spot};
use crate::article::{Article, Quote};
use crate::engine::fold::Folded;
use crate::layout::{Layout, Row};
use crate::select::quote_matches;
use evidence::Shown;
pub use items::Entries;
use items::{Body, Heights};
use places::Places;
pub use search::Search;

/// A block and a byte of its words.
pub type Place = (usize, usize);

/// Which quotations are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose; none means everybody's, an empty list nobody's.
    pub by: Option<Vec<usize>>,
    pub query: String,
}

pub struct Reader<'a> {
    pub article: &'a Article,
    pub geometry: Geometry,
    pub focus: Focus,
    pub alone: bool,
    /// The pane to go back to from the contents.
    pub before_contents: Focus,
    pub place: Place,
    pub filter: Filter,
    /// The quotations that are shown, by their index.
    pub shown: Vec<usize>,
    pub quotes: List,
    pub people: List,
    pub contents: List,
    pub search: Option<Search>,
    pub evidence: Shown,
    /// The article is being searched: more quotations and people may come.
    pub is_sought: bool,
    pub places: Places,
    /// Which boxes are drawn before quotations, if any: those that are marked.
    pub marked: Option<std::collections::BTreeSet<usize>>,
    /// The rows in view, for the frame.
    pub visible: Vec<(usize, Row)>,
    pub tops: [Spot; 4],
    screen: Rect,
    layout: Layout,
    heights: Heights,
    folded: Option<Folded>,
    lowered: Option<String>,
}

impl<'a> Reader<'a> {
    pub fn new(article: &'a Article) -> Reader<'a> {
        Reader {
            article,
            geometry: Geometry::default(),
            focus: Focus::Body,
            alone: false,
            before_contents: Focus::Body,
            place: (0, 0),
            filter: Filter::default(),
            shown: (0..article.quotes.len()).collect(),
            quotes: List::default(),
            people: List::default(),
            contents: List::default(),
            search: None,
            evidence: Shown::default(),
            is_sought: false,
            places: Places::new(article),
            marked: None,
            visible: Vec::new(),
            tops: [Spot::default(); 4],
            screen: Rect::default(),
            layout: Layout::new(&article.blocks),
            heights: Heights::default(),
            folded: None,
            lowered: None,
        }
    }

    /// Puts the panes onto a screen and finds what is in view.
    pub fn settle(&mut self, screen: Rect) {
        self.screen = screen;
        self.arrange();
        self.layout.set_width(column(self.area(Focus::Body)).width);
        let top = self.body_top();
        self.visible = self.rows_from(top, usize::from(self.area(Focus::Body).height));
        for focus in [Focus::Quotes, Focus::People, Focus::Contents] {
            let view = self.list_view(focus);
            let list = *self.list(focus);
            self.tops[focus as usize] = list.top(&mut self.entries(focus), view);
        }
    }

    fn arrange(&mut self) {
        let geometry = Geometry::new(self.screen, self.focus, self.alone);
        self.geometry = if self.evidence.is_open() { geometry.with_evidence(self.focus) } else { geometry };
    }

    /// A pane; while another one hides it, where it would stand.
    fn area(&self, focus: Focus) -> Rect {
        let pane = self.geometry.pane(focus);
        if pane.is_empty() { self.geometry.middle } else { pane }
    }

    fn list_view(&self, focus: Focus) -> usize {
        usize::from(list_rows(self.area(focus)).height).max(1)
    }

    pub fn body_view(&self) -> usize {
        usize::from(self.area(Focus::Body).height).max(1)
    }

    fn body(&mut self) -> Body<'_> {
        Body { layout: &mut self.layout, blocks: &self.article.blocks }
    }

    /// The row at the top of the view.
    pub fn body_top(&mut self) -> Spot {
        let (place, view) = (self.place, self.body_view());
        let mut body = self.body();
        let top = body.spot(place);
        body.no_lower(top, view)
    }

    /// Moves the view by rows.
    pub fn scroll(&mut self, rows: usize, down: bool) {
        let (top, view) = (self.body_top(), self.body_view());
        let mut body = self.body();
        let to = if down { body.down(top, rows) } else { body.up(top, rows) };
        let to = body.no_lower(to, view);
        // At the end already: the place stays where it is.
        if to != top {
            self.place = body.place(to);
        }
    }

    /// The first and the last place in view.
    pub fn view(&mut self) -> (Place, Place) {
        let (top, view) = (self.body_top(), self.body_view());
        let mut body = self.body();
        let bottom = body.down(top, view - 1);
        let (block, row) = body.row(bottom);
        (body.place(top), (block, row.range.end))
    }

    fn rows_from(&mut self, top: Spot, rows: usize) -> Vec<(usize, Row)> {
        let mut out = Vec::with_capacity(rows);
        for item in top.item..self.layout.len() {
            let skip = if item == top.item { top.row } else { 0 };
            let block = self.layout.block_of(item);
            let chunk = self.layout.rows(&self.article.blocks, item);
            out.extend(chunk.iter().skip(skip).take(rows - out.len()).map(|r| (block, r.clone())));
            if out.len() == rows {
                break;
            }
        }
        out
    }

    /// Moves the place so that a range of words is in view: not at all if it is,
    /// else so that it begins a third down.
    pub fn reveal(&mut self, start: Place, end: Place) {
        let (first, last) = self.view();
        if start >= first && end <= last {
            return;
        }
        let view = self.body_view();
        let mut body = self.body();
        let (from, to) = (body.spot(start), body.spot((end.0, end.1.saturating_sub(1))));
        let mut rows = 1;
        while rows < view && body.down(from, rows) < to {
            rows += 1;
        }
        let above = (view / 3).min(view.saturating_sub(rows + 1));
        let top = body.up(from, above);
        self.place = body.place(top);
    }

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

    fn select_quote(&mut self, entry: usize) {
        self.move_list(Focus::Quotes, entry);
        let speaker = self.current().and_then(|q| self.article.quotes[q].speaker);
        if let Some(speaker) = speaker.filter(|_| self.focus != Focus::People) {
            self.move_list(Focus::People, speaker);
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

    /// Whether a quotation has just been scrolled out at the bottom: it is less
    /// than a screen away. After a jump the first one in view is meant.
    fn left_below(&mut self, quote: usize) -> bool {
        let last = self.view().1;
        let (top, view) = (self.body_top(), self.body_view());
        let mut body = self.body();
        let reach = body.down(top, 2 * view);
        let reach = body.place(reach);
        self.start(quote).is_some_and(|s| s > last && s <= reach)
    }

    fn follow_section(&mut self) {
        if self.focus != Focus::Contents {
            self.move_list(Focus::Contents, self.article.section_of(self.place.0));
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
        let entry = self.show_only(filter);
        self.go_to_quote(entry);
    }

    /// Shows all quotations again. The body stays where it is.
    pub fn clear_filter(&mut self) {
        let entry = self.show_only(Filter::default());
        self.select_quote(entry);
        self.follow();
    }

    fn show_only(&mut self, filter: Filter) -> usize {
        let current = self.current();
        self.shown = (0..self.article.quotes.len()).filter(|&q| self.passes(&filter, q)).collect();
        self.filter = filter;
        let entry = current.map_or(0, |c| self.shown.partition_point(|&q| q < c));
        entry.min(self.shown.len().saturating_sub(1))
    }

    fn passes(&self, filter: &Filter, index: usize) -> bool {
        let quote = &self.article.quotes[index];
        let is_theirs = |by: &Vec<usize>| quote.speaker.is_some_and(|s| by.contains(&s));
        filter.by.as_ref().is_none_or(is_theirs) && quote_matches(self.article, quote, &filter.query)
    }

    pub fn list(&mut self, focus: Focus) -> &mut List {
        match focus {
            Focus::People => &mut self.people,
            Focus::Contents => &mut self.contents,
            Focus::Quotes | Focus::Body => &mut self.quotes,
        }
    }

    /// Puts a list's cursor onto an entry.
    pub fn move_list(&mut self, focus: Focus, cursor: usize) {
        let view = self.list_view(focus);
        let mut list = *self.list(focus);
        list.go(|cursor| Entries { cursor, ..self.entries(focus) }, view, cursor);
        *self.list(focus) = list;
    }

    pub fn list_page(&mut self, focus: Focus) -> usize {
        let view = self.list_view(focus);
        let list = *self.list(focus);
        list.page(&mut self.entries(focus), view)
    }

    /// The entries of a list, as they stand in its pane.
    pub fn entries(&self, focus: Focus) -> Entries<'_, 'a> {
        let pane = self.area(focus);
        let cursor = match focus {
            Focus::People => self.people.cursor,
            Focus::Contents => self.contents.cursor,
            Focus::Quotes | Focus::Body => self.quotes.cursor,
        };
        Entries { reader: self, focus, width: usize::from(entry_columns(pane)), cursor }
    }
}

/// The columns of a list's entries: one is kept free at each side.
pub fn entry_columns(pane: Rect) -> u16 {
    pane.width.saturating_sub(2).max(1)
}
