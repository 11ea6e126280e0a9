//! Entries of the lists, as rows: a quotation, a person, a section, an article.
//!
//! Comes in: values and a width in columns. Goes out: lines. An entry's height
//! is the number of its lines, so scrolling and drawing agree. May not know
//! which pane they stand in.

use std::borrow::Cow;
use std::ops::Range;

use super::line::Line;
use super::theme::{Face, Faces};
use crate::article::{Article, Origin, Person, Quote, Section, Voice};
use crate::engine::fuzzy::Words;
use crate::evidence::{Speaker, doubt, speaker};
use crate::glyph::{beginning, columns, truncate};
use crate::layout::wrap;
use crate::ledger::chart::{BAR, bar as share_bar, strip};
use crate::library::Opened;
use crate::shelf::Held;

/// Rows of a quotation that is not the current one.
const QUOTE_ROWS: usize = 3;
/// Rows of the current one: more than any screen has.
const WHOLE_ROWS: usize = 400;
/// In a quotation of more bytes no gap is looked for at every frame.
const LONG: usize = 16 << 10;
/// Columns before the words of an entry.
pub const INDENT: usize = 2;

/// What is true of an entry beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub current: bool,
    /// Whether it is marked, where marks are shown at all.
    pub marked: Option<bool>,
}

/// A quotation: its words, at most three rows of them unless it is the current
/// one, and who said them.
pub fn quote(article: &Article, quote: &Quote, state: State, width: usize) -> Vec<Line> {
    let sign = match state.marked {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    let room = width.saturating_sub(INDENT).max(1);
    let rows = if state.current { WHOLE_ROWS } else { QUOTE_ROWS };
    // No more of the words than the rows can hold.
    let whole = if quote.words.len() <= LONG { article.quoted(quote) } else { Cow::Borrowed(quote.words.as_str()) };
    let words = format!("{sign}“{}”", beginning(&whole, (rows + 1) * room));
    let faces = Faces::from(Face::Quote).when(state.current, Face::Current);
    let all = wrap(&words, room);
    let mut lines: Vec<Line> = Vec::new();
    for (number, range) in all.iter().enumerate().take(rows) {
        let mut text = words[range.clone()].to_string();
        if number + 1 == rows && all.len() > rows {
            text = truncate(&format!("{text} …………"), room.min(columns(&text) + 1)).into_owned();
        }
        lines.push(indented(text, faces, state.current));
    }
    lines.extend(attribution(article, quote, state.current, width));
    lines
}

/// Who said it and where: one row, whole if it is of the current quotation. What
/// makes a guess of it stands before the name, where no row is cut.
fn attribution(article: &Article, quote: &Quote, current: bool, width: usize) -> Vec<Line> {
    let (doubt, speaker, faces) = match speaker(article, quote) {
        Speaker::Person(name) => (doubt(quote), Cow::Borrowed(name), Faces::PLAIN.when(current, Face::Current)),
        // Not a name, and never to be taken for one.
        Speaker::Unnamed(words) => (doubt(quote), words.into(), Faces::from(Face::Aside).with(Face::Emphasis)),
        Speaker::Unknown => ("", "unknown speaker".into(), Faces::from(Face::Aside).with(Face::Emphasis)),
    };
    let place = if quote.spans.is_empty() { " (not in the text)" } else { "" };
    let context = quote.context.as_ref().map(|c| format!(", {c}")).unwrap_or_default();
    let room = width.saturating_sub(INDENT).max(1);
    let before = format!("— {doubt}");
    // Not by whom it is, but who says so.
    let mine = if quote.origin == Origin::Corrected { " (corrected)" } else { "" };
    let whole = format!("{before}{speaker}{mine}{context}{place}");
    // No more than the rows can hold.
    let words = beginning(&whole, if current { WHOLE_ROWS * room } else { 2 * room });
    let name = before.len()..(before.len() + speaker.len()).min(words.len());
    let rows = wrap(words, room);
    let shown = if current { rows.len() } else { 1 };
    let mut lines = Vec::new();
    for (number, row) in rows.iter().take(shown.min(WHOLE_ROWS)).enumerate() {
        // The one row of another quotation is cut where the pane ends.
        let end = if current { row.end } else { words.len() };
        let edge = |at: usize| at.clamp(row.start, end);
        let mut line = bar(current);
        line.push(&words[row.start..edge(name.start)], Face::Aside);
        line.push(&words[edge(name.start)..edge(name.end)], faces);
        line.push(&words[edge(name.end)..end], Face::Aside);
        if number + 1 == shown {
            line.cut(width);
        }
        lines.push(line);
    }
    lines
}

/// What is true of a person at the moment.
#[derive(Debug, Clone, Copy, Default)]
pub struct PersonState {
    /// The cursor is there.
    pub current: bool,
    /// The current quotation is theirs.
    pub speaks: bool,
}

/// A person: name, quotations and share, role, and where in the article they
/// speak. `places` are 0 to 1.
pub fn person(person: &Person, voice: Voice, places: &[f64], state: PersonState, width: usize) -> Vec<Line> {
    let current = state.current;
    let mut name = if state.speaks && !current { Line::of("• ", Face::Sign) } else { bar(current) };
    name.push(&person.name, Faces::from(Face::Strong).when(current, Face::Current));
    name.push_right(&share(voice), Face::Aside, width);
    let mut lines = vec![name];
    if let Some(role) = &person.role {
        let mut line = indented(role.clone(), Face::Aside.into(), current);
        line.cut(width);
        lines.push(line);
    }
    if voice.quotes > 0 {
        let mut line = bar(current);
        for (speaks, cells) in strip(places, width.saturating_sub(INDENT)) {
            let face = if speaks { Face::Sign } else { Face::Aside };
            line.push((if speaks { "▪" } else { "·" }).repeat(cells), face);
        }
        lines.push(line);
    }
    lines
}

fn share(voice: Voice) -> String {
    if voice.quotes == 0 {
        return "0".into();
    }
    format!("{} {} {:>3.0}%", voice.quotes, share_bar(voice.share, BAR), voice.share * 100.0)
}

/// A section of the contents.
pub fn section(section: &Section, quotes: usize, current: bool, width: usize) -> Vec<Line> {
    let mut line = bar(current);
    line.push(section.heading.as_deref().unwrap_or("Beginning"), Faces::PLAIN.when(current, Face::Current));
    let count = if quotes == 0 { String::new() } else { quotes.to_string() };
    line.push_right(&count, Face::Aside, width);
    vec![line]
}

/// Somebody to choose, with what that person is.
pub fn choice(name: &str, role: Option<&str>, current: bool, width: usize) -> Line {
    let mut line = bar(current);
    line.push(name, Faces::PLAIN.when(current, Face::Current));
    line.push(role.map(|role| format!("  {role}")).unwrap_or_default(), Face::Aside);
    line.cut(width);
    line
}

/// What is told of an article in a list, and by what else it can be found: its title,
/// source, date and file, then who is named.
pub fn told(opened: &Opened) -> Vec<&str> {
    let article = &opened.article;
    let title = if article.title.is_empty() { &opened.file } else { &article.title };
    let source = article.source.name.as_deref().unwrap_or_default();
    let names = article.people.iter().flat_map(|person| std::iter::once(&person.name).chain(&person.aliases));
    let names = article.authors.iter().chain(names).map(String::as_str);
    [title, source, article.published.as_deref().unwrap_or_default(), &opened.file].into_iter().chain(names).collect()
}

/// Rows of an article.
pub const ARTICLE_ROWS: usize = 3;

/// An article to choose; what was typed is lit in it.
pub fn article(held: &Held, typed: &mut Words, current: bool, width: usize) -> [Line; ARTICLE_ROWS] {
    let opened = held.now();
    let article = &opened.article;
    let told = told(opened);
    let lit = typed.lit(&told);
    let mut first = bar(current);
    lit_up(&mut first, told[0], &lit[0], Faces::from(Face::Strong).when(current, Face::Current));
    first.cut(width);
    let quotes = match article.quotes.len() {
        // Nobody has looked for any yet.
        0 if !held.is_whole() => None,
        0 => Some("no quotations".into()),
        1 => Some("1 quotation".into()),
        n => Some(format!("{n} quotations")),
    };
    // Who is named stands here only if that is why the article does.
    let named = (4..told.len()).filter(|&field| !lit[field].is_empty());
    let facts = named.chain([1, 2]).map(|field| (told[field], &lit[field][..]));
    let facts = facts.chain([(quotes.as_deref().unwrap_or_default(), &[][..]), (told[3], &lit[3])]);
    let mut second = bar(current);
    for (number, (words, lit)) in facts.filter(|(words, _)| !words.is_empty()).enumerate() {
        second.push(if number == 0 { "" } else { " · " }, Face::Aside);
        lit_up(&mut second, words, lit, Face::Aside.into());
    }
    second.cut(width);
    [first, second, Line::default()]
}

/// Words, some of which were typed.
pub fn lit_up(line: &mut Line, words: &str, lit: &[Range<usize>], faces: Faces) {
    let mut at = 0;
    for range in lit {
        line.push(&words[at..range.start], faces);
        line.push(&words[range.clone()], faces.with(Face::Hit));
        at = range.end;
    }
    line.push(&words[at..], faces);
}

fn indented(text: String, faces: Faces, current: bool) -> Line {
    let mut line = bar(current);
    line.push(text, faces);
    line
}

/// The columns before the words: a bar beside what is current.
pub fn bar(current: bool) -> Line {
    if current { Line::of("▌ ", Face::Sign) } else { Line::of("  ", Faces::PLAIN) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Certainty, Kind, Span};

    fn text(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|l| l.0.iter().map(|p| p.0.as_str()).collect()).collect()
    }

    fn said(words: &str) -> Quote {
        Quote { words: words.into(), context: Some("once".into()), ..Quote::default() }
    }

    #[test]
    fn a_long_quotation_has_three_rows_until_it_is_current() {
        let article = Article::default();
        let long = said("one two three four five six seven eight");
        let short = text(&quote(&article, &long, State::default(), 14));
        assert_eq!(short, ["  “one two", "  three four", "  five six…", "  — unknown s…"]);
        // A gap before the cut says as much.
        let gap = said("one two three four five … seventeen eighteen");
        assert_eq!(text(&quote(&article, &gap, State::default(), 14))[2], "  five …");
        let whole = quote(&article, &long, State { current: true, marked: Some(true) }, 14);
        assert!(text(&whole)[0].contains("[x] “one"));
        assert!(text(&whole).concat().contains("eight”"));
    }

    #[test]
    fn a_guess_and_a_source_without_a_name_are_told_from_names() {
        let block =
            Block { kind: Kind::Paragraph, depth: 0, words: "A senior\nofficial said".into(), ..Block::default() };
        let people = vec![Person { name: "Ada Example".into(), ..Person::default() }];
        let article = Article { blocks: vec![block].into(), people, ..Article::default() };
        let row = |quote: &Quote, current: bool| {
            let state = State { current, ..State::default() };
            super::quote(&article, quote, state, if current { 80 } else { 40 }).pop().expect("a row")
        };
        let of = |certainty| Quote { certainty, speaker: Some(0), ..said("x") };
        for (certainty, expected) in [
            (Certainty::Sure, "  — Ada Example, once (not in the text)"),
            (Certainty::Likely, "  — Ada Example, once (not in the text)"),
            (Certainty::Unsure, "  — perhaps Ada Example, once (not in t…"),
            (Certainty::Unknown, "  — perhaps Ada Example, once (not in t…"),
        ] {
            assert_eq!(text(&[row(&of(certainty), false)]), [expected]);
        }
        let said_as = Some(Span { block: 0, start: 0, end: "A senior official".len() });
        let unnamed = Quote { said_as, certainty: Certainty::Sure, ..said("x") };
        assert_eq!(text(&[row(&unnamed, false)]), ["  — a senior official, once (not in the…"]);
        for (quote, current) in [(&unnamed, false), (&unnamed, true), (&said("x"), true)] {
            let faces: Vec<Faces> = row(quote, current).0.iter().map(|p| p.1).collect();
            assert!(faces.iter().any(|f| f.has(Face::Emphasis)), "{faces:?}");
            assert!(!faces.iter().any(|f| f.has(Face::Current)), "{faces:?}");
        }
    }

    #[test]
    fn what_was_corrected_says_so() {
        let article =
            Article { people: vec![Person { name: "Ada".into(), ..Person::default() }], ..Article::default() };
        let row = |speaker| {
            let quote = Quote { speaker, origin: Origin::Corrected, certainty: Certainty::Sure, ..said("x") };
            text(&super::quote(&article, &quote, State::default(), 80)).pop()
        };
        assert_eq!(row(Some(0)).as_deref(), Some("  — Ada (corrected), once (not in the text)"));
        assert_eq!(row(None).as_deref(), Some("  — unknown speaker (corrected), once (not in the text)"));
    }

    #[test]
    fn a_huge_quotation_is_not_wrapped_whole() {
        let lines = quote(&Article::default(), &said(&"word ".repeat(500_000)), State::default(), 30);
        assert_eq!(lines.len(), 4);
    }
}
