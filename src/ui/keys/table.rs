//! The table of the keys, as they are without a configuration.

use super::Action::{self, Cursor, Move, Object};
use super::Change::{Narrower, Setting, Usual, Wider};
use super::Unit::{HalfPage, Hit, Line, Note, Page, Paragraph, Quotation, Section};
use super::Way::{Back, Forward};
use super::{Fix, Step, Text};
use crate::ui::geometry::Focus;

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
    /// Where it does something.
    pub panes: &'static [At],
    /// What it does there, where that is not the same everywhere.
    pub here: &'static [(&'static [At], &'static str)],
    pub scope: Scope,
}

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Pane(Focus),
    /// In the body, while words of it are selected.
    Selection,
    /// The list of articles.
    Articles,
    /// The list of the library, where letters filter.
    Library,
    /// The list of the notes.
    Notes,
    /// Where a draft is compared with its sources.
    Review,
    /// In another list or a question over the others, which takes one key at a time.
    Overlay,
}

/// When a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    #[default]
    Reading,
    /// While words are selected; what has no key then has its key for reading.
    Selecting,
    /// While a draft is compared with its sources; likewise.
    Reviewing,
}

const BODY: At = At::Pane(Focus::Body);
const QUOTES: At = At::Pane(Focus::Quotes);
const PEOPLE: At = At::Pane(Focus::People);
const CONTENTS: At = At::Pane(Focus::Contents);
const LISTS: &[At] = &[QUOTES, PEOPLE, CONTENTS];
/// Wherever an article is read.
const READING: &[At] = &[BODY, QUOTES, PEOPLE, CONTENTS, At::Selection];
/// And where one is chosen.
const EVERYWHERE: &[At] = &[BODY, QUOTES, PEOPLE, CONTENTS, At::Selection, At::Articles, At::Notes, At::Review];
/// Wherever an article is read, and where its notes are listed.
const NOTED: &[At] = &[BODY, QUOTES, PEOPLE, CONTENTS, At::Selection, At::Notes];
/// Wherever quotations are walked through.
const WALKED: &[At] = &[BODY, QUOTES, PEOPLE, CONTENTS, At::Selection, At::Review];
const NOTES: &[At] = &[At::Notes];
const REVIEW: &[At] = &[At::Review];
/// Where a quotation is corrected.
const CORRECTED: &[At] = &[BODY, QUOTES, CONTENTS];
const SELECTION: &[At] = &[At::Selection];

const fn row(
    group: &'static str,
    name: &'static str,
    keys: &'static [&'static str],
    action: Action,
    about: &'static str,
) -> Binding {
    Binding { name, group, keys, action, about, brief: "", panes: READING, here: &[], scope: Scope::Reading }
}

impl Binding {
    const fn at(self, panes: &'static [At]) -> Binding {
        Binding { panes, ..self }
    }

    const fn here(self, here: &'static [(&'static [At], &'static str)]) -> Binding {
        Binding { here, ..self }
    }

    /// What it does somewhere; in general, if no place is named.
    pub fn told(&self, at: Option<At>) -> &'static str {
        let is_here = |(places, _): &&(&[At], _)| at.is_some_and(|at| places.contains(&at));
        self.here.iter().find(is_here).map_or(self.about, |(_, about)| about)
    }
}

/// A correction, whose keys follow `c`.
const fn fix(
    name: &'static str,
    keys: &'static [&'static str],
    fix: Fix,
    brief: &'static str,
    about: &'static str,
) -> Binding {
    Binding { brief, panes: CORRECTED, ..row("Correcting", name, keys, Action::Correct(fix), about) }
}

/// What a key does while words are selected.
const fn selecting(
    name: &'static str,
    keys: &'static [&'static str],
    action: Action,
    brief: &'static str,
    about: &'static str,
) -> Binding {
    Binding {
        brief,
        panes: SELECTION,
        scope: Scope::Selecting,
        ..row("While words are selected", name, keys, action, about)
    }
}

/// Copying in a format, whose letter follows `Y`.
const fn copy_as(
    name: &'static str,
    keys: &'static [&'static str],
    format: &'static str,
    brief: &'static str,
    about: &'static str,
) -> Binding {
    Binding { brief, ..row("Choosing", name, keys, Action::CopyAs(format), about) }
}

pub const BINDINGS: &[Binding] = &[
    row("Choosing", "choose", &["Enter"], Action::Enter, "choose the quotation and leave; open what the cursor is on")
        .at(EVERYWHERE)
        .here(&[
            (&[BODY], "choose the quotation in view and leave; else line down"),
            (&[QUOTES], "choose the quotation and leave"),
            (&[PEOPLE], "only what the person says"),
            (&[CONTENTS], "go to the section"),
            (SELECTION, "send the words and leave"),
            (&[At::Articles], "open the article"),
            (NOTES, "go to the note"),
            (REVIEW, "print it and leave"),
        ]),
    row("Choosing", "next-quotation", &[")"], Move(Quotation, Forward), "next quotation, from any pane")
        .at(WALKED)
        .here(&[(REVIEW, "next quotation")]),
    row("Choosing", "previous-quotation", &["("], Move(Quotation, Back), "quotation before, from any pane")
        .at(WALKED)
        .here(&[(REVIEW, "quotation before")]),
    row("Choosing", "evidence", &["i"], Action::Evidence, "the evidence for who said the quotation, and back"),
    row("Choosing", "mark", &["t"], Action::Mark, "mark the quotation, for a choice of several"),
    row("Choosing", "copy", &["y"], Action::Copy, "copy the quotation through the terminal")
        .here(&[(SELECTION, "copy the words")]),
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
    copy_as("copy-address", &["Y d"], "address", "id", "copy its lasting address, for pullquote open"),
    row("Moving", "down", &["j", "Down", "Ctrl-e"], Move(Line, Forward), "line down; in a list the next entry")
        .at(EVERYWHERE)
        .here(&[(&[BODY, At::Selection, At::Review], "line down"), (EVERYWHERE, "the next entry")]),
    row("Moving", "up", &["k", "Up", "Ctrl-y"], Move(Line, Back), "line up; in a list the entry before")
        .at(EVERYWHERE)
        .here(&[(&[BODY, At::Selection, At::Review], "line up"), (EVERYWHERE, "the entry before")]),
    row("Moving", "page-down", &["Space", "f", "PageDown", "Ctrl-f"], Move(Page, Forward), "page down").at(EVERYWHERE),
    row("Moving", "page-up", &["b", "PageUp", "Ctrl-b"], Move(Page, Back), "page up").at(EVERYWHERE),
    row("Moving", "half-page-down", &["d", "Ctrl-d"], Move(HalfPage, Forward), "half a page down").at(EVERYWHERE),
    row("Moving", "half-page-up", &["u", "Ctrl-u"], Move(HalfPage, Back), "half a page up").at(EVERYWHERE),
    row("Moving", "start", &["g", "Home"], Action::Start, "to the start").at(EVERYWHERE).here(&[
        (LISTS, "to the first entry"),
        (&[At::Articles, At::Notes], "to the first entry"),
        (REVIEW, "to the first quotation"),
    ]),
    row("Moving", "end", &["G", "End"], Action::End, "to the end; with a number to that paragraph or entry")
        .at(EVERYWHERE)
        .here(&[
            (&[BODY], "to the end; with a number to that paragraph"),
            (LISTS, "to the last entry; with a number to that one"),
            (&[At::Articles, At::Notes], "to the last entry"),
            (SELECTION, "to the end"),
            (REVIEW, "to the last quotation"),
        ]),
    row("Moving", "next-section", &["]"], Move(Section, Forward), "next section")
        .here(&[(SELECTION, "next paragraph")]),
    row("Moving", "previous-section", &["["], Move(Section, Back), "section before")
        .here(&[(SELECTION, "paragraph before")]),
    row("Moving", "next-paragraph", &["}"], Move(Paragraph, Forward), "next paragraph"),
    row("Moving", "previous-paragraph", &["{"], Move(Paragraph, Back), "paragraph before"),
    row("Searching", "search", &["/"], Action::Search, "search the article's text; in a list filter it")
        .at(NOTED)
        .here(&[
            (&[BODY, At::Selection], "search the article's text"),
            (LISTS, "only the entries with some letters"),
            (NOTES, "find a note by some letters"),
        ]),
    row("Searching", "search-here", &["*"], Action::SearchHere, "search for the hit's word, else the person's names")
        .here(&[
            (&[BODY], "search for the hit's word, else the speaker's names"),
            (&[QUOTES, CONTENTS], "search for the speaker's names"),
            (&[PEOPLE], "search for the person's names"),
            (SELECTION, "search for the words"),
        ]),
    row("Searching", "next-hit", &["n"], Move(Hit, Forward), "next hit").at(WALKED).here(&[(REVIEW, "next quotation")]),
    row("Searching", "previous-hit", &["N"], Move(Hit, Back), "hit before")
        .at(WALKED)
        .here(&[(REVIEW, "quotation before")]),
    row("Searching", "only", &["&"], Action::Only, "only the paragraphs with some words; with none all again"),
    row("Searching", "jump", &["J"], Action::Jump, "to a heading, person or quotation by letters of it"),
    row("Searching", "links", &["F"], Action::Links, "open or copy a link in view, by the letters at it"),
    row("Panes", "next-pane", &["Tab"], Action::Pane(Forward), "next pane"),
    row("Panes", "previous-pane", &["Shift-Tab"], Action::Pane(Back), "pane before"),
    row("Panes", "body", &["Alt-1"], Action::Focus(Focus::Body), "body").at(LISTS),
    row("Panes", "quotations", &["Alt-2"], Action::Focus(Focus::Quotes), "quotations").at(&[
        BODY,
        PEOPLE,
        CONTENTS,
        At::Selection,
    ]),
    row("Panes", "people", &["Alt-3"], Action::Focus(Focus::People), "people").at(&[
        BODY,
        QUOTES,
        CONTENTS,
        At::Selection,
    ]),
    row("Panes", "contents", &["o"], Action::Contents, "contents, and back")
        .here(&[(&[BODY, QUOTES, PEOPLE, At::Selection], "contents"), (&[CONTENTS], "back from the contents")]),
    row("Panes", "ledger", &["L"], Action::Ledger, "who speaks, how much and where: the source ledger, and back"),
    row("Panes", "alone", &["z"], Action::Alone, "body alone, and back").here(&[(LISTS, "body alone")]),
    row("Panes", "articles", &["Backspace"], Action::Articles, "back to the list of articles"),
    row("Panes", "sort", &["Alt-s"], Action::Sort, "another order of the library's list").at(&[At::Library]),
    row(
        "Selecting and noting",
        "select",
        &["v"],
        Action::Select(false),
        "select words, from the hit or the quotation in view",
    )
    .here(&[(SELECTION, "select words, or leave that")]),
    row("Selecting and noting", "select-paragraphs", &["V"], Action::Select(true), "select whole paragraphs")
        .here(&[(SELECTION, "select whole paragraphs, or leave that")]),
    row(
        "Selecting and noting",
        "highlight",
        &["H"],
        Action::Highlight,
        "highlight the selected words, else the quotation",
    )
    .here(&[(SELECTION, "highlight the words"), (READING, "highlight the quotation in view")]),
    row(
        "Selecting and noting",
        "note",
        &["A"],
        Action::Note,
        "write a note on them, or go on with the one that is there",
    )
    .at(NOTED)
    .here(&[
        (SELECTION, "write a note on the words"),
        (NOTES, "go on with the note"),
        (READING, "write a note on the quotation, or go on with it"),
    ]),
    row("Selecting and noting", "delete-note", &["X"], Action::Unnote, "delete the note or highlight on them")
        .at(NOTED)
        .here(&[
            (SELECTION, "delete the note on the words"),
            (NOTES, "delete the note"),
            (READING, "delete the note or highlight on the quotation"),
        ]),
    row(
        "Selecting and noting",
        "next-note",
        &[";"],
        Move(Note, Forward),
        "next note or highlight; its text stands at the foot",
    ),
    row("Selecting and noting", "previous-note", &[","], Move(Note, Back), "note or highlight before"),
    row("Selecting and noting", "notes", &["O", "Alt-4"], Action::Notes, "all notes and highlights, and back")
        .at(NOTED)
        .here(&[(NOTES, "back")]),
    selecting("cursor-right", &["l", "Right"], Cursor(Step::Glyph, Forward), "", "a character on"),
    selecting("cursor-left", &["h", "Left"], Cursor(Step::Glyph, Back), "", "a character back"),
    selecting("next-word", &["w", "Ctrl-Right"], Cursor(Step::Word, Forward), "", "a word on"),
    selecting("previous-word", &["b", "Ctrl-Left"], Cursor(Step::Word, Back), "", "a word back"),
    selecting("word-end", &["e"], Cursor(Step::WordEnd, Forward), "", "to the end of a word"),
    selecting("next-sentence", &[")"], Cursor(Step::Sentence, Forward), "", "a sentence on"),
    selecting("previous-sentence", &["("], Cursor(Step::Sentence, Back), "", "a sentence back"),
    selecting("other-end", &["o"], Action::OtherEnd, "", "to the other end of the selection"),
    selecting(
        "a-sentence",
        &["a s"],
        Object(Text::Sentence, false),
        "sentence with its space",
        "select the sentence, with its space",
    ),
    selecting("a-paragraph", &["a p"], Object(Text::Paragraph, false), "paragraph", "select the paragraph"),
    selecting(
        "a-quotation",
        &["a q"],
        Object(Text::Quotation, false),
        "quotation with its marks",
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
    // A key of its own, so that words are copied with it whatever it does elsewhere.
    selecting("copy-words", &["y"], Action::Copy, "", "copy the words"),
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
    )
    .at(&[BODY, QUOTES, PEOPLE, CONTENTS])
    .here(&[(&[PEOPLE], "correct that the person is another one of them")]),
    row("Correcting", "undo", &["U"], Action::Undo, "take back the last correction or deletion of a note")
        .at(NOTED)
        .here(&[(NOTES, "bring back the note that was deleted last")]),
    Binding {
        panes: REVIEW,
        scope: Scope::Reviewing,
        ..row("Reviewing", "open-draft", &["o"], Action::OpenDraft, "with verify -i: open the draft at the quotation")
    }
    .here(&[(REVIEW, "open the draft at the quotation")]),
    row("Places", "set-mark", &["m"], Action::SetMark, "mark the place with the letter that follows"),
    row("Places", "go-to-mark", &["'"], Action::GoToMark, "to the mark of that letter; twice: back from a jump"),
    row("Places", "back", &["Ctrl-o", "Alt-Left"], Action::Trail(Back), "back to where a jump came from"),
    row("Places", "forward", &["Alt-Right"], Action::Trail(Forward), "forth again"),
    row("Looks", "narrower", &["-"], Action::Column(Narrower), "narrower column"),
    row("Looks", "wider", &["+"], Action::Column(Wider), "wider column"),
    row("Looks", "usual-width", &["="], Action::Column(Usual), "column as wide as without these keys"),
    row("Looks", "setting", &["|"], Action::Column(Setting), "lines ragged, then hyphenated, then justified"),
    row("Looks", "images", &["I"], Action::Images, "the images above their captions, and captions only"),
    row("Looks", "mouse", &["Alt-m"], Action::Mouse, "the mouse for pullquote, and back to the terminal"),
    row("Leaving", "close", &["Esc"], Action::Close, "close, clear; never quits").at(EVERYWHERE).here(&[
        (&[BODY, QUOTES, PEOPLE], "close evidence, search or filter; never quits"),
        (&[CONTENTS], "back from the contents"),
        (SELECTION, "leave the selection"),
        (&[At::Articles], "all articles again; never quits"),
        (NOTES, "back; never quits"),
        (REVIEW, "close these keys, else leave"),
    ]),
    row("Leaving", "help", &["?", "F1"], Action::Help, "these keys").at(EVERYWHERE),
    row("Leaving", "quit", &["q"], Action::Quit, "quit; in help, evidence, search or filter: close that")
        .at(EVERYWHERE)
        .here(&[
            (SELECTION, "leave the selection"),
            (&[At::Articles], "quit"),
            (NOTES, "back"),
            (REVIEW, "close these keys, else leave"),
        ]),
    row("Leaving", "cancel", &["Ctrl-c"], Action::Cancel, "leave without choosing, exit status 130").at(EVERYWHERE),
    row("Leaving", "suspend", &["Ctrl-z"], Action::Suspend, "suspend; fg brings it back").at(EVERYWHERE),
    row("Leaving", "redraw", &["Ctrl-l"], Action::Redraw, "draw the screen anew").at(EVERYWHERE),
];
