//! An article as plain text: what `show` prints and what offsets count in.
//!
//! Comes in: an article. Goes out: one string, and where in it each block's
//! words begin, in Unicode code points. May not know widths or terminals.

use crate::article::{Article, Block, Kind, Span};

/// The article's text: one line a block, a blank line between paragraphs.
pub struct Plain {
    pub text: String,
    /// For each block the code points before its words; none if left out.
    starts: Vec<Option<usize>>,
    /// The place counted last: block, byte in it, code points before that byte.
    /// Places are asked for in order, so that counting stays linear.
    counted: (usize, usize, usize),
    /// Bytes that were counted, for the test that this is linear.
    steps: usize,
}

impl Plain {
    /// The whole text, headline first, captions in place.
    pub fn whole(article: &Article) -> Plain {
        Plain::of(article, |_| true)
    }

    /// The text without headline, byline and captions.
    pub fn body(article: &Article) -> Plain {
        let head = |k| matches!(k, Kind::Title | Kind::Subtitle | Kind::Byline | Kind::Figure);
        Plain::of(article, |kind| !head(kind))
    }

    fn of(article: &Article, keep: impl Fn(Kind) -> bool) -> Plain {
        let mut plain = Plain {
            text: String::new(),
            starts: Vec::with_capacity(article.blocks.len()),
            counted: (0, 0, 0),
            steps: 0,
        };
        let mut points = 0;
        let mut previous: Option<&Block> = None;
        for block in article.blocks.iter() {
            if !keep(block.kind) {
                plain.starts.push(None);
                continue;
            }
            let gap = previous.map_or("", |p| if is_tight(p, block) { "\n" } else { "\n\n" });
            let lead = lead(block);
            plain.text.push_str(gap);
            plain.text.push_str(&lead);
            points += gap.len() + lead.chars().count();
            plain.starts.push(Some(points));
            plain.text.push_str(&block.words);
            points += block.words.chars().count();
            previous = Some(block);
        }
        if !plain.text.is_empty() {
            plain.text.push('\n');
        }
        plain
    }

    /// Both ends of each span in code points of the text; 0 if they are not in it.
    /// They are counted in the order of the text, so that the work stays linear
    /// however they lie in each other.
    pub fn points(&mut self, article: &Article, spans: &[&Span]) -> Vec<[usize; 2]> {
        let mut points = vec![[0; 2]; spans.len()];
        let ends =
            |(index, span): (usize, &&Span)| [(span.block, span.start, index, 0), (span.block, span.end, index, 1)];
        let mut order: Vec<_> = spans.iter().enumerate().flat_map(ends).collect();
        order.sort_unstable();
        for (block, byte, index, end) in order {
            points[index][end] = self.point(article, block, byte).unwrap_or_default();
        }
        points
    }

    /// A byte of a block in code points of the text.
    fn point(&mut self, article: &Article, block: usize, byte: usize) -> Option<usize> {
        let words = &article.blocks.get(block)?.words;
        let before = (*self.starts.get(block)?)?;
        Some(before + self.count(block, byte, words)?)
    }

    fn count(&mut self, block: usize, byte: usize, words: &str) -> Option<usize> {
        let (from, points) = match self.counted {
            (b, from, points) if b == block && from <= byte => (from, points),
            _ => (0, 0),
        };
        let points = points + words.get(from..byte)?.chars().count();
        self.steps += byte - from;
        self.counted = (block, byte, points);
        Some(points)
    }
}

/// Whether two blocks follow each other without a blank line.
pub fn is_tight(above: &Block, below: &Block) -> bool {
    matches!((above.kind, below.kind), (Kind::Item(_), Kind::Item(_)))
}

/// What stands before a block's words: a list's bullet or number, indented.
pub fn lead(block: &Block) -> String {
    let indent = "  ".repeat(usize::from(block.depth.saturating_sub(1)));
    match block.kind {
        Kind::Item(Some(number)) => format!("{indent}{number}. "),
        Kind::Item(None) => format!("{indent}• "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_any_order_are_counted_once() {
        let words = "“é” ".repeat(5_000);
        let size = words.len();
        let spans = words.match_indices('é').map(|(start, e)| Span { block: 0, start, end: start + e.len() });
        let mut spans: Vec<Span> = spans.collect();
        spans.reverse();
        let article = Article {
            blocks: vec![Block { kind: Kind::Paragraph, depth: 0, words, ..Block::default() }].into(),
            ..Article::default()
        };
        let mut plain = Plain::whole(&article);
        let points = plain.points(&article, &spans.iter().collect::<Vec<_>>());
        assert_eq!((points[0], points[4_999]), ([19_997, 19_998], [1, 2]));
        assert!(plain.steps <= size);
    }
}
