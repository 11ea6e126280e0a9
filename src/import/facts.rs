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

/// The day, if a whole date stands at the start: `2020-09-10T08:00Z` has one.
pub fn date(raw: &str) -> Option<String> {
    let (date, rest) = raw.trim().split_at_checked(10)?;
    let mut numbers = date.split('-').map(|part| part.parse::<u32>().ok().filter(|_| !part.starts_with('+')));
    let [year, month, day] = [numbers.next()??, numbers.next()??, numbers.next()??];
    let is_whole = numbers.next().is_none() && date.as_bytes()[4] == b'-' && date.as_bytes()[7] == b'-';
    let is_apart = !rest.starts_with(|c: char| c.is_ascii_digit());
    (is_whole && is_apart && year > 0 && day > 0 && day <= days(year, month)).then(|| date.to_string())
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
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
    fn a_date_is_whole() {
        for good in ["2020-09-10", " 2020-09-10T08:00:00+02:00", "2020-09-10 08:00", "2020-09-10Z"] {
            assert_eq!(date(good), Some("2020-09-10".into()), "{good:?}");
        }
        assert_eq!(date("2024-02-29"), Some("2024-02-29".into()));
        for bad in [
            "",
            "2020",
            "2020-09",
            "2023-02-29",
            "2020-13-01",
            "2020-00-10",
            "2020-09-100",
            "+020-09-10",
            "ß020-09-10",
            "1-1-1-1-10",
        ] {
            assert_eq!(date(bad), None, "{bad:?}");
        }
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
