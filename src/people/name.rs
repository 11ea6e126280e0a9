//! A name as it is compared.
//!
//! Comes in: a name. Goes out: its words without titles, accents and case, whether it is a
//! shorter form of another, and by what it is found. May not know people.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::engine::fold::{fold, fold_bare, lower};
use crate::engine::lexicon::{Class, Key, classes};

/// So many words like “van der” may belong to a last name.
const PARTICLES: usize = 3;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Its words. Names with the same key are the same name.
    pub key: String,
    /// What all names with its first and its last name share; of any other name the key.
    pub kin: String,
    /// Whether it has a first and a last name.
    pub is_full: bool,
    /// The forms of a full name's last name.
    pub lasts: Vec<String>,
    words: Vec<String>,
    /// So many of the words are no suffix (Jr., III).
    own: usize,
}

/// A word, and whether it hangs on the one before: “Smith-Jones” is one name of two words.
type Piece = (String, bool);

fn pieces(name: &str) -> Vec<Piece> {
    let bare = lower(&fold_bare(name).0);
    let mut out = Vec::new();
    for run in bare.split_whitespace() {
        let words = run.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|word| word.trim_matches('\''));
        let words = words.filter(|word| !word.is_empty());
        out.extend(words.enumerate().map(|(place, word)| (word.to_string(), place > 0)));
    }
    out
}

fn has((word, _): &Piece, class: Class) -> bool {
    classes(Key::of(word)).has(class)
}

/// The words in one: what hangs together stays so.
fn glued(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for (number, (word, hangs)) in pieces.iter().enumerate() {
        out.push_str(match (number, hangs) {
            (0, _) => "",
            (_, true) => "-",
            (_, false) => " ",
        });
        out.push_str(word);
    }
    out
}

impl Name {
    pub fn new(name: &str) -> Name {
        let all = pieces(name);
        let is_title = |piece: &&Piece| has(piece, Class::Title) && !has(piece, Class::Particle);
        let titles = all.iter().take_while(is_title).count().min(all.len().saturating_sub(1));
        let all = &all[titles..];
        let suffixes = all.iter().skip(1).rev().take_while(|piece| has(piece, Class::Suffix)).count();
        let (own, suffix) = all.split_at(all.len() - suffixes);
        let is_full = own.iter().skip(1).any(|(_, hangs)| !hangs) && !has(&own[0], Class::Particle);
        let words: Vec<String> = all.iter().map(|(word, _)| word.clone()).collect();
        if let ([first, ..], [.., last], true) = (own, own, is_full) {
            let (key, kin) = (words.join(" "), format!("{}~{}", first.0, last.0));
            return Name { key, kin, is_full, lasts: lasts(own, suffix), own: own.len(), words };
        }
        // One without a letter is still a name.
        let key = if all.is_empty() { lower(&fold(name.trim())) } else { glued(all) };
        Name { kin: key.clone(), key, is_full, lasts: Vec::new(), own: own.len(), words }
    }

    /// Whether it is a shorter form of another full name.
    pub fn is_form_of(&self, full: &Name) -> bool {
        let middle = |name: &'_ Name| (1, name.own.saturating_sub(1).max(1));
        let within = |(start, end): (usize, usize), (from, to): (usize, usize)| {
            is_within(self.words.get(start..end).unwrap_or_default(), full.words.get(from..to).unwrap_or_default())
        };
        self.is_full
            && full.is_full
            && self.kin == full.kin
            && self.key.len() < full.key.len()
            && within(middle(self), middle(full))
            && within((self.own, self.words.len()), (full.own, full.words.len()))
    }
}

/// Whether words are among others in this order, or are their initials.
fn is_within(words: &[String], others: &[String]) -> bool {
    let is_same = |word: &str, other: &str| word == other || word.chars().count() == 1 && other.starts_with(word);
    let mut others = others.iter();
    words.iter().all(|word| others.any(|other| is_same(word, other)))
}

/// What a last name may be called: with the words that belong to it or without, with and
/// without its suffix.
fn lasts(own: &[Piece], suffix: &[Piece]) -> Vec<String> {
    let mut begin = own.len() - 1;
    while begin > 1 && own[begin].1 {
        begin -= 1;
    }
    let mut bare = vec![glued(&own[begin..])];
    while begin > 1 && bare.len() <= PARTICLES && has(&own[begin - 1], Class::Particle) {
        begin -= 1;
        bare.push(glued(&own[begin..]));
    }
    let whole = |last: &String| format!("{last} {}", glued(suffix));
    let whole: Vec<String> = bare.iter().filter(|_| !suffix.is_empty()).map(whole).collect();
    [bare, whole].concat()
}

/// Names that were read, each once: most are many people's, or one person's in many articles.
#[derive(Debug, Default)]
pub struct Names(HashMap<String, Rc<Name>>);

impl Names {
    pub fn read(&mut self, name: &str) -> Rc<Name> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let read = Rc::new(Name::new(name));
        self.0.insert(name.to_string(), read.clone());
        read
    }

    /// The forms by which somebody may be called elsewhere, each with its kin, but for those
    /// of the name's own.
    pub fn forms(&mut self, name: &Name, aliases: &[String]) -> BTreeMap<String, String> {
        let aliases = aliases.iter().map(|alias| self.read(alias)).map(|alias| (alias.key.clone(), alias.kin.clone()));
        let lasts = name.lasts.iter().map(|last| (last.clone(), last.clone()));
        let is_other = |(form, kin): &(String, String)| *kin != name.kin && !form.is_empty();
        lasts.chain(aliases).filter(is_other).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> String {
        Name::new(name).key
    }

    #[test]
    fn titles_accents_and_case_are_no_part_of_a_name() {
        for (one, other) in [
            ("Dame Ines DUARTE", "Ines Duarte"),
            ("José Álvarez", "Jose Alvarez"),
            ("Kim Jong-un", "KIM  Jong Un"),
            ("Mr. O’Dwyer", "O'Dwyer"),
            ("J.K. Rowling", "J. K. Rowling"),
        ] {
            assert_eq!(key(one), key(other), "{one}");
        }
        // A title alone is a name, and so is what else begins one.
        for (name, expected) in [
            ("Lord", "lord"),
            ("Di María", "di maria"),
            ("Mayor Duarte", "mayor duarte"),
            ("Smith-Jones", "smith-jones"),
            ("…", "…"),
            ("", ""),
        ] {
            assert_eq!(key(name), expected);
        }
    }

    #[test]
    fn shorter_forms() {
        for (short, full, expected) in [
            ("Ada Finch", "Ada B. Finch", true),
            ("Ada B. Finch", "Ada Beth Finch", true),
            ("Martin King", "Martin Luther King Jr.", true),
            ("Ada C. Finch", "Ada Beth Carol Finch", true),
            ("Ada C. Finch", "Ada Beth Finch", false),
            ("Bob Finch", "Ada Bob Finch", false),
            ("Martin King Sr.", "Martin Luther King Jr.", false),
            ("Ada B. Finch", "Ada Finch", false),
            ("Finch", "Ada Finch", false),
            ("", "Ada Finch", false),
        ] {
            assert_eq!(Name::new(short).is_form_of(&Name::new(full)), expected, "{short}, {full}");
        }
    }

    #[test]
    fn last_names() {
        for (full, expected) in [
            ("Ada Finch", "finch"),
            ("Ada van der Berg", "berg, der berg, van der berg"),
            ("Ada B. Smith-Jones", "smith-jones"),
            ("Mr. Martin Luther King, Jr.", "king, king jr"),
            ("Finch", ""),
            ("Van der Berg", ""),
        ] {
            assert_eq!(Name::new(full).lasts.join(", "), expected, "{full}");
        }
    }

    #[test]
    fn a_key_has_one_kin() {
        for (one, other) in [("Foo Bar-II", "Foo Bar II"), ("Lt-Col Foo", "Lt Col Foo"), ("Al-Sadr Foo", "Al Sadr Foo")]
        {
            let (one, other) = (Name::new(one), Name::new(other));
            assert!(one.key != other.key || one.kin == other.kin, "{one:?} {other:?}");
        }
    }
}
