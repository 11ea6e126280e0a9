//! HTML to a tree of elements, within bounds.
//!
//! Comes in: any text. Goes out: its tree as browsers make it, or which limit it goes
//! beyond. What the parser is slow at is found before it takes long: parsing is
//! quadratic in how deep elements are and in how many attributes one has. May not know
//! what the elements mean.

use dom_query::{Document, NodeRef};
use html5ever::driver::Parser;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use crate::import::{Limit, Misfit};

/// More bytes are not parsed.
pub const MOST_BYTES: usize = 10 << 20;

/// Real pages have tens of thousands; each takes some 200 bytes, several times over
/// while the article is looked for.
const MOST_NODES: usize = 400_000;

/// As browsers have it.
const DEEPEST: usize = 512;

const MOST_ATTRIBUTES: usize = 5_000;

/// So many bytes are parsed before the tree is looked at again: with elements that are
/// opened anew in each paragraph few bytes make many nodes.
const CHUNK: usize = 1 << 10;

/// Longer texts become several.
const LONGEST: usize = 8 << 10;

/// Elements in which `<` is text, as far as scripts and styles have it.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// The tree of a document or of a part of one.
pub fn parse(html: &str) -> Result<Document, Misfit> {
    if html.len() > MOST_BYTES {
        return Err(Misfit::Page(Limit::Megabytes(MOST_BYTES >> 20)));
    }
    if most_attributes(html) > MOST_ATTRIBUTES {
        return Err(Misfit::Page(Limit::Attributes(MOST_ATTRIBUTES)));
    }
    let builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder: builder, ..ParseOpts::default() };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (chunk, others) = rest.split_at(boundary(rest, CHUNK));
        rest = others;
        parser.process(chunk.into());
        check(&parser)?;
    }
    let document = parser.finish();
    if deepest(&document) > DEEPEST {
        return Err(Misfit::Page(Limit::Depth(DEEPEST)));
    }
    split_texts(&document);
    Ok(document)
}

/// Makes several of each long text: to write one as HTML takes time by the square of its
/// length, and the finder of articles does.
fn split_texts(document: &Document) {
    let is_long = |node: &NodeRef<'_>| node.is_text() && node.text().len() > LONGEST;
    let is_raw = |node: &NodeRef<'_>| node.parent().is_some_and(|parent| RAW.iter().any(|name| parent.has_name(name)));
    let long: Vec<NodeRef<'_>> = document.root().descendants_it().filter(|n| is_long(n) && !is_raw(n)).collect();
    for node in long {
        let text = node.text();
        let mut rest: &str = &text;
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(boundary(rest, LONGEST));
            node.insert_before(&document.tree.new_text(piece));
            rest = others;
        }
        node.remove_from_parent();
    }
}

/// The first place from a byte on where a text may be split.
fn boundary(text: &str, from: usize) -> usize {
    (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

fn check(parser: &Parser<Document>) -> Result<(), Misfit> {
    let document = &parser.tokenizer.sink.sink;
    // One for each mistake, and a page can be made of them.
    document.errors.borrow_mut().clear();
    if document.tree.len() > MOST_NODES {
        return Err(Misfit::Page(Limit::Nodes(MOST_NODES)));
    }
    if is_too_deep(document) { Err(Misfit::Page(Limit::Depth(DEEPEST))) } else { Ok(()) }
}

/// Whether the elements that are open are too deep: each is the last within the one
/// before, but what may not stand in a table is put before it, and what is in a
/// template stands apart.
fn is_too_deep(document: &Document) -> bool {
    let mut open = vec![(document.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEPEST {
            return true;
        }
        let contents = node.element_ref().and_then(|e| e.template_contents);
        let within = contents.and_then(|id| document.tree.get(&id)).or_else(|| node.last_child());
        let Some(last) = within else { continue };
        if last.has_name("table") {
            open.extend(last.prev_element_sibling().map(|before| (before, depth + 1)));
        }
        open.push((last, depth + 1));
    }
    false
}

fn deepest(document: &Document) -> usize {
    let mut open = vec![(document.root(), 0)];
    let mut deepest = 0;
    while let Some((node, depth)) = open.pop() {
        deepest = deepest.max(depth);
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// The most attributes that one element may have: words before the `>` of its tag, but
/// for those in quotation marks.
fn most_attributes(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut at, mut most) = (0, 0);
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        at += next + 1;
        if bytes[at..].starts_with(b"!--") {
            at = memchr::memmem::find(&bytes[at..], b"-->").map_or(bytes.len(), |end| at + end);
        } else if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let tag = &bytes[at..];
            let (count, length) = attributes(tag);
            most = most.max(count);
            at += length;
            at += RAW.iter().find(|raw| is_named(tag, raw)).map_or(0, |raw| end_of_raw(&bytes[at..], raw));
        }
    }
    most
}

fn is_named(tag: &[u8], name: &str) -> bool {
    let named = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    named && tag.get(name.len()).is_none_or(|b| !b.is_ascii_alphanumeric())
}

/// How many words a tag has, and its length.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let mut quote = None;
    let mut count = 0;
    let mut before = b' ';
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (count, at),
            // Only what follows an equals sign is quoted.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, _) => count += usize::from(is_gap(before) && !is_gap(byte)),
        }
        if quote.is_some() || !byte.is_ascii_whitespace() || before != b'=' {
            before = byte;
        }
    }
    (count, tag.len())
}

/// A slash parts attributes as a space does, and so does the end of a quotation.
fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

/// Where the text of a script or the like ends.
fn end_of_raw(bytes: &[u8], name: &str) -> usize {
    let ends = memchr::memmem::find_iter(bytes, b"</");
    ends.into_iter().find(|at| is_named(&bytes[at + 2..], name)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misfit(html: &str) -> Option<Misfit> {
        parse(html).err()
    }

    #[test]
    fn limits_are_named() {
        assert_eq!(misfit(&"<p>x".repeat(1000)), None);
        assert_eq!(misfit(&"a".repeat(MOST_BYTES + 1)), Some(Misfit::Page(Limit::Megabytes(10))));
        let bold: String = (0..9000).map(|n| format!("<b id={n}><p>")).collect();
        assert_eq!(misfit(&bold), Some(Misfit::Page(Limit::Depth(512))));
        assert_eq!(misfit(&"<br>".repeat(MOST_NODES)), Some(Misfit::Page(Limit::Nodes(400_000))));
        let many: String = (0..6000).map(|n| format!(" a{n}")).collect();
        assert_eq!(misfit(&format!("<p{many}>x")), Some(Misfit::Page(Limit::Attributes(5000))));
        let said = Misfit::Page(Limit::Depth(512)).to_string();
        assert_eq!(said, "this page has elements too deep within each other: 512 is the limit");
    }

    #[test]
    fn depth_is_seen_wherever_it_hides() {
        for (before, each) in [("", "<div>"), ("<table>", "<div>"), ("<template>", "<div>"), ("", "<table><tr><td>")] {
            let depth = Some(Misfit::Page(Limit::Depth(512)));
            assert_eq!(misfit(&format!("{before}{}", each.repeat(600))), depth, "{before}{each}");
            assert_eq!(misfit(&format!("{before}{}", each.repeat(100))), None, "{before}{each}");
        }
    }

    #[test]
    fn what_is_no_tag_has_no_attributes() {
        let code = "a <b ".repeat(9000);
        for page in [
            format!("<script>{code}</script>"),
            format!("<!-- {code} -->"),
            format!("<p title='{code}'>"),
            "<p a = 'b' c=\"d\" e=f g/>".repeat(9000),
        ] {
            assert!(most_attributes(&page) <= 6, "{}", most_attributes(&page));
        }
        assert_eq!(most_attributes("<p a = 'b' c=\"d\" e=f g/>"), 6);
    }
}
