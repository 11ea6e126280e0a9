//! The feeds that are followed, in the folder of data: the list of them, and for each what
//! has come of it.
//!
//! Comes in: feeds, and articles of them. Goes out: what is known already, and the files.
//! An article is a file in the library first and on the list of what is known then, so
//! that none is lost when a run is ended in between; its file is called by what the feed
//! knows it by, so that none is written twice. May not know what is in a feed or an article.

mod waiting;

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::notes::lock;
use super::provenance::hash;
use super::save::data_folder;
use super::{
    Error, Existing, Failure, Fetched, Source, is_url, make_folder, own_folder, read_path, remove, save, slug,
};
use crate::clean;
use crate::feeds::{Feed, Feeds, LIMIT, Validators};
use waiting::WAITING;
pub use waiting::Waiting;

/// The list, in the folder of data.
const FILE: &str = "feeds.toml";

/// Beside it, what has come of each.
const FOLDER: &str = "feeds";

/// There, the list of the keys of a feed.
const KNOWN: &str = "known";

/// So many digits of a hash tell articles of one title apart.
const DIGITS: usize = 12;

/// Longer keys stand in the list of what is known as their hash, in bytes.
const LONGEST: usize = 500;

/// The feeds that are followed.
pub fn feeds() -> Result<Feeds, Error> {
    let path = place(FILE)?;
    let text = match read_path(&path) {
        Ok(bytes) if bytes.len() > LIMIT => return Err(error(&path, Failure::TooLarge)),
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| error(&path, unfit("it is not UTF-8".to_string())))?,
        Err(Failure::Missing) => String::new(),
        Err(failure) => return Err(error(&path, failure)),
    };
    Feeds::read(&text).map_err(|fault| error(&path, unfit(fault.to_string())))
}

/// Changes the list; written only if that made another of it.
pub fn change_feeds<T>(change: impl FnOnce(&mut Feeds) -> T) -> Result<T, Error> {
    let path = place(FILE)?;
    let folder = place("")?;
    make_folder(&folder)?;
    let _lock = lock(&folder).map_err(|failure| error(&path, failure))?;
    let mut feeds = feeds()?;
    let before = feeds.text();
    let changed = change(&mut feeds);
    let text = feeds.text();
    if text != before {
        save(&path, &text, Existing::Replace)?;
    }
    Ok(changed)
}

/// The path of a file from the root, if it can stand in a list.
pub fn absolute(path: &str) -> Option<String> {
    let path = fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok()?;
    path.into_os_string().into_string().ok().filter(|path| !path.contains(char::is_control))
}

/// What a file has that is followed like an address.
pub fn read_feed(path: &str) -> Result<Fetched, Error> {
    let path = Path::new(path);
    let bytes = read_path(path).map_err(|failure| error(path, failure))?;
    Ok(Fetched { bytes, content_type: None, url: String::new(), moved: None, validators: Validators::default() })
}

/// Forgets what came of a feed; its articles stay.
pub fn forget_feed(feed: &Feed) -> Result<(), Error> {
    let files = ["toml", KNOWN, WAITING].map(|extension| Ok(place(FOLDER)?.join(format!("{}.{extension}", feed.name))));
    files.into_iter().try_for_each(|path: Result<PathBuf, Error>| {
        let path = path?;
        if path.exists() { remove(&path) } else { Ok(()) }
    })
}

/// As long as it is there, no other run fetches.
pub struct Fetching {
    _lock: Option<File>,
    /// The addresses that are known of any feed: an article may be in two.
    addresses: Rc<RefCell<HashSet<String>>>,
}

impl Fetching {
    pub fn begin() -> Result<Fetching, Error> {
        let folder = place(FOLDER)?;
        make_folder(&folder)?;
        let lock = lock(&folder).map_err(|failure| error(&folder, failure))?;
        let lists = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let lists = lists.filter(|path| path.extension().is_some_and(|extension| extension == KNOWN));
        // What is wrong with one is told when its feed is fetched.
        let lists = lists.map(|list| text(&list).unwrap_or_default());
        let all = |list: String| list.lines().filter(|key| is_url(key)).map(str::to_string).collect::<Vec<_>>();
        let addresses: HashSet<String> = lists.flat_map(all).collect();
        Ok(Fetching { _lock: lock, addresses: Rc::new(RefCell::new(addresses)) })
    }

    /// What is known of a feed.
    pub fn of(&self, feed: &Feed) -> Result<Followed, Error> {
        let folder = own_folder().ok_or_else(homeless)?.join(&feed.name);
        let state = place(FOLDER)?.join(format!("{}.toml", feed.name));
        let list = state.with_extension(KNOWN);
        let known = text(&list)?.lines().map(str::to_string).collect();
        let validators = Validators::read(&text(&state)?);
        let files = marks(&folder);
        let (address, addresses) = (feed.first().to_string(), Rc::clone(&self.addresses));
        Ok(Followed { address, folder, state, list, known, addresses, files, validators })
    }
}

fn text(path: &Path) -> Result<String, Error> {
    match read_path(path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(Failure::Missing) => Ok(String::new()),
        Err(failure) => Err(error(path, failure)),
    }
}

/// What has come of a feed.
pub struct Followed {
    /// The first that it had: files are called by that.
    address: String,
    folder: PathBuf,
    state: PathBuf,
    list: PathBuf,
    /// The keys of its articles.
    known: HashSet<String>,
    /// The addresses of those of all feeds.
    addresses: Rc<RefCell<HashSet<String>>>,
    /// The digits in the names of the files that are there.
    files: HashSet<String>,
    validators: Validators,
}

impl Followed {
    /// By what the server recognizes its last answer of which nothing is left to do.
    pub fn validators(&self) -> &Validators {
        &self.validators
    }

    /// Whether an article was there before, of this feed or at this address of another,
    /// wherever its file is now.
    pub fn knows(&mut self, keys: &[String]) -> Result<bool, Error> {
        let is_listed = keys.iter().any(|key| self.known.contains(&line(key)));
        let is_there = keys.iter().any(|key| self.files.contains(&self.mark(key)));
        let is_elsewhere = keys.iter().any(|key| is_url(key) && self.addresses.borrow().contains(&line(key)));
        let is_known = is_listed || is_there || is_elsewhere;
        // A run that was ended had no time for it, or it has another key by now.
        if is_known {
            self.list(keys)?;
        }
        Ok(is_known)
    }

    /// Writes an article in the folder of the feed, and that it is known.
    pub fn keep(&mut self, title: &str, keys: &[String], text: &str) -> Result<PathBuf, Error> {
        make_folder(&self.folder)?;
        let mark = self.mark(keys.first().map_or("", String::as_str));
        let path = self.folder.join(format!("{}-{mark}.toml", slug(title)));
        save(&path, text, Existing::Keep)?;
        self.files.insert(mark);
        self.list(keys)?;
        Ok(path)
    }

    /// Nothing of this answer is left to do.
    pub fn settle(&mut self, validators: Validators) -> Result<(), Error> {
        if validators != self.validators {
            save(&self.state, &validators.text(), Existing::Replace)?;
            self.validators = validators;
        }
        Ok(())
    }

    fn list(&mut self, keys: &[String]) -> Result<(), Error> {
        let new: Vec<String> = keys.iter().map(|key| line(key)).filter(|key| !self.known.contains(key)).collect();
        if !new.is_empty() {
            append(&self.list, &new).map_err(|io| error(&self.list, Failure::Unsaved(io)))?;
            self.addresses.borrow_mut().extend(new.iter().filter(|key| is_url(key)).cloned());
            self.known.extend(new);
        }
        Ok(())
    }

    /// By what a file is told from others of its title, and found again under any.
    fn mark(&self, key: &str) -> String {
        let hash = hash(format!("{}\n{key}", self.address).as_bytes());
        hash.trim_start_matches("sha256:").chars().take(DIGITS).collect()
    }
}

/// Adds lines to a list in one go. One that was being written when a run was ended is no
/// part of the next.
fn append(path: &Path, lines: &[String]) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    let mut text = lines.join("\n") + "\n";
    if file.metadata()?.len() > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            text.insert(0, '\n');
        }
    }
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

/// A key as it stands in the list of what is known.
fn line(key: &str) -> String {
    let key = clean::line(key);
    if key.len() <= LONGEST { key.into_owned() } else { hash(key.as_bytes()) }
}

fn marks(folder: &Path) -> HashSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mark = |entry: fs::DirEntry| Some(entry.path().file_stem()?.to_str()?.rsplit('-').next()?.to_string());
    entries.filter_map(mark).filter(|mark| mark.len() == DIGITS).collect()
}

fn place(name: &str) -> Result<PathBuf, Error> {
    data_folder().map(|folder| folder.join(name)).ok_or_else(homeless)
}

fn homeless() -> Error {
    error(Path::new(FOLDER), Failure::Homeless)
}

fn unfit(why: String) -> Failure {
    Failure::Io(io::Error::other(why))
}

fn error(path: &Path, failure: Failure) -> Error {
    Source::Path(path.to_path_buf()).error(failure)
}
