//! The commands: one short function each.
//!
//! Comes in: the parsed command line. Goes out: what was asked for, on the
//! standard output, and how it ended. May not know how anything is done, only
//! in what order.

mod browse;
mod config;
mod copy;
mod cores;
mod correct;
mod desk;
mod extract;
mod feed;
mod holdings;
mod import;
mod index;
mod keep;
mod ledger;
mod linear;
mod looks;
mod medium;
mod note;
mod open;
mod pictures;
mod read;
mod said;
mod search;
mod select;
mod stock;
mod verify;

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::CommandFactory;

use crate::Exit;
use crate::article::{Article, Certainty};
use crate::clean;
use crate::cli::{Certain, Cli, Command, List, Quotes};
use crate::content::{self, Fault, Rigour};
use crate::diagnostic;
use crate::glyph::drawn;
use crate::layout::wrap;
use crate::library::{self, Opened, Reach, Source};
use crate::output::message;
use crate::plain::Plain;
use crate::record::{self, Kind, Record};
use desk::{Desk, Form, Halt};
use select::{Matches, Query};

/// More faults of one file are not shown.
const FAULTS: usize = 100;

/// The widest line of text on a terminal.
const COLUMN: usize = 72;

/// Does what was asked for.
pub fn run(cli: Cli) -> Exit {
    let mut desk = Desk::new(if cli.private { Reach::Private } else { Reach::Public });
    let done = match cli.command {
        None => match browse::library(&mut desk, &cli.read) {
            Ok(false) => read::read(&mut desk, cli.read),
            done => done.map(drop),
        },
        Some(Command::Check { files }) => check(&mut desk, &files),
        Some(Command::Quotes(args)) => quotes(&mut desk, args),
        Some(Command::People(args)) => people(&mut desk, args),
        Some(Command::Sections(args)) => sections(&mut desk, args),
        Some(Command::Open(args)) => open::open(&mut desk, &args),
        Some(Command::Sources(args)) => ledger::print(&mut desk, args),
        Some(Command::Notes(args)) => note::print(&mut desk, args),
        Some(Command::Extract { schema: true, .. }) => desk.write(crate::extract::SCHEMA),
        Some(Command::Extract { files, .. }) => extract::run(&mut desk, files),
        Some(Command::Verify(args)) => verify::run(&mut desk, &args),
        Some(Command::Import(args)) => import::run(&mut desk, &args),
        Some(Command::Library { what }) => holdings::run(&mut desk, what),
        Some(Command::Feed { what }) => feed::run(&mut desk, what),
        Some(Command::Said(args)) => said::run(&mut desk, &args, &cli.read),
        Some(Command::Search(args)) => search::run(&mut desk, &args, &cli.read),
        Some(Command::Show { body, files }) => show(&mut desk, &files, body),
        Some(Command::Keys) => config::load().and_then(|config| desk.write(&config.keymap.table())),
        Some(Command::Themes { name }) => looks::themes(&mut desk, name.as_deref()),
        Some(Command::Config) => config::print(&mut desk),
        Some(Command::Completions { shell }) => completions(&mut desk, shell),
        Some(Command::Man { command }) => man(&mut desk, command.as_deref()),
    };
    desk.close(done)
}

/// Help and version are asked for; all else is a mistake on the command line.
pub fn explain(error: &clap::Error) -> Exit {
    // The mistake itself is repeated there, whatever was typed.
    let text = clean::text(&error.to_string()).into_owned();
    if error.use_stderr() {
        message(&text);
        return Exit::ERROR;
    }
    let mut desk = Desk::new(Reach::Public);
    let done = desk.write(&text);
    desk.close(done)
}

/// Like a compiler: what is wrong goes to the standard error.
fn check(desk: &mut Desk, files: &[PathBuf]) -> Result<(), Halt> {
    let (mut checked, mut faulty, mut found) = (0, 0, 0);
    let named = |source: &Source| files.iter().any(|f| *source == Source::Path(f.clone())) || *source == Source::Stdin;
    // Of a folder only what can be checked.
    let (sources, others): (Vec<_>, Vec<_>) =
        desk.sources(files)?.into_iter().partition(|source| named(source) || source.is_content());
    if sources.is_empty() && !others.is_empty() {
        desk.report("pullquote: there is no content file (*.toml) to check");
    }
    for source in sources {
        let text = match library::read(&source) {
            Ok(text) => text,
            Err(error) => {
                desk.report(&error.to_string());
                continue;
            }
        };
        checked += 1;
        let faults = content::read(&text.text, Rigour::Strict).faults;
        if faults.is_empty() {
            continue;
        }
        (faulty, found) = (faulty + 1, found + faults.len());
        desk.found(Exit::NOTHING);
        let findings: Vec<_> = faults.iter().take(FAULTS).map(Fault::finding).collect();
        message(&diagnostic::report(&text.file, &text.text, &findings));
        if let Some(more) = faults.len().checked_sub(FAULTS).filter(|&n| n > 0) {
            message(&format!("{}: and {more} more", text.file));
        }
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let among = if faulty == 0 { String::new() } else { format!(" in {faulty} of them") };
    let found = if found == 0 { "no faults".to_string() } else { count(found, "fault") };
    if checked > 0 {
        message(&format!("{} checked: {found}{among}", count(checked, "file")));
    }
    Ok(())
}

fn quotes(desk: &mut Desk, args: Quotes) -> Result<(), Halt> {
    let mut form = Form::new(Kind::Quote, &args.form.format, &args.form.rest)?;
    let query = Query { words: "", by: args.by.as_deref(), certain: least(args.certain) };
    let mut matches = Matches::default();
    for source in desk.sources(&args.files)? {
        for opened in desk.open(&source) {
            let before = matches.count;
            let found = matches.find(&opened.article, &query);
            let chosen = match args.nth {
                Some(nth) => found.get(nth.wrapping_sub(before + 1)).into_iter().copied().collect(),
                None => found,
            };
            desk.quotes(&mut form, &opened, &chosen)?;
        }
    }
    match args.nth {
        Some(nth) if nth > matches.count && matches.count > 0 => {
            desk.nothing(&format!("there is no quotation {nth}, only {}", matches.count));
        }
        _ if matches.count == 0 && (query.is_narrow() || args.nth.is_some()) => desk.nothing(&matches.why(&query)),
        _ => desk.end(&mut form)?,
    }
    Ok(())
}

fn people(desk: &mut Desk, args: List) -> Result<(), Halt> {
    list(desk, args, Kind::Person, |opened| Box::new(record::people(opened)))
}

fn sections(desk: &mut Desk, args: List) -> Result<(), Halt> {
    list(desk, args, Kind::Section, |opened| Box::new(record::sections(opened)))
}

type Records = for<'a> fn(&'a Opened) -> Box<dyn Iterator<Item = Record<'a>> + 'a>;

fn list(desk: &mut Desk, args: List, kind: Kind, records: Records) -> Result<(), Halt> {
    let mut form = Form::new(kind, &args.format, &args.rest)?;
    for source in desk.sources(&args.files)? {
        for opened in desk.open(&source) {
            for record in records(&opened) {
                desk.record(&mut form, &record)?;
            }
        }
    }
    desk.end(&mut form)
}

fn show(desk: &mut Desk, files: &[PathBuf], body: bool) -> Result<(), Halt> {
    let width = terminal_width().map(|w| w.min(COLUMN));
    let mut is_first = true;
    for source in desk.sources(files)? {
        for opened in desk.open_unsearched(&source) {
            if !std::mem::take(&mut is_first) {
                desk.write("\n")?;
            }
            desk.write(&text_of(&opened.article, body, width))?;
        }
    }
    Ok(())
}

fn text_of(article: &Article, body: bool, width: Option<usize>) -> String {
    let plain = if body { Plain::body(article) } else { Plain::whole(article) };
    let Some(width) = width else { return plain.text };
    let row = |line: &str, range| format!("{}\n", drawn(&line[range]));
    plain.text.lines().flat_map(|line| wrap(line, width).into_iter().map(move |range| row(line, range))).collect()
}

fn terminal_width() -> Option<usize> {
    let stdout = std::io::stdout();
    let size = rustix::termios::tcgetwinsize(&stdout).ok().filter(|_| stdout.is_terminal())?;
    Some(if size.ws_col == 0 { COLUMN } else { usize::from(size.ws_col) })
}

fn completions(desk: &mut Desk, shell: clap_complete::Shell) -> Result<(), Halt> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "pullquote", &mut script);
    desk.write(&String::from_utf8_lossy(&script))
}

fn man(desk: &mut Desk, name: Option<&str>) -> Result<(), Halt> {
    let mut whole = Cli::command();
    // Gives the commands their full names.
    whole.build();
    let (title, command) = match name {
        None => ("pullquote".to_string(), whole),
        Some(name) => match whole.find_subcommand(name) {
            Some(command) => (format!("pullquote-{name}"), command.clone()),
            None => return Err(Halt::Usage(format!("no command is called “{}”", clean::line(name)))),
        },
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).title(title).render(&mut page)?;
    desk.write(&String::from_utf8_lossy(&page))
}

/// The least certainty that was asked for.
fn least(certain: Option<Certain>) -> Certainty {
    certain.map_or(Certainty::Unknown, |certain| match certain {
        Certain::Sure => Certainty::Sure,
        Certain::Likely => Certainty::Likely,
        Certain::Unsure => Certainty::Unsure,
    })
}
