//! Blocks, made piece by piece as a document is walked through.
//!
//! Comes in: what a walk meets: words, where blocks, lists and block quotes begin
//! and end. Goes out: blocks in one normal form, so that the same words make the
//! same blocks whatever they were written in. May not know what is walked through.

use crate::article::{Block, CELL, Inline, Kind, Mark};
use crate::clean::{self, is_ignorable};

mod table;

use table::Table;

/// Deeper lists and block quotes are set as if they were this deep.
pub const MAX_DEPTH: usize = 8;

/// The words of a rule, so that every block has some.
pub const RULE: &str = "* * *";

/// Where links may lead, and what pictures may be taken from, besides relative addresses.
const LINKS: &[&str] = &["http", "https", "mailto"];
const PICTURES: &[&str] = &["http", "https"];

/// The block that is being filled, and what surrounds it.
#[derive(Default)]
pub struct Builder {
    out: Vec<Block>,
    block: Block,
    /// How many emphases and strongs are open.
    emphases: usize,
    strongs: usize,
    /// The targets of the open links; none for one that leads nowhere.
    links: Vec<Option<u32>>,
    /// The next number of each open list; none for bullets.
    lists: Vec<Option<u64>>,
    asides: usize,
    /// The open items, and how many block quotes were open before each; none for one
    /// that has words already.
    items: Vec<Option<(Kind, usize)>>,
    table: Option<Table>,
}

impl Builder {
    pub fn new() -> Builder {
        Builder::default()
    }

    /// The blocks so far, the one that is open included.
    pub fn finish(mut self) -> Vec<Block> {
        self.end();
        self.out
    }

    /// How many blocks are finished.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether no block is finished.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The kind of the open block.
    pub fn kind(&self) -> Kind {
        self.block.kind
    }

    /// The words of the open block.
    pub fn words(&self) -> &str {
        &self.block.words
    }

    /// Ends the open block and opens another one.
    pub fn begin(&mut self, kind: Kind) {
        self.end();
        self.block.kind = kind;
    }

    pub fn rule(&mut self) {
        self.begin(Kind::Rule);
        self.push(RULE);
        self.end();
    }

    pub fn open_aside(&mut self) {
        self.end();
        self.asides += 1;
    }

    pub fn close_aside(&mut self) {
        self.end();
        self.asides = self.asides.saturating_sub(1);
    }

    /// A list that counts from a number, or one of bullets.
    pub fn open_list(&mut self, first: Option<u64>) {
        self.end();
        self.lists.push(first);
    }

    pub fn close_list(&mut self) {
        self.end();
        self.lists.pop();
    }

    pub fn open_item(&mut self) {
        self.begin(Kind::Paragraph);
        let number = self.lists.last_mut().and_then(Option::as_mut);
        let number = number.map(|n| {
            *n = n.saturating_add(1);
            *n - 1
        });
        self.items.push(Some((Kind::Item(number), self.asides)));
    }

    pub fn close_item(&mut self) {
        self.end();
        self.items.pop();
    }

    pub fn open_emphasis(&mut self) {
        self.emphases += 1;
    }

    pub fn close_emphasis(&mut self) {
        self.emphases = self.emphases.saturating_sub(1);
    }

    pub fn open_strong(&mut self) {
        self.strongs += 1;
    }

    pub fn close_strong(&mut self) {
        self.strongs = self.strongs.saturating_sub(1);
    }

    pub fn open_link(&mut self, address: &str) {
        let target = target(address, LINKS);
        self.links.push(target.as_ref().map(|_| self.block.targets.len() as u32));
        self.block.targets.extend(target);
    }

    pub fn close_link(&mut self) {
        self.links.pop();
    }

    /// Makes the open block a figure with this picture; its words are the caption.
    pub fn picture(&mut self, address: &str) {
        self.block.kind = Kind::Figure;
        self.block.targets.insert(0, target(address, PICTURES).unwrap_or_default());
        let marked = self.block.marks.iter_mut().filter_map(|m| m.style.link.as_mut());
        marked.chain(self.links.iter_mut().flatten()).for_each(|link| *link += 1);
    }

    /// Makes the open figure a paragraph again: its picture is one among words.
    pub fn no_picture(&mut self) {
        self.block.kind = Kind::Paragraph;
    }

    /// Takes the last words of the open block out again, from a byte on.
    pub fn truncate(&mut self, start: usize) {
        self.block.words.truncate(start);
        for mark in &mut self.block.marks {
            mark.range.end = mark.range.end.min(start);
        }
        self.block.marks.retain(|m| !m.range.is_empty());
    }

    /// Words in the style of what is open. A line end in them is one of the author's.
    pub fn push(&mut self, words: &str) {
        self.push_styled(words, false);
    }

    pub fn push_code(&mut self, words: &str) {
        self.push_styled(&words.replace('\n', " "), true);
    }

    fn push_styled(&mut self, words: &str, code: bool) {
        let start = self.block.words.len();
        let words = clean::text(words);
        match self.block.kind {
            Kind::Code => self.block.words.push_str(&words),
            // A cell is one line, and holds nothing that parts cells.
            Kind::Table => self.block.words.extend(words.chars().map(|c| match c {
                '\n' => ' ',
                CELL => '|',
                c => c,
            })),
            Kind::Heading(_) => self.block.words.push_str(&words.replace('\n', " ")),
            _ => push_lines(&words, &mut self.block.words),
        }
        let end = self.block.words.len();
        let link = self.links.last().copied().flatten();
        let style = Inline { emphasis: self.emphases > 0, strong: self.strongs > 0, code, link };
        if style == Inline::default() || start == end || self.block.kind == Kind::Code {
            return;
        }
        match self.block.marks.last_mut() {
            Some(last) if last.range.end == start && last.style == style => last.range.end = end,
            _ => self.block.marks.push(Mark { range: start..end, style }),
        }
    }

    pub fn open_table(&mut self) {
        self.begin(Kind::Table);
        self.table = Some(Table::default());
    }

    pub fn open_cell(&mut self) {
        if let Some(table) = &mut self.table {
            table.open_cell(self.block.words.len());
        }
    }

    pub fn close_cell(&mut self) {
        if let Some(table) = &mut self.table {
            table.close_cell(self.block.words.len());
        }
    }

    pub fn close_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.close_row();
        }
    }

    pub fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.block = table.set(std::mem::take(&mut self.block));
        }
        self.end();
    }

    /// Closes the block if it has words.
    pub fn end(&mut self) {
        // The cells of a table are one block.
        if self.table.is_some() {
            return;
        }
        let links = std::mem::take(&mut self.links);
        let address = |link: &Option<u32>| self.block.targets.get((*link)? as usize).cloned();
        let open: Vec<String> = links.iter().map(|link| address(link).unwrap_or_default()).collect();
        let block = std::mem::take(&mut self.block);
        // A link may go on in the next block.
        open.iter().for_each(|address| self.open_link(address));
        let Some(mut block) = normal(block) else { return };
        if block.kind == Kind::Paragraph
            && let Some(item) = self.items.last_mut().and_then(|i| i.take_if(|i| i.1 == self.asides))
        {
            block.kind = item.0;
        } else if block.kind == Kind::Paragraph && self.asides > 0 {
            block.kind = Kind::Aside;
        }
        block.depth = (self.lists.len() + self.asides).min(MAX_DEPTH) as u8;
        self.out.push(block);
    }
}

/// Adds words without the spaces that a line begins with.
fn push_lines(words: &str, out: &mut String) {
    for (number, line) in words.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        out.push_str(if out.ends_with('\n') { line.trim_start_matches(' ') } else { line });
    }
}

/// An address that may be written and opened: one of these schemes, or of none. What
/// no address may have in it is escaped.
fn target(address: &str, schemes: &[&str]) -> Option<String> {
    let address = clean::line(address.trim());
    let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    if address.is_empty() || scheme.is_some_and(|(s, _)| !schemes.iter().any(|known| known.eq_ignore_ascii_case(s))) {
        return None;
    }
    let is_fine = |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'`' | b'|');
    if address.bytes().all(is_fine) {
        return Some(address.into_owned());
    }
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '`' | '|' => out.push_str(&format!("%{:02X}", c as u32)),
            c if c.is_whitespace() || is_ignorable(c) => {}
            c => out.push(c),
        }
    }
    Some(out)
}

/// A block without white space around its words and those of its marks, and without
/// targets that no mark leads to. One without words is none.
fn normal(mut block: Block) -> Option<Block> {
    // The first line of code, and of a table, may be indented.
    let is_set = matches!(block.kind, Kind::Code | Kind::Table);
    let before = if is_set { 0 } else { block.words.len() - block.words.trim_start().len() };
    let words = block.words[before..].trim_end();
    // Pages part paragraphs with what is never drawn.
    if words.chars().all(|c| c.is_whitespace() || is_ignorable(c)) {
        return None;
    }
    let mut marks = Vec::with_capacity(block.marks.len());
    let mut targets = Vec::new();
    if block.kind == Kind::Figure {
        targets.extend(block.targets.first_mut().map(std::mem::take));
    }
    let mut run = Run::default();
    for mark in block.marks {
        let range = mark.range.start.max(before) - before..mark.range.end.saturating_sub(before).min(words.len());
        run.goes_on_with(&mark);
        let Some(marked) = words.get(range.clone()).filter(|marked| !marked.trim().is_empty()) else { continue };
        let start = range.start + (marked.len() - marked.trim_start().len());
        let end = range.start + marked.trim_end().len();
        let link = mark.style.link.map(|link| {
            *run.target.get_or_insert_with(|| {
                targets.push(block.targets.get(link as usize).cloned().unwrap_or_default());
                targets.len() as u32 - 1
            })
        });
        // In the label of a link a bracket in code could be taken for its end.
        let code = mark.style.code && !(link.is_some() && marked.contains(['[', ']']));
        let style = Inline { link, code, ..mark.style };
        match marks.last_mut() {
            // Spaces between two equal ones belong to them.
            Some(Mark { range, style: last })
                if *last == style && !style.code && is_gap(&words[range.end..start], block.kind) =>
            {
                range.end = end;
            }
            _ => marks.push(Mark { range: start..end, style }),
        }
    }
    // Copied at its size; the room that it grew in was for more.
    Some(Block { kind: block.kind, depth: 0, words: words.to_string(), marks, targets })
}

/// Whether what stands between two marks is only white space; a line end in a table
/// parts rows.
fn is_gap(words: &str, kind: Kind) -> bool {
    words.chars().all(|c| c.is_whitespace() && (c != '\n' || kind != Kind::Table))
}

/// Marks one after the other in the same link.
#[derive(Default)]
struct Run {
    link: Option<u32>,
    end: usize,
    /// Its target among those that are kept.
    target: Option<u32>,
}

impl Run {
    fn goes_on_with(&mut self, mark: &Mark) {
        if self.link != mark.style.link || self.end != mark.range.start {
            self.target = None;
        }
        (self.link, self.end) = (mark.style.link, mark.range.end);
    }
}
