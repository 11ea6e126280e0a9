//! How pictures are drawn: by which means of the terminal, and how large.
//!
//! Comes in: pixels, and the room there is for them. Goes out: cells, and for terminals that
//! draw pixels a sequence that is written besides. Of a file nothing but its pixels gets
//! here. May not know articles, files or keys.

#[cfg(feature = "images")]
mod drawn;
#[cfg(not(feature = "images"))]
#[path = "graphics/none.rs"]
mod drawn;
pub mod plates;

use ratatui::buffer::Buffer;

use super::theme::Depth;
pub use drawn::draw;

/// What a terminal can draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Two pixels a cell, in the colours that there are.
    Blocks(Depth),
    /// kitty's protocol, with its placeholders; through tmux, which knows nothing of it.
    Kitty {
        tmux: bool,
    },
    Sixel,
    Iterm2,
}

/// Means, and the size of a cell in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Medium {
    pub means: Means,
    pub cell: (u16, u16),
}

/// A cell where the terminal does not tell its size: half as wide as it is high. Half blocks
/// are so coarse that a picture has as many columns on a finer screen.
const CELL: (u16, u16) = (8, 16);

impl Medium {
    /// What is drawn with where a cell has this size; zero is what a terminal says that does
    /// not know. Pixels cannot be drawn then.
    pub fn new(means: Means, depth: Depth, cell: (u16, u16)) -> Medium {
        let is_known = cell.0 > 0 && cell.1 > 0;
        match means {
            Means::Blocks(_) if is_known => {
                let height = u32::from(CELL.0) * u32::from(cell.1) / u32::from(cell.0);
                Medium { means, cell: (CELL.0, height.clamp(1, 8 * u32::from(CELL.1)) as u16) }
            }
            Means::Blocks(_) => Medium { means, cell: CELL },
            _ if is_known => Medium { means, cell },
            _ => Medium { means: Means::Blocks(depth), cell: CELL },
        }
    }

    /// The columns and rows of a picture that has so many pixels: all there are, unless the
    /// room is too small.
    pub fn fit(&self, (width, height): (u32, u32), room: (u16, u16)) -> (u16, u16) {
        let own = (f64::from(width) / f64::from(self.cell.0), f64::from(height) / f64::from(self.cell.1));
        let room = (room.0.max(1), room.1.max(1));
        let scale = (f64::from(room.0) / own.0).min(f64::from(room.1) / own.1).min(1.0);
        let cells = |own: f64, most: u16| (own * scale).round().clamp(1.0, f64::from(most)) as u16;
        (cells(own.0, room.0), cells(own.1, room.1))
    }
}

/// A picture, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// As many as it takes, in half blocks or kitty's placeholders: any row of it can be
    /// drawn, and what is drawn over it hides it.
    pub cells: Buffer,
    pub sequence: Option<Sequence>,
}

/// What is written besides the cells.
#[derive(Debug, Clone, PartialEq)]
pub enum Sequence {
    /// Once, before the cells refer to it by its slot.
    Sent { slot: u32, bytes: String },
    /// Over the cells, where the picture stands whole: else they are seen.
    Laid(String),
}

impl Drawn {
    pub fn size(&self) -> (u16, u16) {
        (self.cells.area.width, self.cells.area.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_enlarged() {
        let medium = Medium { means: Means::Sixel, cell: (10, 20) };
        for (size, room, cells) in [
            ((320, 200), (72, 12), (32, 10)),
            ((320, 200), (72, 5), (16, 5)),
            ((3200, 200), (72, 12), (72, 2)),
            ((1, 1), (72, 12), (1, 1)),
            ((1, 65_000), (72, 12), (1, 12)),
            ((65_000, 1), (72, 12), (72, 1)),
            ((320, 200), (0, 0), (1, 1)),
        ] {
            assert_eq!(medium.fit(size, room), cells, "{size:?} in {room:?}");
        }
    }

    #[test]
    fn without_the_size_of_a_cell_there_are_no_pixels() {
        let unknown = Medium::new(Means::Sixel, Depth::True, (0, 0));
        assert_eq!(unknown, Medium { means: Means::Blocks(Depth::True), cell: CELL });
        assert_eq!(Medium::new(Means::Sixel, Depth::True, (9, 18)), Medium { means: Means::Sixel, cell: (9, 18) });
        let blocks = Means::Blocks(Depth::True);
        for (cell, own) in [((10, 21), (8, 16)), ((16, 33), (8, 16)), ((1, 1), (8, 8)), ((1, u16::MAX), (8, 128))] {
            assert_eq!(Medium::new(blocks, Depth::True, cell).cell, own);
        }
    }
}
