//! Where keys and signals go: to what is shown now.
//!
//! Comes in: events of the terminal. Goes out: the same, through a channel that is another
//! one as soon as something else is shown. May not know what is.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::update::Event;

/// It leads nowhere until something is shown.
#[derive(Default)]
pub struct Outlet(Mutex<Option<Sender<io::Result<Event>>>>);

impl Outlet {
    /// False if nobody listens any more: the interface is being left.
    pub fn send(&self, event: io::Result<Event>) -> bool {
        self.lock().as_ref().is_some_and(|sender| sender.send(event).is_ok())
    }

    /// Sends what comes from now on there.
    pub fn lead_to(&self, sender: Sender<io::Result<Event>>) {
        *self.lock() = Some(sender);
    }

    fn lock(&self) -> MutexGuard<'_, Option<Sender<io::Result<Event>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
