//! The jump to a heading, a person, a quotation or a note, where a list beside the body is.
//!
//! Comes in: what can be meant, and the reader. Goes out: what is listed.

use super::choices::Choices;
use crate::ui::geometry::Focus;
use crate::ui::jump::{Jump, told};
use crate::ui::reader::Reader;

pub fn choices<'c>(jump: &'c Jump, reader: &Reader<'c>) -> Choices<'c> {
    let row = |target: &_| {
        let (name, what) = told(jump, reader.article, *target);
        (name.into(), Some(what).filter(|what| !what.is_empty()))
    };
    Choices {
        title: match jump.listed {
            Some(_) => "Find a note",
            None => "Jump to a heading, a person, a quotation",
        }
        .to_string(),
        rows: jump.choices.iter().map(row).collect(),
        cursor: jump.cursor,
        none: "Nothing here has these letters",
        over: [Focus::Quotes, Focus::People, Focus::Contents],
    }
}
