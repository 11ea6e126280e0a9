//! The command line.
//!
//! Comes in: arguments. Goes out: what was asked for. The comments here are the
//! help; choices come from the tables. May not do anything.

mod feed;
mod library;
mod records;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

pub use feed::Feed;
pub use library::{Library, Said, Search};
pub use records::{List, Notes, Open, Sources};
pub use verify::{Verdicts, Verify};

use crate::config::{Images, When};
use crate::format::{self, FORMATS};
use crate::record::Kind;

const EXAMPLES: &str = "\
Examples:
  pullquote                                    choose one of the articles that come with it
  pullquote article.txt                        read; Enter on a quotation prints it and leaves
  pullquote articles/ | pbcopy                 choose an article, then a quotation, and copy it
  q=$(pullquote -q rent article.toml) || exit  start with a search, stop if nothing is chosen
  curl -s https://… | pullquote -              read what is piped in
  pullquote -f 'rent city' *.toml              print what matches, without the interface
  pullquote quotes --by Finch --format json article.toml
  pullquote extract archive/ > all.jsonl       everything that is known, one line an article
  pullquote said finch                         everything Finch said, in all articles of the library
  pullquote verify draft.md sources/           are the quotations of the draft right?
  pullquote check article.toml                 find what is wrong in a content file
";

const IMPORTS: &str = "\
Examples:
  pullquote import page.html              write page.toml
  pullquote import -o - book.epub         print the content file
  pullquote import -o articles/ *.html    a folder of them
  pullquote import --force page.html      anew; what was corrected in page.toml stays
";

const EXITS: &str = "\
Exit status: 0 chosen or done, 1 nothing matched or faults found, 2 error or usage, \
130 left without choosing.

Environment: PULLQUOTE_OPTS has options for reading; those on the command line go before. \
$XDG_CONFIG_HOME/pullquote/config.toml has settings and keys; `pullquote config` prints them.

The fields of a template, of JSON and of CSV are listed by `pullquote quotes --help`.";

/// Read articles in the terminal and send quotations down the pipe
#[derive(Debug, Parser)]
#[command(name = "pullquote", version, color = clap::ColorChoice::Never)]
#[command(before_help = EXAMPLES, after_help = EXITS)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true, args_override_self = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Let an address lead to this machine and the networks around it, and through a proxy
    #[arg(long, global = true)]
    pub private: bool,

    #[command(flatten)]
    pub read: Read,
}

/// The environment's options for reading.
pub const OPTIONS: &str = "PULLQUOTE_OPTS";

/// Parses the arguments, the name of the program first. Where an article is read, the
/// environment's options come before them.
pub fn parse(args: Vec<OsString>, options: Option<OsString>) -> Result<Cli, clap::Error> {
    let cli = Cli::try_parse_from(&args)?;
    let Some(options) = options.filter(|_| cli.command.is_none()) else { return Ok(cli) };
    let wrong = |why: &str| Cli::command().error(ErrorKind::InvalidValue, format!("{OPTIONS}: {why}"));
    let Some(words) = options.to_str().and_then(shlex::split) else {
        return Err(wrong("a quotation mark is not closed"));
    };
    let (program, rest) = args.split_at(args.len().min(1));
    let all = program.iter().cloned().chain(words.into_iter().map(OsString::from)).chain(rest.iter().cloned());
    match Cli::try_parse_from(all) {
        Ok(cli) if cli.command.is_some() => Err(wrong("it takes options, no command")),
        Ok(cli) => Ok(cli),
        Err(error) => {
            let text = error.to_string();
            Err(wrong(text.lines().next().unwrap_or_default().trim_start_matches("error: ")))
        }
    }
}

#[derive(Debug, Args)]
pub struct Read {
    /// Articles, folders of them, http(s) addresses, or - for the standard input; +N opens at section N
    #[arg(value_name = "FILE")]
    pub files: Vec<OsString>,

    /// Start with this search
    #[arg(short, long, value_name = "STR")]
    pub query: Option<String>,

    /// Print the quotations in which all these words occur, without the interface
    #[arg(short, long, value_name = "STR", conflicts_with = "query")]
    pub filter: Option<String>,

    /// If one quotation matches, print it without the interface
    #[arg(short = '1', long = "select-1")]
    pub select_1: bool,

    /// If no quotation matches, leave at once
    #[arg(short = '0', long = "exit-0")]
    pub exit_0: bool,

    /// Start in the quotations with a box before each: t marks, Enter sends all that are marked
    #[arg(short, long)]
    pub multi: bool,

    /// Only quotations of this person: a name, an alias, or a word of one
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,

    /// Only quotations of which the speaker is at least this sure
    #[arg(long, value_name = "LEVEL")]
    pub certain: Option<Certain>,

    #[command(flatten)]
    pub form: QuoteForm,

    /// Take the mouse: the wheel scrolls, a click goes to what it is on; Shift selects as always
    #[arg(long)]
    pub mouse: bool,

    /// Lines and numbered choices instead of a screen, as for TERM=dumb; commands come from
    /// the standard input if that is a pipe and no article
    #[arg(long)]
    pub linear: bool,

    /// When to use colours; NO_COLOR turns `auto` off
    #[arg(long, value_name = "WHEN")]
    pub color: Option<When>,

    /// Colours by name, or `auto` for those that suit the terminal's background; see `pullquote themes`
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// Draw with ASCII only; `auto` does where the locale's charset is not UTF-8
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "always")]
    pub ascii: Option<When>,

    /// How to show images: `auto` not over SSH; blocks, kitty, sixel and iterm2 as asked for; I shows and hides them
    #[arg(long, value_name = "HOW")]
    pub images: Option<Images>,

    /// Panic once the interface is up, to test that the terminal is given back
    #[cfg(debug_assertions)]
    #[arg(long, hide = true)]
    pub panic: bool,
}

impl Read {
    /// Whether the interface is to panic.
    pub fn panics(&self) -> bool {
        #[cfg(debug_assertions)]
        return self.panic;
        #[cfg(not(debug_assertions))]
        return false;
    }
}

/// How sure it must be who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Certain {
    Sure,
    Likely,
    Unsure,
}

// Their options are only defined for the one that is called, or asked about: at every
// start it would take a sixth of the time before the file is opened.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Find what is wrong in content files
    ///
    /// Every fault is printed with its file, line and column, the line itself, and what to do. Exit status: 0
    /// without fault, 1 faults found, 2 a file cannot be read.
    Check {
        /// Articles, folders of them, or - for the standard input
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print the quotations of articles
    Quotes(Quotes),
    /// Open the reader at a quotation by its lasting address; in a pipe print the quotation
    ///
    /// `pullquote quotes --format address` and `Y d` in the reader give addresses; the text fragments of browsers, as
    /// `--format link` prints them, are some as well. A quotation is found again after edits: where its words changed,
    /// what was and what is now is told; where its file is gone, those in the same folder are looked through. Exit
    /// status: 0 found, 1 lost or in doubt, 2 error.
    Open(Open),
    /// Print the people of articles
    ///
    /// As text: number of quotations, share of the quoted words, name and role, apart by tabs.
    #[command(after_help = fields(Kind::Person))]
    People(List),
    /// Print the sections of articles
    ///
    /// As text: number, number of quotations and heading, apart by tabs.
    #[command(after_help = fields(Kind::Section))]
    Sections(List),
    /// Print the source ledger: who speaks in articles, how much, and from where on
    ///
    /// On a terminal a table with bars. In a pipe, as text: quotations, words, share of the quoted words, kind of
    /// source, name and role, apart by tabs; with --timeline month, paragraph, quotations, words and name. In several
    /// articles people of one name are one.
    #[command(after_help = format!("{}\n{}", fields(Kind::Source), fields_of("with --timeline", Kind::Turn)))]
    Sources(Sources),
    /// Print the highlights and notes on articles
    ///
    /// As text: number of the paragraph, the words, and what was noted, apart by tabs; of words that are not in the
    /// article any more, which come last, the number is missing.
    Notes(Notes),
    /// Print all that is known of articles as JSON Lines: text, quotations, speakers, people
    ///
    /// One object a line, one article a line, in the order given, on all cores; --schema tells what is in it. A file
    /// that cannot be read is reported and left out, and the exit status is 2.
    Extract {
        /// Print the JSON Schema of a line
        #[arg(long, conflicts_with = "files")]
        schema: bool,
        /// Articles or folders of them; with none, or -, the standard input is a list of their names, one a line
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Check the quotations of a draft against its sources
    ///
    /// For each quotation that is not as a source has it: its place in the draft, what is different, the source's
    /// words and who said them, and what to do. What editors may change is no fault: quotation marks, the case of a
    /// first letter, commas and full stops, an ellipsis for what is left out, words in brackets. Exit status: 0 all
    /// are exact, 1 there is something to look at, 2 a file cannot be read.
    #[command(after_help = verify::EXAMPLES)]
    Verify(Verify),
    /// Write articles of any kind as content files, to be checked and corrected
    ///
    /// The quotations, speakers and people that are found are written out with how sure that is. What was found, what
    /// is unsure and what was left out is told on the standard error. The same file gives the same bytes.
    #[command(after_help = IMPORTS)]
    Import(Import),
    /// Have folders of articles as a library, which the commands below search as a whole
    ///
    /// Alone it tells the folders and what is in them. The files are what counts: the index of them is a cache that can
    /// be deleted at any time, and follows them by itself.
    Library {
        #[command(subcommand)]
        what: Option<Library>,
    },
    /// Print everything a person is quoted as saying in the library
    ///
    /// By date, each wording once, with the other articles that have it, and those that have it with other words. In a
    /// pipe one JSON object a line. If nobody is called so, what is quoted of sources who are described with these words
    /// (police, a harbour spokesman). Exit status: 1 if there is neither.
    Said(Said),
    /// Print the passages of the library with some words in them
    ///
    /// The likeliest first; in a pipe one JSON object a line. Exit status: 1 if there is none.
    Search(Search),
    /// Follow feeds: what is new in them becomes articles of the library
    ///
    /// The list is $XDG_DATA_HOME/pullquote/feeds.toml, the articles of a feed are a folder in the library.
    Feed {
        #[command(subcommand)]
        what: Feed,
    },
    /// Print articles as plain text
    ///
    /// Wrapped on a terminal; in a pipe one line a paragraph. The spans of a quotation count in this text.
    Show {
        /// Leave out headline, byline and captions
        #[arg(long)]
        body: bool,
        /// Articles, folders of them, or - for the standard input
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print the keys of the reader, as the configuration has them
    Keys,
    /// Print the settings as they are, with comments: a configuration file to begin with
    Config,
    /// List the themes, or print one: a file to begin with
    ///
    /// Themes of your own are files in $XDG_CONFIG_HOME/pullquote/themes, called NAME.toml.
    Themes { name: Option<String> },
    /// Print completions for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page, or that of one command
    Man { command: Option<String> },
}

#[derive(Debug, Args)]
pub struct Import {
    /// The file to write, a folder, or - for the standard output; without it a file in this folder, called like the
    /// source
    #[arg(short, long = "output", value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// The day of the import, as YYYY-MM-DD, instead of that on which the file was last changed
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,

    /// Write files anew that are there already; corrections in them are kept
    #[arg(long)]
    pub force: bool,

    /// Articles, folders of them, http(s) addresses, or - for the standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = fields(Kind::Quote))]
pub struct Quotes {
    /// Only those of this person: a name, an alias, or a word of one
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,

    /// Only those of which the speaker is at least this sure
    #[arg(long, value_name = "LEVEL")]
    pub certain: Option<Certain>,

    /// Only the Nth of them, from 1
    #[arg(long, value_name = "N", value_parser = positive)]
    pub nth: Option<usize>,

    #[command(flatten)]
    pub form: QuoteForm,

    /// Articles, folders of them, or - for the standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct QuoteForm {
    /// How to print quotations
    #[arg(long, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = choices(Kind::Quote))]
    pub format: String,

    #[command(flatten)]
    pub rest: Form,
}

#[derive(Debug, Default, Args)]
pub struct Form {
    /// Print this with the fields in it, as in '{words} — {speaker}, {title}' for quotations
    ///
    /// {{ and }} stand for the signs themselves; \n, \t and \\ are understood.
    #[arg(long, value_name = "TEMPLATE", conflicts_with = "format")]
    pub template: Option<String>,

    /// End each record with a NUL instead of a line end
    #[arg(long)]
    pub print0: bool,
}

fn choices(kind: Kind) -> PossibleValuesParser {
    format::names(kind).map(|f| PossibleValue::new(f.name).help(f.about)).collect::<Vec<_>>().into()
}

fn positive(number: &str) -> Result<usize, String> {
    number.parse().ok().filter(|&n| n > 0).ok_or_else(|| "it counts from 1".to_string())
}

fn date(date: &str) -> Result<String, String> {
    let is_date = date.len() == 10 && chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok();
    if is_date { Ok(date.to_string()) } else { Err("write it as YYYY-MM-DD".to_string()) }
}

/// The list of fields at the end of a command's help.
fn fields(kind: Kind) -> String {
    fields_of("in templates, JSON and CSV", kind)
}

fn fields_of(when: &str, kind: Kind) -> String {
    let rows = kind.fields().iter().map(|f| format!("  {:<11} {}\n", f.name, f.about));
    format!("Fields, {when}:\n{}", rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_file_may_be_called_like_a_command() {
        let cli = Cli::parse_from(["pullquote", "./check", "quotes"]);
        assert!(cli.command.is_none());
        assert_eq!(cli.read.files, ["./check", "quotes"]);
    }

    #[test]
    fn the_environments_options_come_first() {
        let parse = |args: &[&str], options: &str| {
            let args = std::iter::once("pullquote").chain(args.iter().copied()).map(OsString::from).collect();
            super::parse(args, Some(options.into())).map_err(|error| error.to_string())
        };
        let cli = parse(&["a.toml"], "--color never -q 'two words'").expect("right");
        assert_eq!((cli.read.color, cli.read.query.as_deref()), (Some(When::Never), Some("two words")));
        assert_eq!(parse(&["--color", "always"], "--color=never").expect("right").read.color, Some(When::Always));
        assert!(parse(&["quotes", "a.toml"], "--color=never").expect("right").command.is_some());
        let told = |options| parse(&[], options).expect_err("wrong").lines().next().map(str::to_string);
        assert_eq!(told("--colour"), Some("error: PULLQUOTE_OPTS: unexpected argument '--colour' found".to_string()));
        assert_eq!(told("'"), Some("error: PULLQUOTE_OPTS: a quotation mark is not closed".to_string()));
        assert_eq!(told("quotes"), Some("error: PULLQUOTE_OPTS: it takes options, no command".to_string()));
    }

    #[test]
    fn short_forms_of_fzf() {
        let cli = Cli::parse_from(["pullquote", "-1", "-0", "-m", "-q", "x", "+3", "-"]);
        assert!(cli.read.select_1 && cli.read.exit_0 && cli.read.multi);
        assert_eq!((cli.read.query.as_deref(), cli.read.files.len()), (Some("x"), 2));
    }
}
