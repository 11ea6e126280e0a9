//! Highlights and notes in Markdown and Org, under a heading for each article.
//!
//! Comes in: the record of a note. Goes out: its words as a quotation, who said them, where
//! they are and when it was made; then what was noted. May not know where a record comes
//! from.

use super::Format;
use super::credit::{Style, address, listed, said, words};
use super::markup::{MARKDOWN, ORG, org_line};
use crate::record::Record;

/// How the lines of a format begin that stand over others.
struct Headings {
    format: &'static str,
    style: Style,
    article: &'static str,
    unplaced: &'static str,
}

const HEADINGS: [Headings; 2] = [
    Headings { format: "markdown", style: MARKDOWN, article: "#", unplaced: "##" },
    Headings { format: "org", style: ORG, article: "*", unplaced: "**" },
];

/// How those are called that have no place, by what is told of it.
const UNPLACED: [(&str, &str); 2] =
    [("lost", "Not found in the article any more"), ("skipped", "Not looked for: the notes before them took too long")];

pub fn markdown(record: &Record<'_>) -> String {
    let credit = credit(record, &MARKDOWN).map(|credit| format!("\n>\n> — {credit}")).unwrap_or_default();
    let text = record.text("text").map(|text| format!("\n\n{}", (MARKDOWN.escape)(text))).unwrap_or_default();
    let others: String = others(record).map(|line| format!("\n>\n> {}", (MARKDOWN.escape)(&line))).collect();
    format!("> {}{others}{credit}{text}", (MARKDOWN.escape)(words(record)))
}

pub fn org(record: &Record<'_>) -> String {
    let credit = credit(record, &ORG).map(|credit| format!("\n\n— {credit}")).unwrap_or_default();
    let text = record.text("text").map(|text| format!("\n\n{}", org_line(text))).unwrap_or_default();
    let others: String = others(record).map(|line| format!("\n\n{}", org_line(&line))).collect();
    format!("#+begin_quote\n{}{others}{credit}\n#+end_quote{text}", org_line(words(record)))
}

/// The words that stand there now, and those that were noted first, where they are others.
fn others(record: &Record<'_>) -> impl Iterator<Item = String> {
    let is_doubt = record.text("place") == Some("perhaps");
    let now = match (record.text("now"), is_doubt) {
        (Some(now), false) => Some(format!("Now: {now}")),
        (Some(now), true) => Some(format!("Perhaps now: {now}")),
        (None, true) => Some("Perhaps elsewhere now.".to_string()),
        (None, false) => None,
    };
    let was = record.text("was").map(|was| format!("Before: {was}"));
    now.into_iter().chain(was)
}

/// Who said the words, in which section, a link to them, and the day of the note.
fn credit(record: &Record<'_>, style: &Style) -> Option<String> {
    let speaker = record.text("speaker").map(|_| said(record, style));
    let section = record.text("section").map(|heading| format!("“{}”", (style.escape)(heading)));
    let link = address(record).filter(|_| unplaced(record).is_none()).map(|url| (style.link)(&url, "at the words"));
    let day = record.text("made").and_then(|made| made.get(..10)).map(|day| format!("noted {}", (style.escape)(day)));
    let parts: Vec<String> = [speaker, section, link, day].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What stands over the notes of an article, of which one is given: its title and where it
/// is from.
pub fn above(format: &Format, record: &Record<'_>) -> Option<String> {
    let Headings { style, article, .. } = headings(format)?;
    let get = |name| record.text(name).map(style.escape);
    let title = get("title").or_else(|| get("file")).unwrap_or_default();
    let authors: Vec<String> = record.list("authors").iter().map(|name| (style.escape)(name)).collect();
    let page = record.text("url").and(address(record)).map(|url| {
        let page = url.split("#:~:").next().unwrap_or_default().split(":~:").next().unwrap_or_default();
        (style.link)(page, "the article")
    });
    let parts = [listed(&authors).map(|names| format!("By {names}")), get("source"), get("published"), page];
    let from = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(if from.is_empty() { format!("{article} {title}") } else { format!("{article} {title}\n\n{from}") })
}

/// What stands over those notes that have no place for the same reason as one of them.
pub fn above_unplaced(format: &Format, record: &Record<'_>) -> Option<String> {
    unplaced(record).zip(headings(format)).map(|(words, headings)| format!("{} {words}", headings.unplaced))
}

fn unplaced(record: &Record<'_>) -> Option<&'static str> {
    let place = record.text("place")?;
    UNPLACED.iter().find(|(name, _)| *name == place).map(|(_, words)| *words)
}

fn headings(format: &Format) -> Option<&'static Headings> {
    HEADINGS.iter().find(|headings| headings.format == format.name)
}
