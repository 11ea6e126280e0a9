//! What stands between quotation marks.
//!
//! Comes in: the words of one paragraph. Goes out: the outermost quoted ranges,
//! without their marks, in order. A double mark that is never closed quotes to
//! the end of the paragraph (the next one may open again: that is how a
//! quotation runs over paragraphs); a single mark that is never closed outside
//! of other quotations is an apostrophe. Work is linear: one walk, no look ahead.

use std::ops::Range;

/// A quoted range, and whether a mark closes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    pub range: Range<usize>,
    pub closed: bool,
}

/// A pair of marks. Straight ones open and close alike.
struct Pair {
    open: char,
    close: &'static [char],
    single: bool,
}

const PAIRS: &[Pair] = &[
    Pair { open: '“', close: &['”'], single: false },
    Pair { open: '"', close: &['"'], single: false },
    Pair { open: '„', close: &['“', '”'], single: false },
    Pair { open: '«', close: &['»'], single: false },
    Pair { open: '»', close: &['«'], single: false },
    Pair { open: '”', close: &['”'], single: false },
    Pair { open: '「', close: &['」'], single: false },
    Pair { open: '『', close: &['』'], single: false },
    Pair { open: TWO, close: &[TWO], single: false },
    Pair { open: GRAVES, close: &[TWO, '"'], single: false },
    Pair { open: '‘', close: &['’'], single: true },
    Pair { open: '\'', close: &['\''], single: true },
];

/// How two single marks, and two graves, are called here: typewriters have them
/// for double ones.
const TWO: char = '″';
const GRAVES: char = '‶';

/// The double marks of English, which stand for each other.
const ENGLISH: [char; 4] = ['“', '”', '"', TWO];

/// The outermost quoted ranges of a paragraph, in bytes.
pub fn quoted(words: &str) -> Vec<Range<usize>> {
    scan(words).into_iter().map(|quoted| quoted.range).collect()
}

/// The same, with those that no mark closes marked.
pub fn scan(words: &str) -> Vec<Quoted> {
    Scan::of(words).out
}

/// One walk over the marks of a paragraph.
#[derive(Default)]
struct Scan {
    out: Vec<Quoted>,
    /// Single marks that are open: the mark, and where its words begin.
    singles: Vec<(char, usize)>,
    /// How many of these are straight.
    straight: usize,
    /// The double mark that is open. Within it single marks do not count.
    double: Option<Open>,
    /// What was looked at, for the test that this is linear.
    steps: usize,
}

/// A double mark that is open.
struct Open {
    pair: &'static Pair,
    /// Where its words begin.
    start: usize,
    /// How many of its kind are open within it.
    depth: usize,
    /// How many English double marks of another kind are open within it.
    others: usize,
}

impl Open {
    /// Takes in another mark; whether it closes this one. A straight mark may
    /// close a curly one and the other way round: slips of the typewriter.
    fn closed_by(&mut self, c: char, before: Option<char>, after: Option<char>) -> bool {
        if self.pair.close.contains(&c) {
            self.depth = self.depth.wrapping_sub(1);
            return self.depth == usize::MAX;
        }
        if c == self.pair.open {
            self.depth += 1;
        } else if ENGLISH.contains(&c) && ENGLISH.contains(&self.pair.open) {
            if c == '“'
                || c != '”' && before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(char::is_alphanumeric)
            {
                self.others += 1;
            } else if self.others > 0 {
                self.others -= 1;
            } else {
                return self.depth == 0 && closes(before, after);
            }
        }
        false
    }
}

impl Scan {
    fn of(words: &str) -> Scan {
        let mut scan = Scan::default();
        let mut at = 0;
        for byte in beginnings(words.as_bytes()) {
            scan.steps += 1;
            let Some(rest) = words.get(byte..).filter(|_| byte >= at) else { continue };
            let Some(first) = rest.chars().next() else { continue };
            let (mark, length) = match two(rest) {
                Some(mark) => (mark, 2),
                None => (first, first.len_utf8()),
            };
            at = byte + length;
            let before = words[..byte].chars().next_back();
            scan.mark(words, byte..at, mark, before, words[at..].chars().next());
        }
        if let Some(Open { start, .. }) = scan.double {
            scan.quote(words, start..words.len(), false);
        }
        scan
    }

    fn mark(&mut self, words: &str, place: Range<usize>, c: char, before: Option<char>, after: Option<char>) {
        let Range { start: byte, end: start } = place;
        if let Some(open) = &mut self.double {
            if open.closed_by(c, before, after) {
                let range = open.start..byte;
                self.double = None;
                self.quote(words, range, true);
            }
            return;
        }
        let closed = PAIRS.iter().find(|p| p.single && p.close.contains(&c) && closes(before, after));
        if closed.is_some_and(|pair| self.close_single(words, pair, byte)) {
            return;
        }
        match PAIRS.iter().find(|p| p.open == c && opens(p, before, after)) {
            Some(pair) if pair.single => {
                self.straight += usize::from(c == '\'');
                self.singles.push((c, start));
            }
            Some(pair) => self.double = Some(Open { pair, start, depth: 0, others: 0 }),
            None => {}
        }
    }

    /// Closes the last single mark of this kind that is open; those that opened
    /// after it were apostrophes.
    fn close_single(&mut self, words: &str, pair: &Pair, byte: usize) -> bool {
        let curly = self.singles.len() - self.straight;
        if pair.open == '\'' && self.straight == 0 || pair.open != '\'' && curly == 0 {
            return false;
        }
        while let Some((open, start)) = self.singles.pop() {
            self.steps += 1;
            self.straight -= usize::from(open == '\'');
            if open == pair.open {
                self.quote(words, start..byte, true);
                return true;
            }
        }
        false
    }

    /// Keeps a range, without the white space at its edges, instead of those in it.
    fn quote(&mut self, words: &str, range: Range<usize>, closed: bool) {
        while self.out.last().is_some_and(|inner| inner.range.start >= range.start) {
            self.out.pop();
            self.steps += 1;
        }
        let inner = &words[range.clone()];
        let start = range.start + (inner.len() - inner.trim_start().len());
        let inner = inner.trim();
        if !inner.is_empty() {
            self.out.push(Quoted { range: start..start + inner.len(), closed });
        }
    }
}

/// Where a mark may begin, in order: at an ASCII mark, or at the first byte of those
/// that are not ASCII (`«`, `“`, `「`).
fn beginnings(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut plain = memchr::memchr3_iter(b'"', b'\'', b'`', bytes).peekable();
    let mut others = memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).peekable();
    std::iter::from_fn(move || match (plain.peek(), others.peek()) {
        (Some(a), Some(b)) if a < b => plain.next(),
        (_, Some(_)) => others.next(),
        (_, None) => plain.next(),
    })
}

/// The double mark of a typewriter that words begin with: three are not one.
fn two(words: &str) -> Option<char> {
    let marks = [("''", '\'', TWO), ("``", '`', GRAVES)];
    let (_, _, mark) =
        marks.into_iter().find(|(two, one, _)| words.strip_prefix(two).is_some_and(|r| !r.starts_with(*one)))?;
    Some(mark)
}

/// Whether a mark opens, as far as what is around it tells.
fn opens(pair: &Pair, before: Option<char>, after: Option<char>) -> bool {
    let inner = after.is_some_and(|c| !c.is_whitespace());
    let at_edge = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '（'));
    let at_word_start = before.is_none_or(|c| !c.is_alphanumeric());
    match pair.open {
        // In French there is a space within the marks.
        '«' => inner || at_edge && after.is_some(),
        // What closes elsewhere opens in Swedish and Finnish.
        '”' => inner && at_edge,
        // A year without its century.
        _ if pair.single => inner && at_word_start && !after.is_some_and(char::is_numeric),
        // Either could be something else within a word.
        '"' | '»' | TWO => inner && at_word_start,
        _ => inner,
    }
}

/// Whether a single mark closes, as far as what is around it tells.
fn closes(before: Option<char>, after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric()) && before.is_some_and(|c| !c.is_whitespace())
}

/// Whether the mark at a byte of the words can open, so that words after it are
/// quoted by it.
pub fn can_open(words: &str, byte: usize) -> bool {
    let mut rest = words[byte..].chars();
    let Some(mark) = rest.next() else { return false };
    let (before, after) = (words[..byte].chars().next_back(), rest.next());
    PAIRS.iter().any(|p| p.open == mark && opens(p, before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quoted ranges of the words, each in brackets.
    #[track_caller]
    fn check(words: &str, expected: &[&str]) {
        let found: Vec<_> = quoted(words).into_iter().map(|r| &words[r]).collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn pairs() {
        check("“We go,” said Ada, “at dawn.”", &["We go,", "at dawn."]);
        check("\"Straight,\" he said, \"too.\"", &["Straight,", "too."]);
        check("Er sagte: „Ja.“ »Nein«, sagte sie. «Oui», dit-il.", &["Ja.", "Nein", "Oui"]);
        check("彼は「はい」と『本』", &["はい", "本"]);
        check("‘Don’t go,’ he said. It’s ’90s talk.", &["Don’t go,"]);
        check("The cats' dog isn't 'mine'.", &["mine"]);
        check("''We go,'' said Ada, ``at dawn'' or ``so\". It isn't ''", &["We go,", "at dawn", "so"]);
        check("''I don't say 'no','' said Ada.", &["I don't say 'no',"]);
    }

    #[test]
    fn a_mark_closed_by_another_kind() {
        check("“No evidence\" yet, and \"none” soon. “A \"b\" c” d", &["No evidence", "none", "A \"b\" c"]);
        check("\"He said “no” to it,\" she said. \"We go,'' too.", &["He said “no” to it,", "We go,"]);
    }

    #[test]
    fn only_the_outermost() {
        check("“She said ‘no’ and “yes” twice,” he told us.", &["She said ‘no’ and “yes” twice,"]);
        check("‘He said “no” again.’", &["He said “no” again."]);
    }

    #[test]
    fn open_to_the_end() {
        check("“It goes on", &["It goes on"]);
        check("‘tis not one", &[]);
        check("“", &[]);
    }

    #[test]
    fn an_apostrophe_does_not_swallow_the_paragraph() {
        let after = "is best, and that was all. “We go,” said Ada, “at dawn.”";
        check(&format!("‘Tis said ‘no’ {after}"), &["no", "We go,", "at dawn."]);
        check("‘Tis said. “It is the boys’ dog,” said Ada.", &["It is the boys’ dog,"]);
        check("In the '90s 'we' met. The ‘60s’ end.", &["we"]);
        check("‘The dogs' owner,’ he said.", &["The dogs' owner,"]);
        check("‘It's 'bout time,’ he said.", &["It's 'bout time,"]);
    }

    #[test]
    fn spaces_within_and_one_mark_for_both_ends() {
        check("« On y va », dit-il, « à l’aube. »", &["On y va", "à l’aube."]);
        check("«\u{A0}On y va\u{202F}», dit-il.", &["On y va"]);
        check("sagte er.« Dann „Ja.“", &["Ja."]);
        check("”Vi går”, sa Ada, ”nu.”", &["Vi går", "nu."]);
        check("a” b “c” ” d", &["c"]);
    }

    #[test]
    fn every_mark_begins_with_a_byte_that_is_looked_for() {
        for mark in PAIRS.iter().flat_map(|pair| [pair.close, &[pair.open]].concat()) {
            assert_eq!(beginnings(format!("a{mark}").as_bytes()).next(), Some(1), "{mark}");
        }
    }

    #[test]
    fn a_megabyte_of_marks_is_linear() {
        let fine =
            ["'", "‘", "“", "\"", "'a", "‘a ", "\"a ", "‘a’ ", "« ", "”a "].map(|m| m.repeat(1_000_000 / m.len()));
        let halves = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
        let nested = [halves("‘a ", "’ "), halves("'a ", "’"), halves("‘a 'b ", "b’ "), halves("“a ", "” ")];
        for words in fine.iter().chain(&nested) {
            assert!(Scan::of(words).steps <= 3 * words.chars().count());
        }
    }
}
