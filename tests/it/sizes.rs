//! Every size draws, and the reading place survives them all.

use proptest::prelude::*;
use pullquote::ui::Options;
use pullquote::ui::geometry::{Focus, Geometry, MEASURE, column};
use pullquote::ui::keys::{Key, Keymap};
use pullquote::ui::update::{Event, update};
use ratatui::layout::Rect;

use crate::play::{frame, play, shipped, text};
use crate::spoken;

const MODES: [&str; 19] = [
    "",
    "⇥",
    "⇥⇥",
    "o",
    "z",
    "?",
    "/fo",
    "/the⏎⇥⇥⏎",
    "G",
    "]]]",
    "]]]]",
    "c",
    "cs",
    "⇥⇥cmx",
    "zcs",
    "m",
    "ma'",
    "]ma]←",
    "LG",
];

#[test]
fn every_size_in_every_mode_draws() {
    let (articles, all) = (shipped("hard"), shipped(""));
    let options = Options::default();
    // Every width and every height, and the pairs around each threshold.
    let sizes = (1..=250).map(|width| (width, 1 + width % 37));
    let sizes = sizes.chain((1..=60).flat_map(|height| [1, 2, 9, 59, 60, 99, 100, 140].map(|width| (width, height))));
    let mut apps: Vec<_> = MODES.iter().map(|mode| play(&articles, &options, (80, 24), mode).0).collect();
    apps.push(play(&all, &options, (80, 24), "").0);
    let found = [spoken::held(spoken::article())];
    apps.extend(["i", "⇥jji", "⇥⇥i", "zi)", "oi"].map(|mode| play(&found, &options, (80, 24), mode).0));
    for (width, height) in sizes {
        for app in &mut apps {
            update(app, Event::Resize(width, height));
            frame(app, true);
        }
    }
}

#[test]
fn panes_lie_within_the_screen_and_apart() {
    let all = [Focus::Body, Focus::Quotes, Focus::People, Focus::Contents];
    for (width, height) in (0..260).flat_map(|w| (0..70).map(move |h| (w, h))) {
        let ways = [(false, false), (true, false), (false, true), (true, true)];
        for (focus, (alone, evidence)) in all.iter().flat_map(|f| ways.map(|way| (*f, way))) {
            let screen = Rect::new(0, 0, width, height);
            let whole = Geometry::new(screen, focus, alone);
            let geometry = if evidence { whole.with_evidence(focus, 72) } else { whole };
            let mut areas: Vec<Rect> = all.iter().map(|f| geometry.pane(*f)).collect();
            areas.extend([geometry.header, geometry.footer, geometry.evidence]);
            assert_eq!(all.map(|f| geometry.pane(f).is_empty()), all.map(|f| whole.pane(f).is_empty()));
            let taken: u32 = areas.iter().map(|a| a.area()).sum();
            assert!(taken <= screen.area(), "{width}x{height} {focus:?}");
            for (n, area) in areas.iter().enumerate() {
                assert_eq!(area.intersection(screen).area(), area.area());
                assert!(areas[n + 1..].iter().all(|other| area.intersection(*other).is_empty()));
            }
            if !alone && width > 0 && height > 0 {
                assert!(!geometry.pane(focus).is_empty(), "{width}x{height} {focus:?}");
            }
        }
    }
}

/// All keys but those that leave.
fn any_key() -> impl Strategy<Value = Event> {
    let keymap = Keymap::default();
    let chords = keymap.rows().iter().flat_map(|row| row.chords.iter());
    let keys: Vec<Key> = chords.map(|chord| chord.key).filter(|key| *key != Key::Enter).collect();
    prop_oneof![
        proptest::sample::select(keys).prop_map(Event::Key),
        proptest::char::range(' ', '~').prop_map(|c| Event::Key(Key::Char(c))),
        Just(Event::Key(Key::Enter)),
        ".{0,12}".prop_map(Event::Paste),
    ]
}

#[test]
fn the_contents_take_what_the_column_of_the_body_does_not_need() {
    let widths = |width: u16| {
        let geometry = Geometry::new(Rect::new(0, 0, width, 60), Focus::Body, false);
        (geometry.pane(Focus::Contents).width, column(geometry.pane(Focus::Body), MEASURE).width)
    };
    assert_eq!([140, 160, 180, 200, 250].map(|width| widths(width).0), [24, 26, 36, 48, 48]);
    for width in 155..=250 {
        assert_eq!(widths(width).1, MEASURE, "{width}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_keys_at_any_size(
        events in proptest::collection::vec(any_key(), 0..60),
        sizes in proptest::collection::vec((0u16..210, 0u16..70), 1..4),
    ) {
        let articles = shipped("");
        let options = Options::default();
        let mut app = play(&articles, &options, (80, 24), "").0;
        for (number, event) in events.into_iter().enumerate() {
            update(&mut app, event);
            let (width, height) = sizes[number % sizes.len()];
            if number % 5 == 0 {
                update(&mut app, Event::Resize(width, height));
            }
            frame(&app, true);
        }
    }

    #[test]
    fn the_place_survives_any_resizes(
        keys in "[jkfbdu(){}g]{0,12}",
        sizes in proptest::collection::vec((1u16..210, 1u16..70, "[⇥zo]{0,1}"), 1..8),
    ) {
        let articles = shipped("hard");
        let options = Options::default();
        let (mut app, _) = play(&articles, &options, (90, 30), &keys);
        // What a key has answered is told of its size only.
        app.message = None;
        let (before, place) = (text(&frame(&app, true)), app.reader().map(|r| r.place));
        for (width, height, _) in &sizes {
            update(&mut app, Event::Resize(*width, *height));
            frame(&app, true);
        }
        update(&mut app, Event::Resize(90, 30));
        prop_assert_eq!(app.reader().map(|r| r.place), place);
        prop_assert_eq!(text(&frame(&app, true)), before);
        // Going through the panes does not move the body either.
        for (_, _, keys) in &sizes {
            crate::play::keys(keys).into_iter().for_each(|e| drop(update(&mut app, e)));
        }
        prop_assert_eq!(app.reader().map(|r| r.place), place);
    }
}
