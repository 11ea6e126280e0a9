//! Pictures above their captions: what is seen, and that nothing else is disturbed.

use std::sync::Arc;

use expect_test::expect_file;
use pullquote::picture::Picture;
use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::graphics::{Means, draw};
use pullquote::ui::reader::{Granted, Wish};
use pullquote::ui::showing::Choice;
use pullquote::ui::theme::Depth;
use pullquote::ui::update::{Event, Flow, update};
use pullquote::ui::view::pictures;
use ratatui::style::Color;

use crate::play::{frame, keys, opened, play, text, with_faces};

const PARAGRAPH: &str = "The boats lay still, and nobody spoke of the storm that had taken the pier.";

fn article(body: &str) -> Vec<Held> {
    vec![opened("a.toml", &format!("title = \"The Harbour\"\n[[sections]]\nbody = '''\n{body}\n'''\n"))]
}

/// Two pictures among paragraphs, of which the second is not there.
fn harbour() -> Vec<Held> {
    let words = format!("{PARAGRAPH}\n\n{PARAGRAPH}");
    let lines: String = (1..40).map(|n| format!("Line {n} of the log.\n\n")).collect();
    article(&format!(
        "{words}\n\n![The pier, *before* the storm.](pier.png)\n\n{words}\n\n![No picture.](none.png)\n\n{lines}"
    ))
}

fn options(means: Means) -> Options {
    let pictures = Choice { is_shown: true, means: Some(means), depth: Depth::True, asks: false };
    Options { pictures, ..Options::default() }
}

fn blocks() -> Options {
    options(Means::Blocks(Depth::True))
}

/// Bands of red and blue.
fn flag(width: u32, height: u32) -> Picture {
    let row = |y: u32| if (y / 24).is_multiple_of(2) { [200, 0, 0] } else { [0, 0, 200] }.repeat(width as usize);
    Picture { size: (width, height), kept: (width, height), rgb: (0..height).flat_map(row).collect() }
}

fn grant(wish: &Wish, picture: &Picture, number: u32) -> Granted {
    if wish.target == "none.png" {
        return Granted::None;
    }
    let size = wish.medium.fit(picture.size, wish.room);
    let drawn = draw(picture, wish.medium, size, number).expect("it can be drawn");
    Granted::Drawn(picture.size, Arc::new(drawn))
}

/// Grants all wishes, until there are none. Returns how many there were.
fn illustrate(app: &mut App<'_>, picture: &Picture) -> usize {
    let mut count = 0;
    while !app.wishes.is_empty() {
        for (index, wish) in std::mem::take(&mut app.wishes) {
            count += 1;
            let granted = grant(&wish, picture, count as u32);
            update(app, Event::Pictured(index, Box::new(wish), granted));
        }
    }
    count
}

/// The interface with the pictures that are near.
fn illustrated<'a>(articles: &'a [Held], options: &'a Options, size: (u16, u16), typed: &str) -> App<'a> {
    let (mut app, _) = play(articles, options, size, "");
    app.pictures.measured((8, 16));
    update(&mut app, Event::Ready);
    illustrate(&mut app, &flag(160, 96));
    for event in keys(typed) {
        update(&mut app, event);
        illustrate(&mut app, &flag(160, 96));
    }
    app
}

#[test]
fn a_picture_stands_above_its_caption() {
    let (articles, options) = (harbour(), blocks());
    for (name, size) in [("images-80x24", (80, 24)), ("images-120x40", (120, 40))] {
        let app = illustrated(&articles, &options, size, "");
        let file = expect_file![format!("screens/{name}.txt")];
        file.assert_eq(&with_faces(&frame(&app, true)));
    }
}

#[test]
fn until_it_is_there_the_caption_stands_alone_and_the_top_stays() {
    let (articles, options) = (harbour(), blocks());
    let (mut app, _) = play(&articles, &options, (80, 24), "jjj");
    let before = text(&frame(&app, true));
    assert!(app.wishes.is_empty(), "nothing is looked at before the first frame");
    update(&mut app, Event::Ready);
    assert_eq!((text(&frame(&app, true)), app.wishes.len()), (before.clone(), 2));
    assert_eq!(app.wishes[0].1.target, "pier.png", "what is in view comes first");
    illustrate(&mut app, &flag(160, 96));
    let after = text(&frame(&app, true));
    assert_eq!(after.lines().nth(1), before.lines().nth(1));
    assert!(after.contains('▀') || after.contains("The pier"));
    assert!(app.wishes.is_empty());
}

#[test]
fn its_colours_are_those_of_the_picture_as_far_as_there_are_any() {
    let articles = harbour();
    for (depth, red, blue) in [
        (Depth::True, Color::Rgb(200, 0, 0), Color::Rgb(0, 0, 200)),
        (Depth::Indexed, Color::Indexed(160), Color::Indexed(20)),
    ] {
        let options = options(Means::Blocks(depth));
        let app = illustrated(&articles, &options, (120, 40), "");
        let buffer = frame(&app, true);
        let shown = &pictures(&app)[0];
        let (x, y) = shown.at;
        assert_eq!(shown.drawn.size(), (20, 6));
        assert_eq!((buffer[(x, y)].bg, buffer[(x + 19, y + 5)].bg), (red, blue));
    }
}

/// The first row of the body.
fn top(app: &App<'_>) -> String {
    text(&frame(app, true)).lines().nth(1).unwrap_or_default().trim().to_string()
}

#[test]
fn each_row_of_it_scrolls_by() {
    let (articles, options) = (harbour(), blocks());
    let mut app = illustrated(&articles, &options, (120, 24), "");
    let mut before = text(&frame(&app, true));
    let mut tops = vec![top(&app)];
    for way in ["j", "k"] {
        for _ in 0..16 {
            update(&mut app, keys(way).remove(0));
            let after = text(&frame(&app, true));
            let (up, down) = if way == "j" { (&before, &after) } else { (&after, &before) };
            // The names of the panes beside stay.
            let rows = |text: &str, skip: usize, count: usize| -> Vec<String> {
                text.lines()
                    .skip(1 + skip)
                    .take(count)
                    .map(|row| row.chars().take(75).collect::<String>().trim_end().to_string())
                    .collect()
            };
            assert_eq!(rows(up, 1, 20), rows(down, 0, 20), "{way}");
            before = after;
            tops.push(top(&app));
        }
    }
    let pictures = tops.iter().filter(|row| row.contains("     ") || row.is_empty()).count();
    assert!(pictures >= 12, "{tops:#?}");
    assert_eq!(tops.first(), tops.last());
}

#[test]
fn words_are_found_selected_and_copied_as_without_it() {
    let articles = harbour();
    let (with, without) = (blocks(), Options::default());
    for typed in [
        "/before⏎",
        "/No picture⏎n",
        "/pier⏎nnn",
        "}}}vj",
        "}}}}vjjwwo",
        "}}vjjjjjVkk",
        "/before⏎vbby",
        "}}}mx''",
        "12j",
    ] {
        let mut seen = Vec::new();
        for options in [&with, &without] {
            let mut app = illustrated(&articles, options, (80, 24), typed);
            let flow = update(&mut app, keys("y").remove(0));
            let reader = app.reader().expect("an article");
            let hit = reader.search.as_ref().and_then(|search| search.here);
            let words = if let Flow::Copy(words) = flow { words } else { String::new() };
            seen.push((reader.selection, hit, words, app.message.clone()));
        }
        assert_eq!(seen[0], seen[1], "{typed}");
    }
}

#[test]
fn hits_and_cursors_are_in_view_below_a_picture() {
    let (articles, options) = (harbour(), blocks());
    for typed in ["G/The pier⏎", "G/before⏎", "}}}v", "GvgGkkk", "/No⏎v"] {
        for size in [(80, 24), (60, 12), (120, 9), (40, 6)] {
            let app = illustrated(&articles, &options, size, typed);
            let faces = with_faces(&frame(&app, true));
            assert!(faces.contains('h') || faces.contains('H'), "{typed} at {size:?}\n{faces}");
        }
    }
}

#[test]
fn the_key_hides_them_and_shows_them_again() {
    let (articles, options) = (harbour(), blocks());
    let plain = Options::default();
    let plain = text(&frame(&illustrated(&articles, &plain, (80, 24), ""), true));
    let drop_foot = |text: &str| text.lines().take(23).collect::<Vec<_>>().join("\n");
    let app = illustrated(&articles, &options, (80, 24), "I");
    assert_eq!(drop_foot(&text(&frame(&app, true))), drop_foot(&plain));
    assert_eq!(app.message.as_deref(), Some("images are hidden"));
    let app = illustrated(&articles, &options, (80, 24), "II");
    assert!(text(&frame(&app, true)).contains('▀') && app.message.as_deref() == Some("images are shown"));
    let none = Options::default();
    let app = illustrated(&articles, &none, (80, 24), "I");
    assert!(app.message.as_deref().is_some_and(|told| told.starts_with("images need 256 colours")));
    let none = article(PARAGRAPH);
    let app = illustrated(&none, &options, (80, 24), "II");
    assert_eq!(app.message.as_deref(), Some("images are shown, but this article has none"));
}

#[test]
fn what_opens_below_the_text_changes_no_picture() {
    let quoted = format!("“{PARAGRAPH}” said Ada Holloway.\n\n![The pier.](pier.png)\n\n{PARAGRAPH}");
    let source = format!(
        "title = \"The Harbour\"\n[[sections]]\nbody = '''\n{quoted}\n'''\n[[quotes]]\ntext = \"{PARAGRAPH}\"\n"
    );
    let (articles, options) = (vec![opened("a.toml", &source)], blocks());
    let mut app = illustrated(&articles, &options, (80, 40), "");
    let before = pictures(&app)[0].drawn.size();
    update(&mut app, keys("i").remove(0));
    assert!(!app.reader().expect("an article").geometry.evidence.is_empty());
    assert_eq!((app.wishes.len(), pictures(&app)[0].drawn.size()), (0, before));
}

#[test]
fn nothing_is_drawn_over_what_lies_over_the_body() {
    let articles = harbour();
    for means in [Means::Sixel, Means::Iterm2] {
        let options = options(means);
        let app = illustrated(&articles, &options, (120, 40), "");
        assert!(pictures(&app)[0].is_laid() && !text(&frame(&app, true)).contains('▀'));
        // Half blocks are cells, over which anything can be drawn.
        for typed in ["J", "O"] {
            let app = illustrated(&articles, &options, (120, 40), typed);
            assert!(pictures(&app).iter().all(|picture| !picture.is_laid()), "{typed}");
        }
        let app = illustrated(&articles, &options, (120, 40), "?");
        assert!(pictures(&app).is_empty());
        // And any row of them can be seen alone.
        let app = illustrated(&articles, &options, (120, 40), "jjjjjjjjj");
        assert!(!pictures(&app)[0].is_laid() && text(&frame(&app, true)).contains('▀'));
    }
}

#[test]
fn of_ten_thousand_figures_those_near_are_looked_at() {
    let figures: String = (0..10_000).map(|n| format!("![Figure {n}.](f{n}.png)\n\n")).collect();
    let (articles, options) = (article(&figures), blocks());
    let (mut app, _) = play(&articles, &options, (80, 60), "");
    update(&mut app, Event::Ready);
    assert!((1..=24).contains(&app.wishes.len()));
    assert!(illustrate(&mut app, &flag(32, 32)) <= 24);
    for typed in ["G", "g", " ", " ", "G", "5000G"] {
        for event in keys(typed) {
            update(&mut app, event);
            assert!(app.wishes.len() <= 24, "{typed}");
        }
        assert!(illustrate(&mut app, &flag(32, 32)) <= 72, "{typed}");
        let first: String = text(&frame(&app, true)).lines().skip(1).take(10).collect();
        assert!(first.contains("Figure"), "{typed}");
    }
}

#[test]
fn a_wish_that_was_passed_over_is_made_again() {
    let (articles, options) = (harbour(), blocks());
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    update(&mut app, Event::Ready);
    let (index, wish) = app.wishes.remove(0);
    app.wishes.clear();
    update(&mut app, Event::Pictured(index, Box::new(wish.clone()), Granted::Later));
    assert_eq!(app.wishes, [(index, wish.clone())]);
    // What comes after another size was wished for is too late.
    app.wishes.clear();
    update(&mut app, Event::Resize(60, 20));
    let late = grant(&wish, &flag(160, 96), 0);
    update(&mut app, Event::Pictured(index, Box::new(wish), late));
    assert!(!text(&frame(&app, true)).contains('▀'));
}

#[test]
fn every_size_and_every_shape_can_be_drawn() {
    let articles = harbour();
    for means in [Means::Blocks(Depth::True), Means::Kitty { tmux: false }, Means::Sixel, Means::Iterm2] {
        let options = options(means);
        for shape in [(1, 1), (1, 700), (700, 1), (300, 200)] {
            let picture = flag(shape.0, shape.1);
            let (mut app, _) = play(&articles, &options, (80, 24), "");
            app.pictures.measured((8, 16));
            update(&mut app, Event::Ready);
            for (width, height) in [(1, 1), (3, 2), (10, 4), (20, 5), (59, 9), (80, 24), (140, 12), (250, 60)] {
                update(&mut app, Event::Resize(width, height));
                illustrate(&mut app, &picture);
                for event in keys("jjjj}zjjGggz") {
                    update(&mut app, event);
                    illustrate(&mut app, &picture);
                    let area = frame(&app, true).area;
                    for shown in pictures(&app).iter().filter(|shown| shown.is_whole) {
                        let (right, bottom) = (shown.at.0 + shown.drawn.size().0, shown.at.1 + shown.drawn.size().1);
                        assert!(right <= area.right() && bottom < area.bottom().max(2), "{means:?} {shape:?} {area:?}");
                    }
                }
            }
        }
    }
}
