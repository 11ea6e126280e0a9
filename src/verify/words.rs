//! The words of a text, so that they can be compared: the same for capitals and small
//! letters, curly and straight marks, letters composed or not.
//!
//! Comes in: text. Goes out: words with their places and keys. What changes the meaning
//! of a number, and signs that are read as words (`%`, `$`, `&`), belong to the words;
//! other signs do not. Where a script has no spaces each sign is a word.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::clean::is_ignorable;
use crate::engine::accent::is_accent;
use crate::engine::lexicon::Key;
use crate::engine::script::is_alone;

/// Signs that are read aloud.
const SPOKEN: &[char] = &['%', '$', '€', '£', '¥', '&', '+', '=', '°', '@', '#', '<', '>'];

/// A word of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub key: u64,
}

/// The words of a text, in order. Work is linear.
pub fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut before = None;
    while let Some(c) = text[at..].chars().next() {
        let end = end_of(text, at, c, before);
        if end > at {
            words.push(Word { start: at, end, key: key(&text[at..end]) });
        }
        let next = end.max(at + c.len_utf8());
        before = text[at..next].chars().next_back();
        at = next;
    }
    words
}

/// Where the word that begins here ends; here, if none does.
fn end_of(text: &str, at: usize, first: char, before: Option<char>) -> usize {
    let mut rest = text[at..].char_indices().peekable();
    rest.next();
    if is_alone(first) || SPOKEN.contains(&first) {
        return at + first.len_utf8();
    }
    let is_negative = matches!(first, '-' | '−')
        && before.is_none_or(|c| c.is_whitespace() || c == '(')
        && rest.peek().is_some_and(|(_, c)| c.is_ascii_digit());
    if !first.is_alphanumeric() && !is_negative {
        return at;
    }
    let (mut last, mut end) = (first, at + first.len_utf8());
    while let Some((offset, c)) = rest.next() {
        let next = rest.peek().map(|(_, c)| *c);
        let joins = match c {
            '\'' | '’' | 'ʼ' => last.is_alphabetic() && next.is_some_and(char::is_alphabetic),
            '.' | ',' | ':' => last.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit()),
            c if is_ignorable(c) || is_accent(c) => true,
            c => c.is_alphanumeric() && !is_alone(c),
        };
        if !joins {
            break;
        }
        (last, end) = (c, at + offset + c.len_utf8());
    }
    end
}

pub fn key(word: &str) -> u64 {
    // 0 and 1 are nobody's.
    Key::of(&plain(word)).0.max(2)
}

/// A word without what is never drawn, its letters and accents apart, its case kept.
pub fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mark = |c: char| match c {
        '’' | 'ʼ' => '\'',
        '−' => '-',
        c => c,
    };
    let kept: String = word.chars().filter(|c| !is_ignorable(*c)).map(mark).collect();
    Cow::Owned(DecomposingNormalizerBorrowed::new_nfd().normalize(&kept).into_owned())
}

/// Whether two words are the same but for their case. Keys are quicker, and may lie.
pub fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    one == other || one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// Where what belongs to the second of two words begins, between them: behind the last
/// space, or else at the word.
pub fn begin(text: &str, between: Range<usize>) -> usize {
    let last = text.get(between.clone()).and_then(|signs| signs.rfind(char::is_whitespace));
    let Some(at) = last.map(|at| between.start + at) else { return between.end };
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Two words beside each other, as one key.
pub fn pair(one: u64, other: u64) -> u64 {
    (one.rotate_left(21) ^ other).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words: Vec<&str> = words_of(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn what_is_a_word() {
        check("“Don’t go,” she said.", &["Don’t", "go", "she", "said"]);
        check("the dogs’ 40,000.50 well-known", &["the", "dogs", "40,000.50", "well", "known"]);
        check("5 % of $3, at 10:30 or -4", &["5", "%", "of", "$", "3", "at", "10:30", "or", "-4"]);
        check("twenty–5 他說是", &["twenty", "5", "他", "說", "是"]);
        check("", &[]);
    }

    #[test]
    fn the_same_word_however_it_is_written() {
        for (one, other) in [("Don’t", "don't"), ("caf\u{e9}", "Cafe\u{301}"), ("so\u{ad}on", "Soon"), ("−5", "-5")]
        {
            assert!(is_same(one, other) && key(one) == key(other), "{one} {other}");
        }
        for (one, other) in [("5", "50"), ("cant", "can't"), ("cafe", "café")] {
            assert!(!is_same(one, other) && key(one) != key(other), "{one} {other}");
        }
    }
}
