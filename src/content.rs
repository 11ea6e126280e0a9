//! Content files: TOML to an article. The only place that knows the schema.
//!
//! Comes in: the text of a file. Goes out: the article, and every fault with its
//! place in the file. One walk serves both the tolerant reader and the strict
//! `check`. May not open files, print, or know a terminal.

mod edit;
mod fault;
mod hint;
mod names;
mod plainly;
mod quotes;
mod sheet;
mod syntax;
mod values;
mod weight;
mod write;

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

pub use edit::edit;
pub use fault::{Fault, FaultKind};
pub use names::closest;
use names::same_name;
pub use plainly::is_plainly;
pub use quotes::Place;
pub use syntax::parse;
pub use write::write;

use crate::article::{Article, Origin, Person, Provenance, Source, Wanted};
use crate::assemble::{self, Part};
use crate::clean;
use crate::markdown;

/// The tables of a content file and the keys that each may have.
pub const SCHEMA: &[(&str, &[&str])] = &[
    (
        "the article",
        &[
            "title",
            "subtitle",
            "authors",
            "published",
            "language",
            "source",
            "import",
            "find",
            "sections",
            "people",
            "quotes",
        ],
    ),
    ("[source]", &["name", "url"]),
    ("[[sections]]", &["heading", "body"]),
    ("[[people]]", &["name", "aliases", "role", "about", "origin"]),
    ("[[quotes]]", &["text", "speaker", "context", "section", "nth", "headline", "certainty", "origin", "rejected"]),
    ("[find]", &["quotes", "others"]),
    ("[import]", &["from", "date", "hash"]),
];

/// So many bytes are looked through for passages, names and headings that are
/// close to those that are not there. A file with very many faults gets no hint
/// for the last of them.
const NEAREST: usize = 32 << 20;

/// How much the caller wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rigour {
    /// Only what keeps the article from being read.
    Tolerant,
    /// Every fault.
    Strict,
}

/// An article as far as it could be read, and what is wrong with the file, in
/// the order of the file.
pub struct Reading {
    /// None if a fault is fatal.
    pub article: Option<Article>,
    pub faults: Vec<Fault>,
}

/// Reads a content file.
pub fn read(source: &str, rigour: Rigour) -> Reading {
    walk(source, rigour, false).0
}

/// Every fault of a content file, and which of its quotes stands where; none if a
/// fault is fatal.
pub fn places(source: &str) -> (Vec<Fault>, Option<Vec<Place>>) {
    let (reading, places) = walk(source, Rigour::Strict, true);
    (reading.faults, reading.article.map(|_| places))
}

fn walk(source: &str, rigour: Rigour, is_mapped: bool) -> (Reading, Vec<Place>) {
    let table = match syntax::parse(source) {
        Ok(table) => table,
        Err(faults) => return (Reading { article: None, faults }, Vec::new()),
    };
    let mut walk = Walk { faults: Vec::new(), rigour, nearest_left: NEAREST, is_mapped, places: Vec::new() };
    let article = walk.article(table.get_ref());
    let mut faults = walk.faults;
    faults.sort_by_key(|f| f.span.start);
    let readable = !faults.iter().any(|f| f.kind.is_fatal());
    (Reading { article: readable.then_some(article), faults }, walk.places)
}

type Value<'i> = toml::Spanned<DeValue<'i>>;

/// One walk through the tables of a file.
struct Walk {
    faults: Vec<Fault>,
    rigour: Rigour,
    nearest_left: usize,
    /// Whether it is told which quote stands where.
    is_mapped: bool,
    places: Vec<Place>,
}

impl Walk {
    fn report(&mut self, span: Range<usize>, kind: FaultKind) {
        if kind.is_fatal() || self.rigour == Rigour::Strict {
            self.faults.push(Fault { span, kind });
        }
    }

    fn article(&mut self, table: &DeTable<'_>) -> Article {
        self.check_keys(table, 0);
        let source = self.table(table, "source").map(|t| self.source(t)).unwrap_or_default();
        let mut article = Article {
            subtitle: self.line(table, "subtitle"),
            authors: self.lines(table, "authors"),
            published: self.date(table, "published"),
            language: self.line(table, "language"),
            source,
            wanted: self.table(table, "find").map(|t| self.wanted(t)).unwrap_or_default(),
            provenance: self.table(table, "import").map(|t| self.provenance(t)),
            ..Article::default()
        };
        match self.line(table, "title") {
            Some(title) => article.title = title,
            None => self.missing(table, "title", 0..0, FaultKind::MissingTitle),
        }
        assemble::push_head(&mut article);
        self.sections(table, &mut article);
        self.people(table, &mut article);
        self.quotes(table, &mut article);
        article
    }

    /// Reports that a key is not there. One that is there with a wrong value is
    /// reported already.
    fn missing(&mut self, table: &DeTable<'_>, key: &str, place: Range<usize>, kind: FaultKind) {
        if !table.contains_key(key) {
            self.report(place, kind);
        }
    }

    fn source(&mut self, table: &DeTable<'_>) -> Source {
        self.check_keys(table, 1);
        Source { name: self.line(table, "name"), url: self.line(table, "url") }
    }

    fn wanted(&mut self, table: &DeTable<'_>) -> Wanted {
        self.check_keys(table, 5);
        let all = Wanted::default();
        Wanted {
            quotes: self.boolean(table, "quotes").unwrap_or(all.quotes),
            others: self.boolean(table, "others").unwrap_or(all.others),
        }
    }

    fn provenance(&mut self, table: &DeTable<'_>) -> Provenance {
        self.check_keys(table, 6);
        Provenance {
            from: self.line(table, "from").unwrap_or_default(),
            date: self.date(table, "date"),
            hash: self.line(table, "hash").unwrap_or_default(),
        }
    }

    fn sections(&mut self, table: &DeTable<'_>, article: &mut Article) {
        let mut has_body = false;
        for (section, span) in self.tables(table, "sections") {
            self.check_keys(section, 2);
            let heading = self.line(section, "heading");
            let body = self.string(section, "body");
            // The heading of a section is of level 2.
            let blocks = body.map(|body| markdown::read(body, 3)).unwrap_or_default();
            let is_wrong = body.is_none() && section.contains_key("body");
            let is_empty = blocks.is_empty();
            has_body |= !is_empty || is_wrong;
            if is_empty && !is_wrong {
                self.report(span, FaultKind::EmptySection);
            }
            assemble::push_part(article, Part { heading, blocks });
        }
        if !has_body && !matches!(table.get("sections").map(|v| v.get_ref()), Some(v) if !v.is_array()) {
            self.report(0..0, FaultKind::NoBody);
        }
    }

    fn people(&mut self, table: &DeTable<'_>, article: &mut Article) {
        let mut seen = HashMap::new();
        let mut owners = HashMap::new();
        for (person, span) in self.tables(table, "people") {
            self.check_keys(person, 3);
            let Some(name) = self.line(person, "name") else {
                self.missing(person, "name", span, FaultKind::MissingKey { key: "name", place: "this person" });
                continue;
            };
            if seen.insert(same_name(&name), ()).is_some() {
                let place = person.get("name").map_or(span, |v| v.span());
                self.report(place, FaultKind::DuplicatePerson { name });
                continue;
            }
            let aliases = self.lines(person, "aliases");
            let origin = self.one_of(person, "origin", &Origin::ALL, Origin::name).unwrap_or_default();
            // Namesakes whom nobody has told apart are no fault of an author.
            if origin != Origin::Found {
                self.shared_aliases(person, article.people.len(), &mut owners, &article.people);
            }
            article.people.push(Person {
                name,
                aliases,
                role: self.line(person, "role"),
                about: self.line(person, "about"),
                origin,
                ..Person::default()
            });
        }
    }

    /// Reports aliases that somebody before has as well.
    fn shared_aliases(
        &mut self,
        person: &DeTable<'_>,
        id: usize,
        owners: &mut HashMap<String, usize>,
        people: &[Person],
    ) {
        let aliases = person.get("aliases").and_then(|v| v.get_ref().as_array());
        for item in aliases.iter().flat_map(|a| a.iter()) {
            let alias = clean::line(item.get_ref().as_str().unwrap_or_default().trim());
            let owner = *owners.entry(same_name(&alias)).or_insert(id);
            if owner != id && !alias.is_empty() {
                let first = people.get(owner).map_or(String::new(), |p| p.name.clone());
                self.report(item.span(), FaultKind::SharedAlias { alias: alias.into_owned(), first });
            }
        }
    }

    /// Whether there is time to look for something close.
    fn may_look(&mut self, bytes: usize) -> bool {
        let left = self.nearest_left.checked_sub(bytes);
        self.nearest_left = left.unwrap_or(self.nearest_left);
        self.rigour == Rigour::Strict && left.is_some()
    }

    /// Reports keys that the table with this number in [`SCHEMA`] does not have.
    fn check_keys(&mut self, table: &DeTable<'_>, number: usize) {
        let (place, known) = SCHEMA[number];
        if self.rigour == Rigour::Tolerant {
            return;
        }
        for key in table.keys().filter(|k| !known.contains(&k.get_ref().as_ref())) {
            let nearest = closest(key.get_ref(), known.iter().copied());
            let name = clean::line(key.get_ref()).into_owned();
            self.report(key.span(), FaultKind::UnknownKey { key: name, place, nearest });
        }
    }
}

#[cfg(test)]
mod tests;
