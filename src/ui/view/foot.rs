//! The row at the foot: a prompt, a message, or the keys that matter now.
//!
//! Comes in: the app. Goes out: cells of the last row, of a long message of a few, and
//! where the terminal's cursor is.

use ratatui::layout::Rect;

use super::list::only;
use super::moment::{Tip, first_to_go, shortened, tips};
use super::{Painter, evidence, notes, prompt};
use crate::glyph::{beginning, columns, truncate, truncate_start};
use crate::layout::wrap;
use crate::ui::app::{App, Mode};
use crate::ui::geometry::{Focus, Geometry};
use crate::ui::line::Line;
use crate::ui::reader::Reader;
use crate::ui::text_field::TextField;
use crate::ui::theme::{Face, Faces};

/// Fewer columns are not enough for hints beside a note.
const HINTS: usize = 24;
/// Told where a note is typed that takes no more.
const FULL: &str = " too long: not taken ";
/// A message has no more rows.
const MESSAGE: u16 = 4;

/// The row at the foot: a prompt, a message, or the keys that matter now.
pub fn draw(app: &App<'_>, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let area = Geometry::new(app.screen, Focus::Body, true).footer;
    if area.height == 0 {
        return None;
    }
    if let Some((asked, typed)) = prompt::open(app) {
        return Some(prompted(app, asked, typed, area, painter));
    }
    if long(app, area, painter) {
        return None;
    }
    if let Mode::Hinting(hints) = &app.mode
        && let Some(hint) = hints.chosen()
    {
        painter.line(area.x, area.y, area.width, &address(app, &hint.address, usize::from(area.width)));
        return None;
    }
    if app.begun.is_some() && app.mode == Mode::Reading {
        tip_rows(tips(app), area, painter);
        return None;
    }
    let room = usize::from(area.width);
    let right = truncate(&status(app), room / 2).into_owned();
    let mut line = match &app.message {
        Some(message) => Line::of(format!(" {message}"), Faces::PLAIN),
        None => {
            let room = if right.is_empty() { room } else { room.saturating_sub(columns(&right) + 2) };
            let evidence = evidence(app).map(|words| Line::of(truncate(&format!(" {words}"), room), Faces::PLAIN));
            let noted = || app.reader().filter(|_| is_reading(app)).and_then(|reader| noted(app, reader, room));
            evidence.or_else(noted).unwrap_or_else(|| tip_line(tips(app), room))
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

/// What is longer than a row and to be read whole, over the rows above the foot. False if
/// there is nothing of that kind.
fn long(app: &App<'_>, area: Rect, painter: &mut Painter<'_>) -> bool {
    let few = (area.y / 2 + 1).min(MESSAGE);
    // The evidence was asked for: all of it goes before the text, but for a row of that.
    let words = [(app.message.clone(), few), (evidence(app), area.y.saturating_sub(1)), (note_gone_to(app), few)];
    words.into_iter().any(|(words, most)| words.is_some_and(|words| told(&words, area, most, painter)))
}

/// An address, which is seen before it is opened, and the keys for it.
fn address(app: &App<'_>, address: &str, room: usize) -> Line {
    let keys = tip_line(tips(app), room);
    let mut line = Line::of(format!(" {} ", truncate(address, room.saturating_sub(keys.width() + 2))), Face::Link);
    line.0.extend(keys.0);
    line
}

/// The evidence, where nothing else has a row for it.
fn evidence(app: &App<'_>) -> Option<String> {
    evidence::at_foot(app.reader().filter(|_| app.message.is_none() && is_reading(app))?)
}

/// All that is to be shown of a note that was gone to: whoever did wants to read it whole.
fn note_gone_to(app: &App<'_>) -> Option<String> {
    let reader = app.reader().filter(|_| app.message.is_none() && is_reading(app))?;
    reader.note_here().filter(|_| evidence::at_foot(reader).is_none())?;
    let (text, fit) = notes::words(reader)?;
    Some([Some(text), fit].into_iter().flatten().collect::<Vec<_>>().join("  "))
}

/// What is typed, and where the terminal's cursor is then.
fn prompted(app: &App<'_>, asked: &str, typed: &TextField, area: Rect, painter: &mut Painter<'_>) -> (u16, u16) {
    let full = if typed.is_full() { FULL } else { "" };
    let width = usize::from(area.width);
    let room = width.saturating_sub(1 + columns(full)).max(width / 4);
    let (before, after) = typed.halves();
    let before = format!("{asked}{before}");
    // What the cursor goes to next is in view, as far as a third of the row shows it.
    let before = truncate_start(&before, room - columns(after).min(room / 3));
    let cursor = columns(&before) as u16;
    let mut line = Line::of(format!("{before}{after}"), Faces::PLAIN);
    line.cut(room);
    let aside = match app.mode {
        Mode::Naming(_) | Mode::Jumping(_) | Mode::Noting(_) | Mode::Choosing | Mode::Help(_) => {
            tip_line(tips(app), usize::from(area.width))
        }
        _ => Line::of(prompt::found(app), Face::Sign),
    };
    if aside.width() > 0 && line.width() + aside.width() + 2 < room {
        line.push(" ".repeat(room - line.width() - aside.width()), Faces::PLAIN);
        line.0.extend(aside.0);
    }
    if !full.is_empty() {
        line.push_right(full, Face::Strong, width);
    }
    painter.line(area.x, area.y, area.width, &line);
    (area.x + cursor.min(area.width.saturating_sub(1)), area.y)
}

/// Whether nothing but the article has the keys.
fn is_reading(app: &App<'_>) -> bool {
    app.mode == Mode::Reading && app.begun.is_none()
}

/// The text of the note that is to be shown, and as many hints as there is room for.
fn noted(app: &App<'_>, reader: &Reader<'_>, room: usize) -> Option<Line> {
    let (text, fit) = notes::words(reader)?;
    let mut line = Line::of(truncate(&format!(" {text}"), room), Faces::PLAIN);
    line.push(fit.map(|fit| format!("  {fit}")).unwrap_or_default(), Face::Aside);
    line.cut(room);
    let left = room.saturating_sub(line.width() + 2);
    if left >= HINTS {
        line.push("  ", Faces::PLAIN);
        line.0.extend(tip_line(tips(app), left).0);
    }
    Some(line)
}

/// A message that is longer than a row, over the rows above the foot, so many of them at
/// most. False if it is not.
fn told(message: &str, area: Rect, most: u16, painter: &mut Painter<'_>) -> bool {
    let room = usize::from(area.width).saturating_sub(2).max(1);
    // No more of it than the rows can hold, and what tells that there is more.
    let message = beginning(message, (usize::from(most) + 1) * (room + 1));
    let rows = wrap(message, room);
    let count = rows.len().min(usize::from(most));
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
        painter.clear(Rect { y, height: 1, ..area });
        painter.line(area.x, y, area.width, &line);
    }
    true
}

/// All of them, over the rows above the foot if one is not enough.
fn tip_rows(tips: Vec<Tip>, area: Rect, painter: &mut Painter<'_>) {
    let room = usize::from(area.width);
    let mut rows: Vec<Vec<Tip>> = vec![Vec::new()];
    let mut width = 0;
    for tip in tips {
        // With the spaces that `tip_line` sets before and within it.
        let own = columns(&tip.0) + columns(&tip.1) + 4;
        width += own;
        if width > room + 2 {
            rows.push(Vec::new());
            width = own;
        }
        rows.last_mut().into_iter().for_each(|row| row.push(tip.clone()));
    }
    let count = rows.len().min(usize::from(area.y) + 1);
    for (number, row) in rows.into_iter().take(count).enumerate() {
        let mut line = tip_line(row, room);
        line.cut(room);
        let y = area.y + 1 + number as u16 - count as u16;
        painter.clear(Rect { y, height: 1, ..area });
        painter.line(area.x, y, area.width, &line);
    }
}

/// As many as fit, whole, in fewer words and closer if need be.
fn tip_line(mut tips: Vec<Tip>, room: usize) -> Line {
    loop {
        let short = shortened(&tips);
        let forms = [(&tips, "   "), (&short, "   "), (&short, "  ")];
        let fitting = forms.iter().map(|(tips, between)| joined(tips, between)).find(|line| line.width() <= room);
        match fitting {
            Some(line) => return line,
            None if tips.len() <= 1 => return joined(&tips, ""),
            None => drop(tips.remove(first_to_go(&tips))),
        }
    }
}

fn joined(tips: &[Tip], between: &str) -> Line {
    let mut line = Line::default();
    for (key, what) in tips {
        line.push(if line.0.is_empty() { " " } else { between }, Faces::PLAIN);
        line.push(key.as_str(), Face::Strong);
        line.push(format!(" {what}"), Face::Aside);
    }
    line
}

/// What stands at the right of the foot: the number typed, the hits, the filter.
fn status(app: &App<'_>) -> String {
    let mut parts: Vec<String> = app.count.iter().map(usize::to_string).collect();
    if let (Some(reader), Mode::Reading) = (app.reader(), &app.mode) {
        if reader.is_sought {
            parts.push("finding quotations…".into());
        }
        if let Some(passage) = reader.selected() {
            parts.push(match passage.count(&reader.article.blocks) {
                1 => "1 word".into(),
                count => format!("{count} words"),
            });
        }
        if let Some(search) = &reader.search {
            let sign = if search.wanted.whole { '*' } else { '/' };
            parts.push(format!("{sign}{} {}", search.wanted.name(), prompt::counter(search)));
        }
        if reader.geometry.pane(Focus::Quotes).is_empty() {
            parts.extend(only(reader).map(|only| format!("only: {only}")));
        }
        if let Some(here) = reader.note_here() {
            parts.push(format!("note {}/{}", here + 1, reader.notes.placed()));
        }
        let marked = app.marked().len();
        if marked > 0 && app.message.is_none() {
            parts.push(format!("{marked} marked"));
        }
    }
    parts.join("  ")
}
