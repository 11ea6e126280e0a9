//! The text of a document to blocks.
//!
//! Comes in: the document and what its styles mean. Goes out: blocks, and what is called
//! its title. What was deleted or moved away is passed over, and what stands twice for older
//! programs once. Nothing is nested, so no depth can hurt.

use super::styles::{Style, Styles, value};
use crate::article::{Block, Kind};
use crate::blocks::Builder;
use crate::import::epub::xml::{self, Element, Piece};
use crate::import::facts;

/// Lists are no deeper.
const DEEPEST: usize = 7;

/// What is no text of the document: it was moved or deleted, or is there for others.
const PASSED: &[&str] =
    &["del", "moveFrom", "Fallback", "instrText", "delText", "pict", "drawing", "rPrChange", "pPrChange"];

#[derive(Debug, Default)]
pub struct Body {
    pub blocks: Vec<Block>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
}

pub fn read(document: &[u8], styles: &Styles) -> Body {
    let mut walk = Walk::new(styles);
    xml::walk(document, |piece| match piece {
        Piece::Open(element) => walk.open(&element),
        Piece::Close(name) => walk.close(name),
        Piece::Words(words) if walk.is_text && walk.passed == 0 => walk.push(words),
        Piece::Words(_) => {}
    });
    walk.close_lists(0);
    Body { blocks: walk.builder.finish(), title: walk.title, subtitle: walk.subtitle }
}

struct Walk<'s> {
    styles: &'s Styles,
    builder: Builder,
    title: Option<String>,
    subtitle: Option<String>,
    /// How many elements are open that are passed over.
    passed: usize,
    is_text: bool,
    /// In what is said of a paragraph, and not of its words.
    is_about: bool,
    style: Style,
    /// The number and level of an item.
    number: Option<String>,
    level: usize,
    /// What is open: the paragraph, lists, tables, emphasis.
    has_begun: bool,
    lists: usize,
    tables: usize,
    is_strong: bool,
    is_emphasis: bool,
    /// The words of a title.
    words: String,
}

impl<'s> Walk<'s> {
    fn new(styles: &'s Styles) -> Walk<'s> {
        Walk {
            styles,
            builder: Builder::new(),
            title: None,
            subtitle: None,
            passed: 0,
            is_text: false,
            is_about: false,
            style: Style::Plain,
            number: None,
            level: 0,
            has_begun: false,
            lists: 0,
            tables: 0,
            is_strong: false,
            is_emphasis: false,
            words: String::new(),
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        if PASSED.contains(&name) {
            self.passed += 1;
        }
        if self.passed > 0 {
            return;
        }
        match name {
            "p" => (self.style, self.number, self.level, self.has_begun) = (Style::Plain, None, 0, false),
            "pPr" => self.is_about = true,
            "pStyle" => self.style = value(element).map_or(Style::Plain, |id| self.styles.style(&id)),
            "numId" => self.number = value(element).filter(|number| number != "0"),
            "ilvl" => self.level = value(element).and_then(|level| level.parse().ok()).unwrap_or(0),
            "b" if !self.is_about => self.strong(is_on(element)),
            "i" if !self.is_about => self.emphasis(is_on(element)),
            "t" => self.is_text = true,
            "tab" if !self.is_about => self.push(" "),
            "br" | "cr" if !self.is_about => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => {
                if self.tables == 0 {
                    self.close_lists(0);
                    self.builder.open_table();
                }
                self.tables += 1;
            }
            "tc" if self.tables == 1 => self.builder.open_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if PASSED.contains(&name) {
            self.passed = self.passed.saturating_sub(1);
            return;
        }
        if self.passed > 0 {
            return;
        }
        match name {
            "t" => self.is_text = false,
            "pPr" => self.is_about = false,
            "r" => {
                self.strong(false);
                self.emphasis(false);
            }
            "p" => self.end(),
            "tc" if self.tables == 1 => self.builder.close_cell(),
            "tr" if self.tables == 1 => self.builder.close_row(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.builder.close_table();
                }
            }
            _ => {}
        }
    }

    fn strong(&mut self, on: bool) {
        match (std::mem::replace(&mut self.is_strong, on), on) {
            (false, true) => self.builder.open_strong(),
            (true, false) => self.builder.close_strong(),
            _ => {}
        }
    }

    fn emphasis(&mut self, on: bool) {
        match (std::mem::replace(&mut self.is_emphasis, on), on) {
            (false, true) => self.builder.open_emphasis(),
            (true, false) => self.builder.close_emphasis(),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if self.is_head() {
            self.words.push_str(words);
            return;
        }
        if !std::mem::replace(&mut self.has_begun, true) {
            self.begin();
        }
        self.builder.push(words);
    }

    /// Whether the paragraph is the title or stands below it.
    fn is_head(&self) -> bool {
        let is_free = match self.style {
            Style::Title => self.title.is_none(),
            Style::Subtitle => self.subtitle.is_none(),
            _ => false,
        };
        is_free && self.tables == 0
    }

    /// Opens what the paragraph is. In a cell all of them are one.
    fn begin(&mut self) {
        if self.tables > 0 {
            return self.builder.push(" ");
        }
        let counts = |number: &String| self.styles.counts(number, self.level);
        let item = match (&self.number, self.style) {
            (_, Style::Heading(_)) => None,
            (Some(number), _) => Some(counts(number)),
            (None, Style::Item(counts)) => Some(counts),
            _ => None,
        };
        if let Some(counts) = item {
            return self.item(counts);
        }
        self.close_lists(0);
        match self.style {
            Style::Heading(level) => self.builder.begin(Kind::Heading(level)),
            Style::Title => self.builder.begin(Kind::Heading(1)),
            Style::Code => self.builder.begin(Kind::Code),
            Style::Quote => self.builder.open_aside(),
            _ => self.builder.begin(Kind::Paragraph),
        }
    }

    fn item(&mut self, counts: bool) {
        let level = self.level.min(DEEPEST);
        self.close_lists(level + 1);
        if self.lists == level + 1 {
            self.builder.close_item();
        }
        while self.lists <= level {
            self.builder.open_list(counts.then_some(1));
            self.lists += 1;
        }
        self.builder.open_item();
    }

    fn close_lists(&mut self, until: usize) {
        while self.lists > until {
            self.builder.close_item();
            self.builder.close_list();
            self.lists -= 1;
        }
    }

    fn end(&mut self) {
        if self.is_head() {
            let words = facts::line(&std::mem::take(&mut self.words));
            match self.style {
                Style::Title => self.title = words,
                _ => self.subtitle = words,
            }
            return;
        }
        if self.tables > 0 || !self.has_begun {
            return;
        }
        match self.style {
            Style::Quote if self.number.is_none() => self.builder.close_aside(),
            _ => self.builder.end(),
        }
        self.has_begun = false;
    }
}

/// Whether a mark is set: without a value it is.
fn is_on(element: &Element<'_>) -> bool {
    value(element).is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
