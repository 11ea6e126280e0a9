//! What a prompt says: what has been typed, and what that finds so far.
//!
//! Comes in: the app. Goes out: words for the row at the foot.

use crate::ui::app::{App, Mode};
use crate::ui::geometry::Focus;
use crate::ui::prompt::{Asks, Prompt};
use crate::ui::reader::{Reader, Search};
use crate::ui::text_field::TextField;

/// What the open prompt asks for, and what is typed; nothing if none is open.
pub fn open<'a>(app: &'a App<'_>) -> Option<(&'static str, &'a TextField)> {
    Some(match &app.mode {
        Mode::Searching(Prompt { asks: Asks::Text, typed, .. }) => (" /", typed),
        Mode::Searching(Prompt { asks: Asks::Only, typed, .. }) => (" &", typed),
        Mode::Searching(Prompt { asks: Asks::List(_), typed, .. }) => (" filter: ", typed),
        Mode::Choosing if !app.chooser.filter.is_empty() => (" filter: ", &app.chooser.filter),
        Mode::Naming(naming) => (" name: ", &naming.typed),
        Mode::Noting(noting) => (" note: ", &noting.typed),
        Mode::Jumping(jump) => (" to: ", &jump.typed),
        Mode::Help(help) if !help.words.is_empty() => (" keys with: ", &help.words),
        _ => return None,
    })
}

/// What is found of what has been typed.
pub fn found(app: &App<'_>) -> String {
    let (Mode::Searching(prompt), Some(reader)) = (&app.mode, app.reader()) else { return String::new() };
    match (prompt.asks, &reader.search) {
        (Asks::List(focus), _) => format!("{} of {}", reader.entry_count(focus), count(reader, focus)),
        _ if prompt.typed.text().trim().is_empty() && app.searches.is_empty() => String::new(),
        _ if prompt.typed.text().trim().is_empty() => "↑ earlier searches".into(),
        (Asks::Only, _) => {
            let all = reader.article.blocks.iter().filter(|block| block.kind.is_paragraph()).count();
            format!("{} of {all} paragraphs", prompt.paragraphs)
        }
        (Asks::Text, Some(search)) => counter(search),
        (Asks::Text, None) if reader.only.is_some() => "not in these paragraphs".into(),
        (Asks::Text, None) => "not in this article".into(),
    }
}

/// Which of the hits is at hand.
pub fn counter(search: &Search) -> String {
    format!("{}/{}", search.here.map_or(0, |here| here + 1), search.hits.len())
}

fn count(reader: &Reader<'_>, list: Focus) -> usize {
    match list {
        Focus::People => reader.article.people.len(),
        Focus::Contents => reader.article.sections.len(),
        Focus::Quotes | Focus::Body => reader.article.quotes.len(),
    }
}
