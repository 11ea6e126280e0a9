//! The keys while words are selected.
//!
//! Comes in: the app and an action. Goes out: the changed selection, or what is done with
//! its words. Actions that only move the view move the cursor here.

use super::Flow;
use crate::article::Block;
use crate::passage::{Passage, Place, source_line};
use crate::ui::app::App;
use crate::ui::keys::{Action, Step, Text, Unit, Way};
use crate::ui::motion;
use crate::ui::reader::{Reader, Selection};

/// What an action does to the selection. None if it has nothing to do with it.
pub fn act(app: &mut App<'_>, action: Action, count: Option<usize>) -> Option<Flow> {
    let (index, count) = (app.open?, count.unwrap_or(1));
    let reader = app.readers.get_mut(&index)?;
    let selection = reader.selection?;
    match action {
        Action::Select(whole) if selection.whole == whole => reader.selection = None,
        Action::Select(whole) => reader.selection = Some(Selection { whole, ..selection }),
        Action::Close | Action::Quit => reader.selection = None,
        Action::OtherEnd => {
            let (anchor, cursor) = (selection.cursor, selection.anchor);
            reader.selection = Some(Selection { anchor, cursor, ..selection });
            reader.move_cursor(cursor);
        }
        Action::Object(text, is_inner) => match object(reader, text, is_inner) {
            Some(passage) => cover(reader, passage),
            None => app.message = Some("no quotation here".into()),
        },
        Action::Copy | Action::CopyWithSource => return Some(copy(app, action == Action::CopyWithSource)),
        Action::Enter => {
            let words = reader.selected()?.words(&reader.article.blocks);
            return Some(Flow::Passage(words));
        }
        Action::Move(unit @ (Unit::Line | Unit::HalfPage | Unit::Page), way) => {
            let rows = match unit {
                Unit::Page => reader.body_view().saturating_sub(1).max(1),
                Unit::HalfPage => reader.body_view().div_ceil(2),
                _ => 1,
            };
            reader.move_cursor_by_rows(rows.saturating_mul(count), way == Way::Forward);
        }
        action => reader.move_cursor(moved(&reader.article.blocks, selection.cursor, action, count)?),
    }
    Some(Flow::Continue)
}

/// Where a moving action brings the cursor.
fn moved(blocks: &[Block], from: Place, action: Action, count: usize) -> Option<Place> {
    let repeat = |step: &dyn Fn(Place) -> Place| {
        let mut at = from;
        for _ in 0..count {
            let to = step(at);
            if to == at {
                break;
            }
            at = to;
        }
        at
    };
    Some(match action {
        Action::Cursor(Step::Glyph, way) => repeat(&|at| motion::glyph(blocks, at, way)),
        Action::Cursor(Step::Word, way) => repeat(&|at| motion::word(blocks, at, way, false)),
        Action::Cursor(Step::WordEnd, way) => repeat(&|at| motion::word(blocks, at, way, true)),
        Action::Cursor(Step::Sentence, way) => repeat(&|at| motion::sentence(blocks, at, way)),
        Action::Move(Unit::Paragraph | Unit::Section, way) => repeat(&|at| motion::paragraph(blocks, at, way)),
        Action::Start => motion::end_of_all(blocks, Way::Back)?,
        Action::End => motion::end_of_all(blocks, Way::Forward)?,
        _ => return None,
    })
}

fn object(reader: &Reader<'_>, text: Text, is_inner: bool) -> Option<Passage> {
    let cursor = reader.selection?.cursor;
    if text != Text::Quotation {
        return motion::around(&reader.article.blocks, cursor, text, is_inner);
    }
    let (block, byte) = cursor;
    let quotes = reader.places.quotes_in(block, &(byte..byte + 1));
    let quote = quotes.first().map(|(_, quote)| *quote).or_else(|| {
        // At its marks as well.
        let near = reader.places.quotes_in(block, &(byte.saturating_sub(4)..byte + 4));
        near.first().map(|(_, quote)| *quote)
    })?;
    let spans = &reader.quote(quote).spans;
    let (first, last) = (spans.first()?, spans.last()?);
    let mut passage = Passage { start: (first.block, first.start), end: (last.block, last.end) };
    if !is_inner {
        let words = |block: usize| &reader.article.blocks[block].words;
        let before = words(first.block)[..first.start].chars().next_back().filter(|c| is_mark(*c));
        let after = words(last.block)[last.end..].chars().next().filter(|c| is_mark(*c));
        passage.start.1 -= before.map_or(0, char::len_utf8);
        passage.end.1 += after.map_or(0, char::len_utf8);
    }
    Some(passage)
}

fn is_mark(c: char) -> bool {
    crate::engine::fold::fold(c.encode_utf8(&mut [0; 4])).starts_with(['"', '\''])
}

/// Selects a passage; its end gets the cursor.
fn cover(reader: &mut Reader<'_>, passage: Passage) {
    let blocks = &reader.article.blocks;
    let last = motion::glyph(blocks, passage.end, Way::Back).max(passage.start);
    reader.selection = Some(Selection { anchor: passage.start, cursor: last, whole: false, column: None });
    reader.move_cursor(last);
}

fn copy(app: &mut App<'_>, with_source: bool) -> Flow {
    let Some((words, article)) =
        app.reader_mut().and_then(|reader| Some((reader.selected()?.words(&reader.article.blocks), reader.article)))
    else {
        return Flow::Continue;
    };
    if let Some(reader) = app.reader_mut() {
        reader.selection = None;
    }
    let words = if with_source { format!("{words}\n\n— {}", source_line(article)) } else { words };
    app.message = Some(format!("sent {} characters to the clipboard", words.chars().count()));
    Flow::Copy(words)
}
