//! A book to an article: a section for each of its chapters.
//!
//! Comes in: the bytes of an EPUB, and a title for one that has none. Goes out: the
//! article, without its covers, title pages and contents. A part that is only named
//! (in the contents, or on a page of its own) stands before the name of its first
//! chapter. May not know files; nothing is unpacked to anywhere.

mod archive;
mod book;
mod chapter;
mod contents;
mod package;
mod page;
mod xml;

use std::collections::{HashMap, HashSet};

use super::html::{charset, walk};
use super::{Import, Misfit, Note};
use crate::article::Block;
use crate::assemble;
use archive::Members;
use book::{Book, Leaf};
use contents::{Contents, Entry};
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
    let reader = Reader::new(&contents.entries, &package);
    let mut book = Book::new(&facts, &contents.entries);
    let (mut notes, mut seen) = (Vec::new(), HashSet::new());
    for path in package.spine.iter().filter(|path| seen.insert(path.as_str())) {
        if let Some(member) = members.get(path) {
            let (leaf, guess) = reader.leaf(path, member)?;
            notes.extend(guess.filter(|_| notes.is_empty()));
            book.add(leaf)?;
        }
    }
    let (parts, dropped) = book.finish();
    if parts.is_empty() {
        return Err(Misfit::Blank);
    }
    let dropped = dropped + package.aside;
    notes.extend((dropped > 0).then_some(Note::Dropped(dropped, "front page")));
    Ok(Import { articles: vec![assemble::article(facts, parts)], notes })
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

/// What is known of the files before they are read.
struct Reader<'a> {
    /// The entries of each file.
    entries: HashMap<&'a str, Vec<(usize, &'a Entry)>>,
    front: HashSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn new(entries: &'a [Entry], package: &'a Package) -> Reader<'a> {
        let mut of: HashMap<&str, Vec<(usize, &Entry)>> = HashMap::new();
        for (number, entry) in entries.iter().enumerate() {
            of.entry(&entry.path).or_default().push((number, entry));
        }
        Reader { entries: of, front: package.front.iter().map(String::as_str).collect() }
    }

    fn leaf(&self, path: &str, member: &[u8]) -> Result<(Leaf, Option<Note>), Misfit> {
        let own = self.entries.get(path).map(Vec::as_slice).unwrap_or_default();
        let ids = own.iter().filter_map(|(number, entry)| Some((entry.fragment.as_deref()?, *number))).collect();
        let (source, guess) = charset::decode(member, None);
        let page = page::prepare(&source, &ids);
        let found = walk::blocks(&page.html, None).map_err(|misfit| match misfit {
            Misfit::Page(limit) => Misfit::Member(archive::shown(path), limit),
            misfit => misfit,
        })?;
        let mut blocks: Vec<Block> = Vec::with_capacity(found.len());
        let mut places = Vec::new();
        for block in found {
            match page::sign(&block.words).filter(|number| ids_has(own, *number)) {
                Some(number) => places.push((blocks.len(), number)),
                None => blocks.push(block),
            }
        }
        places.extend(own.iter().filter(|(_, entry)| entry.fragment.is_none()).map(|(number, _)| (0, *number)));
        // A place that is not there is the start of the file, if the contents name no other.
        if places.is_empty() {
            places.extend(own.first().map(|(number, _)| (0, *number)));
        }
        places.sort();
        let says_front = page.is_front || self.front.contains(path);
        let is_front = says_front && chapter::is_front(&blocks) || chapter::is_contents(&blocks);
        blocks.iter_mut().for_each(|block| chapter::unlink(block, path));
        Ok((Leaf { blocks, places, is_front }, guess))
    }
}

fn ids_has(own: &[(usize, &Entry)], number: usize) -> bool {
    own.binary_search_by_key(&number, |(number, _)| *number).is_ok()
}

#[cfg(test)]
mod tests;
