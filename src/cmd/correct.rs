//! Corrections, written into files.
//!
//! Comes in: an article as it is shown, and what is wrong in it. Goes out: the article
//! as it is read of the file that was written, or why nothing was. A content file is
//! corrected where it is; of all else a content file is made, beside it if that can be.
//! A file that is not as it was read is left alone. May not know how a correction is
//! written or shown.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::desk::searched;
use crate::article::{Article, Quote};
use crate::content::{self, Rigour};
use crate::correction::{Corrected, Correction, Refusal, Request, made, undone};
use crate::library::{self, Existing, Home, StandIn};
use crate::shelf::Held;

const BOM: char = '\u{FEFF}';

/// Writes corrections down, and takes them back.
pub struct Corrector<'a> {
    articles: &'a [Held],
    /// Which quotations are shown at all.
    is_shown: &'a dyn Fn(&Quote) -> bool,
    /// The files of the articles that were corrected in this run.
    files: HashMap<usize, File>,
}

/// The content file that an article is corrected in.
struct File {
    path: PathBuf,
    /// As it was left here.
    text: String,
    steps: Vec<Step>,
}

/// What takes a correction back.
struct Step {
    /// The text before; none if the file was made for it.
    before: Option<String>,
    article: Article,
    done: String,
}

/// A text that can be corrected.
struct Base {
    /// The file that has it; none yet if these are places for one.
    path: Result<PathBuf, Vec<PathBuf>>,
    text: String,
    /// The article of it, searched, with what is not shown.
    article: Article,
}

impl<'a> Corrector<'a> {
    pub fn new(articles: &'a [Held], is_shown: &'a dyn Fn(&Quote) -> bool) -> Corrector<'a> {
        Corrector { articles, is_shown, files: HashMap::new() }
    }

    /// Does what is asked with an article, by its index, that is shown like this.
    pub fn correct(&mut self, index: usize, shown: &Article, request: &Request) -> Result<Corrected, Refusal> {
        match request {
            Request::Correct(correction) => self.make(index, shown, correction),
            Request::Undo => self.undo(index),
        }
    }

    fn make(&mut self, index: usize, shown: &Article, correction: &Correction) -> Result<Corrected, Refusal> {
        let base = self.base(index, shown)?;
        let correction_there = self.among_all(&base.article, correction)?;
        let (mark, text) = base.text.strip_prefix(BOM).map_or(("", base.text.as_str()), |text| ("\u{FEFF}", text));
        let text = format!("{mark}{}", content::edit(text, &base.article, &correction_there)?);
        let article = self.shown(article_of(&text).ok_or(Refusal::NotTold)?);
        let (path, before) = match base.path {
            Ok(path) => {
                library::save(&path, &text, Existing::Replace).map_err(unsaved)?;
                (path, Some(base.text))
            }
            Err(places) => (save_new(&places, &text)?, None),
        };
        let done = correction.done(shown);
        let said = made(&done, &self.name(index, &path));
        let file = self.files.entry(index).or_insert_with(|| File { path, text: String::new(), steps: Vec::new() });
        file.text = text;
        file.steps.push(Step { before, article: shown.clone(), done });
        Ok(Corrected { article, said })
    }

    fn undo(&mut self, index: usize) -> Result<Corrected, Refusal> {
        let file = self.files.get_mut(&index).ok_or(Refusal::NothingToUndo)?;
        let step = file.steps.last().ok_or(Refusal::NothingToUndo)?;
        let now = library::read_whole(&file.path).map_err(unsaved)?;
        if now != file.text {
            return Err(Refusal::Changed { file: library::shown(&file.path) });
        }
        match &step.before {
            Some(before) => library::save(&file.path, before, Existing::Replace).map_err(unsaved)?,
            None => library::remove(&file.path).map_err(unsaved)?,
        }
        let step = file.steps.pop().ok_or(Refusal::NothingToUndo)?;
        let path = file.path.clone();
        let said = match step.before {
            Some(before) => {
                file.text = before;
                undone(&step.done, Some(&self.name(index, &path)))
            }
            None => {
                self.files.remove(&index);
                undone(&step.done, None)
            }
        };
        Ok(Corrected { article: step.article, said })
    }

    /// How a file is called in a message: one that the user named, by that name.
    fn name(&self, index: usize, path: &Path) -> String {
        let home = self.articles.get(index).and_then(|held| held.home.as_ref());
        let named = home.map(|home| home.source.name()).filter(|name| Path::new(name) == path);
        named.unwrap_or_else(|| library::shown(path))
    }

    fn base(&self, index: usize, shown: &Article) -> Result<Base, Refusal> {
        let held = self.articles.get(index).ok_or(Refusal::Missing)?;
        let home = held.home.as_ref().ok_or(Refusal::Missing)?;
        let known = self.files.get(&index).map(|file| file.path.clone());
        match known.or_else(|| in_place(home)) {
            Some(path) => self.existing(path, shown),
            None => self.imported(held, home, shown),
        }
    }

    fn existing(&self, path: PathBuf, shown: &Article) -> Result<Base, Refusal> {
        let text = library::read_whole(&path).map_err(unsaved)?;
        let file = || library::shown(&path);
        let article = article_of(&text).ok_or_else(|| Refusal::Unreadable { file: file() })?;
        // What is only written otherwise, comments above all, is no other article.
        if self.shown(article.clone()) != *shown {
            return Err(Refusal::Changed { file: file() });
        }
        Ok(Base { path: Ok(path), text, article })
    }

    /// What is no content file yet.
    fn imported(&self, held: &Held, home: &Home, shown: &Article) -> Result<Base, Refusal> {
        let (article, provenance) = match &home.provenance {
            Some(provenance) => (held.first().article.clone(), provenance.clone()),
            None => {
                let changed = || Refusal::Changed { file: home.source.name() };
                let (volume, provenance) = library::open_traced(&home.source).map_err(|_| changed())?;
                let opened = volume.articles.into_iter().nth(home.number).ok_or_else(changed)?;
                (opened.article, provenance)
            }
        };
        let article = searched(article);
        if self.shown(article.clone()) != *shown {
            return Err(Refusal::Changed { file: home.source.name() });
        }
        let places = library::places(home, &article.title, &provenance.hash);
        let text = content::write(&Article { provenance: Some(provenance), ..article.clone() });
        let again = article_of(&text).filter(|again| again.quotes == article.quotes && again.people == article.people);
        Ok(Base { path: Err(places), text, article: again.ok_or(Refusal::NotTold)? })
    }

    fn shown(&self, mut article: Article) -> Article {
        article.quotes.retain(|quote| (self.is_shown)(quote));
        article
    }

    /// The same correction where all quotations count, also those that are not shown.
    fn among_all(&self, article: &Article, correction: &Correction) -> Result<Correction, Refusal> {
        let mut shown = article.quotes.iter().enumerate().filter(|(_, quote)| (self.is_shown)(quote));
        let mut at = |index: usize| shown.nth(index).map(|(index, _)| index).ok_or(Refusal::Missing);
        Ok(match correction.clone() {
            Correction::Speaker { quote, name } => Correction::Speaker { quote: at(quote)?, name },
            Correction::Reject { quote } => Correction::Reject { quote: at(quote)? },
            Correction::Join { first, second } => {
                let (gap, first) = (second.checked_sub(first + 1).ok_or(Refusal::Apart)?, at(first)?);
                Correction::Join { first, second: at(gap)? }
            }
            merge @ Correction::Merge { .. } => merge,
        })
    }
}

/// The content file that an article was read of.
fn in_place(home: &Home) -> Option<PathBuf> {
    match (&home.stand_in, &home.source) {
        (Some(StandIn::Opened(path)), _) => Some(path.clone()),
        (_, library::Source::Path(path)) if home.source.is_lasting() => {
            library::read(&home.source).is_ok().then(|| path.clone())
        }
        _ => None,
    }
}

/// The article of a content file, with all that is found in it.
fn article_of(text: &str) -> Option<Article> {
    let text = text.strip_prefix(BOM).unwrap_or(text);
    content::read(text, Rigour::Tolerant).article.map(searched)
}

/// Makes a file at the first of some places where one can be made.
fn save_new(places: &[PathBuf], text: &str) -> Result<PathBuf, Refusal> {
    let mut refused = Refusal::Unsaved("there is no folder to write it to: HOME is not set".to_string());
    for path in places {
        let folder = path.parent().filter(|folder| library::folder().as_deref() == Some(*folder));
        let made = folder.map_or(Ok(()), library::make_own_folder);
        match made.and_then(|()| library::save(path, text, Existing::Keep)) {
            Ok(()) => return Ok(path.clone()),
            Err(error) => refused = unsaved(error),
        }
    }
    Err(refused)
}

fn unsaved(error: library::Error) -> Refusal {
    Refusal::Unsaved(error.to_string())
}

#[cfg(test)]
mod tests;
