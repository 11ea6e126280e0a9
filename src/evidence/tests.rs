//! Text is the test: the paragraphs of an article with its evidence marked.

use super::*;
use crate::article::{Block, Origin};

/// An article of paragraphs with one quotation. `{q:…}` is a piece of it, `{m:…}`
/// the mention, `{c:…}` the cue, `{n:…}` where the person is named.
fn article(paragraphs: &[&str], speaker: Option<&str>, certainty: Certainty) -> Article {
    let mut quote = Quote { certainty, origin: Origin::Found, speaker: speaker.map(|_| 0), ..Quote::default() };
    let mut person = Person { name: speaker.unwrap_or_default().into(), ..Person::default() };
    let mut blocks = Vec::new();
    for (block, marked) in paragraphs.iter().enumerate() {
        let (kind, mut rest) = match marked.strip_prefix("# ") {
            Some(rest) => (Kind::Title, rest),
            None => (Kind::Paragraph, *marked),
        };
        let mut words = String::new();
        while let Some(open) = rest.find('{') {
            let close = rest.find('}').expect("a piece is closed");
            let (what, piece) = rest[open + 1..close].split_once(':').expect("a piece says what it is");
            words.push_str(&rest[..open]);
            let span = Span { block, start: words.len(), end: words.len() + piece.len() };
            words.push_str(piece);
            rest = &rest[close + 1..];
            match what {
                "q" => quote.spans.push(span),
                "m" => {
                    quote.said_as = Some(span.clone());
                    person.mentions.push(span);
                }
                "c" => quote.cue = Some(span),
                _ => person.mentions.push(span),
            }
        }
        words.push_str(rest);
        blocks.push(Block { kind, depth: 0, words, ..Block::default() });
    }
    let people = speaker.iter().map(|_| person.clone()).collect();
    Article { blocks: blocks.into(), people, quotes: vec![quote], ..Article::default() }
}

fn starred(evidence: &Evidence) -> String {
    let mut out = evidence.words.clone();
    for range in evidence.cited.iter().rev() {
        out.insert(range.end, '*');
        out.insert(range.start, '*');
    }
    out
}

#[track_caller]
fn check(paragraphs: &[&str], speaker: Option<&str>, certainty: Certainty, expected: &str) {
    let article = article(paragraphs, speaker, certainty);
    assert_eq!(starred(&evidence(&article, &article.quotes[0])), expected);
}

const PARK: Option<&str> = Some("Yeonmi Park");
const SURE: Certainty = Certainty::Sure;

#[test]
fn the_mention_the_cue_and_whom_they_mean() {
    check(
        &["For {n:Yeonmi Park} it was over.", "“{q:I knew},” {m:she} {c:continued}."],
        PARK,
        SURE,
        "said by Yeonmi Park: *she continued*, same paragraph; *she* → Yeonmi Park, 1 paragraph back; sure; found",
    );
    // In the order of the text; the name itself needs no explanation.
    check(
        &["“{q:I knew},” {c:said} {m:Yeonmi Park}."],
        PARK,
        SURE,
        "said by Yeonmi Park: *said Yeonmi Park*, same paragraph; sure; found",
    );
    // Words between them are left out.
    check(
        &["# {n:Yeonmi Park} speaks", "{m:Park}, a defector, {c:told} us: “{q:I knew}.”"],
        PARK,
        Certainty::Likely,
        "said by Yeonmi Park: *Park* … *told*, same paragraph; *Park* → Yeonmi Park, in the headline; likely; found",
    );
}

#[test]
fn a_guess_says_so_before_the_name() {
    check(
        &["“{q:I knew}.”", "{m:Yeonmi Park} {c:nodded}."],
        PARK,
        Certainty::Unsure,
        "perhaps said by Yeonmi Park: *Yeonmi Park nodded*, next paragraph; unsure; found",
    );
}

#[test]
fn how_far_counts_paragraphs() {
    let between = ["{n:Yeonmi Park}. {m:She} {c:wrote} a letter.", "One.", "Two.", "“{q:I knew}.”"];
    check(
        &between,
        PARK,
        SURE,
        "said by Yeonmi Park: *She wrote*, 3 paragraphs back; *She* → Yeonmi Park, same paragraph; sure; found",
    );
    // A quotation over several paragraphs counts from its nearest piece.
    check(
        &["“{q:I knew.}", "“{q:I went},” {m:she} {c:said}.", "One.", "So {n:Park} left."],
        PARK,
        SURE,
        "said by Yeonmi Park: *she said*, same paragraph; *she* → Yeonmi Park, 2 paragraphs on; sure; found",
    );
}

#[test]
fn the_name_is_not_looked_for_at_pronouns() {
    let mut article = article(&["{n:Park} left. {n:She} wept.", "Rain.", "“{q:No},” {m:she} {c:said}."], PARK, SURE);
    let words = |article: &Article| evidence(article, &article.quotes[0]).words;
    assert!(words(&article).contains("she → Yeonmi Park, 2 paragraphs back"), "{}", words(&article));
    // Nobody says where the person is named.
    article.people[0].mentions.clear();
    assert!(words(&article).contains("she → Yeonmi Park; sure"), "{}", words(&article));
}

#[test]
fn unnamed_and_unknown() {
    check(
        &["{m:A senior official} {c:said}: “{q:No}.”"],
        None,
        SURE,
        "said by *a senior official*, who is not named: *A senior official said*, same paragraph; sure; found",
    );
    // A name: nobody's, or too little tells whose.
    check(
        &["“{q:No},” {m:Park} {c:said}."],
        None,
        Certainty::Unsure,
        "perhaps said by *Park*: *Park said*, same paragraph; unsure; found",
    );
    check(&["“{q:love letters}”"], None, Certainty::Unknown, "nobody is named as the speaker; found");
    // A pronoun whom nobody is known for is no source.
    check(
        &["“{q:No},” {m:he} {c:said}."],
        None,
        Certainty::Unknown,
        "nobody is named as the speaker: *he said*, same paragraph; found",
    );
}

#[test]
fn the_author_and_missing_marks() {
    let mut article = article(&["“{q:No}"], PARK, SURE);
    article.quotes[0].origin = Origin::Author;
    article.quotes[0].unclosed = true;
    let told = |article: &Article| evidence(article, &article.quotes[0]).words;
    assert_eq!(told(&article), "said by Yeonmi Park; sure; written by the author; the closing mark is missing");
    // Words that are not in the text have no place.
    article.quotes[0].spans.clear();
    article.quotes[0].cue = Some(Span { block: 0, start: 3, end: 5 });
    assert_eq!(told(&article), "said by Yeonmi Park: No; sure; written by the author; the closing mark is missing");
}

#[test]
fn places_that_are_not_there_are_left_out() {
    let mut article = article(&["“{q:No}.”"], PARK, SURE);
    article.quotes[0].said_as = Some(Span { block: 7, start: 0, end: 3 });
    article.quotes[0].cue = Some(Span { block: 0, start: 1, end: 2 });
    assert!(evidence(&article, &article.quotes[0]).words.starts_with("said by Yeonmi Park;"));
}

#[test]
fn an_unnamed_source_reads_as_no_name() {
    let unnamed = |words: &str| {
        let article = article(&[&format!("{{m:{words}}} said “{{q:No}}”.")], None, SURE);
        match speaker(&article, &article.quotes[0]) {
            Speaker::Unnamed(words) => words,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(unnamed("A senior official"), "a senior official");
    assert_eq!(unnamed("The\nother one"), "the other one");
    assert_eq!(unnamed("U.S. officials"), "U.S. officials");
    assert_eq!(unnamed("The U.S. envoy"), "the U.S. envoy");
}
