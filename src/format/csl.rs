//! Quotations as items of CSL-JSON, which programs for references and citation
//! processors read.
//!
//! Comes in: the record of a quotation. Goes out: an item for its article, with the
//! words as a note. May not know any other format.

use serde::Serialize;

use super::name::Name;
use super::reference::{Kind, Reference};
use crate::record::Record;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item<'a> {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    note: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Person {
        family: &'a str,
        given: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        suffix: Option<&'a str>,
    },
    Whole {
        literal: &'a str,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: [Vec<u16>; 1],
}

impl<'a> Item<'a> {
    pub fn of(record: &'a Record<'_>) -> Item<'a> {
        let reference = Reference::of(record);
        let author = |name| match name {
            Name::Person { family, given, suffix } => Author::Person { family, given, suffix },
            Name::Whole(literal) => Author::Whole { literal },
        };
        Item {
            id: reference.key,
            r#type: match reference.kind {
                Kind::Article => "article-newspaper",
                Kind::Page => "webpage",
                Kind::Book => "book",
            },
            title: reference.title,
            author: reference.authors.into_iter().map(author).collect(),
            container_title: reference.source.filter(|_| reference.kind != Kind::Book),
            publisher: reference.source.filter(|_| reference.kind == Kind::Book),
            issued: Some(reference.date).filter(|d| !d.is_empty()).map(|date| Issued { date_parts: [date] }),
            url: reference.link,
            note: reference.note,
        }
    }
}

pub fn csl(record: &Record<'_>) -> String {
    // Words and numbers can always be written.
    serde_json::to_string(&Item::of(record)).unwrap_or_default()
}
