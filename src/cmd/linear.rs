//! The reader in lines: it is told, asked, and told again.
//!
//! Comes in: articles, and lines from the terminal or a pipe. Goes out: what was chosen.
//! May not know what a line means.

use crate::linear::terminal::Lines;
use crate::linear::{Flow, Linear};
use crate::shelf::Held;
use crate::ui::{Error, Keeper, Options, Outcome};

/// Reads until a quotation is chosen, or the reader leaves, or there are no more lines.
pub fn run(
    articles: &[Held],
    options: &Options,
    keeper: &'static dyn Keeper,
    is_piped: bool,
) -> Result<Outcome, Error> {
    let mut lines = if is_piped { Lines::of_pipe() } else { Lines::of_terminal().map_err(Error::NoTerminal)? };
    let mut linear = Linear::new(articles, options, lines.width());
    loop {
        lines.write(&linear.told())?;
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
        match linear.obey(&line) {
            Flow::Continue => {}
            Flow::Chosen(quotes) => return Ok(Outcome::Chosen(quotes)),
            Flow::Left => return Ok(Outcome::Left),
        }
    }
}
