//! Quotations as BibTeX entries, in the fields of biblatex.
//!
//! Comes in: the record of a quotation. Goes out: an entry for its article, with the
//! words as an annotation, which no usual style prints. Braces within are written as
//! commands, as each brace counts. May not know any other format but LaTeX.

use super::markup::escape_latex;
use super::name::Name;
use super::reference::{Kind, Reference};
use crate::record::Record;

pub fn bibtex(record: &Record<'_>) -> String {
    let reference = Reference::of(record);
    let authors: Vec<String> = reference.authors.iter().map(name).collect();
    let (kind, from) = match reference.kind {
        Kind::Article => ("article", "journaltitle"),
        Kind::Page => ("online", "organization"),
        Kind::Book => ("book", "publisher"),
    };
    let fields = [
        ("author", Some(authors.join(" and ")).filter(|a| !a.is_empty())),
        // Within a second pair of braces capitals stay.
        ("title", reference.title.map(|title| format!("{{{}}}", escape(title)))),
        (from, reference.source.map(escape)),
        ("date", Some(reference.date_with("-")).filter(|d| !d.is_empty())),
        ("url", reference.link.clone()),
        ("annote", Some(escape(&reference.note))),
    ];
    let lines = fields.into_iter().filter_map(|(field, value)| Some(format!("  {field} = {{{}}},\n", value?)));
    format!("@{kind}{{{},\n{}}}", reference.key, lines.collect::<String>())
}

/// A name: what is not parted is protected, as is an “and” or a comma in a part.
fn name(name: &Name<'_>) -> String {
    match name {
        Name::Person { family, given, suffix: None } => format!("{}, {}", escape(family), escape(given)),
        Name::Person { family, given, suffix: Some(suffix) } => {
            format!("{}, {}, {}", escape(family), escape(suffix), escape(given))
        }
        Name::Whole(name) => format!("{{{}}}", escape(name)),
    }
}

fn escape(words: &str) -> String {
    escape_latex(words).replace("\\{", "\\textbraceleft{}").replace("\\}", "\\textbraceright{}")
}
