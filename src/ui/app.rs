//! What the interface knows: the articles, the mode, the message at the foot.
//!
//! Comes in: articles and options. Goes out: a value that `update` changes and
//! `draw` shows. May not know files or the terminal.

mod chooser;
mod opening;

pub use chooser::{ArticleEntries, Chooser};

use std::collections::HashMap;

use ratatui::layout::Rect;

use super::Options;
use super::column::Column;
use super::geometry::{Focus, Geometry};
use super::hints::Hints;
use super::jump::Jump;
use super::keys::{At, HelpRow, Key, Keymap, Scope};
use super::naming::Naming;
use super::prompt::Prompt;
use super::reader::{Reader, Wish};
use super::showing::Showing;
use super::text_field::TextField;
use super::theme::Ground;
use crate::ledger::Ledger;
use crate::notes::Note;
use crate::shelf::Held;
use crate::state::Changes;

/// What the keys act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// The list of articles; what is typed filters it.
    Choosing,
    Reading,
    /// The prompt for a search.
    Searching(Prompt),
    /// The choice of a person for a correction.
    Naming(Naming),
    /// The jump to what is called so.
    Jumping(Jump),
    /// The prompt for the text of a note.
    Noting(Box<Noting>),
    /// The list of the notes, and its cursor.
    Notes(usize),
    /// Who speaks in the article.
    Ledger(Box<Listed>),
    /// The letters at the links in view.
    Hinting(Hints),
    Help(Help),
    /// The next key is the letter of a mark.
    Marking(Marking),
}

/// What is done with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    Set,
    GoTo,
}

/// A note that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noting {
    pub note: Note,
    pub typed: TextField,
}

/// The source ledger of the article, and its cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub ledger: Ledger,
    pub cursor: usize,
}

impl Listed {
    /// Rows of a speaker, the last of which is blank.
    pub const ROWS: usize = 4;

    /// So many speakers are shown at once, in so many rows, the first of which is a heading.
    pub fn page(rows: u16) -> usize {
        // The blank row of the last one may be missing.
        (usize::from(rows) / Listed::ROWS).max(1)
    }
}

/// The keys, as they are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// How far they are scrolled.
    pub row: usize,
    /// Only those in whose row these words occur.
    pub words: TextField,
    /// The cursor of the list of the notes, where that is what they are told over.
    pub notes: Option<usize>,
}

/// Where the keys of an article are pressed.
pub fn at(reader: &Reader<'_>) -> At {
    if reader.selection.is_some() { At::Selection } else { At::Pane(reader.focus) }
}

pub struct App<'a> {
    pub articles: &'a [Held],
    /// Articles that are to be looked through elsewhere, by their index: the loop takes
    /// them, and what is found comes back as events.
    pub sought: Vec<usize>,
    /// Articles whose notes are to be read, in the same way.
    pub unread: Vec<usize>,
    /// Articles some of whose notes are to be looked for, in the same way.
    pub unplaced: Vec<usize>,
    /// Pictures that are to be looked at, each with the index of its article, likewise.
    pub wishes: Vec<(usize, Wish)>,
    pub mode: Mode,
    pub chooser: Chooser,
    /// The open article by its index.
    pub open: Option<usize>,
    pub readers: HashMap<usize, Reader<'a>>,
    pub screen: Rect,
    /// The column that is wanted, in every article.
    pub column: Column,
    /// Told once, at the foot, until the next key.
    pub message: Option<String>,
    /// The last message that a key has led to at once.
    answer: Option<String>,
    /// The last message of what is wrong with a file, which is no news once that is right.
    fault: Option<String>,
    /// What was looked for in this run, the last at the end.
    pub searches: Vec<String>,
    /// The number typed before a key.
    pub count: Option<usize>,
    /// The key that another one has to follow.
    pub begun: Option<Key>,
    /// The screen holds something else: it has to be drawn anew.
    pub stale: bool,
    /// The mouse is asked for.
    pub mouse: bool,
    /// What the terminal's background is, once it has told.
    pub ground: Option<Ground>,
    /// Whether pictures are shown, and how.
    pub pictures: Showing,
    /// What is to be kept; the loop takes it.
    pub changes: Changes,
    options: &'a Options,
}

impl<'a> App<'a> {
    /// One article is opened at once; several are listed first.
    pub fn new(articles: &'a [Held], options: &'a Options, screen: Rect) -> App<'a> {
        let mut app = App {
            articles,
            sought: Vec::new(),
            unread: Vec::new(),
            unplaced: Vec::new(),
            wishes: Vec::new(),
            mode: Mode::Choosing,
            chooser: Chooser { shown: (0..articles.len()).collect(), ..Chooser::default() },
            open: None,
            readers: HashMap::new(),
            screen,
            column: options.column,
            message: None,
            answer: None,
            fault: None,
            searches: options.state.settings().searches.iter().rev().cloned().collect(),
            count: None,
            begun: None,
            stale: false,
            ground: None,
            pictures: Showing::new(options.pictures),
            mouse: options.mouse,
            changes: Changes::default(),
            options,
        };
        if let [_] = articles {
            app.open(0);
        }
        if options.is_first && app.message.is_none() {
            app.message = Some(app.welcome());
        }
        app.settle();
        app
    }

    pub fn reader(&self) -> Option<&Reader<'a>> {
        self.readers.get(&self.open?)
    }

    pub fn reader_mut(&mut self) -> Option<&mut Reader<'a>> {
        self.readers.get_mut(&self.open?)
    }

    /// Remembers that what is told now answers a key.
    pub fn answered(&mut self) {
        self.answer.clone_from(&self.message);
    }

    /// Takes another size. What a key has answered was true of the one before: what was not
    /// in view may be there now, or have room.
    pub fn resize(&mut self, screen: Rect) {
        if screen != self.screen && self.message == self.answer {
            self.message = None;
        }
        self.screen = screen;
    }

    /// Brings all that depends on the screen's size up to date.
    pub fn settle(&mut self) {
        let (screen, column, medium) = (self.screen, self.column, self.pictures.medium());
        if let Some((index, reader)) = self.open.and_then(|index| Some((index, self.readers.get_mut(&index)?))) {
            reader.figures.show(medium);
            reader.settle(screen, column);
            self.wishes.extend(reader.figures.wishes().into_iter().map(|wish| (index, wish)));
        }
        if self.mode == Mode::Choosing {
            let view = self.chooser_view();
            self.chooser.top = self.chooser.list.top(&mut self.article_entries(), view);
        }
        let (rows, view) = (self.help_rows().len(), usize::from(self.middle().height));
        if let Mode::Help(help) = &mut self.mode {
            help.row = help.row.min(rows.saturating_sub(view));
        }
    }

    /// Whether there is a list elsewhere that the article was opened from.
    pub fn is_listed(&self) -> bool {
        self.options.is_listed
    }

    pub fn keys(&self) -> &'a Keymap {
        &self.options.keymap
    }

    /// Which keys hold now.
    pub fn scope(&self) -> Scope {
        match self.reader().and_then(|reader| reader.selection) {
            Some(_) => Scope::Selecting,
            None => Scope::Reading,
        }
    }

    /// Where keys are pressed.
    pub fn at(&self) -> At {
        if matches!(self.mode, Mode::Notes(_) | Mode::Help(Help { notes: Some(_), .. })) {
            return At::Notes;
        }
        self.reader().map_or(At::Articles, at)
    }

    /// Where the next key is taken: over what is read, if anything is open there.
    pub fn taking(&self) -> At {
        match self.mode {
            Mode::Reading | Mode::Choosing | Mode::Notes(_) => self.at(),
            // Letters filter the keys as they filter articles.
            Mode::Help(_) => At::Articles,
            // An address that is chosen is copied as selected words are.
            Mode::Hinting(_) => At::Selection,
            _ => At::Overlay,
        }
    }

    /// The rows of the help, where that is open: what the keys do in the pane that has them.
    pub fn help_rows(&self) -> Vec<HelpRow> {
        let Mode::Help(help) = &self.mode else { return Vec::new() };
        self.keys().help(Some(self.at()), help.words.text(), usize::from(self.middle().width))
    }

    pub fn middle(&self) -> Rect {
        Geometry::new(self.screen, Focus::Body, true).middle
    }

    /// The marked quotations, in the order of the articles.
    pub fn marked(&self) -> Vec<(usize, usize)> {
        let marked = |index: usize| self.readers.get(&index).and_then(|r| r.marked.as_ref());
        let pairs = |index| marked(index).into_iter().flatten().map(move |&quote| (index, quote));
        (0..self.articles.len()).flat_map(pairs).collect()
    }
}
