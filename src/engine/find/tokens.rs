//! Words to tokens.
//!
//! Comes in: the words of a block and what is quoted in them. Goes out: tokens
//! with their places in bytes, their case and their classes. Work is linear.

use std::ops::Range;

use crate::engine::lexicon::{self, Class, Classes, Key};

/// A word or a sign.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Bytes of the block's words.
    pub start: u32,
    pub end: u32,
    pub shape: Shape,
    pub classes: Classes,
    pub key: Key,
    /// The quoted range it stands in, or is a mark of.
    pub quoted: Option<u32>,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// A capital, then small letters.
    Capital,
    /// Capitals only, more than one.
    Capitals,
    /// A capital with a full stop, `J.`
    Initial,
    Number,
    /// `@name` or `#name`.
    Handle,
    /// `'s`
    Possessive,
    /// A sign, by its first character.
    Sign(char),
}

impl Token {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.shape == Shape::Sign(sign)
    }

    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals | Shape::Initial)
    }

    pub fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Sign(_) | Shape::Possessive)
    }

    /// Whether it is `'s` or `’s`.
    pub fn is_possessive(&self) -> bool {
        self.shape == Shape::Possessive
    }
}

/// Adds the tokens of a block. `quoted` are the ranges between marks, in order,
/// without the marks; `first` is the number of the first of them.
pub fn tokenize(words: &str, quoted: &[Range<usize>], first: u32, out: &mut Vec<Token>) {
    let mut at = 0;
    let mut next = 0;
    while let Some(c) = words[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let end = end_of(words, at, c);
        while quoted.get(next).is_some_and(|q| q.end <= at) {
            next += 1;
        }
        let inside = quoted.get(next).is_some_and(|q| q.start <= at);
        let token = token(words, at..end, c, inside.then_some(first + next as u32));
        out.push(token);
        at = end;
    }
}

fn token(words: &str, range: Range<usize>, first: char, quoted: Option<u32>) -> Token {
    let word = &words[range.clone()];
    let shape = shape(word, first);
    let (key, classes) = match shape {
        Shape::Possessive => (Key(1), Classes::default()),
        Shape::Sign(sign) => (Key(u64::from(sign) << 8), Classes::default()),
        _ => {
            let key = Key::of(word);
            let classes = lexicon::classes(key);
            // "the US", not "us".
            let is_body = shape == Shape::Capitals && classes.has(Class::Acronym);
            (key, if is_body { Classes::of(&[Class::Body]) } else { classes })
        }
    };
    Token { start: range.start as u32, end: range.end as u32, shape, classes, key, quoted }
}

fn shape(word: &str, first: char) -> Shape {
    if first.is_numeric() || first == '$' || first == '£' || first == '€' {
        return Shape::Number;
    }
    if matches!(first, '@' | '#') && word.len() > 1 {
        return Shape::Handle;
    }
    if matches!(first, '\'' | '’') && word.ends_with(['s', 'S']) {
        return Shape::Possessive;
    }
    if !first.is_alphabetic() {
        return Shape::Sign(if word.starts_with("--") { '—' } else { first });
    }
    if !first.is_uppercase() {
        // "al-Suwaifi", "d'Ettorre"
        let prefix = word.find(['-', '\'', '’']).filter(|&at| at < 4);
        let is_name = prefix.is_some_and(|at| word[at..].chars().nth(1).is_some_and(char::is_uppercase));
        return if is_name { Shape::Capital } else { Shape::Lower };
    }
    let mut rest = word[first.len_utf8()..].chars().filter(|c| c.is_alphabetic());
    match rest.next() {
        None if word.ends_with('.') || !matches!(word, "I" | "A" | "O") => Shape::Initial,
        None => Shape::Capital,
        Some(second) if second.is_uppercase() && rest.all(char::is_uppercase) => Shape::Capitals,
        Some(_) => Shape::Capital,
    }
}

/// Where the token that begins at a byte ends.
fn end_of(words: &str, start: usize, first: char) -> usize {
    let bytes = words.as_bytes();
    let mut at = start + first.len_utf8();
    if matches!(first, '\'' | '`') && bytes.get(at) == Some(&(first as u8)) {
        return at + 1;
    }
    if matches!(first, '\'' | '’') {
        // `'s`, but not the closing mark before a word that begins with s.
        let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut rest = words[at..].chars();
        let is_s = matches!(rest.next(), Some('s' | 'S')) && is_end(rest.next());
        let after_word = words[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        return if is_s && after_word { at + 1 } else { at };
    }
    if first == '-' && bytes.get(at) == Some(&b'-') {
        return at + 1 + usize::from(bytes.get(at + 1) == Some(&b'-'));
    }
    let may_begin = first.is_alphanumeric() || matches!(first, '@' | '#' | '$' | '£' | '€');
    if !may_begin {
        return at;
    }
    while let Some(c) = words[at..].chars().next() {
        let after = || words[at + c.len_utf8()..].chars().next();
        let joins = match c {
            _ if c.is_alphanumeric() || c == '_' || is_combining(c) => true,
            '\'' | '’' => !is_possessive(&words[at + c.len_utf8()..]) && after().is_some_and(char::is_alphabetic),
            '-' | '‑' | '&' => after().is_some_and(char::is_alphanumeric),
            '.' | ',' if bytes[at - 1].is_ascii_digit() => after().is_some_and(|c| c.is_ascii_digit()),
            '.' => stop_belongs(&words[start..at], after()),
            _ => false,
        };
        if !joins {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Whether words begin with the s of a possessive.
fn is_possessive(words: &str) -> bool {
    let mut chars = words.chars();
    matches!(chars.next(), Some('s' | 'S')) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether a full stop belongs to the word before it: `J.`, `U.S.`, `Mr.`
fn stop_belongs(word: &str, after: Option<char>) -> bool {
    let letters = word.rsplit('.').next().unwrap_or(word);
    let is_letter = letters.chars().count() == 1 && letters.chars().all(char::is_uppercase);
    if is_letter && (word.len() > 1 || word != "I") {
        return after != Some('.');
    }
    if after.is_some_and(char::is_alphanumeric) {
        // A web site, a file: co.uk.
        return true;
    }
    let mut dotted = [0; 12];
    let Some(room) = dotted.get_mut(..=word.len()) else { return false };
    room[..word.len()].copy_from_slice(word.as_bytes());
    room[word.len()] = b'.';
    let Ok(dotted) = std::str::from_utf8(room) else { return false };
    !lexicon::classes(Key::of(dotted)).is_empty() && word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        let mut tokens = Vec::new();
        tokenize(words, &[], 0, &mut tokens);
        let found: Vec<&str> = tokens.iter().map(|t| &words[t.range()]).collect();
        assert_eq!(found.join(" "), expected, "{words}");
    }

    #[test]
    fn words_and_signs() {
        check("Mr. Ames’s dog didn’t bite.", "Mr. Ames ’s dog didn’t bite .");
        check(
            "J. R. O'Neil-Ames, of the U.S. Army -- paid $1,200.50.",
            "J. R. O'Neil-Ames , of the U.S. Army -- paid $1,200.50 .",
        );
        check("the boys' dogs ('s)", "the boys ' dogs ( ' s )");
        check("It was I. He left", "It was I . He left");
        check("“A,” (@ada) 5 p.m. AT&T’s…", "“ A , ” ( @ada ) 5 p.m . AT&T ’s …");
    }

    #[test]
    fn what_is_quoted_is_marked() {
        let mut tokens = Vec::new();
        tokenize("He “may go” or “stay” now", &[6..12, 22..26], 7, &mut tokens);
        let quoted: Vec<Option<u32>> = tokens.iter().map(|t| t.quoted).collect();
        let (a, b) = (Some(7), Some(8));
        assert_eq!(quoted, [None, None, a, a, None, None, None, b, None, None]);
    }
}
