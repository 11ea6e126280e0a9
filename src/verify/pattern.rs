//! A quotation of a draft as it is to be looked for: its words, and the marks of editors
//! among them.
//!
//! Comes in: the pieces of a quotation. Goes out: words; for each what an editor says of
//! it. An ellipsis says that words were left out, brackets that those within are the
//! editor's. Work is linear.

use std::ops::Range;

use super::words::{Word, key, words_of};

/// Brackets around more bytes are none of an editor's.
const LONGEST_BRACKET: usize = 300;
/// So many words may be left out where an ellipsis says so.
const OMITTED: usize = 600;
/// For a word in brackets so many may have stood there, and a few more.
const REPLACED: usize = 3;

/// Words of a phrase that leads to a source.
const PHRASE: usize = 3;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    None,
    /// An ellipsis.
    Omission,
    /// The quotation is interrupted there, or goes on in another paragraph.
    Pause,
}

/// A word of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub word: Word,
    pub gap: Gap,
    /// It is the editor's, or changed by one.
    pub is_bracketed: bool,
    /// Its letters that stand outside of the brackets, if some do: `walk[ed]`.
    pub stem: Option<String>,
}

/// Words that must follow each other in the source, and how many may stand there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub words: Range<usize>,
    pub reach: usize,
}

#[derive(Debug, Clone)]
pub struct Pattern {
    pub text: String,
    pub words: Vec<Asked>,
    pub runs: Vec<Run>,
}

impl Pattern {
    /// None where no word of somebody else is in it.
    pub fn new(pieces: &[&str]) -> Option<Pattern> {
        let text = pieces.join(" ");
        let mut ends: Vec<usize> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            ends.push(ends.last().map_or(0, |end| end + 1) + piece.len());
        }
        let words = asked(&text, &ends);
        let runs = runs(&words);
        (!runs.is_empty()).then_some(Pattern { text, words, runs })
    }

    /// How many words are somebody else's.
    pub fn count(&self) -> usize {
        self.runs.iter().map(|run| run.words.len()).sum()
    }

    /// Three words each that stand together, from all over the quotation; what there is of
    /// shorter ones.
    pub fn phrases(&self, most: usize) -> Vec<String> {
        let phrase = |words: Range<usize>| words.map(|at| self.word(at)).collect::<Vec<_>>().join(" ");
        let of = |run: &Run| -> Vec<String> {
            let ends = run.words.start + PHRASE..=run.words.end;
            if ends.is_empty() {
                vec![phrase(run.words.clone())]
            } else {
                ends.map(|end| phrase(end - PHRASE..end)).collect()
            }
        };
        let all: Vec<String> = self.runs.iter().flat_map(of).collect();
        let step = all.len().div_ceil(most).max(1);
        all.into_iter().step_by(step).collect()
    }

    /// The text from a word to the next, with what stands between them; the first has what
    /// is before it.
    pub fn chunk(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.begin(at) };
        let end = if at + 1 == self.words.len() { self.text.len() } else { self.begin(at + 1) };
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where the chunk of a word begins: behind the last space before it.
    fn begin(&self, at: usize) -> usize {
        let (before, word) = (self.words[at - 1].word.end, self.words[at].word.start);
        super::words::begin(&self.text, before..word)
    }

    pub fn word(&self, at: usize) -> &str {
        let word = &self.words[at].word;
        self.text.get(word.start..word.end).unwrap_or_default()
    }

    /// What stands between a word and the next, or the end.
    pub fn after(&self, at: usize) -> &str {
        let end = self.words.get(at + 1).map_or(self.text.len(), |next| next.word.start);
        self.text.get(self.words[at].word.end..end).unwrap_or_default()
    }
}

fn asked(text: &str, ends: &[usize]) -> Vec<Asked> {
    let words = words_of(text);
    let mut out: Vec<Asked> = Vec::with_capacity(words.len());
    let mut brackets = brackets(text).into_iter().peekable();
    let mut at = 0;
    let mut before = 0;
    while let Some(&word) = words.get(at) {
        while brackets.peek().is_some_and(|bracket| bracket.end <= word.start) {
            brackets.next();
        }
        let mut last = at;
        let mut found = Asked { word, gap: Gap::None, is_bracketed: false, stem: None };
        if let Some(bracket) = brackets.peek().filter(|bracket| bracket.start <= word.end && word.start < bracket.end) {
            last = at + words[at..].iter().take_while(|w| w.start <= bracket.end).count() - 1;
            let is_attached = word.end == bracket.start && bracket.start < bracket.end
                || words[last].start == bracket.end && last > at;
            if is_attached {
                found = attached(text, bracket, word, words[last]);
            } else {
                last = at;
                found.is_bracketed = bracket.start < word.start;
            }
        }
        let between = text.get(before..found.word.start).unwrap_or_default();
        let is_first = out.is_empty();
        found.gap = match () {
            () if !is_first && has_ellipsis(between) => Gap::Omission,
            () if !is_first && ends.iter().any(|&end| before <= end && end < found.word.start) => Gap::Pause,
            () => Gap::None,
        };
        before = words[last].end;
        out.push(found);
        at = last + 1;
    }
    out
}

/// A word that is partly in brackets: `[T]he` is the word itself, of `walk[ed]` the
/// letters outside are.
fn attached(text: &str, bracket: &Range<usize>, first: Word, last: Word) -> Asked {
    let whole = Word { start: first.start.min(bracket.start), end: last.end.max(bracket.end), key: 0 };
    let inner = text.get(bracket.start + 1..bracket.end - 1).unwrap_or_default();
    let letters: String = text[whole.start..whole.end].chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let is_initial = first.start > bracket.start && inner.chars().count() == 1;
    let outside = if first.start < bracket.start { first } else { last };
    Asked {
        word: Word { key: key(&letters), ..whole },
        gap: Gap::None,
        is_bracketed: !is_initial,
        stem: (!is_initial).then(|| text[outside.start..outside.end].to_lowercase()),
    }
}

/// What is in square brackets, these included.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('[', _) => open = Some(at),
            (']', Some(start)) => {
                if at - start <= LONGEST_BRACKET && text[start..at].contains(char::is_alphanumeric) {
                    out.push(start..at + 1);
                }
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// Whether words are said to be left out: `…`, `...`, `. . .`, in brackets or not.
pub fn has_ellipsis(between: &str) -> bool {
    let mut dots = 0;
    between.chars().any(|c| {
        dots = match c {
            '.' => dots + 1,
            c if c.is_whitespace() => dots,
            _ => 0,
        };
        c == '…' || dots == 3
    })
}

fn runs(words: &[Asked]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut bracketed, mut reach) = (0, 0);
    for (at, asked) in words.iter().enumerate() {
        if asked.gap != Gap::None {
            reach = OMITTED;
        }
        if asked.is_bracketed {
            bracketed += if asked.stem.is_some() { 0 } else { 1 };
            reach = reach.max(if asked.stem.is_some() { 1 } else { REPLACED * bracketed + 5 });
            continue;
        }
        match runs.last_mut().filter(|run| run.words.end == at && reach == 0) {
            Some(run) => run.words.end = at + 1,
            None => runs.push(Run { words: at..at + 1, reach }),
        }
        (bracketed, reach) = (0, 0);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words in brackets are `[…]`, runs are parted by their reach.
    #[track_caller]
    fn check(pieces: &[&str], expected: &str) {
        let told = Pattern::new(pieces).map_or("none".to_string(), |pattern| {
            let runs = pattern.runs.iter().map(|run| {
                let words: Vec<&str> = run.words.clone().map(|at| pattern.word(at)).collect();
                format!("{}:{}", run.reach, words.join(" "))
            });
            runs.collect::<Vec<_>>().join(" | ")
        });
        assert_eq!(told, expected, "{pieces:?}");
    }

    #[test]
    fn the_marks_of_editors_part_runs() {
        check(&["We go at dawn."], "0:We go at dawn");
        check(&["We go … at dawn."], "0:We go | 600:at dawn");
        check(&["We go . . . at [...] dawn..."], "0:We go | 600:at | 600:dawn");
        check(&["We [the crew] go"], "0:We | 11:go");
        check(&["[T]he crew go[es] out"], "0:[T]he crew | 1:out");
        check(&["… [We] go"], "8:go");
        check(&["We go,", "at dawn."], "0:We go | 600:at dawn");
        check(&["[sic]"], "none");
        check(&["?!"], "none");
        check(&["a [ b"], "0:a b");
    }

    #[test]
    fn chunks_are_the_text() {
        for text in ["“A well-known … [the] man,” he said.", "a", "[T]he end", " x  y "] {
            let Some(pattern) = Pattern::new(&[text]) else { panic!("words") };
            let chunks: String = (0..pattern.words.len()).map(|at| pattern.chunk(at)).collect();
            assert_eq!(chunks, text);
        }
    }

    #[test]
    fn a_letter_in_brackets_is_the_words_own() {
        let pattern = Pattern::new(&["[T]he walk[ed]"]).expect("words");
        assert_eq!(pattern.words[0].word.key, key("the"));
        assert_eq!(pattern.words[1].stem.as_deref(), Some("walk"));
    }
}
