//! The library as a list: from it into an article at the place, and back.

use super::session::*;

/// Runs a line with a library of its own, of the articles that are there.
fn library(line: &str) -> Session {
    let own = "export XDG_DATA_HOME=$PWD/data XDG_CACHE_HOME=$PWD/cache";
    Session::script(&format!("{own}; \"$P\" library add . 2>&1 && {line}; echo \"exit=$?.\""), &[])
}

#[test]
fn from_the_list_into_an_article_and_back() {
    let mut session = library("\"$P\"");
    session.wait_for("Library 2");
    session.keys("tall\r");
    session.wait_for(SHOWN);
    session.keys("\x7f");
    session.wait_for("Library 1/2");
    session.wait("the whole list drawn anew", |session| !session.words().contains("The miller said"));
    session.keys("\x1b");
    session.wait_for("Library 2");
    session.keys("q");
    session.wait_for("exit=0.");
    session.assert_given_back();
}

#[test]
fn a_key_goes_round_the_orders_also_while_letters_filter() {
    let mut session = library(
        "n=0; for t in Zebra Ant Moth; do n=$((n+1)); sed \"s/^title = .*/title = '$t'/\" a.toml >$n.toml; done; \"$P\"",
    );
    session.wait_for("Library 5");
    session.wait_for("Alt-s sorts");
    session.keys("\x1bs");
    session.wait_for("sorted by date");
    session.keys("\x1bs");
    session.wait_for("sorted by title");
    let at =
        |session: &Session, title: &str| session.words().find(title).unwrap_or_else(|| panic!("{}", session.words()));
    assert!(at(&session, "Ant") < at(&session, "Moth") && at(&session, "Moth") < at(&session, "Zebra"));
    session.keys("miller");
    session.wait_for("filter: miller");
    assert!(at(&session, "Ant") < at(&session, "Zebra"));
    session.keys("\x1b");
    session.wait_for("Alt-s sorts");
    session.keys("q");
    session.wait_for("exit=0.");
    session.assert_given_back();
}

#[test]
fn the_order_is_that_of_the_last_time() {
    let mut session = library(
        "n=0; for t in Zebra Ant Moth; do n=$((n+1)); sed \"s/^title = .*/title = '$t'/\" a.toml >$n.toml; done; \
         \"$P\"; \"$P\"; TERM=dumb \"$P\"",
    );
    session.wait_for("Alt-s sorts");
    session.keys("\x1bs\x1bs");
    session.wait_for("sorted by title");
    session.keys("q");
    session.wait("the second run", |session| session.raw.windows(8).filter(|w| w == b"\x1b[?1049h").count() == 2);
    session.wait_for_frame("sorted by title");
    session.wait("the first of all on top", |session| session.words().trim_start().contains("Library 5"));
    let words = session.words();
    assert!(words.find("Ant") < words.find("Moth") && words.find("Moth") < words.find("Zebra"), "{words}");
    session.keys("q");
    session.wait_for("Library: 5 articles, sorted by title;");
    session.wait_for("1 Ant,");
    session.keys("q\n");
    session.wait_for("exit=0.");
}

#[test]
fn a_file_opens_whose_name_cannot_be_shown() {
    let mut session = library("mv tall.toml \"$(printf 'tall\\377.toml')\"; \"$P\"");
    session.wait_for("Library 2");
    session.keys("tall\r");
    session.wait_for(SHOWN);
    session.keys("q");
    session.wait_for("exit=0.");
    session.assert_given_back();
}

#[test]
fn nothing_is_written_over_the_list_while_it_is_brought_up_to_date() {
    let mut session = library("for n in $(seq 300); do cp a.toml $n.toml; done; \"$P\"");
    session.wait_for("Library 302");
    session.keys("q");
    session.wait_for("exit=0.");
    let raw = String::from_utf8_lossy(&session.raw);
    assert!(!raw.contains("indexing"), "{raw}");
    session.assert_given_back();
}

#[test]
fn what_was_said_opens_where_it_was_said_and_can_be_chosen() {
    let mut session = library("\"$P\" said miller");
    session.wait_for("Said by The Miller");
    session.keys("\r");
    session.wait_for(SHOWN);
    session.wait_for("Quotations 2/2");
    session.keys("\r");
    session.wait_for("exit=0.");
    assert!(session.words().contains("Flour is not."), "{}", session.words());
    session.assert_given_back();
}

#[test]
fn which_words_differ_is_shown_beside() {
    let mut session = library(
        "sed 's/Bread is patient/Bread is never patient, and waits for nobody/' a.toml >b.toml; rm tall.toml; \
         sed -i 's/Bread is patient/Bread is patient, and waits for nobody/' a.toml; TERM=dumb \"$P\" said baker",
    );
    session.wait_for("Said by The Baker (2): 1 wording; a number opens one,");
    session.wait_for("also in 1");
    session.keys("i 1\n");
    session.wait_for("1 opens it.");
    let words = session.words();
    assert!(words.contains("With other words\n"), "{words}");
    assert!(words.contains("“Bread is {+never+} patient, and waits for nobody.”"), "{words}");
    session.keys("q\n");
    session.wait_for("exit=0.");
}

#[test]
fn where_lines_are_configured_nothing_is_drawn() {
    let mut session = library(
        "mkdir -p c/pullquote; echo 'linear = true' >c/pullquote/config.toml; XDG_CONFIG_HOME=$PWD/c \"$P\" said miller",
    );
    session.wait_for("Said by The Miller (2): 1 wording; a number opens one,");
    session.keys("1\n");
    session.wait_for("2 “Flour is not.” The Miller");
    session.keys("b\n");
    session.wait("the list again", |session| session.words().matches("Said by The Miller").count() == 2);
    session.keys("q\n");
    session.wait_for("exit=0.");
    assert!(!String::from_utf8_lossy(&session.raw).contains('\x1b'), "{}", session.words());
    session.assert_given_back();
}

#[test]
fn in_lines_a_number_opens_an_article_and_a_letter_leads_back() {
    let mut session = library("TERM=dumb \"$P\"");
    session.wait_for("Library: 2 articles; a number opens one,");
    session.keys("1\n");
    session.wait_for("b goes back to the");
    session.keys("G\n");
    session.keys("\n");
    session.wait_for("This is the end. g goes to the start, b to the list, q leaves.");
    session.keys("b\n");
    session.wait("what was read", |session| session.words().contains("% read,") || session.words().contains(", read,"));
    session.keys("/miller\n");
    session.wait_for("Library: 2 of 2 articles with “miller”");
    session.keys("/nobody\n");
    session.wait_for("Library: of 2 articles none has “nobody”");
    session.keys("/\n2\nc 1\n");
    session.wait_for("exit=0.");
    assert!(session.words().contains("> Bread is patient.\nexit=0."), "{}", session.words());
}

#[test]
fn an_article_that_is_gone_is_told_of_in_the_list() {
    let mut session = library("TERM=dumb \"$P\"");
    session.wait_for("Library: 2 articles; a number opens one,");
    for name in ["a.toml", "tall.toml"] {
        std::fs::remove_file(session.path(name)).unwrap();
    }
    session.keys("1\n");
    session.wait_for("It cannot be opened: ");
    session.keys("\x04");
    session.wait_for("exit=0.");
    session.assert_given_back();
}
