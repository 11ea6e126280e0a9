//! What a document says of itself, in the form that an article has it.
//!
//! Comes in: strings, as they stand in the document. Goes out: the same, clean and
//! of one form, or nothing. May not know which document.

use crate::clean;

/// Words on one line, if there are any.
pub fn line(raw: &str) -> Option<String> {
    let clean = clean::line(raw);
    let mut out = String::with_capacity(clean.len());
    for word in clean.trim().split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

/// An address in the web.
pub fn address(raw: &str) -> Option<String> {
    let address = clean::line(raw.trim());
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !rest.is_empty() && !rest.contains(char::is_whitespace)).then(|| address.into_owned())
}

/// A tag of a language.
pub fn language(raw: &str) -> Option<String> {
    let tag = raw.trim();
    let is_tag = tag.split(['-', '_']).all(|part| (1..=8).contains(&part.len()));
    let is_plain = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (is_tag && is_plain && !tag.eq_ignore_ascii_case("und")).then(|| tag.to_string())
}

/// Whether two are the same words, however they are set.
pub fn same(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b)) && letters(a).next().is_some()
}

fn letters(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_clean_and_of_single_spaces() {
        assert_eq!(line("  a\n\t b\u{1b}[0m "), Some("a b\u{FFFD}[0m".into()));
        assert_eq!(line("« a\u{a0}» "), Some("« a\u{a0}»".into()));
        assert_eq!(line(" \n"), None);
    }

    #[test]
    fn an_address_is_of_the_web() {
        assert_eq!(address(" https://a.example/x "), Some("https://a.example/x".into()));
        for bad in
            ["", "javascript:alert(1)", "file:///etc/passwd", "//a.example", "urn:uuid:1", "http://", "http://a b"]
        {
            assert_eq!(address(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_language_is_a_tag() {
        assert_eq!(language("en-GB"), Some("en-GB".into()));
        for bad in ["", "und", "English please", "en--x", "\u{1b}en"] {
            assert_eq!(language(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_same_words_are_told_by_their_letters() {
        assert!(same("1. The Pilot’s Ear", "1 The PILOT'S ear"));
        assert!(!same("One", "Two"));
        assert!(!same("—", "…"), "without letters nothing is the same");
    }
}
