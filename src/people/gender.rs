//! Whether an article's own words say that somebody is a woman or a man.
//!
//! Comes in: an article. Goes out: of each of its people the words that say so, each with
//! its place: a title before the name (“Mrs. Park”), and what stands for the person where
//! they are quoted (“she”, “the woman”), if it is likely or sure who is meant. May not
//! look at names: a given name says nothing.

use crate::article::{Article, Certainty, Person, Span};
use crate::engine::lexicon::{Class, Classes, Key, classes};

/// So many signs are kept of a person.
const SIGNS: usize = 8;

const BEFORE_NOUN: Classes = Classes::of(&[Class::Det, Class::Poss, Class::Number]);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    Woman,
    Man,
}

impl Gender {
    /// The word that every output has for it.
    pub fn name(self) -> &'static str {
        match self {
            Gender::Woman => "woman",
            Gender::Man => "man",
        }
    }
}

/// The words that tell the gender of each of the people, in order; of those that tell the
/// same only some.
pub fn signs(article: &Article) -> Vec<Vec<(Gender, Span)>> {
    let titles = |person: &Person| -> Vec<(Gender, Span)> {
        let titled = |span: &Span| Some((titled(article.words(span))?, span.clone()));
        person.mentions.iter().filter_map(titled).collect()
    };
    let mut all: Vec<Vec<(Gender, Span)>> = article.people.iter().map(titles).collect();
    for quote in article.quotes.iter().filter(|quote| quote.certainty >= Certainty::Likely) {
        let own = quote.speaker.and_then(|person| all.get_mut(person));
        if let (Some(own), Some(span)) = (own, &quote.said_as)
            && let Some(gender) = called(article.words(span))
        {
            own.push((gender, span.clone()));
        }
    }
    all.into_iter().map(first).collect()
}

fn first(mut all: Vec<(Gender, Span)>) -> Vec<(Gender, Span)> {
    all.sort_by(|a, b| a.1.cmp(&b.1));
    let mut kept: Vec<(Gender, Span)> = Vec::new();
    for sign in all {
        if kept.len() < SIGNS || kept.iter().all(|(gender, _)| *gender != sign.0) {
            kept.push(sign);
        }
    }
    kept
}

/// What signs say, if they say one thing.
pub fn agreed(genders: impl IntoIterator<Item = Gender>) -> Option<Gender> {
    let mut genders = genders.into_iter();
    let first = genders.next()?;
    genders.all(|gender| gender == first).then_some(first)
}

/// A name with a title before it that only one of both has.
fn titled(words: &str) -> Option<Gender> {
    let (title, name) = words.split_once([' ', '\n'])?;
    let is_title = classes(Key::of(title)).has(Class::Title) && title.starts_with(char::is_uppercase);
    // What follows a title of a sentence's own, as in “the lady”, is no name.
    let is_name = name.starts_with(char::is_uppercase);
    if is_title && is_name { of(title) } else { None }
}

/// A pronoun, or a phrase by its last word.
fn called(words: &str) -> Option<Gender> {
    let mut words = words.split([' ', '\n']).filter(|word| !word.is_empty());
    let (first, last) = (words.next()?, words.next_back());
    match last {
        None if classes(Key::of(first)).has(Class::Pronoun) || classes(Key::of(first)).has(Class::Poss) => of(first),
        None => None,
        // “his wife”, “the woman”; a name is none of these.
        Some(last) if classes(Key::of(first)).any(BEFORE_NOUN) && last.starts_with(char::is_lowercase) => of(last),
        Some(_) => None,
    }
}

fn of(word: &str) -> Option<Gender> {
    let classes = classes(Key::of(word));
    match (classes.has(Class::Female), classes.has(Class::Male)) {
        (true, false) => Some(Gender::Woman),
        (false, true) => Some(Gender::Man),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_pronouns_and_phrases_tell_and_names_do_not() {
        for (words, expected) in [
            ("Mrs. Park", Some(Gender::Woman)),
            ("Mr\nPark", Some(Gender::Man)),
            ("Dame Ines Duarte", Some(Gender::Woman)),
            ("Dr. Mary Park", None),
            ("Mary Park", None),
            ("Count", None),
        ] {
            assert_eq!(titled(words), expected, "{words}");
        }
        for (words, expected) in [
            ("she", Some(Gender::Woman)),
            ("He", Some(Gender::Man)),
            ("they", None),
            ("the woman", Some(Gender::Woman)),
            ("his wife", Some(Gender::Woman)),
            ("her spokesman", Some(Gender::Man)),
            ("the man’s lawyer", None),
            ("the mayor", None),
            ("King", None),
            ("Stephen King", None),
            ("Boy George", None),
        ] {
            assert_eq!(called(words), expected, "{words}");
        }
    }

    #[test]
    fn a_guess_tells_nothing() {
        let mut article = Article::default();
        let block = crate::article::Block { words: "“We go,” she said.".into(), ..Default::default() };
        article.blocks = vec![block].into();
        article.people = vec![crate::article::Person { name: "Robin Park".into(), ..Default::default() }];
        let at = article.blocks[0].words.find("she").expect("it is there");
        let said_as = Some(Span { block: 0, start: at, end: at + 3 });
        let quote = crate::article::Quote { speaker: Some(0), said_as, ..Default::default() };
        for (certainty, expected) in [(Certainty::Sure, 1), (Certainty::Likely, 1), (Certainty::Unsure, 0)] {
            article.quotes = vec![crate::article::Quote { certainty, ..quote.clone() }];
            assert_eq!(signs(&article)[0].len(), expected, "{certainty:?}");
        }
        // What says another's quotation is not theirs, whatever the mentions are.
        article.quotes = vec![crate::article::Quote { certainty: Certainty::Sure, speaker: None, ..quote }];
        article.people[0].mentions = vec![Span { block: 0, start: at, end: at + 3 }];
        assert_eq!(signs(&article), [[]]);
    }
}
