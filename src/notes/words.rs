//! The words of a text and of a note, one by one, so that they can be compared.
//!
//! Comes in: blocks, or a note. Goes out: words, each with its place in a folded text and a
//! key that is the same for the same word, whatever its case. Where a script has no spaces
//! each sign is a word. May not know where a note belongs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::{AROUND, Note};
use crate::article::Block;
use crate::engine::fold::{Folded, fold, lower};
use crate::engine::script::is_alone;

/// No word weighs more than one of so many bytes.
const HEAVIEST: usize = 8;

/// A word of a folded text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub key: u64,
}

impl Word {
    /// How much it tells: long words are rare.
    pub fn weight(&self) -> usize {
        (self.end - self.start).min(HEAVIEST)
    }
}

/// The words of a folded text.
fn words_of(folded: &str) -> Vec<Word> {
    let text = lower(folded);
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut begun: Option<usize> = None;
    let mut end = |begun: &mut Option<usize>, end: usize| {
        if let Some(start) = begun.take() {
            words.push(Word { start, end, key: key(&text[start..end]) });
        }
    };
    for (at, c) in text.char_indices() {
        if is_alone(c) {
            end(&mut begun, at);
            begun = Some(at);
            end(&mut begun, at + c.len_utf8());
        } else if c.is_alphanumeric() {
            begun.get_or_insert(at);
        } else {
            end(&mut begun, at);
        }
    }
    end(&mut begun, text.len());
    words
}

fn key(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What two words beside each other are called.
pub fn pair(words: &[Word]) -> u64 {
    match words {
        [one] => one.key,
        words => key(words.iter().map(|word| word.key).collect::<Vec<_>>()),
    }
}

/// All words of an article.
pub struct Text {
    pub folded: Folded,
    pub words: Vec<Word>,
}

impl Text {
    pub fn new(blocks: &[Block]) -> Text {
        let folded = Folded::new(blocks);
        let words = words_of(&folded.text);
        Text { folded, words }
    }

    pub fn word(&self, index: usize) -> &str {
        &self.folded.text[self.words[index].start..self.words[index].end]
    }

    /// The word at a byte of the folded text, or the next one.
    pub fn at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.end <= byte)
    }
}

/// A note as words: those before its passage, its own, those after.
pub struct Pattern {
    text: String,
    pub words: Vec<Word>,
    /// Which are its own.
    pub own: Range<usize>,
    /// Characters of the passage before its first word, and after the last.
    pub marks: (usize, usize),
    /// Bytes of its first word that are before the passage, and of the last after it.
    pub cut: (usize, usize),
}

impl Pattern {
    /// None if there is no word in the passage.
    pub fn of(note: &Note) -> Option<Pattern> {
        let pieces: Vec<Block> =
            note.words.iter().map(|words| Block { words: words.clone(), ..Block::default() }).collect();
        let passage = Folded::new(&pieces).text.trim().replace('\n', " ");
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // A passage may begin or end within a word.
        let gap = |is_one: bool| if is_one { "" } else { "\n" };
        let left = gap(is_word(note.before.chars().next_back()) && is_word(passage.chars().next()));
        let right = gap(is_word(passage.chars().next_back()) && is_word(note.after.chars().next()));
        let before = fold(&note.before) + left;
        let inner = before.len()..before.len() + passage.len();
        let text = format!("{before}{passage}{right}{}", fold(&note.after));
        let mut words = words_of(&text);
        // What was cut off in the middle is no word.
        let is_cut = |side: &str, c: Option<char>| side.chars().count() >= AROUND && is_word(c);
        if is_cut(&note.after, note.after.chars().next_back()) && words.last().is_some_and(|w| w.start >= inner.end) {
            words.pop();
        }
        if is_cut(&note.before, note.before.chars().next()) && words.first().is_some_and(|w| w.end <= inner.start) {
            words.remove(0);
        }
        let own = words.partition_point(|w| w.end <= inner.start)..words.partition_point(|w| w.start < inner.end);
        let (first, last) = (*words.get(own.start)?, *words.get(own.clone()).and_then(<[Word]>::last)?);
        let marks = |range: Range<usize>| text.get(range).map_or(0, |marks| marks.chars().count());
        Some(Pattern {
            marks: (marks(inner.start..first.start), marks(last.end..inner.end)),
            cut: (inner.start.saturating_sub(first.start), last.end.saturating_sub(inner.end)),
            text,
            words,
            own,
        })
    }

    pub fn word(&self, index: usize) -> &str {
        &self.text[self.words[index].start..self.words[index].end]
    }

    /// Those before the passage, the nearest last.
    pub fn before(&self) -> Range<usize> {
        0..self.own.start
    }

    pub fn after(&self) -> Range<usize> {
        self.own.end..self.words.len()
    }

    /// How many bytes its passage takes.
    pub fn length(&self) -> usize {
        self.words[self.own.end - 1].end - self.words[self.own.start].start
    }

    /// How much some of its words tell.
    pub fn weight(&self, range: Range<usize>) -> usize {
        self.words[range].iter().map(Word::weight).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        words_of(text).iter().map(|word| &text[word.start..word.end]).collect()
    }

    #[test]
    fn a_word_is_a_run_of_letters_or_a_sign_of_its_own() {
        assert_eq!(words("\"Bread, is 2\" é"), ["Bread", "is", "2", "é"]);
        assert_eq!(words("二つ ok日"), ["二", "つ", "ok", "日"]);
        assert_eq!(words_of("Bread")[0].key, words_of("bREAD")[0].key);
    }

    #[test]
    fn a_passage_may_begin_within_a_word() {
        let note = |before: &str, words: &str, after: &str| Note {
            before: before.into(),
            words: vec![words.into()],
            after: after.into(),
            ..Note::default()
        };
        let pattern = Pattern::of(&note("she was un", "happy at la", "st, and")).expect("a pattern");
        let own: Vec<&str> = pattern.own.clone().map(|word| pattern.word(word)).collect();
        assert_eq!((own, pattern.cut), (vec!["unhappy", "at", "last"], (2, 2)));
        let pattern = Pattern::of(&note("said: “", "‘Yes’, he …", "” x")).expect("a pattern");
        assert_eq!((pattern.own.clone(), pattern.marks, pattern.cut), (1..3, (1, 2), (0, 0)));
        // Where what is kept of the context ends, a word may be cut.
        let long = "abcdefgh ".repeat(5);
        let pattern = Pattern::of(&note(&long[5..], "x", &format!(" {}", &long[..39]))).expect("a pattern");
        assert_eq!((pattern.before(), pattern.after()), (0..4, 5..9));
        assert!(Pattern::of(&note("a", "…", "b")).is_none());
    }
}
