//! Which speakers of several articles are one person.
//!
//! Comes in: rows of single articles, those of people who say nothing among them. Goes
//! out: rows of all. People are one by their full name; and where one is called as only
//! one other is called elsewhere, by that alias. Never are two one whom an article has
//! apart, or of whom the articles' words say different things. May not know articles.

use std::collections::{HashMap, HashSet};

use super::{Kind, Row};
use crate::engine::fold::{fold, lower};

/// More forms of a name are not kept.
const ALIASES: usize = 20;

/// The rows of all articles.
pub fn join(rows: Vec<Row>) -> Vec<Row> {
    let mut groups = by_name(rows);
    let mut owners = owners(&groups);
    // The longest names first: a part of one is joined to what is whole.
    let mut order: Vec<usize> = (0..groups.len()).filter(|&g| groups[g].row.kind == Kind::Person).collect();
    order.sort_by_key(|&g| std::cmp::Reverse(groups[g].key.len()));
    let mut into: Vec<usize> = (0..groups.len()).collect();
    for group in order {
        let Some(owner) = owners.remove(&groups[group].key).and_then(|mut all| (all.len() == 1).then(|| all.remove(0)))
        else {
            continue;
        };
        let owner = root(&into, owner);
        if owner != group && groups[owner].allows(&groups[group]) {
            let joined = std::mem::take(&mut groups[group]);
            groups[owner].take(joined);
            into[group] = owner;
        }
    }
    let is_left = |(index, _): &(usize, Group)| into[*index] == *index;
    groups.into_iter().enumerate().filter(is_left).map(|(_, group)| group.row).collect()
}

/// Rows that are one.
#[derive(Default)]
struct Group {
    row: Row,
    key: String,
    /// The articles in which they are named.
    articles: HashSet<usize>,
}

impl Group {
    fn new(row: Row, key: String) -> Group {
        let articles = HashSet::from([row.first.article]);
        Group { row, key, articles }
    }

    /// Whether the other can be the same person.
    fn allows(&self, other: &Group) -> bool {
        let is_other = matches!((self.row.gender(), other.row.gender()), (Some(a), Some(b)) if a != b);
        !is_other && self.articles.is_disjoint(&other.articles)
    }

    fn take(&mut self, other: Group) {
        let (own, other_row) = (&mut self.row, other.row);
        for form in std::iter::once(other_row.name).chain(other_row.aliases) {
            if form != own.name && own.aliases.len() < ALIASES && !own.aliases.contains(&form) {
                own.aliases.push(form);
            }
        }
        own.role = own.role.take().or(other_row.role);
        own.first = own.first.clone().min(other_row.first);
        own.turns.extend(other_row.turns);
        own.signs.extend(other_row.signs);
        self.articles.extend(other.articles);
    }
}

fn root(into: &[usize], mut group: usize) -> usize {
    while into[group] != group {
        group = into[group];
    }
    group
}

fn key(name: &str) -> String {
    lower(&fold(name))
}

/// Rows of the same name are one. A source without a name is only itself, and of nobody
/// known there is one row.
fn by_name(rows: Vec<Row>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<(Kind, String), usize> = HashMap::new();
    for row in rows {
        let key = key(&row.name);
        match known.get(&(row.kind, key.clone())).filter(|_| row.kind != Kind::Unnamed) {
            Some(&group) => groups[group].take(Group::new(row, String::new())),
            None => {
                known.insert((row.kind, key.clone()), groups.len());
                groups.push(Group::new(row, key));
            }
        }
    }
    groups
}

/// Whose each alias is.
fn owners(groups: &[Group]) -> HashMap<String, Vec<usize>> {
    let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, group) in groups.iter().enumerate().filter(|(_, group)| group.row.kind == Kind::Person) {
        for alias in &group.row.aliases {
            let all = owners.entry(key(alias)).or_default();
            if all.last() != Some(&index) {
                all.push(index);
            }
        }
    }
    owners
}
