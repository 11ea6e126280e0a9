//! The index of the library, brought up to what its folders hold.
//!
//! Comes in: the folders of the library. Goes out: an index in which all is as the files
//! are now; what changed is read on all cores. Without a change nothing is read. May not
//! know what is asked of the index.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::cores;
use super::desk::{Desk, Halt, found};
use crate::catalog::Entry;
use crate::library::{self, Changes, Folder, Fresh, Index, IndexFault, STANDS, Source, Stamped, Volume, Way};
use crate::output::{Progress, message};

/// Larger files are read one at a time.
const LARGE: u64 = 4 << 20;

/// What the index answered, and what it said meanwhile.
pub struct Answered<T> {
    pub answer: T,
    pub index: Index,
    /// Folders that cannot be read.
    pub faults: Vec<String>,
}

impl<T> Answered<T> {
    /// What is to be told of the index itself.
    pub fn notes(&mut self) -> Vec<String> {
        self.index.notes.drain(..).map(|note| format!("pullquote: {note}")).collect()
    }
}

/// What the index answers, once it is as the files are now. One that is found to be broken
/// is made anew.
pub fn ask<T>(desk: &mut Desk, question: impl Fn(&Index) -> Result<T, IndexFault>) -> Result<T, Halt> {
    Ok(consult(desk, question)?.answer)
}

/// The same, with the index.
pub fn consult<T>(desk: &mut Desk, question: impl Fn(&Index) -> Result<T, IndexFault>) -> Result<Answered<T>, Halt> {
    let mut answered = inquire(Progress::indexing, question)?;
    answered.notes().iter().for_each(|note| message(note));
    answered.faults.drain(..).for_each(|fault| desk.report(&fault));
    Ok(answered)
}

/// The same without a word to the terminal but what `progress` shows of so many files.
pub fn inquire<T>(
    progress: fn(usize) -> Progress,
    question: impl Fn(&Index) -> Result<T, IndexFault>,
) -> Result<Answered<T>, Halt> {
    let folders = library::folders().map_err(|error| Halt::Told(error.to_string()))?;
    if folders.is_empty() {
        return Err(Halt::Usage("there is no library yet: `pullquote library add FOLDER` makes one".into()));
    }
    let (mut index, mut faults) = (Index::open().map_err(halt)?, Vec::new());
    let answer = answer(&mut faults, &mut index, (&folders, progress), &question).or_else(|fault| {
        index.mend(fault)?;
        answer(&mut faults, &mut index, (&folders, progress), &question)
    });
    Ok(Answered { answer: answer.map_err(halt)?, index, faults })
}

/// Asks while the folders are looked through: mostly nothing has changed.
fn answer<T>(
    faults: &mut Vec<String>,
    index: &mut Index,
    (folders, progress): (&[PathBuf], fn(usize) -> Progress),
    question: &impl Fn(&Index) -> Result<T, IndexFault>,
) -> Result<T, IndexFault> {
    let (answer, found) = walk(folders, || question(index));
    let why = |(path, error): &(PathBuf, io::Error)| {
        format!("{}: error: the folder cannot be read: {error}", library::shown(path))
    };
    *faults = found.failed.iter().map(why).collect();
    if index.changes(found.folders, library::folder())?.is_empty() {
        return answer;
    }
    // Whoever comes second finds done what the first one did.
    index.let_go()?;
    let _lock = index.lock();
    let changes = index.changes(walk(folders, || ()).1.folders, library::folder())?;
    fill(index, &changes, progress(changes.stale.len()))?;
    question(index)
}

/// What was found in folders, and what could not be looked into.
#[derive(Default)]
struct Found {
    folders: Vec<Folder>,
    failed: Vec<(PathBuf, io::Error)>,
}

/// Looks through folders and all below them on the other cores, and here as soon as
/// something else is done.
fn walk<T>(folders: &[PathBuf], meanwhile: impl FnOnce() -> T) -> (T, Found) {
    let ways = Ways { open: Mutex::new((folders.iter().cloned().map(Way::from).collect(), 0)), more: Condvar::new() };
    let (seen, found) = (Mutex::new(HashSet::new()), Mutex::new(Found::default()));
    let work = || {
        while let Some(way) = ways.take() {
            let is_new = way.number().is_none_or(|number| lock(&seen).insert(number));
            let looked = is_new.then(|| way.look());
            let below = match looked {
                Some(Ok((folder, below))) => {
                    lock(&found).folders.push(folder);
                    below
                }
                Some(Err(error)) => {
                    lock(&found).failed.push((way.path, error));
                    Vec::new()
                }
                None => Vec::new(),
            };
            ways.give(below);
        }
    };
    let done = cores::share(cores::count(), work, meanwhile);
    (done, found.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Folders to be looked into.
struct Ways {
    /// With how many are being looked into, in which others may be.
    open: Mutex<(Vec<Way>, usize)>,
    more: Condvar,
}

impl Ways {
    /// The next; nothing when all are done.
    fn take(&self) -> Option<Way> {
        let waits = |open: &mut (Vec<Way>, usize)| open.0.is_empty() && open.1 > 0;
        let mut open = self.more.wait_while(lock(&self.open), waits).unwrap_or_else(PoisonError::into_inner);
        let way = open.0.pop()?;
        open.1 += 1;
        Some(way)
    }

    fn give(&self, below: Vec<Way>) {
        let mut open = lock(&self.open);
        open.0.extend(below);
        open.1 -= 1;
        self.more.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn fill(index: &mut Index, changes: &Changes, progress: Progress) -> Result<(), IndexFault> {
    let large = Mutex::new(());
    let work = |file: &Stamped| {
        let fresh = read(file, &large);
        progress.step();
        fresh
    };
    // If it ends early the others end, too.
    let done = cores::each(changes.stale.iter(), work, size, |fresh| index.fill(changes, fresh));
    progress.end();
    done
}

/// Larger files one at a time.
fn read(file: &Stamped, large: &Mutex<()>) -> Fresh {
    let source = Source::Path(file.path.clone());
    let _alone = (source.size() > LARGE).then(|| lock(large));
    let (hash, entries) = match library::replaced(&file.path) {
        // It is told of by the content file that was made of it.
        Ok((hash, true)) => (hash, Ok(Vec::new())),
        Ok((hash, false)) => match found(&source) {
            Ok(volume) => {
                let stands = library::standing(&volume.homes).into_iter().map(|own| format!("{STANDS}{own}"));
                (hash + &stands.collect::<String>(), Ok(entries(&volume)))
            }
            Err(why) => (hash, Err(why)),
        },
        Err(error) => (String::new(), Err(error.to_string())),
    };
    Fresh { file: file.clone(), hash, entries }
}

/// How many bytes of words are to be written.
fn size(fresh: &Fresh) -> usize {
    let passages = fresh.entries.iter().flatten().flat_map(|entry| &entry.passages);
    passages.map(|passage| passage.words.len()).sum()
}

fn entries(volume: &Volume) -> Vec<Entry> {
    volume.articles.iter().enumerate().map(|(number, opened)| Entry::of(opened, number)).collect()
}

/// What is told of an index that fails.
pub fn halt(fault: IndexFault) -> Halt {
    Halt::Told(format!("pullquote: the index of the library: {fault}"))
}
