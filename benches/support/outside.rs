//! A program on a pseudo-terminal, seen from outside: what it draws, and when.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A program that takes longer is broken.
const LIMIT: Duration = Duration::from_secs(10);
/// The whole must end even if a program hangs.
const PATIENCE: Duration = Duration::from_secs(300);
/// After so long without a byte a frame is whole.
const QUIET: Duration = Duration::from_millis(15);
/// After so long without a byte nothing is going to be drawn.
const UNCHANGED: Duration = Duration::from_millis(200);
/// The size that it starts with.
const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };

pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Ends this process at some time, whatever happens.
pub fn limit() {
    std::thread::spawn(|| {
        std::thread::sleep(PATIENCE);
        eprintln!("a program hangs");
        // The terminals go with this process, and the programs with them.
        std::process::exit(1);
    });
}

pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// A program on a pseudo-terminal. What it draws comes with the time of arrival.
pub struct Session {
    pub child: Box<dyn Child + Send + Sync>,
    drawn: Receiver<(Instant, Vec<u8>)>,
    keys: Box<dyn Write + Send>,
    terminal: Box<dyn MasterPty + Send>,
}

impl Session {
    pub fn start(command: CommandBuilder) -> Result<Session, Failure> {
        let pair = native_pty_system().openpty(SIZE)?;
        let (mut reader, keys) = (pair.master.try_clone_reader()?, pair.master.take_writer()?);
        let (sender, drawn) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 1 << 16];
            // It ends when nobody has the terminal open any more.
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let child = pair.slave.spawn_command(command)?;
        Ok(Session { child, drawn, keys, terminal: pair.master })
    }

    /// The moment when something has been drawn.
    pub fn until(&mut self, words: &str) -> Result<Instant, Failure> {
        let mut all = Vec::new();
        loop {
            let (arrived, bytes) = self.drawn.recv_timeout(LIMIT)?;
            all.extend(bytes);
            if String::from_utf8_lossy(&all).contains(words) {
                return Ok(arrived);
            }
        }
    }

    /// The moment of the last byte before a pause, if any came.
    pub fn quiet(&mut self) -> Option<Instant> {
        let mut last = None;
        while let Ok((arrived, _)) = self.drawn.recv_timeout(QUIET) {
            last = Some(arrived);
        }
        last
    }

    pub fn write(&mut self, keys: &str) -> io::Result<()> {
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()
    }

    /// From a key to the first bytes of the new frame, as programs write a frame at once;
    /// nothing if nothing changes. A frame for what was found may follow, and is waited for.
    pub fn press(&mut self, key: &str) -> Result<Option<f64>, Failure> {
        let start = Instant::now();
        self.write(key)?;
        self.answer(start)
    }

    /// The same from a change of the size, in columns more than at the start.
    pub fn resize(&mut self, more: u16) -> Result<Option<f64>, Failure> {
        let start = Instant::now();
        self.terminal.resize(PtySize { cols: SIZE.cols + more, ..SIZE }).map_err(|e| e.to_string())?;
        self.answer(start)
    }

    fn answer(&mut self, start: Instant) -> Result<Option<f64>, Failure> {
        let Ok((arrived, _)) = self.drawn.recv_timeout(UNCHANGED) else { return Ok(None) };
        self.quiet();
        Ok(Some(millis(arrived - start)))
    }

    /// Waits until the process is gone.
    pub fn end(&mut self) -> Result<Instant, Failure> {
        self.child.wait()?;
        Ok(Instant::now())
    }
}
