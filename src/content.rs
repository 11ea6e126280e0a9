//! Content files: TOML to an article. The only place that knows the schema.
//!
//! Comes in: the text of a file. Goes out: the article, and every fault with its
//! place in the file. One walk serves both the tolerant reader and the strict
//! `check`. May not open files, print, or know a terminal.

mod fault;
mod names;
mod syntax;
mod values;
mod weight;

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

pub use fault::{Fault, FaultKind};
use names::{Headings, Names, closest, headings, same_name};

use crate::article::{Article, Block, Kind, Person, Quote, Section, Source, Span};
use crate::clean;
use crate::engine::locate::{Locator, Wanted, unmarked};
use crate::engine::nearest;
use crate::markdown;

/// The tables of a content file and the keys that each may have.
pub const SCHEMA: &[(&str, &[&str])] = &[
    (
        "the article",
        &["title", "subtitle", "authors", "published", "language", "source", "sections", "people", "quotes"],
    ),
    ("[source]", &["name", "url"]),
    ("[[sections]]", &["heading", "body"]),
    ("[[people]]", &["name", "aliases", "role", "about"]),
    ("[[quotes]]", &["text", "speaker", "context", "section", "nth"]),
];

/// So many bytes are looked through for passages, names and headings that are
/// close to those that are not there. A file with very many faults gets no hint
/// for the last of them.
const NEAREST: usize = 32 << 20;

/// What comparing two names costs, in bytes.
const COMPARED: usize = 64;

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
    let table = match syntax::parse(source) {
        Ok(table) => table,
        Err(faults) => return Reading { article: None, faults },
    };
    let mut walk = Walk { faults: Vec::new(), rigour, nearest_left: NEAREST };
    let article = walk.article(table.get_ref());
    let mut faults = walk.faults;
    faults.sort_by_key(|f| f.span.start);
    let readable = !faults.iter().any(|f| f.kind.is_fatal());
    Reading { article: readable.then_some(article), faults }
}

type Value<'i> = toml::Spanned<DeValue<'i>>;

/// One walk through the tables of a file.
struct Walk {
    faults: Vec<Fault>,
    rigour: Rigour,
    nearest_left: usize,
}

/// A quote as the file has it.
struct Entry {
    words: String,
    place: Range<usize>,
    speaker: Option<usize>,
    context: Option<String>,
    blocks: Range<usize>,
    nth: Option<usize>,
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
            ..Article::default()
        };
        match self.line(table, "title") {
            Some(title) => article.title = title,
            None if matches!(table.get("title").map(|v| v.get_ref()), Some(DeValue::String(_)) | None) => {
                self.report(0..0, FaultKind::MissingTitle);
            }
            None => {}
        }
        push_head(&mut article);
        self.sections(table, &mut article);
        self.people(table, &mut article);
        self.quotes(table, &mut article);
        article
    }

    fn source(&mut self, table: &DeTable<'_>) -> Source {
        self.check_keys(table, 1);
        Source { name: self.line(table, "name"), url: self.line(table, "url") }
    }

    fn sections(&mut self, table: &DeTable<'_>, article: &mut Article) {
        let mut has_body = false;
        for (section, span) in self.tables(table, "sections") {
            self.check_keys(section, 2);
            // The headline and what belongs to it stand in the first section.
            let first = if article.sections.is_empty() { 0 } else { article.blocks.len() };
            let heading = self.line(section, "heading");
            if let Some(words) = &heading {
                push_block(article, Kind::Heading(2), words);
            }
            let before = article.blocks.len();
            if let Some(body) = self.string(section, "body") {
                markdown::blocks(body, &mut article.blocks);
            }
            has_body |= article.blocks.len() > before;
            if article.blocks.len() == before {
                self.report(span, FaultKind::EmptySection);
            }
            article.sections.push(Section { heading, blocks: first..article.blocks.len() });
        }
        if !has_body && !matches!(table.get("sections").map(|v| v.get_ref()), Some(v) if !v.is_array()) {
            self.report(0..0, FaultKind::NoBody);
        }
    }

    fn people(&mut self, table: &DeTable<'_>, article: &mut Article) {
        let mut seen = HashMap::new();
        for (person, span) in self.tables(table, "people") {
            self.check_keys(person, 3);
            let Some(name) = self.line(person, "name") else {
                self.report(span, FaultKind::MissingKey { key: "name", place: "this person" });
                continue;
            };
            if seen.insert(same_name(&name), ()).is_some() {
                let place = person.get("name").map_or(span, |v| v.span());
                self.report(place, FaultKind::DuplicatePerson { name });
                continue;
            }
            article.people.push(Person {
                name,
                aliases: self.lines(person, "aliases"),
                role: self.line(person, "role"),
                about: self.line(person, "about"),
            });
        }
    }

    fn quotes(&mut self, table: &DeTable<'_>, article: &mut Article) {
        let mut names = Names::new(&article.people);
        let headings = headings(article);
        let mut entries = Vec::new();
        for (quote, span) in self.tables(table, "quotes") {
            self.check_keys(quote, 4);
            let Some(words) = self.string(quote, "text").map(clean::text).filter(|t| !t.trim().is_empty()) else {
                self.report(span, FaultKind::MissingKey { key: "text", place: "this quote" });
                continue;
            };
            let speaker = self.line(quote, "speaker").map(|name| {
                let place = quote.get("speaker").map_or(0..0, |v| v.span());
                self.speaker(name, place, &mut names, article)
            });
            entries.push(Entry {
                words: words.into_owned(),
                place: quote.get("text").map_or(span, |v| v.span()),
                speaker,
                context: self.line(quote, "context"),
                blocks: self.blocks_of(quote, &headings, article),
                nth: self.nth(quote),
            });
        }
        let spans = self.locate(&entries, article);
        for (entry, spans) in entries.into_iter().zip(spans) {
            let words = words_of(&spans, &article.blocks, &entry.words);
            article.quotes.push(Quote { spans, words, context: entry.context, speaker: entry.speaker });
        }
        article
            .quotes
            .sort_by(|a, b| (a.spans.is_empty(), a.spans.first()).cmp(&(b.spans.is_empty(), b.spans.first())));
    }

    /// The index of a speaker; somebody who is not in the list joins it.
    fn speaker(&mut self, name: String, place: Range<usize>, names: &mut Names, article: &mut Article) -> usize {
        if let Some(&id) = names.full.get(&same_name(&name)) {
            return id;
        }
        let known = names.other.get(&same_name(&name)).copied();
        if self.rigour == Rigour::Strict {
            let nearest = match known {
                Some(id) => Some(article.people[id].name.clone()),
                None if !self.may_look(article.people.len() * COMPARED) => None,
                None => closest(&name, article.people.iter().map(|p| p.name.as_str())).map(str::to_string),
            };
            self.report(place, FaultKind::UnknownSpeaker { name: name.clone(), nearest });
        }
        known.unwrap_or_else(|| {
            let id = article.people.len();
            names.full.insert(same_name(&name), id);
            article.people.push(Person { name, ..Person::default() });
            id
        })
    }

    /// The blocks that a quote's `section` leaves.
    fn blocks_of(&mut self, quote: &DeTable<'_>, headings: &Headings, article: &Article) -> Range<usize> {
        let whole = 0..article.blocks.len();
        let Some(heading) = self.line(quote, "section") else { return whole };
        if let Some(&section) = headings.get(&same_name(&heading)) {
            return article.sections[section].blocks.clone();
        }
        let known = article.sections.iter().filter_map(|s| s.heading.as_deref());
        let nearest = match self.may_look(article.sections.len() * COMPARED) {
            true => closest(&heading, known).map(str::to_string),
            false => None,
        };
        let place = quote.get("section").map_or(0..0, |v| v.span());
        self.report(place, FaultKind::UnknownSection { heading, nearest });
        whole
    }

    /// Whether there is time to look for something close.
    fn may_look(&mut self, bytes: usize) -> bool {
        let left = self.nearest_left.checked_sub(bytes);
        self.nearest_left = left.unwrap_or(self.nearest_left);
        self.rigour == Rigour::Strict && left.is_some()
    }

    fn nth(&mut self, quote: &DeTable<'_>) -> Option<usize> {
        let value = quote.get("nth")?;
        let number = value.get_ref().as_integer().and_then(|i| usize::from_str_radix(i.as_str(), i.radix()).ok());
        if number.is_none_or(|n| n == 0) {
            self.wrong_type("nth", "a number from 1 on", value);
        }
        number.filter(|&n| n > 0)
    }

    fn locate(&mut self, entries: &[Entry], article: &Article) -> Vec<Vec<Span>> {
        if entries.is_empty() {
            return Vec::new();
        }
        let mut locator = Locator::new(&article.blocks);
        let mut places = Vec::with_capacity(entries.len());
        for entry in entries {
            places.push(locator.locate(&Wanted { words: &entry.words, blocks: entry.blocks.clone(), nth: entry.nth }));
        }
        if self.rigour == Rigour::Strict {
            for (entry, spans) in entries.iter().zip(&places) {
                self.judge(entry, spans, &mut locator);
            }
        }
        places
    }

    fn judge(&mut self, entry: &Entry, spans: &[Span], locator: &mut Locator<'_>) {
        let wanted = Wanted { words: &entry.words, blocks: entry.blocks.clone(), nth: entry.nth };
        if spans.is_empty() {
            let kind = match (locator.has(&entry.words, &(0..usize::MAX)), entry.nth) {
                _ if locator.is_spent() => FaultKind::QuoteNotSought,
                (true, Some(_)) => FaultKind::NthNotFound,
                (true, None) => FaultKind::QuoteTaken,
                (false, _) => FaultKind::QuoteNotFound { closest: self.closest_passage(entry, locator) },
            };
            self.report(entry.place.clone(), kind);
        } else if entry.nth.is_none() {
            let rivals = locator.rivals(&wanted, spans);
            if rivals > 0 {
                self.report(entry.place.clone(), FaultKind::QuoteTied { places: rivals + 1 });
            }
        }
    }

    fn closest_passage(&mut self, entry: &Entry, locator: &Locator<'_>) -> Option<String> {
        if !self.may_look(locator.folded().text.len()) {
            return None;
        }
        nearest::passage(locator.folded(), &entry.words).map(str::to_string)
    }

    /// Reports keys that the table with this number in [`SCHEMA`] does not have.
    fn check_keys(&mut self, table: &DeTable<'_>, number: usize) {
        let (place, known) = SCHEMA[number];
        for key in table.keys().filter(|k| !known.contains(&k.get_ref().as_ref())) {
            let nearest = closest(key.get_ref(), known.iter().copied());
            let name = clean::line(key.get_ref()).into_owned();
            self.report(key.span(), FaultKind::UnknownKey { key: name, place, nearest });
        }
    }
}

fn push_head(article: &mut Article) {
    let title = article.title.clone();
    push_block(article, Kind::Title, &title);
    if let Some(subtitle) = article.subtitle.clone() {
        push_block(article, Kind::Subtitle, &subtitle);
    }
    let authors = (!article.authors.is_empty()).then(|| format!("By {}", article.authors.join(", ")));
    let facts = [authors, article.source.name.clone(), article.published.clone()];
    let byline: Vec<String> = facts.into_iter().flatten().collect();
    if !byline.is_empty() {
        push_block(article, Kind::Byline, &byline.join(" · "));
    }
}

fn push_block(article: &mut Article, kind: Kind, words: &str) {
    if !words.is_empty() {
        article.blocks.push(Block { kind, depth: 0, words: words.to_string(), marks: Vec::new() });
    }
}

/// The words of a quote on one line: as the article has them, else as the file.
fn words_of(spans: &[Span], blocks: &[Block], written: &str) -> String {
    let length: usize = spans.iter().map(|s| s.end - s.start).sum();
    // Megabytes of white space within a quotation are not gone through for each
    // entry that has found it.
    let is_there = !spans.is_empty() && length <= 4 * (written.len() + 64);
    let pieces: Vec<&str> = match is_there {
        false => vec![unmarked(written)],
        true => spans.iter().map(|s| &blocks[s.block].words[s.start..s.end]).collect(),
    };
    let words = pieces.iter().flat_map(|p| p.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
