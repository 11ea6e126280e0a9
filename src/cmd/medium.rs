//! On what somebody chooses and reads: a screen that is drawn on, or lines.
//!
//! Comes in: articles or a list, and the terminal. Goes out: what was chosen. What the
//! reader may ask for is the same on both. May not know how anything is drawn or told.

use super::copy::Writer;
use super::correct::Corrector;
use super::desk::{briefly, searched};
use super::keep::Keeper;
use super::linear;
use super::note::Notebook;
use super::select::Query;
use crate::article::{Article, Certainty, Quote};
use crate::correction::Request;
use crate::format;
use crate::library;
use crate::linear::Scribes;
use crate::linear::terminal::Lines;
use crate::record::Kind;
use crate::shelf::Held;
use crate::ui::listing::{Left, Listing, Stock};
use crate::ui::{self, Error, Options, Outcome};

/// How somebody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Drawn,
    /// In lines, typed on the terminal.
    Told,
    /// In lines that are piped in.
    Piped,
}

impl How {
    pub fn of(is_linear: bool, is_piped: bool) -> How {
        match (is_linear, is_piped) {
            (false, _) => How::Drawn,
            (true, false) => How::Told,
            (true, true) => How::Piped,
        }
    }
}

pub enum Medium {
    Screen(ui::Session),
    Lines(Lines),
}

impl Medium {
    /// Opens the terminal, if one is needed. Nothing is shown yet.
    pub fn open(how: How, keeper: &'static Keeper) -> Result<Medium, Error> {
        Ok(match how {
            How::Drawn => Medium::Screen(ui::Session::open(keeper)?),
            How::Told => Medium::Lines(Lines::of_terminal().map_err(Error::NoTerminal)?),
            How::Piped => Medium::Lines(Lines::of_pipe()),
        })
    }

    /// Shows a list until something of it is chosen, or it is left.
    pub fn choose(
        &mut self,
        listing: &mut Listing,
        stock: &mut dyn Stock,
        options: &Options,
        keeper: &'static Keeper,
    ) -> Result<Left, Error> {
        match self {
            Medium::Screen(session) => ui::choose(session, listing, stock, options, keeper),
            Medium::Lines(lines) => linear::choose(lines, listing, stock, keeper),
        }
    }

    /// Shows articles until something of them is chosen, or the reader leaves.
    pub fn read(
        &mut self,
        articles: &'static [Held],
        options: &Options,
        keeper: &'static Keeper,
        certain: Certainty,
    ) -> Result<Outcome, Error> {
        match self {
            Medium::Screen(session) => draw(session, articles, options, keeper, certain),
            Medium::Lines(lines) => tell(lines, articles, options, keeper),
        }
    }
}

/// The reader in lines, with what it may ask for.
fn tell(
    lines: &mut Lines,
    articles: &'static [Held],
    options: &Options,
    keeper: &'static Keeper,
) -> Result<Outcome, Error> {
    let mut writer = Writer::new(articles);
    let mut write = |article: usize, quote: usize, format: &str| writer.write(article, quote, format);
    let mut notebook = Notebook(articles);
    let formats = format::names(Kind::Quote).map(|format| format.name).collect();
    let scribes = Scribes { notebook: &mut notebook, writer: &mut write, formats };
    linear::run(lines, articles, options, keeper, scribes)
}

/// The interface, with what it may ask for.
fn draw(
    session: &ui::Session,
    articles: &'static [Held],
    options: &Options,
    keeper: &'static Keeper,
    certain: Certainty,
) -> Result<Outcome, Error> {
    let is_certain = move |quote: &Quote| quote.certainty >= certain;
    let mut corrector = Corrector::new(articles, &is_certain);
    let mut correct = |index: usize, shown: &Article, request: &Request| {
        corrector.correct(index, shown, request).map_err(|refusal| refusal.to_string())
    };
    let mut writer = Writer::new(articles);
    let mut write = |article: usize, quote: usize, format: &str| writer.write(article, quote, format);
    let reload = move |index: usize| reread(articles, index, certain);
    let mut notebook = Notebook(articles);
    let scribes = ui::Scribes { corrector: &mut correct, writer: &mut write, notebook: &mut notebook };
    ui::run(session, articles, options, scribes, keeper, Box::leak(Box::new(reload)))
}

/// An article as its file has it now, with all that can be found in it and is sure enough.
fn reread(articles: &[Held], index: usize, certain: Certainty) -> Result<Article, String> {
    let home = articles.get(index).and_then(|held| held.home.as_ref()).ok_or("it has no file")?;
    let volume = library::open(&home.source).map_err(briefly)?;
    let opened = volume.articles.into_iter().nth(home.number).ok_or("it is not in the file any more")?;
    let mut article = searched(opened.article);
    let query = Query { words: "", by: None, certain };
    article.quotes.retain(|quote| query.is_certain(quote));
    Ok(article)
}
