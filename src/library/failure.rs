//! Why a file cannot be read, and how it is said.
//!
//! Comes in: what went wrong. Goes out: one sentence with the name of the file.
//! The only place where these sentences are made. May not know what the file
//! was wanted for.

use std::{fmt, io};

use super::{IDLE, LIMIT};
use crate::clean;

/// A file, its name fit to be shown, and why it cannot be read.
#[derive(Debug)]
pub struct Error {
    pub file: String,
    pub failure: Failure,
}

#[derive(Debug)]
pub enum Failure {
    /// Standard input was asked for and is a terminal.
    Typed,
    Missing,
    Refused,
    NoArticles,
    /// A folder where a file was wanted.
    Folder,
    Device,
    TooLarge,
    Empty,
    Utf16,
    /// The first byte that is not UTF-8.
    Encoding {
        line: usize,
        column: usize,
        byte: u8,
    },
    /// A pipe without a word.
    Idle,
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound => Failure::Missing,
            io::ErrorKind::PermissionDenied => Failure::Refused,
            io::ErrorKind::IsADirectory => Failure::Folder,
            _ => Failure::Io(error),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Failure::Encoding { line, column, .. } = self.failure {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " error: {}", self.failure)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Typed => write!(
                f,
                "the standard input is a terminal; pipe an article into it (`pullquote - < FILE`) or name a FILE"
            ),
            Failure::Missing => write!(f, "there is no such file"),
            Failure::Refused => write!(f, "there is no permission to read it"),
            Failure::NoArticles => write!(f, "there is no article (*.toml) in this folder"),
            Failure::Folder => write!(f, "this is a folder, not an article"),
            Failure::Device => write!(f, "this is a device or socket; only files and pipes are read"),
            Failure::TooLarge => write!(f, "this is larger than {} MB, the limit for an article", LIMIT >> 20),
            Failure::Empty => write!(f, "the file is empty"),
            Failure::Utf16 => write!(f, "this is UTF-16, but an article must be UTF-8 (try `iconv -t UTF-8`)"),
            Failure::Encoding { byte, .. } => {
                write!(f, "byte 0x{byte:02X} is not UTF-8, which an article must be")
            }
            Failure::Idle => write!(f, "nothing came from this pipe for {} seconds", IDLE.as_secs()),
            Failure::Io(error) => write!(f, "it cannot be read: {}", clean::line(&error.to_string())),
        }
    }
}
