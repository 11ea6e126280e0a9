//! What a key does: the only place where the interface changes.
//!
//! Comes in: the app and an event. Goes out: the changed app, and what the loop
//! is to do. May not draw, read files or know the terminal.

mod column;
mod copying;
mod correct;
mod images;
mod jumping;
mod ledger;
mod marks;
mod mouse;
mod moves;
mod noting;
mod prompt;
mod search;
mod selecting;

use std::sync::Arc;

use super::answer::Answer;
use super::app::{App, Help, Marking, Mode};
use super::geometry::Focus;
use super::keys::{Action, Key, Scope, Way};
use super::prompt::Asks;
use super::reader::{Filter, Granted, Open, Reader, Wish};
use super::theme::Ground;
use crate::article::{Article, Block};
use crate::correction::{Corrected, Request};
use crate::engine::search::Text;
use crate::notes::{Change, Note, Placed};
use copying::{copy, copy_as, written};
use correct::{begin, naming};
pub use mouse::Deed;
use moves::{act, scroll};
use prompt::{choosing, help, paste};
use search::{ask, begin as prompt, prompted, search_here};

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Key(Key),
    /// What the mouse did, and the column and row.
    Mouse(Deed, u16, u16),
    /// Pasted words: typed into a prompt, else nothing.
    Paste(String),
    Resize(u16, u16),
    /// The terminal told its background.
    Ground(Ground),
    /// The terminal told something else.
    Answer(Answer),
    /// What the terminal has not told by now is not waited for.
    Ready,
    /// What came of a wish for a picture of an article, by its index.
    Pictured(usize, Box<Wish>, Granted),
    /// The screen was somebody else's in between.
    Redraw,
    /// An article, by its index, with what was found in it.
    Found(usize, Box<Article>),
    /// An article, by its index, whose file has changed: as it is now, or why it cannot be
    /// read.
    Reloaded(usize, Result<Box<Article>, String>),
    /// The file of an article, by its index, is not there any more.
    Gone(usize),
    /// The text of an article, by its index, ready to be searched.
    Folded(usize, Box<Text>),
    /// What came of a request for an article, by its index.
    Corrected(usize, Result<Box<Corrected>, String>),
    /// The notes on an article, by its index.
    Notes(usize, Result<Vec<Note>, String>),
    /// Where notes on an article, by its index, stand in its blocks.
    Placed(usize, Arc<Vec<Block>>, Vec<Placed>),
    /// What was changed in them, and in which file that is saved, or why it is not.
    Noted(usize, Box<Change>, Result<String, String>),
    /// An address that the browser was asked for, or why it was not.
    Opened(String, Result<(), String>),
    /// A quotation, written in the format of that name.
    Written(&'static str, String),
}

/// What the loop is to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flow {
    Continue,
    /// Quotations, by article and quotation.
    Chosen(Vec<(usize, usize)>),
    Copy(String),
    /// An address is to be opened.
    Open(String),
    /// Words that were selected are chosen.
    Passage(String),
    /// A quotation of the open article is to be written in the format of that name; what
    /// comes of it is an event.
    CopyAs(usize, &'static str),
    /// The open article is to be corrected; what comes of it is an event.
    Correct(Request),
    /// The notes of the open article are to be changed; what comes of it is an event.
    Note(Box<Change>),
    Suspend,
    /// The mouse is to be asked for, or no longer.
    Mouse(bool),
    /// Left by the key for quitting.
    Left,
    /// Left by Ctrl-C.
    Cancelled,
    /// Left for the list that the article was opened from.
    Listed,
}

/// A number before a key counts no further.
const MOST: usize = 99_999;

/// Takes one event in.
pub fn update(app: &mut App<'_>, event: Event) -> Flow {
    let (column, searched) = (app.column, app.searches.last().cloned());
    let listed = noting::listed(app);
    let article = |app: &App<'_>| app.reader().map(|reader| std::ptr::from_ref(reader.article));
    let shown = article(app);
    let flow = take(app, event);
    noting::stay_at(app, listed);
    if article(app) != shown {
        ledger::renew(app);
    }
    app.settle();
    app.remember();
    app.remember_settings(column, searched.as_deref());
    flow
}

fn take(app: &mut App<'_>, event: Event) -> Flow {
    match event {
        Event::Key(key) => {
            app.message = None;
            let flow = press(app, key);
            app.answered();
            marks::follow(app);
            return flow;
        }
        Event::Written(format, words) => return written(app, format, words),
        Event::Paste(words) => {
            app.begun = None;
            paste(app, &words);
        }
        Event::Mouse(deed, column, row) => {
            app.message = None;
            app.begun = None;
            mouse::mouse(app, deed, column, row);
            app.answered();
            marks::follow(app);
        }
        Event::Resize(width, height) => app.resize(ratatui::layout::Rect::new(0, 0, width, height)),
        Event::Redraw => app.stale = true,
        Event::Ground(ground) => app.ground = Some(ground),
        Event::Answer(answer) => app.pictures.hear(answer),
        Event::Ready => app.pictures.ready(),
        Event::Pictured(index, wish, granted) => images::take(app, index, &wish, granted),
        Event::Found(index, article) => app.take_over(index, *article),
        Event::Reloaded(index, read) => app.read_anew(index, read.map(|article| *article)),
        Event::Opened(address, done) => jumping::opened(app, &address, done),
        Event::Gone(index) => app.take_gone(index),
        Event::Folded(index, text) => app.take_text(index, *text),
        Event::Corrected(index, done) => app.take_corrected(index, done.map(|corrected| *corrected)),
        Event::Notes(index, notes) => noting::read(app, index, notes),
        Event::Placed(index, blocks, placed) => {
            if let Some(reader) = app.readers.get_mut(&index) {
                reader.take_placed(&blocks, placed);
            }
        }
        Event::Noted(index, change, saved) => noting::noted(app, index, *change, saved),
    }
    Flow::Continue
}

fn press(app: &mut App<'_>, key: Key) -> Flow {
    let begun = app.begun.take();
    match app.keys().lookup(key) {
        Some(Action::Cancel) => return Flow::Cancelled,
        Some(Action::Suspend) => return Flow::Suspend,
        Some(Action::Redraw) => {
            app.stale = true;
            return Flow::Continue;
        }
        _ => {}
    }
    match &app.mode {
        Mode::Searching(_) => prompted(app, key),
        Mode::Choosing => return choosing(app, key),
        Mode::Naming(_) => return naming(app, key),
        Mode::Jumping(_) => jumping::jumping(app, key),
        Mode::Hinting(_) => return jumping::hinting(app, key),
        Mode::Noting(_) => return noting::noting(app, key),
        Mode::Notes(_) => return noting::list(app, key),
        Mode::Ledger(_) => ledger::list(app, key),
        Mode::Help(_) => help(app, key),
        Mode::Marking(marking) => marks::take(app, *marking, key),
        Mode::Reading => return reading(app, begun, key),
    }
    Flow::Continue
}

fn reading(app: &mut App<'_>, begun: Option<Key>, key: Key) -> Flow {
    if let Key::Char(digit @ '0'..='9') = key
        && begun.is_none()
        && (digit != '0' || app.count.is_some())
    {
        let digit = digit as usize - '0' as usize;
        app.count = Some((app.count.unwrap_or(0) * 10 + digit).min(MOST));
        return Flow::Continue;
    }
    let count = app.count.take();
    let scope = app.scope();
    if begun.is_none() && app.keys().begins(scope, key) {
        app.begun = Some(key);
        return Flow::Continue;
    }
    let action = match scope {
        Scope::Reading | Scope::Reviewing => app.keys().lookup_after(begun, key),
        Scope::Selecting => app.keys().lookup_selecting(begun, key),
    };
    let Some(action) = action else { return Flow::Continue };
    if let Some(flow) = selecting::act(app, action, count) {
        return flow;
    }
    match action {
        Action::Select(whole) => {
            if !app.reader_mut().is_some_and(|reader| reader.select(whole)) {
                app.message = Some("there are no words to select".into());
            }
        }
        Action::Search => ask(app),
        Action::SearchHere => search_here(app),
        Action::Only => prompt(app, Asks::Only),
        Action::Help => app.mode = Mode::Help(Help::default()),
        Action::Articles if app.articles.len() > 1 => {
            app.open = None;
            app.mode = Mode::Choosing;
        }
        Action::Articles if app.is_listed() => return Flow::Listed,
        Action::Articles => app.message = Some("there is no other article".into()),
        Action::Mouse => {
            app.mouse = !app.mouse;
            app.message = Some(
                if app.mouse { "the mouse is ours: Shift selects as always" } else { "the mouse is the terminal's" }
                    .into(),
            );
            return Flow::Mouse(app.mouse);
        }
        Action::Images => app.message = Some(images::toggle(app).into()),
        Action::Jump => jumping::begin(app),
        Action::Links => jumping::hint(app),
        Action::Enter => return enter(app),
        Action::Quit => return quit(app),
        Action::Copy => return copy(app),
        Action::CopyAs(format) => return copy_as(app, format),
        Action::Correct(fix) => return begin(app, fix),
        Action::Undo => return noting::bring_back(app).unwrap_or(Flow::Correct(Request::Undo)),
        Action::Highlight => return noting::highlight(app),
        Action::Note => noting::begin(app),
        Action::Unnote => return noting::delete(app),
        Action::Notes => noting::open(app),
        Action::Ledger => ledger::open(app),
        Action::Column(change) => column::change(app, change, count.unwrap_or(1)),
        Action::SetMark => app.mode = Mode::Marking(Marking::Set),
        Action::GoToMark => app.mode = Mode::Marking(Marking::GoTo),
        Action::Trail(way) => app.message = app.reader_mut().and_then(|reader| marks::travel(reader, way)),
        Action::Mark => mark(app),
        action => {
            let keys = app.keys();
            if let Some(reader) = app.reader_mut() {
                app.message = act(reader, action, count, keys);
            }
        }
    }
    Flow::Continue
}

/// Quits, unless a search or a filter is open: then that is closed.
fn quit(app: &mut App<'_>) -> Flow {
    if app.reader_mut().is_some_and(close) { Flow::Continue } else { Flow::Left }
}

/// Closes what is open, one thing at a time. True if something was.
fn close(reader: &mut Reader<'_>) -> bool {
    let open = reader.open();
    match open {
        Some(Open::Evidence) => drop(reader.close_evidence()),
        Some(Open::Narrowed(focus)) => reader.narrow(focus, ""),
        Some(Open::Search) => reader.search = None,
        Some(Open::Filter) => reader.clear_filter(),
        Some(Open::Only) => drop(reader.show_all()),
        None => {}
    }
    open.is_some()
}

/// Marks the current quotation, or no longer.
fn mark(app: &mut App<'_>) {
    let (keys, at) = (app.keys(), app.at());
    let Some(reader) = app.reader_mut() else { return };
    let Some(current) = reader.current() else {
        app.message = Some("no quotation to mark".into());
        return;
    };
    let marked = reader.marked.get_or_insert_default();
    if !marked.remove(&current) {
        marked.insert(current);
    }
    app.message = Some(match marked.len() {
        0 => "nothing is marked".into(),
        1 => keys.advise(at, "1 marked", Action::Enter, "sends it"),
        count => keys.advise(at, &format!("{count} marked"), Action::Enter, "sends them"),
    });
}

fn enter(app: &mut App<'_>) -> Flow {
    let marked = app.marked();
    let open = app.open.unwrap_or(0);
    let Some(reader) = app.reader_mut() else { return Flow::Continue };
    let current = reader.current();
    match reader.focus {
        Focus::Contents => {
            let section = reader.at_cursor(Focus::Contents).and_then(|section| reader.article.sections.get(section));
            let Some(section) = section else { return Flow::Continue };
            reader.place = (section.blocks.start, 0);
            reader.focus = Focus::Body;
            reader.follow();
        }
        Focus::People => {
            if let Some(person) = reader.at_cursor(Focus::People) {
                reader.set_filter(Filter { by: Some(vec![person]), ..Filter::default() });
                // Where both cannot be seen, what was asked for is shown.
                if reader.geometry.pane(Focus::Quotes).is_empty() {
                    reader.focus = Focus::Quotes;
                }
            }
        }
        Focus::Quotes if !marked.is_empty() => return Flow::Chosen(marked),
        Focus::Quotes => {
            if let Some(current) = current {
                return Flow::Chosen(vec![(open, current)]);
            }
        }
        Focus::Body => match current.filter(|&q| reader.is_in_view(q)) {
            Some(_) if !marked.is_empty() => return Flow::Chosen(marked),
            Some(current) => return Flow::Chosen(vec![(open, current)]),
            None => scroll(reader, 1, Way::Forward),
        },
    }
    Flow::Continue
}
