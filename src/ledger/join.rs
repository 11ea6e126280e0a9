//! The rows of several articles made those of all.
//!
//! Comes in: rows of single articles, those of people who say nothing among them. Goes
//! out: rows of all. Which people are one is not decided here, but in `people`; other names
//! are one if they are the same, and a source without a name is nobody else's. May not know
//! articles.

use std::collections::HashMap;

use super::{Kind, Row};
use crate::engine::fold::{fold, lower};
use crate::people::{self, Census, Individual, Person};

/// More forms of a name are not kept.
const ALIASES: usize = 20;

/// The rows of all articles.
pub fn join(rows: Vec<Row>) -> Vec<Row> {
    let (people, others): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.kind == Kind::Person);
    let mut joined = persons(people);
    joined.append(&mut by_name(others));
    joined
}

fn persons(rows: Vec<Row>) -> Vec<Row> {
    let person = |(id, row): (usize, &Row)| Person {
        id,
        article: row.first.article,
        name: row.name.clone(),
        aliases: row.aliases.clone(),
        gender: row.gender(),
    };
    let census = Census::new(rows.iter().enumerate().map(person).collect());
    let Ok(individuals) = people::join(&census, census.kins());
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    let whole = |Individual { name, members }: Individual| {
        let mut ids: Vec<usize> = members.into_iter().map(|member| member.id).collect();
        ids.sort_unstable();
        let first = *ids.first()?;
        let mut members = ids.into_iter().filter_map(|id| rows.get_mut(id)?.take());
        let mut row = members.next()?;
        let called = std::mem::replace(&mut row.name, name);
        let aliases = std::mem::take(&mut row.aliases);
        std::iter::once(called).chain(aliases).for_each(|form| call(&mut row, form));
        members.for_each(|other| take(&mut row, other));
        Some((first, row))
    };
    let mut out: Vec<(usize, Row)> = individuals.into_iter().filter_map(whole).collect();
    out.sort_by_key(|(first, _)| *first);
    out.into_iter().map(|(_, row)| row).collect()
}

/// Keeps one more form of the name.
fn call(row: &mut Row, form: String) {
    if form != row.name && row.aliases.len() < ALIASES && !row.aliases.contains(&form) {
        row.aliases.push(form);
    }
}

fn take(row: &mut Row, other: Row) {
    std::iter::once(other.name).chain(other.aliases).for_each(|form| call(row, form));
    row.role = row.role.take().or(other.role);
    row.first = row.first.clone().min(other.first);
    row.turns.extend(other.turns);
    row.signs.extend(other.signs);
}

/// Rows of the same name are one, but for sources without one.
fn by_name(rows: Vec<Row>) -> Vec<Row> {
    let (mut out, mut known) = (Vec::<Row>::new(), HashMap::<(Kind, String), usize>::new());
    for row in rows {
        let key = (row.kind, lower(&fold(&row.name)));
        match known.get(&key).filter(|_| row.kind != Kind::Unnamed) {
            Some(&place) => take(&mut out[place], row),
            None => {
                known.insert(key, out.len());
                out.push(row);
            }
        }
    }
    out
}
