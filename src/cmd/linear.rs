//! The reader in lines: it is told, asked, and told again.
//!
//! Comes in: articles, and lines from the terminal or a pipe. Goes out: what was chosen.
//! May not know what a line means.

use crate::linear::terminal::Lines;
use crate::linear::{Flow, Linear, Scribes};
use crate::outside;
use crate::shelf::Held;
use crate::ui::{Error, Keeper, Options, Outcome};

/// Stands before and after what is to be copied.
const LINE: &str = "-----";

/// Reads until a quotation is chosen, or the reader leaves, or there are no more lines.
pub fn run<'a>(
    articles: &'a [Held],
    options: &'a Options,
    keeper: &'static dyn Keeper,
    is_piped: bool,
    scribes: Scribes<'a>,
) -> Result<Outcome, Error> {
    let mut lines = if is_piped { Lines::of_pipe() } else { Lines::of_terminal().map_err(Error::NoTerminal)? };
    let mut linear = Linear::new(articles, options, scribes, lines.width());
    loop {
        lines.write(&linear.told())?;
        while linear.work() {
            lines.write(&linear.told())?;
        }
        let changes = linear.changes();
        if !changes.is_empty() {
            keeper.note(changes);
            if is_piped {
                keeper.save_soon();
            } else {
                // Ctrl-C ends us where we wait for the next line.
                keeper.save_now();
            }
        }
        let Some(line) = lines.ask()? else { return Ok(Outcome::Left) };
        linear.width = lines.width();
        let line = match line {
            Ok(line) => line,
            Err(why) => {
                lines.write(&format!("{why}\n"))?;
                continue;
            }
        };
        match linear.obey(&line) {
            Flow::Continue => {}
            Flow::Copy(format, words) => lines.write(&copied(format, &words))?,
            Flow::Chosen(quotes) => return Ok(Outcome::Chosen(quotes)),
            Flow::Left => return Ok(Outcome::Left),
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
