//! One quotation: the next or the last one, why somebody is taken to have said it, and that
//! it is the one.
//!
//! Comes in: which one, by its number or by its place. Goes out: its words, or that it was
//! chosen. May not know lists.

use super::command::{self, Way};
use super::{Flow, Linear, told};
use crate::evidence::evidence;

impl Linear<'_> {
    /// To a quotation: one line tells it, and the place is that of its paragraph.
    pub(super) fn quotation(&mut self, way: Way) {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return };
        let quotes = &reader.article.quotes;
        let begins = |quote: &usize| quotes[*quote].spans.first().map(|span| (span.block, span.start));
        let (from, to) = (step.place(), (step.block, step.range.end));
        let all = 0..quotes.len();
        let next = match (self.quote, way) {
            (Some(quote), Way::Forward) => Some(quote + 1).filter(|next| *next < quotes.len()),
            (Some(quote), Way::Back) => quote.checked_sub(1),
            (None, Way::Forward) => all.clone().find(|quote| begins(quote).is_none_or(|place| place >= from)),
            (None, Way::Back) => all.rev().find(|quote| begins(quote).is_some_and(|place| place < to)),
        };
        let Some(next) = next else {
            let no_more =
                if way == Way::Forward { "There is no quotation after this." } else { "There is none before this." };
            return drop(self.say(no_more));
        };
        let (told, place) = (told::quote(reader.article, next, self.width), begins(&next));
        let before = self.section_here();
        self.list = None;
        self.quote = Some(next);
        place.into_iter().for_each(|place| self.move_to(place));
        self.tell_section(before);
        self.told.push_str(&told);
    }

    pub(super) fn evidence(&mut self, rest: &str) -> Flow {
        let Some(article) = self.reader().map(|reader| reader.article) else { return Flow::Continue };
        let quote = match command::numbers(rest).as_deref() {
            Ok(numbers @ ([] | [_])) => self.quote_meant(numbers),
            Ok(_) => return self.say("Type one number of a quotation; l lists them."),
            Err(why) => return self.say(&why.clone()),
        };
        let Some(index) = quote.filter(|index| *index < article.quotes.len()) else {
            let no_such = if rest.is_empty() { "There is no quotation here" } else { "There is no such quotation" };
            return self.say(&format!("{no_such}; l lists all {}.", article.quotes.len()));
        };
        let told = told::whole_quote(article, index, self.width);
        let why = evidence(article, &article.quotes[index]).words;
        self.quote = Some(index);
        self.told.push_str(&told);
        self.told.push_str(&told::line(&format!("{why}."), self.width));
        Flow::Continue
    }

    /// Leaves with quotations, by their numbers.
    pub(super) fn choose(&mut self, rest: &str) -> Flow {
        let Some((open, reader)) = self.app.open.zip(self.reader()) else { return Flow::Continue };
        let all = reader.article.quotes.len();
        let numbers = match command::numbers(rest) {
            Ok(numbers) if numbers.is_empty() => self.quote.map(|quote| quote + 1).into_iter().collect(),
            Ok(numbers) => numbers,
            Err(why) => return self.say(&why),
        };
        match numbers.iter().find(|number| **number > all) {
            Some(_) => self.say(&format!("There is no such quotation; l lists all {all}.")),
            None if numbers.is_empty() => self.say("Type c and the number of a quotation; l lists them."),
            None => Flow::Chosen(numbers.into_iter().map(|number| (open, number - 1)).collect()),
        }
    }
}
