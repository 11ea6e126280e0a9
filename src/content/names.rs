//! Which name is whose, and which known name is like one that is not known.
//!
//! Comes in: the names of a file. Goes out: indices, and the nearest name. May
//! not know where in the file a name stands.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::article::{Article, Person};
use crate::engine::fold::{fold, lower};

/// The most characters of a name that are compared.
const LONGEST: usize = 100;

/// Runs of blocks.
pub type Runs = Rc<[Range<usize>]>;

/// The blocks of the sections of each heading: several may have the same.
pub type Headings = HashMap<String, Runs>;

pub fn headings(article: &Article) -> Headings {
    let mut headings: HashMap<String, Vec<Range<usize>>> = HashMap::new();
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            headings.entry(same_name(heading)).or_default().push(section.blocks.clone());
        }
    }
    headings.into_iter().map(|(heading, runs)| (heading, runs.into())).collect()
}

/// Which name is whose: full names, and other forms that only one person has.
pub struct Names {
    pub full: HashMap<String, usize>,
    /// None where several have it: then nobody is meant.
    pub other: HashMap<String, Option<usize>>,
}

impl Names {
    pub fn new(people: &[Person]) -> Names {
        let full = people.iter().enumerate().map(|(id, p)| (same_name(&p.name), id)).collect();
        let mut other = HashMap::new();
        for (id, person) in people.iter().enumerate() {
            for alias in &person.aliases {
                let whose = other.entry(same_name(alias)).or_insert(Some(id));
                *whose = whose.filter(|&first| first == id);
            }
        }
        Names { full, other }
    }
}

pub fn same_name(name: &str) -> String {
    lower(&fold(name))
}

/// The known word that is most like another, if any is like it.
pub fn closest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let comparable = |word: &str| word.chars().take(LONGEST).collect::<String>().to_lowercase();
    let word = comparable(word);
    let like = |k: &'a str| (strsim::jaro_winkler(&word, &comparable(k)), k);
    let best = known.map(like).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.75).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_beginning_of_a_long_name_is_compared() {
        let long = "a".repeat(100);
        let longer = format!("{long}{}", "z".repeat(10_000_000));
        assert_eq!(closest(&longer, [long.to_uppercase().as_str()].into_iter()), Some(long.to_uppercase().as_str()));
        assert_eq!(closest(&long, [longer.as_str()].into_iter()), Some(longer.as_str()));
    }
}
