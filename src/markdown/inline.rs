//! The words of a block with their marks, as Markdown.
//!
//! Comes in: a block in the normal form of the builder. Goes out: Markdown that reads
//! as the same words and marks. A comment parts what would otherwise be read as one:
//! a mark and the letter beside it, or two marks.

use std::ops::Range;

use crate::article::{Block, Inline, Mark};

/// Where the words stand, which says what has to be escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    Text,
    Heading,
    /// The label of a picture or link.
    Label,
    CellLabel,
    Cell,
    /// A cell in the first row, whose words are strong without marks.
    Head,
}

/// Stands between two things that must not be read as one.
const APART: &str = "<!-- -->";

/// All words of a block.
pub fn inline(block: &Block, context: Context) -> String {
    range(block, 0..block.words.len(), context)
}

/// A range of a block's words.
pub fn range(block: &Block, range: Range<usize>, context: Context) -> String {
    let mut writer = Writer { block, context, out: String::new(), at: range.start, limit: range.end };
    let first = block.marks.partition_point(|m| m.range.end <= range.start);
    let marks: Vec<Mark> = block.marks[first..]
        .iter()
        .take_while(|m| m.range.start < range.end)
        .map(|m| Mark {
            range: m.range.start.max(range.start)..m.range.end.min(range.end),
            style: plainer(m.style, context),
        })
        .filter(|m| m.style != Inline::default())
        .collect();
    for run in marks.chunk_by(|a, b| a.style.link.is_some() && a.style.link == b.style.link) {
        writer.run(run);
    }
    writer.words(range.end);
    writer.out
}

/// The words of the first row are strong as they are.
fn plainer(style: Inline, context: Context) -> Inline {
    Inline { strong: style.strong && context != Context::Head, ..style }
}

struct Writer<'a> {
    block: &'a Block,
    context: Context,
    out: String,
    /// Words before this are written.
    at: usize,
    /// Where the label that is being written ends, or all of it.
    limit: usize,
}

impl Context {
    fn is_cell(self) -> bool {
        matches!(self, Context::Cell | Context::Head | Context::CellLabel)
    }

    fn is_label(self) -> bool {
        matches!(self, Context::Label | Context::CellLabel)
    }

    /// What it is within the label of a link.
    fn within_label(self) -> Context {
        if self.is_cell() { Context::CellLabel } else { Context::Label }
    }
}

impl Writer<'_> {
    /// Marks that stand in one link, or one that stands in none.
    fn run(&mut self, run: &[Mark]) {
        let Some((first, last)) = run.first().zip(run.last()) else { return };
        self.words(first.range.start);
        let Some(link) = first.style.link else { return self.mark(first) };
        // Together they would be a picture.
        if self.out.ends_with('!') {
            self.out.push_str(APART);
        }
        self.out.push('[');
        let (context, limit) = (self.context, self.limit);
        (self.context, self.limit) = (context.within_label(), last.range.end);
        for mark in run {
            self.words(mark.range.start);
            self.mark(mark);
        }
        (self.context, self.limit) = (context, limit);
        let target = self.block.targets.get(link as usize).map_or("", String::as_str);
        self.out.push_str(&format!("]({})", address(target)));
    }

    /// One mark, with its signs but without those of its link.
    fn mark(&mut self, mark: &Mark) {
        let signs = match (mark.style.strong, mark.style.emphasis) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        if !signs.is_empty() && !self.is_apart() {
            self.out.push_str(APART);
        }
        self.out.push_str(signs);
        match mark.style.code {
            true => self.code(mark.range.end),
            false => self.words(mark.range.end),
        }
        self.out.push_str(signs);
        if !signs.is_empty() && self.goes_on() {
            self.out.push_str(APART);
        }
    }

    /// Whether what was written last ends before the signs of a mark.
    fn is_apart(&self) -> bool {
        match self.out.chars().next_back() {
            Some('*') => self.out.ends_with("\\*"),
            Some(last) => is_boundary(last),
            None => true,
        }
    }

    /// Whether a letter or another mark follows at once.
    fn goes_on(&self) -> bool {
        if self.at >= self.limit {
            return false;
        }
        let next = self.block.marks.partition_point(|m| m.range.start < self.at);
        let is_marked = self.block.marks.get(next).is_some_and(|m| m.range.start == self.at);
        is_marked || self.block.words[self.at..].chars().next().is_some_and(|c| !is_boundary(c))
    }

    /// The words up to a byte.
    fn words(&mut self, end: usize) {
        if self.at >= end {
            return;
        }
        let mut is_begin = self.out.is_empty() && self.context == Context::Text || self.out.ends_with('\n');
        for (number, line) in self.block.words[self.at..end].split('\n').enumerate() {
            if number > 0 {
                self.out.push_str("\\\n");
                is_begin = true;
            }
            escape(line, is_begin, self.context, &mut self.out);
        }
        self.at = end;
    }

    /// Words between more backticks than there are in them.
    fn code(&mut self, end: usize) {
        let words = &self.block.words[self.at..end];
        let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
        let words = if self.context.is_cell() { words.replace('|', "\\|") } else { words.to_string() };
        self.out.push_str(&format!("{fence}{pad}{words}{pad}{fence}"));
        self.at = end;
    }
}

/// Whether a mark may begin after it, or end before it, whatever is in the mark.
fn is_boundary(c: char) -> bool {
    const MARKS: &str = "“”‘’‚„«»‹›–—…·•¿¡、。「」『』（），！？：；";
    c.is_whitespace() || c.is_ascii_punctuation() || MARKS.contains(c)
}

/// Adds a line of words so that it reads as these words and nothing else.
fn escape(line: &str, is_begin: bool, context: Context, out: &mut String) {
    let mut chars = line.char_indices().peekable();
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|n| n.1);
        let is_special = match c {
            '\\' | '*' | '_' | '`' | '~' | '|' => true,
            '[' => context.is_label() || next == Some('^'),
            ']' => context.is_label() || matches!(next, None | Some('(' | '[' | ':')),
            '<' => next.is_none_or(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '!' | '?')),
            '#' if context == Context::Heading => true,
            '#' | '>' | '+' | '-' | '=' | ':' => is_begin && at == 0,
            '.' | ')' => is_begin && at == number && (1..10).contains(&number) && next.is_none_or(|n| n == ' '),
            _ => false,
        };
        match c {
            '&' if next.is_none_or(|n| n.is_ascii_alphanumeric() || n == '#') => out.push_str("&amp;"),
            _ if is_special => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
}

/// An address as a link has it.
pub fn address(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for (at, c) in target.char_indices() {
        out.push(c);
        if c == '&' && is_entity(&target[at + 1..]) {
            out.push_str("amp;");
        }
    }
    if target.is_empty() || target.contains(['(', ')']) { format!("<{out}>") } else { out }
}

/// Whether what follows an ampersand makes an entity of it.
fn is_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < rest.len() && name.starts_with(';')
}
