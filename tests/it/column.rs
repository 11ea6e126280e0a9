//! The column of the body: its width, how its lines are set, and moving by pages.

use proptest::prelude::*;
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::column::{Column, Setting};
use pullquote::ui::theme::Theme;
use pullquote::ui::update::{Event, update};
use pullquote::ui::view::draw;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::play::{frame, keys, opened, play, shipped, text};

fn press(app: &mut App<'_>, typed: &str) {
    keys(typed).into_iter().for_each(|event| drop(update(app, event)));
}

fn foot(app: &App<'_>) -> String {
    text(&frame(app, false)).lines().last().unwrap_or_default().trim().to_string()
}

/// The rows of the body that have words, by the columns that these take.
fn widths(app: &App<'_>) -> Vec<usize> {
    let shown = text(&frame(app, false));
    let rows = shown.lines().skip(1).take(app.reader().map_or(0, |r| r.visible.len()));
    rows.map(|row| row.trim().trim_start_matches('▌').trim().chars().count()).collect()
}

#[test]
fn keys_change_the_width_and_say_it() {
    let articles = shipped("love");
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (120, 40), "z");
    let first = text(&frame(&app, false));
    for (typed, said, widest) in [
        ("-", "70 columns", 70),
        ("10-", "50 columns", 50),
        ("-", "48 columns", 48),
        ("99-", "30 columns", 30),
        ("25+", "80 columns", 80),
        ("99+", "200 columns, room for 116", 116),
        ("=", "72 columns", 72),
    ] {
        press(&mut app, typed);
        assert_eq!(foot(&app), said);
        let widths = widths(&app);
        let is_used = widths.iter().any(|width| width + 12 > widest);
        assert!(widths.iter().all(|width| *width <= widest) && is_used, "{typed}: {widths:?}");
    }
    press(&mut app, "⎋");
    assert_eq!(text(&frame(&app, false)), first);
}

#[test]
fn what_is_wanted_outlasts_a_small_window_and_holds_in_every_article() {
    let articles = shipped("");
    let options = Options { column: Column::like_manual(Some("90")), ..Options::default() };
    let (mut app, _) = play(&articles, &options, (140, 40), "⏎z");
    press(&mut app, "+");
    let before = widths(&app);
    update(&mut app, Event::Resize(40, 12));
    update(&mut app, Event::Resize(140, 40));
    assert_eq!((app.column.measure, widths(&app)), (92, before));
    app.open(1);
    assert_eq!(app.reader().map(|reader| reader.column.measure), Some(92));
    press(&mut app, "=");
    assert_eq!(app.column.measure, 90);
}

#[test]
fn lines_are_ragged_then_hyphenated_then_justified() {
    let articles = shipped("love");
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (80, 60), "z20-}");
    let ragged = text(&frame(&app, false));
    for setting in [Setting::Hyphenated, Setting::Justified, Setting::Ragged] {
        press(&mut app, "|");
        assert_eq!((app.column.setting, foot(&app)), (setting, setting.name().to_string()));
        let (shown, widths) = (text(&frame(&app, false)), widths(&app));
        assert_eq!(shown.lines().any(|row| row.ends_with('-')), setting != Setting::Ragged, "{shown}");
        let full = widths.iter().filter(|width| **width == 32).count();
        assert_eq!(full * 2 > widths.len(), setting == Setting::Justified, "{widths:?}");
    }
    press(&mut app, "⎋");
    let foot = |shown: &str| shown.lines().count() - 1;
    assert_eq!(
        text(&frame(&app, false)).lines().take(foot(&ragged)).collect::<Vec<_>>(),
        ragged.lines().take(foot(&ragged)).collect::<Vec<_>>()
    );
}

#[test]
fn without_a_known_language_nothing_is_parted_or_widened() {
    let words = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ".repeat(8);
    let articles = [opened("x.toml", &format!("title = 'x'\n[[sections]]\nbody = '{words}'"))];
    let options = Options::default();
    let (mut app, _) = play(&articles, &options, (50, 30), "z");
    let ragged = widths(&app);
    press(&mut app, "||");
    assert_eq!(widths(&app), ragged);
    assert!(text(&frame(&app, false)).contains("justified, but not here"));
}

/// The cells of the body with a hit, in the order of reading, without spaces.
fn lit(app: &App<'_>) -> String {
    let mut buffer = Buffer::empty(app.screen);
    draw(app, &Theme::terminal(false), &mut buffer);
    let is_lit = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
    buffer.content.iter().filter(is_lit).map(|cell| cell.symbol()).filter(|s| *s != " ").collect()
}

#[test]
fn what_is_lit_is_lit_also_where_words_are_parted_and_spaces_widened() {
    let articles = shipped("love");
    for (setting, phrase) in Setting::ALL.into_iter().flat_map(|s| ["history when I firmly held", "he"].map(|p| (s, p)))
    {
        let options = Options { column: Column::default().wanted(Some(32), Some(setting)), ..Options::default() };
        let (app, _) = play(&articles, &options, (80, 200), &format!("z/{phrase}⏎"));
        let plain = |words: &str| words.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>().to_lowercase();
        let shown = plain(&lit(&app));
        let count = shown.len() / plain(phrase).len();
        assert!(count > 0 && shown == plain(phrase).repeat(count), "{setting:?} {shown}");
    }
}

#[test]
fn the_letter_of_a_link_stands_where_its_words_are_drawn() {
    let body = "The members of the committee had a [considerable number](https://example.org/) of other letters.";
    let source = format!("title = 'x'\nlanguage = 'en'\n[[sections]]\nbody = '{}'", format!("{body} ").repeat(4));
    let articles = [opened("x.toml", &source)];
    let options =
        Options { column: Column::default().wanted(Some(40), Some(Setting::Justified)), ..Options::default() };
    let places = |typed: &str, modifier| {
        let (app, _) = play(&articles, &options, (60, 30), typed);
        let buffer = frame(&app, false);
        let lit = |x: u16, y: u16| buffer.cell((x, y)).is_some_and(|cell| cell.modifier.contains(modifier));
        let all = (1..29).flat_map(|y| (1..60).map(move |x| (x, y)));
        all.filter(|&(x, y)| lit(x, y) && !lit(x - 1, y)).collect::<Vec<_>>()
    };
    let links = places("z", Modifier::UNDERLINED);
    let letters = places("zF", Modifier::REVERSED);
    assert_eq!(letters.len(), 4);
    assert!(letters.iter().all(|letter| links.contains(letter)), "{links:?} {letters:?}");
}

/// What the body shows.
fn body(app: &App<'_>) -> Vec<String> {
    let rows = app.reader().map_or(0, |reader| reader.visible.len());
    text(&frame(app, false)).lines().skip(1).take(rows).map(|row| row.trim_start_matches(['▌', ' ']).into()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_page_down_begins_with_the_last_row_and_a_page_up_takes_it_back(
        width in 30u16..200,
        height in 8u16..60,
        down in 0usize..60,
        setting in 0usize..3,
    ) {
        let articles = shipped("hard");
        let column = Column::default().wanted(None, Some(Setting::ALL[setting]));
        let options = Options { column, ..Options::default() };
        let (mut app, _) = play(&articles, &options, (width, height), &format!("z{down}j"));
        let last = |app: &App<'_>| app.reader().and_then(|reader| reader.visible.last().cloned());
        let before = body(&app);
        press(&mut app, " ");
        let after = body(&app);
        // At the end there is less than a page to move.
        if last(&app) != last(&play(&articles, &options, (width, height), "zG").0) {
            prop_assert_eq!(after.first(), before.last());
            press(&mut app, "b");
            prop_assert_eq!(body(&app), before);
        }
    }

    #[test]
    fn the_place_survives_any_change_of_the_column(
        moves in "[jkfbdu(){}g]{0,12}",
        changes in proptest::collection::vec("[-+=|]|[1-9][-+]", 1..12),
    ) {
        let articles = shipped("hard");
        let options = Options::default();
        let (mut app, _) = play(&articles, &options, (90, 30), &moves);
        let (before, place) = (body(&app), app.reader().map(|r| r.place));
        for change in changes {
            press(&mut app, &change);
            frame(&app, true);
            prop_assert_eq!(app.reader().map(|r| r.place), place);
        }
        press(&mut app, "=");
        while app.column.setting != Setting::Ragged {
            press(&mut app, "|");
        }
        prop_assert_eq!(body(&app), before);
    }
}
