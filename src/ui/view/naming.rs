//! The choice of a person, where the list beside the body is.
//!
//! Comes in: the choice, and the reader. Goes out: cells of a pane.

use ratatui::layout::Rect;

use super::Painter;
use crate::article::Article;
use crate::glyph::truncate;
use crate::ui::entry::{INDENT, choice};
use crate::ui::geometry::{Focus, list_rows};
use crate::ui::line::Line;
use crate::ui::naming::{Asked, Choice, Naming};
use crate::ui::reader::Reader;
use crate::ui::theme::{Face, Faces};

/// Columns of a quotation in the title.
const SHOWN: usize = 24;

pub fn draw(naming: &Naming, reader: &Reader<'_>, painter: &mut Painter<'_>) {
    let pane = area(reader);
    for y in pane.y..pane.bottom() {
        painter.line(pane.x, y, pane.width, &Line::of(" ".repeat(usize::from(pane.width)), Faces::PLAIN));
    }
    let title = Rect { x: pane.x + 1, width: pane.width.saturating_sub(2), height: 1, ..pane };
    painter.ruled(title, Line::of(asks(naming, reader.article), Faces::from(Face::Heading).with(Face::Focus)));
    let rows = list_rows(pane);
    let width = usize::from(rows.width.saturating_sub(2)).max(INDENT);
    let first = (naming.cursor + 1).saturating_sub(usize::from(rows.height).max(1));
    if naming.choices.is_empty() {
        painter.line(
            rows.x + 3,
            rows.y,
            rows.width.saturating_sub(3),
            &Line::of("Nobody here is called so", Face::Aside),
        );
    }
    let choices = naming.choices.iter().enumerate().skip(first).take(usize::from(rows.height));
    for (y, (number, what)) in choices.enumerate() {
        let current = number == naming.cursor;
        let line = match what {
            Choice::Person(id) => {
                choice(&reader.article.people[*id].name, reader.article.people[*id].role.as_deref(), current, width)
            }
            Choice::New(name) => choice(&format!("new: {name}"), None, current, width),
            Choice::Nobody => choice("nobody is named", None, current, width),
        };
        painter.line(rows.x + 1, rows.y + y as u16, rows.width.saturating_sub(1), &line);
    }
}

/// What is asked, above the choices.
fn asks(naming: &Naming, article: &Article) -> String {
    match naming.asked {
        Asked::Speaker(quote) => {
            let words = article.quotes.get(quote).map_or("", |quote| &quote.words);
            format!("Who says “{}”", truncate(words, SHOWN))
        }
        Asked::Person(person) => {
            let name = article.people.get(person).map_or("", |person| &person.name);
            format!("Who {} is", truncate(name, SHOWN))
        }
    }
}

/// In the pane of the people; else in that of the list that is shown; else in the
/// lower half of the body.
fn area(reader: &Reader<'_>) -> Rect {
    let mut lists =
        [Focus::People, Focus::Quotes, Focus::Contents].map(|focus| reader.geometry.pane(focus)).into_iter();
    let body = reader.geometry.pane(Focus::Body);
    let list = lists.find(|pane| !pane.is_empty()).filter(|_| !body.is_empty());
    list.unwrap_or_else(|| {
        let whole = if body.is_empty() { reader.geometry.middle } else { body };
        let height = whole.height.div_ceil(2);
        Rect { y: whole.bottom() - height, height, ..whole }
    })
}
