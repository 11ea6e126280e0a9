//! The loop of a list: draw, wait for a key, take it in.
//!
//! Comes in: a list and what it holds. Goes out: what was chosen of it. May not know what
//! the entries are.

use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ratatui::Terminal;
use ratatui::layout::Rect;

use super::keys::{Action, At};
use super::listing::{Left, Listing, Stock};
use super::screen::{Screen, repaint_doubtful};
use super::update::Event;
use super::{Error, Keeper, Options, Session, answer, signs, view};

/// Shows a list until something of it is chosen, or it is left.
pub fn choose(
    session: &Session,
    listing: &mut Listing,
    stock: &mut dyn Stock,
    options: &Options,
    keeper: &'static dyn Keeper,
) -> Result<Left, Error> {
    let events = session.channel().1;
    let mut terminal = Terminal::new(Screen::new(Arc::clone(&session.device), Rc::default()))?;
    let (mut doubtful, mut ground) = (Vec::new(), None);
    (listing.screen.width, listing.screen.height) = session.device.size();
    if !session.enter()? {
        terminal.resize(listing.screen)?;
    }
    if stock.orders().len() > 1 {
        listing.sort_key = options.keymap.name_of(At::Library, Action::Sort);
    }
    if listing.message.is_none() {
        listing.message = listing.sorted_by(stock).map(told);
    }
    let mut mine = session.turn.take();
    loop {
        listing.settle(stock);
        terminal.draw(|frame| {
            if frame.area() != listing.screen {
                listing.screen = frame.area();
                listing.settle(stock);
            }
            let cursor = view::listing::draw(listing, options.looks.on(ground), frame.buffer_mut());
            if options.looks.ascii {
                signs::to_ascii(frame.buffer_mut());
            }
            repaint_doubtful(frame.buffer_mut(), &mut doubtful);
            cursor.into_iter().for_each(|cursor| frame.set_cursor_position(cursor));
        })?;
        if session.listen()? && options.looks.pair.is_some() {
            session.asked.ground.store(true, Ordering::SeqCst);
            session.device.write(answer::GROUND)?;
        }
        if !std::mem::replace(&mut listing.is_whole, true)
            && let Some(entries) = stock.all()
        {
            listing.take(entries, stock);
            continue;
        }
        drop(mine);
        let event = events.recv().map_err(|_| io::Error::other("the terminal cannot be read"))??;
        mine = session.turn.take();
        match event {
            Event::Key(key) if options.keymap.lookup(key) == Some(Action::Suspend) => {
                session.device.suspend();
            }
            Event::Key(key) if options.keymap.lookup(key) == Some(Action::Sort) => {
                listing.message = listing.sort(stock).map(told);
                keeper.note(listing.changes(stock));
                keeper.save_soon();
            }
            Event::Key(key) => {
                if let Some(left) = listing.press(key, &options.keymap) {
                    return Ok(left);
                }
            }
            Event::Paste(words) => listing.paste(&words),
            Event::Ground(found) => ground = Some(found),
            Event::Resize(width, height) => terminal.resize(Rect::new(0, 0, width, height))?,
            Event::Redraw => terminal.resize(listing.screen)?,
            _ => {}
        }
    }
}

fn told(order: &str) -> String {
    format!("sorted by {order}")
}
