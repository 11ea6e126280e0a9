//! The README tells the truth: its picture is a frame of the program, its tables
//! come from the program's tables, its example has no fault.
//! `UPDATE_EXPECT=1 cargo test` writes them anew.

use pullquote::article::Certainty;
use pullquote::content::{Rigour, read};
use pullquote::format::FORMATS;
use pullquote::import::IMPORTERS;
use pullquote::linear::command::{COMMANDS, Command, OF_LIST};
use pullquote::record::Kind;
use pullquote::ui::Options;
use pullquote::ui::keys::Keymap;

use crate::corpus;
use crate::play::{frame, play, searched, text};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Compares what stands between two marks with what should.
#[track_caller]
pub fn check(name: &str, expected: &str) {
    // Two tests must not write at once.
    static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _lock = LOCK.lock();
    let readme = std::fs::read_to_string(PATH).expect("the README is there");
    let (before, rest) = split_after_line(&readme, &format!("<!-- {name}"));
    let end = rest.find(&format!("<!-- /{name} -->")).expect("the end is marked");
    if rest[..end] == *expected {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(PATH, format!("{before}{expected}{}", &rest[end..])).expect("the README can be written");
    } else {
        assert_eq!(&rest[..end], expected, "UPDATE_EXPECT=1 cargo test writes the README anew");
    }
}

fn split_after_line<'a>(text: &'a str, mark: &str) -> (&'a str, &'a str) {
    let start = text.find(mark).unwrap_or_else(|| panic!("{mark} is there"));
    let end = start + text[start..].find('\n').expect("a line end") + 1;
    text.split_at(end)
}

#[test]
fn the_picture_is_a_frame_of_the_program() {
    let articles = searched("love");
    let options = Options::default();
    let (app, _) = play(&articles, &options, (112, 34), "))))");
    check("picture", &format!("```text\n{}\n```\n", text(&frame(&app, true))));
}

#[test]
fn the_keys_are_those_of_the_program() {
    let mut rows = String::from("| keys | do |\n|---|---|\n");
    for row in Keymap::default().rows() {
        // A bar ends a cell, in code as well.
        let keys: Vec<String> = row.chords.iter().map(|c| format!("`{}`", c.to_string().replace('|', r"\|"))).collect();
        rows.push_str(&format!("| {} | {} |\n", keys.join(" "), row.binding.about));
    }
    check("keys", &rows);
}

#[test]
fn the_commands_of_the_linear_mode_are_those_of_the_program() {
    check("commands", &table(COMMANDS));
    check("list commands", &table(OF_LIST));
}

fn table<A>(commands: &[Command<A>]) -> String {
    let mut rows = String::from("| type | or | for |\n|---|---|---|\n");
    for command in commands {
        let takes = if command.takes.is_empty() { String::new() } else { format!(" {}", command.takes) };
        rows.push_str(&format!("| `{}{takes}` | `{}` | {} |\n", command.name, command.letter, command.about));
    }
    rows
}

#[test]
fn the_importers_are_those_of_the_program() {
    let mut rows = String::from("| what | files |\n|---|---|\n");
    for importer in IMPORTERS {
        let extensions: Vec<String> = importer.extensions.iter().map(|e| format!("`.{e}`")).collect();
        rows.push_str(&format!("| {} | {} |\n", importer.name, extensions.join(" ")));
    }
    check("importers", &rows);
}

#[test]
fn the_formats_are_those_of_the_program() {
    let mut rows = String::from("| `--format` | what is printed |\n|---|---|\n");
    for format in FORMATS {
        rows.push_str(&format!("| `{}` | {} |\n", format.name, format.about));
    }
    check("formats", &rows);
}

#[test]
fn the_fields_are_those_of_the_program() {
    let mut rows = String::from("| of | field | what it holds |\n|---|---|---|\n");
    let kinds = [
        ("quotations", Kind::Quote),
        ("people", Kind::Person),
        ("sections", Kind::Section),
        ("sources", Kind::Source),
        ("`--timeline`", Kind::Turn),
        ("`search`", Kind::Passage),
    ];
    for (of, kind) in kinds {
        for (number, field) in kind.fields().iter().enumerate() {
            let of = if number == 0 { of } else { "" };
            rows.push_str(&format!("| {of} | `{}` | {} |\n", field.name, field.about));
        }
    }
    check("fields", &rows);
}

#[test]
fn the_certainties_are_those_that_were_measured() {
    let meaning = |certainty| match certainty {
        Certainty::Sure => "mention and person are plain",
        Certainty::Likely => "something else could be meant",
        Certainty::Unsure => "a guess: a “perhaps” in the reader, without a name where even that is too much",
        Certainty::Unknown => "nobody is found who says it",
    };
    let score = corpus::kept();
    let mut rows = String::from("| | means | quotations | right |\n|---|---|---|---|\n");
    for certainty in Certainty::ALL {
        let (count, right) = (score.count(certainty), score.right(certainty));
        rows.push_str(&format!("| {} | {} | {count} | {right:.0} % |\n", certainty.name(), meaning(certainty)));
    }
    check("certain", &rows);
}

#[test]
fn the_example_has_no_fault() {
    let readme = std::fs::read_to_string(PATH).expect("the README is there");
    let (_, rest) = split_after_line(&readme, "```toml");
    let example = &rest[..rest.find("```").expect("the end of the example")];
    let reading = read(example, Rigour::Strict);
    assert_eq!(reading.faults, []);
    let article = reading.article.expect("it can be read");
    assert!(article.quotes.iter().all(|q| !q.spans.is_empty()));
    assert_eq!(article.quotes[0].spans.len(), 2);
}
