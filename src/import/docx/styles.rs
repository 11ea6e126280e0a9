//! What the styles and numbers of a document mean.
//!
//! Comes in: the members that define them. Goes out: for a style what kind of paragraph it
//! is for, for a number whether it counts. Names are those that Word gives in every
//! language. May not know the text.

use std::collections::HashMap;

use crate::import::epub::archive::Members;
use crate::import::epub::xml::{self, Element, Piece};

/// More styles, and more numbers, are none of an author's.
const MOST: usize = 10_000;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Plain,
    Title,
    Subtitle,
    Heading(u8),
    Quote,
    Code,
    /// An item, and whether it has a number.
    Item(bool),
}

#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// The levels that count, of each number.
    counts: HashMap<String, Vec<bool>>,
}

impl Styles {
    pub fn read(members: &Members) -> Styles {
        let mut styles = Styles::default();
        if let Some(document) = members.get("word/styles.xml") {
            styles.read_styles(document);
        }
        if let Some(document) = members.get("word/numbering.xml") {
            styles.read_numbers(document);
        }
        styles
    }

    pub fn style(&self, id: &str) -> Style {
        self.styles.get(id).copied().unwrap_or_else(|| named(id))
    }

    /// Whether a level of a number counts, or has bullets.
    pub fn counts(&self, number: &str, level: usize) -> bool {
        self.counts.get(number).and_then(|levels| levels.get(level)).copied().unwrap_or(false)
    }

    fn read_styles(&mut self, document: &[u8]) {
        let mut id = None;
        xml::walk(document, |piece| {
            let Piece::Open(element) = piece else { return };
            match element.name() {
                "style" => id = element.attribute("styleId"),
                "name" if self.styles.len() < MOST => {
                    if let Some((id, name)) = id.take().zip(value(&element)) {
                        self.styles.insert(id, named(&name));
                    }
                }
                _ => {}
            }
        });
    }

    fn read_numbers(&mut self, document: &[u8]) {
        let mut kinds: HashMap<String, Vec<bool>> = HashMap::new();
        let (mut kind, mut number) = (String::new(), None);
        xml::walk(document, |piece| {
            let Piece::Open(element) = piece else { return };
            match element.name() {
                "abstractNum" => kind = element.attribute("abstractNumId").unwrap_or_default(),
                "numFmt" if kinds.len() < MOST && number.is_none() => {
                    let levels = kinds.entry(kind.clone()).or_default();
                    if levels.len() < 16 {
                        levels.push(value(&element).is_some_and(|format| format != "bullet" && format != "none"));
                    }
                }
                "num" => number = element.attribute("numId"),
                "abstractNumId" if self.counts.len() < MOST => {
                    if let (Some(number), Some(kind)) = (&number, value(&element)) {
                        self.counts.insert(number.clone(), kinds.get(&kind).cloned().unwrap_or_default());
                    }
                }
                _ => {}
            }
        });
    }
}

/// The attribute that nearly every element has.
pub fn value(element: &Element<'_>) -> Option<String> {
    element.attribute("val")
}

/// A style by its name, or by its id, which in English is the same without spaces.
fn named(name: &str) -> Style {
    let name: String = name.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>().to_lowercase();
    let level = |rest: &str| rest.parse::<u8>().ok().filter(|level| (1..=9).contains(level));
    if let Some(level) = name.strip_prefix("heading").and_then(level) {
        return Style::Heading(level.min(6));
    }
    match name.as_str() {
        "title" => Style::Title,
        "subtitle" => Style::Subtitle,
        "quote" | "intensequote" | "blocktext" => Style::Quote,
        "htmlpreformatted" | "sourcecode" => Style::Code,
        name if name.starts_with("listbullet") => Style::Item(false),
        name if name.starts_with("listnumber") => Style::Item(true),
        _ => Style::Plain,
    }
}
