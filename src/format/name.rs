//! The name of an author in its parts.
//!
//! Comes in: a name as it stands in a byline. Goes out: family name, given names and
//! what follows, where it is plain which is which. An agency, a desk and a name whose
//! family comes first stay whole: a wrong name in a list of references is worse than
//! one that is not turned round. May not know any format.

use crate::engine::accent::bare;
use crate::engine::lexicon::{Class, Classes, Key, classes, given, is_ordinary, is_surname};

/// What no family is called.
const NO_FAMILY: Classes = Classes::of(&[
    Class::Role,
    Class::Group,
    Class::Document,
    Class::Work,
    Class::Body,
    Class::Media,
    Class::Calendar,
    Class::Time,
    Class::Place,
]);

#[derive(Debug, PartialEq)]
pub enum Name<'a> {
    Person { family: &'a str, given: &'a str, suffix: Option<&'a str> },
    Whole(&'a str),
}

impl<'a> Name<'a> {
    pub fn of(name: &'a str) -> Name<'a> {
        let name = name.trim();
        person(name).unwrap_or(Name::Whole(name))
    }

    /// The word that the name is sorted by.
    pub fn first(&self) -> &'a str {
        match self {
            Name::Person { family, .. } => family,
            Name::Whole(name) => name,
        }
    }
}

fn person(name: &str) -> Option<Name<'_>> {
    let (rest, suffix) = match name.rsplit_once(' ') {
        Some((rest, last)) if is_suffix(last) => (rest.trim_end().trim_end_matches(','), Some(last)),
        _ => (name, None),
    };
    let is_part = |c: char| c.is_alphabetic() || ".'’- ".contains(c);
    let small = rest.match_indices(' ').map(|(at, _)| at + 1).find(|&at| rest[at..].starts_with(char::is_lowercase));
    let at = small.or_else(|| rest.rfind(' ').map(|at| at + 1))?;
    let (given, family) = (rest[..at].trim_end(), &rest[at..]);
    let is_given = given.split(' ').all(is_given);
    let (particles, last) = family.rsplit_once(' ').unwrap_or(("", family));
    let is_particle = |word: &str| classes(Key::of(word)).has(Class::Particle);
    let is_family = particles.split_whitespace().all(is_particle) && is_family(last);
    let is_plain = rest.chars().all(is_part) && is_given && is_family;
    is_plain.then_some(Name::Person { family, given, suffix })
}

fn is_suffix(word: &str) -> bool {
    ["Jr", "Sr", "II", "III", "IV"].contains(&word.trim_end_matches('.'))
}

/// A given name, or the first letters of some: `R.`, `J.R.R.`
fn is_given(word: &str) -> bool {
    let is_letters = word.split_inclusive('.').all(|part| part.ends_with('.') && part.chars().count() == 2);
    let is_known = || given(word).or_else(|| given(&word.chars().map(bare).collect::<String>())).is_some();
    word.starts_with(char::is_uppercase) && (is_letters || is_known())
}

fn is_family(word: &str) -> bool {
    let is_word = classes(Key::of(word)).any(NO_FAMILY) || is_ordinary(word);
    word.starts_with(char::is_uppercase) && word.chars().count() > 1 && (!is_word || is_surname(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_parted() {
        let parts = |name| match Name::of(name) {
            Name::Person { family, given, suffix } => format!("{family}|{given}|{}", suffix.unwrap_or_default()),
            Name::Whole(_) => "whole".to_string(),
        };
        assert_eq!(parts("R. Marlow"), "Marlow|R.|");
        assert_eq!(parts("Mary Ann Smith"), "Smith|Mary Ann|");
        assert_eq!(parts("J.R.R. Tolkien"), "Tolkien|J.R.R.|");
        assert_eq!(parts("Ludwig van Beethoven"), "van Beethoven|Ludwig|");
        assert_eq!(parts("Martin Luther King, Jr."), "King|Martin Luther|Jr.");
        assert_eq!(parts("David Young"), "Young|David|");
        assert_eq!(parts("Zoë Núñez"), "Núñez|Zoë|");
    }

    #[test]
    fn what_is_not_stays_whole() {
        let names = [
            "The Associated Press",
            "Reuters",
            "Choe Sang-Hun",
            "Jordan Times",
            "BBC News",
            "Gabriel García Márquez",
            "Marlow, R.",
            "R.",
            "",
            "Mary",
            "Ann and Bob",
            "x y",
            "Staff Writer",
            "Ada {Lovelace",
            "Mary  Smith 3",
        ];
        for name in names {
            assert_eq!(Name::of(name), Name::Whole(name.trim()), "{name}");
        }
    }
}
