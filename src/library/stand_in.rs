//! The content file that is opened in the place of another file: what was corrected in
//! it stands there.
//!
//! Comes in: a source, and the hash of its bytes. Goes out: the content file that was
//! made of these bytes, if there is one, and where one would be made. A content file is
//! corrected where it is and has none. May not know what a correction is.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::save::{data_folder, is_file, is_folder};
use super::{Error, Source, Stamp, Volume, provenance, read_path};
use crate::article::{Article, Provenance};
use crate::clean;
use crate::import::{self, Refusal};

/// The most characters of a file name that is made of a title.
const NAME: usize = 60;

/// So many digits of a hash tell files of one name apart.
const DIGITS: usize = 8;

/// Where an article is from.
#[derive(Debug, Clone)]
pub struct Home {
    pub source: Source,
    /// Its number among the articles of the source.
    pub number: usize,
    /// Whether the source has others.
    pub is_one_of_several: bool,
    /// What its file was when it was read.
    pub stamp: Option<Stamp>,
    /// What the source was, where it cannot be read again.
    pub provenance: Option<Provenance>,
    pub stand_in: Option<StandIn>,
}

/// A content file that was made of the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandIn {
    /// It was opened in their place.
    Opened(PathBuf),
    /// It cannot be read as an article any more.
    Faulty(PathBuf),
}

impl Home {
    /// What it is called from wherever one is, if it can be read again; not whether it is
    /// there.
    pub fn lasting_name(&self) -> Option<String> {
        let name = match &self.source {
            Source::Path(_) => std::path::absolute(self.source.path()?).ok()?.to_string_lossy().into_owned(),
            Source::Url(address, _) => address.clone(),
            Source::Shipped(_) => format!("pullquote:{}", self.source.name()),
            Source::Stdin => return None,
        };
        Some(if self.is_one_of_several { format!("{name}#{}", self.number + 1) } else { name })
    }
}

impl Source {
    /// Whether it can be read a second time.
    pub fn is_lasting(&self) -> bool {
        match self {
            Source::Path(path) => self.path().is_some() && is_file(path),
            Source::Shipped(_) => true,
            Source::Stdin | Source::Url(..) => false,
        }
    }

    /// Whether the hash of its bytes is needed when it is opened.
    pub fn is_traced(&self) -> bool {
        let is_own = matches!(self, Source::Path(_)) && self.is_content();
        !is_own && (!self.is_lasting() || beside(self).is_some_and(|path| is_file(&path)) || has_folder())
    }
}

/// Opens what stands in for articles, where it does.
pub fn put(volume: &mut Volume, provenance: &Provenance) {
    for (opened, home) in volume.articles.iter_mut().zip(&mut volume.homes) {
        home.provenance = (!home.source.is_lasting()).then(|| provenance.clone());
        for path in places(home, &opened.article.title, &provenance.hash).into_iter().filter(|path| is_file(path)) {
            match read(&path, provenance) {
                Some(Ok(article)) if !home.is_one_of_several || article.blocks == opened.article.blocks => {
                    opened.article = article;
                    home.stand_in = Some(StandIn::Opened(path));
                    break;
                }
                Some(Err(())) => home.stand_in = Some(StandIn::Faulty(path)),
                _ => {}
            }
        }
    }
}

/// Whether a content file beside a file was made of its bytes: then it is the one to list.
pub fn has_one_beside(path: &Path) -> bool {
    let source = Source::Path(path.to_path_buf());
    let Some(beside) = beside(&source).filter(|path| is_file(path)) else { return false };
    let (Ok(bytes), Ok(content)) = (read_path(path), read_path(&beside)) else { return false };
    memchr::memmem::find(&content, provenance::hash(&bytes).as_bytes()).is_some()
}

/// The hash of a file's bytes, and whether a content file beside it was made of them. The
/// hash is another one then: what is known of the file is, too.
pub fn replaced(path: &Path) -> Result<(String, bool), Error> {
    let source = Source::Path(path.to_path_buf());
    let bytes = read_path(path).map_err(|failure| source.error(failure))?;
    let hash = provenance::hash(&bytes);
    let is_replaced = has_one_beside(path);
    Ok((if is_replaced { format!("replaced {hash}") } else { hash }, is_replaced))
}

/// The hashes of the content files that were opened in the places of others.
pub fn standing(homes: &[Home]) -> Vec<String> {
    let opened = homes.iter().filter_map(|home| match &home.stand_in {
        Some(StandIn::Opened(path)) => read_path(path).ok(),
        _ => None,
    });
    opened.map(|bytes| provenance::hash(&bytes)).collect()
}

/// Where a content file for an article may be, in this order.
pub fn places(home: &Home, title: &str, hash: &str) -> Vec<PathBuf> {
    let beside = beside(&home.source).filter(|_| !home.is_one_of_several);
    let digits: String = hash.trim_start_matches("sha256:").chars().take(DIGITS).collect();
    let apart = folder().map(|folder| folder.join(format!("{}-{digits}.toml", slug(title))));
    beside.into_iter().chain(apart).collect()
}

/// The folder for those that cannot stand beside what they were made of.
pub fn folder() -> Option<PathBuf> {
    Some(data_folder()?.join("corrected"))
}

fn beside(source: &Source) -> Option<PathBuf> {
    match source {
        Source::Path(_) if !source.is_content() => source.path().map(|path| path.with_extension("toml")),
        _ => None,
    }
}

/// Looked for once: it is there for all files or for none.
fn has_folder() -> bool {
    static FOUND: OnceLock<bool> = OnceLock::new();
    *FOUND.get_or_init(|| folder().is_some_and(|folder| is_folder(&folder)))
}

/// The article of a content file that was made of certain bytes; an error if the file
/// was, but is broken.
fn read(path: &Path, provenance: &Provenance) -> Option<Result<Article, ()>> {
    let bytes = read_path(path).ok()?;
    let is_named = memchr::memmem::find(&bytes, provenance.hash.as_bytes()).is_some();
    match import::read(import::File { bytes, path: Some(path), ..Default::default() }) {
        Ok(import) => {
            let mut articles = import.articles.into_iter();
            let is_made = |article: &Article| article.provenance.as_ref().is_some_and(|p| p.hash == provenance.hash);
            articles.next().filter(is_made).map(Ok)
        }
        Err(Refusal::Faulty(..)) if is_named => Some(Err(())),
        Err(_) => None,
    }
}

/// A title as a file name: letters and numbers, with hyphens between words.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() => out.push(c),
            '\'' | '’' => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
        if out.chars().count() >= NAME {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "article".to_string() } else { out.to_string() }
}

/// A path as it is shown: from the home folder on, if it is in there.
pub fn shown(path: &Path) -> String {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    let within = home.and_then(|home| Some(Path::new("~").join(path.strip_prefix(home).ok()?)));
    clean::line(&within.as_deref().unwrap_or(path).to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_file_name() {
        assert_eq!(slug("The President’s Pen-Friend: “Yes!”"), "the-presidents-pen-friend-yes");
        assert_eq!(slug("../../etc/passwd\u{0}"), "etc-passwd");
        assert_eq!(slug("最後の渡し船"), "最後の渡し船");
        assert_eq!(slug("…"), "article");
        assert!(slug(&"word ".repeat(100)).chars().count() <= NAME);
    }
}
