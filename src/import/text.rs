//! Plain text to an article.
//!
//! Comes in: the text of a file, and a title for one without a headline. Goes
//! out: an article in whose plain text every visible character of the file
//! stands, in order. Whether lines were broken to fit a width is told from the
//! text as a whole; nothing else is guessed that could lose a word.

mod lines;
mod shape;

use std::borrow::Cow;
use std::sync::Arc;

use super::Misfit;
use crate::article::{Article, Block, Kind, Section};
use crate::blocks::RULE;
use crate::clean;
use lines::{Line, first_word, glue};
use shape::Shape;

/// More paragraphs are not read: each takes some 250 bytes beside its words.
const MOST: usize = 2_000_000;

/// The most characters of a headline, of a heading and of a byline.
const HEADLINE: usize = 200;
const HEADING: usize = 80;
const BYLINE: usize = 120;

/// The most lines of a headline that was broken to fit a width.
const HEADLINE_LINES: usize = 3;

/// A block that is being made.
#[derive(Debug)]
struct Draft {
    kind: Kind,
    words: String,
    /// How many lines it was made of.
    lines: usize,
    /// Blank lines, or the ends of the text, are above and below.
    apart: [bool; 2],
}

/// Reads a text that was decoded and may be hostile.
pub fn read(raw: &str, title: &str) -> Result<Article, Misfit> {
    let raw = without_controls(raw);
    let text = clean::text(&raw);
    let drafts = drafts(&text, MOST)?;
    if drafts.is_empty() {
        return Err(Misfit::Blank);
    }
    let mut article = Article { title: title.to_string(), ..Article::default() };
    let kinds: Vec<Kind> = (0..drafts.len()).map(|index| kind(&drafts, index)).collect();
    let block = |(draft, kind): (Draft, Kind)| Block { kind, depth: 0, words: draft.words, ..Block::default() };
    article.blocks = Arc::new(drafts.into_iter().zip(kinds).map(block).collect());
    if let Some(Block { kind: Kind::Title, words, .. }) = article.blocks.first() {
        article.title.clone_from(words);
    }
    article.sections = sections(&article.blocks);
    Ok(article)
}

/// Makes rules of paragraphs that are nothing but signs, in whatever they were read of.
pub fn set_rules(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|b| b.kind == Kind::Paragraph && lines::is_rule(&b.words)) {
        *block = Block { kind: Kind::Rule, depth: block.depth, words: RULE.to_string(), ..Block::default() };
    }
}

/// What a paragraph is, by what it stands between.
fn kind(drafts: &[Draft], index: usize) -> Kind {
    let (draft, next) = (&drafts[index], drafts.get(index + 1));
    match draft.kind {
        Kind::Paragraph if index == 0 && is_headline(draft, next) => Kind::Title,
        Kind::Paragraph if index <= 1 && is_byline(draft) => Kind::Byline,
        Kind::Paragraph if is_heading(draft, next) => Kind::Heading(2),
        kind => kind,
    }
}

/// What cannot be seen is nobody's words: a control in a text, often half of a
/// letter that was decoded wrongly, becomes a space. What could do harm beside
/// these the gate makes visible.
fn without_controls(raw: &str) -> Cow<'_, str> {
    let is_unseen = |c: char| c.is_control() && !c.is_whitespace();
    if raw.contains(is_unseen) { raw.replace(is_unseen, " ").into() } else { raw.into() }
}

/// The paragraphs and rules of a clean text, so many at most.
fn drafts(text: &str, most: usize) -> Result<Vec<Draft>, Misfit> {
    let shape = Shape::of(text);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut above: Option<Line<'_>> = None;
    for line in lines::of(text) {
        let Some(line) = line else {
            if let Some(last) = drafts.last_mut() {
                last.apart[1] = true;
            }
            above = None;
            continue;
        };
        let goes_on = above.as_ref().is_some_and(|above| shape.joins(above, &line));
        match drafts.last_mut() {
            Some(last) if goes_on => {
                last.words.push_str(glue(&last.words, line.words));
                last.words.push_str(line.words);
                last.lines += 1;
            }
            last => {
                // A rule parts as a blank line does.
                if let Some(last) = last {
                    last.apart[1] |= line.is_rule();
                }
                if drafts.len() == most {
                    return Err(Misfit::TooMuch);
                }
                drafts.push(Draft::new(&line, above.is_none_or(|above| above.is_rule())));
            }
        }
        above = Some(line);
    }
    if let Some(last) = drafts.last_mut() {
        last.apart[1] = true;
    }
    Ok(drafts)
}

impl Draft {
    fn new(line: &Line<'_>, is_apart: bool) -> Draft {
        let kind = if line.is_rule() { Kind::Rule } else { Kind::Paragraph };
        Draft { kind, words: line.words.to_string(), lines: 1, apart: [is_apart, false] }
    }

    /// Whether it has no more than so many characters.
    fn fits(&self, most: usize) -> bool {
        self.words.len() <= most || self.words.char_indices().nth(most).is_none()
    }
}

/// A headline is short and does not end like a sentence, but may ask, call or
/// quote; something must stand below it.
fn is_headline(draft: &Draft, next: Option<&Draft>) -> bool {
    let words = draft.words.trim_end_matches(['"', '”', '’', '\'', '»', '“']);
    let ends = words.ends_with(['.', ',', ';', ':', '…', '。', '，']);
    draft.lines <= HEADLINE_LINES && next.is_some() && draft.fits(HEADLINE) && !ends
}

/// Who wrote it stands below the headline, or above all.
fn is_byline(draft: &Draft) -> bool {
    draft.words.starts_with("By ") && draft.fits(BYLINE) && !ends_as_sentence(&draft.words)
}

/// A heading is a short line set apart, with a longer paragraph below it.
fn is_heading(draft: &Draft, next: Option<&Draft>) -> bool {
    let begins = |c: char| c.is_alphanumeric() && !c.is_lowercase();
    let is_short = draft.lines == 1 && draft.apart == [true; 2] && draft.fits(HEADING);
    let is_longer = |n: &Draft| n.kind == Kind::Paragraph && !n.fits(2 * draft.words.chars().count());
    is_short && draft.words.starts_with(begins) && !ends_as_sentence(&draft.words) && next.is_some_and(is_longer)
}

fn ends_as_sentence(words: &str) -> bool {
    const SIGNS: &str = "…”’»“«。！？，、—–」』";
    words.ends_with(|c: char| c.is_ascii_punctuation() && c != ')' && c != '%' || SIGNS.contains(c))
}

/// A section begins at each heading; one before any paragraph is the first one's.
fn sections(blocks: &[Block]) -> Vec<Section> {
    let mut sections = vec![Section { heading: None, blocks: 0..0 }];
    let mut is_head = true;
    for (index, block) in blocks.iter().enumerate() {
        let heading = matches!(block.kind, Kind::Heading(_)).then(|| block.words.clone());
        if heading.is_some() && !is_head {
            sections.push(Section { heading: None, blocks: index..index });
        }
        is_head = is_head && heading.is_none() && matches!(block.kind, Kind::Title | Kind::Byline);
        if let Some(section) = sections.last_mut() {
            section.heading = heading.or(section.heading.take());
            section.blocks.end = index + 1;
        }
    }
    sections
}

#[cfg(test)]
mod tests;
