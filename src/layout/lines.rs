//! Words in lines of at most so many columns.
//!
//! Comes in: words and a width. Goes out: lines, each a range of the words, that
//! leave out only spaces and line ends. May not know blocks.

use std::ops::Range;

use textwrap::{WordSplitter, word_splitters::split_words};

use super::fit::{Costs, Edge, Piece, fit};
use super::hyphens::Hyphens;
use super::words::{Word, each_word};
use crate::glyph::{columns, glyphs, width as glyph_width};

/// One line, and what it ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub range: Range<usize>,
    pub end: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// What is set ends here: a paragraph, a line of it that is meant to end.
    Last,
    /// The line after it goes on.
    Word,
    /// The same within a word: a hyphen is drawn that is not among the words.
    Hyphen,
}

/// Words in lines, broken as UAX #14 allows, each paragraph as even as it can be.
pub fn wrap(words: &str, room: usize) -> Vec<Range<usize>> {
    set(words, room, Costs::PROSE, None).into_iter().map(|line| line.range).collect()
}

/// The same at some costs, and with hyphens where they may be drawn.
pub fn set(words: &str, room: usize, costs: Costs, hyphens: Option<&Hyphens>) -> Vec<Line> {
    let room = room.max(1);
    let mut lines = Vec::new();
    for (start, line) in split_lines(words) {
        let pieces = pieces(line, start, room, hyphens);
        if pieces.is_empty() {
            lines.push(Line { range: start..start, end: End::Last });
        }
        for line in fit(&pieces, room, costs) {
            let last = &pieces[line.end - 1];
            let end = match last.edge {
                _ if line.end == pieces.len() => End::Last,
                Edge::Hyphen => End::Hyphen,
                Edge::Word | Edge::Part => End::Word,
            };
            lines.push(Line { range: pieces[line.start].range.start..last.range.end, end });
        }
    }
    lines
}

/// Lines as they are, cut only where they are too long, after a space if one is near:
/// for code.
pub fn break_lines(words: &str, room: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (start, line) in split_lines(words) {
        let end = start + line.len();
        let mut at = start;
        while let Some(cut) = cut_at_space(&words[at..end], room.max(1)) {
            lines.push(Line { range: at..at + cut.kept, end: End::Word });
            at += cut.next;
        }
        let kept = words[at..end].trim_end_matches(' ').len();
        lines.push(Line { range: at..at + kept, end: End::Last });
    }
    lines
}

/// Where a line of code is cut: the bytes that are kept, and where the rest begins.
struct Cut {
    kept: usize,
    next: usize,
}

fn cut_at_space(line: &str, room: usize) -> Option<Cut> {
    let mut used = 0;
    let is_over = |(byte, glyph): &(usize, &str)| {
        used += glyph_width(glyph);
        used > room && *byte > 0
    };
    let (over, glyph) = glyphs(line).find(is_over)?;
    let fitting = &line[..over];
    // What a line is indented by is no place to cut it.
    let space = fitting.rfind(' ').filter(|space| {
        let before = &fitting[..*space];
        glyph != " " && !before.trim_start().is_empty() && 2 * columns(before) > room
    });
    let end = space.map_or(over, |space| space + 1);
    let rest = line[end..].trim_start_matches(' ');
    let kept = line[..end].trim_end_matches(' ').len();
    // Spaces alone are no rest.
    (!rest.is_empty()).then(|| Cut { kept, next: line.len() - rest.len() })
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

/// Bytes of a word with its space, about.
const USUAL: usize = 6;

fn pieces(line: &str, start: usize, room: usize, hyphens: Option<&Hyphens>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(line.len() / USUAL);
    let mut is_after_space = true;
    each_word(line, |Word { range, spaces }| {
        let is_whole = is_after_space && spaces > 0;
        is_after_space = spaces > 0;
        let word = &line[range.clone()];
        // The last word stays whole.
        let is_last = range.end + spaces == line.len();
        let places = hyphens.filter(|_| !is_last).map(|h| h.places(word, start + range.start, is_whole));
        let places = places.unwrap_or_default();
        let parted = !places.is_empty() && part(line, range.clone(), &places, room, &mut pieces);
        if !parted {
            split(line, range, room, &mut pieces);
        }
        if let Some(last) = pieces.last_mut() {
            last.space = spaces;
            last.edge = Edge::Word;
        }
    });
    for piece in &mut pieces {
        piece.range = piece.range.start + start..piece.range.end + start;
    }
    pieces
}

/// Parts a word where hyphens may be drawn. False if there is no room for a part and
/// its hyphen.
fn part(line: &str, word: Range<usize>, places: &[usize], room: usize, out: &mut Vec<Piece>) -> bool {
    let before = out.len();
    let ends = places.iter().map(|place| word.start + place).chain([word.end]);
    let mut start = word.start;
    for end in ends {
        let width = columns(&line[start..end]);
        if width + usize::from(end < word.end) > room {
            out.truncate(before);
            return false;
        }
        out.push(Piece { range: start..end, width, space: 0, edge: Edge::Hyphen });
        start = end;
    }
    true
}

/// Splits a word after the hyphens that are in it, and where nothing else helps.
fn split(line: &str, word: Range<usize>, room: usize, out: &mut Vec<Piece>) {
    let own = &line[word.clone()];
    if !own.contains('-') {
        return cut(line, Piece { width: columns(own), range: word, space: 0, edge: Edge::Part }, room, out);
    }
    let mut start = word.start;
    let whole = [textwrap::core::Word::from(own)];
    for part in split_words(whole, &WordSplitter::HyphenSplitter) {
        let range = start..start + part.word.len();
        start = range.end;
        let piece = Piece { width: columns(part.word), range, space: 0, edge: Edge::Part };
        cut(line, piece, room, out);
    }
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
            out.push(Piece { range: start..byte, width: used, space: 0, edge: Edge::Part });
            (start, used) = (byte, 0);
        }
        used += wide;
    }
    out.push(Piece { range: start..piece.range.end, width: used, ..piece });
}
