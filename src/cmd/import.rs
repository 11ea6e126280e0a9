//! Articles of any kind into content files.
//!
//! Comes in: sources and where to. Goes out: a content file for each article, or all
//! of it on the standard output, and on the standard error what was found, how sure
//! that is, and what was left out. May not know how an article is read or written.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::desk::{Desk, Halt, searched, told};
use crate::article::{Article, Certainty, Provenance, Quote};
use crate::carry::carry;
use crate::cli::Import;
use crate::content::{self, Rigour};
use crate::import::Note;
use crate::library::{self, Existing, Source, Volume};
use crate::output::{Progress, message};

/// Begins a comment that keeps a correction.
const LOST: &str = "# Corrected, and not in the text any more: ";

/// More words of a quotation are not repeated in a message.
const SHOWN: usize = 60;

pub fn run(desk: &mut Desk, args: &Import) -> Result<(), Halt> {
    let sources = desk.sources(&args.files)?;
    let target = Target::of(args, &sources)?;
    if let Target::Folder(folder) = &target
        && !folder.as_os_str().is_empty()
        && let Err(error) = library::make_folder(folder)
    {
        desk.report(&error.to_string());
        return Ok(());
    }
    let mut run = Run { desk, args, target, taken: HashSet::new(), progress: Progress::new() };
    run.progress.total(Some(sources.len()).filter(|&count| count > 1));
    for source in &sources {
        match library::open_traced(source) {
            Ok((volume, provenance)) => run.volume(source, volume, provenance)?,
            Err(problem) => run.report(&told(source, problem)),
        }
        run.progress.step();
    }
    run.progress.end();
    Ok(())
}

/// Where content files go.
enum Target {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

impl Target {
    fn of(args: &Import, sources: &[Source]) -> Result<Target, Halt> {
        let Some(out) = &args.out else { return Ok(Target::Folder(PathBuf::new())) };
        let is_folder = out.as_os_str().as_encoded_bytes().ends_with(b"/") || library::is_folder(out);
        match () {
            () if out.as_os_str() == "-" => Ok(Target::Stdout),
            () if is_folder => Ok(Target::Folder(out.clone())),
            () if sources.len() > 1 => {
                Err(Halt::Usage("several sources go into a folder: end its name with / or make it first".to_string()))
            }
            () => Ok(Target::File(out.clone())),
        }
    }
}

struct Run<'a> {
    desk: &'a mut Desk,
    args: &'a Import,
    target: Target,
    /// The files that this run has written.
    taken: HashSet<PathBuf>,
    progress: Progress,
}

impl Run<'_> {
    fn volume(&mut self, source: &Source, volume: Volume, mut provenance: Provenance) -> Result<(), Halt> {
        provenance.date = self.args.date.clone().or(provenance.date);
        let several = volume.articles.len() > 1;
        if several && matches!(self.target, Target::File(_)) {
            self.report(&format!(
                "{}: error: this holds {} articles; -o FOLDER/ takes them all",
                volume.file,
                volume.articles.len()
            ));
            return Ok(());
        }
        // They are told once.
        let mut notes = volume.notes;
        for opened in volume.articles {
            let article = Article { provenance: Some(provenance.clone()), ..opened.article };
            self.article(source, article, several, &std::mem::take(&mut notes))?;
        }
        Ok(())
    }

    fn article(&mut self, source: &Source, mut article: Article, several: bool, notes: &[Note]) -> Result<(), Halt> {
        let Some(path) = self.path(source, &article, several) else {
            let article = searched(article);
            self.desk.write(&content::write(&article))?;
            self.tell(&report(&source.name(), &article, notes));
            return Ok(());
        };
        let is_there = library::exists(&path);
        if is_there && (!self.args.force || library::is_same(&path, source)) {
            self.report(&library::exists_already(&path));
            return Ok(());
        }
        let before = is_there.then(|| Before::of(&path)).flatten().unwrap_or_default();
        let lost = carry(&before.article, &mut article);
        let article = searched(article);
        let text = content::write(&article) + &before.kept(&lost);
        let mode = if is_there { Existing::Replace } else { Existing::Keep };
        if let Err(error) = library::save(&path, &text, mode) {
            self.report(&error.to_string());
            return Ok(());
        }
        let name = crate::clean::line(&path.to_string_lossy()).into_owned();
        self.taken.insert(path);
        self.tell(&report(&name, &article, notes));
        for quote in lost {
            self.report(&format!("{name}: “{}” was corrected and is not in the text any more", shown(&quote.words)));
        }
        Ok(())
    }

    /// The file for an article; none for the standard output.
    fn path(&self, source: &Source, article: &Article, several: bool) -> Option<PathBuf> {
        let folder = match &self.target {
            Target::Stdout => return None,
            Target::File(path) => return Some(path.clone()),
            Target::Folder(folder) => folder,
        };
        let stem = source.stem().filter(|_| !several).unwrap_or_else(|| library::slug(&article.title));
        let numbered = |number: usize| match number {
            1 => folder.join(format!("{stem}.toml")),
            _ => folder.join(format!("{stem}-{number}.toml")),
        };
        (1..).map(numbered).find(|path| !self.taken.contains(path))
    }

    fn tell(&mut self, text: &str) {
        self.progress.pause(|| message(text));
    }

    fn report(&mut self, text: &str) {
        self.progress.pause(|| self.desk.report(text));
    }
}

/// A content file that an import wrote before.
#[derive(Default)]
struct Before {
    article: Article,
    /// Corrections that had lost their place then.
    lost: Vec<String>,
}

impl Before {
    fn of(path: &Path) -> Option<Before> {
        let text = library::read(&Source::Path(path.to_path_buf())).ok()?.text;
        let article = content::read(&text, Rigour::Tolerant).article?;
        let lost = text.lines().filter(|line| line.starts_with(LOST)).map(str::to_string).collect();
        article.provenance.is_some().then_some(Before { article, lost })
    }

    /// Corrections that have lost their place, as comments: nothing of a person's is lost.
    fn kept(&self, lost: &[Quote]) -> String {
        let speaker = |quote: &Quote| self.article.speaker(quote).map(|p| format!(" — {}", p.name)).unwrap_or_default();
        let new = lost.iter().map(|quote| format!("{LOST}{}{}", quote.words, speaker(quote)));
        let mut lines: Vec<String> = self.lost.iter().cloned().chain(new).collect();
        lines.dedup();
        lines.iter().map(|line| format!("\n{line}\n")).collect()
    }
}

/// What was found, on one line.
fn report(name: &str, article: &Article, notes: &[Note]) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let sure = |certainty: &Certainty| {
        let count = article.quotes.iter().filter(|quote| quote.certainty == *certainty).count();
        (count > 0).then(|| format!("{count} {}", certainty.name()))
    };
    let sure: Vec<String> = Certainty::ALL.iter().filter_map(sure).collect();
    let sure = if sure.is_empty() { String::new() } else { format!(" ({})", sure.join(", ")) };
    let people = if article.people.len() == 1 { "1 person".into() } else { format!("{} people", article.people.len()) };
    let mut out = format!(
        "{name}: {}, {}{sure}, {people}",
        count(article.sections.len(), "section"),
        count(article.quotes.len(), "quotation"),
    );
    notes.iter().for_each(|note| out.push_str(&format!("; {note}")));
    out
}

fn shown(words: &str) -> String {
    crate::glyph::truncate(words, SHOWN).into()
}
