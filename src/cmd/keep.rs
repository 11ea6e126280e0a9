//! Saves where articles were left.
//!
//! Comes in: what changed while they were read. Goes out: the state, saved now and then,
//! and when the reading ends, however it ends. Saving never keeps a key waiting: it is
//! done beside the reading. May not know what is kept, or how it is written.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clean;
use crate::library::{StateFolder, shown};
use crate::output::message;
use crate::state::{Changes, State};
use crate::ui;

/// A place that was moved again and again is saved no more often.
const EVERY: Duration = Duration::from_secs(1);
/// How long somebody else may be saving, when there is time and when there is none.
const PATIENCE: Duration = Duration::from_secs(5);
const HURRY: Duration = Duration::from_millis(300);

pub struct Keeper {
    /// None if there is no home.
    folder: Option<StateFolder>,
    unsaved: Mutex<Unsaved>,
    /// Where a state was put that could not be read.
    aside: Mutex<Option<PathBuf>>,
}

/// What is not saved yet.
#[derive(Default)]
struct Unsaved {
    changes: Changes,
    /// Whether a thread sees to it.
    is_at_work: bool,
    /// It could not be saved, and nothing has changed since.
    has_failed: bool,
}

impl Keeper {
    pub fn new(folder: Option<StateFolder>) -> Keeper {
        Keeper { folder, unsaved: Mutex::default(), aside: Mutex::default() }
    }

    /// What was kept before.
    pub fn state(&self) -> State {
        self.folder.as_ref().map(StateFolder::read).unwrap_or_default()
    }

    /// Saves what is left, and tells what went wrong: reading has ended.
    pub fn close(&self) {
        if let Err(why) = self.save(PATIENCE) {
            message(&format!("pullquote: the place could not be saved: {why}"));
        }
        if let Some(path) = lock(&self.aside).take() {
            message(&format!("pullquote: the state could not be read; it is now {}", shown(&path)));
        }
    }

    /// Saves what changed, and what changes within a moment after; then nothing is left to
    /// do until the next key.
    fn work(&self) {
        loop {
            // What is left unsaved is saved, or told, at the end.
            let done = self.save(PATIENCE);
            std::thread::sleep(EVERY);
            let mut unsaved = lock(&self.unsaved);
            unsaved.has_failed = done.is_err();
            if done.is_err() || unsaved.changes.is_empty() {
                unsaved.is_at_work = false;
                return;
            }
        }
    }

    fn save(&self, patience: Duration) -> Result<(), String> {
        let changes = lock(&self.unsaved).changes.clone();
        if changes.is_empty() {
            return Ok(());
        }
        let folder = self.folder.as_ref().ok_or("neither XDG_STATE_HOME nor HOME names a folder")?;
        let told = |error: std::io::Error| format!("{}: {}", shown(folder.path()), clean::line(&error.to_string()));
        let aside = folder.save(&changes, patience).map_err(told)?;
        if aside.is_some() {
            *lock(&self.aside) = aside;
        }
        lock(&self.unsaved).changes.forget(&changes);
        Ok(())
    }
}

impl ui::Keeper for Keeper {
    fn note(&self, changes: Changes) {
        if changes.is_empty() {
            return;
        }
        let mut unsaved = lock(&self.unsaved);
        unsaved.changes.lay(changes);
        unsaved.has_failed = false;
    }

    fn save_soon(&'static self) {
        let mut unsaved = lock(&self.unsaved);
        // This is called with every frame: what has just failed would fail with each.
        if unsaved.is_at_work || unsaved.has_failed || unsaved.changes.is_empty() {
            return;
        }
        let work = || self.work();
        unsaved.is_at_work = std::thread::Builder::new().name("keep".into()).spawn(work).is_ok();
    }

    fn save_now(&self) {
        // Whoever is stopped or killed has nobody to tell.
        let _ = self.save(HURRY);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Entry;
    use crate::ui::Keeper as _;

    fn rest(keeper: &Keeper) {
        while lock(&keeper.unsaved).is_at_work {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn change() -> Changes {
        Changes { entries: vec![Entry { key: "a".into(), ..Entry::default() }], ..Changes::default() }
    }

    #[test]
    fn what_could_not_be_saved_is_tried_again_when_something_changes() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("state");
        std::fs::write(&path, "a file").expect("written");
        let keeper: &'static Keeper = Box::leak(Box::new(Keeper::new(Some(StateFolder::at(path.clone())))));
        keeper.note(change());
        keeper.save_soon();
        rest(keeper);
        keeper.save_soon();
        assert!(!lock(&keeper.unsaved).is_at_work, "nothing has changed");
        std::fs::remove_file(&path).expect("removed");
        keeper.note(change());
        keeper.save_soon();
        assert!(lock(&keeper.unsaved).is_at_work);
        rest(keeper);
        assert!(lock(&keeper.unsaved).changes.is_empty() && path.join("state.jsonl").exists());
    }
}
