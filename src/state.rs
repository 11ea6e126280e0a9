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

use std::collections::BTreeMap;

use memchr::{memchr, memmem, memrchr};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::article::Article;
use crate::clean;
pub use anchor::{Anchor, Found, floor};
pub use key::key;
pub use merge::{Merged, merge};

/// No state is larger, in bytes.
pub const LIMIT: usize = 1 << 20;

/// Of so many articles the place is kept.
pub const ARTICLES: usize = 1000;

/// No line is longer, in bytes: 52 marks and a long path are half of that.
const LINE: usize = 32 << 10;

/// So many searches are kept, none of more bytes.
const SEARCHES: usize = 50;
const SEARCH: usize = 200;

/// A longer name of a file is not kept, nor the rest of a longer title.
const FROM: usize = 4096;
const TITLE: usize = 200;

/// So many lines are looked at for an article: a state that was tampered with may name
/// it in all of them.
const LOOKS: usize = 4;

/// The state as it stands in its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State(Vec<u8>);

/// What is kept whatever is read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The width of the column, in columns; 0 is the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<u16>,
    /// How lines are set, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<String>,
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
    pub fn new(bytes: Vec<u8>) -> State {
        State(bytes)
    }

    /// Whether nothing was ever kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn settings(&self) -> Settings {
        let line = &self.0[..memchr(b'\n', &self.0).unwrap_or(self.0.len())];
        merge::settings_of(line).unwrap_or_default()
    }

    /// What is kept of an article: of these words, else of what was in this file, which
    /// may have been edited. Costs no more however many others there are, but for a
    /// glance at each.
    pub fn entry(&self, key: &str, from: Option<&str>) -> Option<Entry> {
        self.find("key", key).or_else(|| self.find("from", from?))
    }

    fn find(&self, field: &str, value: &str) -> Option<Entry> {
        let wanted = format!("\"{field}\":{}", serde_json::to_string(value).ok()?);
        let is_it = |entry: &Entry| match field {
            "key" => entry.key == value,
            _ => entry.from.as_deref() == Some(value),
        };
        let found = memmem::find_iter(&self.0, &wanted).take(LOOKS);
        found.filter_map(|at| Entry::read(self.line(at))).find(is_it)
    }

    /// The line around a byte.
    fn line(&self, at: usize) -> &[u8] {
        let start = memrchr(b'\n', &self.0[..at]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &self.0[at..]).map_or(self.0.len(), |end| at + end);
        &self.0[start..end]
    }
}

impl Settings {
    /// Writes later settings over these.
    fn lay(&mut self, later: &Settings) {
        self.measure = later.measure.or(self.measure);
        self.setting = later.setting.clone().or(self.setting.take());
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
