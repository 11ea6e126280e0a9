//! Blocks to the Markdown that reads as the same blocks.
//!
//! Comes in: blocks in the normal form of the builder. Goes out: Markdown. Nesting
//! is not in a block, only how deep it is, so the writer chooses containers that
//! give the same depth: a block goes on in the list item above it if it can, else
//! it stands in a block quote.

use super::inline::{self, Context, inline};
use crate::article::{Block, CELL, Kind};

/// The Markdown of blocks, each line ended.
pub fn write(blocks: &[Block]) -> String {
    let mut writer = Writer { out: String::new(), lists: Vec::new(), before: None };
    for block in blocks {
        writer.block(block);
    }
    writer.out
}

/// A list that is open.
struct List {
    /// The columns before what is in its items.
    indent: usize,
    /// The number of its last item, and the sign after it; none for bullets.
    number: Option<(u64, char)>,
    /// It stands for a list of which only lists within are left; words in its item
    /// would be read as the item itself.
    is_bare: bool,
}

struct Writer<'a> {
    out: String,
    lists: Vec<List>,
    before: Option<&'a Block>,
}

impl<'a> Writer<'a> {
    fn block(&mut self, block: &'a Block) {
        let depth = usize::from(block.depth);
        let (lead, rest) = match block.kind {
            Kind::Item(number) => self.item(depth.max(1), number),
            _ => self.within(block, depth),
        };
        let is_tight = self.before.is_none_or(|before| is_tight(before, block));
        if !is_tight {
            let goes_on = self
                .before
                .is_some_and(|b| b.kind == Kind::Aside && block.kind == Kind::Aside && b.depth == block.depth);
            self.out.push_str(if goes_on { rest.trim_end() } else { "" });
            self.out.push('\n');
        }
        for (number, line) in lines(block).lines().enumerate() {
            let prefix = if number == 0 { &lead } else { &rest };
            self.out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.before = Some(block);
    }

    /// What stands before the first line of an item, and before the others.
    fn item(&mut self, depth: usize, number: Option<u64>) -> (String, String) {
        let is_first = self.lists.len() < depth;
        self.lists.truncate(depth);
        // Where no item is open the marks of all lists stand on one line.
        let mut lead = String::new();
        let open = if is_first { self.lists.len() } else { depth - 1 };
        let indent = self.lists[..open].last().map_or(0, |list| list.indent);
        lead.push_str(&" ".repeat(indent));
        while self.lists.len() + 1 < depth {
            lead.push_str("- ");
            self.lists.push(List { indent: lead.len(), number: None, is_bare: true });
        }
        let before = self.lists.get(depth - 1).map(|list| list.number);
        let number = number.map(|n| n.min(999_999_999)).map(|n| (n, sign(n, before)));
        let mark = number.map_or("- ".to_string(), |(n, sign)| format!("{n}{sign} "));
        lead.push_str(&mark);
        let list = List { indent: lead.len(), number, is_bare: false };
        self.lists.truncate(depth - 1);
        self.lists.push(list);
        let rest = " ".repeat(lead.len());
        (lead, rest)
    }

    /// What stands before the lines of a block that is no item.
    fn within(&mut self, block: &Block, depth: usize) -> (String, String) {
        // A paragraph in a list goes on there; one in a block quote is an aside.
        let lists = if block.kind == Kind::Aside { depth.saturating_sub(1) } else { depth };
        self.lists.truncate(lists);
        while self.lists.pop_if(|list| list.is_bare).is_some() {}
        let indent = self.lists.last().map_or(0, |list| list.indent);
        let quotes = depth - self.lists.len().min(depth);
        let prefix = format!("{}{}", " ".repeat(indent), "> ".repeat(quotes));
        (prefix.clone(), prefix)
    }
}

/// Whether no blank line is needed between two blocks.
fn is_tight(above: &Block, below: &Block) -> bool {
    match (above.kind, below.kind) {
        // Only a list that counts from 1 may begin right below words.
        (Kind::Item(_), Kind::Item(number)) => below.depth <= above.depth || number.is_none_or(|n| n == 1),
        _ => false,
    }
}

/// The sign after a number: another one where the list does not go on counting.
fn sign(number: u64, before: Option<Option<(u64, char)>>) -> char {
    match before {
        Some(Some((last, sign))) if last + 1 == number => sign,
        Some(Some((_, '.'))) => ')',
        _ => '.',
    }
}

/// The lines of a block, without what stands before them.
fn lines(block: &Block) -> String {
    match block.kind {
        Kind::Heading(level) => {
            format!("{} {}", "#".repeat(level.clamp(1, 6).into()), inline(block, Context::Heading))
        }
        Kind::Rule => "* * *".to_string(),
        Kind::Code => code(&block.words),
        Kind::Table => table(block),
        Kind::Figure => {
            let address = block.targets.first().map_or("", String::as_str);
            format!("![{}]({})", inline(block, Context::Label), inline::address(address))
        }
        _ => inline(block, Context::Text),
    }
}

/// Code between fences that are longer than any in it.
fn code(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{words}\n{fence}")
}

fn table(block: &Block) -> String {
    let mut rows: Vec<String> = Vec::new();
    let mut at = 0;
    let mut wide = 0;
    let is_head = has_head(block);
    for line in block.words.split('\n') {
        let mut cells = Vec::new();
        for cell in line.split(CELL) {
            let style = if is_head && rows.is_empty() { Context::Head } else { Context::Cell };
            cells.push(inline::range(block, at..at + cell.len(), style).trim().to_string());
            at += cell.len() + CELL.len_utf8();
        }
        // The line end is shorter than what parts cells.
        at = at + 1 - CELL.len_utf8();
        wide = wide.max(cells.len());
        rows.push(format!("| {} |", cells.join(" | ")));
    }
    let empty = |fill: &str| format!("|{}", format!("{fill}|").repeat(wide));
    rows.insert(usize::from(is_head), empty("---"));
    if !is_head {
        rows.insert(0, empty(" "));
    }
    rows.join("\n")
}

/// Whether all words of the first row are strong.
fn has_head(block: &Block) -> bool {
    let end = block.words.find('\n').unwrap_or(block.words.len());
    let mut is_strong = vec![false; end];
    for mark in block.marks.iter().filter(|m| m.style.strong) {
        let range = mark.range.start.min(end)..mark.range.end.min(end);
        is_strong[range].fill(true);
    }
    let is_word = |c: char| !c.is_whitespace() && c != CELL;
    end < block.words.len() && block.words[..end].char_indices().all(|(at, c)| !is_word(c) || is_strong[at])
}
