//! Where lines are read and written: the terminal as it is, or a pipe.
//!
//! Comes in: text. Goes out: lines. No mode of the terminal is changed, so that whatever
//! ends the program there is nothing to give back. May not know what the lines mean.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::OpenOptionsExt;

use rustix::termios::tcgetwinsize;

use crate::notes::TEXT;
use crate::output::message;

/// A longer line is refused, in bytes: there is room for a note and what is before it.
const LINE: usize = 2 * TEXT;
/// A line of a terminal that is as long has lost what was typed after that (termios(3)).
const OF_TERMINAL: usize = 4095;
/// Nor is anything that goes on like this.
const ENDLESS: usize = 1 << 20;

/// Columns of a line where no terminal tells.
const COLUMNS: usize = 72;
const FEWEST: u16 = 20;
const MOST: u16 = 1024;

/// Why a line is refused: some of it would be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong(usize);

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "This line is too long, so nothing was done: type fewer than {} letters.", self.0)
    }
}

pub struct Lines {
    from: Box<dyn BufRead>,
    /// None in a pipe: the standard output is for what is chosen, words go to the
    /// standard error.
    terminal: Option<File>,
}

impl Lines {
    /// Those that are typed on the controlling terminal.
    pub fn of_terminal() -> io::Result<Lines> {
        let flags = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).map_err(io::Error::other)?;
        let terminal = OpenOptions::new().read(true).write(true).custom_flags(flags).open("/dev/tty")?;
        Ok(Lines { from: Box::new(BufReader::new(terminal.try_clone()?)), terminal: Some(terminal) })
    }

    /// Those that are piped in.
    pub fn of_pipe() -> Lines {
        Lines { from: Box::new(BufReader::new(io::stdin())), terminal: None }
    }

    /// Whether they are typed, and not piped in.
    pub fn is_typed(&self) -> bool {
        self.terminal.is_some()
    }

    /// Columns of a line. A terminal that does not know has as many as where none is.
    pub fn width(&self) -> usize {
        let size = self.terminal.as_ref().and_then(|terminal| tcgetwinsize(terminal).ok());
        let columns = size.map(|size| size.ws_col).filter(|columns| *columns > 0);
        columns.map_or(COLUMNS, |columns| usize::from(columns.clamp(FEWEST, MOST)))
    }

    /// Asks for a line, if somebody is there to be asked. None at the end of input.
    pub fn ask(&mut self) -> io::Result<Option<Result<String, TooLong>>> {
        if self.terminal.is_some() {
            self.write("> ")?;
        }
        let line = self.read()?;
        if line.is_none() && self.terminal.is_some() {
            // Ctrl-D leaves the prompt behind.
            self.write("\n")?;
        }
        Ok(line)
    }

    fn read(&mut self) -> io::Result<Option<Result<String, TooLong>>> {
        let most = if self.terminal.is_some() { OF_TERMINAL } else { LINE };
        let (mut line, mut read) = (Vec::new(), 0);
        loop {
            let bytes = match self.from.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                bytes => bytes?,
            };
            // What never ends is no line.
            if bytes.is_empty() && line.is_empty() || read > ENDLESS {
                return Ok(None);
            }
            let end = memchr::memchr(b'\n', bytes);
            let taken = end.unwrap_or(bytes.len());
            line.extend_from_slice(&bytes[..taken.min(most.saturating_sub(line.len()))]);
            read += taken;
            let is_last = bytes.is_empty() || end.is_some();
            self.from.consume(taken + usize::from(end.is_some()));
            if is_last {
                let typed = String::from_utf8_lossy(&line).into_owned();
                return Ok(Some(if line.len() < most { Ok(typed) } else { Err(TooLong(most)) }));
            }
        }
    }

    pub fn write(&mut self, text: &str) -> io::Result<()> {
        match &mut self.terminal {
            Some(terminal) => terminal.write_all(text.as_bytes()),
            None if text.is_empty() => Ok(()),
            None => {
                message(text);
                Ok(())
            }
        }
    }
}
