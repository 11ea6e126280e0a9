//! What stands around a name.

use std::ops::Range;

use super::super::document::Document;
use super::super::tokens::{Shape, Token};
use super::chunk::{FUNCTION, is_inverted};
use crate::engine::lexicon::Class;
use crate::engine::ranker::mix;

pub const TRAITS: u32 = 21;
pub const TITLED: u32 = 1;
pub const ROLE_BEFORE: u32 = 1 << 1;
pub const SAID: u32 = 1 << 2;
pub const SPOKE: u32 = 1 << 3;
/// "who" follows, after a comma.
pub const WHO: u32 = 1 << 10;
/// So many mentions of a form are looked around.
pub const AROUND: usize = 6;
/// The number of the trait that a mention begins a sentence.
pub const BEGINS: usize = 13;
pub const MALE: u32 = 1 << 18;
pub const FEMALE: u32 = 1 << 19;
pub const INVERTED: u32 = 1 << 20;

/// What stands around a mention of a name.
pub fn traits(document: &Document<'_>, block: usize, name: &Range<usize>, title: Option<usize>) -> u32 {
    let at = |index: usize| document.token(block, Some(index));
    let before = name.start.checked_sub(1).and_then(at);
    let before2 = name.start.checked_sub(2).and_then(at);
    let (after, after2, after3) = (at(name.end), at(name.end + 1), at(name.end + 2));
    let has = |token: Option<&Token>, class| token.is_some_and(|t| t.is(class));
    let sign = |token: Option<&Token>, sign| token.is_some_and(|t| t.is_sign(sign));
    let titled = title.map(|t| &document.tokens[t]);
    let speaks = |t: Option<&Token>| has(t, Class::Say);
    // "the Ames administration" is not called "the Ames".
    let modifies = after.is_some_and(|t| t.shape == Shape::Lower && !t.classes.any(FUNCTION) && !speaks(after));
    let bits = [
        titled.is_some_and(|t| t.is(Class::Title)),
        titled.is_some_and(|t| !t.is(Class::Title)) || has(before, Class::Role),
        speaks(after) || speaks(before) || has(after, Class::Adverb) && speaks(after2),
        has(after, Class::Weak) || has(before, Class::Weak),
        has(before, Class::Det) && !has(before, Class::Number) && !modifies,
        has(before, Class::Prep) && !document.begins_sentence(block, name.start),
        before.is_some_and(|t| t.is(Class::Prep) && t.end - t.start == 2),
        sign(after, ',') && after2.is_some_and(|t| t.shape == Shape::Number && t.end - t.start < 4),
        sign(after, ',')
            && (has(after2, Class::Det) || has(after2, Class::Poss))
            && after3.is_some_and(|t| !t.is_capital()),
        sign(after, ',') && is_described(document, block, name.end + 1),
        // "who" and "whose", not "which".
        sign(after, ',') && has(after2, Class::Rel) && (has(after2, Class::Pronoun) || has(after2, Class::Poss)),
        after.is_some_and(Token::is_possessive),
        has(after, Class::Be) || has(after, Class::Aux),
        document.begins_sentence(block, name.start),
        has(before, Class::Conj) || has(after, Class::Conj),
        sign(after, '('),
        has(before, Class::Kin) || has(before2, Class::Kin) && sign(before, ','),
        after.is_some_and(|t| t.shape == Shape::Lower && t.is(Class::Role)),
        titled.is_some_and(|t| t.is(Class::Male)),
        titled.is_some_and(|t| t.is(Class::Female)),
        is_inverted(document, block, name.start, name.end),
    ];
    bits.iter().enumerate().fold(0, |all, (bit, &has)| all | u32::from(has) << bit)
}

/// Whether what begins at a token is somebody's role: "vice chairwoman of".
fn is_described(document: &Document<'_>, block: usize, start: usize) -> bool {
    let words = (start..start + 4).map_while(|i| document.token(block, Some(i)).filter(|t| t.is_word()));
    let mut words = words.take_while(|t| !t.classes.any(FUNCTION));
    words.any(|t| t.is(Class::Role))
}

/// The words before and after a mention of a name: those of the table, and how
/// others end.
pub fn around(document: &Document<'_>, block: usize, name: &Range<usize>, out: &mut Vec<u64>) {
    let words = &document.blocks[block].words;
    let before = document.token(block, name.start.checked_sub(1));
    let after = document.token(block, Some(name.end));
    for (side, token) in [(1, before), (2, after)] {
        let Some(token) = token.filter(|t| !t.is_capital()) else { continue };
        let word = &words[token.range()];
        let value = match () {
            () if !token.classes.is_empty() || !token.is_word() => token.key.0,
            () if word.ends_with("ed") => 1,
            () if word.ends_with("ing") => 2,
            () if word.ends_with('s') => 3,
            () => 4,
        };
        let value = mix(&[side, value]);
        if !out.contains(&value) {
            out.push(value);
        }
    }
}
