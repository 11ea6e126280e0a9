//! Who is taken to have said a quotation, and why: what a reader needs to judge it.
//!
//! Comes in: an article and one of its quotations. Goes out: words, and which of
//! them are the article's own. What is not sure says so before the name, so that
//! a guess never looks like a fact, also where the row is cut. May not know where
//! it is shown.

mod called;

use std::borrow::Cow;
use std::ops::Range;

use crate::article::{Article, Certainty, Kind, Person, Quote, Span};
use crate::glyph::truncate;
pub use called::{Called, called};

/// No piece of an article is cited at more columns.
const CITED: usize = 48;

/// A mention that is one of these names nobody.
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "him",
    "her",
    "them",
    "his",
    "hers",
    "their",
    "theirs",
    "i",
    "we",
    "you",
    "me",
    "us",
    "my",
    "our",
    "who",
    "whom",
    "himself",
    "herself",
    "themselves",
    "this",
    "that",
    "these",
    "those",
];

/// These begin with a capital only where a sentence begins.
const DETERMINERS: &[&str] = &[
    "A", "An", "The", "One", "Two", "Three", "Some", "Several", "Many", "Most", "Both", "Another", "Other", "His",
    "Her", "Their",
];

/// Whom a quotation is shown to be from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker<'a> {
    /// A person, by the full name.
    Person(&'a str),
    /// Somebody who is mentioned but not named, as the article has it.
    Unnamed(String),
    Unknown,
}

/// What speaks for a speaker.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    pub words: String,
    /// Those of the words that stand in the article, in bytes.
    pub cited: Vec<Range<usize>>,
}

pub fn speaker<'a>(article: &'a Article, quote: &Quote) -> Speaker<'a> {
    if let Some(person) = article.speaker(quote) {
        return Speaker::Person(&person.name);
    }
    match quote.said_as.as_ref().map(|span| words_of(article, span)) {
        Some(words) if !words.is_empty() && !is_pronoun(words) => Speaker::Unnamed(within_sentence(words)),
        _ => Speaker::Unknown,
    }
}

/// Stands before a speaker who is a guess.
pub fn doubt(quote: &Quote) -> &'static str {
    if quote.certainty <= Certainty::Unsure { "perhaps " } else { "" }
}

/// Where the evidence stands in the article: the mention, the words of saying.
pub fn places(quote: &Quote) -> impl Iterator<Item = &Span> {
    quote.said_as.iter().chain(&quote.cue)
}

/// The evidence for a quotation's speaker, in one sentence.
pub fn evidence(article: &Article, quote: &Quote) -> Evidence {
    let mut out = Evidence::default();
    let speaker = speaker(article, quote);
    match &speaker {
        Speaker::Person(name) => out.plain(&format!("{}said by {}", doubt(quote), short(name))),
        Speaker::Unnamed(words) => {
            out.plain(&format!("{}said by ", doubt(quote)));
            out.cite(words);
            // "CNN" is a name, and so is "Park" where too little tells to name her in full.
            if words.starts_with(char::is_lowercase) {
                out.plain(", who is not named");
            }
        }
        Speaker::Unknown => out.plain("nobody is named as the speaker"),
    }
    out.saying(article, quote);
    if let Some((person, mention)) = article.speaker(quote).zip(quote.said_as.as_ref()) {
        out.resolved(article, person, mention);
    }
    if speaker != Speaker::Unknown {
        out.plain(&format!("; {}", quote.certainty.name()));
    }
    out.plain(match quote.origin {
        crate::article::Origin::Author => "; written by the author",
        crate::article::Origin::Found => "; found",
        crate::article::Origin::Corrected => "; corrected by you",
    });
    if quote.unclosed {
        out.plain("; the closing mark is missing");
    }
    out
}

impl Evidence {
    fn plain(&mut self, words: &str) {
        self.words.push_str(words);
    }

    fn cite(&mut self, words: &str) {
        let start = self.words.len();
        self.words.push_str(&short(words));
        self.cited.push(start..self.words.len());
    }

    /// The mention and the words of saying, as they follow each other, and where.
    fn saying(&mut self, article: &Article, quote: &Quote) {
        let mut spans: Vec<&Span> = places(quote).filter(|span| !words_of(article, span).is_empty()).collect();
        spans.sort();
        let Some(first) = spans.first() else { return };
        self.plain(": ");
        match spans.get(1).filter(|second| !are_together(article, first, second)) {
            None => {
                let end = spans.iter().map(|s| s.end).max().unwrap_or(first.end);
                self.cite(words_of(article, &Span { end, ..(*first).clone() }));
            }
            Some(second) => {
                self.cite(words_of(article, first));
                self.plain(" … ");
                self.cite(words_of(article, second));
            }
        }
        let place = quote.said_as.as_ref().unwrap_or(first).block;
        let near = quote.spans.iter().map(|s| s.block).min_by_key(|block| block.abs_diff(place));
        if let Some(near) = near {
            self.plain(&format!(", {}", way(article, near, place)));
        }
    }

    /// Whom a mention means that is not the name itself, and where the name stands.
    fn resolved(&mut self, article: &Article, person: &Person, mention: &Span) {
        let words = words_of(article, mention);
        if words.contains(&person.name) {
            return;
        }
        self.plain("; ");
        self.cite(words);
        self.plain(&format!(" → {}", short(&person.name)));
        if let Some(named) = named(article, person, mention) {
            self.plain(&format!(", {}", way(article, mention.block, named.block)));
        }
    }
}

/// Where a person was last named before a mention, else first after it.
fn named<'a>(article: &Article, person: &'a Person, mention: &Span) -> Option<&'a Span> {
    let is_name = |span: &&Span| !is_pronoun(words_of(article, span));
    let after = person.mentions.partition_point(|span| span < mention);
    let (before, after) = person.mentions.split_at(after);
    before.iter().rev().find(is_name).or_else(|| after.iter().filter(|span| *span > mention).find(is_name))
}

/// Whether two places touch or have no word between them.
fn are_together(article: &Article, first: &Span, second: &Span) -> bool {
    let between = || article.blocks.get(first.block).and_then(|b| b.words.get(first.end..second.start));
    first.block == second.block && (second.start <= first.end || between().is_some_and(|w| w.trim().is_empty()))
}

/// The way from one block to another, as a reader goes it.
fn way(article: &Article, from: usize, to: usize) -> Cow<'static, str> {
    if from == to {
        return "same paragraph".into();
    }
    match article.blocks.get(to).map(|b| b.kind) {
        Some(Kind::Title | Kind::Subtitle | Kind::Byline) => return "in the headline".into(),
        Some(Kind::Heading(_)) => return "in a heading".into(),
        _ => {}
    }
    let between = article.blocks.iter().take(from.max(to) + 1).skip(from.min(to) + 1);
    match (between.filter(|b| b.kind.is_paragraph()).count().max(1), to < from) {
        (1, true) => "1 paragraph back".into(),
        (1, false) => "next paragraph".into(),
        (n, true) => format!("{n} paragraphs back").into(),
        (n, false) => format!("{n} paragraphs on").into(),
    }
}

fn words_of<'a>(article: &'a Article, span: &Span) -> &'a str {
    article.blocks.get(span.block).and_then(|b| b.words.get(span.start..span.end)).unwrap_or_default()
}

fn is_pronoun(words: &str) -> bool {
    PRONOUNS.iter().any(|p| p.eq_ignore_ascii_case(words))
}

/// Words on one line, as many as are cited at most.
fn short(words: &str) -> String {
    // More characters than these may be marks, but that many help nobody.
    let end = words.char_indices().nth(8 * CITED).map_or(words.len(), |(end, _)| end);
    truncate(&words[..end], CITED).replace('\n', " ")
}

/// A mention as it would stand within a sentence: `a senior official`.
fn within_sentence(words: &str) -> String {
    let first = words.split([' ', '\n']).next().unwrap_or_default();
    let whole = words.replace('\n', " ");
    if DETERMINERS.contains(&first) { first.to_ascii_lowercase() + &whole[first.len()..] } else { whole }
}

#[cfg(test)]
mod tests;
