//! Verdicts as JSON Lines.
//!
//! Comes in: a verdict with its draft and sources. Goes out: one object in one line; its
//! fields are those of the README, and programs rely on them.

use serde::Serialize;

use super::Seen;
use crate::article::{Article, Quote};
use crate::diagnostic::Place;
use crate::verify::{Edit, Part};

#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    verdict: &'static str,
    words: &'a str,
    speaker: Option<&'a str>,
    certainty: &'static str,
    score: f64,
    diff: Vec<(&'static str, &'a str)>,
    edits: Vec<String>,
    source: Option<&'a str>,
    passage: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Piece<'a> {
    words: &'a str,
    paragraph: Option<usize>,
    quoted: bool,
    speaker: Option<&'a str>,
    certainty: Option<&'static str>,
}

/// The line of a verdict.
pub fn row(seen: &Seen<'_>, place: &mut Place) -> String {
    place.advance(&seen.file.text, seen.span.start);
    let verdict = seen.verdict;
    let source = seen.source();
    let pieces = verdict.passage.iter().flat_map(|passage| &passage.pieces).map(|piece| {
        let quote = source.zip(piece.quote).and_then(|(source, quote)| source.article.quotes.get(quote));
        Piece {
            words: &piece.words,
            paragraph: seen.paragraph(piece),
            quoted: piece.is_marked,
            speaker: source.zip(quote).and_then(|(source, quote)| name(&source.article, quote)),
            certainty: quote.map(|quote| quote.certainty.name()),
        }
    });
    let row = Row {
        file: &seen.file.opened.file,
        line: place.line,
        column: place.column,
        verdict: verdict.kind.name(),
        words: &seen.quote.words,
        speaker: name(&seen.file.opened.article, seen.quote),
        certainty: seen.quote.certainty.name(),
        score: (verdict.score * 1000.0).round() / 1000.0,
        diff: verdict.parts.iter().map(part).collect(),
        edits: verdict.edits.iter().map(edit).collect(),
        source: source.map(|source| source.file.as_str()),
        passage: pieces.collect(),
    };
    // Words and numbers can always be written.
    serde_json::to_string(&row).unwrap_or_default() + "\n"
}

fn name<'a>(article: &'a Article, quote: &Quote) -> Option<&'a str> {
    article.speaker(quote).map(|person| person.name.as_str())
}

fn part(part: &Part) -> (&'static str, &str) {
    match part {
        Part::Kept { draft, .. } => ("kept", draft.trim()),
        Part::Dropped(words) => ("dropped", words.trim()),
        Part::Put(words) => ("put in", words.trim()),
        Part::LeftOut(words) => ("left out", words.trim()),
        Part::Bracketed(words) => ("bracketed", words.trim()),
    }
}

fn edit(edit: &Edit) -> String {
    match edit {
        Edit::Case => "case".to_string(),
        Edit::Marks => "marks".to_string(),
        Edit::LeftOut(words) => format!("left out: {words}"),
        Edit::Bracketed(words) => format!("bracketed: {words}"),
        Edit::Replaced(words) => format!("replaced: {words}"),
        Edit::House { source, draft } => format!("house style: {source} → {draft}"),
    }
}
