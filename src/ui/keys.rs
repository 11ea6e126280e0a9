//! The keys: one table makes the lookup, the footer, the help, `pullquote keys`, the
//! configuration and the README's table.
//!
//! Comes in: a key. Goes out: the action bound to it. Keys are our own type, so that
//! everything but the terminal is free of the terminal's library.

mod help;
mod key;
mod keymap;
mod preset;
mod table;

pub use help::{HelpRow, Live};
pub use key::{Chord, Key, chord};
pub use keymap::{Keymap, Misbound};
pub use preset::PRESETS;
pub use table::{At, BINDINGS, Binding, Scope};

use super::geometry::Focus;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Move(Unit, Way),
    Start,
    End,
    Pane(Way),
    Focus(Focus),
    Alone,
    Column(Change),
    Contents,
    Evidence,
    Articles,
    Search,
    SearchHere,
    Only,
    Enter,
    Close,
    Mark,
    SetMark,
    GoToMark,
    Trail(Way),
    Copy,
    /// In the format of that name.
    CopyAs(&'static str),
    Correct(Fix),
    Undo,
    Help,
    Quit,
    Cancel,
    Suspend,
    Redraw,
    Jump,
    Links,
    Mouse,
    /// Shows pictures, or hides them.
    Images,
    /// Begins to select words, or whole paragraphs.
    Select(bool),
    /// Moves the cursor of a selection.
    Cursor(Step, Way),
    OtherEnd,
    /// Selects what is around the cursor, an inner one without what bounds it.
    Object(Text, bool),
    CopyWithSource,
    Highlight,
    Note,
    /// Deletes a note.
    Unnote,
    /// The list of the notes, and back.
    Notes,
    /// The source ledger, and back.
    Ledger,
    /// Another order of the library's list.
    Sort,
    /// In the editor, where the quotation stands.
    OpenDraft,
}

/// How far the cursor of a selection goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Glyph,
    Word,
    WordEnd,
    Sentence,
}

/// What can be selected as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Sentence,
    Paragraph,
    Quotation,
}

/// What is changed in the column of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Narrower,
    Wider,
    Usual,
    Setting,
}

/// What is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    Speaker,
    Reject,
    Join,
    Merge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Line,
    HalfPage,
    Page,
    Section,
    Paragraph,
    Quotation,
    Hit,
    Note,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Forward,
    Back,
}
