//! The reader in lines: for screen readers, for terminals that cannot draw, for pipes.
//!
//! Comes in: articles, and what was typed, a line at a time. Goes out: lines that are only
//! ever added, and how it goes on. The place, and what is kept of it, is the interface's
//! own. Each answer is bounded. May not know keys, colours or the terminal, but for the
//! one file that reads and writes it.

pub mod choosing;
pub mod command;
mod keeping;
mod list;
mod quotation;
mod search;
mod step;
pub mod terminal;
mod told;

use std::collections::HashMap;

use ratatui::layout::Rect;

use crate::notes::Note;
use crate::passage::Place;
use crate::shelf::Held;
use crate::state::Changes;
use crate::ui::app::App;
use crate::ui::reader::Reader;
use crate::ui::{Notebook, Options, Writer};
use command::{Action, Asked, COMMANDS, Command, Way};
use list::{Kind, List};
use search::Search;
use step::Step;

/// A page is told until it has so many lines.
const PAGE: usize = 20;

/// So far in are the lines of a command's help after the first.
const INDENT: usize = 2;

/// The interface is asked for no more than where it is; its screen is never drawn.
const SCREEN: Rect = Rect::new(0, 0, 80, 24);

/// How it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flow {
    Continue,
    /// Quotations, by article and quotation.
    Chosen(Vec<(usize, usize)>),
    /// Words are to be copied, in the format of that name.
    Copy(&'static str, String),
    /// To the list that the article was opened from.
    Listed,
    Left,
}

/// Those who keep and write what is asked for here.
pub struct Scribes<'s> {
    pub notebook: &'s mut dyn Notebook,
    pub writer: Writer<'s>,
    /// The formats that they write, by name.
    pub formats: Vec<&'static str>,
}

/// What takes longer than anybody is left waiting without a word.
enum Work {
    /// The open article is to be searched for quotations.
    Open,
    /// The open article is to be searched for words.
    Search(String),
}

/// An article of more bytes is announced before it is searched.
const LONG: usize = 1 << 20;

pub struct Linear<'a> {
    app: App<'a>,
    options: &'a Options,
    scribes: Scribes<'a>,
    /// What was announced, and is still to be done.
    work: Option<Work>,
    /// The list whose numbers can be typed.
    list: Option<List>,
    /// The quotation that was told last, until one reads on.
    quote: Option<usize>,
    search: Option<Search>,
    /// Which note was told by a number last: others come between them, and go.
    notes_told: HashMap<usize, Note>,
    /// Columns of a line.
    pub width: usize,
    told: String,
}

impl<'a> Linear<'a> {
    /// One article is opened at once; several are listed first.
    pub fn new(articles: &'a [Held], options: &'a Options, scribes: Scribes<'a>, width: usize) -> Linear<'a> {
        let app = App::new(articles, options, SCREEN);
        let (list, quote, search, work, told) = (None, None, None, None, String::new());
        let notes_told = HashMap::new();
        let mut linear = Linear { app, options, scribes, work, list, quote, search, notes_told, width, told };
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

    /// Does what was announced. False if there was nothing: the next line can be obeyed.
    pub fn work(&mut self) -> bool {
        match self.work.take() {
            Some(Work::Open) => self.opened(),
            Some(Work::Search(words)) => self.search_now(&words),
            None => return false,
        }
        true
    }

    /// Whether the open article is long.
    fn is_long(&self) -> bool {
        self.reader().is_some_and(|reader| reader.places.bytes() > LONG)
    }

    /// What changed since it was asked last, and is to be kept.
    pub fn changes(&mut self) -> Changes {
        self.app.remember();
        std::mem::take(&mut self.app.changes)
    }

    /// Does what a line asks for.
    pub fn obey(&mut self, line: &str) -> Flow {
        match command::read(COMMANDS, line) {
            Ok(Asked::Numbers(numbers)) => self.choose_of_list(&numbers),
            Ok(Asked::Do(action, rest)) => self.act(action, &rest),
            Ok(Asked::On) => self.act(Action::Step(Way::Forward), ""),
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
            Action::Help => self.told.push_str(&help(COMMANDS, self.width)),
            Action::Articles if self.options.is_listed => return Flow::Listed,
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
            Action::Ledger => self.ledger(),
            Action::Search => self.search(rest),
            Action::Evidence => return self.evidence(rest),
            Action::Choose => return self.choose(rest),
            Action::Copy => return self.copy(rest),
            Action::Notes => self.notes(),
            Action::Note => return self.note(rest, false),
            Action::Highlight => return self.note("", true),
            Action::DeleteNote => return self.delete_note(rest),
            Action::BringBack => return self.bring_back(),
            Action::Mark => return self.mark(rest),
            Action::GoToMark => return self.go_to_mark(rest),
        }
        Flow::Continue
    }

    fn open(&mut self, index: usize) {
        self.app.open(index);
        (self.list, self.quote, self.search) = (None, None, None);
        self.notes_told.clear();
        let title = format!("{}\n", told::title(&self.app.articles[index]));
        self.told.push_str(&title);
        if self.is_long() && self.reader().is_some_and(|reader| reader.is_sought) {
            self.say("Searching it for quotations: it is long.");
            self.work = Some(Work::Open);
        } else {
            self.opened();
        }
    }

    /// Goes on with an article that was opened.
    fn opened(&mut self) {
        // Nobody can be shown it before.
        for index in std::mem::take(&mut self.app.sought) {
            if self.app.articles[index].is_whole() {
                continue;
            }
            let found = self.app.articles[index].search();
            self.app.take_over(index, found);
        }
        self.read_notes();
        let message = self.app.message.take();
        // The end of a screen that nobody sees is not the end.
        let is_end = self.beside(Way::Forward).is_none();
        let in_lines = |message| if message == self.app.left_off(true) { self.app.left_off(is_end) } else { message };
        let message = message.map(in_lines);
        let Some(reader) = self.app.reader() else { return };
        let is_back = reader.place != (0, 0);
        let told = told::facts(reader, self.options.is_listed, self.width);
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
        match options.at {
            Some(mark) => self.begin_at(mark),
            None => self.tell_step(),
        }
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
        self.number_notes();
    }

    fn tell_place(&mut self) {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return };
        let told = told::place(reader, &step, self.width);
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
        let before = self.section_here();
        self.move_to(place);
        let tells_section = |(reader, step): (&Reader<'_>, Step)| told::tells_section(reader.article, &step);
        if !self.reader().zip(self.here()).is_some_and(tells_section) {
            self.tell_section(before);
        }
        self.tell_step();
    }

    fn section_here(&self) -> Option<usize> {
        self.reader().zip(self.here()).map(|(reader, step)| reader.article.section_of(step.block))
    }

    /// Tells in which section one is, if that is another than before.
    fn tell_section(&mut self, before: Option<usize>) {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return };
        if self.section_here() != before {
            let told = told::line(&told::section_at(reader.article, step.block), self.width);
            self.told.push_str(&told);
        }
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
            (None, Way::Forward) if self.options.is_listed => {
                drop(self.say("This is the end. g goes to the start, b to the list, q leaves."));
            }
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
}

fn help<A>(commands: &[Command<A>], width: usize) -> String {
    command::help(commands).map(|row| told::hanging("", &row, INDENT, width)).collect()
}
