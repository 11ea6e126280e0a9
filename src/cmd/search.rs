//! `pullquote search`: passages of the library, by words, fields and dates.
//!
//! Comes in: what was typed. Goes out: the passages, the likeliest first: for a reader in
//! some lines, else as records. May not know how the index finds them.

use std::io::IsTerminal;

use super::browse::browse;
use super::config;
use super::desk::{Desk, Form, Halt};
use super::index::ask;
use super::read::is_linear;
use super::stock::Passages;
use super::terminal_width;
use crate::article::{Block, one_line};
use crate::catalog::Hit;
use crate::catalog::query::{Field, Query};
use crate::cli::{Read, Search};
use crate::engine::search::{Text, Wanted};
use crate::glyph::beginning;
use crate::layout::wrap;
use crate::record::{Kind, Record, Value};

/// The widest line, and the rows of a passage for a reader.
const WIDEST: usize = 100;
const ROWS: usize = 3;

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
        let config = config::load()?;
        if is_linear(read, &config) {
            return hits.iter().try_for_each(|hit| desk.write(&shown(hit, &query)));
        }
        return browse(desk, read, config, &mut Passages { title: format!("Passages with {typed}"), hits });
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

/// Where it is, then the words around the first of those that were looked for.
fn shown(hit: &Hit, query: &Query) -> String {
    let room = terminal_width().unwrap_or(WIDEST).min(WIDEST).saturating_sub(2).max(20);
    let words = one_line(&hit.passage.words);
    let passage = around(&words, query, ROWS * room);
    let card = &hit.card;
    let facts = [Some(&card.title).filter(|t| !t.is_empty()), card.source.as_ref(), card.published.as_ref()];
    let head = facts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ");
    let lines: String = wrap(&passage, room).into_iter().map(|range| format!("  {}\n", &passage[range])).collect();
    format!("{head}\n{}:{}\n{lines}\n", card.file, hit.passage.paragraph)
}

/// So many columns of words, from a word a little before the first that was looked for.
fn around(words: &str, query: &Query, columns: usize) -> String {
    let terms = query.terms.iter().filter(|t| !t.is_barred && matches!(t.field, Field::Words | Field::Quote));
    let blocks = [Block { words: words.to_string(), ..Block::default() }];
    let mut text = Text::new(&blocks);
    let first = terms.filter_map(|term| text.find(&blocks, &Wanted::typed(&term.words)).get(0)).map(|hit| hit.start);
    let before = first.min().unwrap_or(0).saturating_sub(columns / 3);
    let start = words.char_indices().map(|(at, _)| at).find(|&at| at >= before).unwrap_or(0);
    let start = if start == 0 { 0 } else { words[start..].find(' ').map_or(start, |space| start + space + 1) };
    let shown = beginning(&words[start..], columns);
    let (head, tail) = (if start > 0 { "… " } else { "" }, if start + shown.len() < words.len() { " …" } else { "" });
    format!("{head}{}{tail}", shown.trim_end())
}
