//! One folder of the library: what is in it, and what it was when it was looked at.
//!
//! Comes in: the path of a folder. Goes out: its files that may be articles with their marks,
//! a sum of these, and the folders in it. Hidden ones are passed over, and links to folders.
//! All of a library is looked at before each answer: names stand in one piece of memory, and
//! no path is made of one before it is asked for. May not know what is in a file.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fd::OwnedFd;
use rustix::fs::{AtFlags, Dir, DirEntry, FileType, Mode, OFlags, Stat, open, statat};
use sha2::{Digest, Sha256};

use crate::import;
use crate::library::notes::{NOTES, is_notes};

/// Folders that lie deeper are left out.
const DEEPEST: usize = 32;

/// What a file was when it was looked at: size, times, number.
pub type Mark = [u8; 40];

/// A file that may be an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    pub path: PathBuf,
    pub mark: Mark,
}

/// A folder, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    /// Of the names and marks of its files.
    pub sum: [u8; 16],
    names: Vec<u8>,
    /// Of each file the bytes of its name, in the order of the names.
    files: Vec<(Range<usize>, Mark)>,
}

/// A folder in the library, and how deep it lies below the one that was added.
#[derive(Debug, Clone)]
pub struct Way {
    pub path: PathBuf,
    depth: usize,
}

impl Way {
    pub fn from(path: PathBuf) -> Way {
        Way { path, depth: 0 }
    }

    /// By what a folder is known that is met twice: one that was added may lie in another.
    pub fn number(&self) -> Option<(u64, u64)> {
        fs::metadata(&self.path).ok().map(|found| (found.dev(), found.ino()))
    }

    /// What is in it, and the ways to the folders below.
    pub fn look(&self) -> io::Result<(Folder, Vec<Way>)> {
        let (folder, below) = Folder::look(&self.path)?;
        let depth = self.depth + 1;
        Ok((folder, below.into_iter().filter(|_| depth <= DEEPEST).map(|path| Way { path, depth }).collect()))
    }
}

impl Folder {
    /// Looks into it. Returns also the folders in it.
    pub(super) fn look(path: &Path) -> io::Result<(Folder, Vec<PathBuf>)> {
        let (mut names, mut files, mut below) = (Vec::new(), Vec::new(), Vec::new());
        // A pipe that stands there instead would be waited for.
        let opened = open(path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let mut entries = Dir::read_from(&opened)?;
        while let Some(entry) = entries.read() {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name.as_bytes().starts_with(b".") {
                continue;
            }
            let kind = kind(&opened, &entry);
            if kind.is_dir() {
                below.push(path.join(name));
            } else if import::is_article(Path::new(name)) && !is_notes_in(path, name) {
                let follow = if kind.is_symlink() { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
                // What is taken away meanwhile is not there.
                let found = statat(&opened, entry.file_name(), follow).ok().filter(is_file);
                files.extend(found.map(|found| (names.len()..names.len() + name.len(), mark(&found))));
                names.extend_from_slice(name.as_bytes());
            }
        }
        files.sort_unstable_by(|(a, _), (b, _)| names[a.clone()].cmp(&names[b.clone()]));
        let mut sum = Sha256::new();
        for (name, mark) in &files {
            sum.update(&names[name.clone()]);
            sum.update([0]);
            sum.update(mark);
        }
        let mut short = [0; 16];
        short.copy_from_slice(&sum.finalize()[..16]);
        Ok((Folder { path: path.to_path_buf(), sum: short, names, files }, below))
    }

    pub fn files(&self) -> impl Iterator<Item = Stamped> {
        self.files.iter().map(|(name, mark)| {
            let name = OsStr::from_bytes(&self.names[name.clone()]);
            Stamped { path: self.path.join(name), mark: *mark }
        })
    }
}

/// What kind of thing it is, which some file systems tell only when asked again.
fn kind(folder: &OwnedFd, entry: &DirEntry) -> FileType {
    match entry.file_type() {
        FileType::Unknown => statat(folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)
            .map_or(FileType::Unknown, |found| FileType::from_raw_mode(found.st_mode)),
        kind => kind,
    }
}

fn is_notes_in(folder: &Path, name: &OsStr) -> bool {
    name.as_bytes().ends_with(NOTES.as_bytes()) && is_notes(&folder.join(name))
}

fn is_file(found: &Stat) -> bool {
    FileType::from_raw_mode(found.st_mode).is_file()
}

/// Also the time of the last change of any kind, which nobody can set back.
#[expect(clippy::unnecessary_cast, reason = "systems differ in the types")]
fn mark(found: &Stat) -> Mark {
    let modified = (found.st_mtime as i64).wrapping_mul(1_000_000_000).wrapping_add(found.st_mtime_nsec as i64);
    let changed = [found.st_ctime as i64, found.st_ctime_nsec as i64];
    let numbers = [found.st_size as i64, modified, changed[0], changed[1], found.st_ino as i64];
    let mut mark = [0; 40];
    for (bytes, number) in mark.chunks_exact_mut(8).zip(numbers) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    mark
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use rustix::fs::{CWD, mknodat};

    use super::*;

    fn pipe(path: &Path) {
        mknodat(CWD, path, FileType::Fifo, 0o600.into(), 0).expect("made");
    }

    #[test]
    fn files_and_links_to_files_are_in_a_folder_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["b.md", ".hidden.md", "a.toml", "c.exe", "d.notes.toml"] {
            fs::write(at(name), "x").expect("written");
        }
        fs::create_dir(at("below.md")).expect("made");
        symlink(at("b.md"), at("e.md")).expect("made");
        symlink(at("below.md"), at("f.md")).expect("made");
        pipe(&at("g.md"));
        let (found, below) = Folder::look(folder.path()).expect("looked into");
        let names: Vec<PathBuf> = found.files().map(|file| file.path).collect();
        assert_eq!(names, ["a.toml", "b.md", "d.notes.toml", "e.md"].map(at));
        assert_eq!(below, [at("below.md")]);
        // The same while nothing changes, and another when something does.
        assert_eq!(Folder::look(folder.path()).expect("looked into").0, found);
        fs::write(at("b.md"), "xy").expect("written");
        assert_ne!(Folder::look(folder.path()).expect("looked into").0.sum, found.sum);
    }

    #[test]
    fn a_pipe_in_the_place_of_a_folder_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        pipe(&path);
        let (send, done) = channel();
        std::thread::spawn(move || send.send(Folder::look(&path).map_err(|error| error.kind())));
        let looked = done.recv_timeout(Duration::from_secs(20)).expect("it does not wait");
        assert_eq!(looked.err(), Some(io::ErrorKind::NotADirectory));
    }
}
