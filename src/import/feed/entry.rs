//! An entry of a feed to an article.
//!
//! Comes in: an entry, and what its feed says for all. Goes out: the article, if there
//! are words in it, else what is told of it, and how many lines were left out that feeds
//! put below each.

use feed_rs::model::{Content, Entry, Feed, Link, Person, Text};

use super::Item;
use crate::article::{Article, Block, Kind, Source};
use crate::assemble;
use crate::import::html::walk;
use crate::import::{Misfit, facts};

/// No article has more.
const MOST_AUTHORS: usize = 64;

/// What is set below an article by a machine is no longer, in bytes.
const CLOSING: usize = 600;

/// No tag and no entity has a longer name.
const LONGEST_NAME: usize = 12;

/// What a feed says for all its entries.
pub struct Shared {
    authors: Vec<String>,
    pub name: Option<String>,
    language: Option<String>,
}

impl Shared {
    pub fn of(feed: &Feed) -> Shared {
        Shared {
            authors: names(&feed.authors),
            name: feed.title.as_ref().and_then(title),
            language: feed.language.as_deref().and_then(facts::language),
        }
    }
}

/// The item of an entry, and the number of lines that were left out.
pub fn item(entry: Entry, shared: &Shared) -> Result<(Item, usize), Misfit> {
    let id = facts::line(&entry.id);
    let address = address(&entry);
    let title = entry.title.as_ref().and_then(title).unwrap_or_default();
    let mut blocks = match entry.content.as_ref().and_then(words) {
        Some((words, is_html)) => blocks(words, is_html, address.as_deref())?,
        None => Vec::new(),
    };
    if let Some(summary) = entry.summary.as_ref().filter(|_| blocks.is_empty()) {
        blocks = self::blocks(&summary.content, is_html(summary), address.as_deref())?;
    }
    let closing = drop_closing(&mut blocks);
    take_captions(&mut blocks);
    if blocks.first().is_some_and(|b| matches!(b.kind, Kind::Heading(_)) && facts::same(&b.words, &title)) {
        blocks.remove(0);
    }
    let mut authors = names(&entry.authors);
    if authors.is_empty() {
        authors.clone_from(&shared.authors);
    }
    let published = entry.published.or(entry.updated);
    let facts = Article {
        title,
        authors,
        published: published.map(super::time::day),
        language: entry.language.as_deref().and_then(facts::language).or_else(|| shared.language.clone()),
        source: Source { name: shared.name.clone(), url: address },
        ..Article::default()
    };
    let has_words = !blocks.is_empty();
    let article = if has_words { assemble::article(facts, assemble::parts(blocks)) } else { facts };
    Ok((Item { id, article, has_words }, closing))
}

/// Where the article is to be read: what names it, if that is an address, since what
/// leads to it may be followed by what counts readers.
fn address(entry: &Entry) -> Option<String> {
    let is_alternate = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().filter(is_alternate).find_map(|link| facts::address(&link.href));
    let id = facts::address(&entry.id);
    match (link, id) {
        (Some(link), Some(id)) if link.split('?').next() == Some(id.as_str()) => Some(id),
        (Some(link), _) => Some(uncounted(&link)),
        (None, id) => id,
    }
}

/// An address without the words that count who came from where.
fn uncounted(address: &str) -> String {
    let (address, fragment) = address.split_once('#').map_or((address, None), |(a, f)| (a, Some(f)));
    let Some((path, query)) = address.split_once('?') else {
        return fragment.map_or(address.to_string(), |f| format!("{address}#{f}"));
    };
    let kept: Vec<&str> = query.split('&').filter(|word| !word.starts_with("utm_")).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{path}{query}{}", fragment.map_or(String::new(), |f| format!("#{f}")))
}

fn names(people: &[Person]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for person in people.iter().take(MOST_AUTHORS) {
        // RSS has the name after an address: `desk@example.org (The desk)`.
        let name = person.name.as_deref().unwrap_or_default().trim();
        let name = name.strip_prefix('(').and_then(|name| name.strip_suffix(')')).unwrap_or(name);
        let Some(name) = facts::line(name) else { continue };
        // An address to write to is no name.
        if !name.contains('@') && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A title on one line. Feeds have HTML in it, also where they say that it is text.
fn title(text: &Text) -> Option<String> {
    if !is_html(text) && !has_tags(&text.content) && !has_entities(&text.content) {
        return facts::line(&text.content);
    }
    let blocks = walk::blocks(&text.content, None).unwrap_or_default();
    facts::line(&blocks.iter().map(|block| block.words.as_str()).collect::<Vec<_>>().join(" "))
}

fn is_html(text: &Text) -> bool {
    text.content_type.as_str().contains("html")
}

/// The words of an entry, and whether they are HTML.
fn words(content: &Content) -> Option<(&str, bool)> {
    let words = content.body.as_deref().filter(|body| !body.trim().is_empty())?;
    let kind = content.content_type.as_str();
    let is_html = kind.contains("html") || kind.ends_with("xml");
    (is_html || kind.starts_with("text/")).then_some((words, is_html))
}

/// Blocks of words; those without a tag are paragraphs with blank lines between.
fn blocks(words: &str, is_html: bool, base: Option<&str>) -> Result<Vec<Block>, Misfit> {
    if is_html && has_tags(words) {
        return walk::blocks(words, base);
    }
    let mut html = String::with_capacity(words.len() + 64);
    let mut is_apart = true;
    for line in words.lines() {
        if line.trim().is_empty() {
            is_apart = true;
            continue;
        }
        html.push_str(if is_apart { "<p>" } else { "\n" });
        is_apart = false;
        match is_html {
            true => html.push_str(line),
            false => html.push_str(&line.replace('&', "&amp;").replace('<', "&lt;")),
        }
    }
    walk::blocks(&html, base)
}

/// Whether there is a tag in HTML: `<` alone is a sign among words.
fn has_tags(html: &str) -> bool {
    let bytes = html.as_bytes();
    let last = memchr::memrchr(b'>', bytes).unwrap_or(0);
    memchr::memchr_iter(b'<', &bytes[..last]).any(|at| {
        let rest = bytes[at + 1..].strip_prefix(b"/").unwrap_or(&bytes[at + 1..]);
        let name = rest.iter().take(LONGEST_NAME).take_while(|b| b.is_ascii_alphanumeric()).count();
        let is_end = rest.get(name).is_some_and(|b| matches!(b, b'>' | b'/') || b.is_ascii_whitespace());
        rest.starts_with(b"!--") || rest.first().is_some_and(u8::is_ascii_alphabetic) && is_end
    })
}

/// Whether there is something like `&amp;` in words.
fn has_entities(words: &str) -> bool {
    memchr::memchr_iter(b'&', words.as_bytes()).any(|at| {
        let rest = &words.as_bytes()[at + 1..];
        let name = rest.iter().take(LONGEST_NAME).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
        name > 1 && rest.get(name) == Some(&b';')
    })
}

/// What says that a line below a picture is its caption.
const CREDITS: &[&str] =
    &["Photo: ", "Photo by ", "Photos: ", "Photograph: ", "Picture: ", "Image: ", "Credit: ", "Foto: "];

/// In feeds a caption may be a line like others; then what is said for those who do not
/// see the picture is not needed.
fn take_captions(blocks: &mut Vec<Block>) {
    let is_caption = |block: &Block| {
        let is_short = block.kind == Kind::Paragraph && block.words.len() <= CLOSING;
        is_short && CREDITS.iter().any(|credit| block.words.contains(credit))
    };
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match out.last_mut().filter(|last| last.kind == Kind::Figure && is_caption(&block)) {
            Some(figure) => {
                // Its picture is the first of a figure's targets.
                figure.targets.truncate(1);
                let shift = figure.targets.len() as u32;
                figure.targets.extend(block.targets);
                (figure.words, figure.marks) = (block.words, block.marks);
                figure.marks.iter_mut().filter_map(|m| m.style.link.as_mut()).for_each(|link| *link += shift);
            }
            None => out.push(block),
        }
    }
    *blocks = out;
}

/// Takes out what feeds set below each article; how many lines.
fn drop_closing(blocks: &mut Vec<Block>) -> usize {
    let before = blocks.len();
    while blocks.len() > 1 && blocks.pop_if(|block| is_closing(block)).is_some() {}
    before - blocks.len()
}

fn is_closing(block: &Block) -> bool {
    let is_short = block.words.len() <= CLOSING && block.kind == Kind::Paragraph;
    is_short && (is_credit(&block.words) || is_links(block))
}

/// `The post … appeared first on …`.
fn is_credit(words: &str) -> bool {
    let is_told = [" appeared first on ", " first appeared on ", " was first published on "];
    words.starts_with("The post ") && is_told.iter().any(|told| words.contains(told))
}

/// Whether there are letters only in links: `5 comments | Share`.
fn is_links(block: &Block) -> bool {
    let mut at = 0;
    let links = block.marks.iter().filter(|mark| mark.style.link.is_some());
    let has_letters = |words: Option<&str>| words.is_some_and(|words| words.contains(char::is_alphanumeric));
    for mark in links.clone() {
        if has_letters(block.words.get(at..mark.range.start)) {
            return false;
        }
        at = mark.range.end;
    }
    links.count() > 0 && !has_letters(block.words.get(at..))
}
