//! A name for each quotation of an article that outlives edits elsewhere.
//!
//! Comes in: an article. Goes out: one id a quotation, none twice. An id is a
//! hash of the words and of their nearest neighbours, so that it changes only
//! with them. May not know who the speaker is: that can be corrected.

use std::collections::HashMap;

use crate::article::{Article, Quote};
use crate::engine::fold::fold;

/// So many folded characters on each side belong to the id.
const NEIGHBOURS: usize = 32;

/// From so many characters the neighbours are folded: enough for white space
/// and characters that are left out, few enough for a block of megabytes.
const WINDOW: usize = 128;

/// The fewest hexadecimal digits of an id, and the most.
const DIGITS: usize = 6;
const ALL_DIGITS: usize = 16;

/// The ids of the article's quotations, in their order.
pub fn ids(article: &Article) -> Vec<String> {
    let hashes: Vec<u64> = article.quotes.iter().map(|q| hash(article, q)).collect();
    let lengths = lengths(&hashes);
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let name = |&hash: &u64| {
        let ordinal = seen.entry(hash).or_default();
        *ordinal += 1;
        let digits = &format!("{hash:016x}")[..lengths.get(&hash).copied().unwrap_or(ALL_DIGITS)];
        if *ordinal == 1 { format!("q-{digits}") } else { format!("q-{digits}-{ordinal}") }
    };
    hashes.iter().map(name).collect()
}

/// For each hash as many digits as tell it from its neighbours in order, which
/// is as many as tell it from all.
fn lengths(hashes: &[u64]) -> HashMap<u64, usize> {
    let mut sorted = hashes.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let apart = |a: u64, b: u64| ((a ^ b).leading_zeros() / 4) as usize + 1;
    let length = |i: usize| {
        let before = i.checked_sub(1).map_or(DIGITS, |p| apart(sorted[p], sorted[i]));
        let after = sorted.get(i + 1).map_or(DIGITS, |&n| apart(n, sorted[i]));
        before.max(after).clamp(DIGITS, ALL_DIGITS)
    };
    (0..sorted.len()).map(|i| (sorted[i], length(i))).collect()
}

fn hash(article: &Article, quote: &Quote) -> u64 {
    let words_of = |block: usize| article.blocks.get(block).map_or("", |b| b.words.as_str());
    let before = quote.spans.first().map_or("", |s| words_of(s.block).get(..s.start).unwrap_or(""));
    let after = quote.spans.last().map_or("", |s| words_of(s.block).get(s.end..).unwrap_or(""));
    let parts = [last_folded(before), fold(&quote.words), first_folded(after)];
    // U+0000 cannot be in clean words, so the parts do not run together.
    fnv1a(parts.join("\0").as_bytes())
}

fn last_folded(words: &str) -> String {
    let start = words.char_indices().rev().nth(WINDOW - 1).map_or(0, |(i, _)| i);
    let folded = fold(&words[start..]);
    let from = folded.char_indices().rev().nth(NEIGHBOURS - 1).map_or(0, |(i, _)| i);
    folded[from..].to_string()
}

fn first_folded(words: &str) -> String {
    let end = words.char_indices().nth(WINDOW).map_or(words.len(), |(i, _)| i);
    fold(&words[..end]).chars().take(NEIGHBOURS).collect()
}

/// FNV-1a, 64 bits, by Fowler, Noll and Vo (draft-eastlake-fnv, public domain):
/// short, and the same on every machine and in every release.
fn fnv1a(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf29ce484222325);
        assert_eq!(fnv1a(b"a"), 0xaf63dc4c8601ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x85944171f73967e8);
    }

    #[test]
    fn both_that_collide_are_lengthened() {
        let close = [0x1234_5678_0000_0000, 0x1234_5679_0000_0000, 0xABCD_0000_0000_0000];
        let lengths = lengths(&close);
        assert_eq!(close.map(|h| lengths[&h]), [8, 8, 6]);
    }

    #[test]
    fn neighbours_are_short_and_folded() {
        assert_eq!(last_folded(&"ab ".repeat(1000)).len(), 32);
        assert_eq!(first_folded("  “x”\n y"), "\"x\" y");
        assert_eq!(last_folded("日".repeat(40).as_str()).chars().count(), 32);
    }
}
