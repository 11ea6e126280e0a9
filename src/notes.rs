//! Highlights and notes on passages of an article.
//!
//! Comes in: passages, what a reader has to say of them, and the text of a notes file.
//! Goes out: notes, each with the words that it is about and what stands around them, by
//! which its passage is found again in an article that was edited; and the text of the
//! file with a change in it. A note whose words are gone stays a note. May not know files.

mod align;
mod judge;
mod place;
mod seek;
mod sheet;
mod words;

use crate::article::{Block, one_line};
use crate::passage::Passage;
use crate::verify::changes;
pub use place::{Fit, Placed, find_sought, placed, where_they_were};
pub use sheet::{Fault, LIMIT, SIGN, apply, read};

/// So many characters are kept of what stands before the words and after them.
const AROUND: usize = 40;

/// More bytes of an article than these are no passage.
pub const WORDS: usize = 16 << 10;

/// So many changes in the words of a passage are told.
const CHANGES: usize = 4;

/// No more bytes of text are taken for a note from who types them. One that somebody wrote
/// by hand may have more, and keeps them.
pub const TEXT: usize = 4 << 10;

/// A passage that was highlighted, and what was noted of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Note {
    /// None twice in a file.
    pub id: String,
    /// The time in UTC, as TOML writes it.
    pub made: Option<String>,
    /// The title of its article, where a file has several.
    pub article: Option<String>,
    /// The words as they stand in the article, a piece for each block.
    pub words: Vec<String>,
    pub before: String,
    pub after: String,
    /// Where the words stood: the block, and the byte in it.
    pub block: usize,
    pub byte: usize,
    /// One line. A highlight has none.
    pub text: Option<String>,
    /// The words that it was on before the article was edited and then the note.
    pub was: Option<String>,
}

/// What is to be done with the notes of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A new note, or other text for the one of that id.
    Put(Note),
    Remove(Note),
}

impl Note {
    /// A note on a passage, without white space at its ends. None if nothing is left, or
    /// too much.
    pub fn on(passage: Passage, blocks: &[Block], text: Option<String>) -> Option<Note> {
        let passage = trimmed(passage, blocks)?;
        let spans = passage.spans(blocks);
        if spans.iter().map(|span| span.end - span.start).sum::<usize>() > WORDS {
            return None;
        }
        let (before, after) = around(passage, blocks);
        let range = passage.start.0..passage.end.0 + 1;
        let piece = |block: usize| {
            let words = &blocks[block].words;
            passage.within(block, words.len()).map_or(String::new(), |range| words[range].to_string())
        };
        Some(Note {
            words: range.map(piece).collect(),
            before,
            after,
            block: passage.start.0,
            byte: passage.start.1,
            text,
            ..Note::default()
        })
    }

    /// The words on one line.
    pub fn line(&self) -> String {
        one_line(&self.words.join(" "))
    }

    /// The same note on the words of a passage, with those that it was on.
    pub fn moved_to(self, passage: Passage, blocks: &[Block]) -> Note {
        let Some(there) = Note::on(passage, blocks, None) else { return self };
        let (old, new) = (self.line(), there.line());
        let was = self.was.or_else(|| (old != new).then_some(old));
        Note { id: self.id, made: self.made, article: self.article, text: self.text, was, ..there }
    }
}

/// What is other in some words than in those before, change by change. Empty if all words
/// are the same.
pub fn difference(before: &str, now: &str) -> String {
    let (before, now): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), now.split(' ').collect());
    let left = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let (before, now) = (&before[left..], &now[left..]);
    let right = before.iter().rev().zip(now.iter().rev()).take_while(|(a, b)| a == b).count();
    let (before, now) = (before[..before.len() - right].join(" "), now[..now.len() - right].join(" "));
    let mut all = changes(&before, &now);
    if all.is_empty() {
        // There is too much, or only marks are others.
        all.push((before, now));
    }
    let more = all.len().saturating_sub(CHANGES);
    let told = all.iter().take(CHANGES).map(|(before, now)| match (before.is_empty(), now.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("“{now}” was added"),
        (false, true) => format!("“{before}” was dropped"),
        (false, false) => format!("“{before}” is now “{now}”"),
    });
    let told = told.collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{told}, and {more} more") } else { told }
}

/// What stands before a passage and after it, in other paragraphs as well.
fn around(passage: Passage, blocks: &[Block]) -> (String, String) {
    let own = |block: usize| blocks.get(block).map_or("", |block| block.words.as_str());
    let left = own(passage.start.0)[..passage.start.1].chars().rev();
    let before =
        left.chain((0..passage.start.0).rev().flat_map(|block| std::iter::once(' ').chain(own(block).chars().rev())));
    let right = own(passage.end.0)[passage.end.1..].chars();
    let after =
        right.chain((passage.end.0 + 1..blocks.len()).flat_map(|block| std::iter::once(' ').chain(own(block).chars())));
    let before: Vec<char> = before.take(AROUND).collect();
    (before.into_iter().rev().collect(), after.take(AROUND).collect())
}

/// A passage that begins and ends with something to see.
fn trimmed(passage: Passage, blocks: &[Block]) -> Option<Passage> {
    let spans = passage.spans(blocks);
    let words = |span: &crate::article::Span| &blocks[span.block].words[span.start..span.end];
    let first = spans.iter().find(|span| !words(span).trim().is_empty())?;
    let last = spans.iter().rfind(|span| !words(span).trim().is_empty())?;
    let start = words(first).len() - words(first).trim_start().len();
    Some(Passage {
        start: (first.block, first.start + start),
        end: (last.block, last.start + words(last).trim_end().len()),
    })
}

#[cfg(test)]
mod tests;
