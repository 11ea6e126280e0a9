//! Quotations in RIS, which programs for references import.
//!
//! Comes in: the record of a quotation. Goes out: a reference to its article, one tag
//! a line, with the words as a note. Lines end as that format wants it, but for the
//! line feed of the last. May not know any other format.

use super::name::Name;
use super::reference::{Kind, Reference};
use crate::article::one_line;
use crate::record::Record;

pub fn ris(record: &Record<'_>) -> String {
    let reference = Reference::of(record);
    let (kind, from) = match reference.kind {
        Kind::Article => ("NEWS", "T2"),
        Kind::Page => ("ELEC", "T2"),
        Kind::Book => ("BOOK", "PB"),
    };
    let authors = reference.authors.iter().map(|author| ("AU", starless(&name(author))));
    let year = reference.date.first().map(|year| format!("{year:04}"));
    let fields = [
        ("TI", reference.title.map(str::to_string)),
        (from, reference.source.map(starless)),
        ("PY", year),
        ("DA", Some(reference.date_with("/")).filter(|d| !d.is_empty())),
        ("UR", reference.link.clone()),
        ("N1", Some(reference.note.clone())),
    ];
    let known = fields.into_iter().filter_map(|(tag, value)| Some((tag, value?)));
    let lines = std::iter::once(("TY", kind.to_string())).chain(authors).chain(known);
    let lines: String = lines.map(|(tag, value)| format!("{tag}  - {}\r\n", one_line(&value))).collect();
    lines + "ER  - \r"
}

fn name(name: &Name<'_>) -> String {
    match name {
        Name::Person { family, given, suffix: None } => format!("{family}, {given}"),
        Name::Person { family, given, suffix: Some(suffix) } => format!("{family}, {given}, {suffix}"),
        Name::Whole(name) => name.to_string(),
    }
}

/// Names of people and of papers may not have a star there.
fn starless(words: &str) -> String {
    words.replace('*', "")
}
