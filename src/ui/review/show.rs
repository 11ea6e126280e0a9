//! The review on the terminal: take a key, draw.
//!
//! Comes in: what is to be shown. Goes out: what was asked for in the end. Works as the
//! loop of the interface does, and gives the terminal back on every way out.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::channel;

use ratatui::Terminal;

use super::{Asked, Doubt, Review};
use crate::ui::graphics::plates::Plates;
use crate::ui::input::{self, Asked as Questions};
use crate::ui::keys::Key;
use crate::ui::screen::{Screen, repaint_doubtful};
use crate::ui::signs::to_ascii;
use crate::ui::terminal::Device;
use crate::ui::theme::Looks;
use crate::ui::update::Event;
use crate::ui::{Error, Keeper, Leave, leave_on_panic};

/// Walks through them until something is asked for that ends it.
pub fn show(doubts: &[Doubt], looks: &Looks, keeper: &'static dyn Keeper) -> Result<Asked, Error> {
    let device = Device::open(keeper).map_err(Error::NoTerminal)?;
    let asked = walk(doubts, looks, &device);
    if asked.is_err() {
        device.end_if_gone();
    }
    Ok(asked?)
}

fn walk(doubts: &[Doubt], looks: &Looks, device: &Arc<Device>) -> io::Result<Asked> {
    let (sender, events) = channel();
    device.watch(sender.clone())?;
    let _leave = Leave(Arc::clone(device));
    leave_on_panic(device);
    device.enter()?;
    let plates: Rc<RefCell<Plates>> = Rc::default();
    let mut terminal = Terminal::new(Screen::new(Arc::clone(device), plates))?;
    let mut review = Review::new(doubts);
    let mut doubtful = Vec::new();
    let mut is_first = true;
    loop {
        terminal.draw(|frame| {
            review.draw(&looks.theme, frame.buffer_mut());
            if looks.ascii {
                to_ascii(frame.buffer_mut());
            }
            repaint_doubtful(frame.buffer_mut(), &mut doubtful);
        })?;
        if std::mem::take(&mut is_first) {
            input::listen(sender.clone(), Arc::new(Questions::default()))?;
        }
        let event = events.recv().map_err(|_| io::Error::other("the terminal cannot be read"))??;
        match event {
            Event::Key(Key::Ctrl('z')) => drop(device.suspend()),
            Event::Key(Key::Ctrl('l')) | Event::Redraw => terminal.clear()?,
            Event::Key(key) => match review.update(key) {
                Asked::Nothing => {}
                asked => return Ok(asked),
            },
            _ => {}
        }
    }
}
