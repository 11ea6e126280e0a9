//! Stopping and going on.

use rustix::process::Signal;

use super::session::*;

/// A shell with job control runs the program; what is typed once it has stopped
/// is the shell's.
fn job(then: &str) -> Session {
    let program = r#"sh -c "echo \$\$ >pid; exec \"\$P\" a.toml >out""#;
    let line = format!("sh -m -c '{program}; echo \"stopped=$?.\"; read -r _; {then}; echo \"exit=$?.\"'");
    Session::script(&line, &[])
}

/// Waits for the end: to this shell a job that has stopped is done, with a status from 144 on.
const WAIT: &str = "s=199; until [ $s -lt 144 ]; do wait %1; s=$?; done; (exit $s)";

#[test]
fn stopped_and_back_in_front() {
    for way in ["key", "from outside"] {
        let mut session = job("fg >/dev/null");
        session.wait_for_frame(SHOWN);
        session.keys("\tj");
        session.wait_for_frame("2/2");
        let before = session.words();
        match way {
            "key" => session.keys("\x1a"),
            _ => session.signal(Signal::TSTP),
        }
        session.wait_for("stopped=");
        session.assert_given_back();
        session.keys("\n");
        session.wait_for_frame("2/2");
        assert_eq!(session.words(), before, "{way}");
        session.keys("\r");
        assert_eq!(session.restored(), 0, "{way}");
        assert_eq!(session.file("out"), "Flour is not.\n");
    }
}

#[test]
fn stopped_the_hard_way() {
    let mut session = job("fg >/dev/null");
    session.wait_for_frame(SHOWN);
    let before = session.words();
    session.signal(Signal::STOP);
    session.wait_for("stopped=");
    session.keys("\n");
    session.wait("same screen", |s| s.words() == before);
    session.keys("q");
    assert_eq!(session.restored(), 130);
}

#[test]
fn a_stopped_job_is_ended_where_it_is() {
    // In the background it must not wait for the terminal first.
    for then in ["kill %1; kill -CONT %1", "kill -HUP %1; bg", "bg; kill %1; kill -CONT %1"] {
        let mut session = job(&format!("{then}; {WAIT}"));
        session.wait_for_frame(SHOWN);
        let pid = session.pid();
        session.keys("\x1a");
        session.wait_for("stopped=");
        session.keys("\n");
        eventually("end of the program", || !session.is_alive(pid));
        let status = session.restored();
        assert!([143, 129].contains(&status), "{then}: {status}");
    }
}

#[test]
fn a_hard_stopped_job_is_ended_where_it_is() {
    let mut session = job(&format!("kill %1; kill -CONT %1; {WAIT}"));
    session.wait_for_frame(SHOWN);
    let pid = session.pid();
    session.signal(Signal::STOP);
    session.wait_for("stopped=");
    session.keys("\n");
    eventually("end of the program", || !session.is_alive(pid));
    assert_eq!(session.exit(), 143);
    // The modes are the shell's by then; this one does not mind them.
    session.assert_screen_given_back();
}

#[test]
fn nobody_is_stopped_who_could_not_come_back() {
    // In a substitution the shell itself would stop with us.
    let line = "q=$(\"$P\" a.toml); echo \"exit=$?.\"; echo \"<$q>\"";
    let mut session = Session::script(line, &[]);
    session.wait_for_frame(SHOWN);
    session.keys("\x1a");
    session.wait_for_frame("cannot suspend here");
    session.keys("\t\r");
    assert_eq!(session.restored(), 0);
    // The program that a window runs by itself has no shell.
    let mut alone = Session::script("exec \"$P\" a.toml", &[]);
    alone.wait_for_frame(SHOWN);
    alone.keys("\x1a");
    alone.wait_for_frame("cannot suspend here");
    alone.keys("q");
    alone.all_ended();
}

#[test]
fn started_in_the_background() {
    let line = "sh -m -c '\"$P\" a.toml & read -r _; fg >/dev/null; echo \"exit=$?.\"'";
    let mut session = Session::script(line, &[]);
    session.wait_for("earlier words");
    session.keys("\n");
    session.wait_for_frame(SHOWN);
    session.keys("q");
    assert_eq!(session.restored(), 0);
}
