//! A web page to an article.
//!
//! Comes in: the bytes of a page and what is known of where it is from. Goes out: the
//! article that is in it. May not know what kinds of files there are besides.

pub mod alternate;
mod boxes;
mod byline;
pub mod charset;
pub mod document;
mod element;
mod figure;
mod metadata;
mod picture;
mod sniff;
mod table;
mod tidy;
pub mod walk;

use dom_query::Document;
use dom_smoothie::{Config, Metadata, Readability};
use url::Url;

use super::bounded::bounded;
use super::text::set_rules;
use super::{File, Import, Limit, Misfit, Refusal};
use crate::article::Block;
use crate::assemble;
use document::MOST_BYTES;
use metadata::Head;
pub use sniff::is_page;
use tidy::Said;

/// The element in which what was found stands.
const FOUND: &str = "#readability-page-1";

/// With fewer bytes of words no article was found: real ones can be as short as a
/// paragraph.
const ENOUGH: usize = 200;

/// Where the article of a page may be as a whole.
const WHOLE: &[&str] = &["article", "main", "body"];

/// A page as it came in.
struct Page {
    bytes: Vec<u8>,
    /// The title of a page that has none.
    title: String,
    address: Option<String>,
    charset: Option<String>,
}

/// Makes an article of a page.
pub fn read(file: File<'_>) -> Result<Import, Refusal> {
    if file.bytes.is_empty() {
        return Err(Misfit::Empty.into());
    }
    if file.bytes.len() > MOST_BYTES {
        return Err(Misfit::Page(Limit::Megabytes(MOST_BYTES >> 20)).into());
    }
    let (title, address, charset) = (file.title(), file.address.map(str::to_string), file.charset.map(str::to_string));
    let page = Page { bytes: file.bytes, title, address, charset };
    Ok(bounded(move || import(&page))??)
}

fn import(page: &Page) -> Result<Import, Misfit> {
    let (html, guess) = charset::decode(&page.bytes, page.charset.as_deref());
    let document = document::parse(&html)?;
    let head = Head::of(&document);
    let base = head.base(page.address.as_deref());
    let named = boxes::take(&document);
    let (metadata, mut blocks) = find(document, &html, base.as_ref())?;
    set_rules(&mut blocks);
    if blocks.is_empty() {
        return Err(Misfit::NoWords);
    }
    let mut facts = head.facts(&metadata, page.address.as_deref(), &page.title);
    facts.subtitle = named.subtitle.as_deref().and_then(metadata::line).filter(|s| *s != facts.title);
    if facts.authors.is_empty() {
        facts.authors = byline::authors(named.byline.as_deref().unwrap_or_default());
    }
    let said = Said { description: head.description(), headlines: &head.headlines };
    let (blocks, dropped) = tidy::tidy(blocks, &mut facts, &said);
    let article = assemble::article(facts, assemble::parts(blocks));
    Ok(Import { articles: vec![article], notes: guess.into_iter().chain(named.notes).chain(dropped).collect() })
}

/// What is known of the article, and its blocks. A page in which no article is found is
/// taken for one as a whole.
fn find(document: Document, html: &str, base: Option<&Url>) -> Result<(Metadata, Vec<Block>), Misfit> {
    let config = Config { keep_classes: true, ..Config::default() };
    let mut finder = Readability::with_document(document, None, Some(config)).map_err(|_| Misfit::Failed)?;
    let found = finder.parse();
    let blocks = finder.doc.select_single(FOUND).nodes().first().map(|root| walk::walk(root, base)).unwrap_or_default();
    let metadata = found.map(metadata_of).unwrap_or_else(|_| finder.get_article_metadata(None));
    if size(&blocks) >= ENOUGH {
        return Ok((metadata, blocks));
    }
    let without_boxes = document::parse(html)?;
    boxes::take(&without_boxes);
    let whole = WHOLE.iter().filter_map(|name| without_boxes.select_single(name).nodes().first().copied());
    let longer = whole.map(|root| walk::walk(&root, base)).find(|other| size(other) >= ENOUGH.max(2 * size(&blocks)));
    let found = longer.unwrap_or(blocks);
    if found.is_empty() {
        let document = document::parse(html)?;
        return Ok((metadata, document.body().map(|body| walk::walk(&body, base)).unwrap_or_default()));
    }
    Ok((metadata, found))
}

fn size(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.words.len()).sum()
}

fn metadata_of(found: dom_smoothie::Article) -> Metadata {
    Metadata {
        title: found.title,
        byline: found.byline,
        excerpt: found.excerpt,
        site_name: found.site_name,
        published_time: found.published_time,
        lang: found.lang,
        ..Metadata::default()
    }
}

#[cfg(test)]
mod tests;
