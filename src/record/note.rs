//! The records of highlights and notes.
//!
//! Comes in: an opened article and its notes, with their places. Goes out: a record for
//! each, in the order of the notes. May not know any format.

use std::borrow::Cow;

use super::link::Links;
use super::{NOTE, Record, Value, paragraphs};
use crate::article::{Article, Quote, Span};
use crate::library::Opened;
use crate::notes::Placed;

/// The notes of an article as records.
pub fn notes<'a>(opened: &'a Opened, placed: &'a [Placed]) -> Vec<Record<'a>> {
    let article = &opened.article;
    let spans = |placed: &Placed| placed.passage.map_or(Vec::new(), |passage| passage.spans(&article.blocks));
    // To lead to words is all the same whether somebody said them.
    let marked: Vec<Quote> = placed.iter().map(|placed| Quote { spans: spans(placed), ..Quote::default() }).collect();
    let links = Links::to(article, &marked);
    let paragraphs = paragraphs(article);
    let record = |(placed, marked): (&'a Placed, &Quote)| {
        let note = &placed.note;
        let block = marked.spans.first().map(|span| span.block);
        let quote = said(article, &marked.spans);
        let section = block.and_then(|block| article.sections.get(article.section_of(block)));
        let values: [Value<'a>; NOTE.len()] = [
            opened.file.as_str().into(),
            note.id.as_str().into(),
            Value::Text(note.line().into()),
            note.text.as_deref().into(),
            placed.fit.name().into(),
            placed.now(&article.blocks).map(Cow::from).into(),
            note.was.as_deref().into(),
            quote.and_then(|quote| article.speaker(quote)).map(|person| person.name.as_str()).into(),
            quote.map(|quote| quote.certainty.name()).into(),
            section.and_then(|section| section.heading.as_deref()).into(),
            block.and_then(|block| paragraphs.get(block)).map(|&number| number.max(1)).into(),
            note.made.as_deref().into(),
            Some(article.title.as_str()).filter(|title| !title.is_empty()).into(),
            Value::List(&article.authors),
            article.source.name.as_deref().into(),
            article.source.url.as_deref().into(),
            links.as_ref().map(|links| Cow::from(links.of(marked))).into(),
            article.published.as_deref().into(),
        ];
        Record { kind: super::Kind::Note, values: values.into() }
    };
    placed.iter().zip(&marked).map(record).collect()
}

/// The quotation that all of some words are of, its marks aside.
fn said<'a>(article: &'a Article, spans: &[Span]) -> Option<&'a Quote> {
    let is_word = |c: char| c.is_alphanumeric();
    let inner = |span: &Span| {
        let words = article.words(span);
        let end = words.rfind(is_word).map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
        let start = words.find(is_word).unwrap_or(end);
        Span { block: span.block, start: span.start + start, end: span.start + end }
    };
    let inner: Vec<Span> = spans.iter().map(inner).collect();
    let within =
        |inner: &Span, outer: &Span| inner.block == outer.block && outer.start <= inner.start && inner.end <= outer.end;
    let holds = |quote: &&Quote| inner.iter().all(|inner| quote.spans.iter().any(|outer| within(inner, outer)));
    article.quotes.iter().find(holds).filter(|_| !inner.is_empty())
}
