//! `pullquote search`: passages of the library, by words, fields and dates.
//!
//! Comes in: what was typed. Goes out: the passages, the likeliest first: for a reader as
//! a list, else as records. May not know how the index finds them.

use std::io::IsTerminal;

use super::browse::browse;
use super::config;
use super::desk::{Desk, Form, Halt};
use super::index::ask;
use super::stock::Passages;
use crate::article::one_line;
use crate::catalog::Hit;
use crate::catalog::query::Query;
use crate::cli::{Read, Search};
use crate::record::{Kind, Record, Value};

pub fn run(desk: &mut Desk, args: &Search, read: &Read) -> Result<(), Halt> {
    let typed = args.words.join(" ");
    let query = Query::parse(&typed).map_err(|fault| Halt::Usage(fault.to_string()))?;
    let hits = ask(desk, |index| index.search(&query, args.limit))?;
    if hits.is_empty() {
        desk.missing(&format!("nothing in the library matches {typed:?}"));
        return Ok(());
    }
    let is_read = args.format.is_none() && args.rest.template.is_none() && std::io::stdout().is_terminal();
    if is_read {
        return browse(
            desk,
            read,
            config::load()?,
            &mut Passages { title: format!("Passages with {typed}"), query, hits },
        );
    }
    let mut form = Form::new(Kind::Passage, args.format.as_deref().unwrap_or("json"), &args.rest)?;
    for hit in &hits {
        desk.record(&mut form, &record(hit))?;
    }
    desk.end(&mut form)
}

fn record(hit: &Hit) -> Record<'_> {
    let card = &hit.card;
    let values = vec![
        card.file.as_str().into(),
        Value::Text(one_line(&hit.passage.words).into()),
        Value::Number(hit.passage.paragraph),
        Value::Number(card.quotes),
        Some(card.title.as_str()).filter(|title| !title.is_empty()).into(),
        Value::List(&card.authors),
        card.source.as_deref().into(),
        card.url.as_deref().into(),
        card.published.as_deref().into(),
    ];
    Record { kind: Kind::Passage, values }
}
