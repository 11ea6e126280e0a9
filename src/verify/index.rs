//! Where the words of a draft's quotations stand in the sources.
//!
//! Comes in: sources and patterns. Goes out: for pairs of neighbouring words, and single
//! ones, the places that they have. Only what a pattern asks for is kept. Work is linear in
//! the sources.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::pattern::Pattern;
use super::source::Source;
use super::words::pair;

/// Of a pair that stands in more places these are kept: it tells nothing.
const MOST: usize = 4096;

/// A place in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    pub source: u32,
    pub word: u32,
}

/// The places of a pair, in order, and whether there are more.
#[derive(Debug, Default)]
pub struct Places {
    pub all: Vec<At>,
    pub is_cut: bool,
}

pub struct Index {
    places: HashMap<u64, Places, BuildHasherDefault<Plain>>,
}

static NONE: Places = Places { all: Vec::new(), is_cut: false };

impl Index {
    pub fn new(sources: &[Source<'_>], patterns: &[Pattern]) -> Index {
        let mut places: HashMap<u64, Places, _> = HashMap::default();
        for (key, _) in patterns.iter().flat_map(keys) {
            places.entry(key).or_insert_with(Places::default);
        }
        let mut index = Index { places };
        for (number, source) in sources.iter().enumerate() {
            for (at, key) in source.keys.iter().enumerate() {
                let place = At { source: number as u32, word: at as u32 };
                index.push(*key, place);
                if let Some(next) = source.keys.get(at + 1) {
                    index.push(pair(*key, *next), place);
                }
            }
        }
        index
    }

    fn push(&mut self, key: u64, at: At) {
        if let Some(places) = self.places.get_mut(&key) {
            places.is_cut |= places.all.len() >= MOST;
            if !places.is_cut {
                places.all.push(at);
            }
        }
    }

    pub fn places(&self, key: u64) -> &Places {
        self.places.get(&key).unwrap_or(&NONE)
    }
}

/// The keys that a pattern asks for, each with the word that it begins with: pairs within
/// runs, and all words.
pub fn keys(pattern: &Pattern) -> Vec<(u64, usize)> {
    let mut out = Vec::new();
    for run in &pattern.runs {
        for at in run.words.clone() {
            out.push((pattern.words[at].word.key, at));
            if at + 1 < run.words.end {
                out.push((pair(pattern.words[at].word.key, pattern.words[at + 1].word.key), at));
            }
        }
    }
    out
}

/// The keys are hashes already.
#[derive(Default)]
pub struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
