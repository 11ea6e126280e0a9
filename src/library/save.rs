//! Writes files: whole or not at all.
//!
//! Comes in: a path and a text. Goes out: the file, or why it could not be written;
//! what was there before stays until the new one is complete on the disk. May not know
//! what is in the text.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::{Error, Failure, Source};

/// The mode of a new file, before the user's mask.
const MODE: u32 = 0o666;

/// The mode of a new file that is nobody else's business.
const OWN: u32 = 0o600;

/// What may happen to a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Writes a file. One that is there is replaced only if that is wanted; then it keeps
/// its mode, and a link to it stays one.
pub fn save(path: &Path, text: &str, existing: Existing) -> Result<(), Error> {
    try_save(path, text, existing, MODE).map_err(|failure| Source::Path(path.to_path_buf()).error(failure))
}

/// The same with one that nobody else may look into, unless it has another mode already.
pub fn save_own(path: &Path, text: &str) -> Result<(), Failure> {
    try_save(path, text, Existing::Replace, OWN)
}

fn try_save(path: &Path, text: &str, existing: Existing, fresh: u32) -> Result<(), Failure> {
    let target = match fs::canonicalize(path) {
        Ok(_) if existing == Existing::Keep => return Err(Failure::Exists),
        Ok(target) => target,
        Err(_) => path.to_path_buf(),
    };
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(|found| !found.is_file()) {
        return Err(Failure::NotWritable);
    }
    // A new file could take the place of one that may not be written.
    if before.as_ref().is_some_and(|found| found.permissions().readonly() || !is_writable(&target)) {
        return Err(Failure::Unsaved(io::Error::from(io::ErrorKind::PermissionDenied)));
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mode = before.map_or(fresh, |found| found.permissions().mode());
    let mut file = tempfile::Builder::new()
        .prefix(".pullquote")
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(folder)
        .map_err(Failure::Unsaved)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(Failure::Unsaved)?;
    if existing == Existing::Replace {
        // The mask is for new files.
        if fs::metadata(&target).is_ok() {
            file.as_file().set_permissions(Permissions::from_mode(mode)).map_err(Failure::Unsaved)?;
        }
        file.persist(&target).map_err(|error| Failure::Unsaved(error.error))?;
    } else {
        file.persist_noclobber(&target).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Exists,
            _ => Failure::Unsaved(error.error),
        })?;
    }
    // The name is on the disk once the folder is; not every file system can do that.
    let _ = OpenOptions::new().read(true).open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Makes a folder, and those above it, if it is not there.
pub fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|error| Source::Path(path.to_path_buf()).error(Failure::Unsaved(error)))
}

/// Makes a folder that nobody else can look into, and those above it.
pub fn make_own_folder(path: &Path) -> Result<(), Error> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| Source::Path(path.to_path_buf()).error(Failure::Unsaved(error)))
}

/// Takes a file away.
pub fn remove(path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(|error| Source::Path(path.to_path_buf()).error(Failure::Unsaved(error)))
}

fn is_writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// Whether a path is a regular file.
pub fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file())
}

/// Whether there is something at a path.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// What is said of a file that is there and was not to be replaced.
pub fn exists_already(path: &Path) -> String {
    Source::Path(path.to_path_buf()).error(Failure::Exists).to_string()
}

/// Whether a path leads to the file that a source is.
pub fn is_same(path: &Path, source: &Source) -> bool {
    match source {
        Source::Path(other) => {
            fs::canonicalize(path).ok().is_some_and(|path| fs::canonicalize(other).is_ok_and(|o| o == path))
        }
        _ => false,
    }
}

/// Whether a path is a folder.
pub fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_dir())
}

/// The folders in a folder, without hidden ones; none in what cannot be read.
pub fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let is_hidden = |path: &Path| path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_folder(path)).collect();
    found.retain(|path| !is_hidden(path));
    found.sort();
    found
}

/// The folder of this user's data for the program, as XDG has it.
pub fn data_folder() -> Option<PathBuf> {
    base_folder("XDG_DATA_HOME", ".local/share")
}

/// The program's own folder in one of those that XDG has: what the variable says, else
/// the usual place in the home folder. Relative values are invalid.
pub fn base_folder(variable: &str, usual: &str) -> Option<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute(variable).or_else(|| Some(absolute("HOME")?.join(usual)));
    base.map(|base| base.join("pullquote"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    #[test]
    fn what_is_there_stays_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        save(&path, "one", Existing::Keep).expect("saved");
        assert!(matches!(save(&path, "two", Existing::Keep), Err(Error { failure: Failure::Exists, .. })));
        assert_eq!(fs::read_to_string(&path).expect("read"), "one");
        save(&path, "two", Existing::Replace).expect("saved");
        assert_eq!(fs::read_to_string(&path).expect("read"), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing is left over");
    }

    #[test]
    fn mode_and_link_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("a.toml"), folder.path().join("b.toml"));
        fs::write(&path, "one").expect("written");
        fs::set_permissions(&path, Permissions::from_mode(0o640)).expect("set");
        std::os::unix::fs::symlink(&path, &link).expect("linked");
        save(&link, "two", Existing::Replace).expect("saved");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!((fs::read_to_string(&path).expect("read").as_str(), mode(&path)), ("two", 0o640));
    }

    #[test]
    fn what_may_not_be_written_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        fs::write(&path, "one").expect("written");
        fs::set_permissions(&path, Permissions::from_mode(0o444)).expect("set");
        let refused = save(&path, "two", Existing::Replace);
        assert!(matches!(refused, Err(Error { failure: Failure::Unsaved(_), .. })));
        assert_eq!(fs::read_to_string(&path).expect("read"), "one");
    }

    #[test]
    fn folders_and_devices_are_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let refused = |path: &Path| matches!(save(path, "x", Existing::Replace), Err(e) if matches!(e.failure, Failure::NotWritable));
        assert!(refused(folder.path()) && refused(Path::new("/dev/null")));
        assert!(matches!(
            save(&folder.path().join("no/a.toml"), "x", Existing::Keep),
            Err(Error { failure: Failure::Unsaved(_), .. })
        ));
    }
}
