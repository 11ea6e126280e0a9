//! The index of the library: what is known of its articles, for quick answers.
//!
//! Comes in: what is known of each file, and questions. Goes out: answers, and which files
//! have changed. It is a cache: whatever is wrong with it, it is made anew, and no article
//! is ever written. Several processes may read it while one writes; what is half written
//! when a process is killed was never there. May not know how articles are read.

mod ask;
mod changes;
mod fill;
mod folder;
mod schema;
mod sources;
mod voices;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

pub use changes::{Changes, STANDS};
pub use fill::Fresh;
pub use folder::{Folder, Stamped, Way};

use super::save::{base_folder, make_own_folder};

/// How long a question waits for somebody who writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The file of the index, in the folder of caches.
const FILE: &str = "library.sqlite";

/// Where its lock is: who has it fills the index.
const LOCK: &str = "library.lock";

/// An index that is open.
pub struct Index {
    connection: Connection,
    /// Where it is; one that cannot be kept is in memory.
    path: Option<PathBuf>,
    /// What is to be told of how it was opened.
    pub notes: Vec<String>,
}

/// Why an answer cannot be had.
#[derive(Debug)]
pub struct Fault(rusqlite::Error);

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault(error)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => write!(f, "the disk is full"),
            Some(ErrorCode::DatabaseBusy) => write!(f, "another pullquote is writing it and does not end"),
            _ => write!(f, "{}", self.0),
        }
    }
}

impl Fault {
    /// Whether the index is broken, and one made anew may be better.
    fn is_broken(&self) -> bool {
        matches!(self.0.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
    }
}

impl Index {
    /// Opens the index of the user, or makes one. What is no index, or not one of this
    /// version, is put aside or made anew; where none can be kept it is in memory.
    pub fn open() -> Result<Index, Fault> {
        let Some(folder) = base_folder("XDG_CACHE_HOME", ".cache") else {
            return Index::in_memory("there is no folder for caches: neither XDG_CACHE_HOME nor HOME names one");
        };
        // What is read is nobody else's business.
        if let Err(error) = make_own_folder(&folder) {
            return Index::in_memory(&error.to_string());
        }
        let path = folder.join(FILE);
        match Index::at(&path) {
            Ok(index) => Ok(index),
            Err(fault) if fault.is_broken() => Index::again(&path),
            Err(fault) => Index::in_memory(&format!("{}: {fault}", super::shown(&path))),
        }
    }

    fn at(path: &Path) -> Result<Index, Fault> {
        let connection = Connection::open(path)?;
        let mut index = Index { connection, path: Some(path.to_path_buf()), notes: Vec::new() };
        index.begin()?;
        Ok(index)
    }

    fn in_memory(why: &str) -> Result<Index, Fault> {
        let notes = vec![format!("the index of the library cannot be kept, and is made for this run only: {why}")];
        let mut index = Index { connection: Connection::open_in_memory()?, path: None, notes };
        index.begin()?;
        Ok(index)
    }

    /// Sees to it that its tables are those of this version.
    fn begin(&mut self) -> Result<(), Fault> {
        self.connection.busy_timeout(PATIENCE)?;
        // It may not be ours: then nothing in it may act.
        self.connection.pragma_update(None, "trusted_schema", false)?;
        let version: i64 = self.connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version == schema::VERSION {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Somebody else may have done it meanwhile.
        let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version != schema::VERSION {
            schema::make(&transaction)?;
        }
        transaction.commit()?;
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        Ok(())
    }

    /// Makes an empty one in place of one that fails: on the disk if it was broken, in memory
    /// if nothing can be written there. What cannot be mended is given back.
    pub fn mend(&mut self, fault: Fault) -> Result<(), Fault> {
        let Some(path) = self.path.clone() else { return Err(fault) };
        let anew = match fault.0.sqlite_error_code() {
            _ if fault.is_broken() => Index::again(&path)?,
            Some(ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Index::in_memory(&fault.to_string())?
            }
            _ => return Err(fault),
        };
        let notes = std::mem::take(&mut self.notes);
        *self = Index { notes: [notes, anew.notes].concat(), ..anew };
        Ok(())
    }

    /// An empty one where a broken one is, which is put aside.
    fn again(path: &Path) -> Result<Index, Fault> {
        match set_aside(path) {
            Ok(told) => {
                let mut index = Index::at(path)?;
                index.notes.push(told);
                Ok(index)
            }
            Err(error) => Index::in_memory(&format!("{}: {error}", super::shown(path))),
        }
    }

    /// From here on all answers are of one moment: what was found is there when it is asked for
    /// again.
    fn hold(&self) -> Result<(), Fault> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN")?;
        }
        Ok(())
    }

    /// Answers are of the moment when they are asked for.
    pub fn let_go(&self) -> Result<(), Fault> {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Waits until nobody else fills the index; the lock goes with what is returned.
    pub fn lock(&self) -> Option<fs::File> {
        let path = self.path.as_ref()?.with_file_name(LOCK);
        let file = fs::OpenOptions::new().write(true).create(true).truncate(false).open(path).ok()?;
        file.lock().ok()?;
        Some(file)
    }
}

/// Renames what is no index, with what belongs to it. Returns what to tell.
fn set_aside(path: &Path) -> std::io::Result<String> {
    let aside = path.with_extension("broken");
    fs::rename(path, &aside)?;
    for tail in ["-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(tail);
        let _ = fs::remove_file(PathBuf::from(name));
    }
    Ok(format!("the index of the library could not be read, and is made anew; the old one is {}", super::shown(&aside)))
}
