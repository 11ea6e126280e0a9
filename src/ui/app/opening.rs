//! Articles as they are opened, searched, corrected and changed.
//!
//! Comes in: the app and an article. Goes out: the app with its reader, where it was asked
//! for or left, and what is told.

use std::sync::Arc;

use super::{App, Mode};
use crate::article::Article;
use crate::correction::{Corrected, is_faulty, stands_in};
use crate::engine::search::Text;
use crate::library::{Home, StandIn, shown};
use crate::select::named;
use crate::shelf::Held;
use crate::state::{Changes, Entry, Settings, key};
use crate::ui::column::Column;
use crate::ui::geometry::Focus;
use crate::ui::keys::{Action, At};
use crate::ui::reader::{Filter, Memory, Reader};
use crate::ui::{Mark, Options};

impl<'a> App<'a> {
    pub fn open(&mut self, index: usize) {
        self.open = Some(index);
        self.mode = Mode::Reading;
        if self.readers.contains_key(&index) {
            return;
        }
        let held = &self.articles[index];
        let is_sought = !held.is_whole() && held.can_wait();
        if is_sought || held.is_large() {
            self.sought.push(index);
        } else if !held.is_whole() {
            held.keep(held.search());
        }
        let mut reader = Reader::new(&held.now().article);
        reader.is_sought = is_sought;
        reader.settle(self.screen, self.column);
        let is_back = prepare(&mut reader, self.options, held);
        let told = self.options.told.clone().or_else(|| notice(held));
        self.message = told.or_else(|| is_back.then(|| self.left_off(reader.is_at_end())));
        self.readers.insert(index, reader);
        self.unread.push(index);
    }

    /// The one line for somebody who is here for the first time.
    pub fn welcome(&self) -> String {
        let all = [(Action::Help, "keys"), (Action::Enter, "chooses and leaves"), (Action::Quit, "quits")];
        let bound = all.into_iter().map(|(action, does)| (self.keys().name_of(self.at(), action), does));
        let told: Vec<_> =
            bound.filter(|(key, _)| !key.is_empty()).map(|(key, does)| format!("{key} {does}")).collect();
        if told.is_empty() { "Welcome.".to_string() } else { format!("Welcome. {}.", told.join(", ")) }
    }

    /// What is told of an article that opens where it was left.
    pub fn left_off(&self, is_at_end: bool) -> String {
        let here = if is_at_end { "the end, where you left off" } else { "here, where you left off" };
        self.keys().advise(At::Pane(Focus::Body), here, Action::Start, "goes to the start")
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

    /// Takes the text of an article as it was opened, unless that is another by now.
    pub fn take_text(&mut self, index: usize, text: Text) {
        let blocks = self.articles.get(index).map(|held| &held.first().article.blocks);
        let reader = self.readers.get_mut(&index);
        if let Some((reader, blocks)) = reader.zip(blocks)
            && Arc::ptr_eq(blocks, &reader.article.blocks)
        {
            reader.take_text(text);
        }
    }

    /// Looks for the notes that are not where they were, or has that done.
    pub fn seek_notes(&mut self, index: usize) {
        if self.readers.get_mut(&index).is_some_and(|reader| !reader.seek_notes()) {
            self.unplaced.push(index);
        }
    }

    /// Says that a file is not there any more. The article stays.
    pub fn take_gone(&mut self, index: usize) {
        if let Some(held) = self.articles.get(index) {
            self.tell_fault(format!("{} is gone; this is how it was", held.now().file));
        }
    }

    fn tell_fault(&mut self, fault: String) {
        self.message = Some(fault.clone());
        self.fault = Some(fault);
    }

    /// Takes over an article whose file has changed, at the words that were read. What
    /// cannot be read leaves the article as it was.
    pub fn read_anew(&mut self, index: usize, read: Result<Article, String>) {
        let Some(held) = self.articles.get(index) else { return };
        let article = match read {
            Ok(article) => article,
            Err(why) => return self.tell_fault(format!("the file has changed, and cannot be read: {why}")),
        };
        if let Some(fault) = self.fault.take()
            && self.message.as_ref() == Some(&fault)
        {
            self.message = None;
        }
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
        let told = match reader.read_anew(article, own_entry(article, held)) {
            true => "the file has changed; this is how it is now",
            false => "the file has changed; the words that were selected are others now",
        };
        self.seek_notes(index);
        self.message = Some(told.into());
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
    if let Some(Mark { block, quote }) = options.at {
        reader.place = (block.min(reader.article.blocks.len().saturating_sub(1)), 0);
        reader.follow();
        if let Some(entry) = quote.and_then(|quote| reader.entry(Focus::Quotes, quote)) {
            reader.go_to_quote(entry);
        }
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
    let is_placed = is_narrow || options.section.is_some() || options.at.is_some();
    // What a filter leaves at the start says nothing of where to go on.
    let is_new = is_placed && (reader.place != (0, 0) || kept.is_none());
    let is_back = !is_placed && kept.is_some_and(|kept| reader.recall_place(&kept));
    reader.begin_here();
    if is_new {
        reader.keep_place();
    }
    is_back
}
