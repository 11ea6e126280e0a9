//! Cells to bytes: ratatui's backend for the terminal device.
//!
//! Comes in: changed cells. Goes out: one write a frame. It stands in for
//! ratatui's own backend, which asks the terminal for its cursor when it is
//! cleared (an answer may never come), writes and flushes in several pieces, and
//! writes colour codes where none are wanted.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_segmentation::UnicodeSegmentation;

use super::graphics::plates::Plates;
use super::sgr::push_color;
use super::terminal::Device;
use crate::glyph::is_certain;

/// Synchronized output: the terminal shows the frame when it is whole.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

pub struct Screen {
    device: Arc<Device>,
    /// What is more than cells: the frame says what of it is in view.
    plates: Rc<RefCell<Plates>>,
    bytes: Vec<u8>,
    cursor: bool,
}

impl Screen {
    pub fn new(device: Arc<Device>, plates: Rc<RefCell<Plates>>) -> Screen {
        Screen { device, plates, bytes: Vec::with_capacity(1 << 16), cursor: false }
    }
}

/// Marks the rows to be written whole, erased first: those in which terminals may
/// put a glyph elsewhere than we do, now or in the frame before. Rubbish that such
/// a glyph leaves stands where no cell has changed.
pub fn repaint_doubtful(buffer: &mut Buffer, before: &mut Vec<bool>) {
    let width = usize::from(buffer.area.width).max(1);
    let is_doubtful = |row: &[Cell]| row.iter().any(|cell| !is_pictured(cell) && !is_certain(cell.symbol()));
    let now: Vec<bool> = buffer.content.chunks(width).map(is_doubtful).collect();
    for (y, row) in buffer.content.chunks_mut(width).enumerate() {
        if now[y] || before.get(y) == Some(&true) {
            for cell in row {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
    *before = now;
}

/// Whether a cell is of a picture: it is as wide as it says.
fn is_pictured(cell: &Cell) -> bool {
    matches!(cell.diff_option, CellDiffOption::ForcedWidth(_))
}

/// Attributes by their codes in SGR.
const ATTRIBUTES: &[(Modifier, u8)] = &[
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
];

/// Writes the cells, moving and changing the style only where they differ.
pub fn encode<'a>(cells: impl Iterator<Item = (u16, u16, &'a Cell)>, out: &mut Vec<u8>) -> io::Result<()> {
    let (mut next, mut last) = (None, ("", false));
    let plain = (Modifier::empty(), Color::Reset, Color::Reset);
    let mut style = plain;
    for (x, y, cell) in cells {
        // Terminals differ on how wide some glyphs are: after one that is not plain the
        // place is told again, but between the parts of what belongs together. A picture
        // cannot be right where its cells are wider, and has thousands of them.
        let is_sure = last.0.is_ascii() || last.1 && is_pictured(cell) || is_cluster(last.0, cell.symbol());
        if next != Some((x, y)) || !is_sure {
            write!(out, "\x1b[{};{}H", y + 1, x + 1)?;
        }
        if x == 0 && cell.diff_option == CellDiffOption::AlwaysUpdate {
            out.extend_from_slice(b"\x1b[2K");
        }
        if style != (cell.modifier, cell.fg, cell.bg) {
            style = (cell.modifier, cell.fg, cell.bg);
            out.extend_from_slice(b"\x1b[0");
            for (_, code) in ATTRIBUTES.iter().filter(|a| cell.modifier.contains(a.0)) {
                write!(out, ";{code}")?;
            }
            push_color(cell.fg, 30, out)?;
            push_color(cell.bg, 40, out)?;
            out.push(b'm');
        }
        out.extend_from_slice(cell.symbol().as_bytes());
        (next, last) = (Some((x + 1, y)), (cell.symbol(), is_pictured(cell)));
    }
    if style != plain {
        out.extend_from_slice(b"\x1b[0m");
    }
    Ok(())
}

fn is_cluster(first: &str, second: &str) -> bool {
    !is_certain(second) && [first, second].concat().graphemes(true).count() == 1
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut plates = self.plates.borrow_mut();
        let (before, after) = plates.take();
        if let Some(parting) = plates.parting() {
            self.device.part_with(parting);
        }
        self.bytes.extend_from_slice(&before);
        encode(content, &mut self.bytes)?;
        self.bytes.extend_from_slice(&after);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.cursor) {
            self.bytes.extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.cursor, true) {
            self.bytes.extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    /// Never asks: an answer may not come.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        write!(self.bytes, "\x1b[{};{}H", y + 1, x + 1)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.plates.borrow_mut().cleared();
        // The whole screen is ours, and it is only ever cleared whole. What a
        // resume found there is unknown, the cursor included.
        self.bytes.extend_from_slice(if self.cursor { b"\x1b[0m\x1b[?25h\x1b[2J" } else { b"\x1b[0m\x1b[?25l\x1b[2J" });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = self.device.size();
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.bytes.splice(0..0, BEGIN.iter().copied());
        self.bytes.extend_from_slice(END);
        let result = self.device.write(&self.bytes);
        self.bytes.clear();
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Face, Faces, Theme};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn encoded(color: bool) -> String {
        let empty = Buffer::empty(Rect::new(0, 0, 6, 2));
        let mut buffer = empty.clone();
        let theme = Theme::terminal(color);
        buffer.set_string(0, 0, "ab", theme.style(Faces::PLAIN));
        buffer.set_string(2, 0, "日", theme.style(Face::Sign.into()));
        buffer.set_string(0, 1, "z", theme.style(Face::Quote.into()));
        let mut out = Vec::new();
        encode(empty.diff(&buffer).into_iter(), &mut out).expect("a Vec takes all");
        String::from_utf8(out).expect("symbols are UTF-8")
    }

    #[test]
    fn only_what_changes_is_written() {
        assert_eq!(encoded(true), "\x1b[1;1Hab\x1b[0;1;35m日\x1b[2;1H\x1b[0;35mz\x1b[0m");
    }

    #[test]
    fn within_a_picture_the_place_is_told_once_a_row_and_again_after_it() {
        let wide = CellDiffOption::ForcedWidth(std::num::NonZeroU16::MIN);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        for cell in &mut buffer.content {
            cell.set_symbol("▀");
        }
        for position in [(0, 0), (1, 0), (2, 0), (0, 1), (2, 1)] {
            buffer[position].set_diff_option(wide);
        }
        let mut out = Vec::new();
        let places = (0..8u16).map(|n| (n % 4, n / 4));
        encode(places.map(|(x, y)| (x, y, &buffer[(x, y)])), &mut out).expect("a Vec takes all");
        let expected = "\x1b[1;1H▀▀▀\x1b[1;4H▀\x1b[2;1H▀\x1b[2;2H▀\x1b[2;3H▀\x1b[2;4H▀";
        assert_eq!(String::from_utf8(out).expect("symbols are UTF-8"), expected);
    }

    #[test]
    fn a_row_with_doubtful_glyphs_is_written_whole_then_and_the_next_time() {
        let area = Rect::new(0, 0, 4, 2);
        let (mut first, mut second) = (Buffer::empty(area), Buffer::empty(area));
        first.set_string(0, 1, "กำ", Theme::terminal(false).style(Faces::PLAIN));
        second.set_string(0, 0, "ab", Theme::terminal(false).style(Faces::PLAIN));
        let mut before = Vec::new();
        repaint_doubtful(&mut first, &mut before);
        assert_eq!(before, [false, true]);
        repaint_doubtful(&mut second, &mut before);
        assert_eq!(before, [false, false]);
        let mut out = Vec::new();
        encode(first.diff(&second).into_iter(), &mut out).expect("a Vec takes all");
        assert_eq!(String::from_utf8(out).expect("symbols are UTF-8"), "\x1b[1;1Hab\x1b[2;1H\x1b[2K    ");
    }

    #[test]
    fn colours_of_every_depth_have_their_codes() {
        let mut out = Vec::new();
        let inks = [Color::Reset, Color::Gray, Color::LightCyan, Color::Indexed(200), Color::Rgb(1, 2, 3)];
        let mut cells: Vec<Cell> = inks.map(|ink| Cell::new("x").set_fg(ink).set_bg(ink).clone()).to_vec();
        cells.push(Cell::new("x"));
        encode(cells.iter().enumerate().map(|(x, cell)| (x as u16, 0, cell)), &mut out).expect("a Vec takes all");
        assert_eq!(
            String::from_utf8(out).expect("symbols are UTF-8"),
            "\x1b[1;1Hx\x1b[0;37;47mx\x1b[0;96;106mx\x1b[0;38;5;200;48;5;200mx\x1b[0;38;2;1;2;3;48;2;1;2;3mx\x1b[0mx"
        );
    }

    #[test]
    fn no_colour_codes_without_colour() {
        assert_eq!(encoded(false), "\x1b[1;1Hab\x1b[0;1m日\x1b[2;1H\x1b[0mz");
    }
}
