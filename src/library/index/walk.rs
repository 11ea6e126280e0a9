//! What is in the folders of the library, and what has changed since it was indexed.
//!
//! Comes in: folders. Goes out: their files with stamps, and for each folder below them a
//! sum of these, so that one comparison tells of a folder in which nothing has changed.
//! Hidden ones are passed over, and links to folders: nothing is met twice. May not know
//! what is in a file.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Fault, Index};
use crate::import;
use crate::library::notes::is_notes;

/// Folders that lie deeper are left out.
const DEEPEST: usize = 32;

/// Stands in the hash of a file before that of the content file that was opened in its
/// place.
pub const STANDS: &str = " for which stands ";

/// What a file was when it was looked at: size, times, number.
pub type Mark = [u8; 40];

/// Files by their paths: their numbers in the index, and their marks.
type Known = HashMap<Vec<u8>, (i64, Vec<u8>)>;

/// The sums of folders, by their paths.
type Sums = HashMap<Vec<u8>, Vec<u8>>;

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
    pub sum: [u8; 16],
    pub files: Vec<Stamped>,
}

/// What the index has to catch up with.
#[derive(Debug, Default)]
pub struct Changes {
    /// Folders with other sums, which are right once all that follows is done.
    pub folders: Vec<Folder>,
    /// Folders that are no more.
    pub lost: Vec<PathBuf>,
    /// Files to be read: new ones, changed ones, and those beside a changed content file,
    /// which may stand for them.
    pub stale: Vec<Stamped>,
    /// Files that are no more.
    pub gone: Vec<i64>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.lost.is_empty()
    }
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
        let (folder, below) = look(&self.path)?;
        let depth = self.depth + 1;
        Ok((folder, below.into_iter().filter(|_| depth <= DEEPEST).map(|path| Way { path, depth }).collect()))
    }
}

/// One folder, and the folders in it.
fn look(path: &Path) -> io::Result<(Folder, Vec<PathBuf>)> {
    let (mut files, mut below) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            below.push(path);
        } else if import::is_article(&path) && !is_notes(&path) {
            // What is taken away meanwhile is not there.
            let found = if kind.is_symlink() { fs::metadata(&path) } else { entry.metadata() };
            if let Some(found) = found.ok().filter(Metadata::is_file) {
                files.push(Stamped { path, mark: mark(&found) });
            }
        }
    }
    // All have the folder before them: as bytes they are in the same order, and sooner.
    files.sort_unstable_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
    let mut sum = Sha256::new();
    for file in &files {
        sum.update(file.path.as_os_str().as_bytes());
        sum.update([0]);
        sum.update(file.mark);
    }
    let mut short = [0; 16];
    short.copy_from_slice(&sum.finalize()[..16]);
    Ok((Folder { path: path.to_path_buf(), sum: short, files }, below))
}

/// Also the time of the last change of any kind, which nobody can set back.
fn mark(found: &Metadata) -> Mark {
    let (modified, changed) = (found.mtime_nsec() + found.mtime() * 1_000_000_000, found.ctime_nsec());
    let numbers = [found.len() as i64, modified, found.ctime(), changed, found.ino() as i64];
    let mut mark = [0; 40];
    for (bytes, number) in mark.chunks_exact_mut(8).zip(numbers) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    mark
}

impl Index {
    /// What has changed in the folders since they were indexed, and in the folder of content
    /// files that stand for others.
    pub fn changes(&self, found: Vec<Folder>, apart: Option<PathBuf>) -> Result<Changes, Fault> {
        let mut known = Sums::new();
        let mut statement = self.connection.prepare("SELECT path, sum FROM folder")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            known.insert(row.get(0)?, row.get(1)?);
        }
        let mut changes = Changes::default();
        let stood = apart.map_or(Ok(Vec::new()), |apart| self.stood(&apart, &mut known, &mut changes))?;
        for folder in found {
            let sum = known.remove(folder.path.as_os_str().as_bytes());
            if sum.as_deref() != Some(&folder.sum[..]) {
                self.compare(folder, &mut changes)?;
            }
        }
        for path in known.into_keys() {
            changes.gone.extend(self.files(&path)?.into_values().map(|(id, _)| id));
            changes.lost.push(PathBuf::from(std::ffi::OsStr::from_bytes(&path)));
        }
        // What is no more is not to be read, and what has changed is told of as it is now.
        let gone: HashSet<i64> = changes.gone.iter().copied().collect();
        let stale: HashSet<PathBuf> = changes.stale.iter().map(|file| file.path.clone()).collect();
        let left = stood.into_iter().filter(|(id, file)| !gone.contains(id) && !stale.contains(&file.path));
        changes.stale.extend(left.map(|(_, file)| file));
        Ok(changes)
    }

    /// The files for which others stand, or did, if the folder of those has changed. One that
    /// is no more stays among those known, and so is lost; of one that cannot be read nothing
    /// is known, and what stood there may still stand.
    fn stood(&self, apart: &Path, known: &mut Sums, changes: &mut Changes) -> Result<Vec<(i64, Stamped)>, Fault> {
        let path = apart.as_os_str().as_bytes();
        match look(apart) {
            Ok((folder, _)) => {
                if known.remove(path).as_deref() == Some(&folder.sum[..]) {
                    return Ok(Vec::new());
                }
                let stood = self.stood_for(&folder.files)?;
                changes.folders.push(folder);
                Ok(stood)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && known.contains_key(path) => self.stood_for(&[]),
            Err(_) => {
                known.remove(path);
                Ok(Vec::new())
            }
        }
    }

    /// The files for which some stand, or others did: those are called by the beginning of a
    /// hash.
    fn stood_for(&self, content: &[Stamped]) -> Result<Vec<(i64, Stamped)>, Fault> {
        let ends = content.iter().filter_map(|file| file.path.file_stem()?.to_str()?.rsplit('-').next());
        let hashes = ends.filter(|end| end.bytes().all(|b| b.is_ascii_hexdigit())).map(|end| format!("sha256:{end}*"));
        let mut statement = self.connection.prepare("SELECT id, path, stamp FROM file WHERE hash GLOB ?1")?;
        let mut files = Vec::new();
        for hash in hashes.chain([format!("*{STANDS}*")]) {
            let mut rows = statement.query([hash])?;
            while let Some(row) = rows.next()? {
                let (id, path, stamp): (i64, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let path = PathBuf::from(std::ffi::OsStr::from_bytes(&path));
                files.extend(stamp.try_into().ok().map(|mark| (id, Stamped { path, mark })));
            }
        }
        files.sort_by_key(|(id, _)| *id);
        files.dedup();
        Ok(files)
    }

    fn compare(&self, folder: Folder, changes: &mut Changes) -> Result<(), Fault> {
        let mut known = self.files(folder.path.as_os_str().as_bytes())?;
        let (mut stale, mut same) = (Vec::new(), Vec::new());
        for file in &folder.files {
            match known.remove(file.path.as_os_str().as_bytes()) {
                Some((_, mark)) if mark == file.mark => same.push(file.clone()),
                _ => stale.push(file.clone()),
            }
        }
        // A content file may stand for the file beside it, or did until it was changed.
        let lost = known.keys().map(|path| PathBuf::from(std::ffi::OsStr::from_bytes(path)));
        let content = stale.iter().map(|file| file.path.clone()).chain(lost).filter(|path| import::is_content(path));
        let stems: HashSet<PathBuf> = content.map(|path| path.with_extension("")).collect();
        stale.extend(same.into_iter().filter(|file| stems.contains(&file.path.with_extension(""))));
        changes.stale.extend(stale);
        changes.gone.extend(known.into_values().map(|(id, _)| id));
        changes.folders.push(folder);
        Ok(())
    }

    /// The files of a folder, as they were indexed.
    fn files(&self, folder: &[u8]) -> Result<Known, Fault> {
        let mut statement = self.connection.prepare("SELECT path, id, stamp FROM file WHERE folder = ?1")?;
        let rows = statement.query_map([folder], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
