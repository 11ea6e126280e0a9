//! Streams and exit codes: every command, format, redirect and bad input.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::run::{Folder, STATE, command, finish, piped, run};

const LETTERS: &str = "content/love-letters.toml";
const TOUR: &str = "content/tour.toml";

const SMALL: &str = "title = 'Small'\n[[sections]]\nbody = 'Lead. “Yes,” said Ada. “No,” said Bob. “So,” it said.'\n\
    [[people]]\nname = 'Ada Example'\naliases = ['Ada']\n[[people]]\nname = 'Bob'\n\
    [[quotes]]\ntext = 'Yes'\nspeaker = 'Ada Example'\n[[quotes]]\ntext = 'No'\nspeaker = 'Bob'\n[[quotes]]\ntext = 'So'\n";

#[test]
fn every_shipped_article_passes_check() {
    let ran = run(&["check", "content"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", "3 files checked: no faults\n"));
    assert_eq!(run(&["quotes", LETTERS]).out.lines().count(), 11);
}

#[test]
fn text_is_one_line_a_quotation() {
    piped(&["quotes"], SMALL.as_bytes()).gives("Yes\nNo\nSo\n");
    piped(&["quotes", "-"], SMALL.as_bytes()).gives("Yes\nNo\nSo\n");
    piped(&["quotes", "--print0"], SMALL.as_bytes()).gives("Yes\0No\0So\0");
    piped(&["quotes", "--nth", "2"], SMALL.as_bytes()).gives("No\n");
    piped(&["quotes", "--by", "ada"], SMALL.as_bytes()).gives("Yes\n");
    piped(&["quotes", "--by", "EXAMPLE"], SMALL.as_bytes()).gives("Yes\n");
    piped(&["quotes", "--template", r"{speaker}\t{words}"], SMALL.as_bytes())
        .gives("Ada Example\tYes\nBob\tNo\n\tSo\n");
}

#[test]
fn the_first_words_do_not_wait_for_the_others() {
    let mut command = command(&["quotes", LETTERS, "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it runs");
    let (input, mut out) = (child.stdin.take(), child.stdout.take().expect("a pipe"));
    let (send, first) = channel();
    let reader = std::thread::spawn(move || send.send(out.read(&mut [0; 64])));
    // It still waits for the article that is piped in.
    let read = first.recv_timeout(Duration::from_secs(20)).expect("the first article has been read");
    assert!(read.is_ok_and(|bytes| bytes > 0));
    drop(input);
    child.wait().expect("it ends");
    reader.join().expect("no panic").expect("somebody waits");
}

#[test]
fn formats() {
    let markdown = piped(&["quotes", "--format", "markdown"], SMALL.as_bytes());
    markdown.gives(
        "> Yes\n>\n> — Ada Example, *Small*\n\n> No\n>\n> — Bob, *Small*\n\n> So\n>\n> — *unknown speaker*, *Small*\n",
    );
    let json = piped(&["quotes", "--format", "json", "--by", "bob"], SMALL.as_bytes());
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("one object");
    assert_eq!((&value["words"], &value["speaker"], &value["url"]), (&"No".into(), &"Bob".into(), &().into()));
    let text: Vec<char> = piped(&["show"], SMALL.as_bytes()).out.chars().collect();
    let at = |n: usize| value["spans"][0][n].as_u64().expect("a number") as usize;
    assert_eq!(text[at(0)..at(1)].iter().collect::<String>(), "No");
    let csv = run(&["quotes", "--format", "csv", LETTERS, TOUR]).out;
    assert_eq!(csv.matches("file,id,words").count(), 1, "one header a run");
    for format in ["org", "latex"] {
        assert_eq!(piped(&["quotes", "--format", format], SMALL.as_bytes()).out.matches("quote").count(), 6);
    }
    for (files, count) in [(vec![LETTERS, TOUR], 21), (vec![LETTERS, "--nth", "1"], 1)] {
        let csl = run(&[&["quotes", "--format", "csl"], &files[..]].concat()).out;
        let items: serde_json::Value = serde_json::from_str(&csl).expect("one array a run");
        assert_eq!(items.as_array().map(Vec::len), Some(count), "{csl}");
    }
    piped(&["quotes", "--format", "csl"], b"title = 'x'\n[[sections]]\nbody = 'y'").gives("[\n]\n");
    let each = piped(&["quotes", "--format", "csl", "--print0"], SMALL.as_bytes()).out;
    assert!(each.split_terminator('\0').all(|item| serde_json::from_str::<serde_json::Value>(item).is_ok()), "{each}");
    for args in [&["-f", "good health"][..], &["-1", "-q", "twitter"]] {
        let csl = run(&[args, &["--format", "csl", LETTERS]].concat()).out;
        assert!(serde_json::from_str::<serde_json::Value>(&csl).is_ok(), "{csl}");
    }
    let ris = run(&["quotes", "--format", "ris", LETTERS]).out;
    assert!(ris.split("\r\n").all(|line| !line.contains('\r')), "{ris}");
    run(&["quotes", "--format", "pdf", LETTERS]).refuses(2, &["markdown", "latex"]);
    run(&["people", "--format", "latex", LETTERS]).refuses(2, &["text, json, csv"]);
    run(&["quotes", "--template", "{wrods}", LETTERS]).refuses(2, &["{wrods}", "words, speaker"]);
    run(&["quotes", "--template", "{words", LETTERS]).refuses(2, &["not closed"]);
}

#[test]
fn only_what_is_sure_enough() {
    let quiet = format!("{SMALL}[find]\nquotes = false\n");
    for quotes in [&["quotes"][..], &["-f", ""]] {
        let run = |args: &[&str]| piped(&[quotes, args].concat(), quiet.as_bytes());
        let template = ["--template", "{words} {certainty} {origin}"];
        run(&[&["--certain", "sure"], &template[..]].concat()).gives("Yes sure author\nNo sure author\n");
        run(&template).gives("Yes sure author\nNo sure author\nSo unknown author\n");
        run(&["--certain", "maybe"]).refuses(2, &["sure, likely, unsure"]);
    }
    piped(&["-1", "--certain", "sure", "--by", "bob"], SMALL.as_bytes()).gives("No\n");
    piped(&["-0", "--certain", "sure", "-q", "so"], SMALL.as_bytes()).refuses(1, &["no quotation matches"]);
    piped(&["quotes", "--certain", "unsure"], b"title = 'x'\n[[sections]]\nbody = 'y'")
        .refuses(1, &["no quotation matches"]);
}

#[test]
fn what_the_author_did_not_say_is_found() {
    let more = SMALL.replace("Lead.", "“We will go there at dawn,” said Ada Example.");
    let origins = piped(&["quotes", "--template", "{words}: {origin}"], more.as_bytes()).out;
    assert_eq!(origins, "We will go there at dawn,: found\nYes: author\nNo: author\nSo: author\n");
    let quiet = format!("{more}[find]\nquotes = false\n");
    piped(&["quotes"], quiet.as_bytes()).gives("Yes\nNo\nSo\n");
}

#[test]
fn people_and_sections() {
    piped(&["people"], SMALL.as_bytes()).gives("1\t33%\tAda Example\n1\t33%\tBob\n");
    piped(&["sections"], SMALL.as_bytes()).gives("1\t3\n");
    piped(&["people", "--template", "{name}", "--print0"], SMALL.as_bytes()).gives("Ada Example\0Bob\0");
    piped(&["sections", "--format", "json"], SMALL.as_bytes())
        .gives("{\"file\":\"<stdin>\",\"section\":1,\"heading\":null,\"paragraphs\":1,\"quotes\":3}\n");
    let none = b"title = 'x'\n[[sections]]\nbody = 'y'";
    piped(&["people", "--format", "csv"], none).gives("file,name,aliases,role,about,quotes,share,origin\n");
    piped(&["quotes", "--format", "csv"], none)
        .gives("file,id,words,speaker,said_as,cue,certainty,origin,context,section,paragraph,spans,title,authors,source,url,link,published,address\n");
}

#[test]
fn show_is_the_article_unwrapped() {
    let body = "Lead. “Yes,” said Ada. “No,” said Bob. “So,” it said.\n";
    piped(&["show"], SMALL.as_bytes()).gives(&format!("Small\n\n{body}"));
    piped(&["show", "--body"], SMALL.as_bytes()).gives(body);
    let folder = Folder::new();
    let file = folder.file("a.toml", SMALL);
    run(&["show", "--body", &file, &file]).gives(&format!("{body}\n{body}"));
}

#[test]
fn without_the_interface() {
    run(&["-f", "deep friend", LETTERS])
        .gives("deep and special friend\ndeep and special friendship between us will work as a magical force\n");
    run(&["--filter", "trump twitter", LETTERS]).gives("Kim Jong Un is in good health. Never underestimate him!\n");
    run(&["-f", "xyzzy", LETTERS, TOUR]).refuses(1, &["no quotation matches"]);
    run(&["-f", "", "--by", "finch", TOUR, "--template", "{speaker}"])
        .gives("Martha Finch\nMartha Finch\nMartha Finch\n");
    run(&["-1", "-q", "twitter", LETTERS, TOUR]).gives("Kim Jong Un is in good health. Never underestimate him!\n");
    run(&["-0", "-q", "xyzzy", LETTERS]).refuses(1, &["no quotation matches"]);
    run(&["--by", "Nobody", LETTERS]).refuses(1, &["Nobody", "Donald Trump", "Yeonmi Park"]);
    run(&["quotes", "--by", "Nobody", LETTERS]).refuses(1, &["Nobody", "Kim Yo Jong"]);
    run(&["quotes", "--by", "Bob Woodward", LETTERS]).refuses(1, &["is not quoted"]);
    run(&["quotes", "--nth", "12", LETTERS]).refuses(1, &["no quotation 12, only 11"]);
}

#[test]
fn wrong_usage() {
    run(&["quotes", "--nth", "0", LETTERS]).refuses(2, &["counts from 1"]);
    run(&["+x", LETTERS]).refuses(2, &["+x"]);
    run(&["--no-such-flag"]).refuses(2, &["--no-such-flag"]);
    run(&["--q\u{1b}]0;x\u{7}\u{9b}"]).refuses(2, &["\u{FFFD}"]);
    run(&["completions", "klingon"]).refuses(2, &["bash"]);
    run(&["man", "klingon"]).refuses(2, &["klingon"]);
}

#[test]
fn help_man_and_completions() {
    for args in [&["--help"][..], &["-h"], &["--version"], &["man"], &["man", "quotes"], &["quotes", "--help"]] {
        let ran = run(args);
        assert!(ran.err.is_empty() && ran.code == Some(0) && !ran.out.is_empty(), "{args:?} {ran:?}");
        ran.is_clean();
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(run(&["completions", shell]).out.contains("pullquote"), "{shell}");
    }
    let help = run(&["quotes", "--help"]).out;
    for field in pullquote::record::QUOTE {
        assert!(help.contains(field.name));
    }
    assert_eq!(run(&["keys"]).code, Some(0));
}

#[test]
fn check_tells_all_faults() {
    let folder = Folder::new();
    let bad = folder.file("bad.toml", SMALL.replace("speaker = 'Bob'", "speeker = 'Bob'").replace("'So'", "'Never'"));
    let quiet = folder.file("quiet.toml", SMALL.replace("'So'", "'Never'") + "[find]\nquotes = false\n");
    let ran = run(&["check", &bad, LETTERS]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("bad.toml:14:1: error: unknown key `speeker`"), "{}", ran.err);
    assert!(ran.err.contains("bad.toml:16:8: error: these words are not in the body"), "{}", ran.err);
    assert!(ran.err.ends_with("2 files checked: 2 faults in 1 of them\n"), "{}", ran.err);
    run(&["quotes", &quiet]).gives("Yes\nNo\nNever\n");
    let broken = folder.file("broken.toml", "title = 'x'\n[[sections]\nbody = 'y'\n= 3\n");
    let ran = run(&["check", &broken]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("broken.toml:2:12: error") && ran.err.contains("broken.toml:4:1: error"), "{}", ran.err);
    run(&["check", "/nowhere.toml"]).refuses(2, &["/nowhere.toml", "no such file"]);
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let folder = Folder::new();
    let good = folder.file("good.toml", SMALL);
    let bad = folder.file("bad.toml", "title = 3");
    for args in [&["quotes"][..], &["-f", ""]] {
        let ran = run(&[args, &["/nowhere.toml", &bad, &good]].concat());
        assert_eq!((ran.out.as_str(), ran.code), ("Yes\nNo\nSo\n", Some(2)));
        assert!(ran.err.contains("/nowhere.toml") && ran.err.contains("bad.toml:1:9"), "{}", ran.err);
        assert!(ran.err.contains("pullquote check"), "{}", ran.err);
    }
    let ran = run(&["check", &good, &bad, "/nowhere.toml"]);
    assert_eq!(ran.code, Some(2));
}

/// Every command that reads, on a file with these bytes, and on the bytes alone.
#[track_caller]
fn refuses(name: &str, bytes: &[u8], words: &[&str]) {
    refuses_file(name, bytes, words);
    piped(&["quotes", "-"], bytes).refuses(2, &["<stdin>"]);
}

/// Bytes that are bad only if their name says that they are a content file.
#[track_caller]
fn refuses_file(name: &str, bytes: &[u8], words: &[&str]) {
    let folder = Folder::new();
    let file = folder.file(name, bytes);
    for args in [&["quotes"][..], &["people"], &["sections"], &["show"], &["-f", "x"], &[]] {
        run(&[args, &[file.as_str()]].concat()).refuses(2, &[&[name], words].concat());
    }
}

#[test]
fn bad_files() {
    refuses("invalid.toml", b"title = = 'x'", &["invalid.toml:1:9: error"]);
    refuses(
        "type.toml",
        b"title = 'x'\nauthors = 'Ada'\n[[sections]]\nbody = 'y'",
        &[":2:11: error", "array of strings"],
    );
    refuses("twice.toml", b"title = 'x'\ntitle = 'y'", &[":2:1: error: duplicate key"]);
    refuses("cut.toml", &SMALL.as_bytes()[..100], &["cut.toml:"]);
    refuses("utf16.toml", b"\xFF\xFEt\0i\0", &["UTF-16"]);
    refuses("latin1.toml", b"title = 'x'\nsubtitle = '\xE9'", &["latin1.toml:2:13: error", "0xE9"]);
    refuses("nul.toml", b"title = 'x\0y'", &["nul.toml:1:"]);
    refuses("empty.toml", b"", &["empty"]);
    refuses("blank.toml", b"\n \n", &["title"]);
    refuses_file("deep.toml", ("a = ".to_string() + &"[".repeat(10_000)).as_bytes(), &["deep.toml:1:"]);
    refuses_file("tables.toml", ("a = ".to_string() + &"{a=".repeat(10_000)).as_bytes(), &["tables.toml:1:"]);
    refuses_file("dots.toml", ("a.".repeat(10_000) + "a=1").as_bytes(), &["dots.toml:1:"]);
    refuses_file("prose.toml", b"It rained.\n", &["prose.toml:1:"]);
    refuses("binary", b"\x7FELF\0\0", &["no kind", "plain text"]);
    refuses("blank.txt", b" \n\t\n", &["no words"]);
    refuses("empty.txt", b"", &["empty"]);
    refuses("latin1.txt", b"It\ncaf\xE9", &["latin1.txt:2:4: error", "0xE9"]);
    refuses("line.toml", format!("title = '{}\n", "x".repeat(800_000)).as_bytes(), &["line.toml:1:800010"]);
    refuses_file("faults.toml", "= 1\n".repeat(5000).as_bytes(), &["and 4995 more"]);
}

#[test]
fn bad_places() {
    let folder = Folder::new();
    let path = folder.path().to_str().expect("UTF-8");
    run(&["quotes", path]).refuses(2, &["no article"]);
    run(&["quotes", "/nowhere.toml"]).refuses(2, &["/nowhere.toml", "no such file"]);
    run(&["quotes", "/dev/zero"]).refuses(2, &["device"]);
    run(&["quotes", "/dev/null"]).refuses(2, &["device"]);
    run(&["quotes"]).refuses(2, &["<stdin>", "empty"]);
    run(&["quotes", ""]).refuses(2, &["FILE"]);
    let large = folder.file("large.toml", "");
    File::options().write(true).open(&large).and_then(|f| f.set_len(100 << 20)).expect("sparse");
    run(&["quotes", &large]).refuses(2, &["larger than 64 MB"]);
    let secret = folder.file("secret.toml", SMALL);
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o0)).expect("changed");
    if File::open(&secret).is_err() {
        run(&["quotes", &secret]).refuses(2, &["permission"]);
    }
}

#[test]
fn standard_input_has_a_limit_too() {
    let zero = File::open("/dev/zero").expect("a device");
    finish(command(&["quotes", "-"]).stdin(zero).output().expect("it runs")).refuses(2, &["larger than 64 MB"]);
    let folder = File::open("/").expect("a folder");
    finish(command(&["quotes", "-"]).stdin(folder).output().expect("it runs")).refuses(2, &["folder"]);
}

fn fifo(folder: &Folder) -> String {
    let path = folder.path().join("pipe.toml");
    assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
    path.to_str().expect("UTF-8").to_string()
}

#[test]
fn a_silent_pipe_is_given_up() {
    let folder = Folder::new();
    let path = fifo(&folder);
    let begin = Instant::now();
    run(&["quotes", &path]).refuses(2, &["pipe.toml", "5 seconds"]);
    assert!(begin.elapsed() < Duration::from_secs(9));
    run(&["quotes", folder.path().to_str().expect("UTF-8")]).refuses(2, &["no article"]);
}

#[test]
fn a_pipe_that_the_shell_hands_over_is_read() {
    let folder = Folder::new();
    let path = fifo(&folder);
    let child = command(&["quotes", &path]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let mut writer = OpenOptions::new().write(true).open(&path).expect("a reader");
    let (first, rest) = SMALL.split_at(50);
    writer.write_all(first.as_bytes()).expect("written");
    std::thread::sleep(Duration::from_millis(300));
    writer.write_all(rest.as_bytes()).expect("written");
    drop(writer);
    finish(child.wait_with_output().expect("it ends")).gives("Yes\nNo\nSo\n");
    let ran = piped(&["quotes", "/dev/stdin"], SMALL.as_bytes());
    ran.gives("Yes\nNo\nSo\n");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let folder = Folder::new();
    let many = SMALL.to_string() + &"[[quotes]]\ntext = 'gone'\n".repeat(20_000);
    let file = folder.file("many.toml", many);
    for args in [&["quotes", &file][..], &["quotes", "--format", "json", &file], &["-f", "", &file]] {
        let mut child = command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let mut out = child.stdout.take().expect("a pipe");
        out.read_exact(&mut [0; 4]).expect("something");
        drop(out);
        let ran = finish(child.wait_with_output().expect("it ends"));
        assert_eq!((ran.err.as_str(), ran.code), ("", Some(0)), "{args:?}");
    }
}

#[test]
fn a_failed_write_is_told() {
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("a device");
    for args in
        [&["quotes", LETTERS][..], &["show", LETTERS], &["man"], &["completions", "bash"], &["--help"], &["--version"]]
    {
        let ran = finish(command(args).stdout(full()).output().expect("it runs"));
        ran.refuses(2, &["cannot be written"]);
    }
    let ran = finish(command(&["quotes", "/nowhere"]).stderr(full()).output().expect("it runs"));
    assert_eq!(ran.code, Some(2));
}

#[test]
fn nothing_hostile_gets_out() {
    let evil = "\\u001b[31m\\u009b2J\\u007f\\u202e\\u2066\\u0007\\b\\f\\r";
    let source = format!(
        "title = \"T{evil}\"\nsubtitle = \"{evil}s\"\nauthors = [\"A{evil}\"]\n[source]\nname = \"{evil}n\"\n\
         url = \"https://x/{evil}\"\n[[sections]]\nheading = \"H{evil}\"\n\
         body = \"“a{evil}b” &#27;[31m &#x9b; &#x202e; `{evil}`\"\n[[people]]\nname = \"P{evil}\"\n\
         aliases = [\"{evil}a\"]\nrole = \"r{evil}\"\nabout = \"{evil}x\"\n[[quotes]]\ntext = \"a{evil}b\"\n\
         speaker = \"P{evil}\"\ncontext = \"{evil}c\"\n\"k{evil}\" = 1\n[[quotes]]\ntext = \"zz{evil}\"\nspeaker = \"Q{evil}\"\n"
    );
    let folder = Folder::new();
    let file = folder.file("a\u{1b}]0;x\u{7}\u{9b}\u{202e}\n.toml", source);
    for format in ["text", "markdown", "json", "csv", "org", "latex"] {
        let ran = run(&["quotes", "--format", format, &file]);
        ran.is_clean();
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(!ran.out.contains('\t'), "{ran:?}");
    }
    let template = "\u{1b}[31m{file}{id}{words}{speaker}{context}{title}{source}{url}{spans}";
    for args in [&["quotes", "--template", template][..], &["people"], &["sections"], &["show"], &["check"]] {
        let ran = run(&[args, &[file.as_str()]].concat());
        ran.is_clean();
        assert!(!(ran.out.is_empty() && ran.err.is_empty()), "{args:?}");
    }
    for format in ["json", "csv"] {
        run(&["people", "--format", format, &file]).is_clean();
        run(&["sections", "--format", format, &file]).is_clean();
    }
    run(&["quotes", "--by", "x\u{1b}[2J", &file]).refuses(1, &["nobody"]);
    let bad = folder.file("b\u{1b}[2J\n.toml", "title = \u{1b}[31m\u{9b} = 1\n\u{1b}]0;x\u{7}");
    run(&["quotes", &bad]).refuses(2, &[":1:9"]);
    run(&["check", &bad]).is_clean();
    run(&["quotes", "/no\u{1b}[2J\u{202e}where"]).refuses(2, &["no such file"]);
}

#[test]
fn one_quotation_is_one_line() {
    let source = "title = 'x'\n[[sections]]\nbody = '''\n“One,\ntwo.\n\n“Three  \nfour.”\n'''\n\
        [[quotes]]\ntext = 'One, two. Three four.'\n";
    piped(&["quotes"], source.as_bytes()).gives("One, two. Three four.\n");
    piped(&["quotes", "--format", "markdown"], source.as_bytes())
        .gives("> One, two. Three four.\n>\n> — *unknown speaker*, *x*\n");
}

#[test]
fn without_a_terminal_the_command_to_use_is_named() {
    // A session of its own has no terminal.
    let run_alone = |args: &[&str]| {
        let mut command = Command::new("setsid");
        command.arg("--wait").arg(env!("CARGO_BIN_EXE_pullquote")).args(args).stdin(Stdio::null());
        command.env("XDG_STATE_HOME", STATE);
        finish(command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("setsid"))
    };
    run_alone(&[LETTERS]).refuses(2, &["pullquote quotes FILE", "--filter"]);
    run_alone(&["-q", "x", LETTERS, TOUR]).refuses(2, &["pullquote quotes FILE"]);
}

#[test]
fn very_many_quotations() {
    let mut source = String::from("title = 'x'\n[[sections]]\nbody = '''\n");
    let count = 5_000;
    for n in 0..count {
        source += &format!("“w{n}” ");
    }
    source += "\n'''\n";
    for n in 0..count {
        source += &format!("[[quotes]]\ntext = 'w{n}'\n");
    }
    let folder = Folder::new();
    let file = folder.file("many.toml", &source);
    let ran = run(&["quotes", "--format", "json", &file]);
    assert_eq!((ran.out.lines().count(), ran.code), (count, Some(0)));
    assert_eq!(run(&["check", &file]).err, "1 file checked: no faults\n");
    let million = source + &"[[quotes]]\ntext = 'a'\n".repeat(1_000_000);
    let file = folder.file("million.toml", million);
    run(&["quotes", &file]).refuses(2, &["million.toml:", "more tables"]);
}
