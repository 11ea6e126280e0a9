//! All that is known of an article, as one line of JSON.
//!
//! Comes in: an opened article. Goes out: one object in one line, as
//! `extract.schema.json` beside this file describes it; programs rely on that. Work
//! is linear. May not know where articles come from or where lines go.

use serde::Serialize;

use crate::article::{Article, Span};
use crate::library::Opened;
use crate::plain::Plain;
use crate::record::ids;

/// What a line holds, in the words of JSON Schema.
pub const SCHEMA: &str = include_str!("extract.schema.json");

/// Start and end in code points of the text.
type Ends = [usize; 2];

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    title: Option<&'a str>,
    text: &'a str,
    quotes: Vec<Quote<'a>>,
    people: Vec<Person<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    id: &'a str,
    words: &'a str,
    spans: Vec<Ends>,
    speaker: Option<&'a str>,
    said_as: Option<Piece<'a>>,
    cue: Option<Piece<'a>>,
    certainty: &'static str,
    origin: &'static str,
}

/// Some words of the text, as they stand there.
#[derive(Serialize)]
struct Piece<'a> {
    text: &'a str,
    span: Ends,
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    aliases: &'a [String],
    role: Option<&'a str>,
    mentions: Vec<Ends>,
}

/// The line of an article, without a line end.
pub fn line(opened: &Opened) -> String {
    let article = &opened.article;
    let mut plain = Plain::whole(article);
    let spans = spans(article);
    let points = plain.points(article, &spans);
    let mut pieces = spans.into_iter().zip(points);
    let ids = ids(article);
    let quotes = article.quotes.iter().zip(&ids).map(|(quote, id)| Quote {
        id,
        words: &quote.words,
        spans: ends(&mut pieces, quote.spans.len()),
        speaker: article.speaker(quote).map(|p| p.name.as_str()),
        said_as: quote.said_as.as_ref().and_then(|_| piece(&mut pieces, article)),
        cue: quote.cue.as_ref().and_then(|_| piece(&mut pieces, article)),
        certainty: quote.certainty.name(),
        origin: quote.origin.name(),
    });
    let quotes = quotes.collect();
    let people = article.people.iter().map(|person| Person {
        name: &person.name,
        aliases: &person.aliases,
        role: person.role.as_deref(),
        mentions: ends(&mut pieces, person.mentions.len()),
    });
    let people = people.collect();
    let title = Some(article.title.as_str()).filter(|title| !title.is_empty());
    // Words and numbers can always be written.
    serde_json::to_string(&Line { file: &opened.file, title, text: &plain.text, quotes, people }).unwrap_or_default()
}

/// Every place that a line tells of, in the order in which it does.
fn spans(article: &Article) -> Vec<&Span> {
    let quotes = article.quotes.iter().flat_map(|q| q.spans.iter().chain(&q.said_as).chain(&q.cue));
    quotes.chain(article.people.iter().flat_map(|p| &p.mentions)).collect()
}

fn ends<'a>(pieces: &mut impl Iterator<Item = (&'a Span, Ends)>, count: usize) -> Vec<Ends> {
    pieces.take(count).map(|(_, ends)| ends).collect()
}

fn piece<'a>(pieces: &mut impl Iterator<Item = (&'a Span, Ends)>, article: &'a Article) -> Option<Piece<'a>> {
    pieces.next().map(|(at, span)| Piece { text: article.words(at), span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Certainty, Kind, Origin};

    fn span(words: &str, block: usize, piece: &str) -> Span {
        let start = words.find(piece).expect("it is there");
        Span { block, start, end: start + piece.len() }
    }

    /// An article of two paragraphs, with everything that a line can hold.
    fn opened() -> Opened {
        let words = ["日本 “Né!” sagte sie, „Jä“.", "She said: “No.” Ada 👩‍👩‍👧 left."];
        let block = |words: &str| Block { kind: Kind::Paragraph, depth: 0, words: words.into(), ..Block::default() };
        let quotes = vec![
            crate::article::Quote {
                spans: vec![span(words[0], 0, "Né!"), span(words[0], 0, "Jä")],
                words: "Né! Jä".into(),
                speaker: Some(0),
                said_as: Some(span(words[0], 0, "sie")),
                cue: Some(span(words[0], 0, "sagte")),
                certainty: Certainty::Likely,
                origin: Origin::Found,
                ..Default::default()
            },
            crate::article::Quote {
                spans: vec![span(words[1], 1, "No.")],
                words: "No.".into(),
                cue: Some(span(words[1], 1, "said")),
                ..Default::default()
            },
        ];
        let ada = crate::article::Person {
            name: "Ada".into(),
            mentions: vec![span(words[1], 1, "Ada"), span(words[0], 0, "sie")],
            ..Default::default()
        };
        let article =
            Article { blocks: words.map(block).to_vec().into(), quotes, people: vec![ada], ..Default::default() };
        Opened { file: "a.txt".into(), article }
    }

    #[test]
    fn a_line_has_these_keys_in_this_order() {
        let expected = concat!(
            r#"{"file":"a.txt","title":null,"text":"日本 “Né!” sagte sie, „Jä“.\n\nShe said: “No.” Ada 👩‍👩‍👧 left.\n","#,
            r#""quotes":[{"id":"ID0","words":"Né! Jä","spans":[[4,7],[21,23]],"speaker":"Ada","#,
            r#""said_as":{"text":"sie","span":[15,18]},"cue":{"text":"sagte","span":[9,14]},"#,
            r#""certainty":"likely","origin":"found"},"#,
            r#"{"id":"ID1","words":"No.","spans":[[38,41]],"speaker":null,"said_as":null,"cue":{"text":"said","span":[31,35]},"#,
            r#""certainty":"unknown","origin":"author"}],"#,
            r#""people":[{"name":"Ada","aliases":[],"role":null,"mentions":[[43,46],[15,18]]}]}"#
        );
        let ids = ids(&opened().article);
        assert_eq!(line(&opened()), expected.replace("ID0", &ids[0]).replace("ID1", &ids[1]));
    }

    #[test]
    fn very_many_places_in_one_paragraph() {
        let words = "“é” ".repeat(20_000);
        let spans = words.match_indices('é').map(|(start, e)| Span { block: 0, start, end: start + e.len() });
        let quotes = spans.map(|s| crate::article::Quote { spans: vec![s], words: "é".into(), ..Default::default() });
        let mut quotes: Vec<_> = quotes.collect();
        // In whatever order.
        quotes.reverse();
        let block = Block { kind: Kind::Paragraph, depth: 0, words, ..Block::default() };
        let article = Article { blocks: vec![block].into(), quotes, ..Default::default() };
        let line = line(&Opened { file: "x".into(), article });
        assert!(line.contains(r#""spans":[[79997,79998]]"#) && line.contains(r#""spans":[[1,2]]"#));
    }
}
