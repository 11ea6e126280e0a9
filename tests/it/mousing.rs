//! The mouse: what the wheel and clicks do, and that they never choose.

use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::app::{App, Mode};
use pullquote::ui::geometry::Focus;
use pullquote::ui::keys::Way;
use pullquote::ui::update::{Deed, Event, Flow, update};

use crate::play::{frame, play, shipped, text};

/// Where these words are drawn first.
fn find(app: &App<'_>, words: &str) -> (u16, u16) {
    let shown = text(&frame(app, false));
    let (y, line) = shown
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(words))
        .unwrap_or_else(|| panic!("{words} is not in\n{shown}"));
    let x = line[..line.find(words).expect("there")].chars().count();
    (x as u16, y as u16)
}

fn click(app: &mut App<'_>, words: &str) {
    let (x, y) = find(app, words);
    assert_eq!(update(app, Event::Mouse(Deed::Click, x, y)), Flow::Continue);
}

fn start<'a>(articles: &'a [Held], options: &'a Options, typed: &str) -> App<'a> {
    play(articles, options, (150, 40), typed).0
}

#[test]
fn a_click_goes_to_what_it_is_on() {
    let (articles, options) = (shipped("love"), Options { mouse: true, ..Options::default() });
    let mut app = start(&articles, &options, "");
    click(&mut app, "Never underestimate him");
    let current = |app: &App<'_>| app.reader().and_then(|r| r.current().map(|q| r.quote(q).words.clone()));
    assert!(current(&app).is_some_and(|words| words.contains("Never underestimate")));
    click(&mut app, "What Kim wrote");
    let reader = app.reader().expect("open");
    assert_eq!((reader.focus, reader.article.section_of(reader.place.0)), (Focus::Contents, 1));
    let mut app = start(&articles, &options, "");
    click(&mut app, "president of the United States");
    assert_eq!(app.reader().map(|r| (r.focus, r.people.cursor, r.shown.len())), Some((Focus::People, 0, 11)));
    click(&mut app, "president of the United States");
    assert_eq!(app.reader().map(|r| r.shown.len()), Some(4));
    click(&mut app, "president of the United States");
    assert_eq!(app.reader().map(|r| r.shown.len()), Some(11));
}

#[test]
fn the_wheel_scrolls_what_it_is_over() {
    let (articles, options) = (shipped("love"), Options { mouse: true, ..Options::default() });
    let mut app = start(&articles, &options, "");
    let wheel = |app: &mut App<'_>, way, (x, y)| update(app, Event::Mouse(Deed::Wheel(way), x, y));
    let body = find(&app, "Kim has written");
    let before = text(&frame(&app, false));
    app.screen.height = 20;
    update(&mut app, Event::Resize(150, 20));
    wheel(&mut app, Way::Forward, body);
    assert_ne!(app.reader().map(|r| r.place), Some((0, 0)));
    wheel(&mut app, Way::Back, body);
    update(&mut app, Event::Resize(150, 40));
    assert_eq!(text(&frame(&app, false)), before);
    let people = find(&app, "president of the United States");
    wheel(&mut app, Way::Forward, people);
    assert_eq!(app.reader().map(|r| r.people.cursor), Some(1));
    // Beyond an end nothing happens.
    for _ in 0..50 {
        wheel(&mut app, Way::Forward, people);
    }
    assert_eq!(app.reader().map(|r| r.people.cursor), Some(4));
}

#[test]
fn the_bar_shows_where_and_goes_there() {
    let (articles, options) = (shipped("love"), Options { mouse: true, ..Options::default() });
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    let column = 79;
    let bar = |app: &App<'_>| -> String {
        let shown = text(&frame(app, false));
        shown.lines().skip(1).take(14).map(|line| line.chars().nth(column).unwrap_or(' ')).collect()
    };
    assert!(bar(&app).starts_with('█') && bar(&app).ends_with('│'), "{}", bar(&app));
    update(&mut app, Event::Mouse(Deed::Click, column as u16, 14));
    assert!(bar(&app).starts_with('│') && bar(&app).ends_with('█'), "{}", bar(&app));
    let plain = Options::default();
    let (app, flow) = play(&articles, &plain, (80, 24), "");
    assert_eq!((flow, bar(&app).trim()), (Flow::Continue, ""));
}

#[test]
fn an_article_is_chosen_by_a_second_click() {
    let (articles, options) = (shipped(""), Options::default());
    let mut app = start(&articles, &options, "");
    let tour = articles.iter().find(|held| held.now().file == "tour.toml").map(|held| held.now().article.title.clone());
    let tour = tour.expect("there");
    click(&mut app, &tour);
    assert_eq!((app.mode.clone(), app.chooser.list.cursor), (Mode::Choosing, 1));
    click(&mut app, &tour);
    assert_eq!(app.mode, Mode::Reading);
}
