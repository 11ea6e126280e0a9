//! Searching: the prompts for words, and what is looked for without typing.
//!
//! Comes in: the app and a key. Goes out: the changed app: each letter shows what it
//! finds from where the prompt was opened, Esc leads back there, Enter stays.

use super::moves::step;
use super::prompt::leaves;
use crate::article::Person;
use crate::engine::search::Wanted;
use crate::ui::app::{App, Mode, at};
use crate::ui::geometry::Focus;
use crate::ui::keys::{Action, Key, Way};
use crate::ui::prompt::{Asks, Prompt, remember};
use crate::ui::reader::{Place, Reader};
use crate::ui::text_field::Edited;

/// Opens the prompt of `/`: for the list that has the keys, else for the text.
pub fn ask(app: &mut App<'_>) {
    let focus = app.reader().map_or(Focus::Body, |reader| reader.focus);
    begin(app, if focus == Focus::Body { Asks::Text } else { Asks::List(focus) });
}

pub fn begin(app: &mut App<'_>, asks: Asks) {
    let Some(reader) = app.reader_mut() else { return };
    reader.set_out();
    // A list's words are gone on with.
    let typed = match asks {
        Asks::List(focus) => reader.typed_for(focus),
        Asks::Text | Asks::Only => {
            reader.prepare_text();
            ""
        }
    };
    app.mode = Mode::Searching(Prompt::new(asks, typed));
}

/// A key in the prompt.
pub fn prompted(app: &mut App<'_>, key: Key) {
    let action = app.keys().lookup(key);
    let Mode::Searching(prompt) = &mut app.mode else { return };
    let asks = prompt.asks;
    match (key, asks) {
        _ if leaves(key, action, prompt.typed.text()) => leave(app, asks),
        (Key::Enter, _) => enter(app),
        (Key::Up | Key::Down, Asks::List(_)) => {
            if let Some(reader) = app.reader_mut() {
                step(reader, 1, if key == Key::Up { Way::Back } else { Way::Forward });
            }
        }
        (Key::Up | Key::Down, _) if prompt.recall(&app.searches, key == Key::Up) => typed(app),
        _ if prompt.typed.edit(key) == Some(Edited::Text) => {
            prompt.is_typed();
            typed(app);
        }
        _ => {}
    }
}

/// Shows what has been typed so far.
pub fn typed(app: &mut App<'_>) {
    let Mode::Searching(prompt) = &app.mode else { return };
    let (asks, words) = (prompt.asks, prompt.typed.text().to_string());
    let Some(reader) = app.reader_mut() else { return };
    if let Asks::List(focus) = asks {
        reader.rewind();
        return reader.narrow(focus, &words);
    }
    if words.trim().is_empty() {
        reader.search = None;
        reader.rewind();
    } else if reader.find(Wanted::typed(&words)) {
        reader.rewind();
        let from = reader.view().0;
        reader.go_to_hit_after(from);
    }
    // Where nothing is found, the view stays where the last letter has brought it.
    let paragraphs = if asks == Asks::Only { reader.paragraphs_with_hits() } else { 0 };
    if let Mode::Searching(prompt) = &mut app.mode {
        prompt.paragraphs = paragraphs;
    }
}

fn leave(app: &mut App<'_>, asks: Asks) {
    app.mode = Mode::Reading;
    let Some(reader) = app.reader_mut() else { return };
    if let Asks::List(focus) = asks {
        reader.narrow(focus, "");
    }
    reader.give_up();
}

fn enter(app: &mut App<'_>) {
    let Mode::Searching(prompt) = std::mem::replace(&mut app.mode, Mode::Reading) else { return };
    let Some(reader) = app.reader_mut() else { return };
    let words = prompt.typed.text();
    match prompt.asks {
        Asks::List(_) => {
            reader.search = reader.arrive();
        }
        Asks::Text => {
            reader.rewind();
            // Nothing typed is the search before again.
            let again = reader.arrive().map(|search| search.wanted);
            let typed = (!words.trim().is_empty()).then(|| Wanted::typed(words));
            let from = reader.view().0;
            if let Some(wanted) = typed.or(again) {
                search_for(app, wanted, from);
            }
        }
        Asks::Only => {
            reader.rewind();
            reader.search = reader.arrive();
            if words.trim().is_empty() {
                reader.show_all();
            } else {
                only(app, words);
            }
        }
    }
}

/// Shows only the paragraphs with these words.
fn only(app: &mut App<'_>, words: &str) {
    remember(&mut app.searches, words);
    let Some(reader) = app.reader_mut() else { return };
    if reader.show_only(words) {
        let from = reader.view().0;
        reader.go_to_hit_after(from);
    } else {
        app.message = Some(nowhere(reader, words));
    }
}

/// Looks for something from a place on, and remembers it.
pub fn search_for(app: &mut App<'_>, wanted: Wanted, from: Place) {
    remember(&mut app.searches, wanted.name());
    let Some(reader) = app.reader_mut() else { return };
    let words = wanted.name().to_string();
    if reader.find(wanted) {
        reader.go_to_hit_after(from);
    } else {
        app.message = Some(nowhere(reader, &words));
    }
}

fn nowhere(reader: &Reader<'_>, words: &str) -> String {
    match &reader.only {
        Some(only) => format!("“{words}” is in no paragraph with “{}”", only.words),
        None => format!("“{words}” is not in this article"),
    }
}

/// Looks for what is at hand: the words that are selected, else the word of the hit, else the person at the cursor, else
/// who says the current quotation.
pub fn search_here(app: &mut App<'_>) {
    let keys = app.keys();
    let Some(reader) = app.reader_mut() else { return };
    if let Some(passage) = reader.selected() {
        if passage.start.0 != passage.end.0 {
            app.message = Some("only words of one paragraph can be searched for".into());
            return;
        }
        reader.selection = None;
        let words = passage.words(&reader.article.blocks);
        return search_for(app, Wanted::typed(&words), passage.start);
    }
    let from = reader.view().0;
    let until = reader.view().1;
    let at_hit = (reader.focus == Focus::Body).then(|| reader.words_at_hand()).flatten();
    let at_hit = at_hit.filter(|(place, _)| (from..=until).contains(place));
    if let Some((place, words)) = at_hit {
        return search_for(app, Wanted { forms: vec![words], whole: true }, place);
    }
    let person = match reader.focus {
        Focus::People => reader.at_cursor(Focus::People),
        _ => reader.current().and_then(|quote| reader.quote(quote).speaker),
    };
    match person.and_then(|person| reader.article.people.get(person)) {
        Some(person) => search_for(app, Wanted { forms: forms(person), whole: true }, from),
        None => {
            app.message = Some(match reader.focus {
                Focus::Body => {
                    keys.advise(at(reader), "nobody is named as the speaker", Action::Search, "searches for words")
                }
                _ => "nobody is named as the speaker".into(),
            });
        }
    }
}

fn forms(person: &Person) -> Vec<String> {
    std::iter::once(&person.name).chain(&person.aliases).cloned().collect()
}
