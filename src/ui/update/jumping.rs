//! The keys of the jump and of the letters at links.
//!
//! Comes in: the app and a key, or pasted words. Goes out: the changed app, and what the
//! loop is to do.

use super::Flow;
use super::prompt::{leaves, walked};
use crate::ui::app::{App, Mode};
use crate::ui::geometry::Focus;
use crate::ui::hints::Hints;
use crate::ui::jump::{Jump, Target};
use crate::ui::keys::{Action, At, Key};
use crate::ui::reader::Reader;
use crate::ui::text_field::Edited;

pub fn begin(app: &mut App<'_>) {
    if let Some(article) = app.reader().map(|reader| reader.article) {
        app.mode = Mode::Jumping(Jump::new(article));
    }
}

/// A key for the jump: letters are typed; of the other keys those that move do so here.
pub fn jumping(app: &mut App<'_>, key: Key) {
    let action = app.keys().lookup(key);
    let article = app.reader().map(|reader| reader.article);
    let (Mode::Jumping(jump), Some(article)) = (&mut app.mode, article) else { return };
    let last = jump.choices.len().saturating_sub(1);
    match key {
        _ if leaves(key, action, jump.typed.text()) => {
            app.mode = jump.listed.as_ref().map_or(Mode::Reading, |listed| Mode::Notes(listed.cursor));
        }
        Key::Enter if jump.listed.is_some() => to_note(app),
        Key::Enter => {
            let target = jump.choices.get(jump.cursor).copied();
            app.mode = Mode::Reading;
            if let (Some(target), Some(reader)) = (target, app.reader_mut()) {
                go(reader, target);
            }
        }
        _ => match jump.typed.edit(key) {
            Some(Edited::Text) => jump.choose(article),
            Some(Edited::Cursor) => {}
            None => jump.cursor = walked(jump.cursor, last, key, action),
        },
    }
}

/// Back to the list of the notes, at the one that was found. They may be in another order.
fn to_note(app: &mut App<'_>) {
    let Mode::Jumping(Jump { choices, cursor, listed: Some(listed), .. }) = &app.mode else { return };
    let id = match choices.get(*cursor) {
        Some(Target::Note(note)) => listed.notes.get(*note).map(|(id, ..)| id),
        _ => None,
    };
    let all = app.reader().map(|reader| &reader.notes.all);
    let found = id.zip(all).and_then(|(id, all)| all.iter().position(|placed| placed.note.id == *id));
    app.mode = Mode::Notes(found.unwrap_or(listed.cursor));
}

fn go(reader: &mut Reader<'_>, target: Target) {
    match target {
        Target::Section(section) => {
            if reader.section_start(section).is_none() {
                reader.show_all();
            }
            reader.place = (reader.article.sections[section].blocks.start, 0);
            reader.focus = Focus::Body;
            reader.follow();
        }
        Target::Person(person) => {
            if reader.entry(Focus::People, person).is_none() {
                reader.narrow(Focus::People, "");
            }
            let entry = reader.entry(Focus::People, person).unwrap_or(0);
            reader.move_list(Focus::People, entry);
            let first = reader.article.people[person].mentions.first();
            if let Some(mention) = first {
                reader.reveal((mention.block, mention.start), (mention.block, mention.end));
            }
            reader.focus = Focus::People;
        }
        Target::Quotation(quote) => go_to_quotation(reader, quote),
        // It is gone to from its list.
        Target::Note(_) => {}
    }
    reader.alone &= reader.focus == Focus::Body;
}

/// Shows a quotation, whatever filter hides it.
pub fn go_to_quotation(reader: &mut Reader<'_>, quote: usize) {
    if reader.shown.binary_search(&quote).is_err() {
        reader.clear_filter();
    }
    if reader.shown.binary_search(&quote).is_err() {
        reader.show_all();
    }
    if let Ok(entry) = reader.shown.binary_search(&quote) {
        reader.go_to_quote(entry);
    }
}

/// Words that were pasted into the jump.
pub fn paste(app: &mut App<'_>, words: &str) {
    let article = app.reader().map(|reader| reader.article);
    if let (Mode::Jumping(jump), Some(article)) = (&mut app.mode, article) {
        jump.typed.insert(words);
        jump.choose(article);
    }
}

/// Puts letters at the links in view.
pub fn hint(app: &mut App<'_>) {
    let links = app.reader().map(Reader::links_in_view).unwrap_or_default();
    if links.is_empty() {
        app.message = Some("no link is in view".into());
        return;
    }
    app.mode = Mode::Hinting(Hints::new(links));
}

/// A key for the links: a letter of a label; where one link is meant, Enter opens it, and
/// the key for copying copies its address.
pub fn hinting(app: &mut App<'_>, key: Key) -> Flow {
    let action = app.keys().lookup_selecting(None, key);
    let Mode::Hinting(hints) = &mut app.mode else { return Flow::Continue };
    let chosen = hints.chosen().map(|hint| hint.address.clone());
    match (key, chosen) {
        (Key::Enter, Some(address)) => {
            app.mode = Mode::Reading;
            return Flow::Open(address);
        }
        (_, Some(address)) if action == Some(Action::Copy) => {
            app.mode = Mode::Reading;
            app.message = Some("sent the address to the clipboard".into());
            return Flow::Copy(address);
        }
        (Key::Backspace, _) if hints.typed.pop().is_some() => {}
        (Key::Char(letter), None) => hints.take(letter),
        _ => app.mode = Mode::Reading,
    }
    Flow::Continue
}

/// Says that an address was asked for, or why it was not and how else it can be had.
pub fn opened(app: &mut App<'_>, address: &str, done: Result<(), String>) {
    app.message = Some(match done {
        Ok(()) => format!("asked the browser for {address}"),
        Err(why) => app.keys().advise(At::Selection, &why, Action::Copy, "instead of Enter copies the address"),
    });
}
