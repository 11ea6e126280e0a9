//! Notes outlive the run, wherever they can be kept.

use std::os::unix::fs::PermissionsExt;

use super::session::*;

const NOTES: &str = "a.notes.toml";

/// Highlights a quotation, notes something on the next, and leaves.
fn note(session: &mut Session) {
    session.wait_for_frame(SHOWN);
    session.keys("H");
    session.wait_for_frame("highlighted in ");
    session.keys(")Aask the miller\r");
    session.wait_for_frame("noted in ");
    session.keys("q");
    session.wait_for("left=0");
    session.keys("\n");
}

fn noted(session: &mut Session) {
    session.wait("the notes", |s| s.words().contains('┆') && s.words().contains('+'));
    session.keys("O");
    session.wait_for_frame("2 notes");
    assert!(session.words().contains("ask the miller"), "{}", session.words());
    session.keys("qq");
    assert_eq!(session.restored(), 0);
}

#[test]
fn a_note_is_there_the_next_time() {
    let line = "umask 0; \"$P\" a.toml; echo \"left=$?.\"; read -r _; sed -i 's/^The baker/New words.\\n\\nThe baker/' a.toml; \"$P\" a.toml; echo \"exit=$?.\"";
    let mut session = Session::script(line, &[]);
    note(&mut session);
    noted(&mut session);
    let mode = std::fs::metadata(session.path(NOTES)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn words_that_changed_between_two_runs_are_told() {
    let line = "\"$P\" a.toml; echo \"left=$?.\"; read -r _; sed -i 's/Bread is/Bread was/' a.toml; \"$P\" a.toml; echo \"exit=$?.\"";
    let mut session = Session::script(line, &[]);
    note(&mut session);
    session.wait("the sign", |s| s.words().contains('~') && s.words().contains('+'));
    session.keys(";");
    session.wait_for_frame("“is” is now “was”");
    session.keys(";");
    session.wait_for_frame("note 2/2");
    assert!(session.words().contains(" + ask the miller"), "{}", session.words());
    session.keys("q");
    assert_eq!(session.restored(), 0);
}

#[test]
fn where_none_can_stand_beside_there_is_a_place() {
    for article in ["- <a.toml", "/dev/fd/3 3<a.toml"] {
        let line = format!(
            "export XDG_DATA_HOME=$PWD/data; \"$P\" {article}; echo \"left=$?.\"; read -r _; \"$P\" {article}; echo \"exit=$?.\""
        );
        let mut session = Session::script(&line, &[]);
        note(&mut session);
        noted(&mut session);
        let folder = session.path("data/pullquote/notes");
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
        assert!(!session.path(NOTES).exists());
    }
}

#[test]
fn what_is_no_notes_file_stops_nobody_and_stays() {
    for spoil in
        ["echo mine >a.notes.toml", "mkfifo a.notes.toml", "mkdir a.notes.toml", "ln -s /dev/zero a.notes.toml"]
    {
        let mut session = Session::script(&format!("{spoil}; \"$P\" a.toml; echo \"exit=$?.\""), &[]);
        session.wait_for_frame("it is no notes file");
        session.keys("H");
        session.wait_for_frame("highlighted, but only until you leave");
        assert!(session.words().contains('┆'));
        session.keys("q");
        assert_eq!(session.restored(), 0);
        let found = std::fs::symlink_metadata(session.path(NOTES)).unwrap();
        assert!(!found.is_file() || session.file(NOTES) == "mine\n");
    }
}

#[test]
fn eight_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    std::fs::write(&path, article()).unwrap();
    let line = format!("\"$P\" {}; echo \"exit=$?.\"", path.display());
    let mut sessions: Vec<Session> = (0..8).map(|_| Session::script(&line, &[])).collect();
    sessions.iter_mut().for_each(|session| session.wait_for_frame(SHOWN));
    for step in 0..5usize {
        for (number, session) in sessions.iter_mut().enumerate() {
            // Each on other words: on the same ones a note would be gone on with.
            session.keys(format!("v{}A{number}-{step}\r", "l".repeat(8 * step + number)));
        }
    }
    sessions.iter_mut().for_each(|session| session.keys("q"));
    sessions.iter_mut().for_each(|session| assert_eq!(session.restored(), 0));
    let notes = std::fs::read_to_string(folder.path().join(NOTES)).unwrap();
    for (number, step) in (0..8).flat_map(|number| (0..5).map(move |step| (number, step))) {
        assert!(notes.contains(&format!("text = \"{number}-{step}\"")), "{number}-{step} in {notes}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left over");
}
