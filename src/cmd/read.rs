//! Reading: the interface with what it needs, or what is printed without it.
//!
//! Comes in: the parsed command line. Goes out: the chosen quotations, and the exit. May
//! not know how anything is drawn.

use std::io::IsTerminal;
use std::path::Path;

use clap::CommandFactory;

use super::desk::{Desk, Form, Halt};
use super::keep::Keeper;
use super::looks::{has_color, looks};
use super::medium::{How, Medium};
use super::pictures::pictures;
use super::select::{Matches, Query, files_and_section};
use super::{config, least};
use crate::Exit;
use crate::article::{Article, Certainty};
use crate::cli::{Cli, Read};
use crate::config::Config;
use crate::library::{self, Opened, Source};
use crate::record::Kind;
use crate::shelf::Held;
use crate::state::{Settings, State};
use crate::ui;
use crate::ui::column::{Column, Setting};
use crate::ui::keys::Keymap;

/// Reads, or prints what a filter leaves.
pub fn read(desk: &mut Desk, args: Read) -> Result<(), Halt> {
    let mut form = Form::new(Kind::Quote, &args.form.format, &args.form.rest)?;
    let (files, section) = files_and_section(&args.files)?;
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
    // Whoever did not ask for lines may have a pipe for something else.
    let is_piped = args.linear && library::is_piped() && !sources.contains(&Source::Stdin);
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
    let place = Place { section, is_piped, ..Place::default() };
    show(desk, &mut form, articles, &args, config, place, query.certain)
}

/// Reads an article at a quotation, of which there may be something to say.
pub fn at(
    desk: &mut Desk,
    form: &mut Form,
    held: Held,
    args: &Read,
    mark: ui::Mark,
    told: Option<String>,
) -> Result<(), Halt> {
    let config = config::load()?;
    let articles: &'static [Held] = vec![held].leak();
    let place = Place { at: Some(mark), told, ..Place::default() };
    show(desk, form, articles, args, config, place, Certainty::Unknown)
}

/// Where the reading begins, and from where it is led.
#[derive(Default)]
struct Place {
    section: Option<usize>,
    at: Option<ui::Mark>,
    told: Option<String>,
    /// The commands come from a pipe.
    is_piped: bool,
}

/// Shows articles, and does what comes of it.
fn show(
    desk: &mut Desk,
    form: &mut Form,
    articles: &'static [Held],
    args: &Read,
    config: Config,
    place: Place,
    certain: Certainty,
) -> Result<(), Halt> {
    let is_linear = is_linear(args, &config);
    // A thread may still be saving when the reading has ended.
    let keeper: &'static Keeper = Box::leak(Box::new(Keeper::new(library::StateFolder::of_user())));
    let state = keeper.state();
    let options = ui::Options {
        query: args.query.clone().unwrap_or_default(),
        by: args.by.clone(),
        multi: args.multi,
        section: place.section,
        at: place.at,
        told: place.told,
        is_first: !is_linear && state.is_empty(),
        // The commands are called like the keys that are usual.
        keymap: if is_linear { Keymap::default() } else { config.keymap.clone() },
        ..usual(args, config, state)?
    };
    let how = How::of(is_linear, place.is_piped);
    let outcome = Medium::open(how, keeper).and_then(|mut medium| medium.read(articles, &options, keeper, certain));
    let done = outcome.map_err(Halt::from).and_then(|outcome| finish(desk, form, articles, outcome));
    keeper.close();
    done
}

/// What the interface begins with whatever is read.
pub fn usual(args: &Read, config: Config, state: State) -> Result<ui::Options, Halt> {
    let looks = looks(args, &config)?;
    Ok(ui::Options {
        column: column(&config, state.settings()),
        mouse: args.mouse || config.mouse,
        pictures: pictures(args, &config, &looks, has_color(args.color.unwrap_or(config.color))),
        looks,
        keymap: config.keymap,
        state,
        panic: args.panics(),
        ..ui::Options::default()
    })
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

pub fn finish(desk: &mut Desk, form: &mut Form, articles: &[Held], outcome: ui::Outcome) -> Result<(), Halt> {
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
        ui::Outcome::Left | ui::Outcome::Cancelled | ui::Outcome::Listed => desk.found(Exit::CANCELLED),
    }
    Ok(())
}

/// Whether all is told in lines: it is wanted, or nothing can be drawn on the terminal.
pub fn is_linear(args: &Read, config: &Config) -> bool {
    args.linear || config.linear || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
