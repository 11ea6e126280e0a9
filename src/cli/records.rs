//! The command line of what prints records of articles.
//!
//! Comes in: words. Goes out: values. The comments here are the help.

use std::path::PathBuf;

use clap::Args;

use super::{Form, QuoteForm, choices, fields};
use crate::format::FORMATS;
use crate::record::Kind;

#[derive(Debug, Args)]
pub struct List {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = choices(Kind::Person))]
    pub format: String,

    #[command(flatten)]
    pub rest: Form,

    /// Articles, folders of them, or - for the standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Sources {
    /// When each of them speaks: over one article by paragraph, over several by month
    #[arg(long)]
    pub timeline: bool,

    #[command(flatten)]
    pub list: List,
}

#[derive(Debug, Args)]
#[command(after_help = fields(Kind::Note))]
pub struct Notes {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = choices(Kind::Note))]
    pub format: String,

    #[command(flatten)]
    pub rest: Form,

    /// Articles, folders of them, or - for the standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Open {
    #[command(flatten)]
    pub form: QuoteForm,

    /// What it is about: article.toml#q-7f3a1c, mostly with the words behind it
    #[arg(value_name = "ADDRESS", required = true, allow_hyphen_values = true)]
    pub addresses: Vec<String>,
}
