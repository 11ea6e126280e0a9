use super::*;
use crate::article::Article;
use proptest::prelude::*;

fn block(kind: Kind, words: &str) -> Block {
    Block { kind, depth: 0, words: words.to_string(), ..Block::default() }
}

#[track_caller]
fn check(words: &str, room: usize, expected: &[&str]) {
    let lines: Vec<_> = wrap(words, room).into_iter().map(|r| &words[r]).collect();
    assert_eq!(lines, expected);
}

#[test]
fn breaks() {
    check("one two three", 7, &["one two", "three"]);
    check("a well-known\nword", 8, &["a well-", "known", "word"]);
    check("Donaudampfschiff", 6, &["Donaud", "ampfsc", "hiff"]);
    // No closing mark at the start of a line, no opening one at the end.
    check("彼は「はい」と言った。", 8, &["彼は「は", "い」と", "言った。"]);
    check("", 5, &[""]);
}

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,12}",
        Just(" ".to_string()),
        Just("\n".to_string()),
        Just("\u{AD}".to_string()),
        Just("\u{200B}".to_string()),
        Just("e\u{301}\u{302}".to_string()),
        Just("👩‍👩‍👧🇩🇪".to_string()),
        Just("“日本語」。".to_string()),
        Just("שלום".to_string()),
        Just("-—/".to_string()),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn no_character_is_lost_and_every_line_fits(words in prose(), room in 2usize..40, kind in 0..3) {
        let lines = match kind {
            0 => break_lines(&words, room),
            1 => set_lines(&words, room, Costs::PROSE, Some(&tagged("en"))),
            _ => set_lines(&words, room, Costs::HEADING, None),
        };
        let mut at = 0;
        for Line { range, end } in lines {
            prop_assert!(at <= range.start);
            prop_assert!(words[at..range.start].chars().all(|c| c == ' ' || c == '\n'), "lost {:?}", &words[at..range.start]);
            prop_assert!(columns(&words[range.clone()]) + usize::from(end == End::Hyphen) <= room);
            if end == End::Hyphen {
                let around = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
                prop_assert!(around(words[range.clone()].chars().last()) && around(words[range.end..].chars().next()));
            }
            at = range.end;
        }
        prop_assert!(words[at..].chars().all(|c| c == ' ' || c == '\n'));
    }

    #[test]
    fn every_place_has_its_row(words in prose(), width in 2u16..60, repeat in 1usize..40) {
        let words = words.repeat(repeat).trim().to_string();
        let blocks = [block(Kind::Paragraph, "x"), block(Kind::Paragraph, &words)];
        let mut layout = Layout::new(&blocks);
        layout.set(Form { width, ..Form::default() });
        let mut at = 0;
        for chunk in layout.chunk_of(1, 0)..layout.len() {
            for row in layout.rows(&blocks, chunk).to_vec() {
                prop_assert!(row.range.start >= at);
                at = row.range.end;
                prop_assert_eq!(layout.chunk_of(1, row.range.start), chunk);
            }
        }
        prop_assert!(words[at..].trim().is_empty());
    }
}

#[test]
fn a_row_of_a_table_goes_on_further_in() {
    let words = "a │ one two\nb │ three four";
    let blocks = [block(Kind::Table, words)];
    let mut layout = Layout::new(&blocks);
    layout.set(Form { width: 12, ..Form::default() });
    let rows: Vec<_> = layout.rows(&blocks, 0).iter().map(|r| (r.indent, &words[r.range.clone()])).collect();
    assert_eq!(rows, [(0, "a │ one"), (2, "two"), (0, "b │ three"), (2, "four")]);
}

#[test]
fn a_long_block_is_set_in_pieces() {
    let words = "word ".repeat(5000);
    let blocks = [block(Kind::Paragraph, words.trim())];
    let mut layout = Layout::new(&blocks);
    layout.set(Form { width: 40, ..Form::default() });
    assert!(layout.len() > 5);
    let last = layout.chunk_of(0, words.len());
    assert_eq!(last, layout.len() - 1);
    assert!(layout.rows(&blocks, last).len() > 2);
}

/// A paragraph as it is drawn.
fn drawn(words: &str, room: usize, hyphens: &Hyphens) -> Vec<String> {
    let lines = set_lines(words, room, Costs::PROSE, Some(hyphens));
    let hyphen = |end| if end == End::Hyphen { "-" } else { "" };
    lines.into_iter().map(|line| format!("{}{}", &words[line.range], hyphen(line.end))).collect()
}

fn tagged(language: &str) -> Hyphens {
    let article = Article { language: Some(language.into()), ..Article::default() };
    Hyphens { language: Language::of(&article), ..Hyphens::default() }
}

#[test]
fn words_are_parted_by_their_language() {
    let words = "the hyphenation of words in a measure";
    assert_eq!(drawn(words, 12, &tagged("en-GB")), ["the hyphen-", "ation of", "words in a", "measure"]);
    assert_eq!(drawn(words, 12, &tagged("xx")), ["the", "hyphenation", "of words in", "a measure"]);
    // What an author put there unseen is drawn whatever the language, and nothing else.
    let soft = "the hy\u{AD}phenation of words in a measure";
    for language in ["xx", "en"] {
        assert_eq!(drawn(soft, 10, &tagged(language))[..2], ["the hy\u{AD}-", "phenation"]);
    }
    let german = "die Silbentrennung einer Sprache";
    assert_eq!(drawn(german, 14, &tagged("de")), ["die Silben-", "trennung einer", "Sprache"]);
}

#[test]
fn what_is_no_word_stays_whole() {
    let places = |words: &str| tagged("en").places(words, 0, true);
    assert!(!places("“understanding,”").is_empty());
    for whole in ["NASA's", "HyperText", "Washington", "well-understood", "abc123def", "a/understanding", "is", "", "—"]
    {
        assert_eq!(places(whole), [0usize; 0], "{whole}");
    }
    assert!(tagged("en").places("understanding", 0, false).is_empty());
    let code = Hyphens { code: vec![3..9, 20..30], ..tagged("en") };
    assert!(code.places("understanding", 8, true).is_empty());
    assert!(!code.places("understanding", 30, true).is_empty());
}

#[test]
fn the_language_is_that_of_the_article_or_plainly_english() {
    let of = |words: &str| {
        Language::of(&Article { blocks: vec![block(Kind::Paragraph, words)].into(), ..Article::default() })
    };
    let english = "The end of the story was not that of the beginning, and with the lamp out it is hard to say what of it is true.";
    assert!(of(english).is_some());
    assert!(of("the end").is_none());
    assert!(
        of(&"Das Ende der Geschichte war nicht das des Anfangs, und ohne Lampe ist es schwer. ".repeat(3)).is_none()
    );
}
#[test]
fn code_is_cut_after_a_space_and_what_is_cut_is_marked() {
    let words = "fn main() {\n    let sum = first + second;\n}\nabcdefghijklmnop";
    let blocks = [block(Kind::Code, words)];
    let mut layout = Layout::new(&blocks);
    layout.set(Form { width: 18, ..Form::default() });
    let rows: Vec<_> = layout.rows(&blocks, 0).iter().map(|r| (r.role, &words[r.range.clone()])).collect();
    let expected = [
        (Role::First, "fn main() {"),
        (Role::More, "    let sum ="),
        (Role::Cut, "first + second;"),
        (Role::More, "}"),
        (Role::More, "abcdefghijklmnop"),
    ];
    assert_eq!(rows, expected);
    layout.set(Form { width: 16, ..Form::default() });
    let last = layout.rows(&blocks, 0).last().cloned().expect("rows");
    assert_eq!((last.role, &words[last.range]), (Role::Cut, "op"));
}

#[test]
fn paragraphs_of_an_item_stand_under_its_words() {
    let within = |kind, depth| Block { depth, ..block(kind, "words") };
    let blocks = [
        within(Kind::Item(Some(10)), 1),
        within(Kind::Paragraph, 1),
        within(Kind::Item(None), 2),
        within(Kind::Paragraph, 2),
        within(Kind::Code, 1),
        within(Kind::Aside, 1),
        within(Kind::Paragraph, 0),
    ];
    let indents: Vec<u16> = (0..blocks.len()).map(|index| indent(&blocks, index)).collect();
    assert_eq!(indents, [4, 4, 4, 4, 6, 2, 0]);
}

#[test]
fn a_heading_within_a_section_is_tight_with_what_it_heads() {
    let (heading, text) = (|level| block(Kind::Heading(level), "x"), block(Kind::Paragraph, "x"));
    assert!(is_apart(&text, &heading(2)) && is_apart(&heading(2), &text));
    assert!(is_apart(&text, &heading(3)) && !is_apart(&heading(3), &text));
    assert!(is_apart(&heading(2), &heading(3)) && is_apart(&heading(3), &heading(4)));
}

#[test]
fn spaces_are_widened_evenly_and_not_too_much() {
    let spread = |words: &str, room| {
        let spread = Spread::of(words, 0, room)?;
        Some((0..words.matches(' ').count()).map(|space| spread.at(space)).collect::<Vec<_>>())
    };
    assert_eq!(spread("a b c d", 7), None);
    assert_eq!(spread("a b c d", 8), Some(vec![0, 1, 0]));
    assert_eq!(spread("a b c d", 11), Some(vec![1, 2, 1]));
    assert_eq!(spread("a b c d", 13), Some(vec![2, 2, 2]));
    assert_eq!(spread("a b c d", 14), None);
    assert_eq!((spread("日本語", 8), spread("longer", 4)), (None, None));
}

#[test]
fn only_some_blocks_have_rows() {
    let item = || block(Kind::Item(None), "item");
    let blocks = [item(), block(Kind::Paragraph, "two"), item(), block(Kind::Paragraph, "four")];
    let mut layout = Layout::of(&blocks, &[0, 2]);
    layout.set(Form { width: 12, language: None, is_justified: false });
    let rows: Vec<_> =
        (0..layout.len()).map(|chunk| (layout.block_of(chunk), layout.rows(&blocks, chunk).len())).collect();
    // No blank row between items, none after the last.
    assert_eq!(rows, [(0, 1), (2, 1)]);
    assert_eq!([0, 1, 2, 3].map(|block| layout.chunk_of(block, 0)), [0, 0, 1, 1]);
}
