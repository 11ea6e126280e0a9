//! The terminal: the only place that opens it, and the one that gives it back.
//!
//! Comes in: frames as bytes. Goes out: events. The interface is drawn on the
//! terminal device, never on stdout. Whatever ends the program, the terminal is
//! as it was: handlers are in place before the first change, one lock says who
//! may write, and a terminal that reads nothing cannot hold it.
//!
//! A thread of its own waits for signals and for the terminal to go away:
//! crossterm's reader spins for ever when that happens (crossterm issue 793), so
//! the process must end from elsewhere. That thread never waits for the terminal
//! longer than a limit: the screen is entered by whoever writes the next frame.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::unistd::{Pid, getpgid, getpgrp, getppid, getsid, tcgetpgrp};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{OptionalActions, QueueSelector, Termios};
use rustix::termios::{tcflush, tcgetattr, tcgetwinsize, tcsetattr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::low_level::{emulate_default_handler, raise};

use super::Keeper;
use super::outlet::Outlet;
use super::update::Event;

/// Alternate screen, hidden cursor, bracketed paste; after CAN, which ends a
/// sequence that was cut short.
const ENTER: &[u8] = b"\x18\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// The same back, from an empty screen with the cursor at its start: tmux 3.3 brings back an
/// earlier screen that had fewer rows with ours in it, if the cursor is below them.
const LEAVE: &[u8] = b"\x18\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[2J\x1b[1;1H\x1b[?25h\x1b[?1049l";
/// Reports of buttons and the wheel, in the form that has no limit of columns; and none.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// How long a terminal that reads nothing can delay the end.
const LEAVE_LIMIT: Duration = Duration::from_millis(700);
/// What `poll` tells of a terminal that has gone away.
const GONE: PollFlags = PollFlags::HUP.union(PollFlags::ERR);
/// How long a process that goes on in the background does so.
const BEFORE_STOP: Duration = Duration::from_millis(100);
/// A larger screen is used in part: a cell takes some 50 bytes twice over.
const MOST_COLUMNS: u16 = 1024;
const MOST_ROWS: u16 = 512;

/// The terminal device and what it was like.
pub struct Device {
    tty: File,
    original: Termios,
    state: Mutex<State>,
    /// How often it was taken.
    turns: AtomicUsize,
    /// Whether reports of the mouse are wanted.
    mouse: AtomicBool,
    /// Whether they ever were: a request for none may have been dropped.
    had_mouse: AtomicBool,
    /// What is written besides when it is given back.
    parting: Mutex<Vec<u8>>,
    /// Set while somebody waits for the lock in order to leave.
    leaving: AtomicBool,
    /// Set while there is nothing to give back or to save: a signal then ends the process
    /// where it meets it, even if it is stopped or waits to come to the front.
    harmless: Arc<AtomicBool>,
    /// Set once a signal that ends us has come, before it is looked whether that
    /// does harm: whoever is about to take the terminal must see one or the other.
    ending: Arc<AtomicBool>,
    /// Saves what is to be kept, before a signal ends us.
    keeper: &'static dyn Keeper,
}

/// What goes to the interface: events, or why there are no more of them.
pub type Events = Sender<io::Result<Event>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// As it was found.
    Before,
    /// Ours, for the nth time; whether the screen is entered, too.
    Ours { turn: usize, screen: bool },
    /// As it was found, until the process is continued.
    Lent,
    /// As it was found, for good.
    Back,
}

impl State {
    fn turn(self) -> Option<usize> {
        match self {
            State::Ours { turn, .. } => Some(turn),
            _ => None,
        }
    }
}

impl Device {
    /// Opens the controlling terminal. Changes nothing yet.
    pub fn open(keeper: &'static dyn Keeper) -> io::Result<Arc<Device>> {
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        let flags = i32::try_from(flags.bits()).map_err(io::Error::other)?;
        let tty = OpenOptions::new().read(true).write(true).custom_flags(flags).open("/dev/tty")?;
        let original = tcgetattr(&tty)?;
        Ok(Arc::new(Device {
            tty,
            original,
            state: Mutex::new(State::Before),
            turns: AtomicUsize::new(0),
            mouse: AtomicBool::new(false),
            had_mouse: AtomicBool::new(false),
            parting: Mutex::default(),
            leaving: AtomicBool::new(false),
            harmless: Arc::new(AtomicBool::new(true)),
            ending: Arc::new(AtomicBool::new(false)),
            keeper,
        }))
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

    /// Columns and rows of a cell in pixels; zero if the terminal does not tell.
    pub fn cell(&self) -> (u16, u16) {
        let Ok(size) = tcgetwinsize(&self.tty) else { return (0, 0) };
        let side = |pixels: u16, cells: u16| pixels.checked_div(cells).unwrap_or(0);
        (side(size.ws_xpixel, size.ws_col), side(size.ws_ypixel, size.ws_row))
    }

    /// Has this written whenever the terminal is given back.
    pub fn part_with(&self, bytes: Vec<u8>) {
        *self.parting.lock().unwrap_or_else(PoisonError::into_inner) = bytes;
    }

    /// Takes the terminal: raw mode now, the screen with the next frame.
    pub fn enter(&self) -> io::Result<()> {
        let mut state = self.lock();
        if *state == State::Back {
            return Ok(());
        }
        // Changes nothing, but a process in the background is stopped here until
        // it comes to the front.
        tcsetattr(&self.tty, OptionalActions::Now, &self.original)?;
        // First, so that whatever follows is undone.
        self.harmless.store(false, Ordering::SeqCst);
        if self.ending.load(Ordering::SeqCst) {
            return Ok(());
        }
        *state = State::Ours { turn: self.turns.fetch_add(1, Ordering::SeqCst), screen: false };
        let mut raw = self.original.clone();
        raw.make_raw();
        Ok(tcsetattr(&self.tty, OptionalActions::Now, &raw)?)
    }

    /// Takes the terminal again after a stop, unless it was not ours.
    fn resume(&self) -> io::Result<()> {
        if *self.lock() == State::Before {
            return Ok(());
        }
        if !self.is_in_front() {
            // Entering stops every thread: one that is about to end us, as both
            // signals came at once, goes first.
            std::thread::sleep(BEFORE_STOP);
        }
        self.enter()
    }

    /// Gives the terminal back for good. Does nothing if it is back already.
    pub fn leave(&self) {
        self.give_back(State::Back);
    }

    fn give_back(&self, next: State) {
        self.leaving.store(true, Ordering::SeqCst);
        let mut state = self.lock();
        if let State::Ours { screen, .. } = *state {
            // Failing to write must not keep the modes from being restored.
            let mut leave = with(LEAVE, NO_MOUSE, &self.had_mouse);
            leave.splice(1..1, self.parting.lock().unwrap_or_else(PoisonError::into_inner).iter().copied());
            if screen && self.push(&leave, LEAVE_LIMIT).is_err() {
                // What was not read in time is worth less than the way back.
                let _ = tcflush(&self.tty, QueueSelector::OFlush);
                let _ = self.push(&leave, Duration::ZERO);
            }
            // In the background they are the shell's, and touching them stops us.
            if self.is_in_front() {
                // What was typed meanwhile must not act once signals are keys no more.
                let _ = tcflush(&self.tty, QueueSelector::IFlush);
                let _ = tcsetattr(&self.tty, OptionalActions::Now, &self.original);
            }
            // At the end something may still have to be saved: our thread ends us then.
            self.harmless.store(next == State::Lent, Ordering::SeqCst);
        }
        if state.turn().is_some() || next == State::Back {
            *state = next;
        }
        self.leaving.store(false, Ordering::SeqCst);
    }

    /// Whether the terminal takes its keys to us. One that is gone does no harm,
    /// nor one whose processes another namespace hides: they are all 0.
    fn is_in_front(&self) -> bool {
        tcgetpgrp(&self.tty).map_or(true, |front| front == Pid::from_raw(0) || front == getpgrp())
    }

    /// Writes a frame, and enters the screen first if need be. The frame is
    /// dropped if the terminal is not ours any more, or is about to be given
    /// back; the rest of it if it was lent meanwhile.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let Some(turn) = self.lock().turn() else { return Ok(()) };
        let mut queue: Cow<'_, [u8]> = bytes.into();
        let mut done = 0;
        while done < queue.len() {
            let mut state = self.lock();
            if state.turn() != Some(turn) || self.leaving.load(Ordering::SeqCst) {
                return Ok(());
            }
            if *state == (State::Ours { turn, screen: false }) {
                queue = [&with(ENTER, MOUSE, &self.mouse), bytes].concat().into();
                *state = State::Ours { turn, screen: true };
            }
            match (&self.tty).write(&queue[done..]) {
                Ok(count) => done += count,
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

    /// Asks for reports of the mouse, or for none: at once if the screen is entered, else
    /// when it is.
    pub fn want_mouse(&self, wanted: bool) -> io::Result<()> {
        self.mouse.store(wanted, Ordering::SeqCst);
        self.had_mouse.fetch_or(wanted, Ordering::SeqCst);
        let is_entered = matches!(*self.lock(), State::Ours { screen: true, .. });
        if is_entered { self.write(if wanted { MOUSE } else { NO_MOUSE }) } else { Ok(()) }
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
    /// nobody could bring it back: inside `$(…)` the shell itself would stop, and
    /// a program that a window runs by itself has no shell.
    pub fn suspend(&self) -> bool {
        let parent = Some(getppid());
        let is_shell = getsid(parent) == getsid(None) && getpgid(parent) != Ok(getpgrp());
        is_shell && parent != Some(Pid::from_raw(0)) && kill_current_process_group(Signal::TSTP).is_ok()
    }

    /// Starts the thread that waits for signals and for the terminal to go away.
    /// From now on a signal finds a handler.
    pub fn watch(self: &Arc<Device>, events: Arc<Outlet>) -> io::Result<()> {
        let fatal = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];
        for signal in fatal {
            flag::register(signal, Arc::clone(&self.ending))?;
            flag::register_conditional_default(signal, Arc::clone(&self.harmless))?;
        }
        let (read, write) = UnixStream::pair()?;
        let signals = fatal.iter().chain(&[SIGTSTP, SIGCONT, SIGWINCH]);
        let mut delivery = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
        let device = Arc::clone(self);
        let watch = move || {
            loop {
                if device.is_gone(delivery.get_read()) {
                    device.end_by(SIGHUP);
                }
                let mut signals: Vec<i32> = delivery.pending().collect();
                if signals.contains(&SIGCONT) {
                    // Whoever stopped us may have left the terminal in any state.
                    device.give_back(State::Lent);
                    // To go on may mean to wait in the background: what ends us,
                    // and may have come with it, has to be known before.
                    signals.extend(delivery.pending());
                    signals.sort_by_key(|signal| !fatal.contains(signal));
                }
                for signal in signals {
                    device.obey(signal, &events);
                }
            }
        };
        std::thread::Builder::new().name("watch".into()).spawn(watch)?;
        Ok(())
    }

    /// Waits for a signal, or for the terminal to go away: true then.
    fn is_gone(&self, signals: &UnixStream) -> bool {
        let mut fds =
            [PollFd::from_borrowed_fd(self.tty.as_fd(), PollFlags::empty()), PollFd::new(signals, PollFlags::IN)];
        if poll(&mut fds, None).is_err() {
            return false;
        }
        if fds[0].revents().contains(PollFlags::NVAL) {
            // macOS cannot wait for /dev/tty; SIGHUP has to do there.
            let _ = poll(&mut fds[1..], None);
            return false;
        }
        fds[0].revents().intersects(GONE)
    }

    /// Ends as after SIGHUP if the terminal has gone away: whoever reads or
    /// writes may be the first to know.
    pub fn end_if_gone(&self) {
        let mut fds = [PollFd::new(&self.tty, PollFlags::empty())];
        if poll(&mut fds, Some(&Timespec::default())).is_ok() && fds[0].revents().intersects(GONE) {
            self.end_by(SIGHUP);
        }
    }

    fn obey(&self, signal: i32, events: &Outlet) {
        // A closed channel means that the interface is being left.
        let tell = |event| _ = events.send(event);
        match signal {
            SIGWINCH => {
                let (columns, rows) = self.size();
                tell(Ok(Event::Resize(columns, rows)));
            }
            SIGTSTP => {
                // Once we are stopped a signal ends us where it meets us.
                self.keeper.save_now();
                self.give_back(State::Lent);
                // To this thread, so that it is stopped before it goes on.
                let _ = raise(SIGSTOP);
            }
            // After a stop, whoever asked for it.
            SIGCONT => tell(self.resume().map(|()| Event::Redraw)),
            fatal => self.end_by(fatal),
        }
    }

    /// Gives the terminal back, saves what is to be kept, and ends as the signal ends a process.
    fn end_by(&self, signal: i32) {
        self.leave();
        self.keeper.save_now();
        let _ = emulate_default_handler(signal);
        std::process::exit(128 + signal);
    }
}

/// Modes, and more of them where they are wanted; what cancels a sequence stays first.
fn with(modes: &[u8], more: &[u8], wanted: &AtomicBool) -> Vec<u8> {
    let (first, rest) = modes.split_at(1);
    [first, if wanted.load(Ordering::SeqCst) { more } else { &[] }, rest].concat()
}

fn wait(tty: &File, flags: PollFlags, limit: Option<Duration>) -> io::Result<()> {
    let limit = limit.map(|l| Timespec { tv_sec: 0, tv_nsec: i64::from(l.subsec_nanos()) });
    match poll(&mut [PollFd::new(tty, flags)], limit.as_ref()) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(e) => Err(e.into()),
    }
}
