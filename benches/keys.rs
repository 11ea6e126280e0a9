//! From a key to its frame, from outside: the real program on a pseudo-terminal, at sizes
//! from 5 KB to 10 MB in turns. It is pressed as soon as the first screen is there, while a
//! large article is still looked through. A step must not cost more in a longer article:
//! the ratios to the shortest tell.

mod support {
    pub mod article;
    pub mod chance;
    pub mod outside;
}

use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;
use support::article::{SIZES, generate};
use support::outside::{Failure, Session, limit};

/// Sessions with each article.
const ROUNDS: usize = 7;
/// Times that a key is pressed in one of them.
const PRESSES: usize = 10;
/// Stands at the end of the last row.
const LAST_ROW: &str = "quit";

/// What is pressed again and again, one key after the other, with what is typed before.
const KEYS: &[(&str, &str, &str)] = &[
    ("line", "", "j"),
    ("page", "", " "),
    ("end, start", "", "Gg"),
    ("next quotation", "", ")"),
    ("next section", "", "]"),
    ("next paragraph", "", "}"),
    ("next hit", "/the\r", "n"),
];
const RESIZE: &str = "resize";

fn main() -> Result<(), Failure> {
    limit();
    let folder = tempfile::Builder::new().prefix("pullquote-keys-").tempdir()?;
    for (name, size) in SIZES {
        fs::write(folder.path().join(format!("{name}.toml")), generate(*size))?;
    }
    // As installing does, and the launch's benchmark.
    let program = folder.path().join("pullquote");
    fs::copy(env!("CARGO_BIN_EXE_pullquote"), &program)?;
    // For each size and each key the times that it took.
    let mut all = vec![vec![Vec::new(); KEYS.len() + 1]; SIZES.len()];
    for _ in 0..ROUNDS {
        for ((name, _), all) in SIZES.iter().zip(&mut all) {
            session(&program, &folder.path().join(format!("{name}.toml")), all)?;
        }
    }
    report(&mut all);
    Ok(())
}

/// One session, from the first screen on, with an article that was never opened.
fn session(program: &Path, path: &Path, all: &mut [Vec<f64>]) -> Result<(), Failure> {
    let state = tempfile::tempdir()?;
    let mut command = CommandBuilder::new(program);
    command.arg(path);
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", state.path());
    let mut session = Session::start(command)?;
    session.until(LAST_ROW)?;
    session.quiet();
    for ((_, before, key), all) in KEYS.iter().zip(&mut *all) {
        begin(&mut session, before)?;
        for key in key.chars().cycle().take(PRESSES) {
            match session.press(key.encode_utf8(&mut [0; 4]))? {
                Some(time) => all.push(time),
                None => begin(&mut session, before)?,
            }
        }
    }
    for press in 0..PRESSES {
        all[KEYS.len()].extend(session.resize(if press % 2 == 0 { 40 } else { 0 })?);
    }
    // Out of whatever it is in.
    session.write("\x03")?;
    session.end()?;
    Ok(())
}

/// Goes to the start, and types what comes before a key.
fn begin(session: &mut Session, before: &str) -> Result<(), Failure> {
    session.write("g")?;
    session.quiet();
    for letter in before.chars() {
        session.write(letter.encode_utf8(&mut [0; 4]))?;
        session.quiet();
    }
    Ok(())
}

fn report(all: &mut [Vec<Vec<f64>>]) {
    println!("milliseconds of {} presses, 80x24: median (ratio to the shortest article), 99 of 100", ROUNDS * PRESSES);
    println!("\n{:16}{}", "", SIZES.iter().map(|(name, _)| format!("{name:>22}")).collect::<String>());
    for (key, name) in KEYS.iter().map(|k| k.0).chain([RESIZE]).enumerate() {
        let floor = all.iter_mut().map(|sizes| part(&mut sizes[key], 0.5)).find(|median| !median.is_nan());
        let cell = |sizes: &mut Vec<Vec<f64>>| {
            let (median, most) = (part(&mut sizes[key], 0.5), part(&mut sizes[key], 0.99));
            match floor.filter(|_| !median.is_nan()) {
                // Nothing there to go to.
                None => format!("{:>22}", "-"),
                Some(floor) => format!("{median:>8.2} ({:>4.2}x) {most:>5.1}", median / floor),
            }
        };
        println!("{name:16}{}", all.iter_mut().map(cell).collect::<String>());
    }
}

/// The value that so large a part of them does not exceed.
fn part(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1) as f64;
    values.get((last * part).round() as usize).copied().unwrap_or(f64::NAN)
}
