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
    lost: &'static str,
}

const HEADINGS: [Headings; 2] = [
    Headings { format: "markdown", style: MARKDOWN, article: "#", lost: "##" },
    Headings { format: "org", style: ORG, article: "*", lost: "**" },
];

/// How those are called whose words are gone.
const LOST: &str = "Not found in the article any more";

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
    let is_found = record.text("place") != Some("lost");
    let link = address(record).filter(|_| is_found).map(|url| (style.link)(&url, "at the words"));
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

/// What stands over those notes whose words are gone.
pub fn above_lost(format: &Format) -> Option<String> {
    headings(format).map(|headings| format!("{} {LOST}", headings.lost))
}

fn headings(format: &Format) -> Option<&'static Headings> {
    HEADINGS.iter().find(|headings| headings.format == format.name)
}
