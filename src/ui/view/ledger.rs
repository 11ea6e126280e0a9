//! The source ledger of the article: who speaks, how much, and where.
//!
//! Comes in: the app. Goes out: cells of all but the foot.

use ratatui::layout::Rect;

use super::{Painter, banner};
use crate::ledger::{Kind, Ledger, Row, chart};
use crate::ui::app::{App, Listed};
use crate::ui::line::Line;
use crate::ui::theme::{Face, Faces};

/// The widest row: one that is read across.
const WIDTH: u16 = 80;
pub fn draw(app: &App<'_>, listed: &Listed, painter: &mut Painter<'_>) {
    let middle = app.middle();
    let Listed { ledger, cursor } = listed;
    let far = if ledger.rows.is_empty() { String::new() } else { format!("{}/{} ", cursor + 1, ledger.rows.len()) };
    banner(app, &format!("Who speaks: {}", chart::headline(ledger)), &far, painter);
    let width = middle.width.saturating_sub(1).min(WIDTH);
    if ledger.rows.is_empty() {
        let is_sought = app.reader().is_some_and(|reader| reader.is_sought);
        let none = Line::of(if is_sought { "Not found yet" } else { "Nobody is quoted" }, Face::Aside);
        return painter.line(middle.x + 3, middle.y, middle.width.saturating_sub(3), &none);
    }
    let mut heading = Line::default();
    heading.push_right(&chart::heading(ledger, usize::from(width)), Face::Aside, usize::from(width));
    painter.line(middle.x + 1, middle.y, width, &heading);
    let rows = Rect { y: middle.y + 1, height: middle.height.saturating_sub(1), ..middle };
    let first = (cursor + 1).saturating_sub(Listed::page(middle.height));
    let shown = ledger.rows.iter().enumerate().skip(first);
    let lines = shown.flat_map(|(number, row)| entry(ledger, row, number == *cursor, usize::from(width)));
    for (y, line) in lines.take(usize::from(rows.height)).enumerate() {
        painter.line(rows.x + 1, rows.y + y as u16, width, &line);
    }
}

fn entry(ledger: &Ledger, row: &Row, current: bool, width: usize) -> [Line; Listed::ROWS] {
    let bar = || if current { Line::of("▌ ", Face::Sign) } else { Line::of("  ", Faces::PLAIN) };
    let mut name = bar();
    let faces = match row.kind {
        Kind::Person | Kind::Name => Faces::from(Face::Strong).when(current, Face::Current),
        // Not a name, and never to be taken for one.
        Kind::Unnamed | Kind::Unknown => Faces::from(Face::Aside).with(Face::Emphasis),
    };
    name.push(row.shown(), faces);
    name.push_right(&chart::numbers(ledger, row, width), Face::Aside, width);
    let mut told = bar();
    told.push(chart::told(ledger, row), Face::Aside);
    told.cut(width);
    let mut strip = bar();
    for (speaks, cells) in chart::strip_of(ledger, row, width.saturating_sub(2)) {
        let face = if speaks { Face::Sign } else { Face::Aside };
        strip.push((if speaks { "▪" } else { "·" }).repeat(cells), face);
    }
    [name, told, strip, Line::default()]
}
