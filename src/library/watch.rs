//! Files that change while they are read.
//!
//! Comes in: a source that is open. Goes out: a call, from a thread of its own, each time
//! that the file has become another one and is quiet again, or is gone. Idle costs nothing: the system
//! tells of changes. Folders are watched, as editors put a new file in the place of the
//! old one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Source;

/// A file has to be quiet for so long: editors write in several steps.
const QUIET: Duration = Duration::from_millis(120);

/// A file that is gone for so long is not on its way back.
const GONE: Duration = Duration::from_secs(1);

/// Watches files as long as the process runs.
pub struct Watch(Sender<News>);

/// What tells one state of a file from another.
pub type Stamp = (SystemTime, u64);

pub fn stamp(path: &Path) -> Option<Stamp> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len()))
}

/// What has become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Changed,
    Gone,
}

/// What the thread that watches is told.
enum News {
    /// One more file, and what it was when it was read.
    Added(PathBuf, Stamp),
    /// Something has happened at these paths; none if it is not known where.
    Happened(Vec<PathBuf>),
}

impl Watch {
    /// Calls back with the path of each file that has changed or is gone. Takes no longer than a thread
    /// takes to start. None if it cannot.
    pub fn new(changed: impl Fn(&Path, Fate) + Send + 'static) -> Option<Watch> {
        let (sender, news) = channel();
        let happened = Watch::teller(sender.clone());
        let attend = move || {
            // Where the system cannot tell, an article stays as it was opened.
            if let Ok(watcher) = notify::recommended_watcher(happened) {
                Files { watcher, news, known: HashMap::new() }.attend(&changed);
            }
        };
        std::thread::Builder::new().name("files".into()).spawn(attend).ok()?;
        Some(Watch(sender))
    }

    /// Passes on what the system tells.
    fn teller(sender: Sender<News>) -> impl Fn(notify::Result<Event>) {
        move |event| {
            // Whoever only reads changes nothing; a failure may hide anything.
            if !event.as_ref().is_ok_and(|event| event.kind.is_access() && !is_written(event)) {
                let paths = event.map(|event| event.paths).unwrap_or_default();
                // Nobody listens where the system cannot tell.
                sender.send(News::Happened(paths)).unwrap_or_default();
            }
        }
    }

    /// Watches one more file, if it is one, from what it was when it was read.
    pub fn add(&self, source: &Source, read: Option<Stamp>) {
        if let (Source::Path(path), Some(read)) = (source, read) {
            self.0.send(News::Added(path.clone(), read)).unwrap_or_default();
        }
    }
}

fn is_written(event: &Event) -> bool {
    event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

/// The files that are followed, as they were when they were looked at last: nothing of one
/// that was told to be gone.
struct Files {
    watcher: RecommendedWatcher,
    news: Receiver<News>,
    known: HashMap<PathBuf, Option<Stamp>>,
}

impl Files {
    fn attend(mut self, changed: &dyn Fn(&Path, Fate)) {
        // When one that is not there is taken to be gone.
        let mut end: Option<Instant> = None;
        while let Ok(news) = self.next(end) {
            // A file may have changed before it was followed.
            let has_news = news.is_some_and(|news| self.take(news));
            if has_news {
                self.wait_for_quiet();
            }
            let is_over = end.is_some_and(|end| end <= Instant::now());
            if has_news || is_over {
                let misses = self.look(is_over, changed);
                end = misses.then(|| end.unwrap_or_else(|| Instant::now() + GONE));
            }
        }
    }

    /// The next news; none where the time is over before.
    fn next(&self, end: Option<Instant>) -> Result<Option<News>, RecvTimeoutError> {
        let Some(end) = end else {
            return self.news.recv().map(Some).map_err(|_| RecvTimeoutError::Disconnected);
        };
        match self.news.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Timeout) => Ok(None),
            news => news.map(Some),
        }
    }

    /// Tells what has become of the files. True if one is not there and may be on its way
    /// back.
    fn look(&mut self, is_over: bool, changed: &dyn Fn(&Path, Fate)) -> bool {
        let mut misses = false;
        for (path, before) in &mut self.known {
            let now = stamp(path);
            if now == *before {
                continue;
            }
            if now.is_none() && !is_over {
                misses = true;
                continue;
            }
            *before = now;
            changed(path, if now.is_some() { Fate::Changed } else { Fate::Gone });
        }
        misses
    }

    /// Others in the folder may go on.
    fn wait_for_quiet(&mut self) {
        let mut end = Instant::now() + QUIET;
        while let Ok(news) = self.news.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if self.take(news) {
                end = Instant::now() + QUIET;
            }
        }
    }

    /// Whether it is about a file that is followed. The system writes a path in its own
    /// way: names are compared.
    fn take(&mut self, news: News) -> bool {
        match news {
            News::Added(path, read) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                drop(self.watcher.watch(folder, RecursiveMode::NonRecursive));
                self.known.insert(path, Some(read));
                true
            }
            News::Happened(paths) => {
                let is_known = |path: &PathBuf| self.known.keys().any(|known| known.file_name() == path.file_name());
                paths.is_empty() || paths.iter().any(is_known)
            }
        }
    }
}
