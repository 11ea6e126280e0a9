//! The keys that copy the current quotation.
//!
//! Comes in: the app, and a quotation as it was written. Goes out: what the loop copies, and
//! what is told of it.

use crate::glyph::truncate;
use crate::ui::app::App;
use crate::ui::keys::{Action, BINDINGS};
use crate::ui::reader::Reader;

use super::Flow;

/// So many lines of what was copied are enough for a row.
const BEGINNING: usize = 8;

pub fn copy(app: &mut App<'_>) -> Flow {
    let words = app.reader().and_then(|r| r.current().map(|q| r.quote(q).words.clone()));
    match words {
        Some(words) => {
            app.message = Some(format!("sent {} characters to the clipboard", words.chars().count()));
            Flow::Copy(words)
        }
        None => {
            app.message = Some("no quotation to copy".into());
            Flow::Continue
        }
    }
}

pub fn copy_as(app: &mut App<'_>, format: &'static str) -> Flow {
    match app.reader().and_then(Reader::current) {
        Some(current) => Flow::CopyAs(current, format),
        None => {
            app.message = Some("no quotation to copy".into());
            Flow::Continue
        }
    }
}

/// Copies what was written, and shows how it begins.
pub fn written(app: &mut App<'_>, format: &'static str, words: String) -> Flow {
    let brief = BINDINGS.iter().find(|b| b.action == Action::CopyAs(format)).map_or(format, |b| b.brief);
    if words.is_empty() {
        app.message = Some(format!("no {brief}: the article has no address"));
        return Flow::Continue;
    }
    let room = usize::from(app.screen.width).saturating_sub(2);
    let begin = words.lines().map(str::trim).take(BEGINNING).collect::<Vec<_>>().join(" ");
    app.message = Some(truncate(&format!("sent as {brief}: {begin}"), room).into_owned());
    Flow::Copy(words)
}
