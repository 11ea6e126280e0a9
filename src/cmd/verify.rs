//! A draft's quotations against the articles that they are from.
//!
//! Comes in: the names of a draft and of sources. Goes out: a report or records on the
//! standard output, and whether there is something to look at. May not know how words are
//! compared.

mod report;
mod rows;

use std::io::IsTerminal;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::desk::{Desk, Halt, found, searched, told};
use super::looks::has_color;
use crate::Exit;
use crate::article::Article;
use crate::cli::{Verdicts, Verify};
use crate::config::When;
use crate::library::{self, Opened, Source, Volume};
use crate::record::paragraphs;
use crate::verify::{Kind, Text, Verdict, verify};
use report::{Colors, report, summary};

pub fn run(desk: &mut Desk, args: &Verify) -> Result<(), Halt> {
    let (draft, text) = draft(desk, args)?;
    let named = candidates(desk, args)?;
    let sources = opened(desk, &named);
    if sources.is_empty() {
        // Why has been said of each.
        return Ok(());
    }
    let articles: Vec<&Article> = sources.iter().map(|source| &source.article).collect();
    let colors = match args.format == Verdicts::Text && std::io::stdout().is_terminal() && has_color(When::Auto) {
        true => Colors::ON,
        false => Colors::default(),
    };
    let mut counts = [0; Kind::ALL.len()];
    for opened in &draft.articles {
        let verdicts = verify(&opened.article, &articles);
        let file = File::new(opened, text.as_deref());
        let mut lines = Text::new(&file.text);
        let mut place = Default::default();
        for verdict in &verdicts {
            counts[verdict.kind as usize] += 1;
            let seen = Seen::new(&file, &mut lines, verdict, &sources);
            desk.write(&match args.format {
                Verdicts::Text => report(&seen, &mut place, &colors),
                Verdicts::Json => rows::row(&seen, &mut place),
            })?;
        }
    }
    if counts.iter().zip(Kind::ALL).any(|(count, kind)| *count > 0 && !kind.is_right()) {
        desk.found(Exit::NOTHING);
    }
    if args.format == Verdicts::Text {
        desk.write(&summary(&draft.file, &counts, sources.len(), &colors))?;
    }
    Ok(())
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

/// The articles that are compared. The draft itself is none of its sources, also where it is
/// in their folder.
fn candidates(desk: &mut Desk, args: &Verify) -> Result<Vec<Source>, Halt> {
    if args.sources.is_empty() {
        let draft = Source::Path(args.draft.clone()).name();
        return Err(Halt::Usage(format!("name the sources: pullquote verify {draft} SOURCE…")));
    }
    let stdin = PathBuf::from("-");
    if args.draft == stdin && args.sources.contains(&stdin) {
        return Err(Halt::Usage("the standard input is the draft or a source, not both".to_string()));
    }
    let mut sources = desk.sources(&args.sources)?;
    sources.retain(|source| !library::is_same(&args.draft, source));
    if sources.is_empty() {
        desk.report("pullquote: there is no source but the draft itself");
    }
    Ok(sources)
}

/// Opens and searches them on all cores.
fn opened(desk: &mut Desk, sources: &[Source]) -> Vec<Opened> {
    let next = Mutex::new(0);
    let done: Vec<Mutex<Option<Result<Volume, String>>>> = sources.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        loop {
            let number = {
                let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
                *next += 1;
                *next - 1
            };
            let (Some(source), Some(slot)) = (sources.get(number), done.get(number)) else { return };
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(found(source));
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..cores.min(sources.len()) {
            scope.spawn(work);
        }
        work();
    });
    let volumes = done.into_iter().filter_map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
    volumes.flat_map(|volume| desk.take(volume).articles).collect()
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
        let counts = paragraphs(&self.source()?.article);
        counts.get(piece.span.as_ref()?.block).map(|count| *count.max(&1))
    }
}
