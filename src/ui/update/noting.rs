//! The keys of highlights and notes: what is noted, its text, the list of them.
//!
//! Comes in: the app, and a key where there is a prompt or the list. Goes out: the changed
//! app, and the change of the notes that is to be made and saved.

use super::Flow;
use super::prompt::leaves;
use crate::clean;
use crate::notes::{Change, Note, Placed, TEXT};
use crate::ui::app::{App, Help, Mode, Noting};
use crate::ui::jump::Jump;
use crate::ui::keys::{Action, Key, Unit, Way};
use crate::ui::text_field::TextField;

/// Takes in the notes on an article, or says why there are none.
pub fn read(app: &mut App<'_>, index: usize, notes: Result<Vec<Note>, String>) {
    match (notes, app.readers.get_mut(&index)) {
        (Ok(notes), Some(reader)) => {
            reader.take_notes(notes);
            app.seek_notes(index);
        }
        (Err(why), _) => app.message = Some(why),
        (Ok(_), None) => {}
    }
}

/// Takes in a change of the notes, and says what was done and where it is kept.
pub fn noted(app: &mut App<'_>, index: usize, change: Change, saved: Result<String, String>) {
    let done = match &change {
        Change::Put(Note { text: Some(_), .. }) => "noted",
        Change::Put(_) => "highlighted",
        Change::Remove(_) => "deleted",
    };
    let (keys, at) = (app.keys(), app.taking());
    let message = match (&change, saved) {
        (Change::Put(_), Ok(file)) => keys.advise(at, &format!("{done} in {file}"), Action::Unnote, "deletes it"),
        (Change::Remove(_), Ok(_)) => keys.advise(at, done, Action::Undo, "brings it back"),
        (_, Err(why)) => format!("{done}, but only until you leave: {why}"),
    };
    let Some(reader) = app.readers.get_mut(&index) else { return };
    reader.take_noted(change);
    app.seek_notes(index);
    app.message = Some(message);
}

/// Highlights what is at hand.
pub fn highlight(app: &mut App<'_>) -> Flow {
    match at_hand(app) {
        Ok(At::New(note)) => put(app, note),
        Ok(At::Known(_)) => {
            let known = app.keys().advise(app.at(), "this is highlighted already", Action::Unnote, "deletes that");
            told(app, known)
        }
        Err(why) => told(app, why),
    }
}

/// Opens the prompt for a note on what is at hand: a new one, or that which is there.
pub fn begin(app: &mut App<'_>) {
    let known = app.reader().filter(|reader| reader.selection.is_none()).and_then(|reader| {
        let placed = reader.note_for_keys()?;
        Some(placed.to_edit(&reader.article.blocks))
    });
    if let Some(note) = known {
        return write(app, note);
    }
    match at_hand(app) {
        Ok(At::New(note) | At::Known(note)) => write(app, note),
        Err(why) => app.message = Some(why),
    }
}

/// Deletes the note on what is at hand.
pub fn delete(app: &mut App<'_>) -> Flow {
    let note = app.reader_mut().and_then(|reader| {
        if let Some(placed) = reader.note_for_keys() {
            return Some(placed.note.clone());
        }
        let passage = reader.passage_at_hand()?;
        reader.note_in(passage).map(|placed| placed.note.clone())
    });
    match note {
        Some(note) => Flow::Note(Box::new(Change::Remove(note))),
        None => told(app, "there is no note on this".into()),
    }
}

/// Brings the note back that was deleted last, if that was the last thing that can be
/// taken back.
pub fn bring_back(app: &App<'_>) -> Option<Flow> {
    let note = app.reader()?.notes.deleted.last()?.clone();
    Some(Flow::Note(Box::new(Change::Put(note))))
}

enum At {
    New(Note),
    Known(Note),
}

/// The passage at hand as a note; the one on the very same words, or on the current
/// quotation, if there is one.
fn at_hand(app: &mut App<'_>) -> Result<At, String> {
    let none = app.keys().advise(app.at(), "no quotation is in view", Action::Select(false), "selects words");
    let Some(reader) = app.reader_mut() else { return Err(none) };
    let is_selected = reader.selection.is_some();
    let passage = reader.passage_at_hand().ok_or(none)?;
    let new = Note::on(passage, &reader.article.blocks, None);
    let new = new.ok_or("a note is on some words, and on no more than a few pages")?;
    let is_same = |note: &Note| (note.block, note.byte, &note.words) == (new.block, new.byte, &new.words);
    let known = reader.note_in(passage).filter(|placed| !is_selected || is_same(&placed.note));
    Ok(known.map_or(At::New(new.clone()), |placed| At::Known(placed.to_edit(&reader.article.blocks))))
}

fn put(app: &mut App<'_>, note: Note) -> Flow {
    if let Some(reader) = app.reader_mut() {
        reader.selection = None;
    }
    Flow::Note(Box::new(Change::Put(note)))
}

fn told(app: &mut App<'_>, words: String) -> Flow {
    app.message = Some(words);
    Flow::Continue
}

fn write(app: &mut App<'_>, note: Note) {
    // A text that somebody wrote by hand may be longer than one that is typed, but gets no
    // longer.
    let most = note.text.as_ref().map_or(TEXT, |text| text.len().max(TEXT));
    let typed = TextField::within(most, note.text.as_deref().unwrap_or_default());
    app.mode = Mode::Noting(Box::new(Noting { note, typed }));
}

/// A key for the text of a note. Without a word it is a highlight.
pub fn noting(app: &mut App<'_>, key: Key) -> Flow {
    let action = app.keys().lookup(key);
    let Mode::Noting(noting) = &mut app.mode else { return Flow::Continue };
    match key {
        _ if leaves(key, action, noting.typed.text()) => app.mode = Mode::Reading,
        Key::Enter => {
            // A terminal may send what no file may hold.
            let text = Some(clean::line(noting.typed.text().trim()).into_owned()).filter(|text| !text.is_empty());
            if text.as_ref().is_some_and(|text| !noting.typed.has_room_for(text)) {
                return Flow::Continue;
            }
            let note = Note { text, ..noting.note.clone() };
            app.mode = Mode::Reading;
            return put(app, note);
        }
        key => drop(noting.typed.edit(key)),
    }
    Flow::Continue
}

/// Opens the list of the notes, at the last one up to the end of the view.
pub fn open(app: &mut App<'_>) {
    let Some(reader) = app.reader_mut() else { return };
    let last = reader.view().1;
    let before = reader.notes.all.partition_point(|placed| placed.order() <= (false, Some(last)));
    app.mode = Mode::Notes(before.saturating_sub(1));
}

/// The note that the list of them is at, and by which index.
pub fn listed(app: &App<'_>) -> Option<(usize, Note)> {
    let Mode::Notes(cursor) = app.mode else { return None };
    let all = &app.reader()?.notes.all;
    let cursor = cursor.min(all.len().saturating_sub(1));
    Some((cursor, all.get(cursor)?.note.clone()))
}

/// Where the notes were put in another order under the list, it stays at the same one:
/// what the next key does is meant for that.
pub fn stay_at(app: &mut App<'_>, listed: Option<(usize, Note)>) {
    let (Some((before, note)), Mode::Notes(_), Some(reader)) = (listed, &app.mode, app.reader()) else { return };
    let all = &reader.notes.all;
    let is_it = |placed: &Placed| placed.note == note;
    if !all.get(before).is_some_and(is_it) {
        app.mode = Mode::Notes(all.iter().position(is_it).unwrap_or(before));
    }
}

/// A key in the list of the notes.
pub fn list(app: &mut App<'_>, key: Key) -> Flow {
    let (action, page) = (app.keys().lookup(key), usize::from(app.middle().height).max(1));
    let Some(reader) = app.reader_mut() else { return Flow::Continue };
    let last = reader.notes.all.len().saturating_sub(1);
    let Mode::Notes(cursor) = app.mode else { return Flow::Continue };
    let cursor = cursor.min(last);
    let Some(reader) = app.reader_mut() else { return Flow::Continue };
    let placed = reader.notes.all.get(cursor).cloned();
    let to = match (action, placed) {
        (Some(Action::Close | Action::Quit | Action::Notes), _) => {
            app.mode = Mode::Reading;
            return Flow::Continue;
        }
        (Some(Action::Help), _) => {
            app.mode = Mode::Help(Help { notes: Some(cursor), ..Help::default() });
            return Flow::Continue;
        }
        (Some(Action::Search), Some(_)) => {
            app.mode = Mode::Jumping(Jump::to_note(&reader.notes.all, cursor));
            return Flow::Continue;
        }
        (Some(Action::Undo), _) => return bring_back(app).unwrap_or(Flow::Continue),
        (Some(Action::Enter), Some(placed)) => {
            match (reader.go_to_placed(cursor), placed.fit) {
                (true, _) => app.mode = Mode::Reading,
                (false, fit) => app.message = Some(format!("its words {}", fit.unplaced())),
            }
            return Flow::Continue;
        }
        (Some(Action::Note), Some(placed)) => {
            let note = placed.to_edit(&reader.article.blocks);
            write(app, note);
            return Flow::Continue;
        }
        (Some(Action::Unnote), Some(placed)) => return Flow::Note(Box::new(Change::Remove(placed.note))),
        (action, _) => walked(cursor, last, page, action),
    };
    app.mode = Mode::Notes(to.min(last));
    Flow::Continue
}

/// Where a key leads in a list, in which a page has so many entries.
pub fn walked(cursor: usize, last: usize, page: usize, action: Option<Action>) -> usize {
    let by = |unit| match unit {
        Unit::Page => page,
        Unit::HalfPage => page.div_ceil(2),
        _ => 1,
    };
    match action {
        Some(Action::Move(unit, Way::Forward)) => cursor + by(unit),
        Some(Action::Move(unit, Way::Back)) => cursor.saturating_sub(by(unit)),
        Some(Action::Start) => 0,
        Some(Action::End) => last,
        _ => cursor,
    }
}
