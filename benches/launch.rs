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
    pub mod outside;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use portable_pty::CommandBuilder;
use support::outside::{Failure, Session, limit, millis};

/// Runs of each program at each size.
const ROUNDS: usize = 21;
/// Of so many other articles the place is kept.
const KEPT: usize = 999;
/// Stands at the end of the last row that both programs draw.
const LAST_ROW: &str = "quit";

const PROGRAMS: &[&str] = &["pullquote", "minimal", "nothing"];
const MEASURED: &[&str] = &["first screen", "line", "page", "end", "resize", "quit", "own KB"];

fn main() -> Result<(), Failure> {
    match std::env::args().nth(1).as_deref() {
        Some("minimal") => return Ok(minimal::main()?),
        Some("nothing") => return Ok(()),
        _ => {}
    }
    limit();
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
        (values[0], values[5]) = (millis(end - start), millis(end - start));
        return Ok(values);
    }
    let mut values = vec![millis(session.until(LAST_ROW)? - start)];
    session.quiet();
    let memory = own_memory(session.child.process_id().unwrap_or(0));
    for key in ["j", " ", "G"] {
        values.push(session.press(key)?.ok_or("a key changes nothing")?);
    }
    values.push(session.resize(40)?.ok_or("a new size changes nothing")?);
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

/// Kilobytes that are the process's own, not a file's (a program that has just been
/// built is not on the disk yet); not a number where the system does not say.
fn own_memory(process: u32) -> f64 {
    let path = format!("/proc/{}/smaps_rollup", process);
    let told = fs::read_to_string(path).unwrap_or_default();
    let lines = told.lines().filter_map(|l| l.strip_prefix("Anonymous:")?.split_whitespace().next()?.parse().ok());
    let sizes: Vec<f64> = lines.collect();
    if sizes.is_empty() { f64::NAN } else { sizes.iter().sum() }
}
