//! The reader in lines: for screen readers, for terminals that cannot draw, for pipes.
//!
//! Comes in: articles, and what was typed, a line at a time. Goes out: lines that are only
//! ever added, and how it goes on. The place, and what is kept of it, is the interface's
//! own. Each answer is bounded. May not know keys, colours or the terminal, but for the
//! one file that reads and writes it.

pub mod command;
mod list;
mod step;
pub mod terminal;
mod told;

use ratatui::layout::Rect;

use crate::engine::search::{Hits, Text, Wanted};
use crate::evidence::evidence;
use crate::passage::Place;
use crate::select::{named, quote_matches};
use crate::shelf::Held;
use crate::state::Changes;
use crate::ui::Options;
use crate::ui::app::App;
use crate::ui::reader::Reader;
use command::{Action, Asked, Way};
use list::{Kind, List};
use step::Step;

/// A page is told until it has so many lines.
const PAGE: usize = 20;

/// The interface is asked for no more than where it is; its screen is never drawn.
const SCREEN: Rect = Rect::new(0, 0, 80, 24);

/// How it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flow {
    Continue,
    /// Quotations, by article and quotation.
    Chosen(Vec<(usize, usize)>),
    Left,
}

pub struct Linear<'a> {
    app: App<'a>,
    options: &'a Options,
    /// The list whose numbers can be typed.
    list: Option<List>,
    /// The quotation that was told last, until one reads on.
    quote: Option<usize>,
    search: Option<Search>,
    /// Columns of a line.
    pub width: usize,
    told: String,
}

/// What was looked for in the open article.
struct Search {
    text: Text,
    hits: Hits,
    /// The blocks with hits.
    blocks: Vec<usize>,
}

impl<'a> Linear<'a> {
    /// One article is opened at once; several are listed first.
    pub fn new(articles: &'a [Held], options: &'a Options, width: usize) -> Linear<'a> {
        let app = App::new(articles, options, SCREEN);
        let mut linear = Linear { app, options, list: None, quote: None, search: None, width, told: String::new() };
        match linear.app.open {
            Some(index) => linear.open(index),
            None => linear.articles(),
        }
        linear
    }

    /// What there is to say since it was asked last.
    pub fn told(&mut self) -> String {
        std::mem::take(&mut self.told)
    }

    /// What changed since it was asked last, and is to be kept.
    pub fn changes(&mut self) -> Changes {
        self.app.remember();
        std::mem::take(&mut self.app.changes)
    }

    /// Does what a line asks for.
    pub fn obey(&mut self, line: &str) -> Flow {
        match command::read(line) {
            Ok(Asked::Numbers(numbers)) => self.choose_of_list(&numbers),
            Ok(Asked::Do(action, rest)) => self.act(action, &rest),
            Err(why) => self.say(&why),
        }
    }

    fn say(&mut self, line: &str) -> Flow {
        self.told.push_str(line);
        self.told.push('\n');
        Flow::Continue
    }

    fn act(&mut self, action: Action, rest: &str) -> Flow {
        match action {
            Action::Quit => return Flow::Left,
            Action::Help => self.told.push_str(&command::help()),
            Action::Articles => self.articles(),
            Action::More => self.more(),
            _ if self.app.open.is_none() => return self.say("Type the number of an article; b lists them."),
            Action::Step(way) => self.step(way),
            Action::Page => self.page(),
            Action::Again => self.tell_step(),
            Action::Section(way) => return self.section(way, rest),
            Action::Quotation(way) => self.quotation(way),
            Action::Hit(way) => self.hit(way),
            Action::Start => self.go((0, 0)),
            Action::End => self.go((usize::MAX, usize::MAX)),
            Action::Where => self.tell_place(),
            Action::Sections => self.list(Kind::Sections),
            Action::Quotations => self.quotations(rest),
            Action::People => self.people(rest),
            Action::Search => self.search(rest),
            Action::Evidence => return self.evidence(rest),
            Action::Choose => return self.choose(rest),
        }
        Flow::Continue
    }

    fn open(&mut self, index: usize) {
        self.app.open(index);
        // Nobody can be shown it before.
        for index in std::mem::take(&mut self.app.sought) {
            if self.app.articles[index].is_whole() {
                continue;
            }
            let found = self.app.articles[index].search();
            self.app.take_over(index, found);
        }
        (self.list, self.quote, self.search) = (None, None, None);
        let message = self.app.message.take();
        let Some(reader) = self.app.reader() else { return };
        let is_back = reader.place != (0, 0);
        let told = format!("{}\n{}", told::title(&self.app.articles[index]), told::facts(reader));
        let shown = reader.shown.clone();
        self.told.push_str(&told);
        message.iter().for_each(|message| drop(self.say(&format!("{message}."))));
        let options = self.options;
        if options.multi || options.by.is_some() || !options.query.trim().is_empty() {
            return self.list(Kind::Quotations(shown));
        }
        if is_back {
            self.tell_place();
        }
        self.tell_step();
    }

    fn reader(&self) -> Option<&Reader<'a>> {
        self.app.reader()
    }

    /// The step at the place.
    fn here(&self) -> Option<Step> {
        self.reader().and_then(|reader| Step::at(&reader.article.blocks, reader.place))
    }

    fn tell_step(&mut self) {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return };
        let told = told::step(reader, &step, self.width);
        self.told.push_str(&told);
    }

    fn tell_place(&mut self) {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return };
        let told = told::place(reader, &step);
        self.told.push_str(&told);
    }

    /// Moves the place. What is listed stays until one reads on.
    fn move_to(&mut self, place: Place) {
        if let Some(reader) = self.app.reader_mut()
            && let Some(step) = Step::at(&reader.article.blocks, place)
        {
            reader.place = step.place();
        }
    }

    /// Moves the place and tells what is there.
    fn go(&mut self, place: Place) {
        (self.list, self.quote) = (None, None);
        self.move_to(place);
        self.tell_step();
    }

    /// The place a step on or back, if there is one.
    fn beside(&self, way: Way) -> Option<Place> {
        let (blocks, step) = (&self.reader()?.article.blocks, self.here()?);
        match way {
            Way::Forward => step.next(blocks),
            Way::Back => step.back(blocks),
        }
    }

    fn step(&mut self, way: Way) {
        match (self.beside(way), way) {
            (Some(place), _) => self.go(place),
            (None, Way::Forward) => drop(self.say("This is the end. g goes to the start, q leaves.")),
            (None, Way::Back) => drop(self.say("This is the start.")),
        }
    }

    fn page(&mut self) {
        let before = self.told.lines().count();
        self.step(Way::Forward);
        while self.told.lines().count() < before + PAGE
            && let Some(place) = self.beside(Way::Forward)
        {
            self.told.push('\n');
            self.go(place);
        }
    }

    fn section(&mut self, way: Way, rest: &str) -> Flow {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return Flow::Continue };
        let (sections, here) = (&reader.article.sections, reader.article.section_of(step.block));
        let to = match command::numbers(rest).as_deref() {
            Ok([]) if way == Way::Forward => Some(here + 1),
            Ok([]) => here.checked_sub(1),
            Ok([number]) => Some(number - 1),
            Ok(_) => return self.say("Type one number of a section; o lists them."),
            Err(why) => return self.say(&why.clone()),
        };
        match to.and_then(|to| sections.get(to)) {
            Some(section) => self.go((section.blocks.start, 0)),
            None if rest.is_empty() && way == Way::Forward => drop(self.say("This is the last section.")),
            None if rest.is_empty() => drop(self.say("This is the first section.")),
            None => drop(self.say(&format!("There is no such section; o lists all {}.", sections.len()))),
        }
        Flow::Continue
    }

    /// To a quotation: one line tells it, and the place is that of its paragraph.
    fn quotation(&mut self, way: Way) {
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
        let (told, place) = (told::quote(reader.article, next), begins(&next));
        self.told.push_str(&told);
        self.list = None;
        self.quote = Some(next);
        place.into_iter().for_each(|place| self.move_to(place));
    }

    fn hit(&mut self, way: Way) {
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

    fn evidence(&mut self, rest: &str) -> Flow {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return Flow::Continue };
        let article = reader.article;
        let first = || reader.places.quotes_in(step.block, &step.range).into_iter().map(|quote| quote.1).min();
        let quote = match command::numbers(rest).as_deref() {
            Ok([]) => self.quote.or_else(first),
            Ok([number]) => Some(number - 1),
            Ok(_) => return self.say("Type one number of a quotation; l lists them."),
            Err(why) => return self.say(&why.clone()),
        };
        let Some(index) = quote.filter(|index| *index < article.quotes.len()) else {
            let no_such = if rest.is_empty() { "There is no quotation here" } else { "There is no such quotation" };
            return self.say(&format!("{no_such}; l lists all {}.", article.quotes.len()));
        };
        let told = told::whole_quote(article, index);
        let why = evidence(article, &article.quotes[index]).words;
        self.quote = Some(index);
        self.told.push_str(&told);
        self.say(&format!("{why}."))
    }

    /// Leaves with quotations, by their numbers.
    fn choose(&mut self, rest: &str) -> Flow {
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

    fn search(&mut self, words: &str) {
        let Some(reader) = self.reader() else { return };
        if words.is_empty() {
            return drop(self.say("Type / and the words to search for."));
        }
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

    fn quotations(&mut self, words: &str) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        let is_wanted = |quote: &usize| quote_matches(article, &article.quotes[*quote], words);
        let quotes: Vec<usize> = (0..article.quotes.len()).filter(is_wanted).collect();
        match quotes.is_empty() {
            true if words.is_empty() => drop(self.say("There are no quotations.")),
            true => drop(self.say("No quotation has these words.")),
            false => self.list(Kind::Quotations(quotes)),
        }
    }

    fn people(&mut self, name: &str) {
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

    fn quotations_of(&mut self, people: &[usize]) {
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
}
