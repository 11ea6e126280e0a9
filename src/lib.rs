//! Pullquote, a terminal article reader that knows who said what.

pub mod article;
pub mod clean;
pub mod cli;
pub mod cmd;
pub mod content;
pub mod diagnostic;
pub mod engine;
pub mod format;
pub mod glyph;
pub mod layout;
pub mod library;
pub mod markdown;
pub mod output;
pub mod plain;
pub mod record;
pub mod select;
pub mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

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
    match cli::Cli::try_parse_from(args) {
        Ok(cli) => cmd::run(cli),
        Err(error) => cmd::explain(&error),
    }
}
