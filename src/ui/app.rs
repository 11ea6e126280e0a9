//! What the interface knows: the articles, the mode, the message at the foot.
//!
//! Comes in: articles and options. Goes out: a value that `update` changes and
//! `draw` shows. May not know files or the terminal.

use std::collections::HashMap;

use ratatui::layout::Rect;

use super::column::Column;
use super::geometry::{Focus, Geometry, list_rows};
use super::hints::Hints;
use super::jump::Jump;
use super::keys::{Action, HelpRow, Key, Keymap, Scope};
use super::naming::Naming;
use super::pane::{Items, List, Spot};
use super::prompt::Prompt;
use super::reader::{Filter, Memory, Reader, entry_columns};
use super::theme::Ground;
use super::{Options, entry};
use crate::article::Article;
use crate::correction::{Corrected, is_faulty, stands_in};
use crate::engine::fuzzy;
use crate::library::{Home, StandIn, shown};
use crate::notes::Note;
use crate::select::named;
use crate::shelf::Held;
use crate::state::{Changes, Entry, Settings, key};

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
    pub typed: String,
}

/// The keys, as they are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// How far they are scrolled.
    pub row: usize,
    /// Only those in whose row these words occur.
    pub words: String,
}

pub struct App<'a> {
    pub articles: &'a [Held],
    /// Articles that are to be searched elsewhere, by their index: the loop takes
    /// them, and what is found comes back as an event.
    pub sought: Vec<usize>,
    /// Articles whose notes are to be read, in the same way.
    pub unread: Vec<usize>,
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
    /// What is to be kept; the loop takes it.
    pub changes: Changes,
    options: &'a Options,
}

/// The list of articles.
#[derive(Default)]
pub struct Chooser {
    pub filter: String,
    /// The articles that are shown, by their index.
    pub shown: Vec<usize>,
    pub list: List,
    pub top: Spot,
}

impl<'a> App<'a> {
    /// One article is opened at once; several are listed first.
    pub fn new(articles: &'a [Held], options: &'a Options, screen: Rect) -> App<'a> {
        let mut app = App {
            articles,
            sought: Vec::new(),
            unread: Vec::new(),
            mode: Mode::Choosing,
            chooser: Chooser { shown: (0..articles.len()).collect(), ..Chooser::default() },
            open: None,
            readers: HashMap::new(),
            screen,
            column: options.column,
            message: None,
            searches: options.state.settings().searches.into_iter().rev().collect(),
            count: None,
            begun: None,
            stale: false,
            ground: None,
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

    pub fn open(&mut self, index: usize) {
        self.open = Some(index);
        self.mode = Mode::Reading;
        if self.readers.contains_key(&index) {
            return;
        }
        let held = &self.articles[index];
        let is_sought = !held.is_whole() && held.can_wait();
        if is_sought {
            self.sought.push(index);
        } else if !held.is_whole() {
            held.keep(held.search());
        }
        let mut reader = Reader::new(&held.now().article);
        reader.is_sought = is_sought;
        reader.settle(self.screen, self.column);
        let is_back = prepare(&mut reader, self.options, held);
        self.message = notice(held).or_else(|| is_back.then(|| self.left_off(&mut reader)));
        self.readers.insert(index, reader);
        self.unread.push(index);
    }

    /// The one line for somebody who is here for the first time.
    fn welcome(&self) -> String {
        let key = |action| self.keys().name_of(action);
        let [help, quit, enter] = [Action::Help, Action::Quit, Action::Enter].map(key);
        format!("Welcome. {help} keys, {enter} chooses and leaves, {quit} quits.")
    }

    /// What is told of an article that opens where it was left.
    fn left_off(&self, reader: &mut Reader<'_>) -> String {
        let start = self.keys().name_of(Action::Start);
        let is_end = reader.is_at_end();
        format!("{}, where you left off; {start} goes to the start", if is_end { "the end" } else { "here" })
    }

    /// Notes what is to be kept whatever is read, if a key has changed it.
    pub fn remember_settings(&mut self, before: Column, searches: Option<&str>) {
        let mut settings = Settings::default();
        if self.column.measure != before.measure {
            settings.measure = Some(self.column.own().unwrap_or(0));
        }
        if self.column.setting != before.setting {
            settings.setting = Some(self.column.setting.name().to_string());
        }
        if self.searches.last().map(String::as_str) != searches {
            settings.searches = self.searches.iter().rev().cloned().collect();
        }
        if settings != Settings::default() {
            self.changes.lay(Changes { settings, ..Changes::default() });
        }
    }

    /// Notes what is to be kept of the open article.
    pub fn remember(&mut self) {
        // What is still being typed may lead elsewhere, or back.
        let is_reading = self.mode == Mode::Reading;
        if let Some(entry) = self.reader_mut().filter(|_| is_reading).and_then(Reader::changed) {
            self.changes.lay(Changes { entries: vec![entry], ..Changes::default() });
        }
    }

    /// Takes over an article that was corrected, and says what was done, or why nothing was.
    pub fn take_corrected(&mut self, index: usize, done: Result<Corrected, String>) {
        self.message = Some(match (done, self.articles.get(index)) {
            (Ok(Corrected { article, said }), Some(held)) => {
                let article = held.replace(article);
                if let Some(reader) = self.readers.get_mut(&index) {
                    reader.take_over(article);
                    // What was done last is taken back first.
                    reader.notes.deleted.clear();
                }
                said
            }
            (Ok(_), None) => return,
            (Err(why), _) => why,
        });
    }

    /// Takes over what was found in an article, and leaves the reader where they are.
    pub fn take_over(&mut self, index: usize, article: Article) {
        let Some(held) = self.articles.get(index).filter(|held| !held.is_whole()) else { return };
        let found = held.keep(article);
        if let Some(reader) = self.readers.get_mut(&index) {
            reader.take_over(found);
        }
    }

    /// Takes over an article whose file has changed, at the words that were read. What
    /// cannot be read leaves the article as it was.
    pub fn read_anew(&mut self, index: usize, read: Result<Article, String>) {
        let Some(held) = self.articles.get(index) else { return };
        let article = match read {
            Ok(article) => article,
            Err(why) => {
                self.message = Some(format!("the file has changed, and cannot be read: {why}"));
                return;
            }
        };
        let before = &held.now().article;
        if *before == article {
            return;
        }
        let is_same_text = before.blocks == article.blocks;
        let article = held.replace(article);
        let Some(reader) = self.readers.get_mut(&index) else { return };
        if is_same_text {
            return reader.take_over(article);
        }
        reader.read_anew(article, own_entry(article, held));
        self.message = Some("the file has changed; this is how it is now".into());
    }

    pub fn reader(&self) -> Option<&Reader<'a>> {
        self.readers.get(&self.open?)
    }

    pub fn reader_mut(&mut self) -> Option<&mut Reader<'a>> {
        self.readers.get_mut(&self.open?)
    }

    /// Brings all that depends on the screen's size up to date.
    pub fn settle(&mut self) {
        let (screen, column) = (self.screen, self.column);
        if let Some(reader) = self.reader_mut() {
            reader.settle(screen, column);
        }
        let view = self.chooser_view();
        self.chooser.top = self.chooser.list.top(&mut self.article_entries(), view);
        let (rows, view) = (self.help_rows().len(), usize::from(self.middle().height));
        if let Mode::Help(help) = &mut self.mode {
            help.row = help.row.min(rows.saturating_sub(view));
        }
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

    /// The rows of the help, where that is open: what the keys do in the pane that has them.
    pub fn help_rows(&self) -> Vec<HelpRow> {
        let Mode::Help(help) = &self.mode else { return Vec::new() };
        self.keys().help(self.reader().map(|reader| reader.focus), &help.words)
    }

    pub fn middle(&self) -> Rect {
        Geometry::new(self.screen, Focus::Body, true).middle
    }

    /// The rows of the list of articles that are in view.
    pub fn chooser_view(&self) -> usize {
        usize::from(list_rows(self.middle()).height).max(1)
    }

    pub fn article_entries(&self) -> ArticleEntries<'_> {
        let width = usize::from(entry_columns(self.middle()));
        ArticleEntries { articles: self.articles, shown: &self.chooser.shown, width }
    }

    /// Shows the articles whose title, source or file name what is typed could mean, the
    /// likeliest first.
    pub fn filter_articles(&mut self, filter: String) {
        let told = |held: &Held| {
            let o = held.now();
            let source = o.article.source.name.as_deref().unwrap_or_default();
            format!("{} {source} {}", o.article.title, o.file)
        };
        let shown = fuzzy::narrow(&filter, self.articles.iter().map(|held| [told(held)]));
        self.chooser = Chooser { filter, shown, ..Chooser::default() };
    }

    pub fn move_chooser(&mut self, cursor: usize) {
        let (view, mut list) = (self.chooser_view(), self.chooser.list);
        list.go(|_| self.article_entries(), view, cursor);
        self.chooser.list = list;
    }

    /// The marked quotations, in the order of the articles.
    pub fn marked(&self) -> Vec<(usize, usize)> {
        let marked = |index: usize| self.readers.get(&index).and_then(|r| r.marked.as_ref());
        let pairs = |index| marked(index).into_iter().flatten().map(move |&quote| (index, quote));
        (0..self.articles.len()).flat_map(pairs).collect()
    }
}

/// What is told when an article is opened: that it is another file than was named.
fn notice(held: &Held) -> Option<String> {
    match held.home.as_ref()?.stand_in.as_ref()? {
        StandIn::Opened(path) => Some(stands_in(&shown(path))),
        StandIn::Faulty(path) => Some(is_faulty(&shown(path))),
    }
}

/// An article as what is kept calls it.
fn own_entry(article: &Article, held: &Held) -> Entry {
    let from = held.home.as_ref().and_then(Home::lasting_name);
    Entry::new(article, &key(article), from.as_deref())
}

/// Puts the reader where it was asked for, else where the article was left: true then.
fn prepare(reader: &mut Reader<'_>, options: &Options, held: &Held) -> bool {
    let own = own_entry(reader.article, held);
    let kept = options.state.entry(&own.key, own.from.as_deref());
    reader.memory = Memory::of(own);
    kept.iter().for_each(|kept| reader.recall_marks(kept));
    if let Some(section) = options.section {
        let last = reader.article.sections.len();
        let section = reader.article.sections.get(section.clamp(1, last.max(1)) - 1);
        reader.place = (section.map_or(0, |s| s.blocks.start), 0);
        reader.follow();
    }
    if options.multi {
        reader.marked = Some(Default::default());
        reader.focus = Focus::Quotes;
    }
    let by = options.by.as_deref().map(|name| named(reader.article, name));
    let is_narrow = by.is_some() || !options.query.trim().is_empty();
    if is_narrow {
        reader.set_filter(Filter { by, query: options.query.clone(), ..Filter::default() });
    }
    let is_placed = is_narrow || options.section.is_some();
    let is_back = !is_placed && kept.is_some_and(|kept| reader.recall_place(&kept));
    reader.begin_here();
    is_back
}

/// The articles that are listed, as items.
pub struct ArticleEntries<'r> {
    articles: &'r [Held],
    shown: &'r [usize],
    width: usize,
}

impl ArticleEntries<'_> {
    pub fn lines(&self, index: usize, current: bool) -> Vec<super::line::Line> {
        entry::article(&self.articles[self.shown[index]], current, self.width)
    }
}

impl Items for ArticleEntries<'_> {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn height(&mut self, item: usize) -> usize {
        self.lines(item, false).len()
    }
}
