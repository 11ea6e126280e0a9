use super::*;
use crate::article::Kind;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use proptest::prelude::*;

fn blocks(words: &[&str]) -> Vec<Block> {
    words.iter().map(|words| Block { kind: Kind::Paragraph, words: (*words).to_string(), ..Block::default() }).collect()
}

/// The words at each hit, with the number of their block.
fn found(blocks: &[Block], wanted: &Wanted) -> Vec<(usize, String)> {
    let mut text = Text::new(blocks);
    let hits = text.find(blocks, wanted);
    let spans = (0..hits.len()).filter_map(|n| Some(text.span(&hits.get(n)?, blocks)));
    spans.map(|s| (s.block, blocks[s.block].words[s.start..s.end].to_string())).collect()
}

#[track_caller]
fn check(words: &str, query: &str, expected: &[&str]) {
    let found = found(&blocks(&[words]), &Wanted::typed(query));
    assert_eq!(found.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), expected, "{query}");
}

#[test]
fn case_counts_when_the_query_has_a_capital() {
    let text = "Rage and rage, ‘Rage’\nagain";
    check(text, "rage", &["Rage", "rage", "Rage"]);
    check(text, "Rage", &["Rage", "Rage"]);
    check(text, "'rage' again", &["‘Rage’\nagain"]);
    check(text, " ", &[]);
}

#[test]
fn accents_count_when_the_query_has_one() {
    let text = "Café, cafe\u{301} and cafe in ÇAFÈ; Łódź";
    check(text, "cafe", &["Café", "cafe\u{301}", "cafe", "ÇAFÈ"]);
    check(text, "café", &["Café", "cafe\u{301}"]);
    check(text, "cafe\u{301}", &["Café", "cafe\u{301}"]);
    check(text, "Café", &["Café"]);
    check(text, "cafè", &[]);
    check(text, "lodz", &["Łódź"]);
    check(text, "łódź", &["Łódź"]);
    check(text, "łodz", &[]);
    // A hit may overlap what is none.
    check("eeé", "eé", &["eé"]);
    check("e\u{301}", "\u{301}", &[]);
    check("ёлка άλφα が", "елка", &["ёлка"]);
    check("ёлка άλφα が", "αλφα", &["άλφα"]);
    check("ёлка άλφα が", "か", &[]);
}

#[test]
fn forms_are_one_search_and_may_be_whole_words() {
    let blocks = blocks(&["Kim Jong Un met Kim. Kimchi", "the sister of Kim"]);
    let wanted = |whole| Wanted { forms: vec!["Kim".into(), "Kim Jong Un".into(), "The sister".into()], whole };
    let words = |whole| found(&blocks, &wanted(whole)).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
    assert_eq!(words(true), ["Kim Jong Un", "Kim", "Kim"]);
    assert_eq!(words(false), ["Kim Jong Un", "Kim", "Kim", "Kim"]);
}

#[test]
fn a_whole_text_is_what_a_search_makes_of_it() {
    let blocks = blocks(&["Ada’s ÉTUDES, İstanbul", "", "ÄRGER “AND” ﬁne", "last"]);
    let mut text = Text::new(&blocks);
    text.find(&blocks, &Wanted::typed("e"));
    let pauses = std::cell::Cell::new(0);
    assert_eq!(Text::whole(&blocks, || pauses.set(pauses.get() + 1)), text);
    assert_eq!(pauses.get(), 2 * blocks.len());
}

#[test]
fn blocks_and_words_around_hits() {
    let blocks = blocks(&["one two", "three", "two twos", "stwo"]);
    let mut text = Text::new(&blocks);
    let mut hits = text.find(&blocks, &Wanted::typed("two"));
    assert_eq!(text.blocks_of(&hits), [0, 2, 3]);
    hits.keep_within([0, 1, 2].map(|block| text.range_of(block)).into_iter());
    assert_eq!(hits.len(), 3);
    assert_eq!(text.blocks_of(&hits), [0, 2]);
    let last = text.whole_words(&hits.get(2).expect("three"));
    let span = text.span(&last, &blocks);
    assert_eq!((span.block, &blocks[2].words[span.start..span.end]), (2, "twos"));
}

/// Words as a person would compare them, each with the bytes it stands for: composed, so
/// that an accent is a part of its letter. Said in another way than by the code above.
fn seen(words: &str) -> Vec<(String, Range<usize>)> {
    let compose = ComposingNormalizerBorrowed::new_nfc();
    let mut out: Vec<(String, Range<usize>)> = Vec::new();
    for (at, c) in words.char_indices() {
        let range = at..at + c.len_utf8();
        match c {
            '\u{AD}' | '\u{200B}' => {}
            ' ' | '\n' => {
                if out.last().is_some_and(|(last, _)| last != " ") {
                    out.push((" ".into(), range));
                }
            }
            '\u{301}' | '\u{300}' => {
                if let Some((letter, own)) = out.last_mut().filter(|(letter, own)| own.end == at && letter != " ") {
                    letter.push(c);
                    *letter = compose.normalize(letter).into_owned();
                    own.end = range.end;
                }
            }
            '“' | '”' => out.push(("\"".into(), range)),
            '’' => out.push(("'".into(), range)),
            c => out.push((compose.normalize(c.encode_utf8(&mut [0; 4])).into_owned(), range)),
        }
    }
    out
}

fn is_capital(glyph: &str) -> bool {
    glyph.chars().any(char::is_uppercase)
}

fn without_accents(glyph: &str) -> String {
    let marks = |c: &char| !('\u{300}'..='\u{36F}').contains(c);
    DecomposingNormalizerBorrowed::new_nfd().normalize(glyph).chars().filter(marks).collect()
}

fn naive(words: &str, query: &str) -> Vec<String> {
    let mut glyphs = seen(query);
    glyphs.pop_if(|(last, _)| last == " ");
    let cased = glyphs.iter().any(|(glyph, _)| is_capital(glyph));
    let accented = glyphs.iter().any(|(glyph, _)| without_accents(glyph) != *glyph);
    let compared = |glyph: &str| {
        let glyph = if accented { glyph.to_string() } else { without_accents(glyph) };
        if cased { glyph } else { glyph.to_lowercase() }
    };
    let wanted: Vec<String> = glyphs.iter().map(|(glyph, _)| compared(glyph)).collect();
    let text = seen(words);
    let mut found = Vec::new();
    let mut at = 0;
    while !wanted.is_empty() && at + wanted.len() <= text.len() {
        let here = &text[at..at + wanted.len()];
        if here.iter().map(|(glyph, _)| compared(glyph)).eq(wanted.iter().cloned()) {
            found.push(words[here[0].1.start..here[here.len() - 1].1.end].to_string());
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

/// Letters with and without accents in both forms, capitals, marks, soft hyphens, line
/// ends and spaces, single and double.
fn text(most: usize) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b", "A", "é", "e\u{301}", "e", "É", "E\u{301}", "è", "e\u{300}", "“", "”", "\"", "’", "'", " ", "  ",
        "\n", "\u{AD}", "\u{200B}", "日", "ß", "\u{301}",
    ]);
    proptest::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_hit_is_found_and_none_else(words in text(40), query in text(4)) {
        let found = found(&blocks(&["x“", &words]), &Wanted::typed(&query));
        let own: Vec<_> = found.into_iter().filter(|(block, _)| *block == 1).map(|(_, words)| words).collect();
        prop_assert_eq!(own, naive(&words, &query));
    }

    #[test]
    fn what_stands_there_is_found(words in text(40), from in 0usize..40, length in 1usize..6) {
        let glyphs = seen(&words);
        let (Some(first), Some(last)) = (glyphs.get(from), glyphs.get(from + length - 1)) else { return Ok(()) };
        let query = &words[first.1.start..last.1.end];
        prop_assume!(!query.trim().is_empty());
        prop_assert!(!found(&blocks(&[&words]), &Wanted::typed(query)).is_empty());
    }
}
