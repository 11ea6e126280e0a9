//! The jump to a heading, a person or a quotation by some letters of it; in the list of the
//! notes, to one of these.
//!
//! Comes in: an article or its notes, and letters. Goes out: what can be meant, the likeliest first. May
//! not know keys or how it is drawn.

use crate::article::Article;
use crate::engine::fuzzy;
use crate::notes::Placed;
use crate::ui::text_field::TextField;

/// More than these are not shown.
const MOST: usize = 200;
/// So many bytes of a quotation are compared.
const COMPARED: usize = 300;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Section(usize),
    Person(usize),
    Quotation(usize),
    /// Of the notes that were listed.
    Note(usize),
}

/// The list of the notes that a jump is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Where its cursor is.
    pub cursor: usize,
    /// By its id each note, as it is listed: what is noted, then the words.
    pub notes: Vec<(String, String, String)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jump {
    pub typed: TextField,
    pub choices: Vec<Target>,
    pub cursor: usize,
    pub listed: Option<Listed>,
}

impl Jump {
    /// To one of the notes, from their list.
    pub fn to_note(all: &[Placed], cursor: usize) -> Jump {
        let note = |Placed { note, .. }: &Placed| {
            let text = note.text.clone().unwrap_or_default();
            (note.id.clone(), cut(&text).to_string(), cut(&note.line()).to_string())
        };
        let listed = Listed { cursor, notes: all.iter().map(note).collect() };
        let choices = (0..all.len()).map(Target::Note).collect();
        Jump { choices, cursor, listed: Some(listed), ..Jump::default() }
    }

    pub fn new(article: &Article) -> Jump {
        let mut jump = Jump::default();
        jump.choose(article);
        jump
    }

    /// Finds what can be meant by what is typed now. Without a letter these are the
    /// headings and the people.
    pub fn choose(&mut self, article: &Article) {
        if let Some(Listed { notes, .. }) = &self.listed {
            let forms = notes.iter().map(|(_, text, words)| [text.as_str(), words.as_str()]);
            self.choices = fuzzy::rank(self.typed.text().trim(), forms).into_iter().map(Target::Note).collect();
            self.cursor = 0;
            return;
        }
        let mut targets = targets(article);
        if self.typed.text().trim().is_empty() {
            targets.retain(|target| !matches!(target, Target::Quotation(_)));
        }
        let ranked = fuzzy::rank(self.typed.text().trim(), targets.iter().map(|target| forms(article, *target)));
        self.choices = ranked.into_iter().take(MOST).filter_map(|n| targets.get(n).copied()).collect();
        self.cursor = 0;
    }
}

fn targets(article: &Article) -> Vec<Target> {
    let sections = (0..article.sections.len()).filter(|&n| article.sections[n].heading.is_some()).map(Target::Section);
    let people = (0..article.people.len()).map(Target::Person);
    let quotations = (0..article.quotes.len()).map(Target::Quotation);
    sections.chain(people).chain(quotations).collect()
}

/// What it is called, as far as letters are compared with it.
fn forms(article: &Article, target: Target) -> Vec<&str> {
    match target {
        Target::Section(n) => article.sections[n].heading.iter().map(String::as_str).collect(),
        Target::Person(n) => {
            let person = &article.people[n];
            std::iter::once(&person.name).chain(&person.aliases).map(String::as_str).collect()
        }
        Target::Quotation(n) => {
            vec![cut(&article.quotes[n].words)]
        }
        Target::Note(_) => Vec::new(),
    }
}

/// As much of some words as is compared.
fn cut(words: &str) -> &str {
    let end = (0..=COMPARED.min(words.len())).rev().find(|&end| words.is_char_boundary(end)).unwrap_or(0);
    &words[..end]
}

/// What it is called, and what it is.
pub fn told<'t>(jump: &'t Jump, article: &'t Article, target: Target) -> (&'t str, String) {
    match target {
        Target::Note(n) => match jump.listed.as_ref().and_then(|listed| listed.notes.get(n)) {
            Some((_, text, words)) if text.is_empty() => (words, String::new()),
            Some((_, text, words)) => (text, format!("“{words}”")),
            None => ("", String::new()),
        },
        Target::Section(n) => (article.sections[n].heading.as_deref().unwrap_or_default(), format!("§{}", n + 1)),
        Target::Person(n) => {
            let person = &article.people[n];
            (&person.name, person.role.clone().unwrap_or_else(|| "person".to_string()))
        }
        Target::Quotation(n) => {
            let quote = &article.quotes[n];
            let speaker = article.speaker(quote).map_or("unknown speaker", |person| &person.name);
            (&quote.words, format!("“…” {speaker}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Person, Quote, Section};

    #[test]
    fn headings_people_and_quotations_are_one_list() {
        let section = |heading: &str| Section { heading: Some(heading.into()), blocks: 0..1 };
        let article = Article {
            sections: vec![Section { heading: None, blocks: 0..1 }, section("What Kim wrote"), section("After")],
            people: vec![Person { name: "Kim Jong Un".into(), aliases: vec!["Kim".into()], ..Person::default() }],
            quotes: vec![Quote { words: "We will see Kim.".into(), ..Quote::default() }],
            ..Article::default()
        };
        let choices = |typed: &str| {
            let mut jump = Jump { typed: TextField::new(typed), ..Jump::default() };
            jump.choose(&article);
            jump.choices
        };
        assert_eq!(choices(""), [Target::Section(1), Target::Section(2), Target::Person(0)]);
        assert_eq!(choices("kim").len(), 3);
        assert_eq!(choices("kim")[0], Target::Person(0));
        assert_eq!(choices("see"), [Target::Quotation(0)]);
        assert_eq!(choices("after"), [Target::Section(2)]);
        assert_eq!(choices("zzz"), []);
    }
}
