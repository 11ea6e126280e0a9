//! What a quotation, a person, a section, a note or a speaker says of itself, as named fields.
//!
//! Comes in: an opened article. Goes out: records, made one at a time, with the
//! same fields in JSON, CSV and templates. May not know any format.

mod id;
mod link;
mod note;
mod source;

use std::borrow::Cow;

pub use id::ids;
use link::{All, Link};
pub use note::notes;
pub use source::{SOURCE, TURN, sources, turns};

use crate::address;
use crate::article::{Article, Quote, Span};
use crate::clean;
use crate::library::Opened;
use crate::plain::Plain;

/// A field: its name everywhere, and what it holds.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub about: &'static str,
}

const fn field(name: &'static str, about: &'static str) -> Field {
    Field { name, about }
}

/// The fields of a quotation, in order.
pub const QUOTE: [Field; 19] = [
    field("file", "the file it was read from"),
    field("id", "a name for it that outlives edits elsewhere in the article"),
    field("words", "the words, without the outer marks, on one line"),
    field("speaker", "who said it; empty if unknown"),
    field("said_as", "the mention that says it: a name, “she”, “a senior official”"),
    field("cue", "the words of saying: “told”, “according to”"),
    field("certainty", "how sure the speaker is: sure, likely, unsure or unknown"),
    field("origin", "author: the content file has it; found: it was found in the text; corrected: by a reader"),
    field("context", "when, where or to whom"),
    field("section", "the heading of the section in which it begins; a lead has none"),
    field("paragraph", "the number of the paragraph in which it begins, from 1"),
    field("spans", "start and end of each piece, in code points of `show`"),
    field("title", "the article’s title"),
    field("authors", "who wrote the article"),
    field("source", "the name of what the article is from"),
    field("url", "the article’s address"),
    field("link", "the address with a text fragment, which opens it at the words"),
    field("published", "the article’s date, as YYYY-MM-DD"),
    field("address", "file, id and words: `pullquote open` finds it again, also after edits"),
];

/// The fields of a person, in order.
pub const PERSON: [Field; 8] = [
    field("file", "the file the person is named in"),
    field("name", "the full name"),
    field("aliases", "other forms of the name"),
    field("role", "what the person is"),
    field("about", "more about the person"),
    field("quotes", "how many quotations are theirs"),
    field("share", "their share of all quoted words, 0 to 1"),
    field("origin", "author, found or corrected, as for quotations"),
];

/// The fields of a section, in order.
pub const SECTION: [Field; 5] = [
    field("file", "the file it is in"),
    field("section", "its number, from 1"),
    field("heading", "its heading; a lead has none"),
    field("paragraphs", "how many paragraphs it has"),
    field("quotes", "how many quotations begin in it"),
];

/// The fields of a highlight or a note, in order.
pub const NOTE: [Field; 18] = [
    field("file", "the file the article was read from"),
    field("id", "a name for it that stays"),
    field("words", "the words that it is about, on one line"),
    field("text", "what was noted; a highlight has none"),
    field("place", "found, changed (other words stand there), perhaps (in doubt), lost, or skipped (not looked for)"),
    field("now", "the words that stand there now, where they are others"),
    field("was", "the words that it was on first, if they changed and then the note was edited"),
    field("speaker", "who said the words, where they are of one quotation"),
    field("certainty", "how sure the speaker is: sure, likely, unsure or unknown"),
    field("section", "the heading of the section in which they begin"),
    field("paragraph", "the number of the paragraph in which they begin, from 1"),
    field("made", "when it was made, in UTC"),
    field("title", "the article’s title"),
    field("authors", "who wrote the article"),
    field("source", "the name of what the article is from"),
    field("url", "the article’s address"),
    field("link", "the address with a text fragment, which opens it at the words"),
    field("published", "the article’s date, as YYYY-MM-DD"),
];

/// The fields of what somebody said across articles: those of the first quotation of it, and
/// where else it stands.
pub const SAYING: [Field; QUOTE.len() + 2] = {
    let mut fields = [field("also", "other articles with the same words, as file#id"); QUOTE.len() + 2];
    let mut at = 0;
    while at < QUOTE.len() {
        fields[at] = QUOTE[at];
        at += 1;
    }
    fields[QUOTE.len() + 1] = field("differing", "other articles with nearly the same words, as file#id");
    fields
};

/// The fields of a passage, in order.
pub const PASSAGE: [Field; 9] = [
    field("file", "the file it was read from"),
    field("words", "the words of the paragraph, on one line"),
    field("paragraph", "its number in the article, from 1"),
    field("quotes", "how many quotations the article has"),
    field("title", "the article’s title"),
    field("authors", "who wrote the article"),
    field("source", "the name of what the article is from"),
    field("url", "the article’s address"),
    field("published", "the article’s date, as YYYY-MM-DD"),
];

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Quote,
    Person,
    Section,
    Note,
    /// What somebody said, across articles.
    Saying,
    /// A paragraph that was found.
    Passage,
    Source,
    Turn,
}

impl Kind {
    /// The fields of such a record: the one list that every format follows.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Kind::Quote => &QUOTE,
            Kind::Person => &PERSON,
            Kind::Section => &SECTION,
            Kind::Note => &NOTE,
            Kind::Saying => &SAYING,
            Kind::Passage => &PASSAGE,
            Kind::Source => &SOURCE,
            Kind::Turn => &TURN,
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    Missing,
    Text(Cow<'a, str>),
    Number(usize),
    /// 0 to 1.
    Share(f64),
    List(&'a [String]),
    Spans(Vec<[usize; 2]>),
    Link(Link<'a>),
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Value<'a> {
        text.map_or(Value::Missing, |t| Value::Text(Cow::Borrowed(t)))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<Option<Cow<'a, str>>> for Value<'a> {
    fn from(text: Option<Cow<'a, str>>) -> Value<'a> {
        text.map_or(Value::Missing, Value::Text)
    }
}

impl From<Option<usize>> for Value<'_> {
    fn from(number: Option<usize>) -> Self {
        number.map_or(Value::Missing, Value::Number)
    }
}

/// The fields of one quotation, person, section or note, with their values.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<'a> {
    pub kind: Kind,
    /// As many as the kind has fields, in their order.
    pub values: Vec<Value<'a>>,
}

impl<'a> Record<'a> {
    /// The fields' names with their values.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &Value<'a>)> {
        self.kind.fields().iter().map(|f| f.name).zip(&self.values)
    }

    /// The text of a field that has one.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields().find(|(n, _)| *n == name).and_then(|(_, value)| match value {
            Value::Text(text) => Some(text.as_ref()),
            Value::Link(link) => link.text(),
            _ => None,
        })
    }

    /// The entries of a field that has several.
    pub fn list(&self, name: &str) -> &'a [String] {
        self.fields().find(|(n, _)| *n == name).map_or(&[], |(_, value)| match value {
            Value::List(list) => list,
            _ => &[],
        })
    }
}

/// The quotations of one article, ready to be made records of.
pub struct Quotes<'a> {
    opened: &'a Opened,
    ids: Vec<String>,
    spans: Vec<Vec<[usize; 2]>>,
    /// For each block how many paragraphs there are up to its end.
    paragraphs: Vec<usize>,
    links: All<'a>,
}

impl<'a> Quotes<'a> {
    pub fn new(opened: &'a Opened) -> Quotes<'a> {
        let article = &opened.article;
        let paragraphs = article.paragraphs();
        Quotes { opened, ids: ids(article), spans: spans(article), paragraphs, links: All::default() }
    }

    /// One quotation, by its index in the article.
    pub fn record(&self, index: usize) -> Option<Record<'a>> {
        let article = &self.opened.article;
        let quote = article.quotes.get(index)?;
        let block = quote.spans.first().map(|s| s.block);
        let values: [Value<'a>; QUOTE.len()] = [
            self.opened.file.as_str().into(),
            Value::Text(self.ids.get(index)?.clone().into()),
            Value::Text(article.quoted(quote)),
            article.speaker(quote).map(|p| p.name.as_str()).into(),
            quote.said_as.as_ref().map(|span| mention(article, span)).into(),
            quote.cue.as_ref().map(|span| mention(article, span)).into(),
            quote.certainty.name().into(),
            quote.origin.name().into(),
            quote.context.as_deref().into(),
            article.section_of_quote(quote).and_then(|s| s.heading.as_deref()).into(),
            // What is quoted in the headline stands before the first paragraph.
            block.and_then(|b| self.paragraphs.get(b)).map(|&n| n.max(1)).into(),
            Value::Spans(self.spans.get(index)?.clone()),
            Some(article.title.as_str()).filter(|t| !t.is_empty()).into(),
            Value::List(&article.authors),
            article.source.name.as_deref().into(),
            article.source.url.as_deref().into(),
            Value::Link(Link::new(article, quote, &self.links)),
            article.published.as_deref().into(),
            Value::Text(address::written(article, quote, &self.opened.file, self.ids.get(index)?).into()),
        ];
        Some(Record { kind: Kind::Quote, values: values.into() })
    }
}

/// Words of the article on one line.
fn mention<'a>(article: &'a Article, span: &Span) -> Cow<'a, str> {
    clean::line(article.words(span))
}

/// The spans of every quotation in code points of the article's plain text.
fn spans(article: &Article) -> Vec<Vec<[usize; 2]>> {
    let all: Vec<&Span> = article.quotes.iter().flat_map(|q| &q.spans).collect();
    let mut points = Plain::whole(article).points(article, &all).into_iter();
    article.quotes.iter().map(|quote| points.by_ref().take(quote.spans.len()).collect()).collect()
}

/// The people of an article, in the order of the file.
pub fn people(opened: &Opened) -> impl Iterator<Item = Record<'_>> {
    let article = &opened.article;
    article.people.iter().zip(article.voices()).map(|(person, voice)| {
        let values: [Value<'_>; PERSON.len()] = [
            opened.file.as_str().into(),
            person.name.as_str().into(),
            Value::List(&person.aliases),
            person.role.as_deref().into(),
            person.about.as_deref().into(),
            Value::Number(voice.quotes),
            Value::Share(voice.share),
            person.origin.name().into(),
        ];
        Record { kind: Kind::Person, values: values.into() }
    })
}

/// The sections of an article, in order.
pub fn sections(opened: &Opened) -> impl Iterator<Item = Record<'_>> {
    let article = &opened.article;
    let mut quotes = vec![0; article.sections.len()];
    let begins = |q: &Quote| q.spans.first().map(|s| article.section_of(s.block));
    for section in article.quotes.iter().filter_map(begins) {
        if let Some(count) = quotes.get_mut(section) {
            *count += 1;
        }
    }
    article.sections.iter().zip(quotes).enumerate().map(|(index, (section, quotes))| {
        let blocks = article.blocks.get(section.blocks.clone()).unwrap_or_default();
        let paragraphs = blocks.iter().filter(|b| b.kind.is_paragraph()).count();
        let values: [Value<'_>; SECTION.len()] = [
            opened.file.as_str().into(),
            Value::Number(index + 1),
            section.heading.as_deref().into(),
            Value::Number(paragraphs),
            Value::Number(quotes),
        ];
        Record { kind: Kind::Section, values: values.into() }
    })
}

#[cfg(test)]
mod tests;
