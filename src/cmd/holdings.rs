//! `pullquote library`: which folders it has, and what is in them.
//!
//! Comes in: the parsed command line. Goes out: folders and articles, a line each. May not
//! know how the index keeps them.

use super::desk::{Desk, Halt};
use super::index::ask;
use crate::cli::Library;
use crate::library::{self, Index, shown};
use crate::output::message;

pub fn run(desk: &mut Desk, what: Option<Library>) -> Result<(), Halt> {
    match what {
        None => summary(desk),
        Some(Library::Add { folders }) => {
            for folder in folders {
                match library::add_folder(&folder) {
                    Ok(Some(added)) => message(&format!("added {}", shown(&added))),
                    Ok(None) => message(&format!("{}: it is in the library already", shown(&folder))),
                    Err(error) => desk.report(&error.to_string()),
                }
            }
            summary(desk)
        }
        Some(Library::Remove { folders }) => {
            for folder in folders {
                match library::drop_folder(&folder) {
                    Ok(true) => message(&format!("removed {}; its files are as they were", shown(&folder))),
                    Ok(false) => desk.report(&format!("{}: error: it is not in the library", shown(&folder))),
                    Err(error) => desk.report(&error.to_string()),
                }
            }
            Ok(())
        }
        Some(Library::List) => list(desk),
    }
}

/// The folders, and how much is in all of them.
fn summary(desk: &mut Desk) -> Result<(), Halt> {
    let (held, faults) = ask(desk, |index| Ok((index.holdings()?, index.faults()?)))?;
    for folder in library::folders().map_err(|error| Halt::Told(error.to_string()))? {
        desk.write(&format!("{}\n", shown(&folder)))?;
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let told = [count(held.articles, "article"), count(held.quotes, "quotation"), count(held.words, "word")];
    desk.write(&format!("{}\n", told.join(", ")))?;
    faults.iter().for_each(|fault| message(fault));
    if !faults.is_empty() {
        message(&format!("{} cannot be read as articles", count(faults.len(), "file")));
    }
    Ok(())
}

fn list(desk: &mut Desk) -> Result<(), Halt> {
    for card in ask(desk, Index::cards)? {
        let facts = [card.published.as_deref(), Some(card.title.as_str()), card.source.as_deref(), Some(&card.file)];
        let facts: Vec<&str> = facts.into_iter().map(Option::unwrap_or_default).collect();
        desk.write(&format!("{}\t{}\n", facts.join("\t"), card.quotes))?;
    }
    Ok(())
}
