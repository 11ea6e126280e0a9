//! Correcting a real file, and what is printed then.

use super::session::*;

/// Runs in a folder that is the user's home as well, after a file is there.
fn reading(file: &str, text: &str, arguments: &str) -> Session {
    let line = format!(
        "while [ ! -e ready ]; do :; done; export HOME=$PWD XDG_DATA_HOME=; \"$P\" {arguments}; echo \"exit=$?.\""
    );
    let mut session = Session::script(&line, &[]);
    std::fs::write(session.path(file), text).unwrap();
    std::fs::write(session.path("ready"), "").unwrap();
    session.wait_for(SHOWN);
    session
}

#[test]
fn the_file_says_what_was_corrected_and_not_one_byte_else() {
    let mut session = Session::reading("a.toml --format csv >out 2>err");
    session.keys("cs");
    session.wait_for("Who says “Bread is patient.”");
    session.keys("mill\r");
    session.wait_for("speaker set to The Miller; written to a.toml; U undoes");
    let corrected =
        article().replacen("speaker = \"The Baker\"\n", "speaker = \"The Miller\"\norigin = \"corrected\"\n", 1);
    assert_eq!(session.file("a.toml"), corrected);
    session.keys("\r");
    assert_eq!(session.restored(), 0);
    assert!(session.file("out").contains("Bread is patient.,The Miller,"), "{}", session.file("out"));
    assert!(session.file("out").contains(",corrected,"), "{}", session.file("out"));
    assert_eq!(session.file("err"), "");
}

#[test]
fn it_is_taken_back() {
    let mut session = Session::reading("a.toml >out 2>err");
    session.keys("cx");
    session.wait_for("is no quotation now");
    assert_ne!(session.file("a.toml"), article());
    session.keys("U");
    session.wait_for("a.toml is as it was");
    assert_eq!(session.file("a.toml"), article());
    session.keys("q");
    assert_eq!((session.restored(), session.file("err").as_str()), (130, ""));
}

#[test]
fn a_file_that_changed_meanwhile_is_corrected_as_it_is_now() {
    let mut session = Session::reading("a.toml 2>err");
    let other = article().replace("Flour is not.", "Flour is.");
    std::fs::write(session.path("a.toml"), &other).unwrap();
    session.wait_for("the file has changed");
    session.keys("cx");
    session.wait_for("is no quotation now; written to a.toml");
    assert_eq!(
        session.file("a.toml").replacen("rejected = true\n", "", 1).replacen("origin = \"corrected\"\n", "", 1),
        other
    );
    session.keys("q");
    assert_eq!((session.restored(), session.file("err").as_str()), (0, ""));
}

const TEXT: &str = "The Vote\n\n“We go,” said Ada Byron. “No,” said Tom Wood.\n";

#[test]
fn what_was_corrected_in_a_text_is_there_the_next_time() {
    let twice = "a.txt >out 2>err; \"$P\" a.txt >>out 2>>err";
    let mut session = reading("a.txt", TEXT, twice);
    session.wait_for("Quotations 1/2");
    // The article of every session is in the way.
    session.keys("cx");
    session.wait_for("written to ~/.local/share/");
    assert_eq!((session.file("a.txt").as_str(), session.file("a.toml")), (TEXT, article()));
    session.keys("\r");
    session.wait_for("opened ");
    session.wait_for("Quotations 1/1");
    session.keys("\t\r");
    session.exit();
    assert_eq!((session.file("out").as_str(), session.file("err").as_str()), ("No,\nNo,\n", ""));
}

#[test]
fn what_was_piped_in_is_corrected_too() {
    let mut session = reading("b.txt", TEXT, "- <b.txt >out 2>err");
    session.keys("csEve\r");
    session.wait_for("speaker set to Eve");
    let folder = session.path(".local/share/pullquote/corrected");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].file_name().to_string_lossy().starts_with("the-vote-"));
    assert!(std::fs::read_to_string(files[0].path()).unwrap().contains("speaker = \"Eve\""));
    session.keys("q");
    session.restored();
}
