//! A library is searched as a whole: what its files hold at the moment, whatever has
//! happened to them, or to the index of them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::run::{Folder, Ran, command, finish};

const COURIER: &str = "---\ntitle: Rents\ndate: 2020-05-01\nsource: The Courier\n---\n\nThe town hall met at dawn. \
    “We will not raise the rent in this town,” said Ada Finch, the mayor.\n\n“Nobody asked us,” Jo Poe said.\n";
const LEDGER: &str = "---\ntitle: What the mayor said\ndate: 2019-01-01\nsource: Daily Ledger\n---\n\nMayor Ada Finch was there. \
    “We will not raise the rent in this town,” Finch said.\n";
const PAGE: &str = "<html><head><title>Later</title><meta name=\"date\" content=\"2021-02-03\"></head><body><article>\
    <h1>Later</h1><p>Nobody in the village of Little Marsh had been told of it by then, and the bridge was closed.</p>\
    <p>“We will never raise the rent in this town,” said Ada Finch on Monday at the bridge, before a large crowd.</p>\
    </article></body></html>";

/// A library in a folder of its own.
struct Library {
    home: Folder,
}

impl Library {
    fn new() -> Library {
        let library = Library { home: Folder::new() };
        for (name, text) in [("a/courier.md", COURIER), ("a/ledger.md", LEDGER), ("a/b/later.html", PAGE)] {
            library.write(name, text);
        }
        let added = library.run(&["library", "add", "a"]);
        assert_eq!(
            (added.code, added.out.lines().last()),
            (Some(0), Some("3 articles, 4 quotations, 97 words")),
            "{}",
            added.err
        );
        library
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = command(args);
        command.current_dir(self.home.path());
        for (name, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")] {
            command.env(name, self.path(folder));
        }
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        finish(self.command(args).output().expect("it runs"))
    }

    /// Each thing that was found: the values of some fields.
    fn found(&self, args: &[&str], fields: &[&str]) -> Vec<String> {
        let ran = self.run(args);
        assert!(ran.code < Some(2), "{}", ran.err);
        let told = |line: &str| {
            let object: Value = serde_json::from_str(line).expect("JSON");
            let values = fields.iter().map(|field| match &object[field] {
                Value::String(text) => text.rsplit('/').next().unwrap_or_default().to_string(),
                Value::Array(all) => all.len().to_string(),
                other => other.to_string(),
            });
            values.collect::<Vec<_>>().join(" ")
        };
        ran.out.lines().map(told).collect()
    }

    fn index(&self) -> PathBuf {
        self.path("cache/pullquote/library.sqlite")
    }
}

#[test]
fn what_somebody_said_is_told_once_by_date_with_where_else() {
    let library = Library::new();
    let fields = ["published", "file", "speaker", "also", "differing"];
    assert_eq!(library.found(&["said", "finch"], &fields), ["2019-01-01 ledger.md Ada Finch 1 1"]);
    assert_eq!(library.found(&["said", "Ada Finch", "never"], &fields), ["2021-02-03 later.html Ada Finch 0 0"]);
    assert_eq!(library.found(&["said", "poe"], &["words"]), ["Nobody asked us,"]);
    let nobody = library.run(&["said", "Nobody"]);
    assert_eq!(
        (nobody.code, nobody.err.as_str()),
        (Some(1), "pullquote: nobody called \"Nobody\" is quoted in the library\n")
    );
}

#[test]
fn said_and_sources_name_the_same_persons() {
    let library = Library::new();
    for (name, text) in [
        ("mayor.md", "“We go now,” said Ada B. Finch, the mayor. “Not at all,” said Ida Marsh, a baker."),
        ("bread.md", "“Bread is dear,” Marsh said."),
        (
            "dawn.md",
            "“We will never pay for bread,” Finch said, and Jo Poe agreed. “It is late,” said Bob Marsh, who keeps bees.",
        ),
    ] {
        library.write(&format!("a/{name}"), text);
    }
    let files =
        ["courier.md", "ledger.md", "b/later.html", "mayor.md", "bread.md", "dawn.md"].map(|f| format!("a/{f}"));
    let template = ["sources", "--template", "{kind}/{speaker}/{quotes}"];
    let sources = library.run(&[&template[..], &files.each_ref().map(String::as_str)].concat());
    let persons: Vec<[&str; 2]> =
        sources.out.lines().filter_map(|line| line.strip_prefix("person/")?.split_once('/')).map(Into::into).collect();
    assert_eq!(persons.len(), 5, "{}", sources.out);
    // A last name alone is that of three.
    for [name, quotations] in persons.iter().filter(|[name, _]| *name != "Marsh") {
        // Each wording is told once, with the others beside it.
        let told = library.found(&["said", name], &["also", "differing"]);
        let others = told.iter().flat_map(|line| line.split(' ')).filter_map(|n| n.parse::<usize>().ok());
        assert_eq!((told.len() + others.sum::<usize>()).to_string(), *quotations, "{name}");
    }
    let marsh = library.run(&["said", "marsh"]);
    assert!(marsh.err.contains("3 people are called so: Bob Marsh (1), Ida Marsh (1), Marsh (1)"), "{}", marsh.err);
}

#[test]
fn sources_without_a_name_are_told_by_their_words() {
    let library = Library::new();
    library.write("a/harbour.md", "“We know nothing,” the harbour police said. “No,” a Finch spokesman said.\n");
    let fields = ["speaker", "said_as", "words"];
    assert_eq!(library.found(&["said", "police harbour"], &fields), ["null the harbour police We know nothing,"]);
    let police = library.run(&["said", "police"]);
    let told = "nobody is called \"police\", but sources are described so: “the harbour police” (1)";
    assert_eq!((police.code, police.err.trim_end()), (Some(0), told));
    let finch = library.run(&["said", "finch"]);
    let beside = "besides 1 quotation of others described so: “a Finch spokesman” (1); more of the words ask for them";
    assert_eq!((finch.out.contains("spokesman"), finch.err.trim_end()), (false, beside));
}

#[test]
fn passages_are_found_by_words_fields_and_dates() {
    let library = Library::new();
    for (query, expected) in [
        ("\"town hall\"", vec!["courier.md 1"]),
        ("\"hall town\"", vec![]),
        ("RENT quote:never", vec!["later.html 2"]),
        ("bridge -monday", vec!["later.html 1"]),
        ("villag*", vec!["later.html 1"]),
        ("person:poe", vec!["courier.md 1"]),
        ("title:mayor", vec!["ledger.md 1"]),
        ("source:courier rent", vec!["courier.md 1"]),
        ("date:2019", vec!["ledger.md 1"]),
        ("after:2020-05-02", vec!["later.html 1"]),
        ("rent before:2020-05 after:2020", vec!["courier.md 1"]),
    ] {
        assert_eq!(library.found(&["search", "--", query], &["file", "paragraph"]), expected, "{query}");
    }
    assert_eq!(library.run(&["search", "speaker:finch"]).code, Some(2));
}

#[test]
fn the_index_follows_the_files() {
    let library = Library::new();
    let files = |word: &str| library.found(&["search", word], &["file"]);
    library.write("a/new.txt", "A new thing about lighthouses.\n");
    assert_eq!(files("lighthouses"), ["new.txt"]);
    library.write("a/new.txt", "A new thing about windmills.\n");
    assert_eq!((files("lighthouses").len(), files("windmills")), (0, vec!["new.txt".to_string()]));
    fs::rename(library.path("a/new.txt"), library.path("a/b/old.txt")).expect("moved");
    assert_eq!(files("windmills"), ["old.txt"]);
    fs::remove_dir_all(library.path("a/b")).expect("removed");
    assert_eq!((files("windmills").len(), files("rent").len()), (0, 2));
    // What stands for a file is listed in its place.
    library.write("a/page.html", PAGE);
    assert_eq!(files("marsh"), ["page.html"]);
    assert_eq!(library.run(&["import", "-o", "a/page.toml", "a/page.html"]).code, Some(0));
    assert_eq!(files("marsh"), ["page.toml"]);
    fs::remove_file(library.path("a/page.toml")).expect("removed");
    assert_eq!(files("marsh"), ["page.html"]);
    // No article was touched.
    assert_eq!(fs::read_to_string(library.path("a/courier.md")).expect("there"), COURIER);
}

#[test]
fn what_stands_for_a_file_elsewhere_is_followed_too() {
    let library = Library::new();
    let titled = || library.found(&["search", "title:corrected"], &["file"]);
    assert_eq!(library.run(&["import", "-o", "made.toml", "a/b/later.html"]).code, Some(0));
    let made = fs::read_to_string(library.path("made.toml")).expect("there");
    let digits = &made.split("sha256:").nth(1).expect("its hash")[..8];
    let name = format!("data/pullquote/corrected/later-{digits}.toml");
    library.write(&name, &made.replace("title = \"Later\"", "title = \"A corrected title\""));
    assert_eq!(titled(), ["later.html"]);
    fs::remove_file(library.path(&name)).expect("removed");
    assert_eq!(titled().len(), 0);
    // Also when their folder goes as a whole, and with it one of the files they stood for.
    library.write("a/other.html", &PAGE.replace("Little", "Great"));
    assert_eq!(library.run(&["import", "-o", "other.toml", "a/other.html"]).code, Some(0));
    let other = fs::read_to_string(library.path("other.toml")).expect("there");
    let digits = &other.split("sha256:").nth(1).expect("its hash")[..8];
    let retitled = |text: &str| text.replace("title = \"Later\"", "title = \"A corrected title\"");
    library.write(&name, &retitled(&made));
    library.write(&format!("data/pullquote/corrected/later-{digits}.toml"), &retitled(&other));
    assert_eq!(titled().len(), 2);
    fs::remove_dir_all(library.path("data/pullquote/corrected")).expect("removed");
    fs::remove_file(library.path("a/other.html")).expect("removed");
    assert_eq!(titled().len(), 0);
    assert_eq!(library.found(&["search", "title:later"], &["file"]), ["later.html"]);
    let ran = library.run(&["library"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn an_index_that_is_broken_or_foreign_is_made_anew_and_that_is_said() {
    let library = Library::new();
    let rents = || library.run(&["search", "rent"]);
    assert_eq!((rents().out.lines().count(), rents().err.as_str()), (3, ""));
    for bytes in [&b"This is no index at all, and it is long enough to be one, or so one would think of it."[..], b""] {
        fs::write(library.index(), bytes).expect("written");
        let ran = rents();
        assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 3), "{}", ran.err);
        assert_eq!(ran.err.contains("made anew"), !bytes.is_empty(), "{}", ran.err);
        assert_eq!(rents().err, "");
    }
    let mut bytes = fs::read(library.index()).expect("there");
    let length = bytes.len();
    bytes[4096..length.min(65536)].fill(0xAA);
    fs::write(library.index(), bytes).expect("written");
    let ran = rents();
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 3), "{}", ran.err);
    fs::remove_dir_all(library.path("cache")).expect("removed");
    fs::write(library.path("cache"), "no folder").expect("written");
    let ran = rents();
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 3), "{}", ran.err);
    assert!(ran.err.contains("cannot be kept"), "{}", ran.err);
}

#[test]
fn several_at_once_and_one_that_is_killed_leave_a_whole_index() {
    let library = Library::new();
    for number in 0..600 {
        let text = COURIER.replace("Rents", &format!("Rents {number}"));
        library.write(&format!("a/c/{number}.md"), &text);
    }
    for millis in [20, 60, 140] {
        let mut child =
            library.command(&["search", "rent"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("run");
        std::thread::sleep(std::time::Duration::from_millis(millis));
        child.kill().expect("killed");
        child.wait().expect("gone");
    }
    let all: Vec<_> = (0..4)
        .map(|_| library.command(&["library"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("run"))
        .collect();
    for child in all {
        let out = child.wait_with_output().expect("ended");
        let told = String::from_utf8_lossy(&out.stdout).lines().last().map(str::to_string);
        assert!(told.is_some_and(|told| told.starts_with("603 articles, 1204 quotations")), "{out:?}");
    }
}

#[test]
fn a_draft_is_verified_against_it() {
    let library = Library::new();
    let draft = "Ada Finch said: “We will raise the rent in this town.” “Nobody asked us,” said Jo Poe.\n\n\
        “The bridge will stand for a thousand years,” said Jo Poe.\n";
    library.write("draft.md", draft);
    let ran = library.run(&["verify", "draft.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert!(ran.out.contains("draft.md:1:18: altered: 1 word less than Ada Finch said; “"), "{}", ran.out);
    assert!(ran.out.contains("not found: no source has these words"), "{}", ran.out);
    let summary = ran.out.lines().last().expect("a summary");
    assert!(summary.starts_with("draft.md: 3 quotations against "), "{summary}");
    assert!(summary.ends_with(" of the library: 1 exact, 1 altered, 1 not found"), "{summary}");
    // In which nothing of it stands.
    library.write("other.md", "“Quite another thing entirely,” said Jo Poe.\n");
    let ran = library.run(&["verify", "other.md"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.ends_with("against 0 articles of the library: 1 not found\n"), "{}", ran.out);
}
