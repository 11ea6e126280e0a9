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
            Focus::Quotes if reader.only.is_some() => "No quotation in these paragraphs",
            Focus::People | Focus::Contents if !reader.typed_for(focus).is_empty() => "None is like that",
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
        Focus::People => ("People", format!(" {}", reader.entry_count(focus))),
        Focus::Contents => ("Contents", count(reader.contents.cursor, reader.entry_count(focus))),
        _ => ("Quotations", count(reader.quotes.cursor, reader.entry_count(focus))),
    };
    let mut line = Line::of(name, Faces::from(Face::Heading).when(reader.focus == focus, Face::Focus));
    line.push(count, Face::Aside);
    let typed = Some(reader.typed_for(focus)).filter(|typed| !typed.is_empty()).map(typed_like);
    let only = if focus == Focus::Quotes { only(reader) } else { typed };
    if let Some(only) = only {
        line.push(format!("  only: {only}"), Face::Sign);
    }
    line
}

/// Whose quotations, or which, are shown, if not all.
pub fn only(reader: &Reader<'_>) -> Option<String> {
    let Filter { by, query, like } = &reader.filter;
    let name = |id: &usize| reader.article.people[*id].name.as_str();
    let names = |by: &Vec<usize>| by.iter().map(name).collect::<Vec<_>>().join(", ");
    let nobody = |names: String| if names.is_empty() { "nobody here".into() } else { names };
    let query = (!query.trim().is_empty()).then(|| format!("“{query}”"));
    let like = (!like.trim().is_empty()).then(|| typed_like(like));
    let parts: Vec<String> = by.as_ref().map(names).map(nobody).into_iter().chain(query).chain(like).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// What was typed to narrow a list: its letters, not its words.
fn typed_like(typed: &str) -> String {
    format!("/{typed}")
}
