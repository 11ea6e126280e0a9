use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use super::*;
use crate::content::{Rigour, read};

fn article(body: &str, quotes: &[&str]) -> Article {
    let mut source =
        format!("title = 'T'\n[source]\nurl = 'https://a.example/b'\n[[sections]]\nbody = '''\n{body}\n'''\n");
    for quote in quotes {
        source.push_str(&format!("[[quotes]]\ntext = '''{quote}'''\n"));
    }
    read(&source, Rigour::Tolerant).article.expect("readable")
}

#[track_caller]
fn check(body: &str, quote: &str, expected: &str) {
    let article = article(body, &[quote]);
    let link = Links::new(&article).expect("an address").of(&article.quotes[0]);
    assert_eq!(link, format!("https://a.example/b{expected}"));
}

#[test]
fn words_that_stand_once_are_enough() {
    check("Ada said: “We go, at last!” And left.", "We go, at last!", "#:~:text=We%20go%2C%20at%20last");
    check(
        "A “part-time R&D, 50% naïve” plan.",
        "part-time R&D, 50% naïve",
        "#:~:text=part%2Dtime%20R%26D%2C%2050%25%20na%C3%AFve",
    );
    check("Nothing is said.", "nowhere", "");
}

#[test]
fn words_that_stand_more_than_once_have_neighbours() {
    let body = "The report says we must act. “We must act,” said Ada. “We must act,” said Bob.";
    let two = article(body, &["We must act,"]);
    let links = Links::new(&two).expect("an address");
    assert!(links.of(&two.quotes[0]).ends_with("#:~:text=act.%20%E2%80%9C-,We%20must%20act,-%2C%E2%80%9D%20said"));
    // Short words are never alone: “so” is part of many a page.
    check("She said “so” twice.", "so", "#:~:text=said%20%E2%80%9C-,so,-%E2%80%9D%20twice");
}

#[test]
fn long_words_are_given_by_their_ends() {
    let words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen";
    check(
        &format!("“{words}” he counted."),
        words,
        "#:~:text=one%20two%20three%20four,fifteen%20sixteen%20seventeen%20eighteen",
    );
    let again = format!("One two three four. “{words}” he counted.");
    let article = article(&again, &[words]);
    let link = Links::new(&article).expect("an address").of(&article.quotes[0]);
    assert!(link.contains("text=four.%20%E2%80%9C-,one%20two%20three%20four%20five,"), "{link}");
}

#[test]
fn each_piece_is_led_to() {
    check(
        "“We go north,” said Ada, “before the winter.”",
        "We go north, before the winter.",
        "#:~:text=We%20go%20north&text=before%20the%20winter",
    );
}

#[test]
fn addresses() {
    let of = |url: &str| address(url);
    assert_eq!(of("https://a.example").as_deref(), Some("https://a.example/"));
    assert_eq!(of("HTTP://a.example/b c?d=“e”").as_deref(), Some("http://a.example/b%20c?d=%E2%80%9Ce%E2%80%9D"));
    assert_eq!(of("https://a.example/#part:~:text=old").as_deref(), Some("https://a.example/#part"));
    assert_eq!(of("https://a.example/#:~:text=old").as_deref(), Some("https://a.example/"));
    for none in ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "a.html", ""] {
        assert_eq!(of(none), None, "{none}");
    }
    let mut article = article("Ada “goes away now”.", &["goes away now"]);
    article.source.url = Some("https://a.example/b#part".into());
    let link = Links::new(&article).expect("an address").of(&article.quotes[0]);
    assert_eq!(link, "https://a.example/b#part:~:text=goes%20away%20now");
}

/// A plain reading of the specification's “find a range from a text directive”, in folded
/// words: bytes of the text.
fn found(text: &str, directive: &str) -> Option<Range<usize>> {
    let decoded =
        |part: &str| lower(&crate::engine::fold::fold(&percent_decode_str(part).decode_utf8().expect("UTF-8")));
    let mut parts: Vec<&str> = directive.split(',').collect();
    let prefix = parts.first().and_then(|p| p.strip_suffix('-')).map(decoded);
    let suffix = parts.last().and_then(|p| p.strip_prefix('-')).map(decoded);
    parts.retain(|p| !p.starts_with('-') && !p.ends_with('-'));
    let (start, end) = (decoded(parts[0]), parts.get(1).map(|p| decoded(p)));
    let edges: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let is_edge = |at: usize| edges.contains(&at);
    let skip = |at: usize| at + (text[at..].len() - text[at..].trim_start().len());
    let places = |words: &str, from: usize, before: bool, after: bool| {
        let all: Vec<usize> =
            (from..text.len()).filter(|&at| text.is_char_boundary(at) && text[at..].starts_with(words)).collect();
        let words = words.len();
        all.into_iter().find(|&at| (!before || is_edge(at)) && (!after || is_edge(at + words)))
    };
    let mut from = 0;
    loop {
        let ends_a_word = end.is_some() || suffix.is_none();
        let at = if let Some(prefix) = &prefix {
            let before = places(prefix, from, true, false)?;
            from = before + 1;
            let next = skip(before + prefix.len());
            if places(&start, next, false, ends_a_word) != Some(next) {
                continue;
            }
            next
        } else {
            let at = places(&start, from, true, ends_a_word)?;
            from = at + 1;
            at
        };
        let until = match &end {
            Some(end) => places(end, at + start.len(), true, true)? + end.len(),
            None => at + start.len(),
        };
        let Some(suffix) = &suffix else { return Some(at..until) };
        let next = skip(until);
        if places(suffix, next, false, true) == Some(next) {
            return Some(at..until);
        }
    }
}

/// The same words with the same neighbours may stand elsewhere: then nothing tells them apart.
fn is_twin(links: &Links<'_>, own: usize, found: &Range<usize>) -> bool {
    let paragraph = |at: usize| {
        let text = &links.folded.text;
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        (at - start, text[start..].split('\n').next())
    };
    let near = |at: usize, back: bool| -> String {
        let (at, words) = paragraph(at);
        let words = words.unwrap_or_default();
        if back { words[..at].chars().rev().take(40).collect() } else { words[at..].chars().take(40).collect() }
    };
    near(own, true) == near(found.start, true) && near(own, false) == near(found.start, false)
}

proptest! {
    #[test]
    fn the_directive_finds_the_words(
        lines in proptest::collection::vec("([a-c]{1,2}|Aé|日本|don’t|x-y)( ([a-c]{1,3}|Aé|“b a”|, c|-|&|日本)){0,12}", 1..5),
        quoted in "([a-c]{1,2}|Aé|日本|x-y)( ([a-c]{1,3}|b,|&|日本)){0,40}",
        line in 0usize..5,
    ) {
        let mut lines = lines;
        let line = line % lines.len();
        lines[line] = format!("{} “{quoted}” {}", lines[line], lines[0]);
        let blocks: Vec<_> = lines.iter().map(|l| crate::article::Block { words: l.clone(), ..Default::default() }).collect();
        let start = lines[line].rfind(&format!("“{quoted}”")).expect("there") + '“'.len_utf8();
        let span = Span { block: line, start, end: start + quoted.len() };
        let quote = Quote { words: quoted.clone(), spans: vec![span.clone()], ..Quote::default() };
        let mut article = Article { blocks: blocks.into(), quotes: vec![quote], ..Article::default() };
        article.source.url = Some("https://a.example/".into());
        let links = Links::new(&article).expect("an address");
        let link = links.of(&article.quotes[0]);
        prop_assert!(link.bytes().all(|b| b.is_ascii_graphic()));
        let Some((_, directive)) = link.split_once("#:~:text=") else { return Ok(()) };
        let found = found(&links.folded.text, directive);
        let piece = links.pieces(&article.quotes[0]).next().expect("words");
        let own = links.folded.offset_of(line, piece.start)..links.folded.offset_of(line, piece.end);
        prop_assert!(found.is_some(), "{} is not found in {:?}", directive, links.folded.text);
        let found = found.expect("found");
        let text = &links.folded.text;
        prop_assert_eq!(&text[found.clone()], &text[own.clone()], "{}", directive);
        prop_assert!(found == own || is_twin(&links, own.start, &found), "{} in {:?}", directive, text);
    }
}
