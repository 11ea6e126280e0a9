//! The source ledger: who speaks in articles, how much, and where.
//!
//! Comes in: articles in which quotations and people were found. Goes out: a row for each
//! speaker, be it a person, another name, a source without one, or nobody known. Persons
//! of several articles who have the same name are one row (`join`); a source without a
//! name is nobody else's. Who is one person, and whether it is a woman or a man, is told by
//! `people`. May not know files or terminals.

pub mod chart;
mod join;

use std::collections::HashMap;

use crate::article::{Article, Certainty, Quote, Span, one_line};
use crate::engine::fold::{fold, lower};
use crate::evidence::{Called, called};
use crate::people::{Gender, gender};

/// The number of a paragraph that there is not, after all others.
const NOWHERE: usize = usize::MAX;

/// What a speaker is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Somebody among the article's people.
    Person,
    /// A name that is none of theirs: a body, or somebody of whom too little is told.
    Name,
    /// Words that name nobody: “a senior official”.
    Unnamed,
    #[default]
    Unknown,
}

impl Kind {
    /// The word that every output has for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Name => "name",
            Kind::Unnamed => "unnamed",
            Kind::Unknown => "unknown",
        }
    }
}

/// A speaker.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The name, or the words that stand for one; empty if nobody is known.
    pub name: String,
    pub aliases: Vec<String>,
    pub kind: Kind,
    pub role: Option<String>,
    /// What the articles' words say of it. Signs that contradict each other say nothing.
    signs: Vec<(Gender, Sign)>,
    /// In order.
    pub turns: Vec<Turn>,
    first: Place,
    /// The articles in which the speaker is quoted.
    pub articles: usize,
}

/// Words that tell a gender, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sign {
    words: String,
    at: Place,
}

/// A place in one of the articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which article of the ledger.
    pub article: usize,
    pub paragraph: usize,
    /// The number of the section, from 1.
    pub section: usize,
}

/// A quotation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    pub at: Place,
    /// Its index in the article.
    pub quote: usize,
    pub words: usize,
    /// It is a guess whose it is.
    pub is_unsure: bool,
}

/// What is told of an article beside its speakers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The file, as records call it.
    pub file: String,
    /// `2020-09`, if the article has a date.
    pub month: Option<String>,
    pub paragraphs: usize,
    /// The headings of its sections.
    pub headings: Vec<Option<String>>,
}

/// The speakers of articles, those who are quoted most first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    pub rows: Vec<Row>,
    pub sheets: Vec<Sheet>,
    /// All quoted words.
    pub words: usize,
}

impl Row {
    pub fn words(&self) -> usize {
        self.turns.iter().map(|turn| turn.words).sum()
    }

    /// How many of the quotations are only guessed to be theirs.
    pub fn unsure(&self) -> usize {
        self.turns.iter().filter(|turn| turn.is_unsure).count()
    }

    /// Where the speaker is first mentioned or quoted, if that is in the text.
    pub fn first(&self) -> Option<&Place> {
        Some(&self.first).filter(|first| (1..NOWHERE).contains(&first.paragraph))
    }

    /// How they are called where there is a line for each.
    pub fn shown(&self) -> &str {
        if self.kind == Kind::Unknown { "unknown speaker" } else { &self.name }
    }

    /// What the words of the articles say, if they say one thing.
    pub fn gender(&self) -> Option<Gender> {
        gender::agreed(self.signs.iter().map(|(gender, _)| *gender))
    }

    /// The first words that say so, and their paragraph.
    fn sign(&self) -> Option<(&str, usize)> {
        self.signs.first().map(|(_, sign)| (sign.words.as_str(), sign.at.paragraph))
    }
}

impl Ledger {
    /// The ledger of one article; the file is how records call it.
    pub fn of(article: &Article, file: &str) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.add(article, file);
        ledger.finish()
    }

    /// Takes one more article in. [`Ledger::finish`] makes rows of what was taken in.
    pub fn add(&mut self, article: &Article, file: &str) {
        let number = self.sheets.len();
        let places = Places { article, paragraphs: article.paragraphs(), number };
        self.sheets.push(sheet(article, file, &places));
        self.words += article.quotes.iter().map(Quote::count).sum::<usize>();
        self.rows.extend(rows(&places));
    }

    /// The rows of those who speak, joined over articles and in order.
    pub fn finish(mut self) -> Ledger {
        self.rows = join::join(self.rows);
        self.rows.retain(|row| !row.turns.is_empty());
        for row in &mut self.rows {
            row.turns.sort_by_key(|turn| (turn.at.article, turn.quote));
            row.articles = row.turns.chunk_by(|a, b| a.at.article == b.at.article).count();
        }
        let key = |row: &Row| (row.kind == Kind::Unknown, std::cmp::Reverse(row.words()), row.first.clone());
        self.rows.sort_by_cached_key(key);
        self
    }

    /// The share of all quoted words, 0 to 1.
    pub fn share(&self, row: &Row) -> f64 {
        row.words() as f64 / self.words.max(1) as f64
    }

    pub fn quotes(&self) -> usize {
        self.rows.iter().map(|row| row.turns.len()).sum()
    }

    /// The heading of the section that a place is in.
    pub fn heading(&self, place: &Place) -> Option<&str> {
        let sheet = self.sheets.get(place.article)?;
        sheet.headings.get(place.section.checked_sub(1)?)?.as_deref()
    }

    /// The month in which a place was published.
    pub fn month(&self, place: &Place) -> Option<&str> {
        self.sheets.get(place.article)?.month.as_deref()
    }

    /// The words by which a gender is told, and where: `“she” (paragraph 3)`.
    pub fn gender_from(&self, row: &Row) -> Option<String> {
        row.gender()?;
        let (_, Sign { words, at }) = row.signs.first()?;
        let file = self.sheets.get(at.article).filter(|_| self.sheets.len() > 1);
        let file = file.map_or(String::new(), |sheet| format!("{}, ", sheet.file));
        Some(format!("“{words}” ({file}paragraph {})", at.paragraph))
    }
}

/// Where the blocks of an article are.
struct Places<'a> {
    article: &'a Article,
    paragraphs: Vec<usize>,
    number: usize,
}

impl Places<'_> {
    fn of(&self, span: &Span) -> Place {
        // What stands in the headline stands before the first paragraph.
        let paragraph = self.paragraphs.get(span.block).map_or(1, |&number| number.max(1));
        Place { article: self.number, paragraph, section: self.article.section_of(span.block) + 1 }
    }
}

fn sheet(article: &Article, file: &str, places: &Places<'_>) -> Sheet {
    Sheet {
        file: file.to_string(),
        month: article.published.as_deref().and_then(month).map(str::to_string),
        paragraphs: places.paragraphs.last().copied().unwrap_or(0),
        headings: article.sections.iter().map(|section| section.heading.clone()).collect(),
    }
}

/// `2020-09` of `2020-09-10`.
fn month(date: &str) -> Option<&str> {
    let is_month = |month: &&str| chrono::NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").is_ok();
    date.get(..7).filter(is_month)
}

/// The speakers of one article, with those of its people who say nothing: whose an alias is
/// depends on them as well.
fn rows(places: &Places<'_>) -> Vec<Row> {
    let article = places.article;
    let mut rows: Vec<Row> = article
        .people
        .iter()
        .map(|person| {
            let first = person.mentions.first().map(|span| places.of(span));
            Row {
                name: person.name.clone(),
                aliases: person.aliases.clone(),
                kind: Kind::Person,
                role: person.role.as_deref().map(one_line),
                first: first.unwrap_or(Place { article: places.number, paragraph: NOWHERE, section: NOWHERE }),
                ..Row::default()
            }
        })
        .collect();
    let mut others: HashMap<String, usize> = HashMap::new();
    for (index, quote) in article.quotes.iter().enumerate() {
        let at =
            quote.spans.first().map_or(Place { article: places.number, ..Place::default() }, |span| places.of(span));
        let row = match quote.speaker.filter(|id| *id < article.people.len()) {
            Some(person) => person,
            None => {
                let other = other(article, quote, &at);
                *others.entry(lower(&fold(&other.name))).or_insert_with(|| {
                    rows.push(other);
                    rows.len() - 1
                })
            }
        };
        let row = &mut rows[row];
        // What has no place in the text is at no place.
        if !quote.spans.is_empty() {
            row.first = row.first.clone().min(at.clone());
        }
        let is_unsure = row.kind != Kind::Unknown && quote.certainty <= Certainty::Unsure;
        row.turns.push(Turn { at, quote: index, words: quote.count(), is_unsure });
    }
    for (row, signs) in rows.iter_mut().zip(gender::signs(article)) {
        row.signs = signs
            .into_iter()
            .map(|(gender, span)| (gender, Sign { words: one_line(article.words(&span)), at: places.of(&span) }))
            .collect();
    }
    rows
}

/// Somebody who is none of the article's people.
fn other(article: &Article, quote: &Quote, at: &Place) -> Row {
    let (name, kind) = match called(article, quote) {
        Some(Called::Name(name)) => (name, Kind::Name),
        Some(Called::Unnamed(words)) => (words, Kind::Unnamed),
        None => (String::new(), Kind::Unknown),
    };
    Row { name, kind, first: at.clone(), ..Row::default() }
}

#[cfg(test)]
mod tests;
