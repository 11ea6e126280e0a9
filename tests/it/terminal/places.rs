//! What is kept from run to run, whatever ended the one before.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::session::*;

const STATE: &str = "state/pullquote/state.jsonl";
const BACK: &str = "where you left off";

/// Reads an article, and after Enter is typed another time.
fn twice(first: &str, between: &str, then: &str) -> Session {
    let run = |file: &str| format!("sh -c 'echo $$ >pid; exec \"$P\" {file}'");
    let line = format!("{}; echo \"left=$?.\"; read -r _; {between}; {}; echo \"exit=$?.\"", run(first), run(then));
    let mut session = Session::script(&line, &[]);
    session.wait_for_frame(SHOWN);
    session
}

/// The screen without the footer, where it may be told that one is back.
fn body(session: &Session) -> Vec<String> {
    session.words().lines().take(usize::from(ROWS) - 1).map(str::to_string).collect()
}

/// Somewhere in the middle, where one key has scrolled and another has jumped.
fn move_on(session: &mut Session) -> Vec<String> {
    session.keys("15Gjj");
    session.wait("place", |s| !s.words().contains("Line 13 of") && s.words().contains("Line 14 of"));
    session.wait_for_frame(SHOWN);
    body(session)
}

#[test]
fn a_renamed_article_opens_where_it_was_left() {
    let mut session = twice("a.toml", "mkdir new; mv a.toml new/b.toml", "new/b.toml");
    let place = move_on(&mut session);
    session.keys("q");
    session.wait_for("left=0");
    session.keys("\n");
    session.wait_for_frame(BACK);
    assert_eq!(body(&session), place);
    let mode = |name| std::fs::metadata(session.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(STATE), mode("state/pullquote"), mode("state/pullquote/state.lock")), (0o600, 0o700, 0o600));
    session.keys("q");
    assert_eq!(session.restored(), 0);
}

#[test]
fn one_that_was_opened_at_a_section_or_some_words_opens_there_again() {
    let mut session = twice("-q patient a.toml", "cat state/pullquote/state.jsonl | tr a-z A-Z", "a.toml");
    // The filter is closed first.
    session.keys("qq");
    session.wait_for("left=0");
    session.keys("\n");
    session.wait_for("\"KEY\"");
    session.wait_for_frame(SHOWN);
    assert!(!session.words().contains("Welcome"));
    session.keys("q");
    assert_eq!(session.restored(), 0);
}

#[test]
fn so_does_one_that_was_edited_and_one_that_is_piped() {
    let edit = "sed -i 's/The baker said/A new line.\\n\\nThe baker said/' a.toml";
    for (first, between, then) in [("a.toml", edit, "a.toml"), ("- <a.toml", "true", "- <a.toml")] {
        let mut session = twice(first, between, then);
        let place = move_on(&mut session);
        session.keys("q");
        session.wait_for("left=0");
        session.keys("\n");
        session.wait_for_frame(BACK);
        assert_eq!(body(&session)[1..], place[1..], "{then}");
    }
}

#[test]
fn whatever_ends_the_reading() {
    let ends: [(&[u8], Option<Signal>); 6] = [
        (b"\r", None),
        (b"\x03", None),
        (b"", Some(Signal::TERM)),
        (b"", Some(Signal::HUP)),
        (b"", Some(Signal::INT)),
        (b"", Some(Signal::QUIT)),
    ];
    for (keys, signal) in ends {
        let mut session = twice("a.toml", "true", "a.toml");
        let place = move_on(&mut session);
        if keys == b"\r" {
            // Enter chooses where a quotation is in view.
            session.keys("\t");
            session.wait_for_frame("Enter choose");
        }
        session.keys(keys);
        signal.iter().for_each(|signal| session.signal(*signal));
        session.wait_for("left=");
        session.keys("\n");
        session.wait_for_frame(BACK);
        assert_eq!(body(&session), place, "{signal:?}");
    }
}

#[test]
fn a_terminal_that_is_closed() {
    for ignoring in ["", "trap \"\" HUP; "] {
        let line = format!("{ignoring}sh -c 'echo $$ >pid; exec \"$P\" a.toml'");
        let mut session = Session::script(&line, &[]);
        session.wait_for_frame(SHOWN);
        move_on(&mut session);
        let pid = session.pid();
        session.close();
        eventually("end of the program", || !session.is_alive(pid));
        session.all_ended();
        assert!(session.file(STATE).contains("\"title\":\"Small Things\",\"place\":{"), "{}", session.file(STATE));
    }
}

#[test]
fn what_was_asked_for_goes_before_what_was_left() {
    for arguments in ["+1", "--query patient", "--by miller"] {
        let mut session = twice("a.toml", "true", &format!("{arguments} a.toml"));
        move_on(&mut session);
        session.keys("q");
        session.wait_for("left=0");
        session.keys("\n");
        session.wait_for_frame("The baker said");
    }
}

#[test]
fn who_only_looks_leaves_nothing() {
    let mut session = Session::reading("a.toml");
    session.keys("q");
    assert_eq!(session.restored(), 0);
    assert!(!session.path("state").exists());
}

#[test]
fn marks_of_eight_at_once_are_all_kept() {
    let folder = tempfile::tempdir().unwrap();
    let environment = [("XDG_STATE_HOME", folder.path().to_str().unwrap())];
    let mut sessions: Vec<Session> =
        (0..8).map(|_| Session::script("\"$P\" a.toml; echo \"exit=$?.\"", &environment)).collect();
    sessions.iter_mut().for_each(|session| session.wait_for_frame(SHOWN));
    for letter in 'a'..='e' {
        for (number, session) in sessions.iter_mut().enumerate() {
            let letter = char::from(letter as u8 + 5 * (number as u8 % 5));
            session.keys(format!("jm{}", if number < 5 { letter } else { letter.to_ascii_uppercase() }));
        }
    }
    sessions.iter_mut().for_each(|session| session.keys("q"));
    sessions.iter_mut().for_each(|session| assert_eq!(session.restored(), 0));
    let state = std::fs::read_to_string(folder.path().join("pullquote/state.jsonl")).unwrap();
    assert_eq!(state.lines().count(), 2, "{state}");
    for letter in ('a'..='y').chain('A'..='O') {
        assert!(state.contains(&format!("\"{letter}\":{{")), "{letter} in {state}");
    }
}

#[test]
fn killed_at_any_moment_the_state_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let environment = [("XDG_STATE_HOME", folder.path().to_str().unwrap())];
    let path = folder.path().join("pullquote/state.jsonl");
    let mut kept = 0;
    for step in 0..16u8 {
        let line = "sh -c 'echo $$ >pid; exec \"$P\" a.toml'; echo \"exit=$?.\"";
        let mut session = Session::script(line, &environment);
        session.wait_for_frame(if step == 0 || kept == 0 { SHOWN } else { "Small Things" });
        // Each mark is saved at once.
        let letters: String = ('a'..='z').chain('A'..='Z').map(|letter| format!("jm{letter}")).collect();
        session.keys(letters);
        std::thread::sleep(Duration::from_millis(u64::from(step) * 3));
        session.signal(Signal::KILL);
        session.exit();
        let Ok(state) = std::fs::read_to_string(&path) else { continue };
        for line in state.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
        let marks = state.matches("\"after\"").count();
        assert!(marks >= kept, "{marks} after {kept}: {state}");
        kept = marks;
    }
    assert!(kept > 0);
    // Nobody who was killed is in the way of others.
    let mut session = Session::script("\"$P\" a.toml; echo \"exit=$?.\"", &environment);
    session.wait_for_frame("Small Things");
    session.keys("Gmzq");
    assert_eq!(session.restored(), 0);
    let names: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn where_nothing_can_be_kept_that_is_one_line_at_the_end() {
    let places = [
        ("XDG_STATE_HOME=/dev/null", "/dev/null/pullquote: "),
        ("XDG_STATE_HOME=/proc/self", "/proc/self/pullquote: "),
        ("XDG_STATE_HOME=relative HOME=", "neither XDG_STATE_HOME nor HOME"),
    ];
    for (environment, why) in places {
        let line = format!("export {environment}; \"$P\" a.toml 2>err; echo \"exit=$?.\"");
        let mut session = Session::script(&line, &[]);
        session.wait_for_frame(SHOWN);
        move_on(&mut session);
        session.keys("q");
        assert_eq!(session.restored(), 0, "{environment}");
        let told = session.file("err");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.starts_with("pullquote: the place could not be saved: ") && told.contains(why), "{told}");
        assert!(!session.path("relative").exists());
    }
}

#[test]
fn what_is_no_state_stops_nobody_and_is_told_of() {
    let spoil = [
        "mkfifo state/pullquote/state.jsonl",
        "mkdir state/pullquote/state.jsonl",
        "printf \"\\033[31m\\377\" >state/pullquote/state.jsonl",
        "head -c 2000000 /dev/zero >state/pullquote/state.jsonl",
        "ln -s /dev/zero state/pullquote/state.jsonl",
    ];
    for spoil in spoil {
        let line = format!(
            "umask 0; mkdir -p state/pullquote; {spoil}; \"$P\" a.toml 2>err; \"$P\" a.toml 2>err.2; echo \"exit=$?.\""
        );
        let mut session = Session::script(&line, &[]);
        session.wait_for_frame(SHOWN);
        let start = Instant::now();
        let place = move_on(&mut session);
        session.keys("q");
        session.wait_for_frame(BACK);
        assert!(start.elapsed() < Duration::from_secs(10));
        assert_eq!(body(&session), place);
        session.keys("q");
        assert_eq!(session.restored(), 0);
        let (told, again) = (session.file("err"), session.file("err.2"));
        assert!(told.ends_with("state.jsonl.bad\n") && told.lines().count() == 1 && again.is_empty(), "{told}{again}");
        assert!(std::fs::symlink_metadata(session.path("state/pullquote/state.jsonl.bad")).is_ok());
        let mode = std::fs::metadata(session.path(STATE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
