//! The reader in lines, on a terminal that says it cannot draw.

use super::session::*;

/// Runs it, and waits for its first question.
fn reading(line: &str) -> Session {
    let mut session = Session::script(&format!("{line}; echo \"exit=$?.\""), &[("TERM", "dumb")]);
    asked(&mut session);
    session
}

/// Waits until it asks for a line: what was told before is saved then.
fn asked(session: &mut Session) {
    session.wait("a question", |session| session.words().trim_end().ends_with("\n>"));
}

/// Types a line, and waits for words that answer it.
fn ask(session: &mut Session, line: &str, answer: &str) {
    session.keys(format!("{line}\n"));
    session.wait_for(answer);
}

#[test]
fn a_dumb_terminal_gets_lines_and_nothing_else() {
    let mut session = reading("\"$P\" a.toml >out 2>err");
    let modes = session.modes_now();
    ask(&mut session, "", "The miller said");
    ask(&mut session, "where", "Section 1 of 1");
    ask(&mut session, "l", "2 “Flour is not.” The Miller");
    assert_eq!(session.modes_now(), modes, "the terminal is left alone");
    session.keys("2\n");
    assert_eq!(session.restored(), 0);
    assert_eq!((session.file("out").as_str(), session.file("err").as_str()), ("Flour is not.\n", ""));
    let told = String::from_utf8(session.raw.clone()).unwrap();
    assert_eq!(told.chars().find(|c| c.is_control() && !"\r\n".contains(*c)), None, "{told}");
}

#[test]
fn in_a_substitution_the_choice_is_the_value() {
    let mut session = Session::script("q=$(\"$P\" --linear a.toml); echo \"got=$q exit=$?.\"", &[]);
    asked(&mut session);
    ask(&mut session, "c 1", "got=Bread is patient. exit=0.");
    session.assert_given_back();
}

#[test]
fn a_piped_article_leaves_the_terminal_for_commands() {
    let mut session = reading("\"$P\" - <a.toml >out");
    ask(&mut session, "c2", "exit=0.");
    assert_eq!(session.file("out"), "Flour is not.\n");
}

#[test]
fn lines_of_a_pipe_are_read_only_where_it_is_asked_for() {
    let mut session = reading("echo c 1 | \"$P\" a.toml >out");
    ask(&mut session, "c 2", "exit=0.");
    assert_eq!(session.file("out"), "Flour is not.\n");
    let mut session = Session::script("echo c 1 | \"$P\" --linear a.toml; echo \"exit=$?.\"", &[]);
    assert_eq!(session.exit(), 0);
    assert!(session.words().contains("Bread is patient.\nexit=0."), "{}", session.words());
}

#[test]
fn the_ways_out_keep_the_place() {
    // Ctrl-C and Ctrl-D: a shell tells a signal's end as 130.
    for (key, exit) in [("q\n", 0), ("\x04", 0), ("\x03", 130)] {
        // The shell must outlive the Ctrl-C that ends the program.
        let mut session = reading("trap : INT; \"$P\" a.toml");
        ask(&mut session, "", "The miller said");
        asked(&mut session);
        session.keys(key);
        assert_eq!(session.restored(), exit, "{key:?}");
        let state = session.file("state/pullquote/state.jsonl");
        assert!(state.contains("Small Things") && state.contains("The miller said"), "{key:?}: {state}");
    }
}

#[test]
fn without_a_terminal_there_is_one_line_and_no_waiting() {
    let mut session =
        Session::script("setsid --wait sh -c '\"$P\" a.toml </dev/null' 2>err; echo \"exit=$?.\"", &[("TERM", "dumb")]);
    assert_eq!(session.exit(), 2);
    assert!(session.file("err").contains("there is no terminal") && session.file("err").lines().count() == 1);
}
