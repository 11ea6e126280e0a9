//! Where the quotation of an address stands in an article that may have been edited.
//!
//! Comes in: an article, the ids of its quotations, an address. Goes out: the quotation, and
//! how sure that is. An id that is there is believed if the words are the same; else the
//! words are looked for as those of notes are, by what stood around them and by how much of
//! them is left. May not know files.

use super::{Address, Piece, sides};
use crate::article::{Article, Block, Quote, Span, one_line};
use crate::engine::fold::{Folded, fold, lower};
use crate::notes::{self, Note, Placed};
use crate::passage::Passage;

/// What became of a quotation. The surest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is there, with the same neighbours.
    Same,
    /// The words are there, and something around them is other.
    Moved,
    /// Other words, and plainly in the place of them.
    Changed,
    /// Another place could be meant.
    Perhaps,
    /// The words are there, and are no quotation.
    Unquoted,
    /// Its words are not in the article.
    Lost,
    /// Nobody knows what its words were.
    Wordless,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub fit: Fit,
    /// The quotation, by its index.
    pub quote: Option<usize>,
    pub passage: Option<Passage>,
    /// The words as the address has them, and as they are now.
    pub was: String,
    pub now: Option<String>,
}

/// Looks for the quotation of an address. The ids are those of the article's quotations.
pub fn find(article: &Article, ids: &[String], address: &Address) -> Found {
    let was = address.words();
    let named = address.id.as_deref().map_or(Vec::new(), |id| named(ids, id));
    let is_it = |quote: &Quote| address.pieces.is_empty() || alike(&was, &quote.words) || is_short(address);
    let mut same = named.iter().copied().filter(|&quote| is_it(&article.quotes[quote]));
    match (same.next(), same.next()) {
        (Some(quote), None) => return found(article, Fit::Same, quote, was),
        // Too few digits to tell them apart.
        (Some(quote), Some(_)) if address.pieces.is_empty() => return found(article, Fit::Perhaps, quote, was),
        _ if address.pieces.is_empty() => return nowhere(Fit::Wordless, was),
        _ => {}
    }
    by_words(article, address, was)
}

/// Whether words between the first and the last are left out.
fn is_short(address: &Address) -> bool {
    address.pieces.iter().any(|piece| piece.end.is_some())
}

/// The quotations that an id means: the one that has it, else those whose ids are longer.
fn named(ids: &[String], id: &str) -> Vec<usize> {
    if let Some(exact) = ids.iter().position(|own| own == id) {
        return vec![exact];
    }
    let is_longer = |own: &str| own.strip_prefix(id).is_some_and(|rest| !rest.contains('-'));
    (0..ids.len()).filter(|&quote| is_longer(&ids[quote])).collect()
}

fn alike(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

fn found(article: &Article, fit: Fit, quote: usize, was: String) -> Found {
    let spans = &article.quotes[quote].spans;
    let passage = spans.first().zip(spans.last());
    let passage = passage.map(|(a, b)| Passage { start: (a.block, a.start), end: (b.block, b.end) });
    Found { fit, quote: Some(quote), passage, was, now: Some(article.quotes[quote].words.clone()) }
}

fn nowhere(fit: Fit, was: String) -> Found {
    Found { fit, quote: None, passage: None, was, now: None }
}

fn by_words(article: &Article, address: &Address, was: String) -> Found {
    let places: Vec<(Option<Passage>, notes::Fit)> = placed(&address.pieces, &article.blocks);
    let passages: Vec<Passage> = places.iter().filter_map(|(passage, _)| *passage).collect();
    let Some(first) = passages.first() else { return nowhere(Fit::Lost, was) };
    let is_sure = places.iter().all(|(_, fit)| matches!(fit, notes::Fit::Same | notes::Fit::Changed));
    let Some(quote) = quote_at(article, &passages) else {
        let spans = first.spans(&article.blocks);
        let now = spans.iter().map(|span| article.words(span)).collect::<Vec<_>>().join(" ");
        let fit = if is_sure { Fit::Unquoted } else { Fit::Perhaps };
        return Found { fit, quote: None, passage: Some(*first), was, now: Some(one_line(&now)) };
    };
    let is_same = places.iter().all(|(_, fit)| *fit == notes::Fit::Same);
    let is_sure = is_sure || is_plain(article, quote, &address.pieces, &places);
    let words = &article.quotes[quote].words;
    let fit = match () {
        // Whoever made it in a browser may have meant a part of the quotation.
        () if is_same && address.id.is_none() => Fit::Same,
        () if is_same && (alike(&was, words) || is_short(address)) => Fit::Moved,
        () if is_sure => Fit::Changed,
        () => Fit::Perhaps,
    };
    found(article, fit, quote, was)
}

/// Whether a quotation is plainly meant although its words alone would be too few to tell:
/// all that stood around it still does, or another piece of it is there as it was.
fn is_plain(article: &Article, quote: usize, pieces: &[Piece], places: &[(Option<Passage>, notes::Fit)]) -> bool {
    let spans = &article.quotes[quote].spans;
    let is_within = |passage: &Passage| {
        let touches = |span: &Span| passage.within(span.block, span.end).is_some_and(|words| words.end > span.start);
        spans.iter().any(touches)
    };
    let stands_between = |piece: &Piece| {
        let is_between = |span: &Span| {
            sides(article, span)
                .is_some_and(|[before, after]| alike(&before, &piece.before) && alike(&after, &piece.after))
        };
        !piece.before.is_empty() && !piece.after.is_empty() && spans.iter().any(is_between)
    };
    let is_there = |(piece, (passage, fit)): (&Piece, &(Option<Passage>, notes::Fit))| match passage {
        Some(passage) => is_within(passage) && (*fit == notes::Fit::Same || stands_between(piece)),
        None => false,
    };
    let all = || pieces.iter().zip(places);
    all().all(is_there)
        || all().any(is_there)
            && places.iter().all(|(passage, _)| passage.as_ref().is_some_and(is_within))
            && pieces.len() > 1
}

/// The quotation with the most of some passages in it, if that is half of them at least.
fn quote_at(article: &Article, passages: &[Passage]) -> Option<usize> {
    let spans: Vec<Span> = passages.iter().flat_map(|passage| passage.spans(&article.blocks)).collect();
    let all: usize = spans.iter().map(|span| span.end - span.start).sum();
    let shared =
        |a: &Span, b: &Span| if a.block == b.block { a.end.min(b.end).saturating_sub(a.start.max(b.start)) } else { 0 };
    let within = |quote: &Quote| -> usize { spans.iter().flat_map(|a| quote.spans.iter().map(|b| shared(a, b))).sum() };
    // Of one within another that which is no longer than it has to be.
    let length = |quote: &Quote| quote.spans.iter().map(|span| span.end - span.start).sum::<usize>();
    let counted = article.quotes.iter().enumerate().map(|(index, quote)| (within(quote), length(quote), index));
    let (most, _, quote) = counted.max_by_key(|(shared, length, _)| (*shared, std::cmp::Reverse(*length)))?;
    (most > 0 && most * 2 >= all).then_some(quote)
}

/// Where the pieces stand, and how sure that is.
fn placed(pieces: &[Piece], blocks: &[Block]) -> Vec<(Option<Passage>, notes::Fit)> {
    let sought = pieces.iter().enumerate().map(|(number, piece)| Placed {
        note: note(number, piece),
        passage: None,
        fit: notes::Fit::Sought,
    });
    let mut placed = notes::find_sought(sought.collect(), blocks);
    // They come back in the order of the text.
    placed.sort_by_key(|placed| placed.note.id.parse::<usize>().unwrap_or(0));
    let whole = |(piece, placed): (&Piece, &Placed)| match (&piece.end, placed.passage) {
        (Some(end), Some(passage)) => {
            up_to(passage, end, blocks).map_or((None, notes::Fit::Lost), |all| (Some(all), placed.fit))
        }
        (_, passage) => (passage, placed.fit),
    };
    pieces.iter().zip(&placed).map(whole).collect()
}

fn note(number: usize, piece: &Piece) -> Note {
    let (before, after) = (piece.before.clone(), piece.after.clone());
    // What follows the first words of a long piece is not told.
    let after = if piece.end.is_some() { String::new() } else { after };
    Note { id: number.to_string(), words: vec![piece.words.clone()], before, after, ..Note::default() }
}

/// A passage with all that follows in its block up to some words.
fn up_to(passage: Passage, end: &str, blocks: &[Block]) -> Option<Passage> {
    let (block, from) = passage.end;
    let own = std::slice::from_ref(blocks.get(block)?);
    let folded = Folded::new(own);
    let begin = folded.offset_of(0, from);
    let (text, end) = (lower(&folded.text), lower(&fold(end)));
    let at = begin + text.get(begin..)?.find(&end)?;
    let span = folded.span(&(at..at + end.len()), own);
    Some(Passage { end: (block, span.end), ..passage })
}
