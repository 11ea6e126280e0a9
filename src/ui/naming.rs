//! The choice of a person for a correction: what is typed, and who is meant.
//!
//! Comes in: an article, what is being corrected, letters. Goes out: the choices, the
//! likeliest first, and the correction that one of them is. May not know keys or how it
//! is drawn.

use crate::article::{Article, Person};
use crate::clean;
use crate::correction::Correction;
use crate::engine::fold::{fold, lower};
use crate::engine::fuzzy;
use crate::ui::text_field::TextField;

/// What a person is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Who says this quotation.
    Speaker(usize),
    /// Who this person really is.
    Person(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Person(usize),
    /// Somebody whom the article does not name.
    New(String),
    Nobody,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    pub asked: Asked,
    pub typed: TextField,
    pub choices: Vec<Choice>,
    pub cursor: usize,
}

impl Naming {
    pub fn new(article: &Article, asked: Asked) -> Naming {
        let mut naming = Naming { asked, typed: TextField::default(), choices: Vec::new(), cursor: 0 };
        naming.choose(article);
        naming
    }

    /// Finds who could be meant by what is typed now.
    pub fn choose(&mut self, article: &Article) {
        let typed = self.typed.text().trim().to_string();
        let people = article.people.iter().map(forms);
        let is_other = |person: &usize| self.asked != Asked::Person(*person);
        self.choices = fuzzy::rank(&typed, people).into_iter().filter(is_other).map(Choice::Person).collect();
        self.cursor = 0;
        let Asked::Speaker(quote) = self.asked else { return };
        if typed.is_empty() {
            self.choices.push(Choice::Nobody);
            // What is so now comes first: to confirm it, nothing has to be looked for.
            let speaker = article.quotes.get(quote).and_then(|quote| quote.speaker);
            let now = speaker.map_or(Choice::Nobody, Choice::Person);
            self.choices.sort_by_key(|choice| *choice != now);
        } else if !article.people.iter().any(|person| same(&person.name) == same(&typed)) {
            // Others may be called so, too.
            self.choices.push(Choice::New(clean::line(&typed).into_owned()));
        }
    }

    /// What choosing the entry under the cursor means.
    pub fn correction(&self, article: &Article) -> Option<Correction> {
        Some(match (self.asked, self.choices.get(self.cursor)?) {
            (Asked::Speaker(quote), Choice::Person(person)) => {
                Correction::Speaker { quote, name: Some(article.people.get(*person)?.name.clone()) }
            }
            (Asked::Speaker(quote), Choice::New(name)) => Correction::Speaker { quote, name: Some(name.clone()) },
            (Asked::Speaker(quote), Choice::Nobody) => Correction::Speaker { quote, name: None },
            (Asked::Person(person), Choice::Person(into)) => Correction::Merge { person, into: *into },
            (Asked::Person(_), _) => return None,
        })
    }
}

fn forms(person: &Person) -> impl Iterator<Item = &str> {
    std::iter::once(&person.name).chain(&person.aliases).map(String::as_str)
}

fn same(name: &str) -> String {
    lower(&fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Quote;

    fn article() -> Article {
        let person =
            |name: &str, alias: &str| Person { name: name.into(), aliases: vec![alias.into()], ..Person::default() };
        let quotes = vec![Quote { speaker: Some(1), ..Quote::default() }, Quote::default()];
        Article { people: vec![person("Ada Byron", "Byron"), person("Tom Wood", "Wood")], quotes, ..Article::default() }
    }

    fn choices(asked: Asked, typed: &str) -> Vec<Choice> {
        let mut naming = Naming::new(&article(), asked);
        naming.typed = TextField::new(typed);
        naming.choose(&article());
        naming.choices
    }

    #[test]
    fn what_is_so_comes_first_and_nobody_can_be_chosen() {
        use Choice::{New, Nobody, Person};
        let (known, unknown) = (Asked::Speaker(0), Asked::Speaker(1));
        assert_eq!(choices(known, ""), [Person(1), Person(0), Nobody]);
        assert_eq!(choices(unknown, "  "), [Nobody, Person(0), Person(1)]);
        assert_eq!(choices(known, "by"), [Person(0), New("by".into())]);
        assert_eq!(choices(known, " byron "), [Person(0), New("byron".into())]);
        assert_eq!(choices(known, "ada byron"), [Person(0)]);
        assert_eq!(choices(known, "Eve\u{202e}"), [New("Eve\u{FFFD}".into())]);
        assert_eq!(choices(Asked::Person(0), ""), [Person(1)]);
        assert_eq!(choices(Asked::Person(0), "Eve"), []);
    }
}
