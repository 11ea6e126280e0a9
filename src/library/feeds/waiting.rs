//! The articles of a feed that have only its own words, and wait for their page.
//!
//! Comes in: what was written when a page could not be had. Goes out: what is still as it was
//! written and may be tried again, and its file with the words of the page. A file that
//! somebody has changed, moved, deleted or noted on waits no longer. May not know the web.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::provenance::hash;
use super::super::{Error, Existing, Failure, read_path, save};
use super::{Followed, append, error, text};
use crate::clean;

/// There, the list of those of a feed.
pub const WAITING: &str = "waiting";

/// So often a page is tried again.
const TRIES: usize = 5;

/// No more of a feed wait.
const MOST: usize = 1000;

/// An article that waits for its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    tries: usize,
    /// Of what was written.
    hash: String,
    /// Its name in the folder of the feed.
    file: String,
    /// Of the page.
    pub address: String,
}

impl Waiting {
    /// What [`Waiting::line`] wrote; nothing of what somebody else did.
    fn read(line: &str) -> Option<Waiting> {
        let mut parts = line.splitn(4, '\t');
        let tries = parts.next()?.parse().ok()?;
        let [hash, file, address] = [parts.next()?, parts.next()?, parts.next()?].map(str::to_string);
        let is_name = !file.starts_with('.') && !file.contains('/');
        (is_name && tries < TRIES).then_some(Waiting { tries, hash, file, address })
    }

    fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.tries, self.hash, self.file, self.address)
    }
}

impl Followed {
    /// Those that can be tried again; the others wait no longer.
    pub fn waiting(&mut self) -> Result<Vec<Waiting>, Error> {
        let all = self.listed()?;
        let count = all.len();
        let left: Vec<Waiting> = all.into_iter().filter(|waiting| self.is_as_written(waiting)).collect();
        if left.len() < count {
            self.save_waiting(&left)?;
        }
        Ok(left)
    }

    fn listed(&self) -> Result<Vec<Waiting>, Error> {
        Ok(text(&self.waiting_list())?.lines().filter_map(Waiting::read).take(MOST).collect())
    }

    /// Where the article of one is.
    pub fn path(&self, waiting: &Waiting) -> PathBuf {
        self.folder.join(&waiting.file)
    }

    /// One more: its file has just been written.
    pub fn wait(&mut self, path: &Path, written: &str, address: &str) -> Result<(), Error> {
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_string();
        let address = clean::line(address).into_owned();
        let waiting = Waiting { tries: 0, hash: hash(written.as_bytes()), file, address };
        let list = self.waiting_list();
        append(&list, &[waiting.line()]).map_err(|io| error(&list, Failure::Unsaved(io)))
    }

    /// Writes what the page has in its place. False if somebody else has changed it meanwhile.
    pub fn replace(&self, waiting: &Waiting, text: &str) -> Result<bool, Error> {
        let is_ours = self.is_as_written(waiting);
        if is_ours {
            save(&self.path(waiting), text, Existing::Replace)?;
        }
        Ok(is_ours)
    }

    /// The page of one could not be had this time either. That is kept at once, so that a run
    /// that is ended in between has tried, too.
    pub fn tried(&mut self, waiting: &Waiting) -> Result<(), Error> {
        let mut all = self.listed()?;
        all.iter_mut().filter(|other| *other == waiting).for_each(|other| other.tries += 1);
        self.save_waiting(&all)
    }

    /// One waits no longer.
    pub fn release(&mut self, waiting: &Waiting) -> Result<(), Error> {
        let mut all = self.listed()?;
        all.retain(|other| other != waiting);
        self.save_waiting(&all)
    }

    fn save_waiting(&self, all: &[Waiting]) -> Result<(), Error> {
        let left = all.iter().filter(|waiting| waiting.tries < TRIES);
        let all: String = left.map(|waiting| waiting.line() + "\n").collect();
        save(&self.waiting_list(), &all, Existing::Replace)
    }

    fn waiting_list(&self) -> PathBuf {
        self.list.with_extension(WAITING)
    }

    /// Whether the file is there, has what was written, and nobody has noted anything on it.
    fn is_as_written(&self, waiting: &Waiting) -> bool {
        let path = self.path(waiting);
        let is_noted = fs::symlink_metadata(path.with_extension("notes.toml")).is_ok();
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        is_file && !is_noted && read_path(&path).is_ok_and(|bytes| hash(&bytes) == waiting.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_read_as_it_was_written_and_nothing_else() {
        let waiting =
            Waiting { tries: 2, hash: "sha256:ab".into(), file: "a-1.toml".into(), address: "http://a/".into() };
        assert_eq!(Waiting::read(&waiting.line()), Some(waiting));
        for line in ["", "1\tx\ta.toml", "5\tx\ta.toml\thttp://a/", "0\tx\t../a.toml\thttp://a/", "0\tx\t.a\thttp://a/"]
        {
            assert_eq!(Waiting::read(line), None, "{line}");
        }
    }
}
