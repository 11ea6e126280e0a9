//! Bylines: whose names are in them.
//!
//! Comes in: a byline as a page or a feed has it. Goes out: the names. May not know
//! where it stood.

use super::metadata::line;

/// Words that a byline begins with, in lower case.
const BY: &[&str] = &[
    "by",
    "written by",
    "words by",
    "story by",
    "text by",
    "posted by",
    "published by",
    "author",
    "authors",
    "von",
    "text",
    "par",
    "propos recueillis par",
    "por",
    "di",
    "da",
    "a cura di",
    "door",
    "af",
    "av",
    "oleh",
    "autor",
    "auteur",
    "autore",
    "redactie",
    "escrito por",
    "texto de",
    "publié par",
    "文",
    "著者",
    "作者",
    "執筆",
    "текст",
    "автор",
];

/// What parts two names.
const PARTS: &[&str] = &[
    ", ", "; ", " and ", " & ", " und ", " et ", " y ", " e ", " en ", " with ", " og ", " och ", "、", "，", " | ",
    " / ", "\n",
];

/// What follows the last name.
const ENDS: &[&str] =
    &[" | ", " • ", " · ", " – ", " — ", " @", " in ", " for ", " updated", " published", " posted", " on "];

/// Words of which one is in every role or office that is no name.
const ROLES: &[&str] = &[
    "writer",
    "editor",
    "reporter",
    "correspondent",
    "contributor",
    "staff",
    "columnist",
    "journalist",
    "author",
    "photographer",
    "photos",
    "photography",
    "photo",
    "analyst",
    "producer",
    "redakteur",
    "redakteurin",
    "journaliste",
    "rédacteur",
    "rédaction",
    "redactor",
    "periodista",
    "giornalista",
    "redactie",
    "bureau",
    "desk",
    "chief",
    "director",
    "critic",
    "blogger",
    "guest",
    "admin",
    "senior",
    "fellow",
    "professor",
    "minutes",
    "min",
    "read",
    "comments",
];

/// Ends of names that stand behind a comma.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq"];

/// More bytes are no name.
const LONGEST: usize = 60;

/// More names are not kept.
const MOST: usize = 20;

/// The names in a byline.
pub fn authors(byline: &str) -> Vec<String> {
    let Some(byline) = line(byline) else { return Vec::new() };
    let byline = byline.split(' ').filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ");
    let whole = without_by(&byline);
    let mut names: Vec<String> = Vec::new();
    for part in parts(whole) {
        let part =
            without_by(part.trim()).trim_matches(|c: char| c.is_whitespace() || ",;:|–—-•·.".contains(c) && c != '.');
        let lower = part.to_lowercase();
        if SUFFIXES.contains(&lower.trim_end_matches('.')) {
            if let Some(last) = names.last_mut() {
                last.push_str(", ");
                last.push_str(part);
            }
        } else if is_name(part) && !names.iter().any(|n| n.eq_ignore_ascii_case(part)) && names.len() < MOST {
            names.push(part.to_string());
        }
    }
    // An office, if nobody is named.
    if names.is_empty() && whole.len() <= LONGEST && !is_address(whole) && whole.chars().any(char::is_alphabetic) {
        names.push(whole.to_string());
    }
    names
}

/// Whether a line begins as a byline does.
pub fn begins_with_by(line: &str) -> bool {
    BY.iter().any(|by| begins(line.trim(), by))
}

/// A byline without the word that it begins with.
fn without_by(byline: &str) -> &str {
    let byline = byline.trim();
    let longest = BY.iter().filter(|by| begins(byline, by)).max_by_key(|by| by.len());
    longest.map_or(byline, |by| {
        byline[by.len()..].trim_start_matches(|c: char| c == ':' || c == '：' || c.is_whitespace())
    })
}

fn begins(byline: &str, by: &str) -> bool {
    let Some(start) = byline.get(..by.len()) else { return false };
    let rest = byline[by.len()..].starts_with(|c: char| c == ':' || c == '：' || c.is_whitespace());
    start.to_lowercase() == *by && rest
}

fn parts(byline: &str) -> Vec<&str> {
    let lower = byline.to_ascii_lowercase();
    let end = ENDS.iter().filter_map(|end| lower.find(end)).filter(|at| *at > 0).min().unwrap_or(byline.len());
    let mut parts = vec![&byline[..end]];
    for sign in PARTS {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    parts
}

fn is_name(part: &str) -> bool {
    let begins = part.chars().next().is_some_and(|c| c.is_alphabetic());
    let has_role = part.split(|c: char| !c.is_alphanumeric()).any(|word| ROLES.contains(&word.to_lowercase().as_str()));
    let has_number = part.chars().any(|c| c.is_ascii_digit());
    begins && part.len() <= LONGEST && !has_role && !has_number && !is_address(part)
}

fn is_address(part: &str) -> bool {
    part.contains('@') || part.contains("://") || part.contains("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn names(byline: &str, expected: &[&str]) {
        assert_eq!(authors(byline), expected, "{byline:?}");
    }

    #[test]
    fn names_are_taken_out_of_bylines() {
        names("By Ada Lovelace and Grace Hopper", &["Ada Lovelace", "Grace Hopper"]);
        names("By Ada Lovelace, Grace Hopper & Joan Clarke", &["Ada Lovelace", "Grace Hopper", "Joan Clarke"]);
        names("Von Ada Lovelace und Joan Clarke", &["Ada Lovelace", "Joan Clarke"]);
        names("Par Ada Lovelace", &["Ada Lovelace"]);
        names("Written by: Ada Lovelace", &["Ada Lovelace"]);
        names("文：久保田澪", &["久保田澪"]);
        names("Ada Lovelace, Staff Writer", &["Ada Lovelace"]);
        names("Martin King, Jr.", &["Martin King, Jr."]);
        names("Ada Lovelace ada@example.org", &["Ada Lovelace"]);
        names("By Ada Lovelace | 3 May 2019", &["Ada Lovelace"]);
        names("Ada Lovelace, Ada Lovelace", &["Ada Lovelace"]);
        names("The Editor", &["The Editor"]);
        names("https://example.org/ada", &[]);
        names("", &[]);
        names("\u{1b}[31m", &["\u{FFFD}[31m"]);
    }
}
