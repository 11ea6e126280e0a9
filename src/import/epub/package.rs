//! The package document of a book: what the book says of itself, and in which order its
//! files are read.
//!
//! Comes in: the members of an archive. Goes out: facts, the paths of the files in their
//! order, and where its contents stand. May not know what is in the files.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::archive::Members;
use super::xml::{self, Element, Piece};
use crate::article::{Article, Source};
use crate::import::{Misfit, date, facts};

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// How fonts are kept from being copied; anybody can read the words of such a book.
const OBFUSCATIONS: &[&str] = &["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// No book has more.
const MOST_AUTHORS: usize = 64;

/// What is known of a book before its chapters are read.
#[derive(Debug, Default)]
pub struct Package {
    pub facts: Article,
    /// The files that are read one after the other.
    pub spine: Vec<String>,
    /// The contents as a page and in the older form.
    pub nav: Option<String>,
    pub ncx: Option<String>,
    /// Files that are a cover, a title page or contents.
    pub front: Vec<String>,
    /// Files that stand outside of the order.
    pub aside: usize,
}

/// Reads the package document of a book.
pub fn read(members: &Members) -> Result<Package, Misfit> {
    if members.get(ENCRYPTION).is_some_and(|document| is_protected(document)) {
        return Err(Misfit::Protected);
    }
    let container = members.get(CONTAINER).ok_or(Misfit::NoMember(CONTAINER.to_string()))?;
    let path = package_path(container).ok_or(Misfit::NoMember("package document (OPF)".to_string()))?;
    let document = members.get(&path).ok_or_else(|| Misfit::NoMember(super::archive::shown(&path)))?;
    let mut reader = Walk { path: &path, ..Walk::default() };
    xml::walk(document, |piece| reader.take(piece));
    Ok(reader.finish())
}

fn is_protected(document: &[u8]) -> bool {
    let mut is_protected = false;
    xml::walk(document, |piece| {
        if let Piece::Open(element) = piece
            && element.name() == "EncryptionMethod"
        {
            let how = element.attribute("Algorithm").unwrap_or_default();
            is_protected |= !OBFUSCATIONS.contains(&how.as_str());
        }
    });
    is_protected
}

fn package_path(container: &[u8]) -> Option<String> {
    let mut path = None;
    xml::walk(container, |piece| {
        if let Piece::Open(element) = piece
            && element.name() == "rootfile"
            && path.is_none()
        {
            path = element.attribute("full-path").map(|path| resolve("", &path).0);
        }
    });
    path
}

/// The path of a member that an address leads to, from the path of another one, and
/// the fragment in it. It never leads out of the archive.
pub fn resolve(from: &str, address: &str) -> (String, Option<String>) {
    let (address, fragment) = address.split_once('#').map_or((address, None), |(a, f)| (a, Some(f)));
    let fragment = fragment.map(|f| percent_decode_str(f).decode_utf8_lossy().into_owned());
    let path = percent_decode_str(address.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    if path.is_empty() {
        return (from.to_string(), fragment);
    }
    let folder = if path.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (parts.join("/"), fragment)
}

/// An element of the metadata, with its words.
#[derive(Debug, Default)]
struct Meta {
    name: String,
    id: Option<String>,
    /// The id of the element that it says something of, and what.
    refines: Option<String>,
    property: Option<String>,
    role: Option<String>,
    event: Option<String>,
    words: String,
}

/// A walk through a package document.
#[derive(Default)]
struct Walk<'a> {
    path: &'a str,
    metas: Vec<Meta>,
    is_open: bool,
    /// Path and properties by id.
    items: HashMap<String, (String, String)>,
    /// The ids of what is read, and whether in the order.
    order: Vec<(String, bool)>,
    ncx: Option<String>,
    front: Vec<String>,
}

impl Walk<'_> {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(element) => self.open(&element),
            Piece::Close(_) => self.is_open = false,
            Piece::Words(words) if self.is_open => {
                if let Some(meta) = self.metas.last_mut() {
                    meta.words.push_str(words);
                }
            }
            Piece::Words(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let path = |name| element.attribute(name).map(|address| resolve(self.path, &address).0);
        match element.name() {
            "title" | "creator" | "date" | "language" | "publisher" | "identifier" | "source" | "meta" => {
                self.metas.push(Meta {
                    name: element.name().to_string(),
                    id: element.attribute("id"),
                    refines: element.attribute("refines").map(|id| id.trim_start_matches('#').to_string()),
                    property: element.attribute("property"),
                    role: element.attribute("role"),
                    event: element.attribute("event"),
                    words: String::new(),
                });
                self.is_open = true;
            }
            "item" => {
                let item = (path("href").unwrap_or_default(), element.attribute("properties").unwrap_or_default());
                if element.attribute("media-type").as_deref() == Some("application/x-dtbncx+xml") {
                    self.ncx.get_or_insert(item.0.clone());
                }
                self.items.insert(element.attribute("id").unwrap_or_default(), item);
            }
            "itemref" => {
                let is_linear = element.attribute("linear").as_deref() != Some("no");
                self.order.push((element.attribute("idref").unwrap_or_default(), is_linear));
            }
            "reference" => {
                let is_front = |kind: &str| matches!(kind, "cover" | "title-page" | "titlepage" | "toc");
                if element.attribute("type").is_some_and(|kind| is_front(&kind.to_ascii_lowercase())) {
                    self.front.extend(path("href"));
                }
            }
            _ => {}
        }
    }

    fn finish(self) -> Package {
        let has = |properties: &str, wanted| properties.split_ascii_whitespace().any(|p| p == wanted);
        // Of several the choice is always the same one.
        let nav = self.items.values().filter(|(_, p)| has(p, "nav")).map(|(path, _)| path.clone()).min();
        let path = |id: &String| self.items.get(id).map(|item| item.0.clone());
        let is_linear = self.order.iter().any(|(_, linear)| *linear);
        let read = self.order.iter().filter(|(_, linear)| *linear || !is_linear);
        Package {
            facts: facts_of(&self.metas),
            spine: read.clone().filter_map(|(id, _)| path(id)).collect(),
            aside: self.order.len() - read.count(),
            nav,
            ncx: self.ncx,
            front: self.front,
        }
    }
}

fn facts_of(metas: &[Meta]) -> Article {
    let mut refined: HashMap<(&str, &str), &str> = HashMap::new();
    for meta in metas {
        if let (Some(id), Some(property)) = (&meta.refines, &meta.property) {
            refined.entry((id, property)).or_insert(meta.words.trim());
        }
    }
    let says = |meta: &Meta, property| refined.get(&(meta.id.as_deref()?, property)).copied();
    let all = |name: &'static str| metas.iter().filter(move |meta| meta.name == name && meta.refines.is_none());
    let is_subtitle = |meta: &&Meta| says(meta, "title-type") == Some("subtitle");
    let is_main = |meta: &&Meta| says(meta, "title-type") == Some("main");
    let is_author = |meta: &&Meta| {
        let role = says(meta, "role").or(meta.role.as_deref()).unwrap_or("aut");
        role.trim().eq_ignore_ascii_case("aut")
    };
    let is_published = |meta: &&Meta| meta.event.as_deref().is_none_or(|event| event == "publication");
    let title = all("title").find(is_main).or_else(|| all("title").find(|meta| !is_subtitle(meta)));
    let mut authors: Vec<String> = Vec::new();
    for name in all("creator").filter(is_author).take(MOST_AUTHORS).filter_map(|meta| facts::line(&meta.words)) {
        if !authors.contains(&name) {
            authors.push(name);
        }
    }
    Article {
        title: title.and_then(|meta| facts::line(&meta.words)).unwrap_or_default(),
        subtitle: all("title").find(is_subtitle).and_then(|meta| facts::line(&meta.words)),
        authors,
        published: all("date").filter(is_published).find_map(|meta| date::day(&meta.words)),
        language: all("language").find_map(|meta| facts::language(&meta.words)),
        source: Source {
            name: all("publisher").find_map(|meta| facts::line(&meta.words)),
            url: all("identifier").chain(all("source")).find_map(|meta| facts::address(&meta.words)),
        },
        ..Article::default()
    }
}

#[cfg(test)]
mod tests;
