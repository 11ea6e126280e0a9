//! Files that change while they are read.
//!
//! Comes in: a source that is open. Goes out: a call, from a thread of its own, each time
//! that the file has become another one and is quiet again. Idle costs nothing: the system
//! tells of changes. Folders are watched, as editors put a new file in the place of the
//! old one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Source;

/// A file has to be quiet for so long: editors write in several steps.
const QUIET: Duration = Duration::from_millis(120);

/// Watches files until it is dropped.
pub struct Watch {
    watcher: RecommendedWatcher,
    files: Sender<(PathBuf, Option<Stamp>)>,
    /// Has all files looked at.
    wake: Sender<Vec<PathBuf>>,
}

/// What tells one state of a file from another.
pub type Stamp = (SystemTime, u64);

pub fn stamp(path: &Path) -> Option<Stamp> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len()))
}

impl Watch {
    /// Calls back with the path of each file that has changed. None where the system
    /// cannot tell.
    pub fn new(changed: impl Fn(&Path) + Send + 'static) -> Option<Watch> {
        let (wake, events) = channel();
        let (files, added) = channel();
        let own = wake.clone();
        let tell = move |event: notify::Result<Event>| {
            // Whoever only reads changes nothing; a failure may hide anything.
            if !event.as_ref().is_ok_and(|event| event.kind.is_access() && !is_written(event)) {
                let paths = event.map(|event| event.paths).unwrap_or_default();
                // A closed channel means that nobody follows any more.
                wake.send(paths).unwrap_or_default();
            }
        };
        let watcher = notify::recommended_watcher(tell).ok()?;
        let watch = move || Files { events, added, known: HashMap::new() }.attend(&changed);
        std::thread::Builder::new().name("files".into()).spawn(watch).ok()?;
        Some(Watch { watcher, files, wake: own })
    }

    /// Watches one more file, if it is one, from what it was when it was read.
    pub fn add(&mut self, source: &Source, read: Option<Stamp>) {
        let Source::Path(path) = source else { return };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Without it the article is read as it was opened, which is no fault.
        if read.is_some() && self.files.send((path.clone(), read)).is_ok() {
            drop(self.watcher.watch(folder, RecursiveMode::NonRecursive));
            // It may have changed in between.
            self.wake.send(Vec::new()).unwrap_or_default();
        }
    }
}

fn is_written(event: &Event) -> bool {
    event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

/// The files that are followed, as they were when they were looked at last.
struct Files {
    /// Paths at which something has happened; none if it is not known where.
    events: Receiver<Vec<PathBuf>>,
    added: Receiver<(PathBuf, Option<Stamp>)>,
    known: HashMap<PathBuf, Option<Stamp>>,
}

impl Files {
    /// Until nobody follows any more.
    fn attend(mut self, changed: &dyn Fn(&Path)) {
        while let Ok(paths) = self.events.recv() {
            self.known.extend(self.added.try_iter());
            if !self.are_followed(&paths) {
                continue;
            }
            self.wait_for_quiet();
            for (path, before) in &mut self.known {
                let now = stamp(path);
                // One that is gone may be on its way back.
                if now.is_some() && now != *before {
                    *before = now;
                    changed(path);
                }
            }
        }
    }

    /// Others in the folder may go on.
    fn wait_for_quiet(&self) {
        let mut end = Instant::now() + QUIET;
        while let Ok(paths) = self.events.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if self.are_followed(&paths) {
                end = Instant::now() + QUIET;
            }
        }
    }

    /// The system writes a path in its own way: names are compared.
    fn are_followed(&self, paths: &[PathBuf]) -> bool {
        let is_known = |path: &PathBuf| self.known.keys().any(|known| known.file_name() == path.file_name());
        paths.is_empty() || paths.iter().any(is_known)
    }
}
