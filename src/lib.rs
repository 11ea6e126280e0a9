//! Pullquote, a terminal article reader that knows who said what.
//!
//! # The map
//!
//! ```text
//! file, address ─▶ library ─bytes─▶ import ─Article─▶ engine::find ─Article─▶ ui::App ◀─Event─ terminal, keys
//!                    │                │                                          │ update, then draw
//!                  clean    content, html, epub, …                               ▼
//!                                     │                         chosen quotations ─▶ record ─▶ format ─▶ stdout
//!                           markdown, blocks, assemble          all of it ─▶ extract ─▶ stdout
//!                                                               as a file ─▶ content::write ─▶ library
//! ```
//!
//! An arrow is a function, its label what travels; nothing points back.
//!
//! - [`article`]: the values that all else is about. A [`glyph`] has a width,
//!   [`plain`] is an article as text, [`layout`] its rows at a width.
//! - [`clean`]: the gate. What comes from outside passes it once, where it enters.
//! - [`import`]: bytes to articles, by a table of what can be read: one file and one row
//!   a format.
//! - [`content`] is one of them: TOML to an article and back, and what is wrong with it
//!   ([`diagnostic`] shows that). [`markdown`] reads and writes the blocks; [`engine`]
//!   finds the words of each quotation, and then, in any article, what its author did
//!   not say. A [`correction`] is written into the TOML; [`carry`] brings all of them
//!   from one reading of a file to the next.
//! - [`blocks`]: makes the blocks of whatever is walked through, and [`assemble`] an
//!   article of them.
//! - [`library`]: opens and writes files and fetches addresses, the only place that does.
//!   It reads the pictures beside an article or in a book too; [`picture`] makes pixels of them.
//! - [`catalog`]: what is kept of each article of a library, so that all of them can be asked at
//!   once; the library has it in an index, which follows the files.
//! - [`feeds`]: which feeds are followed; [`robots`] and [`pace`]: what sites ask of programs, and
//!   how fast they are asked. The library asks them.
//! - [`shelf`]: the articles of a run, before and after they were searched;
//!   [`evidence`]: who is taken to have said a quotation, and why, in words.
//! - [`people`]: who is one person, over several articles: the one rule for whoever counts them.
//! - [`ledger`]: who speaks in articles, how much and where; [`address`]: a quotation's lasting
//!   address, and how the quotation is found again in an article that was edited.
//! - [`state`]: what is kept from run to run: where each article was left, its marks, settings.
//!   The library reads and writes it; the interface has it as a value, and tells what changed.
//! - [`notes`]: highlights and notes on passages, and how they are found again. The library
//!   keeps them beside the article; the interface hands changes to a function, as for corrections.
//! - [`ui`]: the interface. Its `update` is the only thing that changes it, its
//!   `view` draws and decides nothing, its `terminal` alone touches the terminal.
//! - [`linear`]: the same reader in lines, for screen readers and pipes: nothing is drawn,
//!   coloured or moved.
//! - [`correction`]: what a reader puts right. The interface hands it to a function that
//!   it was given; [`content::edit`] writes it into a text, `cmd::correct` that into a file.
//! - [`select`], [`record`], [`mod@format`], [`output`]: which quotations are meant, what
//!   each says of itself, how that is written, and the one writer of stdout.
//!   [`extract`] writes all that is known of an article in one line.
//! - [`verify`]: whether a draft quotes its sources right; it is handed articles, and
//!   `cmd::verify` opens them and tells; [`ui::review`] walks through what is doubtful.
//! - [`cli`] and [`cmd`]: the command line and a short function for each command.
//!
//! What each part may not know is a test: `tests/it/walls.rs`. Tables, not code
//! paths: importers ([`import::IMPORTERS`]), keys ([`ui::keys::BINDINGS`]), formats
//! ([`format::FORMATS`]), fields ([`record::Kind::fields`]), the schema
//! ([`content::SCHEMA`]).

pub mod address;
pub mod article;
pub mod assemble;
pub mod blocks;
pub mod carry;
pub mod catalog;
pub mod clean;
pub mod cli;
pub mod cmd;
pub mod config;
pub mod content;
pub mod correction;
pub mod diagnostic;
pub mod engine;
pub mod evidence;
pub mod extract;
pub mod feeds;
pub mod format;
pub mod glyph;
pub mod import;
pub mod layout;
pub mod ledger;
pub mod library;
pub mod linear;
pub mod markdown;
pub mod notes;
pub mod output;
pub mod outside;
pub mod pace;
pub mod passage;
pub mod people;
pub mod picture;
pub mod plain;
pub mod record;
pub mod robots;
pub mod select;
pub mod shelf;
pub mod state;
pub mod ui;
pub mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit(u8);

impl Exit {
    /// Done, or chosen.
    pub const OK: Exit = Exit(0);
    /// Nothing matched, or faults found.
    pub const NOTHING: Exit = Exit(1);
    /// An error, or wrong usage.
    pub const ERROR: Exit = Exit(2);
    /// Left without choosing.
    pub const CANCELLED: Exit = Exit(130);
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.0)
    }
}

/// Runs the program with its arguments, the name of the program first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    match cli::parse(args.into_iter().collect(), std::env::var_os(cli::OPTIONS)) {
        Ok(cli) => cmd::run(cli),
        Err(error) => cmd::explain(&error),
    }
}
