//! The keys of a pane and what they do.
//!
//! Comes in: the app. Goes out: cells of all but the foot.

use super::{Painter, banner};
use crate::ui::app::App;
use crate::ui::geometry::Focus;
use crate::ui::keys::HelpRow;
use crate::ui::line::Line;
use crate::ui::theme::{Face, Faces};

pub fn draw(app: &App<'_>, row: usize, painter: &mut Painter<'_>) {
    let middle = app.middle();
    let pane = match app.reader().map(|reader| reader.focus) {
        Some(Focus::Body) => "Keys in the body",
        Some(Focus::Quotes) => "Keys in the quotations",
        Some(Focus::People) => "Keys in the people",
        Some(Focus::Contents) => "Keys in the contents",
        None => "Keys of Pullquote",
    };
    banner(app, pane, painter);
    let rows = app.help_rows();
    for (y, row) in rows.iter().skip(row).take(usize::from(middle.height)).enumerate() {
        let mut line = Line::of(" ", Faces::PLAIN);
        match row {
            HelpRow::Blank => {}
            HelpRow::Group(name) => line.push(*name, Face::Heading),
            HelpRow::Keys(keys, about) => {
                line.push(format!("  {keys}  "), Face::Strong);
                line.push(*about, Faces::PLAIN);
            }
            HelpRow::Note(words) => line.push(*words, Faces::PLAIN),
        }
        line.cut(usize::from(middle.width));
        painter.line(middle.x, middle.y + y as u16, middle.width, &line);
    }
    if rows.is_empty() {
        let none = Line::of("No key has these words", Face::Aside);
        painter.line(middle.x + 3, middle.y, middle.width.saturating_sub(3), &none);
    }
}
