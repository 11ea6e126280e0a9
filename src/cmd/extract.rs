//! Many files on all cores, their lines in the order given.
//!
//! Comes in: the names of files. Goes out: a line for each on the standard
//! output. A worker that is done writes whatever is next; nobody takes a file
//! that is too far ahead of what is written, so that memory does not grow with
//! the number of files. May not know what a line holds.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::desk::{Desk, Halt, found};
use crate::extract;
use crate::library::{self, Names, Source};
use crate::output::Progress;

/// So many files may wait for one before them, and so many bytes of their lines.
const AHEAD: usize = 256;
const WAITING: usize = 64 << 20;

/// Larger files are read one at a time, on whatever core.
const LARGE: u64 = 4 << 20;

/// The lines of a file, or what to tell of one that has none.
type Done = Result<String, String>;

pub fn run(desk: &mut Desk, files: Vec<PathBuf>) -> Result<(), Halt> {
    if files.is_empty() && !library::is_piped() {
        return Err(Halt::Usage("name articles, or pipe in a list of their names".to_string()));
    }
    let names = Names::new(files, desk.reach());
    let has_list = names.has_list();
    let bulk = Bulk {
        names: Mutex::new((0, names)),
        written: Mutex::new(Written { desk, next: 0, waiting: BTreeMap::new(), bytes: 0, lines: 0, halt: None }),
        room: Condvar::new(),
        large: Mutex::new(()),
        progress: Progress::new(),
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..cores {
            scope.spawn(|| bulk.work());
        }
        bulk.work();
    });
    bulk.progress.end();
    let written = bulk.written.into_inner().unwrap_or_else(PoisonError::into_inner);
    if has_list && written.lines == 0 && written.next > 0 {
        written.desk.report("pullquote: a list of files, one a line, was expected on the standard input");
    }
    written.halt.map_or(Ok(()), Err)
}

/// What the workers share.
struct Bulk<'a> {
    /// The files, and the number of the next.
    names: Mutex<(usize, Names)>,
    written: Mutex<Written<'a>>,
    /// Something was written.
    room: Condvar,
    large: Mutex<()>,
    progress: Progress,
}

struct Written<'a> {
    desk: &'a mut Desk,
    /// The number of the file that is written next.
    next: usize,
    /// What is done before its turn.
    waiting: BTreeMap<usize, Done>,
    bytes: usize,
    lines: usize,
    /// Why nothing more can be written.
    halt: Option<Halt>,
}

impl Bulk<'_> {
    fn work(&self) {
        while let Some((number, named)) = self.take() {
            let done = named.map_err(|error| error.to_string()).and_then(|source| self.line(&source));
            self.give(number, done);
        }
    }

    /// The next file, once there is room for its line.
    fn take(&self) -> Option<(usize, Result<Source, library::Error>)> {
        let mut names = lock(&self.names);
        let number = names.0;
        let is_full = |w: &mut Written<'_>| w.halt.is_none() && (number >= w.next + AHEAD || w.bytes > WAITING);
        let written = self.room.wait_while(lock(&self.written), is_full).unwrap_or_else(PoisonError::into_inner);
        if written.halt.is_some() {
            return None;
        }
        drop(written);
        let named = names.1.next()?;
        names.0 += 1;
        self.progress.total(names.1.total());
        Some((number, named))
    }

    fn line(&self, source: &Source) -> Done {
        let _alone = (source.size() > LARGE).then(|| lock(&self.large));
        found(source).map(|volume| volume.articles.iter().map(|opened| extract::line(opened) + "\n").collect())
    }

    /// Writes what is done, if its turn has come, and all that waited for it.
    fn give(&self, number: usize, done: Done) {
        let mut written = lock(&self.written);
        written.bytes += size(&done);
        written.waiting.insert(number, done);
        while let Some(done) = written.turn() {
            written.write(done, &self.progress);
        }
        self.room.notify_all();
    }
}

impl Written<'_> {
    fn turn(&mut self) -> Option<Done> {
        let done = self.waiting.remove(&self.next).filter(|_| self.halt.is_none())?;
        self.bytes -= size(&done);
        self.next += 1;
        Some(done)
    }

    fn write(&mut self, done: Done, progress: &Progress) {
        match done {
            Ok(line) => {
                self.lines += 1;
                self.halt = self.desk.write(&line).err();
            }
            Err(why) => progress.pause(|| self.desk.report(&why)),
        }
        progress.step();
    }
}

fn size(done: &Done) -> usize {
    done.as_ref().map_or_else(String::len, String::len)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
