//! `pullquote import`: what it writes, and what it never touches.

use std::fs;
use std::path::Path;

use crate::run::{Folder, command, finish, piped, run};

const TEXT: &str = "The Keeper’s Light\n\n“We go,” said Ada Byron. A senior official called it “a folly”.\n\n“We go,” she \
                    said again to Tom Wood. He wrote “art” on it.\n";

/// Runs in a folder.
fn within(folder: &Folder, args: &[&str]) -> crate::run::Ran {
    finish(command(args).current_dir(folder.path()).output().expect("it runs"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}

#[test]
fn a_content_file_stands_beside_and_says_the_same() {
    let folder = Folder::new();
    folder.file("a b.txt", TEXT);
    let ran = within(&folder, &["import", "--date", "2026-01-02", "a b.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.starts_with("a b.toml: 1 section, 4 quotations ("), "{}", ran.err);
    let written = text(&folder.path().join("a b.toml"));
    for line in
        ["from = \"a b.txt\"", "date = 2026-01-02", "others = false", "certainty = \"sure\"", "origin = \"found\""]
    {
        assert!(written.lines().any(|l| l == line), "{line} is not in\n{written}");
    }
    // The hash that sha256sum prints.
    assert!(written.contains("hash = \"sha256:"), "{written}");
    within(&folder, &["check", "a b.toml"]).ends_well();
    for command in [&["quotes", "--format", "csv"][..], &["people", "--format", "csv"], &["sections"], &["show"]] {
        let of = |file: &str| within(&folder, &[command, &[file]].concat()).out.replace(file, "");
        assert_eq!(of("a b.txt"), of("a b.toml"), "{command:?}");
    }
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let folder = Folder::new();
    let file = folder.file("a.txt", TEXT);
    let once = run(&["import", "-o", "-", &file]);
    assert!(once.out.contains("\n[[quotes]]\n") && once.err.contains("a.txt: 1 section"), "{once:?}");
    assert_eq!(once.out, run(&["import", "-o", "-", &file]).out);
    // Elsewhere too: the folder is no part of it.
    let other = Folder::new();
    let moved = other.file("a.txt", TEXT);
    assert_eq!(once.out, run(&["import", "-o", "-", &moved]).out);
}

#[test]
fn what_is_there_stays_until_it_is_forced() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("a.toml", "mine");
    within(&folder, &["import", "a.txt"]).refuses(2, &["a.toml", "there already", "--force"]);
    assert_eq!(text(&folder.path().join("a.toml")), "mine");
    assert_eq!(within(&folder, &["import", "--force", "a.txt"]).code, Some(0));
    assert!(text(&folder.path().join("a.toml")).contains("The Keeper’s Light"));
}

#[test]
fn nothing_is_written_over_itself() {
    let folder = Folder::new();
    let source = "title = 'T' # mine\n[[sections]]\nbody = 'Words.'\n";
    folder.file("a.toml", source);
    within(&folder, &["import", "--force", "a.toml"]).refuses(2, &["a.toml", "there already"]);
    within(&folder, &["import", "--force", "-o", "./a.toml", "a.toml"]).refuses(2, &["there already"]);
    assert_eq!(text(&folder.path().join("a.toml")), source);
}

#[test]
fn corrections_survive() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    within(&folder, &["import", "a.txt"]);
    let path = folder.path().join("a.toml");
    let entry = "text = \"a folly\"\n";
    let corrected = "text = \"a folly\"\nspeaker = \"Ann Other\"\norigin = \"corrected\"\n";
    let (before, after) = text(&path).split_once(entry).map(|(b, a)| (b.to_string(), a.to_string())).expect("an entry");
    let (_, after) = after.split_once("origin = \"found\"\n").expect("its origin");
    let after = after.replacen("text = \"art\"", "rejected = true\ntext = \"art\"", 1);
    let lost = "[[quotes]]\ntext = \"Nobody wrote this.\"\norigin = \"corrected\"\n";
    let person = "[[people]]\nname = \"Ann Other\"\norigin = \"corrected\"\n";
    fs::write(&path, format!("{before}{corrected}{after}\n{lost}\n{person}")).expect("written");
    folder.file("a.txt", TEXT.replace("He wrote", "Then he wrote"));
    let ran = within(&folder, &["import", "--force", "a.txt"]);
    assert!(ran.err.contains("“Nobody wrote this.” was corrected and is not in the text any more"), "{ran:?}");
    let written = text(&path);
    assert!(written.contains(corrected) && written.contains("Then he wrote"), "{written}");
    assert!(
        written.contains("rejected = true") && written.contains("# Corrected, and not in the text any more: Nobody")
    );
    within(&folder, &["check", "a.toml"]).ends_well();
    // Also the next time, and once.
    within(&folder, &["import", "--force", "a.txt"]);
    assert_eq!(text(&path).matches("# Corrected, and not in the text any more: Nobody").count(), 1);
    let quotes = within(&folder, &["quotes", "--template", "{words}|{speaker}|{origin}", "a.toml"]).out;
    assert!(quotes.contains("a folly|Ann Other|corrected\n") && !quotes.contains("art|"), "{quotes}");
}

#[test]
fn several_go_into_a_folder() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("b.txt", TEXT);
    fs::create_dir(folder.path().join("c")).expect("a folder");
    folder.file("c/a.txt", TEXT);
    within(&folder, &["import", "-o", "x.toml", "a.txt", "b.txt"]).refuses(2, &["several sources go into a folder"]);
    fs::create_dir(folder.path().join("out")).expect("a folder");
    let ran = within(&folder, &["import", "-o", "out/", "a.txt", "b.txt", "c/a.txt", "none.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("none.txt: error: there is no such file"), "{ran:?}");
    let mut names: Vec<_> =
        fs::read_dir(folder.path().join("out")).expect("listed").map(|e| e.expect("an entry").file_name()).collect();
    names.sort();
    assert_eq!(names, ["a-2.toml", "a.toml", "b.toml"]);
}

#[test]
fn what_stands_beside_is_listed_in_its_place() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    within(&folder, &["import", "a.txt"]);
    let files = || within(&folder, &["sections", "--template", "{file}", "."]).out;
    assert_eq!(files(), "./a.toml\n");
    folder.file("a.txt", TEXT.replace("folly", "joke"));
    assert_eq!(files(), "./a.toml\n./a.txt\n");
}

#[test]
fn what_is_piped_in_is_called_like_its_headline() {
    let folder = Folder::new();
    let out = folder.path().join("out/").display().to_string() + "/";
    let ran = piped(&["import", "-o", &out, "-"], TEXT.as_bytes());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(text(&folder.path().join("out/the-keepers-light.toml")).contains("from = \"<stdin>\""));
}

#[test]
fn no_folder_no_date_no_device() {
    let folder = Folder::new();
    let file = folder.file("a.txt", TEXT);
    run(&["import", "--date", "yesterday", &file]).refuses(2, &["YYYY-MM-DD"]);
    run(&["import", "-o", "/nowhere/a.toml", &file]).refuses(2, &["/nowhere/a.toml", "cannot be written"]);
    run(&["import", "-o", "/dev/null", "--force", &file]).refuses(2, &["no regular file"]);
}

/// Answers one request after the other with this, and tells how many there were.
fn server(answer: String) -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = count.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let mut stream = stream;
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, count)
}

#[test]
fn an_address_is_a_source() {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{TEXT}", TEXT.len());
    let (address, count) = server(answer);
    let url = format!("{address}/light.txt");
    run(&["show", &url]).refuses(2, &["is not a public address", "--private"]);
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 0, "no connection was made");
    assert_eq!(run(&["show", "--private", &url]).out, TEXT);
    let ran = run(&["import", "--private", "-o", "-", &url]);
    assert!(ran.out.contains(&format!("from = \"{url}\"")) && !ran.out.contains("date ="), "{ran:?}");
    run(&["show", "ftp://127.0.0.1/a.txt"]).refuses(2, &["no such file"]);
}
