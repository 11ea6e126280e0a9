//! Why a file cannot be read, and how it is said.
//!
//! Comes in: what went wrong. Goes out: one sentence with the name of the file.
//! The only place where these sentences are made. May not know what the file
//! was wanted for.

use std::{fmt, io};

use super::{IDLE, LIMIT};
use crate::clean;
use crate::import::{self, Misfit};

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
    /// It could be read, but is no article.
    Misfit(Misfit),
    /// A pipe without a word.
    Idle,
    Io(io::Error),
}

impl From<Misfit> for Failure {
    fn from(misfit: Misfit) -> Failure {
        Failure::Misfit(misfit)
    }
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
        if let Failure::Misfit(misfit) = &self.failure
            && let Some((line, column)) = misfit.place()
        {
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
            Failure::NoArticles => write!(f, "there is no article ({}) in this folder", import::patterns()),
            Failure::Folder => write!(f, "this is a folder, not an article"),
            Failure::Device => write!(f, "this is a device or socket; only files and pipes are read"),
            Failure::TooLarge => write!(f, "this is larger than {} MB, the limit for an article", LIMIT >> 20),
            Failure::Misfit(misfit) => write!(f, "{misfit}"),
            Failure::Idle => write!(f, "nothing came from this pipe for {} seconds", IDLE.as_secs()),
            Failure::Io(error) => write!(f, "it cannot be read: {}", clean::line(&error.to_string())),
        }
    }
}
