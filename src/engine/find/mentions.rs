//! Pass 3: everybody and everything that could say something.
//!
//! Comes in: tokens and names. Goes out: mentions, in the order of the text:
//! names, pronouns, and noun phrases whose head can speak ("the minister", "a
//! statement"), or that stand where a speaker stands.

use std::ops::Range;

use super::document::Document;
use super::names::Names;
use super::tokens::{Shape, Token};
use crate::engine::lexicon::{Class, Classes};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    /// A name that is no person's.
    Other,
    Pronoun,
    Phrase,
}

/// Somebody or something mentioned.
#[derive(Debug, Clone)]
pub struct Mention {
    pub block: usize,
    /// The words of the mention: the title of a name, the article of a phrase
    /// belong to it.
    pub tokens: Range<usize>,
    /// The word that carries it.
    pub head: usize,
    /// Where what belongs before a name begins: "campaign manager Robby Mook".
    pub prefix: usize,
    pub kind: Kind,
    /// Index into [`Names::mentions`].
    pub name: Option<usize>,
    /// Whether it stands within quotation marks.
    pub quoted: Option<u32>,
    /// Whether it only says more of what follows: "Varga" in "Varga campaign
    /// manager Joy Tan". It says nothing itself.
    pub within: bool,
}

const HEADS: Classes = Classes::of(&[Class::Role, Class::Kin, Class::Group, Class::Document]);
const VERBS: Classes = Classes::of(&[Class::Say, Class::Weak]);
const BEFORE_NOUN: Classes = Classes::of(&[Class::Det, Class::Poss, Class::Number]);
const STOPS: Classes = Classes::of(&[
    Class::Be,
    Class::Aux,
    Class::Pronoun,
    Class::Prep,
    Class::Conj,
    Class::Sub,
    Class::Rel,
    Class::To,
    Class::Say,
    Class::Not,
]);
/// Words that stand for people who are counted.
const COUNTED: [&str; 18] = [
    "one",
    "another",
    "others",
    "some",
    "many",
    "several",
    "both",
    "two",
    "three",
    "few",
    "most",
    "neither",
    "everyone",
    "nobody",
    "someone",
    "somebody",
    "each",
    "everybody",
];

/// All mentions of an article. Pauses before each block.
pub fn find(document: &Document<'_>, names: &Names, mut pause: impl FnMut()) -> Vec<Mention> {
    let mut out = Vec::with_capacity(names.mentions.len() * 2);
    let mut next = 0;
    for block in 0..document.blocks.len() {
        pause();
        let range = document.ranges[block].clone();
        let mut at = range.start;
        while at < range.end {
            while names.mentions.get(next).is_some_and(|m| m.tokens.start < at) {
                next += 1;
            }
            let name =
                names.mentions.get(next).filter(|m| m.title.unwrap_or(m.tokens.start) == at || m.tokens.start == at);
            if let Some(mention) = name {
                out.push(named(document, names, next));
                at = mention.tokens.end;
                next += 1;
                continue;
            }
            let limit =
                names.mentions.get(next).map_or(range.end, |m| m.title.unwrap_or(m.tokens.start)).min(range.end);
            match other(document, block, at, limit.max(at + 1)) {
                Some(mention) => {
                    at = mention.tokens.end;
                    out.push(mention);
                }
                None => at += 1,
            }
        }
    }
    absorb(document, &mut out);
    out
}

fn named(document: &Document<'_>, names: &Names, index: usize) -> Mention {
    let mention = &names.mentions[index];
    let person = names.forms[mention.form].is_person;
    let mut start = mention.title.unwrap_or(mention.tokens.start);
    let mut prefix = start;
    let belongs = |i: usize| {
        let token = document.token(mention.block, Some(i));
        token.is_some_and(|t| t.is_capital() && (t.is(Class::Title) || t.is(Class::Role) || t.is(Class::Origin)))
    };
    while person && prefix > 0 && start - prefix < 6 && belongs(prefix - 1) {
        prefix -= 1;
    }
    // "the Kremlin"
    if !person && document.token(mention.block, start.checked_sub(1)).is_some_and(|t| t.is(Class::Det)) {
        start -= 1;
        prefix = start;
    }
    let is_suffix = |&i: &usize| document.tokens[i].is(Class::Suffix) || !document.tokens[i].is_word();
    let head = mention.tokens.clone().rev().find(|i| !is_suffix(i)).unwrap_or(mention.tokens.start);
    Mention {
        block: mention.block,
        tokens: start..mention.tokens.end,
        head,
        prefix,
        kind: if person { Kind::Person } else { Kind::Other },
        name: Some(index),
        quoted: document.tokens[head].quoted,
        within: false,
    }
}

/// A pronoun or a phrase that begins at a token.
fn other(document: &Document<'_>, block: usize, at: usize, limit: usize) -> Option<Mention> {
    let token = &document.tokens[at];
    let make = |tokens: Range<usize>, head, kind| {
        Some(Mention {
            block,
            prefix: tokens.start,
            tokens,
            head,
            kind,
            name: None,
            quoted: token.quoted,
            within: false,
        })
    };
    if !token.is_word() {
        return None;
    }
    if token.is(Class::Pronoun) && !token.is(Class::Rel) {
        return make(at..at + 1, at, Kind::Pronoun);
    }
    let head = phrase(document, block, at, limit)?;
    make(at..head + 1, head, Kind::Phrase)
}

/// The head of the noun phrase that begins at a token, if it can speak.
fn phrase(document: &Document<'_>, block: usize, at: usize, limit: usize) -> Option<usize> {
    let tokens = &document.tokens;
    let token = &tokens[at];
    let next = document.token(block, Some(at + 1)).filter(|_| at + 1 < limit.max(at + 2));
    let word = &document.blocks[block].words[token.range()];
    if COUNTED.iter().any(|c| word.eq_ignore_ascii_case(c)) {
        let said = at > 0 && document.token(block, Some(at - 1)).is_some_and(|t| t.is(Class::Say));
        let goes_on = |t: &Token| t.is(Class::Prep) && t.end - t.start == 2 || t.is(Class::Rel) || t.classes.any(VERBS);
        let of = said || next.is_some_and(goes_on);
        if of {
            return Some(at);
        }
    }
    let determined = token.classes.any(BEFORE_NOUN) || at > 0 && tokens[at - 1].is_possessive();
    let first = if token.classes.any(BEFORE_NOUN) { at + 1 } else { at };
    let begins =
        |t: &Token| t.classes.any(BEFORE_NOUN) || t.is(Class::Adverb) || t.is(Class::Common) && !t.is(Class::Part);
    // "Varga press secretary": no verb.
    let is_part = at > 0 && tokens[at - 1].is_capital() && next.is_some_and(|t| t.is(Class::Role));
    let is_verb_like = token.is(Class::Weak) && !token.classes.any(HEADS) && !is_part;
    let odd = is_verb_like || token.is(Class::Adverb) || token.is(Class::Common);
    if next.is_some_and(|t| first > at && begins(t) && t.is(Class::Det)) || first == at && odd {
        return None;
    }
    let last = noun_end(tokens, first, limit.min(first + 6));
    if last <= first {
        return None;
    }
    let speaks_after = document.token(block, Some(last)).is_some_and(|t| t.classes.any(VERBS) || t.is(Class::Rel));
    let speaks_before = at > 0 && document.token(block, Some(at - 1)).is_some_and(|t| t.is(Class::Say));
    // The last word that can speak; a verb that looks like a noun needs an article.
    let can = |&i: &usize| {
        let t = &tokens[i];
        t.classes.any(HEADS) && (!t.classes.any(VERBS) || determined && i + 1 == last || i + 1 < last && determined)
    };
    let head = (first..last).rev().find(can);
    match head {
        // "the ministry building": what follows the head takes its place.
        Some(head) if head + 1 == last || !determined => (determined || head + 1 == last).then_some(head),
        Some(head) if is_verb(document, block, head + 1) => Some(head),
        _ if determined && (speaks_after || speaks_before) && !tokens[last - 1].is(Class::Time) => Some(last - 1),
        _ if speaks_after
            && last == first + 1
            && !tokens[first].is(Class::Time)
            && tokens[first].shape == Shape::Lower
            && ends_plural(document, block, first) =>
        {
            Some(first)
        }
        _ => None,
    }
}

/// Whether a token after a noun may be its verb.
fn is_verb(document: &Document<'_>, block: usize, index: usize) -> bool {
    let token = &document.tokens[index];
    let word = &document.blocks[block].words[token.range()];
    token.is(Class::Weak) || token.shape == Shape::Lower && (word.ends_with("ed") || word.ends_with('s'))
}

fn ends_plural(document: &Document<'_>, block: usize, index: usize) -> bool {
    document.blocks[block].words[document.tokens[index].range()].ends_with('s')
}

/// Where a run of words that can make up a noun phrase ends.
fn noun_end(tokens: &[Token], first: usize, limit: usize) -> usize {
    let mut at = first;
    while at < limit.min(tokens.len()) {
        let token = &tokens[at];
        let is_noun = token.classes.any(HEADS);
        let stops = token.classes.any(STOPS) && !is_noun || !token.is_word() && !token.is_possessive();
        let is_verb = token.is(Class::Weak) && !is_noun && at > first;
        let again = at > first && token.classes.any(BEFORE_NOUN) && !token.is(Class::Number);
        if stops
            || is_verb
            || again
            || token.quoted != tokens[first].quoted
            || token.is(Class::Adverb) && !is_noun && at > first
        {
            break;
        }
        at += 1;
    }
    // What owns is not the head: "the campaign's manager".
    while at > first && tokens[at - 1].is_possessive() {
        at -= 1;
    }
    at
}

/// What stands directly before a name or a phrase and says more of it belongs to
/// it: "the state treasurer Corinne Vandermolen", "MBC host Cal Stone", "the New
/// York businessman".
fn absorb(document: &Document<'_>, mentions: &mut Vec<Mention>) {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mut mention in mentions.drain(..) {
        let adjacent = |before: &Mention, own: &Mention| {
            before.block == own.block
                && before.tokens.end == own.prefix
                && before.quoted == own.quoted
                && !before.within
        };
        let is_role = |m: &Mention| {
            let head = &document.tokens[m.head];
            m.kind == Kind::Phrase && head.classes.any(HEADS) && !head.is(Class::Document)
        };
        if mention.kind == Kind::Person
            && kept.last().is_some_and(|before| adjacent(before, &mention) && is_role(before))
            && let Some(before) = kept.pop()
        {
            mention.prefix = before.prefix;
            // What the phrase has taken in already.
        }
        // Part of what stands before a name: "US President".
        let meets =
            |b: &Mention, own: &Mention| b.kind == Kind::Phrase && b.block == own.block && b.tokens.end > own.prefix;
        while let Some(before) = kept.pop_if(|b| meets(b, &mention)) {
            mention.prefix = mention.prefix.min(before.prefix);
        }
        // "Varga campaign manager", "Army Capt. Pardo", "a Republican National Committee member".
        let takes = |before: &Mention| match mention.kind {
            Kind::Phrase => before.name.is_some() && mention.prefix == mention.tokens.start,
            Kind::Person => before.name.is_some() && mention.prefix < name_start(document, &mention),
            Kind::Other => before.kind == Kind::Phrase,
            Kind::Pronoun => false,
        };
        if let Some(before) = kept.last_mut().filter(|b| adjacent(b, &mention) && takes(b)) {
            before.within = true;
            mention.prefix = before.prefix;
            if mention.kind == Kind::Phrase {
                let det = document.token(mention.block, before.prefix.checked_sub(1));
                mention.prefix -= usize::from(det.is_some_and(|t| t.classes.any(BEFORE_NOUN)));
                mention.tokens.start = mention.prefix;
            }
        }
        kept.push(mention);
    }
    *mentions = kept;
}

/// Where the name of a mention begins, after its titles.
fn name_start(document: &Document<'_>, mention: &Mention) -> usize {
    let is_title = |&i: &usize| document.tokens[i].is(Class::Title);
    mention.tokens.clone().find(|i| !is_title(i)).unwrap_or(mention.tokens.start)
}
