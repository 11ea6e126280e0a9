//! Whether a stretch of an article is the passage of a note, and how sure that is.
//!
//! Comes in: a note's words, and those that were laid beside them. Goes out: the words of
//! its passage there, what speaks for it, and of several the one that is meant. A passage
//! is never taken for its own words alone where others could be meant, nor for its
//! neighbours alone.

use std::collections::HashMap;
use std::ops::Range;

use super::Fit;
use super::align::Beside;
use super::words::{Pattern, Text, Word};

/// A side holds if so much of it is the same, or all of it.
const HOLDS: usize = 8;
/// It holds alone, or for a passage of other words, if so much is.
const HOLDS_ALONE: usize = 16;
/// Words that moved away from their neighbours are looked for if they take so many bytes.
const PLAIN: usize = 16;
/// And other words that did, if they have such a weight.
const LONG: usize = 30;
/// So many words may be in a passage beside what stands around it that are none of its own.
const FEW: usize = 3;
/// A neighbour is so many words nearer or farther than it was at most.
const OFF: usize = 2;
/// The nearest neighbour tells so many times as much as one far off.
const NEAREST: usize = 8;
/// How much a word with a slip is like the one that was meant, from 0 to 1.
const ALIKE: f64 = 0.85;
/// Shorter words have no slips, in bytes.
const SHORT: usize = 4;
/// Another candidate that has so much of what speaks for the best makes that a doubt.
const RIVAL: f64 = 0.9;

/// A passage, as a range of the article's words, and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub words: Range<usize>,
    /// How alike its words are, from 0 to 1; 1 only if they are the same.
    alike: f64,
    /// The weight of those that are the same.
    shared: f64,
    is_same: bool,
    /// The weight of what is the same before it, and after it.
    around: (usize, usize),
    /// The same of both, where what is nearest weighs most.
    close: usize,
    fit: Fit,
}

/// The passages that the words beside those of a note could be: from its first to its last
/// one, and all that is between its neighbours.
pub fn ranges(pattern: &Pattern, beside: &[Option<Beside>]) -> Vec<Range<usize>> {
    let same = |at: usize| beside.get(at).copied().flatten().filter(|beside| beside.is_same).map(|beside| beside.at);
    let own = &pattern.own;
    let left = own.start.checked_sub(1).and_then(same).map(|at| at + 1);
    let right = same(own.end);
    let (first, last) = (beside[own.start].map(|b| b.at), beside[own.end - 1].map(|b| b.at + 1));
    let some = || beside[own.clone()].iter().flatten().map(|beside| beside.at);
    let tight = (first.or(left).or(some().next()), last.or(right).or(some().next_back().map(|at| at + 1)));
    [tight, (left, right)].into_iter().filter_map(|(start, end)| Some(start?..end?)).collect()
}

/// The passage that is most like a note's among some, if one of them is it.
pub fn judge(
    pattern: &Pattern,
    text: &Text,
    beside: &[Option<Beside>],
    ranges: impl IntoIterator<Item = Range<usize>>,
) -> Option<Candidate> {
    let most = 2 * pattern.own.len() + 8;
    let ranges = ranges.into_iter().filter(|range| !range.is_empty() && range.len() <= most);
    let told = ranges.map(|range| candidate(pattern, text, beside, range));
    let best = told.reduce(|best, other| if other.alike > best.alike { other } else { best })?;
    let fit = fit(pattern, &best)?;
    Some(Candidate { fit, ..best })
}

impl Candidate {
    /// Whether nothing else is likely to be meant.
    pub fn is_plain(&self) -> bool {
        self.is_same && self.fit == Fit::Same
    }
}

fn candidate(pattern: &Pattern, text: &Text, beside: &[Option<Beside>], words: Range<usize>) -> Candidate {
    let is_same = words.len() == pattern.own.len()
        && words.clone().zip(pattern.own.clone()).all(|(word, own)| text.word(word) == pattern.word(own));
    let own = pattern.weight(pattern.own.clone());
    let there: usize = text.words[words.clone()].iter().map(|word| word.weight()).sum();
    let shared = shared(pattern, text, beside, &words);
    let alike = 2.0 * shared / (own + there).max(1) as f64;
    let [left, right] = around(pattern, text, &words);
    let (around, close) = ((left.weight, right.weight), left.close + right.close);
    Candidate { alike, shared, is_same, around, close, fit: Fit::Same, words }
}

/// The weight of what a passage has of a note's words, in whatever order; a slip of the pen
/// is nearly the same.
fn shared(pattern: &Pattern, text: &Text, beside: &[Option<Beside>], words: &Range<usize>) -> f64 {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    text.words[words.clone()].iter().for_each(|word| *counts.entry(word.key).or_default() += 1);
    let mut shared = 0.0;
    for at in pattern.own.clone() {
        let word = &pattern.words[at];
        if let Some(count) = counts.get_mut(&word.key).filter(|count| **count > 0) {
            *count -= 1;
            shared += word.weight() as f64;
        } else if let Some(beside) = beside.get(at).copied().flatten().filter(|beside| words.contains(&beside.at)) {
            let (a, b) = (pattern.word(at), text.word(beside.at));
            let is_short = a.len().min(b.len()) < SHORT || a.len().max(b.len()) > 64;
            let alike = if is_short { 0.0 } else { strsim::jaro_winkler(a, b) };
            shared += if alike >= ALIKE { word.weight() as f64 * alike } else { 0.0 };
        }
    }
    shared
}

/// The weight of those of a note's neighbours that are beside the passage, in their order,
/// as near as they were or a few words off.
fn around(pattern: &Pattern, text: &Text, words: &Range<usize>) -> [Met; 2] {
    let before = pattern.before().rev().map(|at| &pattern.words[at]);
    let after = pattern.after().map(|at| &pattern.words[at]);
    let (left, right) = text.words.split_at(words.start);
    let right = &right[words.len()..];
    [met(before, left.iter().rev()), met(after, right.iter())]
}

/// What is the same at one side of a passage.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    weight: usize,
    /// The same, where what is nearest weighs most.
    close: usize,
}

fn met<'w>(wanted: impl Iterator<Item = &'w Word>, there: impl Iterator<Item = &'w Word>) -> Met {
    let there: Vec<&Word> = there.take(super::AROUND + OFF).collect();
    let (mut next, mut met) = (0, Met::default());
    for (far, word) in wanted.enumerate() {
        let near = next.max(far.saturating_sub(OFF))..(far + OFF + 1).min(there.len());
        if let Some(at) = near.clone().find(|&at| there[at].key == word.key) {
            next = at + 1;
            met.weight += word.weight();
            met.close += word.weight() * NEAREST.saturating_sub(far).max(1);
        }
    }
    met
}

/// How sure a passage is, by itself. None if it is another one.
fn fit(pattern: &Pattern, candidate: &Candidate) -> Option<Fit> {
    let all = (pattern.weight(pattern.before()), pattern.weight(pattern.after()));
    let (left, right) = candidate.around;
    let holds = |weight: usize, all: usize, least: usize| all > 0 && weight >= least.min(all);
    let both = holds(left, all.0, HOLDS) && holds(right, all.1, HOLDS);
    let one = holds(left, all.0, HOLDS) || holds(right, all.1, HOLDS);
    let own = pattern.weight(pattern.own.clone());
    if candidate.is_same {
        return match () {
            // Nothing is known of what stood around it.
            () if one || all == (0, 0) => Some(Fit::Same),
            () if pattern.length() >= PLAIN => Some(Fit::Perhaps),
            () => None,
        };
    }
    // What has lost most of its words is not what it was.
    if candidate.words.len() * 2 < pattern.own.len() {
        return None;
    }
    let alone = holds(left, all.0, HOLDS_ALONE) || holds(right, all.1, HOLDS_ALONE);
    let few = pattern.own.len() <= FEW && candidate.words.len() <= FEW + 1;
    let all_new = few && holds(left, all.0, HOLDS_ALONE) && holds(right, all.1, HOLDS_ALONE);
    let is_told = candidate.shared >= HOLDS as f64;
    match candidate.alike {
        alike if is_told && (both && alike >= 0.5 || alone && alike >= 0.75) => Some(Fit::Changed),
        alike if both && alike >= 0.25 || all_new => Some(Fit::Perhaps),
        alike if one && alike >= 0.75 || alone && alike >= 0.5 => Some(Fit::Perhaps),
        alike if own >= LONG && alike >= 0.8 => Some(Fit::Perhaps),
        _ => None,
    }
}

/// Of several passages the one that is meant: what has more of the words and their
/// neighbours, and the nearest of equal ones. One that has a rival is in doubt.
///
/// Where what stood around the passage stands together, it was taken out: other words are
/// not it then, and the same words elsewhere only perhaps.
pub fn best(
    pattern: &Pattern,
    mut candidates: Vec<Candidate>,
    near: usize,
    is_closed: bool,
) -> Option<(Candidate, Fit)> {
    let own = pattern.weight(pattern.own.clone()) as f64;
    let score = |candidate: &Candidate| {
        candidate.close as f64 / NEAREST as f64 + own * candidate.alike + if candidate.is_same { 1.0 } else { 0.0 }
    };
    let far = |candidate: &Candidate| candidate.words.start.abs_diff(near + pattern.own.start);
    candidates.sort_by(|a, b| score(b).total_cmp(&score(a)).then(far(a).cmp(&far(b))));
    let mut candidates = candidates.into_iter();
    let first = candidates.next()?;
    let is_apart = |other: &Candidate| other.words.end <= first.words.start || first.words.end <= other.words.start;
    let rival = candidates.find(is_apart).filter(|other| score(other) >= RIVAL * score(&first));
    let is_known = first.around != (0, 0);
    let all = (pattern.weight(pattern.before()), pattern.weight(pattern.after()));
    match (first.fit, rival) {
        _ if is_closed && !first.is_same => None,
        (_, None) if is_closed && first.around != all => Some((first, Fit::Perhaps)),
        (fit, None) => Some((first, fit)),
        // Nothing but the words speaks for either.
        (_, Some(_)) if !is_known && pattern.words.len() > pattern.own.len() => None,
        (_, Some(_)) => Some((first, Fit::Perhaps)),
    }
}

/// Whether what stood before the passage and after it stands together there.
pub fn is_closed_over(pattern: &Pattern, text: &Text, stretch: &Range<usize>) -> bool {
    let (before, after) = (pattern.before(), pattern.after());
    let (left, right) = (before.len(), after.len());
    if left == 0 || right == 0 || pattern.weight(before.clone()) + pattern.weight(after.clone()) < 2 * HOLDS {
        return false;
    }
    let around = before.chain(after).map(|at| pattern.words[at].key);
    let words = &text.words[stretch.clone()];
    words.windows(left + right).any(|words| words.iter().map(|word| word.key).eq(around.clone()))
}
