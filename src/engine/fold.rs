//! Words made comparable: straight and curly marks equal, white space folded,
//! characters that are never drawn left out; accents too, where they are not asked for.
//!
//! Comes in: blocks. Goes out: one folded string for all of them, a line feed
//! between blocks, and the way back from any byte of it to a place.

use std::ops::Range;

use super::accent::{bare, is_accent};
use super::skim;
use crate::article::{Block, Span};
use crate::clean::is_ignorable;

/// The folded words of a run of blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    pub text: String,
    /// Where each block begins in `text`.
    starts: Vec<usize>,
    /// Ordered pairs (byte in `text`, byte in its block): between two of them
    /// both advance alike.
    jumps: Vec<(usize, usize)>,
    /// Where in `text` letters are that had accents; none where these are kept.
    accented: Option<Vec<usize>>,
}

impl Folded {
    pub fn new(blocks: &[Block]) -> Folded {
        Folded::of(blocks, |_| true)
    }

    /// Only what stands in blocks to keep; the others are empty, and still count.
    pub fn of(blocks: &[Block], keep: impl Fn(&Block) -> bool) -> Folded {
        Folded::with(None, blocks, keep)
    }

    /// The same without accents, with a pause before each block.
    pub fn bare(blocks: &[Block], pause: impl Fn()) -> Folded {
        let keep = |_: &Block| {
            pause();
            true
        };
        Folded::with(Some(Vec::new()), blocks, keep)
    }

    fn with(accented: Option<Vec<usize>>, blocks: &[Block], keep: impl Fn(&Block) -> bool) -> Folded {
        let size = blocks.iter().map(|b| b.words.len() + 1).sum();
        let mut folded = Folded {
            text: String::with_capacity(size),
            starts: Vec::with_capacity(blocks.len()),
            jumps: Vec::with_capacity(blocks.len()),
            accented,
        };
        for block in blocks {
            folded.starts.push(folded.text.len());
            if !keep(block) {
                continue;
            }
            folded.jumps.push((folded.text.len(), 0));
            folded.push(&block.words);
            folded.text.push('\n');
        }
        folded
    }

    fn push(&mut self, words: &str) {
        let jumps = &mut self.jumps;
        push(&mut self.text, words, self.accented.as_mut(), |to, from| jumps.push((to, from)));
    }

    /// Where letters are that had accents which were left out.
    pub fn accented(&self) -> &[usize] {
        self.accented.as_deref().unwrap_or_default()
    }

    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of `text` that a run of blocks takes.
    pub fn range_of(&self, blocks: &Range<usize>) -> Range<usize> {
        let at = |block: usize| self.starts.get(block).copied().unwrap_or(self.text.len());
        at(blocks.start)..at(blocks.end)
    }

    /// The byte of `text` at, or next after, a place.
    pub fn offset_of(&self, block: usize, byte: usize) -> usize {
        let range = self.range_of(&(block..block + 1));
        let first = self.jumps.partition_point(|j| j.0 < range.start);
        let last = self.jumps.partition_point(|j| j.0 < range.end);
        let jumps = &self.jumps[first..last];
        let within = jumps.partition_point(|j| j.1 <= byte);
        let Some(jump) = jumps.get(within.saturating_sub(1)) else { return range.start };
        // The letters of a ligature are at one place: the first is meant.
        let jump =
            jumps.iter().rev().skip(jumps.len() - within.max(1)).take_while(|j| j.1 == jump.1).last().unwrap_or(jump);
        // What was left out before the next pair has no bytes of its own.
        let until = jumps.get(within.max(1)).map_or(range.end, |next| next.0);
        (jump.0 + (byte - jump.1.min(byte))).min(until)
    }

    /// The place of a byte of `text`: a block, and a byte of its words.
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let block = self.starts.partition_point(|&s| s <= offset).saturating_sub(1);
        let jump = self.jumps.partition_point(|j| j.0 <= offset).saturating_sub(1);
        let byte = self.jumps.get(jump).map_or(0, |&(at, from)| from + (offset - at));
        (block, byte)
    }

    /// The span of a range of `text` that lies in one of the blocks that were
    /// folded.
    pub fn span(&self, range: &Range<usize>, blocks: &[Block]) -> Span {
        self.span_by(|offset| self.place(offset), range, blocks)
    }

    /// The same, where each place is looked up in some way.
    fn span_by(&self, mut place: impl FnMut(usize) -> (usize, usize), range: &Range<usize>, blocks: &[Block]) -> Span {
        let (block, start) = place(range.start);
        // From the last character, so that what was left out behind it stays out.
        let last = self.text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
        let (_, before) = place(range.end - last);
        let mut original = blocks[block].words[before..].chars();
        let own = original.next().map_or(0, char::len_utf8);
        // Its accents are its own.
        let accents = original.take_while(|c| self.accented.is_some() && is_accent(*c));
        Span { block, start, end: before + own + accents.map(char::len_utf8).sum::<usize>() }
    }

    /// Looks up one range after the other.
    pub fn walk(&self) -> Walk<'_> {
        Walk { folded: self, block: 0, jump: 0 }
    }
}

/// Finds the spans of ranges that come in order: of very many it need not look for each in
/// all of the text.
#[derive(Clone)]
pub struct Walk<'f> {
    folded: &'f Folded,
    block: usize,
    jump: usize,
}

impl Walk<'_> {
    pub fn span(&mut self, range: &Range<usize>, blocks: &[Block]) -> Span {
        self.go_to(range.start);
        let mut ahead = self.clone();
        self.folded.span_by(|offset| ahead.go_to(offset), range, blocks)
    }

    fn go_to(&mut self, offset: usize) -> (usize, usize) {
        let Folded { starts, jumps, .. } = self.folded;
        while starts.get(self.block + 1).is_some_and(|start| *start <= offset) {
            self.block += 1;
        }
        while jumps.get(self.jump + 1).is_some_and(|jump| jump.0 <= offset) {
            self.jump += 1;
        }
        (self.block, jumps.get(self.jump).map_or(0, |&(at, from)| from + (offset - at)))
    }
}

/// A string folded by itself: what is looked for.
pub fn fold(words: &str) -> String {
    folded(words, None)
}

/// The same without accents, and where letters are that had some.
pub fn fold_bare(words: &str) -> (String, Vec<usize>) {
    let mut accented = Vec::new();
    (folded(words, Some(&mut accented)), accented)
}

fn folded(words: &str, accented: Option<&mut Vec<usize>>) -> String {
    let mut text = String::with_capacity(words.len());
    push(&mut text, words.trim(), accented, |_, _| {});
    // A space may have been kept from the end by what is never drawn.
    text.truncate(text.trim_end().len());
    text
}

/// Appends words to a folded text, and tells where the two advance differently
/// from there on: the byte of the text, and of the words. Accents are left out where it
/// is wanted to know which letters had some.
fn push(text: &mut String, words: &str, mut accented: Option<&mut Vec<usize>>, mut jump: impl FnMut(usize, usize)) {
    if is_folded(words) {
        text.push_str(words);
        return;
    }
    let (mut at, mut from) = (text.len(), 0);
    let (mut byte, mut blank) = (0, true);
    // Whether an accent here is that of a letter.
    let mut letter = false;
    while let Some(c) = words[byte..].chars().next() {
        if let Some(accented) = accented.as_mut().filter(|_| !c.is_ascii()) {
            note_accent(c, text, letter, accented);
        }
        letter = takes_accent(letter, c);
        if let Some(folded) = fold_char(c, accented.is_some(), &mut blank) {
            let is_several = accented.is_some() && ligature(c).is_some();
            if text.len() - at != byte - from || is_several {
                (at, from) = (text.len(), byte);
                jump(at, from);
            }
            text.push(folded);
        }
        for second in ligature(c).filter(|_| accented.is_some()).into_iter().flat_map(|(_, rest)| rest.chars()) {
            // Each letter of it is where it is.
            (at, from) = (text.len(), byte);
            jump(at, from);
            text.push(second);
        }
        byte += c.len_utf8();
        if !blank {
            let run = plain(&words[byte..]);
            if run > 0 && text.len() - at != byte - from {
                (at, from) = (text.len(), byte);
                jump(at, from);
            }
            text.push_str(&words[byte..byte + run]);
            byte += run;
            letter = text.as_bytes().last().filter(|_| run > 0).map_or(letter, |last| *last != b' ');
        }
    }
    if text.len() - at != words.len() - from {
        jump(text.len(), words.len());
    }
}

/// Notes where the letter is that a character is an accent of, or that has some itself.
fn note_accent(c: char, text: &str, letter: bool, accented: &mut Vec<usize>) {
    let last = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
    match c {
        _ if bare(c) != c => accented.push(text.len()),
        _ if letter && is_accent(c) && accented.last() != Some(&last) => accented.push(last),
        _ => {}
    }
}

/// Whether an accent after a character is that of a letter.
fn takes_accent(letter: bool, c: char) -> bool {
    if is_accent(c) { letter } else { !c.is_whitespace() && !is_ignorable(c) }
}

/// Words folded with the accents of their letters alone: those that stand for themselves
/// are left out.
pub fn fold_accented(words: &str) -> String {
    let mut letter = false;
    let is_kept = |c: &char| {
        let is_own = letter || !is_accent(*c);
        letter = takes_accent(letter, *c);
        is_own
    };
    fold(&words.chars().filter(is_kept).collect::<String>())
}

/// Lower case, byte for byte as long as the input: a character whose lower case
/// has another length stays as it is.
pub fn lower(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while !rest.is_empty() {
        let (run, after) = rest.split_at(skim::first(rest.as_bytes(), |b, _| !b.is_ascii()).unwrap_or(rest.len()));
        let at = out.len();
        out.push_str(run);
        out[at..].make_ascii_lowercase();
        rest = after.trim_start_matches(|c: char| !c.is_ascii());
        out.extend(after[..after.len() - rest.len()].chars().map(lower_char));
    }
    out
}

fn lower_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
        _ => c,
    }
}

/// What stands for a character, if anything; `blank` tells whether the one
/// before was a space.
fn fold_char(c: char, leaves_accents: bool, blank: &mut bool) -> Option<char> {
    if c.is_whitespace() {
        return (!std::mem::replace(blank, true)).then_some(' ');
    }
    if is_ignorable(c) || leaves_accents && is_accent(c) {
        return None;
    }
    *blank = false;
    Some(fold_mark(if leaves_accents { ligature(c).map_or_else(|| bare(c), |(first, _)| first) } else { c }))
}

/// The letters that are set as one: nobody types them so.
fn ligature(c: char) -> Option<(char, &'static str)> {
    Some(match c {
        '\u{FB00}' => ('f', "f"),
        '\u{FB01}' => ('f', "i"),
        '\u{FB02}' => ('f', "l"),
        '\u{FB03}' => ('f', "fi"),
        '\u{FB04}' => ('f', "fl"),
        '\u{FB05}' | '\u{FB06}' => ('s', "t"),
        _ => return None,
    })
}

/// Whether words stay as they are, as most do that are not quoted.
fn is_folded(words: &str) -> bool {
    !words.starts_with(' ') && plain(words) == words.len()
}

/// The bytes at the beginning that stay as they are, after a word: most of what
/// is written in English. What is after them follows a word as well.
fn plain(words: &str) -> usize {
    let is_plain = |b: u8| (b' '..=b'~').contains(&b) & (b != b'`');
    let is_last_blank = |b: u8, next: u8| (b == b' ') & ((next == b' ') | !is_plain(next));
    let found = skim::first(words.as_bytes(), |b, next| !is_plain(b) | is_last_blank(b, next));
    found.unwrap_or(words.len())
}

/// All double marks are one, all single marks are another.
fn fold_mark(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' => '\'',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;
    use proptest::prelude::*;

    fn block(words: &str) -> Block {
        Block { kind: Kind::Paragraph, depth: 0, words: words.to_string(), ..Block::default() }
    }

    #[test]
    fn folding_and_back() {
        let blocks = [block("“Don’t\n go,”  she\u{AD} said"), block("二つ「はい」")];
        let folded = Folded::new(&blocks);
        assert_eq!(folded.text, "\"Don't go,\" she said\n二つ\"はい\"\n");
        let at = folded.text.find("go").expect("there");
        let span = folded.span(&(at..at + 2), &blocks);
        assert_eq!(&blocks[0].words[span.start..span.end], "go");
        let at = folded.text.find("はい").expect("there");
        let span = folded.span(&(at..at + 6), &blocks);
        assert_eq!((span.block, &blocks[1].words[span.start..span.end]), (1, "はい"));
    }

    #[test]
    fn letters_that_are_set_as_one_are_each_where_that_is() {
        let blocks = [block("ﬁne oﬃce x"), block("ﬂ")];
        let folded = Folded::bare(&blocks, || ());
        assert_eq!(folded.text, "fine office x\nfl\n");
        for (found, words) in [("fine", "ﬁne"), ("i", "ﬁ"), ("off", "oﬃ"), ("ice", "ﬃce"), ("x", "x"), ("e o", "e o")]
        {
            let at = folded.text.find(found).expect("there");
            let span = folded.span(&(at..at + found.len()), &blocks);
            assert_eq!(&blocks[0].words[span.start..span.end], words, "{found}");
            assert_eq!(folded.walk().span(&(at..at + found.len()), &blocks), span, "{found}");
        }
        for (byte, letter) in [(0, "fine"), (3, "ne"), (6, "office"), (7, "ffice"), (10, "ce")] {
            let offset = folded.offset_of(0, byte);
            assert!(folded.text[offset..].starts_with(letter), "{byte}: {}", &folded.text[offset..]);
        }
        assert_eq!(folded.offset_of(1, 0), 14);
        // What is looked for may have them, too; what is written for quotations keeps them.
        assert_eq!((fold_bare("eﬀect").0.as_str(), fold("eﬀect").as_str()), ("effect", "eﬀect"));
    }

    #[test]
    fn what_is_not_kept_still_counts() {
        let blocks = [block("one"), block("two"), block("three"), block("two")];
        let folded = Folded::of(&blocks, |b| b.words != "two");
        assert_eq!(folded.text, "one\nthree\n");
        assert_eq!((folded.place(4), folded.place(8)), ((2, 0), (2, 4)));
        assert_eq!((folded.offset_of(1, 1), folded.offset_of(2, 1), folded.offset_of(3, 2)), (4, 5, 10));
    }

    proptest! {
        #[test]
        fn every_place_is_at_or_before_the_next_character_kept(words in "[a-c “”’\u{AD}\u{200B}é日\u{3000}\n]{0,30}") {
            let blocks = [block("x“"), block(&words)];
            let folded = Folded::new(&blocks);
            let own = folded.range_of(&(1..2));
            let mut kept: Vec<_> = folded.text[own.clone()].char_indices().map(|(i, _)| own.start + i).collect();
            let mut previous = own.start;
            for byte in (0..=words.len()).filter(|&b| words.is_char_boundary(b)) {
                let offset = folded.offset_of(1, byte);
                prop_assert!(offset >= previous);
                kept.retain(|&k| folded.place(k).1 >= byte);
                prop_assert!(kept.first().is_none_or(|&next| offset <= next), "{} {:?}", byte, kept);
                previous = offset;
            }
        }

        #[test]
        fn the_short_way_ends_where_the_long_one_does(words in "[a-c `'’\u{AD}é\n~]{0,20}") {
            let words = words.trim();
            let mut blank = true;
            let long: String = words.chars().filter_map(|c| fold_char(c, false, &mut blank)).collect();
            prop_assert_eq!(fold(words), long.trim_end());
            prop_assert!(!is_folded(words) || long == words);
        }

        #[test]
        fn lower_case_is_that_of_each_character(words in "[A-Ca-c “É日İß ]{0,60}") {
            prop_assert_eq!(lower(&words), words.chars().map(lower_char).collect::<String>());
        }

        #[test]
        fn every_character_finds_its_way_back(words in "[a-c “”’\u{AD}\u{200B}é日\n]{0,30}") {
            let blocks = [block("x“"), block(&words)];
            let folded = Folded::new(&blocks);
            let own = folded.range_of(&(1..2));
            for (i, c) in folded.text[own.clone()].char_indices() {
                let (b, byte) = folded.place(own.start + i);
                prop_assert_eq!(b, 1);
                let original = blocks[1].words.get(byte..).and_then(|w| w.chars().next());
                if c == '\n' {
                    prop_assert_eq!(byte, words.len());
                } else if c == ' ' {
                    prop_assert!(original.is_some_and(char::is_whitespace));
                } else {
                    prop_assert_eq!(original.map(fold_mark), Some(c));
                    prop_assert_eq!(folded.offset_of(1, byte), own.start + i);
                }
            }
        }
    }
}
