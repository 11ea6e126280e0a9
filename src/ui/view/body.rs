//! The body: the rows in view, with marks, quotations and hits laid over them.
//!
//! Comes in: a reader. Goes out: cells of the body's pane.

use std::ops::Range;

use super::Painter;
use super::notes::{HIGHLIGHT, sign as sign_of};
use crate::article::{Block, Inline, Kind, Span};
use crate::layout::{End, Role, Row, Spread};
use crate::notes::Placed;
use crate::plain::lead;
use crate::ui::geometry::{self, Focus, column};
use crate::ui::graphics::plates::Shown;
use crate::ui::line::Line;
use crate::ui::motion::after;
use crate::ui::reader::Reader;
use crate::ui::theme::{Face, Faces};

/// Stands in the margin beside the current quotation.
const BAR: &str = "▌";
/// More ranges than these on one row are not told apart.
const MOST: usize = 200;

pub fn draw(reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let pane = reader.geometry.pane(Focus::Body);
    if pane.is_empty() {
        return;
    }
    let column = column(pane, reader.column.measure);
    let current = reader.current();
    let cited = reader.cited();
    let notes = reader.notes_in_view();
    let laid = if painter.is_open { reader.pictures() } else { Vec::new() };
    let laid: Vec<Shown> = laid.into_iter().filter(Shown::is_laid).collect();
    for (y, (block, row)) in reader.visible.iter().take(usize::from(pane.height)).enumerate() {
        let y = pane.y + y as u16;
        beside(painter, &reader.article.blocks[*block..], row, column.x, y);
        if let Role::Picture(number) = row.role {
            let is_laid = laid.iter().any(|picture| (picture.at.1..picture.at.1 + picture.drawn.size().1).contains(&y));
            if let Some(drawn) = reader.picture_of(*block).filter(|_| !is_laid) {
                painter.picture(column.x + row.indent, y, number, drawn);
            }
            continue;
        }
        if row.role == Role::Blank {
            continue;
        }
        let quotes = reader.places.quotes_in(*block, &row.range);
        if quotes.iter().any(|q| Some(q.1) == current) && column.x > pane.x {
            painter.line(column.x - column.x.saturating_sub(pane.x).min(2), y, 1, &Line::of(BAR, Face::Sign));
        }
        let noted = noted(&notes, *block, reader.article.blocks[*block].words.len());
        if let Some(sign) = sign(&noted, &row.range).filter(|_| column.x > pane.x + 1) {
            painter.line(column.x - 1, y, 1, &Line::of(sign, Face::Sign));
        }
        let over = Over { quotes: &quotes, current, cited: &cited, noted: &noted };
        let room = column.width.saturating_sub(row.indent);
        let line = words(reader, *block, row, &over);
        painter.line(column.x + row.indent, y, room, &line);
    }
}

/// Beside the body while the mouse can be used: how far the view is, and how much of all it
/// has.
pub fn scrollbar(reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let bar = geometry::scrollbar(reader.geometry.pane(Focus::Body));
    let ends = reader.visible.first().zip(reader.visible.last());
    let Some(((first, top), (last, bottom))) = ends.filter(|_| !bar.is_empty()) else { return };
    let row = |share: f64| (share * f64::from(bar.height)).floor() as u16;
    let from = row(reader.places.share((*first, top.range.start))).min(bar.height - 1);
    let to = row(reader.places.share((*last, bottom.range.end + 1))).clamp(from + 1, bar.height);
    for y in 0..bar.height {
        let sign = if (from..to).contains(&y) { Line::of("█", Face::Aside) } else { Line::of("│", Face::Aside) };
        painter.line(bar.x, bar.y + y, 1, &sign);
    }
}

/// What stands in the indent: a bullet, a number, the bar of a block quote, which goes
/// through to its next paragraph, and a sign before what is one line with the row above.
fn beside(painter: &mut Painter<'_>, blocks: &[Block], row: &Row, x: u16, y: u16) {
    let Some(block) = blocks.first() else { return };
    let before = x + row.indent.saturating_sub(2);
    match block.kind {
        Kind::Item(_) if row.role == Role::First => {
            painter.line(x, y, row.indent, &Line::of(lead(block), Face::Aside));
        }
        Kind::Aside if row.role == Role::Blank && blocks.get(1).is_none_or(|next| next.kind != Kind::Aside) => {}
        Kind::Aside if row.indent > 0 => painter.line(before, y, 1, &Line::of("│", Face::Aside)),
        Kind::Code if row.role == Role::Cut && row.indent > 1 => {
            painter.line(before, y, 1, &Line::of("↪", Face::Aside));
        }
        _ => {}
    }
}

/// What is laid over the words of a row.
struct Over<'r> {
    quotes: &'r [(Range<usize>, usize)],
    current: Option<usize>,
    cited: &'r [&'r Span],
    noted: &'r [Noted],
}

/// What is noted of a block: the bytes, and the sign where a note begins there.
struct Noted {
    range: Range<usize>,
    sign: Option<&'static str>,
}

fn noted(notes: &[&Placed], block: usize, words: usize) -> Vec<Noted> {
    let within = |placed: &&Placed| {
        let passage = placed.passage?;
        let sign = sign_of(placed).filter(|_| passage.start.0 == block);
        Some(Noted { range: passage.within(block, words)?, sign })
    };
    notes.iter().filter_map(within).collect()
}

/// What stands beside a row with noted words.
fn sign(noted: &[Noted], row: &Range<usize>) -> Option<&'static str> {
    let touches = |noted: &&Noted| noted.range.start < row.end && row.start < noted.range.end;
    let begins = |noted: &Noted| noted.sign.filter(|_| row.contains(&noted.range.start));
    let mut here = noted.iter().filter(touches).peekable();
    here.peek()?;
    Some(here.find_map(begins).unwrap_or(HIGHLIGHT))
}

/// The words of a row, cut where a face begins or ends. The hyphen at its end looks as
/// the words before it, and a wider space as the one that is there.
fn words(reader: &Reader<'_>, block: usize, row: &Row, over: &Over<'_>) -> Line {
    let own = &reader.article.blocks[block];
    let marks: Vec<_> = marks_in(own, &row.range);
    let hits = reader.hits_in(block, &row.range);
    let cited: Vec<_> = over.cited.iter().filter(|s| s.block == block).map(|s| s.start..s.end).collect();
    let selected = selected(reader, block, own.words.len());
    let quotes = over.quotes.iter().map(|q| &q.0);
    let ranges = selected
        .iter()
        .map(|s| &s.0)
        .chain(&cited)
        .chain(over.noted.iter().map(|noted| &noted.range))
        .chain(marks.iter().map(|m| &m.0))
        .chain(quotes)
        .chain(hits.iter().map(|h| &h.0));
    let mut edges: Vec<usize> = vec![row.range.start, row.range.end];
    for range in ranges.take(MOST) {
        edges.extend([range.start, range.end].map(|e| e.clamp(row.range.start, row.range.end)));
    }
    edges.sort_unstable();
    edges.dedup();
    let hyphen = if row.end == End::Hyphen { "-" } else { "" };
    let spread = reader.spread(block, row);
    let mut spaces = 0;
    let mut line = Line::default();
    for pair in edges.windows(2) {
        let within = |range: &Range<usize>| range.start <= pair[0] && pair[1] <= range.end;
        let mut faces = base(own.kind);
        for (_, style) in marks.iter().filter(|m| within(&m.0)) {
            faces = with_style(faces, *style);
        }
        for (_, quote) in over.quotes.iter().filter(|q| within(&q.0)) {
            faces = faces.with(Face::Quote).when(Some(*quote) == over.current, Face::Current);
        }
        faces = faces.when(cited.iter().any(within), Face::Cited);
        faces = faces.when(over.noted.iter().any(|noted| within(&noted.range)), Face::Noted);
        for (_, face) in selected.iter().filter(|s| within(&s.0)) {
            faces = faces.with(*face);
        }
        for (_, here) in hits.iter().filter(|h| within(&h.0)) {
            faces = faces.with(if *here { Face::HitHere } else { Face::Hit });
        }
        let mut drawn = widened(&own.words[pair[0]..pair[1]], spread, &mut spaces);
        if pair[1] == row.range.end {
            drawn.push_str(hyphen);
        }
        line.push(drawn, faces);
    }
    line
}

/// What is selected of a block, and the cursor.
fn selected(reader: &Reader<'_>, block: usize, words: usize) -> Vec<(Range<usize>, Face)> {
    let (Some(passage), Some(selection)) = (reader.selected(), reader.selection) else { return Vec::new() };
    let whole = passage.within(block, words).map(|range| (range, Face::Selected));
    let cursor = (selection.cursor.0 == block).then(|| {
        let end = after(selection.cursor, &reader.article.blocks);
        (selection.cursor.1..end.1, Face::Cursor)
    });
    whole.into_iter().chain(cursor).collect()
}

/// Words with the spaces that are added to those in them. `spaces` counts these.
fn widened(words: &str, spread: Option<Spread>, spaces: &mut usize) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        out.push(if c == '\n' { ' ' } else { c });
        if let Some(spread) = spread.filter(|_| c == ' ') {
            out.extend(std::iter::repeat_n(' ', spread.at(*spaces)));
            *spaces += 1;
        }
    }
    out
}

fn marks_in(block: &Block, range: &Range<usize>) -> Vec<(Range<usize>, Inline)> {
    let first = block.marks.partition_point(|m| m.range.end <= range.start);
    let marks = block.marks[first..].iter().take_while(|m| m.range.start < range.end);
    marks.map(|m| (m.range.clone(), m.style)).collect()
}

fn base(kind: Kind) -> Faces {
    match kind {
        Kind::Title => Face::Title.into(),
        Kind::Heading(_) => Face::Heading.into(),
        Kind::Subtitle => Face::Emphasis.into(),
        Kind::Byline | Kind::Rule => Face::Aside.into(),
        Kind::Figure => Faces::from(Face::Emphasis).with(Face::Aside),
        Kind::Code => Face::Code.into(),
        Kind::Paragraph | Kind::Aside | Kind::Item(_) | Kind::Table => Faces::PLAIN,
    }
}

fn with_style(faces: Faces, style: Inline) -> Faces {
    faces
        .when(style.emphasis, Face::Emphasis)
        .when(style.strong, Face::Strong)
        .when(style.code, Face::Code)
        .when(style.link.is_some(), Face::Link)
}
