//! Whether the lines of a text were broken to fit a width.
//!
//! Comes in: clean text. Goes out: whether one line goes on in the next. In a
//! text that was broken so, nearly every line that is followed by another one is
//! so long that the next one's first word would not have fitted; where lines are
//! paragraphs, or verses, they are of any length, and most end a sentence.

use super::{Line, first_word};

/// The widths to which texts are broken.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

/// A word that is longer than this does not count as more.
const LONG: usize = 24;

/// How the lines of a text end.
pub struct Shape {
    /// The width that they were broken to fit, if they were.
    width: Option<usize>,
}

impl Shape {
    pub fn of(text: &str) -> Shape {
        let width = width(text).filter(|&width| is_broken(text, width));
        Shape { width }
    }

    /// Whether a line goes on in the one below it.
    pub fn joins(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        let Some(width) = self.width else { return false };
        let begins = below.indent >= above.indent + 2;
        // A line that ends this early was meant to.
        let is_cut = 3 * (above.length() + 1 + first_word(below)) <= 2 * width;
        !begins && !is_cut && !above.is_rule() && !below.is_rule()
    }
}

/// The width that all but a few lines fit, if it is one that texts are broken to.
fn width(text: &str) -> Option<usize> {
    let mut lengths = [0usize; WIDEST + 1];
    let mut all = 0;
    for line in super::lines::of(text).flatten() {
        all += 1;
        if let Some(count) = lengths.get_mut(line.length()) {
            *count += 1;
        }
    }
    // An address may not fit.
    let few = all / 50;
    let mut fitting = 0;
    let width = lengths.iter().position(|&count| {
        fitting += count;
        fitting + few >= all
    });
    width.filter(|w| *w >= NARROWEST)
}

/// Whether lines that are followed by another one are full, and seldom end a
/// sentence.
fn is_broken(text: &str, width: usize) -> bool {
    let (mut all, mut inner, mut full, mut ended) = (0, 0, 0, 0);
    let mut above: Option<Line<'_>> = None;
    for line in super::lines::of(text) {
        all += usize::from(line.is_some());
        if let (Some(above), Some(below)) = (&above, &line)
            && !above.is_rule()
            && !below.is_rule()
        {
            inner += 1;
            full += usize::from(10 * (above.length() + 1 + first_word(below).min(LONG)) > 9 * width);
            ended += usize::from(above.ends_sentence());
        }
        above = line;
    }
    inner > 0 && 4 * inner >= all && 10 * full >= 7 * inner && 2 * ended <= inner
}
