//! Where the words of a draft's quotations stand in its file.
//!
//! Comes in: the text of a file, markup and all, and words as they were read from it. Goes
//! out: their place in bytes. Words are looked for in their order, so that those that are
//! there twice are told apart. May not know what kind of file it is.

use std::ops::Range;

use crate::engine::lexicon::Key;

/// So many words find a place, where not all of them stand together.
const FEW: usize = 4;
/// So many words are gone through for all places of a file.
const STEPS: usize = 1 << 29;

/// A file's text and its words.
pub struct Text {
    words: Vec<(Range<usize>, Key)>,
    /// Up to where it was looked.
    at: usize,
    steps: usize,
}

impl Text {
    pub fn new(text: &str) -> Text {
        Text { words: words(&without_markup(text)), at: 0, steps: STEPS }
    }

    /// The place of the next such words; of their beginning at least.
    pub fn find(&mut self, wanted: &str) -> Option<Range<usize>> {
        let wanted: Vec<Key> = words(wanted).into_iter().map(|(_, word)| word).collect();
        if wanted.is_empty() {
            return None;
        }
        let lengths = [wanted.len(), wanted.len().min(FEW), wanted.len().min(2)];
        let mut seen = None;
        for length in lengths {
            if seen.replace(length) == Some(length) {
                continue;
            }
            self.steps = self.steps.checked_sub(self.words.len())?;
            let is_there = |at: &usize| {
                let words = self.words.get(*at..*at + length);
                words.is_some_and(|words| words.iter().map(|(_, word)| word).eq(&wanted[..length]))
            };
            let from = self.at.min(self.words.len());
            if let Some(at) = (from..self.words.len()).find(is_there).or_else(|| (0..from).find(is_there)) {
                self.at = at + length;
                return Some(self.words[at].0.start..self.words[at + length - 1].0.end);
            }
        }
        None
    }
}

/// Runs of letters and digits.
fn words(text: &str) -> Vec<(Range<usize>, Key)> {
    let mut out: Vec<(Range<usize>, Key)> = Vec::new();
    let mut end = |range: Range<usize>| {
        if !range.is_empty() {
            out.push((range.clone(), Key::of(&text[range])));
        }
    };
    let mut own = 0..0;
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        if own.end != at {
            end(std::mem::replace(&mut own, at..at));
        }
        own.end = at + c.len_utf8();
    }
    end(own);
    out
}

/// The text with spaces for tags, for what is no text between them, and for entities.
fn without_markup(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'<', b'&', &text.as_bytes()[at..]) {
        let start = at + found;
        let end = match text.as_bytes()[start] {
            b'<' => tag_end(text, start),
            _ => entity_end(text, start),
        };
        let end = end.unwrap_or(start + 1);
        bytes[start..end].fill(b' ');
        at = end;
    }
    // Only whole characters were replaced.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

fn tag_end(text: &str, start: usize) -> Option<usize> {
    let name = text[start + 1..].chars().next()?;
    if !name.is_ascii_alphabetic() && !matches!(name, '/' | '!' | '?') {
        return None;
    }
    let head: String = text.as_bytes()[start..].iter().take(8).map(|b| b.to_ascii_lowercase() as char).collect();
    let hidden = ["script", "style", "head"].into_iter().find(|name| {
        let rest = head.strip_prefix('<').and_then(|head| head.strip_prefix(name));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    if let Some(name) = hidden {
        return end_of(text, start, name);
    }
    if head.starts_with("<!--") {
        return memchr::memmem::find(&text.as_bytes()[start..], b"-->").map(|at| start + at + 3);
    }
    memchr::memchr(b'>', &text.as_bytes()[start..]).map(|at| start + at + 1)
}

/// Where the element of a name ends.
fn end_of(text: &str, start: usize, name: &str) -> Option<usize> {
    let closes = memchr::memmem::find_iter(&text.as_bytes()[start..], b"</");
    let is_own = |at: &usize| {
        let own = text.as_bytes().get(start + at + 2..start + at + 2 + name.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
    };
    closes.take(10_000).find(is_own).map(|at| start + at + 2 + name.len())
}

fn entity_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..text.len().min(start + 12)];
    let end = memchr::memchr(b';', rest)?;
    rest[1..end].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#').then_some(start + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[&str], expected: &[Option<&str>]) {
        let mut file = Text::new(text);
        let found: Vec<Option<&str>> = wanted.iter().map(|words| file.find(words).map(|range| &text[range])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_among_markup() {
        check("a *b* c, a b", &["a b", "A b"], &[Some("a *b"), Some("a b")]);
        check(
            "<head><title>We go</title></head><script>We go</script><p title='We go'>We&nbsp;<b>go</b>",
            &["We go"],
            &[Some("We&nbsp;<b>go")],
        );
        check("don&rsquo;t <go", &["don’t go"], &[Some("don&rsquo;t <go")]);
        check("one two [three](x) four five", &["one two three four"], &[Some("one two")]);
        check("x", &["y", ""], &[None, None]);
    }

    proptest::proptest! {
        #[test]
        fn any_text(text in "[a<>&;é/! s-]{0,40}", wanted in "[aé s]{0,6}") {
            if let Some(range) = Text::new(&text).find(&wanted) {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }
}
