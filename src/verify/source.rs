//! An article that is quoted from: its words in the order in which they may be quoted, and
//! whose each is.
//!
//! Comes in: a searched article. Goes out: its words as they follow each other in the text
//! and, once more, in each quotation that is interrupted there. Work is linear.

use std::ops::Range;

use super::words::{begin, words_of};
use crate::article::{Article, Kind, Span};
use crate::engine::marks;

/// Stands for what parts two runs of words.
const WALL: u32 = u32::MAX;

/// A word of a source.
#[derive(Debug, Clone, Copy)]
struct Own {
    block: u32,
    start: u32,
    end: u32,
    /// The quotation that it is in, and 1; 0 for none.
    quote: u32,
    is_marked: bool,
}

pub struct Source<'a> {
    pub article: &'a Article,
    words: Vec<Own>,
    /// Words by their numbers, first all of them.
    order: Vec<u32>,
    /// Their keys; 0 stands between runs.
    pub keys: Vec<u64>,
    /// Where these are.
    walls: Vec<usize>,
}

impl<'a> Source<'a> {
    pub fn new(article: &'a Article) -> Source<'a> {
        let mut source = Source { article, words: Vec::new(), order: Vec::new(), keys: Vec::new(), walls: Vec::new() };
        for (number, block) in article.blocks.iter().enumerate() {
            let mut marked = marks::quoted(&block.words).into_iter().peekable();
            for word in words_of(&block.words) {
                while marked.peek().is_some_and(|range| range.end <= word.start) {
                    marked.next();
                }
                let is_marked = block.kind == Kind::Aside || marked.peek().is_some_and(|r| r.start <= word.start);
                let (start, end) = (word.start as u32, word.end as u32);
                source.words.push(Own { block: number as u32, start, end, quote: 0, is_marked });
                source.keys.push(word.key);
            }
        }
        source.order = (0..source.words.len() as u32).collect();
        source.quotations();
        source
    }

    fn quotations(&mut self) {
        // What a content file claims may be many times its text.
        let most = self.words.len() * 3 + 16;
        for (number, quote) in self.article.quotes.iter().enumerate() {
            let ranges: Vec<Range<usize>> = quote.spans.iter().map(|span| self.words_in(span)).collect();
            for range in &ranges {
                for word in &mut self.words[range.clone()] {
                    (word.quote, word.is_marked) = (number as u32 + 1, true);
                }
            }
            let count: usize = ranges.iter().map(Range::len).sum();
            if ranges.len() > 1 && self.order.len() + count < most {
                self.walls.push(self.order.len());
                self.order.push(WALL);
                self.keys.push(0);
                for at in ranges.into_iter().flatten() {
                    self.order.push(at as u32);
                    self.keys.push(self.keys[at]);
                }
            }
        }
    }

    fn words_in(&self, span: &Span) -> Range<usize> {
        let at = |byte: usize| {
            self.words.partition_point(|word| (word.block as usize, word.end as usize) <= (span.block, byte))
        };
        let start = at(span.start);
        let end =
            self.words.partition_point(|word| (word.block as usize, (word.start as usize)) < (span.block, span.end));
        start..end.max(start)
    }

    /// The number of the word at a place in the order.
    pub fn number(&self, at: usize) -> usize {
        self.order.get(at).copied().unwrap_or(WALL) as usize
    }

    fn own(&self, at: usize) -> Option<&Own> {
        self.words.get(self.number(at))
    }

    /// The quotation that a word is in.
    pub fn quote(&self, at: usize) -> Option<usize> {
        (self.own(at)?.quote as usize).checked_sub(1)
    }

    /// Whether it stands between marks.
    pub fn is_marked(&self, at: usize) -> bool {
        self.own(at).is_some_and(|word| word.is_marked)
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.own(at).and_then(|w| self.block(w).get(w.start as usize..w.end as usize)).unwrap_or_default()
    }

    fn block(&self, word: &Own) -> &'a str {
        self.article.blocks.get(word.block as usize).map_or("", |block| block.words.as_str())
    }

    /// What stands between a word and the next of its run. Where a quotation is interrupted
    /// only its own marks do.
    pub fn after(&self, at: usize) -> &'a str {
        let Some(word) = self.own(at) else { return "" };
        let text = self.block(word);
        let follows = self.number(at) + 1 == self.number(at + 1);
        let next = self.words.get(self.number(at) + 1).filter(|next| next.block == word.block);
        let end = next.map_or(text.len(), |next| next.start as usize);
        let after = text.get(word.end as usize..end).unwrap_or_default();
        if follows && next.is_some() {
            return after;
        }
        after.split(is_double).next().unwrap_or_default()
    }

    /// Whether a quotation mark stands between a word and the next of its paragraph.
    pub fn closes_after(&self, at: usize) -> bool {
        let Some(word) = self.own(at) else { return false };
        let text = self.block(word);
        let next = self.words.get(self.number(at) + 1).filter(|next| next.block == word.block);
        let end = next.map_or(text.len(), |next| next.start as usize);
        text.get(word.end as usize..end).is_some_and(|between| between.contains(is_double))
    }

    /// Whether a run goes on with the next word of the text.
    pub fn is_apart(&self, at: usize) -> bool {
        let (one, other) = (self.own(at), self.own(at + 1));
        self.number(at) + 1 != self.number(at + 1) || one.map(|w| w.block) != other.map(|w| w.block)
    }

    /// A word with what belongs to it, without quotation marks at its ends, and a space.
    pub fn chunk(&self, at: usize) -> String {
        let Some(word) = self.own(at) else { return String::new() };
        let (text, number) = (self.block(word), self.number(at));
        let near = |number: Option<usize>| {
            number.and_then(|number| self.words.get(number)).filter(|near| near.block == word.block)
        };
        let before = near(number.checked_sub(1)).map_or(0, |before| before.end as usize);
        let start = begin(text, before..word.start as usize);
        let next = near(Some(number + 1)).map(|next| begin(text, word.end as usize..next.start as usize));
        let chunk = text.get(start..next.unwrap_or(text.len())).unwrap_or_default();
        let is_open = next.is_some() && !chunk.ends_with(char::is_whitespace);
        let trimmed = chunk.trim().trim_matches(is_double).trim();
        format!("{trimmed}{}", if is_open { "" } else { " " })
    }

    /// The places of a range of the order, one a block and run.
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut before = None;
        for at in range {
            let Some(word) = self.own(at) else { continue };
            let (block, number) = (word.block as usize, self.number(at));
            match spans.last_mut().filter(|s| s.block == block && before.map(|b| b + 1) == Some(number)) {
                Some(span) => span.end = word.end as usize,
                None => spans.push(Span { block, start: word.start as usize, end: word.end as usize }),
            }
            before = Some(number);
        }
        spans
    }

    /// The range of the order without a wall that a place is in.
    pub fn run_at(&self, at: usize) -> Range<usize> {
        let next = self.walls.partition_point(|wall| *wall < at);
        let start = next.checked_sub(1).map_or(0, |before| self.walls[before] + 1);
        start..self.walls.get(next).copied().unwrap_or(self.keys.len())
    }
}

pub fn is_double(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '″')
}
