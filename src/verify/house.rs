//! What a house style writes in another way: a number in words or in figures, a contraction
//! or its words, per cent.
//!
//! Comes in: a pattern, a source, and for each word of the pattern where it stands there.
//! Goes out: the same with the words that are others by style alone placed, too, and which
//! these are. What can be read in two ways (`it’s`, `he’d`, `let’s`, `ain’t`) is none, nor
//! is a figure with a sign of its own. May not know what is made of it.

use std::ops::Range;

use super::pattern::{Gap, Pattern};
use super::source::Source;
use super::words::plain;

/// For each word of a pattern the words of the source that it stands for. Where several
/// stand for one, it is beside the first of them.
pub type Beside = Vec<Option<Range<usize>>>;

/// Ways to write the same; none of them is another word as well.
const FORMS: &[&[&str]] = &[
    &["%", "percent", "per cent"],
    &["can't", "cannot"],
    &["don't", "do not"],
    &["doesn't", "does not"],
    &["didn't", "did not"],
    &["isn't", "is not"],
    &["aren't", "are not"],
    &["wasn't", "was not"],
    &["weren't", "were not"],
    &["haven't", "have not"],
    &["hasn't", "has not"],
    &["hadn't", "had not"],
    &["won't", "will not"],
    &["wouldn't", "would not"],
    &["couldn't", "could not"],
    &["shouldn't", "should not"],
    &["mustn't", "must not"],
    &["needn't", "need not"],
    &["i'm", "i am"],
    &["you're", "you are"],
    &["we're", "we are"],
    &["they're", "they are"],
    &["i've", "i have"],
    &["you've", "you have"],
    &["we've", "we have"],
    &["they've", "they have"],
    &["i'll", "i will"],
    &["you'll", "you will"],
    &["he'll", "he will"],
    &["she'll", "she will"],
    &["it'll", "it will"],
    &["we'll", "we will"],
    &["they'll", "they will"],
    &["could've", "could have"],
    &["should've", "should have"],
    &["would've", "would have"],
    &["might've", "might have"],
    &["must've", "must have"],
];

/// Who “could not only see” sees: it is no “couldn’t”.
const FOCUS: &[&str] = &["only", "just", "merely", "simply"];

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What words say, however they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Number(usize),
    /// A row of the forms.
    Form(usize),
}

/// Words in their order, and what stands between them.
pub trait Words {
    fn word(&self, at: usize) -> &str;
    fn after(&self, at: usize) -> &str;
    /// Whether the next word follows in the same sentence, as far as that is known.
    fn goes_on(&self, at: usize) -> bool;
}

impl Words for Pattern {
    fn word(&self, at: usize) -> &str {
        if at < self.words.len() { self.word(at) } else { "" }
    }

    fn after(&self, at: usize) -> &str {
        self.after(at)
    }

    fn goes_on(&self, at: usize) -> bool {
        self.words.get(at + 1).is_some_and(|next| next.gap == Gap::None)
    }
}

impl Words for Source<'_> {
    fn word(&self, at: usize) -> &str {
        self.word(at)
    }

    fn after(&self, at: usize) -> &str {
        self.after(at)
    }

    fn goes_on(&self, at: usize) -> bool {
        !self.is_apart(at) && self.quote(at) == self.quote(at + 1)
    }
}

/// Places the words that are others by style alone, and tells which they are: those next to
/// a word that is placed, so that nothing is taken from another place.
pub fn place(pattern: &Pattern, source: &Source<'_>, beside: &mut Beside) -> Vec<Range<usize>> {
    let placed: Vec<(usize, Range<usize>)> =
        beside.iter().enumerate().filter_map(|(at, own)| Some((at, own.clone()?))).collect();
    let (Some((first, begin)), Some((last, end))) = (placed.first(), placed.last()) else { return Vec::new() };
    let run = source.run_at(begin.start);
    let mut found = Vec::new();
    let mut head = Unplaced { draft: 0..*first, source: run.start..begin.start };
    head.take_right(pattern, source, &mut found);
    for two in placed.windows(2) {
        let mut gap = Unplaced { draft: two[0].0 + 1..two[1].0, source: two[0].1.end..two[1].1.start };
        gap.take_left(pattern, source, &mut found);
        gap.take_right(pattern, source, &mut found);
    }
    let mut rest = Unplaced { draft: last + 1..beside.len(), source: end.end..run.end };
    rest.take_left(pattern, source, &mut found);
    found.sort_by_key(|(draft, _)| draft.start);
    for (draft, own) in &found {
        beside[draft.clone()].fill(Some(own.end..own.end));
        beside[draft.start] = Some(own.clone());
    }
    found.into_iter().map(|(draft, _)| draft).collect()
}

/// Words of both between two that are placed.
struct Unplaced {
    draft: Range<usize>,
    source: Range<usize>,
}

type Found = Vec<(Range<usize>, Range<usize>)>;

impl Unplaced {
    fn take_left(&mut self, pattern: &Pattern, source: &Source<'_>, found: &mut Found) {
        while !self.draft.is_empty() && !self.source.is_empty() {
            let (at, own) = (self.draft.start, self.source.start);
            let follows = |at: usize| at == 0 || pattern.goes_on(at - 1) && !pattern.words[at - 1].is_bracketed;
            let is_next = follows(at) && (own == 0 || source.goes_on(own - 1));
            let (one, other) = (sense(pattern, at), sense(source, own));
            let Some(length) = same(one, other).filter(|_| is_next) else { return };
            let both = (at..at + length.0, own..own + length.1);
            if !self.has(&both, pattern, source) {
                return;
            }
            (self.draft.start, self.source.start) = (both.0.end, both.1.end);
            found.push(both);
        }
    }

    fn take_right(&mut self, pattern: &Pattern, source: &Source<'_>, found: &mut Found) {
        while !self.draft.is_empty() && !self.source.is_empty() {
            let (end, own) = (self.draft.end, self.source.end);
            let is_before = pattern.goes_on(end - 1) && !pattern.words[end].is_bracketed && source.goes_on(own - 1);
            let (one, other) = (sense_to(pattern, end), sense_to(source, own));
            let Some(length) = same(one, other).filter(|_| is_before) else { return };
            let Some(both) = end.checked_sub(length.0).zip(own.checked_sub(length.1)) else { return };
            let both = (both.0..end, both.1..own);
            if !self.has(&both, pattern, source) {
                return;
            }
            (self.draft.end, self.source.end) = (both.0.start, both.1.start);
            found.push(both);
        }
    }

    /// Whether they are between the two, the words of somebody else, and not the same ones.
    fn has(&self, both: &(Range<usize>, Range<usize>), pattern: &Pattern, source: &Source<'_>) -> bool {
        let is_within = |all: &Range<usize>, own: &Range<usize>| all.start <= own.start && own.end <= all.end;
        is_within(&self.draft, &both.0)
            && is_within(&self.source, &both.1)
            && pattern.words[both.0.clone()].iter().all(|asked| !asked.is_bracketed)
            && lower(pattern, both.0.clone()) != lower(source, both.1.clone())
    }
}

/// Words as they are written, with what stands between them.
pub fn wording(words: &impl Words, range: &Range<usize>) -> String {
    let last = range.end - 1;
    (range.start..last).fold(String::new(), |out, at| out + words.word(at) + words.after(at)) + words.word(last)
}

fn same(one: Option<(Sense, usize)>, other: Option<(Sense, usize)>) -> Option<(usize, usize)> {
    let ((one, count), (other, own)) = (one?, other?);
    (one == other).then_some((count, own))
}

/// What the words that begin here say, and how many they are: as many as can be, and not
/// the end of a longer number.
fn sense(words: &impl Words, at: usize) -> Option<(Sense, usize)> {
    let is_end = at > 0 && is_joined(words, at - 1) && number(&lower(words, at - 1..at + 1)).is_some();
    let two = || is_joined(words, at).then(|| of(&lower(words, at..at + 2))).flatten().map(|sense| (sense, 2));
    let found = two().or_else(|| Some((of(&lower(words, at..at + 1))?, 1)));
    found.filter(|(sense, count)| !is_end && is_alone(words, at..at + count, *sense))
}

/// The same of the words that end here.
fn sense_to(words: &impl Words, end: usize) -> Option<(Sense, usize)> {
    let of = |count: usize| sense(words, end.checked_sub(count)?).filter(|own| own.1 == count);
    of(2).or_else(|| of(1))
}

fn lower(words: &impl Words, range: Range<usize>) -> String {
    range.map(|at| plain(words.word(at)).to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Whether a word and the next may be one number or form.
fn is_joined(words: &impl Words, at: usize) -> bool {
    let between = words.after(at);
    words.goes_on(at) && !between.is_empty() && between.chars().all(|c| c.is_whitespace() || is_hyphen(c))
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn of(words: &str) -> Option<Sense> {
    number(words).map(Sense::Number).or_else(|| Some(Sense::Form(FORMS.iter().position(|row| row.contains(&words))?)))
}

/// From zero to a hundred, in words or figures.
fn number(words: &str) -> Option<usize> {
    if words == "one hundred" {
        return Some(100);
    }
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        return words.parse().ok().filter(|number: &usize| *number <= 100 && number.to_string() == words);
    }
    let (first, second) = words.split_once(' ').map_or((words, None), |(first, second)| (first, Some(second)));
    let tens = TENS.iter().position(|word| *word == first).map(|at| (at + 2) * 10);
    let small = |word: &str| SMALL.iter().position(|own| *own == word);
    match (tens, second) {
        (Some(tens), None) => Some(tens),
        (Some(tens), Some(second)) => small(second).filter(|number| (1..10).contains(number)).map(|own| tens + own),
        (None, None) => small(first),
        (None, Some(_)) => None,
    }
}

/// Whether nothing beside them makes them say something else: a sign at a number, a word
/// that a negation means alone.
fn is_alone(words: &impl Words, own: Range<usize>, sense: Sense) -> bool {
    match sense {
        Sense::Form(row) => {
            let is_negation = FORMS[row].iter().any(|form| form.ends_with(" not") || *form == "cannot");
            !is_negation || !FOCUS.contains(&lower(words, own.end..own.end + 1).as_str())
        }
        Sense::Number(_) => {
            let quiet = |c: char| c.is_whitespace() || is_hyphen(c) || "–—“”\"„«»‘’'([])".contains(c);
            let before = if own.start == 0 { "" } else { words.after(own.start - 1) };
            let after = words.after(own.end - 1);
            let ends = |c: char| quiet(c) || ".,;:!?…".contains(c);
            let is_apart =
                after.chars().all(quiet) || after.contains(char::is_whitespace) || !words.goes_on(own.end - 1);
            before.chars().next_back().is_none_or(quiet) && after.chars().next().is_none_or(ends) && is_apart
        }
    }
}
