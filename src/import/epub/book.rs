//! The chapters of a book, put together from its files.
//!
//! Comes in: the files in their order, each with the places that the contents name.
//! Goes out: a part for each chapter. A chapter in several files is one if the contents
//! have one entry for it; a file with several entries is several. May not know archives
//! or HTML.

use super::chapter;
use super::contents::{Entry, joined};
use super::leaf::Leaf;
use crate::article::{Article, Block, Kind};
use crate::assemble::Part;
use crate::import::facts;
use crate::import::text::set_rules;

/// The chapters so far.
pub struct Book<'a> {
    facts: &'a Article,
    entries: &'a [Entry],
    parts: Vec<Part>,
    /// How high the heading of the last chapter is, as its file has it.
    level: u8,
    /// A part that was named, and has no chapter yet.
    part: Option<String>,
    /// How many files were left out.
    dropped: usize,
}

/// What belongs to one entry of the contents, or to none.
struct Piece {
    entry: Option<usize>,
    blocks: Vec<Block>,
    /// The places of entries within it.
    within: Vec<(usize, usize)>,
}

impl<'a> Book<'a> {
    pub fn new(facts: &'a Article, entries: &'a [Entry]) -> Book<'a> {
        Book { facts, entries, parts: Vec::new(), level: 1, part: None, dropped: 0 }
    }

    pub fn add(&mut self, leaf: Leaf) {
        let is_title = self.parts.is_empty() && chapter::is_title(&leaf.blocks, self.facts);
        if leaf.is_front || is_title || chapter::is_pictures(&leaf.blocks) {
            self.dropped += usize::from(!leaf.blocks.is_empty());
            // The page of a part may be a picture of its name.
            if !leaf.is_front
                && !is_title
                && let Some(entry) = leaf.places.first().and_then(|place| self.part_of(place.1))
            {
                self.part = Some(joined(self.part.take(), entry));
            }
            return;
        }
        for piece in self.pieces(leaf) {
            self.add_piece(piece);
        }
    }

    /// The name of an entry that has others within it.
    fn part_of(&self, number: usize) -> Option<String> {
        let (entry, next) = (self.entries.get(number)?, self.entries.get(number + 1)?);
        (next.depth > entry.depth).then(|| joined(entry.part.clone(), entry.label.clone()))
    }

    /// Chapters begin where the contents name something as high as the first in a file.
    fn pieces(&self, leaf: Leaf) -> Vec<Piece> {
        let depth = |place: &(usize, usize)| self.entries.get(place.1).map_or(1, |entry| entry.depth);
        let first = leaf.places.first().map_or(0, depth);
        let starts: Vec<usize> = leaf.places.iter().filter(|p| depth(p) <= first).map(|p| p.0).collect();
        // What is named at the start of a chapter is its name: the one before is a part's.
        let is_start = |place: &&(usize, usize)| depth(place) <= first || starts.binary_search(&place.0).is_ok();
        let mut blocks = leaf.blocks;
        let mut within: Vec<(usize, usize)> = leaf.places.iter().filter(|p| !is_start(p)).copied().collect();
        let mut pieces = Vec::new();
        for &(at, entry) in leaf.places.iter().filter(is_start).rev() {
            let at = at.min(blocks.len());
            let own = within.split_off(within.partition_point(|place| place.0 < at));
            let own = own.into_iter().map(|(place, entry)| (place - at, entry)).collect();
            pieces.push(Piece { entry: Some(entry), blocks: blocks.split_off(at), within: own });
        }
        match pieces.last_mut() {
            // A picture above the heading.
            Some(first) if chapter::is_pictures(&blocks) => {
                let shift = blocks.len();
                first.within.iter_mut().for_each(|place| place.0 += shift);
                blocks.append(&mut first.blocks);
                first.blocks = blocks;
            }
            _ => pieces.push(Piece { entry: None, blocks, within }),
        }
        pieces.reverse();
        pieces
    }

    fn add_piece(&mut self, mut piece: Piece) {
        let entry = piece.entry.and_then(|number| self.entries.get(number));
        let level = chapter::level(&piece.blocks);
        let is_below = match level {
            None => true,
            Some(level) => !self.entries.is_empty() && level > self.level,
        };
        let goes_on = entry.is_none() && is_below && self.part.is_none() && !self.parts.is_empty();
        let before = piece.blocks.len();
        let heading = match goes_on {
            true => None,
            false => chapter::take_heading(&mut piece.blocks, entry.map(|entry| entry.label.as_str())),
        };
        let taken = before - piece.blocks.len();
        chapter::lower(&mut piece.blocks);
        set_rules(&mut piece.blocks);
        self.name_within(&mut piece, taken, entry.map_or(1, |entry| entry.depth));
        if goes_on {
            if let Some(last) = self.parts.last_mut() {
                last.blocks.append(&mut piece.blocks);
            }
            return;
        }
        self.level = level.unwrap_or(1);
        let part = match (self.part.take(), entry.and_then(|entry| entry.part.clone())) {
            (Some(above), Some(part)) => Some(joined(Some(above), part)),
            (above, part) => above.or(part),
        };
        let heading = heading.map(|heading| joined(part.clone(), heading)).or(part);
        match piece.blocks.is_empty() {
            true => self.part = heading,
            false => self.parts.push(Part { heading, blocks: piece.blocks }),
        }
    }

    /// Gives what the contents name within a chapter a heading, where it has none.
    fn name_within(&self, piece: &mut Piece, taken: usize, depth: usize) {
        let mut named = Vec::new();
        for &(at, number) in piece.within.iter().rev() {
            let Some(entry) = self.entries.get(number) else { continue };
            let at = at.saturating_sub(taken);
            let level = (entry.depth.saturating_sub(depth) + 2).clamp(3, 6) as u8;
            match piece.blocks.get_mut(at) {
                Some(block) if matches!(block.kind, Kind::Heading(_)) => {}
                Some(block) if block.kind == Kind::Paragraph && facts::same(&block.words, &entry.label) => {
                    block.kind = Kind::Heading(level);
                }
                _ => named
                    .push((at, Block { kind: Kind::Heading(level), words: entry.label.clone(), ..Block::default() })),
            }
        }
        insert(&mut piece.blocks, named);
    }

    /// The parts, and how many files were left out.
    pub fn finish(mut self) -> (Vec<Part>, usize) {
        // The name of a part without chapters is the last thing that stands there.
        if let (Some(words), Some(last)) = (self.part.take(), self.parts.last_mut()) {
            last.blocks.push(Block { kind: Kind::Heading(3), words, ..Block::default() });
        }
        (self.parts, self.dropped)
    }
}

/// Puts blocks before others, which are named from the last to the first.
fn insert(blocks: &mut Vec<Block>, mut named: Vec<(usize, Block)>) {
    if named.is_empty() {
        return;
    }
    let mut out = Vec::with_capacity(blocks.len() + named.len());
    for (index, block) in std::mem::take(blocks).into_iter().enumerate() {
        while let Some((_, named)) = named.pop_if(|(at, _)| *at <= index) {
            out.push(named);
        }
        out.push(block);
    }
    out.extend(named.into_iter().rev().map(|(_, block)| block));
    *blocks = out;
}
