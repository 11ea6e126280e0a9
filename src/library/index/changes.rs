//! What has changed in the folders of the library since they were indexed.
//!
//! Comes in: folders as they are. Goes out: what the index has to catch up with: for each
//! folder one comparison tells whether anything in it has changed. No folder is met twice.
//! May not know what is in a file.

use std::collections::{HashMap, HashSet};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::folder::{Folder, Stamped};
use super::{Fault, Index};
use crate::import;

/// Stands in the hash of a file before that of the content file that was opened in its
/// place.
pub const STANDS: &str = " for which stands ";

/// Files by their paths: their numbers in the index, and their marks.
type Known = HashMap<Vec<u8>, (i64, Vec<u8>)>;

/// The sums of folders, by their paths.
type Sums = HashMap<Vec<u8>, Vec<u8>>;

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
        match Folder::look(apart) {
            Ok((folder, _)) => {
                if known.remove(path).as_deref() == Some(&folder.sum[..]) {
                    return Ok(Vec::new());
                }
                let stood = self.stood_for(folder.files())?;
                changes.folders.push(folder);
                Ok(stood)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && known.contains_key(path) => {
                self.stood_for(std::iter::empty())
            }
            Err(_) => {
                known.remove(path);
                Ok(Vec::new())
            }
        }
    }

    /// The files for which some stand, or others did: those are called by the beginning of a
    /// hash.
    fn stood_for(&self, content: impl Iterator<Item = Stamped>) -> Result<Vec<(i64, Stamped)>, Fault> {
        let hashes = content.filter_map(|file| {
            let end = file.path.file_stem()?.to_str()?.rsplit('-').next()?;
            end.bytes().all(|b| b.is_ascii_hexdigit()).then(|| format!("sha256:{end}*"))
        });
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
        for file in folder.files() {
            match known.remove(file.path.as_os_str().as_bytes()) {
                Some((_, mark)) if mark == file.mark => same.push(file),
                _ => stale.push(file),
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
