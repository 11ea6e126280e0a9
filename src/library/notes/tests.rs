use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::article::Block;
use crate::library::SHIPPED;
use crate::passage::Passage;

fn article() -> Article {
    let block = Block { words: "One two three four.".into(), ..Block::default() };
    Article { title: "A".into(), blocks: vec![block].into(), ..Article::default() }
}

fn note(id: &str) -> Note {
    let passage = Passage { start: (0, 4), end: (0, 13) };
    Note { id: id.into(), ..Note::on(passage, &article().blocks, None).expect("a note") }
}

fn home(source: Source) -> Home {
    Home { source, number: 0, is_one_of_several: false, provenance: None, stand_in: None, stamp: None }
}

/// A folder with an article in it.
fn folder() -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.toml");
    fs::write(&path, "x").expect("written");
    (folder, home(Source::Path(path)))
}

#[test]
fn notes_stand_beside_the_article_and_are_nobody_elses_business() {
    let (folder, home) = folder();
    assert_eq!(read_notes(&home, &article()).expect("none"), []);
    change_notes(&home, &article(), &Change::Put(note("n-1"))).expect("written");
    change_notes(&home, &article(), &Change::Put(note("n-2"))).expect("written");
    let path = folder.path().join("a.notes.toml");
    let mode = fs::metadata(&path).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(read_notes(&home, &article()).expect("read"), [note("n-1"), note("n-2")]);
    assert!(is_notes(&path) && !is_notes(&folder.path().join("a.toml")));
    // Who shares theirs goes on sharing them.
    fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).expect("set");
    change_notes(&home, &article(), &Change::Remove(note("n-1"))).expect("written");
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o644);
    change_notes(&home, &article(), &Change::Remove(note("n-2"))).expect("written");
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("listed").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(names, ["a.toml"], "nothing is left over");
}

#[test]
fn what_is_no_notes_file_stays() {
    let (folder, home) = folder();
    let path = folder.path().join("a.notes.toml");
    for bytes in [&b"title = \"Mine\"\n"[..], b"\xff\x00", b"pullquote-notes = 1\n[[", b"pullquote-notes = 9\n", b""] {
        fs::write(&path, bytes).expect("written");
        assert!(read_notes(&home, &article()).is_err(), "{bytes:?}");
        let refused = change_notes(&home, &article(), &Change::Put(note("n-1"))).expect_err("refused").to_string();
        assert!(refused.contains("a.notes.toml: ") && refused.lines().count() == 1, "{refused}");
        assert_eq!(fs::read(&path).expect("read"), bytes);
    }
    fs::remove_file(&path).expect("gone");
    fs::create_dir(&path).expect("made");
    assert!(
        read_notes(&home, &article()).is_err() && change_notes(&home, &article(), &Change::Put(note("n-1"))).is_err()
    );
}

#[test]
fn eight_at_once_lose_nothing() {
    let (_folder, home) = folder();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let home = &home;
            scope.spawn(move || {
                for number in 0..10 {
                    let change = Change::Put(note(&format!("n-{thread}-{number}")));
                    // Where everything is slow the others have it longer than anybody waits:
                    // that is told, and who is told so tries again.
                    while let Err(why) = change_notes(home, &article(), &change) {
                        assert!(matches!(why.failure, Failure::Locked), "{why}");
                    }
                }
            });
        }
    });
    assert_eq!(read_notes(&home, &article()).expect("read").len(), 80);
}

#[test]
fn chapters_of_a_book_share_a_file() {
    let (_folder, home) = folder();
    let home = Home { is_one_of_several: true, ..home };
    let of = |title: &str| Note { article: Some(title.into()), ..note(title) };
    let chapter = |title: &str| Article { title: title.into(), ..article() };
    for title in ["One", "Two"] {
        change_notes(&home, &chapter(title), &Change::Put(of(title))).expect("written");
    }
    assert_eq!(read_notes(&home, &chapter("Two")).expect("read"), [of("Two")]);
}

#[test]
fn where_nothing_can_stand_beside_there_is_a_name_for_each() {
    let names: Vec<String> = (0..SHIPPED.len()).map(|n| name(&home(Source::Shipped(n)), &article())).collect();
    assert!(names[0].starts_with("love-letters-") && names[0].ends_with(".notes.toml"), "{names:?}");
    let web = |url: &str| name(&home(Source::Url(url.into(), crate::library::Reach::Public)), &article());
    assert_ne!(web("https://a.example/x"), web("https://a.example/y"));
    assert!(web("https://a.example/../x").starts_with("https-a-example-x-"));
    assert!(name(&home(Source::Stdin), &article()).starts_with("a-"));
    assert_eq!(beside(&Source::Path("/dev/fd/3".into())), None);
}
