//! What can be wrong with a content file, and how it is said.
//!
//! Comes in: what the reader of content files found. Goes out: for each fault
//! its place in the file, one sentence on what is wrong and one on what to do.
//! The only place where these sentences are made.

use std::ops::Range;

use super::syntax;
use crate::diagnostic::Finding;

/// A fault and the bytes of the file that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub span: Range<usize>,
    pub kind: FaultKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    Syntax { message: String },
    UnclosedString,
    TooMuch,
    WrongType { key: String, wanted: &'static str, found: &'static str },
    MissingTitle,
    NoBody,
    UnknownKey { key: String, place: &'static str, nearest: Option<&'static str> },
    MissingKey { key: &'static str, place: &'static str },
    EmptyValue { key: &'static str },
    UnknownWord { key: &'static str, known: Vec<&'static str> },
    EmptySection,
    DuplicatePerson { name: String },
    SharedAlias { alias: String, first: String },
    UnknownSpeaker { name: String, nearest: Option<String> },
    UnknownSection { heading: String, nearest: Option<String> },
    QuoteNotFound { closest: Option<String> },
    QuoteTaken,
    QuoteElsewhere { heading: String },
    QuoteInside,
    QuoteNotSought,
    QuoteTied { places: usize },
    NthNotFound,
    NthZero,
}

impl Fault {
    /// As it is told.
    pub fn finding(&self) -> Finding {
        Finding { span: self.span.clone(), what: self.kind.what(), help: self.kind.help() }
    }
}

impl FaultKind {
    /// Whether an article with this fault cannot be read at all. The others are
    /// faults only for `check`.
    pub fn is_fatal(&self) -> bool {
        matches!(
            self,
            FaultKind::Syntax { .. }
                | FaultKind::UnclosedString
                | FaultKind::TooMuch
                | FaultKind::WrongType { .. }
                | FaultKind::MissingTitle
                | FaultKind::EmptyValue { key: "title" }
                | FaultKind::NoBody
        )
    }

    /// What is wrong, without a full stop.
    pub fn what(&self) -> String {
        match self {
            FaultKind::Syntax { message } => message.clone(),
            FaultKind::UnclosedString => "this string is never closed".into(),
            FaultKind::TooMuch => "the file has more tables, values, lines or marks than can be read".into(),
            FaultKind::WrongType { key, wanted, found } => format!("`{key}` must be {wanted}, not {found}"),
            FaultKind::MissingTitle => "the article has no `title`".into(),
            FaultKind::NoBody => "the article has no section with a body".into(),
            FaultKind::UnknownKey { key, place, .. } => format!("unknown key `{key}` in {place}"),
            FaultKind::MissingKey { key, place } => format!("{place} has no `{key}`"),
            FaultKind::EmptyValue { key } => format!("`{key}` is empty"),
            FaultKind::UnknownWord { key, .. } => format!("`{key}` has a word that means nothing here"),
            FaultKind::EmptySection => "this section is empty".into(),
            FaultKind::DuplicatePerson { name } => format!("“{name}” is in [[people]] twice"),
            FaultKind::SharedAlias { alias, first } => format!("“{alias}” is an alias of “{first}” already"),
            FaultKind::UnknownSpeaker { name, .. } => format!("the speaker “{name}” is not in [[people]]"),
            FaultKind::UnknownSection { heading, .. } => format!("no section has the heading “{heading}”"),
            FaultKind::QuoteNotFound { .. } => "these words are not in the body".into(),
            FaultKind::QuoteTaken => "every place of these words belongs to an earlier quote".into(),
            FaultKind::QuoteElsewhere { heading } => format!("these words are not in the section “{heading}”"),
            FaultKind::QuoteInside => "these words are only part of longer ones".into(),
            FaultKind::QuoteNotSought => "these words were not looked for: too many before them are not found".into(),
            FaultKind::QuoteTied { places } => format!("these words stand at {places} places that are as good"),
            FaultKind::NthNotFound => "these words do not stand in the body that often".into(),
            FaultKind::NthZero => "`nth` counts from 1".into(),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            FaultKind::Syntax { message } => syntax::help(message)?.into(),
            FaultKind::UnclosedString => "write the same three marks where it ends".into(),
            FaultKind::WrongType { key, wanted, .. } => type_help(key, wanted)?,
            FaultKind::TooMuch => "make several articles of it; some 100,000 quotations are fine".into(),
            FaultKind::MissingTitle => "add a first line `title = \"…\"`".into(),
            FaultKind::NoBody => "add a [[sections]] table with a `body`".into(),
            FaultKind::UnknownKey { nearest, .. } => format!("did you mean `{}`?", nearest.as_ref()?),
            FaultKind::MissingKey { key, .. } => format!("add `{key} = …`, or take the table out"),
            FaultKind::EmptyValue { key: key @ ("title" | "name" | "text") } => format!("fill `{key}` in"),
            FaultKind::EmptyValue { key } => format!("fill `{key}` in, or take it out"),
            FaultKind::UnknownWord { known, .. } => format!("write one of: {}", known.join(", ")),
            FaultKind::EmptySection => "give it a `body`, or take it out".into(),
            FaultKind::DuplicatePerson { .. } => "keep one; other forms of the name go into its `aliases`".into(),
            FaultKind::SharedAlias { .. } => "an alias is for one; where it is a `speaker`, write the full name".into(),
            FaultKind::UnknownSpeaker { nearest: Some(name), .. }
            | FaultKind::UnknownSection { nearest: Some(name), .. } => format!("did you mean “{name}”?"),
            FaultKind::UnknownSpeaker { .. } => "add the person, or leave `speaker` out: unknown stays unknown".into(),
            FaultKind::UnknownSection { .. } => "write the heading as it stands in [[sections]]".into(),
            FaultKind::QuoteNotFound { closest: Some(passage) } => format!("the closest passage is “{passage}”"),
            FaultKind::QuoteNotFound { closest: None } => "no passage comes near; is it another article’s?".into(),
            FaultKind::QuoteTaken => "take this entry out, or add its words to the body".into(),
            FaultKind::QuoteElsewhere { .. } => "they stand in another one: correct `section`, or take it out".into(),
            FaultKind::QuoteInside => "write whole words, as the body has them".into(),
            FaultKind::QuoteNotSought => "mend the quotes before it, or make two articles of this one".into(),
            FaultKind::QuoteTied { .. } => "add `nth = 1` (or 2, …) or `section = \"…\"` to say which".into(),
            FaultKind::NthNotFound => "correct `nth`; it counts from 1 in the body or the `section`".into(),
            FaultKind::NthZero => "write `nth = 1` for the first place, 2 for the next, …".into(),
        })
    }
}

fn type_help(key: &str, wanted: &str) -> Option<String> {
    Some(match wanted {
        "a string" => format!("put it in quotation marks: {key} = \"…\""),
        "an array of strings" => format!("write {key} = [\"…\"]"),
        "an array of tables" => format!("write [[{key}]] on a line of its own, its keys below"),
        "a table" => format!("write [{key}] on a line of its own, its keys below"),
        "true or false" => format!("write {key} = true or {key} = false"),
        "a date like 2020-09-10" => format!("write it without quotation marks: {key} = 2020-09-10"),
        _ => return None,
    })
}
