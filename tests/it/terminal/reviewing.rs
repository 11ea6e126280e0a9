//! `verify -i`: the doubtful quotations one after the other, by the reader's keys.

use super::session::*;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/verifying");

/// Runs it on a draft with doubtful quotations, with these lines as configuration.
fn review(columns: u16, rows: u16, config: &str) -> Session {
    let line = format!(
        "stty cols {columns} rows {rows}; mkdir -p own/pullquote; printf '%b' \"$C\" >own/pullquote/config.toml; \
         XDG_CONFIG_HOME=$PWD/own EDITOR='echo opened' \"$P\" verify -i {FOLDER}/short.md {FOLDER}/sources; \
         echo \"exit=$?.\""
    );
    let mut session = Session::script(&line, &[("C", config), ("VISUAL", "")]);
    session.resize(columns, rows);
    session.wait_for_frame("1/");
    session
}

fn last_line(session: &Session) -> String {
    session.words().lines().last().unwrap_or_default().to_string()
}

#[test]
fn the_doubtful_are_walked_through_and_left() {
    for (columns, rows) in [(80, 24), (40, 10)] {
        let mut session = review(columns, rows, "keys = \"default\"\n");
        let foot = last_line(&session);
        assert!(foot.starts_with(" n next") && foot.ends_with("q leave"), "{foot}");
        session.keys("n");
        session.wait_for_frame("2/");
        session.keys("G");
        session.wait_for_frame("3/3");
        session.keys("(");
        session.wait_for_frame("2/3");
        session.keys("?");
        session.wait_for_frame("Esc close");
        session.keys("\x0cq");
        session.wait_for_frame("2/3");
        session.wait_for_frame("q leave");
        session.keys("q");
        assert_eq!(session.restored(), 1);
    }
}

#[test]
fn keys_are_those_of_the_configuration() {
    let mut session = review(80, 24, "keys = \"vim\"\n[bind]\nnext-hit = \"x\"\nopen-draft = \"e\"\nquit = \"Q\"\n");
    let foot = last_line(&session);
    assert_eq!(foot, " x next   e open the draft   Enter print   ? keys   Q leave");
    // What is bound no more does nothing.
    session.keys("nqoxx");
    session.wait_for_frame("3/3");
    session.keys("gg");
    session.wait_for_frame("1/3");
    session.keys("Q");
    assert_eq!(session.restored(), 1);
}

#[test]
fn every_way_out_has_its_exit_status() {
    let ways = [("\r", 1, "diff: "), ("o", 0, "opened"), ("\x03", 130, ""), ("g\x03", 130, ""), ("\x1b", 1, "")];
    for (keys, status, told) in ways {
        let mut session = review(80, 24, "keys = \"vim\"\n");
        session.keys(keys);
        assert_eq!(session.restored(), status, "{keys:?}");
        assert!(session.words().contains(told), "{}", session.words());
    }
}
