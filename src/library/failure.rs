//! Why a file cannot be read, and how it is said.
//!
//! Comes in: what went wrong. Goes out: one sentence with the name of the file.
//! The only place where these sentences are made. May not know what the file
//! was wanted for.

use std::net::IpAddr;
use std::time::Duration;
use std::{fmt, io};

use super::{IDLE, LIMIT, fetch};
use crate::clean;
use crate::import::{self, Misfit};
use crate::notes::Fault;

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
    /// Something else where a folder was wanted.
    NoFolder,
    Device,
    TooLarge,
    /// It could be read, but is no article.
    Misfit(Misfit),
    /// A pipe without a word.
    Idle,
    /// It is there, and was not to be replaced.
    Exists,
    /// No regular file.
    NotWritable,
    /// It could not be written.
    Unsaved(io::Error),
    /// An address of the web, not a file.
    Unfetched(Unfetched),
    /// It is where notes are kept, and takes none.
    Notes(Fault),
    /// There is no folder for notes.
    Homeless,
    /// Somebody else is writing, and does not end.
    Locked,
    Io(io::Error),
}

/// Why what is at an address cannot be had. The strings in it are fit to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfetched {
    /// This build has no means.
    NotBuilt,
    Malformed(String),
    /// Neither http nor https.
    Scheme,
    /// There is a user name or a password in the address.
    Login,
    /// The host, and where it is.
    NotPublic(String, IpAddr),
    /// No machine is known by the name of the host.
    Unknown(String),
    Unconnected(String),
    /// TLS failed.
    Insecure(String),
    Proxy(String),
    /// The environment names a proxy that we cannot speak to.
    Socks,
    /// No connection in so long a time.
    Unanswered(Duration),
    /// Not all of it in so long a time.
    Slow(Duration),
    /// The number and the name of the status.
    Status(u16, &'static str),
    Redirects,
    Circle,
    /// The server shut the door before all was there.
    Cut,
    TooLarge,
    /// Compressed, and nobody asked for that.
    Compressed(String),
    Garbled(String),
    /// The site asks programs not to read it.
    Barred,
    /// What the site asks of programs cannot be had.
    Unruled(Box<Unfetched>),
    /// All this at an address that the one that was asked for leads to.
    At(String, Box<Unfetched>),
}

impl Unfetched {
    /// The same, at an address that another leads to.
    pub fn at(self, address: String) -> Unfetched {
        Unfetched::At(address, Box::new(self))
    }

    /// Whether the site asks programs not to read it, here or where it leads.
    pub fn is_barred(&self) -> bool {
        match self {
            Unfetched::At(_, inner) => inner.is_barred(),
            other => *other == Unfetched::Barred,
        }
    }

    /// Whether the same may go well another time.
    pub fn is_passing(&self) -> bool {
        match self {
            Unfetched::At(_, inner) | Unfetched::Unruled(inner) => inner.is_passing(),
            Unfetched::Status(number, _) => matches!(number, 408 | 425 | 429 | 500..),
            Unfetched::Unknown(_) | Unfetched::Unconnected(_) | Unfetched::Unanswered(_) => true,
            Unfetched::Slow(_) | Unfetched::Cut | Unfetched::Proxy(_) => true,
            _ => false,
        }
    }
}

impl std::error::Error for Unfetched {}

impl From<Unfetched> for Failure {
    fn from(unfetched: Unfetched) -> Failure {
        Failure::Unfetched(unfetched)
    }
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
            Failure::NoFolder => write!(f, "this is no folder"),
            Failure::Device => write!(f, "this is a device or socket; only files and pipes are read"),
            Failure::TooLarge => write!(f, "this is larger than {} MB, the limit for an article", LIMIT >> 20),
            Failure::Misfit(misfit) => write!(f, "{misfit}"),
            Failure::Idle => write!(f, "nothing came from this pipe for {} seconds", IDLE.as_secs()),
            Failure::Exists => write!(f, "this file is there already; --force writes it anew"),
            Failure::NotWritable => write!(f, "this is no regular file; nothing was written"),
            Failure::Unsaved(error) => write!(f, "it cannot be written: {}", clean::line(&error.to_string())),
            Failure::Unfetched(unfetched) => write!(f, "{unfetched}"),
            Failure::Notes(fault) => write!(f, "{fault}"),
            Failure::Homeless => write!(f, "there is no folder to write to: HOME is not set"),
            Failure::Locked => write!(f, "another one is writing and does not end"),
            Failure::Io(error) => write!(f, "it cannot be read: {}", clean::line(&error.to_string())),
        }
    }
}

impl fmt::Display for Unfetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfetched::NotBuilt => write!(f, "this build cannot fetch: it was made without the feature `fetch`"),
            Unfetched::Malformed(why) => write!(f, "this is not a valid address: {why}"),
            Unfetched::Scheme => write!(f, "only http and https addresses are fetched"),
            Unfetched::Login => write!(f, "an address with a user name or a password in it is not fetched"),
            Unfetched::NotPublic(host, ip) if host.trim_matches(['[', ']']) == ip.to_string() => {
                write!(f, "{ip} is not a public address, and only those are fetched without --private")
            }
            Unfetched::NotPublic(host, ip) => {
                write!(f, "{host} is not a public address ({ip}), and only those are fetched without --private")
            }
            Unfetched::Unknown(host) => write!(f, "{host} cannot be found: is it spelt right, is there a network?"),
            Unfetched::Unconnected(why) => write!(f, "there is no connection to it: {why}"),
            Unfetched::Insecure(why) => write!(f, "there is no secure connection to it: {why}"),
            Unfetched::Socks => {
                write!(f, "the environment names a SOCKS proxy, and only HTTP proxies are known here")
            }
            Unfetched::Proxy(why) => write!(f, "the proxy that the environment names does not work: {why}"),
            Unfetched::Unanswered(limit) => {
                write!(f, "there was no connection to it within {} seconds", limit.as_secs_f32())
            }
            Unfetched::Slow(limit) => {
                write!(f, "it was not all there within {} seconds, the limit for a page", limit.as_secs_f32())
            }
            Unfetched::Status(number, "") => write!(f, "the server answers {number}"),
            Unfetched::Status(number, name) => write!(f, "the server answers {number} {name}"),
            Unfetched::Redirects => write!(f, "it is redirected more than {} times", fetch::REDIRECTS),
            Unfetched::Circle => write!(f, "it is redirected in a circle"),
            Unfetched::Cut => write!(f, "the server closed the connection before all of it was there"),
            Unfetched::TooLarge => write!(f, "this is larger than {} MB, the limit for a page", fetch::LIMIT >> 20),
            Unfetched::Compressed(how) => {
                write!(f, "the server compresses it in a way that it was not asked for ({how})")
            }
            Unfetched::Garbled(why) => write!(f, "the answer of the server cannot be read: {why}"),
            Unfetched::Barred => write!(f, "its robots.txt asks programs not to read this"),
            Unfetched::Unruled(why) => write!(f, "its robots.txt, which may forbid to read this, cannot be had: {why}"),
            Unfetched::At(address, unfetched) => write!(f, "this leads to {address}: {unfetched}"),
        }
    }
}
