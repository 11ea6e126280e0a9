//! The choice of a person, where the list beside the body is.
//!
//! Comes in: the choice, and the reader. Goes out: what is listed.

use std::borrow::Cow;

use super::choices::Choices;
use crate::article::Article;
use crate::glyph::truncate;
use crate::ui::geometry::Focus;
use crate::ui::naming::{Asked, Choice, Naming};
use crate::ui::reader::Reader;

/// Columns of a quotation in the title.
const SHOWN: usize = 24;

pub fn choices<'c>(naming: &'c Naming, reader: &Reader<'c>) -> Choices<'c> {
    let row = |choice: &'c Choice| match choice {
        Choice::Person(id) => {
            let person = &reader.article.people[*id];
            (Cow::from(&person.name), person.role.clone())
        }
        Choice::New(name) => (Cow::from(format!("new: {name}")), None),
        Choice::Nobody => (Cow::from("nobody is named"), None),
    };
    Choices {
        title: asks(naming, reader.article),
        rows: naming.choices.iter().map(row).collect(),
        cursor: naming.cursor,
        none: "Nobody here is called so",
        over: [Focus::People, Focus::Quotes, Focus::Contents],
    }
}

/// What is asked, above the choices.
fn asks(naming: &Naming, article: &Article) -> String {
    match naming.asked {
        Asked::Speaker(quote) => {
            let words = article.quotes.get(quote).map_or("", |quote| &quote.words);
            format!("Who says “{}”", truncate(words, SHOWN))
        }
        Asked::Person(person) => {
            let name = article.people.get(person).map_or("", |person| &person.name);
            format!("Who {} is", truncate(name, SHOWN))
        }
    }
}
