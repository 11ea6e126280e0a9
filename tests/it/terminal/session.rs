//! A pseudo-terminal with a shell on it that runs the program.
//!
//! The shell leads the session and outlives the program: a session that ends
//! hangs its terminal up, and the kernel then resets the very modes that are to
//! be compared.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

/// Only a fault reaches it, however slow the machine.
pub const BOUND: Duration = Duration::from_secs(30);
pub const ROWS: u16 = 24;
pub const COLUMNS: u16 = 80;

/// A paragraph that fills its line.
const FILLER: &str = "A line that fills the screen, and another, and on to its right edge, as far as it goes.\n\n";

/// Two quotations, long enough to scroll.
pub fn article() -> String {
    let filler = |n: usize| format!("Line {n} of a letter that goes on for longer than the screen is high.\n\n");
    let filler: String = (1..40).map(filler).collect();
    format!(
        "title = \"Small Things\"\n[find]\nquotes = false\n[[sections]]\nbody = '''\nThe baker said, “Bread is patient.” She said no more.\n\n\
         The miller said, “Flour is not.” Nor did he.\n\n{filler}'''\n\
         [[people]]\nname = \"The Baker\"\n[[people]]\nname = \"The Miller\"\n\
         [[quotes]]\ntext = \"Bread is patient.\"\nspeaker = \"The Baker\"\n\
         [[quotes]]\ntext = \"Flour is not.\"\nspeaker = \"The Miller\"\n"
    )
}

/// Stands in the footer of every frame that shows an article.
pub const SHOWN: &str = "? keys";

pub struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    chunks: Receiver<Vec<u8>>,
    /// Told once: to begin to read.
    listen: Sender<()>,
    closing: Arc<AtomicBool>,
    ended: Receiver<()>,
    terminal: File,
    modes: String,
    /// All that the terminal was sent.
    pub raw: Vec<u8>,
    screen: vt100::Parser,
    /// A screen that was smaller has lost its words.
    is_resized: bool,
    dir: tempfile::TempDir,
}

impl Session {
    /// Runs `"$P" ARGUMENTS`, redirections and all, and waits for its first frame.
    pub fn reading(arguments: &str) -> Session {
        let mut session = Session::start(arguments);
        session.wait_for(SHOWN);
        session
    }

    /// Runs it, and waits only until it is there.
    pub fn start(arguments: &str) -> Session {
        Session::sized(COLUMNS, ROWS, arguments)
    }

    pub fn sized(columns: u16, rows: u16, arguments: &str) -> Session {
        let mut session = Session::mute(columns, rows, arguments);
        session.listen();
        // Where it was told may be covered by the first frame already.
        session.wait("start", |session| session.raw.windows(4).any(|w| w == b"pid "));
        session
    }

    /// The same on a terminal that reads nothing until it is told to.
    pub fn mute(columns: u16, rows: u16, arguments: &str) -> Session {
        let line = format!("sh -c 'echo $$ >pid; echo \"pid $$.\"; exec \"$P\" {arguments}'; echo \"exit=$?.\"");
        Session::open(columns, rows, &line, &[])
    }

    /// Runs a line of shell.
    pub fn script(line: &str, environment: &[(&str, &str)]) -> Session {
        let session = Session::open(COLUMNS, ROWS, line, environment);
        session.listen();
        session
    }

    /// A line of shell in a folder with the articles, on a terminal that does
    /// not read yet.
    fn open(columns: u16, rows: u16, line: &str, environment: &[(&str, &str)]) -> Session {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.toml"), article()).unwrap();
        std::fs::write(dir.path().join("tall.toml"), article().replace("Line 1 of", &FILLER.repeat(600))).unwrap();
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let terminal = open(pty.master.tty_name().unwrap());
        let modes = format!("{:?}", tcgetattr(&terminal).unwrap());
        let command = shell(line, &dir, environment);
        let mut child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let (end, ended) = channel();
        // Most tests end before it does.
        std::thread::spawn(move || child.wait().map(|_| end.send(())));
        let closing = Arc::new(AtomicBool::new(false));
        let (listen, begin) = channel();
        let chunks = read(pty.master.try_clone_reader().unwrap(), begin, Arc::clone(&closing));
        let keys = Some(pty.master.take_writer().unwrap());
        let screen = vt100::Parser::new(side(rows), side(columns), 0);
        let master = Some(pty.master);
        Session {
            master,
            keys,
            chunks,
            listen,
            closing,
            ended,
            terminal,
            modes,
            raw: Vec::new(),
            screen,
            is_resized: false,
            dir,
        }
    }

    /// Lets the terminal read.
    pub fn listen(&self) {
        self.listen.send(()).unwrap();
    }

    /// Uses up what little room there is where nobody reads.
    pub fn fill(&mut self) {
        while self.terminal.write(b".").is_ok() {}
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn keys(&mut self, keys: impl AsRef<[u8]>) {
        let to = self.keys.as_mut().unwrap();
        to.write_all(keys.as_ref()).unwrap();
        to.flush().unwrap();
    }

    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.file("pid").trim().parse().unwrap()).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        // It may have ended already, of the signal before.
        let _ = kill_process(self.pid(), signal);
    }

    /// Without a size the program has to guess the one that the screen has then.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
        let (columns, rows) = if columns == 0 { (COLUMNS, ROWS) } else { (columns, rows) };
        self.screen.screen_mut().set_size(side(rows), side(columns));
        self.is_resized = true;
    }

    /// Closes the terminal. Its library then types a line end and Ctrl-D first.
    pub fn close(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.keys = None;
        // Wakes the thread that reads, and has the terminal open, too.
        let _ = self.terminal.write_all(b".");
        self.master = None;
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// The screen, without the blanks at line ends.
    pub fn words(&self) -> String {
        self.screen().contents().lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    pub fn wait_for(&mut self, words: &str) {
        self.wait(&format!("“{words}”"), |session| session.words().contains(words));
    }

    /// Waits until the screen is a whole frame with these words. A question may follow it.
    pub fn wait_for_frame(&mut self, words: &str) {
        let ends = [&b"\x1b[?2026l"[..], b"\x1b[>0q"];
        let is_whole = move |session: &Session| ends.iter().any(|end| session.raw.ends_with(end));
        self.wait(words, |session| is_whole(session) && session.words().contains(words));
    }

    pub fn wait(&mut self, what: &str, mut is_there: impl FnMut(&Session) -> bool) {
        let end = Instant::now() + BOUND;
        while !is_there(self) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(chunk) = self.chunks.recv_timeout(left) else {
                panic!("no {what} on the screen:\n{}", self.words());
            };
            self.take(&chunk);
        }
    }

    /// Takes what the terminal is sent within a time.
    pub fn listen_for(&mut self, time: Duration) -> usize {
        let (end, before) = (Instant::now() + time, self.raw.len());
        while let Ok(chunk) = self.chunks.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.take(&chunk);
        }
        self.raw.len() - before
    }

    fn take(&mut self, chunk: &[u8]) {
        self.raw.extend_from_slice(chunk);
        self.screen.process(chunk);
    }

    /// Waits for the end of the program and tells its exit status.
    pub fn exit(&mut self) -> i32 {
        let told = |session: &Session| exit_in(&String::from_utf8_lossy(&session.raw));
        self.wait("end", |session| told(session).is_some());
        told(self).unwrap()
    }

    /// The exit status; the terminal has to be as it was.
    pub fn restored(&mut self) -> i32 {
        let exit = self.exit();
        self.assert_given_back();
        exit
    }

    pub fn assert_given_back(&self) {
        assert_eq!(self.modes_now(), self.modes, "the modes of the terminal");
        self.assert_screen_given_back();
    }

    pub fn assert_screen_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left on");
        assert!(!screen.hide_cursor(), "the cursor is left hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is left on");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(
            self.is_resized || screen.contents().starts_with("earlier words\n"),
            "the earlier screen:\n{}",
            screen.contents()
        );
        assert!(!screen.contents().contains(SHOWN), "the interface is still there:\n{}", screen.contents());
        let sent = String::from_utf8_lossy(&self.raw);
        let before = sent.rfind("\x1b[?1049l").map(|end| &sent[..end]);
        let is_empty = before.is_none_or(|sent| sent.ends_with("\x1b[2J\x1b[1;1H\x1b[?25h"));
        assert!(is_empty, "a screen that was given more rows is left with them");
        for (mode, at_rest) in [("1049", 'l'), ("25", 'h'), ("2004", 'l'), ("2026", 'l'), ("1000", 'l'), ("1006", 'l')]
        {
            let last = last_mode(&self.raw, mode);
            assert!(last.is_none_or(|l| l == at_rest), "mode {mode} is left {last:?}");
        }
        let foreign = ["1002", "1003", "1005", "1015", "1004", "47", "1047"];
        assert!(foreign.iter().all(|mode| last_mode(&self.raw, mode).is_none()), "a mode nobody asked for");
    }

    pub fn modes_now(&self) -> String {
        format!("{:?}", tcgetattr(&self.terminal).unwrap())
    }

    /// Waits until the modes are not those of before: the program is up.
    pub fn wait_for_raw(&self) {
        eventually("raw mode", || self.modes_now() != self.modes);
    }

    /// Waits for the end of everything on the terminal.
    pub fn all_ended(&self) {
        self.ended.recv_timeout(BOUND).expect("the session does not end");
    }

    /// Whether the program is there and has not ended.
    pub fn is_alive(&self, pid: Pid) -> bool {
        state(pid).is_some_and(|state| state != 'Z')
    }
}

/// The program's side of the terminal, with modes that nobody would guess.
fn open(terminal: PathBuf) -> File {
    let flags = (rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::NONBLOCK).bits() as i32;
    let terminal = OpenOptions::new().read(true).write(true).custom_flags(flags).open(terminal).unwrap();
    let mut modes = tcgetattr(&terminal).unwrap();
    modes.special_codes[SpecialCodeIndex::VERASE] = 8;
    modes.special_codes[SpecialCodeIndex::VMIN] = 3;
    tcsetattr(&terminal, OptionalActions::Now, &modes).unwrap();
    terminal
}

/// The shell that leads the session, and stays.
fn shell(line: &str, dir: &tempfile::TempDir, environment: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("echo earlier words; {line}; while read -r _; do :; done")]);
    command.cwd(dir.path());
    let shared = ["TMUX", "STY", "ZELLIJ", "SSH_CONNECTION", "SSH_TTY", "TERM_PROGRAM", "LC_TERMINAL"];
    for name in ["NO_COLOR", "COLUMNS", "LINES"].into_iter().chain(shared) {
        command.env_remove(name);
    }
    command.env("P", env!("CARGO_BIN_EXE_pullquote"));
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", env!("CARGO_MANIFEST_DIR"));
    command.env("XDG_STATE_HOME", dir.path().join("state"));
    environment.iter().for_each(|(name, value)| command.env(name, value));
    command
}

/// A thread that reads once it is told to.
fn read(mut from: Box<dyn Read + Send>, begin: Receiver<()>, stop: Arc<AtomicBool>) -> Receiver<Vec<u8>> {
    let (sender, chunks) = channel();
    std::thread::spawn(move || {
        let mut chunk = vec![0; 1 << 16];
        let _ = begin.recv();
        while let Ok(count @ 1..) = from.read(&mut chunk) {
            if stop.load(Ordering::SeqCst) || sender.send(chunk[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    chunks
}

/// For what tells nobody that it has happened.
pub fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + BOUND;
    while !is_so() {
        assert!(Instant::now() < end, "no {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// A process's state: R, S, T for stopped, Z for ended.
pub fn state(pid: Pid) -> Option<char> {
    stat(pid)?.first()?.chars().next()
}

/// Clock ticks of computing.
pub fn ticks(pid: Pid) -> u64 {
    let stat = stat(pid).unwrap();
    stat[11].parse::<u64>().unwrap() + stat[12].parse::<u64>().unwrap()
}

/// Bytes written to wherever.
pub fn written(pid: Pid) -> u64 {
    let io = std::fs::read_to_string(format!("/proc/{}/io", pid.as_raw_nonzero())).unwrap();
    io.lines().find_map(|line| line.strip_prefix("wchar: ")?.parse().ok()).unwrap()
}

/// What stands in /proc after the name, the state first.
fn stat(pid: Pid) -> Option<Vec<String>> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    Some(stat.rsplit_once(") ")?.1.split(' ').map(str::to_string).collect())
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: cols.saturating_mul(8), pixel_height: rows.saturating_mul(16) }
}

/// A side of the emulated screen.
fn side(cells: u16) -> NonZero<u16> {
    NonZero::new(cells.clamp(1, 1100)).unwrap()
}

fn exit_in(words: &str) -> Option<i32> {
    words.rsplit_once("exit=")?.1.split_once('.')?.0.parse().ok()
}

/// What a mode was set to last: `h` or `l`.
fn last_mode(raw: &[u8], mode: &str) -> Option<char> {
    let raw = String::from_utf8_lossy(raw);
    let at = raw.rfind(&format!("\x1b[?{mode}h")).max(raw.rfind(&format!("\x1b[?{mode}l")))?;
    raw[at..].chars().nth(mode.len() + 3)
}
