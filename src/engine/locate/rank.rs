//! How much a place looks like somebody's words.
//!
//! Comes in: a range of the folded text, and the blocks as they were written.
//! Goes out: its rank. Folded, all marks are one: whether one of them opens is
//! asked of the character that it was.

use std::ops::Range;

use crate::article::Block;
use crate::engine::fold::Folded;
use crate::engine::marks;

/// How much a place looks like the quotation that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Inside,
    WordEdges,
    Marked,
}

pub fn rank(folded: &Folded, blocks: &[Block], range: &Range<usize>) -> Rank {
    let text = &folded.text;
    let (before, next) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let words = text[range.clone()].chars();
    let (first, last) = (words.clone().next(), words.clone().next_back());
    match () {
        () if word(before) && word(first) || word(last) && word(next) => Rank::Inside,
        () if is_opened(folded, blocks, range.start) && is_closed(folded, blocks, range.end) => Rank::Marked,
        () => Rank::WordEdges,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'')
}

/// Whether what is before a byte of the folded text opens a quotation.
fn is_opened(folded: &Folded, blocks: &[Block], start: usize) -> bool {
    let mut before = folded.text[..start].char_indices().rev();
    let Some((mut at, mut mark)) = before.next() else { return false };
    let spaced = mark == ' ';
    if spaced {
        let Some(further) = before.next() else { return false };
        (at, mark) = further;
    }
    if !is_mark(mark) {
        return false;
    }
    let (block, byte) = folded.place(at);
    let words = &blocks[block].words;
    match words[byte..].chars().next() {
        // In French there is a space within the marks.
        Some('«') => marks::can_open(words, byte) && !words[..byte].ends_with(char::is_alphanumeric),
        Some('”' | '»') => !spaced && marks::can_open(words, byte),
        Some('」' | '』') => false,
        _ => !spaced,
    }
}

/// Whether what is after a byte of the folded text closes a quotation.
fn is_closed(folded: &Folded, blocks: &[Block], end: usize) -> bool {
    let mut after = folded.text[end..].char_indices().take(3).peekable();
    // The author may have left out the stop or comma before the closing mark.
    after.next_if(|&(_, c)| ",.;:!?…。、，！？；：".contains(c));
    let spaced = after.next_if(|&(_, c)| c == ' ').is_some();
    let Some((at, _)) = after.next().filter(|&(_, c)| is_mark(c)) else { return false };
    let (block, byte) = folded.place(end + at);
    match blocks[block].words[byte..].chars().next() {
        Some('»') => true,
        Some('„' | '「' | '『' | '‘') => false,
        _ => !spaced,
    }
}

/// Whether a character is one of a word, in a script that has spaces between
/// words: not one of Thai, Burmese, Khmer or of East Asia.
pub fn is_spaced(c: char) -> bool {
    let unspaced = matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
        || matches!(c, '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FFDC}' | '\u{20000}'..);
    c.is_alphanumeric() && !unspaced
}
