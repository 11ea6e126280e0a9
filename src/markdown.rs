//! CommonMark to blocks.
//!
//! Comes in: the Markdown of a section's body. Goes out: blocks in order, their
//! words cleaned after entities are decoded. May not know where the Markdown
//! came from.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::article::{Block, Inline, Kind, Mark};
use crate::clean;

/// Deeper lists and block quotes are set as if they were this deep.
const MAX_DEPTH: usize = 8;

/// The words of a rule, so that every block has some.
const RULE: &str = "* * *";

/// Appends the blocks of a section's body.
pub fn blocks(source: &str, out: &mut Vec<Block>) {
    let mut writer = Writer::new(out);
    for event in Parser::new(source) {
        writer.take(event);
    }
    writer.end_block();
}

/// The block that is being filled, and what surrounds it.
struct Writer<'a> {
    out: &'a mut Vec<Block>,
    kind: Kind,
    words: String,
    marks: Vec<Mark>,
    /// How many emphases, strongs and links are open.
    open: [usize; 3],
    /// The next number of each open list; none for bullets.
    lists: Vec<Option<u64>>,
    asides: usize,
    /// An item that has no words yet.
    item: Option<Kind>,
    /// Where the words of an open image begin, and its title.
    image: Option<(usize, String)>,
}

impl<'a> Writer<'a> {
    fn new(out: &'a mut Vec<Block>) -> Self {
        Writer {
            out,
            kind: Kind::Paragraph,
            words: String::new(),
            marks: Vec::new(),
            open: [0; 3],
            lists: Vec::new(),
            asides: 0,
            item: None,
            image: None,
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                self.push(&words, self.style(false));
            }
            Event::Code(words) => self.push(&words, self.style(true)),
            Event::SoftBreak => self.push(" ", self.style(false)),
            Event::HardBreak => self.push("\n", Inline::default()),
            Event::Rule => {
                self.end_block();
                self.kind = Kind::Rule;
                self.push(RULE, Inline::default());
                self.end_block();
            }
            // Extensions that are not turned on.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.begin(Kind::Paragraph),
            Tag::Heading { level, .. } => self.begin(Kind::Heading(heading_level(level))),
            Tag::CodeBlock(_) => self.begin(Kind::Code),
            Tag::BlockQuote(_) => {
                self.end_block();
                self.asides += 1;
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.begin(Kind::Paragraph);
                let number = self.lists.last_mut().and_then(Option::as_mut);
                self.item = Some(Kind::Item(number.map(|n| {
                    *n = n.saturating_add(1);
                    *n - 1
                })));
            }
            Tag::Emphasis => self.open[0] += 1,
            Tag::Strong => self.open[1] += 1,
            Tag::Link { .. } => self.open[2] += 1,
            Tag::Image { title, .. } => self.image = Some((self.words.len(), title.into_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.open[0] = self.open[0].saturating_sub(1),
            TagEnd::Strong => self.open[1] = self.open[1].saturating_sub(1),
            TagEnd::Link => self.open[2] = self.open[2].saturating_sub(1),
            TagEnd::Image => self.end_image(),
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.asides = self.asides.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end_block();
                self.item = None;
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            _ => self.end_block(),
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.end_block();
        self.kind = kind;
    }

    /// A caption says more than the words for those who cannot see the picture.
    fn end_image(&mut self) {
        let Some((start, title)) = self.image.take() else { return };
        if !title.trim().is_empty() {
            self.words.truncate(start);
            for mark in &mut self.marks {
                mark.range.end = mark.range.end.min(start);
            }
            self.marks.retain(|m| !m.range.is_empty());
            self.push(&title, self.style(false));
        }
        if start == 0 && self.kind == Kind::Paragraph {
            self.kind = Kind::Figure;
        }
    }

    fn style(&self, code: bool) -> Inline {
        let [emphasis, strong, link] = self.open.map(|n| n > 0);
        Inline { emphasis, strong, code, link }
    }

    fn push(&mut self, words: &str, style: Inline) {
        // Only a picture alone in its paragraph is a figure.
        if self.kind == Kind::Figure && !words.trim().is_empty() {
            self.kind = Kind::Paragraph;
        }
        let start = self.words.len();
        self.words.push_str(&clean::text(words));
        let end = self.words.len();
        if style == Inline::default() || start == end {
            return;
        }
        match self.marks.last_mut() {
            Some(last) if last.range.end == start && last.style == style => last.range.end = end,
            _ => self.marks.push(Mark { range: start..end, style }),
        }
    }

    /// Closes the block if it has words; the marks go with the trimmed words.
    fn end_block(&mut self) {
        let mut kind = std::mem::replace(&mut self.kind, Kind::Paragraph);
        let mut marks = std::mem::take(&mut self.marks);
        let trimmed = self.words.trim_end();
        let blank = if kind == Kind::Code { 0 } else { trimmed.len() - trimmed.trim_start().len() };
        // Copied at their size; the room that they grew in serves the next block.
        let words = trimmed[blank..].to_string();
        self.words.clear();
        if words.is_empty() {
            return;
        }
        for mark in &mut marks {
            mark.range.start = mark.range.start.saturating_sub(blank).min(words.len());
            mark.range.end = mark.range.end.saturating_sub(blank).min(words.len());
        }
        marks.retain(|m| !m.range.is_empty());
        if kind == Kind::Paragraph
            && let Some(item) = self.item.take()
        {
            kind = item;
        } else if kind == Kind::Paragraph && self.asides > 0 {
            kind = Kind::Aside;
        }
        let depth = (self.lists.len() + self.asides).min(MAX_DEPTH) as u8;
        self.out.push(Block { kind, depth, words, marks });
    }
}

/// A section's heading is of level 2, so a body's headings begin below it.
fn heading_level(level: HeadingLevel) -> u8 {
    (level as u8).clamp(3, 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(Kind, u8, String)> {
        let mut out = Vec::new();
        blocks(source, &mut out);
        out.into_iter().map(|b| (b.kind, b.depth, b.words)).collect()
    }

    fn is(kind: Kind, depth: u8, words: &str) -> (Kind, u8, String) {
        (kind, depth, words.to_string())
    }

    #[test]
    fn blocks_and_their_kinds() {
        let source = "One\ntwo  \nthree\n\n### Sub\n\n> said\n\n- a\n- b\n\n  more\n  1. c\n\n***\n\n    x\n\n    y\n";
        assert_eq!(
            read(source),
            [
                is(Kind::Paragraph, 0, "One two\nthree"),
                is(Kind::Heading(3), 0, "Sub"),
                is(Kind::Aside, 1, "said"),
                is(Kind::Item(None), 1, "a"),
                is(Kind::Item(None), 1, "b"),
                is(Kind::Paragraph, 1, "more"),
                is(Kind::Item(Some(1)), 2, "c"),
                is(Kind::Rule, 0, "* * *"),
                is(Kind::Code, 0, "x\n\ny"),
            ]
        );
    }

    #[test]
    fn a_figure_is_a_picture_alone() {
        assert_eq!(read("![alt](a.png \"The caption\")"), [is(Kind::Figure, 0, "The caption")]);
        assert_eq!(read("![alt](a.png)"), [is(Kind::Figure, 0, "alt")]);
        assert_eq!(read("![alt](a.png) and words"), [is(Kind::Paragraph, 0, "alt and words")]);
    }

    #[test]
    fn an_item_without_words_leaves_nothing_behind() {
        assert_eq!(read("-\n\nplain"), [is(Kind::Paragraph, 0, "plain")]);
        assert_eq!(read("- ![a](b.png)\n\nplain"), [is(Kind::Figure, 1, "a"), is(Kind::Paragraph, 0, "plain")]);
    }

    #[test]
    fn marks_around_a_caption_stay() {
        let mut out = Vec::new();
        blocks("*see ![alt](p.png \"Caption\") more*", &mut out);
        let marked: Vec<_> = out[0].marks.iter().map(|m| &out[0].words[m.range.clone()]).collect();
        assert_eq!(marked, ["see Caption more"]);
    }

    #[test]
    fn marks_cover_their_words() {
        let mut out = Vec::new();
        blocks(" a *b **c*** [d](http://e) `f`", &mut out);
        let block = &out[0];
        let marked: Vec<_> = block.marks.iter().map(|m| &block.words[m.range.clone()]).collect();
        assert_eq!(marked, ["b ", "c", "d", "f"]);
        assert!(block.marks[1].style.strong && block.marks[1].style.emphasis);
        assert!(block.marks[2].style.link && block.marks[3].style.code);
    }

    #[test]
    fn entities_do_not_bring_controls_in() {
        assert_eq!(read("a&#27;[31m&#x9b;b"), [is(Kind::Paragraph, 0, "a\u{FFFD}[31m\u{FFFD}b")]);
    }
}
