//! Pass 6: which person a pronoun or a noun phrase stands for.
//!
//! Comes in: a mention that says something, and the people named before it. Goes
//! out: the person and how probable that is, or nobody: an unnamed source stays
//! unnamed.

use std::collections::HashMap;

use super::document::Document;
use super::mentions::{Kind, Mention};
use super::people::Named;
use super::tokens::Token;
use crate::engine::lexicon::{Class, Key, Sex};
use crate::engine::ranker::{Features, Judge, Meaning, Question, Task, mix};

/// So many mentions back, and so many people, are looked at.
const BACK: usize = 60;
const PEOPLE: usize = 14;
/// So many mentions back is lately.
const LATELY: usize = 12;
/// So many people who are described by the word of a phrase.
const ROLES: usize = 6;

/// What is known of the people when a mention is looked at.
pub struct Cast<'a, 'd> {
    pub document: &'a Document<'d>,
    pub mentions: &'a [Mention],
    /// For each mention the person, as far as known.
    pub people: &'a [Option<usize>],
    pub named: &'a [Named],
    pub names: &'a [String],
    /// For each person the words by which the article describes it.
    pub roles: &'a [Vec<Key>],
    /// For each such word the people.
    pub described: &'a HashMap<Key, Vec<usize>>,
    /// For each person the first mention.
    pub first: &'a [Option<usize>],
    /// The person who said the last quotation, and the one before that.
    pub last: [Option<usize>; 2],
    /// How many blocks back that was.
    pub since: usize,
    /// The mentions within the quotation that is asked about.
    pub within: &'a [usize],
    /// For each person whether they said something before.
    pub spoke: &'a [bool],
    /// How often the person is named who is named most.
    pub most: usize,
}

struct Candidate {
    person: usize,
    /// Its last mention before, or its first after.
    mention: usize,
    rank: usize,
}

/// How a candidate stands to the mention that is asked about.
struct Relation {
    kind: u64,
    sex: u64,
    /// In blocks, and in tokens.
    back: u64,
    near: u64,
    /// How many candidates of that sex are nearer.
    nearer: usize,
    /// Whether the candidate's mention begins a sentence, and is the first of its block.
    begins: bool,
    first: bool,
    /// Whether the article describes the candidate by the word of the mention.
    role: bool,
    /// Whether the candidate spoke last, or before that.
    last: u64,
    /// Whether the candidate is named in the quotation.
    within: bool,
    same_block: bool,
}

impl Cast<'_, '_> {
    pub fn ask(&self, mention: usize, judge: &mut impl Judge, out: &mut Features) -> (Option<usize>, f32) {
        let candidates = self.candidates(mention);
        let agreeing = candidates.iter().filter(|c| self.sex(mention, c.person) != 2).count();
        out.begin(Task::Reference);
        out.candidate();
        self.describe_none(mention, agreeing, &candidates, out);
        let mut nearer = 0;
        for candidate in &candidates {
            out.candidate();
            self.describe(mention, candidate, nearer, agreeing, out);
            nearer += usize::from(self.sex(mention, candidate.person) != 2);
        }
        let mut meanings = vec![Meaning::No];
        meanings.extend(candidates.iter().map(|c| Meaning::Person(&self.names[c.person])));
        let own = &self.mentions[mention];
        let question = Question {
            task: Task::Reference,
            place: self.document.span(own.block, own.tokens.clone()),
            words: self.document.text(own.block, own.tokens.clone()),
            meanings: &meanings,
            features: out,
        };
        let choice = judge.choose(&question);
        (choice.index.checked_sub(1).and_then(|i| candidates.get(i)).map(|c| c.person), choice.probability)
    }

    fn candidates(&self, mention: usize) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        let mut add = |index: usize| {
            // Who is spoken about in the quotation tells nothing by standing there.
            let Some(person) = self.people[index].filter(|_| index != mention && !self.within.contains(&index)) else {
                return;
            };
            if out.len() < PEOPLE && !out.iter().any(|c| c.person == person) {
                out.push(Candidate { person, mention: index, rank: out.len() });
            }
        };
        (mention.saturating_sub(BACK)..mention).rev().for_each(&mut add);
        let own = &self.mentions[mention];
        let near = mention + 1..self.mentions.len().min(mention + 6);
        near.filter(|&m| self.mentions[m].block == own.block).for_each(&mut add);
        if own.kind != Kind::Pronoun {
            // Whoever is described so, wherever that is.
            let head = self.document.tokens[own.head].key;
            self.described(head).iter().take(ROLES).filter_map(|&p| self.first[p]).for_each(&mut add);
        }
        out
    }

    /// The people whom a word describes.
    fn described(&self, word: Key) -> &[usize] {
        self.described.get(&word).map_or(&[], Vec::as_slice)
    }

    /// How many sentences end between two tokens, as far as it tells.
    fn stops(&self, from: usize, to: usize) -> u64 {
        let run = self.document.tokens.get(from.min(to)..to.max(from)).unwrap_or_default();
        run.iter().rev().take(60).filter(|t| t.is_sign('.') || t.is_sign('?') || t.is_sign('!')).count().min(3) as u64
    }

    /// 1 if the sexes of a mention and a person agree, 2 if they do not, 0 if one is not known.
    fn sex(&self, mention: usize, person: usize) -> u64 {
        let head = &self.document.tokens[self.mentions[mention].head];
        match (head.is(Class::Male), head.is(Class::Female), self.named[person].sex) {
            (true, false, Some(Sex::Male)) | (false, true, Some(Sex::Female)) => 1,
            (true, false, Some(Sex::Female)) | (false, true, Some(Sex::Male)) => 2,
            _ => 0,
        }
    }

    fn kind(&self, mention: usize) -> u64 {
        let own = &self.mentions[mention];
        let head = &self.document.tokens[own.head];
        let start = &self.document.tokens[own.tokens.start];
        match own.kind {
            Kind::Pronoun if head.is(Class::First) || head.is(Class::Second) => 1,
            Kind::Pronoun if head.is(Class::Neuter) => 2,
            Kind::Pronoun => 3,
            Kind::Other => 9,
            Kind::Phrase if !head.is(Class::Role) && !head.is(Class::Kin) => 4,
            _ if start.is(Class::Poss) => 5,
            _ => self.article(mention),
        }
    }

    /// "the" or "this", "a", none.
    fn article(&self, mention: usize) -> u64 {
        let own = &self.mentions[mention];
        let word = &self.document.blocks[own.block].words[self.document.tokens[own.tokens.start].range()];
        match () {
            () if ["the", "this", "that"].iter().any(|w| word.eq_ignore_ascii_case(w)) => 6,
            () if self.document.tokens[own.tokens.start].is(Class::Det) => 7,
            () => 8,
        }
    }

    fn describe_none(&self, mention: usize, agreeing: usize, candidates: &[Candidate], out: &mut Features) {
        let kind = self.kind(mention);
        let own = &self.mentions[mention];
        let head = &self.document.tokens[own.head];
        let known = self.described(head.key).len().min(3) as u64;
        out.add(1, kind);
        out.add(2, head.key.0);
        out.add(3, mix(&[kind, agreeing.min(2) as u64]));
        out.add(4, mix(&[kind, candidates.len().min(2) as u64]));
        out.add(5, mix(&[kind, known]));
        let after = self.document.token(own.block, Some(own.tokens.end));
        let next = after.map_or(0, |t| {
            if t.is(Class::Rel) {
                1
            } else if t.is(Class::Prep) {
                2
            } else {
                3
            }
        });
        out.add(6, mix(&[kind, next]));
        out.add(7, mix(&[kind, u64::from(head.is(Class::Kin)), own.tokens.len().min(4) as u64]));
        let word = &self.document.blocks[own.block].words[head.range()];
        out.add(8, mix(&[kind, u64::from(word.ends_with('s')), known]));
    }

    fn describe(&self, mention: usize, candidate: &Candidate, nearer: usize, agreeing: usize, out: &mut Features) {
        let relation = self.relate(mention, candidate, nearer);
        self.describe_person(mention, candidate, &relation, agreeing, out);
        self.describe_words(mention, candidate, &relation, out);
        self.describe_sentences(mention, candidate, &relation, out);
        self.describe_part(mention, candidate, &relation, out);
    }

    /// How a candidate stands to the mention that is asked about.
    fn relate(&self, mention: usize, candidate: &Candidate, nearer: usize) -> Relation {
        let kind = self.kind(mention);
        let (own, other) = (&self.mentions[mention], &self.mentions[candidate.mention]);
        let person = candidate.person;
        let sex = self.sex(mention, person);
        let head = &self.document.tokens[own.head];
        let back = own.block.saturating_sub(other.block).min(4) as u64;
        let document = self.document;
        let same_block = own.block == other.block;
        let between = if same_block { own.tokens.start.abs_diff(other.tokens.start) } else { 999 };
        let near = match between {
            0..=3 => 0,
            4..=8 => 1,
            9..=20 => 2,
            21..=998 => 3,
            _ => 4,
        };
        let begins = document.begins_sentence(other.block, other.prefix);
        let first = !self.mentions[..candidate.mention]
            .iter()
            .rev()
            .take(8)
            .any(|m| m.block == other.block && m.kind == Kind::Person);
        let role = self.roles[person].contains(&head.key);
        let last = u64::from(self.last[0] == Some(person)) + 2 * u64::from(self.last[1] == Some(person));
        let within = self.within.iter().any(|&m| self.people[m] == Some(person));
        Relation { kind, sex, back, near, nearer, begins, first, role, last, within, same_block }
    }

    fn describe_person(
        &self,
        mention: usize,
        candidate: &Candidate,
        relation: &Relation,
        agreeing: usize,
        out: &mut Features,
    ) {
        let &Relation { kind, sex, back, near, nearer, begins, first, role, last, within, .. } = relation;
        let (own, other) = (&self.mentions[mention], &self.mentions[candidate.mention]);
        let head = &self.document.tokens[own.head];
        let after = candidate.mention > mention;
        let quoted = other.quoted.is_some();
        let often = self.named[candidate.person].mentions.min(6) as u64;
        out.add(20, mix(&[kind, sex]));
        out.add(21, mix(&[kind, sex, nearer.min(3) as u64]));
        out.add(22, mix(&[kind, candidate.rank.min(4) as u64, u64::from(after)]));
        out.add(23, mix(&[kind, back, u64::from(after)]));
        out.add(24, mix(&[kind, near, u64::from(after)]));
        out.add(25, mix(&[kind, u64::from(begins), back]));
        out.add(26, mix(&[kind, u64::from(first), back, u64::from(begins)]));
        out.add(27, mix(&[kind, last, back]));
        out.add(28, mix(&[kind, last, sex]));
        out.add(29, mix(&[kind, u64::from(role), u64::from(head.is(Class::Role))]));
        out.add(30, mix(&[kind, u64::from(role), candidate.rank.min(3) as u64]));
        out.add(31, mix(&[kind, u64::from(quoted), back]));
        out.add(32, mix(&[kind, u64::from(within)]));
        out.add(33, mix(&[kind, often]));
        out.add(34, mix(&[kind, agreeing.min(3) as u64, sex, nearer.min(2) as u64]));
        out.add(35, mix(&[kind, u64::from(begins), nearer.min(2) as u64, last]));
    }

    fn describe_words(&self, mention: usize, candidate: &Candidate, relation: &Relation, out: &mut Features) {
        let &Relation { kind, sex, back, nearer, role, last, within, .. } = relation;
        let (own, other) = (&self.mentions[mention], &self.mentions[candidate.mention]);
        let (document, person) = (self.document, candidate.person);
        let head = &document.tokens[own.head];
        let possessed = document.tokens.get(other.tokens.end).is_some_and(|t| t.is_possessive());
        out.add(36, mix(&[kind, u64::from(possessed), back]));
        // "she continued"
        let cue = document.token(own.block, Some(own.tokens.end)).filter(|t| t.is(Class::Say) || t.is(Class::Weak));
        let cue =
            cue.or_else(|| document.token(own.block, own.tokens.start.checked_sub(1)).filter(|t| t.is(Class::Say)));
        out.add(49, mix(&[kind, last, self.since.min(3) as u64, cue.map_or(0, |t| t.key.0)]));
        out.add(50, mix(&[kind, last, u64::from(within), sex]));
        let owns = possessed && other.tokens.end + 1 == own.tokens.start;
        out.add(48, mix(&[kind, u64::from(owns)]));
        let preceded = other.prefix.checked_sub(1).and_then(|i| document.token(other.block, Some(i)));
        out.add(
            37,
            mix(&[
                kind,
                preceded.map_or(0, |t| {
                    if t.is(Class::Prep) || t.is(Class::To) {
                        1
                    } else if t.is(Class::Tell) {
                        2
                    } else {
                        3
                    }
                }),
            ]),
        );
        let here = self.mentions[..mention].iter().rev().take(3).take_while(|m| m.block == own.block).count();
        out.add(38, mix(&[kind, here as u64, back, nearer.min(2) as u64]));
        out.add(39, mix(&[kind, u64::from(role), u64::from(self.described(head.key).iter().any(|&p| p != person))]));
        out.add(40, mix(&[kind, last, self.since.min(3) as u64, sex]));
    }

    fn describe_sentences(&self, mention: usize, candidate: &Candidate, relation: &Relation, out: &mut Features) {
        let &Relation { kind, sex, back, near, nearer, begins, first, role, last, same_block, .. } = relation;
        let (own, other) = (&self.mentions[mention], &self.mentions[candidate.mention]);
        let (document, person) = (self.document, candidate.person);
        let verb = document.token(other.block, Some(other.tokens.end)).map_or(0, next_word);
        out.add(41, mix(&[kind, verb, back, u64::from(begins)]));
        out.add(42, mix(&[kind, verb, near]));
        let stops = if same_block { self.stops(other.tokens.end, own.tokens.start) } else { 9 };
        out.add(43, mix(&[kind, stops, u64::from(begins), nearer.min(2) as u64]));
        out.add(44, mix(&[kind, stops, sex, last]));
        let opening = document.begins_sentence(own.block, own.tokens.start);
        out.add(45, mix(&[kind, u64::from(opening), stops, u64::from(first), back]));
        let title = document.blocks[own.block].kind == crate::article::Kind::Title;
        let known = self.first[person].is_some_and(|m| m < mention);
        out.add(46, mix(&[kind, u64::from(title), u64::from(role), u64::from(known)]));
        out.add(47, mix(&[kind, u64::from(role), sex, back, nearer.min(2) as u64]));
    }

    /// What part a candidate has in the article, up to the mention and as a whole.
    fn describe_part(&self, mention: usize, candidate: &Candidate, relation: &Relation, out: &mut Features) {
        let &Relation { kind, sex, back, nearer, begins, last, .. } = relation;
        let (other, person) = (&self.mentions[candidate.mention], candidate.person);
        let spoke = u64::from(self.spoke[person]);
        out.add(51, mix(&[kind, spoke, back, sex]));
        let before = &self.people[mention.saturating_sub(LATELY)..mention];
        let lately = before.iter().filter(|p| **p == Some(person)).count().min(4) as u64;
        out.add(52, mix(&[kind, lately, nearer.min(2) as u64]));
        out.add(53, mix(&[kind, lately, spoke, last]));
        let mut after =
            (other.tokens.end..other.tokens.end + 4).map_while(|i| self.document.token(other.block, Some(i)));
        let says = after.any(|t| t.is(Class::Say) || t.is(Class::Weak));
        out.add(54, mix(&[kind, u64::from(says), u64::from(begins), back]));
        let share = (self.named[person].mentions * 3 / self.most.max(1)) as u64;
        out.add(55, mix(&[kind, share, nearer.min(2) as u64, back.min(2)]));
        // A paragraph that begins with what is said goes on with who spoke.
        let own = self.mentions[mention].block;
        let opens = self.document.token(own, Some(self.document.ranges[own].start)).is_some_and(|t| t.quoted.is_some());
        out.add(56, mix(&[kind, u64::from(opens), last, self.since.min(2) as u64]));
    }
}

/// What follows a name, in a number.
fn next_word(token: &Token) -> u64 {
    match () {
        () if token.is(Class::Say) => 1,
        () if token.is(Class::Weak) => 2,
        () if token.is(Class::Be) || token.is(Class::Aux) => 3,
        () if token.is_sign(',') => 4,
        () if token.is_possessive() => 5,
        () if token.is_word() => 6,
        () => 7,
    }
}
