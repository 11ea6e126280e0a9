//! The table of the keys, as they are without a configuration.

use super::Action::{self, Cursor, Move, Object};
use super::Change::{Narrower, Setting, Usual, Wider};
use super::Unit::{HalfPage, Hit, Line, Note, Page, Paragraph, Quotation, Section};
use super::Way::{Back, Forward};
use super::{Fix, Step, Text};
use crate::ui::geometry::Focus::{self, Body, Contents, People, Quotes};

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    /// How the configuration calls it.
    pub name: &'static str,
    pub group: &'static str,
    /// As the configuration writes them: `j`, `Ctrl-f`, `c s`.
    pub keys: &'static [&'static str],
    pub action: Action,
    pub about: &'static str,
    /// The same for the foot, where a first key was pressed.
    pub brief: &'static str,
    /// The panes in which it does something.
    pub panes: &'static [Focus],
    pub scope: Scope,
}

/// When a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    #[default]
    Reading,
    /// While words are selected; what has no key then has its key for reading.
    Selecting,
}

const ALL: &[Focus] = &[Body, Quotes, People, Contents];

const fn row(
    group: &'static str,
    name: &'static str,
    keys: &'static [&'static str],
    action: Action,
    about: &'static str,
) -> Binding {
    Binding { name, group, keys, action, about, brief: "", panes: ALL, scope: Scope::Reading }
}

/// A correction, whose keys follow `c`.
const fn fix(
    name: &'static str,
    keys: &'static [&'static str],
    fix: Fix,
    brief: &'static str,
    about: &'static str,
) -> Binding {
    Binding {
        name,
        group: "Correcting",
        keys,
        action: Action::Correct(fix),
        about,
        brief,
        panes: ALL,
        scope: Scope::Reading,
    }
}

/// What a key does while words are selected.
const fn selecting(
    name: &'static str,
    keys: &'static [&'static str],
    action: Action,
    brief: &'static str,
    about: &'static str,
) -> Binding {
    Binding { name, group: "Selecting", keys, action, about, brief, panes: &[Body], scope: Scope::Selecting }
}

/// Copying in a format, whose letter follows `Y`.
const fn copy_as(
    name: &'static str,
    keys: &'static [&'static str],
    format: &'static str,
    brief: &'static str,
    about: &'static str,
) -> Binding {
    let action = Action::CopyAs(format);
    Binding { name, group: "Copying as", keys, action, about, brief, panes: ALL, scope: Scope::Reading }
}

pub const BINDINGS: &[Binding] = &[
    row("Moving", "down", &["j", "Down", "Ctrl-e"], Move(Line, Forward), "line down; in a list the next entry"),
    row("Moving", "up", &["k", "Up", "Ctrl-y"], Move(Line, Back), "line up; in a list the entry before"),
    row("Moving", "page-down", &["Space", "f", "PageDown", "Ctrl-f"], Move(Page, Forward), "page down"),
    row("Moving", "page-up", &["b", "PageUp", "Ctrl-b"], Move(Page, Back), "page up"),
    row("Moving", "half-page-down", &["d", "Ctrl-d"], Move(HalfPage, Forward), "half a page down"),
    row("Moving", "half-page-up", &["u", "Ctrl-u"], Move(HalfPage, Back), "half a page up"),
    row("Moving", "start", &["g", "Home"], Action::Start, "to the start"),
    row("Moving", "end", &["G", "End"], Action::End, "to the end; with a number to that paragraph or entry"),
    row("Article", "next-section", &["]"], Move(Section, Forward), "next section"),
    row("Article", "previous-section", &["["], Move(Section, Back), "section before"),
    row("Article", "next-paragraph", &["}"], Move(Paragraph, Forward), "next paragraph"),
    row("Article", "previous-paragraph", &["{"], Move(Paragraph, Back), "paragraph before"),
    row("Article", "next-quotation", &[")"], Move(Quotation, Forward), "next quotation, from any pane"),
    row("Article", "previous-quotation", &["("], Move(Quotation, Back), "quotation before, from any pane"),
    row("Article", "evidence", &["i"], Action::Evidence, "the evidence for who said the quotation, and back"),
    row("Article", "search", &["/"], Action::Search, "search the article's text; in a list filter it"),
    row("Article", "search-here", &["*"], Action::SearchHere, "search for the hit's word, else the person's names"),
    row("Article", "only", &["&"], Action::Only, "only the paragraphs with some words; with none all again"),
    row("Article", "next-hit", &["n"], Move(Hit, Forward), "next hit"),
    row("Article", "previous-hit", &["N"], Move(Hit, Back), "hit before"),
    row("Article", "jump", &["J"], Action::Jump, "to a heading, a person or a quotation by some letters of it"),
    row("Article", "links", &["F"], Action::Links, "open or copy a link in view, by the letters at it"),
    row("Places", "set-mark", &["m"], Action::SetMark, "mark the place with the letter that follows"),
    row(
        "Places",
        "go-to-mark",
        &["'"],
        Action::GoToMark,
        "to the mark of the letter that follows; '' back from a jump",
    ),
    row("Places", "back", &["Ctrl-o", "Alt-Left"], Action::Trail(Back), "back to where a jump came from"),
    row("Places", "forward", &["Alt-Right"], Action::Trail(Forward), "forth again"),
    row("Panes", "next-pane", &["Tab"], Action::Pane(Forward), "next pane"),
    row("Panes", "previous-pane", &["Shift-Tab"], Action::Pane(Back), "pane before"),
    row("Panes", "body", &["Alt-1"], Action::Focus(Body), "body"),
    row("Panes", "quotations", &["Alt-2"], Action::Focus(Quotes), "quotations"),
    row("Panes", "people", &["Alt-3"], Action::Focus(People), "people"),
    row("Panes", "contents", &["o"], Action::Contents, "contents, and back"),
    row("Panes", "alone", &["z"], Action::Alone, "body alone, and back"),
    row("Panes", "mouse", &["Alt-m"], Action::Mouse, "the mouse for pullquote, and back to the terminal"),
    row("Panes", "articles", &["Backspace"], Action::Articles, "back to the list of articles"),
    row("Column", "narrower", &["-"], Action::Column(Narrower), "narrower column"),
    row("Column", "wider", &["+"], Action::Column(Wider), "wider column"),
    row("Column", "usual-width", &["="], Action::Column(Usual), "column as wide as without these keys"),
    row("Column", "setting", &["|"], Action::Column(Setting), "lines ragged, then hyphenated, then justified"),
    row("Choosing", "choose", &["Enter"], Action::Enter, "choose the quotation and leave; open what the cursor is on"),
    row("Choosing", "mark", &["t"], Action::Mark, "mark the quotation, for a choice of several"),
    row("Choosing", "copy", &["y"], Action::Copy, "copy the quotation through the terminal"),
    row("Choosing", "select", &["v"], Action::Select(false), "select words, from the hit or the quotation in view"),
    row("Choosing", "select-paragraphs", &["V"], Action::Select(true), "select whole paragraphs"),
    row("Notes", "highlight", &["H"], Action::Highlight, "highlight the selected words, else the quotation"),
    row("Notes", "note", &["A"], Action::Note, "write a note on them, or go on with the one that is there"),
    row("Notes", "delete-note", &["X"], Action::Unnote, "delete the note or highlight on them; U brings it back"),
    row("Notes", "next-note", &[";"], Move(Note, Forward), "next note or highlight; its text stands at the foot"),
    row("Notes", "previous-note", &[","], Move(Note, Back), "note or highlight before"),
    row("Notes", "notes", &["O", "Alt-4"], Action::Notes, "the notes, and back; Enter goes to one"),
    copy_as("copy-text", &["Y t"], "text", "text", "copy the quotation as its words alone"),
    copy_as("copy-markdown", &["Y m"], "markdown", "Markdown", "copy it as a block quote in Markdown"),
    copy_as("copy-json", &["Y j"], "json", "JSON", "copy it as a JSON object"),
    copy_as("copy-csv", &["Y c"], "csv", "CSV", "copy it as a row of comma-separated values"),
    copy_as("copy-org", &["Y o"], "org", "Org", "copy it as an Org quote block"),
    copy_as("copy-latex", &["Y l"], "latex", "LaTeX", "copy it as a LaTeX quote environment"),
    copy_as("copy-typst", &["Y p"], "typst", "Typst", "copy it as a Typst block quote"),
    copy_as("copy-bibtex", &["Y b"], "bibtex", "BibTeX", "copy it as a BibTeX entry"),
    copy_as("copy-ris", &["Y r"], "ris", "RIS", "copy it as a reference in RIS"),
    copy_as("copy-csl", &["Y s"], "csl", "CSL-JSON", "copy it as a reference in CSL-JSON"),
    #[cfg(feature = "citations")]
    copy_as("copy-apa", &["Y a"], "apa", "APA", "copy it with a reference in APA style"),
    #[cfg(feature = "citations")]
    copy_as("copy-mla", &["Y M"], "mla", "MLA", "copy it with a reference in MLA style"),
    #[cfg(feature = "citations")]
    copy_as("copy-chicago", &["Y C"], "chicago", "Chicago", "copy it with a reference in Chicago style"),
    copy_as("copy-link", &["Y u"], "link", "link", "copy an address that opens the article at the words"),
    selecting("cursor-right", &["l", "Right"], Cursor(Step::Glyph, Forward), "", "a character on"),
    selecting("cursor-left", &["h", "Left"], Cursor(Step::Glyph, Back), "", "a character back"),
    selecting("next-word", &["w"], Cursor(Step::Word, Forward), "", "a word on"),
    selecting("previous-word", &["b"], Cursor(Step::Word, Back), "", "a word back"),
    selecting("word-end", &["e"], Cursor(Step::WordEnd, Forward), "", "to the end of a word"),
    selecting("next-sentence", &[")"], Cursor(Step::Sentence, Forward), "", "a sentence on"),
    selecting("previous-sentence", &["("], Cursor(Step::Sentence, Back), "", "a sentence back"),
    selecting("other-end", &["o"], Action::OtherEnd, "", "to the other end of the selection"),
    selecting("a-sentence", &["a s"], Object(Text::Sentence, false), "sentence", "select the sentence, with its space"),
    selecting("a-paragraph", &["a p"], Object(Text::Paragraph, false), "paragraph", "select the paragraph"),
    selecting(
        "a-quotation",
        &["a q"],
        Object(Text::Quotation, false),
        "quotation",
        "select the quotation, with its marks",
    ),
    selecting("inner-sentence", &["i s"], Object(Text::Sentence, true), "sentence", "select the sentence"),
    selecting("inner-paragraph", &["i p"], Object(Text::Paragraph, true), "paragraph", "select the paragraph"),
    selecting(
        "inner-quotation",
        &["i q"],
        Object(Text::Quotation, true),
        "quotation",
        "select the quotation, without its marks",
    ),
    selecting(
        "copy-with-source",
        &["Y"],
        Action::CopyWithSource,
        "",
        "copy the words and a line that says where they are from",
    ),
    fix("correct-speaker", &["c s"], Fix::Speaker, "speaker", "correct who says the quotation"),
    fix("correct-reject", &["c x"], Fix::Reject, "no quotation", "correct that it is no quotation"),
    fix("correct-join", &["c j"], Fix::Join, "join next", "correct that it is one with the next quotation"),
    fix(
        "correct-merge",
        &["c m"],
        Fix::Merge,
        "same person",
        "correct that the person, or the speaker, is another one of them",
    ),
    row("Correcting", "undo", &["U"], Action::Undo, "take the last correction back, or the last deletion of a note"),
    row("Leaving", "close", &["Esc"], Action::Close, "close, clear; never quits"),
    row("Leaving", "help", &["?", "F1"], Action::Help, "these keys"),
    row("Leaving", "quit", &["q"], Action::Quit, "quit; in help, evidence, search or filter: close that"),
    row("Leaving", "cancel", &["Ctrl-c"], Action::Cancel, "leave without choosing, exit status 130"),
    row("Leaving", "suspend", &["Ctrl-z"], Action::Suspend, "suspend; fg brings it back"),
    row("Leaving", "redraw", &["Ctrl-l"], Action::Redraw, "draw the screen anew"),
];
