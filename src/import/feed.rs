//! A feed to its articles, one for each entry that has words.
//!
//! Comes in: the bytes of an RSS, Atom or JSON feed, and what is known of where it is from. Goes
//! out: its articles, in the order of the feed, or what is to be followed of it. Nothing is fetched, and what a feed
//! defines for itself is never expanded. May not know files.

mod entry;
pub mod opml;
mod time;

use std::borrow::Cow;

use feed_rs::parser::Builder;

use super::html::charset;
use super::{Import, Limit, Misfit, Note, facts};
use crate::article::Article;
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

/// A feed as it is followed.
#[derive(Debug)]
pub struct Feed {
    pub title: Option<String>,
    pub items: Vec<Item>,
}

/// What a feed has of an article: all of it, its beginning, or only that it is there.
#[derive(Debug)]
pub struct Item {
    /// What the feed knows it by.
    id: Option<String>,
    pub article: Article,
    /// Else the article is only what is told of it.
    pub has_words: bool,
}

impl Item {
    /// What it is known by the next time: each of these alone is enough.
    pub fn keys(&self) -> Vec<String> {
        let named = [&self.id, &self.article.source.url];
        let mut keys: Vec<String> = named.into_iter().flatten().cloned().collect();
        keys.dedup();
        if keys.is_empty() {
            let words = self.article.blocks.iter().map(|block| block.words.as_str());
            keys.push(words.fold(self.article.title.clone(), |all, words| all + "\n" + words));
        }
        keys
    }
}

/// Reads a feed that may be hostile, as articles.
pub fn read(bytes: &[u8], address: Option<&str>, charset: Option<&str>) -> Result<Import, Misfit> {
    let (feed, mut notes) = follow(bytes, address, charset)?;
    let before = feed.items.len();
    let articles: Vec<Article> = feed.items.into_iter().filter(|i| i.has_words).map(|item| item.article).collect();
    if articles.is_empty() {
        return Err(Misfit::Blank);
    }
    if before > articles.len() {
        let at = notes.iter().take_while(|note| note.is_doubt()).count();
        notes.insert(at, Note::Dropped(before - articles.len(), "empty entry"));
    }
    Ok(Import { articles, notes })
}

/// Reads all of its entries, and tells what was guessed and left out.
pub fn follow(bytes: &[u8], address: Option<&str>, charset: Option<&str>) -> Result<(Feed, Vec<Note>), Misfit> {
    if bytes.len() > MOST_BYTES {
        return Err(Misfit::Feed(Limit::Megabytes(MOST_BYTES >> 20)));
    }
    if memchr::memchr_iter(b'<', bytes).count() > MOST_TAGS {
        return Err(Misfit::Feed(Limit::Nodes(MOST_TAGS)));
    }
    let (text, guess) = charset::decode(bytes, charset);
    let feed = parse(&undeclared(&text), address)?;
    let shared = Shared::of(&feed);
    let (mut items, mut closing, mut count) = (Vec::new(), 0, 0);
    for entry in feed.entries.into_iter().take(MOST_ENTRIES) {
        let (item, dropped) = entry::item(entry, &shared)?;
        closing += dropped;
        count += item.article.blocks.len();
        if count > MOST_BLOCKS {
            return Err(Misfit::TooMuch);
        }
        items.push(item);
    }
    let dropped = Some(Note::Dropped(closing, "closing line")).filter(|_| closing > 0);
    Ok((Feed { title: shared.name, items }, guess.into_iter().chain(dropped).collect()))
}

fn parse(text: &str, address: Option<&str>) -> Result<feed_rs::model::Feed, Misfit> {
    let base = address.filter(|address| facts::address(address).is_some());
    // A made-up one would be another each time.
    let builder = Builder::new().base_uri(base).timestamp_parser(time::parse).id_generator(|_, _, _| String::new());
    let parser = builder.build();
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
