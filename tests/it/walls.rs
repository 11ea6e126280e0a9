//! The walls of the house: what each part may not know, and how long a file may
//! become.

use std::fs;
use std::path::{Path, PathBuf};

/// For each part of `src` what it may not name. A part is a file, or a folder
/// with its files.
const WALLS: &[(&str, &[&str])] = &[
    ("article", &["ratatui", "crossterm", "toml", "std::fs", "std::io", "crate::ui", "crate::content"]),
    ("clean", &["crate::", "std::fs", "std::io"]),
    ("glyph", &["ratatui", "crate::ui", "crate::article", "std::fs"]),
    (
        "engine",
        &[
            "ratatui",
            "crossterm",
            "toml",
            "std::fs",
            "std::io",
            "std::time",
            "std::thread",
            "crate::ui",
            "crate::content",
            "crate::layout",
            "crate::library",
            "crate::format",
        ],
    ),
    ("evidence", &["ratatui", "std::fs", "std::io", "std::thread", "crate::ui", "crate::layout", "crate::library"]),
    (
        "ledger",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "crate::ui",
            "crate::content",
            "crate::library",
            "crate::format",
            "crate::record",
        ],
    ),
    ("people", &["ratatui", "std::fs", "std::io", "crate::ui", "crate::ledger", "crate::catalog", "crate::library"]),
    ("people/name", &["crate::article", "super::"]),
    ("people/census", &["crate::article", "settle"]),
    ("people/reach", &["crate::article", "Gender"]),
    ("people/settle", &["crate::article", "Register"]),
    // No name tells whether somebody is a woman or a man.
    ("people/gender", &["super::", "given(", "is_surname", "names", "crate::evidence"]),
    ("ledger/join", &["crate::article", "crate::evidence"]),
    ("ledger/chart", &["crate::article", "crate::engine"]),
    (
        "address",
        &[
            "ratatui",
            "std::fs",
            "std::io",
            "std::path",
            "crate::ui",
            "crate::library",
            "crate::record",
            "crate::format",
        ],
    ),
    ("address/find", &["percent_encoding", "crate::clean"]),
    ("shelf", &["ratatui", "std::fs", "std::io", "std::thread", "crate::ui", "crate::content", "crate::cli"]),
    ("state", &["ratatui", "std::fs", "std::path", "std::time", "crate::ui", "crate::content", "crate::library"]),
    ("blocks", &["ratatui", "std::fs", "std::io", "crate::ui", "crate::content", "crate::import", "crate::engine"]),
    ("assemble", &["ratatui", "std::fs", "std::io", "crate::ui", "crate::content", "crate::import", "crate::engine"]),
    ("markdown", &["ratatui", "std::fs", "std::io", "crate::ui", "crate::content"]),
    (
        "import",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "crate::ui",
            "crate::library",
            "crate::layout",
            "crate::engine",
            "crate::format",
            "crate::cli",
        ],
    ),
    ("import/text", &["toml", "crate::content"]),
    ("import/facts", &["toml", "crate::content", "crate::article"]),
    ("import/markdown", &["crate::content", "pulldown_cmark"]),
    ("import/epub", &["crate::content", "std::path", "std::thread", "dom_query", "html5ever"]),
    ("import/epub/archive", &["crate::article", "quick_xml"]),
    ("import/epub/xml", &["crate::", "super::"]),
    ("import/epub/page", &["crate::", "super::"]),
    ("import/epub/contents", &["crate::article", "zip"]),
    ("import/epub/chapter", &["zip", "quick_xml"]),
    ("import/epub/book", &["zip", "quick_xml", "super::archive", "super::page", "html"]),
    ("import/epub/leaf", &["zip", "quick_xml", "super::book"]),
    ("import/docx", &["crate::content", "std::path", "std::thread", "dom_query", "html5ever", "zip::", "quick_xml"]),
    ("import/docx/styles", &["crate::article", "crate::blocks"]),
    ("import/feed", &["crate::content", "std::path", "dom_query", "html5ever", "quick_xml"]),
    ("import/markdown/shortcode", &["crate::", "super::"]),
    ("import/html", &["toml", "pulldown_cmark", "crate::content", "std::thread", "std::time"]),
    ("import/html/walk", &["dom_smoothie", "crate::assemble", "super::tidy", "super::metadata", "super::boxes"]),
    ("import/html/tidy", &["dom_query", "dom_smoothie", "html5ever", "crate::assemble"]),
    ("import/html/boxes", &["dom_smoothie", "crate::blocks", "crate::assemble"]),
    ("import/bounded", &["crate::article", "dom_query"]),
    (
        "content",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "crate::ui",
            "crate::library",
            "crate::import",
            "crate::layout",
        ],
    ),
    ("content/hint", &["toml"]),
    ("content/sheet", &["crate::article", "crate::engine", "crate::correction"]),
    (
        "config",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "std::env",
            "crate::library",
            "crate::article",
            "crate::engine",
        ],
    ),
    ("correction", &["ratatui", "std::fs", "std::io", "crate::ui", "crate::content", "crate::library"]),
    ("feeds", &["std::fs", "std::io", "std::path", "std::time", "crate::library", "crate::import"]),
    ("robots", &["crate::", "std::fs", "std::io", "std::net", "std::thread"]),
    ("pace", &["crate::", "std::fs", "std::io", "std::thread", "Instant::now"]),
    ("library/fetch/visitor", &["std::fs", "crate::import", "crate::article"]),
    ("library/feeds", &["crate::article", "crate::import", "crate::content"]),
    ("cmd/feed", &["std::fs", "std::net", "std::thread", "crate::ui", "ureq"]),
    ("import/feed/opml", &["crate::article", "feed_rs"]),
    ("layout", &["ratatui", "crossterm", "std::fs", "std::io", "crate::ui", "crate::content", "crate::library"]),
    ("outside", &["std::fs", "crate::"]),
    (
        "notes",
        &["ratatui", "std::fs", "std::io", "std::path", "std::time", "crate::ui", "crate::content", "crate::library"],
    ),
    ("notes/align", &["toml", "crate::"]),
    ("notes/judge", &["toml", "crate::"]),
    ("notes/place", &["toml", "crate::clean", "crate::engine"]),
    ("notes/seek", &["toml", "crate::clean", "crate::engine"]),
    ("notes/words", &["toml", "crate::clean", "crate::passage"]),
    ("notes/sheet", &["crate::engine", "crate::passage"]),
    (
        "picture",
        &[
            "ratatui",
            "std::fs",
            "std::path",
            "std::thread",
            "std::time",
            "crate::ui",
            "crate::article",
            "crate::library",
        ],
    ),
    ("passage", &["ratatui", "std::fs", "std::io", "crate::ui"]),
    ("layout/fit", &["crate::", "textwrap"]),
    ("layout/hyphens", &["crate::glyph", "textwrap"]),
    ("layout/lines", &["crate::article", "crate::plain"]),
    ("layout/spread", &["crate::article", "crate::plain", "textwrap"]),
    ("plain", &["ratatui", "std::fs", "std::io", "crate::ui"]),
    ("select", &["ratatui", "std::fs", "std::io", "crate::ui"]),
    ("record", &["ratatui", "std::fs", "std::io", "crate::ui", "crate::format"]),
    ("format", &["ratatui", "crossterm", "std::fs", "crate::ui", "crate::cli", "crate::content"]),
    ("format/name", &["crate::record", "crate::article", "super::"]),
    ("format/reference", &["super::markup", "super::style", "serde", "hayagriva"]),
    ("format/style", &["super::markup", "std::io::Write"]),
    ("record/link", &["std::fs", "std::io", "crate::format", "crate::library", "super::"]),
    (
        "extract",
        &[
            "ratatui",
            "std::fs",
            "std::io",
            "std::thread",
            "std::sync",
            "crate::ui",
            "crate::cli",
            "crate::import",
            "crate::format",
        ],
    ),
    ("carry", &["ratatui", "std::fs", "std::io", "crate::ui", "crate::library", "crate::import", "crate::content"]),
    ("diagnostic", &["ratatui", "std::fs", "std::io", "crate::ui"]),
    ("cmd/correct", &["ratatui", "std::fs", "std::io", "serde", "toml", "crate::engine", "crate::ui"]),
    ("linear", &["crossterm", "std::env", "crate::content::read", "crate::library", "crate::cli", "crate::format"]),
    ("linear/choosing", &["std::io", "crate::article", "crate::ui::app"]),
    ("linear/command", &["crate::article", "crate::ui::app", "super::", "std::io"]),
    ("linear/step", &["crate::ui", "crate::glyph", "super::", "std::io"]),
    ("linear/told", &["crate::ui::app", "super::command", "super::list", "std::io"]),
    ("linear/keeping", &["std::io", "crate::ui::app"]),
    ("linear/list", &["super::command", "std::io"]),
    ("linear/quotation", &["std::io", "crate::ui", "super::list"]),
    ("linear/search", &["std::io", "crate::ui"]),
    ("linear/terminal", &["crate::ui", "crate::article", "super::"]),
    ("cmd/linear", &["std::fs", "crate::article", "crate::engine", "crate::output"]),
    ("cmd/open", &["ratatui", "std::fs", "crate::article", "crate::engine"]),
    ("cmd/ledger", &["ratatui", "std::fs", "crate::article", "crate::engine"]),
    ("cmd/cores", &["crate::", "super::", "std::fs", "std::io"]),
    ("cmd/copy", &["std::fs", "std::io", "crate::engine", "crate::ui"]),
    ("cmd/note", &["std::fs", "std::io", "serde", "toml", "crate::engine"]),
    ("cmd/keep", &["std::fs", "serde", "crate::article", "crate::engine"]),
    ("cmd/medium", &["ratatui", "std::fs", "std::io", "crate::engine"]),
    ("cmd/looks", &["ratatui", "std::fs", "std::io", "toml", "crate::article", "crate::engine"]),
    ("cmd/pictures", &["ratatui", "std::fs", "std::io", "crate::article", "crate::library"]),
    (
        "catalog",
        &["ratatui", "std::fs", "std::io", "std::path", "std::thread", "crate::ui", "crate::import", "rusqlite"],
    ),
    ("catalog/query", &["crate::", "super::"]),
    ("library/index", &["crate::article", "crate::content", "std::thread"]),
    ("cmd/index", &["std::fs", "serde", "crate::article", "crate::engine", "crate::ui", "crate::format"]),
    ("cmd/extract", &["std::fs", "std::io", "serde", "crate::article", "crate::engine", "crate::ui"]),
    (
        "library",
        &[
            "ratatui",
            "crossterm",
            "crate::engine",
            "crate::content::read",
            "crate::ui",
            "crate::layout",
            "crate::format",
            "crate::cli",
        ],
    ),
    (
        "verify",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "std::path",
            "std::thread",
            "std::time",
            "toml",
            "serde",
            "crate::ui",
            "crate::cli",
            "crate::library",
            "crate::content",
            "crate::import",
        ],
    ),
    ("verify/words", &["crate::article", "super::"]),
    ("verify/person", &["super::"]),
    ("verify/place", &["crate::article", "super::"]),
    ("cmd/verify", &["std::fs", "toml", "crate::engine", "crate::content"]),
    ("cmd/verify/report", &["std::fs", "std::io", "serde", "crate::library"]),
    ("cmd/verify/doubts", &["std::fs", "std::io", "serde", "ratatui", "crate::library"]),
    ("cmd/verify/rows", &["std::fs", "std::io", "crate::library"]),
    ("ui", &["std::fs", "crate::content", "crate::cli", "crate::format", "crate::output", "println!"]),
    ("ui/answer", &["crossterm", "ratatui", "crate::", "std::io", "std::time"]),
    ("ui/app", &["crossterm", "std::io"]),
    ("ui/column", &["crossterm", "ratatui", "crate::", "std::io", "std::env"]),
    ("ui/entry", &["crossterm", "ratatui", "std::io"]),
    ("ui/geometry", &["crossterm", "crate::"]),
    ("ui/keys", &["crossterm", "ratatui", "std::io"]),
    ("ui/line", &["crossterm", "ratatui", "std::io"]),
    ("ui/motion", &["crossterm", "ratatui", "std::io", "super::app"]),
    ("ui/graphics", &["crossterm", "std::fs", "std::path", "crate::article", "crate::library", "std::thread"]),
    ("ui/hints", &["crossterm", "ratatui", "std::io", "super::keys"]),
    ("ui/jump", &["crossterm", "ratatui", "std::io", "super::keys"]),
    ("ui/naming", &["crossterm", "ratatui", "super::keys", "crate::library", "std::io"]),
    ("ui/pane", &["crossterm", "ratatui", "crate::"]),
    ("ui/prompt", &["crossterm", "ratatui", "super::keys", "crate::", "std::io"]),
    ("ui/reader", &["crossterm", "super::keys", "super::theme", "std::io"]),
    ("ui/review", &["crossterm", "crate::article", "crate::verify", "crate::engine"]),
    ("ui/showing", &["crossterm", "ratatui", "crate::", "std::io", "std::env"]),
    ("ui/signs", &["crossterm", "super::", "std::io"]),
    ("ui/theme", &["crossterm", "crate::", "std::io", "std::env"]),
    ("ui/update", &["crossterm", "super::view", "super::screen", "super::terminal", "std::io"]),
    ("ui/view", &["crossterm", "super::update", "super::terminal", "std::io", "&mut App"]),
];

/// Only these may open files, a terminal or a connection.
const OPENS: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "library.rs",
            "library/config.rs",
            "library/feeds.rs",
            "library/feeds/waiting.rs",
            "library/index.rs",
            "library/index/folder.rs",
            "library/notes.rs",
            "library/picture.rs",
            "library/save.rs",
            "library/watch.rs",
            "library/state.rs",
            "linear/terminal.rs",
            "ui/terminal.rs",
        ],
    ),
    ("/dev/tty", &["linear/terminal.rs", "ui/terminal.rs"]),
    ("crossterm", &["ui/input.rs", "ui/clipboard.rs"]),
    // One place has the standard output and the standard error, one the threads that share work.
    ("indicatif", &["output/progress.rs"]),
    ("engine::find", &["cmd/desk.rs", "shelf.rs"]),
    ("process::Command", &["outside.rs"]),
    ("ureq", &["library/fetch/web/client.rs"]),
    ("hypher::", &["layout/hyphens.rs"]),
    ("textwrap::", &["layout/lines.rs", "layout/words.rs"]),
    ("thread::scope", &["cmd/cores.rs"]),
    ("available_parallelism", &["cmd/cores.rs"]),
    ("catch_unwind", &["import/bounded.rs", "ui/finder.rs"]),
    ("hayagriva", &["format/style.rs"]),
    (
        "rusqlite",
        &[
            "library/index.rs",
            "library/index/ask.rs",
            "library/index/fill.rs",
            "library/index/schema.rs",
            "library/index/sources.rs",
            "library/index/voices.rs",
        ],
    ),
    ("ratatui_image", &["ui/graphics/drawn.rs"]),
    ("use image::", &["picture.rs", "ui/graphics/drawn.rs"]),
    ("dom_smoothie", &["import/html.rs", "import/html/metadata.rs"]),
];

/// What may name something although its part may not: what it reads is in memory.
const EXCEPT: &[(&str, &str)] = &[("std::io", "import/epub/archive.rs")];

const MOST_LINES: usize = 400;

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).expect("within src").to_string_lossy().into_owned();
                out.push((name, fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    out
}

/// The code of a file: without its tests and its comments.
fn code(source: &str) -> String {
    let own = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    own.lines().map(|l| l.split("//").next().unwrap_or(l)).collect::<Vec<_>>().join("\n")
}

fn is_of(file: &str, part: &str) -> bool {
    file == format!("{part}.rs") || file.starts_with(&format!("{part}/"))
}

#[test]
fn nobody_knows_what_is_none_of_their_business() {
    for (file, source) in sources().iter().filter(|(f, _)| !f.ends_with("tests.rs")) {
        let code = code(source);
        for (part, forbidden) in WALLS.iter().filter(|(part, _)| is_of(file, part)) {
            for word in forbidden.iter() {
                let is_excepted = EXCEPT.contains(&(*word, file.as_str()));
                let opens = OPENS.iter().any(|(what, files)| what == word && files.contains(&file.as_str()));
                let allowed = is_excepted || opens;
                assert!(allowed || !code.contains(word), "src/{file} is part of `{part}` and names `{word}`");
            }
        }
        for (word, files) in OPENS {
            assert!(!code.contains(word) || files.contains(&file.as_str()), "src/{file} names `{word}`");
        }
    }
}

#[test]
fn every_wall_is_around_something() {
    let sources = sources();
    for (part, _) in WALLS {
        assert!(sources.iter().any(|(file, _)| is_of(file, part)), "there is no `{part}`");
    }
}

#[test]
fn no_file_is_long() {
    for (file, source) in sources().into_iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        let lines = code(&source).lines().count();
        assert!(lines <= MOST_LINES, "src/{file} has {lines} lines: what is it hiding?");
    }
}

#[test]
fn library_code_neither_panics_nor_prints() {
    for (file, source) in sources().iter().filter(|(f, _)| !f.ends_with("tests.rs")) {
        let code = code(source);
        for word in ["unwrap()", "unsafe", "println!", "eprint", "process::exit", "todo!", "dbg!"] {
            let ends = word == "process::exit" && ["main.rs", "ui/terminal.rs"].contains(&file.as_str());
            assert!(ends || !code.contains(word), "src/{file} has `{word}`");
        }
    }
}
