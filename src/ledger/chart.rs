//! The ledger drawn in words and bars, for a terminal.
//!
//! Comes in: a ledger and a width in columns. Goes out: lines of text. May not know
//! colours or whose terminal it is.

use super::{Kind, Ledger, Row, Turn};
use crate::glyph::{columns, drawn, truncate};
use crate::layout::wrap;

/// Columns of the bar that shows a share.
pub const BAR: usize = 8;

/// No name takes more columns in a timeline.
const NAME: usize = 26;
/// What it rests on who is called a woman or a man.
const GENDERS: &str = "Women and men only as the text itself tells: by a title, or by “she” or “he” where it is likely or sure who is meant.";

/// Fewer columns have no room for more than two numbers beside a name.
const NARROW: usize = 64;

/// Columns between a name and its strip.
const GAP: usize = 2;
/// No paragraph and no month takes more.
const WIDEST: usize = 4;
/// More months are no timeline.
const MONTHS: usize = 12_000;

/// A share, 0 to 1, as a bar. What there is some of shows.
pub fn bar(share: f64, cells: usize) -> String {
    let full = ((share * cells as f64).round() as usize).clamp(1, cells);
    format!("{}{}", "■".repeat(full), "□".repeat(cells - full))
}

/// Runs of cells in which something is at one of the places, 0 to 1 and in order, or is not.
pub fn strip(places: &[f64], cells: usize) -> Vec<(bool, usize)> {
    let mut runs: Vec<(bool, usize)> = Vec::new();
    for cell in 0..cells {
        let edge = |cell: usize| cell as f64 / cells as f64;
        let first = places.partition_point(|&p| p < edge(cell));
        let speaks = places.get(first).is_some_and(|&p| p < edge(cell + 1) || cell + 1 == cells);
        match runs.last_mut() {
            Some(run) if run.0 == speaks => run.1 += 1,
            _ => runs.push((speaks, 1)),
        }
    }
    runs
}

/// A number of things: `1 quotation`, `3 quotations`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// What there is in all.
pub fn headline(ledger: &Ledger) -> String {
    let speakers = ledger.rows.iter().filter(|row| row.kind != Kind::Unknown).count();
    let articles = match ledger.sheets.len() {
        1 => String::new(),
        several => format!(" in {}", count(several, "article")),
    };
    let quotes = count(ledger.quotes(), "quotation");
    format!("{}, {quotes} of {}{articles}", count(speakers, "speaker"), count(ledger.words, "word"))
}

/// A row for each speaker, with what is to be known of them under it.
pub fn table(ledger: &Ledger, width: usize) -> String {
    let line = |name: &str, right: &str| {
        let room = width.saturating_sub(columns(right) + 1);
        let name = truncate(name, room).into_owned();
        format!("{}{} {right}", drawn(&name), " ".repeat(room.saturating_sub(columns(&name)))).trim_end().to_string()
            + "\n"
    };
    let mut out = format!("{}\n\n{}", headline(ledger), line("speaker", &heading(ledger, width)));
    for row in &ledger.rows {
        out.push_str(&line(row.shown(), &numbers(ledger, row, width)));
        let more = told(ledger, row);
        if !more.is_empty() {
            out.push_str(&format!("  {}\n", drawn(&truncate(&more, width.saturating_sub(2)))));
        }
    }
    if ledger.rows.iter().any(|row| row.gender().is_some()) {
        let lines = wrap(GENDERS, width).into_iter().map(|range| format!("{}\n", &GENDERS[range]));
        out.push_str(&format!("\n{}", lines.collect::<String>()));
    }
    out
}

/// What the numbers are, where a row has so many columns.
pub fn heading(ledger: &Ledger, width: usize) -> String {
    if width < NARROW {
        return short("quotations", "share");
    }
    let last = if ledger.sheets.len() == 1 { "first" } else { "articles" };
    aligned("quotations", "words", "share", last)
}

/// The numbers of a speaker: quotations, words, share with a bar, and where they are.
pub fn numbers(ledger: &Ledger, row: &Row, width: usize) -> String {
    let (quotes, share) = (row.turns.len().to_string(), ledger.share(row));
    let percent = format!("{:.0}%", share * 100.0);
    if width < NARROW {
        return short(&quotes, &percent);
    }
    let is_one = ledger.sheets.len() == 1;
    let last = if is_one { first(ledger, row) } else { row.articles.to_string() };
    // Beside each other only what is more and what is less can be seen.
    let most = ledger.rows.iter().map(|row| ledger.share(row)).fold(f64::MIN_POSITIVE, f64::max);
    let share = format!("{} {percent:>4}", bar(share / most, BAR));
    aligned(&quotes, &row.words().to_string(), &share, &last)
}

fn short(quotes: &str, share: &str) -> String {
    format!("{quotes:>10} {share:>6}")
}

fn aligned(quotes: &str, words: &str, share: &str, last: &str) -> String {
    format!("{quotes:>10} {words:>6}  {share:<13} {last:>11}")
}

/// Where in an article a speaker first appears: `§2 par. 7`.
pub fn first(ledger: &Ledger, row: &Row) -> String {
    let Some(first) = row.first() else { return String::new() };
    let sections = ledger.sheets.get(first.article).map_or(0, |sheet| sheet.headings.len());
    let section = if sections > 1 { format!("§{} ", first.section) } else { String::new() };
    format!("{section}par. {}", first.paragraph)
}

/// What is to be known of a speaker beside the numbers. What makes a guess or nobody of it
/// comes first, where no line is cut.
pub fn told(ledger: &Ledger, row: &Row) -> String {
    let unsure = (row.unsure() > 0).then(|| format!("{} unsure", row.unsure()));
    let kind = match row.kind {
        Kind::Unnamed => Some("not named".to_string()),
        Kind::Name => Some("a name only".to_string()),
        Kind::Person | Kind::Unknown => None,
    };
    let gender = row.gender().zip(row.sign()).map(|(gender, (words, paragraph))| {
        let place = if ledger.sheets.len() == 1 { format!(", par. {paragraph}") } else { String::new() };
        format!("{} (“{words}”{place})", gender.name())
    });
    [unsure, kind, gender, row.role.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Who speaks when: over one article by paragraph, over several by month.
pub fn timeline(ledger: &Ledger, width: usize) -> String {
    let axis = Axis::of(ledger);
    let names = ledger.rows.iter().map(|row| columns(row.shown())).max().unwrap_or(0);
    let names = names.min(NAME).min(width / 2);
    let room = width.saturating_sub(names + GAP).max(1);
    let scale = axis.scale(axis.cells(room).iter().product());
    let mut out = format!("{}\n\n{}{scale}\n", headline(ledger), " ".repeat(names + GAP));
    for row in &ledger.rows {
        let sign = |speaks: bool| if speaks { "▪" } else { "·" };
        let runs = strip_of(ledger, row, room);
        let runs: String = runs.iter().map(|(speaks, cells)| sign(*speaks).repeat(*cells)).collect();
        let name = truncate(row.shown(), names).into_owned();
        out.push_str(&format!("{}{}{runs}\n", drawn(&name), " ".repeat(names + GAP - columns(&name))));
    }
    let undated = ledger.sheets.iter().filter(|sheet| sheet.month.is_none()).count();
    if ledger.sheets.len() > 1 && undated > 0 {
        out.push_str(&format!("\n{} without a date left out\n", count(undated, "article")));
    }
    out
}

/// When a speaker speaks, in runs of so many cells at most.
pub fn strip_of(ledger: &Ledger, row: &Row, room: usize) -> Vec<(bool, usize)> {
    let axis = Axis::of(ledger);
    let [cells, wide] = axis.cells(room);
    let mut places: Vec<f64> = row.turns.iter().filter_map(|turn| axis.place(ledger, turn)).collect();
    places.sort_by(f64::total_cmp);
    strip(&places, cells).into_iter().map(|(speaks, cells)| (speaks, cells * wide)).collect()
}

/// What a timeline runs over.
enum Axis {
    Paragraphs(usize),
    /// The first and the last month, counted from the year 0, if any article has a date.
    Months(Option<(usize, usize)>),
}

impl Axis {
    fn of(ledger: &Ledger) -> Axis {
        if let [sheet] = &ledger.sheets[..] {
            return Axis::Paragraphs(sheet.paragraphs.max(1));
        }
        let months = || ledger.sheets.iter().filter_map(|sheet| month(sheet.month.as_deref()?));
        let ends = months().min().zip(months().max());
        Axis::Months(ends.map(|(first, last)| (first.max(last.saturating_sub(MONTHS)), last)))
    }

    /// So many paragraphs or months there are.
    fn units(&self) -> usize {
        match self {
            Axis::Paragraphs(all) => *all,
            Axis::Months(ends) => ends.map_or(1, |(first, last)| last - first + 1),
        }
    }

    /// How many cells it has in so much room, and how wide each is.
    fn cells(&self, room: usize) -> [usize; 2] {
        let cells = self.units().min(room).max(1);
        [cells, (room / cells).clamp(1, WIDEST)]
    }

    /// What stands over it: its ends, over them if there is room.
    fn scale(&self, cells: usize) -> String {
        let (from, to) = match self {
            Axis::Paragraphs(last) => ("paragraph 1".to_string(), last.to_string()),
            Axis::Months(None) => return "no article has a date".to_string(),
            Axis::Months(Some((first, last))) => (named(*first), named(*last)),
        };
        match cells.checked_sub(columns(&from) + columns(&to)) {
            _ if self.units() == 1 => from,
            Some(blank) if blank > 0 => format!("{from}{}{to}", " ".repeat(blank)),
            _ => format!("{from} to {to}"),
        }
    }

    /// Where in it a quotation is, 0 to 1.
    fn place(&self, ledger: &Ledger, turn: &Turn) -> Option<f64> {
        match self {
            Axis::Paragraphs(all) => Some((turn.at.paragraph.max(1) - 1) as f64 / *all as f64),
            Axis::Months(ends) => {
                let (first, last) = (*ends)?;
                let month = month(ledger.month(&turn.at)?)?.checked_sub(first)?;
                Some(month as f64 / (last - first + 1) as f64)
            }
        }
    }
}

fn month(month: &str) -> Option<usize> {
    let (year, month) = month.split_once('-')?;
    Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()?.checked_sub(1)?)
}

fn named(month: usize) -> String {
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}
