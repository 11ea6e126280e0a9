//! Keys as the terminal's library tells them, to ours.
//!
//! Comes in: crossterm's events. Goes out: events of the interface. The only
//! place that reads keys.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::answer::{Answer, Awaited, Kind, Passed};
use super::keys::{Key, Way};
use super::outlet::Outlet;
use super::update::{Deed, Event};

/// How long the rest of an answer is waited for. Nobody presses what it begins with.
const PIECE: Duration = Duration::from_secs(3);
/// The same if it may well be the key Esc, and others after it.
const ESC_PIECE: Duration = Duration::from_millis(50);
/// For how long after the question Esc is held back so: most terminals answer at once.
const SOON: Duration = Duration::from_secs(2);

/// What the terminal is asked. Set before the question is written, so that no key of an
/// answer is read without it.
#[derive(Debug, Default)]
pub struct Asked {
    pub ground: AtomicBool,
    pub graphics: AtomicBool,
}

/// Starts the thread that reads keys. It has to be one of its own: an unfinished
/// sequence keeps crossterm's `poll` waiting beyond its limit. If a question is asked
/// of the terminal its answer comes among the keys.
pub fn listen(events: Arc<Outlet>, asked: Arc<Asked>) -> io::Result<()> {
    let mut filter = Filter { awaited: Awaited::default(), asked, start: Instant::now() };
    let listen = move || {
        let mut is_over = false;
        while !is_over {
            let read = filter.read();
            is_over = read.is_err();
            let told: Vec<_> = match read {
                Ok(events) => events.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            };
            // A closed channel means that the interface is being left.
            is_over |= told.into_iter().any(|event| !events.send(event));
        }
    };
    std::thread::Builder::new().name("keys".into()).spawn(listen)?;
    Ok(())
}

/// Takes the answers out of the keys, as long as any is missing.
struct Filter {
    awaited: Awaited,
    asked: Arc<Asked>,
    start: Instant,
}

impl Filter {
    /// Waits for events: none if what came is still held back, or nobody's.
    fn read(&mut self) -> io::Result<Vec<Event>> {
        let keys = |keys: Vec<Key>| keys.into_iter().map(Event::Key).collect();
        if let Some(limit) = limit(&self.awaited, self.start)
            && !event::poll(limit)?
        {
            return Ok(keys(self.awaited.give_up()));
        }
        let read = translate(event::read()?);
        self.expect();
        Ok(match read {
            Some(Event::Key(key)) => match self.awaited.take(key) {
                Passed::Keys(passed) => keys(passed),
                Passed::Answer(Answer::Ground(ground)) => vec![Event::Ground(ground)],
                Passed::Answer(answer) => vec![Event::Answer(answer)],
            },
            event => event.into_iter().collect(),
        })
    }

    /// Awaits the answers to what was asked meanwhile.
    fn expect(&mut self) {
        let kinds = [(&self.asked.ground, &[Kind::Ground][..]), (&self.asked.graphics, &[Kind::Kitty, Kind::Name])];
        for (asked, kinds) in kinds {
            if asked.swap(false, Ordering::SeqCst) {
                self.awaited.expect(kinds);
                self.start = Instant::now();
            }
        }
    }
}

/// How long what is held back may be.
fn limit(awaited: &Awaited, start: Instant) -> Option<Duration> {
    match awaited.held() {
        [] => None,
        [Key::Esc, ..] if !awaited.is_sure() && start.elapsed() > SOON => Some(Duration::ZERO),
        [Key::Esc, ..] if !awaited.is_sure() => Some(ESC_PIECE),
        _ => Some(PIECE),
    }
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
        KeyCode::Left if control => Key::CtrlLeft,
        KeyCode::Right if control => Key::CtrlRight,
        // Any other key with Alt is another one, and nobody's.
        _ if alt => return None,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Delete => Key::Delete,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}
