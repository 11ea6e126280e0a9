//! Who said the words, and where they are from, on one line.
//!
//! Comes in: the record of a quotation, and how a format sets names and links. Goes
//! out: the line. A speaker without a name is set as no name can be, and a guess does
//! not look like a fact. May not know any format.

use crate::record::Record;

const NOBODY: &str = "unknown speaker";

/// A guess must not look like a fact.
const UNSURE: &str = "unsure";

/// How a format sets what stands under the words.
pub struct Style {
    pub escape: fn(&str) -> String,
    pub emphasis: fn(&str) -> String,
    pub link: fn(&str, &str) -> String,
}

/// Speaker, context, title, authors, source and date, as far as they are known.
pub fn credit(record: &Record<'_>, style: &Style) -> String {
    let get = |name| record.text(name).map(style.escape);
    let title = get("title").map(|t| (style.emphasis)(&t)).map(|t| match address(record) {
        Some(url) => (style.link)(&url, &t),
        None => t,
    });
    let authors: Vec<String> = record.list("authors").iter().map(|name| (style.escape)(name)).collect();
    let work = match (title, listed(&authors)) {
        (Some(title), Some(authors)) => Some(format!("{title} by {authors}")),
        (None, Some(authors)) => Some(format!("by {authors}")),
        (title, None) => title,
    };
    let rest = [work, get("source"), get("published")];
    std::iter::once(said(record, style)).chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}

/// The speaker, and when, where or to whom.
pub fn said(record: &Record<'_>, style: &Style) -> String {
    let named = record.text("speaker").map(style.escape);
    let speaker = named.or_else(|| Some((style.emphasis)(&(style.escape)(unnamed(record)?))));
    let speaker = match (speaker, record.text("certainty")) {
        (Some(name), Some(UNSURE)) => format!("{name} ({UNSURE})"),
        (Some(name), _) => name,
        (None, _) => (style.emphasis)(NOBODY),
    };
    match record.text("context").map(style.escape) {
        Some(context) => format!("{speaker}, {context}"),
        None => speaker,
    }
}

/// A source without a name, as the article calls it: “a senior official”. One word,
/// as “she”, tells nobody who it is.
fn unnamed<'a>(record: &'a Record<'_>) -> Option<&'a str> {
    record.text("said_as").filter(|mention| mention.contains(' '))
}

/// Names as a sentence lists them.
pub fn listed(names: &[String]) -> Option<String> {
    let (last, before) = names.split_last()?;
    Some(if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) })
}

/// Where the words can be read, with what could end a link in it encoded.
pub fn address(record: &Record<'_>) -> Option<String> {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let mut out = String::new();
    for c in record.text("link")?.chars() {
        if safe(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|b| format!("%{b:02X}")));
        }
    }
    Some(out)
}

pub fn words<'a>(record: &'a Record<'_>) -> &'a str {
    record.text("words").unwrap_or_default()
}
