//! What can be read: the table of importers, and which of them reads a file.
//!
//! Comes in: the bytes of a file and what is known of where they are from. Goes out:
//! its articles, or why there is none. May not open files, print, or know a terminal.

pub mod bounded;
mod date;
mod decode;
mod docx;
mod epub;
mod facts;
mod feed;
pub mod html;
mod markdown;
mod misfit;
mod note;
mod text;

use std::path::Path;

pub use feed::opml::Outline;
pub use feed::{Feed, Item};
pub use misfit::{Limit, Misfit};
pub use note::Note;

use crate::article::Article;
use crate::clean;
use crate::content::{self, Fault, Rigour};
use bounded::bounded;
use decode::{decode, is_utf16};
use feed::opml;

/// A file as it came in.
#[derive(Default)]
pub struct File<'a> {
    pub bytes: Vec<u8>,
    /// Its path, if that tells what is in it.
    pub path: Option<&'a Path>,
    /// The address it was fetched from: relative links lead on from there.
    pub address: Option<&'a str>,
    /// What a server said of its character set.
    pub charset: Option<&'a str>,
}

impl File<'_> {
    /// The title of an article that has none itself.
    pub fn title(&self) -> String {
        let stem = self.path.and_then(Path::file_stem).map(|s| s.to_string_lossy());
        clean::line(stem.as_deref().unwrap_or_default()).into_owned()
    }
}

/// What is in a file.
#[derive(Debug)]
pub struct Import {
    /// One, but for a feed.
    pub articles: Vec<Article>,
    /// What was guessed, and what was left out.
    pub notes: Vec<Note>,
}

impl From<Article> for Import {
    fn from(article: Article) -> Import {
        Import { articles: vec![article], notes: Vec::new() }
    }
}

/// A kind of file that articles are made of.
pub struct Importer {
    pub name: &'static str,
    /// Files with one of these are of this kind, whatever is in them.
    pub extensions: &'static [&'static str],
    /// Whether a file without a known extension is of this kind.
    pub sniff: fn(&[u8]) -> bool,
    pub read: fn(File<'_>) -> Result<Import, Refusal>,
}

const TEXT: &str = "plain text";

/// All kinds. Of those that take a file's bytes for their own the first has it.
pub const IMPORTERS: &[Importer] = &[
    Importer { name: "content file", extensions: &["toml"], sniff: content::is_plainly, read: read_content },
    Importer { name: "EPUB", extensions: &["epub"], sniff: epub::is_plainly, read: read_epub },
    Importer { name: "Word document", extensions: &["docx"], sniff: docx::is_plainly, read: read_docx },
    Importer { name: "feed", extensions: &["rss", "atom"], sniff: feed::is_plainly, read: read_feed },
    Importer {
        name: "Markdown",
        extensions: &["md", "markdown", "mdown"],
        sniff: markdown::is_plainly,
        read: read_markdown,
    },
    Importer { name: "web page", extensions: &["html", "htm", "xhtml"], sniff: html::is_page, read: html::read },
    Importer { name: TEXT, extensions: &["txt", "text"], sniff: is_text, read: read_text },
];

/// Why a file does not become an article.
#[derive(Debug)]
pub enum Refusal {
    Misfit(Misfit),
    /// A content file, and the faults that keep it from being an article.
    Faulty(String, Vec<Fault>),
}

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Refusal {
        Refusal::Misfit(misfit)
    }
}

/// Makes articles of a file.
pub fn read(file: File<'_>) -> Result<Import, Refusal> {
    let importer = choose(&file.bytes, file.path).ok_or(Misfit::Unknown)?;
    (importer.read)(file)
}

/// The text of a file that must be a content file.
pub fn content(bytes: Vec<u8>, path: Option<&Path>) -> Result<String, Misfit> {
    match choose(&bytes, path) {
        Some(importer) if importer.name == IMPORTERS[0].name => decode(bytes),
        // What is wrong with the bytes of a text is said first.
        Some(importer) if importer.name == TEXT => decode(bytes).and(Err(Misfit::NoContent(TEXT))),
        Some(importer) => Err(Misfit::NoContent(importer.name)),
        None => decode(bytes),
    }
}

/// The text of a file, markup and all, if it is one. Bytes that are none are marked.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    memchr::memchr(0, bytes).is_none().then(|| String::from_utf8_lossy(bytes).into_owned())
}

/// Whether a folder's file of this name is an article.
pub fn is_article(path: &Path) -> bool {
    by_extension(path).is_some()
}

/// The names of files that are articles: `*.toml, *.txt`.
pub fn patterns() -> String {
    let first = IMPORTERS.iter().filter_map(|importer| importer.extensions.first());
    first.map(|extension| format!("*.{extension}")).collect::<Vec<_>>().join(", ")
}

/// Whether a file of this name is a content file.
pub fn is_content(path: &Path) -> bool {
    by_extension(path).is_some_and(|importer| importer.name == IMPORTERS[0].name)
}

/// The bytes of a picture in a book, by the target of a figure.
pub fn picture(book: &[u8], target: &str, limit: usize) -> Option<Vec<u8>> {
    epub::picture(book, target, limit)
}

/// Whether a file is a book.
pub fn is_book(bytes: &[u8], path: &Path) -> bool {
    choose(bytes, Some(path)).is_some_and(|importer| importer.name == IMPORTERS[1].name)
}

/// Whether a file of this name may be a book.
pub fn may_be_book(path: &Path) -> bool {
    by_extension(path).is_none_or(|importer| importer.name == IMPORTERS[1].name)
}

fn choose(bytes: &[u8], path: Option<&Path>) -> Option<&'static Importer> {
    path.and_then(by_extension).or_else(|| IMPORTERS.iter().find(|i| (i.sniff)(bytes)))
}

fn by_extension(path: &Path) -> Option<&'static Importer> {
    let extension = path.extension()?.to_str()?;
    IMPORTERS.iter().find(|i| i.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
}

/// A larger content file is read on a thread of its own, as all other kinds are: the holes that
/// reading leaves in memory are then not where each frame is made, which would take a sixth more.
/// It costs a fifteenth of the reading, which in smaller ones would count for more.
const LARGE: usize = 4 << 20;

fn read_content(file: File<'_>) -> Result<Import, Refusal> {
    let text = decode(file.bytes)?;
    let read = |text: String| (content::read(&text, Rigour::Tolerant), text);
    let (reading, text) = if text.len() > LARGE { bounded(move || read(text))? } else { read(text) };
    Ok(reading.article.ok_or(Refusal::Faulty(text, reading.faults))?.into())
}

fn read_markdown(file: File<'_>) -> Result<Import, Refusal> {
    let title = file.title();
    let text = decode(file.bytes)?;
    Ok(bounded(move || markdown::read(&text, &title))??.into())
}

/// A feed to be followed.
pub fn feed(file: File<'_>) -> Result<Feed, Misfit> {
    let (address, charset) = (file.address.map(str::to_string), file.charset.map(str::to_string));
    let bytes = file.bytes;
    bounded(move || feed::follow(&bytes, address.as_deref(), charset.as_deref()))?.map(|(feed, _)| feed)
}

/// Where a file leads that somebody wants to follow.
#[derive(Debug, PartialEq, Eq)]
pub enum Lead {
    /// It is a feed.
    Feed,
    /// It is a list of feeds.
    Feeds(Vec<Outline>),
    /// It is a page that names the address of its feed.
    Page(String),
    Nowhere,
}

/// Where a file leads to feeds.
pub fn lead(file: File<'_>) -> Result<Lead, Misfit> {
    let (bytes, charset) = (file.bytes, file.charset.map(str::to_string));
    if feed::is_plainly(&bytes) {
        return Ok(Lead::Feed);
    }
    if opml::is_plainly(&bytes) {
        return bounded(move || Lead::Feeds(opml::read(&bytes)));
    }
    if !html::is_page(&bytes) {
        return Ok(Lead::Nowhere);
    }
    let address = file.address.map(str::to_string);
    let found = bounded(move || {
        let (html, _) = html::charset::decode(&bytes, charset.as_deref());
        html::alternate::feed(&html, address.as_deref())
    })??;
    Ok(found.map_or(Lead::Nowhere, Lead::Page))
}

fn read_epub(file: File<'_>) -> Result<Import, Refusal> {
    let (title, bytes) = (file.title(), file.bytes);
    Ok(bounded(move || epub::read(&bytes, &title))??)
}

fn read_docx(file: File<'_>) -> Result<Import, Refusal> {
    let (title, bytes) = (file.title(), file.bytes);
    Ok(bounded(move || docx::read(&bytes, &title))??)
}

fn read_feed(file: File<'_>) -> Result<Import, Refusal> {
    let (address, charset) = (file.address.map(str::to_string), file.charset.map(str::to_string));
    let bytes = file.bytes;
    Ok(bounded(move || feed::read(&bytes, address.as_deref(), charset.as_deref()))??)
}

/// Anything may be text, but NULs are in none. UTF-16 has them, and is told apart
/// when it is decoded.
fn is_text(bytes: &[u8]) -> bool {
    is_utf16(bytes) || memchr::memchr(0, bytes).is_none()
}

fn read_text(file: File<'_>) -> Result<Import, Refusal> {
    let title = file.title();
    Ok(text::read(&decode(file.bytes)?, &title)?.into())
}

#[cfg(test)]
mod tests;
