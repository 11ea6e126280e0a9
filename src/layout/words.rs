//! Words, after each of which a line may be broken.
//!
//! Comes in: a line. Goes out: its words with the spaces after them. Where a line may be
//! broken UAX #14 says, as textwrap finds it; that costs more than all else that setting a
//! paragraph takes, so that it is asked only where its rules have a choice: most words of
//! Latin text are letters with spaces around them. May not know widths.

use std::borrow::Cow;
use std::ops::Range;

use textwrap::WordSeparator;

/// What no line is broken within, and the bytes of the spaces after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub range: Range<usize>,
    pub spaces: usize,
}

/// Tells each word of a line; together with the spaces after them they are all of it.
pub fn each_word(line: &str, mut tell: impl FnMut(Word)) {
    let mut at = 0;
    while at < line.len() {
        let Stretch { bytes, spaces, is_word } = Stretch::of(&line[at..]);
        let end = at + bytes;
        if is_word {
            tell(Word { range: at..end - spaces, spaces });
        } else {
            by_the_rules(&line[at..end], at, &mut tell);
        }
        at = end;
    }
}

fn by_the_rules(stretch: &str, at: usize, tell: &mut impl FnMut(Word)) {
    // textwrap 0.16.4 takes the last place it finds for the end, also behind one of these,
    // where it finds none: a space that is taken off again.
    let is_padded = stretch.ends_with(['-', '\u{AD}']);
    let padded = if is_padded { Cow::Owned(format!("{stretch} ")) } else { Cow::Borrowed(stretch) };
    let mut start = at;
    for word in WordSeparator::UnicodeBreakProperties.find_words(&padded) {
        let range = start..start + word.word.len();
        start = range.end + word.whitespace.len();
        let spaces = start.min(at + stretch.len()) - range.end;
        tell(Word { range, spaces });
    }
}

/// The beginning of a line, up to where it can be broken whatever stands before and after.
struct Stretch {
    /// With the spaces at its end.
    bytes: usize,
    spaces: usize,
    /// It cannot be broken within.
    is_word: bool,
}

impl Stretch {
    fn of(line: &str) -> Stretch {
        let (mut spaces, mut is_word, mut is_ended) = (0, true, false);
        let mut before = ' ';
        for (at, c) in line.char_indices() {
            if c == ' ' {
                spaces += 1;
                continue;
            }
            if spaces > 0 && ends(before) && begins(c) {
                return Stretch { bytes: at, spaces, is_word };
            }
            // A letter after `!` may begin a line (LB31); nothing else of these may.
            is_word &= spaces == 0 && (is_letter(c) && !is_ended || is_mark(c));
            is_ended |= matches!(c, '!' | '?');
            (before, spaces) = (c, 0);
        }
        Stretch { bytes: line.len(), spaces, is_word: is_word && before != ' ' }
    }
}

/// Letters and digits of the classes AL and NU.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..='\u{24F}' if c != '×' && c != '÷')
}

/// Marks of the classes IS, EX and QU, before which no line is broken, and after which none
/// is before a letter or another mark, but for EX (LB13, LB19, LB25, LB29).
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '"' | '\'' | '“' | '”' | '‘' | '’')
}

/// What the spaces after it may be broken behind, before what [`begins`]: no opening mark
/// (LB14, LB15a).
fn ends(c: char) -> bool {
    is_letter(c) || is_mark(c) && !matches!(c, '“' | '‘') || c == ')'
}

/// What may stand behind a break after spaces, whatever stands next to it: no closing mark
/// (LB13, LB15b).
fn begins(c: char) -> bool {
    is_letter(c) || matches!(c, '"' | '\'' | '“' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(line: &str) -> Vec<Word> {
        let mut words = Vec::new();
        each_word(line, |word| words.push(word));
        words
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn they_are_those_of_the_rules(line in "([a-zA-Z]{1,4}|[0-9]|[éßÅż×÷]|[ ]{1,2}|[.,:;!?'\"“”‘’«»]|[-–—…/()%$€#\\[\\]+]|[日。は「」ก\u{301}\u{AD}\u{200B}\u{A0}\t]|👩‍👧|שׁ){0,24}") {
            let mut expected = Vec::new();
            by_the_rules(&line, 0, &mut |word| expected.push(word));
            prop_assert_eq!(words(&line), expected);
        }
    }

    #[test]
    fn the_rules_are_asked_only_where_they_have_a_choice() {
        let asked = |line: &str| {
            let (mut at, mut asked) = (0, Vec::new());
            while at < line.len() {
                let stretch = Stretch::of(&line[at..]);
                asked.extend((!stretch.is_word).then(|| line[at..at + stretch.bytes].to_string()));
                at += stretch.bytes;
            }
            asked
        };
        assert_eq!(asked("“No,” she’d say; “it’s 1.5 metres!” Élan?"), [""; 0]);
        assert_eq!(asked("a well-known man – who? – came (late) home"), ["well-known ", "man – who? – came (late) "]);
        assert_eq!(asked(" a b"), [" a "]);
    }

    #[test]
    fn a_line_that_ends_with_a_hyphen_is_broken_before_its_last_word() {
        for line in ["a word-", "a wo\u{AD}", "a -"] {
            let all = words(line);
            assert_eq!(all.iter().map(|word| &line[word.range.clone()]).collect::<Vec<_>>(), ["a", &line[2..]]);
            assert_eq!(all.iter().map(|word| word.spaces).collect::<Vec<_>>(), [1, 0]);
        }
    }
}
