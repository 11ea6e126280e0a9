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

const VOTE: &[&str] = &[
    "The council voted on Monday. “We will keep the old lighthouse lit,” said the mayor, who had asked for it.",
    "Nobody spoke against it. The harbour was full of boats that evening, and the bells rang.",
];

/// What becomes of a note on some words of the vote.
#[track_caller]
fn check(words: &str, now: &[&str], fit: Fit, there: Option<&str>) {
    let (note, now) = (on(words, &blocks(VOTE)), blocks(now));
    let placed = &placed(vec![note.clone()], &now)[0];
    assert_eq!((placed.fit, found(&note, &now).as_deref()), (fit, there));
}

#[test]
fn words_that_changed_a_little_are_found_and_told_as_such() {
    let said = "“We will keep the old lighthouse lit,”";
    let with = |now: &str| [&VOTE[0].replace(said, now), VOTE[1]].map(str::to_string);
    for (now, fit) in [
        ("“We will keep the old lighthouse lit,”", Fit::Same),
        ("‘We will keep the old lighthouse lit’,", Fit::Same),
        ("“We will keep the old light-house lit,”", Fit::Changed),
        ("“We will keep the old lighthuose lit,”", Fit::Changed),
        ("“We will not keep the old lighthouse lit,”", Fit::Changed),
        ("“We will keep the lighthouse lit,”", Fit::Changed),
        ("“We must keep the old lighthouse lit,”", Fit::Changed),
        ("“The old lighthouse we will keep lit,”", Fit::Changed),
    ] {
        let [first, second] = with(now);
        check(said, &["New.", &second, &first], fit, Some(now));
    }
    let [first, second] = with("“No,”");
    check(said, &[&first, &second], Fit::Lost, None);
    check("on Monday", &[&VOTE[0].replace("on Monday", "on Tuesday")], Fit::Perhaps, Some("on Tuesday"));
    check("Monday", &[&VOTE[0].replace("Monday", "Tuesday"), VOTE[1]], Fit::Perhaps, Some("Tuesday"));
    // All of it is new, but what stands around it: in doubt, if it is as short.
    check("Monday", &[&VOTE[0].replace("on Monday", "on a whim of the mayor and of four others")], Fit::Lost, None);
}

#[test]
fn what_is_taken_out_is_nowhere_else() {
    let rest = VOTE[0].replace(" “We will keep the old lighthouse lit,” said the mayor, who had asked for it.", "");
    let words = "We will keep the old lighthouse lit";
    check(words, &[&rest, VOTE[1]], Fit::Lost, None);
    // The same words elsewhere are perhaps meant, like ones are not.
    check(
        words,
        &[&rest, "They say so often: We will keep the old lighthouse lit. Will they?"],
        Fit::Perhaps,
        Some(words),
    );
    check(words, &[&rest, "He would not keep an old boat lit."], Fit::Lost, None);
    // A row of a list is not the next one.
    let rows = ["Ward 3 voted 12 to 4 on it.", "Ward 5 voted 10 to 6 on it.", "Ward 7 voted 9 to 7 on it."];
    let note = on(rows[1], &blocks(&rows));
    assert_eq!(place(&note, &blocks(&[rows[0], rows[2]])), None);
}

#[test]
fn a_note_is_edited_on_the_words_that_stand_there_now() {
    let now = blocks(&[&VOTE[0].replace("old lighthouse", "light"), VOTE[1]]);
    let note =
        Note { text: Some("Ask.".into()), made: None, ..on("We will keep the old lighthouse lit", &blocks(VOTE)) };
    let file = put(None, &note);
    let placed = &placed(vec![note.clone()], &now)[0];
    assert_eq!(placed.now(&now).as_deref(), Some("We will keep the light lit"));
    let edited = placed.to_edit(&now);
    assert_eq!(
        (edited.line(), edited.was.as_deref()),
        ("We will keep the light lit".into(), Some(note.line().as_str()))
    );
    let file = put(Some(&file), &edited);
    assert_eq!(read(&file), Ok(vec![edited.clone()]));
    assert_eq!(place(&edited, &now), placed.passage);
    // What it was on first is what is kept.
    let again = blocks(&[&VOTE[0].replace("old lighthouse", "lamp"), VOTE[1]]);
    let third = super::placed(vec![edited], &again)[0].to_edit(&again);
    assert_eq!((third.line(), third.was), ("We will keep the lamp lit".into(), Some(note.line())));
}

#[test]
fn a_guess_stays_one_when_the_note_is_edited() {
    let words = "We will keep the old lighthouse lit";
    // The words are others; and they are the same, and elsewhere.
    let changed = blocks(&[&VOTE[0].replace("on Monday", "on Tuesday")]);
    let there = blocks(&["The council voted on Monday.", &format!("They say so often: {words}. Will they?")]);
    for (note, now) in [(&on("on Monday", &blocks(VOTE)), &changed), (&on(words, &blocks(VOTE)), &there)] {
        let placed = &placed(vec![note.clone()], now)[0];
        assert_eq!(placed.fit, Fit::Perhaps, "{placed:?}");
        assert_eq!(&placed.to_edit(now), note);
    }
}

#[test]
fn of_rows_with_one_id_each_is_one_of_its_own() {
    let (first, other) = (on("baker", &blocks(TEXT)), on("else", &blocks(TEXT)));
    let copied = |text: &str| Note { id: "n".into(), text: Some(text.into()), ..first.clone() };
    let row = |note: &Note| put(None, note).split_once("\n\n").expect("a row").1.to_string();
    let third = Note { id: "n-2".into(), ..other };
    let file = [put(None, &copied("a")), row(&copied("b")), row(&copied("c")), row(&third)].join("\n");
    let ids = |file: &str| -> Vec<String> { read(file).expect("read").into_iter().map(|note| note.id).collect() };
    assert_eq!(ids(&file), ["n", "n-3", "n-4", "n-2"]);
    let notes = read(&file).expect("read");
    let edited = put(Some(&file), &Note { text: Some("B".into()), ..notes[1].clone() });
    let texts =
        |file: &str| -> Vec<Option<String>> { read(file).expect("read").into_iter().map(|note| note.text).collect() };
    let some = |text: &str| Some(text.to_string());
    assert_eq!(texts(&edited), [some("a"), some("B"), some("c"), None]);
    // When the first is gone the others are still those that they were.
    let remove = |file: &str, note: &Note| {
        apply(Some(file), "x", &Change::Remove(note.clone())).expect("applied").expect("some are left")
    };
    let fewer = remove(&file, &notes[0]);
    assert_eq!(ids(&fewer), ["n-3", "n-4", "n-2"]);
    let fewer = remove(&fewer, &notes[2]);
    assert_eq!(ids(&fewer), ["n-3", "n-2"]);
    assert_eq!(ids(&put(Some(&fewer), &notes[0])), ["n-3", "n-2", "n"]);
}

#[test]
fn a_difference_is_told_in_a_few_words() {
    for (before, now, told) in [
        ("We will keep it", "We will not keep it", "“not” was added"),
        ("We will not keep it", "We will keep it", "“not” was dropped"),
        ("It is good", "It was good", "“is” is now “was”"),
        ("good", "bad", "“good” is now “bad”"),
        ("a a", "a a a", "“a” was added"),
        ("We will keep it", "We will keep", "“it” was dropped"),
        ("Keep it", "We will keep it", "“We will” was added"),
        ("Go, he said", "Go. he said", "“Go,” is now “Go.”"),
        ("the bread is very good here", "the bread was good, over here", "“is very” is now “was”, “over” was added"),
        ("We will not go … out there", "We will … out [of] there", "“not go …” was dropped, “[of]” was added"),
        (
            "a b c d e f g h i j",
            "a 1 c 2 e 3 g 4 i 5",
            "“b” is now “1”, “d” is now “2”, “f” is now “3”, “h” is now “4”, and 1 more",
        ),
        ("same", "same", ""),
    ] {
        assert_eq!(difference(before, now), told);
    }
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
    for (block, to) in [(0, 1), (2, 4)] {
        assert_eq!(place(&yes(block).expect("a note"), &now).map(|passage| passage.start.0), Some(to));
    }
    // The one has what stood before it, the other what stood after it.
    assert_eq!(placed(vec![yes(1).expect("a note")], &now)[0].fit, Fit::Perhaps);
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
fn a_text_written_by_hand_keeps_all_of_its_bytes() {
    let text = format!("{}end", "word ".repeat(1_600));
    let file =
        put(None, &on("else", &blocks(TEXT))) + &format!("text = \"\"\"\n{}\"\"\"\n", text.replacen(' ', "\n", 1));
    let note = read(&file).expect("read").remove(0);
    assert_eq!(note.text.as_deref(), Some(&text[..]));
    // What is as it was stays as it was written.
    assert_eq!(put(Some(&file), &note), file);
    let other = Note { text: Some(format!("{text}.")), ..note };
    assert_eq!(read(&put(Some(&file), &other)), Ok(vec![other]));
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
        let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for blocks in [&own, &other] {
            let placed = &placed(vec![note.clone()], blocks)[0];
            if let Some(passage) = placed.passage.filter(|_| placed.fit == Fit::Same) {
                let spans = passage.spans(blocks);
                let said = spans.iter().map(|s| letters(&blocks[s.block].words[s.start..s.end])).collect::<String>();
                prop_assert_eq!(said, letters(&note.line()));
            }
        }
    }
}
