//! Pass 5: who says each quotation, one after the other: who said the last one is
//! evidence for the next.

use std::collections::HashMap;

use super::Analysis;
use super::clauses::Row;
use super::mentions::Kind;
use super::reference::Cast;
use super::speaker::{Said, Scene};
use crate::article::Certainty;
use crate::engine::lexicon::{Class, Key, Sex};
use crate::engine::ranker::{Features, Judge};

/// Who says a quotation, as far as it was found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Attribution {
    /// Index into the mentions.
    pub mention: Option<usize>,
    /// The token of the verb.
    pub cue: Option<usize>,
    pub person: Option<usize>,
    /// That mention and person are right, 0 to 1.
    pub probability: f32,
}

/// From these probabilities on a speaker is sure, likely, and worth to be named at
/// all. Measured on the part of `tests/corpus` that no weight was trained on.
const SURE: f32 = 0.9;
const LIKELY: f32 = 0.65;
const NAMED: f32 = 0.5;

/// So many mentions after a block quote are looked at for who is credited.
const CREDITED: usize = 200;

impl Attribution {
    pub fn certainty(&self) -> Certainty {
        match self.mention {
            None => Certainty::Unknown,
            Some(_) if self.probability >= SURE => Certainty::Sure,
            Some(_) if self.probability >= LIKELY => Certainty::Likely,
            Some(_) => Certainty::Unsure,
        }
    }
}

/// Attributes every quotation of an article.
pub fn attribute(analysis: &mut Analysis<'_>, judge: &mut impl Judge) {
    let mut work = Work::new(analysis);
    let mut row = Row::default();
    let mut first = 0;
    for block in 0..work.analysis.document.blocks.len() {
        let mentions = &work.analysis.mentions;
        let end = first + mentions[first..].iter().take_while(|m| m.block == block).count();
        row.read(&work.analysis.document, block, &mentions[first..end], first, &work.analysis.said);
        work.block(block, first..end, &row, judge);
        first = end;
    }
}

struct Work<'a, 'd> {
    analysis: &'a mut Analysis<'d>,
    features: Features,
    /// For each person the words that describe it, and the other way round.
    roles: Vec<Vec<Key>>,
    described: HashMap<Key, Vec<usize>>,
    /// For each person the first mention.
    first: Vec<Option<usize>>,
    /// For each mention that was asked about how sure its person is.
    sure: HashMap<usize, f32>,
    /// The last quotation, and who said it.
    last: Option<(usize, Attribution)>,
    /// For each person whether they said something.
    spoke: Vec<bool>,
    /// How often the person is named who is named most.
    most: usize,
    /// The last two people who spoke.
    speakers: [Option<usize>; 2],
}

impl<'a, 'd> Work<'a, 'd> {
    fn new(analysis: &'a mut Analysis<'d>) -> Work<'a, 'd> {
        let roles: Vec<Vec<Key>> = analysis.roles.iter().map(|r| r.heads.clone()).collect();
        let mut described: HashMap<Key, Vec<usize>> = HashMap::new();
        for (person, words) in roles.iter().enumerate() {
            words.iter().for_each(|&word| described.entry(word).or_default().push(person));
        }
        for (person, roles) in analysis.roles.iter().enumerate() {
            let named = &mut analysis.people.people[person];
            named.sex = named.sex.or(roles.sex);
        }
        let mut first = vec![None; roles.len()];
        for (index, person) in analysis.person_of.iter().enumerate() {
            if let Some(person) = *person {
                first[person] = first[person].or(Some(index));
            }
        }
        let (features, sure) = (Features::default(), HashMap::new());
        let spoke = vec![false; roles.len()];
        let most = analysis.people.people.iter().map(|p| p.mentions).max().unwrap_or(0);
        Work { analysis, features, roles, described, first, sure, last: None, spoke, most, speakers: [None; 2] }
    }

    fn block(&mut self, block: usize, mentions: std::ops::Range<usize>, row: &Row, judge: &mut impl Judge) {
        let carried = self.carried(block, mentions.start);
        for &(quote, item) in &row.quotes {
            let within = self.within(quote, mentions.clone());
            let scene = Scene {
                document: &self.analysis.document,
                mentions: &self.analysis.mentions,
                people: &self.analysis.person_of,
                row,
                block,
                carried: &carried,
                last: self.last.map(|(quote, attribution)| (quote, attribution.mention)),
                within: &within,
                spoke: &self.spoke,
            };
            let Said { mention, cue, probability } = match self.credited(quote) {
                Some(mention) => Said { mention: Some(mention), cue: None, probability: 1.0 },
                None => scene.ask(quote, item, judge, &mut self.features),
            };
            let mut attribution = Attribution { mention, cue, person: None, probability };
            if let Some(mention) = attribution.mention {
                let sure = self.refer(mention, &within, judge);
                attribution.probability *= sure;
                attribution.person = self.analysis.person_of[mention].filter(|_| attribution.probability >= NAMED);
                if let Some(person) = attribution.person {
                    self.spoke[person] = true;
                }
                if self.speakers[0] != attribution.person {
                    self.speakers = [attribution.person, self.speakers[0]];
                }
            }
            self.analysis.attributions[quote] = Some(attribution);
            self.last = Some((quote, attribution));
        }
    }

    /// Who is credited with a block quote.
    fn credited(&self, quote: usize) -> Option<usize> {
        let segment = &self.analysis.document.segments[quote];
        let block = segment.credit?;
        let mentions = &self.analysis.mentions;
        let near = mentions.partition_point(|m| m.tokens.start < segment.tokens.end)..mentions.len();
        near.take(CREDITED).find(|&m| mentions[m].block == block && !mentions[m].within)
    }

    /// Finds out which person a mention is, if that is open; how sure that is.
    fn refer(&mut self, mention: usize, within: &[usize], judge: &mut impl Judge) -> f32 {
        if let Some(&sure) = self.sure.get(&mention) {
            return sure;
        }
        if self.analysis.person_of[mention].is_some() || !self.is_open(mention) {
            return 1.0;
        }
        if let Some(person) = self.apposed(mention) {
            self.analysis.person_of[mention] = Some(person);
            return 1.0;
        }
        let document = &self.analysis.document;
        let block = self.analysis.mentions[mention].block;
        let cast = Cast {
            document,
            mentions: &self.analysis.mentions,
            people: &self.analysis.person_of,
            named: &self.analysis.people.people,
            names: &self.analysis.full,
            roles: &self.roles,
            described: &self.described,
            first: &self.first,
            last: self.speakers,
            since: self.last.map_or(9, |(q, _)| block.saturating_sub(document.segments[q].block)),
            within,
            spoke: &self.spoke,
            most: self.most,
        };
        let (person, sure) = cast.ask(mention, judge, &mut self.features);
        self.analysis.person_of[mention] = person;
        self.sure.insert(mention, sure);
        self.learn_sex(mention, person.filter(|_| sure > 0.8));
        sure
    }

    /// Who is named directly after a phrase: "the mayor, Ines Duarte".
    fn apposed(&self, mention: usize) -> Option<usize> {
        let (own, name) = (&self.analysis.mentions[mention], self.analysis.mentions.get(mention + 1)?);
        let comma = self.analysis.document.token(own.block, Some(own.tokens.end))?;
        let is_apposed = own.kind == Kind::Phrase && name.kind == Kind::Person && name.prefix == own.tokens.end + 1;
        self.analysis.person_of[mention + 1].filter(|_| is_apposed && comma.is_sign(',') && name.block == own.block)
    }

    /// A pronoun tells the sex of whom it stands for.
    fn learn_sex(&mut self, mention: usize, person: Option<usize>) {
        let mention = &self.analysis.mentions[mention];
        let head = &self.analysis.document.tokens[mention.head];
        let named = person.map(|p| &mut self.analysis.people.people[p]).filter(|p| p.sex.is_none());
        if let Some(named) = named.filter(|_| mention.kind == Kind::Pronoun) {
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
        let mention = &self.analysis.mentions[mention];
        let first = &self.analysis.document.tokens[mention.tokens.start];
        mention.name.is_none() || mention.kind == Kind::Other && first.is(Class::Det)
    }

    /// Mentions of the blocks before that may still be speaking.
    fn carried(&self, block: usize, first: usize) -> Vec<usize> {
        let (mentions, document) = (&self.analysis.mentions, &self.analysis.document);
        let said = self.last.and_then(|(_, a)| a.mention).filter(|&m| mentions[m].block + 3 >= block);
        let mut out: Vec<usize> = said.into_iter().collect();
        let Some(before) = block.checked_sub(1) else { return out };
        let near = mentions[..first].iter().enumerate().rev().take(40).take_while(|(_, m)| m.block == before);
        let near: Vec<usize> = near.filter(|(_, m)| m.quoted.is_none() && !m.within).map(|(i, _)| i).collect();
        let begins = |&&m: &&usize| document.begins_sentence(before, mentions[m].prefix);
        for &mention in [near.iter().find(begins), near.first(), near.last()].into_iter().flatten() {
            if !out.contains(&mention) {
                out.push(mention);
            }
        }
        out
    }

    /// The mentions within a quotation, not more than tell anything.
    fn within(&self, quote: usize, own: std::ops::Range<usize>) -> Vec<usize> {
        let tokens = &self.analysis.document.segments[quote].tokens;
        let mentions = &self.analysis.mentions;
        let start = own.start + mentions[own.clone()].partition_point(|m| m.tokens.start < tokens.start);
        (start..own.end.min(start + 30)).take_while(|&m| mentions[m].tokens.start < tokens.end).collect()
    }
}
