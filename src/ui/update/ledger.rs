//! The keys of the source ledger.
//!
//! Comes in: the app, and a key where the ledger is shown. Goes out: the changed app.

use super::jumping::go_to_quotation;
use super::noting::walked;
use crate::ledger::Ledger;
use crate::ui::app::{App, Listed, Mode};
use crate::ui::geometry::Focus;
use crate::ui::keys::{Action, Key};
use crate::ui::reader::Reader;

/// Opens the ledger of the article, at whoever says the current quotation.
pub fn open(app: &mut App<'_>) {
    let Some(reader) = app.reader() else { return };
    let ledger = ledger_of(reader);
    let current = reader.current();
    let speaks = |turn: &crate::ledger::Turn| Some(turn.quote) == current;
    let cursor = ledger.rows.iter().position(|row| row.turns.iter().any(speaks)).unwrap_or(0);
    app.mode = Mode::Ledger(Box::new(Listed { ledger, cursor }));
}

fn ledger_of(reader: &Reader<'_>) -> Ledger {
    Ledger::of(reader.article, "")
}

/// Where the article became another under the ledger, it is made anew, and stays at the
/// same speaker.
pub fn renew(app: &mut App<'_>) {
    let Mode::Ledger(listed) = &app.mode else { return };
    let Some(reader) = app.reader() else { return };
    let ledger = ledger_of(reader);
    let name = listed.ledger.rows.get(listed.cursor).map(|row| (row.kind, row.name.clone()));
    let same = ledger.rows.iter().position(|row| Some((row.kind, row.name.clone())) == name);
    let cursor = same.unwrap_or(listed.cursor).min(ledger.rows.len().saturating_sub(1));
    app.mode = Mode::Ledger(Box::new(Listed { ledger, cursor }));
}

/// A key where the ledger is shown.
pub fn list(app: &mut App<'_>, key: Key) {
    let (action, page) = (app.keys().lookup(key), Listed::page(app.middle().height));
    let Mode::Ledger(listed) = &mut app.mode else { return };
    let last = listed.ledger.rows.len().saturating_sub(1);
    match action {
        Some(Action::Close | Action::Quit | Action::Ledger) => app.mode = Mode::Reading,
        Some(Action::Enter) => enter(app),
        action => listed.cursor = walked(listed.cursor, last, page, action).min(last),
    }
}

/// Goes to the first quotation of the speaker.
fn enter(app: &mut App<'_>) {
    let Mode::Ledger(listed) = &app.mode else { return };
    let first = listed.ledger.rows.get(listed.cursor).and_then(|row| row.turns.first()).map(|turn| turn.quote);
    app.mode = Mode::Reading;
    if let (Some(quote), Some(reader)) = (first, app.reader_mut()) {
        reader.focus = Focus::Body;
        go_to_quotation(reader, quote);
    }
}
