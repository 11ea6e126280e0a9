//! The list of the notes, where a list beside the body is.
//!
//! Comes in: the reader. Goes out: what is listed: what was noted with the words, and what
//! became of these; those whose words are gone at the end.

use super::choices::Choices;
use crate::glyph::truncate;
use crate::notes::{Fit, Placed};
use crate::ui::geometry::Focus;
use crate::ui::reader::Reader;

/// Stands in the margin beside a highlight; and where a note begins.
pub const HIGHLIGHT: &str = "┆";
const NOTE: &str = "+";
/// In the place of either where the words are others by now, and where they perhaps are.
const CHANGED: &str = "~";
const PERHAPS: &str = "?";
/// Columns of a text before its words, and before what became of them.
const SHOWN: usize = 60;
const SHORT: usize = 24;

/// The note that is to be shown with what became of its words, for the foot; nothing of a
/// plain highlight.
pub fn words(reader: &Reader<'_>) -> Option<(String, Option<String>)> {
    let placed = reader.note_to_show()?;
    let (text, fit) = (placed.note.text.as_deref(), placed.told(&reader.article.blocks));
    let shown = || [sign(placed).unwrap_or(HIGHLIGHT), text.unwrap_or_default()].join(" ").trim_end().to_string();
    (text.is_some() || fit.is_some()).then(|| (shown(), fit))
}

/// What stands beside the row where a note begins, if more than that it is one.
pub fn sign(placed: &Placed) -> Option<&'static str> {
    match (placed.fit, &placed.note.text) {
        (Fit::Changed, _) => Some(CHANGED),
        (Fit::Perhaps, _) => Some(PERHAPS),
        (_, Some(_)) => Some(NOTE),
        (_, None) => None,
    }
}

pub fn choices<'c>(cursor: usize, reader: &Reader<'c>) -> Choices<'c> {
    let all = &reader.notes.all;
    let row = |placed: &Placed| {
        let words = format!("“{}”", placed.note.line());
        let fit = placed.told(&reader.article.blocks);
        // What became of the words is not to be cut off.
        let shown = if fit.is_some() { SHORT } else { SHOWN };
        let (name, what) = match &placed.note.text {
            Some(text) => (truncate(text, shown).into_owned(), Some(words)),
            None if fit.is_some() => (truncate(&words, shown).into_owned(), None),
            None => (words, None),
        };
        let what: Vec<&str> = fit.as_deref().into_iter().chain(what.as_deref()).collect();
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
