//! Whatever ends the program, the terminal is given back.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::session::*;

const FATAL: [Signal; 4] = [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT];

#[test]
fn a_signal_from_outside() {
    for signal in FATAL {
        let mut session = Session::reading("a.toml >out");
        let start = Instant::now();
        session.signal(signal);
        assert_eq!(session.restored(), 128 + signal.as_raw(), "{signal:?}");
        assert!(start.elapsed() < Duration::from_secs(5), "{signal:?} took {:?}", start.elapsed());
        assert_eq!(session.file("out"), "");
    }
}

#[test]
fn several_signals_at_once() {
    let all = [Signal::WINCH, Signal::TERM, Signal::CONT, Signal::HUP, Signal::INT, Signal::QUIT, Signal::TERM];
    for turn in 0..all.len() {
        let mut session = Session::reading("a.toml");
        for signal in all.iter().cycle().skip(turn).take(all.len()) {
            session.signal(*signal);
        }
        let status = session.restored();
        assert!(FATAL.iter().any(|s| status == 128 + s.as_raw()), "{status}");
    }
}

#[test]
fn a_signal_at_any_moment_of_the_first_frame() {
    for step in 0..24 {
        let mut session = Session::start("a.toml");
        // Not to wait for anything: to come at another moment each time.
        std::thread::sleep(Duration::from_millis(step * 2));
        let signal = FATAL[step as usize % FATAL.len()];
        session.signal(signal);
        assert_eq!(session.restored(), 128 + signal.as_raw(), "{signal:?} after {} ms", step * 2);
    }
}

#[test]
fn the_mouse_is_given_back_too() {
    let asked = |session: &Session| String::from_utf8_lossy(&session.raw).contains("\x1b[?1000h\x1b[?1006h");
    for signal in FATAL {
        let mut session = Session::reading("--mouse a.toml >out");
        assert!(asked(&session));
        session.signal(signal);
        assert_eq!(session.restored(), 128 + signal.as_raw(), "{signal:?}");
    }
    // By a key as well; and what the mouse sends is no key.
    let mut session = Session::reading("a.toml");
    assert!(!asked(&session));
    session.keys("\x1bm");
    session.wait_for_frame("the mouse is ours");
    assert!(asked(&session));
    session.keys("\x1b[<0;5;5M\x1b[<0;5;5m\x1b[<65;5;5M?");
    session.wait_for_frame("Moving");
    session.keys("qq");
    assert_eq!(session.restored(), 0);
}

#[cfg(debug_assertions)]
#[test]
fn a_panic() {
    let line = "RUST_BACKTRACE=1 \"$P\" --panic a.toml >out; echo \"exit=$?.\"";
    let mut session = Session::script(line, &[]);
    assert_eq!(session.restored(), 2);
    assert_eq!(session.file("out"), "");
    let words = session.words();
    assert!(words.contains("pullquote: ") && words.contains("asked to"), "{words}");
    assert!(!words.contains("backtrace") && !words.contains("thread"), "{words}");
    assert_eq!(words.trim_end().lines().count(), 3, "{words}");
}

#[test]
fn the_terminal_is_closed() {
    for ignoring in ["", "trap \"\" HUP; "] {
        let line = format!("{ignoring}sh -c 'echo $$ >pid; exec \"$P\" a.toml >out 2>err'; echo $? >status");
        let mut session = Session::script(&line, &[]);
        session.wait_for_frame(SHOWN);
        // In the help no key ends the program.
        session.keys("?");
        session.wait_for_frame("Moving");
        let pid = session.pid();
        let start = Instant::now();
        session.close();
        eventually("end of the program", || !session.is_alive(pid));
        assert!(start.elapsed() < Duration::from_secs(3), "it took {:?}", start.elapsed());
        session.all_ended();
        if !ignoring.is_empty() {
            assert_eq!(session.file("status"), format!("{}\n", 128 + Signal::HUP.as_raw()));
        }
        assert_eq!(session.file("out") + &session.file("err"), "");
    }
}

#[test]
fn a_terminal_that_reads_nothing() {
    let mut session = Session::mute(1000, 500, "tall.toml");
    session.wait_for_raw();
    // Its first frame is on the way, and stands still once the terminal is full.
    let pid = session.pid();
    eventually("frame that stands still", || {
        let before = written(pid);
        std::thread::sleep(Duration::from_millis(300));
        before > 4096 && written(pid) == before
    });
    session.fill();
    let start = Instant::now();
    session.signal(Signal::TERM);
    eventually("end of the program", || !session.is_alive(pid));
    assert!(start.elapsed() < Duration::from_secs(2), "it took {:?}", start.elapsed());
    assert!(start.elapsed() > Duration::from_millis(500), "the terminal was not full");
    // Even the screen is, once somebody reads.
    session.listen();
    assert_eq!(session.restored(), 128 + Signal::TERM.as_raw());
}

#[test]
fn without_a_terminal() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.toml"), article()).unwrap();
    let program = env!("CARGO_BIN_EXE_pullquote");
    let mut command = std::process::Command::new("setsid");
    command.args(["-w", program, "a.toml"]).current_dir(&dir).env("XDG_STATE_HOME", dir.path());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("pullquote quotes") && !told.contains('\x1b'), "{told}");
}
