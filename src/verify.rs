//! Whether a draft quotes its sources right.
//!
//! Comes in: a draft and articles, all searched, so that their quotations have speakers.
//! Goes out: for each quotation of the draft a verdict, with what is different and the
//! passage of the source. Words are looked for in all of a source's text, not only in what
//! was found to be a quotation there. What is called exact is so word for word. May not
//! know files, their order or a terminal.

mod compare;
mod exact;
mod house;
mod index;
mod judge;
mod near;
mod pattern;
mod person;
mod place;
mod source;
mod tiles;
mod words;

use std::ops::Range;

use crate::article::{Article, Block, Quote, Span};
use compare::{Comparison, compare};
use index::Index;
use judge::Judge;
use pattern::Pattern;
use source::Source;

pub use place::Text;

/// More quotations of a draft are not looked for.
pub const MOST: usize = 20_000;

/// So many phrases of a quotation lead to its source.
const PHRASES: usize = 12;

/// What a quotation is, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Word for word.
    Exact,
    /// Exact but for what editors may change and mark.
    Edited,
    /// The source has the words, but as its own.
    Unquoted,
    /// Somebody else says it there.
    Speaker,
    /// Two quotations are made one.
    Joined,
    /// The words stand there in another order.
    Order,
    Altered,
    Missing,
    /// There was too much to compare.
    Unchecked,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::Exact,
        Kind::Edited,
        Kind::Unquoted,
        Kind::Speaker,
        Kind::Joined,
        Kind::Order,
        Kind::Altered,
        Kind::Missing,
        Kind::Unchecked,
    ];

    /// The words that every output has for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Exact => "exact",
            Kind::Edited => "edited",
            Kind::Unquoted => "unquoted",
            Kind::Speaker => "wrong speaker",
            Kind::Joined => "joined",
            Kind::Order => "out of order",
            Kind::Altered => "altered",
            Kind::Missing => "not found",
            Kind::Unchecked => "not compared",
        }
    }

    /// Whether nobody has to look at it.
    pub fn is_right(self) -> bool {
        self <= Kind::Edited
    }
}

/// A part of a quotation beside its passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The same words, as both have them.
    Kept { draft: String, source: String },
    /// Only the source has them.
    Dropped(String),
    /// Only the draft has them.
    Put(String),
    /// Only the source has them, and the draft says that something was left out.
    LeftOut(String),
    /// Only the draft has them, in brackets.
    Bracketed(String),
}

/// What an editor did, and may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The case of a first letter.
    Case,
    /// Commas, full stops, dashes.
    Marks,
    /// An ellipsis stands for these words.
    LeftOut(String),
    Bracketed(String),
    /// Brackets stand for these words.
    Replaced(String),
    /// A number, a contraction or per cent as another house writes them.
    House {
        source: String,
        draft: String,
    },
}

/// A passage of a source: its pieces, each of one quotation or of none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// Which of the sources.
    pub source: usize,
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Piece {
    pub words: String,
    pub span: Option<Span>,
    /// The quotation of the source, if the words are in one.
    pub quote: Option<usize>,
    /// Whether they stand between marks.
    pub is_marked: bool,
}

/// Whether draft and source name the same person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Agreement {
    Same,
    Other,
    /// One of them does not say, or it is not sure.
    #[default]
    Unknown,
}

/// What is to be said of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Which of the draft's quotations.
    pub quote: usize,
    /// Which of its pieces, if one alone is meant.
    pub piece: Option<usize>,
    pub kind: Kind,
    pub parts: Vec<Part>,
    pub edits: Vec<Edit>,
    /// How much of quotation and passage is the same, 0 to 1.
    pub score: f64,
    pub passage: Option<Passage>,
    pub speaker: Agreement,
}

/// Of so many words wordings are compared: the time grows with those of both.
const COMPARED: usize = 2000;
/// So many are compared that somebody is to read at once.
const READ: usize = 200;

/// The verdicts, in the order of the draft. A quotation without a word has none.
pub fn verify(draft: &Article, sources: &[&Article]) -> Vec<Verdict> {
    let sources: Vec<Source<'_>> = sources.iter().map(|article| Source::new(article)).collect();
    let asked: Vec<Asked<'_>> =
        draft.quotes.iter().enumerate().take(MOST).filter_map(|q| Asked::new(draft, q)).collect();
    let patterns: Vec<Pattern> = asked.iter().flat_map(|asked| asked.patterns()).cloned().collect();
    let index = Index::new(&sources, &patterns);
    let mut judge = Judge::new(draft, &sources, &index);
    asked.iter().map(|asked| judge.verdict(asked)).collect()
}

/// What a wording has that another has not, and the other way round, where it is a part of
/// it; nothing where they are too long to be compared.
pub fn difference(wording: &str, other: &str) -> Vec<Part> {
    laid(wording, other, COMPARED, |_, compared| compared.parts).unwrap_or_default()
}

/// Each change that made some words of others: what was dropped, and what is in its place.
/// Nothing where they are the same, or more than somebody reads.
pub fn changes(before: &str, now: &str) -> Vec<(String, String)> {
    let of = |source: &Source<'_>, compared: Comparison| {
        let words = |range: Range<usize>| Part::Dropped(range.map(|at| source.chunk(at)).collect());
        let (first, last) = (words(0..compared.passage.start), words(compared.passage.end..source.keys.len()));
        let mut all = vec![(String::new(), String::new())];
        for part in std::iter::once(first).chain(compared.parts).chain([last]) {
            let (dropped, put) = match part {
                Part::Kept { .. } => {
                    all.push((String::new(), String::new()));
                    continue;
                }
                Part::Dropped(words) | Part::LeftOut(words) => (words, String::new()),
                Part::Put(words) | Part::Bracketed(words) => (String::new(), words),
            };
            if let Some(own) = all.last_mut() {
                own.0 += &dropped;
                own.1 += &put;
            }
        }
        let trimmed = all.into_iter().map(|(dropped, put)| (dropped.trim().to_string(), put.trim().to_string()));
        trimmed.filter(|(dropped, put)| !dropped.is_empty() || !put.is_empty()).collect()
    };
    laid(now, before, READ, of).unwrap_or_default()
}

/// What comes of two wordings that are laid beside each other, if neither has too many words.
fn laid<T>(wording: &str, other: &str, most: usize, of: impl FnOnce(&Source<'_>, Comparison) -> T) -> Option<T> {
    let blocks = vec![Block { words: other.to_string(), ..Block::default() }];
    let article = Article { blocks: blocks.into(), ..Article::default() };
    let source = Source::new(&article);
    let pattern = Pattern::new(&[wording])?;
    if pattern.words.len().max(source.keys.len()) > most {
        return None;
    }
    let beside = near::align(&pattern, &source.keys);
    let compared = compare(&pattern, &source, &beside, &[]);
    Some(of(&source, compared))
}

/// For each quotation some phrases that its source has, if it has the words at all: what an
/// index is asked for.
pub fn phrases(draft: &Article) -> Vec<Vec<String>> {
    let asked = draft.quotes.iter().enumerate().take(MOST).filter_map(|quote| Asked::new(draft, quote));
    asked.map(|asked| asked.whole.phrases(PHRASES)).collect()
}

/// A quotation of the draft, whole and in its pieces.
struct Asked<'a> {
    number: usize,
    quote: &'a Quote,
    whole: Pattern,
    /// None where it is one.
    pieces: Vec<(usize, Pattern)>,
}

impl<'a> Asked<'a> {
    fn new(draft: &'a Article, (number, quote): (usize, &'a Quote)) -> Option<Asked<'a>> {
        let pieces: Vec<&str> = quote.spans.iter().map(|span| draft.words(span)).collect();
        let whole = if pieces.is_empty() { Pattern::new(&[&quote.words]) } else { Pattern::new(&pieces) }?;
        let pieces = if pieces.len() > 1 { pieces } else { Vec::new() };
        let pieces = pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, Pattern::new(&[piece])?))).collect();
        Some(Asked { number, quote, whole, pieces })
    }

    fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        std::iter::once(&self.whole).chain(self.pieces.iter().map(|(_, pattern)| pattern))
    }
}

#[cfg(test)]
mod tests;
