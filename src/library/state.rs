//! The file of what is kept from run to run.
//!
//! Comes in: what changed. Goes out: the state, whatever is in its place: who reads an
//! article is never kept from it by that. It is written whole or not at all: under a
//! lock, over what others wrote meanwhile. What cannot be read is set aside. A link to
//! a state stays one, and what it leads to is written. May not know what is kept.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{Access, OFlags, access};

use super::save::base_folder;
use crate::state::{Changes, LIMIT, Source, State, merge};

const FILE: &str = "state.jsonl";
const LOCK: &str = "state.lock";
/// What is written until it is whole. Whoever has the lock is alone with it, so that
/// what somebody left there who was killed is written over.
const NEW: &str = "state.new";
/// The same beside what a link leads to, in a folder that is not ours.
const LINKED_NEW: &str = ".pullquote-state.new";
/// Of so many files that were set aside none is written over.
const ASIDE: usize = 99;
/// Nobody but the user may look into it.
const MODE: u32 = 0o600;
/// Links that lead to links are followed no further.
const LINKS: usize = 40;
/// Between two looks at a lock that somebody has.
const TURN: Duration = Duration::from_millis(2);

/// The folder that the state is in.
#[derive(Debug, Clone)]
pub struct StateFolder(PathBuf);

impl StateFolder {
    /// That of the user, as XDG has it; none if there is no home.
    pub fn of_user() -> Option<StateFolder> {
        base_folder("XDG_STATE_HOME", ".local/state").map(StateFolder)
    }

    pub fn at(path: PathBuf) -> StateFolder {
        StateFolder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    fn file(&self) -> PathBuf {
        self.0.join(FILE)
    }

    /// The state; an empty one if it cannot be read.
    pub fn read(&self) -> State {
        State::new(StateFile(self.file()))
    }

    /// Writes what changed. Returns where what could not be read was put, if anything.
    /// A lock that somebody has is not waited for longer than this.
    pub fn save(&self, changes: &Changes, patience: Duration) -> io::Result<Option<PathBuf>> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.0)?;
        let (path, _lock) = self.lock(patience)?;
        let (old, is_readable) = match read(&path) {
            Ok(bytes) => (bytes, true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Vec::new(), true),
            Err(_) => (Vec::new(), false),
        };
        let merged = merge(&old, changes);
        let aside = (!merged.is_sound || !is_readable).then(|| set_aside(&path)).transpose()?;
        let new = folder_of(&path)?.join(if path == self.file() { NEW } else { LINKED_NEW });
        write(&new, &merged.bytes)?;
        fs::rename(&new, &path)?;
        Ok(aside)
    }

    /// What is to be written, and its lock. That is beside it, where all find it who come to
    /// it, by whatever links.
    fn lock(&self, patience: Duration) -> io::Result<(PathBuf, File)> {
        let end = Instant::now() + patience;
        let mut path = target(&self.file())?;
        for _ in 0..LINKS {
            let lock = lock(&folder_of(&path)?.join(LOCK), end)?;
            let now = target(&self.file())?;
            if folder_of(&now)? == folder_of(&path)? {
                return Ok((now, lock));
            }
            // The link was another one until the lock was ours.
            path = now;
        }
        Err(io::Error::other("state.jsonl is a link, and leads elsewhere again and again"))
    }
}

fn folder_of(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// The lock goes with the file that is returned, and with the process.
fn lock(path: &Path, end: Instant) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32;
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(MODE).custom_flags(flags).open(path)?;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < end => std::thread::sleep(TURN),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "another one is saving and does not end"));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// The file of the state, whatever is in its place.
#[derive(Debug)]
struct StateFile(PathBuf);

impl Source for StateFile {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        open(&self.0).map(|(file, _)| Box::new(file) as Box<dyn Read>)
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let (file, length) = open(path)?;
    let mut bytes = Vec::with_capacity(length + 1);
    file.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LIMIT { Err(no_state()) } else { Ok(bytes) }
}

fn no_state() -> io::Error {
    io::Error::other("this is no state")
}

/// The file and its length, if it can be a state.
fn open(path: &Path) -> io::Result<(File, usize)> {
    // A device may act when it is opened, so it is looked at before.
    if !fs::metadata(path)?.is_file() {
        return Err(no_state());
    }
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32;
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    let found = file.metadata()?;
    if !found.is_file() || found.len() > LIMIT as u64 {
        return Err(no_state());
    }
    Ok((file, found.len() as usize))
}

/// Where the state is: what a link leads to, unless it leads to what is no file. A file
/// that is not there yet is made where the link says.
fn target(path: &Path) -> io::Result<PathBuf> {
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        return Ok(path.to_path_buf());
    }
    match fs::canonicalize(path) {
        Ok(target) => match fs::metadata(&target) {
            Ok(found) if found.is_file() && is_kept(&target, &found) => Err(io::ErrorKind::PermissionDenied.into()),
            Ok(found) if found.is_file() => Ok(target),
            _ => Ok(path.to_path_buf()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => absent(path),
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => Ok(path.to_path_buf()),
        Err(error) => Err(error),
    }
}

/// Whether a file is one to read and not to write: a new one could take its place. What
/// cannot be read either is no state, and is set aside.
fn is_kept(path: &Path, found: &Metadata) -> bool {
    let is_readable = || found.permissions().mode() & 0o444 != 0 && access(path, Access::READ_OK).is_ok();
    found.permissions().readonly() && is_readable()
}

/// The file that a link leads to and that is not there, in a folder that is.
fn absent(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_path_buf();
    for _ in 0..LINKS {
        let Ok(to) = fs::read_link(&at) else { break };
        at = at.parent().unwrap_or(Path::new("/")).join(to);
    }
    let folder = at.parent().and_then(|folder| fs::canonicalize(folder).ok());
    match (folder, at.file_name()) {
        (Some(folder), Some(name)) => Ok(folder.join(name)),
        _ => Err(io::Error::other("state.jsonl is a link, and the folder that it leads to is not there")),
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(MODE).open(path)?;
    // Whatever the mask: what we cannot read ourselves would be set aside.
    file.set_permissions(Permissions::from_mode(MODE))?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives what cannot be read another name, that of no other file: a second one as long as
/// it is not written anew, so that whoever is killed in between has lost nothing.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let bad = |number| match number {
        1 => path.with_extension("jsonl.bad"),
        number => path.with_extension(format!("jsonl.bad.{number}")),
    };
    for to in (1..=ASIDE).map(bad).filter(|to| fs::symlink_metadata(to).is_err()) {
        match fs::hard_link(path, &to) {
            Ok(()) => return Ok(to),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // A folder has one name only.
            Err(_) => return fs::rename(path, &to).map(|()| to),
        }
    }
    Err(io::Error::other(format!("{ASIDE} files beside it could not be read already")))
}

#[cfg(test)]
mod tests;
