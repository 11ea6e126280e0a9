//! What a key does: the only place where the interface changes.
//!
//! Comes in: the app and an event. Goes out: the changed app, and what the loop
//! is to do. May not draw, read files or know the terminal.

use super::app::{App, Mode};
use super::geometry::Focus;
use super::keys::{Action, Key, Unit, Way, lookup};
use super::pane::Items;
use super::reader::{Filter, Reader};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Key(Key),
    /// Pasted words: typed into a prompt, else nothing.
    Paste(String),
    Resize(u16, u16),
    /// The screen was somebody else's in between.
    Redraw,
}

/// What the loop is to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flow {
    Continue,
    /// Quotations, by article and quotation.
    Chosen(Vec<(usize, usize)>),
    Copy(String),
    Suspend,
    /// Left by the key for quitting.
    Left,
    /// Left by Ctrl-C.
    Cancelled,
}

/// A number before a key counts no further.
const MOST: usize = 99_999;
/// A query is no longer, in bytes.
const QUERY: usize = 1000;

/// Takes one event in.
pub fn update(app: &mut App<'_>, event: Event) -> Flow {
    let flow = match event {
        Event::Resize(width, height) => {
            app.screen = ratatui::layout::Rect::new(0, 0, width, height);
            Flow::Continue
        }
        Event::Redraw => {
            app.stale = true;
            Flow::Continue
        }
        Event::Paste(words) => {
            paste(app, &words);
            Flow::Continue
        }
        Event::Key(key) => {
            app.message = None;
            press(app, key)
        }
    };
    app.settle();
    flow
}

fn press(app: &mut App<'_>, key: Key) -> Flow {
    match (lookup(key), key) {
        (Some(Action::Cancel), _) => return Flow::Cancelled,
        (Some(Action::Suspend), _) => return Flow::Suspend,
        _ => {}
    }
    match &app.mode {
        Mode::Searching(_) => search_prompt(app, key),
        Mode::Choosing => return choosing(app, key),
        Mode::Help(_) => help(app, key),
        Mode::Reading => return reading(app, key),
    }
    Flow::Continue
}

fn paste(app: &mut App<'_>, words: &str) {
    let words = crate::clean::line(words);
    match &mut app.mode {
        Mode::Searching(query) => push(query, &words),
        Mode::Choosing => {
            let mut filter = app.chooser.filter.clone();
            push(&mut filter, &words);
            app.filter_articles(filter);
        }
        Mode::Reading | Mode::Help(_) => {}
    }
}

fn push(query: &mut String, words: &str) {
    if query.len() + words.len() <= QUERY {
        query.push_str(words);
    }
}

/// Edits what is typed into a prompt; true if the key was for that.
fn edit(query: &mut String, key: Key) -> bool {
    match key {
        Key::Char(c) => push(query, c.encode_utf8(&mut [0; 4])),
        Key::Backspace | Key::Ctrl('h') => {
            query.pop();
        }
        Key::Ctrl('u') => query.clear(),
        Key::Ctrl('w') => {
            let word = query.trim_end().rfind(' ').map_or(0, |i| i + 1);
            query.truncate(word);
        }
        _ => return false,
    }
    true
}

fn search_prompt(app: &mut App<'_>, key: Key) {
    let Mode::Searching(query) = &mut app.mode else { return };
    let leave = key == Key::Esc || (query.is_empty() && matches!(key, Key::Backspace | Key::Ctrl('h')));
    if leave {
        app.mode = Mode::Reading;
    } else if key == Key::Enter {
        let query = std::mem::take(query);
        app.mode = Mode::Reading;
        search(app, query);
    } else {
        edit(query, key);
    }
}

fn search(app: &mut App<'_>, query: String) {
    let Some(reader) = app.reader_mut() else { return };
    // An empty query is the one before again.
    let again = reader.search.as_ref().map(|s| s.query.clone());
    let Some(query) = Some(query).filter(|q| !q.trim().is_empty()).or(again) else { return };
    if reader.find(&query) {
        let from = reader.view().0;
        let hit = reader.hit_at(from);
        let count = reader.search.as_ref().map_or(0, |s| s.hits.len());
        reader.go_to_hit(if hit < count { hit } else { 0 });
    } else {
        app.message = Some(format!("“{query}” is not in this article"));
    }
}

fn help(app: &mut App<'_>, key: Key) {
    let Mode::Help(row) = app.mode else { return };
    let page = usize::from(app.middle().height).max(1);
    let back = if app.open.is_some() { Mode::Reading } else { Mode::Choosing };
    app.mode = match lookup(key) {
        Some(Action::Move(unit, way)) => {
            let by = match unit {
                Unit::Page => page,
                Unit::HalfPage => page.div_ceil(2),
                _ => 1,
            };
            Mode::Help(if way == Way::Forward { row + by } else { row.saturating_sub(by) })
        }
        Some(Action::Start) => Mode::Help(0),
        Some(Action::End) => Mode::Help(usize::MAX),
        Some(Action::Close | Action::Quit | Action::Help | Action::Enter) => back,
        _ => Mode::Help(row),
    };
}

/// The list of articles: letters filter it, all other keys are as elsewhere. `q`
/// and `?` are letters once something is typed.
fn choosing(app: &mut App<'_>, key: Key) -> Flow {
    let typed = !app.chooser.filter.is_empty();
    let is_text = matches!(key, Key::Char(c) if typed || !matches!(c, 'q' | '?' | ' '));
    let mut filter = app.chooser.filter.clone();
    if (is_text || typed) && edit(&mut filter, key) {
        app.filter_articles(filter);
        return Flow::Continue;
    }
    let (cursor, last) = (app.chooser.list.cursor, app.chooser.shown.len().saturating_sub(1));
    let page = app.chooser.list.page(&mut app.article_entries(), app.chooser_view());
    match lookup(key) {
        Some(Action::Move(unit, way)) => {
            let by = match unit {
                Unit::Page => page,
                Unit::HalfPage => page.div_ceil(2),
                _ => 1,
            };
            app.move_chooser(if way == Way::Forward { cursor + by } else { cursor.saturating_sub(by) });
        }
        Some(Action::Start) => app.move_chooser(0),
        Some(Action::End) => app.move_chooser(last),
        Some(Action::Enter) => {
            if let Some(&index) = app.chooser.shown.get(cursor) {
                app.open(index);
            }
        }
        Some(Action::Close) => app.filter_articles(String::new()),
        Some(Action::Help) => app.mode = Mode::Help(0),
        Some(Action::Quit) => return Flow::Left,
        _ => {}
    }
    Flow::Continue
}

fn reading(app: &mut App<'_>, key: Key) -> Flow {
    if let Key::Char(digit @ '0'..='9') = key
        && (digit != '0' || app.count.is_some())
    {
        let digit = digit as usize - '0' as usize;
        app.count = Some((app.count.unwrap_or(0) * 10 + digit).min(MOST));
        return Flow::Continue;
    }
    let count = app.count.take();
    let Some(action) = lookup(key) else { return Flow::Continue };
    match action {
        Action::Search => app.mode = Mode::Searching(String::new()),
        Action::Help => app.mode = Mode::Help(0),
        Action::Articles if app.articles.len() > 1 => {
            app.open = None;
            app.mode = Mode::Choosing;
        }
        Action::Enter => return enter(app),
        Action::Quit => return quit(app),
        Action::Copy => return copy(app),
        Action::Mark => app.message = app.reader_mut().and_then(mark),
        action => {
            if let Some(reader) = app.reader_mut() {
                app.message = act(reader, action, count);
            }
        }
    }
    Flow::Continue
}

/// Quits, unless a search or a filter is open: then that is closed.
fn quit(app: &mut App<'_>) -> Flow {
    if app.reader_mut().is_some_and(close) { Flow::Continue } else { Flow::Left }
}

/// Closes what is open: hits, then the filter. True if something was.
fn close(reader: &mut Reader<'_>) -> bool {
    if reader.search.take().is_some() {
        return true;
    }
    let filtered = reader.filter != Filter::default();
    if filtered {
        reader.set_filter(Filter::default());
    }
    filtered
}

fn copy(app: &mut App<'_>) -> Flow {
    let words = app.reader().and_then(|r| r.current().map(|q| r.quote(q).words.clone()));
    match words {
        Some(words) => {
            app.message = Some(format!("sent {} characters to the clipboard", words.chars().count()));
            Flow::Copy(words)
        }
        None => {
            app.message = Some("no quotation to copy".into());
            Flow::Continue
        }
    }
}

fn mark(reader: &mut Reader<'_>) -> Option<String> {
    let current = reader.current()?;
    let marked = reader.marked.get_or_insert_default();
    if !marked.remove(&current) {
        marked.insert(current);
    }
    Some(format!("{} marked; Enter sends them", marked.len()))
}

fn enter(app: &mut App<'_>) -> Flow {
    let marked = app.marked();
    let open = app.open.unwrap_or(0);
    let Some(reader) = app.reader_mut() else { return Flow::Continue };
    let current = reader.current();
    match reader.focus {
        Focus::Contents => {
            let section = reader.article.sections.get(reader.contents.cursor);
            reader.place = (section.map_or(0, |s| s.blocks.start), 0);
            reader.focus = Focus::Body;
            reader.follow();
        }
        Focus::People => {
            if reader.people.cursor < reader.article.people.len() {
                let by = vec![reader.people.cursor];
                reader.focus = Focus::Quotes;
                reader.set_filter(Filter { by, query: String::new() });
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

/// Everything that only moves: what it has to say, if anything.
fn act(reader: &mut Reader<'_>, action: Action, count: Option<usize>) -> Option<String> {
    let times = count.unwrap_or(1);
    match action {
        Action::Move(Unit::Section, way) => sections(reader, times, way),
        Action::Move(Unit::Paragraph, way) => paragraphs(reader, times, way),
        Action::Move(Unit::Quotation, way) => return quotations(reader, times, way),
        Action::Move(Unit::Hit, way) => return hits(reader, times, way),
        Action::Move(unit, way) if reader.focus == Focus::Body => {
            let view = reader.body_view();
            let rows = match unit {
                Unit::Page => view.saturating_sub(1).max(1),
                Unit::HalfPage => view.div_ceil(2),
                _ => 1,
            };
            scroll(reader, rows.saturating_mul(times), way);
        }
        Action::Move(unit, way) => {
            let by = match unit {
                Unit::Page => reader.list_page(reader.focus),
                Unit::HalfPage => reader.list_page(reader.focus).div_ceil(2),
                _ => 1,
            };
            step(reader, by.saturating_mul(times), way);
        }
        Action::Start => ends(reader, Some(1)),
        Action::End => ends(reader, count),
        Action::Pane(way) => focus(reader, neighbour(reader.focus, way)),
        Action::Focus(pane) => focus(reader, pane),
        Action::Contents if reader.focus == Focus::Contents => focus(reader, reader.before_contents),
        Action::Contents => focus(reader, Focus::Contents),
        Action::Alone => {
            reader.alone = !reader.alone;
            if reader.alone {
                reader.focus = Focus::Body;
            }
        }
        Action::Close if close(reader) => {}
        Action::Close if reader.focus == Focus::Contents => focus(reader, reader.before_contents),
        _ => {}
    }
    None
}

fn focus(reader: &mut Reader<'_>, pane: Focus) {
    if pane == Focus::Contents && reader.focus != Focus::Contents {
        reader.before_contents = reader.focus;
    }
    reader.focus = pane;
    reader.alone &= pane == Focus::Body;
}

fn neighbour(pane: Focus, way: Way) -> Focus {
    match (pane, way) {
        (Focus::Body, Way::Forward) | (Focus::People, Way::Back) => Focus::Quotes,
        (Focus::Quotes, Way::Forward) | (Focus::Body, Way::Back) => Focus::People,
        (Focus::People, Way::Forward) | (Focus::Quotes, Way::Back) | (Focus::Contents, _) => Focus::Body,
    }
}

fn scroll(reader: &mut Reader<'_>, rows: usize, way: Way) {
    reader.scroll(rows, way == Way::Forward);
    reader.follow();
}

/// Moves the cursor of the list that has the keys.
fn step(reader: &mut Reader<'_>, by: usize, way: Way) {
    let cursor = reader.list(reader.focus).cursor;
    go(reader, if way == Way::Forward { cursor.saturating_add(by) } else { cursor.saturating_sub(by) });
}

fn go(reader: &mut Reader<'_>, entry: usize) {
    let last = reader.entries(reader.focus).count().saturating_sub(1);
    match reader.focus {
        Focus::Quotes => reader.go_to_quote(entry.min(last)),
        pane => reader.move_list(pane, entry.min(last)),
    }
}

/// To the start, the end, or the paragraph or entry with a number.
fn ends(reader: &mut Reader<'_>, number: Option<usize>) {
    if reader.focus != Focus::Body {
        return go(reader, number.map_or(usize::MAX, |n| n.saturating_sub(1)));
    }
    let blocks = &reader.article.blocks;
    reader.place = match number {
        Some(1) => (0, 0),
        Some(number) => {
            let paragraphs = blocks.iter().enumerate().filter(|(_, b)| b.kind.is_paragraph());
            let block = paragraphs.map(|(index, _)| index).nth(number.saturating_sub(1));
            (block.unwrap_or(blocks.len().saturating_sub(1)), 0)
        }
        None => {
            let last = blocks.len().saturating_sub(1);
            (last, blocks.last().map_or(0, |b| b.words.len()))
        }
    };
    reader.follow();
}

fn sections(reader: &mut Reader<'_>, times: usize, way: Way) {
    let article = reader.article;
    for _ in 0..times.min(article.sections.len()) {
        let here = article.section_of(reader.place.0);
        let start = |section: usize| article.sections.get(section).map(|s| (s.blocks.start, 0));
        let to = match way {
            Way::Forward => start(here + 1),
            Way::Back if start(here).is_some_and(|s| reader.place > s) => start(here),
            Way::Back => here.checked_sub(1).and_then(start),
        };
        reader.place = to.unwrap_or(reader.place);
    }
    reader.follow();
}

fn paragraphs(reader: &mut Reader<'_>, times: usize, way: Way) {
    let blocks = &reader.article.blocks;
    let is_paragraph = |block: &usize| blocks[*block].kind.is_paragraph();
    for _ in 0..times.min(blocks.len()) {
        let (block, byte) = reader.place;
        let to = match way {
            Way::Forward => (block + 1..blocks.len()).find(is_paragraph),
            Way::Back if byte > 0 && is_paragraph(&block) => Some(block),
            Way::Back => (0..block).rev().find(is_paragraph).or(Some(0)),
        };
        reader.place = to.map_or(reader.place, |block| (block, 0));
    }
    reader.follow();
}

/// The next quotation after the current one; if that is out of view, the next
/// one from the view on.
fn quotations(reader: &mut Reader<'_>, times: usize, way: Way) -> Option<String> {
    let Some(current) = reader.current() else { return Some("no quotations found".into()) };
    let entry = reader.quotes.cursor;
    let placed = reader.start(current).is_some();
    let to = if !placed || reader.is_in_view(current) {
        match way {
            Way::Forward => entry.saturating_add(times),
            Way::Back => entry.saturating_sub(times),
        }
    } else {
        let first = reader.view().0;
        let next = reader.entry_at(first);
        match way {
            Way::Forward => next.saturating_add(times - 1),
            Way::Back => next.saturating_sub(times),
        }
    };
    let last = reader.shown.len() - 1;
    reader.go_to_quote(to.min(last));
    let stuck = placed && reader.quotes.cursor == entry && (to > last || way == Way::Back && entry == 0);
    stuck.then(|| if way == Way::Forward { "the last quotation".into() } else { "the first quotation".into() })
}

fn hits(reader: &mut Reader<'_>, times: usize, way: Way) -> Option<String> {
    let Some(search) = &reader.search else { return Some("nothing is searched for; / searches".into()) };
    let (count, here) = (search.hits.len(), search.here.unwrap_or(0));
    let times = times % count;
    let to = match way {
        Way::Forward => (here + times) % count,
        Way::Back => (here + count - times) % count,
    };
    reader.go_to_hit(to);
    let wrapped = count > 1 && (way == Way::Forward) == (to < here);
    wrapped.then(|| if way == Way::Forward { "from the top again".into() } else { "from the end again".into() })
}
