//! What tells that a mention says a quotation, or that none does.

use super::super::clauses::{Item, What};
use super::super::mentions::Kind;
use super::super::tokens::{Shape, Token};
use super::{Candidate, FAR, Place, Scene};
use crate::article::Kind as BlockKind;
use crate::engine::lexicon::Class;
use crate::engine::ranker::{Features, mix};

/// A candidate for a quotation, in numbers.
struct Case {
    /// The item of the quotation.
    item: usize,
    place: u64,
    kind: u64,
    /// The shape of the quotation.
    shape: u64,
    /// Whether the mention said the last quotation.
    again: bool,
}

impl Scene<'_, '_> {
    pub(super) fn describe_none(&self, quote: usize, item: usize, candidates: &[Candidate], out: &mut Features) {
        let block = &self.document.blocks[self.block];
        let near = candidates.iter().filter(|c| c.place != Place::Carried).count();
        let says = self.sentence(item).any(|t| matches!(t, b'V' | b'T' | b'W' | b'A'));
        let shape = self.shape(quote);
        out.add(1, near.min(3) as u64);
        out.add(2, mix(&[u64::from(says), near.min(1) as u64]));
        out.add(3, mix(&[shape, u64::from(says)]));
        out.flag(4, matches!(block.kind, BlockKind::Title | BlockKind::Heading(_)));
        out.flag(5, self.document.is_headline(self.block));
        out.add(6, u64::from(self.row.items.len() == 1));
        out.add(7, self.carried.len().min(3) as u64);
        out.add(8, 1);
    }

    /// Capital, length and last sign of a quotation.
    fn shape(&self, quote: usize) -> u64 {
        let segment = &self.document.segments[quote];
        let tokens = &self.document.tokens[segment.tokens.clone()];
        let capital = tokens.first().is_some_and(Token::is_capital);
        let end = match tokens.last().map(|t| t.shape) {
            Some(Shape::Sign(',')) => 1,
            Some(Shape::Sign('.')) => 2,
            Some(Shape::Sign('?' | '!')) => 3,
            Some(Shape::Sign('—' | '–' | '…' | '-')) => 4,
            _ => 0,
        };
        let outer = self.document.tokens.get(segment.tokens.end + 1);
        let comma = end == 0 && outer.is_some_and(|t| t.is_sign(','));
        u64::from(capital) * 12 + end * 2 + u64::from(tokens.len() > 5) + if comma { 30 } else { 0 }
    }

    /// The tags of the sentence around an item.
    fn sentence(&self, item: usize) -> impl Iterator<Item = u8> {
        let items = &self.row.items;
        let number = items[item].sentence;
        let same = move |i: &&Item| i.sentence == number;
        let left = items[..item].iter().rev().take(FAR).take_while(same);
        let right = items[item + 1..].iter().take(FAR).take_while(same);
        left.chain(right).map(|i| i.tag)
    }

    pub(super) fn describe(&self, quote: usize, item: usize, candidate: &Candidate, out: &mut Features) {
        let mention = &self.mentions[candidate.mention];
        let kind = self.kind(mention);
        let place = candidate.place as u64;
        let shape = self.shape(quote);
        let again = self.last.is_some_and(|(_, said)| said == Some(candidate.mention));
        let person = self.people[candidate.mention];
        let same = person.is_some() && self.last.and_then(|(_, said)| said).is_some_and(|m| self.people[m] == person);
        out.add(10, mix(&[kind, place]));
        out.add(11, mix(&[place, candidate.rank.min(6) as u64]));
        out.add(12, mix(&[u64::from(again), place]));
        out.add(13, mix(&[u64::from(same), u64::from(again), place]));
        out.add(14, mix(&[shape, place]));
        let inside = person.is_some() && self.within.iter().any(|&m| self.people[m] == person);
        out.add(17, mix(&[u64::from(inside), kind]));
        out.add(18, mix(&[u64::from(inside), place, candidate.rank.min(3) as u64]));
        let spoke = person.map_or(2, |p| u64::from(self.spoke[p]));
        out.add(19, mix(&[spoke, kind, place]));
        let head = &self.document.tokens[mention.head];
        if mention.kind == Kind::Phrase {
            out.add(15, head.key.0);
            out.add(
                16,
                mix(&[
                    u64::from(head.is(Class::Role)),
                    u64::from(head.is(Class::Group)),
                    u64::from(head.is(Class::Document)),
                ]),
            );
        } else if mention.kind == Kind::Pronoun {
            out.add(15, head.key.0);
        }
        match candidate.item {
            Some(at) => {
                let case = Case { item, place, kind: mix(&[kind]), shape, again };
                self.describe_own(at, &case, out);
                self.describe_verbs(at, &case, out);
            }
            None => self.describe_carried(candidate, &Case { item, place, kind, shape, again }, out),
        }
    }

    fn describe_carried(&self, candidate: &Candidate, case: &Case, out: &mut Features) {
        let &Case { item, kind, shape, again, .. } = case;
        let mention = &self.mentions[candidate.mention];
        let back = (self.block - mention.block).min(3) as u64;
        let first = item == 0;
        let own = self.row.mentions.len().min(2) as u64;
        let says = self.sentence(item).any(|t| matches!(t, b'V' | b'T' | b'W' | b'A'));
        let alone = self.row.items.iter().take(FAR).all(|i| i.tag == b'Q');
        out.add(20, mix(&[back, u64::from(again), u64::from(first)]));
        out.add(21, mix(&[u64::from(alone), u64::from(again), kind]));
        out.add(22, mix(&[u64::from(alone), own, u64::from(says), u64::from(again)]));
        out.add(23, mix(&[shape, u64::from(alone), u64::from(again)]));
        out.add(24, mix(&[candidate.rank as u64, u64::from(alone), u64::from(again)]));
        let open = self.last.is_some_and(|(q, _)| !self.document.segments[q].closed && first);
        out.add(25, mix(&[u64::from(open), u64::from(again)]));
        let ends = self.document.ranges[mention.block].end;
        let colon = self.document.token(mention.block, ends.checked_sub(1)).is_some_and(|t| t.is_sign(':'));
        out.add(26, mix(&[u64::from(colon), u64::from(first), candidate.rank as u64]));
    }

    fn describe_own(&self, at: usize, case: &Case, out: &mut Features) {
        let &Case { item, place, kind, shape, again } = case;
        let row = self.row;
        let (low, high) = (at.min(item), at.max(item));
        let between = &row.items[low + 1..high.min(low + FAR)];
        let sentences = (row.items[high].sentence - row.items[low].sentence).min(3) as u64;
        let quotes = between.iter().filter(|i| i.tag == b'Q').count().min(3) as u64;
        let names = between.iter().filter(|i| matches!(i.tag, b'N' | b'p' | b'n' | b'O')).count().min(4) as u64;
        let distance = match between.len() {
            n @ 0..=4 => n as u64,
            5..=7 => 5,
            8..=12 => 6,
            13..=25 => 7,
            _ => 8,
        };
        let left = [row.tag(at.checked_sub(1)), row.tag(at.checked_sub(2))].map(u64::from);
        let right = [row.tag(Some(at + 1)), row.tag(Some(at + 2))].map(u64::from);
        let before = [row.tag(item.checked_sub(1)), row.tag(item.checked_sub(2))].map(u64::from);
        let after = [row.tag(Some(item + 1)), row.tag(Some(item + 2))].map(u64::from);
        let path = self.path(low, high);
        out.add(30, mix(&[place, distance, quotes]));
        out.add(31, mix(&[place, sentences, quotes]));
        out.add(32, mix(&[place, sentences, names]));
        out.add(33, mix(&[place, kind, path]));
        out.add(34, mix(&[place, path]));
        out.add(35, mix(&[place, left[0], kind]));
        out.add(36, mix(&[place, left[0], left[1]]));
        out.add(37, mix(&[place, right[0], kind]));
        out.add(38, mix(&[place, right[0], right[1]]));
        out.add(39, mix(&[place, before[0], before[1], distance.min(3)]));
        out.add(40, mix(&[place, after[0], after[1], distance.min(3)]));
        out.add(41, mix(&[place, before[0], after[0], quotes, sentences.min(1)]));
        out.add(42, mix(&[left[0], right[0], place, sentences.min(1)]));
        out.add(43, mix(&[u64::from(again), quotes, sentences, place]));
        out.add(44, mix(&[u64::from(again), before[0], after[0], shape]));
        out.add(45, mix(&[shape, before[0], after[0], place]));
        let first = row.items[..at].iter().rev().take(FAR).take_while(|i| i.sentence == row.items[at].sentence);
        let first = first.filter(|i| matches!(i.tag, b'N' | b'p' | b'n' | b'O' | b'm')).count().min(3) as u64;
        out.add(46, mix(&[first, place, sentences.min(1)]));
        let begins = left[0] == u64::from(b'^') || left[0] == u64::from(b'.');
        out.add(47, mix(&[u64::from(begins), place, sentences.min(2), kind]));
        out.add(48, mix(&[place, left[0], left[1], right[0], kind]));
        // "released the following statement:"
        let document = between.iter().any(|i| i.tag == b'm');
        out.add(49, mix(&[u64::from(document), place, sentences.min(1), u64::from(begins), before[0], kind]));
    }

    fn describe_verbs(&self, at: usize, case: &Case, out: &mut Features) {
        let &Case { item, place, kind, .. } = case;
        let row = self.row;
        let tag = |i: usize| u64::from(row.items[i].tag);
        let sentence = row.items[at].sentence;
        let near = (row.items[item].sentence.abs_diff(sentence)).min(2) as u64;
        let right = self.verb_right(at);
        let left = self.verb_left(at);
        let (right_tag, right_far) = right.map_or((0, 0), |v| (tag(v), (v - at).min(4) as u64));
        let (left_tag, left_far) = left.map_or((0, 0), |v| (tag(v), (at - v).min(4) as u64));
        out.add(50, mix(&[right_tag, place, near, kind]));
        out.add(51, mix(&[right_tag, right_far, place]));
        out.add(52, mix(&[left_tag, left_far, place, near]));
        out.add(53, mix(&[right_tag, left_tag, place, near]));
        if let Some(verb) = right.and_then(|v| row.token(v)) {
            let token = &self.document.tokens[verb];
            out.add(54, mix(&[token.key.0, place]));
            // What follows the verb: the quotation, a person told, a clause.
            let next = right.map_or(0, |v| u64::from(row.tag(Some(v + 1))));
            out.add(55, mix(&[right_tag, next, place, near]));
            let between = right.map_or(9, |v| item.abs_diff(v).min(9)) as u64;
            out.add(56, mix(&[right_tag, between, place, near]));
        }
        if let Some(verb) = left.and_then(|v| row.token(v)) {
            let token = &self.document.tokens[verb];
            out.add(57, mix(&[token.key.0, place, left_far]));
            let previous = left.map_or(0, |v| u64::from(row.tag(v.checked_sub(1))));
            out.add(58, mix(&[left_tag, previous, place, left_far.min(2)]));
        }
        // A word of the table directly before it: "told", "of", "to".
        if let Some(token) = at.checked_sub(1).and_then(|i| row.token(i)).map(|t| &self.document.tokens[t])
            && !token.classes.is_empty()
        {
            out.add(59, mix(&[token.key.0, place]));
            out.add(60, mix(&[token.key.0, place, near, kind]));
        }
        if row.tag(Some(at + 1)) == b'\'' {
            // What it owns: "Ames's lawyer" speaks, "Ames's letter" is Ames speaking.
            let owned = row.items.get(at + 2).map_or(0, |item| match item.what {
                What::Mention(m) => self.kind(&self.mentions[m]),
                _ => 20,
            });
            out.add(66, mix(&[owned, place, near]));
            out.add(67, mix(&[owned, place, u64::from(row.tag(Some(at + 3)))]));
        }
        let owner = at >= 2 && row.tag(Some(at - 1)) == b'\'';
        out.add(68, mix(&[u64::from(owner), kind, place]));
        let according = at >= 2 && row.tag(Some(at - 1)) == b't' && row.tag(Some(at - 2)) == b'A';
        out.add(61, mix(&[u64::from(according), place, near]));
        let closest = self.nearest_verb(item);
        let is_subject = closest.is_some() && (right == closest || left == closest);
        out.add(62, mix(&[u64::from(is_subject), place, near, kind]));
        out.add(63, mix(&[u64::from(is_subject), closest.map_or(0, tag), place]));
        if let Some(verb) = closest {
            let ordered = [at.min(item).min(verb), at.max(item).max(verb)];
            let middle = if ordered[0] != at && ordered[1] != at {
                1
            } else if ordered[0] != verb && ordered[1] != verb {
                2
            } else {
                3
            };
            out.add(64, mix(&[middle, place, tag(verb), self.path(at.min(verb), at.max(verb))]));
            out.add(65, mix(&[middle, place, self.path(item.min(verb), item.max(verb))]));
        }
    }
}
