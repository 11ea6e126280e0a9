//! The mouse: the wheel, and clicks on what a key could go to.
//!
//! Comes in: the app, and where the mouse did what. Goes out: the changed app. A click
//! never chooses and never leaves: what it goes to is chosen by a key.

use super::moves::scroll;
use crate::ui::app::{App, Mode};
use crate::ui::geometry::{Focus, list_rows, scrollbar};
use crate::ui::keys::Way;
use crate::ui::pane::{Items, Spot};
use crate::ui::reader::{Filter, Motion, Reader};

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Wheel(Way),
    Click,
}

/// Rows of the body that one step of the wheel moves.
const STEP: usize = 3;

pub fn mouse(app: &mut App<'_>, deed: Deed, column: u16, row: u16) {
    match (&app.mode, deed) {
        (Mode::Choosing, Deed::Wheel(way)) => {
            let cursor = app.chooser.list.cursor;
            app.move_chooser(if way == Way::Forward { cursor + 1 } else { cursor.saturating_sub(1) });
        }
        (Mode::Choosing, Deed::Click) => click_article(app, row),
        (Mode::Reading, _) => {
            let Some(reader) = app.reader_mut() else { return };
            let panes = [Focus::Body, Focus::Quotes, Focus::People, Focus::Contents].into_iter();
            let Some(pane) = panes.into_iter().find(|pane| reader.geometry.pane(*pane).contains((column, row).into()))
            else {
                return;
            };
            match deed {
                Deed::Wheel(way) => wheel(reader, pane, way),
                Deed::Click if pane == Focus::Body => click_body(reader, column, row),
                Deed::Click => click_entry(reader, pane, row),
            }
        }
        _ => {}
    }
}

fn click_article(app: &mut App<'_>, row: u16) {
    let rows = list_rows(app.middle());
    if !(rows.y..rows.bottom()).contains(&row) {
        return;
    }
    let top = app.chooser.top;
    let Spot { item, .. } = app.article_entries().down(top, usize::from(row - rows.y));
    if item == app.chooser.list.cursor {
        if let Some(&index) = app.chooser.shown.get(item) {
            app.open(index);
        }
    } else {
        app.move_chooser(item);
    }
}

fn wheel(reader: &mut Reader<'_>, pane: Focus, way: Way) {
    if pane == Focus::Body {
        return scroll(reader, STEP, way);
    }
    let cursor = reader.list(pane).cursor;
    reader.trail.moved_by(Motion::Browse);
    let to = if way == Way::Forward { cursor + 1 } else { cursor.saturating_sub(1) };
    go(reader, pane, to.min(reader.entries(pane).count().saturating_sub(1)));
}

fn go(reader: &mut Reader<'_>, pane: Focus, entry: usize) {
    if pane == Focus::Quotes { reader.go_to_quote(entry) } else { reader.move_list(pane, entry) }
}

/// On the bar beside the body: to that share of the article. On a quotation: to that.
fn click_body(reader: &mut Reader<'_>, column: u16, row: u16) {
    let pane = reader.geometry.pane(Focus::Body);
    reader.focus = Focus::Body;
    if scrollbar(pane).contains((column, row).into()) {
        let share = f64::from(row - pane.y) / f64::from(pane.height.max(2) - 1);
        return reader.go_to_share(share);
    }
    let Some(quote) = reader.quote_on(column, row) else { return };
    if let Ok(entry) = reader.shown.binary_search(&quote) {
        reader.go_to_quote(entry);
    }
}

/// A click puts the cursor onto an entry; on a heading it goes there, a second one on a
/// person shows only what they said, and another all again.
fn click_entry(reader: &mut Reader<'_>, pane: Focus, row: u16) {
    let rows = list_rows(reader.geometry.pane(pane));
    let had_keys = std::mem::replace(&mut reader.focus, pane) == pane;
    if row < rows.y || reader.entries(pane).count() == 0 {
        return;
    }
    let top = reader.tops[pane as usize];
    let Spot { item, .. } = reader.entries(pane).down(top, usize::from(row - rows.y));
    let was = reader.list(pane).cursor;
    go(reader, pane, item);
    match pane {
        Focus::Contents => {
            let section = reader.at_cursor(pane).and_then(|section| reader.article.sections.get(section));
            reader.place = (section.map_or(0, |section| section.blocks.start), 0);
            reader.follow();
        }
        Focus::People if had_keys && was == item => {
            let by = reader.at_cursor(pane).map(|person| vec![person]);
            if reader.filter.by == by {
                reader.clear_filter();
            } else {
                reader.set_filter(Filter { by, ..Filter::default() });
            }
        }
        _ => {}
    }
}
