//! Markdown to blocks: CommonMark, with the tables and footnotes of GitHub.
//!
//! Comes in: the Markdown of a section's body. Goes out: blocks in order, their
//! words cleaned after entities are decoded; and the other way round, the Markdown
//! that reads as given blocks. May not know where the Markdown came from.

mod html;
mod inline;
mod weight;
mod write;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::article::{Block, Kind};
use crate::blocks::Builder;
pub use weight::weight;
pub use write::write;

/// What is understood besides CommonMark.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// The blocks of a Markdown text, in which headings are of this level at least.
pub fn read(source: &str, highest: u8) -> Vec<Block> {
    let mut reader = Reader { builder: Builder::new(), image: None, is_head: false, html: None, highest };
    for event in Parser::new_ext(source, OPTIONS) {
        reader.take(event);
    }
    reader.builder.finish()
}

struct Reader {
    builder: Builder,
    /// Where the words of an open image begin, its address and its title.
    image: Option<(usize, String, String)>,
    /// In the first row of a table.
    is_head: bool,
    /// The lines of an open block of HTML.
    html: Option<String>,
    highest: u8,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.push(&words),
            Event::Html(source) => self.html.get_or_insert_default().push_str(&source),
            Event::InlineHtml(source) => self.html(&source),
            Event::Code(words) => self.builder.push_code(&words),
            Event::SoftBreak => self.builder.push(" "),
            Event::HardBreak => self.builder.push("\n"),
            Event::Rule => self.builder.rule(),
            Event::FootnoteReference(label) => self.push(&format!("[{label}]")),
            // Extensions that are not turned on.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let builder = &mut self.builder;
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.begin_paragraph(),
            Tag::Heading { level, .. } => builder.begin(Kind::Heading((level as u8).clamp(self.highest, 6))),
            Tag::CodeBlock(_) => builder.begin(Kind::Code),
            Tag::BlockQuote(_) => builder.open_aside(),
            Tag::List(first) => builder.open_list(first),
            Tag::Item => builder.open_item(),
            Tag::FootnoteDefinition(label) => {
                builder.begin(Kind::Paragraph);
                self.push(&format!("[{label}] "));
            }
            Tag::Emphasis => builder.open_emphasis(),
            Tag::Strong => builder.open_strong(),
            Tag::Link { dest_url, .. } => builder.open_link(&dest_url),
            Tag::Image { title, dest_url, .. } => {
                self.image = Some((builder.words().len(), dest_url.into_string(), title.into_string()));
            }
            Tag::Table(_) => builder.open_table(),
            Tag::TableHead => self.is_head = true,
            Tag::TableCell => {
                builder.open_cell();
                if self.is_head {
                    builder.open_strong();
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        match tag {
            TagEnd::Emphasis => builder.close_emphasis(),
            TagEnd::Strong => builder.close_strong(),
            TagEnd::Link => builder.close_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::BlockQuote(_) => builder.close_aside(),
            TagEnd::Item => builder.close_item(),
            TagEnd::List(_) => builder.close_list(),
            TagEnd::TableCell => {
                if self.is_head {
                    builder.close_strong();
                }
                builder.close_cell();
            }
            TagEnd::TableHead => {
                self.is_head = false;
                builder.close_row();
            }
            TagEnd::TableRow => builder.close_row(),
            TagEnd::Table => builder.close_table(),
            TagEnd::Strikethrough => {}
            TagEnd::HtmlBlock => {
                let source = self.html.take().unwrap_or_default();
                self.html(&source);
                self.builder.end();
            }
            _ => builder.end(),
        }
    }

    /// The label of a footnote stands in the paragraph that follows it.
    fn begin_paragraph(&mut self) {
        let is_label = self.builder.kind() == Kind::Paragraph && self.builder.words().ends_with("] ");
        if !is_label {
            self.builder.begin(Kind::Paragraph);
        }
    }

    /// A caption says more than the words for those who cannot see the picture.
    fn end_image(&mut self) {
        let Some((start, address, title)) = self.image.take() else { return };
        if !title.trim().is_empty() {
            self.builder.truncate(start);
            self.push(&title);
        }
        if start == 0 && self.builder.kind() == Kind::Paragraph {
            self.builder.picture(&address);
        }
    }

    fn push(&mut self, words: &str) {
        // Only a picture alone in its paragraph is a figure.
        if self.builder.kind() == Kind::Figure && !words.trim().is_empty() {
            self.builder.no_picture();
        }
        self.builder.push(words);
    }
}

#[cfg(test)]
mod tests;
