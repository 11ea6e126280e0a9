//! What the article says a person is: "the state treasurer", "spokesman for …".

use std::ops::Range;

use super::document::Document;
use super::mentions::{Kind, Mention};
use super::tokens::{Shape, Token};
use crate::engine::lexicon::{Class, Classes, Key, Sex};

const HEADS: Classes = Classes::of(&[Class::Role, Class::Kin, Class::Title]);
const LONGEST: usize = 14;

/// The words that describe a person, and the first description as it stands.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    pub heads: Vec<Key>,
    pub text: Option<String>,
    /// What a word like "sister" tells.
    pub sex: Option<Sex>,
}

/// For each person its roles.
pub fn find(document: &Document<'_>, mentions: &[Mention], people: &[Option<usize>], count: usize) -> Vec<Roles> {
    let mut out = vec![Roles::default(); count];
    for (mention, person) in mentions.iter().zip(people) {
        let Some(person) = person.filter(|_| mention.kind == Kind::Person) else { continue };
        let roles = &mut out[person];
        for run in
            [before(document, mention), after(document, mention), reversed(document, mention)].into_iter().flatten()
        {
            let tokens = &document.tokens[run.clone()];
            for token in tokens.iter().filter(|t| t.classes.any(HEADS)) {
                roles.sex = roles.sex.or(sex_of(token));
                if !roles.heads.contains(&token.key) {
                    roles.heads.push(token.key);
                }
            }
            let is_short = tokens.len() == 1 && tokens[0].is(Class::Title);
            let describes = tokens.iter().any(|t| t.is(Class::Role) || t.is(Class::Kin)) || is_a_trade(tokens);
            if roles.text.is_none() && !is_short && describes {
                roles.text = Some(document.text(mention.block, run).to_string());
            }
        }
    }
    out
}

/// What stands directly before a name and describes it.
fn before(document: &Document<'_>, mention: &Mention) -> Option<Range<usize>> {
    let floor = document.ranges[mention.block].start;
    let belongs = |t: &Token| {
        let is_function =
            [Class::Prep, Class::Conj, Class::Be, Class::Aux, Class::Say, Class::Sub, Class::Rel, Class::Pronoun];
        t.is_word() && (t.classes.any(HEADS) || !is_function.iter().any(|&c| t.is(c)) && !t.is(Class::Weak))
    };
    let mut start = mention.head.min(mention.tokens.start);
    // A title is part of the mention.
    let end = (mention.tokens.start..=mention.head).find(|&i| !document.tokens[i].is(Class::Title)).unwrap_or(start);
    while start > floor
        && end - start < 6
        && belongs(&document.tokens[start - 1])
        && document.tokens[start - 1].quoted == document.tokens[mention.head].quoted
    {
        start -= 1;
        if document.tokens[start].is(Class::Det) || document.tokens[start].is(Class::Poss) {
            break;
        }
    }
    // It begins with a word that can belong to a description.
    while start < end && (document.tokens[start].is(Class::Common) || document.tokens[start].is(Class::Adverb)) {
        start += 1;
    }
    let has_head = end > start && document.tokens[end - 1].classes.any(HEADS);
    has_head.then_some(start..end)
}

/// What stands before a name and a comma: "Lagat's coach, Girma Alemu".
fn reversed(document: &Document<'_>, mention: &Mention) -> Option<Range<usize>> {
    let comma = mention.prefix.checked_sub(1)?;
    let head = comma.checked_sub(1)?;
    let floor = document.ranges[mention.block].start;
    if head < floor || !document.tokens[comma].is_sign(',') || !document.tokens[head].classes.any(HEADS) {
        return None;
    }
    let before = |i: usize| document.token(mention.block, Some(i));
    let owns = |t: &Token| t.is(Class::Det) || t.is(Class::Poss) || t.is_possessive();
    let is_owned = (floor..head).rev().take(5).any(|i| before(i).is_some_and(owns));
    is_owned.then_some(head..comma)
}

/// What follows a name between commas, and describes it.
fn after(document: &Document<'_>, mention: &Mention) -> Option<Range<usize>> {
    let limit = document.ranges[mention.block].end;
    let at = |index: usize| document.token(mention.block, Some(index));
    // "Ben Stone, 34, a retired wheelwright"
    let is_age = at(mention.tokens.end + 1).is_some_and(|t| t.shape == Shape::Number && t.end - t.start <= 3);
    let comma = mention.tokens.end + if is_age { 2 } else { 0 };
    let first = at(comma + 1)?;
    if !document.tokens.get(comma)?.is_sign(',') || !first.is_word() {
        return None;
    }
    let mut end = comma + 1;
    while end < limit && end - comma <= LONGEST {
        let token = &document.tokens[end];
        if matches!(token.shape, Shape::Sign(',' | '.' | ';' | ':' | '—' | '–' | '(' | '“' | '"'))
            || token.is(Class::Rel)
            || token.is(Class::Say)
        {
            break;
        }
        end += 1;
    }
    let run = comma + 1..end;
    let tokens = &document.tokens[run.clone()];
    // "the state treasurer", not "met the lawyer Raj Pillai": what begins with a
    // word of its own has no article further on.
    let is_part = |t: &Token| !t.is(Class::Prep) && !t.is(Class::Be) && !t.is(Class::Aux);
    let alone = |(i, t): &(usize, &Token)| is_part(t) && (*i == 0 || !t.is(Class::Det) && !t.is(Class::Poss));
    let head = tokens.iter().enumerate().take(8).take_while(alone).any(|(_, t)| t.is(Class::Role) || t.is(Class::Kin));
    let begins = first.is(Class::Det)
        || first.is(Class::Poss)
        || first.classes.any(HEADS)
        || first.shape == Shape::Lower && !first.is(Class::Prep) && !first.is(Class::Conj)
        || first.is_capital();
    ((head && begins || is_a_trade(tokens)) && tokens.len() <= LONGEST).then_some(run)
}

/// "a fishmonger", "a retired wheelwright": somebody, whatever the word.
fn is_a_trade(tokens: &[Token]) -> bool {
    let Some((first, words)) = tokens.split_first() else { return false };
    let plain = |t: &Token| t.shape == Shape::Lower && (t.classes.is_empty() || t.is(Class::Adverb));
    first.is(Class::Det) && first.end - first.start <= 2 && (1..=3).contains(&words.len()) && words.iter().all(plain)
}

fn sex_of(token: &Token) -> Option<Sex> {
    match (token.is(Class::Male), token.is(Class::Female)) {
        (true, false) => Some(Sex::Male),
        (false, true) => Some(Sex::Female),
        _ => None,
    }
}
