//! The configuration file: where it is, and its text.
//!
//! Comes in: the environment. Goes out: the text, or why it cannot be had. May not know
//! what is in it.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::save::base_folder;
use super::{Error, Failure, Source, Text, read};

/// Where the configuration is, whether or not it is there.
pub fn config_path() -> Option<PathBuf> {
    Some(base_folder("XDG_CONFIG_HOME", ".config")?.join("config.toml"))
}

/// The text of the configuration; none if there is no such file.
pub fn read_config() -> Result<Option<Text>, Error> {
    let Some(path) = config_path() else { return Ok(None) };
    let source = Source::Path(path.clone());
    match fs::metadata(&path) {
        Ok(found) if found.is_file() || found.is_dir() => read(&source).map(Some),
        // A pipe could keep the reader waiting.
        Ok(_) => Err(source.error(Failure::Device)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(source.error(error.into())),
    }
}
