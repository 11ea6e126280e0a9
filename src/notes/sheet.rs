//! The text of a notes file.
//!
//! Comes in: a text, whatever it is, and a change. Goes out: its notes; and the text with
//! the change in it. What a reader or another version wrote besides stays as it is. A
//! text that is no notes file is never changed.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Deserialize;
use toml_edit::{ArrayOfTables, Datetime, DocumentMut, Item, Table, Value, value};

use super::{Change, Note};
use crate::article::one_line;
use crate::clean;

/// No notes file is larger, in bytes.
pub const LIMIT: usize = 1 << 20;

/// The key that only notes files have.
pub const SIGN: &str = "pullquote-notes";
/// Its value, and the latest that is understood.
const VERSION: i64 = 1;

const HEAD: &str = "\
# Highlights and notes, kept by pullquote: the words as they stand in the article, and
# what stood before and after them, by which they are found again when it was edited.
";

/// Why a text has no notes, or cannot take a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Somebody else's file.
    Foreign,
    /// A later version wrote it.
    Newer,
    TooLarge,
    /// Its line, and what is wrong there.
    Broken(usize, String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Foreign => write!(f, "it is no notes file ({SIGN} is not in it), so it is left as it is"),
            Fault::Newer => write!(f, "a later version of pullquote wrote these notes, so they are left as they are"),
            Fault::TooLarge => write!(f, "notes take no more than {} MB", LIMIT >> 20),
            Fault::Broken(line, why) => write!(f, "line {line}: {why}; the notes are left as they are"),
        }
    }
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(rename = "pullquote-notes")]
    version: Option<i64>,
    #[serde(default)]
    notes: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    made: Option<toml::value::Datetime>,
    article: Option<String>,
    words: Pieces,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    block: usize,
    #[serde(default)]
    byte: usize,
    text: Option<String>,
    was: Option<String>,
}

/// Of one block, or of several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Pieces {
    One(String),
    Several(Vec<String>),
}

/// The notes of a text.
pub fn read(text: &str) -> Result<Vec<Note>, Fault> {
    if text.len() > LIMIT {
        return Err(Fault::TooLarge);
    }
    // What is not ours is not ours to find faults in.
    if !text.contains(SIGN) {
        return Err(Fault::Foreign);
    }
    let sheet: Sheet = toml::from_str(text).map_err(|error| broken(text, error.span(), error.message()))?;
    match sheet.version {
        None => Err(Fault::Foreign),
        Some(version) if version > VERSION => Err(Fault::Newer),
        Some(_) => Ok(distinct(sheet.notes.into_iter().map(Row::note).collect())),
    }
}

/// Gives each note an id of its own: a row that somebody copied has that of another.
fn distinct(mut notes: Vec<Note>) -> Vec<Note> {
    let taken: HashSet<String> = notes.iter().map(|note| note.id.clone()).collect();
    // The last number that was tried of each: many of one id take no longer than others.
    let mut tried: HashMap<String, usize> = HashMap::new();
    for note in &mut notes {
        let Some(number) = tried.get_mut(&note.id) else {
            tried.insert(note.id.clone(), 1);
            continue;
        };
        let mut free = (*number + 1..).map(|number| (number, format!("{}-{number}", note.id)));
        if let Some((last, id)) = free.find(|(_, id)| !taken.contains(id)) {
            (*number, note.id) = (last, id);
        }
    }
    notes
}

fn broken(text: &str, span: Option<std::ops::Range<usize>>, why: &str) -> Fault {
    let before = span.and_then(|span| text.as_bytes().get(..span.start)).unwrap_or_default();
    Fault::Broken(before.iter().filter(|&&byte| byte == b'\n').count() + 1, one_line(&clean::line(why)))
}

impl Row {
    /// What comes from a file is hostile.
    fn note(self) -> Note {
        let line = |words: &str| clean::line(words).into_owned();
        let pieces = match self.words {
            Pieces::One(words) => vec![words],
            Pieces::Several(words) => words,
        };
        let text = self.text.map(|text| one_line(&line(&text))).filter(|text| !text.is_empty());
        Note {
            id: line(&self.id),
            made: self.made.map(|made| made.to_string()),
            article: self.article.map(|title| line(&title)),
            words: pieces.iter().map(|words| clean::text(words).into_owned()).collect(),
            before: clean::text(&self.before).into_owned(),
            after: clean::text(&self.after).into_owned(),
            block: self.block,
            byte: self.byte,
            text,
            was: self.was.map(|was| one_line(&line(&was))),
        }
    }
}

/// A notes file with a change in it, or a new one for an article of that title. None if
/// nothing is left in it that somebody wrote.
pub fn apply(old: Option<&str>, title: &str, change: &Change) -> Result<Option<String>, Fault> {
    let fresh = fresh(title);
    let old = old.unwrap_or(&fresh);
    let known = read(old)?;
    let mut document: DocumentMut =
        old.parse().map_err(|error: toml_edit::TomlError| broken(old, error.span(), error.message()))?;
    let notes = document.entry("notes").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let notes = notes.as_array_of_tables_mut().ok_or_else(|| Fault::Broken(1, "write notes as [[notes]]".into()))?;
    // Whoever has read them knows them by these.
    for (table, known) in notes.iter_mut().zip(&known) {
        if table.get("id").and_then(Item::as_str) != Some(&known.id) {
            table.insert("id", value(&known.id));
        }
    }
    let (Change::Put(note) | Change::Remove(note)) = change;
    let at = known.iter().position(|known| known.id == note.id);
    match (change, at) {
        (Change::Put(note), Some(at)) => notes.get_mut(at).into_iter().for_each(|table| put(table, note)),
        (Change::Put(note), None) => notes.push(table(note)),
        (Change::Remove(_), at) => at.into_iter().for_each(|at| drop(notes.remove(at))),
    }
    let text = document.to_string();
    match text {
        text if text.trim() == fresh.trim() => Ok(None),
        text if text.len() > LIMIT => Err(Fault::TooLarge),
        text => Ok(Some(text)),
    }
}

fn fresh(title: &str) -> String {
    format!("{HEAD}{SIGN} = {VERSION}\narticle = {}\n", Value::from(one_line(title)))
}

fn table(note: &Note) -> Table {
    let mut table = Table::new();
    table.insert("id", value(&note.id));
    if let Some(made) = note.made.as_ref().and_then(|made| made.parse::<Datetime>().ok()) {
        table.insert("made", value(made));
    }
    note.article.iter().for_each(|title| drop(table.insert("article", value(title))));
    put_words(&mut table, note);
    put_text(&mut table, note);
    put_place(&mut table, note);
    table
}

/// Writes what was noted if that is other than before, so that what somebody wrote by hand
/// stays as it is; and if it is on other words by now also these.
fn put(table: &mut Table, note: &Note) {
    let before = toml::from_str::<Row>(&table.to_string()).ok().map(Row::note);
    if before.as_ref().is_none_or(|before| before.text != note.text) {
        put_text(table, note);
    }
    if before.is_none_or(|before| (&before.words, before.block, before.byte) != (&note.words, note.block, note.byte)) {
        put_words(table, note);
        put_place(table, note);
    }
}

fn put_words(table: &mut Table, note: &Note) {
    table.insert(
        "words",
        match &note.words[..] {
            [words] => value(words),
            several => value(several.iter().collect::<toml_edit::Array>()),
        },
    );
    note.was.iter().for_each(|was| drop(table.insert("was", value(was))));
}

fn put_place(table: &mut Table, note: &Note) {
    table.insert("before", value(&note.before));
    table.insert("after", value(&note.after));
    let number = |number: usize| value(i64::try_from(number).unwrap_or(0));
    table.insert("block", number(note.block));
    table.insert("byte", number(note.byte));
}

fn put_text(table: &mut Table, note: &Note) {
    match &note.text {
        Some(text) => table.insert("text", value(text)),
        None => table.remove("text"),
    };
}
