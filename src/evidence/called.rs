//! How a source is called who is none of an article's people.
//!
//! Comes in: an article and one of its quotations. Goes out: the words that stand for whoever
//! said it, and whether they are a name. May not know who counts sources.

use super::{Speaker, speaker};
use crate::article::{Article, Quote, Span, one_line};
use crate::engine::lexicon::{Class, Classes, Key, classes, is_ordinary};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// A body, or somebody of whom too little is told.
    Name(String),
    /// Words that name nobody: “a senior official”.
    Unnamed(String),
}

impl Called {
    pub fn words(&self) -> &str {
        match self {
            Called::Name(words) | Called::Unnamed(words) => words,
        }
    }
}

/// Words that may stand in a name without a capital.
const SMALL: &[&str] = &["the", "of", "and", "for", "de", "la", "du", "von", "van", "&"];

/// Words that can say something, and are no name.
const COMMON: Classes = Classes::of(&[Class::Role, Class::Kin, Class::Group, Class::Document]);

/// Nothing if it is one of the people, or nobody is known. A word that begins a sentence has
/// a capital in any case.
pub fn called(article: &Article, quote: &Quote) -> Option<Called> {
    let (Speaker::Unnamed(words), Some(span)) = (speaker(article, quote), &quote.said_as) else { return None };
    let words = one_line(&words);
    let own: Vec<&str> = words.split(' ').filter(|word| !SMALL.contains(word)).collect();
    let is_raised = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let is_word = |word: &str| is_ordinary(&word.to_lowercase()) || classes(Key::of(word)).any(COMMON);
    let first = words.split(' ').next().unwrap_or_default();
    let is_lowered = is_raised(&first) && is_word(first) && begins_sentence(article, span);
    if !own.is_empty() && own.iter().all(is_raised) && !(is_lowered && own.len() == 1) {
        return Some(Called::Name(words));
    }
    Some(Called::Unnamed(if is_lowered { first.to_lowercase() + &words[first.len()..] } else { words }))
}

fn begins_sentence(article: &Article, span: &Span) -> bool {
    let before = article.blocks.get(span.block).and_then(|block| block.words.get(..span.start)).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "“”\"‘’'([".contains(c));
    before.is_empty() || before.ends_with(['.', '?', '!', ':', '…', '—'])
}
