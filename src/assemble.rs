//! An article put together from what it says of itself and its blocks.
//!
//! Comes in: facts and blocks, from whatever they were read. Goes out: the article,
//! with the blocks of its headline and byline before the others, and its sections.
//! Every reader of a format ends here, so that the same facts and blocks make the
//! same article. May not know formats.

use std::sync::Arc;

use crate::article::{Article, Block, Kind, Section};

/// A section before it is in an article.
#[derive(Debug, Default, PartialEq)]
pub struct Part {
    pub heading: Option<String>,
    pub blocks: Vec<Block>,
}

/// Adds the headline and byline. To be called before any section is added.
pub fn push_head(article: &mut Article) {
    let title = article.title.clone();
    push_block(article, Kind::Title, &title);
    if let Some(subtitle) = article.subtitle.clone() {
        push_block(article, Kind::Subtitle, &subtitle);
    }
    let authors = (!article.authors.is_empty()).then(|| format!("By {}", article.authors.join(", ")));
    let facts = [authors, article.source.name.clone(), article.published.clone()];
    let byline: Vec<String> = facts.into_iter().flatten().collect();
    push_block(article, Kind::Byline, &byline.join(" · "));
}

/// Adds a section. The headline and what belongs to it stand in the first.
pub fn push_part(article: &mut Article, mut part: Part) {
    let first = if article.sections.is_empty() { 0 } else { article.blocks.len() };
    if let Some(heading) = &part.heading {
        push_block(article, Kind::Heading(2), heading);
    }
    Arc::make_mut(&mut article.blocks).append(&mut part.blocks);
    article.sections.push(Section { heading: part.heading, blocks: first..article.blocks.len() });
}

fn push_block(article: &mut Article, kind: Kind, words: &str) {
    if !words.is_empty() {
        Arc::make_mut(&mut article.blocks).push(Block { kind, words: words.to_string(), ..Block::default() });
    }
}

/// Blocks in sections: the highest headings that are there begin one each, those
/// below are headings within. A section has blocks; a heading without any has the
/// next one within it, and at the end stands in the section before.
pub fn parts(blocks: Vec<Block>) -> Vec<Part> {
    let level = |block: &Block| match block.kind {
        Kind::Heading(level) if block.depth == 0 => Some(level),
        _ => None,
    };
    let highest = blocks.iter().filter_map(level).min().unwrap_or(2);
    let mut parts = vec![Part::default()];
    for mut block in blocks {
        if let Kind::Heading(within) = block.kind {
            block.kind = Kind::Heading((within.saturating_sub(highest) + 2).clamp(3, 6));
            let is_bare = parts.last().is_some_and(|part| part.blocks.is_empty() && part.heading.is_some());
            if block.depth == 0 && within == highest && !is_bare {
                parts.push(Part { heading: Some(block.words), blocks: Vec::new() });
                continue;
            }
        }
        if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    if let Some(Part { heading: Some(words), .. }) = parts.pop_if(|part| part.blocks.is_empty())
        && let Some(before) = parts.last_mut()
    {
        before.blocks.push(Block { kind: Kind::Heading(3), words, ..Block::default() });
    }
    parts.retain(|part| !part.blocks.is_empty());
    parts
}

/// The article of facts and parts.
pub fn article(facts: Article, parts: Vec<Part>) -> Article {
    let mut article = facts;
    push_head(&mut article);
    parts.into_iter().for_each(|part| push_part(&mut article, part));
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: Kind, words: &str) -> Block {
        Block { kind, words: words.into(), ..Block::default() }
    }

    type Outline = Vec<(Option<String>, Vec<(Kind, String)>)>;

    fn outline(blocks: &[(Kind, &str)]) -> Outline {
        let parts = parts(blocks.iter().map(|(kind, words)| block(*kind, words)).collect());
        parts.into_iter().map(|p| (p.heading, p.blocks.into_iter().map(|b| (b.kind, b.words)).collect())).collect()
    }

    #[test]
    fn the_highest_headings_begin_sections() {
        use Kind::{Heading, Paragraph};
        let found = outline(&[
            (Paragraph, "lead"),
            (Heading(3), "A"),
            (Heading(4), "within"),
            (Paragraph, "x"),
            (Heading(3), "B"),
            (Heading(3), "C"),
            (Paragraph, "y"),
            (Heading(3), "D"),
        ]);
        let is = |kind, words: &str| (kind, words.to_string());
        assert_eq!(
            found,
            [
                (None, vec![is(Paragraph, "lead")]),
                (Some("A".into()), vec![is(Heading(3), "within"), is(Paragraph, "x")]),
                // A heading without words of its own has the next one within.
                (Some("B".into()), vec![is(Heading(3), "C"), is(Paragraph, "y"), is(Heading(3), "D")]),
            ]
        );
        assert_eq!(outline(&[]), []);
    }

    #[test]
    fn the_head_is_before_the_first_section() {
        let facts = Article { title: "T".into(), authors: vec!["A".into(), "B".into()], ..Article::default() };
        let article = article(facts, parts(vec![block(Kind::Heading(2), "H"), block(Kind::Paragraph, "p")]));
        let words: Vec<&str> = article.blocks.iter().map(|b| b.words.as_str()).collect();
        assert_eq!(words, ["T", "By A, B", "H", "p"]);
        assert_eq!(article.sections, [Section { heading: Some("H".into()), blocks: 0..4 }]);
    }
}
