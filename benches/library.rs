//! A library of many articles: the first index, what follows a change, the first answer,
//! the list, each with the real program; beside them the same text in FTS5 alone, and
//! looked through by `rg`, or `grep` where that is missing.
//!
//! `cargo bench --bench library [-- ARTICLES]`; the usual number is 10,000.

mod support {
    #[expect(dead_code, reason = "its words are for other benches")]
    pub mod chance;
}

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rusqlite::Connection;
use support::chance::Chance;

const ARTICLES: usize = 10_000;
/// Bytes of an article.
const SIZE: usize = 5_000;
/// Runs of what is quick.
const ROUNDS: usize = 15;
/// Different words; the nth is the likelier the smaller n is.
const WORDS: usize = 20_000;

const SYLLABLES: &[&str] =
    &["ba", "con", "der", "el", "fi", "gra", "hol", "im", "ju", "ka", "lor", "mi", "nes", "ost", "pra", "qui"];
const FIRST: &[&str] = &["Ada", "Bruno", "Chloé", "Dmitri", "Farah", "Günter", "Hana", "Ivo", "Joanna", "Karl"];
const LAST: &[&str] = &[
    "Finch",
    "Okafor",
    "Lindqvist",
    "Moreau",
    "Haddad",
    "Silva",
    "Novak",
    "Petrov",
    "Tanaka",
    "Byrne",
    "Castell",
    "Drummond",
    "Ekholm",
    "Farrow",
    "Grant",
    "Hollis",
    "Ibarra",
    "Jansen",
    "Kessler",
    "Lowell",
];

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let count = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(ARTICLES);
    let root = std::env::temp_dir().join(format!("pullquote-library-{}", std::process::id()));
    let done = measure(&root, count);
    fs::remove_dir_all(&root)?;
    done
}

fn measure(root: &Path, count: usize) -> Result<(), Failure> {
    let articles = root.join("articles");
    let mut chance = Chance(7);
    let mut bytes = 0;
    for number in 0..count {
        let folder = articles.join(format!("{:03}", number % 100));
        fs::create_dir_all(&folder)?;
        let text = article(&mut chance, number);
        bytes += text.len();
        fs::write(folder.join(format!("{number}.md")), text)?;
    }
    let megabytes = bytes as f64 / 1e6;
    println!("{count} articles, {megabytes:.1} MB; milliseconds, medians of {ROUNDS}");
    let (_, first) = run(root, &["library", "add", "articles"])?;
    println!(
        "{:46}{:9.0}  {:.1} MB a second",
        "first index, with the finder's work",
        millis(first),
        megabytes / first.as_secs_f64()
    );
    let rare = word(WORDS / 2);
    let middle = word(300);
    for (what, args) in [
        ("nothing has changed: a word that is nowhere", vec!["search", "zzyzx"]),
        ("search, a rare word", vec!["search", &rare]),
        ("search, a word of one in ten articles", vec!["search", &middle]),
        ("search, two words, of one person", vec!["search", &middle, &rare, "person:finch"]),
        ("said, one of 200 people", vec!["said", "Ada Finch"]),
        ("said, a last name", vec!["said", "Okafor"]),
        ("one article alone, as text", vec!["show", "articles/000/0.md"]),
    ] {
        let all = median(|| Ok(run(root, &args)?.1))?;
        println!("{what:46}{all:9.1}  the first of it after {:.1}", median(|| Ok(run(root, &args)?.0))?);
    }
    let path = articles.join("000/0.md");
    let changed = median(|| {
        fs::write(&path, article(&mut chance, 0))?;
        Ok(run(root, &["search", "zzyzx"])?.1)
    })?;
    println!("{:46}{changed:9.1}", "the same after one file has changed");
    let (list, one) = (median(|| shown(root, None))?, median(|| shown(root, Some(&path)))?);
    println!(
        "{:46}{list:9.1}  {:.1} x one article ({one:.1})",
        "the list of the library, to its first screen",
        list / one
    );
    beside(root, &articles, megabytes, &rare)
}

/// The same text without us.
fn beside(root: &Path, articles: &Path, megabytes: f64, rare: &str) -> Result<(), Failure> {
    let start = Instant::now();
    let mut connection = Connection::open(root.join("beside.sqlite"))?;
    connection
        .execute_batch("CREATE VIRTUAL TABLE text USING fts5(words, tokenize=\"unicode61 remove_diacritics 2\")")?;
    let transaction = connection.transaction()?;
    for folder in fs::read_dir(articles)? {
        for file in fs::read_dir(folder?.path())? {
            let words = fs::read_to_string(file?.path())?;
            transaction.execute("INSERT INTO text(words) VALUES (?1)", [words])?;
        }
    }
    transaction.commit()?;
    let first = start.elapsed();
    println!(
        "{:46}{:9.0}  {:.1} MB a second",
        "FTS5 alone, the bare text",
        millis(first),
        megabytes / first.as_secs_f64()
    );
    let asked = median(|| {
        let start = Instant::now();
        let mut statement = connection.prepare("SELECT words FROM text WHERE text MATCH ?1 ORDER BY rank LIMIT 50")?;
        let found: Vec<String> = statement.query_map([rare], |row| row.get(0))?.collect::<Result<_, _>>()?;
        std::hint::black_box(found);
        Ok(start.elapsed())
    })?;
    println!("{:46}{asked:9.1}  without a process's start, nor a look at the files", "FTS5 alone, a rare word");
    for (program, args) in [("rg", vec!["-l"]), ("grep", vec!["-rlF"])] {
        let looked = median(|| {
            let start = Instant::now();
            let mut command = Command::new(program);
            command.args(&args).arg(rare).arg(articles).stdout(Stdio::null()).stderr(Stdio::null());
            command.status()?;
            Ok(start.elapsed())
        });
        match looked {
            Ok(looked) => println!("{:46}{looked:9.1}", format!("{program} for a rare word")),
            Err(_) => println!("{program} is not here"),
        }
    }
    Ok(())
}

/// The program with a library of its own: the time to its first words, and until it has ended.
fn run(root: &Path, args: &[&str]) -> Result<(Duration, Duration), Failure> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
    command.args(args).current_dir(root).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    for (name, path) in environment(root) {
        command.env(name, path);
    }
    let start = Instant::now();
    let mut child = command.spawn()?;
    let (mut out, mut bytes, mut first) = (child.stdout.take().ok_or("no pipe")?, vec![0; 1 << 16], None);
    while out.read(&mut bytes)? > 0 {
        first.get_or_insert_with(|| start.elapsed());
    }
    child.wait()?;
    Ok((first.unwrap_or_else(|| start.elapsed()), start.elapsed()))
}

fn environment(root: &Path) -> [(&'static str, PathBuf); 4] {
    ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"].map(|name| (name, root.join(name)))
}

/// From the start to the first screen, on a pseudo-terminal.
fn shown(root: &Path, article: Option<&Path>) -> Result<Duration, Failure> {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() })?;
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
    command.cwd(root);
    command.env("TERM", "xterm-256color");
    article.into_iter().for_each(|path| command.arg(path));
    environment(root).into_iter().for_each(|(name, path)| command.env(name, path));
    let (mut reader, mut keys) = (pair.master.try_clone_reader()?, pair.master.take_writer()?);
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    let (mut all, mut bytes) = (Vec::new(), [0; 1 << 16]);
    while !String::from_utf8_lossy(&all).contains("quit") {
        let count = reader.read(&mut bytes)?;
        all.extend_from_slice(&bytes[..count]);
    }
    let time = start.elapsed();
    keys.write_all(b"q")?;
    drop(pair.slave);
    std::thread::spawn(move || while reader.read(&mut bytes).is_ok_and(|count| count > 0) {});
    child.wait()?;
    Ok(time)
}

fn median(mut run: impl FnMut() -> Result<Duration, Failure>) -> Result<f64, Failure> {
    let mut times = (0..ROUNDS).map(|_| run().map(millis)).collect::<Result<Vec<f64>, _>>()?;
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The nth word of the language.
fn word(number: usize) -> String {
    let (mut rest, mut word) = (number + SYLLABLES.len(), String::new());
    while rest > 0 {
        word += SYLLABLES[rest % SYLLABLES.len()];
        rest /= SYLLABLES.len();
    }
    word
}

/// Words as likely as in a language: the nth is as often as one of n.
fn words(chance: &mut Chance, count: usize) -> String {
    let rank = |chance: &mut Chance| (WORDS as f64).powf(chance.below(1 << 20) as f64 / (1 << 20) as f64) as usize - 1;
    (0..count).map(|_| word(rank(chance))).collect::<Vec<_>>().join(" ")
}

fn article(chance: &mut Chance, number: usize) -> String {
    let mut text = format!(
        "---\ntitle: {}\ndate: {}-{:02}-{:02}\nsource: Paper {}\n---\n\n",
        words(chance, 6),
        2000 + number % 25,
        1 + number % 12,
        1 + number % 28,
        number % 40
    );
    let people: Vec<(&str, &str)> =
        (0..3).map(|_| (FIRST[chance.below(FIRST.len())], LAST[chance.below(LAST.len())])).collect();
    let mut paragraph = 0;
    while text.len() < SIZE {
        let (first, last) = people[chance.below(people.len())];
        let name = if paragraph < 6 { format!("{first} {last}") } else { last.to_string() };
        let _ = match paragraph % 3 {
            1 => write!(text, "The {}. “And {},” {name} said.\n\n", words(chance, 30), words(chance, 15)),
            _ => write!(text, "The {}, and {}.\n\n", words(chance, 30), words(chance, 25)),
        };
        paragraph += 1;
    }
    text
}
