//! A tree of elements to blocks.
//!
//! Comes in: a document, or an element of one. Goes out: its words in blocks, as a
//! browser would set them, without what is hidden or nobody's words. Links and pictures
//! lead on from a base address. May not know what part of a page is the article, or
//! what file it is in.

use dom_query::NodeRef;
use url::Url;

use super::document;
use super::element::{Role, attribute, is_hidden, role_of};
use super::figure::{Figure, is_caption};
use super::picture::Picture;
use super::table::{Spans, is_data};
use crate::article::{Block, Kind};
use crate::blocks::Builder;
use crate::import::Misfit;

mod set;

/// The blocks of a document, or of a part of one.
pub fn blocks(html: &str, base: Option<&str>) -> Result<Vec<Block>, Misfit> {
    let document = document::parse(html)?;
    let base = base.and_then(|base| Url::parse(base).ok());
    Ok(walk(&document.root(), base.as_ref()))
}

/// The blocks of an element and what is in it.
pub fn walk(root: &NodeRef<'_>, base: Option<&Url>) -> Vec<Block> {
    let mut walk = Walk { steps: vec![Step::Enter(*root)], base, ..Walk::default() };
    while let Some(step) = walk.steps.pop() {
        match step {
            Step::Enter(node) => walk.enter(node),
            Step::Leave(what) => walk.leave(what),
        }
    }
    walk.show_pictures();
    walk.builder.finish()
}

/// An address as it leads from a base. One that leads nowhere stays what it is.
pub fn resolve(address: &str, base: Option<&Url>) -> String {
    match base {
        Some(base) => base.join(address.trim()).map_or_else(|_| address.to_string(), String::from),
        None => address.to_string(),
    }
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(What),
}

/// What ends.
#[derive(Clone, Copy)]
enum What {
    Block,
    /// A block in what is set as one.
    Part,
    Aside,
    Term,
    List,
    Item,
    Figure,
    Code,
    Emphasis,
    Strong,
    Link,
    Quoted,
    /// The number of a note.
    Note,
    /// A header cell is strong; so many empty ones follow.
    Cell(bool, usize),
    Row,
    /// A table begins only after its captions.
    TableBegins,
    Table,
}

#[derive(Default)]
struct Walk<'a> {
    builder: Builder,
    base: Option<&'a Url>,
    steps: Vec<Step<'a>>,
    /// How many quotations and codes are open.
    quoted: usize,
    codes: usize,
    /// In the order of their openings.
    figures: Vec<Figure>,
    /// Pictures that are to be shown before the next words, unless these are captions.
    pictures: Vec<Picture>,
    /// The address of the last picture, until other words than a caption follow.
    seen: Option<String>,
    table: Option<Spans>,
    /// A dash is set, and the next words are the name of whose words those before are.
    is_credit: bool,
}

impl<'a> Walk<'a> {
    fn enter(&mut self, node: NodeRef<'a>) {
        let Some(role) = role_of(&node) else {
            if node.is_text() {
                self.text(&node.text());
            } else {
                self.within(node, None);
            }
            return;
        };
        if role == Role::Dropped || is_hidden(&node) {
            return;
        }
        match role {
            Role::Break => self.line_end(),
            Role::Rule => self.rule(),
            Role::Image => self.image(&node),
            Role::Noscript => self.noscript(&node),
            Role::Table if self.table.is_none() && is_data(&node) => self.enter_table(node),
            Role::Row if self.table.is_some() => self.enter_row(node),
            Role::Cell if self.table.is_some() => self.enter_cell(node),
            Role::Emphasis
            | Role::Strong
            | Role::Link
            | Role::Cite
            | Role::Quoted
            | Role::Code
            | Role::Raised
            | Role::Lowered
            | Role::Inline => self.enter_inline(node, role),
            _ => self.enter_block(node, role),
        }
    }

    /// Walks on through what is in a node, then does what is to be done after it.
    fn within(&mut self, node: NodeRef<'a>, after: Option<What>) {
        self.steps.extend(after.map(Step::Leave));
        self.steps.extend(node.children_it(true).map(Step::Enter));
    }

    fn enter_block(&mut self, node: NodeRef<'a>, role: Role) {
        // What is set as one line has no blocks in it.
        if self.is_one() {
            self.parts_words();
            return self.within(node, Some(What::Part));
        }
        if !self.is_credit {
            self.end();
        }
        if !matches!(role, Role::Block | Role::Caption | Role::Figure | Role::Table | Role::Row | Role::Cell) {
            self.show_pictures();
        }
        let after = match role {
            Role::Heading(level) => {
                self.builder.begin(Kind::Heading(level));
                What::Block
            }
            Role::Aside => {
                self.builder.open_aside();
                What::Aside
            }
            Role::Term => {
                self.builder.open_strong();
                What::Term
            }
            Role::List => {
                self.builder.open_list(None);
                What::List
            }
            Role::Numbered => {
                let first = attribute(&node, "start").and_then(|start| start.parse().ok());
                self.builder.open_list(Some(first.unwrap_or(1)));
                What::List
            }
            Role::Item => {
                self.builder.open_item();
                What::Item
            }
            Role::Figure => {
                self.figures.push(Figure::of(&node));
                What::Figure
            }
            Role::Caption => return self.caption(node),
            Role::Set => {
                self.builder.begin(Kind::Code);
                What::Block
            }
            _ if is_caption(&node) => return self.caption(node),
            _ => {
                if node.has_name("footer") && set::is_quoted(&node) {
                    self.credit(&node);
                }
                What::Block
            }
        };
        self.within(node, Some(after));
    }

    fn enter_inline(&mut self, node: NodeRef<'a>, role: Role) {
        let after = match role {
            Role::Emphasis => {
                self.builder.open_emphasis();
                Some(What::Emphasis)
            }
            Role::Cite => return self.cite(node),
            Role::Strong => {
                self.builder.open_strong();
                Some(What::Strong)
            }
            Role::Link => match self.link(&node) {
                Some(after) => after,
                None => return,
            },
            Role::Quoted => {
                self.builder.push(if self.quoted.is_multiple_of(2) { "“" } else { "‘" });
                self.quoted += 1;
                Some(What::Quoted)
            }
            Role::Code => {
                self.codes += 1;
                Some(What::Code)
            }
            Role::Raised | Role::Lowered => return self.shifted(node, role),
            _ if is_caption(&node) && !self.is_one() => {
                self.end();
                return self.caption(node);
            }
            _ => None,
        };
        self.within(node, after);
    }

    fn leave(&mut self, what: What) {
        match what {
            What::Block => self.end(),
            What::Part => self.parts_words(),
            What::Aside => {
                self.end();
                self.is_credit = false;
                self.builder.close_aside();
            }
            What::Term => {
                self.end();
                self.builder.close_strong();
            }
            What::List => {
                self.end();
                self.builder.close_list();
            }
            What::Item => {
                self.end();
                self.builder.close_item();
            }
            What::Figure => {
                self.end();
                self.figures.pop();
            }
            What::Code => self.codes -= 1,
            What::Emphasis => self.builder.close_emphasis(),
            What::Strong => self.builder.close_strong(),
            What::Link => self.builder.close_link(),
            What::Quoted => {
                self.quoted -= 1;
                self.builder.push(if self.quoted.is_multiple_of(2) { "”" } else { "’" });
            }
            What::Note => self.builder.push("]"),
            What::Cell(is_head, empty) => self.leave_cell(is_head, empty),
            What::Row => self.builder.close_row(),
            What::TableBegins => self.begin_table(),
            What::Table => {
                self.table = None;
                self.builder.close_table();
            }
        }
    }
}

#[cfg(test)]
mod tests;
