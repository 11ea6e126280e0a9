//! The pictures on the screen that are more than cells, as books have plates.
//!
//! Comes in: the pictures in view, and the frame. Goes out: what is written before the cells
//! and after them, so that each picture is there, once, and none is left where it was. May
//! not know what is in them.

use std::sync::{Arc, Weak};

use ratatui::buffer::{Buffer, CellDiffOption};

use super::{Drawn, Sequence};
use crate::ui::sgr::push_color;

/// Pictures that a terminal is made to keep at a time; more than are ever in view.
pub const SLOTS: u32 = 64;
/// The first of their numbers there: 24 bits, which other programs hardly use.
const FIRST: u32 = 0x50_51_00;

/// The slot of a picture; the terminal forgets which had it before.
pub fn slot(number: u32) -> u32 {
    number % SLOTS
}

/// How a terminal calls what is in a slot.
pub fn id(slot: u32) -> u32 {
    FIRST + slot
}

/// Makes the terminal forget what is in a slot. Within tmux it is asked directly, too, and
/// hears nothing: what nothing refers to is not seen.
fn forget(slot: u32) -> Vec<u8> {
    format!("\x1b_Ga=d,d=I,i={},q=2\x1b\\", id(slot)).into_bytes()
}

/// The same for all slots.
fn forget_all() -> Vec<u8> {
    (0..SLOTS).flat_map(forget).collect()
}

/// A picture that is written over its cells, and where.
type Laid = ((u16, u16), Arc<Drawn>);

/// A picture in view: the cell of its top left corner, and whether it is there whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub drawn: Arc<Drawn>,
    pub at: (u16, u16),
    pub is_whole: bool,
}

impl Shown {
    /// Whether it is written over its cells.
    pub fn is_laid(&self) -> bool {
        self.is_whole && matches!(self.drawn.sequence, Some(Sequence::Laid(_)))
    }
}

/// What the terminal has, as far as we wrote it.
#[derive(Debug, Default)]
pub struct Plates {
    /// By slot; a picture that nobody has any more is to be forgotten.
    sent: Vec<(u32, Weak<Drawn>)>,
    laid: Vec<Laid>,
    /// Whether anything was ever sent, and laid.
    had: (bool, bool),
    /// What is on the screen was erased.
    is_clear: bool,
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Plates {
    /// Whatever is laid on the screen is gone.
    pub fn cleared(&mut self) {
        self.is_clear = true;
    }

    /// The screen was somebody else's: what was sent may be gone, too.
    pub fn lost(&mut self) {
        self.sent.clear();
    }

    /// What is written before the cells, and after them.
    pub fn take(&mut self) -> (Vec<u8>, Vec<u8>) {
        (std::mem::take(&mut self.before), std::mem::take(&mut self.after))
    }

    /// What is to be written in the end, if that is more than before: not all terminals
    /// cancel a picture that is cut short, and what they keep they are to forget.
    pub fn parting(&mut self) -> Option<Vec<u8>> {
        let has = (!self.sent.is_empty(), !self.laid.is_empty());
        let had = self.had;
        self.had = (had.0 || has.0, had.1 || has.1);
        let kept = if self.had.0 { forget_all() } else { Vec::new() };
        (self.had != had).then(|| [b"\x1b\\".to_vec(), kept].concat())
    }

    /// Brings what the terminal has to what is in view. Rows on which a picture is no more
    /// are written anew as a whole.
    pub fn show(&mut self, pictures: &[Shown], buffer: &mut Buffer) {
        pictures.iter().for_each(|picture| self.send(&picture.drawn));
        self.forget_dropped();
        let laid = pictures.iter().filter(|picture| picture.is_laid());
        let wanted: Vec<Laid> = laid.map(|picture| (picture.at, Arc::clone(&picture.drawn))).collect();
        if wanted.is_empty() && self.laid.is_empty() {
            self.is_clear = false;
            return;
        }
        let is_same = |a: &Laid, b: &Laid| a.0 == b.0 && Arc::ptr_eq(&a.1, &b.1);
        let before = std::mem::take(&mut self.laid);
        for gone in before.iter().filter(|laid| !wanted.iter().any(|other| is_same(laid, other))) {
            repaint(gone.0.1, gone.1.size().1, buffer);
        }
        let is_clear = std::mem::take(&mut self.is_clear);
        for picture in &wanted {
            let is_new = is_clear || !before.iter().any(|other| is_same(picture, other));
            if is_new || is_repainted(picture.0.1, picture.1.size().1, buffer) {
                self.lay(picture.0, &picture.1, buffer);
            }
        }
        self.laid = wanted;
    }

    fn send(&mut self, drawn: &Arc<Drawn>) {
        let Some(Sequence::Sent { slot, bytes }) = &drawn.sequence else { return };
        let held = self.sent.iter().position(|(own, _)| own == slot);
        if held.is_some_and(|held| self.sent[held].1.as_ptr() == Arc::as_ptr(drawn)) {
            return;
        }
        held.map(|held| self.sent.swap_remove(held));
        self.sent.push((*slot, Arc::downgrade(drawn)));
        self.before.extend_from_slice(bytes.as_bytes());
    }

    fn forget_dropped(&mut self) {
        let before = &mut self.before;
        self.sent.retain(|(slot, drawn)| {
            let is_kept = drawn.strong_count() > 0;
            if !is_kept {
                before.extend_from_slice(&forget(*slot));
            }
            is_kept
        });
    }

    fn lay(&mut self, (x, y): (u16, u16), drawn: &Drawn, buffer: &Buffer) {
        let Some(Sequence::Laid(bytes)) = &drawn.sequence else { return };
        // The cells are erased with it, in the colour that is behind them.
        let _ = push_style(buffer.cell((x, y)).map(|cell| cell.bg).unwrap_or_default(), &mut self.after);
        self.after.extend_from_slice(format!("\x1b[{};{}H{bytes}\x1b[0m", y + 1, x + 1).as_bytes());
    }
}

fn push_style(background: ratatui::style::Color, out: &mut Vec<u8>) -> std::io::Result<()> {
    out.extend_from_slice(b"\x1b[0");
    push_color(background, 40, out)?;
    out.push(b'm');
    Ok(())
}

fn row_cells(y: u16, buffer: &Buffer) -> std::ops::Range<usize> {
    let width = usize::from(buffer.area.width);
    let start = (usize::from(y) * width).min(buffer.content.len());
    start..(start + width).min(buffer.content.len())
}

fn repaint(y: u16, rows: u16, buffer: &mut Buffer) {
    for y in y..y.saturating_add(rows) {
        let cells = row_cells(y, buffer);
        buffer.content[cells].iter_mut().for_each(|cell| cell.diff_option = CellDiffOption::AlwaysUpdate);
    }
}

fn is_repainted(y: u16, rows: u16, buffer: &Buffer) -> bool {
    let first = |y| buffer.content[row_cells(y, buffer)].first();
    (y..y.saturating_add(rows)).filter_map(first).any(|cell| cell.diff_option == CellDiffOption::AlwaysUpdate)
}

#[cfg(test)]
mod tests;
