//! Records to text: the table of formats.
//!
//! Comes in: records. Goes out: for each its text without a line end behind it;
//! nothing in the words can break out of the format that they are put into. May
//! not know where records come from or where the text goes.

mod markup;
mod template;

pub use template::Template;

use serde::{Serialize, Serializer};

use crate::record::{Kind, Record, Value};

/// A way to write records.
pub struct Format {
    pub name: &'static str,
    pub about: &'static str,
    /// Whether it is for quotations only.
    pub quotes_only: bool,
    /// What stands before the first record.
    pub head: fn(Kind) -> Option<String>,
    pub write: fn(&Record<'_>) -> String,
    /// Whether a blank line stands between two records.
    pub apart: bool,
}

/// All formats, the usual one first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        about: "the words, one line a quotation",
        quotes_only: false,
        head: no_head,
        write: text,
        apart: false,
    },
    Format {
        name: "markdown",
        about: "a block quote with its speaker and source",
        quotes_only: true,
        head: no_head,
        write: markup::markdown,
        apart: true,
    },
    Format {
        name: "json",
        about: "JSON Lines: one object a line",
        quotes_only: false,
        head: no_head,
        write: json,
        apart: false,
    },
    Format {
        name: "csv",
        about: "comma-separated values, the names first",
        quotes_only: false,
        head: csv_head,
        write: csv,
        apart: false,
    },
    Format {
        name: "org",
        about: "an Org quote block",
        quotes_only: true,
        head: no_head,
        write: markup::org,
        apart: true,
    },
    Format {
        name: "latex",
        about: "a LaTeX quote environment",
        quotes_only: true,
        head: no_head,
        write: markup::latex,
        apart: true,
    },
];

/// The names of the formats that such records can be written in.
pub fn names(kind: Kind) -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(move |f| kind == Kind::Quote || !f.quotes_only)
}

/// The format of that name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

fn no_head(_: Kind) -> Option<String> {
    None
}

/// The words of a quotation. People and sections are columns apart by tabs, the
/// numbers first: these are short, so that the columns stand under each other
/// without being filled up, and `cut -f3` gives the names.
fn text(record: &Record<'_>) -> String {
    let columns: &[&str] = match record.kind {
        Kind::Quote => &["words"],
        Kind::Person => &["quotes", "share", "name", "role"],
        Kind::Section => &["section", "quotes", "heading"],
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
        Value::Share(share) => rounded(*share).to_string(),
        Value::List(list) => list.join("; "),
        Value::Spans(spans) => spans.iter().map(|[s, e]| format!("{s}-{e}")).collect::<Vec<_>>().join("; "),
    }
}

#[cfg(test)]
mod tests;
