//! A list to choose from, over a list beside the body.
//!
//! Comes in: what can be chosen, and the reader. Goes out: cells of a pane.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::Painter;
use crate::ui::entry::{INDENT, choice};
use crate::ui::geometry::{Focus, list_rows};
use crate::ui::line::Line;
use crate::ui::reader::Reader;
use crate::ui::theme::{Face, Faces};

pub struct Choices<'c> {
    pub title: String,
    /// Each with what it is.
    pub rows: Vec<(Cow<'c, str>, Option<String>)>,
    pub cursor: usize,
    /// What is said when there are none.
    pub none: &'static str,
    /// The panes that it may stand in, the best first.
    pub over: [Focus; 3],
}

pub fn draw(choices: &Choices<'_>, reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let pane = area(reader, choices.over);
    painter.clear(pane);
    let title = Rect { x: pane.x + 1, width: pane.width.saturating_sub(2), height: 1, ..pane };
    painter.ruled(title, Line::of(choices.title.as_str(), Faces::from(Face::Heading).with(Face::Focus)));
    let rows = list_rows(pane);
    let width = usize::from(rows.width.saturating_sub(2)).max(INDENT);
    if choices.rows.is_empty() {
        let none = Line::of(choices.none, Face::Aside);
        painter.line(rows.x + 3, rows.y, rows.width.saturating_sub(3), &none);
    }
    let first = (choices.cursor + 1).saturating_sub(usize::from(rows.height).max(1));
    let shown = choices.rows.iter().enumerate().skip(first).take(usize::from(rows.height));
    for (y, (number, (name, what))) in shown.enumerate() {
        let line = choice(name, what.as_deref(), number == choices.cursor, width);
        painter.line(rows.x + 1, rows.y + y as u16, rows.width.saturating_sub(1), &line);
    }
}

/// In the first of these panes that is shown; else in the lower half of the body.
fn area(reader: &Reader<'_>, over: [Focus; 3]) -> Rect {
    let mut lists = over.map(|focus| reader.geometry.pane(focus)).into_iter();
    let body = reader.geometry.pane(Focus::Body);
    let list = lists.find(|pane| !pane.is_empty()).filter(|_| !body.is_empty());
    list.unwrap_or_else(|| {
        let whole = if body.is_empty() { reader.geometry.middle } else { body };
        let height = whole.height.div_ceil(2);
        Rect { y: whole.bottom() - height, height, ..whole }
    })
}
