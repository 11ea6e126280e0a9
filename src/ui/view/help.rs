//! The keys of a pane and what they do.
//!
//! Comes in: the app. Goes out: cells of all but the foot.

use super::{Painter, banner};
use crate::ui::app::App;
use crate::ui::geometry::Focus;
use crate::ui::keys::{At, HelpRow};
use crate::ui::line::Line;
use crate::ui::theme::{Face, Faces};

pub fn draw(app: &App<'_>, row: usize, painter: &mut Painter<'_>) {
    let middle = app.middle();
    let place = match app.at() {
        At::Pane(Focus::Body) => "Keys in the body",
        At::Pane(Focus::Quotes) => "Keys in the quotations",
        At::Pane(Focus::People) => "Keys in the people",
        At::Pane(Focus::Contents) => "Keys in the contents",
        At::Selection => "Keys while words are selected",
        At::Articles | At::Library => "Keys in the list of articles",
        At::Notes => "Keys in the list of notes",
        At::Review => "Keys in the review",
        At::Overlay => "Keys",
    };
    let rows = app.help_rows();
    let view = usize::from(middle.height).max(1);
    // How much there is, and where in it this is.
    let pages = rows.len().div_ceil(view);
    let page = if row + view >= rows.len() { pages } else { row / view + 1 };
    let far = if pages > 1 { format!("{page}/{pages} ") } else { String::new() };
    banner(app, place, &far, painter);
    for (y, row) in rows.iter().skip(row).take(view).enumerate() {
        let mut line = set(row);
        line.cut(usize::from(middle.width));
        painter.line(middle.x, middle.y + y as u16, middle.width, &line);
    }
    if rows.is_empty() {
        let none = Line::of("No key has these words", Face::Aside);
        painter.line(middle.x + 3, middle.y, middle.width.saturating_sub(3), &none);
    }
}

/// A row as a line, however long.
pub fn set(row: &HelpRow) -> Line {
    let mut line = Line::of(" ", Faces::PLAIN);
    match row {
        HelpRow::Blank => {}
        HelpRow::Group(name) => line.push(*name, Face::Heading),
        HelpRow::Keys(keys, about) => {
            line.push(format!("  {keys}  "), Face::Strong);
            line.push(about.as_str(), Faces::PLAIN);
        }
        HelpRow::Note(words) => line.push(words.as_str(), Faces::PLAIN),
    }
    line
}
