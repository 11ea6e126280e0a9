//! The files that were named, one at a time: on the command line, in folders, in
//! a list on the standard input.
//!
//! Comes in: names. Goes out: sources in the order given, however many there are.

use std::ffi::OsString;
use std::io::{self, BufRead, Read};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

use super::{Error, Reach, STDIN, Source, find};

/// The longest name in a list, in bytes.
const LONGEST: u64 = 64 << 10;

/// Sources, found as they are asked for.
pub struct Names {
    named: IntoIter<PathBuf>,
    /// What is left of the folder that was named last.
    folder: IntoIter<Source>,
    is_listing: bool,
    /// Whether there was a list at all.
    has_list: bool,
    given: usize,
    reach: Reach,
}

impl Names {
    /// Those of the command line; `-`, or no name, is a list on the standard input.
    pub fn new(names: Vec<PathBuf>, reach: Reach) -> Names {
        let names = if names.is_empty() { vec![PathBuf::from("-")] } else { names };
        let has_list = names.iter().any(|name| is_list(name));
        let folder = Vec::new().into_iter();
        Names { named: names.into_iter(), folder, is_listing: false, has_list, given: 0, reach }
    }

    pub fn has_list(&self) -> bool {
        self.has_list
    }

    /// How many there are as far as can be told: the end of a list is not known,
    /// nor what is in a folder to come.
    pub fn total(&self) -> Option<usize> {
        (!self.has_list).then(|| self.given + self.folder.len() + self.named.len())
    }

    fn name(&mut self) -> Option<Result<PathBuf, Error>> {
        loop {
            if self.is_listing {
                match listed() {
                    Ok(Some(name)) => return Some(Ok(name)),
                    Ok(None) => self.is_listing = false,
                    Err(error) => {
                        self.is_listing = false;
                        return Some(Err(Error { file: STDIN.to_string(), failure: error.into() }));
                    }
                }
            }
            let name = self.named.next()?;
            self.is_listing = is_list(&name);
            if !self.is_listing {
                return Some(Ok(name));
            }
        }
    }
}

impl Iterator for Names {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Result<Source, Error>> {
        if self.folder.len() == 0 {
            let found = self.name()?.and_then(|name| match is_list(&name) {
                // In a list it is a name like others.
                true => Ok(vec![Source::Path(name)]),
                false => find(&name, self.reach),
            });
            match found {
                Ok(sources) => self.folder = sources.into_iter(),
                Err(error) => {
                    self.given += 1;
                    return Some(Err(error));
                }
            }
        }
        self.given += 1;
        self.folder.next().map(Ok)
    }
}

fn is_list(name: &Path) -> bool {
    name.as_os_str() == "-"
}

/// The next name of the list on the standard input; blank lines are none.
fn listed() -> io::Result<Option<PathBuf>> {
    let mut stdin = io::stdin().lock();
    loop {
        let mut line = Vec::new();
        if stdin.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() as u64 == LONGEST {
            return Err(io::Error::other("this is no list of files, one a line"));
        }
        let name = line.strip_suffix(b"\n").unwrap_or(&line);
        let name = name.strip_suffix(b"\r").unwrap_or(name);
        if !name.is_empty() {
            return Ok(Some(OsString::from_vec(name.to_vec()).into()));
        }
    }
}
