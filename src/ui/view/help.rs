//! The keys and what they do.
//!
//! Comes in: the app. Goes out: cells of all but the foot.

use super::{Painter, banner};
use crate::ui::app::App;
use crate::ui::keys::{self, HelpRow};
use crate::ui::line::Line;
use crate::ui::theme::{Face, Faces};

pub fn draw(app: &App<'_>, row: usize, painter: &mut Painter<'_>) {
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
