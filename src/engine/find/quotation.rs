//! Pass 4: what stands between marks because somebody said it, and what for
//! another reason: titles of works, nicknames, so-called terms.

use super::document::Document;
use super::tokens::{Shape, Token};
use crate::article::Kind as BlockKind;
use crate::engine::lexicon::Class;
use crate::engine::ranker::{Features, Judge, Meaning, Question, Task, mix};

/// From this probability on it is taken to be said. Of one or two words as many
/// are lost as are wrong only if less is asked of them.
const SAID: f32 = 0.45;
const SAID_SHORT: f32 = 0.25;

/// For each segment whether somebody said it.
pub fn judge(document: &Document<'_>, judge: &mut impl Judge) -> Vec<bool> {
    let mut features = Features::default();
    let mut out = Vec::with_capacity(document.segments.len());
    for index in 0..document.segments.len() {
        let segment = &document.segments[index];
        if segment.is_aside {
            out.push(true);
            continue;
        }
        describe(document, index, &mut features);
        let place = crate::article::Span { block: segment.block, start: segment.range.start, end: segment.range.end };
        let words = &document.blocks[segment.block].words[segment.range.clone()];
        let meanings = [Meaning::No, Meaning::Yes];
        let question = Question { task: Task::Quotation, place, words, meanings: &meanings, features: &features };
        let choice = judge.choose(&question);
        let yes = if choice.index == 1 { choice.probability } else { 1.0 - choice.probability };
        let has_words = document.tokens[segment.tokens.clone()].iter().any(|t| t.is_word() && t.shape != Shape::Number);
        let words = document.tokens[segment.tokens.clone()].iter().filter(|t| t.is_word()).count();
        let is_said = yes > if words < 3 { SAID_SHORT } else { SAID } || is_address(document, index);
        out.push(is_said && has_words);
    }
    out
}

/// Whether somebody is called so to their face: “Your Excellency”.
fn is_address(document: &Document<'_>, index: usize) -> bool {
    let tokens = &document.tokens[document.segments[index].tokens.clone()];
    let begins = tokens.first().is_some_and(|t| t.is_capital() && t.is(Class::Second) && t.is(Class::Poss));
    begins && sentence_around(document, index).any(|t| t.is(Class::Call))
}

fn describe(document: &Document<'_>, index: usize, out: &mut Features) {
    let segment = &document.segments[index];
    let block = segment.block;
    let tokens = &document.tokens[segment.tokens.clone()];
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let length = match words {
        0..=6 => words as u64,
        7..=10 => 7,
        _ => 8,
    };
    // The marks themselves are tokens as well.
    let before = |n: usize| segment.tokens.start.checked_sub(n + 1).and_then(|i| document.token(block, Some(i)));
    let after = |n: usize| document.token(block, Some(segment.tokens.end + n));
    let long = tokens.iter().filter(|t| t.is_word() && t.end - t.start > 3);
    let (capitals, all) = long.fold((0, 0), |(c, n), t| (c + usize::from(t.is_capital()), n + 1));
    let is_title = all > 0 && capitals == all && tokens.first().is_some_and(Token::is_capital);
    let first = tokens.first().map_or(0, |t| u64::from(t.is_capital()) + 2 * u64::from(t.shape == Shape::Number));
    let last = tokens.last().map_or(0, |t| if let Shape::Sign(s) = t.shape { u64::from(s) } else { 0 });
    let ends = u64::from(matches!(char::from_u32(last as u32), Some('.' | '!' | '?' | ',' | '…' | '—')));
    let sentence = sentence_around(document, index);
    let says = sentence.clone().any(|t| t.is(Class::Say));
    let weak = sentence.clone().any(|t| t.is(Class::Weak) || t.is(Class::According));
    let calls = sentence.clone().any(|t| t.is(Class::Call));
    let work = (1..5).any(|n| before(n).is_some_and(|t| t.is(Class::Work)))
        || (1..4).any(|n| after(n).is_some_and(|t| t.is(Class::Work)));
    let speaks = tokens.iter().any(|t| t.is(Class::First) || t.is(Class::Second));
    let verb = tokens.iter().any(|t| t.is(Class::Be) || t.is(Class::Aux));
    let class = |t: Option<&Token>| t.map_or(99, group);
    let small = words <= 3;
    let shape = mix(&[length, first, ends, u64::from(is_title)]);
    out.begin(Task::Quotation);
    out.candidate();
    out.candidate();
    out.add(1, length);
    out.add(2, mix(&[length, first, ends]));
    out.add(3, mix(&[u64::from(is_title), length]));
    out.add(4, mix(&[ends, u64::from(says), u64::from(weak), u64::from(small)]));
    out.add(5, mix(&[u64::from(says), length]));
    out.add(6, mix(&[u64::from(calls), length]));
    out.add(7, mix(&[class(before(1)), u64::from(small)]));
    out.add(8, mix(&[class(before(1)), class(before(2)), u64::from(small)]));
    out.add(9, mix(&[class(after(1)), u64::from(small)]));
    out.add(10, mix(&[class(before(1)), class(after(1)), u64::from(small)]));
    out.add(11, mix(&[u64::from(work), u64::from(is_title), u64::from(small)]));
    out.add(12, mix(&[u64::from(speaks), u64::from(verb), u64::from(small)]));
    out.add(13, shape);
    out.add(14, mix(&[shape, u64::from(says || weak)]));
    out.add(15, last);
    out.flag(16, document.blocks[block].kind == BlockKind::Title);
    out.add(17, mix(&[u64::from(document.is_headline(block)), u64::from(small)]));
    for n in 1..3 {
        // Only words of the table: no name may teach the model anything.
        if let Some(token) = before(n).filter(|t| !t.classes.is_empty() && !t.is_capital()) {
            out.add(20 + n as u32, mix(&[token.key.0, u64::from(small)]));
        }
        if let Some(token) = after(n).filter(|t| !t.classes.is_empty() && !t.is_capital()) {
            out.add(30 + n as u32, mix(&[token.key.0, u64::from(small)]));
        }
    }
    let begins = before(1).is_none();
    let alone = begins && after(1).is_none();
    out.add(40, mix(&[u64::from(begins), u64::from(alone), u64::from(small), u64::from(is_title)]));
    out.add(41, mix(&[u64::from(segment.closed), u64::from(small)]));
    let possessed = before(1).is_some_and(|t| t.is(Class::Poss) || t.is_possessive());
    out.add(42, mix(&[u64::from(possessed), u64::from(is_title), u64::from(small)]));
    let others = document.segments[..index].iter().rev().take(2).take_while(|s| s.block == block).count();
    out.add(43, mix(&[others as u64, u64::from(says), u64::from(small)]));
}

/// The words outside of marks in the sentence of a segment, at most 30 on each side.
fn sentence_around<'d>(document: &'d Document<'_>, index: usize) -> impl Iterator<Item = &'d Token> + Clone {
    let segment = &document.segments[index];
    let range = document.ranges[segment.block].clone();
    let left = document.tokens[range.start..segment.tokens.start].iter().rev().take(30);
    let right = document.tokens[segment.tokens.end..range.end].iter().take(30);
    let inside = |t: &&Token| !matches!(t.shape, Shape::Sign('.' | '?' | '!')) || t.quoted.is_some();
    left.take_while(inside).chain(right.take_while(inside)).filter(|t| t.quoted.is_none())
}

/// A token's part in what is around a quotation.
fn group(token: &Token) -> u64 {
    use Class::*;
    if let Shape::Sign(sign) = token.shape {
        return 100 + u64::from(sign);
    }
    [
        Say, Call, Weak, Nickname, Work, Document, Be, Aux, Det, Poss, Pronoun, Rel, Prep, Conj, Sub, To, Role, Group,
        Adverb, Media,
    ]
    .iter()
    .position(|&c| token.is(c))
    .map_or(if token.is_capital() { 50 } else { 51 }, |at| at as u64)
}
