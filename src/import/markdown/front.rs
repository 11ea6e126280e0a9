//! The front matter of a Markdown file: what stands above its text, in YAML or TOML.
//!
//! Comes in: the text of a file. Goes out: its keys with their values, and the text
//! below; or the place where the front matter is broken. Values are strings, as they
//! were written. Aliases are not followed, so nothing grows. May not know what a key
//! means.

use saphyr_parser::{Event, Parser};
use toml::Value;

use crate::clean;
use crate::import::Misfit;

/// Front matter is no longer, in bytes.
const LONGEST: usize = 1 << 20;

/// Keys in keys in keys are left out from this depth on.
const DEEPEST: usize = 3;

/// Keys with their values, those within another after a dot. A list has its key once
/// for each of its values.
pub type Keys = Vec<(String, String)>;

/// Takes the front matter off a text.
pub fn split(text: &str) -> Result<(Keys, &str), Misfit> {
    for (fence, ends, read) in FENCES {
        if let Some((front, body)) = between(text, fence, ends)
            && let Some(keys) = read(front)?
        {
            return Ok((keys, body));
        }
    }
    Ok((Keys::new(), text))
}

/// Whether a text begins with front matter, be it broken.
pub fn is_there(text: &str) -> bool {
    FENCES.iter().any(|(fence, ends, _)| between(text, fence, ends).is_some())
}

type Read = fn(&str) -> Result<Option<Keys>, Misfit>;

/// The line that front matter begins with, those that end it, and how it is read.
const FENCES: &[(&str, &[&str], Read)] = &[("---", &["---", "..."], yaml), ("+++", &["+++"], toml)];

/// What stands between the first line and the line that ends it, and what is below.
fn between<'a>(text: &'a str, fence: &str, ends: &[&str]) -> Option<(&'a str, &'a str)> {
    let (first, rest) = text.split_once('\n')?;
    // A line of dashes above a paragraph is a rule.
    let has_key = rest.lines().map(str::trim_end).find(|l| !l.is_empty() && !l.starts_with('#')).is_some_and(is_key);
    if first.trim_end() != fence || !has_key {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

/// Whether a line is a key and its value, the header of a table, or the end.
fn is_key(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'', '[']);
    let name = line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    name.len() < line.len() && name.trim_start_matches(['"', '\'']).starts_with([':', '=', ']'])
}

fn yaml(source: &str) -> Result<Option<Keys>, Misfit> {
    let mut walk = Walk::default();
    for event in Parser::new_from_str(source) {
        let (event, _) = event.map_err(|error| Misfit::FrontMatter {
            // The fence is a line before, and columns are counted from 0.
            line: error.marker().line() + 1,
            column: error.marker().col() + 1,
            kind: "YAML",
            message: clean::line(error.info()).into_owned(),
        })?;
        walk.take(event);
    }
    Ok(walk.is_map.then_some(walk.keys))
}

/// A walk through the events of a YAML document.
#[derive(Default)]
struct Walk {
    keys: Keys,
    open: Vec<Open>,
    is_map: bool,
}

/// A map or a list that is open.
struct Open {
    is_map: bool,
    /// It is itself the key of the map around it.
    is_key: bool,
    /// The current key of a map, once that was read.
    key: Option<String>,
}

impl Walk {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::MappingStart(..) => self.open(true),
            Event::SequenceStart(..) => self.open(false),
            Event::MappingEnd | Event::SequenceEnd => {
                let closed = self.open.pop();
                self.end_value(closed.is_some_and(|closed| closed.is_key));
            }
            Event::Scalar(words, ..) => match self.open_key() {
                Some(key) => *key = Some(words.into_owned()),
                None => {
                    self.keep(&words);
                    self.end_value(false);
                }
            },
            Event::Alias(_) => match self.open_key() {
                Some(key) => *key = Some(String::new()),
                None => self.end_value(false),
            },
            _ => {}
        }
    }

    fn open(&mut self, is_map: bool) {
        self.is_map |= is_map && self.open.is_empty();
        // A key that is a map or a list is nobody's name.
        let is_key = self.open_key().map(|key| *key = Some(String::new())).is_some();
        self.open.push(Open { is_map, is_key, key: None });
    }

    /// The place for the key that comes next, if one does.
    fn open_key(&mut self) -> Option<&mut Option<String>> {
        self.open.last_mut().filter(|open| open.is_map && open.key.is_none()).map(|open| &mut open.key)
    }

    fn end_value(&mut self, is_key: bool) {
        if let Some(open) = self.open.last_mut().filter(|_| !is_key) {
            open.key = None;
        }
    }

    fn keep(&mut self, words: &str) {
        let names = self.open.iter().filter(|open| open.is_map);
        if words.is_empty() || matches!(words, "~" | "null") || names.clone().nth(DEEPEST - 1).is_some() {
            return;
        }
        let names: Vec<&str> = names.filter_map(|open| open.key.as_deref()).collect();
        self.keys.push((names.join("."), words.to_string()));
    }
}

fn toml(source: &str) -> Result<Option<Keys>, Misfit> {
    let table: toml::Table = toml::from_str(source).map_err(|error| {
        let before = error.span().and_then(|span| source.get(..span.start)).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        Misfit::FrontMatter {
            line: before.matches('\n').count() + 2,
            column: before[start..].chars().count() + 1,
            kind: "TOML",
            message: clean::line(error.message()).into_owned(),
        }
    })?;
    let mut keys = Keys::new();
    for (name, value) in &table {
        keep(name, value, 1, &mut keys);
    }
    Ok(Some(keys))
}

fn keep(name: &str, value: &Value, depth: usize, keys: &mut Keys) {
    match value {
        Value::Table(table) if depth + 1 < DEEPEST => {
            table.iter().for_each(|(key, value)| keep(&format!("{name}.{key}"), value, depth + 1, keys));
        }
        Value::Array(values) if depth < DEEPEST => {
            values.iter().for_each(|value| keep(name, value, depth, keys));
        }
        Value::Table(_) | Value::Array(_) => {}
        Value::String(words) => keys.push((name.to_string(), words.clone())),
        Value::Datetime(time) => keys.push((name.to_string(), time.to_string())),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> String {
        match split(text) {
            Ok((keys, body)) => {
                let keys: Vec<String> = keys.iter().map(|(k, v)| format!("{k}={v}")).collect();
                format!("{} | {body}", keys.join("; "))
            }
            Err(misfit) => format!("{:?}: {misfit}", misfit.place()),
        }
    }

    #[test]
    fn yaml_and_toml_make_the_same_keys() {
        let yaml = "---\r\ntitle: \"T: x\"\r\ndate: 2024-01-28\nnone: ~\nauthors: [A, 'B']\ntags:\n- x\nsource:\n  name: N\n  \
            deep:\n    er: x\n---\nBody\n";
        assert_eq!(keys(yaml), "title=T: x; date=2024-01-28; authors=A; authors=B; tags=x; source.name=N | Body\n");
        let toml = "+++\ntitle = 'T: x'\ndate = 2024-01-28\nauthors = ['A', 'B']\n[source]\nname = 'N'\ndeep = {er = 'x'}\n\
            [[author]]\nname = 'C'\n+++\nBody";
        assert_eq!(
            keys(toml),
            "author.name=C; authors=A; authors=B; date=2024-01-28; source.name=N; title=T: x | Body"
        );
        assert_eq!(
            keys("---\nauthor:\n- name: A\n  web: x\n- name: B\n...\n"),
            "author.name=A; author.web=x; author.name=B | "
        );
        assert_eq!(keys("---\nd: >-\n  two\n  lines\n---\n"), "d=two lines | ");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in [
            "---\n\nHe spoke.\n\n---\n",
            "---\nkey: never closed\n",
            "--- \n",
            "***\na: b\n***\n",
            "---",
            "----\na: b\n----\n",
        ] {
            assert_eq!(keys(text), format!(" | {text}"));
        }
    }

    #[test]
    fn what_is_broken_is_told_with_its_place() {
        assert_eq!(
            keys("---\ntitle: \"x\nb: [\n---\n"),
            "Some((2, 8)): the front matter is no YAML: invalid indentation in quoted scalar"
        );
        assert!(keys("+++\ntitle = 'x'\nb = = 1\n+++\n").starts_with("Some((3, 5)): the front matter is no TOML: "));
    }

    #[test]
    fn aliases_and_depth_grow_nothing() {
        let bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n*c : d\n? [e]\n: f\n---\n";
        assert_eq!(keys(bomb), "a=x; a=x; =d; =e; =f | ");
        let deep = format!("---\na: {}\n---\nBody", "[".repeat(100_000));
        assert!(keys(&deep).starts_with("Some("));
        let deep = format!("+++\na = {}\n+++\nBody", "[".repeat(100_000));
        assert!(keys(&deep).starts_with("Some("));
    }
}
