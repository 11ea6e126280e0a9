//! Scripts, as far as words are concerned.
//!
//! Comes in: a sign. Goes out: whether it is a word by itself. May not know any text.

use std::ops::RangeInclusive;

/// Whether a sign is of a script that has no spaces: Chinese, Japanese, Thai and their
/// neighbours.
pub fn is_alone(c: char) -> bool {
    let ranges =
        [0x0E00..=0x0EFF, 0x1000..=0x109F, 0x1780..=0x17FF, 0x2E80..=0x9FFF, 0xF900..=0xFAFF, 0x20000..=0x3FFFF];
    c.is_alphanumeric() && ranges.iter().any(|range: &RangeInclusive<u32>| range.contains(&u32::from(c)))
}
