//! Letters and their accents, composed or not.
//!
//! Comes in: characters and words. Goes out: what is left without accents, and whether
//! words are the same with them. Only Latin, Greek and Cyrillic letters have any here:
//! in other scripts a mark makes another letter.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

/// Letters with a stroke, and the one without its dot: to Unicode they are letters of
/// their own, on a keyboard that has none of them they are not.
const STROKES: &[(char, char)] =
    &[('Ø', 'O'), ('ø', 'o'), ('Ł', 'L'), ('ł', 'l'), ('Đ', 'D'), ('đ', 'd'), ('Ħ', 'H'), ('ħ', 'h'), ('ı', 'i')];

/// A mark over or under the letter before it.
pub fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// A letter without its accents, if it has some.
pub fn bare(c: char) -> char {
    if !matches!(c, '\u{C0}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}') {
        return c;
    }
    let table = const { CanonicalDecompositionBorrowed::new() };
    let mut letter = c;
    while let Decomposed::Expansion(base, mark) = table.decompose(letter)
        && is_accent(mark)
    {
        letter = base;
    }
    STROKES.iter().find(|(with, _)| *with == letter).map_or(letter, |(_, without)| *without)
}

/// Whether words are the same, however their accents are written.
pub fn is_same(a: &str, b: &str) -> bool {
    let table = const { DecomposingNormalizerBorrowed::new_nfd() };
    a == b || table.normalize_iter(a.chars()).eq(table.normalize_iter(b.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_without_accents() {
        let without = |words: &str| words.chars().filter(|c| !is_accent(*c)).map(bare).collect::<String>();
        assert_eq!(without("Čafé e\u{301} Łódź Đoković ǖ ệ Søren ı"), "Cafe e Lodz Dokovic u e Soren i");
        assert_eq!(without("άλφα ёй"), "αλφα еи");
        // Marks that make another letter.
        assert_eq!(without("が ß æ 한"), "が ß æ 한");
    }

    #[test]
    fn accents_are_the_same_in_either_form() {
        assert!(is_same("é", "e\u{301}") && is_same("ệ", "e\u{302}\u{323}"));
        assert!(!is_same("é", "e") && !is_same("é", "è"));
    }
}
