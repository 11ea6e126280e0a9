//! Finds, opens and saves articles: the only place that reads and writes files.
//!
//! Comes in: what the user named, be it a path, `-`, a folder or a shipped
//! article. Goes out: the articles or the text of each file, or why they cannot
//! be had. May not know what is in what it reads or writes, print, or know a
//! terminal beyond whether the standard input is one.

mod config;
mod failure;
mod feeds;
mod fetch;
mod folders;
mod index;
mod names;
mod notes;
mod picture;
mod pipe;
mod provenance;
mod save;
mod stand_in;
mod state;
mod watch;

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, IsTerminal, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub use config::{config_path, read_config, read_theme, themes};
pub use failure::{Error, Failure, Unfetched};
pub use feeds::{Fetching, Followed, Waiting, absolute, change_feeds, feeds, forget_feed, read_feed};
pub use fetch::{Fetched, Reach, Visitor, fetch, is_url};
pub use folders::{add_folder, drop_folder, folders, has_library, own_folder};
pub use index::{Changes, Fault as IndexFault, Folder, Fresh, Index, STANDS, Stamped, Way};
pub use names::Names;
pub use notes::{change_notes, read_notes};
pub use picture::{has_pictures, picture};
pub use save::{
    Existing, data_folder, exists, exists_already, folders_in, is_folder, is_same, make_folder, make_own_folder,
    remove, save,
};
pub use stand_in::{Home, StandIn, folder, places, replaced, shown, slug, standing};
pub use state::StateFolder;
pub use watch::{Fate, Stamp, Watch};

use crate::article::{Article, Provenance};
use crate::clean;
use crate::content::Fault;
use crate::import::{self, Note, Refusal};

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

/// The pictures in them that come with the program, by their addresses: drawn for it.
pub const PICTURES: &[(&str, &[u8])] =
    &[("congress-reading-room.png", include_bytes!("../content/congress-reading-room.png"))];

/// An article and the name of its file, fit to be shown.
pub struct Opened {
    pub file: String,
    pub article: Article,
}

/// The articles of a file, and what is to be told of how it was read.
#[derive(Default)]
pub struct Volume {
    pub articles: Vec<Opened>,
    /// The name of the file, fit to be shown.
    pub file: String,
    pub notes: Vec<Note>,
    /// For each article where it is from.
    pub homes: Vec<Home>,
}

/// Something that can be read as one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Path(PathBuf),
    Stdin,
    /// An address of the web, and how far it may lead.
    Url(String, Reach),
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
            Source::Url(address, _) => clean::line(address).into_owned(),
            Source::Shipped(index) => SHIPPED.get(*index).map_or("", |s| s.0).to_string(),
        }
    }

    /// What to write on a command line to name it again.
    pub fn argument(&self) -> String {
        if *self == Source::Stdin { "-".to_string() } else { self.name() }
    }

    /// The path that tells what is in it. What the shell hands over has a number
    /// for a name.
    fn path(&self) -> Option<&Path> {
        match self {
            Source::Path(path) if path.starts_with("/dev") || path.starts_with("/proc") => None,
            Source::Path(path) => Some(path),
            Source::Stdin | Source::Url(..) => None,
            Source::Shipped(index) => SHIPPED.get(*index).map(|s| Path::new(s.0)),
        }
    }

    /// Whether it is a content file by its name.
    pub fn is_content(&self) -> bool {
        self.path().is_some_and(import::is_content)
    }

    /// Its size in bytes, as far as that is known before it is read.
    pub fn size(&self) -> u64 {
        match self {
            Source::Path(path) => fs::metadata(path).map_or(0, |found| found.len()),
            _ => 0,
        }
    }

    /// Its name without folder and extension.
    pub fn stem(&self) -> Option<String> {
        let stem = self.path()?.file_stem()?.to_string_lossy();
        Some(clean::line(&stem).into_owned())
    }

    /// When it was last changed, of what has a date.
    fn modified(&self) -> Option<SystemTime> {
        match self {
            Source::Path(path) => fs::metadata(path).ok().filter(Metadata::is_file)?.modified().ok(),
            _ => None,
        }
    }

    fn error(&self, failure: Failure) -> Error {
        Error { file: self.name(), failure }
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
pub fn find(name: &Path, reach: Reach) -> Result<Vec<Source>, Error> {
    if name.as_os_str() == "-" {
        return Ok(vec![Source::Stdin]);
    }
    if let Some(address) = name.to_str().filter(|name| is_url(name)) {
        return Ok(vec![Source::Url(address.to_string(), reach)]);
    }
    let source = Source::Path(name.to_path_buf());
    match fs::metadata(name) {
        Ok(found) if found.is_dir() => match articles_in(name) {
            Ok(sources) if sources.is_empty() => Err(source.error(Failure::NoArticles)),
            Ok(sources) => Ok(sources),
            Err(error) => Err(source.error(error.into())),
        },
        // What is wrong with it is said when it is read.
        _ => Ok(vec![source]),
    }
}

fn articles_in(folder: &Path) -> io::Result<Vec<Source>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if import::is_article(&path) && !is_hidden && fs::metadata(&path).is_ok_and(|m| m.is_file()) {
            paths.push(path);
        }
    }
    paths.retain(|path| !stand_in::has_one_beside(path) && !notes::is_notes(path));
    paths.sort();
    Ok(paths.into_iter().map(Source::Path).collect())
}

/// Reads the articles of a file. What their words tell is not yet looked for.
pub fn open(source: &Source) -> Result<Volume, Problem> {
    let input = input(source)?;
    let provenance = source.is_traced().then(|| trace(source, &input));
    let mut volume = articles(source, input)?;
    provenance.iter().for_each(|provenance| stand_in::put(&mut volume, provenance));
    Ok(volume)
}

/// The same, with the text of the file, if it is one.
pub fn open_with_text(source: &Source) -> Result<(Volume, Option<String>), Problem> {
    let input = input(source)?;
    let text = import::text_of(&input.bytes);
    let provenance = source.is_traced().then(|| trace(source, &input));
    let mut volume = articles(source, input)?;
    provenance.iter().for_each(|provenance| stand_in::put(&mut volume, provenance));
    Ok((volume, text))
}

/// The same, with what the file was when it was read.
pub fn open_traced(source: &Source) -> Result<(Volume, Provenance), Problem> {
    let input = input(source)?;
    let provenance = trace(source, &input);
    Ok((articles(source, input)?, provenance))
}

/// The same with what was fetched already, today.
pub fn open_fetched(fetched: Fetched, reach: Reach) -> Result<(Volume, Provenance), Problem> {
    let source = Source::Url(fetched.url.clone(), reach);
    let input = Input::of(fetched, None);
    let provenance = provenance::of(&input.bytes, &source.name(), Some(SystemTime::now()));
    Ok((articles(&source, input)?, provenance))
}

/// The provenance of an article that is in a feed, which was fetched today.
pub fn trace_fetched(bytes: &[u8], from: &str) -> Provenance {
    provenance::of(bytes, &clean::line(from), Some(SystemTime::now()))
}

fn trace(source: &Source, input: &Input) -> Provenance {
    let name = source.path().and_then(Path::file_name).map(|name| name.to_string_lossy());
    let name = name.map_or_else(|| source.name(), |name| clean::line(&name).into_owned());
    provenance::of(&input.bytes, &name, source.modified())
}

fn articles(source: &Source, input: Input) -> Result<Volume, Problem> {
    let file = import::File {
        bytes: input.bytes,
        path: input.path.as_deref(),
        address: input.address.as_deref(),
        charset: input.charset.as_deref(),
    };
    match import::read(file) {
        Ok(import) => {
            let opened = |article| Opened { file: source.name(), article };
            let articles: Vec<Opened> = import.articles.into_iter().map(opened).collect();
            let is_one_of_several = articles.len() > 1;
            let home = |number| Home {
                source: source.clone(),
                number,
                is_one_of_several,
                stamp: input.stamp,
                provenance: None,
                stand_in: None,
            };
            let homes = (0..articles.len()).map(home).collect();
            Ok(Volume { articles, file: source.name(), notes: import.notes, homes })
        }
        Err(Refusal::Misfit(misfit)) => Err(Problem::Unreadable(source.error(misfit.into()))),
        Err(Refusal::Faulty(text, faults)) => Err(Problem::Faulty(Text { file: source.name(), text }, faults)),
    }
}

/// What was read, and what is known of where it is from.
struct Input {
    /// What the file was before it was read.
    stamp: Option<Stamp>,
    bytes: Vec<u8>,
    path: Option<PathBuf>,
    address: Option<String>,
    charset: Option<String>,
}

impl Input {
    fn of(fetched: Fetched, stamp: Option<Stamp>) -> Input {
        Input {
            stamp,
            path: fetched.file().map(PathBuf::from),
            charset: fetched.charset().map(str::to_string),
            address: Some(fetched.url),
            bytes: fetched.bytes,
        }
    }
}

fn input(source: &Source) -> Result<Input, Problem> {
    let stamp = match source {
        Source::Path(path) => watch::stamp(path),
        _ => None,
    };
    let read = match source {
        Source::Url(address, reach) => fetch(address, *reach).map(|fetched| Input::of(fetched, stamp)),
        _ => bytes(source).map(|bytes| Input {
            stamp,
            bytes,
            path: source.path().map(Path::to_path_buf),
            address: None,
            charset: None,
        }),
    };
    read.map_err(|failure| Problem::Unreadable(source.error(failure)))
}

/// Reads the text of one content file.
pub fn read(source: &Source) -> Result<Text, Error> {
    let text = bytes(source).and_then(|bytes| Ok(import::content(bytes, source.path())?));
    text.map(|text| Text { file: source.name(), text }).map_err(|failure| source.error(failure))
}

/// The text of a content file to the last byte, a byte order mark included.
pub fn read_whole(path: &Path) -> Result<String, Error> {
    let text = read_path(path).and_then(|bytes| {
        import::content(bytes.clone(), Some(path))?;
        String::from_utf8(bytes).map_err(|error| Failure::Io(io::Error::other(error.utf8_error())))
    });
    text.map_err(|failure| Source::Path(path.to_path_buf()).error(failure))
}

fn bytes(source: &Source) -> Result<Vec<u8>, Failure> {
    match source {
        Source::Path(path) => read_path(path),
        Source::Stdin => read_stdin(),
        Source::Url(address, reach) => Ok(fetch(address, *reach)?.bytes),
        Source::Shipped(index) => Ok(SHIPPED.get(*index).map_or(Vec::new(), |s| s.1.as_bytes().to_vec())),
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

#[cfg(test)]
mod tests;
