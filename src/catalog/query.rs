//! What is looked for in a library: words, phrases, fields, dates.
//!
//! Comes in: what somebody typed. Goes out: terms for each field, or what is wrong with it
//! and where. May not know how they are looked for.

use std::fmt;

/// More terms are refused.
const MOST: usize = 64;

/// What a term is looked for in, by the word before its colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The words of a paragraph.
    Words,
    Title,
    Source,
    /// The names of those who are named.
    Person,
    /// The words of a quotation.
    Quote,
}

/// The fields that a term can name, with what they are.
pub const FIELDS: &[(&str, Field, &str)] = &[
    ("title", Field::Title, "the article’s title"),
    ("person", Field::Person, "somebody whom the article names"),
    ("quote", Field::Quote, "the words of a quotation"),
    ("source", Field::Source, "what the article is from"),
];

/// Those that a date can stand behind.
const AFTER: &str = "after";
const BEFORE: &str = "before";
const DATE: &str = "date";

/// One word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub field: Field,
    pub words: String,
    /// Whether its last word may go on.
    pub is_begun: bool,
    /// Whether it must not occur.
    pub is_barred: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
    /// The first and the last date that is wanted, as `2020-09-10` or its beginning.
    pub after: Option<String>,
    pub before: Option<String>,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Empty,
    Field(String),
    Date(String),
    Unclosed,
    Many,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = || FIELDS.iter().map(|(name, ..)| format!("{name}:")).collect::<Vec<_>>().join(" ");
        match self {
            Fault::Empty => write!(f, "there is nothing to look for: type a word"),
            Fault::Field(name) => {
                write!(
                    f,
                    "there is no field {name}:, only {} after: before: date:; put it in \"…\" to look for it",
                    names()
                )
            }
            Fault::Date(date) => write!(f, "{date:?} is no date: write 2020, 2020-09 or 2020-09-10"),
            Fault::Unclosed => write!(f, "a \" is not closed"),
            Fault::Many => write!(f, "these are more than {MOST} terms"),
        }
    }
}

impl Query {
    /// Reads `words "a phrase" begun* -barred field:word field:"a phrase" after:2019`.
    pub fn parse(typed: &str) -> Result<Query, Fault> {
        let mut query = Query::default();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let is_barred = rest.len() > 1 && rest.starts_with('-');
            rest = &rest[usize::from(is_barred)..];
            let (name, behind) = named(rest);
            let (words, end) = word(behind)?;
            rest = behind[end..].trim_start();
            query.take(name, words, is_barred)?;
            if query.terms.len() > MOST {
                return Err(Fault::Many);
            }
        }
        let is_empty = query.after.is_none() && query.before.is_none() && query.terms.iter().all(|term| term.is_barred);
        if is_empty { Err(Fault::Empty) } else { Ok(query) }
    }

    fn take(&mut self, name: Option<&str>, words: &str, is_barred: bool) -> Result<(), Fault> {
        let field = match name {
            None => Field::Words,
            Some(name @ (AFTER | BEFORE | DATE)) => {
                if !is_date(words) {
                    return Err(Fault::Date(words.to_string()));
                }
                if name != BEFORE {
                    self.after = Some(words.to_string());
                }
                if name != AFTER {
                    self.before = Some(words.to_string());
                }
                return Ok(());
            }
            Some(name) => {
                let known = FIELDS.iter().find(|(known, ..)| *known == name);
                known.ok_or_else(|| Fault::Field(name.to_string()))?.1
            }
        };
        let is_begun = words.ends_with('*');
        let words = words.trim_end_matches('*').to_string();
        if words.chars().any(char::is_alphanumeric) {
            self.terms.push(Term { field, words, is_begun, is_barred });
        }
        Ok(())
    }

    /// The terms of a field that must, or must not, occur.
    pub fn of(&self, field: Field, is_barred: bool) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.field == field && term.is_barred == is_barred)
    }
}

/// The word before a colon, if something stands behind it, and the rest.
fn named(rest: &str) -> (Option<&str>, &str) {
    let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
    match rest[end..].strip_prefix(':').filter(|behind| end > 0 && !behind.starts_with(char::is_whitespace)) {
        Some(behind) if !behind.is_empty() => (Some(&rest[..end]), behind),
        _ => (None, rest),
    }
}

/// A word or a phrase at the start, without its marks, and where it ends.
fn word(rest: &str) -> Result<(&str, usize), Fault> {
    let Some(phrase) = rest.strip_prefix('"') else {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        return Ok((&rest[..end], end));
    };
    let end = phrase.find('"').ok_or(Fault::Unclosed)?;
    Ok((&phrase[..end], end + 2))
}

fn is_date(words: &str) -> bool {
    let lengths = [4, 2, 2];
    let parts: Vec<&str> = words.split('-').collect();
    let is_part = |(part, length): (&&str, &usize)| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() <= lengths.len() && parts.iter().zip(&lengths).all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(field: Field, words: &str) -> Term {
        Term { field, words: words.into(), is_begun: false, is_barred: false }
    }

    #[test]
    fn words_phrases_fields_and_dates() {
        let query = Query::parse(" rent \"town hall\" person:Finch source:\"Daily News\" hous* -bridge after:2019-05")
            .expect("right");
        let barred = Term { is_barred: true, ..term(Field::Words, "bridge") };
        let begun = Term { is_begun: true, ..term(Field::Words, "hous") };
        let expected = [
            term(Field::Words, "rent"),
            term(Field::Words, "town hall"),
            term(Field::Person, "Finch"),
            term(Field::Source, "Daily News"),
            begun,
            barred,
        ];
        assert_eq!((query.terms, query.after.as_deref(), query.before), (expected.to_vec(), Some("2019-05"), None));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (typed, fault) in [
            ("  ", Fault::Empty),
            ("-rent", Fault::Empty),
            ("by:finch", Fault::Field("by".into())),
            ("rent after:May", Fault::Date("May".into())),
            ("before:2020-5", Fault::Date("2020-5".into())),
            ("\"town hall", Fault::Unclosed),
        ] {
            assert_eq!(Query::parse(typed), Err(fault), "{typed}");
        }
        // No field: a time, an ellipsis, a colon at the end.
        for typed in ["10:30", "rent:", "note: this", "\"by:finch\""] {
            assert!(Query::parse(typed).is_ok(), "{typed}");
        }
    }
}
