//! A quotation beside the passage that it is from, word by word.
//!
//! Comes in: a pattern, a source, and for each word of the pattern where it stands there.
//! Goes out: what was kept, dropped and put in, and which changes are those that editors
//! may make: the case of a first letter, commas and full stops, words left out where an
//! ellipsis says so, words in brackets.

use std::ops::Range;

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

/// Compares them. Where no word is kept all of it is put in.
pub fn compare(pattern: &Pattern, source: &Source<'_>, beside: &[Option<usize>]) -> Comparison {
    let mut out = Comparison::default();
    let placed = || beside.iter().flatten();
    let words = placed().next().map_or(0..0, |first| *first..placed().last().map_or(*first, |last| *last) + 1);
    out.passage = with_ends(pattern, source, beside, words.clone());
    // What allows words to be left out since the last one that was placed.
    let (mut gap, mut is_bracketed, mut next) = (Gap::None, false, None);
    for (at, asked) in pattern.words.iter().enumerate() {
        if asked.gap != Gap::None && gap != Gap::Omission {
            gap = asked.gap;
        }
        is_bracketed |= asked.is_bracketed;
        let Some(place) = beside[at] else {
            out.put(pattern, at);
            continue;
        };
        if next.is_none() && out.passage.start < place {
            out.skip(source, out.passage.start..place, Gap::None, false);
        }
        if let Some(next) = next.filter(|next| *next < place) {
            out.skip(source, next..place, gap, is_bracketed);
        }
        let is_first = next.is_none() || gap != Gap::None || is_bracketed;
        out.keep(pattern, source, (at, place), is_first, beside);
        (gap, is_bracketed, next) = (Gap::None, asked.is_bracketed, Some(place + 1));
    }
    if words.end < out.passage.end {
        out.skip(source, words.end..out.passage.end, Gap::None, false);
    }
    out
}

/// A passage with what stands in the place of words that were put in at its ends.
fn with_ends(pattern: &Pattern, source: &Source<'_>, beside: &[Option<usize>], words: Range<usize>) -> Range<usize> {
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
    fn skip(&mut self, source: &Source<'_>, words: Range<usize>, gap: Gap, is_bracketed: bool) {
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
        beside: &[Option<usize>],
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
        let marks = self.marks(pattern, source, (at, place), beside);
        if is_kept && marks != Marks::Other {
            if marks == Marks::Edited {
                self.edits.push(Edit::Marks);
            }
            self.push(Part::Kept { draft, source: own });
        } else {
            self.is_other = true;
            self.push(Part::Dropped(own));
            self.push(Part::Put(draft));
        }
    }

    /// The marks behind a word, there and here.
    fn marks(
        &self,
        pattern: &Pattern,
        source: &Source<'_>,
        (at, place): (usize, usize),
        beside: &[Option<usize>],
    ) -> Marks {
        let (here, there) = (signs(pattern.after(at)), signs(source.after(place)));
        let asks = |signs: &str| signs.contains(['?', '!']);
        let Some(next) = pattern.words.get(at + 1) else {
            // What is quoted to its end may end as the sentence around it does.
            return if asks(&here) && !asks(&there) { Marks::Other } else { Marks::Same };
        };
        match () {
            () if here == there => Marks::Same,
            () if next.gap != Gap::None || next.is_bracketed || beside[at + 1] != Some(place + 1) => Marks::Same,
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
