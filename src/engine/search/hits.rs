//! The hits of one search.
//!
//! Comes in: where they begin, or the letter that they are. Goes out: each by its number,
//! and their numbers by places. May not know what was looked for.

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr_iter;

/// Every hit of one search, in order; none overlaps another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Listed {
        /// Where each begins. No article has 4 GB.
        starts: Vec<u32>,
        lengths: Lengths,
    },
    /// The first letter that is typed stands in every line: a list of a million hits takes
    /// longer than a key may wait, so they are only counted.
    Letter {
        letter: u8,
        text: Arc<String>,
        /// How many stand before each piece of the text, and in the end how many there are.
        before: Vec<u32>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Lengths {
    /// They are all as long.
    All(u32),
    Each(Vec<u32>),
}

/// Bytes to a piece: few enough to look at one for each hit on a screen.
const PIECE: usize = 1 << 10;

impl Default for Hits {
    fn default() -> Hits {
        Hits::as_long(Vec::new(), 0)
    }
}

impl Hits {
    /// Hits of the same length.
    pub fn as_long(starts: Vec<u32>, length: usize) -> Hits {
        Hits(Kind::Listed { starts, lengths: Lengths::All(length as u32) })
    }

    /// Wherever a letter of ASCII stands.
    pub fn of_letter(text: Arc<String>, letter: u8) -> Hits {
        let mut count = 0;
        let mut before = vec![0];
        before.extend(text.as_bytes().chunks(PIECE).map(|piece| {
            count += memchr_iter(letter, piece).count() as u32;
            count
        }));
        Hits(Kind::Letter { letter, text, before })
    }

    /// The hits of several searches. Of two that overlap the first, and the longer of these.
    pub fn joined(all: &[Hits]) -> Hits {
        let each = all.iter().flat_map(|hits| (0..hits.len()).filter_map(|number| hits.get(number)));
        let mut each: Vec<Range<usize>> = each.collect();
        each.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut until = 0;
        each.retain(|hit| hit.start >= until && std::mem::replace(&mut until, hit.end) <= hit.start);
        Hits(Kind::Listed {
            starts: each.iter().map(|hit| hit.start as u32).collect(),
            lengths: Lengths::Each(each.iter().map(|hit| hit.len() as u32).collect()),
        })
    }

    pub fn len(&self) -> usize {
        match &self.0 {
            Kind::Listed { starts, .. } => starts.len(),
            Kind::Letter { before, .. } => before.last().map_or(0, |count| *count as usize),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, number: usize) -> Option<Range<usize>> {
        match &self.0 {
            Kind::Listed { starts, lengths } => {
                let start = *starts.get(number)? as usize;
                let length = match lengths {
                    Lengths::All(length) => *length,
                    Lengths::Each(lengths) => *lengths.get(number)?,
                };
                Some(start..start + length as usize)
            }
            Kind::Letter { letter, text, before } => {
                let piece = before.partition_point(|&count| count as usize <= number).checked_sub(1)?;
                let start = piece * PIECE;
                let at = memchr_iter(*letter, text.as_bytes().get(start..)?).nth(number - before[piece] as usize)?;
                Some(start + at..start + at + 1)
            }
        }
    }

    /// Keeps those within some ranges, which are in order.
    pub fn keep_within(&mut self, ranges: impl Iterator<Item = Range<usize>>) {
        self.0 = match &self.0 {
            Kind::Listed { starts, lengths } => {
                let kept = ranges.flat_map(|range| self.at_or_after(range.start)..self.at_or_after(range.end));
                let kept: Vec<usize> = kept.collect();
                Kind::Listed {
                    starts: kept.iter().map(|&number| starts[number]).collect(),
                    lengths: match lengths {
                        Lengths::All(length) => Lengths::All(*length),
                        Lengths::Each(all) => Lengths::Each(kept.iter().map(|&number| all[number]).collect()),
                    },
                }
            }
            Kind::Letter { letter, text, .. } => {
                let within = |range: Range<usize>| {
                    let start = range.start.min(text.len());
                    let piece = &text.as_bytes()[start..range.end.clamp(start, text.len())];
                    memchr_iter(*letter, piece).map(move |at| (start + at) as u32)
                };
                Kind::Listed { starts: ranges.flat_map(within).collect(), lengths: Lengths::All(1) }
            }
        };
    }

    /// The first hit that begins at or after a byte of the folded text.
    pub fn at_or_after(&self, offset: usize) -> usize {
        match &self.0 {
            Kind::Listed { starts, .. } => starts.partition_point(|&start| (start as usize) < offset),
            Kind::Letter { letter, text, before } => {
                let offset = offset.min(text.len());
                let piece = offset / PIECE;
                before[piece] as usize + memchr_iter(*letter, &text.as_bytes()[piece * PIECE..offset]).count()
            }
        }
    }

    /// The hits, by number, that touch a range of the folded text.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.at_or_after(range.end);
        let first = self.at_or_after(range.start);
        // Of those before no more than one reaches into it.
        let before = first.checked_sub(1).filter(|hit| self.get(*hit).is_some_and(|hit| hit.end > range.start));
        before.unwrap_or(first).min(end)..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same hits in a list.
    fn listed(text: &str, letter: u8) -> Hits {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == letter).map(|(at, _)| at as u32);
        Hits::as_long(starts.collect(), 1)
    }

    proptest! {
        #[test]
        fn a_letter_that_is_counted_is_as_one_that_is_listed(
            runs in proptest::collection::vec(("[ae]{0,3}", 0usize..700), 0..12),
            places in proptest::collection::vec(0usize..9000, 8),
        ) {
            let text: String = runs.iter().map(|(head, length)| format!("{head}{}", "x".repeat(*length))).collect();
            let (counted, listed) = (Hits::of_letter(Arc::new(text.clone()), b'e'), listed(&text, b'e'));
            prop_assert_eq!(counted.len(), listed.len());
            for number in 0..=listed.len() {
                prop_assert_eq!(counted.get(number), listed.get(number));
            }
            for pair in places.windows(2) {
                let range = pair[0].min(pair[1])..pair[0].max(pair[1]);
                prop_assert_eq!(counted.at_or_after(range.start), listed.at_or_after(range.start));
                prop_assert_eq!(counted.within(&range), listed.within(&range));
                let (mut counted, mut listed) = (counted.clone(), listed.clone());
                counted.keep_within(std::iter::once(range.clone()));
                listed.keep_within(std::iter::once(range));
                prop_assert_eq!(counted, listed);
            }
        }
    }

    #[test]
    fn of_two_that_overlap_the_first_and_longer_stays() {
        let joined = Hits::joined(&[Hits::as_long(vec![1, 20], 5), Hits::as_long(vec![1, 4, 7], 3)]);
        let all: Vec<_> = (0..joined.len()).filter_map(|number| joined.get(number)).collect();
        assert_eq!(all, [1..6, 7..10, 20..25]);
        assert_eq!((joined.within(&(9..21)), joined.at_or_after(7)), (1..3, 1));
    }
}
