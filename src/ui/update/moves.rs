//! The keys that only move: through the body, the lists, the panes.
//!
//! Comes in: a reader and an action. Goes out: the moved reader, and what there
//! is to say. May not leave, choose or open anything.

use super::close;
use crate::ui::app::at;
use crate::ui::geometry::Focus;
use crate::ui::keys::{Action, Keymap, Unit, Way};
use crate::ui::pane::Items;
use crate::ui::reader::{Motion, Reader};

/// Everything that only moves: what it has to say, if anything.
pub fn act(reader: &mut Reader<'_>, action: Action, count: Option<usize>, keys: &Keymap) -> Option<String> {
    let times = count.unwrap_or(1);
    match action {
        Action::Move(Unit::Section, way) => sections(reader, times, way),
        Action::Move(Unit::Paragraph, way) => paragraphs(reader, times, way),
        Action::Move(Unit::Quotation, way) => return quotations(reader, times, way),
        Action::Move(Unit::Hit, way) => return hits(reader, times, way, keys),
        Action::Move(Unit::Note, way) => return notes(reader, times, way),
        Action::Move(unit, way) if reader.focus == Focus::Body => {
            let view = reader.body_view();
            let rows = match unit {
                Unit::Page => view.saturating_sub(1).max(1),
                Unit::HalfPage => view.div_ceil(2),
                _ => 1,
            };
            scroll(reader, rows.saturating_mul(times), way);
        }
        Action::Move(unit, way) => {
            let by = match unit {
                Unit::Page => reader.list_page(reader.focus),
                Unit::HalfPage => reader.list_page(reader.focus).div_ceil(2),
                _ => 1,
            };
            step(reader, by.saturating_mul(times), way);
        }
        Action::Start if reader.focus == Focus::Body => {
            reader.place = (0, 0);
            reader.begin_quotations();
        }
        Action::Start => go(reader, 0),
        Action::End => ends(reader, count),
        Action::Pane(way) => focus(reader, neighbour(reader.focus, way)),
        Action::Focus(pane) => focus(reader, pane),
        Action::Evidence if reader.close_evidence() => {}
        Action::Evidence if !reader.open_evidence() => return Some(none(reader)),
        Action::Contents if reader.focus == Focus::Contents => focus(reader, reader.before_contents),
        Action::Contents => focus(reader, Focus::Contents),
        Action::Alone => {
            reader.alone = !reader.alone;
            if reader.alone {
                reader.focus = Focus::Body;
            }
        }
        Action::Close if close(reader) => {}
        Action::Close if reader.focus == Focus::Contents => focus(reader, reader.before_contents),
        _ => {}
    }
    None
}

fn focus(reader: &mut Reader<'_>, pane: Focus) {
    if pane == Focus::Contents && reader.focus != Focus::Contents {
        reader.before_contents = reader.focus;
    }
    reader.focus = pane;
    reader.alone &= pane == Focus::Body;
}

fn neighbour(pane: Focus, way: Way) -> Focus {
    match (pane, way) {
        (Focus::Body, Way::Forward) | (Focus::People, Way::Back) => Focus::Quotes,
        (Focus::Quotes, Way::Forward) | (Focus::Body, Way::Back) => Focus::People,
        (Focus::People, Way::Forward) | (Focus::Quotes, Way::Back) | (Focus::Contents, _) => Focus::Body,
    }
}

pub fn scroll(reader: &mut Reader<'_>, rows: usize, way: Way) {
    reader.scroll(rows, way == Way::Forward);
    reader.follow();
}

/// Moves the cursor of the list that has the keys.
pub fn step(reader: &mut Reader<'_>, by: usize, way: Way) {
    let cursor = reader.list(reader.focus).cursor;
    reader.trail.moved_by(Motion::Browse);
    go(reader, if way == Way::Forward { cursor.saturating_add(by) } else { cursor.saturating_sub(by) });
}

fn go(reader: &mut Reader<'_>, entry: usize) {
    let last = reader.entries(reader.focus).count().saturating_sub(1);
    match reader.focus {
        Focus::Quotes => reader.go_to_quote(entry.min(last)),
        pane => reader.move_list(pane, entry.min(last)),
    }
}

/// To the end, or the paragraph or entry with a number.
fn ends(reader: &mut Reader<'_>, number: Option<usize>) {
    if reader.focus != Focus::Body {
        return go(reader, number.map_or(usize::MAX, |n| n.saturating_sub(1)));
    }
    let blocks = &reader.article.blocks;
    reader.place = match number {
        Some(number) => {
            let paragraphs = blocks.iter().enumerate().filter(|(_, b)| b.kind.is_paragraph());
            let block = paragraphs.map(|(index, _)| index).nth(number.saturating_sub(1));
            (block.unwrap_or(blocks.len().saturating_sub(1)), 0)
        }
        None => {
            let last = blocks.len().saturating_sub(1);
            (last, blocks.last().map_or(0, |b| b.words.len()))
        }
    };
    reader.follow();
}

fn sections(reader: &mut Reader<'_>, times: usize, way: Way) {
    let article = reader.article;
    for _ in 0..times.min(article.sections.len()) {
        let here = article.section_of(reader.place.0);
        let start = |section: usize| reader.section_start(section).map(|block| (block, 0));
        let to = match way {
            Way::Forward => (here + 1..article.sections.len()).find_map(start),
            Way::Back if start(here).is_some_and(|s| reader.place > s) => start(here),
            Way::Back => (0..here).rev().find_map(start),
        };
        reader.place = to.unwrap_or(reader.place);
    }
    reader.follow();
}

fn paragraphs(reader: &mut Reader<'_>, times: usize, way: Way) {
    let blocks = &reader.article.blocks;
    for _ in 0..times.min(blocks.len()) {
        let is_paragraph = |block: &usize| blocks[*block].kind.is_paragraph() && reader.is_shown(*block);
        let (block, byte) = reader.place;
        let to = match way {
            Way::Forward => (block + 1..blocks.len()).find(is_paragraph),
            Way::Back if byte > 0 && is_paragraph(&block) => Some(block),
            Way::Back => (0..block).rev().find(is_paragraph).or(Some(0)),
        };
        reader.place = to.map_or(reader.place, |block| (block, 0));
    }
    reader.trail.moved_by(Motion::Scroll);
    reader.follow();
}

/// The next quotation after the current one; if that is out of view, the next
/// one from the view on.
fn quotations(reader: &mut Reader<'_>, times: usize, way: Way) -> Option<String> {
    let Some(current) = reader.current() else { return Some(none(reader)) };
    let entry = reader.quotes.cursor;
    let placed = reader.start(current).is_some();
    let to = if !placed || reader.is_in_view(current) {
        match way {
            Way::Forward => entry.saturating_add(times),
            Way::Back => entry.saturating_sub(times),
        }
    } else {
        let first = reader.view().0;
        let next = reader.entry_at(first);
        match way {
            Way::Forward => next.saturating_add(times - 1),
            Way::Back => next.saturating_sub(times),
        }
    };
    let last = reader.shown.len() - 1;
    reader.go_to_quote(to.min(last));
    let stuck = placed && reader.quotes.cursor == entry && (to > last || way == Way::Back && entry == 0);
    stuck.then(|| if way == Way::Forward { "the last quotation".into() } else { "the first quotation".into() })
}

/// Why there is no quotation to go to.
fn none(reader: &Reader<'_>) -> String {
    if reader.is_sought { "still finding quotations" } else { "no quotations found" }.into()
}

/// To a note, or one of the ends of them.
fn notes(reader: &mut Reader<'_>, times: usize, way: Way) -> Option<String> {
    match (reader.go_to_note(times, way == Way::Forward), way) {
        (true, _) => None,
        (false, _) if reader.notes.placed() == 0 => Some("nothing is noted here".into()),
        (false, Way::Forward) => Some("the last note".into()),
        (false, Way::Back) => Some("the first note".into()),
    }
}

fn hits(reader: &mut Reader<'_>, times: usize, way: Way, keys: &Keymap) -> Option<String> {
    let Some(search) = &reader.search else {
        return Some(match reader.focus {
            Focus::Body => keys.advise(at(reader), "nothing is searched for", Action::Search, "searches"),
            // Here that key filters the list.
            _ => keys.advise(
                at(reader),
                "nothing is searched for in the text",
                Action::Focus(Focus::Body),
                "leads there",
            ),
        });
    };
    let (count, here) = (search.hits.len() as isize, search.here);
    // From the one at hand, as long as it is seen: then from what is seen.
    let (first, last) = reader.view();
    let is_seen = |hit: &usize| reader.place_of_hit(*hit).is_some_and(|place| (first..=last).contains(&place));
    let (before, after) = match here.filter(is_seen) {
        Some(here) => (here as isize, here as isize + 1),
        None => (reader.hit_at(first) as isize, reader.hit_at(first) as isize),
    };
    let times = times as isize;
    let to = if way == Way::Forward { after + times - 1 } else { before - times };
    let to_hit = to.rem_euclid(count);
    reader.go_to_hit(to_hit as usize);
    let wrapped = count > 1 && to != to_hit;
    wrapped.then(|| if way == Way::Forward { "from the top again".into() } else { "from the end again".into() })
}
