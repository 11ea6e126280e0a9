//! What is kept from one run to the next: where each article was left, its marks, and
//! a few settings.
//!
//! Comes in: the bytes of the state file, whatever they are. Goes out: what is kept of
//! an article, the settings, and the bytes with what changed in them. A line of
//! settings, then one line an article, the one read last first; what cannot be read is
//! passed over, and what another version wrote is left as it is. May not know files.

mod anchor;
mod key;
mod merge;
mod scan;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use memchr::memmem::Finder;
use memchr::{memchr, memrchr};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::article::Article;
use crate::clean;
pub use anchor::{Anchor, Found, floor};
pub use key::key;
pub use merge::{Merged, merge};
use scan::Runs;

/// No state is larger, in bytes.
pub const LIMIT: usize = 1 << 20;

/// Of so many articles the place is kept.
pub const ARTICLES: usize = 1000;

/// No line is longer, in bytes: 52 marks and a long path are half of that.
const LINE: usize = 32 << 10;

/// So many bytes are read at once for the settings.
const HEAD: usize = 4 << 10;

/// So many searches are kept, none of more bytes.
const SEARCHES: usize = 50;
const SEARCH: usize = 200;

/// A longer name of a file is not kept, nor the rest of a longer title.
const FROM: usize = 4096;
const TITLE: usize = 200;

/// So many lines are looked at for an article: a state that was tampered with may name
/// it in all of them.
const LOOKS: usize = 4;

/// Where the state stands.
pub trait Source: fmt::Debug + Send + Sync {
    /// Its bytes, from the first on.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

impl Source for Vec<u8> {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(Cursor::new(self)))
    }
}

/// The state. It is read through whenever an article is looked for, and not held.
#[derive(Debug, Clone, Default)]
pub struct State {
    source: Option<Arc<dyn Source>>,
    settings: Settings,
    is_empty: bool,
}

/// What is kept whatever is read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The width of the column, in columns; 0 is the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<u16>,
    /// How lines are set, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<String>,
    /// How the library's list is ordered, in the words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// What was searched for, the last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searches: Vec<String>,
    /// What another version wrote.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// What is kept of an article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Of the article's words.
    pub key: String,
    /// The file or address that it was last read from, if it has a lasting one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default)]
    pub title: String,
    /// Where it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Anchor>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<char, Anchor>,
    /// What another version wrote.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// What changed, to be written over what is there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    pub settings: Settings,
    /// One an article, the one that changed last at the end.
    pub entries: Vec<Entry>,
}

impl State {
    /// The state at a place; one that cannot be read is empty.
    pub fn new(source: impl Source + 'static) -> State {
        let mut line = Vec::new();
        let head = source
            .open()
            .and_then(|bytes| BufReader::with_capacity(HEAD, bytes.take(LINE as u64)).read_until(b'\n', &mut line));
        let settings = merge::settings_of(line.trim_ascii_end()).unwrap_or_default();
        State { settings, is_empty: head.is_err() || line.is_empty(), source: Some(Arc::new(source)) }
    }

    /// Whether nothing was ever kept.
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is kept of articles, the one that was read last first: at most so many.
    pub fn entries(&self, most: usize) -> Vec<Entry> {
        let Some(Ok(bytes)) = self.source.as_ref().map(|source| source.open()) else { return Vec::new() };
        let (mut runs, mut entries) = (Runs::new(bytes), Vec::new());
        while entries.len() < most
            && let Some(run) = runs.next()
        {
            let lines = run.split(|&byte| byte == b'\n').filter_map(Entry::read);
            entries.extend(lines.take(most - entries.len()));
        }
        entries
    }

    /// What is kept of an article: of these words, else of what was in this file, which
    /// may have been edited. Costs no more however many others there are, but for a
    /// glance at each.
    pub fn entry(&self, key: &str, from: Option<&str>) -> Option<Entry> {
        let mut runs = Runs::new(self.source.as_ref()?.open().ok()?);
        let mut by_key = Lookup::new(|entry| Some(&entry.key), "key", key)?;
        let mut by_name = from.and_then(|from| Lookup::new(|entry| entry.from.as_ref(), "from", from));
        let mut second = None;
        while let Some(run) = runs.next() {
            if let Some(found) = by_key.find(run) {
                return Some(found);
            }
            second = second.or_else(|| by_name.as_mut()?.find(run));
        }
        second
    }
}

/// What an entry is known by.
struct Lookup<'v> {
    field: fn(&Entry) -> Option<&String>,
    value: &'v str,
    written: Finder<'static>,
    looks: usize,
}

impl<'v> Lookup<'v> {
    fn new(field: fn(&Entry) -> Option<&String>, name: &str, value: &'v str) -> Option<Lookup<'v>> {
        let written = format!("\"{name}\":{}", serde_json::to_string(value).ok()?);
        Some(Lookup { field, value, written: Finder::new(&written).into_owned(), looks: LOOKS })
    }

    /// The first entry in whole lines that is it.
    fn find(&mut self, lines: &[u8]) -> Option<Entry> {
        for at in self.written.find_iter(lines) {
            self.looks = self.looks.checked_sub(1)?;
            let entry = Entry::read(line_around(lines, at));
            if let Some(entry) = entry.filter(|entry| (self.field)(entry).is_some_and(|known| known == self.value)) {
                return Some(entry);
            }
        }
        None
    }
}

fn line_around(lines: &[u8], at: usize) -> &[u8] {
    let start = memrchr(b'\n', &lines[..at]).map_or(0, |end| end + 1);
    let end = memchr(b'\n', &lines[at..]).map_or(lines.len(), |end| at + end);
    &lines[start..end]
}

impl Settings {
    /// Writes later settings over these.
    fn lay(&mut self, later: &Settings) {
        self.measure = later.measure.or(self.measure);
        self.setting = later.setting.clone().or(self.setting.take());
        self.order = later.order.clone().or(self.order.take());
        let mut searches = later.searches.clone();
        searches.extend(std::mem::take(&mut self.searches));
        self.searches = cleaned(searches);
    }
}

/// Searches that are fit to be kept and shown, none twice.
fn cleaned(searches: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for search in searches {
        let search = clean::line(&search);
        if search.len() <= SEARCH && !search.trim().is_empty() && !out.iter().any(|other| *other == search) {
            out.push(search.into_owned());
        }
        if out.len() == SEARCHES {
            break;
        }
    }
    out
}

impl Entry {
    /// An entry for an article of which nothing is kept yet.
    pub fn new(article: &Article, key: &str, from: Option<&str>) -> Entry {
        let title = &article.title;
        Entry {
            key: key.to_string(),
            from: from.filter(|from| from.len() <= FROM).map(str::to_string),
            title: title[..anchor::floor(title, TITLE)].to_string(),
            ..Entry::default()
        }
    }

    fn read(line: &[u8]) -> Option<Entry> {
        serde_json::from_slice(line.get(..line.len().min(LINE))?).ok()
    }

    /// Writes what is known later over this.
    fn lay(&mut self, later: &Entry) {
        self.title.clone_from(&later.title);
        self.from = later.from.clone().or(self.from.take());
        self.place = later.place.clone().or(self.place.take());
        self.marks.extend(later.marks.clone());
    }
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    /// Adds what changed after these.
    pub fn lay(&mut self, later: Changes) {
        self.settings.lay(&later.settings);
        for entry in later.entries {
            let mut known = match self.entries.iter().position(|known| known.key == entry.key) {
                Some(at) => self.entries.remove(at),
                None => Entry { key: entry.key.clone(), ..Entry::default() },
            };
            known.lay(&entry);
            self.entries.push(known);
        }
    }

    /// Takes out what has been saved, unless it has changed again since.
    pub fn forget(&mut self, saved: &Changes) {
        self.entries.retain(|entry| !saved.entries.contains(entry));
        if self.settings == saved.settings {
            self.settings = Settings::default();
        }
    }
}

#[cfg(test)]
mod tests;
