//! Pass 5: which mention says a quotation.
//!
//! Comes in: the items of a block, and who said the quotations before. Goes out:
//! for each quotation the mention, the verb of saying, and how probable that is.
//! The candidates are the mentions around it; what is known of each are some
//! sixty features of order, distance and syntax.

mod features;

use super::clauses::{Row, What};
use super::document::Document;
use super::mentions::{Kind, Mention};
use crate::article::Span;
use crate::engine::lexicon::Class;
use crate::engine::ranker::{Features, Judge, Meaning, Question, Task, mix};

/// So many mentions before and after a quotation are looked at.
const BEFORE: usize = 10;
const AFTER: usize = 8;
/// The longest way, in items, that is looked along.
const FAR: usize = 60;

/// What is known when a block is read.
pub struct Scene<'a, 'd> {
    pub document: &'a Document<'d>,
    pub mentions: &'a [Mention],
    /// For each mention the person, if it is a name.
    pub people: &'a [Option<usize>],
    pub row: &'a Row,
    pub block: usize,
    /// The mentions of the block before that may still be speaking.
    pub carried: &'a [usize],
    /// The last quotation, and the mention that says it.
    pub last: Option<(usize, Option<usize>)>,
    /// The mentions within the quotation that is asked about.
    pub within: &'a [usize],
    /// For each person whether they said something before.
    pub spoke: &'a [bool],
}

/// The answer: a mention, the token of the verb, and how probable it is, 0 to 1.
pub struct Said {
    pub mention: Option<usize>,
    pub cue: Option<usize>,
    pub probability: f32,
}

/// A candidate, and where it stands to the quotation.
struct Candidate {
    mention: usize,
    /// Its item, if it is in this block.
    item: Option<usize>,
    place: Place,
    /// How many mentions are nearer on its side.
    rank: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    After,
    Carried,
}

impl Scene<'_, '_> {
    /// Asks who says the quotation at an item.
    pub fn ask(&self, quote: usize, item: usize, judge: &mut impl Judge, out: &mut Features) -> Said {
        let candidates = self.candidates(item);
        out.begin(Task::Speaker);
        out.candidate();
        self.describe_none(quote, item, &candidates, out);
        for candidate in &candidates {
            out.candidate();
            self.describe(quote, item, candidate, out);
        }
        let span = |m: &Mention| self.document.span(m.block, m.tokens.clone());
        let mut meanings = vec![Meaning::No];
        meanings.extend(candidates.iter().map(|c| Meaning::Mention(span(&self.mentions[c.mention]))));
        let segment = &self.document.segments[quote];
        let place = Span { block: self.block, start: segment.range.start, end: segment.range.end };
        let words = &self.document.blocks[self.block].words[segment.range.clone()];
        let choice = judge.choose(&Question { task: Task::Speaker, place, words, meanings: &meanings, features: out });
        let chosen = choice.index.checked_sub(1).and_then(|i| candidates.get(i));
        Said {
            mention: chosen.map(|c| c.mention),
            cue: chosen.and_then(|c| self.cue(item, c)),
            probability: choice.probability,
        }
    }

    fn candidates(&self, item: usize) -> Vec<Candidate> {
        let split = self.row.mentions.partition_point(|&(_, at)| at < item);
        let (before, after) = self.row.mentions.split_at(split);
        let own = |place| {
            move |(rank, &(mention, at)): (usize, &(usize, usize))| Candidate { mention, item: Some(at), place, rank }
        };
        let mut out: Vec<Candidate> = before.iter().rev().take(BEFORE).enumerate().map(own(Place::Before)).collect();
        out.extend(after.iter().take(AFTER).enumerate().map(own(Place::After)));
        let carried = self.carried.iter().enumerate();
        out.extend(carried.map(|(rank, &mention)| Candidate { mention, item: None, place: Place::Carried, rank }));
        out
    }

    /// The verb whose subject the mention at an item may be: the first to the
    /// right, over what stands between commas.
    fn verb_right(&self, at: usize) -> Option<usize> {
        let row = self.row;
        let mut i = at + 1;
        let mut inside = false;
        while i < row.items.len().min(at + 40) {
            match row.items[i].tag {
                b'V' | b'W' | b'T' | b'b' | b'h' if !inside => {
                    // "has said", "was telling": the verb itself.
                    let next = row.tag(Some(i + 1));
                    let is_aux = matches!(row.items[i].tag, b'b' | b'h');
                    if is_aux && matches!(next, b'a' | b'h' | b'b' | b'V' | b'T' | b'W') {
                        i += 1;
                        continue;
                    }
                    return Some(i);
                }
                b',' => inside = !inside && row.tag(Some(i + 1)) != b'Q',
                b'Q' | b'.' | b':' | b';' => return None,
                b'&' if !inside && i > at + 1 => return None,
                _ => {}
            }
            if row.items[i].sentence != row.items[at].sentence {
                return None;
            }
            i += 1;
        }
        None
    }

    /// The verb directly before a mention, over what belongs to a name.
    fn verb_left(&self, at: usize) -> Option<usize> {
        let row = self.row;
        (at.saturating_sub(4)..at).rev().find_map(|i| match row.items[i].tag {
            b'V' | b'W' | b'T' => Some(Some(i)),
            b'o' | b'd' | b'a' | b'O' | b'\'' | b'n' => None,
            _ => Some(None),
        })?
    }

    /// The verb of saying nearest to a quotation, in its sentence.
    fn nearest_verb(&self, item: usize) -> Option<usize> {
        let row = self.row;
        let number = row.items[item].sentence;
        let is_verb = |i: &usize| matches!(row.items[*i].tag, b'V' | b'T' | b'W' | b'A');
        let left = (item.saturating_sub(30)..item)
            .rev()
            .take_while(|&i| row.items[i].sentence == number && row.items[i].tag != b'Q');
        let right = (item + 1..row.items.len().min(item + 30))
            .take_while(|&i| row.items[i].sentence == number && row.items[i].tag != b'Q');
        let (left, right) = (left.clone().find(is_verb), right.clone().find(is_verb));
        match (left, right) {
            (Some(l), Some(r)) => Some(if r - item <= item - l { r } else { l }),
            (l, r) => l.or(r),
        }
    }

    /// The tags between two items, without those that tell little.
    fn path(&self, low: usize, high: usize) -> u64 {
        if high - low > FAR {
            return 1;
        }
        let mut hash = 2;
        let (mut count, mut last) = (0, 0);
        for item in &self.row.items[low + 1..high] {
            let tag = item.tag;
            if matches!(tag, b'd' | b'a') || tag == last && tag == b'o' {
                continue;
            }
            last = tag;
            count += 1;
            if count > 9 {
                return 3;
            }
            hash = mix(&[hash, u64::from(tag)]);
        }
        hash
    }

    fn kind(&self, mention: &Mention) -> u64 {
        let head = &self.document.tokens[mention.head];
        match mention.kind {
            Kind::Person => 1,
            Kind::Other => 2,
            Kind::Pronoun if head.is(Class::First) || head.is(Class::Second) => 3,
            Kind::Pronoun if head.is(Class::Neuter) => 4,
            Kind::Pronoun => 5,
            Kind::Phrase if head.is(Class::Role) || head.is(Class::Kin) => 6,
            Kind::Phrase if head.is(Class::Group) => 7,
            Kind::Phrase if head.is(Class::Document) => 8,
            Kind::Phrase => 9,
        }
    }

    /// The verb of saying between a mention and its quotation, or next to it.
    fn cue(&self, item: usize, candidate: &Candidate) -> Option<usize> {
        let at = candidate.item?;
        let row = self.row;
        let says = |i: &usize| matches!(row.items[*i].tag, b'V' | b'T' | b'W' | b'A');
        let according = at >= 2 && row.tag(Some(at - 1)) == b't' && row.tag(Some(at - 2)) == b'A';
        let found = if according { Some(at - 2) } else { None }
            .or_else(|| self.verb_right(at).filter(says))
            .or_else(|| self.verb_left(at).filter(says))
            .or_else(|| self.nearest_verb(item));
        found.and_then(|i| match row.items[i].what {
            What::Token(token) => Some(token),
            _ => None,
        })
    }
}
