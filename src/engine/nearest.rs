//! The passage that is closest to some words, to help with a quotation whose
//! words are not in the article.
//!
//! Comes in: folded blocks and words. Goes out: the run of as many words that
//! shares the most with them. Work is linear in the text. Of a few words, those
//! that are only like them count as well.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::{Folded, fold, lower};

/// Up to so many words are also looked for with slips of the pen.
const FEW: usize = 3;
/// How much a word with a slip is like the one that is meant, from 0 to 1.
const ALIKE: f64 = 0.85;
/// Longer words, in bytes, have no slips that are looked for.
const LONGEST: usize = 100;
/// How many times the work is that looks for slips.
const SLIPS: usize = 16;

/// A word of the text, and what it is or is meant to be.
struct Word<'t> {
    range: Range<usize>,
    key: &'t str,
}

/// The work for each byte of the text, as near as it can be told beforehand.
pub fn cost(wanted: &str) -> usize {
    if wanted.split_whitespace().take(FEW + 1).count() > FEW { 1 } else { SLIPS }
}

/// The closest passage of the folded text, if it shares at least a third of the
/// words.
pub fn passage(folded: &Folded, wanted: &str) -> Option<Range<usize>> {
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
    let meant: Vec<&str> = match length <= FEW {
        true => wanted.split(' ').map(bare).filter(|w| !w.is_empty()).collect(),
        false => Vec::new(),
    };
    let (mut best, mut chosen) = (0, None);
    let mut start = 0;
    for line in text.split('\n') {
        let words = words_of(line, start, &meant);
        let (score, range) = window(&words, length, &mut missing);
        if score > best {
            (best, chosen) = (score, Some(range));
        }
        start += line.len() + 1;
    }
    // Lower case keeps the length, so the range holds in the text as it was.
    let range = chosen.filter(|_| best * 3 >= length)?;
    let trimmed = folded.text[range.clone()].trim_start_matches(['"', '\'', ' ']);
    let start = range.end - trimmed.len();
    let end = start + trimmed.trim_end_matches(['"', '\'', ' ']).len();
    (start < end).then_some(start..end)
}

fn words_of<'t>(line: &'t str, start: usize, meant: &[&'t str]) -> Vec<Word<'t>> {
    let mut at = start;
    let word = |word: &'t str| {
        let range = at..at + word.len();
        at = range.end + 1;
        let key = bare(word);
        let alike = |m: &&&str| strsim::jaro_winkler(m, key) >= ALIKE;
        let is_short = !key.is_empty() && key.len() <= LONGEST;
        let slip = meant.iter().filter(|m| is_short && m.len() <= LONGEST && !meant.contains(&key)).find(alike);
        Word { range, key: slip.copied().unwrap_or(key) }
    };
    line.split(' ').map(word).collect()
}

/// The best run of `length` words of one line: how many it shares, and where.
fn window(words: &[Word<'_>], length: usize, missing: &mut HashMap<&str, i32>) -> (usize, Range<usize>) {
    let (mut shared, mut best) = (0, ((0, false), 0..0));
    for last in 0..words.len() {
        if let Some(left) = missing.get_mut(words[last].key) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        let first = (last + 1).saturating_sub(length);
        // Among equals one that begins with a word that is wanted, as long as what
        // is wanted.
        let score = (shared, missing.contains_key(words[first].key));
        if score > best.0 || (score == best.0 && last < length) {
            best = (score, words[first].range.start..words[last].range.end);
        }
        if last + 1 >= length {
            give_back(missing, words[first].key, &mut shared);
        }
    }
    let rest = words.len().saturating_sub(length.saturating_sub(1));
    for word in &words[rest.min(words.len())..] {
        give_back(missing, word.key, &mut shared);
    }
    (best.0.0, best.1)
}

fn give_back(missing: &mut HashMap<&str, i32>, word: &str, shared: &mut usize) {
    if let Some(left) = missing.get_mut(word) {
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
        let block = |w: &&str| Block { kind: Kind::Paragraph, depth: 0, words: w.to_string(), ..Block::default() };
        let folded = Folded::new(&body.iter().map(block).collect::<Vec<_>>());
        assert_eq!(passage(&folded, wanted).map(|range| &folded.text[range]), expected);
    }

    #[test]
    fn the_closest_run_of_words() {
        let body = ["We met once.", "She said it would never work again, he wrote."];
        check(&body, "it will never work again", Some("it would never work again,"));
        check(&body, "nothing like this at all", None);
        check(&["a b a b c", "c b a"], "b c", Some("b c"));
        check(&["one of three here"], "three vast words", Some("one of three"));
        check(&["“Hello there, friend.” he said"], "Hello their, frend.", Some("Hello there, friend."));
        check(&["x “a b c d” y"], "a b c e", Some("a b c d"));
    }
}
