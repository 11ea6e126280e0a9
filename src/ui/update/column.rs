//! The keys that change the column of the body.
//!
//! Comes in: the app and a change. Goes out: the app with the column that is wanted
//! now, and a message that says what it is. The place stays.

use crate::ui::app::App;
use crate::ui::column::Setting;
use crate::ui::geometry::{Focus, column};
use crate::ui::keys::Change;

pub fn change(app: &mut App<'_>, change: Change, times: usize) {
    match change {
        Change::Narrower => app.column.narrower(times),
        Change::Wider => app.column.wider(times),
        Change::Usual => app.column.usual(),
        Change::Setting => app.column.setting = app.column.setting.next(),
    }
    app.settle();
    app.message = Some(if change == Change::Setting { setting(app) } else { measure(app) });
}

/// How wide the column is wanted, and how wide it is if there is less room.
fn measure(app: &App<'_>) -> String {
    let wanted = app.column.measure;
    let pane = app.reader().map(|reader| reader.geometry.pane(Focus::Body)).unwrap_or_default();
    let width = column(pane, wanted).width;
    // The body may be hidden by another pane.
    if pane.is_empty() || width == wanted {
        format!("{wanted} columns")
    } else {
        format!("{wanted} columns, room for {width}")
    }
}

fn setting(app: &App<'_>) -> String {
    let setting = app.column.setting;
    let is_known = app.reader().is_none_or(|reader| reader.hyphenates().is_some());
    if setting == Setting::Ragged || is_known {
        setting.name().to_string()
    } else {
        format!("{}, but not here: the article names no language with known hyphens", setting.name())
    }
}
