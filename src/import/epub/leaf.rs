//! The files of a book, each as blocks.
//!
//! Comes in: the members of an archive, their order and the contents. Goes out: the
//! blocks of each file, and what the contents name in it. Large books are shared among
//! threads. May not know what a chapter is called.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::archive::{self, Members};
use super::contents::Entry;
use super::package::Package;
use super::{chapter, page};
use crate::article::Block;
use crate::import::html::{charset, walk};
use crate::import::{Misfit, Note, bounded};

/// More blocks are not read: each takes some 250 bytes beside its words.
const MOST: usize = 2_000_000;

/// Files with fewer bytes are read before another thread would have begun.
const SHARED: usize = 256 << 10;

/// A file may take 80 MB while it is read.
const MOST_THREADS: usize = 4;

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
    let mut seen = HashSet::new();
    let paths = package.spine.iter().filter(|path| seen.insert(path.as_str()));
    let files: Vec<(&str, &[u8])> =
        paths.filter_map(|path| Some((path.as_str(), members.get(path)?.as_slice()))).collect();
    let reader = Reader::new(entries, package);
    let size: usize = files.iter().map(|file| file.1.len()).sum();
    let threads = thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS)).min(1 + size / SHARED);
    let next = AtomicUsize::new(0);
    let mut read = thread::scope(|scope| {
        // This thread takes part.
        let others: Vec<_> = (1..threads)
            .filter_map(|_| bounded::thread().spawn_scoped(scope, || reader.some(&files, &next)).ok())
            .collect();
        let mut read = reader.some(&files, &next);
        for other in others {
            match other.join() {
                Ok(some) => read.extend(some),
                Err(_) => read.push((0, Err(Misfit::Failed))),
            }
        }
        read
    });
    read.sort_by_key(|(index, _)| *index);
    read.into_iter().map(|(_, leaf)| leaf).collect()
}

/// What is known of the files before they are read.
struct Reader<'a> {
    /// The entries of each file.
    entries: HashMap<&'a str, Vec<(usize, &'a Entry)>>,
    front: HashSet<&'a str>,
    /// How many blocks were made.
    count: AtomicUsize,
}

impl<'a> Reader<'a> {
    fn new(entries: &'a [Entry], package: &'a Package) -> Reader<'a> {
        let mut of: HashMap<&str, Vec<(usize, &Entry)>> = HashMap::new();
        for (number, entry) in entries.iter().enumerate() {
            of.entry(&entry.path).or_default().push((number, entry));
        }
        Reader { entries: of, front: package.front.iter().map(String::as_str).collect(), count: AtomicUsize::new(0) }
    }

    /// Reads files that nobody else reads, until none is left or one is faulty.
    fn some(&self, files: &[(&str, &[u8])], next: &AtomicUsize) -> Vec<(usize, Result<Read, Misfit>)> {
        let mut read = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((path, member)) = files.get(index) else { return read };
            let leaf = self.leaf(path, member);
            if leaf.is_err() {
                next.store(files.len(), Ordering::Relaxed);
            }
            read.push((index, leaf));
        }
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
        if self.count.fetch_add(found.len(), Ordering::Relaxed) + found.len() > MOST {
            return Err(Misfit::TooMuch);
        }
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
