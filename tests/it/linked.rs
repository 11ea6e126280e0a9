//! The panes are linked: what one shows follows from what another does.

use pullquote::ui::Options;
use pullquote::ui::geometry::Focus;
use pullquote::ui::keys::Key;
use pullquote::ui::reader::Reader;
use pullquote::ui::update::{Event, Flow, update};

use crate::play::{frame, keys, opened, play, shipped, text, with_faces};

/// Plays keys to a shipped article and looks at the reader.
fn after<T>(article: &str, size: (u16, u16), typed: &str, look: impl FnOnce(&Reader<'_>) -> T) -> T {
    let articles = shipped(article);
    let options = Options::default();
    let (app, _) = play(&articles, &options, size, typed);
    look(app.reader().expect("one article is open"))
}

fn words<'a>(reader: &Reader<'a>) -> &'a str {
    reader.current().map_or("", |q| &reader.quote(q).words)
}

#[test]
fn moving_in_the_quotations_shows_the_passage() {
    for count in 0..17 {
        let keys = format!("⇥{}", "j".repeat(count));
        after("hard", (80, 24), &keys, |reader| {
            let current = reader.current().expect("there are quotations");
            assert_eq!(current, count);
            assert!(reader.shows(current), "quotation {count}");
        });
    }
}

#[test]
fn scrolling_moves_the_quotation_cursor_to_what_is_in_view() {
    after("hard", (80, 24), "", |reader| assert_eq!(reader.current(), Some(0)));
    after("hard", (80, 24), "G", |reader| {
        let current = reader.current().expect("there are quotations");
        assert!(reader.shows(current) && current >= 14, "{current}");
    });
    after("hard", (80, 24), "Gg", |reader| assert_eq!(reader.current(), Some(0)));
    // It stays as long as it is in view.
    let first = after("love", (80, 24), ")", |reader| reader.current());
    assert_eq!(after("love", (80, 24), ")j", |reader| reader.current()), first);
}

#[test]
fn the_speaker_of_the_current_quotation_is_lit() {
    after("love", (120, 40), "⇥G", |reader| {
        assert_eq!(reader.article.people[reader.people.cursor].name, "Yeonmi Park");
    });
    let articles = shipped("love");
    let options = Options::default();
    let (app, _) = play(&articles, &options, (120, 40), "⇥G");
    assert!(text(&frame(&app, true)).contains("▌ Yeonmi Park"));
    // Nobody is lit for a quotation without a speaker.
    let (app, _) = play(&articles, &options, (120, 40), "⇥jjj");
    let shown = text(&frame(&app, true));
    assert!(shown.contains("▌ — unknown speaker") && !shown.contains("▌ Donald"), "{shown}");
}

#[test]
fn enter_on_a_person_shows_only_theirs_and_esc_all_again() {
    after("love", (120, 40), "⇥⇥jjjj⏎", |reader| {
        // Both panes are in view, so the keys stay where they are.
        assert_eq!((reader.shown.len(), reader.focus), (2, Focus::People));
        assert!(words(reader).starts_with("I still have contacts"));
    });
    let articles = shipped("love");
    let options = Options::default();
    for size in [(120, 40), (80, 24), (50, 20)] {
        let (mut app, _) = play(&articles, &options, size, "⇥⇥⏎");
        assert!(text(&frame(&app, true)).contains("only: Donald Trump"), "{size:?}");
        keys("⎋").into_iter().for_each(|e| drop(update(&mut app, e)));
        assert!(!text(&frame(&app, true)).contains("only:"), "{size:?}");
        assert_eq!(app.reader().map(|r| r.shown.len()), Some(11));
    }
    // Somebody who says nothing has no quotations, and choosing does nothing.
    let (app, flow) = play(&articles, &options, (80, 24), "⇥⇥jj⏎⏎");
    assert!(text(&frame(&app, true)).contains("No quotation passes the filter"));
    assert_eq!(flow, Flow::Continue);
}

#[test]
fn taking_a_filter_away_leaves_the_body_where_it_is() {
    after("love", (80, 24), "⇥⇥⏎⇥⇥", |reader| assert_eq!(reader.focus, Focus::Body));
    let place = after("love", (80, 24), "⇥⇥⏎⇥⇥  ", |reader| reader.place);
    assert_eq!(after("love", (80, 24), "⇥⇥⏎⇥⇥  ⎋", |reader| (reader.place, reader.shown.len())), (place, 11));
}

#[test]
fn the_speaker_is_told_from_the_cursor_among_the_people() {
    let articles = shipped("love");
    let options = Options::default();
    let (app, _) = play(&articles, &options, (120, 40), "⇥⇥jj))))");
    let shown = text(&frame(&app, true));
    assert!(shown.contains("▌ Bob Woodward") && shown.contains("• Kim Jong Un"), "{shown}");
}

#[test]
fn somebody_who_is_not_in_an_article_says_nothing_there() {
    let articles = shipped("");
    let options = Options { by: Some("Sam Price".into()), ..Options::default() };
    let (app, flow) = play(&articles, &options, (120, 40), "⏎⇥⏎");
    assert_eq!((app.reader().map(|r| r.shown.len()), flow), (Some(0), Flow::Continue));
    assert!(text(&frame(&app, true)).contains("only: nobody here"));
}

#[test]
fn the_redraw_key_asks_for_the_whole_screen() {
    let articles = shipped("love");
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    update(&mut app, Event::Key(Key::Ctrl('l')));
    assert!(app.stale);
}

#[test]
fn huge_names_and_contexts_are_drawn_in_time() {
    let huge = "word ".repeat(1_000_000);
    let source = format!(
        "title = 'T'\n[[sections]]\nbody = '“Yes.”'\n[[people]]\nname = '{huge}'\n[[quotes]]\ntext = 'Yes.'\n\
         speaker = '{huge}'\ncontext = '{huge}'\n"
    );
    let articles = [opened("a.toml", &source)];
    let options = Options::default();
    let (app, _) = play(&articles, &options, (100, 30), "i");
    frame(&app, true);
    let lines = app.reader().map(|r| r.entries(Focus::Quotes).lines(0).len());
    assert!(lines.is_some_and(|n| n <= 402), "{lines:?}");
}

#[test]
fn sections_paragraphs_and_quotations_from_any_pane() {
    for focus in ["", "⇥", "⇥⇥"] {
        let at = |typed: &str| after("love", (80, 24), &format!("{focus}{typed}"), |r| r.place);
        let section = |n: usize| after("love", (80, 24), "", |r| (r.article.sections[n].blocks.start, 0));
        assert_eq!(at("]"), section(1));
        assert_eq!(at("2]"), section(2));
        assert_eq!(at("9]"), section(3));
        assert_eq!(at("]]["), section(1));
        assert_eq!(at("]j["), if focus.is_empty() { section(1) } else { section(0) });
        assert_eq!(at("}"), (3, 0));
        assert_eq!(at("}}{"), (3, 0));
        let quote = |typed: &str| after("love", (80, 24), &format!("{focus}{typed}"), |r| r.current());
        assert_eq!(quote("))"), Some(2));
        assert_eq!(quote("4)("), Some(3));
        assert_eq!(quote("99)"), Some(10));
    }
}

#[test]
fn the_next_quotation_is_the_next_one_from_where_the_reader_is() {
    // At the last section no quotation is in view: the one before is far up.
    after("love", (80, 12), "G(", |reader| assert_eq!(reader.current(), Some(10)));
    after("love", (80, 12), ")]]](", |reader| assert_eq!(reader.current(), Some(10)));
    after("love", (80, 12), "))))]]]g", |reader| assert_eq!(reader.current(), Some(0)));
}

#[test]
fn counts_ends_and_numbers() {
    let at = |typed: &str| after("hard", (80, 24), typed, |r| r.place);
    assert_eq!(at("3j"), at("jjj"));
    assert_eq!(at("12j12k"), (0, 0));
    assert_eq!(at("2 "), at("  "));
    assert_eq!(at("Gg"), (0, 0));
    assert_eq!(at("99999999999999j"), at("99999j"));
    assert!(after("hard", (80, 24), "1G", |r| r.article.blocks[r.place.0].kind.is_paragraph()));
    let paragraph = after("hard", (80, 24), "5G", |r| r.place);
    let fifth = after("hard", (80, 24), "", |r| {
        r.article.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_paragraph()).nth(4).map(|(n, _)| (n, 0))
    });
    assert_eq!(Some(paragraph), fifth);
    after("hard", (80, 24), "⇥5G", |r| assert_eq!(r.quotes.cursor, 4));
    after("hard", (80, 24), "⇥G", |r| assert_eq!(r.quotes.cursor, 16));
    after("hard", (80, 24), "⇥Gg", |r| assert_eq!(r.quotes.cursor, 0));
}

#[test]
fn a_page_shows_the_next_rows_and_back() {
    let articles = shipped("hard");
    let options = Options::default();
    let rows = |typed: &str| -> Vec<String> {
        let (app, _) = play(&articles, &options, (60, 20), &format!("z{typed}"));
        text(&frame(&app, true)).lines().skip(1).take(18).map(str::to_string).collect()
    };
    let (first, second) = (rows(""), rows(" "));
    assert_eq!(first.last(), second.first(), "one row stands on both pages");
    assert_eq!(rows(" b"), first);
    assert_eq!(rows("dd"), rows("18j"));
}

#[test]
fn a_search_goes_round_and_counts() {
    let here = |typed: &str| after("love", (80, 24), typed, |r| r.search.as_ref().map(|s| (s.here, s.hits.len())));
    assert_eq!(here("/kim jong un⏎"), Some((Some(0), 5)));
    assert_eq!(here("/kim jong un⏎nn"), Some((Some(2), 5)));
    assert_eq!(here("/kim jong un⏎N"), Some((Some(4), 5)));
    assert_eq!(here("/kim jong un⏎7n"), Some((Some(2), 5)));
    assert_eq!(here("/kim jong un⏎⎋"), None);
    assert_eq!(here("/nowhere at all⏎"), None);
    // From where the reader is, not from the top.
    assert_eq!(here("]]/kim yo⏎"), Some((Some(0), 4)));
    assert_eq!(here("G/Donald⏎"), Some((Some(0), 2)));
    // A hit within a quotation makes it the current one.
    after("love", (120, 60), "/your excellency's hand⏎", |r| assert!(words(r).starts_with("that moment")));
    after("love", (120, 60), "/two of these⏎", |r| assert_eq!(words(r), "deep and special friend"));
}

#[test]
fn panes_by_key() {
    let focus = |typed: &str| after("love", (80, 24), typed, |r| (r.focus, r.alone));
    assert_eq!(focus("⇥⇥⇥"), (Focus::Body, false));
    assert_eq!(focus("o"), (Focus::Contents, false));
    assert_eq!(focus("⇥oo"), (Focus::Quotes, false));
    assert_eq!(focus("⇥o⎋"), (Focus::Quotes, false));
    assert_eq!(focus("⇥z"), (Focus::Body, true));
    assert_eq!(focus("zz"), (Focus::Body, false));
    assert_eq!(focus("z⇥"), (Focus::Quotes, false));
    let articles = shipped("love");
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    for (key, pane) in [('3', Focus::People), ('2', Focus::Quotes), ('1', Focus::Body)] {
        update(&mut app, Event::Key(Key::Alt(key)));
        assert_eq!(app.reader().map(|r| r.focus), Some(pane));
    }
}

#[test]
fn contents_go_to_their_section() {
    after("love", (80, 24), "ojj⏎", |r| {
        assert_eq!((r.place, r.focus), ((r.article.sections[2].blocks.start, 0), Focus::Body));
    });
    after("love", (80, 24), "]]", |r| assert_eq!(r.contents.cursor, 2));
}

#[test]
fn several_articles_are_chosen_from_and_come_back_as_they_were() {
    let articles = shipped("");
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 24), "tour⏎]]]");
    let place = app.reader().map(|r| r.place);
    assert_eq!(app.open, Some(1));
    update(&mut app, Event::Key(Key::Backspace));
    assert_eq!(app.open, None);
    for event in keys("⏎") {
        update(&mut app, event);
    }
    assert_eq!(app.reader().map(|r| r.place), place);
    // Marks are kept from one article to the other, in the articles' order.
    for event in keys("⇥t") {
        update(&mut app, event);
    }
    update(&mut app, Event::Key(Key::Backspace));
    for event in keys("⎋⏎⇥jt") {
        update(&mut app, event);
    }
    let tour = app.readers[&1].current().expect("a quotation");
    assert_eq!(update(&mut app, Event::Key(Key::Enter)), Flow::Chosen(vec![(0, 1), (1, tour)]));
}

#[test]
fn options_say_how_it_begins() {
    let articles = shipped("love");
    let start = |options: Options| {
        let (app, _) = play(&articles, &options, (80, 24), "");
        let reader = app.reader().expect("one article is open");
        (reader.place, reader.shown.clone(), reader.focus)
    };
    let sections = &articles[0].now().article.sections;
    assert_eq!(start(Options { section: Some(3), ..Options::default() }).0, (sections[2].blocks.start, 0));
    assert_eq!(start(Options { section: Some(99), ..Options::default() }).0, (sections[3].blocks.start, 0));
    assert_eq!(start(Options { by: Some("park".into()), ..Options::default() }).1, [9, 10]);
    assert_eq!(start(Options { query: "good health".into(), ..Options::default() }).1, [1, 2]);
    assert_eq!(start(Options { multi: true, ..Options::default() }).2, Focus::Quotes);
}

#[test]
fn an_article_without_quotations_or_people_reads_well() {
    let articles = [opened("a.toml", "title = 'T'\n[[sections]]\nbody = 'Words.'\n")];
    let options = Options::default();
    let (app, flow) = play(&articles, &options, (120, 40), "⇥jk⏎⇥jk⏎)(ty]}");
    let shown = text(&frame(&app, true));
    assert!(shown.contains("No quotations found") && shown.contains("No people named"), "{shown}");
    assert_eq!(flow, Flow::Continue);
}

#[test]
fn a_quotation_that_is_not_in_the_text_is_listed_and_can_be_chosen() {
    let source = "title = 'T'\n[[sections]]\nbody = 'Words.'\n[[quotes]]\ntext = 'elsewhere'\n";
    let articles = [opened("a.toml", source)];
    let options = Options::default();
    let (app, _) = play(&articles, &options, (120, 40), "⇥");
    assert!(text(&frame(&app, true)).contains("(not in the text)"));
    assert_eq!(play(&articles, &options, (120, 40), "⇥⏎").1, Flow::Chosen(vec![(0, 0)]));
}

#[test]
fn copying_says_sent_not_copied() {
    let articles = shipped("love");
    let options = Options::default();
    let (app, flow) = play(&articles, &options, (80, 24), ")y");
    assert_eq!(flow, Flow::Copy("good health".into()));
    assert!(text(&frame(&app, true)).contains("sent 11 characters to the clipboard"));
}

#[test]
fn pasted_words_are_words_and_never_keys() {
    let articles = shipped("love");
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    let before = text(&frame(&app, true));
    assert_eq!(update(&mut app, Event::Paste("qqq\n\u{3}".into())), Flow::Continue);
    assert_eq!(text(&frame(&app, true)), before);
    keys("/").into_iter().for_each(|e| drop(update(&mut app, e)));
    update(&mut app, Event::Paste("good\nhealth\u{1b}[31m".into()));
    assert!(text(&frame(&app, true)).contains("/good health\u{FFFD}[31m"));
}

#[test]
fn articles_are_found_by_words_that_are_told_of_them() {
    let articles = shipped("");
    let options = Options::default();
    let files = |typed: &str| {
        let (app, _) = play(&articles, &options, (80, 24), typed);
        app.chooser.shown.iter().map(|&index| articles[index].now().file.clone()).collect::<Vec<_>>()
    };
    assert_eq!(files("tour"), ["tour.toml"]);
    assert_eq!(files("2020 letters"), ["love-letters.toml"]);
    // Letters of the title and of the file are no word.
    assert_eq!(files("friendlove"), [""; 0]);
    // By who is named in it, who is then told.
    assert_eq!(files("yeonmi"), ["love-letters.toml"]);
    let (app, _) = play(&articles, &options, (80, 24), "yeonmi");
    let shown = with_faces(&frame(&app, true));
    assert!(shown.contains("Yeonmi Park · Pullquote · 2020-09-10"), "{shown}");
}
