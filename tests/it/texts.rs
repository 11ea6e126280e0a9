//! Plain text is read like a content file, by every command.

use crate::run::{Folder, piped, run};

const TEXT: &str = "A harbour keeps its light\n\nThe council voted on Monday. “Yes,” said Ada Example.\n\nThe bill\n\n\
    It was paid by nobody in particular, and nobody in particular complained. “So it goes,” she said.\n\n* * *\n\nThe end.\n";

#[test]
fn every_command_reads_text() {
    let folder = Folder::new();
    let file = folder.file("a.txt", TEXT);
    run(&["show", &file]).gives(TEXT);
    piped(&["show", "-"], TEXT.as_bytes()).gives(TEXT);
    piped(&["show"], TEXT.as_bytes()).gives(TEXT);
    run(&["show", "--body", &file]).gives(TEXT.split_once("\n\n").expect("a headline").1);
    run(&["sections", "--template", "{section} {heading} {paragraphs}", &file]).gives("1  1\n2 The bill 2\n");
    run(&["quotes", "--template", "{title}: {section}", "--nth", "1", &file]).gives("A harbour keeps its light: \n");
    assert_eq!(run(&["people", &file]).code, Some(0));
}

#[test]
fn what_has_no_headline_is_called_like_its_file() {
    let folder = Folder::new();
    let file = folder.file("the light.txt", "It rained. “Yes,” said Ada.\n");
    run(&["quotes", "--template", "{title}", "--nth", "1", &file]).gives("the light\n");
    run(&["show", &file]).gives("It rained. “Yes,” said Ada.\n");
    // Nothing has a name there; an empty title is none.
    let markdown = piped(
        &["quotes", "--format", "markdown", "--nth", "1"],
        b"It rained. \xE2\x80\x9CYes it did,\xE2\x80\x9D said Ada.\n",
    );
    assert!(!markdown.out.contains("**"), "{markdown:?}");
    let json = piped(
        &["quotes", "--format", "json", "--nth", "1"],
        b"It rained. \xE2\x80\x9CYes it did,\xE2\x80\x9D said Ada.\n",
    );
    assert!(json.out.contains("\"title\":null"), "{json:?}");
}

#[test]
fn a_folder_has_both_and_check_takes_what_it_can() {
    let folder = Folder::new();
    let text = folder.file("a.txt", TEXT);
    let path = folder.path().to_str().expect("UTF-8").to_string();
    run(&["check", &text]).refuses(2, &["a.txt: error: this is read as plain text"]);
    piped(&["check"], TEXT.as_bytes()).refuses(2, &["<stdin>: error: this is read as plain text"]);
    run(&["check", &path]).refuses(2, &["no content file"]);
    folder.file("b.toml", "title = 'B'\n[[sections]]\nbody = 'It rained.'\n");
    assert_eq!(run(&["check", &path]).err, "1 file checked: no faults\n");
    let titles = run(&["sections", "--template", "{file}", &path]).out;
    assert_eq!(titles.lines().filter(|l| l.ends_with("a.txt")).count(), 2);
    assert_eq!(titles.lines().filter(|l| l.ends_with("b.toml")).count(), 1);
}

#[test]
fn nothing_hostile_gets_out_of_a_text() {
    let evil = "T\u{1b}]0;x\u{7}\u{9b}2J\n\n\u{1b}[31m“a\u{202e}b\u{7f},” said\tAda\u{2066}.\u{0}\r\n";
    let folder = Folder::new();
    let file = folder.file("e\u{1b}[2J\n.txt", evil);
    for args in [&["show"][..], &["quotes"], &["quotes", "--format", "json"], &["people"], &["sections"], &["check"]] {
        let ran = run(&[args, &[file.as_str()]].concat());
        ran.is_clean();
        assert!(!ran.out.contains('\t') || matches!(args[0], "sections" | "people"), "{ran:?}");
    }
}
