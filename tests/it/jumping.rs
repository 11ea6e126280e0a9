//! The jump by letters, and the letters at links.

use pullquote::ui::Options;
use pullquote::ui::geometry::Focus;
use pullquote::ui::keys::chord;
use pullquote::ui::update::{Event, Flow, update};

use crate::play::{frame, opened, play, shipped, text};

#[test]
fn to_a_heading_a_person_a_quotation() {
    let articles = shipped("love");
    let options = Options::default();
    let play = |typed: &str| play(&articles, &options, (120, 40), typed).0;
    let app = play("Jwhat kim⏎");
    let reader = app.reader().expect("open");
    assert_eq!(reader.article.section_of(reader.place.0), 1);
    let app = play("Jyeonmi⏎");
    let reader = app.reader().expect("open");
    assert_eq!(
        (reader.focus, reader.article.people[reader.people.cursor].name.as_str()),
        (Focus::People, "Yeonmi Park")
    );
    let app = play("Jnever under⏎");
    let reader = app.reader().expect("open");
    assert!(reader.current().is_some_and(|quote| reader.quote(quote).words.contains("Never underestimate")));
    assert!(text(&frame(&app, false)).contains("Never underestimate him"));
    // Nothing is changed without a choice.
    for leave in ["Jx⎋", "Jzzzzz⏎"] {
        assert_eq!(text(&frame(&play(leave), false)), text(&frame(&play(""), false)), "{leave}");
    }
    let shown = text(&frame(&play("Jkim"), false));
    assert!(shown.contains("Jump to a heading") && shown.contains(" to: kim"), "{shown}");
}

#[test]
fn a_link_is_seen_before_it_is_opened() {
    let source = "title = 'x'\n[[sections]]\nbody = '''\nSee [one *and* more](https://one.example/a) or [two](javascript:x), [three](mailto:a@b.example).\n'''\n";
    let articles = [opened("x.toml", source)];
    let options = Options::default();
    let play = |typed: &str| play(&articles, &options, (80, 24), typed);
    let (app, _) = play("F");
    let shown = text(&frame(&app, false));
    assert!(shown.contains("See ane and more or two, shree."), "{shown}");
    let (app, flow) = play("Fa");
    assert_eq!(flow, Flow::Continue);
    assert!(
        text(&frame(&app, false)).contains(" https://one.example/a  Enter open it   y copy it"),
        "{}",
        text(&frame(&app, false))
    );
    assert_eq!(play("Fa⏎").1, Flow::Open("https://one.example/a".into()));
    assert_eq!(play("Fay").1, Flow::Copy("https://one.example/a".into()));
    for leave in ["F⎋", "Fa⎋", "Faq"] {
        let (app, flow) = play(leave);
        assert_eq!(flow, Flow::Continue);
        assert!(text(&frame(&app, false)).contains("See one and more or two, three."), "{leave}");
    }
    let none = [opened("y.toml", "title = 'x'\n[[sections]]\nbody = 'No link.'\n")];
    let (app, _) = crate::play::play(&none, &options, (80, 24), "F");
    assert!(text(&frame(&app, false)).contains("no link is in view"));
}

#[test]
fn what_is_not_opened_can_be_copied_by_the_key_as_it_is_bound() {
    let failed = || Event::Opened("https://one.example/a".into(), Err("lynx needs a terminal of its own".into()));
    let articles = shipped("love");
    for (key, told) in [
        ("y", "lynx needs a terminal of its own; y instead of Enter copies the address"),
        ("Z", "lynx needs a terminal of its own; Z instead of Enter copies the address"),
    ] {
        let mut options = Options::default();
        for name in ["copy", "copy-words"] {
            options.keymap.bind(name, &[chord(key).expect("a key")]).expect("bound");
        }
        let (mut app, _) = crate::play::play(&articles, &options, (80, 24), "F");
        update(&mut app, failed());
        assert_eq!(app.message.as_deref(), Some(told));
        update(&mut app, Event::Opened("https://one.example/a".into(), Ok(())));
        assert_eq!(app.message.as_deref(), Some("asked the browser for https://one.example/a"));
    }
}
