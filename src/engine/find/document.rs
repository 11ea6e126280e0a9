//! An article's blocks as tokens and quoted segments: what every pass reads.

use std::ops::Range;

use super::asides::{self, Aside};
use super::tokens::{Token, tokenize};
use crate::article::{Block, Kind, Span};
use crate::engine::lexicon::{self, Class, Classes, Sex};
use crate::engine::marks::{self, Quoted};

/// The words of an article, cut up.
pub struct Document<'a> {
    pub blocks: &'a [Block],
    pub tokens: Vec<Token>,
    /// For each block its tokens.
    pub ranges: Vec<Range<usize>>,
    pub segments: Vec<Segment>,
    /// For each block whether it is written like a headline.
    headlines: Vec<bool>,
}

/// What stands between two quotation marks.
#[derive(Debug, Clone)]
pub struct Segment {
    pub block: usize,
    /// Bytes of the block's words, without the marks.
    pub range: Range<usize>,
    /// The tokens in it.
    pub tokens: Range<usize>,
    pub closed: bool,
    /// Whether it is set off as a block quote.
    pub is_aside: bool,
    /// The block in which somebody is credited with it.
    pub credit: Option<usize>,
}

impl<'a> Document<'a> {
    /// Pauses before each block.
    pub fn new(blocks: &'a [Block], mut pause: impl FnMut()) -> Document<'a> {
        let size: usize = blocks.iter().map(|b| b.words.len()).sum();
        let mut document = Document {
            blocks,
            tokens: Vec::with_capacity(size / 5),
            ranges: Vec::with_capacity(blocks.len()),
            segments: Vec::new(),
            headlines: Vec::with_capacity(blocks.len()),
        };
        for (index, (block, aside)) in blocks.iter().zip(asides::find(blocks)).enumerate() {
            pause();
            document.push(index, block, aside);
            let own = &document.tokens[document.ranges[index].clone()];
            // The first word of what is quoted has a capital anywhere.
            let mut outside = own.iter().skip(1).filter(|t| t.quoted.is_none());
            let is_headline = capitals(own) && (is_set_apart(block.kind) || outside.any(is_raised));
            document.headlines.push(is_headline);
        }
        document
    }

    fn push(&mut self, index: usize, block: &Block, aside: Option<Aside>) {
        let first = self.tokens.len();
        if matches!(block.kind, Kind::Code | Kind::Rule | Kind::Byline) {
            self.ranges.push(first..first);
            return;
        }
        let (is_aside, credit) = (aside.is_some(), aside.as_ref().and_then(|a| a.credit));
        let quoted = match aside {
            Some(aside) => vec![Quoted { range: aside.range, closed: !aside.goes_on }],
            None => marks::scan(&block.words),
        };
        let ranges: Vec<Range<usize>> = quoted.iter().map(|q| q.range.clone()).collect();
        tokenize(&block.words, &ranges, self.segments.len() as u32, &mut self.tokens);
        let mut at = first;
        for (number, quoted) in (self.segments.len()..).zip(quoted) {
            let is_in = |t: &Token| t.quoted == Some(number as u32);
            let start = at + self.tokens[at..].iter().position(is_in).unwrap_or(0);
            at = start + self.tokens[start..].iter().take_while(|t| is_in(t)).count();
            let Quoted { range, closed } = quoted;
            self.segments.push(Segment { block: index, range, tokens: start..at, closed, is_aside, credit });
        }
        self.ranges.push(first..self.tokens.len());
    }

    /// Whether a token is a given name, and whose.
    pub fn given(&self, block: usize, token: &Token) -> Option<Sex> {
        lexicon::given(&self.blocks[block].words[token.range()])
    }

    /// Whether a token is a family name.
    pub fn is_surname(&self, block: usize, token: &Token) -> bool {
        lexicon::is_surname(&self.blocks[block].words[token.range()])
    }

    /// The words of a run of tokens of one block.
    pub fn text(&self, block: usize, tokens: Range<usize>) -> &'a str {
        let span = self.span(block, tokens);
        &self.blocks[block].words[span.start..span.end]
    }

    pub fn span(&self, block: usize, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => Span { block, start: first.start as usize, end: last.end as usize },
            Some([only]) => Span { block, start: only.start as usize, end: only.end as usize },
            _ => Span { block, start: 0, end: 0 },
        }
    }

    /// A token, if it is of this block.
    pub fn token(&self, block: usize, index: Option<usize>) -> Option<&Token> {
        index.filter(|i| self.ranges[block].contains(i)).and_then(|i| self.tokens.get(i))
    }

    /// Whether a token begins a sentence, or what is quoted.
    pub fn begins_sentence(&self, block: usize, index: usize) -> bool {
        let mut before = index;
        while before > self.ranges[block].start {
            before -= 1;
            match self.tokens[before].shape {
                super::tokens::Shape::Sign('“' | '"' | '‘' | '\'' | '”' | '’' | '(' | '[') => {
                    if self.tokens[before].quoted.is_none() && self.tokens[index].quoted.is_some() {
                        return true;
                    }
                }
                super::tokens::Shape::Sign('.' | '?' | '!' | '…' | ':' | '—' | '–' | '•') => return true,
                _ => return false,
            }
        }
        true
    }

    /// Whether a block is written like a headline: nearly every word with a
    /// capital, so that capitals tell nothing.
    pub fn is_headline(&self, block: usize) -> bool {
        self.headlines[block]
    }
}

/// Whether three of four longer words begin with a capital.
fn capitals(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.is_word() && t.end - t.start > 3);
    let (capitals, all) = words.fold((0, 0), |(c, n), t| (c + usize::from(t.is_capital()), n + 1));
    all >= 3 && capitals * 4 >= all * 3
}

fn is_set_apart(kind: Kind) -> bool {
    matches!(kind, Kind::Title | Kind::Heading(_))
}

/// Whether a token has a capital only because it stands in a headline. Captions
/// have many capitals as well: those of names.
fn is_raised(token: &Token) -> bool {
    const SMALL: Classes = Classes::of(&[
        Class::Say,
        Class::Weak,
        Class::Be,
        Class::Aux,
        Class::Poss,
        Class::Pronoun,
        Class::Sub,
        Class::Not,
        Class::Det,
    ]);
    token.is_capital() && token.classes.any(SMALL)
}
