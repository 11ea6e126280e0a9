//! A draft's quotations against the articles that they are from.
//!
//! Comes in: the names of a draft and of sources. Goes out: a report or records on the
//! standard output, and whether there is something to look at. May not know how words are
//! compared.

mod doubts;
mod report;
mod rows;

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::desk::{Desk, Halt, found, searched, size, told};
use super::index::ask;
use super::keep::Keeper;
use super::looks::{has_color, reading_looks};
use super::{config, cores};
use crate::Exit;
use crate::article::Article;
use crate::cli::{Verdicts, Verify};
use crate::config::When;
use crate::diagnostic::Place;
use crate::library::{self, Opened, Source, Volume};
use crate::output::message;
use crate::outside::edit;
use crate::ui;
use crate::ui::review::{Asked, Doubt};
use crate::verify::{Kind, Part, Text, Verdict, difference, phrases, verify};
use report::{Colors, diff, report, summary};

/// So many passages of the library are looked at for a quotation.
const LIKELY: usize = 8;

/// So many folders that were not read are named.
const NAMED: usize = 3;

/// So many characters of a quotation find it in the draft.
const WORDS: usize = 60;

pub fn run(desk: &mut Desk, args: &Verify) -> Result<(), Halt> {
    let (draft, text) = draft(desk, args)?;
    let named = candidates(desk, args, &draft)?;
    let sources = opened(desk, &named);
    if sources.is_empty() && !(named.is_empty() && args.sources.is_empty()) {
        // Why has been said of each.
        unread(&args.sources).iter().for_each(|note| message(note));
        return Ok(());
    }
    let mut told = Told::new(args);
    let articles: Vec<&Article> = sources.iter().map(|source| &source.article).collect();
    for opened in &draft.articles {
        let verdicts = verify(&opened.article, &articles);
        let file = File::new(opened, text.as_deref());
        let mut lines = Text::new(&file.text);
        for verdict in &verdicts {
            let words = told.take(&Seen::new(&file, &mut lines, verdict, &sources));
            desk.write(&words)?;
        }
        told.place = Place::default();
    }
    if told.has_fault() {
        desk.found(Exit::NOTHING);
    }
    let where_from = if args.sources.is_empty() { " of the library" } else { "" };
    let summary = summary(&draft.file, &told.counts, sources.len(), where_from, &told.colors);
    let unread = if told.counts[Kind::Missing as usize] > 0 { unread(&args.sources) } else { Vec::new() };
    match (args.interactive, args.format) {
        (false, Verdicts::Text) => return desk.write(&(summary + &unread.concat())),
        (false, Verdicts::Json) => {}
        (true, _) => review(desk, &told, &args.draft, &summary)?,
    }
    unread.iter().for_each(|note| message(note));
    Ok(())
}

/// What is said of folders that were named and have others in them: what was not found may
/// be there.
fn unread(sources: &[PathBuf]) -> Vec<String> {
    let named: Vec<&PathBuf> = sources.iter().filter(|path| library::is_folder(path)).collect();
    let told = named.iter().filter_map(|folder| {
        let mut below = library::folders_in(folder);
        below.retain(|path| !named.iter().any(|named| library::is_same(named, &Source::Path(path.clone()))));
        let names: Vec<String> = below.iter().take(NAMED).map(|path| library::shown(path)).collect();
        let (names, more) = (names.join(", "), if below.len() > NAMED { ", …" } else { "" });
        let why = "folders in it are not read; name those that are sources, too";
        (!below.is_empty()).then(|| format!("{}: {why}: {names}{more}\n", library::shown(folder)))
    });
    told.collect()
}

/// What was told of all quotations so far.
struct Told {
    format: Verdicts,
    colors: Colors,
    counts: [usize; Kind::ALL.len()],
    place: Place,
    is_kept: bool,
    /// What is to be looked at on a screen, with its report, its line and its first words.
    doubts: Vec<Doubt>,
    reports: Vec<(String, usize, String)>,
}

impl Told {
    fn new(args: &Verify) -> Told {
        let is_seen = args.format == Verdicts::Text && std::io::stdout().is_terminal() && has_color(When::Auto);
        Told {
            format: args.format,
            colors: if is_seen { Colors::ON } else { Colors::default() },
            counts: [0; Kind::ALL.len()],
            place: Place::default(),
            is_kept: args.interactive,
            doubts: Vec::new(),
            reports: Vec::new(),
        }
    }

    fn has_fault(&self) -> bool {
        self.counts.iter().zip(Kind::ALL).any(|(count, kind)| *count > 0 && !kind.is_right())
    }

    /// What is to be written of a verdict now.
    fn take(&mut self, seen: &Seen<'_>) -> String {
        let kind = seen.verdict.kind;
        self.counts[kind as usize] += 1;
        let words = match self.format {
            Verdicts::Text => report(seen, &mut self.place, &self.colors),
            Verdicts::Json => rows::row(seen, &mut self.place),
        };
        if !self.is_kept {
            return words;
        }
        if !kind.is_right() {
            self.doubts.push(doubts::doubt(seen, &self.place));
            self.reports.push((words, self.place.line, seen.quote.words.chars().take(WORDS).collect()));
        }
        String::new()
    }
}

/// Walks through the doubtful ones, and does what was asked for in the end.
fn review(desk: &mut Desk, told: &Told, draft: &Path, summary: &str) -> Result<(), Halt> {
    if told.doubts.is_empty() {
        return desk.write(summary);
    }
    let config = config::load()?;
    let looks = reading_looks(&config)?;
    let keeper: &'static Keeper = Box::leak(Box::new(Keeper::new(None)));
    match ui::review::show(&told.doubts, &config.keymap, &looks, keeper) {
        Ok(Asked::Print(at)) => desk.write(told.reports.get(at).map_or("", |(words, ..)| words)),
        Ok(Asked::Open(_)) if draft == Path::new("-") => {
            Err(Halt::Told("pullquote: the draft was piped in: there is no file to open".to_string()))
        }
        // Nothing comes back from there but a failure.
        Ok(Asked::Open(at)) => Err(Halt::Told(told.reports.get(at).map_or(String::new(), |(_, line, words)| {
            format!("pullquote: {}", edit(&draft.to_string_lossy(), *line, words))
        }))),
        Ok(Asked::Cancel) => {
            desk.found(Exit::CANCELLED);
            Ok(())
        }
        Ok(Asked::Leave | Asked::Nothing | Asked::Suspend | Asked::Redraw) => Ok(()),
        Err(ui::Error::NoTerminal(_)) => Err(Halt::NoTerminal),
        Err(ui::Error::Io(error)) => Err(Halt::Terminal(error)),
    }
}

/// The draft, searched, and the text of its file.
fn draft(desk: &mut Desk, args: &Verify) -> Result<(Volume, Option<String>), Halt> {
    if library::is_folder(&args.draft) {
        return Err(Halt::Usage("name one draft, not a folder".to_string()));
    }
    let [source] = &desk.sources(std::slice::from_ref(&args.draft))?[..] else {
        return Err(Halt::Usage("name one draft".to_string()));
    };
    let (mut volume, text) = library::open_with_text(source).map_err(|problem| Halt::Told(told(source, problem)))?;
    for opened in &mut volume.articles {
        opened.article = searched(std::mem::take(&mut opened.article));
    }
    Ok((desk.take(Ok(volume)), text))
}

/// The articles that are compared: those that are named, else what the library has for the
/// draft's words. The draft itself is none of its sources, also where it is in their folder.
fn candidates(desk: &mut Desk, args: &Verify, draft: &Volume) -> Result<Vec<Source>, Halt> {
    let stdin = PathBuf::from("-");
    if args.draft == stdin && args.sources.contains(&stdin) {
        return Err(Halt::Usage("the standard input is the draft or a source, not both".to_string()));
    }
    let mut sources = if args.sources.is_empty() { held(desk, args, draft)? } else { desk.sources(&args.sources)? };
    let count = sources.len();
    sources.retain(|source| !library::is_same(&args.draft, source));
    if sources.is_empty() && count > 0 {
        desk.report("pullquote: there is no source but the draft itself");
    }
    Ok(sources)
}

/// The files of the library in which phrases of the draft stand.
fn held(desk: &mut Desk, args: &Verify, draft: &Volume) -> Result<Vec<Source>, Halt> {
    if library::folders().is_ok_and(|folders| folders.is_empty()) {
        let draft = Source::Path(args.draft.clone()).name();
        let how = format!("name the sources: pullquote verify {draft} SOURCE…");
        return Err(Halt::Usage(format!("{how}; or make a library of them: pullquote library add FOLDER")));
    }
    let asked: Vec<Vec<String>> = draft.articles.iter().flat_map(|opened| phrases(&opened.article)).collect();
    let files = ask(desk, |index| {
        let files = asked.iter().map(|phrases| index.with_phrases(phrases, LIKELY));
        files.collect::<Result<Vec<Vec<PathBuf>>, _>>()
    })?;
    let files: BTreeSet<PathBuf> = files.into_iter().flatten().collect();
    Ok(files.into_iter().map(Source::Path).collect())
}

/// Opens and searches them on all cores.
fn opened(desk: &mut Desk, sources: &[Source]) -> Vec<Opened> {
    cores::each(sources.iter(), found, size, |volumes| volumes.flat_map(|volume| desk.take(volume).articles).collect())
}

/// The draft as its report shows it.
struct File<'a> {
    opened: &'a Opened,
    /// Where it has no text of its own, a paragraph a line.
    text: String,
}

impl<'a> File<'a> {
    fn new(opened: &'a Opened, text: Option<&str>) -> File<'a> {
        let paragraphs = opened.article.blocks.iter().filter(|block| block.kind.is_paragraph());
        let plain = || paragraphs.map(|block| block.words.replace('\n', " ") + "\n").collect();
        File { opened, text: text.map_or_else(plain, str::to_string) }
    }
}

/// A verdict with all that is told of it.
struct Seen<'a> {
    file: &'a File<'a>,
    verdict: &'a Verdict,
    quote: &'a crate::article::Quote,
    /// Its place in the text of the file.
    span: std::ops::Range<usize>,
    sources: &'a [Opened],
}

impl<'a> Seen<'a> {
    fn new(file: &'a File<'a>, lines: &mut Text, verdict: &'a Verdict, sources: &'a [Opened]) -> Seen<'a> {
        let article = &file.opened.article;
        let quote = &article.quotes[verdict.quote];
        let spans: Vec<&str> = quote.spans.iter().map(|span| article.words(span)).collect();
        // All pieces are passed, so that the next quotation is looked for behind them.
        let mut places: Vec<_> = spans.iter().map(|words| lines.find(words)).collect();
        let own = verdict.piece.unwrap_or(0);
        let span =
            if places.is_empty() { lines.find(&quote.words) } else { places.swap_remove(own.min(places.len() - 1)) };
        Seen { file, verdict, quote, span: span.unwrap_or(0..0), sources }
    }

    fn source(&self) -> Option<&'a Opened> {
        self.sources.get(self.verdict.passage.as_ref()?.source)
    }

    /// The number of the paragraph of the source in which a piece stands.
    fn paragraph(&self, piece: &crate::verify::Piece) -> Option<usize> {
        let counts = self.source()?.article.paragraphs();
        counts.get(piece.span.as_ref()?.block).map(|count| *count.max(&1))
    }
}

/// A wording as it differs from another: what only the other has in `[-…-]`, what only this
/// one has in `{+…+}`. One that differs in no word is a part of the other.
pub fn reworded(wording: &str, other: &str) -> String {
    let parts = difference(wording, other);
    match parts.iter().any(|part| matches!(part, Part::Dropped(_) | Part::Put(_))) {
        true => format!("“{}”", diff(&parts, &Colors::default())),
        false => format!("“{wording}”"),
    }
}
