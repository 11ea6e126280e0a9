//! The frame: what the app knows, onto a buffer.
//!
//! Comes in: the app, as it is. Goes out: cells. Decides nothing and changes
//! nothing; hits, the current quotation and the cursor are laid over the rows
//! here and are kept nowhere.

mod body;
mod choices;
mod chooser;
mod evidence;
mod foot;
pub(in crate::ui) mod help;
mod hints;
mod jump;
mod ledger;
mod list;
pub mod listing;
mod moment;
mod naming;
mod notes;
mod prompt;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::{App, Mode};
use super::geometry::{Focus, Geometry};
use super::graphics::Drawn;
use super::graphics::plates::Shown;
use super::line::Line;
use super::reader::Reader;
use super::theme::{Face, Faces, Theme};
use crate::glyph::{glyphs, is_plain, truncate};

/// The columns of a header that has room for the time that is left.
const WIDE: usize = 60;

/// Draws the app. Returns where the terminal's cursor belongs, if anywhere.
pub fn draw(app: &App<'_>, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if let Some(page) = theme.page() {
        buffer.set_style(buffer.area, page);
    }
    let mut painter = Painter { buffer, theme, is_open: is_open(&app.mode) };
    match (&app.mode, app.reader()) {
        (Mode::Help(shown), _) => help::draw(app, shown.row, &mut painter),
        (Mode::Ledger(listed), Some(_)) => ledger::draw(app, listed, &mut painter),
        (Mode::Choosing, _) | (_, None) => chooser::draw(app, &mut painter),
        (Mode::Reading | Mode::Searching(_) | Mode::Marking(_) | Mode::Noting(_), Some(reader)) => {
            panes(reader, &mut painter)
        }
        (Mode::Naming(naming), Some(reader)) => {
            panes(reader, &mut painter);
            choices::draw(&naming::choices(naming, reader), reader, &mut painter);
        }
        (Mode::Jumping(jump), Some(reader)) => {
            panes(reader, &mut painter);
            choices::draw(&jump::choices(jump, reader), reader, &mut painter);
        }
        (Mode::Notes(cursor), Some(reader)) => {
            panes(reader, &mut painter);
            choices::draw(&notes::choices(*cursor, reader), reader, &mut painter);
        }
        (Mode::Hinting(hints), Some(reader)) => {
            panes(reader, &mut painter);
            hints::draw(hints, reader, &mut painter);
        }
    }
    if let Some(reader) = app.reader().filter(|_| app.mouse && app.mode == Mode::Reading) {
        body::scrollbar(reader, &mut painter);
    }
    foot::draw(app, &mut painter)
}

/// The pictures in view, and which of them nothing is drawn over.
pub fn pictures(app: &App<'_>) -> Vec<Shown> {
    let is_body = !matches!(app.mode, Mode::Help(_) | Mode::Ledger(_) | Mode::Choosing);
    let mut pictures = app.reader().filter(|_| is_body).map(Reader::pictures).unwrap_or_default();
    pictures.iter_mut().for_each(|picture| picture.is_whole &= is_open(&app.mode));
    pictures
}

/// Whether nothing lies over the body.
fn is_open(mode: &Mode) -> bool {
    matches!(mode, Mode::Reading | Mode::Searching(_) | Mode::Marking(_) | Mode::Noting(_))
}

/// Puts lines onto the buffer.
pub(super) struct Painter<'b> {
    buffer: &'b mut Buffer,
    theme: &'b Theme,
    /// Nothing is drawn over the body.
    is_open: bool,
}

impl<'b> Painter<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, theme: &'b Theme) -> Painter<'b> {
        Painter { buffer, theme, is_open: true }
    }

    pub(super) fn line(&mut self, x: u16, y: u16, width: u16, line: &Line) {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return;
        }
        let end = x.saturating_add(width).min(area.right());
        let mut at = x;
        for (words, faces) in line.drawn() {
            let style = self.theme.style(faces);
            // What ratatui would put into one cell, terminals do not.
            for (_, glyph) in glyphs(&words) {
                if is_plain(glyph) && at < end {
                    self.buffer[(at, y)].set_symbol(glyph).set_style(style);
                    at += 1;
                } else {
                    at = self.buffer.set_stringn(at, y, glyph, usize::from(end - at), style).0;
                }
            }
        }
    }

    /// A row of a picture.
    fn picture(&mut self, x: u16, y: u16, row: u16, drawn: &Drawn) {
        for column in 0..drawn.size().0 {
            if let (Some(cell), Some(own)) = (self.buffer.cell_mut((x + column, y)), drawn.cells.cell((column, row))) {
                *cell = own.clone();
            }
        }
    }

    /// Takes away what was drawn there, its faces too.
    fn clear(&mut self, area: Rect) {
        let page = self.theme.page().unwrap_or_default();
        for position in area.intersection(self.buffer.area).positions() {
            self.buffer[position].reset();
            self.buffer[position].set_style(page);
        }
    }

    /// A row that is filled with a sign after its words.
    fn ruled(&mut self, area: Rect, mut line: Line) {
        let room = usize::from(area.width);
        line.cut(room);
        let rest = room - line.width();
        if rest > 1 {
            line.push(format!(" {}", "─".repeat(rest - 1)), Face::Aside);
        }
        self.line(area.x, area.y, area.width, &line);
    }
}

fn panes(reader: &Reader<'_>, painter: &mut Painter<'_>) {
    header(reader, painter);
    body::draw(reader, painter);
    evidence::draw(reader, painter);
    for focus in [Focus::Quotes, Focus::People, Focus::Contents] {
        list::draw(reader, focus, painter);
    }
}

/// The row at the top: the title, the section, how far, how long it takes to the end.
fn header(reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let area = reader.geometry.header;
    if area.height == 0 {
        return;
    }
    let room = usize::from(area.width);
    let mut line = Line::of(" ", Faces::PLAIN);
    line.push(reader.article.title.as_str(), Face::Aside);
    let sections = reader.article.sections.len();
    let section = reader.article.section_of(reader.place.0) + 1;
    let end = reader.visible.last().map_or((0, 0), |(block, row)| (*block, row.range.end));
    let far = (reader.places.share((end.0, end.1 + 1)) * 100.0).floor() as usize;
    let only = reader.only.as_ref().map(|only| {
        let (shown, all) = only.paragraphs;
        format!("only “{}”: {shown} of {all} paragraphs  ", truncate(&only.words, room / 4))
    });
    let only = only.unwrap_or_default();
    let minutes = reader.places.minutes_from((end.0, end.1 + 1)).filter(|_| room >= WIDE);
    let minutes = minutes.map_or(String::new(), |minutes| format!("  {minutes} min left"));
    line.push_right(&format!("{only}§{section}/{sections}  {far:>3}%{minutes} "), Face::Aside, room);
    painter.line(area.x, area.y, area.width, &line);
}

/// The header of what is not an article, and what stands at its right.
fn banner(app: &App<'_>, words: &str, right: &str, painter: &mut Painter<'_>) {
    let area = Geometry::new(app.screen, Focus::Body, true).header;
    if area.height > 0 {
        let mut line = Line::of(format!(" {words}"), Face::Aside);
        line.push_right(right, Face::Aside, usize::from(area.width));
        painter.line(area.x, area.y, area.width, &line);
    }
}
