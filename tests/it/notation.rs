//! The notation of the corpus and of the tests: text in which quotations and who
//! says them are marked.
//!
//! `[“We go,”|1] said {1:Ada=Ada Lovelace}.` A quotation with its marks stands in
//! brackets, with the label of the mention that says it, `-` for none; `+` after
//! the label: it goes on with the quotation before. A mention stands in braces
//! with its label, and with the person's full name if it is a named person. A
//! backslash before a bracket means the bracket itself. In the corpus a head of
//! `person:` lines (name | other forms | sex | role) ends with `---`.

// The trainer and the tests each use a part of it.
#![allow(dead_code)]

use std::collections::HashMap;
use std::sync::Arc;

use pullquote::article::{Article, Block, Kind, Section, Span};

/// A text and what is marked in it.
#[derive(Debug, Default)]
pub struct Marked {
    pub article: Article,
    pub quotes: Vec<Quoted>,
    pub people: Vec<Named>,
}

#[derive(Debug)]
pub struct Quoted {
    /// Without the quotation marks.
    pub span: Span,
    pub source: Option<Source>,
    pub continues: bool,
}

#[derive(Debug, Clone)]
pub struct Source {
    pub span: Span,
    pub name: Option<String>,
}

#[derive(Debug)]
pub struct Named {
    pub name: String,
    pub forms: Vec<String>,
    pub role: Option<String>,
}

/// A piece of a marked text.
enum Piece<'a> {
    Plain(&'a str),
    Quote { words: &'a str, label: &'a str, continues: bool },
    Mention { label: &'a str, words: &'a str, name: Option<&'a str> },
}

/// Reads a marked text: a headline, then paragraphs, with empty lines between.
pub fn read(text: &str) -> Marked {
    let mut marked = paragraphs(text);
    if let Some(first) = Arc::make_mut(&mut marked.article.blocks).first_mut() {
        first.kind = Kind::Title;
        marked.article.title.clone_from(&first.words);
    }
    marked
}

/// The same of a text without a headline.
pub fn paragraphs(text: &str) -> Marked {
    let (head, body) = text.split_once("---\n").unwrap_or(("", text));
    let mut marked = Marked { people: head.lines().filter_map(person).collect(), ..Marked::default() };
    let mut sources: HashMap<String, Source> = HashMap::new();
    let mut quotes = Vec::new();
    for (index, paragraph) in body.split('\n').filter(|p| !p.trim().is_empty()).enumerate() {
        let mut words = String::new();
        for piece in pieces(paragraph) {
            let start = words.len();
            match piece {
                Piece::Quote { words: inner, label, continues } => {
                    // In a transcript the label of the speaker stands within the marks.
                    pieces(inner).for_each(|piece| plain(piece, index, &mut words, &mut sources));
                    quotes.push((trim(&words, start, index), label.to_string(), continues));
                }
                piece => plain(piece, index, &mut words, &mut sources),
            }
        }
        Arc::make_mut(&mut marked.article.blocks).push(Block {
            kind: Kind::Paragraph,
            depth: 0,
            words,
            ..Block::default()
        });
    }
    marked.article.sections = vec![Section { heading: None, blocks: 0..marked.article.blocks.len() }];
    let quoted = |(span, label, continues): (Span, String, bool)| {
        let source = sources.get(&label).cloned();
        assert!(source.is_some() || label == "-", "no mention has the label {label}");
        Quoted { span, source, continues }
    };
    marked.quotes = quotes.into_iter().map(quoted).collect();
    marked
}

/// Adds the words of a piece, and the mention that it may be.
fn plain(piece: Piece<'_>, block: usize, words: &mut String, sources: &mut HashMap<String, Source>) {
    let start = words.len();
    match piece {
        Piece::Plain(inner) | Piece::Quote { words: inner, .. } => push(words, inner),
        Piece::Mention { label, words: inner, name } => {
            push(words, inner);
            let span = Span { block, start, end: words.len() };
            sources.insert(label.to_string(), Source { span, name: name.map(str::to_string) });
        }
    }
}

fn person(line: &str) -> Option<Named> {
    let mut columns = line.strip_prefix("person:")?.split('|').map(str::trim);
    let name = columns.next()?.to_string();
    let others = columns.next()?.split(';').map(|f| f.trim().to_string()).filter(|f| !f.is_empty());
    let forms = std::iter::once(name.clone()).chain(others).collect();
    let role = columns.nth(1).filter(|r| !r.is_empty()).map(str::to_string);
    Some(Named { name, forms, role })
}

fn pieces(line: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some(at) = find(rest, ['[', '{']) {
        out.push(Piece::Plain(&rest[..at]));
        let is_quote = rest[at..].starts_with('[');
        let inner = &rest[at + 1..];
        let end = find(inner, if is_quote { [']', ']'] } else { ['}', '}'] }).expect("a bracket is closed");
        out.push(if is_quote { quote(&inner[..end]) } else { mention(&inner[..end]) });
        rest = &inner[end + 1..];
    }
    out.push(Piece::Plain(rest));
    out.into_iter()
}

fn quote(inner: &str) -> Piece<'_> {
    let (words, label) = inner.rsplit_once('|').expect("a quotation has a label");
    let continues = label.ends_with('+');
    Piece::Quote { words, label: label.trim_end_matches('+'), continues }
}

fn mention(inner: &str) -> Piece<'_> {
    let (label, words) = inner.split_once(':').expect("a mention has a label");
    let (words, name) = words.split_once('=').map_or((words, None), |(words, name)| (words, Some(name)));
    Piece::Mention { label, words, name }
}

/// The first of two signs without a backslash before it.
fn find(text: &str, signs: [char; 2]) -> Option<usize> {
    let is_meant = |at: usize| !text[..at].ends_with('\\');
    text.match_indices(signs).map(|(at, _)| at).find(|&at| is_meant(at))
}

fn push(words: &mut String, text: &str) {
    words.push_str(&text.replace("\\[", "[").replace("\\]", "]"));
}

/// The place of what was pushed last, without quotation marks.
fn trim(words: &str, start: usize, block: usize) -> Span {
    const MARKS: [&str; 13] = ["''", "``", "“", "”", "\"", "‘", "’", "'", "«", "»", "„", "「", "」"];
    let inner = &words[start..];
    let first = inner.chars().next().map_or(0, char::len_utf8);
    let open = MARKS[..2].iter().find(|m| inner.starts_with(*m)).map_or(first, |m| m.len());
    let close = MARKS.iter().chain(&[" "]).find(|m| inner.ends_with(*m)).map_or(0, |m| m.len());
    let end = (words.len() - close).max(start + open);
    Span { block, start: start + open, end }
}
