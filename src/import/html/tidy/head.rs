//! What stands above the first paragraph: headline, byline, date.

use super::phrases::{READING, TAGS, begins, contains};
use super::shape::{folded, is_bare_date, is_of_dates, is_sentence, size};
use super::{HEAD, LONG, Page, Said, Why};
use crate::article::{Block, Kind};
use crate::import::date;
use crate::import::html::{byline, metadata};

/// How many of the first blocks may be lines of the head, set as one.
const SET_AS_ONE: usize = 3;

/// The most words of a line that tells when a page was put up, and where it is filed.
const IMPRINT: usize = 30;

impl Page<'_> {
    /// Makes a block of each line of the head, where a page parts them by line ends only,
    /// and learns from them who wrote it and when if the page says so nowhere else.
    pub(super) fn split_lines(&mut self) {
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for (index, block) in std::mem::take(&mut self.blocks).into_iter().enumerate() {
            let is_head = index < SET_AS_ONE && block.kind == Kind::Paragraph && size(&block.words) <= LONG;
            // Each line is looked at, as each may tell something else.
            if is_head && block.words.contains('\n') && block.words.lines().filter(|line| self.learn(line)).count() > 0
            {
                let line = |words: &str| Block { words: words.trim().to_string(), ..Block::default() };
                blocks.extend(block.words.lines().map(line).filter(|line| !line.words.is_empty()));
            } else {
                blocks.push(block);
            }
        }
        self.why = vec![None; blocks.len()];
        self.blocks = blocks;
    }

    /// Whether a line is a byline or a date. What it says is kept if nothing is known.
    fn learn(&mut self, line: &str) -> bool {
        let is_byline = byline::begins_with_by(line) && size(line) <= HEAD;
        if is_byline && self.facts.authors.is_empty() {
            self.facts.authors = byline::authors(line);
        }
        is_byline || is_bare_date(line)
    }

    /// What repeats the headline, byline and date before the first paragraph.
    pub(super) fn head(&mut self, said: &Said<'_>) {
        let titles = said.headlines.iter().chain([&self.facts.title]).map(|title| folded(title)).collect::<Vec<_>>();
        let description = folded(said.description.unwrap_or_default());
        let is_long = |b: &Block| size(&b.words) >= LONG && matches!(b.kind, Kind::Paragraph | Kind::Aside);
        let first = self.blocks.iter().position(|b| is_long(b) && folded(&b.words) != description);
        let first = first.unwrap_or(0).min(HEAD);
        let is_article = self.blocks.iter().filter(|b| is_long(b)).count() >= 3;
        let mut is_open = false;
        for index in 0..first.max(2).min(self.blocks.len()) {
            let block = &self.blocks[index];
            let words = folded(&block.words);
            let above = self.why[..index].iter().any(Option::is_some);
            let is_dek = !description.is_empty() && words == description && index < first;
            if self.why[index].is_some() {
                continue;
            }
            if is_dek && (above || matches!(block.kind, Kind::Heading(_))) && self.facts.subtitle.is_none() {
                self.facts.subtitle = metadata::line(&block.words);
                self.why[index] = Some(Why::Headline);
                continue;
            }
            if is_bare_date(&block.words) && self.facts.published.is_none() {
                self.facts.published = date::day(&block.words);
            }
            self.why[index] = self.why_above(block, &words, &titles, index < first && is_article && !is_open);
            // What follows the article's first own words may be short.
            is_open |= self.why[index].is_none() && block.kind != Kind::Figure && size(&block.words) > 1;
        }
    }

    fn why_above(&self, block: &Block, words: &str, titles: &[String], is_above: bool) -> Option<Why> {
        let size = size(&block.words);
        let is_line = matches!(block.kind, Kind::Paragraph | Kind::Item(_) | Kind::Aside);
        match () {
            () if !matches!(block.kind, Kind::Paragraph | Kind::Item(_) | Kind::Aside | Kind::Heading(_)) => None,
            () if titles.iter().any(|title| is_headline(words, title)) => Some(Why::Headline),
            () if is_bare_date(&block.words) => Some(Why::Date),
            () if is_imprint(&block.words, words, size) => Some(Why::Date),
            () if begins(words, READING) && size <= 12 || is_reading_time(words) => Some(Why::Date),
            () if self.is_byline(&block.words, words, size) || size <= 4 && self.is_source(words) => Some(Why::Byline),
            () if is_line && is_path(&block.words) => Some(Why::Label),
            () if is_line && is_above && size <= 4 && !is_sentence(&block.words) => Some(Why::Label),
            () => None,
        }
    }

    /// Whether a line names who wrote it, and little else.
    fn is_byline(&self, raw: &str, words: &str, size: usize) -> bool {
        let known =
            self.facts.authors.iter().map(|a| folded(a)).filter(|a| !a.is_empty() && words.contains(a.as_str()));
        let named: usize = known.map(|name| name.split(' ').count()).sum();
        let says_by = byline::begins_with_by(raw) && size <= 12;
        let names: Vec<&str> = self.facts.authors.iter().flat_map(|a| a.split(' ')).collect();
        let lower: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let known: Vec<&str> =
            lower.iter().map(String::as_str).chain(["by", "min", "mins", "minute", "minutes", "read"]).collect();
        let is_all_told =
            size <= 40 && (named > 0 || words.starts_with("posted ")) && is_of_dates(words, &known, 3.max(named));
        (named > 0 && size <= named + 6 || says_by || is_all_told) && !is_sentence(raw)
    }
}

fn is_headline(words: &str, title: &str) -> bool {
    let is_part = |a: &str, b: &str| a.len() * 10 >= b.len() * 6 && b.contains(a);
    !words.is_empty() && !title.is_empty() && (is_part(words, title) || is_part(title, words))
}

/// Whether a line tells when a page was put up, and where it is filed.
fn is_imprint(raw: &str, words: &str, size: usize) -> bool {
    let has_date = raw.trim_start().starts_with(|c: char| c.is_ascii_digit());
    has_date && size <= IMPRINT && raw.matches(':').count() > 1 && contains(words, TAGS)
}

/// Whether a line is the way from a site's first page to this one.
fn is_path(raw: &str) -> bool {
    let signs = raw.matches(" » ").count() + raw.matches(" > ").count() + raw.matches(" › ").count();
    signs > 1 || signs == 1 && folded(raw).starts_with("home ")
}

fn is_reading_time(words: &str) -> bool {
    let mut parts = words.split(' ');
    let is_number = parts.next().is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()) && !n.is_empty());
    let rest: Vec<&str> = parts.collect();
    is_number && (1..=3).contains(&rest.len()) && rest[0].starts_with("min")
        || words == "ago"
        || words.ends_with(" ago") && rest.len() <= 3
}
