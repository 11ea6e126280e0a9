//! What a reader waits for, from outside: the real program on a pseudo-terminal,
//! beside a minimal ratatui program and a process that does nothing, in turns. All are
//! copied first, as installing does: what a linker has written lies in the page cache in
//! single pages, which costs a large program a tenth of its start.
//! An absolute figure does not carry to another machine; the ratios do.

#[path = "../examples/minimal.rs"]
mod minimal;
mod support {
    pub mod article;
    pub mod chance;
}

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// Runs of each program at each size.
const ROUNDS: usize = 21;
/// Of so many other articles the place is kept.
const KEPT: usize = 999;
/// A program that takes longer is broken.
const LIMIT: Duration = Duration::from_secs(10);
/// The whole must end even if a program hangs.
const PATIENCE: Duration = Duration::from_secs(300);
/// After so long without a byte a frame is whole.
const QUIET: Duration = Duration::from_millis(15);
/// Stands at the end of the last row that both programs draw.
const LAST_ROW: &str = "quit";

const PROGRAMS: &[&str] = &["pullquote", "minimal", "nothing"];
const MEASURED: &[&str] = &["first screen", "line", "page", "end", "quit", "own KB"];

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    match std::env::args().nth(1).as_deref() {
        Some("minimal") => return Ok(minimal::main()?),
        Some("nothing") => return Ok(()),
        _ => {}
    }
    std::thread::spawn(|| {
        std::thread::sleep(PATIENCE);
        eprintln!("a program hangs");
        // The terminals go with this process, and the programs with them.
        std::process::exit(1);
    });
    let folder = tempfile::Builder::new().prefix("pullquote-launch-").tempdir()?;
    fs::copy(env!("CARGO_BIN_EXE_pullquote"), folder.path().join(PROGRAMS[0]))?;
    for other in &PROGRAMS[1..] {
        fs::copy(std::env::current_exe()?, folder.path().join(other))?;
    }
    let path = folder.path().join("article.toml");
    println!("milliseconds, medians of {ROUNDS}, 80x24; in brackets the ratio to the minimal program");
    for (name, size) in support::article::SIZES {
        fs::write(&path, support::article::generate(*size))?;
        report(name, &measure(&path)?);
    }
    Ok(())
}

/// For each program and each thing that is measured the median.
fn measure(path: &Path) -> Result<Vec<Vec<f64>>, Failure> {
    let mut all = vec![vec![Vec::new(); MEASURED.len()]; PROGRAMS.len()];
    for _ in 0..ROUNDS {
        for (program, all) in PROGRAMS.iter().zip(&mut all) {
            for (value, all) in run(program, path)?.into_iter().zip(all) {
                all.push(value);
            }
        }
    }
    Ok(all.into_iter().map(|program| program.into_iter().map(median).collect()).collect())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn report(size: &str, table: &[Vec<f64>]) {
    println!("\n{size:10}{}", MEASURED.iter().map(|m| format!("{m:>18}")).collect::<String>());
    for (program, values) in PROGRAMS.iter().zip(table) {
        let cell = |(value, floor): (&f64, &f64)| match value.is_nan() {
            true => format!("{:>18}", "-"),
            false => format!("{value:>10.2} ({:>4.2}x)", value / floor),
        };
        println!("{program:10}{}", values.iter().zip(&table[1]).map(cell).collect::<String>());
    }
}

/// One run: what was measured, in the order of [`MEASURED`].
fn run(program: &str, path: &Path) -> Result<Vec<f64>, Failure> {
    let mut command = CommandBuilder::new(path.with_file_name(program));
    if program != PROGRAMS[0] {
        command.arg(program);
    }
    command.arg(path);
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", state_folder(path));
    fs::create_dir_all(state_folder(path).join("pullquote"))?;
    fs::write(state_folder(path).join("pullquote/state.jsonl"), state())?;
    let start = Instant::now();
    let mut session = Session::start(command)?;
    if program == "nothing" {
        let end = session.end()?;
        let mut values = vec![f64::NAN; MEASURED.len()];
        (values[0], values[4]) = (millis(end - start), millis(end - start));
        return Ok(values);
    }
    let mut values = vec![millis(session.until(LAST_ROW)? - start)];
    session.quiet();
    let memory = session.own_memory();
    for key in ["j", " ", "G"] {
        values.push(session.press(key)?);
    }
    let start = Instant::now();
    session.write("q")?;
    values.push(millis(session.end()? - start));
    values.push(memory);
    Ok(values)
}

fn state_folder(path: &Path) -> PathBuf {
    path.with_extension("state")
}

/// What is kept of others; this one begins at its start.
fn state() -> String {
    let words = "Some words that stand around the place, as many as are kept of it.";
    let line = |n| {
        let place =
            format!(r#"{{"block":{n},"byte":0,"far":{n},"of":99999,"before":"{}","after":"{words}"}}"#, &words[..32]);
        format!(
            "{{\"key\":\"{n:016x}\",\"from\":\"/articles/{n}.md\",\"title\":\"Article {n}\",\"place\":{place},\"marks\":{{\"a\":{place}}}}}\n"
        )
    };
    let lines: String = (0..KEPT).map(line).collect();
    format!("{{\"settings\":{{}}}}\n{lines}")
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// A program on a pseudo-terminal. What it draws comes with the time of arrival.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    drawn: Receiver<(Instant, Vec<u8>)>,
    keys: Box<dyn Write + Send>,
}

impl Session {
    fn start(command: CommandBuilder) -> Result<Session, Failure> {
        let size = PtySize { rows: 24, cols: 80, ..PtySize::default() };
        let pair = native_pty_system().openpty(size)?;
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
        Ok(Session { child, drawn, keys })
    }

    /// The moment when something has been drawn.
    fn until(&mut self, words: &str) -> Result<Instant, Failure> {
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
    fn quiet(&mut self) -> Option<Instant> {
        let mut last = None;
        while let Ok((arrived, _)) = self.drawn.recv_timeout(QUIET) {
            last = Some(arrived);
        }
        last
    }

    fn write(&mut self, keys: &str) -> io::Result<()> {
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()
    }

    /// From a key to the first bytes of the new frame: both programs write a frame at
    /// once. A frame for what was found may follow, and is waited for.
    fn press(&mut self, key: &str) -> Result<f64, Failure> {
        let start = Instant::now();
        self.write(key)?;
        let (arrived, _) = self.drawn.recv_timeout(LIMIT)?;
        self.quiet();
        Ok(millis(arrived - start))
    }

    /// Waits until the process is gone.
    fn end(&mut self) -> Result<Instant, Failure> {
        self.child.wait()?;
        Ok(Instant::now())
    }

    /// Kilobytes that are the process's own, not a file's (a program that has just been
    /// built is not on the disk yet); not a number where the system does not say.
    fn own_memory(&self) -> f64 {
        let path = format!("/proc/{}/smaps_rollup", self.child.process_id().unwrap_or(0));
        let told = fs::read_to_string(path).unwrap_or_default();
        let lines = told.lines().filter_map(|l| l.strip_prefix("Anonymous:")?.split_whitespace().next()?.parse().ok());
        let sizes: Vec<f64> = lines.collect();
        if sizes.is_empty() { f64::NAN } else { sizes.iter().sum() }
    }
}
