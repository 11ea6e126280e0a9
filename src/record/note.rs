//! The records of highlights and notes.
//!
//! Comes in: an opened article and its notes, with their places. Goes out: a record for
//! each, in the order of the notes. May not know any format.

use std::borrow::Cow;

use super::link::Links;
use super::{NOTE, Record, Value};
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
    let paragraphs = article.paragraphs();
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

/// The quotation that the first and the last of some words are of, marks aside: what stands
/// between its pieces tells who says it.
fn said<'a>(article: &'a Article, spans: &[Span]) -> Option<&'a Quote> {
    let is_word = |c: char| c.is_alphanumeric();
    let (first, last) = (spans.first()?, spans.last()?);
    let first = (first.block, first.start + article.words(first).find(is_word)?);
    let last = (last.block, last.start + article.words(last).rfind(is_word)?);
    let holds = |quote: &Quote, (block, byte): (usize, usize)| {
        quote.spans.iter().any(|span| span.block == block && (span.start..span.end).contains(&byte))
    };
    article.quotes.iter().find(|quote| holds(quote, first) && holds(quote, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    #[test]
    fn an_interrupted_quotation_is_its_speakers() {
        let words = "“I will not go,” Ada said, “not ever.” “Nor will I,” said Tom.";
        let span = |inner: &str| {
            let start = words.find(inner).expect("there");
            Span { block: 0, start, end: start + inner.len() }
        };
        let quote = |inner: &[&str], speaker| Quote {
            spans: inner.iter().map(|inner| span(inner)).collect(),
            speaker: Some(speaker),
            ..Quote::default()
        };
        let article = Article {
            blocks: vec![Block { words: words.into(), ..Block::default() }].into(),
            quotes: vec![quote(&["I will not go,", "not ever."], 0), quote(&["Nor will I,"], 1)],
            ..Article::default()
        };
        let speaker = |inner: &str| said(&article, &[span(inner)]).and_then(|quote| quote.speaker);
        assert_eq!(speaker("“I will not go,” Ada said, “not ever.”"), Some(0));
        assert_eq!(speaker("“Nor will"), Some(1));
        assert_eq!(speaker("not ever.” “Nor will I"), None);
        assert_eq!(speaker("Ada said"), None);
        assert_eq!(said(&article, &[]), None);
    }
}
