//! Where a quotation stands word for word.
//!
//! Comes in: a pattern and the sources. Goes out: every place where its runs follow each
//! other as its marks allow. What is found is exact, and what is there is found: each source
//! that has the rarest pair of each run is gone through (Knuth, Morris and Pratt), which is
//! linear whatever repeats. Work is bounded for all quotations of a draft.

use std::collections::BTreeSet;
use std::ops::Range;

use super::index::Index;
use super::pattern::{Pattern, Run};
use super::source::Source;
use super::words::pair;

/// So many places of a run in a source are looked at, and so many of a quotation are told.
const PLACES: usize = 1024;
const TOLD: usize = 64;
/// A word that is compared is as much work as so many that are gone through.
const COMPARED: usize = 16;

/// A place of a quotation: for each run where it stands in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    pub source: usize,
    pub runs: Vec<Range<usize>>,
}

/// The places, or none if the work that is left does not do.
pub fn exact(pattern: &Pattern, sources: &[Source<'_>], index: &Index, work: &mut usize) -> Option<Vec<Placement>> {
    let mut out = Vec::new();
    for number in candidates(pattern, sources.len(), index) {
        let source = &sources[number];
        *work = work.checked_sub(source.keys.len() * pattern.runs.len())?;
        out.extend(placements(pattern, number, source));
        *work = work.checked_sub(pattern.words.len() * out.len() * COMPARED)?;
        if out.len() >= TOLD {
            break;
        }
    }
    Some(out)
}

/// The sources that have the rarest key of each run.
fn candidates(pattern: &Pattern, count: usize, index: &Index) -> Vec<usize> {
    let mut left: Option<BTreeSet<usize>> = None;
    for run in &pattern.runs {
        let words = &pattern.words[run.words.clone()];
        let pairs = words.windows(2).map(|two| pair(two[0].word.key, two[1].word.key));
        let single = words.first().filter(|_| words.len() == 1).map(|one| one.word.key);
        let places = pairs.chain(single).map(|key| index.places(key));
        let Some(rarest) = places.filter(|places| !places.is_cut).min_by_key(|places| places.all.len()) else {
            continue;
        };
        let own: BTreeSet<usize> = rarest.all.iter().map(|at| at.source as usize).collect();
        left = Some(match left {
            Some(left) => &left & &own,
            None => own,
        });
    }
    left.map_or_else(|| (0..count).collect(), |left| left.into_iter().collect())
}

fn placements(pattern: &Pattern, number: usize, source: &Source<'_>) -> Vec<Placement> {
    let places: Vec<Vec<usize>> = pattern.runs.iter().map(|run| occurrences(pattern, run, &source.keys)).collect();
    let Some((first, rest)) = places.split_first() else { return Vec::new() };
    let length = |run: usize| pattern.runs[run].words.len();
    let chains = first.iter().filter_map(|&begin| {
        let mut runs: Vec<Range<usize>> = std::iter::once(begin..begin + length(0)).collect();
        for (run, places) in (1..).zip(rest) {
            let end = runs[run - 1].end;
            let next = places.get(places.partition_point(|at| *at < end)).copied()?;
            let reach = end + pattern.runs[run].reach;
            if next > reach || source.run_at(end - 1).end < next || !stems_fit(pattern, run, source, end..next) {
                return None;
            }
            runs.push(next..next + length(run));
        }
        Some(Placement { source: number, runs })
    });
    let mut all: Vec<Placement> = chains.collect();
    // The nearest together first: the others have their first run by chance.
    all.sort_by_key(extent);
    all.truncate(TOLD);
    all
}

fn extent(placement: &Placement) -> usize {
    placement.runs.last().map_or(0, |last| last.end) - placement.runs.first().map_or(0, |first| first.start)
}

/// Whether what stands between two runs begins as the words do that are partly in brackets.
fn stems_fit(pattern: &Pattern, run: usize, source: &Source<'_>, between: Range<usize>) -> bool {
    let words = pattern.runs[run - 1].words.end..pattern.runs[run].words.start;
    pattern.words[words].iter().filter_map(|asked| asked.stem.as_ref()).all(|stem| {
        let shared: String = stem.chars().take(3).collect();
        between.clone().any(|at| source.word(at).to_lowercase().starts_with(&shared))
    })
}

/// Every place of a run, also where two overlap, up to a number.
fn occurrences(pattern: &Pattern, run: &Run, keys: &[u64]) -> Vec<usize> {
    let wanted: Vec<u64> = pattern.words[run.words.clone()].iter().map(|asked| asked.word.key).collect();
    // For each word how much of the beginning ends with it.
    let mut ends = vec![0; wanted.len()];
    let mut length = 0;
    for at in 1..wanted.len() {
        while length > 0 && wanted[at] != wanted[length] {
            length = ends[length - 1];
        }
        length += usize::from(wanted[at] == wanted[length]);
        ends[at] = length;
    }
    let (mut out, mut length) = (Vec::new(), 0);
    for (at, key) in keys.iter().enumerate() {
        while length > 0 && (length == wanted.len() || *key != wanted[length]) {
            length = ends[length - 1];
        }
        length += usize::from(*key == wanted[length]);
        if length == wanted.len() {
            out.push(at + 1 - length);
            if out.len() == PLACES {
                break;
            }
        }
    }
    out
}
