//! How well a draft is verified: what of each kind of fault is detected, and how often
//! what is right is called wrong; and the time that the real program takes for a draft of
//! 2,000 words against 100 articles. Fails where a goal is missed.

mod support {
    pub mod altered;
    pub mod chance;
    pub mod verified;
}

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{fs, io};

use pullquote::engine::find::find;
use pullquote::verify::verify;
use support::altered::{WAYS, source};
use support::chance::Chance;
use support::verified::{DETECTED, FALSE, measure, read};

const ARTICLES: usize = 100;
const SIZE: usize = 5_000;
const WORDS: usize = 2_000;
const ROUNDS: usize = 11;
const LIMIT: f64 = 200.0;

fn main() -> io::Result<()> {
    let mut is_missed = false;
    println!("{:30}{:>10}{:>10}{:>10}", "", "quoted", "told", "%");
    for row in measure(40) {
        let share = 100.0 * row.told as f64 / row.quoted.max(1) as f64;
        println!("{:30}{:>10}{:>10}{share:>10.2}", row.way.name, row.quoted, row.told);
        is_missed |= if row.way.is_fault { share < DETECTED } else { share > FALSE };
    }
    let folder = std::env::temp_dir().join(format!("pullquote-verify-{}", std::process::id()));
    let time = time(&folder);
    fs::remove_dir_all(&folder)?;
    is_missed |= time? > LIMIT;
    if is_missed { Err(io::Error::other("a goal is missed")) } else { Ok(()) }
}

/// The median of the whole run, in milliseconds.
fn time(folder: &Path) -> io::Result<f64> {
    let sources = folder.join("sources");
    fs::create_dir_all(&sources)?;
    let (mut draft, mut chance, mut texts) = ("# A draft\n\n".to_string(), Chance(5), Vec::new());
    for number in 0..ARTICLES {
        let (text, said) = source(number, SIZE);
        fs::write(sources.join(format!("{number:03}.md")), &text)?;
        let way = &WAYS[number % WAYS.len()];
        let quote = (way.quote)(&said, number % said.len(), &mut chance);
        let room = WORDS.saturating_sub(draft.split_whitespace().count());
        if let Some(quote) = quote.filter(|quote| quote.split_whitespace().count() < room) {
            let _ = write!(draft, "{quote}\n\n");
        }
        texts.push(text);
    }
    fs::write(folder.join("draft.md"), &draft)?;
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
        command.arg("verify").arg(folder.join("draft.md")).arg(&sources);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let words = draft.split_whitespace().count();
    println!("\na draft of {words} words, {ARTICLES} articles of {SIZE} bytes: {:.0} ms", times[ROUNDS / 2]);
    let start = Instant::now();
    let mut articles: Vec<_> = texts.iter().map(|text| read(text)).collect();
    let parsed = start.elapsed();
    articles.iter_mut().for_each(find);
    let found = start.elapsed();
    let mut own = read(&draft);
    find(&mut own);
    let begun = Instant::now();
    let verdicts = verify(&own, &articles.iter().collect::<Vec<_>>()).len();
    let compared = begun.elapsed();
    println!(
        "on one core: reading {parsed:.0?}, finding {:.0?}, comparing {verdicts} quotations {compared:.0?}",
        found - parsed
    );
    Ok(times[ROUNDS / 2])
}
