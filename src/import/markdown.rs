//! Markdown to an article.
//!
//! Comes in: the text of a file, and a title for one that has none itself. Goes out:
//! an article; what it says of itself is taken from its front matter, and from its
//! first heading. May not know files, or what the blocks are made with.

mod front;
mod shortcode;

use super::{Misfit, date, facts};
use crate::article::{Article, Block, Kind, Source};
use crate::{assemble, markdown};
use front::Keys;

/// What blocks may take, in bytes.
const LIMIT: usize = 600 << 20;

const MOST_AUTHORS: usize = 64;

/// So much of a file is looked at to tell what it is.
const SNIFFED: usize = 16 << 10;

// What keys stand for; of those that are there the first counts.
const TITLE: &[&str] = &["title"];
const SUBTITLE: &[&str] = &["subtitle", "description", "excerpt", "summary"];
const AUTHORS: &[&str] = &["authors", "author", "authors.name", "author.name", "byline"];
const DATE: &[&str] = &["date", "published", "publishdate", "published_at", "date_published", "pubdate", "created"];
const LANGUAGE: &[&str] = &["language", "lang", "locale"];
const ADDRESS: &[&str] = &["canonical", "canonical_url", "canonicalurl", "url", "permalink", "source.url", "source"];
const SOURCE: &[&str] = &["publication", "source.name", "source", "publisher", "site"];

/// Reads a text that was decoded and may be hostile.
pub fn read(text: &str, title: &str) -> Result<Article, Misfit> {
    let (keys, body) = front::split(text)?;
    if markdown::weight(body.as_bytes()) > LIMIT {
        return Err(Misfit::TooMuch);
    }
    let mut blocks = markdown::read(&shortcode::plain(body), 1);
    let mut article = facts(&keys);
    head(&mut article, &mut blocks);
    if article.title.is_empty() {
        article.title = title.to_string();
    }
    if blocks.is_empty() {
        return Err(Misfit::Blank);
    }
    Ok(assemble::article(article, assemble::parts(blocks)))
}

fn facts(keys: &Keys) -> Article {
    let source = Source {
        name: values(keys, SOURCE).iter().find(|v| facts::address(v).is_none()).and_then(|v| facts::line(v)),
        url: values(keys, ADDRESS).iter().find_map(|v| facts::address(v)),
    };
    let first = |names| values(keys, names).into_iter().next();
    let wanted = |names| values(keys, names);
    Article {
        title: first(TITLE).and_then(facts::line).unwrap_or_default(),
        subtitle: first(SUBTITLE).and_then(facts::line),
        authors: authors(&wanted(AUTHORS)),
        published: wanted(DATE).into_iter().find_map(date::day),
        language: first(LANGUAGE).and_then(facts::language),
        source,
        ..Article::default()
    }
}

/// The values of the first of these keys that is there, then of the others.
fn values<'a>(keys: &'a Keys, names: &[&str]) -> Vec<&'a str> {
    let of =
        |name: &str| keys.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str()).collect();
    names.iter().flat_map(|name| -> Vec<&str> { of(name) }).collect()
}

/// A name may be a link to a note about its bearer: `[[Ada Example]]`.
fn authors(values: &[&str]) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    for value in values.iter().take(MOST_AUTHORS) {
        let name = value.trim().trim_start_matches("[[").trim_end_matches("]]");
        if let Some(name) = facts::line(name).filter(|name| !authors.iter().any(|a| facts::same(a, name))) {
            authors.push(name);
        }
    }
    authors
}

/// Takes out of the blocks what stands in the head of the article: its title, and
/// its subtitle.
fn head(article: &mut Article, blocks: &mut Vec<Block>) {
    let heading = blocks.iter().position(|b| matches!(b.kind, Kind::Heading(_)) && b.depth == 0);
    if let Some(at) = heading.filter(|&at| blocks[at].kind == Kind::Heading(1)) {
        if article.title.is_empty() {
            article.title = facts::line(&blocks[at].words).unwrap_or_default();
        }
        if facts::same(&article.title, &blocks[at].words) || article.title == blocks[at].words {
            blocks.remove(at);
        } else {
            lower(blocks, at);
        }
    }
    if let Some(subtitle) = &article.subtitle
        && blocks.first().is_some_and(|b| b.kind == Kind::Paragraph && facts::same(&b.words, subtitle))
    {
        blocks.remove(0);
    }
}

/// One heading above all others is another title; it is set as one of them.
fn lower(blocks: &mut [Block], at: usize) {
    let level = |b: &Block| if let Kind::Heading(level) = b.kind { Some(level) } else { None };
    let mut others = blocks.iter().enumerate().filter(|(index, _)| *index != at).filter_map(|(_, b)| level(b));
    let highest = others.by_ref().min();
    if let Some(highest) = highest {
        blocks[at].kind = Kind::Heading(highest);
    }
}

/// Whether bytes plainly are Markdown: they begin with front matter or with a
/// heading, or have links and other signs that plain text has not. What is in doubt
/// is read as plain text, in which no word is lost.
pub fn is_plainly(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFFED)]);
    !text.contains('\0') && (front::is_there(&text) || begins_with_heading(&text) || is_full_of_signs(&text))
}

fn begins_with_heading(text: &str) -> bool {
    let mut lines = text.trim_start().lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next());
    let words = first.trim_start_matches('#');
    let level = first.len() - words.len();
    (1..=3).contains(&level)
        && words.starts_with(' ')
        && !words.trim().is_empty()
        && second.is_some_and(|l| l.trim().is_empty())
}

/// What stands in Markdown and hardly ever in plain text.
const SIGNS: &[&str] =
    &["](http", "](/", "](#", "\n## ", "\n### ", "\n```", "\n[^", "**", "\n| ---", "\n|---", "\n|:--"];

fn is_full_of_signs(text: &str) -> bool {
    let counts: Vec<usize> = SIGNS.iter().map(|sign| text.matches(sign).count()).filter(|&n| n > 0).collect();
    counts.len() >= 2 && counts.iter().sum::<usize>() >= 4
}

#[cfg(test)]
mod tests;
