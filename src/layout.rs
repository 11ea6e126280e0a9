//! Blocks at a width: which words stand in which row.
//!
//! Comes in: blocks and a width in columns. Goes out: rows, each a range of its
//! block's words, so that rows and places can be mapped both ways. Only what is
//! asked for is set; a long block is set in pieces, so that no step costs more
//! than a screen. May not know colours, panes or terminals.

use std::collections::HashMap;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use textwrap::{WordSeparator, WordSplitter, word_splitters::split_words};
use unicode_segmentation::UnicodeSegmentation;

use crate::article::{Block, Kind};
use crate::glyph::{columns, glyphs, width as glyph_width};
use crate::plain::{is_tight, lead};

/// Bytes of a block that are set at once.
const CHUNK: usize = 4096;
/// Chunks whose rows are kept; when there are more, all are set anew.
const KEPT: usize = 2048;

/// Columns before what the row of a table goes on with.
const HANGING: u16 = 2;

/// One row of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Bytes of the block's words. For a blank row the end of the words, twice.
    pub range: Range<usize>,
    /// Columns before the words.
    pub indent: u16,
    pub role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The block's first row, which its bullet or number stands in.
    First,
    More,
    /// The blank row after a block.
    Blank,
}

/// A block, or a piece of a long one.
#[derive(Debug, Clone)]
struct Chunk {
    block: usize,
    range: Range<usize>,
}

/// The blocks of an article at one width.
pub struct Layout {
    width: u16,
    chunks: Vec<Chunk>,
    rows: HashMap<usize, Box<[Row]>>,
}

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
        Layout { width: 0, chunks, rows: HashMap::new() }
    }

    /// Sets the width in columns, at least one.
    pub fn set_width(&mut self, width: u16) {
        if width.max(1) != self.width {
            self.width = width.max(1);
            self.rows.clear();
        }
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

    /// The rows of a chunk, at least one.
    pub fn rows(&mut self, blocks: &[Block], chunk: usize) -> &[Row] {
        if self.rows.len() >= KEPT && !self.rows.contains_key(&chunk) {
            self.rows.clear();
        }
        let (width, chunks) = (self.width, &self.chunks);
        let next = chunks.get(chunk + 1).map(|next| next.block);
        self.rows.entry(chunk).or_insert_with(|| set(blocks, &chunks[chunk], next, width).into())
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

fn set(blocks: &[Block], chunk: &Chunk, next: Option<usize>, width: u16) -> Vec<Row> {
    let block = &blocks[chunk.block];
    let indent = indent(block).min(width / 3);
    let room = usize::from(width - indent);
    let words = &block.words[chunk.range.clone()];
    let lines = match block.kind {
        Kind::Code => break_lines(words, room),
        Kind::Table => wrap(words, room.saturating_sub(usize::from(HANGING)).max(1)),
        _ => wrap(words, room),
    };
    // What a row of a table goes on with stands further in.
    let hangs =
        |line: &Range<usize>| block.kind == Kind::Table && !words[..line.start].trim_end_matches(' ').ends_with('\n');
    let row = |(number, line): (usize, Range<usize>)| Row {
        range: line.start + chunk.range.start..line.end + chunk.range.start,
        indent: indent + if line.start > 0 && hangs(&line) { HANGING.min(width / 3) } else { 0 },
        role: if number == 0 && chunk.range.start == 0 { Role::First } else { Role::More },
    };
    let mut rows: Vec<Row> = lines.into_iter().enumerate().map(row).collect();
    let end = block.words.len();
    let is_last = chunk.range.end == end;
    if is_last && next.is_some_and(|next| !is_tight(block, &blocks[next])) {
        rows.push(Row { range: end..end, indent, role: Role::Blank });
    }
    rows
}

/// The columns before a block's words.
fn indent(block: &Block) -> u16 {
    let nested = u16::from(block.depth) * 2;
    match block.kind {
        Kind::Item(_) => columns(&lead(block)) as u16,
        Kind::Code => nested + 2,
        _ => nested,
    }
}

/// Words in lines of at most so many columns, broken as UAX #14 allows, each
/// paragraph as even as it can be. Ranges leave out only spaces and line ends.
pub fn wrap(words: &str, room: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    for (start, line) in split_lines(words) {
        let fragments = fragments(line, start, room.max(1));
        if fragments.is_empty() {
            lines.push(start..start);
            continue;
        }
        let widths = [room.max(1) as f64];
        // A line that is too wide must never be the cheaper one.
        let penalties = Penalties { overflow_penalty: 1 << 20, ..Penalties::new() };
        let set =
            wrap_optimal_fit(&fragments, &widths, &penalties).unwrap_or_else(|_| wrap_first_fit(&fragments, &widths));
        for line in set {
            if let (Some(first), Some(last)) = (line.first(), line.last()) {
                lines.push(first.range.start..last.range.end);
            }
        }
    }
    lines
}

/// Lines as they are, cut only where they are too long: for code.
fn break_lines(words: &str, room: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    for (start, line) in split_lines(words) {
        let whole = Piece { range: start..start + line.len(), width: columns(line), space: 0 };
        let mut pieces = Vec::new();
        cut(words, whole, room.max(1), &mut pieces);
        lines.extend(pieces.into_iter().map(|p| p.range));
    }
    lines
}

/// Lines with where they begin. A line end at the very end ends the last one.
fn split_lines(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = words.strip_suffix('\n').unwrap_or(words);
    let mut start = 0;
    words.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line)
    })
}

/// An unbreakable run of words, with the width of the spaces after it.
#[derive(Debug, Clone)]
struct Piece {
    range: Range<usize>,
    width: usize,
    space: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn fragments(line: &str, start: usize, room: usize) -> Vec<Piece> {
    let words = WordSeparator::UnicodeBreakProperties.find_words(line);
    let mut pieces = Vec::new();
    let mut at = 0;
    for word in split_words(words, &WordSplitter::HyphenSplitter) {
        let range = at..at + word.word.len();
        at = range.end + word.whitespace.len();
        let piece = Piece { range, width: columns(word.word), space: word.whitespace.len() };
        cut(line, piece, room, &mut pieces);
    }
    for piece in &mut pieces {
        piece.range = piece.range.start + start..piece.range.end + start;
    }
    pieces
}

/// Cuts a piece that is wider than the room between its glyphs.
fn cut(words: &str, piece: Piece, room: usize, out: &mut Vec<Piece>) {
    if piece.width <= room {
        out.push(piece);
        return;
    }
    let (mut start, mut used) = (piece.range.start, 0);
    for (byte, glyph) in glyphs(&words[piece.range.clone()]) {
        let (byte, wide) = (piece.range.start + byte, glyph_width(glyph));
        if used + wide > room && byte > start {
            out.push(Piece { range: start..byte, width: used, space: 0 });
            (start, used) = (byte, 0);
        }
        used += wide;
    }
    out.push(Piece { range: start..piece.range.end, width: used, space: piece.space });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(kind: Kind, words: &str) -> Block {
        Block { kind, depth: 0, words: words.to_string(), ..Block::default() }
    }

    #[track_caller]
    fn check(words: &str, room: usize, expected: &[&str]) {
        let lines: Vec<_> = wrap(words, room).into_iter().map(|r| &words[r]).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn breaks() {
        check("one two three", 7, &["one two", "three"]);
        check("a well-known\nword", 8, &["a well-", "known", "word"]);
        check("Donaudampfschiff", 6, &["Donaud", "ampfsc", "hiff"]);
        // No closing mark at the start of a line, no opening one at the end.
        check("彼は「はい」と言った。", 8, &["彼は「は", "い」と", "言った。"]);
        check("", 5, &[""]);
    }

    fn prose() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-zA-Z]{1,12}",
            Just(" ".to_string()),
            Just("\n".to_string()),
            Just("\u{AD}".to_string()),
            Just("\u{200B}".to_string()),
            Just("e\u{301}\u{302}".to_string()),
            Just("👩‍👩‍👧🇩🇪".to_string()),
            Just("“日本語」。".to_string()),
            Just("שלום".to_string()),
            Just("-—/".to_string()),
        ];
        proptest::collection::vec(piece, 0..60).prop_map(|p| p.concat())
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_every_line_fits(words in prose(), room in 2usize..40, code in any::<bool>()) {
            let lines = if code { break_lines(&words, room) } else { wrap(&words, room) };
            let mut at = 0;
            for line in &lines {
                prop_assert!(at <= line.start);
                prop_assert!(words[at..line.start].chars().all(|c| c == ' ' || c == '\n'), "lost {:?}", &words[at..line.start]);
                prop_assert!(columns(&words[line.clone()]) <= room);
                at = line.end;
            }
            prop_assert!(words[at..].chars().all(|c| c == ' ' || c == '\n'));
        }

        #[test]
        fn every_place_has_its_row(words in prose(), width in 2u16..60, repeat in 1usize..40) {
            let words = words.repeat(repeat).trim().to_string();
            let blocks = [block(Kind::Paragraph, "x"), block(Kind::Paragraph, &words)];
            let mut layout = Layout::new(&blocks);
            layout.set_width(width);
            let mut at = 0;
            for chunk in layout.chunk_of(1, 0)..layout.len() {
                for row in layout.rows(&blocks, chunk).to_vec() {
                    prop_assert!(row.range.start >= at);
                    at = row.range.end;
                    prop_assert_eq!(layout.chunk_of(1, row.range.start), chunk);
                }
            }
            prop_assert!(words[at..].trim().is_empty());
        }
    }

    #[test]
    fn a_row_of_a_table_goes_on_further_in() {
        let words = "a │ one two\nb │ three four";
        let blocks = [block(Kind::Table, words)];
        let mut layout = Layout::new(&blocks);
        layout.set_width(12);
        let rows: Vec<_> = layout.rows(&blocks, 0).iter().map(|r| (r.indent, &words[r.range.clone()])).collect();
        assert_eq!(rows, [(0, "a │ one"), (2, "two"), (0, "b │ three"), (2, "four")]);
    }

    #[test]
    fn only_some_blocks_have_rows() {
        let item = || block(Kind::Item(None), "item");
        let blocks = [item(), block(Kind::Paragraph, "two"), item(), block(Kind::Paragraph, "four")];
        let mut layout = Layout::of(&blocks, &[0, 2]);
        layout.set_width(12);
        let rows: Vec<_> =
            (0..layout.len()).map(|chunk| (layout.block_of(chunk), layout.rows(&blocks, chunk).len())).collect();
        // No blank row between items, none after the last.
        assert_eq!(rows, [(0, 1), (2, 1)]);
        assert_eq!([0, 1, 2, 3].map(|block| layout.chunk_of(block, 0)), [0, 0, 1, 1]);
    }

    #[test]
    fn a_long_block_is_set_in_pieces() {
        let words = "word ".repeat(5000);
        let blocks = [block(Kind::Paragraph, words.trim())];
        let mut layout = Layout::new(&blocks);
        layout.set_width(40);
        assert!(layout.len() > 5);
        let last = layout.chunk_of(0, words.len());
        assert_eq!(last, layout.len() - 1);
        assert!(layout.rows(&blocks, last).len() > 2);
    }
}
