//! An article as a content file.
//!
//! Comes in: an article with what was found in it. Goes out: TOML that reads as the
//! same article, quotations at the same places, and passes `check`; the same article
//! makes the same bytes. What was found is marked as found, with how sure it is. May
//! not know what the article was read from.

use std::fmt::Write;

use toml_edit::Value;

use super::hint::{Form, hints, pieces, words};
use crate::article::{Article, Block, Kind, Origin, Person, Provenance, Quote};
use crate::engine::locate::{Locator, is_headline};
use crate::markdown;

const HEAD: &str = "\
# Imported by pullquote. To correct it here: take out what is wrong, or change it and
# write origin = \"corrected\", which a later import keeps; rejected = true marks what
# is no quotation. `pullquote check` tells whether the file is still whole.
";

/// The content file of an article.
pub fn write(article: &Article) -> String {
    let mut out = String::new();
    if article.provenance.is_some() {
        out.push_str(HEAD);
    }
    facts(article, &mut out);
    article.provenance.iter().for_each(|provenance| import(provenance, &mut out));
    find(article, &mut out);
    sections(article, &mut out);
    article.people.iter().for_each(|person| self::person(person, &mut out));
    quotes(article, &mut out);
    out
}

/// A key and its value on a line.
fn line(key: &str, value: impl Into<Value>, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{key} = {}", value.into().to_string().trim());
}

fn optional(key: &str, value: Option<&str>, out: &mut String) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        line(key, value, out);
    }
}

fn list(key: &str, values: &[String], out: &mut String) {
    if !values.is_empty() {
        let array: toml_edit::Array = values.iter().map(String::as_str).collect();
        line(key, array, out);
    }
}

fn header(name: &str, out: &mut String) {
    let _ = writeln!(out, "\n{name}");
}

/// A date, which has no quotation marks.
fn date(key: &str, date: Option<&str>, out: &mut String) {
    if let Some(date) = date.and_then(|date| date.parse::<toml_edit::Datetime>().ok()) {
        line(key, date, out);
    }
}

fn facts(article: &Article, out: &mut String) {
    line("title", if article.title.is_empty() { "Untitled" } else { &article.title }, out);
    optional("subtitle", article.subtitle.as_deref(), out);
    match article.blocks.iter().take(3).find(|block| block.kind == Kind::Byline) {
        // A plain text has its byline in its words.
        Some(byline) if article.authors.is_empty() => {
            list("authors", &byline.words.strip_prefix("By ").map(str::to_string).into_iter().collect::<Vec<_>>(), out);
        }
        _ => list("authors", &article.authors, out),
    }
    date("published", article.published.as_deref(), out);
    optional("language", article.language.as_deref(), out);
    if article.source != Default::default() {
        header("[source]", out);
        optional("name", article.source.name.as_deref(), out);
        optional("url", article.source.url.as_deref(), out);
    }
}

fn import(provenance: &Provenance, out: &mut String) {
    header("[import]", out);
    optional("from", Some(&provenance.from), out);
    date("date", provenance.date.as_deref(), out);
    optional("hash", Some(&provenance.hash), out);
}

/// What may still be looked for: of what was found, nothing else.
fn find(article: &Article, out: &mut String) {
    header("[find]", out);
    if article.wanted.quotes {
        line("others", false, out);
    } else {
        line("quotes", false, out);
    }
}

fn sections(article: &Article, out: &mut String) {
    for section in &article.sections {
        let blocks = body(article.blocks.get(section.blocks.clone()).unwrap_or_default(), section.heading.as_deref());
        header("[[sections]]", out);
        optional("heading", section.heading.as_deref(), out);
        let body = markdown::write(blocks);
        if body.contains("'''") {
            line("body", body, out);
        } else {
            let _ = write!(out, "body = '''\n{body}'''\n");
        }
    }
}

/// The blocks of a section without the headline, the byline and its own heading.
fn body<'a>(blocks: &'a [Block], heading: Option<&str>) -> &'a [Block] {
    let is_head = |block: &&Block| matches!(block.kind, Kind::Title | Kind::Subtitle | Kind::Byline);
    let mut rest = &blocks[blocks.iter().take_while(is_head).count()..];
    if let (Some(heading), [first, more @ ..]) = (heading, rest)
        && matches!(first.kind, Kind::Heading(_))
        && first.words == heading
    {
        rest = more;
    }
    rest
}

/// The author's word needs no mark.
fn origin(origin: Origin, out: &mut String) {
    if origin != Origin::Author {
        line("origin", origin.name(), out);
    }
}

fn person(person: &Person, out: &mut String) {
    header("[[people]]", out);
    line("name", &person.name, out);
    list("aliases", &person.aliases, out);
    optional("role", person.role.as_deref(), out);
    optional("about", person.about.as_deref(), out);
    origin(person.origin, out);
}

/// The quotations, and what turned out to be none, in the order of their places.
fn quotes(article: &Article, out: &mut String) {
    let mut entries: Vec<(&Quote, bool)> = article.quotes.iter().map(|quote| (quote, false)).collect();
    entries.extend(article.rejected.iter().map(|quote| (quote, true)));
    entries.sort_by_key(|(quote, _)| (quote.spans.is_empty(), quote.spans.first()));
    let is_headline = |quote: &Quote| quote.spans.first().is_some_and(|span| is_headline(&article.blocks[span.block]));
    let (headlines, bodies): (Vec<&Quote>, Vec<&Quote>) =
        entries.iter().map(|entry| entry.0).partition(|quote| is_headline(quote));
    let mut hints =
        [hints(article, &bodies, Locator::new), hints(article, &headlines, Locator::of_headlines)].map(Vec::into_iter);
    for (quote, rejected) in entries {
        let headline = is_headline(quote);
        let hint = hints[usize::from(headline)].next().unwrap_or_default();
        header("[[quotes]]", out);
        match hint.form {
            Form::InPieces => list("text", &pieces(article, quote), out),
            form => line("text", words(quote, form).as_ref(), out),
        }
        optional("speaker", article.speaker(quote).map(|person| person.name.as_str()), out);
        optional("context", quote.context.as_deref(), out);
        if let Some(nth) = hint.nth {
            line("nth", i64::try_from(nth).unwrap_or(i64::MAX), out);
        }
        if headline {
            line("headline", true, out);
        }
        if quote.origin == Origin::Found {
            line("certainty", quote.certainty.name(), out);
        }
        origin(quote.origin, out);
        if rejected {
            line("rejected", true, out);
        }
    }
}
