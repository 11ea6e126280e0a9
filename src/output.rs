//! Where the program's words go.
//!
//! Comes in: text. Goes out: the standard output, the first words at once and the others
//! in large writes, and messages on the standard error. The only place that writes to
//! either. May not know what the words mean.

mod progress;

use std::io::{self, BufWriter, Write};
use std::panic::PanicHookInfo;

pub use progress::Progress;

use crate::clean;

const BUFFER: usize = 64 << 10;

/// Why nothing more can be written.
#[derive(Debug)]
pub enum Stop {
    /// Who reads has enough.
    Closed,
    Failed(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe { Stop::Closed } else { Stop::Failed(error) }
    }
}

/// The standard output.
pub struct Output {
    writer: BufWriter<io::Stdout>,
    has_begun: bool,
}

impl Output {
    pub fn new() -> Output {
        Output { writer: BufWriter::with_capacity(BUFFER, io::stdout()), has_begun: false }
    }

    pub fn write(&mut self, text: &str) -> Result<(), Stop> {
        self.writer.write_all(text.as_bytes())?;
        // Who wants to see that there is something need not wait for the others.
        if !text.is_empty() && !std::mem::replace(&mut self.has_begun, true) {
            self.writer.flush()?;
        }
        Ok(())
    }

    /// To be called at the end: what is dropped with words in it loses them.
    pub fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.writer.flush()?)
    }
}

impl Default for Output {
    fn default() -> Output {
        Output::new()
    }
}

/// A message; where it cannot be written there is nobody to tell.
pub fn message(text: &str) {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let _ = io::stderr().write_all(format!("{text}{end}").as_bytes());
}

/// What is said of a panic: one line, without a backtrace.
pub fn panic_message(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let what = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    let what = what.unwrap_or("no reason told");
    let place = info.location().map_or(String::new(), |l| format!(" ({}:{})", l.file(), l.line()));
    clean::line(&format!("pullquote: a fault of the program: {what}{place}")).into_owned()
}
