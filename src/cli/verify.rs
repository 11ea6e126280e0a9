//! The command line of what verifies a draft.
//!
//! Comes in: words. Goes out: values. The comments here are the help.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub const EXAMPLES: &str = "\
Examples:
  pullquote verify draft.md                        what is not quoted as the library has it
  pullquote verify draft.md interviews/            what is not quoted right
  pullquote verify draft.md a.html b.txt > report  without colours
  pullquote verify -i draft.md interviews/         one after the other on a screen
  pullquote verify --format json draft.md a.html   every quotation, one object a line
";

#[derive(Debug, Args)]
pub struct Verify {
    /// Walk through what is to be looked at on a screen, the draft beside the source
    #[arg(short, long, conflicts_with = "format")]
    pub interactive: bool,

    /// How to print the verdicts
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Verdicts,

    /// The draft: an article, or - for the standard input
    #[arg(value_name = "DRAFT")]
    pub draft: PathBuf,

    /// What it quotes from: articles, folders of them, http(s) addresses, or -; without any the library
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
}

/// How verdicts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Verdicts {
    /// Like a compiler: what is to be looked at, and a summary
    Text,
    /// One JSON object a line, for every quotation
    Json,
}
