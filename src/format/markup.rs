//! Quotations in Markdown, Org, LaTeX and Typst.
//!
//! Comes in: the record of a quotation. Goes out: its words and where they are
//! from, in the format's own form. Whatever has a meaning in the format is
//! escaped; a speaker without a name is set in emphasis, which no name can be. May not
//! know where a record comes from.

use super::credit::{Style, address, credit, words};
use super::note;
use crate::record::{Kind, Record};

/// Breaks what Org would read as markup, and is not drawn.
const ZERO_WIDTH: char = '\u{200B}';

pub const MARKDOWN: Style = Style {
    escape: escape_markdown,
    emphasis: |words| format!("*{words}*"),
    link: |url, words| format!("[{words}](<{url}>)"),
};

pub fn markdown(record: &Record<'_>) -> String {
    if record.kind == Kind::Note {
        return note::markdown(record);
    }
    format!("> {}\n>\n> — {}", escape_markdown(words(record)), credit(record, &MARKDOWN))
}

fn escape_markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // A list's number, which only counts at the start of a line.
    let number = words.find(|c: char| !c.is_ascii_digit()).filter(|&n| n > 0);
    for (byte, c) in words.char_indices() {
        let anywhere = "\\`*_[]<>&~|$^@".contains(c);
        let leading = byte == 0 && "#+-=:".contains(c) || number == Some(byte) && ".)".contains(c);
        if anywhere || leading {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

pub const ORG: Style = Style {
    escape: escape_org,
    emphasis: |words| format!("/{words}/"),
    link: |url, words| format!("[[{url}][{words}]]"),
};

pub fn org(record: &Record<'_>) -> String {
    if record.kind == Kind::Note {
        return note::org(record);
    }
    format!("#+begin_quote\n{}\n\n— {}\n#+end_quote", org_line(words(record)), credit(record, &ORG))
}

/// Words at the beginning of a line, where they may be a heading, a list, a table or a keyword.
pub fn org_line(words: &str) -> String {
    let lead = if words.starts_with(char::is_alphabetic) { String::new() } else { ZERO_WIDTH.to_string() };
    lead + &escape_org(words)
}

fn escape_org(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = None;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // Emphasis begins and ends at the edges of words only.
        let edge = !(inner(before) && inner(after));
        match c {
            '*' if edge => out.push_str("\\ast{}"),
            '/' if edge => out.push_str("\\slash{}"),
            '=' if edge => out.push_str("\\equal{}"),
            '~' if edge => out.push_str("\\tilde{}"),
            '+' if edge => out.push_str("\\plus{}"),
            '_' => out.push_str("\\under{}"),
            '^' => out.push_str("\\asciicirc{}"),
            '<' => out.push_str("\\lt{}"),
            '>' => out.push_str("\\gt{}"),
            '|' => out.push_str("\\vert{}"),
            '[' | ']' | '{' | '\\' | '$' | '@' | '#' => out.extend([c, ZERO_WIDTH]),
            // A word and a colon may be a link that runs a program.
            ':' if inner(before) && after.is_some_and(|c| !c.is_whitespace()) => out.extend([c, ZERO_WIDTH]),
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

pub fn latex(record: &Record<'_>) -> String {
    let style = Style {
        escape: escape_latex,
        emphasis: |words| format!("\\emph{{{words}}}"),
        // A link would need a package that the document may not load.
        link: |_, words| words.to_string(),
    };
    let address = address(record).map(|url| format!("% {url}\n")).unwrap_or_default();
    let (words, credit) = (escape_latex(words(record)), credit(record, &style));
    format!("\\begin{{quote}}\n{address}{words}\n\n\\hfill --- {credit}\n\\end{{quote}}")
}

pub fn escape_latex(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = None;
    for c in words.chars() {
        // Two of these run together into another sign.
        if "-'`,<>".contains(c) && before == Some(c) || c == '`' && matches!(before, Some('!' | '?')) {
            out.push_str("{}");
        }
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '"' => out.push_str("\\char34{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

pub fn typst(record: &Record<'_>) -> String {
    let style = Style {
        escape: escape_typst,
        emphasis: |words| format!("#emph[{words}]"),
        link: |url, words| format!("#link(\"{url}\")[{words}]"),
    };
    let (words, credit) = (escape_typst(words(record)), credit(record, &style));
    format!("#quote(block: true, attribution: [{credit}])[{words}]")
}

fn escape_typst(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // A list's number, which only counts at the start of a line.
    let number = words.find(|c: char| !c.is_ascii_digit()).filter(|&n| n > 0);
    let mut before = None;
    let mut rest = words.char_indices().peekable();
    while let Some((byte, c)) = rest.next() {
        let after = rest.peek().map(|&(_, c)| c);
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let has_meaning = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '$' | '<' | '>' | '@' | '~' | '/' | '"' => true,
            // A minus, a dash or a soft hyphen.
            '-' => !(is_letter(before) && is_letter(after)),
            '.' => before == Some('.') || number == Some(byte),
            '=' | '+' => byte == 0,
            _ => false,
        };
        if has_meaning {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}
