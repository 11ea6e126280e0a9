//! A placeholder for the interface.

use crate::library::Opened;

pub struct Options {
    pub query: String,
    pub by: Option<String>,
    pub multi: bool,
    pub section: Option<usize>,
    pub color: bool,
    pub panic: bool,
}

pub enum Outcome {
    /// Article and quote.
    Chosen(Vec<(usize, usize)>),
    Left,
    Cancelled,
}

pub enum Error {
    NoTerminal(std::io::Error),
    Io(std::io::Error),
}

pub fn run(_articles: &[Opened], _options: &Options) -> Result<Outcome, Error> {
    Err(Error::NoTerminal(std::io::ErrorKind::Unsupported.into()))
}

pub mod keys {
    pub fn table() -> String {
        String::new()
    }
}
