//! Searching: the paragraphs with some words, the quotations with some, those of a person.
//!
//! Comes in: words. Goes out: lists of what has them. What takes long is announced first.

use super::command::{self, Way};
use super::list::Kind;
use super::{Linear, Work};
use crate::engine::search::{Hits, Text, Wanted};
use crate::select::{named, quote_matches};

/// What was looked for in the open article.
pub struct Search {
    pub text: Text,
    pub hits: Hits,
    /// The blocks with hits.
    pub blocks: Vec<usize>,
}

impl Linear<'_> {
    pub(super) fn search(&mut self, words: &str) {
        if words.is_empty() {
            return drop(self.say("Type / and the words to search for."));
        }
        if !self.is_long() {
            return self.search_now(words);
        }
        self.say("Searching…");
        self.work = Some(Work::Search(words.to_string()));
    }

    pub(super) fn search_now(&mut self, words: &str) {
        let Some(reader) = self.reader() else { return };
        let blocks = &reader.article.blocks;
        let mut text = self.search.take().map_or_else(|| Text::new(blocks), |search| search.text);
        let hits = text.find(blocks, &Wanted::typed(words));
        let blocks = text.blocks_of(&hits);
        let is_found = !blocks.is_empty();
        self.search = Some(Search { text, hits, blocks });
        if is_found {
            self.list(Kind::Hits);
        } else {
            self.say("No paragraph has these words.");
        }
    }

    pub(super) fn quotations(&mut self, words: &str) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        let is_wanted = |quote: &usize| quote_matches(article, &article.quotes[*quote], words);
        let quotes: Vec<usize> = (0..article.quotes.len()).filter(is_wanted).collect();
        match quotes.is_empty() {
            true if words.is_empty() => drop(self.say("There are no quotations.")),
            true => drop(self.say("No quotation has these words.")),
            false => self.list(Kind::Quotations(quotes)),
        }
    }

    pub(super) fn people(&mut self, name: &str) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        if name.is_empty() && article.people.is_empty() {
            return drop(self.say("No people are named."));
        }
        if name.is_empty() {
            return self.list(Kind::People);
        }
        match command::numbers(name).as_deref() {
            Ok([number]) => self.quotations_of(&[number - 1]),
            _ => self.quotations_of(&named(article, name)),
        }
    }

    pub(super) fn quotations_of(&mut self, people: &[usize]) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        let Some(person) = people.first().and_then(|person| article.people.get(*person)) else {
            return drop(self.say("Nobody here is called so; p lists the people."));
        };
        let is_theirs = |quote: &usize| article.quotes[*quote].speaker.is_some_and(|id| people.contains(&id));
        let quotes: Vec<usize> = (0..article.quotes.len()).filter(is_theirs).collect();
        if quotes.is_empty() {
            self.say(&format!("{} is not quoted here.", person.name));
        } else {
            self.list(Kind::Quotations(quotes));
        }
    }

    pub(super) fn hit(&mut self, way: Way) {
        let Some(step) = self.here() else { return };
        let blocks = self.search.as_ref().map_or(&[][..], |search| &search.blocks);
        let next = match way {
            Way::Forward => blocks.iter().find(|block| **block > step.block),
            Way::Back => blocks.iter().rev().find(|block| **block < step.before.start.min(step.block)),
        };
        match (next, blocks.is_empty()) {
            (Some(&block), _) => self.go((block, 0)),
            (None, true) => drop(self.say("Search first: type / and words.")),
            (None, false) => drop(self.say("There is no other paragraph with these words.")),
        }
    }
}
