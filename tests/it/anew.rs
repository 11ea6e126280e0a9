//! An article whose file has changed: what stays where it was, and what is told.

use pullquote::article::Article;
use pullquote::content::{Rigour, read};
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::update::{Event, update};

use crate::play::{frame, opened, play, text};

fn source(first: &str) -> String {
    let lines: String = (1..60).map(|n| format!("Line {n} of a letter that goes on and on.\n\n")).collect();
    format!(
        "title = 'Letter'\n[[sections]]\nbody = '''\n{first}{lines}“We go,” she said.\n'''\n[[quotes]]\ntext = 'We go,'\n"
    )
}

fn parsed(source: &str) -> Article {
    let mut article = read(source, Rigour::Tolerant).article.expect("it can be read");
    article.wanted.quotes = false;
    article
}

fn reload(app: &mut App<'_>, source: &str) {
    update(app, Event::Reloaded(0, Ok(Box::new(parsed(source)))));
}

/// The rows between header and foot.
fn body(app: &App<'_>) -> String {
    let shown = text(&frame(app, false));
    shown.lines().skip(1).take(12).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_words_at_the_top_stay_there() {
    let articles = [opened("a.toml", &source(""))];
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 24), "30j");
    let before = body(&app);
    reload(&mut app, &source("A new beginning.\n\nAnd another one.\n\n"));
    assert_eq!(body(&app), before);
    assert!(text(&frame(&app, false)).contains("the file has changed"));
    // The search goes on in the new words.
    let (mut app, _) = play(&articles, &options, (80, 24), "/beginning⏎⎋/Line 3⏎");
    reload(&mut app, &source("Line 3 is first.\n\n"));
    assert_eq!(app.reader().and_then(|r| r.search.as_ref().map(|s| s.hits.len())), Some(12));
}

#[test]
fn the_same_words_are_no_change_and_what_cannot_be_read_neither() {
    let articles = [opened("a.toml", &source(""))];
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 24), "30j");
    let before = text(&frame(&app, false));
    reload(&mut app, &source(""));
    assert_eq!(text(&frame(&app, false)), before);
    // Other quotations in the same words: nothing moves, nothing is told.
    reload(&mut app, &format!("{}[[people]]\nname = 'Ada'\n", source("")));
    assert_eq!(app.reader().map(|r| r.article.people.len()), Some(1));
    assert_eq!(
        (body(&app), app.message.as_deref()),
        (before.lines().skip(1).take(12).collect::<Vec<_>>().join("\n"), None)
    );
    update(&mut app, Event::Reloaded(0, Err("a.toml:1:1: error: no".into())));
    assert!(text(&frame(&app, false)).contains("cannot be read: a.toml:1:1"));
    assert_eq!(app.reader().map(|r| r.article.people.len()), Some(1));
}

#[test]
fn a_file_that_is_gone_is_told_and_a_fault_goes_when_it_is_mended() {
    let articles = [opened("a.toml", &source(""))];
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 24), "30j");
    let before = body(&app);
    update(&mut app, Event::Gone(0));
    assert!(text(&frame(&app, false)).contains("a.toml is gone; this is how it was"));
    assert_eq!(body(&app), before);
    // It is back, with other quotations, and as it was.
    reload(&mut app, &format!("{}[[people]]\nname = 'Ada'\n", source("")));
    assert_eq!(app.message, None);
    update(&mut app, Event::Reloaded(0, Err("a.toml:1:1: error: no".into())));
    reload(&mut app, &format!("{}[[people]]\nname = 'Ada'\n", source("")));
    assert_eq!(app.message, None);
    // What else is told stays.
    update(&mut app, Event::Gone(0));
    app.message = Some("something else".into());
    reload(&mut app, &source(""));
    assert_eq!(app.message.as_deref(), Some("something else"));
}

#[test]
fn a_selection_stays_with_its_words_or_says_that_they_are_gone() {
    let options = Options::default();
    let gone = Some("the file has changed; the words that were selected are others now");
    let here = Some("the file has changed; this is how it is now");
    let selected = |app: &App<'_>| {
        let reader = app.reader().expect("it is open");
        reader.selected().map(|passage| passage.words(&reader.article.blocks))
    };
    for typed in ["20jvl", "20jvww", "20jvwjjo", "20jVjj", "30jvwjjjj"] {
        let articles = [opened("a.toml", &source(""))];
        let (mut app, _) = play(&articles, &options, (80, 24), typed);
        let (words, before) = (selected(&app), body(&app));
        assert!(words.is_some(), "{typed}");
        reload(&mut app, &source("A new beginning.\n\nLine 11 of a letter\n\n"));
        assert_eq!((selected(&app), app.message.as_deref()), (words, here), "{typed}");
        assert_eq!(body(&app), before, "{typed}");
        reload(&mut app, "title = 'Letter'\n[[sections]]\nbody = 'Nothing of it.'\n");
        assert_eq!((selected(&app), app.message.as_deref()), (None, gone), "{typed}");
    }
    // In a paragraph that was edited elsewhere, and paragraphs that were.
    for (typed, edited, is_kept) in [
        ("/Line 11⏎vww", "Now line", false),
        ("/11⏎vww", "Now line", true),
        ("/11⏎vjj", "Now line", true),
        ("/11⏎vjw", "Now line", true),
        ("/11⏎Vj", "Now line", false),
        ("/of⏎vl", "Now line", true),
    ] {
        let articles = [opened("a.toml", &source(""))];
        let (mut app, _) = play(&articles, &options, (80, 24), typed);
        let words = selected(&app).filter(|_| is_kept);
        reload(&mut app, &source("").replace("Line 11", &format!("{edited} 11")));
        let told = if is_kept { here } else { gone };
        assert_eq!((selected(&app), app.message.as_deref()), (words, told), "{typed}");
    }
}
