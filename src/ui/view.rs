//! The frame: what the app knows, onto a buffer.
//!
//! Comes in: the app, as it is. Goes out: cells. Decides nothing and changes
//! nothing; hits, the current quotation and the cursor are laid over the rows
//! here and are kept nowhere.

mod body;
mod evidence;
mod naming;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::{App, Mode};
use super::geometry::{Focus, Geometry, list_rows};
use super::keys::{self, Action, HelpRow, Key, Unit, Way, name_of};
use super::line::Line;
use super::pane::{Items, Spot};
use super::reader::{Filter, Reader};
use super::theme::{Face, Faces, Theme};
use crate::glyph::{columns, glyphs, is_plain, truncate};
use crate::layout::wrap;

/// A message has no more rows.
const MESSAGE: usize = 4;

/// Draws the app. Returns where the terminal's cursor belongs, if anywhere.
pub fn draw(app: &App<'_>, theme: Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut painter = Painter { buffer, theme };
    match (&app.mode, app.reader()) {
        (Mode::Help(row), _) => help(app, *row, &mut painter),
        (Mode::Choosing, _) | (_, None) => return chooser(app, &mut painter),
        (Mode::Reading | Mode::Searching(_), Some(reader)) => panes(reader, &mut painter),
        (Mode::Naming(naming), Some(reader)) => {
            panes(reader, &mut painter);
            naming::draw(naming, reader, &mut painter);
        }
    }
    foot(app, &mut painter)
}

/// Puts lines onto the buffer.
struct Painter<'b> {
    buffer: &'b mut Buffer,
    theme: Theme,
}

impl Painter<'_> {
    fn line(&mut self, x: u16, y: u16, width: u16, line: &Line) {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return;
        }
        let end = x.saturating_add(width).min(area.right());
        let mut at = x;
        for (words, faces) in line.drawn() {
            let style = self.theme.style(faces);
            let mut set = |words: &str| at = self.buffer.set_stringn(at, y, words, usize::from(end - at), style).0;
            if is_plain(&words) {
                set(&words);
            } else {
                // What ratatui would put into one cell, terminals do not.
                glyphs(&words).for_each(|(_, glyph)| set(glyph));
            }
        }
    }

    /// A row that is filled with a sign after its words.
    fn ruled(&mut self, area: Rect, mut line: Line) {
        let room = usize::from(area.width);
        line.cut(room);
        let rest = room - line.width();
        if rest > 1 {
            line.push(format!(" {}", "─".repeat(rest - 1)), Face::Aside);
        }
        self.line(area.x, area.y, area.width, &line);
    }
}

fn panes(reader: &Reader<'_>, painter: &mut Painter<'_>) {
    header(reader, painter);
    body::draw(reader, painter);
    evidence::draw(reader, painter);
    for focus in [Focus::Quotes, Focus::People, Focus::Contents] {
        list(reader, focus, painter);
    }
}

/// The row at the top: the title, the section, how far.
fn header(reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let area = reader.geometry.header;
    if area.height == 0 {
        return;
    }
    let room = usize::from(area.width);
    let mut line = Line::of(" ", Faces::PLAIN);
    line.push(reader.article.title.as_str(), Face::Aside);
    let sections = reader.article.sections.len();
    let section = reader.article.section_of(reader.place.0) + 1;
    let end = reader.visible.last().map_or((0, 0), |(block, row)| (*block, row.range.end));
    let far = (reader.places.share((end.0, end.1 + 1)) * 100.0).floor() as usize;
    line.push_right(&format!("§{section}/{sections}  {far:>3}% "), Face::Aside, room);
    painter.line(area.x, area.y, area.width, &line);
}

fn list(reader: &Reader<'_>, focus: Focus, painter: &mut Painter<'_>) {
    let pane = reader.geometry.pane(focus);
    if pane.is_empty() {
        return;
    }
    // The body's own margin keeps the words of neighbours apart.
    let title = Rect { x: pane.x + 1, width: pane.width.saturating_sub(2), height: 1, ..pane };
    painter.ruled(title, list_title(reader, focus));
    let rows = list_rows(pane);
    let entries = reader.entries(focus);
    if entries.count() == 0 {
        let words = match focus {
            _ if reader.is_sought && focus != Focus::Contents => "Not found yet",
            Focus::Quotes if reader.filter != Filter::default() => "No quotation passes the filter",
            Focus::Quotes => "No quotations found",
            Focus::People => "No people named",
            _ => "No sections",
        };
        painter.line(rows.x + 3, rows.y, rows.width.saturating_sub(3), &Line::of(words, Face::Aside));
        return;
    }
    let Spot { item, row } = reader.tops[focus as usize];
    let lines = (item..entries.count()).flat_map(|i| entries.lines(i)).skip(row);
    for (y, line) in lines.take(usize::from(rows.height)).enumerate() {
        painter.line(rows.x + 1, rows.y + y as u16, rows.width.saturating_sub(1), &line);
    }
}

fn list_title(reader: &Reader<'_>, focus: Focus) -> Line {
    let count = |cursor: usize, all: usize| match all {
        0 => String::new(),
        all => format!(" {}/{all}", cursor + 1),
    };
    let (name, count) = match focus {
        Focus::People => ("People", format!(" {}", reader.article.people.len())),
        Focus::Contents => ("Contents", count(reader.contents.cursor, reader.article.sections.len())),
        _ => ("Quotations", count(reader.quotes.cursor, reader.shown.len())),
    };
    let mut line = Line::of(name, Faces::from(Face::Heading).when(reader.focus == focus, Face::Focus));
    line.push(count, Face::Aside);
    if focus == Focus::Quotes
        && let Some(only) = only(reader)
    {
        line.push(format!("  only: {only}"), Face::Sign);
    }
    line
}

/// Whose quotations, or which, are shown, if not all.
fn only(reader: &Reader<'_>) -> Option<String> {
    let Filter { by, query } = &reader.filter;
    let name = |id: &usize| reader.article.people[*id].name.as_str();
    let names = |by: &Vec<usize>| by.iter().map(name).collect::<Vec<_>>().join(", ");
    let nobody = |names: String| if names.is_empty() { "nobody here".into() } else { names };
    let query = (!query.trim().is_empty()).then(|| format!("“{query}”"));
    let parts: Vec<String> = by.as_ref().map(names).map(nobody).into_iter().chain(query).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn chooser(app: &App<'_>, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let middle = app.middle();
    banner(app, "Pullquote", painter);
    let mut title = Line::of(" ", Faces::PLAIN);
    title.push("Articles", Faces::from(Face::Heading).with(Face::Focus));
    let (shown, all) = (app.chooser.shown.len(), app.articles.len());
    title.push(if shown == all { format!(" {all}") } else { format!(" {shown}/{all}") }, Face::Aside);
    painter.ruled(Rect { height: 1, ..middle }, title);
    let rows = list_rows(middle);
    let entries = app.article_entries();
    let Spot { item, row } = app.chooser.top;
    let lines = (item..entries.count()).flat_map(|i| entries.lines(i, i == app.chooser.list.cursor)).skip(row);
    for (y, line) in lines.take(usize::from(rows.height)).enumerate() {
        painter.line(rows.x + 1, rows.y + y as u16, rows.width.saturating_sub(1), &line);
    }
    if shown == 0 {
        let none = Line::of("No article has these words", Face::Aside);
        painter.line(rows.x + 3, rows.y, rows.width.saturating_sub(3), &none);
    }
    foot(app, painter)
}

/// The header of what is not an article.
fn banner(app: &App<'_>, words: &str, painter: &mut Painter<'_>) {
    let area = Geometry::new(app.screen, Focus::Body, true).header;
    if area.height > 0 {
        painter.line(area.x, area.y, area.width, &Line::of(format!(" {words}"), Face::Aside));
    }
}

fn help(app: &App<'_>, row: usize, painter: &mut Painter<'_>) {
    let middle = app.middle();
    banner(app, "Keys of Pullquote", painter);
    for (y, row) in keys::help().into_iter().skip(row).take(usize::from(middle.height)).enumerate() {
        let mut line = Line::of(" ", Faces::PLAIN);
        match row {
            HelpRow::Blank => {}
            HelpRow::Group(name) => line.push(name, Face::Heading),
            HelpRow::Keys(keys, about) => {
                line.push(format!("  {keys}  "), Face::Strong);
                line.push(about, Faces::PLAIN);
            }
            HelpRow::Note(words) => line.push(words, Faces::PLAIN),
        }
        line.cut(usize::from(middle.width));
        painter.line(middle.x, middle.y + y as u16, middle.width, &line);
    }
}

/// The row at the foot: a prompt, a message, or the keys that matter now.
fn foot(app: &App<'_>, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let area = Geometry::new(app.screen, Focus::Body, true).footer;
    if area.height == 0 {
        return None;
    }
    let prompt = match &app.mode {
        Mode::Searching(query) => Some(format!(" /{query}")),
        Mode::Choosing if !app.chooser.filter.is_empty() => Some(format!(" filter: {}", app.chooser.filter)),
        Mode::Naming(naming) => Some(format!(" name: {}", naming.typed)),
        _ => None,
    };
    if let Some(prompt) = prompt {
        return Some(prompted(app, &prompt, area, painter));
    }
    if let Some(message) = &app.message
        && told(message, area, painter)
    {
        return None;
    }
    let room = usize::from(area.width);
    let right = truncate(&status(app), room / 2).into_owned();
    let mut line = match &app.message {
        Some(message) => Line::of(format!(" {message}"), Faces::PLAIN),
        None => {
            let room = room.saturating_sub(columns(&right) + 2);
            let reader = app.reader().filter(|_| app.mode == Mode::Reading);
            let evidence = reader.filter(|_| app.begun.is_none()).and_then(|r| evidence::line(r, room));
            evidence.unwrap_or_else(|| hint_line(hints(app), room))
        }
    };
    if right.is_empty() {
        line.cut(room);
    } else {
        line.push_right(&format!("{right} "), Face::Sign, room);
    }
    painter.line(area.x, area.y, area.width, &line);
    None
}

/// What is typed, and where the terminal's cursor is then.
fn prompted(app: &App<'_>, prompt: &str, area: Rect, painter: &mut Painter<'_>) -> (u16, u16) {
    // The end of a long prompt is what is being typed.
    let room = usize::from(area.width).saturating_sub(1);
    let start = prompt.char_indices().map(|(i, _)| i).find(|&i| columns(&prompt[i..]) <= room);
    let mut line = Line::of(&prompt[start.unwrap_or(prompt.len())..], Faces::PLAIN);
    let cursor = line.width() as u16;
    let hints = hint_line(hints(app), usize::from(area.width));
    if matches!(app.mode, Mode::Naming(_)) && line.width() + hints.width() + 2 < room {
        line.push(" ".repeat(room - line.width() - hints.width()), Faces::PLAIN);
        line.0.extend(hints.0);
    }
    painter.line(area.x, area.y, area.width, &line);
    (area.x + cursor.min(area.width.saturating_sub(1)), area.y)
}

/// A message that is longer than a row, over the rows above the foot. False if it is
/// not.
fn told(message: &str, area: Rect, painter: &mut Painter<'_>) -> bool {
    let room = usize::from(area.width).saturating_sub(2).max(1);
    let rows = wrap(message, room);
    let count = rows.len().min(usize::from(area.y) / 2 + 1).min(MESSAGE);
    if columns(message) <= room || count < 2 {
        return false;
    }
    for (number, range) in rows.iter().take(count).enumerate() {
        let y = area.y + 1 + number as u16 - count as u16;
        let mut line = Line::of(format!(" {}", &message[range.clone()]), Faces::PLAIN);
        if number + 1 == count && rows.len() > count {
            line.push(" …", Faces::PLAIN);
        }
        line.cut(usize::from(area.width));
        line.push(" ".repeat(usize::from(area.width) - line.width()), Faces::PLAIN);
        painter.line(area.x, y, area.width, &line);
    }
    true
}

/// As many hints as fit, whole: the first and the last two outlast the others.
fn hint_line(mut hints: Vec<(String, String)>, room: usize) -> Line {
    loop {
        let mut line = Line::default();
        for (key, what) in &hints {
            line.push(if line.0.is_empty() { " " } else { "   " }, Faces::PLAIN);
            line.push(key.as_str(), Face::Strong);
            line.push(format!(" {what}"), Face::Aside);
        }
        if line.width() <= room || hints.len() <= 1 {
            return line;
        }
        hints.remove(if hints.len() > 3 { hints.len() - 3 } else { hints.len() - 1 });
    }
}

/// What stands at the right of the foot: the number typed, the hits, the filter.
fn status(app: &App<'_>) -> String {
    let mut parts: Vec<String> = app.count.iter().map(usize::to_string).collect();
    if let (Some(reader), Mode::Reading) = (app.reader(), &app.mode) {
        if reader.is_sought {
            parts.push("finding quotations…".into());
        }
        if let Some(search) = &reader.search {
            let here = search.here.map_or(0, |h| h + 1);
            parts.push(format!("/{} {here}/{}", search.query, search.hits.len()));
        }
        if reader.geometry.pane(Focus::Quotes).is_empty() {
            parts.extend(only(reader).map(|only| format!("only: {only}")));
        }
        let marked = app.marked().len();
        if marked > 0 && app.message.is_none() {
            parts.push(format!("{marked} marked"));
        }
    }
    parts.join("  ")
}

/// The keys that matter now, and what they do here.
fn hints(app: &App<'_>) -> Vec<(String, String)> {
    let key = |action, what: &str| (name_of(action), what.to_string());
    if let Some(first) = app.begun {
        let each = keys::after(first).filter_map(|b| Some((b.keys.first()?.to_string(), b.brief.to_string())));
        return each.chain([(Key::Esc.to_string(), "leave it".to_string())]).collect();
    }
    if matches!(app.mode, Mode::Naming(_)) {
        return vec![key(Action::Enter, "takes it"), ("↑ ↓".into(), "move".into()), key(Action::Close, "leaves it")];
    }
    let Some(reader) = app.reader().filter(|_| app.mode == Mode::Reading) else {
        return match app.mode {
            Mode::Help(_) => vec![key(Action::Close, "close"), key(Action::Move(Unit::Page, Way::Forward), "page")],
            _ => vec![
                key(Action::Enter, "open"),
                ("type".into(), "to filter".into()),
                ("↑ ↓".into(), "move".into()),
                key(Action::Quit, "quit"),
            ],
        };
    };
    let open = reader.search.is_some() || reader.filter != Filter::default();
    let is_shown = reader.evidence.is_open();
    let quit = if is_shown {
        "close evidence"
    } else if reader.search.is_some() {
        "close search"
    } else if open {
        "close filter"
    } else {
        "quit"
    };
    vec![
        key(Action::Enter, enter_does(app, reader)),
        (format!("{} {}", Key::Char('('), Key::Char(')')), "quotation".into()),
        key(Action::Pane(Way::Forward), "pane"),
        key(Action::Search, "search"),
        key(Action::Evidence, "evidence"),
        key(Action::Help, "keys"),
        key(Action::Quit, quit),
    ]
}

/// What Enter does here.
fn enter_does(app: &App<'_>, reader: &Reader<'_>) -> &'static str {
    let marked = !app.marked().is_empty();
    let current_in_view = reader.current().is_some_and(|q| reader.shows(q));
    match reader.focus {
        Focus::Body if !current_in_view => "line down",
        Focus::Quotes | Focus::Body if marked => "send the marked",
        Focus::Quotes => "choose",
        Focus::Body => "choose quotation",
        Focus::People => "only theirs",
        Focus::Contents => "go there",
    }
}
