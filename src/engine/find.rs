//! Finds what an article's own words tell: its quotations, who said them, and
//! the people named.
//!
//! Comes in: an article, perhaps with quotations and people of its author. Goes
//! out: the same with what was found besides. What the author wrote wins.

use super::marks::quoted;
use crate::article::{Article, Kind, Origin, Quote, Span};

/// Adds what can be found in an article. To be called once.
pub fn find(article: &mut Article) {
    if !article.wanted.quotes {
        return;
    }
    for (block, b) in article.blocks.iter().enumerate().filter(|(_, b)| !matches!(b.kind, Kind::Code | Kind::Rule)) {
        for range in quoted(&b.words) {
            let span = Span { block, start: range.start, end: range.end };
            if !article
                .quotes
                .iter()
                .any(|q| q.spans.iter().any(|s| s.block == block && s.start < span.end && span.start < s.end))
            {
                let words = b.words[range].to_string();
                article.quotes.push(Quote { spans: vec![span], words, origin: Origin::Found, ..Quote::default() });
            }
        }
    }
    article.quotes.sort_by(|a, b| (a.spans.is_empty(), a.spans.first()).cmp(&(b.spans.is_empty(), b.spans.first())));
}
