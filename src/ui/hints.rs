//! Links by letters: which letters stand at which link, and which link is meant.
//!
//! Comes in: the links in view, then letters. Goes out: the address of one of them. May
//! not know how it is drawn or opened.

use crate::passage::Place;

/// The letters of labels, the most convenient first.
const LETTERS: &[u8] = b"asdfjklghqweruioptyzxcvnmb";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where the link begins.
    pub place: Place,
    pub label: String,
    pub address: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    pub links: Vec<Hint>,
    pub typed: String,
}

impl Hints {
    /// Labels for links, as short as they can be and all of one length.
    pub fn new(links: Vec<(Place, String)>) -> Hints {
        let mut length = 1;
        while LETTERS.len().pow(length) < links.len() {
            length += 1;
        }
        let label = |mut number: usize| {
            let mut letters = Vec::new();
            for _ in 0..length {
                letters.push(char::from(LETTERS[number % LETTERS.len()]));
                number /= LETTERS.len();
            }
            letters.into_iter().rev().collect()
        };
        let hint = |(number, (place, address))| Hint { place, label: label(number), address };
        Hints { links: links.into_iter().enumerate().map(hint).collect(), typed: String::new() }
    }

    /// The links that may still be meant.
    pub fn left(&self) -> impl Iterator<Item = &Hint> {
        self.links.iter().filter(|hint| hint.label.starts_with(&self.typed))
    }

    /// The one that is meant: the only one there is, or the one whose label was typed.
    pub fn chosen(&self) -> Option<&Hint> {
        let mut left = self.left();
        left.next().filter(|_| left.next().is_none())
    }

    /// Takes a letter, if any label goes on with it.
    pub fn take(&mut self, letter: char) {
        self.typed.push(letter.to_ascii_lowercase());
        if self.left().next().is_none() {
            self.typed.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(count: usize) -> Hints {
        Hints::new((0..count).map(|n| ((n, 0), format!("https://{n}.example"))).collect())
    }

    #[test]
    fn every_link_has_letters_of_its_own() {
        for count in [1, 2, 26, 27, 400] {
            let all = hints(count);
            for hint in &all.links {
                let mut hints = all.clone();
                hint.label.chars().for_each(|letter| hints.take(letter));
                assert_eq!(hints.chosen(), Some(hint), "{count}");
            }
        }
        assert_eq!(hints(26).links[25].label.len(), 1);
        assert_eq!(hints(27).links[0].label, "aa");
    }

    #[test]
    fn a_letter_that_leads_nowhere_is_not_taken() {
        let mut two = hints(2);
        assert_eq!(two.chosen(), None);
        two.take('!');
        two.take('S');
        assert_eq!(two.chosen().map(|hint| hint.place), Some((1, 0)));
    }
}
