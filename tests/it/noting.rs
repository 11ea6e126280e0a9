//! Highlights and notes: made, shown, listed, deleted, brought back; and exported.

use expect_test::{expect, expect_file};
use pullquote::notes::{Change, Note, TEXT, find_sought};
use pullquote::ui::app::{App, Mode};
use pullquote::ui::update::{Event, Flow, update};
use pullquote::ui::{Notebook, Options, note};
use ratatui::layout::Rect;

use crate::play::{frame, keys, opened, shipped, text, with_faces};
use crate::run::{Folder, command, finish, run};

/// Notes in memory; or nowhere, where they cannot be saved.
#[derive(Default)]
pub struct Book {
    pub notes: Vec<Note>,
    is_broken: bool,
}

impl Notebook for Book {
    fn read(&mut self, _: usize) -> Result<Vec<Note>, String> {
        Ok(self.notes.clone())
    }

    fn change(&mut self, _: usize, change: Change) -> (Change, Result<String, String>) {
        if self.is_broken {
            return (change, Err("the disk is full".into()));
        }
        let change = match change {
            Change::Put(note) if note.id.is_empty() => {
                Change::Put(Note { id: format!("n-{}", self.notes.len() + 1), ..note })
            }
            change => change,
        };
        let (Change::Put(note) | Change::Remove(note)) = &change;
        self.notes.retain(|other| other.id != note.id);
        if let Change::Put(note) = &change {
            self.notes.push(note.clone());
        }
        (change, Ok("a.notes.toml".into()))
    }
}

pub fn type_in(app: &mut App<'_>, book: &mut Book, typed: &str) -> Flow {
    press_in(app, book, keys(typed))
}

pub fn press_in(app: &mut App<'_>, book: &mut Book, events: Vec<Event>) -> Flow {
    let mut flow = Flow::Continue;
    for event in events {
        flow = update(app, event);
        if let Flow::Note(change) = &flow {
            note(app, (**change).clone(), book);
        }
    }
    flow
}

fn message<'r>(app: &'r App<'_>) -> &'r str {
    app.message.as_deref().unwrap_or_default()
}

fn noted(book: &Book) -> Vec<(String, Option<&str>)> {
    book.notes.iter().map(|note| (note.line(), note.text.as_deref())).collect()
}

#[test]
fn a_quotation_and_selected_words_are_noted() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    assert_eq!(app.unread, [0], "they are asked for");
    type_in(&mut app, &mut book, "H");
    assert_eq!(message(&app), "highlighted in a.notes.toml; X deletes it");
    type_in(&mut app, &mut book, "H");
    assert_eq!(message(&app), "this is highlighted already; X deletes that");
    type_in(&mut app, &mut book, ")Aask  herx⌫\u{202e}⏎");
    assert_eq!(message(&app), "noted in a.notes.toml; X deletes it");
    type_in(&mut app, &mut book, "vwwwA");
    update(&mut app, Event::Paste("two\nlines\u{1b}".into()));
    type_in(&mut app, &mut book, " here⏎");
    assert_eq!(app.reader().and_then(|reader| reader.selection), None);
    let [first, second, third] = &noted(&book)[..] else { panic!("{:?}", book.notes) };
    assert_eq!(first, &("deep and special friend".to_string(), None));
    assert_eq!(second, &("good health".to_string(), Some("ask  her\u{FFFD}")));
    assert_eq!(third.1, Some("two lines\u{FFFD} here"));
    // On the same quotation one goes on with what is there; without a word it is a highlight.
    type_in(&mut app, &mut book, "(A at once⏎");
    assert_eq!(noted(&book)[2].1, Some("at once"));
}

#[test]
fn esc_leaves_the_prompt_and_a_text_can_be_taken_away() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, "Aabc⎋");
    assert!(book.notes.is_empty() && app.mode == Mode::Reading);
    type_in(&mut app, &mut book, "Aabc⏎A");
    let foot = text(&frame(&app, true)).lines().last().map(str::to_string).unwrap_or_default();
    assert!(foot.starts_with(" note: abc ") && foot.ends_with("Enter keep it   Esc leave it"), "{foot}");
    type_in(&mut app, &mut book, "⌫⌫⌫⏎");
    assert_eq!(noted(&book), [("deep and special friend".to_string(), None)]);
}

#[test]
fn a_long_text_scrolls_and_has_an_end() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 40, 12));
    type_in(&mut app, &mut book, &format!(")A{}end", "word ".repeat(60)));
    let shown = text(&frame(&app, true));
    assert!(shown.ends_with("word word end"), "{shown}");
    // What does not fit is refused, and told; all else is kept.
    update(&mut app, Event::Paste("x".repeat(10_000)));
    assert!(foot(&app).ends_with("d end  too long: not taken"), "{}", foot(&app));
    type_in(&mut app, &mut book, "y");
    assert!(!foot(&app).contains("too long"), "{}", foot(&app));
    update(&mut app, Event::Paste("é".repeat((TEXT - 304) / 2)));
    type_in(&mut app, &mut book, "z");
    assert!(foot(&app).ends_with("é  too long: not taken"), "{}", foot(&app));
    type_in(&mut app, &mut book, "⏎");
    let long = format!("{}endy{}", "word ".repeat(60), "é".repeat((TEXT - 304) / 2));
    assert_eq!(book.notes[0].text.as_deref(), Some(&*long));
    // Who wrote more by hand can make it shorter.
    book.notes[0].text = Some(format!("{long}{long}"));
    update(&mut app, Event::Notes(0, Ok(book.notes.clone())));
    type_in(&mut app, &mut book, "Ax⌫⌫⏎");
    assert_eq!(book.notes[0].text.as_ref().map(String::len), Some(2 * long.len() - 4));
}

#[test]
fn where_no_quotation_is_there_are_words_to_select() {
    let (articles, options, mut book) =
        (vec![opened("a", "title = \"A\"\n[[sections]]\nbody = \"Words.\"")], Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    for key in ["H", "A"] {
        type_in(&mut app, &mut book, key);
        assert_eq!(message(&app), "no quotation is in view; v selects words");
    }
    type_in(&mut app, &mut book, "X");
    assert_eq!(message(&app), "there is no note on this");
}

#[test]
fn what_was_deleted_comes_back() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, "Aone⏎)Atwo⏎");
    let before = book.notes.clone();
    type_in(&mut app, &mut book, "X");
    assert_eq!(message(&app), "deleted; U brings it back");
    type_in(&mut app, &mut book, "OX");
    assert!(book.notes.is_empty());
    type_in(&mut app, &mut book, "UU⎋");
    assert_eq!((book.notes[0].text.as_deref(), book.notes.len()), (Some("one"), 2));
    let order = |notes: &[Note]| notes.iter().map(|note| note.id.clone()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(order(&book.notes), order(&before));
    // With nothing left to bring back it is corrections again.
    assert!(matches!(type_in(&mut app, &mut book, "U"), Flow::Correct(_)));
}

#[test]
fn what_cannot_be_saved_is_there_until_one_leaves() {
    let (articles, options) = (shipped("love"), Options::default());
    let mut book = Book { is_broken: true, ..Book::default() };
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, "Aone⏎");
    assert_eq!(message(&app), "noted, but only until you leave: the disk is full");
    assert_eq!(app.reader().map(|reader| reader.notes.all.len()), Some(1));
    update(&mut app, Event::Notes(0, Err("a.notes.toml: line 3: what".into())));
    assert_eq!(message(&app), "a.notes.toml: line 3: what");
}

fn foot(app: &App<'_>) -> String {
    text(&frame(app, true)).lines().last().map(str::to_string).unwrap_or_default()
}

#[test]
fn the_text_of_a_note_is_at_the_foot_where_one_reads() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 100, 24));
    type_in(&mut app, &mut book, ")Aask her doctor⏎");
    assert!(foot(&app).starts_with(" noted in "), "{}", foot(&app));
    type_in(&mut app, &mut book, "⎋");
    assert!(foot(&app).starts_with(" + ask her doctor   A edit note   Enter"), "{}", foot(&app));
    // On another quotation there are the keys again; on none of them the paragraph counts.
    type_in(&mut app, &mut book, "(");
    assert!(foot(&app).starts_with(" Enter choose"), "{}", foot(&app));
    // Selected words have it, and what is selected elsewhere has not.
    type_in(&mut app, &mut book, ")v");
    assert!(foot(&app).starts_with(" + ask her doctor"), "{}", foot(&app));
    type_in(&mut app, &mut book, "⎋G");
    assert!(!foot(&app).contains("doctor"), "{}", foot(&app));
    // The evidence goes before it where it has no rows of its own.
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 60, 14));
    update(&mut app, Event::Notes(0, Ok(book.notes.clone())));
    type_in(&mut app, &mut book, ")");
    assert!(foot(&app).starts_with(" + ask her doctor"), "{}", foot(&app));
}

#[test]
fn keys_go_from_note_to_note() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, ";");
    assert_eq!(message(&app), "nothing is noted here");
    type_in(
        &mut app,
        &mut book,
        "Aone⏎))))H))VAof the paragraph, and what else was said in it by whom, and where, and why at all⏎g",
    );
    let mut feet = Vec::new();
    for key in [";", ";", ";", ";", ",", "2,"] {
        type_in(&mut app, &mut book, key);
        feet.push(foot(&app));
        // A long text that was gone to is there in whole.
        if feet.len() == 3 {
            let shown = text(&frame(&app, true));
            assert!(shown.contains("\n + of the paragraph, and what") && shown.ends_with("all"), "{shown}");
        }
    }
    assert!(feet[0].starts_with(" + one ") && feet[0].ends_with(" note 1/3"), "{feet:?}");
    assert!(feet[1].starts_with(" Enter") && feet[1].ends_with(" note 2/3"), "{feet:?}");
    assert!(feet[3].starts_with(" the last note") && feet[4].ends_with(" note 2/3"), "{feet:?}");
    assert!(feet[5].starts_with(" the first note"), "{feet:?}");
    // The quotation that is noted is current, and so chosen or copied.
    type_in(&mut app, &mut book, "G2,");
    let current = app.reader().and_then(|reader| reader.current()).map(|quote| quote + 1);
    assert_eq!((foot(&app).ends_with("note 2/3"), current), (true, Some(5)), "{}", foot(&app));
    // What is at hand is what keys are about.
    type_in(&mut app, &mut book, ";AX⏎");
    assert!(
        book.notes.iter().any(|note| note.text.as_deref().is_some_and(|text| text.ends_with("allX"))),
        "{book:?}",
        book = book.notes
    );
    type_in(&mut app, &mut book, ",XX");
    assert_eq!(book.notes.len(), 2);
    type_in(&mut app, &mut book, "G");
    assert!(!foot(&app).contains("note 1/"), "{}", foot(&app));
}

#[test]
fn a_long_article_is_gone_through_beside_the_reading() {
    let mut source = String::from("title = \"Long\"\n[[sections]]\nbody = \"\"\"\n");
    (0..2_000)
        .for_each(|n| source.push_str(&format!("Paragraph {n} is about the number {n} and what it was before.\n\n")));
    let (articles, options, mut book) =
        (vec![opened("a", &(source + "\"\"\"\n"))], Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, "}vwwwwH");
    let mut note = book.notes[0].clone();
    note.words[0] = note.words[0].replace("is about", "is not about");
    update(&mut app, Event::Notes(0, Ok(vec![note])));
    assert_eq!(app.unplaced, [0], "somebody else is to look");
    type_in(&mut app, &mut book, "O");
    assert!(text(&frame(&app, true)).contains("being looked for"));
    let reader = app.reader().expect("one");
    let (blocks, sought) = (reader.article.blocks.clone(), reader.notes.sought());
    let found = find_sought(sought.clone(), &blocks);
    // Other blocks are another article.
    update(&mut app, Event::Placed(0, std::sync::Arc::new(Vec::new()), sought));
    assert_eq!(app.reader().map(|reader| reader.notes.placed()), Some(0));
    update(&mut app, Event::Placed(0, blocks, found));
    let shown = text(&frame(&app, true));
    assert!(shown.contains("words changed: “not” was dropped"), "{shown}");
}

/// An article with two notes, and one whose words were never in it.
#[test]
fn the_list_stays_at_a_note_that_is_elsewhere_in_it_then() {
    let (articles, options) = (vec![opened("a", ARTICLE)], Options::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    let note = |id: &str, words: &str| Note { id: id.into(), words: vec![words.into()], ..Note::default() };
    let reader = app.reader_mut().expect("one");
    reader.take_notes(vec![
        note("late", "Then she left."),
        note("early", "Bread is patient."),
        note("gone", "Nothing."),
    ]);
    let (blocks, found) = (reader.article.blocks.clone(), find_sought(reader.notes.sought(), &reader.article.blocks));
    let mut book = Book { notes: found.iter().map(|placed| placed.note.clone()).collect(), ..Book::default() };
    type_in(&mut app, &mut book, "Og");
    assert!(app.mode == Mode::Notes(0), "{:?}", app.mode);
    update(&mut app, Event::Placed(0, blocks, found));
    assert!(app.mode == Mode::Notes(1), "{:?}", app.mode);
    // What is brought back does not change what the list is at either.
    type_in(&mut app, &mut book, "kXU");
    assert!(app.mode == Mode::Notes(1), "{:?}", app.mode);
    type_in(&mut app, &mut book, "X");
    let left: Vec<&str> = book.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(left, ["gone", "early"]);
}

fn screen(size: (u16, u16), typed: &str, color: bool) -> String {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, size.0, size.1));
    type_in(&mut app, &mut book, "H)Aask her doctor⏎");
    let lost = Note {
        id: "n-9".into(),
        words: vec!["Words that were cut since.".into()],
        text: Some("why?".into()),
        ..Note::default()
    };
    book.notes.push(lost);
    update(&mut app, Event::Notes(0, Ok(book.notes.clone())));
    type_in(&mut app, &mut book, typed);
    with_faces(&frame(&app, color))
}

#[test]
fn what_is_noted_is_marked_and_the_list_has_all() {
    expect_file!["screens/noted-80x24.txt"].assert_eq(&screen((80, 24), ")", true));
    expect_file!["screens/noted-without-colour-80x24.txt"].assert_eq(&screen((80, 24), ")", false));
    expect_file!["screens/notes-80x24.txt"].assert_eq(&screen((80, 24), "OG", true));
    expect_file!["screens/notes-200x60.txt"].assert_eq(&screen((200, 60), "Ok", true));
}

#[test]
fn the_list_of_notes_has_its_help_and_finds_a_note() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, "O");
    assert_eq!(foot(&app).trim(), "? keys   Esc close", "there is none");
    type_in(&mut app, &mut book, "/");
    assert_eq!(app.mode, Mode::Notes(0), "there is nothing to find");
    type_in(&mut app, &mut book, "OAfirst⏎)Asecond thing⏎)HO");
    assert_eq!(foot(&app).trim(), "Enter go there   A edit   X delete   Esc close");
    type_in(&mut app, &mut book, "?");
    let shown = text(&frame(&app, false));
    assert!(shown.contains("Keys in the list of notes") && shown.contains("delete the note"), "{shown}");
    assert!(!shown.contains("reject") && !shown.contains("justified"), "{shown}");
    type_in(&mut app, &mut book, "q");
    let Mode::Notes(there) = app.mode else { panic!("the list is back: {:?}", app.mode) };
    type_in(&mut app, &mut book, "gg/thing");
    let shown = text(&frame(&app, false));
    assert!(shown.contains("Find a note") && shown.contains("▌ second thing") && !shown.contains("first"), "{shown}");
    type_in(&mut app, &mut book, "⏎");
    assert_eq!(app.mode, Mode::Notes(1));
    // By its words, and not at all.
    let words = book.notes[2].line();
    type_in(&mut app, &mut book, &format!("/{}⏎", &words[..12]));
    assert_eq!(app.mode, Mode::Notes(there.max(2)));
    type_in(&mut app, &mut book, "g/zzzz⏎");
    assert_eq!(app.mode, Mode::Notes(0));
    type_in(&mut app, &mut book, "/sec⎋");
    assert_eq!(app.mode, Mode::Notes(0));
    type_in(&mut app, &mut book, "q");
    assert_eq!(app.mode, Mode::Reading);
}

#[test]
fn enter_goes_to_a_note_and_tells_of_an_orphan() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, "H");
    book.notes.push(Note { id: "n-9".into(), words: vec!["Words that were cut.".into()], ..Note::default() });
    update(&mut app, Event::Notes(0, Ok(book.notes.clone())));
    type_in(&mut app, &mut book, "GOj⏎");
    assert_eq!(message(&app), "its words are not in the article any more");
    assert!(app.reader().is_some_and(|reader| reader.notes_in_view().is_empty()));
    type_in(&mut app, &mut book, "k⏎");
    assert!(app.mode == Mode::Reading && app.reader().is_some_and(|reader| reader.notes_in_view().len() == 1));
    type_in(&mut app, &mut book, "GO⎋");
    assert!(app.mode == Mode::Reading);
    // The list begins where one reads.
    type_in(&mut app, &mut book, ")))))HO");
    assert!(app.mode == Mode::Notes(1), "{:?}", app.mode);
    type_in(&mut app, &mut book, "⎋");
    // A paragraph that is not shown is shown again.
    type_in(&mut app, &mut book, "&surgeon⏎O⏎");
    assert!(app.reader().is_some_and(|reader| reader.only.is_none()));
}

#[test]
fn notes_stay_with_their_words_when_the_file_changes() {
    let (articles, options, mut book) = (shipped("love"), Options::default(), Book::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    type_in(&mut app, &mut book, "Aone⏎)Atwo⏎");
    let mut article = articles[0].now().article.clone();
    let mut blocks = (*article.blocks).clone();
    let noted = blocks.iter().position(|block| block.words.contains("good health")).expect("there");
    blocks[noted].words = blocks[noted].words.replace("good health", "fine health");
    blocks.insert(1, blocks[noted + 1].clone());
    article.blocks = blocks.into();
    article.quotes.clear();
    update(&mut app, Event::Reloaded(0, Ok(Box::new(article))));
    let reader = app.reader().expect("one");
    let places: Vec<_> = reader.notes.all.iter().map(|placed| placed.passage.map(|passage| passage.start.0)).collect();
    assert_eq!(places, [Some(noted + 1), Some(noted + 1)]);
    type_in(&mut app, &mut book, "Oj");
    let shown = text(&frame(&app, true));
    assert!(shown.contains("two  perhaps here: “good” is now “fine”  “good health”"), "{shown}");
    frame(&app, true);
}

const ARTICLE: &str = "title = \"On *Dew*\"\nauthors = [\"A. Marlow\"]\npublished = 2026-01-02\n[source]\nname = \"The Post\"\nurl = \"https://example.org/dew\"\n[find]\nquotes = false\n[[sections]]\nheading = \"Rain [1]\"\nbody = \"\"\"\nShe said: “Bread is _patient_.” # Then she left.\n\"\"\"\n[[people]]\nname = \"Ada\"\n[[quotes]]\ntext = \"Bread is patient.\"\nspeaker = \"Ada\"\n";

const NOTES: &str = "pullquote-notes = 1\n[[notes]]\nid = \"n-1\"\nmade = 2026-02-03T04:05:06Z\nwords = \"Bread is patient.\"\ntext = \"# not a heading\"\n[[notes]]\nid = \"n-2\"\nwords = \"* gone since\"\ntext = \"- why\"\n[[notes]]\nid = \"n-3\"\nwords = \"# Then she left.\"\n";

#[test]
fn notes_are_exported() {
    let folder = Folder::new();
    let path = folder.file("a.toml", ARTICLE);
    folder.file("a.notes.toml", NOTES);
    let export = |format: &str| {
        let ran = run(&["notes", "--format", format, &path]);
        assert_eq!((ran.err.as_str(), ran.code), ("", Some(0)));
        // What is not drawn is shown.
        ran.out.replace(&path, "a.toml").replace('\u{200B}', "<0>")
    };
    expect![[r#"
        1	Bread is patient.	# not a heading
        1	# Then she left.
        	* gone since	- why
    "#]]
    .assert_eq(&export("text"));
    expect![[r#"
        # On \*Dew\*

        By A. Marlow, The Post, 2026-01-02, [the article](<https://example.org/dew>)

        > Bread is patient.
        >
        > — Ada, “Rain \[1\]”, [at the words](<https://example.org/dew#:~:text=Bread%20is%20patient>), noted 2026-02-03

        \# not a heading

        > \# Then she left.
        >
        > — “Rain \[1\]”, [at the words](<https://example.org/dew#:~:text=Then%20she%20left>)

        ## Not found in the article any more

        > \* gone since

        \- why
    "#]]
    .assert_eq(&export("markdown"));
    expect![[r#"
        * On \ast{}Dew\ast{}

        By A. Marlow, The Post, 2026-01-02, [[https://example.org/dew][the article]]

        #+begin_quote
        Bread is patient.

        — Ada, “Rain [<0>1]<0>”, [[https://example.org/dew#:~:text=Bread%20is%20patient][at the words]], noted 2026-02-03
        #+end_quote

        <0>#<0> not a heading

        #+begin_quote
        <0>#<0> Then she left.

        — “Rain [<0>1]<0>”, [[https://example.org/dew#:~:text=Then%20she%20left][at the words]]
        #+end_quote

        ** Not found in the article any more

        #+begin_quote
        <0>\ast{} gone since
        #+end_quote

        <0>- why
    "#]]
    .assert_eq(&export("org"));
    expect![[r##"
        {"file":"a.toml","id":"n-1","words":"Bread is patient.","text":"# not a heading","place":"found","now":null,"was":null,"speaker":"Ada","certainty":"sure","section":"Rain [1]","paragraph":1,"made":"2026-02-03T04:05:06Z","title":"On *Dew*","authors":["A. Marlow"],"source":"The Post","url":"https://example.org/dew","link":"https://example.org/dew#:~:text=Bread%20is%20patient","published":"2026-01-02"}
        {"file":"a.toml","id":"n-3","words":"# Then she left.","text":null,"place":"found","now":null,"was":null,"speaker":null,"certainty":null,"section":"Rain [1]","paragraph":1,"made":null,"title":"On *Dew*","authors":["A. Marlow"],"source":"The Post","url":"https://example.org/dew","link":"https://example.org/dew#:~:text=Then%20she%20left","published":"2026-01-02"}
        {"file":"a.toml","id":"n-2","words":"* gone since","text":"- why","place":"lost","now":null,"was":null,"speaker":null,"certainty":null,"section":null,"paragraph":null,"made":null,"title":"On *Dew*","authors":["A. Marlow"],"source":"The Post","url":"https://example.org/dew","link":"https://example.org/dew","published":"2026-01-02"}
    "##]].assert_eq(&export("json"));
    run(&["notes", "--template", "{id}: {text}", &path]).gives("n-1: # not a heading\nn-3: \nn-2: - why\n");
    // A folder has its articles, and the notes are none of them.
    let ran = run(&["notes", folder.path().to_str().expect("UTF-8")]);
    assert_eq!((ran.out.lines().count(), ran.err.as_str()), (3, ""));
    run(&["check", folder.path().to_str().expect("UTF-8")]).ends_well();
}

#[test]
fn a_notes_file_that_is_none_is_told_of_and_stays() {
    let folder = Folder::new();
    let path = folder.file("a.toml", ARTICLE);
    folder.file("b.toml", ARTICLE);
    folder.file("b.notes.toml", NOTES);
    for bytes in [&b"title = \"mine\""[..], b"\xff\xfe", b"pullquote-notes = 1\nx = \x1b[31m", b"pullquote-notes = 7\n"]
    {
        let notes = folder.file("a.notes.toml", bytes);
        let ran = run(&["notes", &path, &path.replace("a.toml", "b.toml")]);
        assert_eq!((ran.out.lines().count(), ran.code), (3, Some(2)), "{ran:?}");
        assert!(ran.err.contains("a.notes.toml: ") && ran.err.lines().count() == 1, "{ran:?}");
        assert!(!ran.err.contains('\u{1b}'));
        assert_eq!(std::fs::read(notes).expect("read"), bytes);
    }
}

#[test]
fn without_notes_there_is_nothing_to_print() {
    let data = Folder::new();
    let mut command = command(&["notes", "content/love-letters.toml"]);
    finish(command.env("XDG_DATA_HOME", data.path()).output().expect("it runs")).gives("");
}

/// As a guard against work that grows with the square of them: that took a minute.
#[test]
fn many_notes_of_one_id_are_taken_in_at_once() {
    let (articles, options) = (vec![opened("a", ARTICLE)], Options::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    let note = |block| Note { id: "n".into(), words: vec!["Words of nobody.".into()], block, ..Note::default() };
    let reader = app.reader_mut().expect("one");
    reader.take_notes((0..20_000).map(note).collect());
    let (blocks, found) = (reader.article.blocks.clone(), find_sought(reader.notes.sought(), &reader.article.blocks));
    let begun = std::time::Instant::now();
    update(&mut app, Event::Placed(0, blocks, found));
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(app.reader().map(|reader| reader.notes.sought().len()), Some(0));
}
