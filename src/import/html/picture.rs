//! Pictures: their addresses, and whether the words that stand for one say something.
//!
//! Comes in: an element that shows a picture. Goes out: where the picture is and what
//! is in it. May not know what stands around it.

use dom_query::NodeRef;

use super::element::attribute;

/// Where the address of a picture may be, first where one that is loaded late has it.
const SOURCES: &[&str] = &["data-src", "data-original", "data-lazy-src", "data-full-src", "src"];

/// Lists of addresses for several sizes.
const SETS: &[&str] = &["data-srcset", "srcset"];

/// Words that stand for a picture have as many at least.
const FEWEST: usize = 3;

/// Chinese and Japanese have no spaces between words; so many characters at least.
const FEWEST_UNSPACED: usize = 6;

const ENDINGS: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp"];

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    pub address: String,
    /// The words that stand for it.
    pub instead: String,
}

impl Picture {
    pub fn of(node: &NodeRef<'_>) -> Picture {
        let single = SOURCES.iter().filter_map(|name| attribute(node, name)).find(|a| !a.starts_with("data:"));
        let first = |set: String| set.split_whitespace().next().map(str::to_string);
        let address = single.or_else(|| SETS.iter().filter_map(|name| attribute(node, name)).find_map(first));
        Picture { address: address.unwrap_or_default(), instead: attribute(node, "alt").unwrap_or_default() }
    }

    /// Whether the words that stand for it are worth reading.
    pub fn says_something(&self) -> bool {
        let words = self.instead.as_str();
        let lower = words.to_lowercase();
        let is_name = ENDINGS.iter().any(|end| lower.ends_with(end)) || words.contains(['_', '/']);
        let is_unspaced = !words.is_ascii() && !words.contains(' ') && words.chars().count() >= FEWEST_UNSPACED;
        !is_name && (words.split_whitespace().count() >= FEWEST || is_unspaced)
    }

    /// Whether it stands for a sign among words.
    pub fn is_sign(&self) -> bool {
        let mut chars = self.instead.chars();
        !self.instead.is_empty() && self.instead.len() <= 32 && chars.all(|c| !c.is_ascii() && !c.is_alphanumeric())
    }
}
