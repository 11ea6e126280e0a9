//! What tells that a name is a person's.

use std::collections::HashMap;

use super::super::document::Document;
use super::super::tokens::{Shape, Token};
use super::Names;
use super::traits::{BEGINS, ROLE_BEFORE, SAID, SPOKE, TITLED, TRAITS};
use crate::engine::lexicon::{Class, is_ordinary};
use crate::engine::ranker::{Features, Task, mix};

/// The group of a word that is both a family name and part of a body's name.
const EITHER: u64 = 60;

impl Names {
    /// How often a word is the last, or the first, of a longer name.
    pub fn last_words(&self, document: &Document<'_>) -> HashMap<u64, u32> {
        let mut out = HashMap::new();
        for form in self.forms.iter().filter(|f| f.tokens.len() > 1) {
            let tokens = &document.tokens[form.tokens.clone()];
            let last = tokens.iter().rev().find(|t| !t.is(Class::Suffix)).unwrap_or(&tokens[0]);
            let likely =
                document.given(form.block, &tokens[0]).is_some() || form.traits & (TITLED | ROLE_BEFORE | SAID) != 0;
            *out.entry(last.key.0).or_insert(0) |= if likely { 3 } else { 1 };
            *out.entry(tokens[0].key.0).or_insert(0) |= if likely { 12 } else { 4 };
        }
        // A last word that stands alone, as a person's does.
        for form in self.forms.iter().filter(|f| f.tokens.len() == 1) {
            let key = document.tokens[form.tokens.start].key.0;
            *out.entry(key).or_insert(0) |= if form.traits & (TITLED | SAID | SPOKE) != 0 { 48 } else { 16 };
        }
        out
    }

    pub fn features(
        &self,
        document: &Document<'_>,
        index: usize,
        lasts: &HashMap<u64, u32>,
        small: &SmallWords,
        out: &mut Features,
    ) {
        let form = &self.forms[index];
        let tokens = &document.tokens[form.tokens.clone()];
        let word = |token: &Token| &document.blocks[form.block].words[token.range()];
        let (first, last) = (&tokens[0], tokens.iter().rev().find(|t| !t.is(Class::Suffix)).unwrap_or(&tokens[0]));
        let given = document.given(form.block, first).map_or(0, |s| s as u64 + 1);
        let surname = document.is_surname(form.block, last);
        let single = tokens.len() == 1;
        let length = tokens.len().min(5) as u64;
        let family = u64::from(surname);
        out.begin(Task::Person);
        out.candidate();
        out.candidate();
        out.add(1, length);
        out.add(2, mix(&[given.min(1), family, length]));
        out.add(3, mix(&[given, u64::from(single)]));
        // "Hyde Park", but "Grace Park".
        let is_either = surname && last.is(Class::Body);
        let last_group = if is_either { EITHER } else { group(last) };
        out.add(4, mix(&[group(first), u64::from(single)]));
        out.add(5, mix(&[last_group, u64::from(single), u64::from(is_either && given > 0)]));
        out.add(6, mix(&[shape(first), shape(last), u64::from(single)]));
        out.flag(7, tokens.iter().any(|t| t.is(Class::Body) && !(is_either && std::ptr::eq(t, last))));
        out.flag(8, tokens.iter().any(|t| t.is(Class::Place)));
        out.flag(9, tokens.iter().any(|t| t.shape == Shape::Initial));
        out.flag(10, tokens.iter().any(|t| t.is(Class::Suffix) && !std::ptr::eq(t, first)));
        out.flag(11, tokens[1..].iter().any(|t| t.is(Class::Particle)));
        out.flag(12, tokens.iter().any(|t| t.shape == Shape::Number || t.shape == Shape::Handle));
        out.flag(13, tokens.iter().any(|t| t.is(Class::Media)));
        out.flag(14, tokens.iter().any(|t| t.is(Class::Calendar)));
        out.flag(15, tokens.iter().any(|t| t.is(Class::Origin)));
        out.flag(16, tokens.iter().any(|t| t.is(Class::Group) || t.is(Class::Document) || t.is(Class::Work)));
        for bit in 0..TRAITS {
            let times = usize::from(form.times[bit as usize]);
            if times > 0 {
                // Once, or as a rule.
                let often = u64::from(times * 2 >= form.count);
                out.add(20, mix(&[u64::from(bit), often]));
                out.add(21, mix(&[u64::from(bit), often, u64::from(single)]));
                out.add(22, mix(&[u64::from(bit), often, given.min(1), family]));
            }
        }
        for &word in &form.around {
            out.add(30, mix(&[word, u64::from(single)]));
        }
        let part = lasts.get(&last.key.0).copied().unwrap_or(0);
        out.add(23, mix(&[u64::from(single), u64::from(part)]));
        out.add(24, mix(&[form.count.min(4) as u64, u64::from(single)]));
        if tokens.len() > 1 {
            let middle = document.is_surname(form.block, first);
            out.add(25, mix(&[given.min(1), u64::from(middle), family]));
            let last_given = document.given(form.block, last).is_some();
            out.add(29, mix(&[given.min(1), u64::from(last_given), u64::from(middle), group(first)]));
        }
        let tail: String = word(last).chars().rev().take(3).flat_map(char::to_lowercase).collect();
        out.add(26, crate::engine::lexicon::Key::of(&tail).0);
        out.add(27, mix(&[u64::from(single), given.min(1), family, u64::from(part), last_group]));
        out.flag(28, !single && first.classes.is_empty() && last.classes.is_empty());
        // Many names are words as well: those tell nothing.
        let ordinary = |token: &Token| {
            let is_name = document.is_surname(form.block, token) || document.given(form.block, token).is_some();
            mix(&[u64::from(!is_name && is_ordinary(word(token))), u64::from(small.has(token))])
        };
        let (known_first, known_last) = (ordinary(first), ordinary(last));
        out.add(31, mix(&[known_first, known_last, u64::from(single)]));
        out.add(32, mix(&[known_first, known_last, given.min(1), family]));
        let begins = usize::from(form.times[BEGINS]) == form.count;
        out.add(33, mix(&[known_last, u64::from(single), u64::from(begins), family]));
    }
}

/// The words of an article that stand in it in small letters, as a set that may
/// hold a few more (Bloom 1970, with one hash).
pub struct SmallWords(Vec<u64>);

impl SmallWords {
    pub fn of(document: &Document<'_>) -> SmallWords {
        // 16 bits a word: of those that are not in it 1 in 16 is taken to be.
        let mut bits = vec![0; (document.tokens.len() / 4).next_power_of_two()];
        for token in document.tokens.iter().filter(|t| t.shape == Shape::Lower) {
            let (at, bit) = Self::place(bits.len(), token);
            bits[at] |= bit;
        }
        SmallWords(bits)
    }

    fn has(&self, token: &Token) -> bool {
        let (at, bit) = Self::place(self.0.len(), token);
        self.0[at] & bit != 0
    }

    fn place(size: usize, token: &Token) -> (usize, u64) {
        ((token.key.0 >> 8) as usize % size, 1 << (token.key.0 >> 58))
    }
}

/// The most telling of a token's classes.
fn group(token: &Token) -> u64 {
    use Class::*;
    [Title, Role, Body, Media, Calendar, Origin, Place, Group, Document, Work, Common, Weak, Say, Adverb]
        .iter()
        .position(|&c| token.is(c))
        .map_or(0, |at| at as u64 + 1)
}

fn shape(token: &Token) -> u64 {
    match token.shape {
        Shape::Lower => 0,
        Shape::Capital => 1,
        Shape::Capitals => 2,
        Shape::Initial => 3,
        Shape::Number => 4,
        Shape::Handle => 5,
        Shape::Sign(_) | Shape::Possessive => 6,
    }
}
