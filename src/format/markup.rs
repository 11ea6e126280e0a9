//! Quotations in Markdown, Org and LaTeX.
//!
//! Comes in: the record of a quotation. Goes out: its words and where they are
//! from, in the format's own form. Whatever has a meaning in the format is
//! escaped; a speaker without a name is set in emphasis, which no name can be. May not
//! know any other format.

use crate::record::Record;

const NOBODY: &str = "unknown speaker";

/// A guess must not look like a fact.
const UNSURE: &str = "unsure";

/// Breaks what Org would read as markup, and is not drawn.
const ZERO_WIDTH: char = '\u{200B}';

/// How a format sets what stands under the words.
struct Style {
    escape: fn(&str) -> String,
    emphasis: fn(&str) -> String,
    link: fn(&str, &str) -> String,
}

/// Speaker, context, title and source, as far as they are known.
fn credit(record: &Record<'_>, style: &Style) -> String {
    let get = |name| record.text(name).map(style.escape);
    let title = get("title").map(|t| (style.emphasis)(&t)).map(|t| match record.text("url").and_then(address) {
        Some(url) => (style.link)(&url, &t),
        None => t,
    });
    let speaker = match (get("speaker"), record.text("certainty")) {
        (Some(name), Some(UNSURE)) => format!("{name} ({UNSURE})"),
        (Some(name), _) => name,
        (None, _) => (style.emphasis)(&unnamed(record).map_or_else(|| NOBODY.to_string(), style.escape)),
    };
    let rest = [get("context"), title, get("source"), get("published")];
    std::iter::once(speaker).chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}

/// A source without a name, as the article calls it: “a senior official”. One word,
/// as “she”, tells nobody who it is.
fn unnamed<'a>(record: &'a Record<'_>) -> Option<&'a str> {
    record.text("said_as").filter(|mention| mention.contains(' '))
}

/// An address that may be linked to, with what could end a link in it encoded.
fn address(url: &str) -> Option<String> {
    let scheme = url.split_once(':')?.0.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto") {
        return None;
    }
    let safe = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if safe(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|b| format!("%{b:02X}")));
        }
    }
    Some(out)
}

fn words<'a>(record: &'a Record<'_>) -> &'a str {
    record.text("words").unwrap_or_default()
}

pub fn markdown(record: &Record<'_>) -> String {
    let style = Style {
        escape: escape_markdown,
        emphasis: |words| format!("*{words}*"),
        link: |url, words| format!("[{words}](<{url}>)"),
    };
    format!("> {}\n>\n> — {}", escape_markdown(words(record)), credit(record, &style))
}

fn escape_markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // A list's number, which only counts at the start of a line.
    let number = words.find(|c: char| !c.is_ascii_digit()).filter(|&n| n > 0);
    for (byte, c) in words.char_indices() {
        let anywhere = "\\`*_[]<>&~|$".contains(c);
        let leading = byte == 0 && "#+-=:".contains(c) || number == Some(byte) && ".)".contains(c);
        if anywhere || leading {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

pub fn org(record: &Record<'_>) -> String {
    let style = Style {
        escape: escape_org,
        emphasis: |words| format!("/{words}/"),
        link: |url, words| format!("[[{url}][{words}]]"),
    };
    let words = words(record);
    // What begins a line may be a heading, a list, a table or a keyword.
    let lead = if words.starts_with(char::is_alphabetic) { String::new() } else { ZERO_WIDTH.to_string() };
    format!("#+begin_quote\n{lead}{}\n\n— {}\n#+end_quote", escape_org(words), credit(record, &style))
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
    let credit = credit(record, &style);
    format!("\\begin{{quote}}\n{}\n\n\\hfill --- {credit}\n\\end{{quote}}", escape_latex(words(record)))
}

fn escape_latex(words: &str) -> String {
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
