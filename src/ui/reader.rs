//! One open article: its panes, the reading place, the current quotation.
//!
//! Comes in: an article and where the panes stand. Goes out: what stands in the
//! view. The place is a place in the words; it is set when the reader moves and
//! by nothing else, so that no change of size can shift it. May not know keys,
//! files or colours.

mod ahead;
mod cells;
mod evidence;
mod figures;
mod items;
mod links;
mod lists;
mod memory;
mod narrow;
mod notes;
mod only;
mod places;
mod quotes;
mod search;
mod selection;
mod takeover;
mod trail;

use std::cell::OnceCell;

use ratatui::layout::Rect;

use super::column::{Column, Setting};
use super::geometry::{Focus, Geometry, column, list_rows};
use super::pane::{Items, List, Spot};
use crate::article::Article;
use crate::engine::search::Text;
use crate::layout::{Form, Language, Layout, Row, Spread};
use crate::select::Said;
use evidence::Shown;
use figures::Figures;
pub use figures::{Granted, Wish};
pub use items::Entries;
use items::{Body, Heights};
pub use lists::entry_columns;
pub use memory::Memory;
use narrow::Narrowed;
pub use narrow::Open;
pub use notes::Notes;
use only::Only;
use places::Places;
use search::Origin;
pub use search::Search;
pub use selection::Selection;
pub use trail::{Motion, Trail};

pub use crate::passage::Place;

/// Which quotations are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose; none means everybody's, an empty list nobody's.
    pub by: Option<Vec<usize>>,
    pub query: String,
    /// What narrows their list, as it was typed.
    pub like: String,
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
    /// What is shown of the body, if not all.
    pub only: Option<Only>,
    pub evidence: Shown,
    pub selection: Option<Selection>,
    /// The article is being searched: more quotations and people may come.
    pub is_sought: bool,
    pub places: Places,
    pub memory: Memory,
    pub notes: Notes,
    pub trail: Trail,
    /// Which boxes are drawn before quotations, if any: those that are marked.
    pub marked: Option<std::collections::BTreeSet<usize>>,
    /// The rows in view, for the frame.
    pub visible: Vec<(usize, Row)>,
    pub tops: [Spot; 4],
    /// The column that is wanted.
    pub column: Column,
    screen: Rect,
    layout: Layout,
    pub figures: Figures,
    /// Rows of a picture that are above the view, while the place is this one.
    sunk: (Place, usize),
    language: OnceCell<Option<Language>>,
    heights: Heights,
    text: Option<Text>,
    /// What is said of the quotations, once their list was narrowed.
    said: Option<Said>,
    /// The people and the sections that are listed, if not all.
    narrowed: (Option<Narrowed>, Option<Narrowed>),
    /// Where the prompt was opened, while one is.
    origin: Option<Origin>,
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
            only: None,
            evidence: Shown::default(),
            selection: None,
            is_sought: false,
            places: Places::new(article),
            memory: Memory::default(),
            notes: Notes::default(),
            trail: Trail::default(),
            marked: None,
            visible: Vec::new(),
            tops: [Spot::default(); 4],
            column: Column::default(),
            screen: Rect::default(),
            layout: Layout::new(&article.blocks),
            figures: Figures::default(),
            sunk: ((0, 0), 0),
            language: OnceCell::new(),
            heights: Heights::default(),
            text: None,
            said: None,
            narrowed: (None, None),
            origin: None,
        }
    }

    /// Puts the panes onto a screen and finds what is in view.
    pub fn settle(&mut self, screen: Rect, wanted: Column) {
        (self.screen, self.column) = (screen, wanted);
        if self.focus != Focus::Body {
            // It is of the body: keys of a list would change what is not looked at.
            self.selection = None;
        }
        self.arrange();
        self.set_width();
        if self.sunk.0 != self.place {
            self.sunk = (self.place, 0);
        }
        let top = self.body_top();
        self.visible = self.rows_from(top, usize::from(self.area(Focus::Body).height));
        self.look_for_pictures();
        for focus in [Focus::Quotes, Focus::People, Focus::Contents] {
            let view = self.list_view(focus);
            let list = *self.list(focus);
            self.tops[focus as usize] = list.top(&mut self.entries(focus), view);
        }
    }

    fn set_width(&mut self) {
        let width = column(self.area(Focus::Body), self.column.measure).width;
        self.layout.set(Form { width, language: self.hyphenates(), is_justified: self.is_justified() });
        self.illustrate(width.max(1));
    }

    /// The language by which words are parted, if that is wanted and it is known.
    pub fn hyphenates(&self) -> Option<Language> {
        if self.column.setting == Setting::Ragged {
            return None;
        }
        *self.language.get_or_init(|| Language::of(self.article))
    }

    /// The spaces of a row, if they are widened.
    pub fn spread(&self, block: usize, row: &Row) -> Option<Spread> {
        self.layout.spread(&self.article.blocks, block, row)
    }

    /// Whether lines are of one length: only together with hyphens.
    fn is_justified(&self) -> bool {
        self.column.setting == Setting::Justified && self.hyphenates().is_some()
    }

    fn arrange(&mut self) {
        let geometry = Geometry::new(self.screen, self.focus, self.alone);
        self.geometry =
            if self.evidence.is_open() { geometry.with_evidence(self.focus, self.column.measure) } else { geometry };
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
        let sunk = if self.sunk.0 == place { self.sunk.1 } else { 0 };
        let mut body = self.body();
        let top = body.spot(place);
        // A picture may have become smaller.
        let top = Spot { row: (top.row + sunk).min(body.words_of(top.item).max(top.row)), ..top };
        body.no_lower(top, view)
    }

    /// Whether the last row is in view.
    pub fn is_at_end(&mut self) -> bool {
        let (top, view) = (self.body_top(), self.body_view());
        top == self.body().lowest_top(view)
    }

    /// Makes a row the one at the top.
    fn stand_at(&mut self, top: Spot) {
        let mut body = self.body();
        let place = body.place(top);
        let sunk = top.row.saturating_sub(body.spot(place).row);
        (self.place, self.sunk) = (place, (place, sunk));
    }

    /// Moves the view by rows.
    pub fn scroll(&mut self, rows: usize, down: bool) {
        self.trail.moved_by(Motion::Scroll);
        let (top, view) = (self.body_top(), self.body_view());
        let mut body = self.body();
        let to = if down { body.down(top, rows) } else { body.up(top, rows) };
        let to = body.no_lower(to, view);
        // At the end already: the place stays where it is.
        if to != top {
            self.stand_at(to);
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
        let (from, to) = (body.spot(start), body.words_spot((end.0, end.1.saturating_sub(1))));
        let mut rows = 1;
        while rows < view && body.down(from, rows) < to {
            rows += 1;
        }
        let above = (view / 3).min(view.saturating_sub(rows + 1));
        let top = body.up(from, above);
        self.stand_at(top);
    }
}
