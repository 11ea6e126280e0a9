//! A list of what stands in many articles, in lines: it is the interface's own, told some
//! entries at a time.
//!
//! Comes in: the list, what it is of, and what was typed, a line at a time. Goes out: lines,
//! and how the list was left. A number means what was told by it last. May not know how a
//! list is drawn, or where its entries come from.

use std::ops::Range;

use super::command::{self, Asked, OF_LIST, OfList};
use super::{help, told};
use crate::state::Changes;
use crate::ui::listing::{Left, Listing, Stock};

/// So many entries are told at once.
const PAGE: usize = 10;

pub struct Choosing<'l> {
    listing: &'l mut Listing,
    stock: &'l mut dyn Stock,
    /// The places in the list that were told since it was begun.
    known: Range<usize>,
    /// Columns of a line.
    pub width: usize,
    told: String,
}

impl<'l> Choosing<'l> {
    /// The list as it is now, told from where the cursor is on.
    pub fn new(listing: &'l mut Listing, stock: &'l mut dyn Stock, width: usize) -> Choosing<'l> {
        if !std::mem::replace(&mut listing.is_whole, true)
            && let Some(entries) = stock.all()
        {
            listing.take(entries, stock);
        }
        let (message, from) = (listing.message.take(), listing.list.cursor / PAGE * PAGE);
        let mut choosing = Choosing { listing, stock, known: 0..0, width, told: String::new() };
        message.iter().for_each(|message| choosing.say(&format!("It cannot be opened: {message}.")));
        choosing.begin(from);
        choosing
    }

    /// What there is to say since it was asked last.
    pub fn told(&mut self) -> String {
        std::mem::take(&mut self.told)
    }

    /// What changed since it was asked last, and is to be kept.
    pub fn changes(&mut self) -> Changes {
        self.listing.changes(self.stock)
    }

    /// Does what a line asks for. Goes out: how the list is left, if it is.
    pub fn obey(&mut self, line: &str) -> Option<Left> {
        match command::read(OF_LIST, line) {
            Ok(Asked::Numbers(numbers)) => return self.choose(&numbers),
            Ok(Asked::On) => self.more(),
            Ok(Asked::Do(action, rest)) => match action {
                OfList::Narrow => self.narrow(&rest),
                OfList::More => self.more(),
                OfList::Preview => self.preview(&rest),
                OfList::Sort => self.sort(),
                OfList::Anew => self.begin(0),
                OfList::Help => self.told.push_str(&help(OF_LIST, self.width)),
                OfList::Quit => return Some(Left::Left),
            },
            Err(why) => self.say(&why),
        }
        None
    }

    fn say(&mut self, line: &str) {
        self.told.push_str(&told::line(line, self.width));
    }

    /// Tells what the list is, how much is in it, and its entries from a place on.
    fn begin(&mut self, from: usize) {
        let from = if from < self.listing.shown.len() { from } else { 0 };
        self.known = from..from;
        self.say(&self.head());
        if from > 0 {
            self.say(&format!("It goes on where you were, at {}; b tells it from 1.", from + 1));
        }
        self.go_on();
    }

    fn head(&self) -> String {
        let (all, shown) = (self.listing.entries.len(), self.listing.shown.len());
        let (one, many) = self.stock.names();
        let (title, words) = (&self.listing.title, self.listing.filter.text());
        let order = self.listing.sorted_by(self.stock);
        let order = order.map_or(String::new(), |order| format!(", sorted by {order}"));
        let all = told::count(all, one, many);
        match (shown, words.is_empty()) {
            (0, true) => format!("{title}: {all}."),
            (_, true) => format!("{title}: {all}{order}; a number opens one, / and words search, ? helps."),
            (0, false) => format!("{title}: of {all} none has “{words}”; / alone lists all."),
            _ => format!("{title}: {shown} of {all} with “{words}”{order}; a number opens one, / alone lists all."),
        }
    }

    fn more(&mut self) {
        if self.known.end < self.listing.shown.len() {
            self.go_on();
        } else {
            self.say("That was all of the list; b tells it again, ? helps.");
        }
    }

    fn go_on(&mut self) {
        let size = self.listing.shown.len();
        let end = size.min(self.known.end + PAGE);
        for place in self.known.end..end {
            let entry = &self.listing.entries[self.listing.shown[place]];
            self.told.push_str(&told::listed(entry, place + 1, self.width));
        }
        self.known.end = end;
        if end < size {
            self.say(&format!("{} more: type m.", size - end));
        }
    }

    fn narrow(&mut self, words: &str) {
        self.listing.find(words);
        self.begin(0);
    }

    fn sort(&mut self) {
        match self.listing.sort(self.stock) {
            Some(order) if self.listing.order == 0 => self.say(&format!("As at first: {order}.")),
            Some(_) => {}
            None => return self.say("This list has one order only."),
        }
        self.begin(0);
    }

    fn choose(&mut self, numbers: &[usize]) -> Option<Left> {
        let &[number] = numbers else {
            self.say("Type one number; it opens that one.");
            return None;
        };
        let index = self.meant(number)?;
        self.listing.go(number - 1);
        Some(Left::Chosen(index))
    }

    fn preview(&mut self, rest: &str) {
        let number = match command::numbers(rest).as_deref() {
            Ok(&[number]) => number,
            Ok(_) => return self.say("Type i and one number of the list."),
            Err(why) => return self.say(&why.clone()),
        };
        let Some(index) = self.meant(number) else { return };
        let paragraphs = self.stock.preview(index);
        paragraphs.iter().for_each(|(words, _)| self.told.push_str(&told::paragraph(words, self.width)));
        self.say(&format!("{number} opens it."));
    }

    /// What a number means, by its index. Whoever was not told one does not know what it is of.
    fn meant(&mut self, number: usize) -> Option<usize> {
        let (size, known) = (self.listing.shown.len(), self.known.clone());
        if known.contains(&(number - 1)) {
            return self.listing.shown.get(number - 1).copied();
        }
        let all: Vec<usize> = known.map(|place| place + 1).collect();
        let told = told::numbers(&all);
        self.say(&match (all.is_empty(), number > size) {
            (true, _) => "There is nothing in the list; / alone lists all.".to_string(),
            (false, true) => format!("There is no number {number} in the list, which has {size}."),
            (false, false) => format!("Number {number} was not told yet, only {told}; m tells more, b all from 1."),
        });
        None
    }
}
