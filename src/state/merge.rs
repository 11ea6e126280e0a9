//! What changed, written over what others wrote meanwhile.
//!
//! Comes in: the bytes of the state file as they are now, and what changed. Goes out:
//! the bytes to write. Only the settings and the articles that changed are touched; the
//! lines of all others stay byte for byte, until there are too many.

use serde::{Deserialize, Serialize};

use super::{ARTICLES, Changes, Entry, LIMIT, LINE, Settings};

/// What is to be written.
#[derive(Debug, PartialEq)]
pub struct Merged {
    pub bytes: Vec<u8>,
    /// Whether every line was one; what was not is not in `bytes`.
    pub is_sound: bool,
}

/// All that has to be known of a line.
#[derive(Deserialize)]
struct Line {
    settings: Option<Settings>,
    key: Option<String>,
}

/// The line of the settings.
#[derive(Serialize)]
struct Head<'a> {
    settings: &'a Settings,
}

pub fn merge(old: &[u8], changes: &Changes) -> Merged {
    let mut settings: Option<Settings> = None;
    let mut entries = changes.entries.clone();
    let (mut others, mut is_sound) = (Vec::new(), true);
    for line in old.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        match read(line) {
            Some(Line { settings: Some(found), .. }) => drop(settings.get_or_insert(found)),
            Some(Line { key: Some(key), .. }) if entries.iter().any(|entry| entry.key == key) => {
                entries.iter_mut().filter(|entry| entry.key == key).for_each(|entry| put_under(entry, line));
            }
            Some(_) => others.push(line),
            None => is_sound = false,
        }
    }
    let mut settings = settings.unwrap_or_default();
    settings.lay(&changes.settings);
    let mut bytes = line(&Head { settings: &settings });
    let changed = entries.iter().rev().map(line);
    for line in changed.chain(others.into_iter().map(<[u8]>::to_vec)).take(ARTICLES) {
        if bytes.len() + 1 + line.len() >= LIMIT {
            break;
        }
        bytes.push(b'\n');
        bytes.extend(line);
    }
    bytes.push(b'\n');
    Merged { bytes, is_sound }
}

/// The settings in a line, if they stand in it.
pub fn settings_of(line: &[u8]) -> Option<Settings> {
    let settings = read(line)?.settings?;
    Some(Settings { searches: super::cleaned(settings.searches), ..settings })
}

fn read(line: &[u8]) -> Option<Line> {
    if line.len() > LINE { None } else { serde_json::from_slice(line).ok() }
}

/// Adds what is known of an article already, if the line can hold both.
fn put_under(entry: &mut Entry, old: &[u8]) {
    let Some(mut both) = Entry::read(old) else { return };
    both.lay(entry);
    if line(&both).len() <= LINE {
        *entry = both;
    }
}

fn line(value: &impl Serialize) -> Vec<u8> {
    // Strings, numbers and maps of them can always be written.
    serde_json::to_vec(value).unwrap_or_default()
}
