//! The list of the notes, where a list beside the body is.
//!
//! Comes in: the reader. Goes out: what is listed: what was noted with the words, and what
//! became of these; those whose words are gone at the end.

use super::choices::Choices;
use crate::glyph::truncate;
use crate::notes::{Fit, Placed, difference};
use crate::ui::geometry::Focus;
use crate::ui::reader::Reader;

/// Columns of a text before its words.
const SHOWN: usize = 60;

/// What there is to say of the place of a note, if it is not plain: what is other in its
/// words now, which is what somebody who checks them has to know.
pub fn fit(placed: &Placed, reader: &Reader<'_>) -> Option<String> {
    let told = match placed.fit {
        Fit::Same => return None,
        Fit::Changed => "words changed",
        Fit::Perhaps => "perhaps here",
        Fit::Lost => "not found",
        Fit::Sought => "being looked for",
    };
    let now = placed.now(&reader.article.blocks).map(|now| difference(&placed.note.line(), &now));
    Some(match now.filter(|now| !now.is_empty()) {
        Some(now) => format!("{told}: {now}"),
        None => told.to_string(),
    })
}

pub fn choices<'c>(cursor: usize, reader: &Reader<'c>) -> Choices<'c> {
    let all = &reader.notes.all;
    let row = |placed: &Placed| {
        let words = format!("“{}”", placed.note.line());
        let fit = fit(placed, reader);
        let (name, what) = match &placed.note.text {
            Some(text) => (truncate(text, SHOWN).into_owned(), Some(words)),
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
