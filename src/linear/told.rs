//! How things are told in lines: a step, a quotation, a person, a section, an article.
//!
//! Comes in: values. Goes out: lines. Nothing is drawn: no bars, no boxes, no faces; what
//! a screen shows by its place is said in words. May not know commands.

use crate::article::{Article, Block, CELL, Kind, Origin, Quote, one_line};
use crate::evidence::{self, Speaker, doubt};
use crate::glyph::{beginning, drawn, truncate};
use crate::layout::wrap;
use crate::ledger::{Ledger, chart};
use crate::notes::{Note, Placed};
use crate::passage::{Passage, Place};
use crate::plain::lead;
use crate::shelf::Held;
use crate::ui::listing::Entry;
use crate::ui::reader::Reader;

use super::step::Step;

/// An entry of a list has so many columns of words at most.
const ENTRY: usize = 160;
/// So many has a heading.
const HEADING: usize = 500;
/// More characters of a quotation are not told.
const WHOLE: usize = 4000;
/// So many quotations of a paragraph are told.
const QUOTES: usize = 10;
/// So many notes of a paragraph are told.
const NOTES: usize = 4;
/// So many runs of numbers are told.
const RUNS: usize = 20;
/// What stands around a hit, in bytes.
const AROUND: usize = 60;

/// Words as somebody would say their number: `1 quotation`, `3 quotations`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Numbers in order, in words: `1 to 3, 7 and 9`.
pub fn numbers(all: &[usize]) -> String {
    let runs: Vec<&[usize]> = all.chunk_by(|one, next| one + 1 == *next).collect();
    let told = runs.iter().take(RUNS).flat_map(|run| match run {
        [one] => vec![one.to_string()],
        [one, next] => vec![one.to_string(), next.to_string()],
        [first, .., last] => vec![format!("{first} to {last}")],
        [] => Vec::new(),
    });
    let mut told: Vec<String> = told.collect();
    match runs.iter().skip(RUNS).map(|run| run.len()).sum() {
        0 => {}
        more => told.push(format!("{more} more")),
    }
    match told.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => told.concat(),
    }
}

/// A step, in lines of at most so many columns.
pub fn step(reader: &Reader<'_>, step: &Step, width: usize) -> String {
    let article = reader.article;
    let headings: String = step.before.clone().map(|block| told_block(article, block, None, width)).collect();
    let block = told_block(article, step.block, Some(step), width);
    headings + &block + &quotes_of(reader, step, width) + &notes_of(reader, step, width)
}

fn told_block(article: &Article, index: usize, step: Option<&Step>, width: usize) -> String {
    let block = &article.blocks[index];
    if block.kind == Kind::Title {
        // It is told when the article is opened.
        return String::new();
    }
    let range = step.map_or(0..block.words.len(), |step| step.range.clone());
    let before = if range.start == 0 { kind(article, index, block) } else { String::new() };
    let words = &block.words[range];
    let words = match block.kind {
        // What it is made of tells nothing.
        Kind::Rule => String::new(),
        _ if step.is_none() => truncate(beginning(words, HEADING + 1), HEADING).into_owned(),
        Kind::Table => words.replace(&format!(" {CELL} "), "; ").replace(CELL, ";"),
        _ => words.to_string(),
    };
    let text = format!("{before}{words}");
    if text.trim().is_empty() { String::new() } else { lines(&text, width) }
}

/// What a block is, where its words do not tell.
fn kind(article: &Article, index: usize, block: &Block) -> String {
    match block.kind {
        Kind::Heading(2) => format!("{}: ", section_number(article, index)),
        Kind::Heading(_) => "Heading: ".to_string(),
        Kind::Aside => "Block quote: ".to_string(),
        Kind::Figure => "Picture: ".to_string(),
        Kind::Table => "Table:\n".to_string(),
        Kind::Code => "Code:\n".to_string(),
        Kind::Rule => "A break.".to_string(),
        Kind::Item(_) => lead(block),
        Kind::Title | Kind::Subtitle | Kind::Byline | Kind::Paragraph => String::new(),
    }
}

fn lines(text: &str, width: usize) -> String {
    wrap(text, width).into_iter().map(|range| format!("{}\n", drawn(text[range].trim_end()))).collect()
}

/// Words that are one line, if there is room for it.
pub fn line(text: &str, width: usize) -> String {
    lines(&one_line(text), width)
}

/// A paragraph out of its article, if it is not very long.
pub fn paragraph(words: &str, width: usize) -> String {
    line(&truncate(beginning(words, WHOLE + 1), WHOLE), width)
}

/// The same, with the lines after the first set in, so that one sees where the next begins.
pub fn hanging(start: &str, text: &str, indent: usize, width: usize) -> String {
    let text = line(text, width.saturating_sub(indent));
    let text = text.trim_end().replace('\n', &format!("\n{}", " ".repeat(indent)));
    format!("{start}{text}\n")
}

/// What has a number by which it is meant.
fn entry(number: usize, text: &str, width: usize) -> String {
    let start = format!("{number} ");
    hanging(&start, text, start.len(), width)
}

/// The quotations that stand in a step, by number and speaker.
fn quotes_of(reader: &Reader<'_>, step: &Step, width: usize) -> String {
    let mut quotes: Vec<usize> = reader.places.quotes_in(step.block, &step.range).into_iter().map(|q| q.1).collect();
    quotes.sort_unstable();
    quotes.dedup();
    let article = reader.article;
    let named = |&q: &usize| format!("{} {}", q + 1, truncate(&by(article, &article.quotes[q]), ENTRY / 2));
    let told: Vec<String> = quotes.iter().take(QUOTES).map(named).collect();
    let more = match quotes.len().saturating_sub(QUOTES) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    match told.as_slice() {
        [] => String::new(),
        [one] => line(&format!("Quotation {one}."), width),
        all => line(&format!("Quotations {}{more}.", all.join("; ")), width),
    }
}

/// The notes with words in a step, by their number.
fn notes_of(reader: &Reader<'_>, step: &Step, width: usize) -> String {
    let told = notes_told(reader, step)
        .map(|index| line(&format!("Note {} {}", index + 1, note_words(reader, index)), width))
        .collect::<String>();
    let more = notes_in(reader, step).nth(NOTES).map(|_| line("There are more notes here; O lists all.", width));
    told + &more.unwrap_or_default()
}

/// Those that are told of a step, by their index.
pub fn notes_told(reader: &Reader<'_>, step: &Step) -> impl Iterator<Item = usize> {
    notes_in(reader, step).take(NOTES)
}

fn notes_in(reader: &Reader<'_>, step: &Step) -> impl Iterator<Item = usize> {
    let within = Passage { start: (step.block, step.range.start), end: (step.block, step.range.end) };
    let has_words = move |placed: &Placed| {
        placed.passage.is_some_and(|passage| passage.start < within.end && within.start < passage.end)
    };
    let all = reader.notes.all.iter().enumerate();
    all.filter(move |(_, placed)| has_words(placed)).map(|(index, _)| index)
}

/// A note as an entry of a list, in which it may have another number than in the order of
/// the article by now.
pub fn note(reader: &Reader<'_>, number: usize, index: usize, width: usize) -> String {
    entry(number, &note_words(reader, index), width)
}

/// What stands in a list for a note that was deleted since.
pub fn deleted_note(number: usize, width: usize) -> String {
    entry(number, "deleted", width)
}

/// The words, what was noted, and what became of the words.
fn note_words(reader: &Reader<'_>, index: usize) -> String {
    let placed = &reader.notes.all[index];
    let text = placed.note.text.as_ref().map_or(", highlighted".to_string(), |text| format!(": {text}"));
    let fit = placed.told(&reader.article.blocks).map_or(String::new(), |fit| format!(" ({})", truncate(&fit, ENTRY)));
    format!("{}{}{fit}", noted_words(&placed.note), truncate(beginning(&text, WHOLE + 1), WHOLE))
}

/// The words that a note is on, if they are not very many.
pub fn noted_words(note: &Note) -> String {
    let words = note.line();
    let words = truncate(beginning(&words, ENTRY / 2 + 1), ENTRY / 2);
    // A paragraph may begin with marks of its own.
    if words.starts_with(['“', '"']) { words.into_owned() } else { format!("“{words}”") }
}

/// Who is taken to have said it. A guess never looks like a fact.
fn by(article: &Article, quote: &Quote) -> String {
    match evidence::speaker(article, quote) {
        Speaker::Person(name) => format!("{}{name}", doubt(quote)),
        Speaker::Unnamed(words) => format!("{}{words}, not named", doubt(quote)),
        Speaker::Unknown => "unknown speaker".to_string(),
    }
}

/// A quotation: number, words, who said it.
pub fn quote(article: &Article, index: usize, width: usize) -> String {
    told_quote(article, index, ENTRY, width)
}

/// The same with all of its words, if they are not very many.
pub fn whole_quote(article: &Article, index: usize, width: usize) -> String {
    told_quote(article, index, WHOLE, width)
}

fn told_quote(article: &Article, index: usize, most: usize, width: usize) -> String {
    let quote = &article.quotes[index];
    let words = truncate(beginning(&article.quoted(quote), most + 1), most).into_owned();
    let context = quote.context.as_deref().map_or(String::new(), |context| format!(", {context}"));
    let mine = if quote.origin == Origin::Corrected { ", corrected" } else { "" };
    let place = if quote.spans.is_empty() { ", not in the text" } else { "" };
    let by = format!("{}{mine}{context}{place}", by(article, quote));
    entry(index + 1, &format!("“{words}” {}", truncate(beginning(&by, ENTRY + 1), ENTRY)), width)
}

/// A person: number, name, how often they speak.
pub fn person(reader: &Reader<'_>, index: usize, width: usize) -> String {
    let (person, voice) = (&reader.article.people[index], reader.places.voices[index]);
    let role = person.role.as_deref().map_or(String::new(), |role| format!(", {role}"));
    let share = if voice.quotes == 0 { String::new() } else { format!(" ({:.0} percent)", voice.share * 100.0) };
    let quotes = count(voice.quotes, "quotation", "quotations");
    let text = format!("{}, {quotes}{share}{role}", person.name);
    entry(index + 1, &truncate(beginning(&text, ENTRY + 1), ENTRY), width)
}

/// A speaker of the ledger: number, name or what stands for one, how much they are quoted.
pub fn speaker(ledger: &Ledger, index: usize, width: usize) -> String {
    let row = &ledger.rows[index];
    let quotes = count(row.turns.len(), "quotation", "quotations");
    let words = count(row.words(), "word", "words");
    let first = row.first().map_or(String::new(), |first| format!(", first in paragraph {}", first.paragraph));
    let more = Some(chart::told(ledger, row)).filter(|told| !told.is_empty());
    let more = more.map_or(String::new(), |told| format!(", {}", told.replace(" · ", ", ")));
    let text = format!("{}, {quotes}, {words} ({:.0} percent){first}{more}", row.shown(), ledger.share(row) * 100.0);
    entry(index + 1, &truncate(beginning(&text, ENTRY + 1), ENTRY), width)
}

/// A section: number, heading, what is in it.
pub fn section(reader: &Reader<'_>, index: usize, width: usize) -> String {
    let quotes = match reader.places.in_section[index] {
        0 => String::new(),
        n => format!(", {}", count(n, "quotation", "quotations")),
    };
    let heading = truncate(beginning(heading(reader.article, index), ENTRY + 1), ENTRY);
    entry(index + 1, &format!("{heading}{quotes}"), width)
}

fn heading(article: &Article, section: usize) -> &str {
    article.sections.get(section).and_then(|section| section.heading.as_deref()).unwrap_or("Beginning")
}

/// `Section 2 of 4`
fn section_number(article: &Article, block: usize) -> String {
    format!("Section {} of {}", article.section_of(block) + 1, article.sections.len().max(1))
}

/// The same with its heading. The first one may have none.
pub fn section_at(article: &Article, block: usize) -> String {
    let number = section_number(article, block);
    let section = article.section_of(block);
    match article.sections.get(section).is_some_and(|section| section.heading.is_some()) {
        false if section > 0 => number,
        _ => format!("{number}: {}", truncate(beginning(heading(article, section), ENTRY + 1), ENTRY)),
    }
}

/// Whether a step begins with the heading of its section.
pub fn tells_section(article: &Article, step: &Step) -> bool {
    let section = article.section_of(step.block);
    let is_told = |block: usize| article.blocks[block].kind == Kind::Heading(2) && article.section_of(block) == section;
    (step.before.start..=step.block).any(is_told)
}

/// Where in the article a step is.
pub fn place(reader: &Reader<'_>, step: &Step, width: usize) -> String {
    let article = reader.article;
    let at = (step.block, step.range.start);
    let left = match reader.places.minutes_from((step.block, step.range.end)) {
        Some(minutes) if step.next(&article.blocks).is_some() => {
            format!("{} left", count(minutes, "minute", "minutes"))
        }
        _ => "the end".to_string(),
    };
    let section = section_at(article, step.block);
    line(&format!("{section}. {:.0} percent, {left}.", reader.places.share(at) * 100.0), width)
}

/// What is in an article, and what can be typed.
pub fn facts(reader: &Reader<'_>, is_listed: bool, width: usize) -> String {
    let article = reader.article;
    let minutes = reader.places.minutes_from((0, 0)).unwrap_or(0);
    let notes = count(reader.notes.all.len(), "note", "notes");
    let notes = if reader.notes.all.is_empty() { String::new() } else { format!(" {notes}: type O.") };
    let facts = [
        count(article.sections.len(), "section", "sections"),
        count(article.quotes.len(), "quotation", "quotations"),
        count(article.people.len(), "person", "people"),
        count(minutes, "minute", "minutes"),
    ];
    let back = if is_listed { " b goes back to the list," } else { "" };
    line(&format!("{}.{notes} Enter reads on,{back} ? helps.", facts.join(", ")), width)
}

/// An article: number, title, where it is from.
pub fn article(held: &Held, index: usize, width: usize) -> String {
    let opened = held.now();
    let source = opened.article.source.name.as_deref().map_or(String::new(), |name| format!(", {name}"));
    let text = format!("{}{source}, {}", title(held), opened.file);
    entry(index + 1, &truncate(beginning(&text, ENTRY + 1), ENTRY), width)
}

/// What stands in a list of what is in many articles.
pub fn listed(listed: &Entry, number: usize, width: usize) -> String {
    let head = truncate(beginning(&listed.head, ENTRY + 1), ENTRY);
    let facts = truncate(beginning(&listed.facts, ENTRY + 1), ENTRY).replace(" · ", ", ");
    // What ends with a quotation mark or a full stop ends already.
    let comma = if head.ends_with(['.', '!', '?', '”', '"', '…']) || facts.is_empty() { "" } else { "," };
    entry(number, format!("{head}{comma} {facts}").trim_end(), width)
}

pub fn title(held: &Held) -> &str {
    let opened = held.now();
    if opened.article.title.is_empty() { &opened.file } else { &opened.article.title }
}

/// A paragraph with a hit: what is around the hit, and in which section.
pub fn hit(article: &Article, number: usize, (block, byte): Place, width: usize) -> String {
    let words = &article.blocks[block].words;
    let edge = |mut at: usize| {
        while !words.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = (edge(byte.saturating_sub(AROUND)), edge((byte + 2 * AROUND).min(words.len())));
    // Whole words, if there are spaces.
    let start = if from == 0 { 0 } else { words[from..byte].find(' ').map_or(from, |space| from + space + 1) };
    let end = if to == words.len() { to } else { words[byte..to].rfind(' ').map_or(to, |space| byte + space) };
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < words.len() { "…" } else { "" });
    let section = article.section_of(block) + 1;
    entry(number, &format!("{before}{}{after} (section {section})", &words[start..end.max(start)]), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_in_words() {
        for (all, told) in [
            (&[][..], ""),
            (&[7], "7"),
            (&[20, 24, 32], "20, 24 and 32"),
            (&[1, 2, 3, 4], "1 to 4"),
            (&[1, 2, 4, 5, 6, 9], "1, 2, 4 to 6 and 9"),
        ] {
            assert_eq!(numbers(all), told);
        }
        let odd: Vec<usize> = (0..100).map(|n| 2 * n + 1).collect();
        assert!(numbers(&odd).ends_with("37, 39 and 80 more"), "{}", numbers(&odd));
    }
}
