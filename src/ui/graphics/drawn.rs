//! Pixels to cells and sequences.
//!
//! Comes in: a picture, a medium and a size in cells. Goes out: what is drawn. The only
//! place that knows the library for it, of which each protocol is taken by itself: what
//! chooses one there asks the terminal on the standard input and runs tmux.

use std::num::NonZeroU16;

use image::imageops::{self, FilterType};
use image::{DynamicImage, RgbImage, RgbaImage};
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;
use ratatui_image::protocol::halfblocks::Halfblocks;
use ratatui_image::protocol::iterm2::Iterm2;
use ratatui_image::protocol::kitty::Kitty;
use ratatui_image::protocol::sixel::Sixel;

use super::plates::{id, slot};
use super::{Drawn, Means, Medium, Sequence};
use crate::picture::Picture;
use crate::ui::theme::{Depth, Ink};

/// What stands for a cell of a picture of kitty's; before it, in the first cell, its pixels.
const PLACEHOLDER: char = '\u{10EEEE}';

/// Pixels that are six high are written together.
const BAND: u32 = 6;

/// Draws a picture in so many cells. Its number tells it from others that are drawn.
pub fn draw(picture: &Picture, medium: Medium, size: (u16, u16), number: u32) -> Option<Drawn> {
    let image = RgbImage::from_raw(picture.kept.0, picture.kept.1, picture.rgb.clone())?;
    let image = DynamicImage::ImageRgb8(image);
    let cells = Size::new(size.0, size.1);
    match medium.means {
        Means::Blocks(depth) => Some(Drawn { cells: blocks(image, cells, depth)?, sequence: None }),
        Means::Kitty { tmux } => kitty(&scaled(&image, picture.size, medium, size), medium, cells, number, tmux),
        Means::Sixel => {
            let pixels = scaled(&image, picture.size, medium, size);
            // What is left of a last band would be in the row below.
            let height = pixels.height() / BAND * BAND;
            let pixels = if height > 0 { pixels.crop_imm(0, 0, pixels.width(), height) } else { pixels };
            let sequence = Some(Sequence::Laid(Sixel::new(pixels, cells, false).ok()?.data));
            Some(Drawn { cells: blocks(image, cells, Depth::True)?, sequence })
        }
        Means::Iterm2 => {
            let pixels = scaled(&image, picture.size, medium, size);
            let sequence = Some(Sequence::Laid(Iterm2::new(pixels, cells, false).ok()?.data));
            Some(Drawn { cells: blocks(image, cells, Depth::True)?, sequence })
        }
    }
}

/// The pixels that so many cells show, of the same shape.
fn scaled(image: &DynamicImage, own: (u32, u32), medium: Medium, size: (u16, u16)) -> DynamicImage {
    let room = [u32::from(size.0) * u32::from(medium.cell.0), u32::from(size.1) * u32::from(medium.cell.1)];
    let own = [own.0.max(1), own.1.max(1)];
    let share = |side: usize| f64::from(room[side]) / f64::from(own[side]);
    let scale = share(0).min(share(1)).min(1.0);
    let side = |side: usize| ((f64::from(own[side]) * scale).round() as u32).clamp(1, room[side].max(1));
    image.resize_exact(side(0), side(1), FilterType::Triangle)
}

fn blocks(image: DynamicImage, size: Size, depth: Depth) -> Option<Buffer> {
    let mut cells = rendered(&Protocol::Halfblocks(Halfblocks::new(image, size).ok()?), size);
    for cell in &mut cells.content {
        let within = |color| match color {
            ratatui::style::Color::Rgb(r, g, b) => Ink::Rgb([r, g, b]).within(depth).color(),
            color => color,
        };
        (cell.fg, cell.bg) = (within(cell.fg), within(cell.bg));
        cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
    }
    Some(cells)
}

/// On a canvas of whole cells: what the terminal would make of any other is its own affair.
fn kitty(pixels: &DynamicImage, medium: Medium, size: Size, number: u32, tmux: bool) -> Option<Drawn> {
    let side = |cells: u16, pixels: u16| u32::from(cells) * u32::from(pixels);
    let mut canvas = RgbaImage::new(side(size.width, medium.cell.0), side(size.height, medium.cell.1));
    imageops::overlay(&mut canvas, &pixels.to_rgba8(), 0, 0);
    let slot = slot(number);
    let kitty = Kitty::new(canvas.into(), size, id(slot), tmux, true).ok()?;
    let mut cells = rendered(&Protocol::Kitty(kitty), size);
    let first = cells.content.first_mut()?;
    let at = first.symbol().find(PLACEHOLDER)?;
    let (bytes, placeholder) = first.symbol().split_at(at);
    let (bytes, placeholder) = (bytes.to_string(), placeholder.to_string());
    first.set_symbol(&placeholder);
    Some(Drawn { cells, sequence: Some(Sequence::Sent { slot, bytes }) })
}

fn rendered(protocol: &Protocol, size: Size) -> Buffer {
    let area = Rect::new(0, 0, size.width, size.height);
    let mut cells = Buffer::empty(area);
    Image::new(protocol).render(area, &mut cells);
    cells
}

#[cfg(test)]
mod tests;
