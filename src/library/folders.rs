//! The folders of the library: a plain file with a path a line, and the library's own.
//!
//! Comes in: folders to be added or dropped. Goes out: the folders. May not know what is in
//! them.

use std::io;
use std::path::{Path, PathBuf};

use super::save::{data_folder, is_folder};
use super::{Error, Existing, Failure, Source, make_folder, read_path, save};

/// The list, in the folder of data.
const FILE: &str = "folders";

/// The folder in which articles are kept that have no other, beside the list.
const OWN: &str = "library";

/// Longer lists are not ours.
const LIMIT: usize = 1 << 20;

/// The folder in which articles are kept that have no other.
pub fn own_folder() -> Option<PathBuf> {
    Some(data_folder()?.join(OWN))
}

/// The folders of the library, the own one among them if it is there.
pub fn folders() -> Result<Vec<PathBuf>, Error> {
    let own = own_folder().filter(|folder| is_folder(folder));
    Ok(own.into_iter().chain(listed()?).collect())
}

/// Whether there is a library at all.
pub fn has_library() -> bool {
    folders().is_ok_and(|folders| !folders.is_empty())
}

/// Adds a folder. Returns it as it is listed, or nothing if it was there already.
pub fn add_folder(path: &Path) -> Result<Option<PathBuf>, Error> {
    let source = Source::Path(path.to_path_buf());
    let folder = path.canonicalize().map_err(|error| source.error(error.into()))?;
    if !is_folder(&folder) {
        return Err(source.error(Failure::NoFolder));
    }
    if folder.to_str().is_none_or(|name| name.contains('\n')) {
        return Err(source.error(Failure::Io(io::Error::other("its name cannot stand in a list"))));
    }
    let mut all = listed()?;
    if all.contains(&folder) || own_folder().is_some_and(|own| own == folder) {
        return Ok(None);
    }
    all.push(folder.clone());
    write(&all)?;
    Ok(Some(folder))
}

/// Takes a folder out of the list; whether it was there. Its files stay as they are.
pub fn drop_folder(path: &Path) -> Result<bool, Error> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = path.canonicalize().unwrap_or_else(|_| absolute.clone());
    let mut all = listed()?;
    let before = all.len();
    all.retain(|other| *other != folder && *other != absolute);
    if all.len() < before {
        write(&all)?;
    }
    Ok(all.len() < before)
}

fn list() -> Option<PathBuf> {
    Some(data_folder()?.join(FILE))
}

fn listed() -> Result<Vec<PathBuf>, Error> {
    let Some(path) = list() else { return Ok(Vec::new()) };
    let bytes = match read_path(&path) {
        Err(Failure::Missing) => return Ok(Vec::new()),
        Ok(bytes) if bytes.len() <= LIMIT => bytes,
        Ok(_) => return Err(Source::Path(path).error(Failure::TooLarge)),
        Err(failure) => return Err(Source::Path(path).error(failure)),
    };
    let text = String::from_utf8_lossy(&bytes);
    // Relative ones would be other folders wherever one is.
    Ok(text.lines().map(PathBuf::from).filter(|path| path.is_absolute()).collect())
}

fn write(folders: &[PathBuf]) -> Result<(), Error> {
    let path = list().ok_or_else(|| {
        let why = "neither XDG_DATA_HOME nor HOME names a folder";
        Source::Path(FILE.into()).error(Failure::Unsaved(io::Error::other(why)))
    })?;
    path.parent().map_or(Ok(()), make_folder)?;
    let lines: String = folders.iter().map(|folder| format!("{}\n", folder.display())).collect();
    save(&path, &lines, Existing::Replace)
}
