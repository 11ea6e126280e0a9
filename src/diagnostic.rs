//! Faults to text, in the manner of a good compiler.
//!
//! Comes in: a file's name and text, and its faults in the order of the file.
//! Goes out: for each its place, what is wrong, the line with a caret under it,
//! and what to do. No control character of the file gets into it, and no long
//! line either. May not know why the file was read.

use std::fmt::Write;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::clean;
use crate::glyph;

/// A source line is shown in so many columns at most, and so many of them stand
/// before the caret.
const WINDOW: usize = 100;
const BEFORE: usize = 60;

/// No grapheme cluster that is worth showing has more bytes.
const BYTES_A_COLUMN: usize = 32;

/// A fault as it is told: the bytes that it is about, what is wrong, what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub span: Range<usize>,
    pub what: String,
    pub help: Option<String>,
}

/// How parts of an entry are set: a style for each, empty where nothing is coloured.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paint {
    pub place: &'static str,
    pub label: &'static str,
    pub caret: &'static str,
}

/// Ends a style.
pub const PLAIN: &str = "\x1b[0m";

impl Paint {
    /// Words in a style.
    pub fn set(style: &str, words: &str) -> String {
        if style.is_empty() || words.is_empty() { words.to_string() } else { format!("{style}{words}{PLAIN}") }
    }
}

/// The faults as text.
pub fn report(file: &str, source: &str, faults: &[Finding]) -> String {
    let mut place = Place::default();
    faults.iter().map(|fault| entry(file, source, &mut place, "error", fault, Paint::default())).collect()
}

/// One of them: its place, what is wrong, the line, and what to do. The place is where the
/// last one was, and goes on.
pub fn entry(file: &str, source: &str, place: &mut Place, label: &str, fault: &Finding, paint: Paint) -> String {
    let mut out = String::new();
    place.advance(source, fault.span.start);
    let at = Paint::set(paint.place, &format!("{file}:{}:{}:", place.line, place.column));
    let label = Paint::set(paint.label, &format!("{label}:"));
    // Writing to a string does not fail.
    let _ = writeln!(out, "{at} {label} {}", line(&fault.what));
    let snippet = Snippet::new(source, place.line_start, fault);
    if !snippet.words.is_empty() {
        let number = place.line.to_string();
        let _ = writeln!(out, " {number} | {}", snippet.words);
        let caret = Paint::set(paint.caret, &"^".repeat(snippet.length));
        let _ = writeln!(out, " {} | {}{caret}", " ".repeat(number.len()), " ".repeat(snippet.indent));
    }
    if let Some(help) = &fault.help {
        let _ = writeln!(out, "   help: {}", line(help));
    }
    out
}

/// A sentence of one line and of a bearable length.
fn line(words: &str) -> String {
    let end = words.char_indices().nth(400).map_or(words.len(), |(i, _)| i);
    let cut = if end < words.len() { "…" } else { "" };
    format!("{}{cut}", clean::line(&words[..end]))
}

/// The last boundary of characters up to a byte.
fn floor(words: &str, byte: usize) -> usize {
    (0..=byte.min(words.len())).rev().find(|&i| words.is_char_boundary(i)).unwrap_or(0)
}

/// A place in a file. Faults come in order, so that the file is gone through
/// once for all of them.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    byte: usize,
    pub line: usize,
    pub column: usize,
    line_start: usize,
}

impl Default for Place {
    fn default() -> Place {
        Place { byte: 0, line: 1, column: 1, line_start: 0 }
    }
}

impl Place {
    pub fn advance(&mut self, source: &str, to: usize) {
        let to = floor(source, to);
        if to < self.byte {
            *self = Place::default();
        }
        let passed = &source[self.byte..to];
        let mut new_line = self.byte;
        if let Some(last) = memchr::memrchr(b'\n', passed.as_bytes()) {
            self.line += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
            new_line = self.byte + last + 1;
            self.line_start = new_line;
            self.column = 1;
        }
        self.column += source[new_line..to].chars().count();
        self.byte = to;
    }
}

/// The part of a line that a fault is about, fit to be shown.
struct Snippet {
    words: String,
    /// Columns before the caret, and carets.
    indent: usize,
    length: usize,
}

impl Snippet {
    fn new(source: &str, line_start: usize, fault: &Finding) -> Snippet {
        let start = floor(source, fault.span.start);
        let line_end = memchr::memchr(b'\n', &source.as_bytes()[start..]).map_or(source.len(), |i| start + i);
        let before = tail(&source[line_start..start]);
        let after = head(&source[start..line_end], WINDOW - glyph::columns(&before));
        let end = floor(source, fault.span.end).clamp(start, line_end);
        let meant = glyph::columns(&head(&source[start..end], WINDOW));
        Snippet {
            indent: glyph::columns(&before),
            length: meant.min(glyph::columns(&after)).max(1),
            words: format!("{before}{after}").trim_end().to_string(),
        }
    }
}

/// The end of what stands before the caret. Indentation goes with it.
fn tail(words: &str) -> String {
    let from = floor(words, words.len().saturating_sub(BEFORE * BYTES_A_COLUMN));
    let drawn = drawn(&words[from..]);
    let mut columns = 0;
    let fits = |(_, g): &(usize, &str)| {
        columns += glyph::width(g);
        columns < BEFORE
    };
    let start = drawn.grapheme_indices(true).rev().take_while(fits).last().map_or(drawn.len(), |(i, _)| i);
    let cut = if start > 0 || from > 0 { "…" } else { "" };
    format!("{cut}{}", &drawn[start..])
}

/// The beginning of what stands at the caret, in so many columns.
fn head(words: &str, room: usize) -> String {
    let to = floor(words, room * BYTES_A_COLUMN);
    glyph::truncate(&drawn(&words[..to]), room).into_owned()
}

fn drawn(words: &str) -> String {
    glyph::drawn(&clean::line(words)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Fault, Rigour, read};
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(source: &str, expected: Expect) {
        let faults: Vec<_> = read(source, Rigour::Strict).faults.iter().map(Fault::finding).collect();
        expected.assert_eq(&report("a.toml", source, &faults));
    }

    fn one(source: &str, span: std::ops::Range<usize>) -> String {
        report("f", source, &[Finding { span, what: "wrong".into(), help: None }])
    }

    #[test]
    fn the_place_the_line_and_the_help() {
        check(
            "titel = 'x'\ntitle = 'é'\n[[sections]]\n\tbody = '“日本” x' # no\n[[quotes]]\ntext = 'none'\nspeakr = 'y'\n",
            expect![[r#"
                a.toml:1:1: error: unknown key `titel` in the article
                 1 | titel = 'x'
                   | ^^^^^
                   help: did you mean `title`?
                a.toml:6:8: error: these words are not in the body
                 6 | text = 'none'
                   |        ^^^^^^
                   help: no passage comes near; is it another article’s?
                a.toml:7:1: error: unknown key `speakr` in [[quotes]]
                 7 | speakr = 'y'
                   | ^^^^^^
                   help: did you mean `speaker`?
            "#]],
        );
    }

    #[test]
    fn a_fault_of_the_syntax() {
        check(
            "title = 'x'\n[[sections]\nbody = 'y'\n",
            expect![[r#"
                a.toml:2:12: error: unclosed array table, expected `]`
                 2 | [[sections]
                   |            ^
                   help: close it with `]]`
            "#]],
        );
        check(
            "title = 'x'\ntitle = 'y'\n",
            expect![[r#"
                a.toml:2:1: error: duplicate key
                 2 | title = 'y'
                   | ^^^^^
                   help: keep one of the two
            "#]],
        );
        check(
            "title = 'x\n",
            expect![[r#"
                a.toml:1:11: error: invalid literal string, expected `'`
                 1 | title = 'x
                   |           ^
                   help: close the string with `'` on the same line; `'''` is for several lines
            "#]],
        );
    }

    #[test]
    fn the_caret_stands_under_wide_words_and_tabs() {
        let source = "\t日本 = x";
        let at = source.find('x').expect("there");
        assert_eq!(one(source, at..at + 1).lines().nth(2), Some("   |         ^"));
        assert!(one(source, at..at + 1).starts_with("f:1:7: error"));
    }

    #[test]
    fn long_lines_are_cut() {
        let source = format!("{}X{}", "é".repeat(400_000), "日".repeat(400_000));
        let at = source.find('X').expect("there");
        let text = one(&source, at..source.len());
        assert!(text.starts_with("f:1:400001: error"));
        for line in text.lines().skip(1).take(2) {
            assert!(glyph::columns(line) <= WINDOW + 5, "{line}");
        }
        let caret = text.lines().nth(2).and_then(|l| l.find('^')).expect("there");
        let line = text.lines().nth(1).expect("there");
        assert_eq!(line.chars().nth(caret), Some('X'));
    }

    #[test]
    fn odd_places() {
        assert!(one("", 0..0).starts_with("f:1:1: error"));
        assert!(one("ab\n", 3..3).starts_with("f:2:1: error"));
        assert!(one("ab", 900..901).starts_with("f:1:3: error"));
        assert!(one("a日b", 2..3).starts_with("f:1:2: error"));
        assert!(one("a\u{1b}[31m\u{9b}b\r\n", 1..2).chars().all(|c| c == '\n' || !c.is_control()));
    }

    proptest::proptest! {
        #[test]
        fn any_place_of_any_text(source in "[a\t日\n\u{1b}\u{301}]{0,60}", start in 0usize..80, length in 0usize..80) {
            let text = one(&source, start..start + length);
            proptest::prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
            proptest::prop_assert!(text.lines().count() <= 4);
        }
    }
}
