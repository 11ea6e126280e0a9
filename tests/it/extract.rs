//! `extract` prints what its schema promises, in the order given, whatever else
//! is in the way.

use std::fs::OpenOptions;
use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::run::{Folder, Ran, command, finish, piped, run};

const TEXT: &str = "A harbour keeps its light\n\n“Yes — é,” said Ada Example. “No.”\n\n* * *\n\nThe end.";

const TOML: &str = "title = 'Small'\n[[sections]]\nheading = 'Lead'\nbody = '''\nOne “two” three.\n\n- “Yes,” said *Ada*.\n- b\n'''\n\
    [[people]]\nname = 'Ada Example'\naliases = ['Ada']\nrole = 'keeper'\n[[quotes]]\ntext = 'Yes,'\nspeaker = 'Ada Example'\n\
    [[quotes]]\ntext = 'nowhere'\n";

fn lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn files(ran: &Ran) -> Vec<String> {
    lines(ran)
        .iter()
        .map(|l| l["file"].as_str().expect("a name").rsplit('/').next().expect("one").to_string())
        .collect()
}

/// What is wrong with a value, by as much of JSON Schema as ours uses.
fn fault(value: &Value, schema: &Value, root: &Value) -> Option<String> {
    for (word, rule) in schema.as_object().expect("an object") {
        let items = || value.as_array().into_iter().flatten();
        let fields = || value.as_object().into_iter().flatten();
        let found = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => None,
            "$ref" => fault(value, root.pointer(&rule.as_str()?[1..]).expect("a definition"), root),
            "type" => (!types(rule).any(|name| is_a(value, name))).then(|| format!("{value} is no {rule}")),
            "enum" => (!rule.as_array()?.contains(value)).then(|| format!("{value} is not in {rule}")),
            "minimum" => (value.as_f64() < rule.as_f64()).then(|| format!("{value} is too small")),
            "minItems" => (items().count() < rule.as_u64()? as usize).then(|| format!("{value} is too short")),
            "maxItems" => (items().count() > rule.as_u64()? as usize).then(|| format!("{value} is too long")),
            "items" => items().find_map(|item| fault(item, rule, root)),
            "required" => {
                let missing = rule
                    .as_array()?
                    .iter()
                    .find(|key| value.is_object() && value.get(key.as_str().expect("a key")).is_none());
                missing.map(|key| format!("{key} is missing"))
            }
            "properties" => fields().find_map(|(key, field)| fault(field, rule.get(key)?, root)),
            "additionalProperties" => {
                assert_eq!(rule, &Value::Bool(false));
                fields()
                    .find(|(key, _)| schema["properties"].get(key).is_none())
                    .map(|(key, _)| format!("{key} is new"))
            }
            other => panic!("the test does not know {other}"),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn types(rule: &Value) -> impl Iterator<Item = &str> {
    let several = rule.as_array().into_iter().flatten();
    several.chain(rule.is_string().then_some(rule)).filter_map(Value::as_str)
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        other => panic!("the test does not know {other}"),
    }
}

#[test]
fn every_line_is_as_the_schema_says() {
    let schema: Value = serde_json::from_str(&run(&["extract", "--schema"]).out).expect("JSON");
    let folder = Folder::new();
    let (text, toml) = (folder.file("a.txt", TEXT), folder.file("b.toml", TOML));
    let ran = run(&["extract", &text, &toml, "content"]);
    let lines = lines(&ran);
    assert_eq!((lines.len(), ran.err.as_str(), ran.code), (5, "", Some(0)));
    for line in &lines {
        assert_eq!(fault(line, &schema, &schema), None);
        let text: Vec<char> = line["text"].as_str().expect("text").chars().collect();
        for quote in line["quotes"].as_array().expect("quotes") {
            let pieces = quote["spans"].as_array().expect("spans").iter().map(|span| {
                let at = |n: usize| span[n].as_u64().expect("a number") as usize;
                text[at(0)..at(1)].iter().collect::<String>()
            });
            let pieces: Vec<String> = pieces.collect();
            let words = quote["words"].as_str().expect("words");
            let folded: Vec<&str> =
                pieces.iter().flat_map(|p| p.split([' ', '\n'])).filter(|w| !w.is_empty()).collect();
            assert!(pieces.is_empty() || folded.join(" ") == words, "{pieces:?} {words}");
        }
    }
    // The checks themselves find something.
    let mut bad = lines[1].clone();
    bad["quotes"][0]["certainty"] = "perhaps".into();
    assert!(fault(&bad, &schema, &schema).is_some());
    bad = lines[1].clone();
    bad["people"][0]["mentions"] = Value::Array(vec![Value::Array(vec![1.into()])]);
    assert!(fault(&bad, &schema, &schema).is_some());
    bad["people"][0].as_object_mut().expect("a person").remove("mentions");
    assert!(fault(&bad, &schema, &schema).is_some());
    bad = lines[1].clone();
    bad["more"] = 1.into();
    assert!(fault(&bad, &schema, &schema).is_some());
}

#[test]
fn the_text_is_what_show_prints() {
    let folder = Folder::new();
    for file in [folder.file("a.txt", TEXT), folder.file("b.toml", TOML), "content/hard-cases.toml".to_string()] {
        let line = &lines(&run(&["extract", &file]))[0];
        assert_eq!(line["text"].as_str(), Some(run(&["show", &file]).out.as_str()));
    }
    let line = &lines(&run(&["extract", &folder.file("c.toml", TOML)]))[0];
    let quotes = line["quotes"].as_array().expect("quotes");
    let yes = quotes.iter().find(|q| q["words"] == "Yes,").expect("the author has it");
    assert_eq!(
        (&yes["speaker"], &yes["certainty"], &yes["origin"]),
        (&"Ada Example".into(), &"sure".into(), &"author".into())
    );
    let ids = run(&["quotes", "--template", "{id}", &folder.file("c.toml", TOML)]).out;
    assert_eq!(quotes.iter().map(|q| format!("{}\n", q["id"].as_str().expect("an id"))).collect::<String>(), ids);
    assert_eq!(line["people"][0]["role"], "keeper");
}

#[test]
fn very_many_files_in_the_order_given() {
    let folder = Folder::new();
    // Long and short ones, so that they are not done in order.
    let count = 700;
    let names: Vec<String> = (0..count)
        .map(|n| {
            folder.file(
                &format!("{n:03}.txt"),
                format!("File {n}\n\n{}\n", "“Yes,” said Ada. ".repeat(if n % 50 == 0 { 3000 } else { n % 7 + 1 })),
            )
        })
        .collect();
    let expected: Vec<String> = (0..count).map(|n| format!("{n:03}.txt")).collect();
    let reversed: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    let ran = run(&[&["extract"], reversed.as_slice()].concat());
    assert_eq!(files(&ran), expected.iter().rev().cloned().collect::<Vec<_>>());
    // A folder, and a list of names on the standard input.
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(files(&run(&["extract", path])), expected);
    let list = names.join("\n");
    for args in [&["extract"][..], &["extract", "-"]] {
        assert_eq!(files(&piped(args, list.as_bytes())), expected);
    }
    let mixed = piped(&["extract", &names[5], "-", &names[6]], format!("{}\r\n\n{path}", names[9]).as_bytes());
    assert_eq!(files(&mixed)[..2], ["005.txt", "009.txt"]);
    assert_eq!((files(&mixed).len(), files(&mixed).last().map(String::as_str)), (count + 3, Some("006.txt")));
}

#[test]
fn a_bad_file_is_reported_and_left_out() {
    let folder = Folder::new();
    let good = folder.file("good.txt", TEXT);
    let (bad, empty) = (folder.file("bad.toml", "title = 3"), folder.file("empty.txt", ""));
    let ran = run(&["extract", &bad, &good, "/nowhere", &empty, &good]);
    assert_eq!((files(&ran), ran.code), (vec!["good.txt".to_string(); 2], Some(2)));
    for word in ["bad.toml:1:9", "/nowhere: error: there is no such file", "empty.txt: error: the file is empty"] {
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    run(&["extract", "/nowhere"]).refuses(2, &["/nowhere", "no such file"]);
    run(&["extract", "/dev/zero"]).refuses(2, &["device"]);
    run(&["extract", "--schema", &good]).refuses(2, &["--schema"]);
    // An article instead of a list of names is told.
    piped(&["extract"], TEXT.as_bytes()).refuses(2, &["no such file", "a list of files, one a line, was expected"]);
    piped(&["extract"], &vec![b'x'; 100_000]).refuses(2, &["no list of files"]);
    piped(&["extract"], b"-\n").refuses(2, &["-: error: there is no such file"]);
    piped(&["extract"], b"").gives("");
}

#[test]
fn a_closed_pipe_ends_it_quietly_and_a_full_disk_does_not() {
    let folder = Folder::new();
    let file = folder.file("a.txt", format!("{TEXT}\n{}", "“Yes,” said Ada. ".repeat(500)));
    let list = format!("{file}\n").repeat(2000);
    let list = folder.file("list", list);
    let start = |out: Stdio| {
        let list = OpenOptions::new().read(true).open(&list).expect("a list");
        command(&["extract"]).stdin(list).stdout(out).stderr(Stdio::piped()).spawn().expect("it runs")
    };
    let mut child = start(Stdio::piped());
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut [0; 4]).expect("something");
    drop(out);
    let ran = finish(child.wait_with_output().expect("it ends"));
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(0)));
    let full = OpenOptions::new().write(true).open("/dev/full").expect("a device");
    finish(start(full.into()).wait_with_output().expect("it ends")).refuses(2, &["cannot be written"]);
}

#[test]
fn nothing_hostile_gets_into_a_line() {
    let folder = Folder::new();
    let file = folder.file("e\u{1b}[2J\n.txt", "T\u{1b}]0;x\u{7}\n\n“a\u{202e}b\u{7f},” said\tAda\u{2066}.\u{0}\r\n");
    let ran = run(&["extract", &file, "/no\u{1b}[2Jwhere"]);
    ran.is_clean();
    assert!(ran.out.lines().count() == 1 && !ran.out.contains('\t'));
    // Nor as an escape of JSON.
    let line = &lines(&ran)[0];
    assert!(!line["text"].as_str().expect("text").contains(|c: char| c.is_control() && c != '\n'), "{line}");
    assert!(!line["file"].as_str().expect("a name").contains(char::is_control), "{line}");
}

#[test]
fn a_bar_is_shown_to_somebody_who_looks() {
    let folder = Folder::new();
    let file = folder.file("a.txt", TEXT);
    let seen = |redirect: &str| {
        let pty = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).expect("a terminal");
        let mut shell = portable_pty::CommandBuilder::new("sh");
        let line = format!("{} extract {file} /nowhere {file} {redirect}", env!("CARGO_BIN_EXE_pullquote"));
        shell.args(["-c", &line]);
        shell.cwd(folder.path());
        let mut child = pty.slave.spawn_command(shell).expect("it runs");
        drop(pty.slave);
        let mut out = Vec::new();
        // The end of a terminal is an error.
        let _ = pty.master.try_clone_reader().expect("a reader").read_to_end(&mut out);
        assert_eq!(child.wait().expect("it ends").exit_code(), 2);
        String::from_utf8_lossy(&out).into_owned()
    };
    let shown = seen("> out");
    assert!(
        shown.contains("1/3 files") && shown.contains("\r/nowhere: error") | shown.contains("K/nowhere: error"),
        "{shown:?}"
    );
    assert_eq!(std::fs::read_to_string(folder.path().join("out")).expect("written").lines().count(), 2);
    // Among the lines themselves it would be in the way.
    assert!(!seen("").contains("files"), "the lines go to the terminal");
    assert!(!seen("> out 2> err").contains("files"));
}
