//! The lists beside the body, narrowed by what is typed.
//!
//! Comes in: a list and what is typed. Goes out: which items its entries are. People
//! come the likeliest first; quotations and sections keep their order, and of the
//! sections the likeliest is at hand.

use super::{Reader, Search};
use crate::article::Person;
use crate::engine::fuzzy;
use crate::engine::search::Wanted;
use crate::ui::geometry::Focus;

/// A list of which some entries are shown.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    pub typed: String,
    /// The items, by their number in the article.
    pub items: Vec<usize>,
}

/// What there is to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    Evidence,
    Narrowed(Focus),
    Search,
    Filter,
    Only,
}

impl Reader<'_> {
    /// What is closed next: the evidence, what narrows the list at hand, hits, what else
    /// narrows a list.
    pub fn open(&self) -> Option<Open> {
        let is_narrowed = |focus: &Focus| *focus != Focus::Body && !self.typed_for(*focus).is_empty();
        // The hits of the words that are shown go with these.
        let only = |search: &Search| self.only.as_ref().is_some_and(|only| search.wanted == Wanted::typed(&only.words));
        let lists = [Focus::Quotes, Focus::People, Focus::Contents].into_iter();
        Some(match &self.search {
            _ if self.evidence.is_open() => Open::Evidence,
            _ if is_narrowed(&self.focus) => Open::Narrowed(self.focus),
            Some(search) if !only(search) => Open::Search,
            _ if self.filter.by.is_some() || !self.filter.query.trim().is_empty() => Open::Filter,
            _ => match lists.into_iter().find(is_narrowed) {
                Some(list) => Open::Narrowed(list),
                None if self.only.is_some() => Open::Only,
                None => return None,
            },
        })
    }

    /// What narrows a list, as it was typed; empty if nothing does.
    pub fn typed_for(&self, focus: Focus) -> &str {
        match focus {
            Focus::Quotes | Focus::Body => &self.filter.like,
            focus => self.narrowed(focus).map_or("", |narrowed| &narrowed.typed),
        }
    }

    /// Shows the entries that what is typed could mean.
    pub fn narrow(&mut self, focus: Focus, typed: &str) {
        // While letters come and go it is always that where the prompt was opened.
        let item = self.origin.as_ref().map_or_else(|| self.at_cursor(focus), |origin| origin.at_cursor(focus));
        if matches!(focus, Focus::Quotes | Focus::Body) {
            self.filter.like = typed.to_string();
            self.list_quotes();
            let entry = item.map_or(0, |item| self.shown.partition_point(|&quote| quote < item));
            let entry = entry.min(self.shown.len().saturating_sub(1));
            return if typed.is_empty() { self.select_quote(entry) } else { self.go_to_quote(entry) };
        }
        let best = self.keep_alike(focus, typed);
        if let Some(entry) = best.or(item).and_then(|item| self.entry(focus, item)) {
            self.move_list(focus, entry);
        }
    }

    /// Finds the entries anew, and the likeliest of them.
    pub(super) fn keep_alike(&mut self, focus: Focus, typed: &str) -> Option<usize> {
        let narrowed = (!typed.trim().is_empty()).then(|| {
            let items = match focus {
                Focus::People => fuzzy::narrow(typed, self.article.people.iter().map(forms)),
                _ => {
                    let heading = |section: &crate::article::Section| section.heading.clone().unwrap_or_default();
                    fuzzy::narrow(typed, self.article.sections.iter().map(|section| [heading(section)]))
                }
            };
            Narrowed { typed: typed.to_string(), items }
        });
        let best = narrowed.as_ref().and_then(|narrowed| narrowed.items.first().copied());
        let own = if focus == Focus::People { &mut self.narrowed.0 } else { &mut self.narrowed.1 };
        *own = narrowed;
        if let Some(narrowed) = own.as_mut().filter(|_| focus == Focus::Contents) {
            narrowed.items.sort_unstable();
        }
        best
    }

    fn narrowed(&self, focus: Focus) -> Option<&Narrowed> {
        match focus {
            Focus::People => self.narrowed.0.as_ref(),
            Focus::Contents => self.narrowed.1.as_ref(),
            Focus::Quotes | Focus::Body => None,
        }
    }

    /// How many entries a list has.
    pub fn entry_count(&self, focus: Focus) -> usize {
        match (focus, self.narrowed(focus)) {
            (_, Some(narrowed)) => narrowed.items.len(),
            (Focus::People, None) => self.article.people.len(),
            (Focus::Contents, None) => self.article.sections.len(),
            (Focus::Quotes | Focus::Body, None) => self.shown.len(),
        }
    }

    /// What an entry of a list is of: a quotation, a person, a section.
    pub fn item(&self, focus: Focus, entry: usize) -> Option<usize> {
        match (focus, self.narrowed(focus)) {
            (_, Some(narrowed)) => narrowed.items.get(entry).copied(),
            (Focus::Quotes | Focus::Body, None) => self.shown.get(entry).copied(),
            (_, None) => (entry < self.entry_count(focus)).then_some(entry),
        }
    }

    /// The entry of an item; of a section that is not shown that of the one before.
    pub fn entry(&self, focus: Focus, item: usize) -> Option<usize> {
        match (focus, self.narrowed(focus)) {
            (Focus::Contents, Some(narrowed)) => narrowed.items.partition_point(|&other| other <= item).checked_sub(1),
            (_, Some(narrowed)) => narrowed.items.iter().position(|&other| other == item),
            (Focus::Quotes | Focus::Body, None) => self.shown.binary_search(&item).ok(),
            (_, None) => Some(item),
        }
    }

    /// What the cursor of a list is on.
    pub fn at_cursor(&self, focus: Focus) -> Option<usize> {
        let cursor = match focus {
            Focus::People => self.people.cursor,
            Focus::Contents => self.contents.cursor,
            Focus::Quotes | Focus::Body => self.quotes.cursor,
        };
        self.item(focus, cursor)
    }
}

/// All by which somebody could be looked for: the names, and the name with the role.
fn forms(person: &Person) -> impl Iterator<Item = String> {
    let role = person.role.as_ref().map(|role| format!("{} {role}", person.name));
    std::iter::once(&person.name).chain(&person.aliases).cloned().chain(role)
}
