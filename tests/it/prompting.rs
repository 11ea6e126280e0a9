//! What is typed into prompts, and where the terminal's cursor stands.

use expect_test::expect;
use pullquote::glyph::columns;
use pullquote::ui::Options;
use pullquote::ui::app::{App, Mode};
use pullquote::ui::keys::Key;
use pullquote::ui::theme::Theme;
use pullquote::ui::update::{Event, update};
use pullquote::ui::view::draw;
use ratatui::buffer::Buffer;

use crate::noting::{Book, type_in};
use crate::play::{frame, play, shipped, text};

fn press(app: &mut App<'_>, keys: &[Key]) {
    keys.iter().for_each(|key| drop(update(app, Event::Key(*key))));
}

/// The row at the foot, with `|` before the column of the terminal's cursor.
fn foot(app: &App<'_>) -> String {
    let mut buffer = Buffer::empty(app.screen);
    let (x, y) = draw(app, &Theme::terminal(false), &mut buffer).expect("a cursor");
    assert_eq!(y, app.screen.height - 1);
    let row = text(&buffer).lines().last().unwrap_or_default().to_string();
    let before = |at: &usize| columns(&row[..*at]) >= usize::from(x);
    let at = row.char_indices().map(|(at, _)| at).find(before).unwrap_or(row.len());
    format!("{}|{}", &row[..at], &row[at..])
}

#[test]
fn a_letter_that_was_forgotten_is_put_into_a_note() {
    let (articles, options) = (shipped("love"), Options::default());
    let (mut app, mut book) = (play(&articles, &options, (80, 24), "").0, Book::default());
    type_in(&mut app, &mut book, "Aask Wodward");
    press(&mut app, &[Key::Left; 6]);
    type_in(&mut app, &mut book, "o⏎");
    assert_eq!(book.notes[0].text.as_deref(), Some("ask Woodward"));
    // The text that is gone on with has its cursor at the end.
    type_in(&mut app, &mut book, "A!⏎");
    assert_eq!(book.notes[0].text.as_deref(), Some("ask Woodward!"));
}

#[test]
fn every_prompt_is_edited_at_its_cursor() {
    let (articles, options) = (shipped(""), Options::default());
    let one = shipped("love");
    for (articles, opens, label) in [
        (&one, "/", " /"),
        (&one, "&", " &"),
        (&one, "⇥/", " filter: "),
        (&one, "⇥cs", " name: "),
        (&one, "J", " to: "),
        (&one, "?", " keys with: "),
        (&one, "A", " note: "),
        (&articles, "", " filter: "),
    ] {
        let (mut app, _) = play(articles, &options, (80, 24), opens);
        press(&mut app, &"te pen".chars().map(Key::Char).collect::<Vec<_>>());
        press(&mut app, &[Key::Home, Key::Right, Key::Char('h')]);
        assert!(foot(&app).starts_with(&format!("{label}th|e pen")), "{opens}: {}", foot(&app));
        update(&mut app, Event::Paste("es".into()));
        press(&mut app, &[Key::Ctrl('e'), Key::Alt('b'), Key::Delete]);
        assert!(foot(&app).starts_with(&format!("{label}these |en")), "{opens}: {}", foot(&app));
        press(&mut app, &[Key::Ctrl('u')]);
        assert!(foot(&app).starts_with(&format!("{label}|en")), "{opens}: {}", foot(&app));
    }
}

#[test]
fn moving_the_cursor_leaves_what_was_found_as_it_is() {
    let (articles, options) = (shipped("love"), Options::default());
    let jump = |app: &App<'_>| match &app.mode {
        Mode::Jumping(jump) => (jump.cursor, jump.choices.len()),
        other => panic!("{other:?}"),
    };
    let (mut app, _) = play(&articles, &options, (80, 24), "Jki↓↓");
    let (cursor, count) = jump(&app);
    assert_eq!(cursor, 2);
    press(&mut app, &[Key::Left, Key::Home, Key::Backspace, Key::End]);
    assert_eq!(jump(&app), (2, count));
    press(&mut app, &[Key::Char('m')]);
    assert_eq!(jump(&app).0, 0);

    // Of the searches before it is still the second last.
    let (mut app, _) = play(&articles, &options, (80, 24), "/one⏎/two⏎/three⏎/↑↑");
    press(&mut app, &[Key::Left]);
    assert!(foot(&app).starts_with(" /tw|o"), "{}", foot(&app));
    press(&mut app, &[Key::Up]);
    assert!(foot(&app).starts_with(" /one|"), "{}", foot(&app));
}

#[test]
fn where_nothing_is_typed_keys_move_as_elsewhere() {
    let (articles, options) = (shipped("love"), Options::default());
    let row = |app: &App<'_>| if let Mode::Help(help) = &app.mode { help.row } else { panic!("not the help") };
    let (mut app, _) = play(&articles, &options, (80, 24), "?");
    press(&mut app, &[Key::End]);
    assert!(row(&app) > 0);
    press(&mut app, &[Key::Home]);
    assert_eq!(row(&app), 0);
    press(&mut app, &[Key::Ctrl('f')]);
    assert!(row(&app) > 0);
}

#[test]
fn a_text_longer_than_the_row_scrolls_with_its_cursor() {
    let (articles, options) = (shipped("love"), Options::default());
    let (mut app, _) = play(&articles, &options, (40, 10), ")Aone two three four five six seven eight nine ten");
    let mut shown = vec![foot(&app)];
    for keys in [&[Key::Left; 4][..], &[Key::AltLeft; 3], &[Key::Home], &[Key::Right; 30], &[Key::Char('日')]] {
        press(&mut app, keys);
        shown.push(foot(&app));
    }
    expect![[r#"
        …ree four five six seven eight nine ten|
        …ree four five six seven eight nine| ten
        … two three four five six |seven eight…
         note: |one two three four five six sev…
        …wo three four five six se|ven eight ni…
        … three four five six se日|ven eight ni…
    "#]]
    .assert_eq(&(shown.join("\n") + "\n"));
}

#[test]
fn the_help_of_a_narrow_screen_is_read_whole() {
    let (articles, options) = (shipped("love"), Options::default());
    for size in [(40, 24), (55, 30), (30, 12)] {
        let (mut app, _) = play(&articles, &options, size, "?");
        let mut told = String::new();
        for _ in 0..30 {
            let shown = text(&frame(&app, false));
            assert!(!shown.lines().any(|row| row.ends_with('…')), "{shown}");
            told.push_str(&shown);
            press(&mut app, &[Key::PageDown]);
        }
        let told: String = told.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["leave; else", "exit status 130", "draw the screen anew", "repeats it: 12j."] {
            assert!(told.contains(words), "{words} at {size:?}: {told}");
        }
    }
}
