//! Where in the article the words of a quotation stand.
//!
//! Comes in: blocks, and for each quotation its words with what the author
//! wrote to settle doubts. Goes out: its spans, and how many places were as good.
//!
//! A place is better the more it looks like somebody's words: between quotation
//! marks, then at the edges of words, then anywhere. Among equals the first one
//! at or after the quotation before wins, else the first of all. A quotation
//! interrupted by “he said”, or running over paragraphs, is looked for in what
//! stands between marks, joined by spaces.

mod needle;
mod rank;
mod voice;

use std::collections::HashSet;
use std::ops::Range;

use super::fold::{Folded, fold};
use super::{marks, nearest};
use crate::article::{Block, Kind, Span};
use needle::Needle;
use rank::{Rank, rank};
use voice::{Run, Voice, Which, run_of};

/// Bytes looked through for one article, so that a file with very many
/// quotations that are not in it ends in time. A quotation that is in its place
/// costs next to none of it.
const BUDGET: usize = 2 << 30;
/// The bytes after the quotation before where the next one is looked for at first.
const NEAR: usize = 32 << 10;

/// A quotation to find.
pub struct Wanted<'a> {
    pub words: &'a str,
    /// Only in these blocks.
    pub blocks: Range<usize>,
    /// The place to take, from 1, among those that are as good.
    pub nth: Option<usize>,
}

/// A range of the folded text that holds the words.
#[derive(Debug, Clone)]
struct Candidate {
    range: Range<usize>,
    rank: Rank,
}

/// Whether a block comes from a section's body, where quotations are looked for unless
/// they are said to stand in a headline.
fn is_body(block: &Block) -> bool {
    !matches!(block.kind, Kind::Title | Kind::Subtitle | Kind::Byline | Kind::Heading(2))
}

/// Finds quotations one after the other, in the order of the file.
pub struct Locator<'a> {
    blocks: &'a [Block],
    is_part: fn(&Block) -> bool,
    folded: Folded,
    voice: Option<Voice>,
    /// What stands between marks in the block that was looked at last.
    quoted: Option<(usize, Vec<Range<usize>>)>,
    /// Where the quotation before was found, in the folded text.
    previous: usize,
    taken: HashSet<(usize, usize)>,
    /// The same of those in pieces.
    taken_runs: HashSet<Run>,
    budget: usize,
}

/// Whether a block is one of the others that can quote somebody.
pub fn is_headline(block: &Block) -> bool {
    !is_body(block) && block.kind != Kind::Byline
}

impl<'a> Locator<'a> {
    /// Looks in the body.
    pub fn new(blocks: &'a [Block]) -> Self {
        Locator::within(blocks, is_body)
    }

    /// Looks in the headline and the headings of sections.
    pub fn of_headlines(blocks: &'a [Block]) -> Self {
        Locator::within(blocks, is_headline)
    }

    fn within(blocks: &'a [Block], is_part: fn(&Block) -> bool) -> Self {
        Locator {
            blocks,
            is_part,
            folded: Folded::of(blocks, is_part),
            voice: None,
            quoted: None,
            previous: 0,
            taken: HashSet::new(),
            taken_runs: HashSet::new(),
            budget: BUDGET,
        }
    }

    /// The folded text that is looked through.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The spans of a quotation; none if its words are not there.
    pub fn locate(&mut self, wanted: &Wanted<'_>) -> Vec<Span> {
        let words = fold(unmarked(wanted.words));
        if words.is_empty() {
            return Vec::new();
        }
        let needle = Needle::new(&words);
        let within = self.folded.range_of(&wanted.blocks);
        let Some(nth) = wanted.nth else {
            return self.near(&needle, wanted, &within).unwrap_or_else(|| {
                let whole = self.first_best(&needle, &within);
                self.whole_or_pieces(&needle, wanted, whole)
            });
        };
        let whole = self.nth_best(&needle, &within, nth);
        self.whole_or_pieces(&needle, wanted, whole)
    }

    /// The spans of a quotation whose pieces are told, each looked for from the one
    /// before on; none if one of them is not there.
    pub fn locate_pieces(&mut self, pieces: &[String], wanted: &Wanted<'_>) -> Vec<Span> {
        let mut spans = Vec::with_capacity(pieces.len());
        for (index, words) in pieces.iter().enumerate() {
            let nth = wanted.nth.filter(|_| index == 0);
            let found = self.locate(&Wanted { words, nth, blocks: wanted.blocks.clone() });
            if found.is_empty() {
                return found;
            }
            spans.extend(found);
        }
        spans
    }

    /// The quotation between marks, whole or in pieces, shortly after the one before.
    fn near(&mut self, needle: &Needle<'_>, wanted: &Wanted<'_>, within: &Range<usize>) -> Option<Vec<Span>> {
        let from = self.previous.clamp(within.start, within.end);
        let until = self.folded.text.len().min(from + needle.len() + NEAR).min(within.end);
        let whole = self.best(needle, &(from..until)).filter(|c| c.rank == Rank::Marked);
        match whole {
            Some(candidate) => Some(self.take(candidate.range)),
            None => self.pieces(needle, wanted, &(from..until)),
        }
    }

    fn whole_or_pieces(&mut self, needle: &Needle<'_>, wanted: &Wanted<'_>, whole: Option<Candidate>) -> Vec<Span> {
        if let Some(candidate) = whole.as_ref().filter(|c| c.rank == Rank::Marked) {
            return self.take(candidate.range.clone());
        }
        // Between marks but in pieces is better than whole but without marks.
        let all = 0..self.folded.text.len();
        if let Some(spans) = self.pieces(needle, wanted, &all) {
            return spans;
        }
        whole.map_or_else(Vec::new, |c| self.take(c.range))
    }

    /// Which of the best places of its words a quotation has, among so many.
    pub fn number(&mut self, wanted: &Wanted<'_>, chosen: &[Span], most: usize) -> Option<usize> {
        let mut numbers = 1..=most;
        numbers.find_map(|nth| {
            let spans = self.locate(&Wanted { nth: Some(nth), blocks: wanted.blocks.clone(), ..*wanted });
            let is_end = spans.is_empty();
            (is_end || spans == chosen).then_some((!is_end).then_some(nth))
        })?
    }

    /// How many other places, from the one chosen on, are as good and were taken
    /// by no quotation: the doubt that is left when all have been located.
    pub fn rivals(&mut self, wanted: &Wanted<'_>, chosen: &[Span]) -> usize {
        let span = match chosen {
            [] => return 0,
            [span] => span,
            several => return self.rival_runs(wanted, several),
        };
        let words = fold(unmarked(wanted.words));
        let within = self.folded.range_of(&wanted.blocks);
        let start = self.folded.offset_of(span.block, span.start);
        if words.is_empty() || start >= within.end {
            return 0;
        }
        let needle = Needle::new(&words);
        let best = self.rank(&(start..start + needle.len()));
        let (mut count, mut from) = (0, start.max(within.start));
        while let Some(other) = self.next(&needle, from, within.end) {
            from = other.range.start + needle.first_char();
            let free = !self.taken.contains(&(other.range.start, other.range.end));
            count += usize::from(free && other.rank >= best);
        }
        count
    }

    /// Whether a place begins or ends within a longer word, in a script that has
    /// spaces between words.
    pub fn is_inside(&self, spans: &[Span]) -> bool {
        let [span] = spans else { return false };
        let words = &self.blocks[span.block].words;
        let splits = |byte: usize| {
            let around = (words[..byte].chars().next_back(), words[byte..].chars().next());
            matches!(around, (Some(a), Some(b)) if rank::is_spaced(a) && rank::is_spaced(b))
        };
        splits(span.start) || splits(span.end)
    }

    /// How many rivals a quotation in pieces has.
    fn rival_runs(&mut self, wanted: &Wanted<'_>, chosen: &[Span]) -> usize {
        let words = fold(unmarked(wanted.words));
        let Some(voice) = self.voice.as_ref().filter(|_| !words.is_empty()) else { return 0 };
        let which = Which { blocks: wanted.blocks.clone(), nth: 0, taken: Some(&self.taken_runs) };
        let from = voice.offset_at((chosen[0].block, chosen[0].start));
        voice.count(&Needle::new(&words), &(from..voice.text.len()), &which, &mut self.budget)
    }

    /// The best place: from the quotation before on, else from the beginning.
    fn first_best(&mut self, needle: &Needle<'_>, within: &Range<usize>) -> Option<Candidate> {
        let from = self.previous.clamp(within.start, within.end);
        let after = self.best(needle, &(from..within.end));
        if after.as_ref().is_some_and(|c| c.rank == Rank::Marked) {
            return after;
        }
        // A match may begin before `from` and end after it.
        let until = (from + needle.len()).min(within.end);
        let before = self.best(needle, &(within.start..until));
        match (after, before) {
            (Some(a), Some(b)) => Some(if b.rank > a.rank { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    /// The first of the best places in a range that are not taken.
    fn best(&mut self, needle: &Needle<'_>, range: &Range<usize>) -> Option<Candidate> {
        let mut best: Option<Candidate> = None;
        let mut from = range.start;
        while let Some(candidate) = self.next(needle, from, range.end) {
            from = candidate.range.start + needle.first_char();
            let free = !self.taken.contains(&(candidate.range.start, candidate.range.end));
            if free && best.as_ref().is_none_or(|b| candidate.rank > b.rank) {
                best = Some(candidate);
            }
            if best.as_ref().is_some_and(|b| b.rank == Rank::Marked) {
                break;
            }
        }
        best
    }

    /// The nth of the places of the best rank.
    fn nth_best(&mut self, needle: &Needle<'_>, range: &Range<usize>, nth: usize) -> Option<Candidate> {
        let (mut best, mut count, mut chosen) = (Rank::Inside, 0, None);
        let mut from = range.start;
        while let Some(candidate) = self.next(needle, from, range.end) {
            from = candidate.range.start + needle.first_char();
            if candidate.rank > best {
                (best, count, chosen) = (candidate.rank, 0, None);
            }
            count += usize::from(candidate.rank == best);
            if candidate.rank == best && count == nth {
                chosen = Some(candidate);
            }
        }
        chosen
    }

    fn next(&mut self, needle: &Needle<'_>, from: usize, end: usize) -> Option<Candidate> {
        if from >= end || self.budget == 0 {
            return None;
        }
        let hay = &self.folded.text.as_bytes()[from..end];
        let start = from + needle.find(hay, &mut self.budget)?;
        let range = start..start + needle.len();
        let rank = self.rank(&range);
        Some(Candidate { range, rank })
    }

    fn rank(&self, range: &Range<usize>) -> Rank {
        rank(&self.folded, self.blocks, range)
    }

    fn take(&mut self, range: Range<usize>) -> Vec<Span> {
        self.previous = range.start;
        self.taken.insert((range.start, range.end));
        let has_marks = self.folded.text[range.clone()].contains('"');
        let span = self.folded.span(&range, self.blocks);
        let spans = if has_marks { self.without_interruption(span) } else { vec![span] };
        self.taken_runs.extend(run_of(&spans));
        spans
    }

    /// Where the author wrote the words with the “he said” in them, only what
    /// stands between the marks is quoted.
    fn without_interruption(&mut self, span: Span) -> Vec<Span> {
        let words = &self.blocks[span.block].words;
        // Quotations come in order: the marks of a paragraph are found once.
        if self.quoted.as_ref().is_none_or(|q| q.0 != span.block) {
            self.quoted = Some((span.block, marks::quoted(words)));
        }
        let quoted = self.quoted.as_ref().map_or(&[][..], |q| &q.1);
        let quoted = &quoted[quoted.partition_point(|q| q.end <= span.start)..];
        let overlap = |quoted: &Range<usize>| {
            let (start, end) = (quoted.start.max(span.start), quoted.end.min(span.end));
            (start < end).then_some(Span { block: span.block, start, end })
        };
        let pieces: Vec<Span> = quoted.iter().map_while(overlap).collect();
        let [first, .., last] = &pieces[..] else { return vec![span] };
        let outside = [&words[span.start..first.start], &words[last.end..span.end]];
        let whole = !outside.concat().contains(char::is_alphanumeric);
        if whole { pieces } else { vec![span] }
    }

    /// The quotation in pieces: from the edge of what stands between one pair of
    /// marks to the edge of what stands between another.
    fn pieces(&mut self, needle: &Needle<'_>, wanted: &Wanted<'_>, range: &Range<usize>) -> Option<Vec<Span>> {
        let voice = self.voice.get_or_insert_with(|| Voice::new(self.blocks, self.is_part));
        let Range { start, end } = voice.range(&self.folded, range);
        let from = voice.offset_at(self.folded.place(self.previous)).clamp(start, end);
        let taken = wanted.nth.is_none().then_some(&self.taken_runs);
        let which = Which { blocks: wanted.blocks.clone(), nth: wanted.nth.unwrap_or(1), taken };
        let mut find = |range| voice.find(needle, &range, &which, &mut self.budget);
        let chosen = match wanted.nth {
            Some(_) => find(start..end),
            None => find(from..end).or_else(|| find(start..(from + needle.len()).min(end))),
        }?;
        self.taken_runs.extend(run_of(&chosen));
        self.previous = self.folded.offset_of(chosen[0].block, chosen[0].start);
        Some(chosen)
    }

    /// Whether the words stand anywhere in these blocks, whole or in pieces.
    pub fn has(&mut self, words: &str, blocks: &Range<usize>) -> bool {
        let words = fold(unmarked(words));
        if words.is_empty() {
            return false;
        }
        let needle = Needle::new(&words);
        let within = self.folded.range_of(blocks);
        if self.next(&needle, within.start, within.end).is_some() {
            return true;
        }
        let voice = self.voice.get_or_insert_with(|| Voice::new(self.blocks, self.is_part));
        let which = Which { blocks: blocks.clone(), nth: 1, taken: None };
        voice.find(&needle, &voice.range(&self.folded, &within), &which, &mut self.budget).is_some()
    }

    /// The passage closest to some words, as it was written, on one line.
    pub fn closest(&self, words: &str) -> Option<String> {
        let range = nearest::passage(&self.folded, words)?;
        let span = self.folded.span(&range, self.blocks);
        // Megabytes of white space within it are not gone through for each quote.
        let passage = match span.end - span.start <= 4 * (range.len() + 64) {
            true => &self.blocks[span.block].words[span.start..span.end],
            false => &self.folded.text[range],
        };
        Some(passage.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Whether so much was looked through that quotations are not looked for any
    /// more.
    pub fn is_spent(&self) -> bool {
        self.budget == 0
    }
}

/// Without the marks around the whole.
pub fn unmarked(words: &str) -> &str {
    let words = words.trim();
    let [inner] = &marks::quoted(words)[..] else { return words };
    let outer = words[..inner.start].chars().chain(words[inner.end..].chars());
    let marks = outer.clone().filter(|c| !c.is_whitespace()).count();
    let bare = marks <= 2 && !outer.clone().any(char::is_alphanumeric);
    if bare { &words[inner.clone()] } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    fn block(words: &str) -> Block {
        Block { kind: Kind::Paragraph, depth: 0, words: words.to_string(), ..Block::default() }
    }

    /// The body's paragraphs, the quotations, and each one's pieces as found.
    #[track_caller]
    fn check(body: &[&str], quotes: &[&str], expected: &[&[&str]]) {
        let blocks: Vec<_> = body.iter().map(|w| block(w)).collect();
        let mut locator = Locator::new(&blocks);
        for (quote, expected) in quotes.iter().zip(expected) {
            let wanted = Wanted { words: quote, blocks: 0..blocks.len(), nth: None };
            let spans = locator.locate(&wanted);
            let found: Vec<_> = spans.iter().map(|s| &blocks[s.block].words[s.start..s.end]).collect();
            assert_eq!(&found, expected, "{quote}");
        }
    }

    fn start_of(body: &str, words: &str, nth: Option<usize>) -> Option<usize> {
        let blocks = [block(body)];
        let wanted = Wanted { words, blocks: 0..1, nth };
        Locator::new(&blocks).locate(&wanted).first().map(|s| s.start)
    }

    #[test]
    fn marks_before_word_edges_before_anywhere() {
        let body = "friendships, a friend, and “friend” he said";
        assert_eq!(start_of(body, "friend", None), body.rfind("friend"));
        let body = "friendships, a friend, and friend he said";
        assert_eq!(start_of(body, "friend", None), body.find("friend,"));
        assert_eq!(start_of("friendships", "friend", None), Some(0));
        assert_eq!(start_of("friendships", "foe", None), None);
    }

    #[test]
    fn straight_finds_curly_and_spaces_are_folded() {
        check(&["“Don’t\ngo,” he said"], &["Don't  go"], &[&["Don’t\ngo"]]);
        check(&["“Don’t go,” he said"], &["“Don't go,”"], &[&["Don’t go,"]]);
    }

    #[test]
    fn interrupted_and_over_paragraphs() {
        check(&["“We go,” said Ada, “at dawn.”"], &["We go, at dawn."], &[&["We go,", "at dawn."]]);
        check(&["“We go,” said Ada, “at dawn.”"], &["“We go,” said Ada, “at dawn.”"], &[&["We go,", "at dawn."]]);
        check(&["“One.", "“Two.", "“Three.” So."], &["One. Two. Three."], &[&["One.", "Two.", "Three."]]);
        check(&["“One.” So.", "x", "“Two.”"], &["One. Two."], &[&[]]);
    }

    #[test]
    fn far_away_too_but_near_first() {
        let filler = "word ".repeat(NEAR / 4);
        let (pieces, whole) = ("“We go,” said Ada, “at dawn.”", "“We go, at dawn.”");
        check(&[&filler, pieces], &["We go, at dawn."], &[&["We go,", "at dawn."]]);
        check(&[&filler, whole], &["We go, at dawn."], &[&["We go, at dawn."]]);
        check(&[pieces, &filler, whole], &["We go, at dawn."], &[&["We go,", "at dawn."]]);
    }

    #[test]
    fn in_the_order_of_the_file() {
        let body = "“No,” said A. “Yes,” said B. “No,” said C.";
        let blocks = [block(body)];
        let mut locator = Locator::new(&blocks);
        let mut at = |words, nth| {
            let wanted = Wanted { words, blocks: 0..1, nth };
            locator.locate(&wanted)[0].start
        };
        assert_eq!(at("Yes,", None), body.find("Yes").expect("there"));
        assert_eq!(at("No,", None), body.rfind("No").expect("there"));
        assert_eq!(at("No,", None), body.find("No").expect("there"));
    }

    #[test]
    fn nobody_is_quoted_in_what_is_no_body() {
        let kinds = [Kind::Title, Kind::Subtitle, Kind::Byline, Kind::Heading(2), Kind::Heading(3), Kind::Paragraph];
        let blocks = kinds.map(|kind| Block { kind, ..block("“No,” said “Ada.”") });
        let mut locator = Locator::new(&blocks);
        let mut at = |words, nth| {
            let spans = locator.locate(&Wanted { words, blocks: 0..6, nth });
            spans.iter().map(|s| s.block).collect::<Vec<_>>()
        };
        assert_eq!((at("No", None), at("No", Some(2)), at("No", Some(3))), (vec![4], vec![5], vec![]));
        assert_eq!(
            (at("No, Ada.", Some(1)), at("No, Ada.", Some(2)), at("No, Ada.", Some(3))),
            (vec![4, 4], vec![5, 5], vec![])
        );
    }

    #[test]
    fn each_of_two_in_pieces_has_its_own_place() {
        let body = ["“We go,” said Ada, “at dawn.”", "“We go,” said Bob, “at dawn.”"];
        let blocks = body.map(block);
        let wanted = Wanted { words: "We go, at dawn.", blocks: 0..2, nth: None };
        let mut locator = Locator::new(&blocks);
        let first = locator.locate(&wanted);
        assert_eq!((first[0].block, locator.rivals(&wanted, &first)), (0, 1));
        assert_eq!(locator.locate(&wanted)[0].block, 1);
        assert_eq!(locator.rivals(&wanted, &first), 0);
        assert!(locator.locate(&wanted).is_empty() && locator.has(wanted.words, &(0..2)));
        let written = Wanted { words: body[0], ..wanted };
        let mut locator = Locator::new(&blocks);
        assert_eq!(locator.locate(&written)[1].block, 0);
        assert_eq!(locator.locate(&Wanted { words: "We go, at dawn.", blocks: 0..2, nth: None })[0].block, 1);
    }

    #[test]
    fn between_two_quotations_is_not_quoted() {
        let body = "「一」は「二」と言い、「は」と答えた。";
        assert_eq!(start_of(body, "は", None), body.rfind("は"));
        let body = "Er »ja«und»nein« sagte »und«.";
        assert_eq!(start_of(body, "und", None), body.rfind("und"));
        let body = "He said no. ”no” sa han";
        assert_eq!(start_of(body, "no", None), body.rfind("no"));
        let body = "Oui ! « Oui ! »";
        assert_eq!(start_of(body, "Oui", None), body.find("Oui"));
        assert_eq!(start_of("Oui. « Oui »", "Oui", None), Some("Oui. « ".len()));
        assert_eq!(start_of("はい「はい！」", "はい", None), Some("はい「".len()));
    }

    #[test]
    fn comparing_long_words_is_paid_for() {
        let (blocks, words) = ([block(&"a".repeat(40_000))], "a".repeat(20_000));
        let mut locator = Locator { budget: 1 << 24, ..Locator::new(&blocks) };
        locator.locate(&Wanted { words: &words, blocks: 0..1, nth: None });
        assert_eq!(locator.budget, 0);
    }

    #[test]
    fn nth_and_rivals() {
        let body = "“No,” said A. No one. “No,” said C.";
        assert_eq!(start_of(body, "No", Some(2)), body.rfind("No"));
        assert_eq!(start_of(body, "No", Some(3)), None);
        let blocks = [block(body)];
        let mut locator = Locator::new(&blocks);
        let wanted = Wanted { words: "No", blocks: 0..1, nth: None };
        let chosen = locator.locate(&wanted);
        assert_eq!(locator.rivals(&wanted, &chosen), 1);
        locator.locate(&wanted);
        assert_eq!(locator.rivals(&wanted, &chosen), 0);
    }

    #[test]
    fn work_is_bounded() {
        let blocks = [block(&"a".repeat(1 << 20))];
        let mut locator = Locator { budget: 1 << 22, ..Locator::new(&blocks) };
        let wanted = Wanted { words: "aab", blocks: 0..1, nth: None };
        for _ in 0..10_000 {
            assert!(locator.locate(&wanted).is_empty());
        }
        assert_eq!(locator.budget, 0);
    }
}
