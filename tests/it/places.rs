//! The place in an article: kept from run to run, marked, and found again after jumps.

use std::path::PathBuf;

use proptest::prelude::*;
use pullquote::content::{self, Rigour};
use pullquote::engine::find::find;
use pullquote::library::{Home, SHIPPED, Source};
use pullquote::shelf::Held;
use pullquote::state::{Changes, State, key, merge};
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::keys::Key;
use pullquote::ui::update::{Event, update};

use crate::play::{frame, keys, opened, play, shipped, text};

const SIZE: (u16, u16) = (80, 24);

fn place(app: &App<'_>) -> (usize, usize) {
    app.reader().expect("an article").place
}

/// What changed, as the next run finds it.
fn kept(app: &App<'_>) -> State {
    State::new(merge(&[], &app.changes).bytes)
}

fn with(state: State) -> Options {
    Options { state, ..Options::default() }
}

fn body(app: &App<'_>) -> String {
    let text = text(&frame(app, false));
    text.lines().take(usize::from(app.screen.height) - 1).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_article_opens_where_it_was_left() {
    let (articles, options) = (shipped("love"), Options::default());
    for typed in ["]]jj", "G", "  ", "/the new⏎n", ")))", "]]]{"] {
        let (app, _) = play(&articles, &options, SIZE, typed);
        let options = with(kept(&app));
        let again = play(&articles, &options, SIZE, "").0;
        assert_eq!(place(&again), place(&app), "{typed}");
        let told = again.message.as_deref().unwrap_or_default();
        let said =
            if typed == "G" { "the end, where you left off; g goes to the start" } else { "here, where you left off" };
        assert!(told.starts_with(said), "{typed}: {told}");
        if !typed.contains(['/', ')']) {
            // Without a search that lights words, and in the same pane.
            assert_eq!(body(&again), body(&app), "{typed}");
        }
        assert_eq!(play(&articles, &options, SIZE, "g").0.message, None);
    }
    let (app, _) = play(&articles, &options, SIZE, "]]g");
    assert_eq!(play(&articles, &with(kept(&app)), SIZE, "").0.message, None, "at the start there is nothing to say");
}

#[test]
fn nothing_is_kept_of_who_does_not_move() {
    let (articles, options) = (shipped("love"), Options::default());
    for typed in ["", "?", "⇥", "o", "i", "/x⎋", "'a", "''"] {
        assert!(play(&articles, &options, SIZE, typed).0.changes.is_empty(), "{typed}");
    }
    let (app, _) = play(&articles, &options, SIZE, "]]");
    let options = with(kept(&app));
    assert_eq!(play(&articles, &options, SIZE, "⇥").0.changes, Changes::default(), "nor of who is back");
}

#[test]
fn what_was_asked_for_is_kept_once_it_was_shown() {
    let (articles, options) = (shipped("love"), Options::default());
    let shown = |options: &Options| {
        let mut app = play(&articles, options, SIZE, "").0;
        update(&mut app, Event::Notes(0, Ok(Vec::new())));
        (place(&app), kept(&app), app.changes.is_empty())
    };
    let section = |section| Options { section: Some(section), ..Options::default() };
    let words = Options { query: "letter".into(), ..Options::default() };
    for asked in [section(3), section(1), words] {
        let (there, state, _) = shown(&asked);
        let options = with(state);
        let again = play(&articles, &options, SIZE, "").0;
        assert_eq!(place(&again), there, "{asked:?}");
        assert_eq!(again.message.is_some(), there != (0, 0), "{asked:?}");
    }
    // Who is somewhere else has not left it for what is shown from the start.
    let state = kept(&play(&articles, &options, SIZE, "]]").0);
    let nothing = Options { query: "no such words".into(), ..with(state.clone()) };
    assert_eq!((shown(&nothing).0, shown(&nothing).2), ((0, 0), true));
    assert!(!shown(&Options { section: Some(4), ..with(state) }).2);
}

#[test]
fn of_several_articles_each_has_its_place() {
    let (articles, options) = (shipped(""), Options::default());
    let mut app = play(&articles, &options, SIZE, "⏎]]").0;
    update(&mut app, Event::Key(Key::Backspace));
    keys("↓⏎]").into_iter().for_each(|event| drop(update(&mut app, event)));
    let second = place(&app);
    let options = with(kept(&app));
    let mut again = play(&articles, &options, SIZE, "⏎").0;
    let first = place(&again);
    assert_eq!(first.0, again.reader().expect("one").article.sections[2].blocks.start);
    update(&mut again, Event::Key(Key::Backspace));
    keys("↓⏎").into_iter().for_each(|event| drop(update(&mut again, event)));
    assert_eq!(place(&again), second);
}

#[test]
fn what_was_asked_for_goes_first() {
    let (articles, options) = (shipped("love"), Options::default());
    let state = kept(&play(&articles, &options, SIZE, "]]]ma").0);
    let asked = Options { section: Some(2), ..with(state.clone()) };
    let (app, _) = play(&articles, &asked, SIZE, "");
    assert_eq!(place(&app).0, app.reader().expect("one").article.sections[1].blocks.start);
    assert!(app.message.is_none() && app.changes.is_empty());
    // The marks are there all the same.
    let asked = Options { query: "letter".into(), ..with(state) };
    let app = play(&articles, &asked, SIZE, "'a").0;
    assert_eq!(place(&app).0, app.reader().expect("one").article.sections[3].blocks.start);
}

#[test]
fn an_edited_file_keeps_place_and_marks_and_another_one_does_not_have_them() {
    let text = |more: &str, title: &str, words: &str| {
        let lines: String = (0..60).map(|n| format!("{words} number {n} of this one.\n\n")).collect();
        format!("title = '{title}'\n[[sections]]\nbody = '''\n{more}{lines}'''\n")
    };
    let home = || {
        let source = Source::Path(PathBuf::from("/x/a.toml"));
        Some(Home { source, number: 0, is_one_of_several: false, stamp: None, provenance: None, stand_in: None })
    };
    let held = |text: &str| [opened("a", text).at(home())];
    let (first, options) = (held(&text("", "T", "Sentence")), Options::default());
    let app = play(&first, &options, SIZE, "30Gma20G").0;
    let words = |app: &App<'_>| app.reader().expect("one").article.blocks[place(app).0].words.clone();
    let options = with(kept(&app));
    let edited = held(&text("New.\n\nAnd new.\n\n", "T", "Sentence"));
    let app = play(&edited, &options, SIZE, "").0;
    assert_eq!(words(&app), "Sentence number 19 of this one.");
    let app = play(&edited, &options, SIZE, "'a").0;
    assert_eq!(words(&app), "Sentence number 29 of this one.");
    assert!(String::from_utf8_lossy(&merge(&[], &app.changes).bytes).contains("\"marks\":{\"a\""));
    // All is written anew: as far in as before.
    let anew = held(&text("", "T", "Something else entirely"));
    let number = words(&play(&anew, &options, SIZE, "").0);
    assert!(["18", "19", "20"].iter().any(|n| number.contains(n)), "{number}");
    let other = held(&text("", "Another", "Something else entirely"));
    assert_eq!(place(&play(&other, &options, SIZE, "").0), (0, 0));
}

#[test]
fn a_correction_and_another_format_leave_the_key_as_it_is() {
    for (file, source) in SHIPPED {
        let mut article = content::read(source, Rigour::Tolerant).article.expect("an article");
        let before = key(&article);
        find(&mut article);
        article.people.clear();
        assert_eq!(key(&article), before, "{file}");
        let again = content::read(&content::write(&article), Rigour::Tolerant).article.expect("an article");
        assert_eq!(key(&again), before, "{file}");
    }
}

#[test]
fn back_and_forth() {
    let (articles, options) = (shipped("love"), Options::default());
    let at = |typed: &str| place(&play(&articles, &options, SIZE, typed).0);
    assert_eq!(
        [at("]]←"), at("]]←←"), at("]]←←→"), at("]]←←→→"), at("]]←←→→→")],
        [at("]"), at(""), at("]"), at("]]"), at("]]")]
    );
    // What is scrolled is where one comes from, and no jump.
    assert_eq!([at("jjj]←"), at("jjj←"), at("}}←")], [at("jjj"), at("jjj"), at("}}")]);
    assert_eq!([at("]jj←→"), at("]jj←")], [at("]jj"), at("")]);
    for jump in ["G", "/the new⏎", "/letter⏎nn", "3G", "o↓↓↓⏎", "⇥jjjjjjj", "⇥)))))", "]"] {
        let back = if jump.ends_with("nn") { "←←←" } else { "←" };
        assert_ne!(at(&format!("jj{jump}")), at("jj"), "{jump}");
        let steps = if jump.contains(')') { 5 } else { back.chars().count() };
        assert_eq!(at(&format!("jj{jump}{}", "←".repeat(steps))), at("jj"), "{jump}");
    }
    let mut app = play(&articles, &options, SIZE, "]]").0;
    update(&mut app, Event::Key(Key::Ctrl('o')));
    assert_eq!(place(&app), at("]"));
    assert_eq!(play(&articles, &options, SIZE, "←").0.message.as_deref(), Some("no jump to go back from"));
    assert_eq!(play(&articles, &options, SIZE, "]→").0.message.as_deref(), Some("this is where the last jump led to"));
}

#[test]
fn marks() {
    let (articles, options) = (shipped("love"), Options::default());
    let at = |typed: &str| place(&play(&articles, &options, SIZE, typed).0);
    let said = |typed: &str| play(&articles, &options, SIZE, typed).0.message.unwrap_or_default();
    assert_eq!([at("]ma]]'a"), at("]ma]mA'a'A")], [at("]"), at("]]")]);
    assert_eq!([at("jj]''"), at("jj]''''")], [at("jj"), at("jj]")]);
    assert_eq!([at("]ma]]'a←"), at("]ma]]'a''")], [at("]]]"), at("]]]")]);
    assert_eq!(
        [said("ma"), said("'b"), said("m1"), said("''")],
        ["marked with a", "no mark b", "marks are letters, a to z and A to Z", "no jump to go back from"]
    );
    // A key that follows is a letter, and does nothing else.
    for typed in ["mq", "'q", "mG", "m⎋", "'⎋", "m⏎"] {
        let app = play(&articles, &options, SIZE, typed).0;
        assert_eq!((place(&app), app.mode.clone()), ((0, 0), pullquote::ui::app::Mode::Reading), "{typed}");
    }
    let options = with(kept(&play(&articles, &options, SIZE, "]ma]mZ]]]").0));
    let again = |typed: &str| place(&play(&articles, &options, SIZE, typed).0);
    assert_eq!([again("'a"), again("'Z")], [at("]"), at("]]")]);
    let paste = |app: &mut App<'_>| update(app, Event::Paste("abc".into()));
    let mut app = play(&articles, &options, SIZE, "m").0;
    paste(&mut app);
    assert_eq!(app.message, None, "what is pasted is no key");
}

#[test]
fn the_header_tells_what_is_left() {
    let (articles, options) = (shipped("love"), Options::default());
    let header =
        |size, typed: &str| body(&play(&articles, &options, size, typed).0).lines().next().expect("a row").to_string();
    assert!(header(SIZE, "").ends_with(" min left"), "{}", header(SIZE, ""));
    assert!(header(SIZE, "G").ends_with("§4/4  100%"), "{}", header(SIZE, "G"));
    assert!(header((40, 10), "").ends_with('%'));
}

#[test]
fn what_was_renamed_is_kept_by_its_new_name() {
    let article = |name: &str, first: &str| {
        let paragraphs: String = (0..60).map(|n| format!("Paragraph {n} of a letter.\n\n")).collect();
        let source = format!("title = 'A Letter'\n[[sections]]\nbody = \"\"\"\n{first}\n\n{paragraphs}\"\"\"\n");
        let home = Home {
            source: Source::Path(PathBuf::from(format!("/articles/{name}"))),
            number: 0,
            is_one_of_several: false,
            stamp: None,
            provenance: None,
            stand_in: None,
        };
        [opened(name, &source).at(Some(home))]
    };
    let (one, two, edited) = (article("1.toml", "So."), article("2.toml", "So."), article("2.toml", "And so."));
    let options = Options::default();
    let left = kept(&play(&one, &options, SIZE, "  ").0);
    // It is only looked at under its new name, and edited then.
    let options = with(left);
    let looked = play(&two, &options, SIZE, "z").0;
    assert_ne!(place(&looked), (0, 0));
    assert_ne!(place(&play(&edited, &with(kept(&looked)), SIZE, "").0), (0, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_is_in_the_state_the_article_opens(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        block in any::<u64>(), byte in any::<u64>(), words in "\\PC{0,20}",
    ) {
        let articles: Vec<Held> = shipped("tour");
        let key = key(&articles[0].now().article);
        let words = serde_json::to_string(&words).expect("JSON");
        let passage = format!("{{\"block\":{block},\"byte\":{byte},\"far\":{byte},\"of\":{block},\"before\":{words},\"after\":{words}}}");
        let line = format!("\n{{\"key\":\"{key}\",\"title\":{words},\"place\":{passage},\"marks\":{{\"a\":{passage},\"é\":{passage}}}}}\n");
        let options = with(State::new([bytes, line.into_bytes()].concat()));
        let (app, _) = play(&articles, &options, SIZE, "'aj'éG''←→");
        frame(&app, true);
    }
}
