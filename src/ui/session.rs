//! The interface on the terminal: one thing may be shown after another.
//!
//! Comes in: the terminal's events. Goes out: the same, to whatever is shown at the moment.
//! The terminal is taken when first something is drawn, and given back at the end. What is
//! sent to a screen that is gone goes nowhere: each has a channel of its own. May not know
//! what is shown.

use std::cell::Cell;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use super::finder::Turn;
use super::input::{self, Asked};
use super::outlet::Outlet;
use super::terminal::{Device, Events};
use super::update::Event;
use super::{Error, Keeper};
use crate::import::bounded::is_caught;

pub struct Session {
    pub(super) device: Arc<Device>,
    pub(super) asked: Arc<Asked>,
    /// Also what looks through an article that was left lets go first.
    pub(super) turn: Arc<Turn>,
    outlet: Arc<Outlet>,
    is_entered: Cell<bool>,
    is_heard: Cell<bool>,
}

impl Session {
    /// Opens the terminal. Nothing is drawn yet, but signals find a handler from now on.
    pub fn open(keeper: &'static dyn Keeper) -> Result<Session, Error> {
        let device = Device::open(keeper).map_err(Error::NoTerminal)?;
        let outlet = Arc::new(Outlet::default());
        device.watch(Arc::clone(&outlet))?;
        leave_on_panic(&device);
        let (is_entered, is_heard) = (Cell::new(false), Cell::new(false));
        let (asked, turn) = (Arc::new(Asked::default()), Arc::new(Turn::default()));
        Ok(Session { device, asked, turn, outlet, is_entered, is_heard })
    }

    /// A channel for what is shown from now on.
    pub(super) fn channel(&self) -> (Events, Receiver<io::Result<Event>>) {
        let (sender, events) = channel();
        self.outlet.lead_to(sender.clone());
        (sender, events)
    }

    /// Takes the terminal, the first time. False if something else is on the screen already.
    pub(super) fn enter(&self) -> io::Result<bool> {
        let is_first = !self.is_entered.replace(true);
        if is_first {
            self.device.enter()?;
        }
        Ok(is_first)
    }

    /// Reads keys from now on; true the first time.
    pub(super) fn listen(&self) -> io::Result<bool> {
        let is_first = !self.is_heard.replace(true);
        if is_first {
            input::listen(Arc::clone(&self.outlet), Arc::clone(&self.asked))?;
        }
        Ok(is_first)
    }
}

/// Gives the terminal back on every way out.
impl Drop for Session {
    fn drop(&mut self) {
        self.device.leave();
    }
}

/// A panic, on whatever thread, gives the terminal back before it is told: its
/// message must not be drawn onto the interface, nor be lost with it.
fn leave_on_panic(device: &Arc<Device>) {
    let device = Arc::clone(device);
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !is_caught() {
            device.leave();
            tell(info);
        }
    }));
}
