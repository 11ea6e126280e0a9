//! Which of some names is meant by what has been typed of it.
//!
//! Comes in: names, each with its other forms, and letters in their order. Goes out: the
//! names that have them, the likeliest first. May not know whose the names are.

use std::cmp::Reverse;
use std::ops::Range;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

/// The numbers of the names that have what was typed in one of their forms; all of
/// them, as they are, if nothing was.
pub fn rank<N: IntoIterator<Item: AsRef<str>>>(typed: &str, names: impl Iterator<Item = N>) -> Vec<usize> {
    ranked(typed, CaseMatching::Ignore, names)
}

/// The same for what is looked for and not named: a capital makes case count.
pub fn narrow<N: IntoIterator<Item: AsRef<str>>>(typed: &str, names: impl Iterator<Item = N>) -> Vec<usize> {
    ranked(typed, CaseMatching::Smart, names)
}

fn ranked<N: IntoIterator<Item: AsRef<str>>>(
    typed: &str,
    case: CaseMatching,
    names: impl Iterator<Item = N>,
) -> Vec<usize> {
    let pattern = Pattern::new(typed, case, Normalization::Smart, AtomKind::Fuzzy);
    let mut matcher = matcher();
    let mut buffer = Vec::new();
    let mut score = |form: N::Item| pattern.score(Utf32Str::new(form.as_ref(), &mut buffer), &mut matcher);
    let best = names.enumerate().filter_map(|(number, forms)| {
        let best = forms.into_iter().filter_map(&mut score).max()?;
        Some((Reverse(best), number))
    });
    in_order(best.collect())
}

fn in_order(mut ranked: Vec<(Reverse<u32>, usize)>) -> Vec<usize> {
    ranked.sort();
    ranked.into_iter().map(|(_, number)| number).collect()
}

fn matcher() -> Matcher {
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    Matcher::new(config)
}

/// What was typed, where several things are told of each: every word of it is in one of
/// them, and two words may be in two. A word that is told of none is meant by its letters.
pub struct Words {
    /// Each as it stands, and by its letters.
    words: Vec<[Atom; 2]>,
    matcher: Matcher,
    buffer: Vec<char>,
}

/// Where a word is: whether as it stands, how well it fits, and in what.
type Place = (bool, u16, Reverse<usize>);

impl Words {
    pub fn new(typed: &str) -> Words {
        let atoms = |kind| Pattern::new(typed, CaseMatching::Smart, Normalization::Smart, kind).atoms;
        let words = atoms(AtomKind::Substring).into_iter().zip(atoms(AtomKind::Fuzzy));
        Words {
            words: words.map(|(whole, letters)| [whole, letters]).collect(),
            matcher: matcher(),
            buffer: Vec::new(),
        }
    }

    /// The numbers of those of which every word is told, the likeliest first; all, if no
    /// word was typed.
    pub fn narrow<'f, F: AsRef<[&'f str]>>(&mut self, all: impl Iterator<Item = F>) -> Vec<usize> {
        let all: Vec<F> = all.collect();
        let mut ranked: Vec<_> = (0..all.len()).map(|number| (Reverse(0), number)).collect();
        for word in 0..self.words.len() {
            let places: Vec<Option<Place>> = all.iter().map(|told| self.place(word, told.as_ref())).collect();
            let is_told = places.iter().flatten().any(|place| place.0);
            ranked.retain_mut(|(Reverse(score), number)| {
                let place = places[*number].filter(|place| place.0 == is_told);
                *score += place.map_or(0, |place| u32::from(place.1));
                place.is_some()
            });
        }
        in_order(ranked)
    }

    /// Where a word fits best, the first of equals.
    fn place(&mut self, word: usize, told: &[&str]) -> Option<Place> {
        let [whole, letters] = &self.words[word];
        [(true, whole), (false, letters)].into_iter().find_map(|(is_whole, atom)| {
            let scored = told.iter().enumerate().filter_map(|(field, told)| {
                let score = atom.score(Utf32Str::new(told, &mut self.buffer), &mut self.matcher)?;
                Some((is_whole, score, Reverse(field)))
            });
            scored.max()
        })
    }

    /// Which bytes of what is told the words are, in order.
    pub fn lit(&mut self, told: &[&str]) -> Vec<Vec<Range<usize>>> {
        let mut lit = vec![Vec::new(); told.len()];
        for word in 0..self.words.len() {
            let Some((is_whole, _, Reverse(field))) = self.place(word, told) else { continue };
            let mut at = Vec::new();
            let words = Utf32Str::new(told[field], &mut self.buffer);
            self.words[word][usize::from(!is_whole)].indices(words, &mut self.matcher, &mut at);
            let glyphs = told[field].grapheme_indices(true).enumerate();
            let own = glyphs.filter(|(number, _)| at.contains(&(*number as u32)));
            lit[field].extend(own.map(|(_, (start, glyph))| start..start + glyph.len()));
        }
        lit.iter_mut().for_each(|ranges| ranges.sort_by_key(|range| range.start));
        lit.into_iter().map(joined).collect()
    }
}

/// Ranges in order, those as one that touch.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &[usize]) {
        let names = [vec!["Kim Jong Un", "Kim"], vec!["Rui Sá"], vec!["Kim Yo Jong"], vec!["O’Neil", "the $5 man"]];
        assert_eq!(rank(typed, names.iter().map(|forms| forms.iter().copied())), expected, "{typed}");
    }

    #[test]
    fn a_word_is_within_one_thing_that_is_told_and_words_may_be_in_several() {
        let all = [["The Pen Friend", "CNN", "love.toml"], ["A Tour", "Lantern", "tour.toml"], ["Über Alles", "", "x"]];
        let narrow = |typed: &str| Words::new(typed).narrow(all.iter());
        assert_eq!(narrow(""), [0, 1, 2]);
        assert_eq!(narrow("tour"), [1]);
        // Letters of two things are no word.
        assert_eq!(narrow("penlove"), [0usize; 0]);
        assert_eq!(narrow("pen love"), [0]);
        assert_eq!(narrow("pen tour"), [0usize; 0]);
        assert_eq!(narrow("lantern tour"), [1]);
        // Letters that are a word of one are that word; others are meant by their letters.
        assert_eq!((narrow("le"), narrow("lve")), (vec![2], vec![0]));
        let lit = |typed: &str, told: usize| -> Vec<String> {
            let words = |(told, ranges): (&&str, Vec<Range<usize>>)| {
                ranges.into_iter().map(|range| told[range].to_string()).collect::<Vec<_>>().join("|")
            };
            all[told].iter().zip(Words::new(typed).lit(&all[told])).map(words).collect()
        };
        assert_eq!(lit("pen love", 0), ["Pen", "", "love"]);
        assert_eq!(lit("pfr", 0), ["P|Fr", "", ""]);
        assert_eq!(lit("uber", 2), ["Über", "", ""]);
        assert_eq!(lit("", 2), ["", "", ""]);
    }

    #[test]
    fn letters_in_their_order() {
        check("", &[0, 1, 2, 3]);
        check("kju", &[0]);
        check("kim yo", &[2]);
        check("KIM", &[0, 2]);
        check("sa", &[1]);
        check("nobody", &[]);
        let begins = [vec!["Rui Kim"], vec!["Kim Rui"]];
        assert_eq!(rank("kim", begins.iter().map(|forms| forms.iter().copied())), [1, 0]);
        let kim = || [["Kim"], ["kimono"]].into_iter();
        assert_eq!((narrow("Kim", kim()), narrow("kim", kim())), (vec![0], vec![0, 1]));
        // No letter is a sign of a language for patterns.
        check("$5", &[3]);
        check("!kim", &[]);
    }
}
