//! What a quotation needs beside its words to be found where it stands.
//!
//! Comes in: an article, a quotation with its spans. Goes out: the number of its place,
//! and whether its words are written whole, between marks or in pieces. May not know
//! TOML.

use std::borrow::Cow;

use crate::article::{Article, Block, Quote, Span, one_line};
use crate::engine::locate::{Locator, Wanted};

/// So many equal places are told apart by their number.
const PLACES: usize = 200;

/// Choosing a number for one quotation may move those after it: so often all are
/// looked at anew.
const ROUNDS: usize = 4;

/// What is written beside the words of a quotation so that they are found where it is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hint {
    /// The number of the place among those that are as good.
    pub nth: Option<usize>,
    pub form: Form,
}

/// How the words are written.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Form {
    #[default]
    Bare,
    /// Between marks: those that they have themselves are then no outer ones.
    Marked,
    InPieces,
}

/// For each quotation a hint, where its words alone would be found at another place,
/// or at several.
pub fn hints<'a>(article: &'a Article, quotes: &[&Quote], locator: fn(&'a [Block]) -> Locator<'a>) -> Vec<Hint> {
    if quotes.is_empty() {
        return Vec::new();
    }
    let locator = || locator(&article.blocks);
    let mut hints = vec![Hint::default(); quotes.len()];
    let mut probe = locator();
    for _ in 0..ROUNDS {
        let mut locator = locator();
        let before = hints.clone();
        for (quote, hint) in quotes.iter().zip(&mut hints) {
            if locate(article, quote, *hint, &mut locator) != quote.spans {
                *hint = self::hint(article, quote, &mut probe);
                // Those after it are looked for from its right place on.
                locate(article, quote, *hint, &mut locator);
            }
        }
        for (quote, hint) in quotes.iter().zip(&mut hints).filter(|(_, hint)| **hint == Hint::default()) {
            if locator.rivals(&wanted(article, &quote.words, None), &quote.spans) > 0 {
                *hint = self::hint(article, quote, &mut probe);
            }
        }
        if hints == before {
            break;
        }
    }
    hints
}

pub fn hint(article: &Article, quote: &Quote, probe: &mut Locator<'_>) -> Hint {
    let mut number = |form| {
        let words = words(quote, form);
        probe.number(&wanted(article, &words, None), &quote.spans, PLACES).map(|nth| Hint { nth: Some(nth), form })
    };
    let form = if quote.spans.len() > 1 { Form::InPieces } else { Form::Bare };
    number(Form::Bare).or_else(|| number(Form::Marked)).unwrap_or(Hint { nth: None, form })
}

/// All ways to write a quotation, the plainest first; not each leads to its place.
pub fn candidates(article: &Article, quote: &Quote, probe: &mut Locator<'_>) -> Vec<Hint> {
    let numbered = hint(article, quote, probe);
    let mut out = vec![Hint::default(), numbered, Hint { form: Form::Marked, nth: None }];
    if let [first, _, ..] = &quote.spans[..] {
        let alone = Quote { spans: vec![first.clone()], words: article.words(first).to_string(), ..Quote::default() };
        let form = Form::InPieces;
        out.extend([Hint { nth: None, form }, Hint { form, ..hint(article, &alone, probe) }]);
    }
    out.dedup();
    out
}

/// Where a quotation is found with a hint, as the reader of content files finds it.
fn locate(article: &Article, quote: &Quote, hint: Hint, locator: &mut Locator<'_>) -> Vec<Span> {
    let words = words(quote, hint.form);
    let wanted = wanted(article, &words, hint.nth);
    match hint.form {
        Form::InPieces => locator.locate_pieces(&pieces(article, quote), &wanted),
        Form::Bare | Form::Marked => locator.locate(&wanted),
    }
}

/// The words of a quotation in one string.
pub fn words(quote: &Quote, form: Form) -> Cow<'_, str> {
    if form == Form::Marked { format!("“{}”", quote.words).into() } else { quote.words.as_str().into() }
}

fn wanted<'a>(article: &Article, words: &'a str, nth: Option<usize>) -> Wanted<'a> {
    Wanted { words, blocks: 0..article.blocks.len(), nth }
}

/// The words of each span, on one line.
pub fn pieces(article: &Article, quote: &Quote) -> Vec<String> {
    quote.spans.iter().map(|span| one_line(article.words(span))).collect()
}
