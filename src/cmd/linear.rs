//! The reader in lines: it is told, asked, and told again.
//!
//! Comes in: articles or a list, and lines from the terminal or a pipe. Goes out: what was
//! chosen. May not know what a line means.

use crate::linear::choosing::Choosing;
use crate::linear::terminal::Lines;
use crate::linear::{Flow, Linear, Scribes};
use crate::outside;
use crate::shelf::Held;
use crate::state::Changes;
use crate::ui::listing::{Left, Listing, Stock};
use crate::ui::{Error, Keeper, Options, Outcome};

/// Stands before and after what is to be copied.
const LINE: &str = "-----";

/// Reads until a quotation is chosen, or the reader leaves, or there are no more lines.
pub fn run<'a>(
    lines: &mut Lines,
    articles: &'a [Held],
    options: &'a Options,
    keeper: &'static dyn Keeper,
    scribes: Scribes<'a>,
) -> Result<Outcome, Error> {
    let mut linear = Linear::new(articles, options, scribes, lines.width());
    loop {
        lines.write(&linear.told())?;
        while linear.work() {
            lines.write(&linear.told())?;
        }
        keep(lines, keeper, linear.changes());
        let Some(line) = ask(lines)? else { return Ok(Outcome::Left) };
        linear.width = lines.width();
        match linear.obey(&line) {
            Flow::Continue => {}
            Flow::Copy(format, words) => lines.write(&copied(format, &words))?,
            Flow::Chosen(quotes) => return Ok(Outcome::Chosen(quotes)),
            Flow::Listed => return Ok(Outcome::Listed),
            Flow::Left => return Ok(Outcome::Left),
        }
    }
}

/// Tells a list until something of it is chosen, or it is left, or there are no more lines.
pub fn choose(
    lines: &mut Lines,
    listing: &mut Listing,
    stock: &mut dyn Stock,
    keeper: &'static dyn Keeper,
) -> Result<Left, Error> {
    let mut choosing = Choosing::new(listing, stock, lines.width());
    loop {
        lines.write(&choosing.told())?;
        keep(lines, keeper, choosing.changes());
        let Some(line) = ask(lines)? else { return Ok(Left::Left) };
        choosing.width = lines.width();
        if let Some(left) = choosing.obey(&line) {
            return Ok(left);
        }
    }
}

fn keep(lines: &Lines, keeper: &'static dyn Keeper, changes: Changes) {
    if changes.is_empty() {
        return;
    }
    keeper.note(changes);
    if lines.is_typed() {
        // Ctrl-C ends us where we wait for the next line.
        keeper.save_now();
    } else {
        keeper.save_soon();
    }
}

/// The next line that can be obeyed; none at the end of input.
fn ask(lines: &mut Lines) -> Result<Option<String>, Error> {
    loop {
        match lines.ask()? {
            Some(Ok(line)) => return Ok(Some(line)),
            Some(Err(why)) => lines.write(&format!("{why}\n"))?,
            None => return Ok(None),
        }
    }
}

/// Copies words with the tool that this machine has for it, and tells so. No terminal is
/// asked to: one that draws nothing may show the request as words. Without a tool that
/// says that it has them the words themselves are told.
fn copied(format: &str, words: &str) -> String {
    match outside::keep_surely(words) {
        Some(tool) => format!("Copied as {format} with {tool}: {} characters.\n", words.chars().count()),
        None => format!(
            "No clipboard has taken it. As {format}, between the lines:\n{LINE}\n{}\n{LINE}\n",
            words.trim_end()
        ),
    }
}
