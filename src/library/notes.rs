//! The file of the notes on an article.
//!
//! Comes in: where an article is from, and what changed. Goes out: its notes. The file
//! stands beside the article, so that the two travel together, or among the reader's data
//! where nothing can be written there. It is written whole or not at all, under a lock,
//! over what others wrote meanwhile; what is no notes file is never touched. May not know
//! what a note is.

use std::fs::{self, File, TryLockError};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::save::{base_folder, save_own};
use super::{Error, Failure, Home, Source, make_own_folder, provenance, read_path, slug};
use crate::article::Article;
use crate::notes::{Change, Fault, LIMIT, Note, SIGN, apply, read};
use crate::state::key;

/// What stands in the place of the article's extension.
pub const NOTES: &str = ".notes.toml";
/// So many digits of a hash tell articles of one name apart.
const DIGITS: usize = 8;
/// How long somebody else may be writing.
const PATIENCE: Duration = Duration::from_secs(2);
/// Between two looks at a lock that somebody has.
const TURN: Duration = Duration::from_millis(2);

/// The notes on an article; none if there is no file with some.
pub fn read_notes(home: &Home, article: &Article) -> Result<Vec<Note>, Error> {
    let Some(path) = places(home, article).into_iter().find(|path| is_there(path)) else { return Ok(Vec::new()) };
    let notes = text(&path).and_then(|text| Ok(read(&text.unwrap_or_default())?));
    let is_own = |note: &Note| !home.is_one_of_several || note.article.as_deref() == Some(&article.title);
    notes.map(|notes| notes.into_iter().filter(is_own).collect()).map_err(|failure| named(&path, failure))
}

/// Writes a change of the notes on an article: where there are some, else in the first
/// place where a file can be made. Returns that place.
pub fn change_notes(home: &Home, article: &Article, change: &Change) -> Result<PathBuf, Error> {
    let mut places = places(home, article);
    if let Some(there) = places.iter().position(|path| is_there(path)) {
        places = vec![places.swap_remove(there)];
    }
    let mut refused = named(Path::new("notes"), Failure::Homeless);
    for path in places {
        match write(&path, &article.title, change) {
            Ok(()) => return Ok(path),
            Err(failure) => refused = named(&path, failure),
        }
    }
    Err(refused)
}

/// Whether a file that is called so has notes in it, and is no article.
pub fn is_notes(path: &Path) -> bool {
    let is_called_so = path.as_os_str().as_bytes().ends_with(NOTES.as_bytes());
    is_called_so && read_path(path).is_ok_and(|bytes| memchr::memmem::find(&bytes, SIGN.as_bytes()).is_some())
}

fn write(path: &Path, title: &str, change: &Change) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if apart().as_deref() == Some(folder) {
        make_own_folder(folder).map_err(|error| error.failure)?;
    }
    let _lock = lock(folder)?;
    let old = text(path)?;
    match apply(old.as_deref(), title, change)? {
        Some(text) => save_own(path, &text),
        None if old.is_some() => fs::remove_file(path).map_err(Failure::Unsaved),
        None => Ok(()),
    }
}

/// Locks the folder itself, so that nothing is left in it; where the file system has no
/// such locks, nobody can be waited for.
pub(super) fn lock(folder: &Path) -> Result<Option<File>, Failure> {
    let file = File::open(folder).map_err(Failure::Unsaved)?;
    let end = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if Instant::now() < end => std::thread::sleep(TURN),
            Err(TryLockError::WouldBlock) => return Err(Failure::Locked),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}

/// The text of a file, if there is one.
fn text(path: &Path) -> Result<Option<String>, Failure> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(_) if !is_there(path) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    // A pipe would be waited for.
    if !found.is_file() {
        return Err(Fault::Foreign.into());
    }
    if found.len() > LIMIT as u64 {
        return Err(Fault::TooLarge.into());
    }
    String::from_utf8(read_path(path)?).map(Some).map_err(|_| Fault::Foreign.into())
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn places(home: &Home, article: &Article) -> Vec<PathBuf> {
    beside(&home.source).into_iter().chain(apart().map(|folder| folder.join(name(home, article)))).collect()
}

fn beside(source: &Source) -> Option<PathBuf> {
    match source {
        Source::Path(path) if source.is_lasting() => Some(path.with_extension(&NOTES[1..])),
        _ => None,
    }
}

/// The folder for notes that cannot stand beside their article.
fn apart() -> Option<PathBuf> {
    Some(base_folder("XDG_DATA_HOME", ".local/share")?.join("notes"))
}

/// What the file is called there: by the file or address, else by the words themselves.
fn name(home: &Home, article: &Article) -> String {
    let whole = Home { is_one_of_several: false, ..home.clone() };
    let (called, hashed) = match whole.lasting_name() {
        Some(name) => (home.source.stem().unwrap_or_else(|| name.clone()), name),
        None => (article.title.clone(), key(article)),
    };
    let hash = provenance::hash(hashed.as_bytes());
    let digits: String = hash.trim_start_matches("sha256:").chars().take(DIGITS).collect();
    format!("{}-{digits}{NOTES}", slug(&called))
}

fn named(path: &Path, failure: Failure) -> Error {
    Error { file: super::shown(path), failure }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Notes(fault)
    }
}

#[cfg(test)]
mod tests;
