//! `verify` tells what a draft quotes otherwise than its sources have it: the real program
//! on drafts with every kind of fault. `UPDATE_EXPECT=1 cargo test verifying` writes the
//! reports anew; read what changed.

use std::time::{Duration, Instant};

use expect_test::expect_file;
use serde_json::Value;

use crate::readme::check;
use crate::run::{Folder, Ran, command, finish, piped, run};

/// Runs it in the folder of the drafts, so that no report has another path in it.
fn verify(args: &[&str]) -> Ran {
    let mut command = command(&[&["verify"], args].concat());
    finish(command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/verifying")).output().expect("it runs"))
}

#[test]
fn a_draft_in_markdown_with_every_fault() {
    let ran = verify(&["draft.md", "sources"]);
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(1)));
    expect_file!["verifying/draft.md.txt"].assert_eq(&ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn a_draft_in_html() {
    let ran = verify(&["draft.html", "sources"]);
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(1)));
    expect_file!["verifying/draft.html.txt"].assert_eq(&ran.out);
}

#[test]
fn every_quotation_as_an_object() {
    let ran = verify(&["--format", "json", "draft.md", "sources"]);
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(1)));
    expect_file!["verifying/draft.md.jsonl"].assert_eq(&ran.out);
    let rows: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let kinds: Vec<&str> = rows.iter().map(|row| row["verdict"].as_str().expect("a word")).collect();
    for kind in ["exact", "edited", "unquoted", "wrong speaker", "joined", "out of order", "altered", "not found"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
}

#[test]
fn the_report_of_the_readme() {
    let ran = verify(&["short.md", "sources"]);
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(1)));
    check("verified", &format!("```text\n$ pullquote verify short.md sources/\n{}```\n", ran.out));
}

#[test]
fn the_fields_of_an_object_are_those_of_the_readme() {
    let readme = include_str!("../../README.md");
    let ran = verify(&["--format", "json", "short.md", "sources"]);
    let row: Value = serde_json::from_str(ran.out.lines().next().expect("a line")).expect("JSON");
    let piece = &row["passage"][0];
    for key in row.as_object().into_iter().chain(piece.as_object()).flat_map(|object| object.keys()) {
        assert!(readme.contains(&format!("`{key}`")), "{key}");
    }
    for kind in pullquote::verify::Kind::ALL {
        assert!(readme.contains(&format!("| `{}` |", kind.name())), "{kind:?}");
    }
}

#[test]
fn a_draft_that_is_right() {
    let folder = Folder::new();
    let source = folder.file("a.txt", "On Monday\n\n“We go at dawn,” said Ada Holloway.\n\n“No,” Piet Fenwick said.\n");
    let draft = folder.file("draft.txt", "Draft\n\nAda Holloway said: \"We go at dawn.\"\n");
    let ran = run(&["verify", &draft, &source]);
    ran.gives(&format!("{draft}: 1 quotation against 1 article: 1 exact\n"));
    // The draft is none of its sources, also where it is in their folder.
    let folder = folder.path().to_str().expect("UTF-8");
    run(&["verify", &draft, folder]).gives(&format!("{draft}: 1 quotation against 1 article: 1 exact\n"));
    let piped = piped(&["verify", "-", &source], b"Ada Holloway said: \xE2\x80\x9CWe go now.\xE2\x80\x9D");
    assert!(piped.out.starts_with("<stdin>:1:21: altered: 1 word other than Ada Holloway said\n"), "{piped:?}");
    let none = run(&["verify", &source, &draft]);
    assert_eq!(none.code, Some(1), "{none:?}");
}

#[test]
fn folders_that_were_not_read_are_told_where_something_was_not_found() {
    let folder = Folder::new();
    for below in ["sources/letters", "sources/.hidden", "above/below"] {
        std::fs::create_dir_all(folder.path().join(below)).expect("folders");
    }
    folder.file("sources/a.txt", "On Monday\n\n“We go at dawn,” said Ada Holloway.\n");
    folder.file("sources/letters/b.txt", "On Tuesday\n\n“The gulls have left the town,” said Ada Holloway.\n");
    let sources = folder.path().join("sources");
    let (sources, letters) = (sources.to_str().expect("UTF-8"), sources.join("letters"));
    let letters = letters.to_str().expect("UTF-8");
    let right = folder.file("right.txt", "Ada Holloway said: “We go at dawn.”\n");
    run(&["verify", &right, sources]).gives(&format!("{right}: 1 quotation against 1 article: 1 exact\n"));
    let draft = folder.file("draft.txt", "Ada Holloway said: “The gulls have left the town.”\n");
    let told = format!("{sources}: folders in it are not read; name those that are sources, too: {letters}\n");
    let ran = run(&["verify", &draft, sources]);
    assert!(ran.err.is_empty() && ran.out.ends_with(&format!(" 1 not found\n{told}")), "{ran:?}");
    let ran = run(&["verify", "--format", "json", &draft, sources]);
    assert_eq!((ran.err.as_str(), ran.code), (told.as_str(), Some(1)));
    run(&["verify", &draft, sources, letters]).gives(&format!("{draft}: 1 quotation against 2 articles: 1 exact\n"));
    // A folder without an article of its own, too.
    let above = folder.path().join("above");
    let ran = run(&["verify", &draft, above.to_str().expect("UTF-8")]);
    assert!(ran.err.contains("above: folders in it are not read"), "{ran:?}");
    // One that is named is read.
    let none = folder.file("none.txt", "Ada Holloway said: “It is a fine day to go out and sing.”\n");
    assert!(run(&["verify", &none, sources, letters]).out.ends_with("1 quotation against 2 articles: 1 not found\n"));
}

#[test]
fn what_cannot_be_verified_is_an_error() {
    let folder = Folder::new();
    let draft = folder.file("draft.txt", "Ada Holloway said: “We go at dawn.”\n");
    let nobody = command(&["verify", &draft]).env("XDG_DATA_HOME", folder.path()).output();
    let ran = finish(nobody.expect("it runs"));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("name the sources: pullquote verify"), "{ran:?}");
    let ran = run(&["verify", &draft, "/nowhere.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    let ran = run(&["verify", "/nowhere.txt", &draft]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    let ran = run(&["verify", &draft, &draft]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no source but the draft itself"), "{ran:?}");
    assert_eq!(run(&["verify", "-", "-"]).code, Some(2));
    // One of several is missing: the others are compared, and the exit tells.
    let source = folder.file("a.txt", "Title\n\n“We go at dawn,” said Ada Holloway.\n");
    let ran = run(&["verify", &draft, &source, "/nowhere.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.ends_with("1 quotation against 1 article: 1 exact\n"), "{ran:?}");
}

#[test]
fn hostile_files_are_bounded_and_cleaned() {
    let folder = Folder::new();
    let many = "“a b” ".repeat(3_000);
    let begun = Instant::now();
    let draft = folder.file("draft.txt", format!("Title\n\n{many}\n\nAda said: “x\u{1b}[31m \u{202e}y.”\n"));
    let source = folder.file("a.txt", format!("Title\n\n{}\n\n“x z,” said Ada.\n", "a b ".repeat(100_000)));
    let ran = run(&["verify", &draft, &source]);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert!(ran.code.is_some_and(|code| code < 2) && !ran.out.contains('\u{1b}'), "{}", ran.err);
}
