//! Where the words of notes stand in an article that was edited.
//!
//! Comes in: notes, and blocks. Goes out: for each note its passage and how sure that is.
//! Pairs of neighbouring words lead to the stretches that are looked at: those of the note
//! and of what stood around it. In a stretch the words are laid beside each other, and a
//! passage is taken by how much of it and of its neighbours is the same. Work is linear in
//! the article, and bounded for the notes.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use super::align::{Beside, align, cells};
use super::judge::{Candidate, best, is_closed_over, judge, ranges};
use super::words::{Pattern, Text, pair};
use super::{Fit, Note};
use crate::article::Block;
use crate::passage::Passage;

/// So many pairs of a note are looked for, the rarest.
const PAIRS: usize = 64;
/// A pair that is there more often is looked at where it is nearest.
const COMMON: usize = 64;
/// So many words may be more or less in a stretch than in the note.
const SLACK: usize = 64;
/// So many stretches are laid beside a note.
const STRETCHES: usize = 6;
/// One with so many times fewer pairs than another is not.
const FAR_FEWER: usize = 3;
/// So many cells are filled for all notes of a file, which takes some seconds.
const WORK: usize = 1 << 31;

/// The passage of each note, if it has one, and how sure that is.
pub fn seek(notes: &[&Note], blocks: &[Block]) -> Vec<(Option<Passage>, Fit)> {
    seek_within(WORK, notes, blocks)
}

/// The same with no more cells filled than these: notes for which none are left are skipped.
fn seek_within(mut work: usize, notes: &[&Note], blocks: &[Block]) -> Vec<(Option<Passage>, Fit)> {
    if notes.is_empty() {
        return Vec::new();
    }
    let patterns: Vec<Option<Pattern>> = notes.iter().map(|note| Pattern::of(note)).collect();
    let text = Text::new(blocks);
    let pairs = Pairs::of(&text, &patterns);
    let found = notes.iter().zip(&patterns).map(|(note, pattern)| {
        let Some(pattern) = pattern else { return (None, Fit::Lost) };
        let near = text.at(text.folded.offset_of(note.block, note.byte)).saturating_sub(pattern.own.start);
        let stretches = stretches(pattern, &pairs, near, text.words.len());
        let (mut candidates, mut is_closed) = (Vec::new(), false);
        for (begin, stretch) in stretches {
            // Twice at most.
            let Some(left) = work.checked_sub(2 * cells(pattern.words.len(), stretch.len())) else {
                return (None, Fit::Skipped);
            };
            work = left;
            is_closed |= is_closed_over(pattern, &text, &stretch);
            candidates.extend(in_stretch(pattern, &text, begin, &stretch));
        }
        let best = best(pattern, candidates, near, is_closed);
        let place = best.and_then(|(candidate, fit)| Some((passage(pattern, &text, &candidate, blocks)?, fit)));
        place.map_or((None, Fit::Lost), |(passage, fit)| (Some(passage), fit))
    });
    found.collect()
}

/// The passages in a stretch, where a note would begin at that word: those with the same
/// words; if none of them is plainly meant also the one that is most alike, for whose own
/// words it is looked once more without what stood around them.
fn in_stretch(pattern: &Pattern, text: &Text, begin: usize, stretch: &Range<usize>) -> Vec<Candidate> {
    let own = &pattern.own;
    let wanted: Vec<u64> = pattern.words[own.clone()].iter().map(|word| word.key).collect();
    let windows = text.words[stretch.clone()].windows(own.len()).zip(stretch.start..);
    let same = windows.filter(|(words, _)| words.iter().map(|word| word.key).eq(wanted.iter().copied()));
    let mut all: Vec<Candidate> =
        same.filter_map(|(_, at)| judge(pattern, text, &[], Some(at..at + own.len()))).collect();
    if !all.iter().any(Candidate::is_plain) {
        let laid = |own: &Range<usize>, words: Range<usize>| {
            let near = (begin + words.end).saturating_sub(stretch.start);
            let laid = align(&pattern.words[words.clone()], own, &text.words[stretch.clone()], near);
            let mut beside = vec![None; pattern.words.len()];
            for (at, laid) in words.zip(laid) {
                beside[at] = laid.map(|laid| Beside { at: stretch.start + laid.at, ..laid });
            }
            judge(pattern, text, &beside, ranges(pattern, &beside))
        };
        all.extend(laid(own, 0..pattern.words.len()).or_else(|| laid(&(0..own.len()), own.clone())));
    }
    all
}

/// Where those pairs of words stand in the article that notes have.
struct Pairs(Vec<(u64, usize)>);

impl Pairs {
    fn of(text: &Text, patterns: &[Option<Pattern>]) -> Pairs {
        let wanted: HashSet<u64> = patterns.iter().flatten().flat_map(keys).map(|(key, _)| key).collect();
        let has_single = patterns.iter().flatten().any(|pattern| pattern.words.len() == 1);
        let mut all = Vec::new();
        for at in 0..text.words.len() {
            let (one, two) = (&text.words[at..=at], text.words.get(at..at + 2));
            let keys = two.map(pair).into_iter().chain(has_single.then(|| pair(one)));
            all.extend(keys.filter(|key| wanted.contains(key)).map(|key| (key, at)));
        }
        all.sort_unstable();
        Pairs(all)
    }

    fn places(&self, key: u64) -> &[(u64, usize)] {
        let first = self.0.partition_point(|pair| pair.0 < key);
        let after = self.0.partition_point(|pair| pair.0 <= key);
        &self.0[first..after]
    }
}

/// The pairs of a note, and which of its words each begins with. One word is a pair alone.
fn keys(pattern: &Pattern) -> impl Iterator<Item = (u64, usize)> {
    let size = pattern.words.len().min(2);
    pattern.words.windows(size).enumerate().map(|(at, words)| (pair(words), at))
}

/// The stretches of the article with the most pairs of a note, as ranges of words, each
/// with where the note would begin; of equal ones the nearest.
fn stretches(pattern: &Pattern, pairs: &Pairs, near: usize, words: usize) -> Vec<(usize, Range<usize>)> {
    let mut places: Vec<(&[(u64, usize)], usize)> = keys(pattern).map(|(key, at)| (pairs.places(key), at)).collect();
    places.retain(|(places, _)| !places.is_empty());
    places.sort_by_key(|(places, _)| places.len());
    // Where the pattern would begin, if this pair of it were that one.
    let mut begins: Vec<usize> = Vec::new();
    for (places, at) in places.into_iter().take(PAIRS) {
        let first = places.partition_point(|place| place.1 < near + at).saturating_sub(COMMON / 2);
        begins.extend(places.iter().skip(first).take(COMMON).map(|place| place.1.saturating_sub(at)));
    }
    begins.sort_unstable();
    let slack = pattern.own.len().min(SLACK) + 8;
    let mut groups: Vec<&[usize]> = Vec::new();
    let mut rest = &begins[..];
    while let Some(first) = rest.first() {
        let (group, after) = rest.split_at(rest.partition_point(|begin| *begin <= first + slack / 2));
        groups.push(group);
        rest = after;
    }
    let most = groups.iter().map(|group| group.len()).max().unwrap_or(0);
    groups.retain(|group| group.len() * FAR_FEWER > most);
    groups.sort_by_key(|group| (Reverse(group.len()), group[0].abs_diff(near)));
    let stretch = |group: &&[usize]| {
        let (first, last) = (group[0], group[group.len() - 1]);
        (group[group.len() / 2], first.saturating_sub(slack)..(last + pattern.words.len() + slack).min(words))
    };
    groups.iter().take(STRETCHES).map(stretch).collect()
}

/// The passage of some words, with as many marks at its ends as it had.
fn passage(pattern: &Pattern, text: &Text, candidate: &Candidate, blocks: &[Block]) -> Option<Passage> {
    let folded = &text.folded.text;
    let (first, last) = (candidate.words.start, candidate.words.end.checked_sub(1)?);
    let is_own = |word: usize, own: usize| text.words[word].key == pattern.words[own].key;
    let cut = (
        if is_own(first, pattern.own.start) { pattern.cut.0 } else { 0 },
        if is_own(last, pattern.own.end - 1) { pattern.cut.1 } else { 0 },
    );
    let is_mark = |c: &char| !c.is_alphanumeric() && *c != '\n';
    let start = text.words[first].start;
    let open =
        folded[..start].chars().rev().take(pattern.marks.0).take_while(is_mark).map(char::len_utf8).sum::<usize>();
    let end = text.words[last].end;
    let close = folded[end..].chars().take(pattern.marks.1).take_while(is_mark).map(char::len_utf8).sum::<usize>();
    let (start, end) = (start - open + cut.0, end + close - cut.1);
    let inner = folded.get(start..end)?;
    let (start, end) = (start + inner.len() - inner.trim_start().len(), start + inner.trim_end().len());
    let last = folded.get(start..end)?.chars().next_back()?.len_utf8();
    let (block, byte) = text.folded.place(end - last);
    let own = blocks.get(block)?.words.get(byte..)?.chars().next().map_or(0, char::len_utf8);
    Some(Passage { start: text.folded.place(start), end: (block, byte + own) })
}

#[cfg(test)]
mod tests;
