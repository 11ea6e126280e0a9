//! Keys as the terminal's library tells them, to ours.
//!
//! Comes in: crossterm's events. Goes out: events of the interface. The only
//! place that reads keys.

use std::io;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::keys::{Key, Way};
use super::terminal::Events;
use super::update::{Deed, Event};

/// Starts the thread that reads keys. It has to be one of its own: an unfinished
/// sequence keeps crossterm's `poll` waiting beyond its limit.
pub fn listen(events: Events) -> io::Result<()> {
    let listen = move || {
        loop {
            let event = event::read().map(translate).transpose();
            let is_last = matches!(event, Some(Err(_)));
            // A closed channel means that the interface is being left.
            if event.is_some_and(|e| events.send(e).is_err()) || is_last {
                break;
            }
        }
    };
    std::thread::Builder::new().name("keys".into()).spawn(listen)?;
    Ok(())
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Event::Key),
        event::Event::Paste(words) => Some(Event::Paste(words)),
        event::Event::Mouse(mouse) => {
            let deed = match mouse.kind {
                MouseEventKind::ScrollDown => Deed::Wheel(Way::Forward),
                MouseEventKind::ScrollUp => Deed::Wheel(Way::Back),
                MouseEventKind::Down(MouseButton::Left) => Deed::Click,
                _ => return None,
            };
            Some(Event::Mouse(deed, mouse.column, mouse.row))
        }
        // Sizes come with the signal.
        _ => None,
    }
}

fn translate_key(key: KeyEvent) -> Option<Key> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(match key.code {
        // How crossterm calls the last of the control characters, U+001F.
        KeyCode::Char('7') if control => Key::Ctrl('_'),
        KeyCode::Char(c) if control => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) if alt => Key::Alt(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::F(n) => Key::F(n),
        KeyCode::Left if alt => Key::AltLeft,
        KeyCode::Right if alt => Key::AltRight,
        // Any other key with Alt is another one, and nobody's.
        _ if alt => return None,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}
