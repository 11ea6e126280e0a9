//! The files of a book, each as blocks.
//!
//! Comes in: the members of an archive, their order and the contents. Goes out: the
//! blocks of each file, and what the contents name in it. May not know what a chapter
//! is called.

use std::collections::{HashMap, HashSet};

use super::archive::{self, Members};
use super::contents::Entry;
use super::package::Package;
use super::{chapter, page};
use crate::article::Block;
use crate::import::html::{charset, walk};
use crate::import::{Misfit, Note};

/// More blocks are not read: each takes some 250 bytes beside its words.
const MOST: usize = 2_000_000;

/// A file of the book.
pub struct Leaf {
    pub blocks: Vec<Block>,
    /// Before which blocks the contents name something, and the number of the entry.
    pub places: Vec<(usize, usize)>,
    /// It is a cover, a title page or contents.
    pub is_front: bool,
}

/// A file, and what its character set is taken to be.
type Read = (Leaf, Option<Note>);

/// Reads the files that are in the order of the book.
pub fn read(members: &Members, package: &Package, entries: &[Entry]) -> Result<Vec<Read>, Misfit> {
    let reader = Reader::new(entries, package);
    let (mut seen, mut left, mut leaves) = (HashSet::new(), MOST, Vec::new());
    for path in package.spine.iter().filter(|path| seen.insert(path.as_str())) {
        let Some(member) = members.get(path) else { continue };
        let read = reader.leaf(path, member)?;
        left = left.checked_sub(read.0.blocks.len()).ok_or(Misfit::TooMuch)?;
        leaves.push(read);
    }
    Ok(leaves)
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

    fn leaf(&self, path: &str, member: &[u8]) -> Result<Read, Misfit> {
        let own = self.entries.get(path).map(Vec::as_slice).unwrap_or_default();
        let ids = own.iter().filter_map(|(number, entry)| Some((entry.fragment.as_deref()?, *number))).collect();
        let (source, guess) = charset::decode(member, None);
        let page = page::prepare(&source, &ids);
        let found = walk::blocks(&page.html, None).map_err(|misfit| match misfit {
            Misfit::Page(limit) => Misfit::Member(archive::shown(path), limit),
            misfit => misfit,
        })?;
        let mut blocks: Vec<Block> = Vec::with_capacity(found.len());
        let (mut places, mut seen) = (Vec::new(), HashSet::new());
        for block in found {
            match page::sign(&block.words).filter(|number| ids_has(own, *number)) {
                // Of several elements with one id the first has it.
                Some(number) if seen.insert(number) => places.push((blocks.len(), number)),
                Some(_) => {}
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
