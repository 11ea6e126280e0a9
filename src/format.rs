//! Records to text: the table of formats.
//!
//! Comes in: records. Goes out: for each its text without a line end behind it;
//! nothing in the words can break out of the format that they are put into. May
//! not know where records come from or where the text goes.

mod bibtex;
mod credit;
mod csl;
mod markup;
mod name;
mod note;
mod reference;
mod ris;
#[cfg(feature = "citations")]
mod style;
mod template;

pub use note::{above, above_unplaced};
pub use template::Template;

use serde::{Serialize, Serializer};

use crate::record::{Kind, Record, Value};

/// A way to write records.
pub struct Format {
    pub name: &'static str,
    /// Stands for it after the key that copies in a format.
    pub letter: char,
    pub about: &'static str,
    /// The records that can be written in it.
    pub kinds: &'static [Kind],
    /// What stands before the first record.
    pub head: fn(Kind) -> Option<String>,
    pub write: fn(&Record<'_>) -> String,
    /// What stands before each other record.
    pub between: &'static str,
    /// What stands behind the last record, where all of them are in brackets.
    pub tail: Option<&'static str>,
}

impl Format {
    const fn new(name: &'static str, letter: char, write: fn(&Record<'_>) -> String, about: &'static str) -> Format {
        Format { name, letter, about, kinds: ALL, head: no_head, write, between: "", tail: None }
    }

    /// One for quotations and notes, with a blank line between two.
    const fn of_words(
        name: &'static str,
        letter: char,
        write: fn(&Record<'_>) -> String,
        about: &'static str,
    ) -> Format {
        Format { kinds: &[Kind::Quote, Kind::Note, Kind::Saying], ..Format::of_quotes(name, letter, write, about) }
    }

    /// One for quotations only, with a blank line between two.
    const fn of_quotes(
        name: &'static str,
        letter: char,
        write: fn(&Record<'_>) -> String,
        about: &'static str,
    ) -> Format {
        Format { kinds: &[Kind::Quote, Kind::Saying], between: "\n", ..Format::new(name, letter, write, about) }
    }

    /// A record by itself: with its brackets, but without the names of its fields.
    pub fn alone(&self, record: &Record<'_>) -> String {
        let mut words = (self.write)(record);
        // Where a line ends with two signs the last one has both.
        if words.ends_with('\r') {
            words.push('\n');
        }
        match ((self.head)(record.kind), self.tail) {
            (Some(head), Some(tail)) => format!("{head}{words}{tail}"),
            _ => words,
        }
    }
}

const ALL: &[Kind] =
    &[Kind::Quote, Kind::Person, Kind::Section, Kind::Note, Kind::Saying, Kind::Passage, Kind::Source, Kind::Turn];

/// All formats, the usual one first.
pub const FORMATS: &[Format] = &[
    Format::new("text", 't', text, "the words, one line a quotation"),
    Format::of_words("markdown", 'm', markup::markdown, "a block quote with its speaker and source"),
    Format::new("json", 'j', json, "JSON Lines: one object a line"),
    Format { head: csv_head, ..Format::new("csv", 'c', csv, "comma-separated values, the names first") },
    Format::of_words("org", 'o', markup::org, "an Org quote block"),
    Format::of_quotes("latex", 'l', markup::latex, "a LaTeX quote environment"),
    Format::of_quotes("typst", 'p', markup::typst, "a Typst block quote"),
    Format::of_quotes("bibtex", 'b', bibtex::bibtex, "an entry for biblatex, the words as its annotation"),
    Format::of_quotes("ris", 'r', ris::ris, "a reference for Zotero, EndNote and others, the words as its note"),
    Format {
        head: csl_head,
        between: ",",
        tail: Some("]"),
        ..Format::of_quotes("csl", 's', csl::csl, "CSL-JSON: an array of references, the words as their notes")
    },
    #[cfg(feature = "citations")]
    Format::of_quotes("apa", 'a', style::apa, "the words, who said them, and the reference in APA style"),
    #[cfg(feature = "citations")]
    Format::of_quotes("mla", 'M', style::mla, "the same in MLA style"),
    #[cfg(feature = "citations")]
    Format::of_quotes("chicago", 'C', style::chicago, "the same in Chicago style"),
    Format::of_quotes("link", 'u', link, "the article’s address, which opens it at the words"),
    Format {
        between: "",
        ..Format::of_quotes(
            "address",
            'd',
            address,
            "file, id and words, for `pullquote open`: found again after edits",
        )
    },
];

/// The names of the formats that such records can be written in.
pub fn names(kind: Kind) -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(move |f| f.kinds.contains(&kind))
}

/// The format of that name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

fn no_head(_: Kind) -> Option<String> {
    None
}

fn csl_head(_: Kind) -> Option<String> {
    Some("[".to_string())
}

fn link(record: &Record<'_>) -> String {
    record.text("link").unwrap_or_default().to_string()
}

fn address(record: &Record<'_>) -> String {
    record.text("address").unwrap_or_default().to_string()
}

/// The words of a quotation. Whatever else there is, is columns apart by tabs, the
/// numbers first: these are short, so that the columns stand under each other
/// without being filled up, and `cut -f3` gives the names.
fn text(record: &Record<'_>) -> String {
    let columns: &[&str] = match record.kind {
        Kind::Quote => &["words"],
        Kind::Person => &["quotes", "share", "name", "role"],
        Kind::Section => &["section", "quotes", "heading"],
        Kind::Note => &["paragraph", "words", "text"],
        Kind::Saying => &["published", "certainty", "speaker", "words", "file", "id"],
        Kind::Passage => &["published", "title", "paragraph", "words", "file"],
        Kind::Source => &["quotes", "words", "share", "kind", "speaker", "role"],
        Kind::Turn => &["month", "paragraph", "quotes", "words", "speaker"],
    };
    let cell = |name: &&str| match record.fields().find(|(n, _)| n == name) {
        Some((_, Value::Share(share))) => format!("{:.0}%", share * 100.0),
        Some((_, value)) => plain(value),
        None => String::new(),
    };
    columns.iter().map(cell).collect::<Vec<_>>().join("\t").trim_end().to_string()
}

fn json(record: &Record<'_>) -> String {
    // Words and numbers can always be written.
    serde_json::to_string(record).unwrap_or_default()
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.fields())
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Missing => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => number.serialize(serializer),
            Value::Share(share) => serializer.serialize_f64(rounded(*share)),
            Value::List(list) => list.serialize(serializer),
            Value::Spans(spans) => spans.serialize(serializer),
            Value::Link(link) => link.text().serialize(serializer),
        }
    }
}

/// Four digits are more than a count of words can tell.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn csv_head(kind: Kind) -> Option<String> {
    Some(csv_row(kind.fields().iter().map(|f| f.name.to_string())))
}

fn csv(record: &Record<'_>) -> String {
    csv_row(record.values.iter().map(plain))
}

fn csv_row(cells: impl Iterator<Item = String>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(cells);
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_string()
}

/// A value in CSV, in templates and in lines of text.
fn plain(value: &Value<'_>) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Link(link) => link.text().unwrap_or_default().to_string(),
        Value::Share(share) => rounded(*share).to_string(),
        Value::List(list) => list.join("; "),
        Value::Spans(spans) => spans.iter().map(|[s, e]| format!("{s}-{e}")).collect::<Vec<_>>().join("; "),
    }
}

#[cfg(test)]
mod tests;
