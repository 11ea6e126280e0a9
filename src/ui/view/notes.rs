//! The list of the notes, where a list beside the body is.
//!
//! Comes in: the reader. Goes out: what is listed: what was noted with the words, those
//! whose words are gone at the end and told as such.

use super::choices::Choices;
use crate::glyph::truncate;
use crate::ui::geometry::Focus;
use crate::ui::reader::Reader;

/// Columns of a text before its words.
const SHOWN: usize = 60;

pub fn choices<'c>(cursor: usize, reader: &Reader<'c>) -> Choices<'c> {
    let all = &reader.notes.all;
    let row = |placed: &crate::notes::Placed| {
        let words = format!("“{}”", placed.note.line());
        let gone = placed.passage.is_none().then_some("not found");
        let (name, what) = match &placed.note.text {
            Some(text) => (truncate(text, SHOWN).into_owned(), Some(words)),
            None => (words, None),
        };
        let what: Vec<&str> = gone.into_iter().chain(what.as_deref()).collect();
        (name.into(), (!what.is_empty()).then(|| what.join("  ")))
    };
    Choices {
        title: match all.len() {
            1 => "1 note".to_string(),
            count => format!("{count} notes"),
        },
        rows: all.iter().map(row).collect(),
        cursor: cursor.min(all.len().saturating_sub(1)),
        none: "Nothing is noted here",
        over: [Focus::Quotes, Focus::People, Focus::Contents],
    }
}
