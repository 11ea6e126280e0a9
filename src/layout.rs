//! Blocks at a width: which words stand in which row.
//!
//! Comes in: blocks and a width in columns. Goes out: rows, each a range of its
//! block's words, so that rows and places can be mapped both ways. Only what is
//! asked for is set; a long block is set in pieces, so that no step costs more
//! than a screen. May not know colours, panes or terminals.

mod fit;
mod hyphens;
mod lines;
mod spread;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::article::{Block, Kind};
use crate::glyph::columns;
use crate::plain::{is_tight, lead};
use fit::Costs;
use hyphens::Hyphens;
pub use hyphens::Language;
pub use lines::{End, wrap};
use lines::{Line, break_lines, set as set_lines};
pub use spread::Spread;

/// Bytes of a block that are set at once.
const CHUNK: usize = 4096;
/// Chunks whose rows are kept; when there are more, all are set anew.
const KEPT: usize = 2048;

/// Columns before what the row of a table goes on with.
const HANGING: u16 = 2;

/// One row of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Bytes of the block's words. For a blank row the end of the words, twice; for one of
    /// a picture their start.
    pub range: Range<usize>,
    /// Columns before the words.
    pub indent: u16,
    pub role: Role,
    /// Whether a paragraph goes on in the next row, with a hyphen at the end of this one
    /// or without. The hyphen is drawn, it is not among the words.
    pub end: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The block's first row, which its bullet or number stands in.
    First,
    More,
    /// The rest of a line of code that did not fit.
    Cut,
    /// The blank row after a block.
    Blank,
    /// A row of the picture above a figure's words, by its number.
    Picture(u16),
}

/// A block, or a piece of a long one.
#[derive(Debug, Clone)]
struct Chunk {
    block: usize,
    range: Range<usize>,
}

/// How wide lines are, and how they are chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form {
    /// In columns, at least one.
    pub width: u16,
    /// By which words are parted, if they are.
    pub language: Option<Language>,
    /// Spaces will be widened, so that all lines are of one length.
    pub is_justified: bool,
}

/// The blocks of an article in one form.
pub struct Layout {
    form: Form,
    chunks: Vec<Chunk>,
    rows: HashMap<usize, Box<[Row]>>,
    /// The rows that are kept for pictures, by their blocks.
    pictures: Arc<Heights>,
}

/// How many rows blocks have for their pictures; others have none.
pub type Heights = BTreeMap<usize, u16>;

impl Layout {
    pub fn new(blocks: &[Block]) -> Layout {
        Layout::set_of(blocks, 0..blocks.len())
    }

    /// Of some blocks, by their numbers, which are in order. The others have no rows.
    pub fn of(blocks: &[Block], shown: &[usize]) -> Layout {
        Layout::set_of(blocks, shown.iter().copied())
    }

    fn set_of(blocks: &[Block], shown: impl ExactSizeIterator<Item = usize>) -> Layout {
        let mut chunks = Vec::with_capacity(shown.len());
        for block in shown {
            let words = blocks[block].words.as_str();
            let mut start = 0;
            while words.len() - start > CHUNK {
                let end = start + chunk_end(&words[start..]);
                chunks.push(Chunk { block, range: start..end });
                start = end;
            }
            chunks.push(Chunk { block, range: start..words.len() });
        }
        Layout { form: Form::default(), chunks, rows: HashMap::default(), pictures: Arc::default() }
    }

    pub fn set(&mut self, form: Form) {
        let form = Form { width: form.width.max(1), ..form };
        if form != self.form {
            self.form = form;
            self.rows.clear();
        }
    }

    /// Keeps rows for pictures. Only blocks for which that changes are set anew.
    pub fn illustrate(&mut self, pictures: &Arc<Heights>) {
        if Arc::ptr_eq(&self.pictures, pictures) {
            return;
        }
        let before = std::mem::replace(&mut self.pictures, Arc::clone(pictures));
        for block in before.keys().chain(pictures.keys()).filter(|block| before.get(block) != pictures.get(block)) {
            self.rows.remove(&self.chunk_of(*block, 0));
        }
    }

    /// The spaces of a row, if they are widened.
    pub fn spread(&self, blocks: &[Block], block: usize, row: &Row) -> Option<Spread> {
        let hyphen = usize::from(row.end == End::Hyphen);
        let is_spread = self.form.is_justified && row.end != End::Last;
        let words = blocks.get(block)?.words.get(row.range.clone())?;
        is_spread.then(|| Spread::of(words, hyphen, usize::from(self.form.width.saturating_sub(row.indent))))?
    }

    /// How many chunks there are. Rows are asked for chunk by chunk.
    pub fn len(&self) -> usize {
        self.chunks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The block that a chunk is of.
    pub fn block_of(&self, chunk: usize) -> usize {
        self.chunks.get(chunk).map_or(0, |c| c.block)
    }

    /// The chunk that a place is in.
    pub fn chunk_of(&self, block: usize, byte: usize) -> usize {
        self.chunks.partition_point(|c| (c.block, c.range.start) <= (block, byte)).saturating_sub(1)
    }

    /// How many chunks' rows are kept.
    #[cfg(test)]
    pub fn kept(&self) -> usize {
        self.rows.len()
    }

    /// The rows of a chunk, at least one.
    pub fn rows(&mut self, blocks: &[Block], chunk: usize) -> &[Row] {
        if self.rows.len() >= KEPT && !self.rows.contains_key(&chunk) {
            self.rows.clear();
        }
        let (form, chunks, pictures) = (self.form, &self.chunks, &self.pictures);
        let next = chunks.get(chunk + 1).map(|next| next.block);
        self.rows.entry(chunk).or_insert_with(|| {
            let own = &chunks[chunk];
            let picture = if own.range.start == 0 { pictures.get(&own.block).copied().unwrap_or(0) } else { 0 };
            set(blocks, own, next, form, picture).into()
        })
    }
}

/// Where to cut a long run of words: after a line end or a space if one is near.
fn chunk_end(words: &str) -> usize {
    let mut limit = CHUNK;
    while !words.is_char_boundary(limit) {
        limit -= 1;
    }
    let near = &words[..limit];
    match near.rfind(['\n', ' ']) {
        Some(space) if space > CHUNK / 2 => space + 1,
        // Without spaces (Chinese, a long word): between two glyphs.
        _ => near.grapheme_indices(true).next_back().map_or(limit, |(i, _)| if i == 0 { limit } else { i }),
    }
}

/// The rows of a chunk, after so many for a picture.
fn set(blocks: &[Block], chunk: &Chunk, next: Option<usize>, form: Form, picture: u16) -> Vec<Row> {
    let block = &blocks[chunk.block];
    let width = form.width;
    let indent = room_before(blocks, chunk.block, width);
    let words = &block.words[chunk.range.clone()];
    let hanging = HANGING.min(width / 3);
    let row = |(number, line): (usize, Line)| {
        let goes_on = line.range.start > 0 && !words[..line.range.start].trim_end_matches(' ').ends_with('\n');
        Row {
            // What a row of a table goes on with stands further in.
            indent: indent + if block.kind == Kind::Table && goes_on { hanging } else { 0 },
            role: match block.kind {
                Kind::Code if goes_on => Role::Cut,
                _ if number == 0 && chunk.range.start == 0 => Role::First,
                _ => Role::More,
            },
            range: line.range.start + chunk.range.start..line.range.end + chunk.range.start,
            end: if is_prose(block.kind) { line.end } else { End::Last },
        }
    };
    let lines = set_block(block, &chunk.range, usize::from(width - indent), form);
    let picture = (0..picture).map(|n| Row { range: 0..0, indent, role: Role::Picture(n), end: End::Last });
    let mut rows: Vec<Row> = picture.chain(lines.into_iter().enumerate().map(row)).collect();
    let end = block.words.len();
    let is_last = chunk.range.end == end;
    if is_last && next.is_some_and(|next| is_apart(block, &blocks[next])) {
        rows.push(Row { range: end..end, indent, role: Role::Blank, end: End::Last });
    }
    rows
}

/// The lines of a piece of a block.
fn set_block(block: &Block, piece: &Range<usize>, room: usize, form: Form) -> Vec<Line> {
    let words = &block.words[piece.clone()];
    let plain = |costs| set_lines(words, room, costs, None);
    match block.kind {
        Kind::Code => break_lines(words, room),
        Kind::Table => set_lines(words, room.saturating_sub(usize::from(HANGING)).max(1), Costs::PROSE, None),
        Kind::Title | Kind::Subtitle | Kind::Heading(_) => plain(Costs::HEADING),
        kind if !is_prose(kind) => plain(Costs::PROSE),
        _ => {
            let code = block.marks.iter().filter(|mark| mark.style.code && mark.range.end > piece.start);
            let within = |at: usize| at.clamp(piece.start, piece.end) - piece.start;
            let code = code.map(|mark| within(mark.range.start)..within(mark.range.end)).collect();
            let costs = if form.is_justified { Costs::JUSTIFIED } else { Costs::PROSE };
            set_lines(words, room, costs, Some(&Hyphens { language: form.language, code }))
        }
    }
}

/// Whether words may be parted, and spaces widened.
fn is_prose(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Aside | Kind::Item(_) | Kind::Figure)
}

/// Whether a row is left blank between two blocks. A heading within a section is tight
/// with what it heads, by which it is told from that of a section. More than one row
/// would be more than one row at the same place.
fn is_apart(above: &Block, below: &Block) -> bool {
    let is_headed = matches!(above.kind, Kind::Heading(3..)) && below.kind.is_paragraph();
    !is_headed && !is_tight(above, below)
}

/// The columns before a block's words, at a width.
pub fn room_before(blocks: &[Block], index: usize, width: u16) -> u16 {
    indent(blocks, index).min(width / 3)
}

/// The same where there is room enough.
fn indent(blocks: &[Block], index: usize) -> u16 {
    let block = &blocks[index];
    let nested = u16::from(block.depth) * 2;
    match block.kind {
        Kind::Item(_) => columns(&lead(block)) as u16,
        Kind::Aside => nested,
        Kind::Code => within(blocks, index).unwrap_or(nested) + 2,
        _ => within(blocks, index).unwrap_or(nested),
    }
}

/// An item is not looked for further back.
const NEAR: usize = 32;

/// Where the words of the item begin that a block is in.
fn within(blocks: &[Block], index: usize) -> Option<u16> {
    let depth = blocks[index].depth;
    let mut above = blocks[..index].iter().rev().take(NEAR).take_while(|block| block.depth >= depth && depth > 0);
    let item = above.find(|block| block.depth == depth && matches!(block.kind, Kind::Item(_)))?;
    Some(columns(&lead(item)) as u16)
}

#[cfg(test)]
mod tests;
