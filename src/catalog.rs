//! What is kept of each article of a library, so that all of them can be asked at once.
//!
//! Comes in: an article with all that was found in it. Goes out: its facts, people,
//! quotations and paragraphs as plain values, and again as records. A quotation's values
//! are those of its record: what is printed of it is the same whether its file was
//! opened or not. May not know files, nor how the values are kept.

pub mod query;
pub mod utterance;

use std::cmp::Ordering;

use crate::address;
use crate::article::{Article, Span, words_in};
use crate::engine::fold::{fold, lower};
use crate::evidence::{Called, called};
use crate::ledger;
use crate::library::Opened;
use crate::people::{Gender, gender};
use crate::record::{Kind, Quotes, Record, Value};
use crate::state::key;

/// More people, quotations or paragraphs of one article are not kept.
const MOST: usize = 200_000;

/// An article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Card {
    /// The name of its file, as it is shown.
    pub file: String,
    /// The bytes of its path, as an index tells them, if the name is not the path.
    pub path: Option<Vec<u8>>,
    /// Its number among the articles of the file.
    pub number: usize,
    /// By what its place is kept.
    pub key: String,
    pub title: String,
    pub source: Option<String>,
    pub url: Option<String>,
    /// As `2020-09-10`.
    pub published: Option<String>,
    pub authors: Vec<String>,
    pub words: usize,
    pub quotes: usize,
    /// The names of those who are named.
    pub people: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Person {
    pub name: String,
    pub aliases: Vec<String>,
    pub role: Option<String>,
    /// As the article's words tell.
    pub gender: Option<Gender>,
}

/// What somebody said, as its record tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saying {
    /// Its number in the article, from 0.
    pub number: usize,
    pub id: String,
    pub words: String,
    pub speaker: Option<String>,
    /// The speaker's index among the article's people.
    pub person: Option<usize>,
    pub said_as: Option<String>,
    pub cue: Option<String>,
    pub certainty: String,
    pub origin: String,
    pub context: Option<String>,
    pub section: Option<String>,
    pub paragraph: Option<usize>,
    pub spans: Vec<[usize; 2]>,
    pub link: Option<String>,
    /// The number of the block in which it begins.
    pub block: Option<usize>,
    /// Who it is if that is none of the people.
    pub called: Option<Called>,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The number of its block.
    pub block: usize,
    /// The number of the paragraph, from 1, as in records.
    pub paragraph: usize,
    pub words: String,
}

/// All that is kept of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    pub card: Card,
    pub people: Vec<Person>,
    pub sayings: Vec<Saying>,
    pub passages: Vec<Passage>,
}

/// A quotation that was asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quoted {
    pub card: Card,
    pub saying: Saying,
}

/// Somebody, and what is quoted of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    /// The name, or the words that stand for one.
    pub name: String,
    pub kind: ledger::Kind,
    /// The quotations, by what the index calls them.
    pub quotes: Vec<i64>,
}

/// Those who were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    pub told: Vec<Voice>,
    /// Others who are described so, and how often they are quoted.
    pub described: Vec<(String, usize)>,
}

impl Quoted {
    /// By the date of their articles, and then by their place; those without a date come last.
    pub fn by_date(&self, other: &Quoted) -> Ordering {
        self.place().cmp(&other.place())
    }

    fn place(&self) -> (bool, Option<&str>, &str, usize, usize) {
        let Quoted { card, saying } = self;
        (card.published.is_none(), card.published.as_deref(), &card.file, card.number, saying.number)
    }
}

impl Voice {
    /// Who said most comes first.
    pub fn arrange(voices: &mut [Voice]) {
        voices.sort_by(|a, b| b.quotes.len().cmp(&a.quotes.len()).then_with(|| a.name.cmp(&b.name)));
    }
}

/// A passage that was asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hit {
    pub card: Card,
    pub passage: Passage,
}

/// How much the library has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holdings {
    pub files: usize,
    pub articles: usize,
    pub quotes: usize,
    pub words: usize,
}

impl Entry {
    pub fn of(opened: &Opened, number: usize) -> Entry {
        let article = &opened.article;
        let words = article.blocks.iter().flat_map(|block| block.words.split(' ')).map(words_in).sum();
        let card = Card {
            file: opened.file.clone(),
            path: None,
            number,
            key: key(article),
            title: article.title.clone(),
            source: article.source.name.clone(),
            url: article.source.url.clone(),
            published: article.published.clone(),
            authors: article.authors.clone(),
            words,
            quotes: article.quotes.len(),
            people: article.people.iter().take(MOST).map(|person| person.name.clone()).collect(),
        };
        let person = |(person, signs): (&crate::article::Person, Vec<(Gender, Span)>)| Person {
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            role: person.role.clone(),
            gender: gender::agreed(signs.into_iter().map(|(gender, _)| gender)),
        };
        let people = article.people.iter().zip(gender::signs(article)).take(MOST).map(person).collect();
        let records = Quotes::new(opened);
        let sayings = (0..article.quotes.len().min(MOST)).filter_map(|index| Saying::of(&records, article, index));
        Entry { card, people, sayings: sayings.collect(), passages: passages(article) }
    }
}

fn passages(article: &Article) -> Vec<Passage> {
    let numbers = article.paragraphs();
    let passage = |(block, number): (usize, &usize)| {
        let words = &article.blocks.get(block).filter(|b| !b.words.trim().is_empty())?.words;
        Some(Passage { block, paragraph: *number.max(&1), words: words.clone() })
    };
    numbers.iter().enumerate().filter_map(passage).take(MOST).collect()
}

impl Saying {
    fn of(records: &Quotes<'_>, article: &Article, index: usize) -> Option<Saying> {
        let record = records.record(index)?;
        let text = |name: &str| record.text(name).map(str::to_string);
        let value = |name: &str| record.fields().find(|(n, _)| *n == name).map(|(_, value)| value);
        let quote = article.quotes.get(index)?;
        Some(Saying {
            number: index,
            id: text("id")?,
            words: text("words")?,
            speaker: text("speaker"),
            person: quote.speaker,
            said_as: text("said_as"),
            cue: text("cue"),
            certainty: text("certainty")?,
            origin: text("origin")?,
            context: text("context"),
            section: text("section"),
            paragraph: value("paragraph").and_then(|value| match value {
                Value::Number(number) => Some(*number),
                _ => None,
            }),
            spans: match value("spans") {
                Some(Value::Spans(spans)) => spans.clone(),
                _ => Vec::new(),
            },
            link: article.source.url.as_ref().and_then(|_| text("link")),
            block: quote.spans.first().map(|span| span.block),
            called: called(article, quote),
        })
    }

    /// The name of the speaker, or the words that stand for one.
    pub fn who(&self) -> String {
        match &self.called {
            Some(Called::Unnamed(words)) => format!("{words}, not named"),
            Some(Called::Name(name)) => name.clone(),
            None => self.speaker.clone().unwrap_or_default(),
        }
    }

    /// The record that the quotation's own article would give.
    pub fn record<'a>(&'a self, card: &'a Card) -> Record<'a> {
        let text = |text: &'a Option<String>| Value::from(text.as_deref());
        let values = vec![
            card.file.as_str().into(),
            self.id.as_str().into(),
            self.words.as_str().into(),
            text(&self.speaker),
            text(&self.said_as),
            text(&self.cue),
            self.certainty.as_str().into(),
            self.origin.as_str().into(),
            text(&self.context),
            text(&self.section),
            self.paragraph.into(),
            Value::Spans(self.spans.clone()),
            Some(card.title.as_str()).filter(|title| !title.is_empty()).into(),
            Value::List(&card.authors),
            text(&card.source),
            text(&card.url),
            text(&self.link),
            text(&card.published),
            // What stands around the words is not kept.
            Value::Text(address::of_words(&self.words, &self.spans, &card.file, &self.id).into()),
        ];
        Record { kind: Kind::Quote, values }
    }
}

/// Letters and digits, folded, with single spaces between words.
pub fn gist(words: &str) -> String {
    let folded = lower(&fold(words));
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a name is meant by some words: they stand in it, whole and in this order.
pub fn is_meant<'n>(wanted: &str, mut names: impl Iterator<Item = &'n str>) -> bool {
    let wanted = gist(wanted);
    names.any(|name| !wanted.is_empty() && format!(" {} ", gist(name)).contains(&format!(" {wanted} ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::find::find;
    use crate::import::{self, File};

    fn opened(text: &str) -> Opened {
        let file = File { bytes: text.into(), path: Some(std::path::Path::new("a.md")), ..File::default() };
        let mut article = import::read(file).unwrap_or_else(|_| panic!("it is text")).articles.remove(0);
        find(&mut article);
        Opened { file: "a.md".into(), article }
    }

    #[test]
    fn the_record_is_that_of_the_article() {
        let opened = opened(
            "---\ntitle: A day\ndate: 2020-02-03\nauthor: Jo Poe\nurl: https://example.org/a\n---\n\n## One\n\nIt rained. \
             “We go, and we go now,” said Ada Finch.\n\n“No,” she said, “not at all.”\n",
        );
        let entry = Entry::of(&opened, 0);
        assert_eq!(entry.sayings.len(), 2);
        let quotes = Quotes::new(&opened);
        for (index, saying) in entry.sayings.iter().enumerate() {
            let (kept, own) = (saying.record(&entry.card), quotes.record(index).expect("there are two"));
            for ((name, kept), (_, own)) in kept.fields().zip(own.fields()) {
                let is_link = name == "link"
                    && saying.link.as_deref()
                        == quotes.record(index).and_then(|r| r.text("link").map(str::to_string)).as_deref();
                // One that is found again by its words alone.
                let told = |value: &Value<'_>| match value {
                    Value::Text(text) => address::Address::read(text).map(|read| (read.name(), read.words())).ok(),
                    _ => None,
                };
                let is_address = name == "address" && told(kept).is_some() && told(kept) == told(own);
                assert!(is_link || is_address || kept == own, "{name}: {kept:?} {own:?}");
            }
        }
    }

    #[test]
    fn a_name_is_meant_by_whole_words_of_it() {
        let is = |wanted: &str, name: &str| is_meant(wanted, [name].into_iter());
        assert!(is("finch", "Ada Finch") && is("Ada  FINCH", "Ada Finch") && is("o’dwyer", "Siobhán O'Dwyer"));
        assert!(!is("fin", "Ada Finch") && !is("Finch Ada", "Ada Finch") && !is("", "Ada Finch"));
    }

    #[test]
    fn marks_and_case_are_not_in_the_gist() {
        assert_eq!(gist("“We go — now!”"), gist("we go now"));
        assert_ne!(gist("We go now"), gist("We go not"));
    }
}
