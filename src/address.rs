//! The lasting address of a quotation: `article.toml#q-7f3a1c:~:text=…`.
//!
//! Comes in: quotations, or an address as somebody typed it. Goes out: the address, or what
//! it means. It has the file, the quotation's id, and as a text fragment the words with
//! what stood around them: an id alone cannot say which words it meant, and what is kept
//! elsewhere does not travel with a mail. So an address without an id is one as well, such
//! as browsers know them. [`find`] finds it again. May not open files.

mod find;

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

pub use find::{Fit, Found, find};

use crate::article::{Article, Quote, Span, one_line};
use crate::clean;
use crate::notes::{Note, WORDS};
use crate::passage::Passage;

/// What may have a meaning in a directive (`-`, `,`, `&`) or to a shell is encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// Stands between the fragment of an address and its directives.
const DELIMITER: &str = ":~:";
const DIRECTIVE: &str = "text=";
const ID: &str = "#q-";

/// More bytes are no address.
const LONGEST: usize = 8 * WORDS;
/// A quotation of more pieces has none of its words in the address.
const PIECES: usize = 64;

/// What an address means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// The file or address of the article, as it was named.
    pub file: String,
    /// The quotation's id, or the beginning of it.
    pub id: Option<String>,
    /// The words, a piece for each run of them.
    pub pieces: Vec<Piece>,
}

/// A run of words, and what stood around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    pub before: String,
    pub words: String,
    /// The last words, where those between are left out.
    pub end: Option<String>,
    pub after: String,
}

/// Why words are no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is neither an id nor a text in it.
    Nothing,
    Fileless,
    /// What is percent-encoded is no UTF-8, or a text is empty.
    Garbled,
    TooLong,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::Nothing => "it names no quotation: it ends neither with #q-… nor with #:~:text=…",
            Fault::Fileless => "it names no file before the #",
            Fault::Garbled => "its text cannot be read: a part of it is empty, or wrongly encoded",
            Fault::TooLong => "it is too long",
        })
    }
}

/// The address of a quotation with that id. The file is how records call it.
pub fn written(article: &Article, quote: &Quote, file: &str, id: &str) -> String {
    let pieces: Option<Vec<String>> = quote.spans.iter().map(|span| directive(article, span)).collect();
    with(file, id, &pieces.unwrap_or_default())
}

/// The same where the article is not at hand, without what stands around the words. The
/// spans tell how long each piece of them is.
pub fn of_words(words: &str, spans: &[[usize; 2]], file: &str, id: &str) -> String {
    let mut rest = words.chars();
    let piece = |[start, end]: &[usize; 2]| rest.by_ref().take((end - start.min(end)) + 1).collect::<String>();
    let pieces: Vec<String> = spans.iter().map(piece).collect();
    let directive = |piece: &String| format!("{DIRECTIVE}{}", encoded(piece.trim()));
    with(file, id, &pieces.iter().filter(|piece| !piece.trim().is_empty()).map(directive).collect::<Vec<_>>())
}

fn with(file: &str, id: &str, directives: &[String]) -> String {
    let file = if file.starts_with('<') { "-" } else { file };
    // An article of the web has a fragment of its own.
    let file = if file.contains("://") { file.split('#').next().unwrap_or(file) } else { file };
    if directives.is_empty() || directives.len() > PIECES {
        return format!("{file}#{id}");
    }
    format!("{file}#{id}{DELIMITER}{}", directives.join("&"))
}

fn encoded(words: &str) -> String {
    utf8_percent_encode(words, ENCODED).to_string()
}

/// A piece as browsers know it: its words between those that stand around it.
fn directive(article: &Article, span: &Span) -> Option<String> {
    let [before, after] = sides(article, span)?;
    let before = if before.is_empty() { before } else { encoded(&before) + "-," };
    let after = if after.is_empty() { after } else { format!(",-{}", encoded(&after)) };
    Some(format!("{DIRECTIVE}{before}{}{after}", encoded(&one_line(article.words(span)))))
}

/// What stands around some words, in whole words. None of what is no passage.
fn sides(article: &Article, span: &Span) -> Option<[String; 2]> {
    let passage = Passage { start: (span.block, span.start), end: (span.block, span.end) };
    let note = Note::on(passage, &article.blocks, None)?;
    Some([one_line(whole_from(&note.before)), one_line(whole_to(&note.after))])
}

/// Words without the one at the beginning, which may be cut off.
fn whole_from(words: &str) -> &str {
    words.find([' ', '\n']).map_or("", |space| &words[space + 1..])
}

fn whole_to(words: &str) -> &str {
    words.rfind([' ', '\n']).map_or("", |space| &words[..space])
}

impl Address {
    /// Reads an address, as this program or a browser writes them.
    pub fn read(text: &str) -> Result<Address, Fault> {
        if text.len() > LONGEST {
            return Err(Fault::TooLong);
        }
        let (before, directives) = text.split_once(DELIMITER).map_or((text, None), |(b, d)| (b, Some(d)));
        let (file, id) = match before.rfind(ID) {
            Some(at) if is_id(&before[at + 1..]) => (&before[..at], Some(before[at + 1..].to_string())),
            // A page's own fragment is none of ours.
            _ if directives.is_some() => (before.rsplit_once('#').map_or(before, |(file, _)| file), None),
            _ => return Err(Fault::Nothing),
        };
        let directives = directives.unwrap_or_default().split('&');
        let texts = directives.filter_map(|directive| directive.strip_prefix(DIRECTIVE));
        let pieces = texts.take(PIECES).map(piece).collect::<Option<Vec<_>>>().ok_or(Fault::Garbled)?;
        match () {
            () if file.is_empty() => Err(Fault::Fileless),
            () if id.is_none() && pieces.is_empty() => Err(Fault::Nothing),
            () => Ok(Address { file: file.to_string(), id, pieces }),
        }
    }

    /// How it is called where there is a line for it: without the words.
    pub fn name(&self) -> String {
        let id = self.id.as_deref().map_or(String::new(), |id| format!("#{id}"));
        format!("{}{id}", clean::line(&self.file))
    }

    /// The words, as far as it has them.
    pub fn words(&self) -> String {
        let piece = |piece: &Piece| match &piece.end {
            Some(end) => format!("{} … {end}", piece.words),
            None => piece.words.clone(),
        };
        self.pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
    }
}

fn is_id(id: &str) -> bool {
    let digits = id.strip_prefix("q-").unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// `prefix-,start,end,-suffix`, of which only the start has to be there.
fn piece(text: &str) -> Option<Piece> {
    let mut parts: Vec<&str> = text.split(',').collect();
    let before = parts.first().and_then(|part| part.strip_suffix('-')).filter(|_| parts.len() > 1);
    parts.drain(..usize::from(before.is_some()));
    let after = parts.last().and_then(|part| part.strip_prefix('-')).filter(|_| parts.len() > 1);
    parts.truncate(parts.len() - usize::from(after.is_some()));
    let (words, end) = match parts[..] {
        [words] => (words, None),
        [words, end] => (words, Some(end)),
        _ => return None,
    };
    let side = |part: Option<&str>| part.map_or(Some(String::new()), decoded);
    let piece = Piece {
        before: side(before)?,
        words: decoded(words)?,
        end: end.map(decoded).map_or(Some(None), |e| e.map(Some))?,
        after: side(after)?,
    };
    Some(piece).filter(|piece| !piece.words.is_empty() && piece.end.as_deref() != Some(""))
}

/// What was typed passes the gate, as whatever comes from outside.
fn decoded(part: &str) -> Option<String> {
    let text: Cow<'_, str> = percent_decode_str(part).decode_utf8().ok()?;
    Some(one_line(&clean::line(&text)))
}

#[cfg(test)]
mod tests;
