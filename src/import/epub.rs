//! A book to an article: a section for each of its chapters.
//!
//! Comes in: the bytes of an EPUB, and a title for one that has none. Goes out: the
//! article, without its covers, title pages and contents. A part that is only named
//! (in the contents, or on a page of its own) stands before the name of its first
//! chapter. May not know files; nothing is unpacked to anywhere.

pub(super) mod archive;
mod book;
mod chapter;
mod contents;
mod leaf;
mod package;
mod page;
pub(super) mod xml;

use super::{Import, Misfit, Note};
use crate::assemble;
use archive::Members;
use book::Book;
use contents::Contents;
use package::Package;

/// What the first member of a book is, near the start of its bytes.
const MIMETYPE: &[u8] = b"mimetypeapplication/epub+zip";

/// Whether bytes are a book: an archive that says so at its start.
pub fn is_plainly(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(256)];
    start.starts_with(b"PK\x03\x04") && memchr::memmem::find(start, MIMETYPE).is_some()
}

/// Reads a book that may be hostile.
pub fn read(bytes: &[u8], title: &str) -> Result<Import, Misfit> {
    let members = archive::read(bytes)?;
    let mut package = package::read(&members)?;
    let contents = contents_of(&package, &members);
    package.front.extend(contents.front);
    let mut facts = std::mem::take(&mut package.facts);
    if facts.title.is_empty() {
        facts.title = title.to_string();
    }
    let mut book = Book::new(&facts, &contents.entries);
    let mut notes = Vec::new();
    for (leaf, guess) in leaf::read(&members, &package, &contents.entries)? {
        notes.extend(guess.filter(|_| notes.is_empty()));
        book.add(leaf);
    }
    let (parts, dropped) = book.finish();
    if parts.is_empty() {
        return Err(Misfit::Blank);
    }
    let dropped = dropped + package.aside;
    notes.extend((dropped > 0).then_some(Note::Dropped(dropped, "front page")));
    Ok(Import { articles: vec![assemble::article(facts, parts)], notes })
}

/// The bytes of a picture of a book that may be hostile, by the target of a figure in it.
pub fn picture(bytes: &[u8], target: &str, limit: usize) -> Option<Vec<u8>> {
    archive::picture(bytes, &target.replace("%20", " "), limit)
}

fn contents_of(package: &Package, members: &Members) -> Contents {
    let document = |path: &Option<String>| path.as_ref().and_then(|path| Some((members.get(path)?, path.clone())));
    let nav = document(&package.nav).map(|(document, path)| contents::read_nav(document, &path)).unwrap_or_default();
    if !nav.entries.is_empty() {
        return nav;
    }
    let ncx = document(&package.ncx).map(|(document, path)| contents::read_ncx(document, &path)).unwrap_or_default();
    Contents { entries: ncx.entries, front: nav.front }
}

#[cfg(test)]
pub(super) mod tests;
