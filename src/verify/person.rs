//! Whether two names are one person's.
//!
//! Comes in: two persons, each with the forms of the name in one article. Goes out: yes or
//! no. Titles do not count; a surname is that of the full name, and so are an initial, a
//! short form and another order.

use crate::article::Person;
use crate::engine::fold::{fold_bare, lower};
use crate::engine::lexicon::{Class, Classes, Key, classes};

/// Words of a name that tell of no person.
const TITLES: Classes = Classes::of(&[Class::Title, Class::Role, Class::Suffix]);

/// Given names and the short forms of them that do not begin alike.
const SHORT: &[(&str, &str)] = &[
    ("william", "bill"),
    ("william", "billy"),
    ("robert", "bob"),
    ("robert", "bobby"),
    ("richard", "dick"),
    ("james", "jim"),
    ("james", "jimmy"),
    ("john", "jack"),
    ("michael", "mike"),
    ("elizabeth", "liz"),
    ("elizabeth", "betty"),
    ("elizabeth", "beth"),
    ("margaret", "peggy"),
    ("margaret", "meg"),
    ("edward", "ted"),
    ("edward", "ned"),
    ("theodore", "ted"),
    ("henry", "harry"),
    ("charles", "chuck"),
    ("katherine", "kate"),
    ("catherine", "kate"),
    ("anthony", "tony"),
    ("lawrence", "larry"),
    ("andrew", "drew"),
    ("alexander", "sasha"),
    ("rebecca", "becky"),
];

/// Given names begin alike that share so many letters: Joe and Joseph, Ben and Benjamin.
const BEGINNING: usize = 2;

pub fn is_same(one: &Person, other: &Person) -> bool {
    let forms = |person: &Person| -> Vec<Vec<String>> {
        let own = person.aliases.iter().filter(|alias| alias.starts_with(char::is_uppercase));
        std::iter::once(&person.name).chain(own).map(|form| words(form)).filter(|words| !words.is_empty()).collect()
    };
    let (one, other) = (forms(one), forms(other));
    let (Some(first), Some(second)) = (longest(&one), longest(&other)) else { return true };
    if first.len() > 1 && second.len() > 1 {
        return is_one(first, second) || one.iter().any(|form| form.len() > 1 && other.contains(form));
    }
    one.iter().any(|form| other.iter().any(|own| is_one(form, own)))
}

fn longest(forms: &[Vec<String>]) -> Option<&Vec<String>> {
    forms.iter().max_by_key(|form| form.len())
}

/// The words of a name, without titles, accents and full stops, in small letters.
fn words(name: &str) -> Vec<String> {
    let bare = lower(&fold_bare(name).0);
    let words = bare.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '"' | '-'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_title = |word: &&str| classes(Key::of(word)).any(TITLES);
    let own: Vec<&str> = words.iter().copied().filter(|word| !is_title(word)).collect();
    // "Mr. Bishop" is called so; where all words are titles they are the name.
    let own = if own.is_empty() { words } else { own };
    own.into_iter().map(|word| word.trim_end_matches("'s").to_string()).collect()
}

fn is_one(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (Some(given), Some(surname)) = (short.first(), short.last()) else { return true };
    if short.iter().all(|word| long.contains(word)) {
        return true;
    }
    short.len() > 1 && long.last() == Some(surname) && long.first().is_some_and(|long| is_given(given, long))
}

fn is_given(one: &str, other: &str) -> bool {
    let is_initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    let begins = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(other.chars().count());
    one == other
        || is_initial(one, other)
        || is_initial(other, one)
        || begins >= BEGINNING && begins + 1 >= shorter
        || SHORT.iter().any(|(long, short)| [(long, short), (short, long)].contains(&(&one, &other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let person = |forms: &str| {
            let mut forms = forms.split('/').map(str::to_string);
            let name = forms.next().unwrap_or_default();
            Person { name, aliases: forms.collect(), ..Person::default() }
        };
        let (one, other) = (person(one), person(other));
        assert_eq!((is_same(&one, &other), is_same(&other, &one)), (expected, expected), "{one:?} {other:?}");
    }

    #[test]
    fn surnames_titles_initials_short_forms_and_orders() {
        check("Duarte", "Ines Duarte", true);
        check("Mayor Duarte", "Ines Duarte", true);
        check("President Donald J. Trump", "Donald Trump", true);
        check("Joe Biden", "Joseph R. Biden Jr.", true);
        check("Bill Clinton", "William Jefferson Clinton", true);
        check("J. Smith", "John Smith", true);
        check("Kim Jong-un/Kim", "Kim Jong Un/Kim", true);
        check("José Álvarez", "Jose Alvarez", true);
        check("Hillary Clinton", "Hillary Rodham Clinton", true);
        check("Pope Francis/Jorge Bergoglio", "Jorge Bergoglio", true);
    }

    #[test]
    fn other_persons() {
        check("Ines Duarte", "Ada Holloway", false);
        check("Kim Jong Un/Kim", "Kim Yo Jong/Kim", false);
        check("John Smith", "Mary Smith", false);
        check("Duarte/the mayor", "Holloway/the mayor", false);
        check("Hillary Clinton", "Bill Clinton", false);
    }
}
