//! The sentences of a block.
//!
//! Comes in: words, and a place in them. Goes out: ranges of bytes, from the first
//! character of a sentence to its last mark. The signs that end one are those of the
//! tokens, so that `Mr.` and `J.` do not.

use std::ops::Range;

use super::find::tokens::{Shape, tokenize};

/// So many bytes on each side of a place are looked at: no sentence is longer.
const REACH: usize = 8 << 10;

/// The sentence that a byte is in; one between two belongs to the one before.
pub fn sentence_at(words: &str, byte: usize) -> Range<usize> {
    let byte = byte.min(words.len());
    let floor = |at: usize| (0..=at.min(words.len())).rev().find(|&i| words.is_char_boundary(i)).unwrap_or(0);
    let start = floor(byte.saturating_sub(REACH));
    let near = &words[start..floor(byte + REACH)];
    let all = sentences(near);
    let at = all.partition_point(|sentence| start + sentence.start <= byte).saturating_sub(1);
    all.get(at).map_or(byte..byte, |sentence| start + sentence.start..start + sentence.end)
}

/// The sentences, in order. What is left over at the end is one.
pub fn sentences(words: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    tokenize(words, &[], 0, &mut tokens);
    let mut out = Vec::new();
    let (mut at, mut start) = (0, None);
    while at < tokens.len() {
        let first = *start.get_or_insert(tokens[at].range().start);
        if !matches!(tokens[at].shape, Shape::Sign('.' | '?' | '!' | '…' | '。' | '！' | '？')) {
            at += 1;
            continue;
        }
        let mut last = at;
        // Marks that close belong to what they close: they follow without a space.
        while let Some(next) = tokens.get(last + 1).filter(|next| next.start == tokens[last].end)
            && is_closing(next.shape)
        {
            last += 1;
        }
        at = last + 1;
        let ends = tokens.get(at).is_none_or(|next| {
            let is_apart = next.start > tokens[last].end || !tokens[last].is_sign('.');
            // “Why?” she asked.
            is_apart && !words[next.range()].starts_with(char::is_lowercase)
        });
        if ends {
            out.push(first..tokens[last].range().end);
            start = None;
        }
    }
    if let (Some(first), Some(last)) = (start, tokens.last()) {
        out.push(first..last.range().end);
    }
    out
}

fn is_closing(shape: Shape) -> bool {
    matches!(shape, Shape::Sign('”' | '’' | '"' | '\'' | ')' | ']' | '»' | '」' | '』' | '.' | '?' | '!' | '…'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(words: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(words).into_iter().map(|range| &words[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn where_sentences_end() {
        check("It rains. We stay! Why?", &["It rains.", "We stay!", "Why?"]);
        check("Mr. J. Smith of the U.S. paid $3.50 today. No.", &["Mr. J. Smith of the U.S. paid $3.50 today.", "No."]);
        check("“Why?” she asked. “Go!” He went.", &["“Why?” she asked.", "“Go!”", "He went."]);
        check("He said (it rained.) Then", &["He said (it rained.)", "Then"]);
        check("彼は言った。「はい。」二つ", &["彼は言った。", "「はい。」", "二つ"]);
        check("no end", &["no end"]);
        check(" ", &[]);
    }

    #[test]
    fn the_sentence_at_a_place() {
        let words = "One is. Two is. Three";
        let at = |byte| &words[sentence_at(words, byte)];
        assert_eq!(
            [at(0), at(6), at(7), at(8), at(20), at(99)],
            ["One is.", "One is.", "One is.", "Two is.", "Three", "Three"]
        );
        let long = format!("{}. {words}", "x ".repeat(100_000));
        assert_eq!(&long[sentence_at(&long, long.len() - 15)], "One is.");
    }

    proptest! {
        #[test]
        fn they_have_every_word_in_order(words in "[a-zA-Z.?!”“’ 。é]{0,60}", byte in 0usize..80) {
            let mut at = 0;
            for sentence in sentences(&words) {
                prop_assert!(words[at..sentence.start].trim().is_empty());
                prop_assert!(sentence.start < sentence.end);
                at = sentence.end;
            }
            prop_assert!(words[at..].trim().is_empty());
            let one = sentence_at(&words, byte);
            prop_assert!(words.get(one).is_some());
        }
    }
}
