//! A file of a book, made ready to be read as HTML.
//!
//! Comes in: the text of a file, and the places in it that the contents name. Goes out:
//! HTML in which a sign stands at each of these places, empty elements are closed and
//! notes stand at the end. May not know what becomes of it.

use std::collections::HashMap;
use std::ops::Range;

/// What a sign stands between; nobody writes these.
const SIGN: [char; 2] = ['\u{F8F0}', '\u{F8F1}'];

/// Elements that have nothing in them in HTML either.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "image", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that a sign may not stand in.
const WHOLE: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6"];

const FRONT: &[&str] = &["cover", "titlepage", "halftitlepage", "toc"];
const NOTES: &[&str] = &["footnote", "endnote", "rearnote"];

/// What the tags of a file say.
#[derive(Debug, Default)]
pub struct Page {
    pub html: String,
    /// It calls itself a cover, title page or contents.
    pub is_front: bool,
}

/// Makes a file ready; the contents name elements of it by their ids, each with the
/// number of an entry.
pub fn prepare(source: &str, ids: &HashMap<&str, usize>) -> Page {
    let (edits, notes) = (Vec::new(), Vec::new());
    let mut scan = Scan { source, ids, edits, whole: None, note: None, notes, is_front: false };
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &source.as_bytes()[at..]) {
        at = scan.tag(at + found);
    }
    scan.finish()
}

/// The number of the entry whose sign these words are.
pub fn sign(words: &str) -> Option<usize> {
    words.strip_prefix(SIGN[0])?.strip_suffix(SIGN[1])?.parse().ok()
}

struct Scan<'a> {
    source: &'a str,
    ids: &'a HashMap<&'a str, usize>,
    /// What is put in before a byte, in the order of the bytes.
    edits: Vec<(usize, Edit<'a>)>,
    /// Where the open paragraph or heading begins.
    whole: Option<usize>,
    /// Where the open note begins.
    note: Option<usize>,
    notes: Vec<Range<usize>>,
    is_front: bool,
}

enum Edit<'a> {
    Sign(usize),
    /// So many bytes are left out, and the element is closed.
    Close(&'a str),
}

impl<'a> Scan<'a> {
    /// Looks at the tag at a byte; where it ends.
    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if rest.starts_with("<!--") {
            return rest.find("-->").map_or(self.source.len(), |end| at + end + 3);
        }
        let end = at + tag_length(rest.as_bytes());
        let tag = &self.source[at..end];
        let is_end = tag.starts_with("</");
        let name = name(&tag[1 + usize::from(is_end)..]);
        match name {
            _ if name.is_empty() => {}
            _ if is_end => self.closes(name, end),
            _ => self.opens(name, at, tag),
        }
        end
    }

    fn closes(&mut self, name: &str, end: usize) {
        if WHOLE.contains(&name) {
            self.whole = None;
        }
        if name == "aside" {
            self.notes.extend(self.note.take().map(|start| start..end));
        }
    }

    fn opens(&mut self, name: &'a str, at: usize, tag: &'a str) {
        if WHOLE.contains(&name) {
            self.whole = Some(at);
        }
        let kinds = attribute(tag, "epub:type").unwrap_or_default();
        let is = |kind: &&str| kinds.split_ascii_whitespace().any(|k| k == *kind);
        self.is_front |= FRONT.iter().any(is);
        if name == "aside" && NOTES.iter().any(is) {
            self.note.get_or_insert(at);
        }
        let id = attribute(tag, "id").or_else(|| attribute(tag, "name").filter(|_| name == "a"));
        if let Some(&entry) = id.and_then(|id| self.ids.get(id)) {
            self.edits.push((self.whole.unwrap_or(at), Edit::Sign(entry)));
        }
        if tag.ends_with("/>") && !VOID.contains(&name) {
            self.edits.push((at + tag.len() - 2, Edit::Close(name)));
        }
    }

    fn finish(mut self) -> Page {
        self.edits.sort_by_key(|edit| edit.0);
        let mut html = String::with_capacity(self.source.len() + 32 * self.edits.len());
        let mut at = 0;
        for note in &self.notes {
            self.write(at..note.start, &mut html);
            at = note.end;
        }
        self.write(at..self.source.len(), &mut html);
        for note in &self.notes {
            self.write(note.clone(), &mut html);
        }
        Page { html, is_front: self.is_front }
    }

    /// Adds a range of the source, with what is put into it.
    fn write(&self, range: Range<usize>, html: &mut String) {
        let mut at = range.start;
        let first = self.edits.partition_point(|edit| edit.0 < range.start);
        for (place, edit) in self.edits[first..].iter().take_while(|edit| edit.0 < range.end) {
            html.push_str(&self.source[at..*place]);
            at = *place;
            match edit {
                Edit::Sign(entry) => html.push_str(&format!("<h6>{}{entry}{}</h6>", SIGN[0], SIGN[1])),
                Edit::Close(name) => {
                    html.push_str(&format!("></{name}>"));
                    at += 2;
                }
            }
        }
        html.push_str(&self.source[at..range.end]);
    }
}

/// How long a tag is, which ends at the first `>` that is in no quotation.
fn tag_length(bytes: &[u8]) -> usize {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at + 1,
            // It was none.
            (None, b'<') if at > 0 => return at,
            _ => {}
        }
    }
    bytes.len()
}

fn name(tag: &str) -> &str {
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '-')).unwrap_or(tag.len());
    &tag[..end]
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut at = 0;
    loop {
        let found = at + tag[at..].find(name)?;
        at = found + name.len();
        let is_start = tag[..found].ends_with(|c: char| c.is_ascii_whitespace());
        let Some(value) = tag[at..].trim_start().strip_prefix('=').filter(|_| is_start) else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        return value[1..].split(quote).next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str, ids: &[&str]) -> String {
        let ids = ids.iter().enumerate().map(|(n, id)| (*id, n)).collect();
        prepare(source, &ids).html.replace(SIGN[0], "{").replace(SIGN[1], "}")
    }

    #[test]
    fn places_are_marked_before_the_paragraph_that_they_are_in() {
        assert_eq!(html("<p>a</p><a id=\"x\"></a><p>b</p>", &["x"]), "<p>a</p><h6>{0}</h6><a id=\"x\"></a><p>b</p>");
        assert_eq!(html("<h2><a name='x'/>b</h2>", &["x"]), "<h6>{0}</h6><h2><a name='x'></a>b</h2>");
        assert_eq!(
            html("<p>a <b data-id='y' id = 'x'>b</b></p>", &["x", "y"]),
            "<h6>{0}</h6><p>a <b data-id='y' id = 'x'>b</b></p>"
        );
        assert_eq!(html("<!-- <a id='x'> --><p id='x'>", &["x"]), "<!-- <a id='x'> --><h6>{0}</h6><p id='x'>");
        assert_eq!(sign("\u{F8F0}12\u{F8F1}"), Some(12));
        assert_eq!(sign("12"), None);
    }

    #[test]
    fn empty_elements_are_closed() {
        assert_eq!(
            html("<title/><script src='>'/><br/><img alt=''/><p/>é", &[]),
            "<title></title><script src='>'></script><br/><img alt=''/><p></p>é"
        );
    }

    #[test]
    fn notes_go_to_the_end() {
        assert_eq!(
            html("<p>a</p><aside epub:type='footnote' id='n'><p>n<br/></p></aside><p>b</p><aside>c</aside>", &["n"]),
            "<p>a</p><p>b</p><aside>c</aside><h6>{0}</h6><aside epub:type='footnote' id='n'><p>n<br/></p></aside>"
        );
    }

    #[test]
    fn it_says_what_it_is() {
        let is_front = |source| prepare(source, &HashMap::new()).is_front;
        assert!(is_front("<body epub:type='frontmatter titlepage'>"));
        assert!(!is_front("<body epub:type='chapter'>"));
    }

    #[test]
    fn what_is_no_tag_is_left() {
        for text in ["a < b > c", "<", "<!", "<p", "</", "<!-- ", "<a href='", "1 <2/>"] {
            assert_eq!(html(text, &[]), text, "{text:?}");
        }
    }
}
