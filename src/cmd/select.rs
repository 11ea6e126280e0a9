//! Which quotations were asked for.
//!
//! Comes in: articles, and what the user typed. Goes out: the quotations that
//! match, and why there are none. May not know how they are printed.

use std::ffi::OsString;
use std::path::PathBuf;

use super::desk::Halt;
use crate::article::{Article, Certainty, Person, Quote};
use crate::clean;
use crate::select::{named, quote_matches};

/// So many people are named to somebody who asked for another.
const NAMES: usize = 12;

/// What the user looks for.
pub struct Query<'a> {
    /// All of these must occur; none means all quotations.
    pub words: &'a str,
    pub by: Option<&'a str>,
    /// The least certainty of the speaker.
    pub certain: Certainty,
}

impl Query<'_> {
    /// Whether quotations are wanted only of some speakers.
    pub fn is_narrow(&self) -> bool {
        self.by.is_some() || self.certain > Certainty::Unknown
    }

    /// Whether it leaves nothing out.
    pub fn is_any(&self) -> bool {
        !self.is_narrow() && self.words.trim().is_empty()
    }

    /// Whether it is sure enough who said it.
    pub fn is_certain(&self, quote: &Quote) -> bool {
        quote.certainty >= self.certain
    }
}

/// What was found so far, over all articles.
#[derive(Default)]
pub struct Matches {
    pub count: usize,
    /// Somebody of the name that was asked for is in an article.
    has_person: bool,
    names: Vec<String>,
}

impl Matches {
    /// The quotations of one more article that match, by their indices.
    pub fn find(&mut self, article: &Article, query: &Query<'_>) -> Vec<usize> {
        let speakers = query.by.map(|name| named(article, name));
        self.has_person |= speakers.as_ref().is_some_and(|s| !s.is_empty());
        self.remember(&article.people);
        let is_theirs = |quote: &Quote| match &speakers {
            Some(speakers) => quote.speaker.is_some_and(|id| speakers.contains(&id)),
            None => true,
        };
        let wanted =
            |quote: &Quote| is_theirs(quote) && query.is_certain(quote) && quote_matches(article, quote, query.words);
        let found: Vec<usize> = (0..article.quotes.len()).filter(|&q| wanted(&article.quotes[q])).collect();
        self.count += found.len();
        found
    }

    fn remember(&mut self, people: &[Person]) {
        for person in people {
            if self.names.len() > NAMES {
                return;
            }
            if !self.names.contains(&person.name) {
                self.names.push(person.name.clone());
            }
        }
    }

    /// Whether nobody has the name that was asked for.
    pub fn is_nobody(&self, query: &Query<'_>) -> bool {
        query.by.is_some() && !self.has_person
    }

    /// Why there is nothing.
    pub fn why(&self, query: &Query<'_>) -> String {
        match query.by.map(clean::line) {
            Some(name) if self.is_nobody(query) => format!("nobody here is called “{name}”{}", self.people()),
            Some(name) if query.words.is_empty() && query.certain == Certainty::Unknown => {
                format!("“{name}” is not quoted here")
            }
            _ => "no quotation matches".to_string(),
        }
    }

    fn people(&self) -> String {
        let shown = self.names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = if self.names.len() > NAMES { ", …" } else { "" };
        if shown.is_empty() { "; no people are named".to_string() } else { format!("; there are {shown}{more}") }
    }
}

/// The files that were named, and the section to open at.
pub fn files_and_section(names: &[OsString]) -> Result<(Vec<PathBuf>, Option<usize>), Halt> {
    let (mut files, mut section) = (Vec::new(), None);
    for name in names {
        match name.to_str().and_then(|n| n.strip_prefix('+')) {
            Some(number) => match number.parse().ok().filter(|&n: &usize| n > 0) {
                Some(number) => section = Some(number),
                None => {
                    let name = clean::line(number);
                    return Err(Halt::Usage(format!("+{name} is no section; a file of that name is ./+{name}")));
                }
            },
            None => files.push(PathBuf::from(name)),
        }
    }
    Ok((files, section))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_so_sure() {
        let said = |certainty| Quote { certainty, ..Quote::default() };
        let article = Article { quotes: Certainty::ALL.map(said).into(), ..Article::default() };
        let count = |certain| Matches::default().find(&article, &Query { words: "", by: None, certain }).len();
        assert_eq!(Certainty::ALL.map(count), [1, 2, 3, 4]);
    }

    #[test]
    fn plus_is_a_section() {
        let names = ["a.toml", "+2", "./+x", "+12"].map(OsString::from);
        let (files, section) = files_and_section(&names).expect("fine");
        assert_eq!((files.len(), section), (2, Some(12)));
        assert!(files_and_section(&["+0".into()]).is_err());
        assert!(files_and_section(&["+x".into()]).is_err());
    }
}
