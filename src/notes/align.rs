//! Two runs of words laid beside each other, so that as many as possible are the same.
//!
//! Comes in: the words of a note, and those of a stretch of the article. Goes out: for each
//! word of the note the one that it is there, or that stands in its place. May not know
//! what a note is.

use std::cmp::Reverse;
use std::ops::Range;

use super::words::Word;

const SAME: i32 = 4;
/// Another word in its place, a word less or a word more: within the passage. What stands
/// around it may have gone without that.
const CHANGED: i32 = -2;
/// A word more in what stands around it.
const MORE: i32 = -1;

/// A word of the stretch, by its index, and whether it is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    pub at: usize,
    pub is_same: bool,
}

#[derive(Clone, Copy)]
enum Step {
    Beside,
    Missing,
    More,
}

/// How many cells two runs take.
pub fn cells(words: usize, stretch: usize) -> usize {
    (words + 1).saturating_mul(stretch + 1)
}

/// For each word what is beside it, if anything is. `own` are the words of the passage, the
/// others are those around it. Of ways that are as good the one is taken that ends nearest
/// to a word of the stretch.
pub fn align(words: &[Word], own: &Range<usize>, stretch: &[Word], near: usize) -> Vec<Option<Beside>> {
    let width = stretch.len() + 1;
    let mut steps = Vec::with_capacity(cells(words.len(), stretch.len()));
    steps.resize(width, Step::More);
    // Whatever comes before the first word costs nothing.
    let mut above = vec![0; width];
    for (row, word) in words.iter().enumerate() {
        let missing = if own.contains(&row) { CHANGED } else { 0 };
        let more = if own.contains(&row) && row + 1 < own.end { CHANGED } else { MORE };
        let mut here = Vec::with_capacity(width);
        here.push(above[0] + missing);
        steps.push(Step::Missing);
        for (column, other) in stretch.iter().enumerate() {
            let beside = if word.key == other.key { SAME } else { missing };
            let ways = [
                (above[column] + beside, Step::Beside),
                (above[column + 1] + missing, Step::Missing),
                (here[column] + more, Step::More),
            ];
            let best = ways.into_iter().reduce(|best, way| if way.0 > best.0 { way } else { best });
            let (score, step) = best.unwrap_or((0, Step::Missing));
            here.push(score);
            steps.push(step);
        }
        above = here;
    }
    let end = (0..width).max_by_key(|&column| (above[column], Reverse(column.abs_diff(near))));
    walk_back(words, stretch, &steps, end.unwrap_or(0))
}

fn walk_back(words: &[Word], stretch: &[Word], steps: &[Step], end: usize) -> Vec<Option<Beside>> {
    let (width, mut column) = (stretch.len() + 1, end);
    let mut row = words.len();
    let mut out = vec![None; row];
    while row > 0 {
        match steps[row * width + column] {
            Step::Beside => {
                (row, column) = (row - 1, column - 1);
                out[row] = Some(Beside { at: column, is_same: words[row].key == stretch[column].key });
            }
            Step::Missing => row -= 1,
            Step::More => column -= 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of one letter; the passage in capitals. Goes out: what is beside it, `.` for
    /// nothing, `?` before another one.
    fn check(words: &str, stretch: &str, expected: &str) {
        let of = |text: &str| -> Vec<Word> {
            let word = |(at, c): (usize, char)| Word { start: at, end: at + 1, key: c.to_ascii_lowercase() as u64 };
            text.char_indices().map(word).collect()
        };
        let first = words.find(char::is_uppercase).unwrap_or(0);
        let own = first..words.rfind(char::is_uppercase).map_or(0, |last| last + 1);
        let told = align(&of(words), &own, &of(stretch), 0).into_iter().map(|beside| match beside {
            Some(Beside { at, is_same: true }) => stretch[at..=at].to_string(),
            Some(Beside { at, is_same: false }) => format!("?{}", &stretch[at..=at]),
            None => ".".into(),
        });
        assert_eq!(told.collect::<String>(), expected, "{words} in {stretch}");
    }

    #[test]
    fn words_changed_added_dropped_swapped() {
        check("abCDEfg", "xxabcdefgxx", "abcdefg");
        check("abCDEfg", "xxabcxefgxx", "abc?xefg");
        check("abCDEfg", "xxabcdxefgxx", "abcdefg");
        check("abCDEfg", "xxabcefgxx", "abc.efg");
        check("abCDEfg", "xxcdexx", "?x?xcde..");
        check("abCDEFGfgh", "abfgcdfgh", "abcd.fg..h");
        check("abC", "", "...");
    }
}
