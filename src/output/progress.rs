//! How far a long run is: a bar on the standard error.
//!
//! Comes in: how many are done, of how many. Goes out: a bar if somebody looks at
//! it, that is if the standard error is a terminal and nothing else is written
//! to it.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const KNOWN: &str = "{bar:30} {pos}/{len} files, {eta} left";
const INDEXING: &str = "indexing {bar:30} {pos}/{len} files, {eta} left";
const FETCHING: &str = "fetching {bar:30} {pos}/{len} entries, {eta} left";
const UNKNOWN: &str = "{pos} files";

/// Fewer files are indexed before a bar could be read.
const MANY: usize = 200;

/// A bar, or none.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    pub fn new() -> Progress {
        let is_seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Progress(is_seen.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.with_style(style(UNKNOWN))
        }))
    }

    /// None, of whatever: something else is on the terminal.
    pub fn unseen(_: usize) -> Progress {
        Progress(None)
    }

    /// One for so many files that are taken into the index, whatever else is written: it is
    /// gone before the first answer.
    pub fn indexing(count: usize) -> Progress {
        let is_seen = count >= MANY && io::stderr().is_terminal();
        Progress(is_seen.then(|| {
            ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr()).with_style(style(INDEXING))
        }))
    }

    /// One for so many entries of a feed, each of which may take a second or more.
    pub fn fetching(count: usize) -> Progress {
        let is_seen = io::stderr().is_terminal();
        Progress(is_seen.then(|| {
            ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr()).with_style(style(FETCHING))
        }))
    }

    /// Of how many, if that is known.
    pub fn total(&self, total: Option<usize>) {
        if let (Some(bar), Some(total)) = (&self.0, total) {
            if bar.length().is_none() {
                bar.set_style(style(KNOWN));
            }
            bar.set_length(total as u64);
        }
    }

    /// One more is done.
    pub fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Does something else with the standard error.
    pub fn pause(&self, other: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(other),
            None => other(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Default for Progress {
    fn default() -> Progress {
        Progress::new()
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
