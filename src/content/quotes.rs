//! The quotes of a content file: found in the body, each with its speaker.
//!
//! Comes in: the tables of a file, and the article without its quotes. Goes out:
//! the quotes in it, and for each that has no place of its own the reason.

use std::ops::Range;

use toml::de::DeTable;

use super::fault::FaultKind;
use super::names::{Headings, Names, Runs, closest, headings, same_name};
use super::{Rigour, Walk};
use crate::article::{Article, Block, Certainty, Origin, Person, Quote, Span, one_line};
use crate::clean;
use crate::engine::locate::{Locator, Wanted, unmarked};
use crate::engine::nearest;

/// What comparing two names costs, in bytes.
const COMPARED: usize = 64;

/// An entry of `[[quotes]]`, and where its words were found.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its number in the file, from 0.
    pub entry: usize,
    /// None where the words are not in the article.
    pub spans: Vec<Span>,
    pub rejected: bool,
}

/// A quote as the file has it.
struct Entry {
    /// Its number in the file, from 0.
    number: usize,
    words: String,
    /// Its pieces, if the author tells where it is interrupted.
    pieces: Vec<String>,
    place: Range<usize>,
    speaker: Option<usize>,
    context: Option<String>,
    /// The heading of `section`, if there is such a section.
    section: Option<String>,
    /// The blocks to look in.
    runs: Runs,
    nth: Option<usize>,
    certainty: Option<Certainty>,
    origin: Origin,
    rejected: bool,
    /// It stands in the headline or in the heading of a section, not in a body.
    headline: bool,
}

impl Entry {
    fn wanted(&self) -> impl Iterator<Item = Wanted<'_>> {
        self.runs.iter().map(|run| Wanted { words: &self.words, blocks: run.clone(), nth: self.nth })
    }
}

impl Walk {
    pub fn quotes(&mut self, table: &DeTable<'_>, article: &mut Article) {
        let mut names = Names::new(&article.people);
        let headings = headings(article);
        let mut entries = Vec::new();
        for (number, (quote, span)) in self.tables(table, "quotes").into_iter().enumerate() {
            self.check_keys(quote, 4);
            let Some(pieces) = self.pieces(quote, span) else { continue };
            let speaker = self.line(quote, "speaker").map(|name| {
                let place = quote.get("speaker").map_or(0..0, |v| v.span());
                self.speaker(name, place, &mut names, article)
            });
            let (section, runs) = self.runs_of(quote, &headings, article);
            entries.push(Entry {
                number,
                words: pieces.join(" "),
                pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
                place: quote.get("text").map_or(0..0, |v| v.span()),
                speaker,
                context: self.line(quote, "context"),
                section,
                runs,
                nth: self.nth(quote),
                certainty: self.one_of(quote, "certainty", &Certainty::ALL, Certainty::name),
                origin: self.one_of(quote, "origin", &Origin::ALL, Origin::name).unwrap_or_default(),
                rejected: self.boolean(quote, "rejected").unwrap_or(false),
                headline: self.boolean(quote, "headline").unwrap_or(false),
            });
        }
        let spans = self.locate(&entries, article);
        let place = |(entry, spans): (&Entry, &Vec<Span>)| Place {
            entry: entry.number,
            spans: spans.clone(),
            rejected: entry.rejected,
        };
        self.places = if self.is_mapped { entries.iter().zip(&spans).map(place).collect() } else { Vec::new() };
        for (entry, spans) in entries.into_iter().zip(spans) {
            let words = words_of(&spans, &article.blocks, &entry.words);
            let stated = if entry.speaker.is_some() { Certainty::Sure } else { Certainty::Unknown };
            let certainty = entry.certainty.unwrap_or(stated);
            let (speaker, context, origin) = (entry.speaker, entry.context, entry.origin);
            let quote = Quote { spans, words, context, speaker, certainty, origin, ..Quote::default() };
            if entry.rejected { &mut article.rejected } else { &mut article.quotes }.push(quote);
        }
        article
            .quotes
            .sort_by(|a, b| (a.spans.is_empty(), a.spans.first()).cmp(&(b.spans.is_empty(), b.spans.first())));
    }

    /// The words of a quote, in one piece or in several.
    fn pieces(&mut self, quote: &DeTable<'_>, span: Range<usize>) -> Option<Vec<String>> {
        let Some(value) = quote.get("text") else {
            self.missing(quote, "text", span, FaultKind::MissingKey { key: "text", place: "this quote" });
            return None;
        };
        if value.get_ref().is_array() {
            let pieces = self.lines(quote, "text");
            return (!pieces.is_empty()).then_some(pieces);
        }
        let words = clean::text(self.string(quote, "text")?).into_owned();
        if words.trim().is_empty() {
            self.report(value.span(), FaultKind::EmptyValue { key: "text" });
            return None;
        }
        Some(vec![words])
    }

    /// The index of a speaker; somebody who is not in the list joins it.
    fn speaker(&mut self, name: String, place: Range<usize>, names: &mut Names, article: &mut Article) -> usize {
        if let Some(&id) = names.full.get(&same_name(&name)) {
            return id;
        }
        let alias = names.other.get(&same_name(&name)).copied();
        let known = alias.flatten();
        if self.rigour == Rigour::Strict {
            let nearest = match known {
                Some(id) => Some(article.people[id].name.clone()),
                None if alias.is_some() || !self.may_look(article.people.len() * COMPARED) => None,
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

    /// The blocks that a quote's `section` leaves, and its heading.
    fn runs_of(&mut self, quote: &DeTable<'_>, headings: &Headings, article: &Article) -> (Option<String>, Runs) {
        let whole = || std::iter::once(0..article.blocks.len()).collect();
        let Some(heading) = self.line(quote, "section") else { return (None, whole()) };
        if let Some(runs) = headings.get(&same_name(&heading)) {
            return (Some(heading), runs.clone());
        }
        let known = article.sections.iter().filter_map(|s| s.heading.as_deref());
        let nearest = match self.may_look(article.sections.len() * COMPARED) {
            true => closest(&heading, known).map(str::to_string),
            false => None,
        };
        let place = quote.get("section").map_or(0..0, |v| v.span());
        self.report(place, FaultKind::UnknownSection { heading, nearest });
        (None, whole())
    }

    fn nth(&mut self, quote: &DeTable<'_>) -> Option<usize> {
        let value = quote.get("nth")?;
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type("nth", "a number from 1 on", value);
            return Some(1);
        };
        let number = i128::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(i128::MAX);
        if number < 1 {
            self.report(value.span(), FaultKind::NthZero);
        }
        Some(usize::try_from(number.max(1)).unwrap_or(usize::MAX))
    }

    fn locate(&mut self, entries: &[Entry], article: &Article) -> Vec<Vec<Span>> {
        if entries.is_empty() {
            return Vec::new();
        }
        let mut body = Locator::new(&article.blocks);
        let mut headlines = None;
        let mut places = Vec::with_capacity(entries.len());
        for entry in entries {
            let locator = match entry.headline {
                true => headlines.get_or_insert_with(|| Locator::of_headlines(&article.blocks)),
                false => &mut body,
            };
            let locate = |wanted| match &entry.pieces[..] {
                [] => locator.locate(&wanted),
                pieces => locator.locate_pieces(pieces, &wanted),
            };
            let found = entry.wanted().map(locate).find(|spans| !spans.is_empty());
            places.push(found.unwrap_or_default());
        }
        if self.rigour == Rigour::Strict {
            for (entry, spans) in entries.iter().zip(&places) {
                let locator = headlines.as_mut().filter(|_| entry.headline).unwrap_or(&mut body);
                self.judge(entry, spans, locator);
            }
        }
        places
    }

    fn judge(&mut self, entry: &Entry, spans: &[Span], locator: &mut Locator<'_>) {
        let Some(first) = spans.first() else {
            let kind = self.why_not(entry, locator);
            return self.report(entry.place.clone(), kind);
        };
        if locator.is_inside(spans) {
            return self.report(entry.place.clone(), FaultKind::QuoteInside);
        }
        if !entry.pieces.is_empty() {
            return;
        }
        // Of equal headings only the section that it was found in, and those after.
        let after = entry.wanted().filter(|w| w.nth.is_none() && w.blocks.end > first.block);
        let rivals: usize = after.map(|wanted| locator.rivals(&wanted, spans)).sum();
        if rivals > 0 {
            self.report(entry.place.clone(), FaultKind::QuoteTied { places: rivals + 1 });
        }
    }

    /// Why a quote was not found.
    fn why_not(&mut self, entry: &Entry, locator: &mut Locator<'_>) -> FaultKind {
        if locator.is_spent() {
            return FaultKind::QuoteNotSought;
        }
        if entry.runs.iter().any(|run| locator.has(&entry.words, run)) {
            return if entry.nth.is_some() { FaultKind::NthNotFound } else { FaultKind::QuoteTaken };
        }
        let elsewhere = entry.section.as_ref().filter(|_| locator.has(&entry.words, &(0..usize::MAX)));
        match elsewhere {
            Some(heading) => FaultKind::QuoteElsewhere { heading: heading.clone() },
            None if locator.is_spent() => FaultKind::QuoteNotSought,
            None => FaultKind::QuoteNotFound { closest: self.closest_passage(entry, locator) },
        }
    }

    fn closest_passage(&mut self, entry: &Entry, locator: &Locator<'_>) -> Option<String> {
        let work = locator.folded().text.len() * nearest::cost(&entry.words);
        if self.may_look(work) { locator.closest(&entry.words) } else { None }
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
    pieces.into_iter().map(one_line).collect::<Vec<_>>().join(" ")
}
