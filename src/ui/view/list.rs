//! A list beside the body: quotations, people, contents.
//!
//! Comes in: a reader. Goes out: cells of the list's pane.

use ratatui::layout::Rect;

use super::Painter;
use crate::ui::geometry::{Focus, list_rows};
use crate::ui::line::Line;
use crate::ui::pane::{Items, Spot};
use crate::ui::reader::{Filter, Reader};
use crate::ui::theme::{Face, Faces};

pub fn draw(reader: &Reader<'_>, focus: Focus, painter: &mut Painter<'_>) {
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
pub fn only(reader: &Reader<'_>) -> Option<String> {
    let Filter { by, query } = &reader.filter;
    let name = |id: &usize| reader.article.people[*id].name.as_str();
    let names = |by: &Vec<usize>| by.iter().map(name).collect::<Vec<_>>().join(", ");
    let nobody = |names: String| if names.is_empty() { "nobody here".into() } else { names };
    let query = (!query.trim().is_empty()).then(|| format!("“{query}”"));
    let parts: Vec<String> = by.as_ref().map(names).map(nobody).into_iter().chain(query).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
