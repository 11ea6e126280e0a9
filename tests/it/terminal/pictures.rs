//! Pictures on a terminal: what it is asked, what it is sent once it has told, and that
//! nothing is left in it.

use std::io::Cursor;
use std::time::Duration;

use image::{ImageFormat, Rgb, RgbImage};

use super::session::*;

/// What the terminal is asked last.
const QUESTION: &str = "\x1b[>0q";
const KITTY: &str = "\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.35.2)\x1b\\";
const FOOT: &str = "\x1bP>|foot(1.16.2)\x1b\\";

/// How pictures begin that are sent in kitty's protocol, in sixel, and to iTerm2.
const SENT: [&str; 3] = ["\x1b_Gq=2,", "\x1bP9;1;0q", "\x1b]1337;File="];

const HALF: char = '▀';

/// Red above blue.
fn png() -> Vec<u8> {
    let color = |_, y| if y < 8 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) };
    let mut out = Cursor::new(Vec::new());
    RgbImage::from_fn(64, 32, color).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// The reader of an article with a picture beside it.
fn started(options: &str, environment: &[(&str, &str)]) -> Session {
    let all = [&[("COLORTERM", "truecolor")], environment].concat();
    let figure = "# The harbour\\n\\n![The pier.](pier.png)\\n\\nWords “of somebody” here.\\n";
    // Waits until the picture is there.
    let line = format!(
        "printf '{figure}' >b.md; while [ ! -s pier.png ]; do sleep 0.01; done; \"$P\" {options} b.md; echo \"exit=$?.\""
    );
    let session = Session::script(&line, &all);
    std::fs::write(session.path("new.png"), png()).unwrap();
    std::fs::rename(session.path("new.png"), session.path("pier.png")).unwrap();
    session
}

fn sent(session: &Session) -> String {
    String::from_utf8_lossy(&session.raw).into_owned()
}

fn wait_for_bytes(session: &mut Session, what: &str) {
    session.wait(what, |session| sent(session).contains(what));
}

/// Answers the question, and waits for what a terminal like that is sent. On a busy machine
/// the answer is too late for that, and a key asks for it.
fn answers(session: &mut Session, answer: &str, begin: &str) {
    wait_for_bytes(session, QUESTION);
    assert_eq!(used(&sent(session)), [""; 0], "nobody has told yet");
    session.keys(answer);
    session.wait("picture", |session| sent(session).contains(begin) || sent(session).contains(HALF));
    if !sent(session).contains(begin) {
        session.keys("II");
        wait_for_bytes(session, begin);
    }
}

fn leaves(mut session: Session) -> String {
    session.keys("q");
    assert_eq!(session.restored(), 0);
    sent(&session)
}

/// Which of the protocols were used.
fn used(sent: &str) -> Vec<&'static str> {
    SENT.into_iter().filter(|begin| sent.contains(begin)).collect()
}

#[test]
fn a_terminal_that_says_nothing_gets_half_blocks() {
    let mut session = started("", &[]);
    session.wait_for(&HALF.to_string());
    session.wait_for("The pier.");
    let all = sent(&session);
    let (first, rest) = all.split_once("\x1b[?2026l").unwrap();
    assert!(first.contains("The pier.") && !first.contains(HALF), "the first frame waits for no picture");
    assert!(rest.find(QUESTION) < rest.find(HALF), "nor for the question");
    assert!(sent(&session).contains(";48;2;"));
    let sent = leaves(session);
    assert!(sent.contains(QUESTION) && used(&sent).is_empty() && !sent.contains("a=d"));
}

#[test]
fn where_there_are_256_colours_the_nearest_are_taken() {
    let mut session = started("", &[("COLORTERM", "")]);
    session.wait_for(&HALF.to_string());
    let sent = leaves(session);
    assert!(sent.contains(";48;5;") && !sent.contains("8;2;"), "{sent:?}");
}

#[test]
fn what_kitty_draws_is_sent_once_it_said_so_and_forgotten_in_the_end() {
    let mut session = started("", &[]);
    answers(&mut session, KITTY, SENT[0]);
    wait_for_bytes(&mut session, "\u{10EEEE}");
    // Keys are keys as before.
    session.keys("?");
    session.wait_for("Keys in the body");
    session.keys("?");
    session.wait_for(SHOWN);
    let sent = leaves(session);
    assert_eq!(used(&sent), [SENT[0]]);
    assert_eq!(sent.matches("a=T").count(), 1, "sent once");
    let end = sent.rfind("\x1b[?1049l").unwrap();
    assert!(sent[..end].contains("\x1b_Ga=d,d=I,i=5263616,q=2\x1b\\"), "forgotten before the screen is left");
}

#[test]
fn sixel_is_sent_to_who_has_it_and_goes_where_something_lies_over_it() {
    let mut session = started("", &[]);
    answers(&mut session, FOOT, SENT[1]);
    let before = session.raw.len();
    session.keys("?");
    session.wait_for("Keys in the body");
    let over = String::from_utf8_lossy(&session.raw[before..]).into_owned();
    assert!(over.contains("\x1b[2K") && !over.contains(SENT[1]), "the rows are erased");
    session.keys("?");
    session.wait_for(SHOWN);
    let sent = leaves(session);
    assert_eq!((used(&sent), sent.matches(SENT[1]).count()), (vec![SENT[1]], 2));
}

#[test]
fn answers_are_no_keys_and_keys_between_them_are() {
    let mut session = started("", &[]);
    wait_for_bytes(&mut session, QUESTION);
    session.keys(format!("/\x1b_Gi=31;OK\x1b\\{FOOT}so"));
    session.wait_for("/so");
    session.wait_for("1/1");
    session.keys("\x1b");
    session.wait_for(SHOWN);
    leaves(session);
}

#[test]
fn what_forces_a_protocol_asks_nothing() {
    for (name, begin) in ["kitty", "sixel", "iterm2"].into_iter().zip(SENT) {
        let mut session = started(&format!("--images {name}"), &[("SSH_TTY", "/dev/pts/0")]);
        wait_for_bytes(&mut session, begin);
        let sent = leaves(session);
        assert!(used(&sent) == [begin] && !sent.contains(QUESTION), "{name}");
    }
}

#[test]
fn in_windows_that_are_switched_there_are_cells_only() {
    for environment in [("TMUX", "/tmp/none"), ("TERM", "screen-256color")] {
        let mut session = started("", &[environment, ("LC_TERMINAL", "iTerm2")]);
        session.wait_for(&HALF.to_string());
        let sent = leaves(session);
        assert!(used(&sent).is_empty() && !sent.contains(QUESTION));
    }
}

#[test]
fn over_a_slow_link_a_key_asks_for_them() {
    let mut session = started("", &[("SSH_CONNECTION", "a b c d")]);
    session.wait_for_frame(SHOWN);
    session.listen_for(Duration::from_millis(300));
    assert!(!sent(&session).contains(HALF) && !sent(&session).contains(QUESTION));
    session.keys("I");
    session.wait_for(&HALF.to_string());
    session.keys("I");
    session.wait("no picture", |session| !session.words().contains(HALF));
    leaves(session);
}

#[test]
fn where_they_cannot_be_drawn_nothing_is_asked() {
    for (options, environment) in [
        ("--images off", ("X", "")),
        ("", ("NO_COLOR", "1")),
        ("--color never", ("X", "")),
        ("--ascii", ("X", "")),
        ("--linear", ("X", "")),
    ] {
        let mut session = started(options, &[environment]);
        session.wait_for("The pier.");
        session.listen_for(Duration::from_millis(200));
        assert!(!sent(&session).contains(HALF) && !sent(&session).contains(QUESTION), "{options}");
        session.keys("q\r");
        session.exit();
    }
}

#[test]
fn a_picture_that_is_none_or_changes_is_no_trouble() {
    let mut session = started("", &[]);
    session.wait_for(&HALF.to_string());
    std::fs::write(session.path("pier.png"), b"no picture").unwrap();
    // A change of size has it looked at again.
    session.resize(60, 20);
    session.wait("no picture", |session| session.words().contains("The pier.") && !session.words().contains(HALF));
    leaves(session);
}
