//! Where names begin and end.

use super::super::document::Document;
use super::super::tokens::{Shape, Token};
use crate::engine::lexicon::{Class, Classes};
use crate::engine::ranker::mix;

/// No name has more words.
pub const LONGEST: usize = 8;

pub const FUNCTION: Classes = Classes::of(&[
    Class::Be,
    Class::Aux,
    Class::Det,
    Class::Poss,
    Class::Pronoun,
    Class::Object,
    Class::Prep,
    Class::Conj,
    Class::Sub,
    Class::Rel,
    Class::To,
    Class::According,
    Class::Not,
    Class::Adverb,
]);

pub const NO_START: Classes = Classes::of(&[Class::Common, Class::Calendar, Class::Number, Class::Time]);

/// What may stand before a full name without being part of it.
pub const BEFORE: Classes = Classes::of(&[
    Class::Body,
    Class::Place,
    Class::Media,
    Class::Role,
    Class::Title,
    Class::Origin,
    Class::Common,
    Class::Group,
    Class::Say,
    Class::Part,
]);

/// Where a full name that ends with a family name begins: with a given name,
/// perhaps with initials or another name between.
pub fn full_start(document: &Document<'_>, block: usize, last: usize) -> usize {
    let floor = document.ranges[block].start;
    let mut at = last;
    while at > floor && last - at < 3 {
        let token = &document.tokens[at - 1];
        if is_given(document, block, at - 1) && token.is_capital() && !token.classes.any(FUNCTION) {
            return at - 1;
        }
        if token.shape != Shape::Initial {
            break;
        }
        at -= 1;
    }
    last
}

/// A name by its words.
pub fn key_of(tokens: &[Token]) -> u64 {
    tokens.iter().fold(tokens.len() as u64, |key, token| mix(&[key, token.key.0]))
}

pub fn is_given(document: &Document<'_>, block: usize, index: usize) -> bool {
    let token = &document.tokens[index];
    document.given(block, token).is_some()
}

pub fn starts(document: &Document<'_>, block: usize, index: usize) -> bool {
    let token = &document.tokens[index];
    if !token.is_capital() && token.shape != Shape::Handle {
        return false;
    }
    if token.shape == Shape::Handle {
        return true;
    }
    let next = document.token(block, Some(index + 1));
    let goes_on = next.is_some_and(|t| t.is_capital() && !t.classes.any(FUNCTION));
    if token.classes.any(FUNCTION) || token.classes.any(NO_START) {
        let mid = !document.begins_sentence(block, index) && token.is(Class::Common) && !token.classes.any(FUNCTION);
        let place = token.is(Class::Common) && next.is_some_and(|t| t.is(Class::Place));
        let given = is_given(document, block, index) && !token.is(Class::Calendar);
        return goes_on && (given || mid || place);
    }
    // A word of every day that only begins a sentence.
    let everyday = [Class::Say, Class::Weak, Class::Role, Class::Group, Class::Document, Class::Work, Class::Part];
    let is_everyday = everyday.iter().any(|&c| token.is(c)) || token.is(Class::Kin);
    !(is_everyday && document.begins_sentence(block, index) && (!goes_on || token.is(Class::Say)))
}

pub fn end_of(tokens: &[Token], start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    if tokens[start].shape == Shape::Handle {
        return end;
    }
    while end < limit && end - start < LONGEST {
        let token = &tokens[end];
        if let Some(after) = nickname(tokens, end, limit) {
            end = after;
            continue;
        }
        if token.quoted != tokens[start].quoted {
            break;
        }
        let goes_on = |from: usize| tokens.get(from).is_some_and(|t| from < limit && t.is_capital());
        let fits = match token.shape {
            Shape::Capital | Shape::Capitals | Shape::Initial => {
                !token.classes.any(FUNCTION) && !token.is(Class::Calendar) || token.is(Class::Particle)
            }
            Shape::Lower if token.is(Class::Particle) => {
                goes_on(end + 1) || tokens.get(end + 1).is_some_and(|t| t.is(Class::Particle) && goes_on(end + 2))
            }
            Shape::Sign(',') => {
                tokens.get(end + 1).is_some_and(|t| end + 1 < limit && t.is(Class::Suffix) && t.is_capital())
            }
            _ => false,
        };
        if !fits {
            break;
        }
        end += 1;
    }
    end
}

/// Where a nickname between marks within a name ends: Marcia “Cia” Prentiss.
pub fn nickname(tokens: &[Token], start: usize, limit: usize) -> Option<usize> {
    let [open, inner, close, next] = tokens.get(start..start + 4)? else { return None };
    let is_mark = |t: &Token| matches!(t.shape, Shape::Sign('“' | '”' | '"' | '‘' | '’' | '\''));
    let is_name = start + 3 < limit && inner.is_capital() && inner.quoted.is_some() && next.shape == Shape::Capital;
    let alone = tokens.get(start.wrapping_sub(1)).is_some_and(|t| t.quoted.is_none()) && next.quoted.is_none();
    (is_mark(open) && is_mark(close) && is_name && alone).then_some(start + 3)
}

/// Whether a family name stands first, as in a list of books: "Austen, Jane."
pub fn is_inverted(document: &Document<'_>, block: usize, start: usize, end: usize) -> bool {
    let at = |i: usize| document.token(block, Some(i));
    let first = start == document.ranges[block].start || at(start - 1).is_some_and(|t| t.is(Class::Conj));
    let comma = at(end).is_some_and(|t| t.is_sign(','));
    let given = at(end + 1).is_some_and(|t| t.shape == Shape::Capital) && is_given(document, block, end + 1);
    let ends = at(end + 2).is_some_and(|t| t.is_sign('.') || t.is(Class::Conj) || t.shape == Shape::Initial);
    first && end == start + 1 && comma && given && ends
}
