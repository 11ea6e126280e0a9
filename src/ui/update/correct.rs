//! The keys that correct: what is meant by them, where they are pressed.
//!
//! Comes in: the app and what to correct, or a key for the choice of a person. Goes out:
//! a request for whoever writes corrections down, the choice, or the reason why not. May
//! not know where a correction is written.

use super::Flow;
use super::prompt::{leaves, walked};
use crate::correction::{Correction, Request};
use crate::ui::app::{App, Mode, at};
use crate::ui::geometry::Focus;
use crate::ui::keys::{Action, Fix, Key, Keymap, Unit, Way};
use crate::ui::naming::{Asked, Naming};
use crate::ui::reader::Reader;
use crate::ui::text_field::Edited;

/// Begins a correction. What has to be asked is asked first.
pub fn begin(app: &mut App<'_>, fix: Fix) -> Flow {
    let keys = app.keys();
    let Some(reader) = app.reader_mut() else { return Flow::Continue };
    match wanted(reader, fix, keys) {
        Ok(Begun::Asked(asked)) => {
            app.mode = Mode::Naming(Naming::new(reader.article, asked));
            Flow::Continue
        }
        Ok(Begun::Made(correction)) => Flow::Correct(Request::Correct(correction)),
        Err(why) => {
            app.message = Some(why);
            Flow::Continue
        }
    }
}

enum Begun {
    Asked(Asked),
    Made(Correction),
}

/// What is to be corrected, or why that makes no sense here.
fn wanted(reader: &mut Reader<'_>, fix: Fix, keys: &Keymap) -> Result<Begun, String> {
    if reader.is_sought {
        return Err("quotations are still being found: correct them when that is done".into());
    }
    let people = reader.focus == Focus::People;
    if people && fix == Fix::Merge {
        let person = reader.at_cursor(Focus::People);
        return Ok(Begun::Asked(Asked::Person(person.ok_or("nobody is named here")?)));
    }
    if people {
        return Err(keys.advise(
            at(reader),
            "this corrects a quotation",
            Action::Focus(Focus::Quotes),
            "leads to them",
        ));
    }
    let quote = reader.current().ok_or("there is no quotation to correct")?;
    if reader.focus != Focus::Quotes && !reader.is_in_view(quote) {
        return Err(keys.advise(
            at(reader),
            "no quotation is in view",
            Action::Move(Unit::Quotation, Way::Forward),
            "leads to one",
        ));
    }
    Ok(match fix {
        Fix::Speaker => Begun::Asked(Asked::Speaker(quote)),
        Fix::Reject => Begun::Made(Correction::Reject { quote }),
        Fix::Join => {
            let second =
                Some(quote + 1).filter(|&next| reader.start(next.min(reader.article.quotes.len() - 1)).is_some());
            let second = second.filter(|&next| next < reader.article.quotes.len());
            Begun::Made(Correction::Join {
                first: quote,
                second: second.ok_or("there is no quotation after this one")?,
            })
        }
        Fix::Merge => {
            let speaker = reader.article.quotes[quote].speaker;
            let nobody = || {
                keys.advise(
                    at(reader),
                    "nobody is named as the speaker",
                    Action::Correct(Fix::Speaker),
                    "names somebody",
                )
            };
            Begun::Asked(Asked::Person(speaker.ok_or_else(nobody)?))
        }
    })
}

/// A key for the choice of a person.
pub fn naming(app: &mut App<'_>, key: Key) -> Flow {
    let action = app.keys().lookup(key);
    let article = app.reader().map(|reader| reader.article);
    let (Mode::Naming(naming), Some(article)) = (&mut app.mode, article) else { return Flow::Continue };
    let last = naming.choices.len().saturating_sub(1);
    match key {
        _ if leaves(key, action, naming.typed.text()) => app.mode = Mode::Reading,
        Key::Enter => {
            if let Some(correction) = naming.correction(article) {
                app.mode = Mode::Reading;
                return Flow::Correct(Request::Correct(correction));
            }
        }
        _ => match naming.typed.edit(key) {
            Some(Edited::Text) => naming.choose(article),
            Some(Edited::Cursor) => {}
            // What is not for the text may move in the list.
            None => naming.cursor = walked(naming.cursor, last, key, action),
        },
    }
    Flow::Continue
}

/// Words that were pasted into the choice.
pub fn paste(app: &mut App<'_>, words: &str) {
    let article = app.reader().map(|reader| reader.article);
    if let (Mode::Naming(naming), Some(article)) = (&mut app.mode, article) {
        naming.typed.insert(words);
        naming.choose(article);
    }
}
