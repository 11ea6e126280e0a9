use super::*;
use proptest::prelude::*;

fn blocks(words: &[&str]) -> Vec<Block> {
    words.iter().map(|words| Block { words: words.to_string(), ..Block::default() }).collect()
}

fn passage(start: (usize, usize), end: (usize, usize)) -> Passage {
    Passage { start, end }
}

/// A note on the first place of some words.
fn on(words: &str, blocks: &[Block]) -> Note {
    let found = |(number, block): (usize, &Block)| block.words.find(words).map(|at| (number, at));
    let (block, byte) = blocks.iter().enumerate().find_map(found).expect("the words are there");
    let note = Note::on(passage((block, byte), (block, byte + words.len())), blocks, None).expect("a note");
    Note { id: words.into(), ..note }
}

fn place(note: &Note, blocks: &[Block]) -> Option<Passage> {
    placed(vec![note.clone()], blocks)[0].passage
}

/// Where a note is, as words; a stroke stands between paragraphs.
fn found(note: &Note, blocks: &[Block]) -> Option<String> {
    let passage = place(note, blocks)?;
    let spans = passage.spans(blocks);
    Some(spans.iter().map(|s| &blocks[s.block].words[s.start..s.end]).collect::<Vec<_>>().join("|"))
}

const TEXT: &[&str] = &["A headline.", "The baker said: “Bread is patient.” She left.", "Nobody else is patient."];

#[test]
fn a_passage_is_its_words_without_space_at_the_ends() {
    let blocks = blocks(TEXT);
    let note = Note::on(passage((1, 3), (1, 10)), &blocks, None).expect("a note");
    assert_eq!((note.words.as_slice(), note.byte), (["baker".to_string()].as_slice(), 4));
    assert_eq!((note.before.as_str(), &note.after[..10]), ("A headline. The ", " said: “"));
    let note = Note::on(passage((0, 2), (2, 6)), &blocks, None).expect("a note");
    assert_eq!(note.words, ["headline.", TEXT[1], "Nobody"]);
    assert_eq!(place(&note, &blocks), Some(passage((0, 2), (2, 6))));
    assert_eq!(Note::on(passage((1, 3), (1, 4)), &blocks, None), None);
    let long = [Block { words: "x".repeat(WORDS + 1), ..Block::default() }];
    assert_eq!(Note::on(passage((0, 0), (0, WORDS + 1)), &long, None), None);
}

#[test]
fn edits_elsewhere_move_a_note() {
    let old = blocks(TEXT);
    let note = on("Bread is patient.", &old);
    let now =
        blocks(&["A headline.", "New.", "Another new one.", "The old baker said: \"Bread  is patient.\"", "He left."]);
    assert_eq!(found(&note, &now).as_deref(), Some("Bread  is patient."));
    let fewer = blocks(&["The baker said: “Bread is patient.” She left."]);
    assert_eq!(place(&note, &fewer), Some(passage((0, 19), (0, 36))));
    // A paragraph that was parted, and two that are one now.
    let parted = blocks(&["He said: “Bread is", "patient.” So."]);
    assert_eq!(found(&note, &parted).as_deref(), Some("Bread is|patient."));
    let left = TEXT[1].find("She left").expect("there");
    let over = Note::on(passage((1, left), (2, 6)), &old, None).expect("a note");
    assert_eq!(
        found(&over, &blocks(&["“Bread is patient.” She left. Nobody else."])).as_deref(),
        Some("She left. Nobody")
    );
}

#[test]
fn words_that_are_gone_are_an_orphan_and_come_last() {
    let old = blocks(TEXT);
    let notes = ["Bread is patient.", "else", "headline"].map(|words| on(words, &old));
    let now = blocks(&["A headline.", "Nobody else is patient."]);
    let placed = placed(notes.to_vec(), &now);
    let order: Vec<_> = placed.iter().map(|placed| (placed.note.id.as_str(), placed.passage.is_some())).collect();
    assert_eq!(order, [("headline", true), ("else", true), ("Bread is patient.", false)]);
}

#[test]
fn of_equal_words_those_with_the_same_neighbours_are_meant() {
    let old = blocks(&["One says yes.", "Two says yes.", "Three says yes."]);
    let yes = |block: usize| {
        Note::on(passage((block, old[block].words.len() - 4), (block, old[block].words.len() - 1)), &old, None)
    };
    let now = blocks(&["So says yes.", "One says yes.", "Two says yes.", "New says yes.", "Three says yes."]);
    for (block, to) in [(0, 1), (1, 2), (2, 4)] {
        assert_eq!(place(&yes(block).expect("a note"), &now).map(|passage| passage.start.0), Some(to));
    }
    // Where nothing tells them apart it is the nearest.
    let old = blocks(&["Same words here, all of them."; 5]);
    let now = blocks(&["Same words here, all of them."; 6]);
    let note = Note::on(passage((2, 0), (2, 15)), &old, None).expect("a note");
    assert_eq!(place(&note, &now).map(|passage| passage.start), Some((2, 0)));
}

#[test]
fn a_short_word_is_nowhere_without_its_neighbours() {
    let old = blocks(TEXT);
    let note = on("She", &old);
    assert_eq!(found(&note, &blocks(&["x", "“Bread is patient.” She left."])).as_deref(), Some("She"));
    assert_eq!(found(&note, &blocks(&["She was here, and she went away again."])), None);
}

fn put(old: Option<&str>, note: &Note) -> String {
    apply(old, "On “Dew”", &Change::Put(note.clone())).expect("applied").expect("something is left")
}

#[test]
fn the_file_is_plain_and_keeps_what_others_wrote() {
    let blocks = blocks(TEXT);
    let note = Note {
        made: Some("2026-01-02T03:04:05Z".into()),
        text: Some("So it is.".into()),
        ..on("Bread is patient.", &blocks)
    };
    let text = put(None, &note);
    expect_test::expect![[r#"
        # Highlights and notes, kept by pullquote: the words as they stand in the article, and
        # what stood before and after them, by which they are found again when it was edited.
        pullquote-notes = 1
        article = "On “Dew”"

        [[notes]]
        id = "Bread is patient."
        made = 2026-01-02T03:04:05Z
        words = "Bread is patient."
        text = "So it is."
        before = "A headline. The baker said: “"
        after = "” She left. Nobody else is patient."
        block = 1
        byte = 19
    "#]]
    .assert_eq(&text);
    let theirs = text.replace("[[notes]]", "# Mine.\n[[notes]]\ncolour = \"red\"") + "# The end.\n";
    let both = put(Some(&theirs), &on("else", &blocks));
    for words in ["# Mine.", "colour = \"red\"", "# The end.", "words = \"else\""] {
        assert!(both.contains(words), "{words} in {both}");
    }
    let edited = put(Some(&both), &Note { text: Some("No.".into()), ..note.clone() });
    assert!(edited.contains("colour = \"red\"") && edited.contains("text = \"No.\""), "{edited}");
    assert_eq!(read(&edited).expect("read").len(), 2);
    // When the last is gone nothing is left, unless somebody wrote something.
    assert_eq!(apply(Some(&text), "On “Dew”", &Change::Remove(note.clone())), Ok(None));
    let mine = text.replace("article = ", "# Mine.\narticle = ");
    assert!(apply(Some(&mine), "On “Dew”", &Change::Remove(note)).expect("applied").is_some());
}

#[test]
fn what_is_not_ours_is_not_changed() {
    let note = on("else", &blocks(TEXT));
    let told = |text: &str| {
        let change = Change::Put(note.clone());
        assert_eq!(apply(Some(text), "x", &change).map(drop), read(text).map(drop));
        read(text).expect_err("a fault")
    };
    assert_eq!(told(""), Fault::Foreign);
    assert_eq!(told("title = \"A\"\n[[notes]]\nid = 1\n"), Fault::Foreign);
    assert_eq!(told("pullquote-notes = 2\n"), Fault::Newer);
    assert_eq!(told(&format!("pullquote-notes = 1\n# {}", "x".repeat(LIMIT))), Fault::TooLarge);
    assert!(matches!(told("pullquote-notes = 1\n\n[[notes]\n"), Fault::Broken(3, _)));
    assert!(matches!(told("pullquote-notes = 1\n[[notes]]\nid = \"a\"\nwords = 3\n"), Fault::Broken(4, _)));
    assert!(matches!(told(&format!("pullquote-notes = 1\na = {}", "[".repeat(100_000))), Fault::Broken(2, _)));
}

#[test]
fn what_comes_from_a_file_is_cleaned() {
    let text = "pullquote-notes = 1\n[[notes]]\nid = \"\\u001b[1m\"\nwords = \"a\\u001b]0;x\\u0007\\u202e\"\ntext = \"b\\r\\n\\u009b c\"\n";
    let note = &read(text).expect("read")[0];
    let all = [&note.id, &note.words[0], note.text.as_ref().expect("text")];
    assert!(all.iter().all(|words| !words.chars().any(char::is_control)), "{all:?}");
    assert_eq!(note.text.as_deref(), Some("b \u{FFFD} c"));
}

proptest! {
    #[test]
    fn any_note_comes_back_as_it_was(
        words in proptest::collection::vec("\\PC{1,20}|['\"\\\\ \n]{0,6}", 1..4),
        text in proptest::option::of("\\PC{1,40}"), before in "\\PC{0,9}",
    ) {
        let clean = |words: &String| crate::clean::text(words).into_owned();
        let text = text.map(|text| one_line(&crate::clean::line(&text))).filter(|text| !text.is_empty());
        let words: Vec<String> = words.iter().map(clean).collect();
        let note = Note { id: "n-1".into(), words, text, before: clean(&before), block: 3, byte: 9, ..Note::default() };
        let other = Note { id: "n-2".into(), ..note.clone() };
        let file = put(Some(&put(None, &note)), &other);
        prop_assert_eq!(read(&file), Ok(vec![note.clone(), other.clone()]));
        let left = apply(Some(&file), "x", &Change::Remove(note)).expect("applied").expect("one is left");
        prop_assert_eq!(read(&left), Ok(vec![other]));
    }

    #[test]
    fn any_text_is_notes_or_a_fault(
        text in "\\PC{0,40}|pullquote-notes = 1\n(\\[\\[notes\\]\\]\n|id = [\"a0]{0,4}\n|words = [\"a\\[\\]]{0,6}\n){0,5}",
    ) {
        let note = on("else", &blocks(super::tests::TEXT));
        match read(&text) {
            Ok(notes) => {
                let now = apply(Some(&text), "x", &Change::Put(note));
                let count = now.map(|now| read(&now.unwrap_or_default()).map(|notes| notes.len()));
                prop_assert!(matches!(count, Ok(Ok(count)) if count > notes.len()) || count.is_err());
            }
            Err(fault) => prop_assert_eq!(apply(Some(&text), "x", &Change::Put(note)), Err(fault)),
        }
    }

    #[test]
    fn wherever_a_note_is_found_its_words_are(
        words in proptest::collection::vec("[ab “”é\u{AD}日]{0,12}", 1..5), from in 0usize..12, until in 0usize..12,
        other in proptest::collection::vec("[ab “\"é日]{0,12}", 0..5), block in any::<usize>(), byte in any::<usize>(),
    ) {
        let of = |words: &[String]| blocks(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let (own, other) = (of(&words), of(&other));
        let last = own.len() - 1;
        let at = |block: usize, byte| (block, crate::state::floor(&own[block].words, byte));
        let (start, end) = (at(0, from), at(last, until));
        let Some(note) = Note::on(passage(start.min(end), end), &own, None) else { return Ok(()) };
        let again = place(&note, &own).expect("it is where it is");
        prop_assert_eq!(again.start, (note.block, note.byte));
        // Whatever a file says of where it was.
        let note = Note { block: block.min(i64::MAX as usize), byte: byte.min(i64::MAX as usize), ..note };
        let letters = |words: &str| crate::engine::fold::fold(words).replace(' ', "");
        for blocks in [&own, &other] {
            if let Some(passage) = place(&note, blocks) {
                let spans = passage.spans(blocks);
                let said = spans.iter().map(|s| letters(&blocks[s.block].words[s.start..s.end])).collect::<String>();
                prop_assert_eq!(said, letters(&note.line()));
            }
        }
    }
}
