//! How words, links, pictures and cells are set.

use std::borrow::Cow;

use dom_query::NodeRef;

use super::{Step, Walk, What, resolve};
use crate::article::Kind;
use crate::import::html::element::{Role, attribute, is_hidden, role_of, words};
use crate::import::html::picture::Picture;
use crate::import::html::table::Spans;

/// More bytes of words name nobody.
const CREDIT: usize = 300;

/// What stands before a name that words are credited to.
const DASHES: &[char] = &['—', '–', '―', '-', '‒', '~'];

/// Signs by which notes lead back, and headings to themselves.
const ARROWS: &[char] = &['↩', '↑', '⤴', '^', '⏎', '←', '¶', '#', '§', '🔗', '\u{fe0e}', '\u{fe0f}', ' '];

const RAISED: (&str, &[char]) = ("0123456789+-", &['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻']);
const LOWERED: (&str, &[char]) = ("0123456789+-", &['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉', '₊', '₋']);

/// How far above an element its block quote is looked for.
const ABOVE: usize = 4;

impl<'a> Walk<'a> {
    /// Whether the open block is set as one, whatever is in it.
    pub(super) fn is_one(&self) -> bool {
        self.table.is_some() || matches!(self.builder.kind(), Kind::Heading(_) | Kind::Code | Kind::Figure)
    }

    pub(super) fn end(&mut self) {
        self.builder.end();
    }

    /// Parts words that do not stand in the same element.
    pub(super) fn parts_words(&mut self) {
        if self.builder.kind() == Kind::Code {
            if !self.builder.words().is_empty() && !self.builder.words().ends_with('\n') {
                self.builder.push("\n");
            }
        } else {
            self.space();
        }
    }

    /// A space, where it is not the second one, or the first of a line.
    fn space(&mut self) {
        if !self.builder.words().is_empty() && !self.builder.words().ends_with([' ', '\n']) {
            self.builder.push(" ");
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.builder.kind() == Kind::Code {
            return self.builder.push(text);
        }
        let is_white = |c: char| c.is_ascii_whitespace();
        let mut words = text.trim_matches(is_white);
        if text.starts_with(is_white) {
            self.space();
        }
        if self.is_credit {
            words = words.trim_start_matches(|c: char| DASHES.contains(&c) || c.is_whitespace());
        }
        if words.is_empty() {
            return;
        }
        if self.builder.kind() == Kind::Paragraph {
            if self.builder.words().is_empty() {
                self.show_pictures();
            }
            self.seen = None;
        }
        self.is_credit = false;
        let single = single(words);
        if self.codes > 0 {
            self.builder.push_code(&single)
        } else {
            self.builder.push(&single)
        }
        if text.ends_with(is_white) {
            self.space();
        }
    }

    /// One line end parts lines, two part paragraphs.
    pub(super) fn line_end(&mut self) {
        match self.builder.kind() {
            Kind::Code => return self.builder.push("\n"),
            Kind::Heading(_) | Kind::Table => return self.space(),
            _ => {}
        }
        let words = self.builder.words();
        if words.ends_with('\n') {
            if self.builder.kind() == Kind::Paragraph {
                self.end();
            }
        } else if !words.is_empty() {
            let end = words.trim_end_matches(' ').len();
            self.builder.truncate(end);
            self.builder.push("\n");
        }
    }

    pub(super) fn rule(&mut self) {
        if self.is_one() {
            return self.parts_words();
        }
        self.end();
        self.show_pictures();
        self.builder.rule();
    }

    /// Begins a link, or nothing where it leads nowhere; none if its words only lead
    /// about the page.
    pub(super) fn link(&mut self, node: &NodeRef<'_>) -> Option<Option<What>> {
        let Some(address) = attribute(node, "href") else { return Some(None) };
        let label = words(node, 32);
        let is_arrow = |label: String| !label.is_empty() && label.chars().all(|c| ARROWS.contains(&c));
        if address.contains('#') && label.is_some_and(is_arrow) {
            return None;
        }
        if address.starts_with('#') && self.base.is_none() {
            return Some(None);
        }
        self.builder.open_link(&resolve(&address, self.base));
        Some(Some(What::Link))
    }

    /// A note's number stands in brackets; other numbers have characters of their own.
    pub(super) fn shifted(&mut self, node: NodeRef<'a>, role: Role) {
        let number = words(&node, 12).filter(|n| !n.is_empty());
        let is_note =
            |n: &String| n.chars().all(|c| c.is_ascii_digit() || c == '*' || c == '†') && leads_to_note(&node);
        if number.as_ref().is_some_and(is_note) {
            self.builder.push("[");
            self.steps.push(Step::Leave(What::Note));
            return self.within(node, None);
        }
        let (plain, shifted) = if role == Role::Raised { RAISED } else { LOWERED };
        let shift = |c: char| plain.find(c).and_then(|at| shifted.get(at));
        match number.and_then(|n| n.chars().map(shift).collect::<Option<String>>()) {
            Some(number) => self.builder.push(&number),
            None => self.within(node, None),
        }
    }

    /// A work is named in italics; the last words of a block quote are whose it is.
    pub(super) fn cite(&mut self, node: NodeRef<'a>) {
        let is_work = node.parent().is_some_and(|parent| role_of(&parent) == Some(Role::Cite));
        if !is_work && is_quoted(&node) && !self.is_one() && is_last(&node) && words(&node, CREDIT).is_some() {
            self.credit(&node);
            return self.within(node, Some(What::Block));
        }
        self.builder.open_emphasis();
        self.within(node, Some(What::Emphasis));
    }

    /// Sets the dash before a name, unless there is none.
    pub(super) fn credit(&mut self, node: &NodeRef<'_>) {
        if !self.is_credit && words(node, CREDIT).is_none_or(|words| !words.is_empty()) {
            self.end();
            self.builder.push("— ");
            self.is_credit = true;
        }
    }

    /// The caption of the open figure, or of the picture before it.
    pub(super) fn caption(&mut self, node: NodeRef<'a>) {
        let figure = self.figures.last();
        if figure.is_some_and(|f| f.is_quotation && !f.has_picture) {
            self.builder.open_aside();
            self.credit(&node);
            return self.within(node, Some(What::Aside));
        }
        if figure.is_some_and(|f| f.is_set && !f.has_picture) {
            return self.within(node, Some(What::Block));
        }
        let address = figure.map(|f| f.address.clone()).filter(|a| !a.is_empty()).or(self.seen.take());
        self.pictures.pop();
        self.show_pictures();
        self.builder.begin(Kind::Paragraph);
        self.builder.picture(&resolve(&address.unwrap_or_default(), self.base));
        self.within(node, Some(What::Block));
    }

    /// A picture with a caption is shown with that, another with the words that stand
    /// for it.
    pub(super) fn image(&mut self, node: &NodeRef<'_>) {
        let picture = Picture::of(node);
        if picture.is_sign() {
            return self.text(&picture.instead);
        }
        if self.is_one() || self.figures.last().is_some_and(|figure| figure.has_caption) {
            return;
        }
        let is_again = self.seen.as_ref() == Some(&picture.address);
        self.seen = Some(picture.address.clone());
        if picture.says_something() && !is_again {
            self.pictures.push(picture);
        }
    }

    /// What is there for those who run no scripts says again what these show, but for
    /// a picture that they would load.
    pub(super) fn noscript(&mut self, node: &NodeRef<'_>) {
        let before = node.prev_element_sibling();
        let is_image = |n: &NodeRef<'_>| role_of(n) == Some(Role::Image);
        if before.is_some_and(|b| is_image(&b) || b.descendants_it().take(8).any(|n| is_image(&n))) {
            return;
        }
        let image = node.descendants_it().take(8).find(|n| is_image(n) && !is_hidden(n));
        if let Some(image) = image {
            self.image(&image);
        }
    }

    /// Shows the pictures that were met since the last words.
    pub(super) fn show_pictures(&mut self) {
        for picture in std::mem::take(&mut self.pictures) {
            self.builder.begin(Kind::Paragraph);
            self.builder.picture(&resolve(&picture.address, self.base));
            self.builder.push(&picture.instead.split_whitespace().collect::<Vec<_>>().join(" "));
            self.builder.end();
        }
    }

    pub(super) fn enter_table(&mut self, node: NodeRef<'a>) {
        self.end();
        self.show_pictures();
        self.steps.push(Step::Leave(What::Table));
        let is_caption = |child: &NodeRef<'_>| child.has_name("caption");
        let children = node.children();
        self.steps.extend(children.iter().rev().filter(|c| !is_caption(c)).copied().map(Step::Enter));
        self.steps.push(Step::Leave(What::TableBegins));
        for caption in children.iter().rev().filter(|c| is_caption(c)) {
            self.steps.push(Step::Leave(What::Block));
            self.steps.extend(caption.children_it(true).map(Step::Enter));
        }
    }

    pub(super) fn enter_row(&mut self, node: NodeRef<'a>) {
        if let Some(table) = &mut self.table {
            table.begin_row();
        }
        self.within(node, Some(What::Row));
    }

    pub(super) fn enter_cell(&mut self, node: NodeRef<'a>) {
        let Some(table) = &mut self.table else { return };
        let before = table.skip();
        let columns = table.take(&node);
        self.empty_cells(before);
        self.builder.open_cell();
        let is_head = node.has_name("th");
        if is_head {
            self.builder.open_strong();
        }
        self.within(node, Some(What::Cell(is_head, columns - 1)));
    }

    pub(super) fn leave_cell(&mut self, is_head: bool, empty: usize) {
        if is_head {
            self.builder.close_strong();
        }
        self.builder.close_cell();
        self.space();
        self.empty_cells(empty);
    }

    fn empty_cells(&mut self, count: usize) {
        for _ in 0..count {
            self.builder.open_cell();
            self.builder.close_cell();
        }
    }

    pub(super) fn begin_table(&mut self) {
        self.end();
        self.builder.open_table();
        self.table = Some(Spans::default());
    }
}

/// Words with a single space where there is white space; in most there is no other.
fn single(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    let is_other = bytes.iter().fold(false, |found, b| found | matches!(b, b'\t' | b'\n' | b'\r' | 0x0C));
    if !is_other && memchr::memmem::find(bytes, b"  ").is_none() {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_ascii_whitespace()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Whether it stands in a block quote.
pub(super) fn is_quoted(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(ABOVE)).any(|above| role_of(&above) == Some(Role::Aside))
}

/// Whether nothing but white space follows it where it stands.
fn is_last(node: &NodeRef<'_>) -> bool {
    let mut next = node.next_sibling();
    while let Some(sibling) = next {
        let is_nothing = if sibling.is_text() { sibling.text().trim().is_empty() } else { !sibling.is_element() };
        if !is_nothing {
            return false;
        }
        next = sibling.next_sibling();
    }
    true
}

/// Whether a link leads from it, or it from a link, to another place of the page.
fn leads_to_note(node: &NodeRef<'_>) -> bool {
    let within = node.children_it(false).take(4);
    let mut links = within.chain(node.parent()).filter(|n| n.has_name("a"));
    links.any(|link| attribute(&link, "href").is_some_and(|address| address.contains('#')))
}
