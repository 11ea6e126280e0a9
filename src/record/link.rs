//! An address that opens an article at the words of a quotation: a text fragment
//! (<https://wicg.github.io/scroll-to-text-fragment/>).
//!
//! Comes in: an article. Goes out: for each quotation the article's address with a
//! directive for each of its pieces. A browser takes the first place that a directive
//! fits, at the edges of words, whatever the case, within one paragraph: so words that
//! stand in the article more than once are given with their neighbours. May not know
//! any format.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use crate::article::{Article, Quote, Span, one_line};
use crate::clean::is_ignorable;
use crate::engine::fold::{Folded, lower};

/// What may have a meaning in a directive (`-`, `,`, `&`) or to whoever reads addresses
/// in a text is encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// Stands between the fragment of an address and its directives.
const DELIMITER: &str = ":~:";

/// So many bytes of words are given whole; of more the first and the last.
const WHOLE: usize = 100;

/// So many words at the beginning and at the end stand for all.
const EDGE: usize = 4;

/// How many words on each side are given, until that tells a place from all others.
const NEIGHBOURS: [usize; 6] = [0, 1, 2, 4, 8, 16];

/// From so many bytes the neighbours are taken: enough for those words, few enough for
/// a paragraph of megabytes.
const WINDOW: usize = 400;

/// So many pieces are led to; an address has an end.
const PIECES: usize = 8;

/// Places are the same if so many bytes are.
const SAMPLE: usize = 8;

/// Of so many places that may be the same no more are looked at.
const PLACES: usize = 1_000;

/// The address of a quotation. It is made when it is asked for: the whole article has to
/// be looked through for the first one, and most formats do without.
#[derive(Clone)]
pub struct Link<'a> {
    article: &'a Article,
    quote: &'a Quote,
    all: All<'a>,
    own: OnceCell<Option<String>>,
}

/// What the addresses of one article are made of, once the first was asked for.
pub type All<'a> = Rc<OnceCell<Option<Links<'a>>>>;

impl<'a> Link<'a> {
    pub fn new(article: &'a Article, quote: &'a Quote, all: &All<'a>) -> Link<'a> {
        Link { article, quote, all: Rc::clone(all), own: OnceCell::new() }
    }

    /// None if the article has no address on the web.
    pub fn text(&self) -> Option<&str> {
        let links = || self.all.get_or_init(|| Links::new(self.article)).as_ref();
        self.own.get_or_init(|| Some(links()?.of(self.quote))).as_deref()
    }
}

impl PartialEq for Link<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl fmt::Debug for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

/// The addresses of an article's quotations.
pub struct Links<'a> {
    article: &'a Article,
    /// With all that stands before the directives.
    address: String,
    folded: Folded,
    /// Where the text is the same as where a directive of this article begins.
    places: HashMap<[u8; SAMPLE], Vec<usize>>,
}

impl<'a> Links<'a> {
    /// None if the article has no address on the web.
    pub fn new(article: &'a Article) -> Option<Links<'a>> {
        Links::to(article, &article.quotes)
    }

    /// The same for whatever is marked by the spans of these.
    pub fn to(article: &'a Article, quotes: &[Quote]) -> Option<Links<'a>> {
        let address = address(article.source.url.as_deref()?)?;
        let mut folded = Folded::new(&article.blocks);
        folded.text = lower(&folded.text);
        let mut links = Links { article, address, folded, places: HashMap::new() };
        let pieces = quotes.iter().flat_map(|quote| links.pieces(quote));
        let samples: Vec<_> = pieces.map(|piece| links.sample(links.anchor(&piece))).collect();
        links.places = samples.into_iter().map(|sample| (sample, Vec::new())).collect();
        links.find_places();
        Some(links)
    }

    /// The address of a quotation: that of the article, if its words are not in it.
    pub fn of(&self, quote: &Quote) -> String {
        let directives: Vec<String> = self.pieces(quote).map(|piece| self.directive(&piece).written(self)).collect();
        if directives.is_empty() {
            return self.address.clone();
        }
        let sign = if self.address.contains('#') { "" } else { "#" };
        format!("{}{sign}{DELIMITER}{}", self.address, directives.join("&"))
    }

    /// The first and the last word of each piece with what is between them.
    fn pieces(&self, quote: &Quote) -> impl Iterator<Item = Span> {
        let trimmed = |span: &Span| {
            let mut words = self.article.words(span).unicode_word_indices();
            let (first, word) = words.next()?;
            let (last, word) = words.next_back().unwrap_or((first, word));
            Some(Span { block: span.block, start: span.start + first, end: span.start + last + word.len() })
        };
        quote.spans.iter().filter_map(trimmed).take(PIECES)
    }

    /// Goes once through the text, by the places where a word may begin.
    fn find_places(&mut self) {
        let text = self.folded.text.as_bytes();
        let mut before = b' ';
        for (at, &byte) in text.iter().enumerate() {
            let begins = !(before.is_ascii_alphanumeric() && byte.is_ascii_alphanumeric());
            before = byte;
            if begins
                && !byte.is_ascii_whitespace()
                && let Some(places) = self.places.get_mut(&sample(text, at))
                && places.len() < PLACES
            {
                places.push(at);
            }
        }
    }

    fn sample(&self, at: usize) -> [u8; SAMPLE] {
        sample(self.folded.text.as_bytes(), at)
    }

    /// Where the first directive begins that is long enough to be looked for.
    fn anchor(&self, piece: &Span) -> usize {
        let mut reaches = NEIGHBOURS.iter().map(|&n| self.reach(&Directive::new(self.article, piece, n)));
        let long = |reach: &Range<usize>| reach.len() >= SAMPLE;
        reaches.clone().find(long).or_else(|| reaches.next_back()).map_or(0, |reach| reach.start)
    }

    /// The shortest directive that fits one place only; else the longest.
    fn directive(&self, piece: &Span) -> Directive {
        let anchor = self.anchor(piece);
        let all = NEIGHBOURS.iter().map(|&n| Directive::new(self.article, piece, n));
        let is_one = |directive: &Directive| {
            let reach = self.reach(directive);
            reach.len() >= SAMPLE && self.is_one(anchor, &reach)
        };
        let mut longest = None;
        for directive in all {
            if is_one(&directive) {
                return directive;
            }
            longest = Some(directive);
        }
        longest.unwrap_or_else(|| Directive::new(self.article, piece, 0))
    }

    /// The bytes of the text that have to be the same where a directive fits.
    fn reach(&self, directive: &Directive) -> Range<usize> {
        let first = directive.prefix.as_ref().unwrap_or(&directive.start);
        let last = directive.suffix.as_ref().unwrap_or(&directive.start);
        self.folded.offset_of(first.block, first.start)..self.folded.offset_of(last.block, last.end)
    }

    /// Whether no other place has the text of this one, in which the anchor lies.
    fn is_one(&self, anchor: usize, reach: &Range<usize>) -> bool {
        let text = self.folded.text.as_bytes();
        let places = self.places.get(&self.sample(anchor)).map_or(&[][..], Vec::as_slice);
        let before = anchor - reach.start;
        let is_same = |&place: &usize| {
            let start = place.checked_sub(before);
            place != anchor && start.and_then(|s| text.get(s..s + reach.len())) == text.get(reach.clone())
        };
        places.len() < PLACES && !places.iter().any(is_same)
    }
}

/// Bytes of a text from a place on; U+0000, which no clean words have, after its end.
fn sample(text: &[u8], at: usize) -> [u8; SAMPLE] {
    let mut sample = [0; SAMPLE];
    let found = &text[at.min(text.len())..(at + SAMPLE).min(text.len())];
    sample[..found.len()].copy_from_slice(found);
    sample
}

/// An address of the web, without directives of its own.
fn address(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let fragment = url.fragment().and_then(|f| f.split(DELIMITER).next()).filter(|f| !f.is_empty()).map(String::from);
    url.set_fragment(fragment.as_deref());
    Some(url.into())
}

/// What a browser is to look for.
#[derive(Debug, PartialEq)]
struct Directive {
    prefix: Option<Span>,
    start: Span,
    end: Option<Span>,
    suffix: Option<Span>,
}

impl Directive {
    /// A directive for a piece, with so many of its neighbours.
    fn new(article: &Article, piece: &Span, neighbours: usize) -> Directive {
        let prefix = before(article, piece, neighbours);
        if let Some((start, end)) = edges(article, piece, EDGE + neighbours) {
            return Directive { prefix, start, end: Some(end), suffix: None };
        }
        Directive { prefix, start: piece.clone(), end: None, suffix: after(article, piece, neighbours) }
    }

    fn written(&self, links: &Links<'_>) -> String {
        let words = |span: &Span| encoded(links.article.words(span));
        let prefix = self.prefix.as_ref().map(|p| words(p) + "-,").unwrap_or_default();
        let end = self.end.as_ref().map(|e| format!(",{}", words(e))).unwrap_or_default();
        let suffix = self.suffix.as_ref().map(|s| format!(",-{}", words(s))).unwrap_or_default();
        format!("text={prefix}{}{end}{suffix}", words(&self.start))
    }
}

/// Words as they stand in a page: what is never drawn is nothing to look for.
fn encoded(words: &str) -> String {
    let drawn: String = one_line(words).chars().filter(|&c| !is_ignorable(c)).collect();
    utf8_percent_encode(drawn.trim(), ENCODED).to_string()
}

/// The first words of a long piece, and as many of its last as stand nowhere else
/// behind them.
fn edges(article: &Article, piece: &Span, count: usize) -> Option<(Span, Span)> {
    let words = article.words(piece);
    if words.len() <= WHOLE {
        return None;
    }
    let (at, word) = words.unicode_word_indices().nth(count - 1)?;
    let start = at + word.len();
    let rest = lower(words.get(start..)?);
    let own = |count: usize| {
        let (at, _) = rest.unicode_word_indices().rev().nth(count - 1)?;
        (rest.find(&rest[at..]) == Some(at)).then_some(start + at)
    };
    let end = NEIGHBOURS.iter().find_map(|more| own(EDGE + more))?;
    let span = |bytes: Range<usize>| Span {
        block: piece.block,
        start: piece.start + bytes.start,
        end: piece.start + bytes.end,
    };
    Some((span(0..start), span(end..words.len())))
}

/// So many words before a piece with the marks behind them, as far as its paragraph has
/// them.
fn before(article: &Article, piece: &Span, count: usize) -> Option<Span> {
    let words = &article.blocks.get(piece.block)?.words;
    let from = boundary(words, piece.start.saturating_sub(WINDOW));
    let window = words.get(from..piece.start)?;
    let (at, _) = window.unicode_word_indices().rev().take(count).last()?;
    Some(Span { block: piece.block, start: from + at, end: piece.start })
}

/// So many words after a piece with the marks before them.
fn after(article: &Article, piece: &Span, count: usize) -> Option<Span> {
    let words = &article.blocks.get(piece.block)?.words;
    let window = words.get(piece.end..boundary(words, piece.end + WINDOW))?;
    let (at, word) = window.unicode_word_indices().take(count).last()?;
    Some(Span { block: piece.block, start: piece.end, end: piece.end + at + word.len() })
}

/// The first boundary of a character at or after a byte.
fn boundary(words: &str, byte: usize) -> usize {
    (byte..words.len()).find(|&at| words.is_char_boundary(at)).unwrap_or(words.len())
}

#[cfg(test)]
mod tests;
