//! Where the words of notes stand in an article now.
//!
//! Comes in: notes and blocks. Goes out: each note with its passage: where it was, if its
//! words still stand there; else where they stand, be it with other marks and spaces or
//! over other paragraphs, and of several places the one with the most of what stood around
//! them. A note without a passage is an orphan.

use memchr::memmem;

use super::{Note, around};
use crate::article::Block;
use crate::engine::fold::{Folded, fold};
use crate::passage::{Passage, Place};

/// Fewer characters are found only with something of what stood around them; the least of
/// them, which may be any word, also if they stand in one place only.
const FEW: usize = 16;
const LEAST: usize = 8;
/// So much of that.
const AROUND: usize = 8;
/// So many places with the same words are looked at.
const PLACES: usize = 10_000;
/// So many bytes are gone through for all notes that are not where they were: a file may
/// have tens of thousands, which were never in the article.
const WORK: usize = 1 << 30;
/// So many bytes are a place that is looked at.
const EACH: usize = 128;

/// A note, and where it is in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub note: Note,
    /// None if its words are not there any more.
    pub passage: Option<Passage>,
}

impl Placed {
    /// By what notes are in order: those without a place are the last.
    pub fn order(&self) -> (bool, Option<Place>) {
        (self.passage.is_none(), self.passage.map(|passage| passage.start))
    }
}

/// The notes in the order of their places, those without one at the end.
pub fn placed(notes: Vec<Note>, blocks: &[Block]) -> Vec<Placed> {
    let mut text: Option<Text> = None;
    let find = |note: Note| {
        let passage = kept(&note, blocks).or_else(|| text.get_or_insert_with(|| Text::new(blocks)).find(&note, blocks));
        Placed { note, passage }
    };
    let mut placed: Vec<Placed> = notes.into_iter().map(find).collect();
    placed.sort_by_key(Placed::order);
    placed
}

/// The passage of a note where it was made, if all is as it was there.
fn kept(note: &Note, blocks: &[Block]) -> Option<Passage> {
    let last = note.words.len().checked_sub(1)?;
    let here = blocks.get(note.block..)?.get(..=last)?;
    here[0].words.split_at_checked(note.byte)?;
    let from = |piece: usize| if piece == 0 { note.byte } else { 0 };
    let end = from(last) + note.words[last].len();
    let same = here.iter().zip(&note.words).enumerate().all(|(piece, (block, words))| {
        let own = &block.words[from(piece)..];
        if piece == last { own.starts_with(words.as_str()) } else { own == words }
    });
    let passage = Passage { start: (note.block, note.byte), end: (note.block + last, end) };
    let is_kept = |(before, after): (String, String)| before == note.before && after == note.after;
    (same && is_kept(around(passage, blocks))).then_some(passage)
}

/// All words of an article in one line.
struct Text {
    folded: Folded,
    line: String,
    /// How much may still be gone through.
    work: usize,
}

impl Text {
    fn new(blocks: &[Block]) -> Text {
        let folded = Folded::new(blocks);
        let line = folded.text.replace('\n', " ");
        Text { folded, line, work: WORK }
    }

    fn find(&mut self, note: &Note, blocks: &[Block]) -> Option<Passage> {
        self.work = self.work.checked_sub(self.line.len())?;
        let words = fold_pieces(&note.words);
        if words.is_empty() {
            return None;
        }
        let (before, after) = (fold(&note.before), fold(&note.after));
        let near = self.folded.offset_of(note.block, note.byte);
        let all = before.chars().count() + after.chars().count();
        let places = || memmem::find_iter(self.line.as_bytes(), &words).take(PLACES);
        let is_plain = match words.chars().count() {
            0..LEAST => false,
            LEAST..FEW => places().nth(1).is_none(),
            _ => true,
        };
        let least = if is_plain { 0 } else { AROUND.min(all) };
        let told = |at: usize| (self.around(at, at + words.len(), &before, &after), at);
        let told: Vec<(usize, usize)> = places().map(told).collect();
        self.work = self.work.saturating_sub(told.len() * EACH);
        let best = told.into_iter().filter(|(around, _)| *around >= least);
        let (_, at) = best.max_by_key(|(around, at)| (*around, std::cmp::Reverse(at.abs_diff(near))))?;
        let start = self.folded.place(at);
        let last = words.chars().next_back().map_or(0, char::len_utf8);
        let (block, byte) = self.folded.place(at + words.len() - last);
        let own = blocks.get(block)?.words.get(byte..)?.chars().next().map_or(0, char::len_utf8);
        Some(Passage { start, end: (block, byte + own) })
    }

    /// How many characters next to a place are what stood there.
    fn around(&self, start: usize, end: usize, before: &str, after: &str) -> usize {
        let alike = |(a, b): &(char, char)| a == b;
        let left = self.line[..start].trim_end().chars().rev().zip(before.chars().rev()).take_while(alike).count();
        left + self.line[end..].trim_start().chars().zip(after.chars()).take_while(alike).count()
    }
}

fn fold_pieces(words: &[String]) -> String {
    let block = |words: &String| Block { words: words.clone(), ..Block::default() };
    let pieces: Vec<Block> = words.iter().map(block).collect();
    Folded::new(&pieces).text.trim_end().replace('\n', " ")
}
