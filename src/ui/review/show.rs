//! The review on the terminal: take a key, draw.
//!
//! Comes in: what is to be shown, and the keys. Goes out: what was asked for in the end. Works as the
//! loop of the interface does, and gives the terminal back on every way out.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ratatui::Terminal;
use ratatui::layout::Rect;

use super::{Asked, Doubt, Review};
use crate::ui::graphics::plates::Plates;
use crate::ui::keys::Keymap;
use crate::ui::screen::{Screen, repaint_doubtful};
use crate::ui::session::Session;
use crate::ui::signs::to_ascii;
use crate::ui::theme::Looks;
use crate::ui::update::Event;
use crate::ui::{Error, Keeper, answer};

/// Walks through them until something is asked for that ends it.
pub fn show(doubts: &[Doubt], keymap: &Keymap, looks: &Looks, keeper: &'static dyn Keeper) -> Result<Asked, Error> {
    let session = Session::open(keeper)?;
    let asked = walk(doubts, keymap, looks, &session);
    if asked.is_err() {
        session.device.end_if_gone();
    }
    Ok(asked?)
}

fn walk(doubts: &[Doubt], keymap: &Keymap, looks: &Looks, session: &Session) -> io::Result<Asked> {
    let (_sender, events) = session.channel();
    session.enter()?;
    let plates: Rc<RefCell<Plates>> = Rc::default();
    let mut terminal = Terminal::new(Screen::new(Arc::clone(&session.device), plates))?;
    let mut review = Review::new(doubts, keymap);
    let (mut doubtful, mut ground) = (Vec::new(), None);
    loop {
        terminal.draw(|frame| {
            review.draw(looks.on(ground), frame.buffer_mut());
            if looks.ascii {
                to_ascii(frame.buffer_mut());
            }
            repaint_doubtful(frame.buffer_mut(), &mut doubtful);
        })?;
        // The first frame waits for no key.
        if session.listen()? && looks.pair.is_some() {
            session.asked.ground.store(true, Ordering::SeqCst);
            session.device.write(answer::GROUND)?;
        }
        let event = events.recv().map_err(|_| io::Error::other("the terminal cannot be read"))??;
        match event {
            Event::Redraw => terminal.clear()?,
            Event::Resize(width, height) => terminal.resize(Rect::new(0, 0, width, height))?,
            Event::Ground(found) => ground = Some(found),
            Event::Key(key) => match review.update(key) {
                Asked::Nothing => {}
                Asked::Suspend => drop(session.device.suspend()),
                Asked::Redraw => terminal.clear()?,
                asked => return Ok(asked),
            },
            _ => {}
        }
    }
}
