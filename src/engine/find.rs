//! Finds what an article's own words tell: its quotations, who said them, and
//! the people named.
//!
//! Comes in: an article, perhaps with quotations and people of its author. Goes
//! out: the same with what was found besides. What the author wrote wins. The
//! passes, in order: [`document`] cuts the words up, [`names`] and [`people`] find
//! who is named, [`mentions`] who could speak, [`quotation`] what was said,
//! [`speaker`] by whom, [`reference`] who that is, and [`merge`] adds it.

mod clauses;
mod document;
mod mentions;
mod merge;
mod names;
mod people;
mod quotation;
mod reference;
mod roles;
mod speaker;
mod tokens;

use crate::article::{Article, Block, Certainty};
use crate::engine::lexicon::{Class, Key, Sex};
use crate::engine::ranker::{Features, Judge, Model};
use clauses::Row;
use document::Document;
use mentions::{Kind, Mention};
use names::Names;
use people::People;
use reference::Cast;
use roles::Roles;
use speaker::{Attribution, Scene};

/// Adds what can be found in an article. To be called once.
pub fn find(article: &mut Article) {
    find_with(article, &mut Model::shipped());
}

/// The same with another judge: a model with other weights, or one that knows.
pub fn find_with(article: &mut Article, judge: &mut impl Judge) {
    if article.wanted.quotes {
        let blocks = std::mem::take(&mut article.blocks);
        let analysis = Analysis::new(&blocks, judge);
        let found = merge::Found::new(&analysis);
        drop(analysis);
        article.blocks = blocks;
        found.add_to(article);
    }
}

/// All that was found, by indices.
struct Analysis<'a> {
    document: Document<'a>,
    people: People,
    roles: Vec<Roles>,
    /// The fullest form of each person's name.
    full: Vec<String>,
    mentions: Vec<Mention>,
    /// For each mention the person.
    person_of: Vec<Option<usize>>,
    /// For each segment whether it is a quotation.
    said: Vec<bool>,
    /// For each segment who says it.
    attributions: Vec<Option<Attribution>>,
    certainty: Vec<Certainty>,
}

/// From this probability on a speaker is sure, and likely. Measured on the part of
/// `tests/corpus` that no weight was trained on: see `examples/train.rs`.
const SURE: f32 = 0.9;
const LIKELY: f32 = 0.65;

impl<'a> Analysis<'a> {
    fn new(blocks: &'a [Block], judge: &mut impl Judge) -> Analysis<'a> {
        let document = Document::new(blocks);
        let names = Names::find(&document, judge);
        let people = People::find(&document, &names, judge);
        let mentions = mentions::find(&document, &names);
        let person_of: Vec<Option<usize>> =
            mentions.iter().map(|m| m.name.and_then(|n| people.of_mention[n])).collect();
        let roles = roles::find(&document, &mentions, &person_of, people.people.len());
        let full = people.full(&document, &names);
        let said = quotation::judge(&document, judge);
        let count = document.segments.len();
        let mut analysis = Analysis {
            document,
            people,
            roles,
            full,
            mentions,
            person_of,
            said,
            attributions: vec![None; count],
            certainty: vec![Certainty::Unknown; count],
        };
        analysis.attribute(judge);
        analysis
    }

    fn attribute(&mut self, judge: &mut impl Judge) {
        let heads: Vec<Vec<Key>> = self.roles.iter().map(|r| r.heads.clone()).collect();
        let mut firsts = vec![None; heads.len()];
        for (index, person) in self.person_of.iter().enumerate() {
            if let Some(person) = *person {
                firsts[person] = firsts[person].or(Some(index));
            }
        }
        let mut features = Features::default();
        let mut row = Row::default();
        let mut last: Option<(usize, Attribution)> = None;
        let mut speakers = [None, None];
        let mut first = 0;
        for block in 0..self.document.blocks.len() {
            let end = first + self.mentions[first..].iter().take_while(|m| m.block == block).count();
            row.read(&self.document, block, &self.mentions[first..end], first, &self.said);
            let carried = self.carried(block, first, last);
            for &(quote, item) in &row.quotes {
                let scene = Scene {
                    document: &self.document,
                    mentions: &self.mentions,
                    people: &self.person_of,
                    row: &row,
                    block,
                    carried: &carried,
                    last,
                };
                let attribution = scene.ask(quote, item, judge, &mut features);
                let mut probability = attribution.probability;
                if let Some(mention) = attribution.mention {
                    if self.person_of[mention].is_none() && self.is_open(mention) {
                        let within = self.within(quote, first, end);
                        let cast = Cast {
                            document: &self.document,
                            mentions: &self.mentions,
                            people: &self.person_of,
                            named: &self.people.people,
                            names: &self.full,
                            roles: &heads,
                            first: &firsts,
                            last: speakers,
                            since: last.map_or(9, |(q, _)| block - self.document.segments[q].block),
                            within: &within,
                        };
                        let (person, sure) = cast.ask(mention, judge, &mut features);
                        self.person_of[mention] = person;
                        self.learn_sex(mention, person.filter(|_| sure > 0.8));
                        probability *= sure;
                    }
                    if speakers[0] != self.person_of[mention] {
                        speakers = [self.person_of[mention], speakers[0]];
                    }
                }
                self.certainty[quote] = match attribution.mention {
                    None => Certainty::Unknown,
                    Some(_) if probability >= SURE => Certainty::Sure,
                    Some(_) if probability >= LIKELY => Certainty::Likely,
                    Some(_) => Certainty::Unsure,
                };
                self.attributions[quote] = Some(attribution);
                last = Some((quote, attribution));
            }
            first = end;
        }
    }

    /// A pronoun tells the sex of whom it stands for.
    fn learn_sex(&mut self, mention: usize, person: Option<usize>) {
        let head = &self.document.tokens[self.mentions[mention].head];
        let Some(named) = person.map(|p| &mut self.people.people[p]).filter(|p| p.sex.is_none()) else { return };
        if self.mentions[mention].kind == Kind::Pronoun {
            named.sex = match (head.is(Class::Male), head.is(Class::Female)) {
                (true, false) => Some(Sex::Male),
                (false, true) => Some(Sex::Female),
                _ => None,
            };
        }
    }

    /// Whether a mention may stand for somebody named elsewhere: a pronoun, a phrase,
    /// "the Texan".
    fn is_open(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        let first = &self.document.tokens[mention.tokens.start];
        mention.name.is_none() || mention.kind == Kind::Other && first.is(Class::Det)
    }

    /// Mentions of the blocks before that may still be speaking.
    fn carried(&self, block: usize, first: usize, last: Option<(usize, Attribution)>) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        let said = last.and_then(|(_, a)| a.mention).filter(|&m| self.mentions[m].block + 3 >= block);
        out.extend(said);
        let Some(before) = block.checked_sub(1) else { return out };
        let own = self.mentions[..first].iter().enumerate().rev().take(40);
        let own: Vec<usize> = own
            .take_while(|(_, m)| m.block == before)
            .filter(|(_, m)| m.quoted.is_none() && !m.within)
            .map(|(i, _)| i)
            .collect();
        let begins = |&&m: &&usize| self.document.begins_sentence(before, self.mentions[m].prefix);
        let picks = [own.iter().find(begins), own.first(), own.last()];
        for &mention in picks.into_iter().flatten() {
            if !out.contains(&mention) {
                out.push(mention);
            }
        }
        out
    }

    /// The mentions within a quotation.
    fn within(&self, quote: usize, first: usize, end: usize) -> Vec<usize> {
        (first..end).filter(|&m| self.mentions[m].quoted == Some(quote as u32)).collect()
    }
}
