//! The letters at the links in view.
//!
//! Comes in: the hints, and the reader. Goes out: cells over the first ones of each link.

use super::Painter;
use crate::ui::geometry::{Focus, column};
use crate::ui::hints::Hints;
use crate::ui::line::Line;
use crate::ui::reader::Reader;
use crate::ui::theme::Face;

pub fn draw(hints: &Hints, reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let pane = reader.geometry.pane(Focus::Body);
    let column = column(pane, reader.column.measure);
    for (y, (block, row)) in reader.visible.iter().take(usize::from(pane.height)).enumerate() {
        let here = |place: (usize, usize)| place.0 == *block && row.range.contains(&place.1);
        for hint in hints.left().filter(|hint| here(hint.place)) {
            let before = reader.columns_before(*block, row, hint.place.1) as u16;
            let x = column.x + row.indent + before;
            painter.line(x, pane.y + y as u16, hint.label.len() as u16, &Line::of(hint.label.as_str(), Face::HitHere));
        }
    }
}
