//! The blocks of an article without what a page says besides.
//!
//! Comes in: blocks as they were found, and the facts of the article. Goes out: the
//! article's own blocks, and how many were left out for what reason. Kinds of words
//! are told by tables in many languages and by shape: what stands before the first
//! paragraph, what is all link, what was said before. May not know elements.

mod head;
mod phrases;
mod shape;

use std::collections::HashMap;

use crate::article::{Article, Block, Kind};
use crate::import::Note;
use phrases::{
    ACTIONS, CREDITS, ENDS, LABELS, LEADS, OBJECTS, REPORTED, SHARES, TAGS, WHO_IS, begins, contains, is_one_of,
};
use shape::{folded, is_bare_date, is_counter, is_linked, size};

/// A paragraph of so many words is one of the article's.
const LONG: usize = 25;

/// How far the blocks before the first paragraph may go.
const HEAD: usize = 12;

/// More paragraphs are not about a company.
const COMPANY: usize = 4;

/// More words are no line that invites, credits or leads elsewhere.
const LINE: usize = 45;

/// So many passages are looked for in the text; a page has a few.
const MOST_SEARCHES: usize = 100;

/// What is left out, and how a note calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Headline,
    Byline,
    Date,
    Label,
    Credit,
    Promotion,
    Signup,
    Biography,
    Repetition,
    Trailing,
}

const NAMES: &[(Why, &str)] = &[
    (Why::Headline, "repeated headline"),
    (Why::Byline, "byline"),
    (Why::Date, "date line"),
    (Why::Label, "label"),
    (Why::Credit, "credit"),
    (Why::Promotion, "promotional link"),
    (Why::Signup, "signup line"),
    (Why::Biography, "biographical line"),
    (Why::Repetition, "repeated passage"),
    (Why::Trailing, "trailing block"),
];

/// What a page says of its article elsewhere.
#[derive(Debug, Default)]
pub struct Said<'a> {
    pub description: Option<&'a str>,
    /// Headings of the first level, which are the headline or the name of the site.
    pub headlines: &'a [String],
}

/// Takes out what is not the article's. A description that stands on the page above the
/// text becomes the subtitle.
pub fn tidy(blocks: Vec<Block>, facts: &mut Article, said: &Said<'_>) -> (Vec<Block>, Vec<Note>) {
    let mut page = Page { facts, why: vec![None; blocks.len()], blocks };
    page.split_lines();
    page.anywhere();
    page.head(said);
    page.end();
    page.tail();
    page.company();
    page.repetitions();
    page.captions();
    page.finish()
}

struct Page<'a> {
    blocks: Vec<Block>,
    why: Vec<Option<Why>>,
    facts: &'a mut Article,
}

impl Page<'_> {
    fn finish(mut self) -> (Vec<Block>, Vec<Note>) {
        self.headings_of_nothing();
        self.ends_bare();
        let size_of = |(block, _): (&Block, &Option<Why>)| size(&block.words);
        let pairs = || self.blocks.iter().zip(&self.why);
        let kept: usize = pairs().filter(|(_, why)| why.is_none()).map(size_of).sum();
        // A page that is nothing but such things is what it is.
        if kept * 5 < pairs().map(size_of).sum() || kept == 0 {
            return (self.blocks, Vec::new());
        }
        let count = |why: Why| self.why.iter().filter(|w| **w == Some(why)).count();
        let notes = NAMES.iter().map(|(why, name)| Note::Dropped(count(*why), name));
        let notes = notes.filter(|note| !matches!(note, Note::Dropped(0, _))).collect();
        let kept = self.blocks.into_iter().zip(self.why).filter(|(_, why)| why.is_none());
        (kept.map(|(block, _)| block).collect(), notes)
    }

    /// Lines that are nobody's words wherever they stand.
    fn anywhere(&mut self) {
        let paragraphs = || self.blocks.iter().filter(|b| b.kind == Kind::Paragraph);
        let linked = paragraphs().filter(|b| is_promotion(b)).count();
        // A page of links is about these.
        let has_promotions = linked * 3 < paragraphs().count();
        for (block, why) in self.blocks.iter().zip(&mut self.why) {
            let is_text = matches!(block.kind, Kind::Paragraph | Kind::Aside | Kind::Item(_) | Kind::Heading(_));
            if !is_text {
                continue;
            }
            let words = folded(&block.words);
            let size = size(&block.words);
            *why = match () {
                () if is_one_of(&words, LABELS) || is_counter(&block.words) => Some(Why::Label),
                () if words.split(' ').all(|word| is_one_of(word, SHARES)) => Some(Why::Label),
                () if size > LINE => None,
                () if is_credit(&block.words, &words, size) => Some(Why::Credit),
                () if begins(&words, ACTIONS) && contains(&words, OBJECTS) => Some(Why::Signup),
                () if leads_elsewhere(block, &words) => Some(Why::Promotion),
                () if has_promotions && is_promotion(block) => Some(Why::Promotion),
                () => None,
            };
        }
    }

    /// Everything after a heading that says so is about other articles, or by readers.
    fn end(&mut self) {
        let sizes: Vec<usize> = self.blocks.iter().map(|b| size(&b.words)).collect();
        let all: usize = sizes.iter().sum();
        let mut before = 0;
        for (index, block) in self.blocks.iter().enumerate() {
            let words = folded(&block.words);
            let is_mark = matches!(block.kind, Kind::Heading(_) | Kind::Paragraph) && sizes[index] <= 8;
            if is_mark
                && (is_one_of(&words, ENDS) || begins(&words, ENDS) && sizes[index] <= 6 && !block.words.ends_with('.'))
                && before * 2 >= all
            {
                let rest = self.why[index..].iter_mut();
                rest.for_each(|why| *why = why.or(Some(Why::Trailing)));
                return;
            }
            before += sizes[index];
        }
    }

    /// Lines after the last paragraph that are about the authors or lead elsewhere.
    fn tail(&mut self) {
        let mut seen = 0;
        for index in (0..self.blocks.len()).rev() {
            if self.why[index].is_some() {
                continue;
            }
            match self.why_below(index) {
                Some(why) => self.why[index] = Some(why),
                None => seen += 1,
            }
            // A few of the article's own may stand among them.
            if seen > 2 {
                return;
            }
        }
    }

    fn why_below(&self, index: usize) -> Option<Why> {
        let block = &self.blocks[index];
        let words = folded(&block.words);
        let size = size(&block.words);
        let has_mail = block.targets.iter().any(|t| t.starts_with("mailto:")) || block.words.contains('@');
        let is_text = matches!(block.kind, Kind::Paragraph | Kind::Item(_) | Kind::Heading(_) | Kind::Aside);
        let is_reported = begins(&words, REPORTED) || contains(&words, REPORTED) && size <= 25;
        match () {
            () if !is_text || size > 2 * LINE => None,
            () if is_linked(block) && matches!(block.kind, Kind::Item(_)) => Some(Why::Promotion),
            () if begins(&words, TAGS) && size <= LINE => Some(Why::Label),
            () if is_reported => Some(Why::Biography),
            () if has_mail && size <= LINE && contains(&words, WHO_IS) => Some(Why::Biography),
            () if contains(&words, ACTIONS) && contains(&words, OBJECTS) && size <= LINE => Some(Why::Signup),
            () if self.is_about_author(&words) => Some(Why::Biography),
            () if is_bare_date(&block.words) => Some(Why::Date),
            () if self.is_source(&words) => Some(Why::Byline),
            () => None,
        }
    }

    /// What a company that speaks of itself says of itself at the end, below a rule.
    fn company(&mut self) {
        let Some(rule) = self.blocks.iter().rposition(|block| block.kind == Kind::Rule) else { return };
        let rest = &self.blocks[rule + 1..];
        let title = folded(&self.facts.title);
        let name = title.split(' ').next().unwrap_or_default();
        let speaks = |block: &Block| {
            begins(folded(&block.words).strip_prefix(name).unwrap_or_default().trim(), &["is a", "is an", "is the"])
        };
        let is_short = rest.len() <= COMPANY && rest.iter().all(|block| block.kind == Kind::Paragraph);
        if !name.is_empty() && is_short && rest.first().is_some_and(speaks) {
            self.why[rule..].iter_mut().for_each(|why| *why = why.or(Some(Why::Biography)));
        }
    }

    fn is_about_author(&self, words: &str) -> bool {
        let rest = self.facts.authors.iter().filter_map(|a| words.strip_prefix(folded(a).as_str()));
        rest.into_iter().any(|rest| {
            rest.is_empty()
                || begins(
                    rest.trim(),
                    &[
                        "is a",
                        "is an",
                        "is the",
                        "writes",
                        "covers",
                        "last wrote",
                        "lives in",
                        "has written",
                        "ist",
                        "est",
                        "es",
                        "è",
                        "é",
                        "schrijft",
                    ],
                )
        })
    }

    fn is_source(&self, words: &str) -> bool {
        let name = self.facts.source.name.as_deref().map(folded);
        name.is_some_and(|name| name == words) || is_one_of(words, &["reuters", "ap", "afp", "dpa", "associated press"])
    }

    /// Passages that stand in the text already, set again to be seen.
    fn repetitions(&mut self) {
        let all: Vec<String> = self.blocks.iter().map(|b| folded(&b.words)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        all.iter().for_each(|words| *counts.entry(words).or_default() += 1);
        let text = all.join("\n");
        let mut searches = 0;
        for (index, block) in self.blocks.iter().enumerate() {
            let words = &all[index];
            if self.why[index].is_some() || words.len() < 20 || !(5..=60).contains(&size(&block.words)) {
                continue;
            }
            let is_pulled = matches!(block.kind, Kind::Aside | Kind::Heading(_)) || is_styled(block);
            let is_alone = counts.get(words.as_str()) == Some(&1);
            let near = block.kind == Kind::Paragraph && all[..index].iter().rev().take(3).any(|before| before == words);
            searches += usize::from(is_pulled && is_alone);
            let is_searched = is_pulled && is_alone && searches <= MOST_SEARCHES;
            if near || is_searched && text.matches(words.as_str()).nth(1).is_some() {
                self.why[index] = Some(Why::Repetition);
            }
        }
    }

    /// Leaves out headings of which all that was below them is left out.
    fn headings_of_nothing(&mut self) {
        for index in 0..self.blocks.len() {
            let Kind::Heading(level) = self.blocks[index].kind else { continue };
            let ends = |b: &Block| matches!(b.kind, Kind::Heading(other) if other <= level);
            let below = self.blocks[index + 1..].iter().zip(&self.why[index + 1..]);
            let mut below = below.take_while(|(b, _)| !ends(b)).peekable();
            let is_bare = below.peek().is_some() && below.all(|(_, why)| why.is_some());
            if is_bare && self.why[index].is_none() {
                self.why[index] = Some(Why::Trailing);
            }
        }
    }

    /// Leaves out rules and headings after the last words, and rules before the first.
    fn ends_bare(&mut self) {
        let is_bare = |block: &Block| matches!(block.kind, Kind::Heading(_) | Kind::Rule);
        let pairs = || self.blocks.iter().zip(&self.why);
        let Some(last) = pairs().rposition(|(block, why)| why.is_none() && !is_bare(block)) else { return };
        let first = pairs().position(|(block, why)| why.is_none() && block.kind != Kind::Rule).unwrap_or(0);
        let ends = (0..first).chain(last + 1..self.blocks.len());
        ends.for_each(|index| self.why[index] = self.why[index].or(Some(Why::Trailing)));
    }

    /// Words that end with whose picture it is belong to one.
    fn captions(&mut self) {
        for index in 0..self.blocks.len() {
            let (before, rest) = self.blocks.split_at_mut(index);
            let Some(block) = rest.first_mut() else { return };
            let size = size(&block.words);
            if self.why[index].is_some() {
                continue;
            }
            if block.kind == Kind::Paragraph && (5..=80).contains(&size) && shape::ends_with_credit(&block.words) {
                block.kind = Kind::Figure;
                // A picture right before it is the one; its words only stood for it.
                let picture = before.last_mut().filter(|b| b.kind == Kind::Figure && self.why[index - 1].is_none());
                let address = picture.and_then(|b| b.targets.first().cloned()).unwrap_or_default();
                if !address.is_empty() {
                    self.why[index - 1] = Some(Why::Repetition);
                }
                block.targets.insert(0, address);
                block.marks.iter_mut().filter_map(|m| m.style.link.as_mut()).for_each(|link| *link += 1);
            }
        }
    }
}

/// Whether all of its words are one link, and more than a name: a paragraph, or a heading
/// that stands in a box.
fn is_promotion(block: &Block) -> bool {
    let is_kind = match block.kind {
        Kind::Paragraph => true,
        Kind::Heading(_) => block.depth > 0,
        _ => false,
    };
    is_kind && is_linked(block) && size(&block.words) >= 4
}

fn leads_elsewhere(block: &Block, words: &str) -> bool {
    let has_sign = block.words.chars().take(40).any(|c| matches!(c, ':' | '：' | '|' | '>' | '»' | '→'));
    let has_link = block.marks.iter().any(|m| m.style.link.is_some());
    begins(words, LEADS) && (has_sign || has_link || is_one_of(words, LEADS)) && block.kind != Kind::Aside
}

fn is_credit(raw: &str, words: &str, size: usize) -> bool {
    size <= 14
        && (begins(words, CREDITS) && raw.contains([':', '/', '©', '(', '|'])
            || shape::ends_with_credit(raw) && size <= 6)
}

/// Whether all of it is emphasized.
fn is_styled(block: &Block) -> bool {
    let styled: usize = block.marks.iter().filter(|m| m.style.emphasis || m.style.strong).map(|m| m.range.len()).sum();
    styled * 10 >= block.words.len() * 9
}

#[cfg(test)]
mod tests;
