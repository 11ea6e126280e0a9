//! The command line of what asks the library.
//!
//! Comes in: words. Goes out: values. The comments here are the help.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Form, choices, fields};
use crate::record::Kind;

/// What `search` understands.
const QUERY: &str = "\
All words must occur; case and accents do not count.
  \"town hall\"        the words in this order
  hous*              a word that begins so
  -bridge            must not occur (put the whole in marks: 'rent -bridge')
  title:rent         in the article’s title
  source:courier     in what the article is from
  person:finch       somebody called so is named in the article
  quote:\"the rent\"   in a quotation
  after:2019-05  before:2020  date:2020-09-10";

#[derive(Debug, Subcommand)]
pub enum Library {
    /// Add folders, with all that is below them
    Add {
        #[arg(value_name = "FOLDER", required = true)]
        folders: Vec<PathBuf>,
    },
    /// Take folders out; their files stay as they are
    Remove {
        #[arg(value_name = "FOLDER", required = true)]
        folders: Vec<PathBuf>,
    },
    /// Print the articles: date, title, source, file and number of quotations, apart by tabs
    List,
}

#[derive(Debug, Args)]
#[command(after_help = fields(Kind::Saying))]
pub struct Said {
    /// A name, an alias, or words of one
    #[arg(value_name = "NAME")]
    pub name: String,

    /// Only quotations with these words
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// How to print them, instead of lines to be read on a terminal and JSON in a pipe
    #[arg(long, value_name = "FORMAT", value_parser = choices(Kind::Saying))]
    pub format: Option<String>,

    #[command(flatten)]
    pub rest: Form,
}

#[derive(Debug, Args)]
#[command(after_help = QUERY)]
pub struct Search {
    /// What to look for
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,

    /// At most so many passages
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,

    /// How to print them, instead of lines to be read on a terminal and JSON in a pipe
    #[arg(long, value_name = "FORMAT", value_parser = choices(Kind::Passage))]
    pub format: Option<String>,

    #[command(flatten)]
    pub rest: Form,
}
