//! The terminal: the only place that opens it, and the one that gives it back.
//!
//! Comes in: frames as bytes. Goes out: events. The interface is drawn on the
//! terminal device, never on stdout. Whatever ends the program, the terminal is
//! as it was: handlers are in place before the first change, one lock says who
//! may write, and a terminal that reads nothing cannot hold it.
//!
//! A thread of its own waits for signals and for the terminal to go away:
//! crossterm's reader spins for ever when that happens (crossterm issue 793), so
//! the process must end from elsewhere.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpgid, getpgrp, getpid, getppid, kill_current_process_group, kill_process};
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::low_level::emulate_default_handler;

use super::update::Event;

/// Alternate screen, hidden cursor, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// The same back, after CAN, which ends a sequence that was cut short.
const LEAVE: &[u8] = b"\x18\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// How long a terminal that reads nothing can delay the end.
const LEAVE_LIMIT: Duration = Duration::from_millis(700);
/// A larger screen is used in part: a cell takes some 50 bytes twice over.
const MOST_COLUMNS: u16 = 1024;
const MOST_ROWS: u16 = 512;

/// The terminal device and what it was like.
pub struct Device {
    tty: File,
    original: Termios,
    state: Mutex<State>,
    /// Set while somebody waits for the lock in order to leave.
    leaving: AtomicBool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// As it was found.
    Out,
    /// Ours.
    In,
    /// As it was found, for good.
    Gone,
}

impl Device {
    /// Opens the controlling terminal. Changes nothing yet.
    pub fn open() -> io::Result<Arc<Device>> {
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        let flags = i32::try_from(flags.bits()).map_err(io::Error::other)?;
        let tty = OpenOptions::new().read(true).write(true).custom_flags(flags).open("/dev/tty")?;
        let original = tcgetattr(&tty)?;
        Ok(Arc::new(Device { tty, original, state: Mutex::new(State::Out), leaving: AtomicBool::new(false) }))
    }

    /// Columns and rows. A terminal that does not know has what the environment
    /// says, else 80 by 24.
    pub fn size(&self) -> (u16, u16) {
        let (columns, rows) = tcgetwinsize(&self.tty).map_or((0, 0), |size| (size.ws_col, size.ws_row));
        let told = |name: &str| std::env::var(name).ok()?.parse().ok().filter(|n: &u16| *n > 0);
        let columns = if columns > 0 { columns } else { told("COLUMNS").unwrap_or(80) };
        let rows = if rows > 0 { rows } else { told("LINES").unwrap_or(24) };
        (columns.min(MOST_COLUMNS), rows.min(MOST_ROWS))
    }

    /// Takes the terminal: raw mode, alternate screen.
    pub fn enter(&self) -> io::Result<()> {
        let mut state = self.lock();
        if *state == State::Gone {
            return Ok(());
        }
        // First, so that whatever follows is undone.
        *state = State::In;
        let mut raw = self.original.clone();
        raw.make_raw();
        tcsetattr(&self.tty, OptionalActions::Now, &raw)?;
        self.push(ENTER, LEAVE_LIMIT).map(|_| ())
    }

    /// Gives the terminal back. Does nothing if it is back already.
    pub fn leave(&self) {
        self.give_back(State::Out);
    }

    fn give_back(&self, next: State) {
        self.leaving.store(true, Ordering::SeqCst);
        let mut state = self.lock();
        if *state == State::In {
            // Failing to write must not keep the modes from being restored.
            let _ = self.push(LEAVE, LEAVE_LIMIT);
            // What was typed meanwhile must not act once signals are keys no more.
            let _ = tcflush(&self.tty, QueueSelector::IFlush);
            let _ = tcsetattr(&self.tty, OptionalActions::Now, &self.original);
        }
        if *state != State::Gone {
            *state = next;
        }
        self.leaving.store(false, Ordering::SeqCst);
    }

    /// Writes a frame. It is dropped if the terminal is not ours any more, or is
    /// about to be given back.
    pub fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let state = self.lock();
            if *state != State::In || self.leaving.load(Ordering::SeqCst) {
                return Ok(());
            }
            match (&self.tty).write(bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                    drop(state);
                    wait(&self.tty, PollFlags::OUT, Some(Duration::from_millis(50)))?;
                }
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Writes within a limit, the lock being held.
    fn push(&self, mut bytes: &[u8], limit: Duration) -> io::Result<()> {
        let end = Instant::now() + limit;
        while !bytes.is_empty() {
            match (&self.tty).write(bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                    let left = end.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return Err(e);
                    }
                    wait(&self.tty, PollFlags::OUT, Some(left))?;
                }
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for the whole job to be stopped, as Ctrl-Z does elsewhere. False if
    /// nobody could bring it back: inside `$(…)` the shell itself would stop.
    pub fn suspend(&self) -> bool {
        let alone = getppid().and_then(|parent| getpgid(Some(parent)).ok()) == Some(getpgrp());
        !alone && kill_current_process_group(Signal::TSTP).is_ok()
    }

    /// Starts the thread that waits for signals and for the terminal to go away.
    /// From now on a signal finds a handler.
    pub fn watch(self: &Arc<Device>, events: Sender<Event>) -> io::Result<()> {
        let (read, write) = UnixStream::pair()?;
        let signals = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
        let mut delivery = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
        let device = Arc::clone(self);
        let watch = move || {
            loop {
                if device.is_gone(delivery.get_read()) {
                    device.end_by(SIGHUP);
                }
                for signal in delivery.pending() {
                    device.obey(signal, &events);
                }
            }
        };
        std::thread::Builder::new().name("watch".into()).spawn(watch)?;
        Ok(())
    }

    /// Waits for a signal, or for the terminal to go away: true then.
    fn is_gone(&self, signals: &UnixStream) -> bool {
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        let mut fds =
            [PollFd::from_borrowed_fd(self.tty.as_fd(), PollFlags::empty()), PollFd::new(signals, PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) => fds[0].revents().intersects(gone),
            Err(_) => false,
        }
    }

    fn obey(&self, signal: i32, events: &Sender<Event>) {
        // A closed channel means that the interface is being left.
        let tell = |event| drop(events.send(event));
        match signal {
            SIGWINCH => {
                let (columns, rows) = self.size();
                tell(Event::Resize(columns, rows));
            }
            SIGTSTP => {
                let ours = *self.lock() == State::In;
                self.leave();
                let _ = kill_process(getpid(), Signal::STOP);
                if ours && self.enter().is_ok() {
                    tell(Event::Redraw);
                }
            }
            SIGCONT => {
                let ours = *self.lock() == State::In;
                if ours && self.enter().is_ok() {
                    tell(Event::Redraw);
                }
            }
            fatal => self.end_by(fatal),
        }
    }

    /// Gives the terminal back and ends as the signal ends a process.
    fn end_by(&self, signal: i32) {
        self.give_back(State::Gone);
        let _ = emulate_default_handler(signal);
        std::process::exit(128 + signal);
    }
}

fn wait(tty: &File, flags: PollFlags, limit: Option<Duration>) -> io::Result<()> {
    let limit = limit.map(|l| Timespec { tv_sec: 0, tv_nsec: i64::from(l.subsec_nanos()) });
    match poll(&mut [PollFd::new(tty, flags)], limit.as_ref()) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(e) => Err(e.into()),
    }
}
