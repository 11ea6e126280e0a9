//! Marks, and the way back from a jump.
//!
//! Comes in: the app and a key. Goes out: the app at another place, or with another mark.

use super::prompt::leaves;
use crate::ui::app::{App, Marking, Mode};
use crate::ui::keys::{Action, Key, Way};
use crate::ui::reader::{Motion, Place, Reader};

/// Takes in where a key has led the reader to. What is being typed leads nowhere yet.
pub fn follow(app: &mut App<'_>) {
    if app.mode == Mode::Reading
        && let Some(reader) = app.reader_mut()
    {
        if reader.selection.is_some() {
            // What is being selected takes the view with it.
            reader.trail.moved_by(Motion::Scroll);
        }
        reader.trail.follow(reader.place);
    }
}

/// The key after the one for marks.
pub fn take(app: &mut App<'_>, marking: Marking, key: Key) {
    app.mode = Mode::Reading;
    let action = app.keys().lookup(key);
    let Some(reader) = app.reader_mut() else { return };
    let said = match (marking, key) {
        _ if leaves(key, action, " ") => None,
        // The key twice.
        (Marking::GoTo, _) if action == Some(Action::GoToMark) => match reader.trail.left() {
            Some(place) => go(reader, place),
            None => Some("no jump to go back from".into()),
        },
        (Marking::Set, Key::Char(letter)) if letter.is_ascii_alphabetic() => {
            reader.set_mark(letter);
            Some(format!("marked with {letter}"))
        }
        (Marking::GoTo, Key::Char(letter)) if letter.is_ascii_alphabetic() => match reader.mark(letter) {
            Some(place) => go(reader, place),
            None => Some(format!("no mark {letter}")),
        },
        _ => Some("marks are letters, a to z and A to Z".into()),
    };
    app.message = said;
}

/// Back to where jumps came from, and forth again.
pub fn travel(reader: &mut Reader<'_>, way: Way) -> Option<String> {
    let place = if way == Way::Back { reader.trail.back() } else { reader.trail.forward() };
    match (place, way) {
        (Some(place), _) => go(reader, place),
        (None, Way::Back) => Some("no jump to go back from".into()),
        (None, Way::Forward) => Some("this is where the last jump led to".into()),
    }
}

fn go(reader: &mut Reader<'_>, place: Place) -> Option<String> {
    reader.place = place;
    reader.follow();
    None
}
