//! A list of what stands in many articles, to choose from: letters narrow it, and what is
//! under the cursor is shown beside or below.
//!
//! Comes in: entries, and keys. Goes out: which entry was chosen, or how the list was left.
//! It is a value like the app: `press` changes it, its view draws it. May not know where
//! entries come from.

use std::collections::HashSet;
use std::ops::Range;

use ratatui::layout::Rect;

use super::geometry::{Focus, Geometry, list_rows};
use super::keys::{Action, Key, Keymap, Unit, Way};
use super::line::Line;
use super::pane::{Items, List, Spot};
use super::text_field::{Edited, TextField};
use super::theme::{Face, Faces};
use crate::engine::fuzzy::Words;
use crate::state::{Changes, Settings};

/// Rows of an entry: its head, its facts, and one that is blank.
pub const ROWS: usize = 3;

/// From so many columns on the preview stands beside the list, and takes so many.
const WIDE: u16 = 100;
/// From so many rows on it stands below, if there is no room beside, and takes a third.
const HIGH: u16 = 30;

/// Something to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    pub head: String,
    pub facts: String,
    /// By what else it is found.
    pub also: String,
}

/// What is listed, and what is told of each.
pub trait Stock {
    /// What stands over the list.
    fn title(&self) -> &str;
    /// How one of its entries is called, and several.
    fn names(&self) -> (&'static str, &'static str) {
        ("entry", "entries")
    }
    /// The entries that are there at once.
    fn first(&mut self) -> Vec<Entry>;
    /// All of them, if these are others: asked for once, when the first are on the screen.
    fn all(&mut self) -> Option<Vec<Entry>>;
    /// How its entries can be ordered, in the words for it: first as they are.
    fn orders(&self) -> &'static [&'static str] {
        &[""]
    }
    /// The indices of all entries in one of these orders.
    fn ordered(&self, _order: usize, count: usize) -> Vec<usize> {
        (0..count).collect()
    }
    /// More of an entry: paragraphs, and which of them are set strong.
    fn preview(&mut self, index: usize) -> Vec<(String, bool)>;
}

/// How the list was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// An entry, by its index.
    Chosen(usize),
    Left,
    Cancelled,
}

/// The list, from one time that it is shown to the next.
#[derive(Default)]
pub struct Listing {
    pub title: String,
    pub entries: Vec<Entry>,
    /// Those that are shown, by their index.
    pub shown: Vec<usize>,
    /// One of the orders of what is listed, and all entries in it.
    pub order: usize,
    ordered: Vec<usize>,
    /// The order that is kept for the next time, as far as that was told.
    kept: usize,
    pub filter: TextField,
    pub list: List,
    pub top: Spot,
    pub screen: Rect,
    /// Of the entry under the cursor, by its index.
    pub preview: Option<(usize, Vec<(String, bool)>)>,
    pub is_whole: bool,
    /// The key for another order, if there is one.
    pub sort_key: String,
    /// Told once, until the next key.
    pub message: Option<String>,
}

impl Listing {
    pub fn new(stock: &mut dyn Stock) -> Listing {
        let entries = stock.first();
        let ordered = stock.ordered(0, entries.len());
        Listing { title: stock.title().to_string(), shown: ordered.clone(), ordered, entries, ..Listing::default() }
    }

    /// The same in an order, by the words for it: the first one if there is none such.
    pub fn ordered_by(mut self, order: Option<&str>, stock: &dyn Stock) -> Listing {
        let order = stock.orders().iter().position(|words| Some(*words) == order);
        if let Some(order) = order {
            (self.order, self.kept) = (order, order);
            self.ordered = stock.ordered(order, self.entries.len());
            self.narrow(TextField::default());
        }
        self
    }

    /// The words for the order, if it is not the first.
    pub fn sorted_by(&self, stock: &dyn Stock) -> Option<&'static str> {
        stock.orders().get(self.order).filter(|_| self.order > 0).copied()
    }

    /// What changed since it was asked last, and is to be kept.
    pub fn changes(&mut self, stock: &dyn Stock) -> Changes {
        if std::mem::replace(&mut self.kept, self.order) == self.order {
            return Changes::default();
        }
        let order = stock.orders().get(self.order).map(|order| (*order).to_string());
        Changes { settings: Settings { order, ..Settings::default() }, ..Changes::default() }
    }

    /// The entry under the cursor, by its index.
    pub fn current(&self) -> Option<usize> {
        self.shown.get(self.list.cursor).copied()
    }

    fn middle(&self) -> Rect {
        Geometry::new(self.screen, Focus::Body, true).middle
    }

    /// The list, and the preview if there is room for one.
    pub fn areas(&self) -> (Rect, Option<Rect>) {
        let middle = self.middle();
        if middle.width >= WIDE {
            let width = middle.width / 2;
            let beside = Rect { x: middle.x + width, width: middle.width - width, ..middle };
            return (Rect { width, ..middle }, Some(beside));
        }
        if middle.height < HIGH {
            return (middle, None);
        }
        let height = middle.height - middle.height / 3;
        let below = Rect { y: middle.y + height, height: middle.height - height, ..middle };
        (Rect { height, ..middle }, Some(below))
    }

    fn view(&self) -> usize {
        usize::from(list_rows(self.areas().0).height).max(1)
    }

    /// Brings what depends on the screen and the cursor up to date.
    pub fn settle(&mut self, stock: &mut dyn Stock) {
        let (view, count) = (self.view(), self.shown.len());
        self.top = self.list.top(&mut Even(count), view);
        let (current, has_room) = (self.current(), self.areas().1.is_some());
        if has_room && self.preview.as_ref().map(|(index, _)| *index) != current {
            self.preview = current.map(|index| (index, stock.preview(index)));
        }
    }

    /// Takes over entries, with the cursor on the one that it was on. How much of it has been
    /// read, and what else is told of it, may be other by now.
    pub fn take(&mut self, entries: Vec<Entry>, stock: &dyn Stock) {
        let named = |entry: &Entry| (entry.head.clone(), entry.also.clone());
        let current = self.current().map(|index| named(&self.entries[index]));
        self.entries = entries;
        self.ordered = stock.ordered(self.order, self.entries.len());
        let is_at_top = self.order > 0 && self.list.cursor == 0;
        self.narrow(self.filter.clone());
        // What is first of some need not be first of all: who has not moved stays at the top.
        let is_it = |&index: &usize| is_at_top || Some(named(&self.entries[index])) == current;
        let at = self.shown.iter().position(is_it);
        self.go(at.unwrap_or(0));
        self.preview = None;
    }

    /// Takes the next order, with the cursor on what is first there. Says which, and
    /// whether there is another one.
    pub fn sort(&mut self, stock: &dyn Stock) -> Option<&'static str> {
        let orders = stock.orders();
        self.order = (self.order + 1) % orders.len().max(1);
        self.ordered = stock.ordered(self.order, self.entries.len());
        self.narrow(self.filter.clone());
        orders.get(self.order).filter(|_| orders.len() > 1).copied()
    }

    /// Shows the entries of which every word typed is told: the likeliest first, unless an
    /// order was asked for.
    fn narrow(&mut self, filter: TextField) {
        let told = self.entries.iter().map(|entry| [entry.head.as_str(), &entry.facts, &entry.also]);
        self.shown = match filter.is_empty() {
            true => self.ordered.clone(),
            false => Words::new(filter.text()).narrow(told),
        };
        if !filter.is_empty() && self.order > 0 {
            let meant: HashSet<usize> = self.shown.iter().copied().collect();
            self.shown = self.ordered.iter().copied().filter(|index| meant.contains(index)).collect();
        }
        self.filter = filter;
        self.list = List::default();
    }

    /// Shows the entries with some words, typed at once.
    pub fn find(&mut self, words: &str) {
        self.narrow(TextField::new(words));
    }

    pub fn go(&mut self, cursor: usize) {
        let (view, count) = (self.view(), self.shown.len());
        self.list.go(|_| Even(count), view, cursor);
    }

    /// Takes a key in. Goes out: how the list is left, if it is.
    pub fn press(&mut self, key: Key, keys: &Keymap) -> Option<Left> {
        self.message = None;
        let action = keys.lookup(key);
        match action {
            Some(Action::Cancel) => return Some(Left::Cancelled),
            _ if self.edit(key) => return None,
            Some(Action::Enter) => return self.current().map(Left::Chosen),
            Some(Action::Quit) => return Some(Left::Left),
            Some(Action::Start) => self.go(0),
            Some(Action::End) => self.go(usize::MAX),
            Some(Action::Move(unit @ (Unit::Line | Unit::HalfPage | Unit::Page), way)) => {
                let page = self.list.page(&mut Even(self.shown.len()), self.view());
                let by = match unit {
                    Unit::Page => page,
                    Unit::HalfPage => page.div_ceil(2),
                    _ => 1,
                };
                let cursor = self.list.cursor;
                self.go(if way == Way::Forward { cursor + by } else { cursor.saturating_sub(by) });
            }
            _ if key == Key::Esc && self.filter.is_empty() => return Some(Left::Left),
            _ if key == Key::Esc => self.narrow(TextField::default()),
            _ => {}
        }
        None
    }

    /// Pasted words are words: they never act as keys.
    pub fn paste(&mut self, words: &str) {
        let mut filter = self.filter.clone();
        filter.insert(&crate::clean::line(words));
        self.narrow(filter);
    }

    /// Letters narrow the list: `q` and the space do only once something is typed.
    fn edit(&mut self, key: Key) -> bool {
        if self.filter.is_empty() && matches!(key, Key::Char('q' | ' ')) {
            return false;
        }
        let mut filter = self.filter.clone();
        match filter.edit(key) {
            Some(Edited::Text) => self.narrow(filter),
            Some(Edited::Cursor) => self.filter = filter,
            None => return false,
        }
        true
    }

    /// The rows of some entries; what was typed is lit in them.
    pub fn lines(&self, entries: Range<usize>, width: usize) -> Vec<Line> {
        let mut typed = Words::new(self.filter.text());
        let mut lines = Vec::new();
        for place in entries.start..entries.end.min(self.shown.len()) {
            let entry = &self.entries[self.shown[place]];
            let is_current = place == self.list.cursor;
            let told = [entry.head.as_str(), entry.facts.as_str()];
            let lit = typed.lit(&told);
            for (row, faces) in
                [Faces::from(Face::Strong).when(is_current, Face::Current), Face::Aside.into()].into_iter().enumerate()
            {
                let mut line = super::entry::bar(is_current);
                super::entry::lit_up(&mut line, told[row], lit.get(row).map_or(&[], Vec::as_slice), faces);
                line.cut(width);
                lines.push(line);
            }
            lines.push(Line::default());
        }
        lines
    }
}

/// So many entries, all of one height.
struct Even(usize);

impl Items for Even {
    fn count(&self) -> usize {
        self.0
    }

    fn height(&mut self, _: usize) -> usize {
        ROWS
    }
}

#[cfg(test)]
mod tests;
