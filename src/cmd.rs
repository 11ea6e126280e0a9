//! The commands: one short function each.
//!
//! Comes in: the parsed command line. Goes out: what was asked for, on the
//! standard output, and how it ended. May not know how anything is done, only
//! in what order.

mod config;
mod copy;
mod correct;
mod desk;
mod extract;
mod import;
mod keep;
mod select;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use crate::Exit;
use crate::article::{Article, Certainty, Quote};
use crate::clean;
use crate::cli::{Certain, Cli, Command, List, Quotes, Read};
use crate::config::{Config, When};
use crate::content::{self, Fault, Rigour};
use crate::correction::Request;
use crate::diagnostic;
use crate::glyph::drawn;
use crate::layout::wrap;
use crate::library::{self, Opened, Reach, Source};
use crate::output::message;
use crate::plain::Plain;
use crate::record::{self, Kind, Record};
use crate::shelf::Held;
use crate::state::Settings;
use crate::ui;
use crate::ui::column::{Column, Setting};
use copy::Writer;
use correct::Corrector;
use desk::{Desk, Form, Halt};
use keep::Keeper;
use select::{Matches, Query};

/// More faults of one file are not shown.
const FAULTS: usize = 100;

/// The widest line of text on a terminal.
const COLUMN: usize = 72;

/// Does what was asked for.
pub fn run(cli: Cli) -> Exit {
    let mut desk = Desk::new(if cli.private { Reach::Private } else { Reach::Public });
    let done = match cli.command {
        None => read(&mut desk, cli.read),
        Some(Command::Check { files }) => check(&mut desk, &files),
        Some(Command::Quotes(args)) => quotes(&mut desk, args),
        Some(Command::People(args)) => people(&mut desk, args),
        Some(Command::Sections(args)) => sections(&mut desk, args),
        Some(Command::Extract { schema: true, .. }) => desk.write(crate::extract::SCHEMA),
        Some(Command::Extract { files, .. }) => extract::run(&mut desk, files),
        Some(Command::Import(args)) => import::run(&mut desk, &args),
        Some(Command::Show { body, files }) => show(&mut desk, &files, body),
        Some(Command::Keys) => config::load().and_then(|config| desk.write(&config.keymap.table())),
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

/// Reads, or prints what a filter leaves.
fn read(desk: &mut Desk, args: Read) -> Result<(), Halt> {
    let mut form = Form::new(Kind::Quote, &args.form.format, &args.form.rest)?;
    let (files, section) = select::files_and_section(&args.files)?;
    if let Some(command) = files.iter().find_map(|file| command_called(file)) {
        return Err(Halt::Usage(format!(
            "the command comes first: pullquote {command} …; a file of that name is ./{command}"
        )));
    }
    let sources = if files.is_empty() && !library::is_piped() { library::shipped() } else { desk.sources(&files)? };
    let words = args.filter.as_ref().or(args.query.as_ref()).map_or("", String::as_str);
    let query = Query { words, by: args.by.as_deref(), certain: least(args.certain) };
    if args.filter.is_some() {
        return filter(desk, &mut form, &sources, &query);
    }
    let config = config::load()?;
    // What is asked about quotations has to wait for them.
    let asked = !query.is_any() || args.select_1 || args.exit_0;
    let open = |source| -> Vec<Held> {
        let volume = desk.hold(source, asked);
        let articles = volume.articles.into_iter().zip(volume.homes);
        articles.map(|(opened, home)| hold(opened, asked, &query).at(Some(home))).collect()
    };
    let mut articles: Vec<Held> = sources.iter().flat_map(open).collect();
    only_matching(&mut articles, &query);
    // They are needed to the end, and a process ends faster than it frees them.
    let articles: &'static [Held] = articles.leak();
    if articles.is_empty() {
        return Ok(());
    }
    if (args.by.is_some() || args.select_1 || args.exit_0) && decide(desk, &mut form, articles, &query, &args)? {
        return Ok(());
    }
    // A thread may still be saving when the reading has ended.
    let keeper: &'static Keeper = Box::leak(Box::new(Keeper::new(library::StateFolder::of_user())));
    let state = keeper.state();
    let options = ui::Options {
        query: args.query.clone().unwrap_or_default(),
        by: args.by.clone(),
        multi: args.multi,
        section,
        column: column(&config, &state.settings()),
        mouse: args.mouse || config.mouse,
        color: has_color(args.color.unwrap_or(config.color)),
        keymap: config.keymap,
        state,
        panic: args.panics(),
    };
    let is_certain = |quote: &Quote| query.is_certain(quote);
    let mut corrector = Corrector::new(articles, &is_certain);
    let mut correct = |index: usize, shown: &Article, request: &Request| {
        corrector.correct(index, shown, request).map_err(|refusal| refusal.to_string())
    };
    let mut writer = Writer::new(articles);
    let mut write = |article: usize, quote: usize, format: &str| writer.write(article, quote, format);
    let done = match ui::run(articles, &options, &mut correct, &mut write, keeper) {
        Ok(outcome) => finish(desk, &mut form, articles, outcome),
        Err(ui::Error::NoTerminal(_)) => Err(Halt::NoTerminal),
        Err(ui::Error::Io(error)) => Err(Halt::Terminal(error)),
    };
    keeper.close();
    done
}

/// The column that is wanted: what a key made of it before, else what is configured.
fn column(config: &Config, kept: &Settings) -> Column {
    let usual = match config.measure {
        Some(measure) => Column::usually(measure, config.setting),
        None => Column::like_manual(std::env::var("MANWIDTH").ok().as_deref()).wanted(None, Some(config.setting)),
    };
    usual.wanted(kept.measure, kept.setting.as_deref().and_then(Setting::named))
}

/// An article for the interface. What is less sure than asked for is not there either.
fn hold(opened: Opened, is_searched: bool, query: &Query<'_>) -> Held {
    if !is_searched {
        return Held::new(opened);
    }
    let held = Held::whole(opened);
    let all = &held.now().article;
    if !all.quotes.iter().all(|quote| query.is_certain(quote)) {
        let quotes = all.quotes.iter().filter(|quote| query.is_certain(quote)).cloned().collect();
        let article = Article { quotes, ..all.clone() };
        held.replace(article);
    }
    held
}

/// A command's name where a file was expected: after an option all names are files.
fn command_called(file: &Path) -> Option<String> {
    let name = file.to_str().filter(|_| !file.exists())?;
    Cli::command().find_subcommand(name).map(|command| command.get_name().to_string())
}

/// Of several articles those with a match are listed, if there are any.
fn only_matching(articles: &mut Vec<Held>, query: &Query<'_>) {
    let matches = |held: &Held| !Matches::default().find(&held.now().article, query).is_empty();
    if !query.is_any() && articles.len() > 1 && articles.iter().any(matches) {
        articles.retain(matches);
    }
}

fn filter(desk: &mut Desk, form: &mut Form, sources: &[Source], query: &Query<'_>) -> Result<(), Halt> {
    let mut matches = Matches::default();
    for source in sources {
        for opened in desk.open(source) {
            let found = matches.find(&opened.article, query);
            desk.quotes(form, &opened, &found)?;
        }
    }
    if matches.count == 0 {
        desk.nothing(&matches.why(query));
        return Ok(());
    }
    desk.end(form)
}

/// Whether all is done before the interface is opened: one match, or none.
fn decide(desk: &mut Desk, form: &mut Form, articles: &[Held], query: &Query<'_>, args: &Read) -> Result<bool, Halt> {
    let mut matches = Matches::default();
    let found: Vec<Vec<usize>> = articles.iter().map(|held| matches.find(&held.now().article, query)).collect();
    if matches.count == 0 && (args.exit_0 || matches.is_nobody(query)) {
        desk.nothing(&matches.why(query));
        return Ok(true);
    }
    if matches.count != 1 || !args.select_1 {
        return Ok(false);
    }
    for (held, found) in articles.iter().zip(&found) {
        desk.quotes(form, held.now(), found)?;
    }
    desk.end(form)?;
    Ok(true)
}

fn finish(desk: &mut Desk, form: &mut Form, articles: &[Held], outcome: ui::Outcome) -> Result<(), Halt> {
    match outcome {
        ui::Outcome::Chosen(chosen) => {
            // Runs of one article are written together: what its records need is found once.
            for run in chosen.chunk_by(|a, b| a.0 == b.0) {
                let Some(held) = run.first().and_then(|c| articles.get(c.0)) else { continue };
                let quotes: Vec<usize> = run.iter().map(|c| c.1).collect();
                desk.quotes(form, held.now(), &quotes)?;
            }
            desk.end(form)?;
        }
        ui::Outcome::Passage(words) => {
            let end = form.end();
            desk.write(&format!("{words}{end}"))?;
        }
        ui::Outcome::Left if std::io::stdout().is_terminal() => {}
        ui::Outcome::Left | ui::Outcome::Cancelled => desk.found(Exit::CANCELLED),
    }
    Ok(())
}

/// The least certainty that was asked for.
fn least(certain: Option<Certain>) -> Certainty {
    certain.map_or(Certainty::Unknown, |certain| match certain {
        Certain::Sure => Certainty::Sure,
        Certain::Likely => Certainty::Likely,
        Certain::Unsure => Certainty::Unsure,
    })
}

/// Whether colours are wanted: the flag first, then the environment.
fn has_color(color: When) -> bool {
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    match color {
        When::Always => true,
        When::Never => false,
        When::Auto => set("NO_COLOR").is_none() && set("TERM").is_none_or(|t| t != "dumb"),
    }
}
