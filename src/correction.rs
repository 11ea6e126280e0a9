//! What a reader corrects, what came of it, and how that is said.
//!
//! Comes in: which quotation or person of an article, and what is true of it. Goes out:
//! plain values, and the sentences about them. The only place where these sentences are
//! made. May not know files, formats or the interface.

use std::fmt;

use crate::article::Article;
use crate::glyph::truncate;

/// More columns of a quotation are not repeated in a message.
const SHOWN: usize = 30;

/// What is wrong and how it is right. All numbers are indices into the article as it
/// is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// Somebody else says it; without a name, nobody is named.
    Speaker { quote: usize, name: Option<String> },
    /// It is no quotation.
    Reject { quote: usize },
    /// The two are one.
    Join { first: usize, second: usize },
    /// The first is the second, whose name stays.
    Merge { person: usize, into: usize },
}

/// What is asked of whoever writes corrections down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    Correct(Correction),
    /// Takes the last correction of the article back.
    Undo,
}

/// The article after a correction, and what there is to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    pub article: Article,
    pub said: String,
}

/// Why a correction is not made. Nothing was changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A file is not what it was when it was read.
    Changed {
        file: String,
    },
    /// It is no content file any more.
    Unreadable {
        file: String,
    },
    /// No way to write the quotation leads to its place, or what is written would be a fault.
    NotTold,
    /// One of the two stands in a headline, or is not in the text.
    Apart,
    /// There is no such quotation or person.
    Missing,
    NothingToUndo,
    /// What the library says of a file.
    Unsaved(String),
}

impl Correction {
    /// What was done, in words that stand before a semicolon.
    pub fn done(&self, article: &Article) -> String {
        let words = |quote: usize| article.quotes.get(quote).map_or("", |quote| quote.words.as_str());
        let short = |quote: usize| format!("“{}”", truncate(words(quote), SHOWN));
        let named = |person: usize| article.people.get(person).map_or("", |person| person.name.as_str());
        match self {
            Correction::Speaker { name: Some(name), .. } => format!("speaker set to {name}"),
            Correction::Speaker { name: None, .. } => "nobody is named as the speaker now".to_string(),
            Correction::Reject { quote } => format!("{} is no quotation now", short(*quote)),
            Correction::Join { second, .. } => format!("{} joined to it", short(*second)),
            Correction::Merge { person, into } => format!("{} is {} now", named(*person), named(*into)),
        }
    }
}

/// What is said of a correction that was made.
pub fn made(done: &str, written: &str) -> String {
    format!("{done}; written to {written}; U undoes")
}

/// What is said of one that was taken back.
pub fn undone(done: &str, written: Option<&str>) -> String {
    match written {
        Some(file) => format!("taken back: {done}; {file} is as it was"),
        None => format!("taken back: {done}; the file made for it is gone"),
    }
}

/// What is said of an article in whose place a content file was opened.
pub fn stands_in(file: &str) -> String {
    format!("opened {file}, which was made of this and has what was corrected in it")
}

/// The same, where that file cannot be read.
pub fn is_faulty(file: &str) -> String {
    format!("{file} was made of this and is not opened: it has faults, which `pullquote check` tells")
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Changed { file } => {
                write!(f, "{file} has changed since it was read: nothing is written; open it anew")
            }
            Refusal::Unreadable { file } => write!(f, "{file} cannot be read any more: nothing is written"),
            Refusal::NotTold => write!(f, "this cannot be written so that it reads right: correct it in the file"),
            Refusal::Apart => write!(f, "these two cannot be one: they do not stand in the same text"),
            Refusal::Missing => write!(f, "it is not there any more"),
            Refusal::NothingToUndo => write!(f, "nothing was corrected here that could be taken back"),
            Refusal::Unsaved(why) => write!(f, "{why}"),
        }
    }
}
