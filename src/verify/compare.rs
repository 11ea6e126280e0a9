//! A quotation beside the passage that it is from, word by word.
//!
//! Comes in: a pattern, a source, and for each word of the pattern where it stands there.
//! Goes out: what was kept, dropped and put in, and which changes are those that editors
//! may make: the case of a first letter, commas and full stops, words left out where an
//! ellipsis says so, words in brackets, a house's style.

use std::ops::Range;

use super::house::{self, Beside};
use super::pattern::{Gap, Pattern, has_ellipsis};
use super::source::{Source, is_double};
use super::words::{is_same, plain};
use super::{Edit, Part};

/// What came of laying a quotation beside a passage.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    pub parts: Vec<Part>,
    pub edits: Vec<Edit>,
    /// Words or marks are other than an editor may make them.
    pub is_other: bool,
    /// The passage, from its first word to its last.
    pub passage: Range<usize>,
}

/// Compares them. Where no word is kept all of it is put in. Some words are others by a
/// house's style alone.
pub fn compare(pattern: &Pattern, source: &Source<'_>, beside: &Beside, house: &[Range<usize>]) -> Comparison {
    let mut out = Comparison::default();
    let mut placed = beside.iter().flatten();
    let words = placed.next().map_or(0..0, |first| first.start..placed.next_back().unwrap_or(first).end);
    out.passage = with_ends(pattern, source, beside, words.clone());
    // What allows words to be left out since the last one that was placed.
    let (mut gap, mut is_bracketed, mut next) = (Gap::None, false, None);
    let (mut house, mut until) = (house.iter().peekable(), 0);
    for (at, asked) in pattern.words.iter().enumerate() {
        if at < until {
            continue;
        }
        if asked.gap != Gap::None && gap != Gap::Omission {
            gap = asked.gap;
        }
        is_bracketed |= asked.is_bracketed;
        let Some(place) = beside[at].clone() else {
            out.put(pattern, at);
            continue;
        };
        let (from, why) = next.map_or((out.passage.start, (Gap::None, false)), |next| (next, (gap, is_bracketed)));
        if from < place.start {
            out.skip(source, from..place.start, why);
        }
        let is_first = next.is_none() || gap != Gap::None || is_bracketed;
        next = Some(place.end);
        if let Some(own) = house.next_if(|own| own.start == at) {
            out.restyle(pattern, source, (own.clone(), place), beside);
            until = own.end;
        } else {
            out.keep(pattern, source, (at, place.start), is_first, beside);
        }
        (gap, is_bracketed) = (Gap::None, asked.is_bracketed);
    }
    if words.end < out.passage.end {
        out.skip(source, words.end..out.passage.end, (Gap::None, false));
    }
    out
}

/// A passage with what stands in the place of words that were put in at its ends.
fn with_ends(pattern: &Pattern, source: &Source<'_>, beside: &Beside, words: Range<usize>) -> Range<usize> {
    if words.is_empty() {
        return words;
    }
    let put = |at: &usize| beside[*at].is_none() && !pattern.words[*at].is_bracketed;
    let before = (0..beside.len()).take_while(put).count();
    let after = (0..beside.len()).rev().take_while(put).count();
    let run = source.run_at(words.start);
    let is_own = |at: &usize| run.contains(at) && source.quote(*at) == source.quote(words.start);
    let start = (0..words.start).rev().take(before).take_while(is_own).last();
    let end = (words.end..run.end).take(after).take_while(is_own).last();
    start.unwrap_or(words.start)..end.map_or(words.end, |last| last + 1)
}

impl Comparison {
    fn put(&mut self, pattern: &Pattern, at: usize) {
        let words = pattern.chunk(at).to_string();
        if pattern.words[at].is_bracketed {
            match self.edits.last_mut().filter(|_| matches!(self.parts.last(), Some(Part::Bracketed(_)))) {
                Some(Edit::Bracketed(before)) => *before = format!("{before} {}", words.trim()),
                _ => self.edits.push(Edit::Bracketed(words.trim().to_string())),
            }
            self.push(Part::Bracketed(words));
        } else {
            self.is_other = true;
            self.push(Part::Put(words));
        }
    }

    /// Words of the source that are not in the quotation.
    fn skip(&mut self, source: &Source<'_>, words: Range<usize>, (gap, is_bracketed): (Gap, bool)) {
        let words: String = words.map(|at| source.chunk(at)).collect();
        match (gap, is_bracketed) {
            (Gap::Omission, _) => {
                self.edits.push(Edit::LeftOut(words.trim().to_string()));
                self.push(Part::LeftOut(words));
            }
            (Gap::Pause, _) => self.push(Part::LeftOut(words)),
            (Gap::None, true) => {
                self.edits.push(Edit::Replaced(words.trim().to_string()));
                self.push(Part::LeftOut(words));
            }
            (Gap::None, false) => {
                self.is_other = true;
                self.push(Part::Dropped(words));
            }
        }
    }

    fn keep(
        &mut self,
        pattern: &Pattern,
        source: &Source<'_>,
        (at, place): (usize, usize),
        is_first: bool,
        beside: &Beside,
    ) {
        let (draft, own) = (pattern.chunk(at).to_string(), source.chunk(place));
        let letters: String = pattern.word(at).chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let may_begin = || {
            let before = (at.checked_sub(1), place.checked_sub(1));
            let ends = |after: &str| after.contains(['.', '?', '!', ':', '…', '—', '–', '"', '“', '‘']);
            is_first
                || before.0.is_some_and(|at| ends(pattern.after(at)))
                || before.1.is_some_and(|at| ends(source.after(at)) || source.is_apart(at))
        };
        let is_cased = plain(&letters) == plain(source.word(place));
        let is_kept = is_same(&letters, source.word(place))
            && (is_cased || is_initial(&letters, source.word(place)) && may_begin());
        if !is_cased && is_kept {
            self.edits.push(Edit::Case);
        }
        let marks = if is_kept { self.marks(pattern, source, (at, place), beside) } else { Marks::Other };
        self.lay(draft, own, marks);
    }

    /// Words that another house writes so.
    fn restyle(
        &mut self,
        pattern: &Pattern,
        source: &Source<'_>,
        (own, place): (Range<usize>, Range<usize>),
        beside: &Beside,
    ) {
        let marks = self.marks(pattern, source, (own.end - 1, place.end - 1), beside);
        if marks != Marks::Other {
            let edit = Edit::House { source: house::wording(source, &place), draft: house::wording(pattern, &own) };
            self.edits.push(edit);
        }
        let (draft, there) = (own.map(|at| pattern.chunk(at)).collect(), place.map(|at| source.chunk(at)).collect());
        self.lay(draft, there, marks);
    }

    /// Words beside each other, the same or not as the marks behind them are.
    fn lay(&mut self, draft: String, source: String, marks: Marks) {
        if marks == Marks::Edited {
            self.edits.push(Edit::Marks);
        }
        if marks != Marks::Other {
            return self.push(Part::Kept { draft, source });
        }
        self.is_other = true;
        self.push(Part::Dropped(source));
        self.push(Part::Put(draft));
    }

    /// The marks behind a word, there and here.
    fn marks(&self, pattern: &Pattern, source: &Source<'_>, (at, place): (usize, usize), beside: &Beside) -> Marks {
        let (here, there) = (signs(pattern.after(at)), signs(source.after(place)));
        let asks = |signs: &str| signs.contains(['?', '!']);
        let Some(next) = pattern.words.get(at + 1) else {
            // What is quoted to its end may end as the sentence around it does.
            return if asks(&here) && !asks(&there) { Marks::Other } else { Marks::Same };
        };
        match () {
            () if here == there => Marks::Same,
            () if next.gap != Gap::None
                || next.is_bracketed
                || beside[at + 1].as_ref().is_none_or(|own| own.start != place + 1) =>
            {
                Marks::Same
            }
            () if asks(&here) != asks(&there) => Marks::Other,
            () => Marks::Edited,
        }
    }

    /// Parts of a kind that follow each other are one, and what is dropped stands before
    /// what is put in.
    fn push(&mut self, part: Part) {
        let mut put = None;
        if matches!(part, Part::Dropped(_)) && matches!(self.parts.last(), Some(Part::Put(_))) {
            put = self.parts.pop();
        }
        match (self.parts.last_mut(), part) {
            (Some(Part::Kept { draft, source }), Part::Kept { draft: more, source: own }) => {
                draft.push_str(&more);
                source.push_str(&own);
            }
            (Some(Part::Put(words)), Part::Put(more))
            | (Some(Part::Dropped(words)), Part::Dropped(more))
            | (Some(Part::LeftOut(words)), Part::LeftOut(more))
            | (Some(Part::Bracketed(words)), Part::Bracketed(more)) => words.push_str(&more),
            (_, part) => self.parts.push(part),
        }
        self.parts.extend(put);
    }
}

/// Whether only the first letter has another case.
fn is_initial(one: &str, other: &str) -> bool {
    let rest = |word: &str| plain(word).chars().skip(1).collect::<String>();
    rest(one) == rest(other)
}

#[derive(PartialEq)]
enum Marks {
    Same,
    Edited,
    /// A question or an exclamation that is none there, or the other way round.
    Other,
}

/// The signs between two words that are read: no quotation marks, no brackets, one dash.
fn signs(between: &str) -> String {
    if has_ellipsis(between) {
        return "…".to_string();
    }
    let sign = |c: char| match c {
        '–' | '—' | '-' | '‐' | '‑' | '―' => Some('-'),
        c if c.is_whitespace() || is_double(c) => None,
        '\'' | '‘' | '’' | '[' | ']' | '(' | ')' | '*' | '_' => None,
        c => Some(c),
    };
    let mut signs: String = between.chars().filter_map(sign).collect();
    while signs.contains("--") {
        signs = signs.replace("--", "-");
    }
    signs
}
