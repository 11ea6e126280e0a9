//! Highlights and notes: printed, read for the interface, and saved.
//!
//! Comes in: articles with where they are from, and changes of their notes. Goes out: the
//! notes, and why a change could not be saved. Each change is saved at once. May not know
//! where notes are kept, or how they are written.

use std::hash::{BuildHasher, RandomState};
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use super::desk::{Desk, Form, Halt};
use crate::cli::Notes;
use crate::library::{change_notes, read_notes, shown};
use crate::notes::{Change, Note, placed};
use crate::record::Kind;
use crate::shelf::Held;
use crate::ui;

/// Prints the notes of articles.
pub fn print(desk: &mut Desk, args: Notes) -> Result<(), Halt> {
    let mut form = Form::new(Kind::Note, &args.format, &args.rest)?;
    for source in desk.sources(&args.files)? {
        let volume = desk.hold(&source, true);
        for (opened, home) in volume.articles.iter().zip(&volume.homes) {
            match read_notes(home, &opened.article) {
                Ok(notes) => desk.notes(&mut form, opened, &placed(notes, &opened.article.blocks))?,
                Err(error) => desk.report(&error.to_string()),
            }
        }
    }
    desk.end(&mut form)
}

/// The notes of the articles of a run.
pub struct Notebook<'a>(pub &'a [Held]);

impl ui::Notebook for Notebook<'_> {
    fn read(&mut self, index: usize) -> Result<Vec<Note>, String> {
        let Some((held, home)) = self.0.get(index).and_then(|held| Some((held, held.home.as_ref()?))) else {
            return Ok(Vec::new());
        };
        read_notes(home, &held.first().article).map_err(|error| error.to_string())
    }

    fn change(&mut self, index: usize, change: Change) -> (Change, Result<String, String>) {
        let Some((held, home)) = self.0.get(index).and_then(|held| Some((held, held.home.as_ref()?))) else {
            return (change, Err("nobody knows where this article is from".into()));
        };
        let article = &held.first().article;
        let change = match change {
            Change::Put(note) if note.id.is_empty() => {
                let title = home.is_one_of_several.then(|| article.title.clone());
                Change::Put(Note { id: id(), made: Some(now()), article: title, ..note })
            }
            change => change,
        };
        let saved = change_notes(home, article, &change);
        let saved = saved.map(|path| shown(&path)).map_err(|error| error.to_string());
        (change, saved)
    }
}

/// An id that is no other note's, whoever else makes one now.
fn id() -> String {
    format!("n-{:08x}", RandomState::new().hash_one(SystemTime::now()) as u32)
}

fn now() -> String {
    DateTime::<Utc>::from(SystemTime::now()).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
