//! What can be read: the table of importers, and which of them reads a file.
//!
//! Comes in: the bytes of a file and its path, if it has one. Goes out: an
//! article, or why there is none. May not open files, print, or know a terminal.

mod misfit;
mod text;

use std::path::Path;

pub use misfit::Misfit;

use crate::article::Article;
use crate::clean;
use crate::content::{self, Fault, Rigour};

/// A kind of file that articles are made of.
pub struct Importer {
    pub name: &'static str,
    /// Files with one of these are of this kind, whatever is in them.
    pub extensions: &'static [&'static str],
    /// Whether a file without a known extension is of this kind.
    pub sniff: fn(&[u8]) -> bool,
    /// The article in such a file. The title is for one that has none itself.
    pub read: fn(Vec<u8>, &str) -> Result<Article, Refusal>,
}

/// All kinds. Of those that take a file's bytes for their own the first has it.
pub const IMPORTERS: &[Importer] = &[
    Importer { name: "content file", extensions: &["toml"], sniff: content::is_plainly, read: read_content },
    Importer { name: "plain text", extensions: &["txt", "text"], sniff: is_text, read: read_text },
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

/// Makes an article of a file.
pub fn read(bytes: Vec<u8>, path: Option<&Path>) -> Result<Article, Refusal> {
    let importer = choose(&bytes, path).ok_or(Misfit::Unknown)?;
    let stem = path.and_then(Path::file_stem).map(|s| s.to_string_lossy());
    (importer.read)(bytes, &clean::line(stem.as_deref().unwrap_or_default()))
}

/// The text of a file that must be a content file.
pub fn content(bytes: Vec<u8>, path: Option<&Path>) -> Result<String, Misfit> {
    match choose(&bytes, path) {
        // What is wrong with its bytes is said first.
        Some(importer) if importer.name != IMPORTERS[0].name => decode(bytes).and(Err(Misfit::NoContent)),
        _ => decode(bytes),
    }
}

/// Whether a folder's file of this name is an article.
pub fn is_article(path: &Path) -> bool {
    by_extension(path).is_some()
}

/// Whether a file of this name is a content file.
pub fn is_content(path: &Path) -> bool {
    by_extension(path).is_some_and(|importer| importer.name == IMPORTERS[0].name)
}

fn choose(bytes: &[u8], path: Option<&Path>) -> Option<&'static Importer> {
    path.and_then(by_extension).or_else(|| IMPORTERS.iter().find(|i| (i.sniff)(bytes)))
}

fn by_extension(path: &Path) -> Option<&'static Importer> {
    let extension = path.extension()?.to_str()?;
    IMPORTERS.iter().find(|i| i.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
}

fn read_content(bytes: Vec<u8>, _: &str) -> Result<Article, Refusal> {
    let text = decode(bytes)?;
    let reading = content::read(&text, Rigour::Tolerant);
    reading.article.ok_or(Refusal::Faulty(text, reading.faults))
}

/// Anything may be text, but NULs are in none. UTF-16 has them, and is told apart
/// when it is decoded.
fn is_text(bytes: &[u8]) -> bool {
    is_utf16(bytes) || memchr::memchr(0, bytes).is_none()
}

fn read_text(bytes: Vec<u8>, title: &str) -> Result<Article, Refusal> {
    Ok(text::read(&decode(bytes)?, title)?)
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// UTF-8 with or without a byte order mark, and nothing else.
fn decode(mut bytes: Vec<u8>) -> Result<String, Misfit> {
    if is_utf16(&bytes) {
        return Err(Misfit::Utf16);
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    if bytes.is_empty() {
        return Err(Misfit::Empty);
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..good]).map_or(0, |i| i + 1);
        let line = memchr::memchr_iter(b'\n', &bytes[..start]).count() + 1;
        let column = String::from_utf8_lossy(&bytes[start..good]).chars().count() + 1;
        Misfit::Encoding { line, column, byte: bytes[good] }
    })
}

#[cfg(test)]
mod tests;
