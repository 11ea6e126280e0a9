//! A list of what stands in many articles, with a preview.
//!
//! Comes in: the list. Goes out: cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Painter;
use crate::glyph::truncate;
use crate::layout::wrap;
use crate::ui::geometry::list_rows;
use crate::ui::line::Line;
use crate::ui::listing::Listing;
use crate::ui::pane::Spot;
use crate::ui::theme::{Face, Faces, Theme};

/// Draws the list. Returns where the terminal's cursor belongs, if anywhere.
pub fn draw(listing: &Listing, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if let Some(page) = theme.page() {
        buffer.set_style(buffer.area, page);
    }
    let mut painter = Painter { buffer, theme, is_open: true };
    let screen = listing.screen;
    let (list, preview) = listing.areas();
    painter.line(0, 0, screen.width, &Line::of(" Pullquote", Face::Strong));
    let (shown, all) = (listing.shown.len(), listing.entries.len());
    let mut title = Line::of(" ", Faces::PLAIN);
    title.push(&listing.title, Faces::from(Face::Heading).with(Face::Focus));
    title.push(if shown == all { format!(" {all}") } else { format!(" {shown}/{all}") }, Face::Aside);
    painter.ruled(Rect { height: 1, ..list }, title);
    let rows = list_rows(list);
    let Spot { item, row } = listing.top;
    let width = usize::from(rows.width.saturating_sub(2));
    let lines = listing.lines(item..item + usize::from(rows.height) + 1, width);
    for (y, line) in lines.iter().skip(row).take(usize::from(rows.height)).enumerate() {
        painter.line(rows.x + 1, rows.y + y as u16, rows.width.saturating_sub(1), line);
    }
    if shown == 0 {
        painter.line(
            rows.x + 3,
            rows.y,
            rows.width.saturating_sub(3),
            &Line::of("Nothing has these words", Face::Aside),
        );
    }
    if let Some(area) = preview {
        side(listing, area, &mut painter);
    }
    foot(listing, &mut painter)
}

/// What is told of the entry under the cursor.
fn side(listing: &Listing, area: Rect, painter: &mut Painter<'_>) {
    painter.ruled(Rect { height: 1, ..area }, Line::of(" Preview", Face::Aside));
    let rows = list_rows(area);
    let room = usize::from(rows.width.saturating_sub(3)).max(1);
    let paragraphs = listing.preview.iter().flat_map(|(_, paragraphs)| paragraphs);
    let set = |(words, is_strong): &(String, bool)| {
        let face = if *is_strong { Face::Strong.into() } else { Faces::PLAIN };
        let lines: Vec<Line> = wrap(words, room).into_iter().map(|range| Line::of(&words[range], face)).collect();
        lines.into_iter().chain([Line::default()])
    };
    for (y, line) in paragraphs.flat_map(set).take(usize::from(rows.height)).enumerate() {
        painter.line(rows.x + 2, rows.y + y as u16, rows.width.saturating_sub(2), &line);
    }
}

/// What is typed, else what can be done.
fn foot(listing: &Listing, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let (y, width) = (listing.screen.height.saturating_sub(1), listing.screen.width);
    if let Some(message) = &listing.message {
        painter.line(0, y, width, &Line::of(truncate(&format!(" {message}"), usize::from(width)), Face::Sign));
        return None;
    }
    if listing.filter.is_empty() {
        let sort = if listing.sort_key.is_empty() { String::new() } else { format!("   {} sorts", listing.sort_key) };
        let whole = format!(" Enter opens   letters filter{sort}   q quits");
        let short = format!(" Enter opens{sort}   q quits");
        let told = if whole.len() <= usize::from(width) { whole } else { short };
        painter.line(0, y, width, &Line::of(truncate(&told, usize::from(width)), Face::Aside));
        return None;
    }
    let (before, after) = listing.filter.halves();
    let mut line = Line::of(" filter: ", Face::Aside);
    line.push(before, Faces::PLAIN);
    let cursor = line.width() as u16;
    line.push(after, Faces::PLAIN);
    painter.line(0, y, width, &line);
    Some((cursor.min(width.saturating_sub(1)), y))
}
