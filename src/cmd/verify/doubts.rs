//! Verdicts as the screen shows them.
//!
//! Comes in: verdicts with their draft and sources. Goes out: for each that is to be looked
//! at its words on both sides, what is different lit. May not know how it is drawn.

use super::report::{cited, help, named, what};
use super::{File, Seen};
use crate::diagnostic::Place;
use crate::ui::review::{Doubt, Piece};
use crate::ui::theme::{Face, Faces};
use crate::verify::{Kind, Part};

/// What is shown of a verdict.
pub fn doubt(seen: &Seen<'_>, place: &Place) -> Doubt {
    let verdict = seen.verdict;
    let file = &seen.file.opened.file;
    let article = &seen.file.opened.article;
    Doubt {
        place: format!("{file}:{}:{}", place.line, place.column),
        kind: verdict.kind.name().to_string(),
        what: what(seen),
        help: help(seen),
        titles: [named(article, seen.quote), title(seen)],
        words: sides(seen, seen.file),
    }
}

/// Where the passage stands, and who says it.
fn title(seen: &Seen<'_>) -> String {
    let first = seen.verdict.passage.as_ref().and_then(|passage| passage.pieces.first());
    let (Some(piece), Some(source)) = (first, seen.source()) else { return "no source".to_string() };
    let quote = piece.quote.and_then(|quote| source.article.quotes.get(quote));
    let whose = quote.map_or("its own words".to_string(), |quote| named(&source.article, quote));
    let paragraph = seen.paragraph(piece).map_or(String::new(), |number| format!(", paragraph {number}"));
    format!("{whose}, {}{paragraph}", source.file)
}

fn sides(seen: &Seen<'_>, file: &File<'_>) -> [Vec<Piece>; 2] {
    let verdict = seen.verdict;
    let plain = |words: &str| (words.replace('\n', " "), Faces::PLAIN);
    if verdict.kind == Kind::Altered {
        let (mut draft, mut own) = (Vec::new(), Vec::new());
        for part in &verdict.parts {
            match part {
                Part::Kept { draft: words, source } => {
                    draft.push(plain(words));
                    own.push(plain(source));
                }
                Part::Put(words) => draft.push((words.clone(), Face::Hit.into())),
                Part::Bracketed(words) => draft.push((words.clone(), Face::Emphasis.into())),
                Part::Dropped(words) => own.push((words.clone(), Face::Hit.into())),
                Part::LeftOut(words) => own.push((format!("{} ", cited(words)), Face::Aside.into())),
            }
        }
        return [draft, own];
    }
    let words = file.opened.article.quoted(seen.quote);
    let pieces = verdict.passage.iter().flat_map(|passage| &passage.pieces);
    let own = pieces.enumerate().map(|(at, piece)| {
        let (before, faces) = (if at > 0 { "\n\n" } else { "" }, Faces::PLAIN.when(!piece.is_marked, Face::Emphasis));
        (format!("{before}{}", piece.words.replace('\n', " ")), faces)
    });
    [vec![plain(&words)], own.collect()]
}
