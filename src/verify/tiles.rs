//! A quotation that is put together of several stretches of a source.
//!
//! Comes in: a pattern and a source. Goes out: which words of the pattern stand where, if
//! few stretches make all of it. Work is bounded.

use std::ops::Range;

use super::index::{At, Index};
use super::pattern::{Gap, Pattern};
use super::source::Source;
use super::words::pair;

/// More stretches are no quotation put together but words by chance.
const MOST: usize = 6;
/// So many words make a stretch, or two where the draft has a mark behind them.
const FEWEST: usize = 3;
/// So many places of a pair are looked at.
const PLACES: usize = 256;
/// Longer quotations are put together of other things.
const LONGEST: usize = 500;

/// A stretch: words of the pattern, and where the first stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    pub words: Range<usize>,
    pub at: usize,
}

/// The most work that a quotation takes.
pub fn cost(pattern: &Pattern) -> usize {
    (MOST + 1) * PLACES * pattern.words.len().min(LONGEST)
}

/// The stretches in the order of the draft, two at least.
pub fn tiles(pattern: &Pattern, number: usize, source: &Source<'_>, index: &Index) -> Option<Vec<Tile>> {
    let count = pattern.words.len();
    if count > LONGEST || pattern.words.iter().any(|asked| asked.is_bracketed) {
        return None;
    }
    let mut tiles: Vec<Tile> = Vec::new();
    let mut at = 0;
    while at < count {
        let last = tiles.last().map_or(0, |tile| tile.at + tile.words.len());
        let tile = longest(pattern, at, last, number, source, index)?;
        at = tile.words.end;
        tiles.push(tile);
        if tiles.len() > MOST {
            return None;
        }
    }
    (tiles.len() > 1).then_some(tiles)
}

/// The longest stretch that begins with a word; of equals one in a quotation, then the next
/// in the source.
fn longest(
    pattern: &Pattern,
    at: usize,
    last: usize,
    number: usize,
    source: &Source<'_>,
    index: &Index,
) -> Option<Tile> {
    let key = |at: usize| pattern.words.get(at).map(|asked| asked.word.key);
    let all = &index.places(pair(key(at)?, key(at + 1)?)).all;
    let first = all.partition_point(|place| *place < At { source: number as u32, word: 0 });
    let own = all[first..].iter().take(PLACES).take_while(|place| place.source as usize == number);
    let end = (at + 1..pattern.words.len()).find(|&w| pattern.words[w].gap != Gap::None).unwrap_or(pattern.words.len());
    let tile = own.map(|place| {
        let place = place.word as usize;
        let same = (at..end).zip(&source.keys[place..]).take_while(|(w, own)| pattern.words[*w].word.key == **own);
        let length = same.count();
        (length, source.is_marked(place), place >= last, usize::MAX - place.abs_diff(last), place)
    });
    let (length, .., place) = tile.max()?;
    let words = at..at + length;
    let is_ended = pattern.after(words.end - 1).contains(['.', ',', ';', '!', '?', '—', '–', '…']);
    let is_enough = length >= FEWEST || length == 2 && (is_ended || words.end == pattern.words.len());
    is_enough.then_some(Tile { words, at: place })
}
