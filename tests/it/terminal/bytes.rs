//! What the terminal is sent, byte by byte.

use std::time::Duration;

use super::session::*;

/// Every sequence that the program sends: its introducer and its last byte, with
/// what is between.
fn sequences(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let mut found = Vec::new();
    let mut rest = text.as_ref();
    while let Some(at) = rest.find('\x1b') {
        rest = &rest[at + 1..];
        let end = match rest.as_bytes().first() {
            Some(b'[') => rest[1..].find(|c: char| ('\x40'..='\x7e').contains(&c)).map(|e| e + 2),
            Some(b']' | b'P' | b'_' | b'^' | b'X') => rest.find("\x1b\\").map(|e| e + 2),
            _ => Some(1),
        };
        let (one, after) = rest.split_at(end.unwrap_or(rest.len()));
        found.push(one.to_string());
        rest = after;
    }
    found
}

/// Only moving, attributes, clearing and the modes: no question, no title, no colour unless it is wanted.
fn assert_own(raw: &[u8], colour: bool) {
    for one in sequences(raw) {
        let modes = ["[?1049h", "[?1049l", "[?25h", "[?25l", "[?2004h", "[?2004l", "[?2026h", "[?2026l", "[2J", "[2K"];
        let inner = one.trim_start_matches('[').trim_end_matches(['H', 'm']);
        let numbers: Vec<u16> = inner.split(';').map_while(|n| n.parse().ok()).collect();
        let is_plain = inner.split(';').count() == numbers.len();
        let is_style =
            one.ends_with('m') && is_plain && numbers.iter().all(|n| *n < 10 || colour && (31..=36).contains(n));
        let is_move = one.ends_with('H') && is_plain && numbers.len() == 2;
        assert!(modes.contains(&one.as_str()) || is_style || is_move, "{one:?} was sent");
    }
}

fn drive(session: &mut Session) {
    session.wait_for_frame(SHOWN);
    for (keys, shown) in
        [("\t", "Enter choose"), ("t", "marked"), ("\x1b1/baker\r", "/baker"), ("?", "Moving"), ("q", "/baker 1/1")]
    {
        session.keys(keys);
        session.wait_for_frame(shown);
    }
    session.resize(120, 40);
    session.wait_for_frame("People");
    session.keys("qq");
    assert_eq!(session.restored(), 0);
}

#[test]
fn no_colour_where_none_is_wanted_and_never_a_question() {
    let line = |arguments| format!("\"$P\" {arguments} a.toml; echo \"exit=$?.\"");
    for (arguments, environment, colour) in [
        ("", &[][..], true),
        ("", &[("NO_COLOR", "1")][..], false),
        ("--color=never", &[][..], false),
        ("--color=always", &[("NO_COLOR", "1")][..], true),
    ] {
        let mut session = Session::script(&line(arguments), environment);
        drive(&mut session);
        assert_own(&session.raw, colour);
        let style = |n: &str| sequences(&session.raw).iter().any(|s| s.ends_with('m') && s.contains(n));
        assert_eq!(style(";3"), colour, "{arguments} {environment:?}");
        assert!(style(";1") && style(";7"), "the cursor and the hits are to be seen without colour, too");
    }
}

/// What a hostile file tries: ESC, C1 in UTF-8, DEL, an OSC, bidi overrides.
const HOSTILE: &str = "\\u001B]0;owned\\u0007\\u001B[31mred\\u009B31m\\u007F\\u202Eoverride\\u2066\\u0085\\u2028end";

#[test]
fn hostile_words_stay_words() {
    let article = format!(
        "\"odd {HOSTILE} key\" = 1\ntitle = \"T {HOSTILE}\"\nsubtitle = \"{HOSTILE}\"\nauthors = [\"{HOSTILE}\"]\n\
         [source]\nname = \"{HOSTILE}\"\nurl = \"https://x/{HOSTILE}\"\n\
         [[sections]]\nheading = \"H {HOSTILE}\"\nbody = \"She said “Words {HOSTILE}.” [a](https://x/{HOSTILE}) &#27;[31m &#x9b;\"\n\
         [[people]]\nname = \"N {HOSTILE}\"\nrole = \"{HOSTILE}\"\nabout = \"{HOSTILE}\"\n\
         [[quotes]]\ntext = \"Words {HOSTILE}.\"\nspeaker = \"N {HOSTILE}\"\ncontext = \"{HOSTILE}\"\n\
         [[quotes]]\ntext = \"Nowhere {HOSTILE}.\"\nspeaker = \"Another {HOSTILE}\"\n"
    );
    let name = "b\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}.toml";
    let line = "while [ ! -e ready ]; do :; done; \"$P\" a.toml b*.toml bad*.toml >out; echo \"exit=$?.\"";
    let mut session = Session::script(line, &[]);
    std::fs::write(session.path(name), &article).unwrap();
    std::fs::write(session.path(&name.replace('b', "bad")), format!("title = 1\n\"{HOSTILE}\" = [")).unwrap();
    std::fs::write(session.path("ready"), "").unwrap();
    session.wait_for_frame("quit");
    session.keys("\x1b[B\r");
    session.wait_for_frame(SHOWN);
    session.resize(200, 60);
    session.wait_for_frame("People");
    session.keys("\to?");
    session.wait_for_frame("Moving");
    session.keys("?/\x1b[200~\x1b[31m\u{9b}red\x1b[201~\r");
    session.wait_for_frame("red");
    session.keys("\x1b2g\r");
    assert_eq!(session.restored(), 2);
    let told = String::from_utf8(session.raw.clone()).unwrap();
    // The shell's own line ends, and CAN and ESC of the program's own sequences.
    let control = |c: char| c.is_control() && !"\r\n\x18\x1b".contains(c) || "\u{202e}\u{2066}\u{2028}".contains(c);
    assert_eq!(told.chars().find(|c| control(*c)), None);
    assert_own(&session.raw, true);
    let out = session.file("out");
    assert!(out.starts_with("Words ") && out.trim_end().chars().all(|c| !control(c) && c != '\x1b'), "{out:?}");
}

#[test]
fn copying_through_the_terminal() {
    let plain = "\x1b]52;c;QnJlYWQgaXMgcGF0aWVudC4=\x1b\\";
    for (environment, wanted) in [
        (&[][..], plain.to_string()),
        (&[("TMUX", "/tmp/x,1,0")][..], format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))),
    ] {
        let mut session = Session::script("\"$P\" a.toml; echo \"exit=$?.\"", environment);
        session.wait_for_frame(SHOWN);
        session.keys("y");
        session.wait_for_frame("sent 17 characters");
        session.keys("q");
        assert_eq!(session.restored(), 0);
        let raw = String::from_utf8(session.raw.clone()).unwrap();
        let copied: String = raw.match_indices("\x1b]52").map(|(at, _)| &raw[at..]).take(1).collect();
        assert!(copied.starts_with(&wanted), "{copied:?}");
    }
}

#[test]
fn no_library_speaks_while_the_interface_is_up() {
    // What is hard to break and to draw: Thai without a dictionary was complained of.
    let line = "\"$P\" \"$HARD\" >out 2>err; echo \"exit=$?.\"";
    let hard = concat!(env!("CARGO_MANIFEST_DIR"), "/content/hard-cases.toml");
    let mut session = Session::script(line, &[("HARD", hard)]);
    session.wait_for_frame("Congress");
    session.keys("G");
    session.wait_for_frame("100%");
    session.keys("q");
    session.restored();
    assert_eq!(session.file("out") + &session.file("err"), "");
}

#[test]
fn idle_is_idle() {
    let mut session = Session::reading("a.toml");
    session.wait_for_frame(SHOWN);
    // The first frame is out: threads settle.
    session.listen_for(Duration::from_millis(200));
    let before = ticks(session.pid());
    assert_eq!(session.listen_for(Duration::from_secs(1)), 0, "bytes were written");
    let used = ticks(session.pid()) - before;
    assert!(used <= 1, "{used} ticks of computing");
    session.keys("q");
    assert_eq!(session.restored(), 0);
}

#[test]
fn many_keys_make_few_frames() {
    let mut session = Session::reading("a.toml");
    session.wait_for_frame(SHOWN);
    let from = session.raw.len();
    session.keys([b'j'; 200]);
    session.keys("?");
    session.wait_for_frame("Moving");
    let frames = session.raw[from..].windows(8).filter(|w| w == b"\x1b[?2026h").count();
    eprintln!("{frames} frames");
    // Three on a quiet machine; on a loaded one the keys come in pieces.
    assert!(frames <= 12, "{frames} frames for 200 keys");
    session.keys("qq");
    assert_eq!(session.restored(), 0);
}
