//! The passage that is closest to some words, to help with a quotation whose
//! words are not in the article.
//!
//! Comes in: folded blocks and words. Goes out: the run of as many words that
//! shares the most with them. Work is linear in the text.

use std::collections::HashMap;

use super::fold::{Folded, fold, lower};

/// The closest passage of the folded text, if it shares at least half the words.
pub fn passage<'a>(folded: &'a Folded, wanted: &str) -> Option<&'a str> {
    let wanted = lower(&fold(wanted));
    let mut missing: HashMap<&str, i32> = HashMap::new();
    let mut length = 0;
    for word in wanted.split(' ').map(bare).filter(|w| !w.is_empty()) {
        *missing.entry(word).or_default() += 1;
        length += 1;
    }
    if length == 0 {
        return None;
    }
    let text = lower(&folded.text);
    let (mut best, mut chosen) = (0, None);
    let mut start = 0;
    for line in text.split('\n') {
        let (score, range) = window(line, length, &mut missing);
        if score > best {
            (best, chosen) = (score, Some(start + range.start..start + range.end));
        }
        start += line.len() + 1;
    }
    // Lower case keeps the length, so the range holds in the text as it was.
    let passage = chosen.filter(|_| best * 2 >= length).map(|range| &folded.text[range])?;
    Some(passage.trim_matches(['"', '\'']))
}

/// The best run of `length` words of one line: how many it shares, and where.
fn window(line: &str, length: usize, missing: &mut HashMap<&str, i32>) -> (usize, std::ops::Range<usize>) {
    let words: Vec<(usize, &str)> =
        line.split(' ').map(|w| (w.as_ptr() as usize - line.as_ptr() as usize, w)).collect();
    let (mut shared, mut best) = (0, ((0, false), 0..0));
    for last in 0..words.len() {
        if let Some(left) = missing.get_mut(bare(words[last].1)) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        let first = (last + 1).saturating_sub(length);
        // Among equals one that begins with a word that is wanted, as long as what
        // is wanted.
        let score = (shared, missing.contains_key(bare(words[first].1)));
        if score > best.0 || (score == best.0 && last < length) {
            best = (score, words[first].0..words[last].0 + words[last].1.len());
        }
        if last + 1 >= length {
            give_back(missing, words[first].1, &mut shared);
        }
    }
    let rest = words.len().saturating_sub(length.saturating_sub(1));
    for (_, word) in &words[rest.min(words.len())..] {
        give_back(missing, word, &mut shared);
    }
    (best.0.0, best.1)
}

fn give_back(missing: &mut HashMap<&str, i32>, word: &str, shared: &mut usize) {
    if let Some(left) = missing.get_mut(bare(word)) {
        *left += 1;
        *shared -= usize::from(*left > 0);
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Kind};

    #[track_caller]
    fn check(body: &[&str], wanted: &str, expected: Option<&str>) {
        let block = |w: &&str| Block { kind: Kind::Paragraph, depth: 0, words: w.to_string(), marks: vec![] };
        let folded = Folded::new(&body.iter().map(block).collect::<Vec<_>>());
        assert_eq!(passage(&folded, wanted), expected);
    }

    #[test]
    fn the_closest_run_of_words() {
        let body = ["We met once.", "She said it would never work again, he wrote."];
        check(&body, "it will never work again", Some("it would never work again,"));
        check(&body, "nothing like this at all", None);
        check(&["a b a b c", "c b a"], "b c", Some("b c"));
        check(&["x “a b c d” y"], "a b c e", Some("a b c d"));
    }
}
