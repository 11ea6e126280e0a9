//! An article that was searched, corrected or edited takes the place of what it was before.
//!
//! Comes in: a reader, and the same article with other quotations and people. Goes
//! out: the reader with these, and nothing that was seen moved: the place, the
//! current quotation, filters, marks and the search stay. Where the current quotation is
//! none any more, the next one is current.

use std::collections::{BTreeSet, HashMap};

use super::{Heights, Places, Reader};
use crate::article::{Article, Quote, Span};
use crate::state::{Entry, Found};
use crate::ui::geometry::Focus;
use crate::ui::pane::{List, Spot};

impl<'a> Reader<'a> {
    /// Goes on with an article of the same blocks.
    pub fn take_over(&mut self, article: &'a Article) {
        let quotes = same_quotes(self.article, article);
        let people = same_people(self.article, article);
        let same = |quote: usize| quotes.get(quote).copied().flatten();
        let (current, person) = (self.current(), self.at_cursor(Focus::People));
        let was = current.map(|quote| order(&self.article.quotes[quote]));
        let top = self.tops[Focus::Quotes as usize];
        let at_top = self.shown.get(top.item).copied();
        self.is_sought = false;
        self.marked = self.marked.take().map(|marked| marked.into_iter().filter_map(same).collect::<BTreeSet<_>>());
        self.filter.by = self.filter.by.take().map(|by| by.into_iter().filter_map(|id| *people.get(id)?).collect());
        self.evidence = self.evidence.taken_over(same);
        if let Some(origin) = &mut self.origin {
            origin.take_over(same, |person| people.get(person).copied().flatten());
        }
        let before = std::mem::replace(&mut self.article, article);
        self.keep_figures(before);
        self.places = Places::new(article);
        self.heights = Heights::default();
        self.said = None;
        self.shown = self.passing();
        let typed = self.typed_for(Focus::People).to_string();
        self.keep_alike(Focus::People, &typed);
        let entry = |reader: &Reader<'_>, quote: Option<usize>| {
            quote.and_then(same).and_then(|quote| reader.shown.binary_search(&quote).ok())
        };
        let person = person.and_then(|person| people.get(person).copied().flatten());
        self.people.cursor = person.and_then(|person| self.entry(Focus::People, person)).unwrap_or(0);
        self.quotes = match entry(self, current) {
            Some(current) => List::at(current, Spot { item: entry(self, at_top).unwrap_or(current), ..top }),
            None if was.is_some() => {
                let after = |quote: &usize| Some(order(&article.quotes[*quote])) < was;
                let next = self.shown.partition_point(after).min(self.shown.len().saturating_sub(1));
                List::at(next, Spot { item: entry(self, at_top).unwrap_or(next), ..top })
            }
            None => {
                // There was none: the first in view, or the nearest.
                self.quotes = List::default();
                self.follow();
                self.quotes
            }
        };
        self.select_quote(self.quotes.cursor);
    }
}

impl<'a> Reader<'a> {
    /// Goes on with an article whose words are others: at the words that are at the top, or
    /// as far in as they were. What was narrowed and marked is so no more. False if words
    /// were selected that are others now.
    pub fn read_anew(&mut self, article: &'a Article, own: Entry) -> bool {
        let anchor = self.anchor();
        let wanted = self.search.as_ref().map(|search| search.wanted.clone());
        let mut anew = Reader::new(article);
        (anew.focus, anew.alone, anew.before_contents) = (self.focus, self.alone, self.before_contents);
        anew.marked = self.marked.as_ref().map(|_| BTreeSet::new());
        let (Found::Words(block, byte) | Found::Share(block, byte)) = anchor.find(&article.blocks);
        anew.place = (block, byte);
        anew.selection = self.selection_in(&article.blocks, anew.place);
        let keeps_selection = self.selection.is_none() || anew.selection.is_some();
        anew.memory = self.memory.of_edited(own);
        anew.notes = std::mem::take(&mut self.notes).in_other(&article.blocks);
        anew.figures.show(self.figures.medium());
        anew.settle(self.screen, self.column);
        anew.follow();
        if let Some(wanted) = wanted {
            anew.find(wanted);
        }
        anew.begin_here();
        *self = anew;
        keeps_selection
    }
}

/// For each quotation what it is among the new ones.
fn same_quotes(old: &Article, new: &Article) -> Vec<Option<usize>> {
    fn key(quote: &Quote) -> (Option<&Span>, &str) {
        (quote.spans.first(), &quote.words)
    }
    let mut places: HashMap<_, Vec<usize>> = HashMap::new();
    for (id, quote) in new.quotes.iter().enumerate().rev() {
        places.entry(key(quote)).or_default().push(id);
    }
    // One that was joined to another is there as a part of it.
    let around = |quote: &Quote| {
        let first = quote.spans.first()?;
        new.quotes.iter().position(|other| other.spans.contains(first))
    };
    // The same words twice without a place: the first is the first.
    let same = old.quotes.iter().map(|quote| places.get_mut(&key(quote)).and_then(Vec::pop).or_else(|| around(quote)));
    same.collect()
}

/// By what quotations are in order.
fn order(quote: &Quote) -> (bool, Option<&Span>) {
    (quote.spans.is_empty(), quote.spans.first())
}

/// For each person who that is among the new ones, be it under another name.
fn same_people(old: &Article, new: &Article) -> Vec<Option<usize>> {
    let named = |id: usize, name: &str| new.people.get(id).is_some_and(|p| p.name == name);
    let find = |name: &str| {
        let named = new.people.iter().position(|p| p.name == name);
        named.or_else(|| new.people.iter().position(|p| p.aliases.iter().any(|alias| alias == name)))
    };
    let people = old.people.iter().enumerate();
    people.map(|(id, p)| if named(id, &p.name) { Some(id) } else { find(&p.name) }).collect()
}
