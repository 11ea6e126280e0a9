//! A run of an article's words, over as many blocks as it takes.
//!
//! Comes in: an article, and two places in it. Goes out: the words as somebody would
//! copy them, without the line ends of any screen, and where they are from in one line.
//! May not know quotations.

use std::ops::Range;

use crate::article::{Article, Block, Kind, Span, one_line};
use crate::plain::{is_tight, lead};

/// A block and a byte of its words.
pub type Place = (usize, usize);

/// The words from a place to before another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    pub start: Place,
    pub end: Place,
}

impl Passage {
    /// The bytes of a block that belong to it.
    pub fn within(&self, block: usize, words: usize) -> Option<Range<usize>> {
        if block < self.start.0 || block > self.end.0 {
            return None;
        }
        let start = if block == self.start.0 { self.start.1 } else { 0 };
        let end = if block == self.end.0 { self.end.1 } else { words };
        (start < end).then_some(start..end)
    }

    /// Its pieces, one a block.
    pub fn spans(&self, blocks: &[Block]) -> Vec<Span> {
        let all = self.start.0..(self.end.0 + 1).min(blocks.len());
        let span = |block: usize| {
            let range = self.within(block, blocks[block].words.len())?;
            Some(Span { block, start: range.start, end: range.end })
        };
        all.filter_map(span).collect()
    }

    /// The same passage of an article whose words were changed: where its paragraphs are as
    /// they were, of equal ones nearest to a block; else where its words stand once.
    pub fn again(&self, before: &[Block], now: &[Block], near: usize) -> Option<Passage> {
        let old = before.get(self.start.0..=self.end.0)?;
        let at = |start: Place| {
            let end = if old.len() == 1 { start.1 + self.end.1 - self.start.1 } else { self.end.1 };
            Passage { start, end: (start.0 + old.len() - 1, end) }
        };
        let is_same = |run: &[Block]| run.iter().zip(old).all(|(now, old)| now.words == old.words);
        let same = now.windows(old.len()).enumerate().filter(|(_, run)| is_same(run)).map(|(first, _)| first);
        if let Some(first) = same.min_by_key(|first| first.abs_diff(near)) {
            return Some(at((first, self.start.1)));
        }
        let mut found = now
            .windows(old.len())
            .enumerate()
            .flat_map(|(first, run)| self.starts_in(old, run).into_iter().map(move |byte| (first, byte)));
        found.next().filter(|_| found.next().is_none()).map(at)
    }

    /// Where its words, of these blocks, begin in the first of others that hold them. Of
    /// several places in one block no more than two.
    fn starts_in(&self, old: &[Block], run: &[Block]) -> Vec<usize> {
        let ([first, .., last], [into, .., end]) = (old, run) else {
            let words = |block: &Block| block.words[self.start.1..self.end.1].to_string();
            let (Some(words), Some(into)) = (old.first().map(words), run.first()) else { return Vec::new() };
            return into.words.match_indices(&words).map(|(byte, _)| byte).take(2).collect();
        };
        let middle = 1..old.len() - 1;
        let is_same = old[middle.clone()].iter().zip(&run[middle]).all(|(old, now)| old.words == now.words);
        let beginning = into.words.strip_suffix(&first.words[self.start.1..]);
        let goes_on = end.words.starts_with(&last.words[..self.end.1]);
        beginning.filter(|_| is_same && goes_on).map(str::len).into_iter().collect()
    }

    /// The words: a blank line between paragraphs, an item of a list with its bullet if it
    /// is there from its beginning.
    pub fn words(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        let mut before: Option<&Block> = None;
        for span in self.spans(blocks).iter().filter(|span| blocks[span.block].kind != Kind::Rule) {
            let block = &blocks[span.block];
            if let Some(before) = before {
                out.push_str(if is_tight(before, block) { "\n" } else { "\n\n" });
            }
            if span.start == 0 && self.start.0 != self.end.0 {
                out.push_str(&lead(block));
            }
            out.push_str(&block.words[span.start..span.end]);
            before = Some(block);
        }
        out
    }

    /// How many words are in it, as far as spaces part them.
    pub fn count(&self, blocks: &[Block]) -> usize {
        self.spans(blocks).iter().map(|s| blocks[s.block].words[s.start..s.end].split_whitespace().count()).sum()
    }
}

/// What an article is, in one line: authors, title, where it stood, when, and its address.
pub fn source_line(article: &Article) -> String {
    let names = article.authors.join(", ");
    let title = format!("“{}”", article.title);
    let parts = [
        Some(names.as_str()).filter(|names| !names.is_empty()),
        Some(title.as_str()).filter(|_| !article.title.is_empty()),
        article.source.name.as_deref(),
        article.published.as_deref(),
        article.source.url.as_deref(),
    ];
    one_line(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: Kind, words: &str) -> Block {
        Block { kind, words: words.into(), ..Block::default() }
    }

    #[test]
    fn words_over_blocks() {
        let blocks = [
            block(Kind::Paragraph, "One two."),
            block(Kind::Rule, "* * *"),
            block(Kind::Item(None), "a"),
            block(Kind::Item(Some(2)), "b c"),
        ];
        let words = |start, end| Passage { start, end }.words(&blocks);
        assert_eq!(words((0, 4), (0, 7)), "two");
        assert_eq!(words((0, 4), (3, 1)), "two.\n\n• a\n2. b");
        assert_eq!(words((2, 0), (2, 1)), "a");
        assert_eq!(words((1, 0), (1, 2)), "");
        assert_eq!(Passage { start: (0, 4), end: (9, 0) }.count(&blocks[..1]), 1);
    }

    #[test]
    fn the_source_has_what_is_known() {
        let mut article = Article { title: "On Dew".into(), ..Article::default() };
        assert_eq!(source_line(&article), "“On Dew”");
        article.authors = vec!["A. B.".into(), "C. D.".into()];
        article.source.name = Some("The Post".into());
        article.published = Some("2026-01-02".into());
        assert_eq!(source_line(&article), "A. B., C. D., “On Dew”, The Post, 2026-01-02");
    }
}
