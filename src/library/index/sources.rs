//! Sources who are none of the people, by the words that stand for them.
//!
//! Comes in: words. Goes out: those of whom all the words are said, in any order, with what
//! is quoted of them. Nobody can tell whether two of one description are one person: they are
//! told together as the description, and never with anybody else. May not know how answers
//! are shown.

use std::collections::HashMap;

use rusqlite::{Connection, params_from_iter};

use super::Fault;
use super::ask::{all, size};
use crate::catalog::{Voice, gist};
use crate::ledger::Kind;

/// What is said with all of some words: of quotations in which others occur, if there are any.
pub fn narrowed(words: &Option<String>) -> &'static str {
    if words.is_some() { "AND q.id IN (SELECT rowid FROM said WHERE said MATCH ?2)" } else { "" }
}

/// Those who are described so, as the earliest article does, and what each said. Who said
/// most comes first.
pub fn described(connection: &Connection, as_what: &str, words: &str) -> Result<Vec<Voice>, Fault> {
    let (Some(asked), words) = (all(as_what), all(words)) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT q.id, q.called, q.is_named FROM sources s JOIN quote q ON q.id = s.rowid JOIN article a ON a.id = q.article
         WHERE sources MATCH ?1 {} ORDER BY a.published IS NULL, a.published, a.name, a.number, q.number",
        narrowed(&words)
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(std::iter::once(asked).chain(words)))?;
    let (mut voices, mut known) = (Vec::<Voice>::new(), HashMap::<(Kind, String), usize>::new());
    while let Some(row) = rows.next()? {
        let (id, called, is_named): (_, String, Option<bool>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let kind = if is_named == Some(true) { Kind::Name } else { Kind::Unnamed };
        let place = *known.entry((kind, gist(&called))).or_insert(voices.len());
        if place == voices.len() {
            voices.push(Voice { name: called, kind, quotes: Vec::new() });
        }
        voices[place].quotes.push(id);
    }
    Voice::arrange(&mut voices);
    Ok(voices)
}

/// How many quotations there are of each who is described so, without a look at them.
pub fn counted(connection: &Connection, as_what: &str, words: &str) -> Result<Vec<(String, usize)>, Fault> {
    let (Some(asked), words) = (all(as_what), all(words)) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT q.called, count(*) FROM sources s JOIN quote q ON q.id = s.rowid WHERE sources MATCH ?1 {}
         GROUP BY q.called ORDER BY count(*) DESC, q.called",
        narrowed(&words)
    );
    let mut statement = connection.prepare(&sql)?;
    let rows = statement
        .query_map(params_from_iter(std::iter::once(asked).chain(words)), |row| Ok((row.get(0)?, size(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
