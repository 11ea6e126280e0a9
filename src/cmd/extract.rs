//! Many files on all cores, their lines in the order given.
//!
//! Comes in: the names of files. Goes out: a line for each article on the standard output.
//! May not know what a line holds.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::cores::{self, Results};
use super::desk::{Desk, Halt, found};
use crate::extract;
use crate::library::{self, Names, Source};
use crate::output::Progress;

/// Larger files are read one at a time, on whatever core.
const LARGE: u64 = 4 << 20;

/// The lines of a file, or what to tell of one that has none.
type Done = Result<String, String>;

pub fn run(desk: &mut Desk, files: Vec<PathBuf>) -> Result<(), Halt> {
    if files.is_empty() && !library::is_piped() {
        return Err(Halt::Usage("name articles, or pipe in a list of their names".to_string()));
    }
    let mut names = Names::new(files, desk.reach());
    let has_list = names.has_list();
    let (large, progress) = (Mutex::new(()), Progress::new());
    let sources = std::iter::from_fn(|| {
        let named = names.next()?;
        progress.total(names.total());
        Some(named)
    });
    let lines = |named: Result<Source, library::Error>| -> Done {
        named.map_err(|error| error.to_string()).and_then(|source| lines(&source, &large))
    };
    let size = |done: &Done| done.as_ref().map_or_else(String::len, String::len);
    let written = cores::each(sources, lines, size, |all| write(desk, all, &progress));
    progress.end();
    if written? == (Written { read: true, lines: false }) && has_list {
        desk.report("pullquote: a list of files, one a line, was expected on the standard input");
    }
    Ok(())
}

fn lines(source: &Source, large: &Mutex<()>) -> Done {
    let _alone = (source.size() > LARGE).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
    found(source).map(|volume| volume.articles.iter().map(|opened| extract::line(opened) + "\n").collect())
}

/// Whether there was a file at all, and one that could be read.
#[derive(Default, PartialEq)]
struct Written {
    read: bool,
    lines: bool,
}

fn write(desk: &mut Desk, all: Results<'_, Done>, progress: &Progress) -> Result<Written, Halt> {
    let mut written = Written::default();
    for done in all {
        written.read = true;
        match done {
            Ok(lines) => {
                written.lines = true;
                desk.write(&lines)?;
            }
            Err(why) => progress.pause(|| desk.report(&why)),
        }
        progress.step();
    }
    Ok(written)
}
