//! The keys that matter at a moment: four at most, unless a key was pressed that another
//! one has to follow.
//!
//! Comes in: the app. Goes out: keys, as they are bound, and what each does here. May not
//! know how they are drawn.

use super::notes;
use crate::ui::app::{App, Marking, Mode};
use crate::ui::geometry::Focus;
use crate::ui::keys::{Action, Binding, Fix, Key, Scope, Step, Unit, Way};
use crate::ui::reader::{Open, Reader};

/// A key, and what it does here.
pub type Tip = (String, String);

/// What is said in fewer words where there is no room for these.
const SHORT: &[(&str, &str)] = &[
    ("choose quotation", "choose"),
    ("next quotation", "next"),
    ("quotations", "lists"),
    ("send the marked", "send"),
    ("mark, unmark", "mark"),
    ("correct the speaker", "correct"),
    ("send and leave", "send"),
    ("close evidence", "close"),
    ("close search", "close"),
    ("their quotations", "theirs"),
    ("find the name", "find"),
];

/// The same tips in fewer words.
pub fn shortened(tips: &[Tip]) -> Vec<Tip> {
    let short =
        |does: &str| SHORT.iter().find(|(long, _)| *long == does).map_or(does.to_string(), |(_, s)| s.to_string());
    tips.iter().map(|(key, does)| (key.clone(), short(does))).collect()
}

/// Which of them is left out first: the first and the last two outlast the others, but the
/// way to the lists that of a jump back.
pub fn first_to_go(tips: &[Tip]) -> usize {
    let says = |number: usize, words| tips.get(number).is_some_and(|(_, does)| does == words);
    match tips.len() {
        4 if says(1, "quotations") && says(3, "back") => 3,
        count @ 4.. => count - 3,
        count => count.saturating_sub(1),
    }
}

/// A key of the table below.
#[derive(Clone, Copy)]
enum Told {
    Bound(Action, &'static str),
    /// One that cannot be bound anew, or no single one.
    Fixed(&'static str, &'static str),
    /// What is open is closed, a jump taken back, else the reading ended.
    Leave,
}

use Told::{Bound, Fixed, Leave};

/// What decides which keys matter while somebody reads.
struct Now {
    focus: Focus,
    scope: Scope,
    /// Of what is selected nothing but a glyph.
    is_bare: bool,
    open: Option<Open>,
    /// The current quotation: is there one, and is it in view?
    has_quote: bool,
    in_view: bool,
    /// Only one person's quotations are shown.
    of_one: bool,
    /// Boxes are before the quotations; some are marked.
    is_boxed: bool,
    has_marked: bool,
    /// There is more than one hit to go to.
    has_hits: bool,
    /// No list is beside the body.
    is_single: bool,
    has_jumped: bool,
    /// The text of a note is shown, and keys are about that.
    has_note: bool,
}

const HELP: Told = Bound(Action::Help, "keys");
const ENTER: Told = Bound(Action::Enter, "choose quotation");
const SEND_ALL: Told = Bound(Action::Enter, "send the marked");
const MARK: Told = Bound(Action::Mark, "mark, unmark");
const ONWARD: Told = Bound(Action::Move(Unit::Quotation, Way::Forward), "next quotation");
const SEARCH: Told = Bound(Action::Search, "search");
const FILTER: Told = Bound(Action::Search, "filter");
const LISTS: Told = Bound(Action::Pane(Way::Forward), "quotations");
const NEXT_HIT: Told = Bound(Action::Move(Unit::Hit, Way::Forward), "next hit");

/// A moment, and the keys that matter then.
type Row = (fn(&Now) -> bool, [Told; 4]);

/// The first that fits is now.
const READING: &[Row] = &[
    (
        |now| now.scope == Scope::Selecting && now.is_bare,
        [
            Bound(Action::Cursor(Step::Word, Way::Forward), "a word on"),
            Bound(Action::Cursor(Step::Sentence, Way::Forward), "a sentence on"),
            HELP,
            Bound(Action::Close, "leave it"),
        ],
    ),
    (
        |now| now.scope == Scope::Selecting,
        [
            Bound(Action::Copy, "copy"),
            Bound(Action::Highlight, "highlight"),
            HELP,
            Bound(Action::Enter, "send and leave"),
        ],
    ),
    (
        |now| now.open == Some(Open::Evidence),
        [ONWARD, Bound(Action::Correct(Fix::Speaker), "correct the speaker"), HELP, Leave],
    ),
    (
        |now| now.has_note && now.focus == Focus::Body && now.in_view && !now.has_marked,
        [Bound(Action::Note, "edit note"), ENTER, HELP, Leave],
    ),
    (
        |now| now.has_note,
        [Bound(Action::Note, "edit note"), Bound(Action::Move(Unit::Note, Way::Forward), "next note"), HELP, Leave],
    ),
    (
        |now| now.focus == Focus::Body && now.open == Some(Open::Search) && now.has_hits,
        [NEXT_HIT, Bound(Action::Move(Unit::Hit, Way::Back), "hit before"), HELP, Leave],
    ),
    (
        |now| now.focus == Focus::Body && now.open == Some(Open::Only) && now.has_hits,
        [NEXT_HIT, Bound(Action::Only, "other words"), HELP, Leave],
    ),
    (|now| now.focus == Focus::Body && now.in_view && now.has_marked, [SEND_ALL, MARK, HELP, Leave]),
    (|now| now.focus == Focus::Body && now.in_view && now.is_single, [ENTER, LISTS, HELP, Leave]),
    (|now| now.focus == Focus::Body && now.in_view, [ENTER, ONWARD, HELP, Leave]),
    (|now| now.focus == Focus::Body && now.has_quote && now.is_single, [ONWARD, LISTS, HELP, Leave]),
    (|now| now.focus == Focus::Body && now.has_quote, [ONWARD, SEARCH, HELP, Leave]),
    (
        |now| now.focus == Focus::Body,
        [SEARCH, Bound(Action::Move(Unit::Section, Way::Forward), "next section"), HELP, Leave],
    ),
    (|now| now.focus == Focus::Quotes && now.has_marked, [SEND_ALL, MARK, HELP, Leave]),
    (
        |now| now.focus == Focus::Quotes && now.has_quote && now.is_boxed,
        [Bound(Action::Mark, "mark"), Bound(Action::Enter, "choose"), HELP, Leave],
    ),
    (
        |now| now.focus == Focus::Quotes && now.has_quote,
        [Bound(Action::Enter, "choose"), Bound(Action::Evidence, "evidence"), HELP, Leave],
    ),
    (
        |now| now.focus == Focus::People && now.of_one,
        [
            Bound(Action::Focus(Focus::Quotes), "their quotations"),
            Bound(Action::SearchHere, "find the name"),
            HELP,
            Leave,
        ],
    ),
    (
        |now| now.focus == Focus::People,
        [Bound(Action::Enter, "only theirs"), Bound(Action::SearchHere, "find the name"), HELP, Leave],
    ),
    (|now| now.focus == Focus::Contents, [Bound(Action::Enter, "go there"), FILTER, HELP, Leave]),
    (|_| true, [Bound(Action::Pane(Way::Forward), "next pane"), FILTER, HELP, Leave]),
];

const LEAVES_IT: Told = Fixed("Esc", "leave it");
const ARROWS: Told = Fixed("Up Down", "move");
const TYPE: Told = Fixed("type", "to filter");

/// The keys that matter now.
pub fn tips(app: &App<'_>) -> Vec<Tip> {
    let (told, now) = match (app.reader(), &app.mode) {
        (Some(reader), Mode::Reading) => match app.begun {
            Some(first) => return following(app, first),
            None => {
                let now = Now::of(app, reader);
                let row = READING.iter().find(|(is_now, _)| is_now(&now));
                (row.map_or(&[][..], |(_, told)| told), Some(now))
            }
        },
        (Some(reader), Mode::Marking(marking)) => return marks(app, *marking, reader),
        (_, mode) => (elsewhere(app, mode), None),
    };
    let at = app.taking();
    let tip = |told: &Told| match told {
        Bound(action, does) => (app.keys().name_of(at, *action), (*does).to_string()),
        Fixed(key, does) => ((*key).to_string(), (*does).to_string()),
        Leave => {
            let (action, does) = now.as_ref().map_or((Action::Quit, "quit"), leave);
            (app.keys().name_of(at, action), does.to_string())
        }
    };
    // What has no key is not told.
    told.iter().map(tip).filter(|(key, _)| !key.is_empty()).collect()
}

/// In a prompt, a list over the others, the help.
fn elsewhere(app: &App<'_>, mode: &Mode) -> &'static [Told] {
    match mode {
        Mode::Hinting(hints) if hints.chosen().is_some() => {
            &[Fixed("Enter", "open it"), Bound(Action::Copy, "copy it"), LEAVES_IT]
        }
        Mode::Hinting(_) => &[Fixed("letters", "choose a link"), LEAVES_IT],
        Mode::Naming(_) | Mode::Jumping(_) => &[Fixed("Enter", "take it"), ARROWS, LEAVES_IT],
        Mode::Noting(_) => &[Fixed("Enter", "keep it"), LEAVES_IT],
        Mode::Notes(_) if app.reader().is_some_and(|reader| reader.notes.all.is_empty()) => {
            &[HELP, Bound(Action::Close, "close")]
        }
        Mode::Ledger(_) => &[Bound(Action::Enter, "first quotation"), Bound(Action::Close, "close")],
        Mode::Notes(_) => &[
            Bound(Action::Enter, "go there"),
            Bound(Action::Note, "edit"),
            Bound(Action::Unnote, "delete"),
            Bound(Action::Close, "close"),
        ],
        Mode::Help(help) if !help.words.is_empty() => &[Fixed("Esc", "all keys")],
        Mode::Help(_) => {
            &[TYPE, Bound(Action::Move(Unit::Page, Way::Forward), "page down"), Bound(Action::Close, "close")]
        }
        _ if !app.chooser.filter.is_empty() => &[Fixed("Enter", "open"), Fixed("Esc", "all articles")],
        _ => &[Bound(Action::Enter, "open"), TYPE, HELP, Leave],
    }
}

/// All that may follow a key.
fn following(app: &App<'_>, first: Key) -> Vec<Tip> {
    // The first that is said of it is enough.
    let whole = |binding: &Binding| binding.about.split([',', ';']).next().unwrap_or_default();
    let told = |binding: &Binding| if binding.brief.is_empty() { whole(binding) } else { binding.brief };
    let each = app.keys().after(app.scope(), first).map(|(key, binding)| (key.to_string(), told(binding).to_string()));
    each.chain([(Key::Esc.to_string(), "leave it".to_string())]).collect()
}

/// What may follow the key for marks.
fn marks(app: &App<'_>, marking: Marking, reader: &Reader<'_>) -> Vec<Tip> {
    let letters = reader.mark_letters();
    let set = (marking == Marking::Set).then(|| ("a-z A-Z".to_string(), "mark this place".to_string()));
    let does = if marking == Marking::Set { "marked already" } else { "go to that mark" };
    let known = (!letters.is_empty()).then(|| (letters, does.to_string()));
    let back = (app.keys().name_of(app.taking(), Action::GoToMark), "back from the last jump".to_string());
    let back = (marking == Marking::GoTo && !back.0.is_empty()).then_some(back);
    let leave = (Key::Esc.to_string(), "leave it".to_string());
    set.into_iter().chain(known).chain(back).chain([leave]).collect()
}

/// What is left next, and with which key.
fn leave(now: &Now) -> (Action, &'static str) {
    match now.open {
        Some(Open::Evidence) => (Action::Close, "close evidence"),
        Some(Open::Search) => (Action::Close, "close search"),
        Some(Open::Filter | Open::Narrowed(_) | Open::Only) => (Action::Close, "show all"),
        None if now.focus == Focus::Contents => (Action::Close, "back"),
        None if now.has_jumped => (Action::Trail(Way::Back), "back"),
        None => (Action::Quit, "quit"),
    }
}

impl Now {
    fn of(app: &App<'_>, reader: &Reader<'_>) -> Now {
        let current = reader.current();
        let lists = [Focus::Quotes, Focus::People, Focus::Contents];
        Now {
            focus: reader.focus,
            scope: app.scope(),
            is_bare: reader.selection.is_some_and(|selection| !selection.whole && selection.anchor == selection.cursor),
            open: reader.open(),
            has_quote: current.is_some(),
            in_view: current.is_some_and(|quote| reader.shows(quote)),
            of_one: reader.filter.by.is_some(),
            is_boxed: reader.marked.is_some(),
            has_marked: !app.marked().is_empty(),
            has_hits: reader.search.as_ref().is_some_and(|search| search.hits.len() > 1),
            is_single: !reader.alone && lists.iter().all(|list| reader.geometry.pane(*list).is_empty()),
            has_jumped: reader.trail.has_jumped(),
            has_note: notes::words(reader).and(reader.note_for_keys()).is_some(),
        }
    }
}
