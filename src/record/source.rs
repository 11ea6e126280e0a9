//! The records of the source ledger.
//!
//! Comes in: a ledger. Goes out: a record for each speaker, and one for each paragraph or
//! month in which a speaker is quoted. May not know any format.

use std::borrow::Cow;

use super::{Field, Kind, Record, Value, field};
use crate::ledger::{Ledger, Row, Turn};

/// The fields of a speaker in the source ledger, in order.
pub const SOURCE: [Field; 14] = [
    field("file", "the file in which the speaker first appears"),
    field("speaker", "the name, or the words that stand for one; empty if unknown"),
    field("kind", "person; name: of a body, or of somebody too little is told of; unnamed; unknown"),
    field("aliases", "other forms of the name"),
    field("role", "what the person is"),
    field("gender", "woman or man, where the article’s own words say so: never by a given name"),
    field("gender_from", "the words that say so: a title, or what stands for the speaker of a quotation"),
    field("articles", "in how many articles they are quoted"),
    field("quotes", "how many quotations are theirs"),
    field("unsure", "how many of these are guesses"),
    field("words", "how many words these have"),
    field("share", "their share of all quoted words, 0 to 1"),
    field("section", "the heading of the section in which they first appear"),
    field("paragraph", "the number of the paragraph in which they first appear, from 1"),
];

/// The fields of when a speaker speaks, in order.
pub const TURN: [Field; 8] = [
    field("file", "the file, where there is one article"),
    field("month", "the month in which the articles were published, as YYYY-MM"),
    field("section", "the heading of the section, where there is one article"),
    field("paragraph", "the number of the paragraph, where there is one article"),
    field("speaker", "the name, or the words that stand for one; empty if unknown"),
    field("kind", "person, name, unnamed or unknown"),
    field("quotes", "how many quotations of theirs begin there"),
    field("words", "how many words these have"),
];

/// The speakers, those who are quoted most first.
pub fn sources(ledger: &Ledger) -> impl Iterator<Item = Record<'_>> {
    ledger.rows.iter().map(|row| {
        let first = row.first();
        let file =
            first.or_else(|| row.turns.first().map(|turn| &turn.at)).and_then(|at| ledger.sheets.get(at.article));
        let values: [Value<'_>; SOURCE.len()] = [
            file.map(|sheet| sheet.file.as_str()).into(),
            name(row),
            row.kind.name().into(),
            Value::List(&row.aliases),
            row.role.as_deref().into(),
            row.gender().map(|gender| gender.name()).into(),
            ledger.gender_from(row).map(Cow::from).into(),
            Value::Number(row.articles),
            Value::Number(row.turns.len()),
            Value::Number(row.unsure()),
            Value::Number(row.words()),
            Value::Share(ledger.share(row)),
            first.and_then(|at| ledger.heading(at)).into(),
            first.map(|at| at.paragraph).into(),
        ];
        Record { kind: Kind::Source, values: values.into() }
    })
}

/// When each of them speaks: of one article the paragraphs, of several the months.
pub fn turns(ledger: &Ledger) -> impl Iterator<Item = Record<'_>> {
    ledger.rows.iter().flat_map(|row| {
        let mut turns: Vec<&Turn> = row.turns.iter().collect();
        // Equal ones stay in order.
        turns.sort_by_key(|turn| when(ledger, turn));
        let runs: Vec<Vec<&Turn>> =
            turns.chunk_by(|a, b| when(ledger, a) == when(ledger, b)).map(<[&Turn]>::to_vec).collect();
        runs.into_iter().map(|run| turn(ledger, row, &run))
    })
}

fn turn<'a>(ledger: &'a Ledger, row: &'a Row, run: &[&'a Turn]) -> Record<'a> {
    let (month, paragraph) = run.first().map_or((None, None), |turn| when(ledger, turn));
    let at = run.first().map(|turn| &turn.at).filter(|_| paragraph.is_some());
    let values: [Value<'_>; TURN.len()] = [
        at.and_then(|at| ledger.sheets.get(at.article)).map(|sheet| sheet.file.as_str()).into(),
        month.into(),
        at.and_then(|at| ledger.heading(at)).into(),
        paragraph.into(),
        name(row),
        row.kind.name().into(),
        Value::Number(run.len()),
        Value::Number(run.iter().map(|turn| turn.words).sum()),
    ];
    Record { kind: Kind::Turn, values: values.into() }
}

/// The month, and where there is but one article the paragraph.
fn when<'a>(ledger: &'a Ledger, turn: &Turn) -> (Option<&'a str>, Option<usize>) {
    let is_one = ledger.sheets.len() == 1;
    (ledger.month(&turn.at), Some(turn.at.paragraph).filter(|number| is_one && *number > 0))
}

fn name(row: &Row) -> Value<'_> {
    Some(row.name.as_str()).filter(|name| !name.is_empty()).into()
}
