//! Pictures: the key that shows them, and those that come.
//!
//! Comes in: the app, and what came of a wish. Goes out: the changed app.

use crate::ui::app::App;
use crate::ui::reader::{Granted, Reader, Wish};

/// Shows pictures, or hides them, and says so.
pub fn toggle(app: &mut App<'_>) -> &'static str {
    let has_some = app.reader_mut().is_some_and(Reader::has_figures);
    match app.pictures.toggle() {
        None if cfg!(not(feature = "images")) => "this build draws no images",
        None => "images need 256 colours, and signs that are not ASCII",
        Some(false) => "images are hidden",
        Some(true) if has_some => "images are shown",
        Some(true) => "images are shown, but this article has none",
    }
}

/// Takes a picture in, in whichever article it was wished for.
pub fn take(app: &mut App<'_>, index: usize, wish: &Wish, granted: Granted) {
    if let Some(reader) = app.readers.get_mut(&index) {
        reader.take_picture(wish, granted);
    }
}
