//! A Word document to an article.
//!
//! Comes in: the bytes of a `.docx`, and a title for one that has none. Goes out: its
//! paragraphs, headings, lists, quotations and tables, as they are read with all changes
//! taken: what was deleted is not there. Headers, footers, notes and comments are left out.
//! May not know files; nothing is unpacked to anywhere.

mod body;
mod styles;

use super::epub::archive::{self, Members};
use super::epub::xml::{self, Piece};
use super::{Import, Misfit, date, facts};
use crate::article::{Article, Block, Kind};
use crate::assemble;
use styles::Styles;

const DOCUMENT: &str = "word/document.xml";
const FACTS: &str = "docProps/core.xml";
const ZIP: &[u8] = b"PK\x03\x04";

/// Whether bytes are a document: an archive with a member that no other kind has.
pub fn is_plainly(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) && memchr::memmem::find(bytes, DOCUMENT.as_bytes()).is_some()
}

/// Reads a document that may be hostile.
pub fn read(bytes: &[u8], title: &str) -> Result<Import, Misfit> {
    let members = archive::read(bytes).map_err(|misfit| match misfit {
        Misfit::NoArchive => Misfit::NoDocument("it is no zip archive, or protected by a password".to_string()),
        misfit => misfit,
    })?;
    let document =
        members.get(DOCUMENT).ok_or_else(|| Misfit::NoDocument(format!("there is no `{DOCUMENT}` in it")))?;
    let body = body::read(document, &Styles::read(&members));
    let mut blocks = body.blocks;
    let mut facts = facts_of(&members);
    let own = body.title.or_else(|| headline(&mut blocks));
    facts.title = own.or(Some(std::mem::take(&mut facts.title)).filter(|t| !t.is_empty())).unwrap_or(title.to_string());
    facts.subtitle = body.subtitle;
    if blocks.is_empty() {
        return Err(Misfit::Blank);
    }
    Ok(assemble::article(facts, assemble::parts(blocks)).into())
}

/// The heading that all the rest stands under, taken out.
fn headline(blocks: &mut Vec<Block>) -> Option<String> {
    let is_first = |block: &&Block| block.kind == Kind::Heading(1);
    let is_one = blocks.first().filter(is_first).is_some() && blocks.iter().filter(is_first).count() == 1;
    (is_one && blocks.len() > 1).then(|| blocks.remove(0).words)
}

/// What the document says of itself.
fn facts_of(members: &Members) -> Article {
    let mut article = Article::default();
    let (mut name, mut words) = (String::new(), String::new());
    let Some(document) = members.get(FACTS) else { return article };
    xml::walk(document, |piece| match piece {
        Piece::Open(element) => (name, words) = (element.name().to_string(), String::new()),
        Piece::Words(more) if words.len() < 4096 => words.push_str(more),
        Piece::Words(_) => {}
        Piece::Close(closed) if closed == name => match closed {
            "title" => article.title = facts::line(&words).unwrap_or_default(),
            "creator" => article.authors = words.split(';').filter_map(facts::line).take(64).collect(),
            "created" => article.published = date::day(&words),
            "language" => article.language = facts::language(&words),
            _ => {}
        },
        Piece::Close(_) => {}
    });
    article
}

#[cfg(test)]
mod tests;
