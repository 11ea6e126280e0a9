//! What a chapter is called, and which pages are none.
//!
//! Comes in: the blocks of a file. Goes out: its heading, which is taken out of the
//! blocks, and whether it is a cover, a title page or contents. May not know archives.

use crate::article::{Article, Block, Inline, Kind};
use crate::import::facts;

use super::contents::joined;
use super::package::resolve;

// What can be a heading, and what is read as a number of a chapter, in characters.
const HEADING: usize = 80;
const NUMBER: usize = 24;

/// A heading is looked for in so many blocks.
const HEAD: usize = 4;

// A front page is no longer, in bytes; neither is a sentence on it.
const FRONT: usize = 2000;
const TITLE: usize = 600;
const LINE: usize = 60;

/// Takes the heading of a chapter out of its blocks. The contents' name for it is used
/// where it has none, or the same one: there it is written in one line.
pub fn take_heading(blocks: &mut Vec<Block>, label: Option<&str>) -> Option<String> {
    let words = blocks.iter().enumerate().filter(|(_, b)| b.kind != Kind::Figure).take(HEAD);
    let head: Vec<usize> = words.take_while(|(_, b)| is_head(b)).map(|(index, _)| index).collect();
    if let Some(label) = label {
        for count in (1..=head.len()).rev() {
            let words: Vec<&str> = head[..count].iter().map(|&index| blocks[index].words.as_str()).collect();
            if facts::same(&words.join(" "), label) {
                remove(blocks, &head[..count]);
                return Some(label.to_string());
            }
        }
    }
    let head: Vec<usize> = head.into_iter().take_while(|&index| !is_prose(&blocks[index])).collect();
    let Some(at) = head.iter().position(|&index| matches!(blocks[index].kind, Kind::Heading(_))) else {
        return label.map(str::to_string);
    };
    // Its number stands before it, or is itself a heading with the name below.
    let before = head[..at].iter().rev().take_while(|&&index| is_number(&blocks[index].words)).count();
    let is_heading = |index: &usize| matches!(blocks[*index].kind, Kind::Heading(_));
    let after =
        usize::from(before == 0 && is_number(&blocks[head[at]].words) && head.get(at + 1).is_some_and(is_heading));
    let taken = &head[at - before..=at + after];
    let names = taken.iter().filter_map(|&index| facts::line(&blocks[index].words));
    let heading = names.fold(None, |above, name| Some(joined(above, name)));
    remove(blocks, taken);
    heading
}

/// How high the heading is that the blocks begin with, if they do.
pub fn level(blocks: &[Block]) -> Option<u8> {
    let head = blocks.iter().filter(|b| b.kind != Kind::Figure).take(HEAD).take_while(|b| is_head(b) && !is_prose(b));
    head.into_iter().find_map(|block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    })
}

fn is_head(block: &Block) -> bool {
    let is_short = block.words.len() <= 4 * HEADING && block.words.chars().count() <= HEADING;
    block.depth == 0 && is_short && matches!(block.kind, Kind::Heading(_) | Kind::Paragraph)
}

/// Whether a block is a sentence, above which a heading would stand.
fn is_prose(block: &Block) -> bool {
    let ends = block.words.ends_with(['.', ',', ';', '!', '?', '…', '”', '"', '’', '»', '。', '」']);
    block.kind == Kind::Paragraph && ends && !is_number(&block.words)
}

/// Whether words are the number of a chapter: `1`, `XIV.`, `Chapter One`.
fn is_number(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ':']).trim();
    let is_roman = !words.is_empty() && words.chars().all(|c| "IVXLCDMivxlcdm".contains(c));
    let is_counted = ["chapter", "part", "book", "section"]
        .iter()
        .any(|name| words.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    let is_digits = words.chars().all(|c| c.is_ascii_digit()) && !words.is_empty();
    words.chars().count() <= NUMBER && (is_digits || is_roman || is_counted)
}

fn remove(blocks: &mut Vec<Block>, indexes: &[usize]) {
    let mut index = 0;
    blocks.retain(|_| {
        index += 1;
        !indexes.contains(&(index - 1))
    });
}

/// Sets the headings of a chapter below its own.
pub fn lower(blocks: &mut [Block]) {
    let level = |block: &Block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let highest = blocks.iter().filter_map(level).min().unwrap_or(3);
    for block in blocks {
        if let Some(level) = level(block) {
            block.kind = Kind::Heading((level - highest + 3).clamp(3, 6));
        }
    }
}

/// Whether there is nothing to read on a page.
pub fn is_pictures(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| matches!(block.kind, Kind::Figure | Kind::Rule))
}

/// Whether a page, which calls itself a cover or the like, is one by its length.
pub fn is_front(blocks: &[Block]) -> bool {
    length(blocks) <= FRONT || is_contents(blocks)
}

/// Whether a page before the first chapter says once more what the book is called.
pub fn is_title(blocks: &[Block], facts: &Article) -> bool {
    let is_said = |block: &Block| is_prose(block) && block.words.len() > LINE;
    if length(blocks) > TITLE || blocks.iter().any(is_said) {
        return false;
    }
    let has_title = blocks.iter().take(2).any(|block| facts::same(&block.words, &facts.title));
    let is_by = |block: &Block| facts.authors.iter().any(|name| contains(&block.words, name));
    has_title && (blocks.len() <= 2 || blocks.iter().any(is_by))
}

fn contains(words: &str, name: &str) -> bool {
    !name.is_empty() && words.to_lowercase().contains(&name.to_lowercase())
}

/// Whether nearly all of a page leads to others.
pub fn is_contents(blocks: &[Block]) -> bool {
    let is_led = |block: &&Block| {
        let links = block.marks.iter().filter(|m| is_within(block, m.style.link));
        5 * links.map(|m| m.range.len()).sum::<usize>() >= 3 * block.words.len()
    };
    let led = blocks.iter().filter(is_led).count();
    led >= 3 && 10 * led >= 7 * blocks.len()
}

fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.words.len()).sum()
}

/// Whether a link leads to another place in the book.
fn is_within(block: &Block, link: Option<u32>) -> bool {
    let target = link.and_then(|link| block.targets.get(link as usize));
    target.is_some_and(|target| is_relative(target))
}

fn is_relative(target: &str) -> bool {
    let start = target.split(['/', '?', '#']).next().unwrap_or_default();
    !start.contains(':') && !target.starts_with("//")
}

/// A block without links to other places of the book, which lead nowhere outside of it;
/// a picture's address is its path in the archive.
pub fn unlink(block: &mut Block, path: &str) {
    let is_figure = block.kind == Kind::Figure;
    if let Some(picture) =
        block.targets.first_mut().filter(|target| is_figure && is_relative(target) && !target.is_empty())
    {
        *picture = resolve(path, picture).0.replace(' ', "%20");
    }
    if !block.marks.iter().any(|m| is_within(block, m.style.link)) {
        return;
    }
    let mut targets: Vec<String> = block.targets.iter().take(usize::from(is_figure)).cloned().collect();
    let mut numbers = vec![None; block.targets.len()];
    let mut marks = std::mem::take(&mut block.marks);
    for mark in &mut marks {
        let Some(link) = mark.style.link.take().map(|link| link as usize) else { continue };
        let Some(target) = block.targets.get(link).filter(|target| !is_relative(target)) else { continue };
        mark.style.link = Some(*numbers[link].get_or_insert_with(|| {
            targets.push(target.clone());
            targets.len() as u32 - 1
        }));
    }
    marks.retain(|mark| mark.style != Inline::default());
    (block.marks, block.targets) = (marks, targets);
}
