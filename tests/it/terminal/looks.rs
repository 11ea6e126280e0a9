//! What the terminal is asked about its colours, and that its answer is never a key.

use std::time::Duration;

use super::session::*;

const QUESTION: &str = "\x1b]11;?\x1b\\";
const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";
const DARK: &str = "\x1b]11;rgb:1c1c/1c1c/1c1c\x07";

/// What the pages of the themes `light` and `dark` are written with.
const LIGHT_PAGE: &str = "48;2;250;250;250";
const DARK_PAGE: &str = "48;2;22;24;29";

/// The reader with some options, before its first frame.
fn started(options: &str, environment: &[(&str, &str)]) -> Session {
    let all = [&[("COLORTERM", "truecolor")], environment].concat();
    Session::script(&format!("\"$P\" {options} a.toml; echo \"exit=$?.\""), &all)
}

/// The reader with some options, up.
fn reading(options: &str, environment: &[(&str, &str)]) -> Session {
    let mut session = started(options, environment);
    session.wait_for_frame(SHOWN);
    session
}

/// The same, with its question asked.
fn asked(environment: &[(&str, &str)]) -> Session {
    let mut session = started("--theme auto", environment);
    session.wait("question", |session| sent(session).contains(QUESTION));
    session
}

fn sent(session: &Session) -> String {
    String::from_utf8_lossy(&session.raw).into_owned()
}

fn answered(session: &mut Session, page: &str) {
    session.wait("theme", |session| sent(session).contains(page));
}

/// Everything still works, no key is waiting, and the terminal is given back.
fn leaves_well(mut session: Session) {
    session.keys("?");
    session.wait_for_frame("Moving");
    session.keys("qq");
    assert_eq!(session.restored(), 0);
}

#[test]
fn the_theme_is_that_of_the_background() {
    for (answer, page) in [(LIGHT, LIGHT_PAGE), (DARK, DARK_PAGE)] {
        let mut session = asked(&[]);
        let raw = sent(&session);
        // The first frame is whole before anything is asked.
        let frame = raw.find("\x1b[?2026l").expect("a frame");
        assert!(raw.find(QUESTION).is_some_and(|at| at > frame), "{raw:?}");
        assert!(!raw.contains("48;2;"), "nothing is known yet");
        session.keys(answer);
        answered(&mut session, page);
        assert_eq!(sent(&session).matches(QUESTION).count(), 1);
        leaves_well(session);
    }
}

#[test]
fn a_mute_terminal_keeps_its_own_colours_and_every_key() {
    let mut session = asked(&[]);
    session.keys("/baker\r");
    session.wait_for_frame("/baker 1/1");
    // A real Esc, and what an answer would begin with.
    session.keys("\x1b");
    session.wait("the end of the search", |session| !session.words().contains("/baker"));
    session.keys("\x1b]j?");
    session.wait_for_frame("Moving");
    assert!(!sent(&session).contains("48;2;"));
    session.keys("qq");
    assert_eq!(session.restored(), 0);
}

#[test]
fn an_answer_in_pieces_is_no_key() {
    // It is late and comes apart; what is between the parts is only time in which they
    // could act, as `/` would by a search.
    for at in [2, 3, 4, 5, 9, 14, 20, LIGHT.len() - 1] {
        let mut session = asked(&[]);
        session.listen_for(Duration::from_millis(if at == 5 { 300 } else { 0 }));
        session.keys(&LIGHT[..at]);
        session.listen_for(Duration::from_millis(100));
        assert!(session.words().contains(SHOWN), "{at}: {}", session.words());
        session.keys(&LIGHT[at..]);
        answered(&mut session, LIGHT_PAGE);
        leaves_well(session);
    }
}

#[test]
fn keys_before_and_after_an_answer_are_pressed_once() {
    let mut session = asked(&[]);
    session.keys(format!("/bak{LIGHT}er\r"));
    answered(&mut session, LIGHT_PAGE);
    session.wait_for_frame("/baker 1/1");
    session.keys("q");
    session.wait_for_frame(SHOWN);
    leaves_well(session);
}

#[test]
fn nothing_is_asked_where_it_is_known_or_not_wanted() {
    for (options, environment, page) in [
        ("--theme auto", &[("COLORFGBG", "0;15")][..], Some(LIGHT_PAGE)),
        ("--theme auto", &[("COLORFGBG", "15;default;0")], Some(DARK_PAGE)),
        ("--theme auto", &[("NO_COLOR", "1")], None),
        ("--theme auto --color=never", &[], None),
        ("--theme dark", &[], Some(DARK_PAGE)),
        ("--theme dark", &[("NO_COLOR", "1")], None),
        ("", &[], None),
    ] {
        let mut session = reading(options, environment);
        session.keys("?");
        session.wait_for_frame("Moving");
        let raw = sent(&session);
        assert!(!raw.contains("\x1b]"), "{options} {environment:?}");
        assert!(page.map_or(!raw.contains("8;2;"), |page| raw.contains(page)), "{options} {environment:?}");
        session.keys("qq");
        assert_eq!(session.restored(), 0);
    }
}

#[test]
fn no_more_colours_than_the_terminal_has() {
    for (environment, code) in [
        (&[("COLORTERM", "")][..], ";48;5;234"),
        (&[("COLORTERM", ""), ("TERM", "linux")], ";40m"),
        (&[("COLORTERM", "24bit"), ("TERM", "linux")], ";48;2;22;24;29"),
    ] {
        let session = reading("--theme dark", environment);
        assert!(sent(&session).contains(code), "{environment:?} {:?}", &sent(&session)[..200]);
        leaves_well(session);
    }
}

#[test]
fn only_ascii_where_nothing_else_is_known() {
    for (options, environment, is_ascii) in [
        ("--ascii", &[][..], true),
        ("", &[("LC_ALL", "en_US.ISO-8859-1")], true),
        ("--ascii=never", &[("LC_ALL", "en_US.ISO-8859-1")], false),
        ("", &[("LC_ALL", "C")], false),
    ] {
        let mut session = reading(options, environment);
        session.keys("?");
        session.wait_for_frame("Moving");
        assert_eq!(session.raw.is_ascii(), is_ascii, "{options} {environment:?}");
        session.keys("qq");
        assert_eq!(session.restored(), 0);
    }
}
