//! Verdicts as a compiler would tell them.
//!
//! Comes in: a verdict with its draft and sources. Goes out: text, coloured or not. What is
//! right has none, but where an editor has left out or put in words.

use super::Seen;
use crate::article::{Article, Quote};
use crate::clean;
use crate::diagnostic::{Finding, Paint, Place, entry};
use crate::evidence::{Speaker, doubt, speaker};
use crate::verify::{Agreement, Edit, Kind, Part, Piece};

/// No words are cited at more characters.
const CITED: usize = 240;
/// So many words stand around a difference.
const AROUND: usize = 5;
/// More pieces of a passage are not told.
const PIECES: usize = 6;

const NEGATIONS: &[&str] = &["no", "not", "never", "none", "nobody", "nothing", "nor", "without", "cannot", "neither"];

/// What the parts of a report look like.
#[derive(Debug, Clone, Copy, Default)]
pub struct Colors {
    fault: Paint,
    note: Paint,
    dropped: &'static str,
    put: &'static str,
    right: &'static str,
}

impl Colors {
    pub const ON: Colors = Colors {
        fault: Paint { place: "\x1b[1m", label: "\x1b[1;31m", caret: "\x1b[31m" },
        note: Paint { place: "\x1b[1m", label: "\x1b[1;36m", caret: "\x1b[36m" },
        dropped: "\x1b[31m",
        put: "\x1b[32m",
        right: "\x1b[1;32m",
    };
}

/// What is told of a verdict: nothing, if there is nothing to look at.
pub fn report(seen: &Seen<'_>, place: &mut Place, colors: &Colors) -> String {
    let verdict = seen.verdict;
    let edits = edits(&verdict.edits);
    if verdict.kind == Kind::Exact || verdict.kind == Kind::Edited && edits.is_empty() {
        return String::new();
    }
    let is_right = verdict.kind.is_right();
    let what = if is_right { edits } else { what(seen) };
    let finding = Finding { span: seen.span.clone(), what, help: None };
    let paint = if is_right { colors.note } else { colors.fault };
    let label = verdict.kind.name();
    let mut out = entry(&seen.file.opened.file, &seen.file.text, place, label, &finding, paint);
    if is_right {
        return out;
    }
    let mut row = |name: &str, words: &str| out.push_str(&format!("   {name}: {words}\n"));
    if verdict.kind == Kind::Altered {
        row("diff", &diff(&verdict.parts, colors));
    }
    let name = if verdict.kind == Kind::Missing { "nearest" } else { "source" };
    for words in passage(seen) {
        row(name, &words);
    }
    row("help", &help(seen));
    out
}

/// What is wrong, in one line.
pub fn what(seen: &Seen<'_>) -> String {
    let verdict = seen.verdict;
    let from = || whose(seen).map(|name| format!("{name} said")).unwrap_or_else(|| "the source has".to_string());
    let what = match verdict.kind {
        Kind::Unquoted => outside(seen),
        Kind::Speaker => return swapped(seen),
        Kind::Joined => "quotations that are apart in the source are one here".to_string(),
        Kind::Order => "the source has these words in another order".to_string(),
        Kind::Altered => {
            changes(&verdict.parts, &from()) + &house(&verdict.edits).map_or(String::new(), |it| "; ".to_string() + &it)
        }
        Kind::Missing => "no source has these words".to_string(),
        Kind::Exact | Kind::Edited | Kind::Unchecked => "there are too many words to compare".to_string(),
    };
    match verdict.speaker {
        Agreement::Other if verdict.kind != Kind::Missing => format!("{what}; {}", swapped(seen)),
        _ => what,
    }
}

/// Which words are no quotation in the source.
fn outside(seen: &Seen<'_>) -> String {
    let pieces = || seen.verdict.passage.iter().flat_map(|passage| &passage.pieces);
    let own: Vec<String> =
        pieces().filter(|piece| !piece.is_marked).map(|piece| format!("“{}”", cited(&piece.words))).collect();
    match own.len() == pieces().count() {
        true => "the source has these words as its own, not as a quotation".to_string(),
        false => format!("{} is outside of the quotation in the source", own.join(" and ")),
    }
}

fn swapped(seen: &Seen<'_>) -> String {
    let draft = named(&seen.file.opened.article, seen.quote);
    format!("{} said it, not {draft}", whose(seen).unwrap_or_else(|| "somebody else".to_string()))
}

/// Who says the passage in the source.
fn whose(seen: &Seen<'_>) -> Option<String> {
    let article = &seen.source()?.article;
    let quotes = seen.verdict.passage.iter().flat_map(|passage| &passage.pieces).filter_map(|piece| piece.quote);
    let mut quotes = quotes.filter_map(|quote| article.quotes.get(quote));
    quotes.find(|quote| article.speaker(quote).is_some()).map(|quote| named(article, quote))
}

pub fn named(article: &Article, quote: &Quote) -> String {
    match speaker(article, quote) {
        Speaker::Person(name) => format!("{}{name}", doubt(quote)),
        Speaker::Unnamed(words) => format!("{}{}", doubt(quote), cited(&words)),
        Speaker::Unknown => "an unknown speaker".to_string(),
    }
}

/// How many words are other than they were, and whether a negation is among them.
fn changes(parts: &[Part], from: &str) -> String {
    let count = |words: &str| words.split_whitespace().count();
    let sum = |words: fn(&Part) -> Option<&str>| parts.iter().filter_map(words).map(count).sum::<usize>();
    let dropped = sum(|part| if let Part::Dropped(words) = part { Some(words) } else { None });
    let put = sum(|part| if let Part::Put(words) = part { Some(words) } else { None });
    let plural = |count: usize| format!("{count} word{}", if count == 1 { "" } else { "s" });
    let what = match (dropped, put) {
        (0, put) => format!("{} more than {from}", plural(put)),
        (dropped, 0) => format!("{} less than {from}", plural(dropped)),
        (dropped, put) if dropped == put => format!("{} other than {from}", plural(put)),
        (dropped, put) => format!("{} for {dropped} that {from}", plural(put)),
    };
    match negation(parts) {
        Some(negation) => format!("{what}; {negation}"),
        None => what,
    }
}

/// The negation that one side alone has.
fn negation(parts: &[Part]) -> Option<String> {
    let gone = parts.iter().find_map(|part| match part {
        Part::Dropped(words) => negated(words, "is gone"),
        _ => None,
    });
    let put = parts.iter().find_map(|part| match part {
        Part::Put(words) => negated(words, "was put in"),
        _ => None,
    });
    if gone.is_some() && put.is_some() { None } else { gone.or(put) }
}

fn negated(words: &str, what: &str) -> Option<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let is_one = |word: &String| {
        let lower = word.to_lowercase().replace('’', "'");
        NEGATIONS.contains(&lower.as_str()) || lower.ends_with("n't")
    };
    words.split_whitespace().map(bare).find(is_one).map(|word| format!("“{}” {what}", cited(&word)))
}

/// The words of an editor, and those that he left out.
fn edits(edits: &[Edit]) -> String {
    let told = edits.iter().filter_map(|edit| match edit {
        Edit::Case | Edit::Marks | Edit::House { .. } => None,
        Edit::LeftOut(words) => {
            let negation = negated(words, "is left out").map_or(String::new(), |what| format!(": {what}"));
            Some(format!("“…” is for “{}”{negation}", cited(words)))
        }
        Edit::Bracketed(words) => Some(format!("“{}” is not the source’s", cited(words))),
        Edit::Replaced(words) => Some(format!("brackets are for “{}”", cited(words))),
    });
    told.chain(house(edits)).collect::<Vec<_>>().join("; ")
}

/// The words that another house writes so, as the source and as the draft has them.
fn house(edits: &[Edit]) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    for edit in edits {
        let Edit::House { source, draft } = edit else { continue };
        let own = format!("{} → {}", cited(source), cited(draft));
        if !told.contains(&own) {
            told.push(own);
        }
    }
    (!told.is_empty()).then(|| format!("house style: {}", told.join(", ")))
}

/// Both as one line: what only the source has in `[-…-]`, what only the draft has in
/// `{+…+}`.
pub fn diff(parts: &[Part], colors: &Colors) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Kept { draft, .. } => out.push_str(&around(draft, at > 0, at + 1 < parts.len())),
            Part::Dropped(words) => marked(&mut out, ("[-", "-]"), words, colors.dropped),
            Part::Put(words) => marked(&mut out, ("{+", "+}"), words, colors.put),
            Part::LeftOut(_) => {}
            Part::Bracketed(words) => out.push_str(words),
        }
    }
    // The words have passed the gate; only the colours are ours.
    out.trim().replace('\n', " ")
}

fn marked(out: &mut String, (open, close): (&str, &str), words: &str, style: &str) {
    let own = cited(words.trim());
    out.push_str(&Paint::set(style, &format!("{open}{own}{close}")));
    if words.ends_with(char::is_whitespace) || !words.contains(char::is_alphanumeric) {
        out.push(' ');
    }
}

/// The words of a part that stand by a difference.
fn around(words: &str, has_before: bool, has_after: bool) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let (first, last) = (if has_before { AROUND } else { 0 }, if has_after { AROUND } else { 0 });
    if all.len() <= first + last + 1 {
        return words.to_string();
    }
    let space = if words.ends_with(char::is_whitespace) { " " } else { "" };
    let (before, after) = (all[..first].join(" "), all[all.len() - last..].join(" "));
    format!("{before}{}… {after}{space}", if before.is_empty() { "" } else { " " })
}

/// The pieces of the passage: the file, the paragraph, who says it, the words.
fn passage(seen: &Seen<'_>) -> Vec<String> {
    let (Some(passage), Some(source)) = (&seen.verdict.passage, seen.source()) else { return Vec::new() };
    let score = match seen.verdict.kind {
        Kind::Missing => format!(", {:.0} % the same", seen.verdict.score * 100.0),
        _ => String::new(),
    };
    let told = passage.pieces.iter().take(PIECES).map(|piece| {
        let quote = piece.quote.and_then(|quote| source.article.quotes.get(quote));
        let whose = match quote {
            Some(quote) => named(&source.article, quote),
            None if piece.is_marked => "between marks".to_string(),
            None => "its own words".to_string(),
        };
        let paragraph = seen.paragraph(piece).map_or(String::new(), |number| format!(", paragraph {number}"));
        format!("{}{paragraph}{score}, {}: “{}”", source.file, whose, cited(&words(piece, quote, &source.article)))
    });
    told.collect()
}

/// The words of the whole quotation, if it is short.
fn words(piece: &Piece, quote: Option<&Quote>, article: &Article) -> String {
    let whole = quote.map(|quote| article.quoted(quote).into_owned());
    whole.filter(|whole| whole.len() <= CITED.max(piece.words.len() * 2)).unwrap_or_else(|| piece.words.clone())
}

pub fn cited(words: &str) -> String {
    let end = words.char_indices().nth(CITED).map_or(words.len(), |(at, _)| at);
    let cut = if end < words.len() { "…" } else { "" };
    format!("{}{cut}", clean::line(&words[..end]).trim_end())
}

/// What to do.
pub fn help(seen: &Seen<'_>) -> String {
    let has = |is: fn(&Part) -> bool| seen.verdict.parts.iter().any(is);
    let (drops, puts) = (has(|part| matches!(part, Part::Dropped(_))), has(|part| matches!(part, Part::Put(_))));
    match seen.verdict.kind {
        Kind::Speaker => format!("name {}", whose(seen).unwrap_or_else(|| "who said it".to_string())),
        Kind::Unquoted => "take the marks away, or find where it was said".to_string(),
        Kind::Joined => "quote them one by one, or put … between them".to_string(),
        Kind::Order => "keep the order of the source, or quote them one by one".to_string(),
        Kind::Altered if drops && puts => {
            "write the words of the source; … stands for words left out, [ ] around words of yours".to_string()
        }
        Kind::Altered if drops && negation(&seen.verdict.parts).is_some() => {
            "write the words of the source".to_string()
        }
        Kind::Altered if drops => "write the words that are missing, or … for them".to_string(),
        Kind::Altered => "take out the words that were put in, or set them in [ ]".to_string(),
        Kind::Missing => "name the source that has them, or take the marks away".to_string(),
        Kind::Exact | Kind::Edited | Kind::Unchecked => "verify fewer quotations or sources at a time".to_string(),
    }
}

/// How many quotations there are of each kind.
pub fn summary(file: &str, counts: &[usize], sources: usize, where_from: &str, colors: &Colors) -> String {
    let all: usize = counts.iter().sum();
    let plural = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    if all == 0 {
        return format!("{file}: no quotations to verify\n");
    }
    let told: Vec<String> = Kind::ALL
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(kind, count)| {
            let style = if kind.is_right() { colors.right } else { colors.fault.label };
            Paint::set(style, &format!("{count} {}", kind.name()))
        })
        .collect();
    let (all, sources) = (plural(all, "quotation"), plural(sources, "article"));
    format!("{file}: {all} against {sources}{where_from}: {}\n", told.join(", "))
}
