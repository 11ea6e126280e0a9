//! Which of some names is meant by what has been typed of it.
//!
//! Comes in: names, each with its other forms, and letters in their order. Goes out: the
//! names that have them, the likeliest first. May not know whose the names are.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

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
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let mut buffer = Vec::new();
    let mut score = |form: N::Item| pattern.score(Utf32Str::new(form.as_ref(), &mut buffer), &mut matcher);
    let best = names.enumerate().filter_map(|(number, forms)| {
        let best = forms.into_iter().filter_map(&mut score).max()?;
        Some((std::cmp::Reverse(best), number))
    });
    let mut ranked: Vec<_> = best.collect();
    ranked.sort();
    ranked.into_iter().map(|(_, number)| number).collect()
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
