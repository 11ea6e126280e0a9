//! Choosing, and leaving without a choice.

use super::session::*;

#[test]
fn enter_prints_the_words_and_not_one_byte_else() {
    let mut session = Session::reading("a.toml >out 2>err");
    session.keys("\t\r");
    assert_eq!(session.restored(), 0);
    assert_eq!(session.file("out"), "Bread is patient.\n");
    assert_eq!(session.file("err"), "");
}

#[test]
fn several_are_marked_and_sent_together() {
    let mut session = Session::reading("a.toml >out");
    session.keys("\ttjt\r");
    assert_eq!(session.restored(), 0);
    assert_eq!(session.file("out"), "Bread is patient.\nFlour is not.\n");
}

#[test]
fn a_large_article_is_searched_while_it_is_read() {
    let words = "Nobody says a word in this paragraph, which is there to be long.\n\n".repeat(5000);
    let article = format!("title = \"Long\"\n[[sections]]\nbody = '''\n“Wait for me,” she said.\n\n{words}'''\n");
    let line = "while [ ! -e ready ]; do :; done; \"$P\" long.toml >out 2>err; echo \"exit=$?.\"";
    let mut session = Session::script(line, &[]);
    std::fs::write(session.path("long.toml"), article).unwrap();
    std::fs::write(session.path("ready"), "").unwrap();
    session.wait_for("Quotations 1/1");
    session.keys("\t\r");
    assert_eq!(session.restored(), 0);
    assert_eq!((session.file("out").as_str(), session.file("err").as_str()), ("Wait for me,\n", ""));
}

#[test]
fn in_the_middle_of_a_pipe() {
    let line = "cat a.toml | \"$P\" - 2>err | cat >out; echo \"exit=$?.\"";
    let mut session = Session::script(line, &[]);
    session.wait_for(SHOWN);
    session.keys("\tj");
    session.wait_for("2/2");
    session.keys("\r");
    assert_eq!(session.restored(), 0);
    assert_eq!(session.file("out"), "Flour is not.\n");
    assert_eq!(session.file("err"), "");
}

#[test]
fn the_choice_of_a_substitution() {
    let line = "q=$(\"$P\" a.toml); echo \"exit=$?.\"; echo \"<$q>\"";
    let mut session = Session::script(line, &[]);
    session.wait_for(SHOWN);
    session.keys("\t\r");
    assert_eq!(session.restored(), 0);
    session.wait_for("<Bread is patient.>");
}

#[test]
fn streams_that_are_closed() {
    for streams in [">&-", "<&-", "2>&-", "<&- >&- 2>&-", "</dev/null >/dev/null 2>/dev/null"] {
        let mut session = Session::reading(&format!("a.toml {streams}"));
        session.keys("\t\r");
        assert_eq!(session.restored(), 0, "{streams}");
        assert_eq!(session.words().contains("Bread is patient."), !streams.contains('>') || streams == "2>&-");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let line = "{ \"$P\" a.toml 2>err; echo \"exit=$?.\" >&2; } | :";
    let mut session = Session::script(line, &[]);
    session.wait_for(SHOWN);
    session.keys("\t\r");
    assert_eq!(session.restored(), 0);
    assert_eq!(session.file("err"), "");
    let mut full = Session::reading("a.toml >/dev/full");
    full.keys("\t\r");
    assert_eq!(full.restored(), 2);
    full.wait_for("cannot be written");
}

#[test]
fn leaving_without_a_choice() {
    for (keys, streams, status) in [
        ("q", "", 0),
        ("q", "| cat", 130),
        ("q", ">out", 130),
        ("\x03", "", 130),
        ("\x03", ">out", 130),
        // Escape never leaves, whatever it closes.
        ("\x1b", "", 0),
    ] {
        let line = format!("{{ \"$P\" a.toml; echo \"exit=$?.\" >/dev/tty; }} {streams}");
        let mut session = Session::script(&line, &[]);
        session.wait_for_frame(SHOWN);
        if keys == "\x1b" {
            // A number that it clears shows that it was read.
            session.keys("777");
            session.wait_for_frame("777");
            session.keys("\x1b");
            session.wait("number cleared", |s| !s.words().contains("777"));
            session.keys("q");
        } else {
            session.keys(keys);
        }
        assert_eq!(session.restored(), status, "{keys:?} {streams}");
    }
}
