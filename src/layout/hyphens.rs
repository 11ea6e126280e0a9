//! Where a word may be parted by a hyphen, by its language.
//!
//! Comes in: words, and the marks on them. Goes out: places within words. A hyphen
//! that an author put there unseen is one everywhere, and then the only one of its
//! word. May not know widths.

use std::ops::Range;

use hypher::{Lang, hyphenate_bounded};

use crate::article::{Article, Block, Kind};

/// The hyphen of an author that shows itself only at the end of a line.
const SOFT: char = '\u{AD}';
/// Letters that a word keeps at its beginning and at its end, at least; some languages
/// want more.
const BEFORE: usize = 2;
const AFTER: usize = 3;
/// A longer run of letters is no word.
const LONGEST: usize = 200;

/// A language whose words can be parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(Lang);

impl Language {
    /// The language that an article says it is in, or English if it plainly is.
    pub fn of(article: &Article) -> Option<Language> {
        match &article.language {
            Some(tag) => Language::tagged(tag),
            None => is_english(&article.blocks).then_some(Language(Lang::English)),
        }
    }

    /// By a tag as `de-AT` or `pt_BR`.
    fn tagged(tag: &str) -> Option<Language> {
        let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        let code = match code.as_str() {
            "nb" | "nn" => "no",
            code => code,
        };
        Lang::from_iso(code.as_bytes().try_into().ok()?).map(Language)
    }

    /// Nouns have a capital in German; elsewhere it is mostly names that do, and
    /// nobody wants to find theirs in two pieces.
    fn parts_capitals(self) -> bool {
        self.0 == Lang::German
    }
}

/// Words that every page of English has, and together no other language.
const ENGLISH: [&str; 8] = ["the", "of", "and", "to", "that", "was", "with", "is"];
/// Words that are looked at.
const LOOKED_AT: usize = 500;

/// Whether a sixth of the words are among the commonest of English.
fn is_english(blocks: &[Block]) -> bool {
    let prose = blocks.iter().filter(|b| matches!(b.kind, Kind::Paragraph | Kind::Aside | Kind::Item(_)));
    let words = prose.flat_map(|b| b.words.split([' ', '\n'])).filter(|word| !word.is_empty()).take(LOOKED_AT);
    let (mut all, mut common) = (0, 0);
    for word in words {
        all += 1;
        common += usize::from(ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known)));
    }
    all >= 20 && common * 6 >= all
}

/// What is known of the words of one block, or of a piece of it.
#[derive(Debug, Default)]
pub struct Hyphens {
    /// None: only the author's own hyphens are drawn.
    pub language: Option<Language>,
    /// What is code, in order.
    pub code: Vec<Range<usize>>,
}

impl Hyphens {
    /// The bytes of a word after which a hyphen may be drawn. `at` is where it begins,
    /// `is_whole` whether spaces or the line's beginning and end are around it.
    pub fn places(&self, word: &str, at: usize, is_whole: bool) -> Vec<usize> {
        if self.is_code(&(at..at + word.len())) {
            return Vec::new();
        }
        let soft: Vec<usize> = word.match_indices(SOFT).map(|(place, soft)| place + soft.len()).collect();
        if !soft.is_empty() {
            // One at the very end, or two in a row, part nothing.
            let parts = |place: &usize| word[*place..].chars().next().is_some_and(|next| next != SOFT);
            return soft.into_iter().filter(parts).collect();
        }
        match self.language {
            Some(language) if is_whole => places(word, language),
            _ => Vec::new(),
        }
    }

    fn is_code(&self, word: &Range<usize>) -> bool {
        let first = self.code.partition_point(|code| code.end <= word.start);
        self.code.get(first).is_some_and(|code| code.start < word.end)
    }
}

/// Where a language parts a word: one of letters only, but for the marks around it,
/// and without capitals within.
fn places(word: &str, language: Language) -> Vec<usize> {
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
    let start = word.find(letters).unwrap_or_default();
    let mut chars = letters.chars();
    let has_capital = chars.next().is_some_and(char::is_uppercase);
    let is_word = letters.len() <= LONGEST && chars.all(|c| c.is_alphabetic() && !c.is_uppercase());
    if !is_word || letters.is_empty() || has_capital && !language.parts_capitals() {
        return Vec::new();
    }
    let (before, after) = language.0.bounds();
    let mut at = start;
    let parts = hyphenate_bounded(letters, language.0, before.max(BEFORE), after.max(AFTER));
    let mut places: Vec<usize> = parts
        .map(|part| {
            at += part.len();
            at
        })
        .collect();
    places.pop();
    places
}
