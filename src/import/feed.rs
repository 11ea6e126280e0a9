//! A feed to its articles, one for each entry that has words.
//!
//! Comes in: the bytes of an RSS, Atom or JSON feed, and what is known of where it is from. Goes
//! out: its articles, in the order of the feed. Nothing is fetched, and what a feed
//! defines for itself is never expanded. May not know files.

mod entry;
mod time;

use std::borrow::Cow;

use feed_rs::model::Feed;
use feed_rs::parser::Builder;

use super::html::charset;
use super::{Import, Limit, Misfit, Note, facts};
use crate::clean;
use entry::Shared;

/// A larger feed is not parsed.
const MOST_BYTES: usize = 32 << 20;

/// A feed has no more tags: each can take some 700 bytes once it is parsed.
const MOST_TAGS: usize = 500_000;

/// More are left out.
const MOST_ENTRIES: usize = 10_000;

/// More blocks are not read: each takes some 250 bytes beside its words.
const MOST_BLOCKS: usize = 2_000_000;

/// A feed says what it is near its start.
const SNIFFED: usize = 4096;

const JSON: &[u8] = b"\"https://jsonfeed.org/version/";

/// Whether bytes are a feed by their first element.
pub fn is_plainly(bytes: &[u8]) -> bool {
    let mut rest = bytes[..bytes.len().min(SNIFFED)].trim_ascii_start();
    rest = rest.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(rest).trim_ascii_start();
    if rest.starts_with(b"{") {
        return memchr::memmem::find(rest, JSON).is_some();
    }
    // What may stand before it.
    for (open, close) in [(&b"<?"[..], &b"?>"[..]), (b"<!--", b"-->"), (b"<!", b">")].iter().cycle().take(64) {
        if rest.starts_with(open) && (*open != b"<!" || !rest.starts_with(b"<!--")) {
            let Some(end) = memchr::memmem::find(rest, close) else { return false };
            rest = rest[end + close.len()..].trim_ascii_start();
        }
    }
    let is = |name: &[u8]| {
        rest.strip_prefix(name).is_some_and(|r| r.first().is_some_and(|b| *b == b'>' || b.is_ascii_whitespace()))
    };
    is(b"<rss") || is(b"<feed") || is(b"<rdf:RDF")
}

/// Reads a feed that may be hostile.
pub fn read(bytes: &[u8], address: Option<&str>, charset: Option<&str>) -> Result<Import, Misfit> {
    if bytes.len() > MOST_BYTES {
        return Err(Misfit::Feed(Limit::Megabytes(MOST_BYTES >> 20)));
    }
    if memchr::memchr_iter(b'<', bytes).count() > MOST_TAGS {
        return Err(Misfit::Feed(Limit::Nodes(MOST_TAGS)));
    }
    let (text, guess) = charset::decode(bytes, charset);
    let feed = parse(&undeclared(&text), address)?;
    let shared = Shared::of(&feed);
    let (mut articles, mut empty, mut closing, mut count) = (Vec::new(), 0, 0, 0);
    for entry in feed.entries.into_iter().take(MOST_ENTRIES) {
        let (article, dropped) = entry::article(entry, &shared)?;
        closing += dropped;
        count += article.as_ref().map_or(0, |article| article.blocks.len());
        if count > MOST_BLOCKS {
            return Err(Misfit::TooMuch);
        }
        match article {
            Some(article) => articles.push(article),
            None => empty += 1,
        }
    }
    if articles.is_empty() {
        return Err(Misfit::Blank);
    }
    let notes = [(empty, "empty entry"), (closing, "closing line")];
    let notes = notes.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| Note::Dropped(count, what));
    Ok(Import { articles, notes: guess.into_iter().chain(notes).collect() })
}

fn parse(text: &str, address: Option<&str>) -> Result<Feed, Misfit> {
    let base = address.filter(|address| facts::address(address).is_some());
    let parser = Builder::new().base_uri(base).timestamp_parser(time::parse).build();
    parser.parse(text.as_bytes()).map_err(|error| {
        let why: String = error.to_string().chars().take(120).collect();
        Misfit::NoFeed(clean::line(&why).into_owned())
    })
}

/// The text without declarations: the character set in them is not the one that it has
/// now, and the parser panics at one that is not at the start. What is left in place of
/// each says nothing.
fn undeclared(text: &str) -> Cow<'_, str> {
    match text.contains(DECLARATION) {
        true => text.replace(DECLARATION, "<?was").into(),
        false => text.into(),
    }
}

const DECLARATION: &str = "<?xml";

#[cfg(test)]
mod tests;
