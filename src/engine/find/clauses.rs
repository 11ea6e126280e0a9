//! A block as a row of items: what is quoted is one item, a mention is one, all
//! else is tokens. Each item has a tag, so that the way from a mention to a
//! quotation is a short word of tags.

use super::document::Document;
use super::mentions::{Kind, Mention};
use super::tokens::{Shape, Token};
use crate::engine::lexicon::Class;

/// What an item stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Token(usize),
    /// Index into the mentions.
    Mention(usize),
    /// Index into the segments.
    Quote(usize),
}

#[derive(Debug, Clone, Copy)]
pub struct Item {
    pub what: What,
    pub tag: u8,
    /// Counted within the block.
    pub sentence: u32,
}

/// The items of one block.
#[derive(Debug, Default)]
pub struct Row {
    pub items: Vec<Item>,
    /// For each mention of the block its item; those within quotations have none.
    pub mentions: Vec<(usize, usize)>,
    /// For each quotation of the block its item.
    pub quotes: Vec<(usize, usize)>,
}

impl Row {
    /// Reads a block. `first` is the number of its first mention.
    pub fn read(&mut self, document: &Document<'_>, block: usize, mentions: &[Mention], first: usize, said: &[bool]) {
        self.items.clear();
        self.mentions.clear();
        self.quotes.clear();
        let range = document.ranges[block].clone();
        let mut at = range.start;
        let mut next = 0;
        let mut sentence = 0;
        while at < range.end {
            let token = &document.tokens[at];
            if let Some(quote) = token.quoted.map(|q| q as usize).filter(|&q| said[q]) {
                self.quotes.push((quote, self.items.len()));
                self.items.push(Item { what: What::Quote(quote), tag: b'Q', sentence });
                at = document.segments[quote].tokens.end;
                sentence += u32::from(self.ends_with(document, block, quote, at));
                continue;
            }
            if let Some(end) = aside(document, block, at, said) {
                at = end;
                continue;
            }
            while mentions.get(next).is_some_and(|m| m.tokens.start < at || m.within) {
                next += 1;
            }
            if let Some(mention) = mentions.get(next).filter(|m| m.tokens.start == at) {
                self.mentions.push((first + next, self.items.len()));
                self.items.push(Item { what: What::Mention(first + next), tag: tag_of(document, mention), sentence });
                at = mention.tokens.end;
                continue;
            }
            if !is_mark(token) {
                let word = &document.blocks[block].words[token.range()];
                self.items.push(Item { what: What::Token(at), tag: tag(token, word), sentence });
            }
            sentence += u32::from(matches!(token.shape, Shape::Sign('.' | '?' | '!')));
            at += 1;
        }
    }

    /// Whether a sentence ends with a quotation: with a full stop in it, or with
    /// another sign if no verb of saying follows soon.
    fn ends_with(&self, document: &Document<'_>, block: usize, quote: usize, next: usize) -> bool {
        let segment = &document.segments[quote];
        let Some(last) = document.tokens.get(segment.tokens.end.wrapping_sub(1)) else { return false };
        let mut after = (next..document.ranges[block].end).map(|i| &document.tokens[i]).filter(|t| !is_mark(t));
        match last.shape {
            Shape::Sign('.' | '…') => after.next().is_none_or(|t| t.is_capital() || t.quoted.is_some()),
            Shape::Sign('?' | '!') => {
                let mut capital = None;
                let says = after.take(5).take_while(|t| t.is_word() && t.quoted.is_none()).any(|t| {
                    capital = capital.or(Some(t.is_capital()));
                    t.is(Class::Say) || t.is(Class::Weak)
                });
                !says && capital.unwrap_or(true)
            }
            _ => false,
        }
    }

    pub fn tag(&self, index: Option<usize>) -> u8 {
        index.and_then(|i| self.items.get(i)).map_or(b'^', |item| item.tag)
    }

    /// The token that an item is, if it is one.
    pub fn token(&self, index: usize) -> Option<usize> {
        match self.items.get(index)?.what {
            What::Token(token) => Some(token),
            _ => None,
        }
    }
}

/// Where an aside ends that only says more of a name: a short parenthesis, an age
/// or a party between commas.
fn aside(document: &Document<'_>, block: usize, at: usize, said: &[bool]) -> Option<usize> {
    let tokens = &document.tokens[at..document.ranges[block].end.min(at + 10)];
    let first = tokens.first()?;
    if first.is_sign('(') {
        let end = tokens.iter().position(|t| t.is_sign(')'))?;
        let speaks = tokens[..end].iter().any(|t| t.quoted.is_some_and(|q| said[q as usize]));
        return (!speaks && at > document.ranges[block].start).then_some(at + end + 1);
    }
    let [comma, inner, after, ..] = tokens else { return None };
    let word = &document.blocks[block].words[inner.range()];
    let is_party = word.len() > 2 && word.starts_with(['R', 'D', 'I']) && word[1..].starts_with('-');
    let is_age = inner.shape == Shape::Number && word.len() <= 3;
    (comma.is_sign(',') && after.is_sign(',') && (is_party || is_age)).then_some(at + 3)
}

fn is_mark(token: &Token) -> bool {
    matches!(
        token.shape,
        Shape::Sign('“' | '”' | '"' | '‘' | '’' | '\'' | '`' | '«' | '»' | '„' | '「' | '」' | '『' | '』')
    )
}

fn tag_of(document: &Document<'_>, mention: &Mention) -> u8 {
    match mention.kind {
        Kind::Person => b'N',
        Kind::Other => b'O',
        Kind::Pronoun => b'p',
        Kind::Phrase if document.tokens[mention.head].is(Class::Document) => b'm',
        Kind::Phrase => b'n',
    }
}

/// What a token does in its sentence, in one letter.
fn tag(token: &Token, word: &str) -> u8 {
    use Class::*;
    if let Shape::Sign(sign) = token.shape {
        return match sign {
            ',' => b',',
            ':' => b':',
            ';' => b';',
            '.' | '?' | '!' => b'.',
            '—' | '–' | '-' => b'-',
            '(' | ')' | '[' | ']' => b'(',
            _ => b'o',
        };
    }
    if token.is_possessive() {
        return b'\'';
    }
    let table = [
        (According, b'A'),
        (To, b't'),
        (Say, b'V'),
        (Be, b'b'),
        (Aux, b'h'),
        (Rel, b'r'),
        (Weak, b'W'),
        (Prep, b'P'),
        (Conj, b'&'),
        (Sub, b's'),
        (Object, b'j'),
        (Not, b'a'),
        (Adverb, b'a'),
        (Det, b'd'),
        (Poss, b'd'),
        (Calendar, b'c'),
        (Time, b'c'),
    ];
    let teller = token.is(Tell) && token.is(Say);
    if teller {
        return b'T';
    }
    let known = table.iter().find(|(class, _)| token.is(*class)).map(|(_, tag)| *tag);
    // A word of no class that may be a verb: "flattered".
    known.unwrap_or(if token.shape == Shape::Lower && word.ends_with("ed") { b'e' } else { b'o' })
}
