//! Where the lines of a paragraph end: the cheapest way of all there are.
//!
//! Comes in: pieces with their widths, and the room. Goes out: for each line its
//! pieces. A line costs by what it leaves empty, a hyphen costs, and so does a last
//! line of one short word. May not know words or blocks.
//!
//! textwrap's own choice knows neither runs of hyphens nor a last word in two pieces,
//! and takes a short last line to be worth a gap of five columns only.

use std::ops::Range;

/// What no line is parted within, with the width of the spaces after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub range: Range<usize>,
    pub width: usize,
    pub space: usize,
    pub edge: Edge,
}

/// What a line that ends with a piece ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Word,
    /// A part of a word, its hyphen among the words if it has one.
    Part,
    /// A part of a word, after which a hyphen has to be drawn.
    Hyphen,
}

/// What the ways to set a paragraph are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Costs {
    /// Of every line. More than a widow: a line is never added to avoid one.
    pub line: u64,
    /// Of a hyphen that is drawn.
    pub hyphen: u64,
    /// What is left empty in the last line counts as in all others.
    pub even: bool,
}

impl Costs {
    /// A gap costs its square: a hyphen is drawn if it saves one of eight columns. At 72
    /// columns that is one in thirty to a hundred lines.
    pub const PROSE: Costs = Costs { line: 1000, hyphen: 60, even: false };
    /// Where spaces are widened to fill the lines, holes are worse and hyphens better.
    pub const JUSTIFIED: Costs = Costs { hyphen: 20, ..Costs::PROSE };
    /// As few lines as there can be, all as long as they can be alike.
    pub const HEADING: Costs = Costs { line: 1 << 32, hyphen: 0, even: true };
}

/// Of a last line of one short word: as much as a gap of thirty columns.
const WIDOW: u64 = 900;
/// A word shorter than this part of the room is short.
const SHORT: usize = 4;
/// Of the third hyphen in a row, and each after it.
const LADDER: u64 = 100_000;
/// Of every column too many. Only a glyph that is wider than the room has any.
const OVERFLOW: u64 = 1 << 40;
/// More pieces are not tried on one line: those without a width would all fit.
const MOST: usize = 512;

/// The cheapest way to a place with so many hyphens before it in a row.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: u64,
    /// The piece that the last line begins with.
    from: u32,
    /// Hyphens in a row before that line.
    hyphens: u8,
}

/// Hyphens in a row that are told apart: none, one, more.
const RUNS: usize = 3;

/// The lines, as ranges of the pieces.
pub fn fit(pieces: &[Piece], room: usize, costs: Costs) -> Vec<Range<usize>> {
    let mut ways: Vec<[Option<Way>; RUNS]> = Vec::with_capacity(pieces.len() + 1);
    ways.push([Some(Way { cost: 0, from: 0, hyphens: 0 }), None, None]);
    for end in 1..=pieces.len() {
        let way = cheapest(pieces, &ways, end, room, costs);
        ways.push(way);
    }
    lines(&ways)
}

/// The ways to a place, by the hyphens in a row that they end with.
fn cheapest(
    pieces: &[Piece],
    ways: &[[Option<Way>; RUNS]],
    end: usize,
    room: usize,
    costs: Costs,
) -> [Option<Way>; RUNS] {
    let mut found = [None; RUNS];
    let is_last = end == pieces.len();
    let edge = if is_last { Edge::Word } else { pieces[end - 1].edge };
    let mut width = usize::from(edge == Edge::Hyphen);
    let mut is_one_word = true;
    for start in (end.saturating_sub(MOST)..end).rev() {
        if start + 1 < end {
            width += pieces[start].space;
            is_one_word &= pieces[start].edge != Edge::Word;
        }
        width += pieces[start].width;
        if width > room && start + 1 < end {
            break;
        }
        let gap = room.saturating_sub(width) as u64;
        let mut line = costs.line + width.saturating_sub(room) as u64 * OVERFLOW;
        if !is_last || costs.even {
            line += gap * gap;
        } else if start > 0 && is_one_word && width * SHORT < room {
            line += WIDOW;
        }
        for (hyphens, way) in ways[start].iter().enumerate() {
            let Some(way) = way else { continue };
            let run = if edge == Edge::Hyphen { hyphens + 1 } else { 0 };
            let ladder = if run >= RUNS { LADDER } else { 0 };
            let cost = way.cost + line + ladder + if run > 0 { costs.hyphen } else { 0 };
            let best: &mut Option<Way> = &mut found[run.min(RUNS - 1)];
            if best.is_none_or(|best| cost < best.cost) {
                *best = Some(Way { cost, from: start as u32, hyphens: hyphens as u8 });
            }
        }
    }
    found
}

/// Back along the cheapest way.
fn lines(ways: &[[Option<Way>; RUNS]]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut end, mut hyphens) = (ways.len() - 1, 0);
    while let Some(way) = ways[end][hyphens].filter(|_| end > 0) {
        let from = way.from as usize;
        lines.push(from..end);
        (end, hyphens) = (from, usize::from(way.hyphens));
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests;
