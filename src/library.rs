//! Finds and opens articles: the only place that reads files.
//!
//! Comes in: what the user named, be it a path, `-`, a folder or a shipped
//! article. Goes out: the text of each file, or why it cannot be had. May not
//! know the schema of what it reads, print, or know a terminal beyond whether
//! the standard input is one.

mod failure;
mod pipe;

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, IsTerminal, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use failure::{Error, Failure};

use crate::article::Article;
use crate::clean;
use crate::content::{self, Fault, Rigour};

/// No article is larger, in bytes.
pub const LIMIT: u64 = 64 << 20;

/// How long a pipe that was named as a file may be silent.
const IDLE: Duration = Duration::from_secs(5);

/// How messages and records call what is read from the standard input.
const STDIN: &str = "<stdin>";

/// The articles that come with the program, by file name.
pub const SHIPPED: &[(&str, &str)] = &[
    ("love-letters.toml", include_str!("../content/love-letters.toml")),
    ("tour.toml", include_str!("../content/tour.toml")),
    ("hard-cases.toml", include_str!("../content/hard-cases.toml")),
];

/// An article and the name of its file, fit to be shown.
pub struct Opened {
    pub file: String,
    pub article: Article,
}

/// Something that can be read as one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Path(PathBuf),
    Stdin,
    /// An index into [`SHIPPED`].
    Shipped(usize),
}

/// A file as it was read: its name, fit to be shown, and its text.
#[derive(Debug)]
pub struct Text {
    pub file: String,
    pub text: String,
}

/// Why there is no article.
#[derive(Debug)]
pub enum Problem {
    Unreadable(Error),
    /// The file could be read; these faults keep it from being an article.
    Faulty(Text, Vec<Fault>),
}

impl Source {
    /// The name that messages and records use.
    pub fn name(&self) -> String {
        match self {
            Source::Path(path) => clean::line(&path.to_string_lossy()).into_owned(),
            Source::Stdin => STDIN.to_string(),
            Source::Shipped(index) => SHIPPED.get(*index).map_or("", |s| s.0).to_string(),
        }
    }

    /// What to write on a command line to name it again.
    pub fn argument(&self) -> String {
        if *self == Source::Stdin { "-".to_string() } else { self.name() }
    }

    fn fails<T>(&self, failure: Failure) -> Result<T, Error> {
        Err(Error { file: self.name(), failure })
    }
}

/// All the articles that come with the program.
pub fn shipped() -> Vec<Source> {
    (0..SHIPPED.len()).map(Source::Shipped).collect()
}

/// Whether something is piped into the program.
pub fn is_piped() -> bool {
    !io::stdin().is_terminal()
}

/// What a name on the command line stands for: one source, or for a folder each
/// of its articles, sorted by name.
pub fn find(name: &Path) -> Result<Vec<Source>, Error> {
    if name.as_os_str() == "-" {
        return Ok(vec![Source::Stdin]);
    }
    let source = Source::Path(name.to_path_buf());
    match fs::metadata(name) {
        Ok(found) if found.is_dir() => match articles_in(name) {
            Ok(sources) if sources.is_empty() => source.fails(Failure::NoArticles),
            Ok(sources) => Ok(sources),
            Err(error) => source.fails(error.into()),
        },
        // What is wrong with it is said when it is read.
        _ => Ok(vec![source]),
    }
}

fn articles_in(folder: &Path) -> io::Result<Vec<Source>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_toml = path.extension().is_some_and(|e| e == "toml");
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if is_toml && !is_hidden && fs::metadata(&path).is_ok_and(|m| m.is_file()) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths.into_iter().map(Source::Path).collect())
}

/// Reads and parses one article.
pub fn open(source: &Source) -> Result<Opened, Problem> {
    let text = read(source).map_err(Problem::Unreadable)?;
    let reading = content::read(&text.text, Rigour::Tolerant);
    match reading.article {
        Some(article) => Ok(Opened { file: text.file, article }),
        None => Err(Problem::Faulty(text, reading.faults)),
    }
}

/// Reads one file.
pub fn read(source: &Source) -> Result<Text, Error> {
    let read = match source {
        Source::Path(path) => read_path(path),
        Source::Stdin => read_stdin(),
        Source::Shipped(index) => Ok(SHIPPED.get(*index).map_or(Vec::new(), |s| s.1.as_bytes().to_vec())),
    };
    match read.and_then(decode) {
        Ok(text) => Ok(Text { file: source.name(), text }),
        Err(failure) => source.fails(failure),
    }
}

fn read_stdin() -> Result<Vec<u8>, Failure> {
    if !is_piped() {
        return Err(Failure::Typed);
    }
    pipe::read(&io::stdin(), None)
}

fn read_path(path: &Path) -> Result<Vec<u8>, Failure> {
    // A device may act when it is opened, so it is looked at before.
    refuse(&fs::metadata(path)?)?;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(path)?;
    let found = file.metadata()?;
    refuse(&found)?;
    if found.file_type().is_fifo() { pipe::read(&file, Some(IDLE)) } else { read_file(file, found.len()) }
}

/// Refuses what is neither a regular file nor a pipe, and what is too large.
fn refuse(found: &Metadata) -> Result<(), Failure> {
    let kind: FileType = found.file_type();
    match () {
        () if kind.is_dir() => Err(Failure::Folder),
        () if !kind.is_file() && !kind.is_fifo() => Err(Failure::Device),
        () if kind.is_file() && found.len() > LIMIT => Err(Failure::TooLarge),
        () => Ok(()),
    }
}

/// A file may grow while it is read, and some in /proc have no size at all.
fn read_file(file: File, size: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(LIMIT)).unwrap_or(0) + 1);
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(Failure::TooLarge) } else { Ok(bytes) }
}

/// UTF-8 with or without a byte order mark, and nothing else.
fn decode(mut bytes: Vec<u8>) -> Result<String, Failure> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Failure::Utf16);
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    if bytes.is_empty() {
        return Err(Failure::Empty);
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..good]).map_or(0, |i| i + 1);
        let line = memchr::memchr_iter(b'\n', &bytes[..start]).count() + 1;
        let column = String::from_utf8_lossy(&bytes[start..good]).chars().count() + 1;
        Failure::Encoding { line, column, byte: bytes[good] }
    })
}

#[cfg(test)]
mod tests;
