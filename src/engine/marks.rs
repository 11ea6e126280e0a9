//! What stands between quotation marks.
//!
//! Comes in: the words of one paragraph. Goes out: the outermost quoted ranges,
//! without their marks, in order. A double mark that is never closed quotes to
//! the end of the paragraph (the next one may open again: that is how a
//! quotation runs over paragraphs); a single mark that is never closed is an
//! apostrophe. Work is linear: at most one look ahead for each pair of marks.

use std::ops::Range;

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
    Pair { open: '「', close: &['」'], single: false },
    Pair { open: '『', close: &['』'], single: false },
    Pair { open: '‘', close: &['’'], single: true },
    Pair { open: '\'', close: &['\''], single: true },
];

/// The outermost quoted ranges of a paragraph, in bytes.
pub fn quoted(words: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(&Pair, usize)> = None;
    // Once a single mark was looked for in vain, no later one of its kind closes.
    let mut hopeless: Vec<char> = Vec::new();
    let mut depth = 0;
    let mut before = None;
    for (byte, c) in words.char_indices() {
        if c.is_ascii() && !matches!(c, '"' | '\'') {
            before = Some(c);
            continue;
        }
        let after = words[byte + c.len_utf8()..].chars().next();
        match open {
            None => {
                let pair = PAIRS.iter().find(|p| p.open == c && !hopeless.contains(&c));
                if let Some(pair) = pair.filter(|p| opens(p, before, after)) {
                    let start = byte + c.len_utf8();
                    if pair.single && !closes_later(pair, &words[start..]) {
                        hopeless.push(c);
                    } else {
                        open = Some((pair, start));
                        depth = 0;
                    }
                }
            }
            Some((pair, start)) if pair.close.contains(&c) && closes(pair, before, after) => {
                if depth > 0 {
                    depth -= 1;
                } else {
                    out.push(start..byte);
                    open = None;
                }
            }
            Some((pair, _)) if c == pair.open && pair.open != pair.close[0] => depth += 1,
            Some(_) => {}
        }
        before = Some(c);
    }
    if let Some((_, start)) = open.filter(|(_, start)| *start < words.len()) {
        out.push(start..words.len());
    }
    out
}

fn opens(pair: &Pair, before: Option<char>, after: Option<char>) -> bool {
    let inner = after.is_some_and(|c| !c.is_whitespace());
    let at_word_start = before.is_none_or(|c| !c.is_alphanumeric());
    // A straight mark, a single one, and the French closing mark used as an
    // opening one could each be something else within a word.
    let doubtful = pair.single || matches!(pair.open, '"' | '»');
    inner && (at_word_start || !doubtful)
}

fn closes(pair: &Pair, before: Option<char>, after: Option<char>) -> bool {
    let at_word_end = after.is_none_or(|c| !c.is_alphanumeric());
    !pair.single || (at_word_end && before.is_some_and(|c| !c.is_whitespace()))
}

fn closes_later(pair: &Pair, rest: &str) -> bool {
    let mut before = None;
    for (byte, c) in rest.char_indices() {
        let after = rest[byte + c.len_utf8()..].chars().next();
        if pair.close.contains(&c) && closes(pair, before, after) {
            return true;
        }
        before = Some(c);
    }
    false
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
    fn a_megabyte_of_marks_is_linear() {
        for mark in ["'", "‘", "“", "\"", "'a", "‘a ", "\"a "] {
            let words = mark.repeat(1_000_000 / mark.len());
            assert!(quoted(&words).len() <= words.len());
        }
    }
}
