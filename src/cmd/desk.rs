//! What every command shares: opening files, writing records, and the exit.
//!
//! Comes in: sources and records. Goes out: records on the standard output,
//! messages on the standard error, and the exit of the whole run: the worst of
//! what happened. May not know which command it serves.

use std::io;
use std::path::PathBuf;

use crate::Exit;
use crate::article::Article;
use crate::cli;
use crate::content::Fault;
use crate::diagnostic;
use crate::engine;
use crate::format::{self, Format, Template};
use crate::library::{self, Opened, Problem, Reach, Source, Volume};
use crate::notes::Placed;
use crate::output::{Output, Stop, message};
use crate::record::{self, Kind, Quotes, Record};

/// So many faults of a file are shown to somebody who wants to read it: with
/// four lines each they stay on a screen.
const FAULTS: usize = 5;

/// What ends a command early.
#[derive(Debug)]
pub enum Halt {
    Stop(Stop),
    Usage(String),
    /// It has been put into words, with the name of a file.
    Told(String),
    NoTerminal,
    Terminal(io::Error),
}

impl From<Stop> for Halt {
    fn from(stop: Stop) -> Halt {
        Halt::Stop(stop)
    }
}

impl From<crate::ui::Error> for Halt {
    fn from(error: crate::ui::Error) -> Halt {
        match error {
            crate::ui::Error::NoTerminal(_) => Halt::NoTerminal,
            crate::ui::Error::Io(error) => Halt::Terminal(error),
        }
    }
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Halt {
        Halt::Stop(error.into())
    }
}

/// Articles with all that can be found in them, or what to tell of their file.
pub fn found(source: &Source) -> Result<Volume, String> {
    let mut volume = library::open(source).map_err(|problem| told(source, problem))?;
    volume.articles.iter_mut().for_each(|opened| engine::find::find(&mut opened.article));
    Ok(volume)
}

/// How many bytes of words were found.
pub fn size(found: &Result<Volume, String>) -> usize {
    let articles = found.iter().flat_map(|volume| &volume.articles);
    articles.flat_map(|opened| opened.article.blocks.iter()).map(|block| block.words.len()).sum()
}

/// An article with all that can be found in it.
pub fn searched(mut article: Article) -> Article {
    engine::find::find(&mut article);
    article
}

/// What is said of a file that is no article.
pub fn told(source: &Source, problem: Problem) -> String {
    match problem {
        Problem::Unreadable(error) => error.to_string(),
        Problem::Faulty(text, faults) => {
            let findings: Vec<_> = faults.iter().take(FAULTS).map(Fault::finding).collect();
            let shown = diagnostic::report(&text.file, &text.text, &findings);
            let more = match faults.len().saturating_sub(FAULTS) {
                0 => String::new(),
                more => format!("and {more} more; "),
            };
            format!("{shown}{more}`pullquote check {}` tells all", source.argument())
        }
    }
}

/// The same in a few words, where there is a line for it.
pub fn briefly(problem: Problem) -> String {
    match problem {
        Problem::Unreadable(error) => error.failure.to_string(),
        Problem::Faulty(text, faults) => {
            let findings: Vec<_> = faults.iter().take(1).map(Fault::finding).collect();
            let shown = diagnostic::report(&text.file, &text.text, &findings);
            shown.lines().next().unwrap_or_default().to_string()
        }
    }
}

/// How records are to be written.
pub struct Form {
    kind: Kind,
    format: &'static Format,
    template: Option<Template>,
    print0: bool,
    has_head: bool,
    has_record: bool,
}

impl Form {
    pub fn new(kind: Kind, name: &str, rest: &cli::Form) -> Result<Form, Halt> {
        let template = rest.template.as_deref().map(|t| Template::parse(t, kind)).transpose();
        Ok(Form {
            kind,
            format: format::find(name).ok_or_else(|| Halt::Usage(format!("no format is called {name}")))?,
            template: template.map_err(|fault| Halt::Usage(fault.to_string()))?,
            print0: rest.print0,
            has_head: false,
            has_record: false,
        })
    }

    /// What stands after each record.
    pub fn end(&self) -> char {
        if self.print0 { '\0' } else { '\n' }
    }

    /// Whether each record stands by itself, outside of any brackets.
    fn is_loose(&self) -> bool {
        self.template.is_some() || self.print0 && self.format.tail.is_some()
    }

    /// What stands before the first record, once a run.
    fn head(&mut self) -> Option<String> {
        if std::mem::replace(&mut self.has_head, true) || self.is_loose() {
            return None;
        }
        (self.format.head)(self.kind).map(|head| format!("{head}{}", self.end()))
    }

    fn record(&mut self, record: &Record<'_>) -> String {
        let words = self.template.as_ref().map_or_else(|| (self.format.write)(record), |t| t.write(record));
        let has_one_before = std::mem::replace(&mut self.has_record, true);
        let is_apart = self.template.is_none() && !self.print0 && has_one_before;
        format!("{}{words}{}", if is_apart { self.format.between } else { "" }, self.end())
    }

    /// A line that stands over records, if the format has such.
    fn heading(&mut self, words: fn(&Format, &Record<'_>) -> Option<String>, record: &Record<'_>) -> Option<String> {
        let words = words(self.format, record).filter(|_| self.template.is_none() && !self.print0)?;
        let has_one_before = std::mem::replace(&mut self.has_record, true);
        Some(format!("{}{words}{}", if has_one_before { self.format.between } else { "" }, self.end()))
    }

    /// What stands behind the last record.
    fn tail(&self) -> Option<String> {
        self.format.tail.filter(|_| !self.is_loose()).map(|tail| format!("{tail}{}", self.end()))
    }
}

/// The two outputs and the exit.
pub struct Desk {
    output: Output,
    exit: Exit,
    /// Articles that could be read.
    opened: usize,
    /// Which addresses of the web may be connected to.
    reach: Reach,
}

impl Desk {
    pub fn new(reach: Reach) -> Desk {
        Desk { output: Output::new(), exit: Exit::OK, opened: 0, reach }
    }

    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// The sources that were named; without a name what is piped in.
    pub fn sources(&mut self, names: &[PathBuf]) -> Result<Vec<Source>, Halt> {
        if names.is_empty() && !library::is_piped() {
            return Err(Halt::Usage("name an article, or pipe one in".to_string()));
        }
        if names.is_empty() {
            return Ok(vec![Source::Stdin]);
        }
        let mut sources = Vec::new();
        for name in names {
            match library::find(name, self.reach) {
                Ok(found) => sources.extend(found),
                Err(error) => self.report(&error.to_string()),
            }
        }
        Ok(sources)
    }

    /// The articles of a file with all that can be found in them; what is wrong with
    /// it is reported, and the run goes on.
    pub fn open(&mut self, source: &Source) -> Vec<Opened> {
        self.take(found(source)).articles
    }

    /// Articles as they stand, where what their words tell is not asked for.
    pub fn open_unsearched(&mut self, source: &Source) -> Vec<Opened> {
        self.hold(source, false).articles
    }

    /// Articles, searched or not, with where they are from.
    pub fn hold(&mut self, source: &Source, is_searched: bool) -> Volume {
        if is_searched {
            self.take(found(source))
        } else {
            self.take(library::open(source).map_err(|problem| told(source, problem)))
        }
    }

    /// Counts what was opened, and reports what is wrong with it.
    pub fn take(&mut self, volume: Result<Volume, String>) -> Volume {
        match volume {
            Ok(volume) => {
                self.opened += volume.articles.len();
                for note in volume.notes.iter().filter(|note| note.is_doubt()) {
                    message(&format!("{}: {note}", volume.file));
                }
                volume
            }
            Err(why) => {
                self.report(&why);
                Volume::default()
            }
        }
    }

    /// Tells of an error, and goes on.
    pub fn report(&mut self, text: &str) {
        message(text);
        self.found(Exit::ERROR);
    }

    /// Tells that nothing matched.
    pub fn nothing(&mut self, why: &str) {
        if self.opened == 0 {
            // Why has been said of each file.
            return;
        }
        message(&format!("pullquote: {why}"));
        self.found(Exit::NOTHING);
    }

    /// Tells that nothing was found, in what needed no file to be opened.
    pub fn missing(&mut self, why: &str) {
        message(&format!("pullquote: {why}"));
        self.found(Exit::NOTHING);
    }

    /// An error outlasts whatever else is found.
    pub fn found(&mut self, exit: Exit) {
        if self.exit != Exit::ERROR {
            self.exit = exit;
        }
    }

    pub fn write(&mut self, text: &str) -> Result<(), Halt> {
        Ok(self.output.write(text)?)
    }

    /// Writes what stands before the first record, if there was none, and behind the last.
    pub fn end(&mut self, form: &mut Form) -> Result<(), Halt> {
        let ends = [form.head(), form.tail()];
        ends.iter().flatten().try_for_each(|end| self.write(end))
    }

    pub fn record(&mut self, form: &mut Form, record: &Record<'_>) -> Result<(), Halt> {
        let head = form.head().unwrap_or_default();
        self.write(&(head + &form.record(record)))
    }

    /// Writes the notes of an article, those at the end that have no place apart.
    pub fn notes(&mut self, form: &mut Form, opened: &Opened, placed: &[Placed]) -> Result<(), Halt> {
        let mut before = None;
        for record in &record::notes(opened, placed) {
            let place = record.text("place");
            let above = if before.is_none() { form.heading(format::above, record) } else { None };
            let unplaced = if before != place { form.heading(format::above_unplaced, record) } else { None };
            before = place;
            self.write(&above.into_iter().chain(unplaced).collect::<String>())?;
            self.record(form, record)?;
        }
        Ok(())
    }

    /// Writes some quotations of an article, by their indices.
    pub fn quotes(&mut self, form: &mut Form, opened: &Opened, chosen: &[usize]) -> Result<(), Halt> {
        if chosen.is_empty() {
            return Ok(());
        }
        let quotes = Quotes::new(opened);
        for record in chosen.iter().filter_map(|&index| quotes.record(index)) {
            self.record(form, &record)?;
        }
        Ok(())
    }

    /// Brings the last words out, and tells how the run ended.
    pub fn close(mut self, done: Result<(), Halt>) -> Exit {
        let done = done.and_then(|()| Ok(self.output.flush()?));
        match done {
            Ok(()) => self.exit,
            Err(Halt::Stop(Stop::Closed)) => Exit::OK,
            Err(Halt::Told(words)) => {
                message(&words);
                Exit::ERROR
            }
            Err(halt) => {
                message(&format!("pullquote: {halt}"));
                Exit::ERROR
            }
        }
    }
}

impl std::fmt::Display for Halt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cleaned = |error: &io::Error| crate::clean::line(&error.to_string()).into_owned();
        match self {
            Halt::Stop(Stop::Closed) => Ok(()),
            Halt::Stop(Stop::Failed(error)) => write!(f, "the output cannot be written: {}", cleaned(error)),
            Halt::Told(words) => write!(f, "{words}"),
            Halt::Usage(what) => write!(f, "{what}; see `pullquote --help`"),
            Halt::NoTerminal => {
                write!(
                    f,
                    "there is no terminal to read on; use `pullquote quotes FILE` or `pullquote --filter STR FILE`"
                )
            }
            Halt::Terminal(error) => write!(f, "the terminal failed: {}", cleaned(error)),
        }
    }
}
