//! The contents of a book: what its chapters are called, and where they begin.
//!
//! Comes in: the page or the older document that has them. Goes out: entries in their
//! order. Depth is a number, so none can hurt.

use super::package::resolve;
use super::xml::{self, Element, Piece};
use crate::import::facts;

/// More entries are left out.
const MOST: usize = 20_000;

/// What the contents name: a place in the book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    pub label: String,
    /// What stands above it in the contents without a place of its own: a part.
    pub part: Option<String>,
    /// 1 for what is within nothing else.
    pub depth: usize,
    pub path: String,
    /// The id of an element in the file.
    pub fragment: Option<String>,
}

/// An entry as it is being read.
#[derive(Debug, Default)]
struct Draft {
    label: String,
    depth: usize,
    address: Option<String>,
}

/// The contents, and the pages that they name as cover, title page or contents.
#[derive(Debug, Default)]
pub struct Contents {
    pub entries: Vec<Entry>,
    pub front: Vec<String>,
}

/// Reads the contents that are a page.
pub fn read_nav(document: &[u8], path: &str) -> Contents {
    let mut nav = Nav { path, ..Nav::default() };
    xml::walk(document, |piece| nav.take(piece));
    Contents { entries: entries(nav.drafts, path), front: nav.front }
}

/// A walk through a page of contents.
#[derive(Default)]
struct Nav<'a> {
    path: &'a str,
    /// What the open list is of.
    kind: String,
    depth: usize,
    open: Option<Draft>,
    drafts: Vec<Draft>,
    front: Vec<String>,
}

impl Nav<'_> {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(element) => self.opens(&element),
            Piece::Close(name @ ("nav" | "ol" | "ul" | "li")) => {
                self.drafts.extend(self.open.take());
                match name {
                    "nav" => self.kind.clear(),
                    "li" => {}
                    _ => self.depth = self.depth.saturating_sub(1),
                }
            }
            Piece::Words(words) if is(&self.kind, "toc") => {
                self.open.iter_mut().for_each(|open| open.label.push_str(words));
            }
            _ => {}
        }
    }

    fn opens(&mut self, element: &Element<'_>) {
        match element.name() {
            "nav" => self.kind = element.attribute("type").unwrap_or_default(),
            _ if self.kind.is_empty() => {}
            "ol" | "ul" => {
                self.drafts.extend(self.open.take());
                self.depth += 1;
            }
            "li" => {
                self.drafts.extend(self.open.take());
                self.open = Some(Draft { depth: self.depth, ..Draft::default() });
            }
            "a" if is(&self.kind, "landmarks") => {
                let what = element.attribute("type").unwrap_or_default();
                if ["cover", "titlepage", "toc"].iter().any(|front| is(&what, front)) {
                    self.front.push(resolve(self.path, &element.attribute("href").unwrap_or_default()).0);
                }
            }
            "a" => self.open.iter_mut().for_each(|open| open.address = element.attribute("href")),
            _ => {}
        }
    }
}

/// Reads the contents in the older form.
pub fn read_ncx(document: &[u8], path: &str) -> Contents {
    let mut drafts = Vec::new();
    let (mut depth, mut is_label) = (0, false);
    let mut open: Option<Draft> = None;
    xml::walk(document, |piece| match piece {
        Piece::Open(element) => match element.name() {
            "navPoint" => {
                drafts.extend(open.take());
                depth += 1;
                open = Some(Draft { depth, ..Draft::default() });
            }
            "navLabel" => is_label = true,
            "content" => {
                if let Some(open) = &mut open {
                    open.address = element.attribute("src");
                }
            }
            _ => {}
        },
        Piece::Close("navPoint") => {
            drafts.extend(open.take());
            depth = depth.saturating_sub(1);
        }
        Piece::Close("navLabel") => is_label = false,
        Piece::Words(words) if is_label => open.iter_mut().for_each(|open| open.label.push_str(words)),
        _ => {}
    });
    Contents { entries: entries(drafts, path), front: Vec::new() }
}

/// Whether one of these kinds is the wanted one.
fn is(kinds: &str, wanted: &str) -> bool {
    kinds.split_ascii_whitespace().any(|kind| kind == wanted)
}

/// Entries with a place; the names of those without one are parts.
fn entries(drafts: Vec<Draft>, from: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut part: Option<(String, usize)> = None;
    for draft in drafts.into_iter().take(MOST) {
        let Some(label) = facts::line(&draft.label) else { continue };
        // A part without anything in it is none.
        let within = part.take().filter(|(_, depth)| *depth < draft.depth);
        let Some(address) = draft.address else {
            part = Some((joined(within.map(|w| w.0), label), draft.depth));
            continue;
        };
        let (path, fragment) = resolve(from, &address);
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        entries.push(Entry { label, part: within.map(|w| w.0), depth: draft.depth, path, fragment });
    }
    entries
}

/// What a chapter is called within a part.
pub fn joined(part: Option<String>, name: String) -> String {
    match part {
        Some(part) => format!("{}: {name}", part.trim_end_matches([':', '.', ' '])),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(contents: &Contents) -> String {
        let place = |e: &Entry| e.fragment.as_ref().map_or(e.path.clone(), |f| format!("{}#{f}", e.path));
        let part = |e: &Entry| e.part.as_ref().map_or(String::new(), |p| format!("({p}) "));
        let line = |e: &Entry| format!("{} {}{} -> {}", e.depth, part(e), e.label, place(e));
        contents.entries.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_page_of_contents_has_parts_and_depths() {
        let nav = "<html><body><nav epub:type='toc'><h1>Contents</h1><ol><li><span>Book <i>I</i></span><ol><li><span>Part 1.</span><ol>
            <li><a href='../t/a%20b.xhtml'>One &amp; <b>more</b></a><ol><li><a href='../t/a%20b.xhtml#x'>Fog</a></li></ol></li></ol></li></ol></li>
            <li><a href='#here'>Here</a></li><li><a href='e.xhtml'> </a></li></ol></nav>
            <nav epub:type='landmarks'><ol><li><a epub:type='cover' href='c.xhtml'>Cover</a></li><li><a epub:type='bodymatter' href='b.xhtml'>B</a></li></ol></nav>
            <nav epub:type='page-list'><ol><li><a href='p.xhtml#1'>1</a></li></ol></nav></body></html>";
        let contents = read_nav(nav.as_bytes(), "o/nav.xhtml");
        assert_eq!(
            outline(&contents),
            "3 (Book I: Part 1.) One & more -> t/a b.xhtml; 4 Fog -> t/a b.xhtml#x; 1 Here -> o/nav.xhtml#here"
        );
        assert_eq!(contents.front, ["o/c.xhtml"]);
    }

    #[test]
    fn the_older_form_too() {
        let ncx = "<ncx><docTitle><text>T</text></docTitle><navMap><navPoint><navLabel><text>A</text></navLabel><content src='a.html'/>
            <navPoint><navLabel><text>B</text></navLabel><content src='a.html#b'/></navPoint></navPoint>
            <navPoint><navLabel><text>C</text></navLabel><content src='c.html'/></navPoint></navMap>
            <pageList><pageTarget><navLabel><text>1</text></navLabel><content src='a.html#p1'/></pageTarget></pageList></ncx>";
        assert_eq!(outline(&read_ncx(ncx.as_bytes(), "toc.ncx")), "1 A -> a.html; 2 B -> a.html#b; 1 C -> c.html");
    }

    #[test]
    fn depth_and_circles_take_no_longer() {
        let deep = format!("<nav epub:type='toc'>{}", "<ol><li><a href='#x'>x</a>".repeat(100_000));
        assert_eq!(read_nav(deep.as_bytes(), "n").entries.len(), MOST);
        let deep = "<navPoint><navLabel>x</navLabel><content src='n'/>".repeat(100_000);
        assert_eq!(read_ncx(deep.as_bytes(), "n").entries.len(), MOST);
        assert_eq!(read_nav(b"<nav epub:type='toc'><li/><li/></ol></ol><li>x", "n").entries, []);
    }
}
