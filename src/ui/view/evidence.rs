//! The evidence of the current quotation, below the body or at the foot.
//!
//! Comes in: a reader. Goes out: cells of its rows, or words for the foot.

use ratatui::layout::Rect;

use super::Painter;
use crate::layout::wrap;
use crate::ui::line::Line;
use crate::ui::reader::Reader;
use crate::ui::theme::{Face, Faces};

pub fn draw(reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let area = reader.geometry.evidence;
    let Some(evidence) = reader.evidence().filter(|_| !area.is_empty()) else { return };
    painter.ruled(Rect { height: 1, ..area }, Line::of("Who said it", Face::Heading));
    let (room, rows) = (usize::from(area.width), usize::from(area.height) - 1);
    let lines = wrap(&evidence.words, room);
    for (y, range) in lines.iter().take(rows).enumerate() {
        let mut line = Line::default();
        let mut at = range.start;
        for cited in &evidence.cited {
            let (start, end) = (cited.start.clamp(at, range.end), cited.end.clamp(at, range.end));
            line.push(&evidence.words[at..start], Faces::PLAIN);
            line.push(&evidence.words[start..end], Face::Cited);
            at = end;
        }
        line.push(&evidence.words[at..range.end], Faces::PLAIN);
        if y + 1 == rows && lines.len() > rows {
            line.push(" …", Faces::PLAIN);
            line.cut(room);
        }
        painter.line(area.x, area.y + 1 + y as u16, area.width, &line);
    }
}

/// The words of it for the foot, where the panes have no rows for it.
pub fn at_foot(reader: &Reader<'_>) -> Option<String> {
    reader.evidence().filter(|_| reader.geometry.evidence.is_empty()).map(|evidence| evidence.words)
}
