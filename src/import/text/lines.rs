//! The lines of a text, and how two of them are joined.
//!
//! Comes in: clean text. Goes out: its lines without the white space around them.

use crate::clean::is_ignorable;

/// A line that has words.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub words: &'a str,
    /// Columns before the words.
    pub indent: usize,
}

/// All lines of a text; a blank one is none.
pub fn of(text: &str) -> impl Iterator<Item = Option<Line<'_>>> {
    text.split('\n').map(|line| {
        let words = line.trim();
        let is_blank = words.chars().all(|c| is_ignorable(c) || c.is_whitespace());
        (!is_blank).then(|| Line { words, indent: indent(line) })
    })
}

/// The columns of white space before the words.
fn indent(line: &str) -> usize {
    // An ideographic space is as wide as a letter.
    let columns = |c: char| if c == '\u{3000}' { 2 } else { 1 };
    line.chars().take_while(|c| c.is_whitespace()).map(columns).sum()
}

impl Line<'_> {
    /// Its length in characters, with what is before the words.
    pub fn length(&self) -> usize {
        self.indent + self.words.chars().count()
    }

    /// Whether it only parts what is above from what is below.
    pub fn is_rule(&self) -> bool {
        is_rule(self.words)
    }

    /// Whether it ends where a sentence may end.
    pub fn ends_sentence(&self) -> bool {
        self.words.ends_with(['.', '!', '?', '”', '"', '’', '»', '。', '！', '？', '」'])
    }
}

/// Whether a line of these words only parts what is above from what is below.
pub fn is_rule(words: &str) -> bool {
    let mut signs = words.chars().filter(|c| !c.is_whitespace());
    let Some(sign) = signs.next() else { return false };
    let few = if matches!(sign, '#' | '⁂') { 1 } else { 3 };
    "*-_=~#⁂•·—–".contains(sign) && signs.clone().all(|c| c == sign) && signs.count() + 1 >= few
}

/// The characters of a line's first word.
pub fn first_word(line: &Line<'_>) -> usize {
    line.words.chars().take_while(|c| !c.is_whitespace()).count()
}

/// What stands between two lines that are joined. A hyphen is left alone: only
/// the author knows whether it belongs to the word.
pub fn glue(above: &str, below: &str) -> &'static str {
    let mut ends = above.chars().rev();
    let (last, before) = (ends.next().unwrap_or(' '), ends.next().unwrap_or(' '));
    let next = below.chars().next().unwrap_or(' ');
    let hyphen = matches!(last, '-' | '\u{2010}') && before.is_alphanumeric() && next.is_alphanumeric();
    let dash = last == '—' && !before.is_whitespace();
    if hyphen || dash || is_unspaced(last) && is_unspaced(next) { "" } else { " " }
}

/// Scripts without spaces between words, and their punctuation.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}
