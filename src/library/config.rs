//! The configuration file and those of themes: where they are, and their text.
//!
//! Comes in: the environment. Goes out: the text, or why it cannot be had. May not know
//! what is in it.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::save::base_folder;
use super::{Error, Failure, Source, Text, read};

/// More files of themes are not listed.
const MOST: usize = 1000;

/// Where the configuration is, whether or not it is there.
pub fn config_path() -> Option<PathBuf> {
    Some(base_folder("XDG_CONFIG_HOME", ".config")?.join("config.toml"))
}

/// The text of the configuration; none if there is no such file.
pub fn read_config() -> Result<Option<Text>, Error> {
    config_path().map_or(Ok(None), optional)
}

/// The folder for the reader's own themes, and the names of those that are there.
pub fn themes() -> (Option<PathBuf>, Vec<String>) {
    let folder = theme_folder();
    let entries = folder.as_ref().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().take(MOST);
    let stem = |path: PathBuf| Some(path.file_name()?.to_str()?.strip_suffix(".toml")?.to_string());
    let mut names: Vec<String> = entries.filter_map(|entry| stem(entry.ok()?.path())).collect();
    names.sort();
    (folder, names)
}

/// The text of one of the reader's own themes; none if there is no such file.
pub fn read_theme(name: &str) -> Result<Option<Text>, Error> {
    theme_folder().map_or(Ok(None), |folder| optional(folder.join(format!("{name}.toml"))))
}

fn theme_folder() -> Option<PathBuf> {
    Some(base_folder("XDG_CONFIG_HOME", ".config")?.join("themes"))
}

/// The text of a file that may not be there.
fn optional(path: PathBuf) -> Result<Option<Text>, Error> {
    let source = Source::Path(path.clone());
    match fs::metadata(&path) {
        Ok(found) if found.is_file() || found.is_dir() => read(&source).map(Some),
        // A pipe could keep the reader waiting.
        Ok(_) => Err(source.error(Failure::Device)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(source.error(error.into())),
    }
}
