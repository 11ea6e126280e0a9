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

mod voice;

use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;

use super::fold::{Folded, fold};
use super::marks;
use crate::article::{Block, Span};
use voice::Voice;

/// Bytes looked through for one article, so that a file with very many
/// quotations that are not in it ends in time. A quotation that is in its place
/// costs next to none of it.
const BUDGET: usize = 2 << 30;
/// What a look costs beside its bytes, in bytes.
const LOOK: usize = 128;

/// A quotation to find.
pub struct Wanted<'a> {
    pub words: &'a str,
    /// Only in these blocks.
    pub blocks: Range<usize>,
    /// The place to take, from 1, among those that are as good.
    pub nth: Option<usize>,
}

/// How much a place looks like the quotation that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Inside,
    WordEdges,
    Marked,
}

/// A range of the folded text that holds the words.
#[derive(Debug, Clone)]
struct Candidate {
    range: Range<usize>,
    rank: Rank,
}

/// Finds quotations one after the other, in the order of the file.
pub struct Locator<'a> {
    blocks: &'a [Block],
    folded: Folded,
    voice: Option<Voice>,
    /// What stands between marks in the block that was looked at last.
    quoted: Option<(usize, Vec<Range<usize>>)>,
    /// Where the quotation before was found, in the folded text.
    previous: usize,
    taken: HashSet<(usize, usize)>,
    budget: usize,
}

impl<'a> Locator<'a> {
    pub fn new(blocks: &'a [Block]) -> Self {
        Locator {
            blocks,
            folded: Folded::new(blocks),
            voice: None,
            quoted: None,
            previous: 0,
            taken: HashSet::new(),
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
        let within = self.folded.range_of(&wanted.blocks);
        let whole = match wanted.nth {
            Some(nth) => self.nth_best(&words, &within, nth),
            None => self.first_best(&words, &within),
        };
        if let Some(candidate) = whole.as_ref().filter(|c| c.rank == Rank::Marked) {
            return self.take(candidate.range.clone());
        }
        // Between marks but in pieces is better than whole but without marks.
        if let Some(spans) = self.pieces(&words, wanted) {
            return spans;
        }
        whole.map_or_else(Vec::new, |c| self.take(c.range))
    }

    /// How many other places, from the one chosen on, are as good and were taken
    /// by no quotation: the doubt that is left when all have been located.
    pub fn rivals(&mut self, wanted: &Wanted<'_>, chosen: &[Span]) -> usize {
        let [span] = chosen else { return 0 };
        let words = fold(unmarked(wanted.words));
        let within = self.folded.range_of(&wanted.blocks);
        let start = self.folded.offset_of(span.block, span.start);
        if words.is_empty() || start >= within.end {
            return 0;
        }
        let best = rank(&self.folded.text, &(start..start + words.len()));
        let (mut count, mut from) = (0, start);
        while let Some(other) = self.next(&words, from, within.end) {
            from = other.range.start + first_char(&words);
            let free = !self.taken.contains(&(other.range.start, other.range.end));
            count += usize::from(free && other.rank >= best);
        }
        count
    }

    /// The best place: from the quotation before on, else from the beginning.
    fn first_best(&mut self, words: &str, within: &Range<usize>) -> Option<Candidate> {
        let from = self.previous.clamp(within.start, within.end);
        let after = self.best(words, &(from..within.end));
        if after.as_ref().is_some_and(|c| c.rank == Rank::Marked) {
            return after;
        }
        // A match may begin before `from` and end after it.
        let until = (from + words.len()).min(within.end);
        let before = self.best(words, &(within.start..until));
        match (after, before) {
            (Some(a), Some(b)) => Some(if b.rank > a.rank { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    /// The first of the best places in a range that are not taken.
    fn best(&mut self, words: &str, range: &Range<usize>) -> Option<Candidate> {
        let mut best: Option<Candidate> = None;
        let mut from = range.start;
        while let Some(candidate) = self.next(words, from, range.end) {
            from = candidate.range.start + first_char(words);
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
    fn nth_best(&mut self, words: &str, range: &Range<usize>, nth: usize) -> Option<Candidate> {
        let (mut best, mut count, mut chosen) = (Rank::Inside, 0, None);
        let mut from = range.start;
        while let Some(candidate) = self.next(words, from, range.end) {
            from = candidate.range.start + first_char(words);
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

    fn next(&mut self, words: &str, from: usize, end: usize) -> Option<Candidate> {
        if from >= end || self.budget == 0 {
            return None;
        }
        let hay = &self.folded.text.as_bytes()[from..end];
        let found = memmem::find(hay, words.as_bytes());
        self.budget = self.budget.saturating_sub(found.unwrap_or(hay.len()) + LOOK);
        let start = from + found?;
        let range = start..start + words.len();
        let rank = rank(&self.folded.text, &range);
        Some(Candidate { range, rank })
    }

    fn take(&mut self, range: Range<usize>) -> Vec<Span> {
        self.previous = range.start;
        self.taken.insert((range.start, range.end));
        let has_marks = self.folded.text[range.clone()].contains('"');
        let span = self.folded.span(&range, self.blocks);
        if has_marks { self.without_interruption(span) } else { vec![span] }
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
    fn pieces(&mut self, words: &str, wanted: &Wanted<'_>) -> Option<Vec<Span>> {
        let voice = self.voice.get_or_insert_with(|| Voice::new(self.blocks));
        let end = voice.text.len();
        let chosen = match wanted.nth {
            Some(nth) => voice.nth(words, &(0..end), &wanted.blocks, nth, &mut self.budget),
            None => {
                let from = voice.offset_at(self.folded.place(self.previous));
                let after = voice.nth(words, &(from..end), &wanted.blocks, 1, &mut self.budget);
                let until = (from + words.len()).min(end);
                after.or_else(|| voice.nth(words, &(0..until), &wanted.blocks, 1, &mut self.budget))
            }
        }?;
        self.previous = self.folded.offset_of(chosen[0].block, chosen[0].start);
        Some(chosen)
    }

    /// Whether the words stand anywhere.
    pub fn has(&mut self, words: &str) -> bool {
        let words = fold(unmarked(words));
        !words.is_empty() && self.next(&words, 0, self.folded.text.len()).is_some()
    }
}

fn first_char(words: &str) -> usize {
    words.chars().next().map_or(1, char::len_utf8)
}

/// Without the marks around the whole.
pub fn unmarked(words: &str) -> &str {
    let words = words.trim();
    let [inner] = &marks::quoted(words)[..] else { return words };
    let outer = words[..inner.start].chars().chain(words[inner.end..].chars());
    let marks = outer.clone().count();
    let bare = marks <= 2 && outer.clone().all(|c| !c.is_alphanumeric() && !c.is_whitespace());
    if bare { &words[inner.clone()] } else { words }
}

fn rank(text: &str, range: &Range<usize>) -> Rank {
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let is_mark = |c: Option<char>| matches!(c, Some('"' | '\''));
    let next = after.next();
    // The author may have left out the stop or comma before the closing mark.
    let closed = is_mark(next)
        || matches!(next, Some(',' | '.' | ';' | ':' | '!' | '?' | '…' | '。' | '、')) && is_mark(after.next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let last = text[range.clone()].chars().next_back();
    let first = text[range.clone()].chars().next();
    let split = word(before) && word(first) || word(last) && word(next);
    match () {
        () if is_mark(before) && closed && !split => Rank::Marked,
        () if !split => Rank::WordEdges,
        () => Rank::Inside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    fn block(words: &str) -> Block {
        Block { kind: Kind::Paragraph, depth: 0, words: words.to_string(), marks: Vec::new() }
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

    proptest::proptest! {
        #[test]
        fn what_stands_between_marks_is_found(
            before in "[a-c “”'\u{AD}é日\n]{0,12}",
            words in "[a-c'é日][a-c ,.'\u{AD}\u{200B}é日\n]{0,12}[a-cé日]",
            after in "[a-c “”'\u{AD}é日\n]{0,12}",
            nth in 1usize..3,
        ) {
            let blocks = [block(&format!("{before} “{words}” {after}")), block(&words)];
            let mut locator = Locator::new(&blocks);
            for nth in [None, Some(nth)] {
                let wanted = Wanted { words: &words, blocks: 0..2, nth };
                let spans = locator.locate(&wanted);
                for span in &spans {
                    proptest::prop_assert!(blocks[span.block].words.get(span.start..span.end).is_some());
                }
                proptest::prop_assert!(nth.is_some() || !spans.is_empty());
                if let [span] = &spans[..] {
                    proptest::prop_assert_eq!(fold(&blocks[span.block].words[span.start..span.end]), fold(&words));
                }
                locator.rivals(&wanted, &spans);
            }
        }
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
