//! What is typed: the filter of the list of articles, that of the help.
//!
//! Comes in: the app and a key, or pasted words. Goes out: the changed app. Pasted
//! words are words: they never act as keys.

use super::{Flow, correct, jumping, search};
use crate::ui::app::{App, Help, Mode};
use crate::ui::keys::{Action, Key, Unit, Way};
use crate::ui::text_field::{Edited, TextField};

pub fn paste(app: &mut App<'_>, words: &str) {
    let words = crate::clean::line(words);
    match &mut app.mode {
        Mode::Searching(prompt) => {
            prompt.typed.insert(&words);
            prompt.is_typed();
            search::typed(app);
        }
        Mode::Choosing => {
            let mut filter = app.chooser.filter.clone();
            filter.insert(&words);
            app.filter_articles(filter);
        }
        Mode::Naming(_) => correct::paste(app, &words),
        Mode::Help(help) => help.words.insert(&words),
        Mode::Jumping(_) => jumping::paste(app, &words),
        Mode::Noting(noting) => noting.typed.insert(&words),
        Mode::Notes(_) | Mode::Ledger(_) | Mode::Reading | Mode::Hinting(_) | Mode::Marking(_) => {}
    }
}

/// Where a key leads in choices that are narrowed by letters: of the keys that are no
/// letters those that move do so here, and Tab goes round.
pub fn walked(cursor: usize, last: usize, key: Key, action: Option<Action>) -> usize {
    match (key, action) {
        (Key::Tab, _) => (cursor + 1) % (last + 1),
        (Key::BackTab, _) => cursor.checked_sub(1).unwrap_or(last),
        (_, Some(Action::Move(unit, way))) => {
            let by = if unit == Unit::Line { 1 } else { 10 };
            let to = if way == Way::Forward { cursor + by } else { cursor.saturating_sub(by) };
            to.min(last)
        }
        (_, Some(Action::Start)) => 0,
        (_, Some(Action::End)) => last,
        _ => cursor,
    }
}

/// Whether a key leaves a prompt: Esc, another one that closes and is no letter, or taking
/// away what is not there.
pub fn leaves(key: Key, action: Option<Action>, typed: &str) -> bool {
    let closes = action == Some(Action::Close) && !matches!(key, Key::Char(_));
    key == Key::Esc || closes || typed.is_empty() && matches!(key, Key::Backspace | Key::Ctrl('h'))
}

/// Edits what filters a whole screen: `q`, `?` and the space are letters once something is
/// typed.
fn edit(typed: &mut TextField, key: Key) -> Option<Edited> {
    let is_key = typed.is_empty() && matches!(key, Key::Char('q' | '?' | ' '));
    if is_key { None } else { typed.edit(key) }
}

/// The help: letters filter it, all other keys are as elsewhere.
pub fn help(app: &mut App<'_>, key: Key) {
    let (page, action) = (usize::from(app.middle().height).max(1), app.keys().lookup(key));
    let back = if app.open.is_some() { Mode::Reading } else { Mode::Choosing };
    let Mode::Help(Help { row, words, notes }) = &mut app.mode else { return };
    let back = notes.map_or(back, Mode::Notes);
    if let Some(edited) = edit(words, key) {
        if edited == Edited::Text {
            *row = 0;
        }
        return;
    }
    match action {
        Some(Action::Move(unit, way)) => {
            let by = match unit {
                Unit::Page => page,
                Unit::HalfPage => page.div_ceil(2),
                _ => 1,
            };
            *row = if way == Way::Forward { *row + by } else { row.saturating_sub(by) };
        }
        Some(Action::Start) => *row = 0,
        Some(Action::End) => *row = usize::MAX,
        _ if leaves(key, action, " ") && !words.is_empty() => *words = TextField::default(),
        Some(Action::Quit | Action::Help | Action::Enter) => app.mode = back,
        _ if leaves(key, action, " ") => app.mode = back,
        _ => {}
    }
}

/// The list of articles: letters filter it, all other keys are as elsewhere.
pub fn choosing(app: &mut App<'_>, key: Key) -> Flow {
    let mut filter = app.chooser.filter.clone();
    match edit(&mut filter, key) {
        Some(Edited::Text) => app.filter_articles(filter),
        Some(Edited::Cursor) => app.chooser.filter = filter,
        None => return listed(app, key),
    }
    Flow::Continue
}

/// A key for the list itself.
fn listed(app: &mut App<'_>, key: Key) -> Flow {
    let (cursor, last) = (app.chooser.list.cursor, app.chooser.shown.len().saturating_sub(1));
    let page = app.chooser.list.page(&mut app.article_entries(), app.chooser_view());
    let action = app.keys().lookup(key);
    match action {
        // Of what only an article has nothing is here.
        Some(Action::Move(unit @ (Unit::Line | Unit::HalfPage | Unit::Page), way)) => {
            let by = match unit {
                Unit::Page => page,
                Unit::HalfPage => page.div_ceil(2),
                _ => 1,
            };
            app.move_chooser(if way == Way::Forward { cursor + by } else { cursor.saturating_sub(by) });
        }
        Some(Action::Start) => app.move_chooser(0),
        Some(Action::End) => app.move_chooser(last),
        Some(Action::Enter) => {
            if let Some(&index) = app.chooser.shown.get(cursor) {
                app.open(index);
            }
        }
        _ if leaves(key, action, " ") => app.filter_articles(TextField::default()),
        Some(Action::Help) => app.mode = Mode::Help(Help::default()),
        Some(Action::Quit) => return Flow::Left,
        _ => {}
    }
    Flow::Continue
}
