//! Which name is whose, and which known name is like one that is not known.
//!
//! Comes in: the names of a file. Goes out: indices, and the nearest name. May
//! not know where in the file a name stands.

use std::collections::HashMap;

use crate::article::{Article, Person};
use crate::engine::fold::{fold, lower};

/// The first section of each heading.
pub type Headings = HashMap<String, usize>;

pub fn headings(article: &Article) -> Headings {
    let mut headings = Headings::new();
    for (index, section) in article.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            headings.entry(same_name(heading)).or_insert(index);
        }
    }
    headings
}

/// Which name is whose: full names, and other forms that only one person has.
pub struct Names {
    pub full: HashMap<String, usize>,
    pub other: HashMap<String, usize>,
}

impl Names {
    pub fn new(people: &[Person]) -> Names {
        let full = people.iter().enumerate().map(|(id, p)| (same_name(&p.name), id)).collect();
        let mut other = HashMap::new();
        for (id, person) in people.iter().enumerate() {
            for alias in &person.aliases {
                other.entry(same_name(alias)).or_insert(id);
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
    let word: String = word.chars().take(100).collect();
    let like = |k: &'a str| (strsim::jaro_winkler(&word.to_lowercase(), &k.to_lowercase()), k);
    let best = known.map(like).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.75).then_some(best.1)
}
