//! An article as it is listed among references: for BibTeX, RIS and CSL-JSON.
//!
//! Comes in: the record of a quotation. Goes out: what all of these forms need, with
//! the quotation as a note. May not know any format.

use super::credit::{Style, address, said, words};
use super::name::Name;
use crate::engine::accent::bare;
use crate::record::Record;

/// What stands around nobody's name in plain text.
const PLAIN: Style =
    Style { escape: str::to_string, emphasis: |words| format!("[{words}]"), link: |_, words| words.to_string() };

/// What a reference is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An article in what it is from.
    Article,
    Page,
    /// Published by what it is from.
    Book,
}

pub struct Reference<'a> {
    pub kind: Kind,
    /// The same for the same quotation, of ASCII letters, digits and `-`.
    pub key: String,
    pub authors: Vec<Name<'a>>,
    pub title: Option<&'a str>,
    /// What the article is from.
    pub source: Option<&'a str>,
    /// Year, month and day, as many as are known.
    pub date: Vec<u16>,
    pub link: Option<String>,
    /// The words and who said them.
    pub note: String,
}

impl<'a> Reference<'a> {
    pub fn of(record: &'a Record<'_>) -> Reference<'a> {
        let authors: Vec<Name<'_>> = record.list("authors").iter().map(|name| Name::of(name)).collect();
        let date = date(record.text("published").unwrap_or_default());
        Reference {
            kind: kind(record),
            key: key(&authors, &date, record.text("id").unwrap_or_default()),
            authors,
            title: record.text("title"),
            source: record.text("source"),
            date,
            link: address(record),
            note: note(record),
        }
    }

    /// The date with a sign between its parts.
    pub fn date_with(&self, sign: &str) -> String {
        let part = |(index, part): (usize, &u16)| if index == 0 { format!("{part:04}") } else { format!("{part:02}") };
        self.date.iter().enumerate().map(part).collect::<Vec<_>>().join(sign)
    }
}

/// The words in marks, and who said them.
pub fn note(record: &Record<'_>) -> String {
    format!("“{}” — {}", words(record), said(record, &PLAIN))
}

/// Of a book that was imported before nothing tells that it is one.
fn kind(record: &Record<'_>) -> Kind {
    let is_book = |file: &str| file.to_ascii_lowercase().ends_with(".epub");
    match record.text("file") {
        Some(file) if is_book(file) => Kind::Book,
        _ if record.text("source").is_some() => Kind::Article,
        _ => Kind::Page,
    }
}

/// The parts of a date as TOML writes it, whose time is of no matter.
fn date(written: &str) -> Vec<u16> {
    let day = written.split(['T', 't', ' ']).next().unwrap_or_default();
    day.split('-').map_while(|part| part.parse().ok()).take(3).collect()
}

fn key(authors: &[Name<'_>], date: &[u16], id: &str) -> String {
    let first = authors.first().map_or("", |name| name.first().split(' ').next_back().unwrap_or_default());
    let letters: String = first.chars().map(bare).filter(char::is_ascii_alphanumeric).collect();
    let year = date.first().map(u16::to_string);
    let parts = [Some(letters.to_ascii_lowercase()).filter(|l| !l.is_empty()), year, Some(id.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_the_letters_without_accents() {
        let key_of = |name| key(&[Name::of(name)], &[2024], "q-1");
        assert_eq!(key_of("Ana Núñez"), "nunez-2024-q-1");
        assert_eq!(key_of("Søren Łukasz"), "lukasz-2024-q-1");
        assert_eq!(key_of("李小龙"), "2024-q-1");
    }
}
