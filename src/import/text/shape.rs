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

/// Indented lines are further in than others by at least so many columns.
const STEP: usize = 2;

/// How the lines of a text begin and end.
#[derive(Default)]
pub struct Shape {
    /// The width that the lines were broken to fit, if they were.
    width: Option<usize>,
    /// Where lines begin that are not indented.
    margin: usize,
    /// Whether paragraphs are told by their indented first lines.
    has_indents: bool,
}

impl Shape {
    pub fn of(text: &str) -> Shape {
        let (width, margin) = measure(text);
        match width.map(|width| (width, Count::of(text, width, margin))) {
            Some((width, count)) if count.is_broken() => {
                Shape { width: Some(width), margin, has_indents: count.has_indents() }
            }
            _ => Shape::default(),
        }
    }

    /// Whether a line goes on in the one below it.
    pub fn joins(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        let Some(width) = self.width else { return false };
        let both = above.length() + 1 + first_word(below);
        let is_indented = self.has_indents && below.indent >= self.margin + STEP;
        let begins = is_indented || below.indent >= above.indent + STEP;
        // A line that ends this early was meant to.
        let is_cut = 3 * both <= 2 * width;
        !begins && !is_cut && !above.is_rule() && !below.is_rule()
    }
}

/// The width that all but a few lines fit, if it is one that texts are broken to,
/// and the least indent that is not rare.
fn measure(text: &str) -> (Option<usize>, usize) {
    let mut lengths = [0usize; WIDEST + 1];
    let mut indents = [0usize; WIDEST + 1];
    let mut all = 0;
    for line in super::lines::of(text).flatten() {
        all += 1;
        for (counts, columns) in [(&mut lengths, line.length()), (&mut indents, line.indent)] {
            if let Some(count) = counts.get_mut(columns) {
                *count += 1;
            }
        }
    }
    // An address may not fit.
    let few = all / 50;
    let mut fitting = 0;
    let width = lengths.iter().position(|&count| {
        fitting += count;
        fitting + few >= all
    });
    let margin = indents.iter().position(|&count| count > 0 && 10 * count >= all).unwrap_or(0);
    (width.filter(|w| *w >= NARROWEST), margin)
}

/// What there is of lines that are followed by another one.
#[derive(Default)]
struct Count {
    all: usize,
    /// Those after which no paragraph begins, as far as indents tell.
    inner: usize,
    full: usize,
    ended: usize,
    /// Those after which an indented line begins a paragraph.
    indented: usize,
}

impl Count {
    fn of(text: &str, width: usize, margin: usize) -> Count {
        let mut count = Count::default();
        let mut above: Option<Line<'_>> = None;
        for line in super::lines::of(text) {
            count.all += usize::from(line.is_some());
            if let (Some(above), Some(below)) = (&above, &line) {
                count.pair(above, below, width, margin);
            }
            above = line;
        }
        count
    }

    fn pair(&mut self, above: &Line<'_>, below: &Line<'_>, width: usize, margin: usize) {
        let is_indented = below.indent >= margin + STEP;
        if above.is_rule() || below.is_rule() {
            return;
        }
        if is_indented && above.indent < margin + STEP {
            self.indented += 1;
        }
        if !is_indented {
            self.inner += 1;
            self.full += usize::from(10 * (above.length() + 1 + first_word(below).min(LONG)) > 9 * width);
            self.ended += usize::from(above.ends_sentence());
        }
    }

    /// Whether such lines are full, and seldom end a sentence.
    fn is_broken(&self) -> bool {
        let several = self.inner > 0 && 5 * self.inner >= self.all;
        several && 10 * self.full >= 7 * self.inner && 2 * self.ended <= self.inner
    }

    fn has_indents(&self) -> bool {
        self.indented > 0 && 20 * self.indented >= self.all
    }
}
