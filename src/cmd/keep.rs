//! Saves where articles were left.
//!
//! Comes in: what changed while they were read. Goes out: the state, saved now and then,
//! and when the reading ends, however it ends. Saving never keeps a key waiting: it is
//! done beside the reading. May not know what is kept, or how it is written.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::clean;
use crate::library::{StateFolder, shown};
use crate::output::message;
use crate::state::{Changes, State};
use crate::ui;

/// A place that was moved again and again is saved no more often.
const EVERY: Duration = Duration::from_secs(5);
/// How long somebody else may be saving, when there is time and when there is none.
const PATIENCE: Duration = Duration::from_secs(5);
const HURRY: Duration = Duration::from_millis(300);

pub struct Keeper {
    /// None if there is no home.
    folder: Option<StateFolder>,
    /// What is not saved yet, and when something was last.
    unsaved: Mutex<(Changes, Instant)>,
    is_saving: AtomicBool,
    /// Where a state was put that could not be read.
    aside: Mutex<Option<PathBuf>>,
}

impl Keeper {
    pub fn new(folder: Option<StateFolder>) -> Keeper {
        Keeper {
            folder,
            unsaved: Mutex::new((Changes::default(), Instant::now())),
            is_saving: AtomicBool::new(false),
            aside: Mutex::new(None),
        }
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

    fn save(&self, patience: Duration) -> Result<(), String> {
        let changes = lock(&self.unsaved).0.clone();
        if changes.is_empty() {
            return Ok(());
        }
        let folder = self.folder.as_ref().ok_or("neither XDG_STATE_HOME nor HOME names a folder")?;
        let told = |error: std::io::Error| format!("{}: {}", shown(folder.path()), clean::line(&error.to_string()));
        let aside = folder.save(&changes, patience).map_err(told)?;
        if aside.is_some() {
            *lock(&self.aside) = aside;
        }
        lock(&self.unsaved).0.forget(&changes);
        Ok(())
    }
}

impl ui::Keeper for Keeper {
    fn note(&'static self, changes: Changes) {
        let is_worth_it = changes.entries.iter().any(|entry| !entry.marks.is_empty());
        {
            let mut unsaved = lock(&self.unsaved);
            unsaved.0.lay(changes);
            if !is_worth_it && unsaved.1.elapsed() < EVERY {
                return;
            }
            unsaved.1 = Instant::now();
        }
        if self.is_saving.swap(true, Ordering::SeqCst) {
            return;
        }
        let save = || {
            // What is left unsaved is saved, or told, at the end.
            let _ = self.save(PATIENCE);
            self.is_saving.store(false, Ordering::SeqCst);
        };
        if std::thread::Builder::new().name("keep".into()).spawn(save).is_err() {
            self.is_saving.store(false, Ordering::SeqCst);
        }
    }

    fn save_now(&self) {
        // Whoever is stopped or killed has nobody to tell.
        let _ = self.save(HURRY);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
