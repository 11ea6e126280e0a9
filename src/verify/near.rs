//! The passage that comes nearest to a quotation which stands nowhere word for word.
//!
//! Comes in: a pattern, the sources and where its words stand in them. Goes out: for each
//! word of the pattern the place of the same word in that passage, if it is there. Words
//! and pairs that are rare lead to the stretches that are looked at; in each the two are
//! laid beside each other. Work is bounded for all quotations of a draft.

use std::ops::Range;

use super::house::{self, Beside};
use super::index::{At, Index, keys};
use super::pattern::{Gap, Pattern};
use super::source::Source;

/// So many places of words lead to stretches, the rarest first.
const ANCHORS: usize = 1024;
/// So many stretches are looked at.
const STRETCHES: usize = 4;
/// A pair tells more than a word.
const PAIR: f64 = 3.0;
/// So many words more may a stretch have than the quotation, where an ellipsis allows it.
const OMITTED: usize = 600;

/// So many cells are filled at once: as many bytes.
const LARGEST: usize = 1 << 26;

/// So many places in a stretch are told apart that have as many of the words.
const ENDS: usize = 4;

const SAME: i32 = 4;
/// A word less or a word more.
const OTHER: i32 = -2;

/// A passage, and how much it is like the quotation, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    pub source: usize,
    pub beside: Beside,
    /// Words of the pattern that are the same but for a house's style.
    pub house: Vec<Range<usize>>,
    pub score: f64,
}

/// A stretch of a source: its number, and words of it.
pub type Stretch = (usize, Range<usize>);

/// The nearest passage of some stretches, if any comes near; an error if the work that is
/// left does not do.
pub fn nearest(
    pattern: &Pattern,
    sources: &[Source<'_>],
    stretches: &[Stretch],
    work: &mut usize,
) -> Result<Option<Near>, ()> {
    let mut best: Option<Near> = None;
    for (number, stretch) in stretches.iter().cloned() {
        let cells = (pattern.words.len() + 1).saturating_mul(stretch.len() + 1);
        *work = work.checked_sub(cells).filter(|_| cells <= LARGEST).ok_or(())?;
        let source = &sources[number];
        let table = Table::new(pattern, &source.keys, stretch);
        for end in table.ends().take(ENDS) {
            let mut beside = table.beside(end);
            let house = house::place(pattern, source, &mut beside);
            let near = Near { source: number, score: score(pattern, &beside), beside, house };
            if near.score > best.as_ref().map_or(0.0, |best| best.score) {
                best = Some(near);
            }
        }
    }
    Ok(best)
}

/// The stretches in which a quotation has the most of its rare words, the likeliest first.
pub fn stretches(pattern: &Pattern, sources: &[Source<'_>], index: &Index) -> Vec<Stretch> {
    let is_parted = pattern.words.iter().any(|asked| asked.gap != Gap::None);
    let width = pattern.words.len() * 3 / 2 + 16 + if is_parted { OMITTED } else { 0 };
    let (anchors, weights) = anchors(pattern, index);
    let mut windows: Vec<(f64, At, At)> = Vec::with_capacity(anchors.len());
    let (mut counts, mut sum, mut first) = (vec![0_usize; weights.len()], 0.0, 0);
    for (at, key) in &anchors {
        if counts[*key] == 0 {
            sum += weights[*key];
        }
        counts[*key] += 1;
        while anchors[first].0.source != at.source || anchors[first].0.word as usize + width < at.word as usize {
            let gone = anchors[first].1;
            counts[gone] -= 1;
            if counts[gone] == 0 {
                sum -= weights[gone];
            }
            first += 1;
        }
        windows.push((sum, anchors[first].0, *at));
    }
    windows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut out: Vec<Stretch> = Vec::new();
    let slack = pattern.words.len() + 8;
    for (_, from, to) in windows {
        let number = from.source as usize;
        let run = sources[number].run_at(from.word as usize);
        let (from, to) = ((from.word as usize).saturating_sub(slack), to.word as usize + slack);
        let stretch = from.max(run.start)..to.min(run.end);
        let is_new = out.iter().all(|(n, s)| *n != number || s.end <= stretch.start || stretch.end <= s.start);
        if is_new {
            out.push((number, stretch));
        }
        if out.len() == STRETCHES {
            break;
        }
    }
    out
}

/// Places of the rarest keys in order, each with the number of its key, and what each key
/// weighs.
fn anchors(pattern: &Pattern, index: &Index) -> (Vec<(At, usize)>, Vec<f64>) {
    let mut wanted: Vec<(usize, u64, f64)> = Vec::new();
    let mut before = None;
    for (key, at) in keys(pattern) {
        let places = index.places(key);
        if !places.all.is_empty() && !places.is_cut {
            let rare = 1.0 + (places.all.len() as f64).ln();
            // The word of a place comes before its pair.
            let weight = if before == Some(at) { PAIR } else { 1.0 } / rare;
            wanted.push((places.all.len(), key, weight));
        }
        before = Some(at);
    }
    wanted.sort_by_key(|(count, key, _)| (*count, *key));
    wanted.dedup_by_key(|(_, key, _)| *key);
    let (mut out, mut weights) = (Vec::new(), Vec::new());
    for (count, key, weight) in wanted {
        if out.len() + count > ANCHORS {
            break;
        }
        out.extend(index.places(key).all.iter().map(|at| (*at, weights.len())));
        weights.push(weight);
    }
    out.sort_unstable();
    (out, weights)
}

/// How much of both is the same. What an editor has marked does not count.
fn score(pattern: &Pattern, beside: &Beside) -> f64 {
    let (mut kept, mut more, mut before): (usize, usize, Option<usize>) = (0, 0, None);
    let mut is_free = false;
    for (asked, at) in pattern.words.iter().zip(beside) {
        is_free |= asked.gap != Gap::None || asked.is_bracketed;
        let Some(at) = at else { continue };
        kept += usize::from(!asked.is_bracketed);
        more += before.filter(|_| !is_free).map_or(0, |before| at.start - before);
        (before, is_free) = (Some(at.end), asked.is_bracketed);
    }
    2.0 * kept as f64 / (pattern.count() + kept + more).max(1) as f64
}

#[derive(Clone, Copy)]
enum Step {
    Same,
    /// The quotation’s word is not there.
    Missing,
    /// A word of the source is not in the quotation.
    More,
}

/// For each word of the pattern where the same word is beside it.
pub fn align(pattern: &Pattern, keys: &[u64]) -> Beside {
    let table = Table::new(pattern, keys, 0..keys.len());
    table.beside(table.ends().next().unwrap_or(0))
}

/// How a pattern and a stretch of the source are best laid beside each other.
struct Table {
    stretch: Range<usize>,
    steps: Vec<Step>,
    /// How good it is that ends at each word of the stretch.
    last: Vec<i32>,
}

impl Table {
    fn new(pattern: &Pattern, keys: &[u64], stretch: Range<usize>) -> Table {
        let width = stretch.len() + 1;
        let mut steps = Vec::with_capacity(width * (pattern.words.len() + 1));
        steps.resize(width, Step::More);
        let mut above = vec![0; width];
        for (row, asked) in pattern.words.iter().enumerate() {
            let missing = if asked.is_bracketed { 0 } else { OTHER };
            let next = pattern.words.get(row + 1);
            let is_free = asked.is_bracketed || next.is_some_and(|next| next.gap != Gap::None || next.is_bracketed);
            let more = if is_free { 0 } else { OTHER };
            let mut here = Vec::with_capacity(width);
            here.push(above[0] + missing);
            steps.push(Step::Missing);
            for (column, key) in keys[stretch.clone()].iter().enumerate() {
                let (mut best, mut step) = (above[column + 1] + missing, Step::Missing);
                if here[column] + more > best {
                    (best, step) = (here[column] + more, Step::More);
                }
                if asked.word.key == *key && above[column] + SAME >= best {
                    (best, step) = (above[column] + SAME, Step::Same);
                }
                here.push(best);
                steps.push(step);
            }
            above = here;
        }
        Table { stretch, steps, last: above }
    }

    /// Where the best ones end, the first one first.
    fn ends(&self) -> impl Iterator<Item = usize> {
        let most = self.last.iter().max();
        self.last.iter().enumerate().filter(move |(_, own)| Some(*own) == most).map(|(column, _)| column)
    }

    /// The one that ends there.
    fn beside(&self, mut column: usize) -> Beside {
        let width = self.last.len();
        let mut row = self.steps.len() / width - 1;
        let mut out = vec![None; row];
        while row > 0 {
            match self.steps[row * width + column] {
                Step::Same => {
                    (row, column) = (row - 1, column - 1);
                    let at = self.stretch.start + column;
                    out[row] = Some(at..at + 1);
                }
                Step::Missing => row -= 1,
                Step::More => column -= 1,
            }
        }
        out
    }
}
