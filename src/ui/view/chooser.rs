//! The list of articles.
//!
//! Comes in: the app. Goes out: cells of all but the foot.

use ratatui::layout::Rect;

use super::{Painter, banner};
use crate::ui::app::App;
use crate::ui::geometry::list_rows;
use crate::ui::line::Line;
use crate::ui::pane::Spot;
use crate::ui::theme::{Face, Faces};

pub fn draw(app: &App<'_>, painter: &mut Painter<'_>) {
    let middle = app.middle();
    banner(app, "Pullquote", "", painter);
    let mut title = Line::of(" ", Faces::PLAIN);
    title.push("Articles", Faces::from(Face::Heading).with(Face::Focus));
    let (shown, all) = (app.chooser.shown.len(), app.articles.len());
    title.push(if shown == all { format!(" {all}") } else { format!(" {shown}/{all}") }, Face::Aside);
    painter.ruled(Rect { height: 1, ..middle }, title);
    let rows = list_rows(middle);
    let entries = app.article_entries();
    let Spot { item, row } = app.chooser.top;
    // Each has a row at least.
    let lines = entries.lines(item..item + usize::from(rows.height) + 1, app.chooser.list.cursor);
    for (y, line) in lines.iter().skip(row).take(usize::from(rows.height)).enumerate() {
        painter.line(rows.x + 1, rows.y + y as u16, rows.width.saturating_sub(1), line);
    }
    if shown == 0 {
        let none = Line::of("No article has these words", Face::Aside);
        painter.line(rows.x + 3, rows.y, rows.width.saturating_sub(3), &none);
    }
}
