//! What an importer tells of its work: what it had to guess, what it left out.
//!
//! Comes in: what was noticed. Goes out: a phrase without the name of the file. The
//! only place where these phrases are made.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The character set was not told, and this is the likeliest.
    Charset(&'static str),
    /// So many of these were left out: they are no part of the article.
    Dropped(usize, &'static str),
}

impl Note {
    /// Whether the words may be wrong because of it.
    pub fn is_doubt(&self) -> bool {
        matches!(self, Note::Charset(_))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Charset(name) => write!(f, "read as {name}, which is a guess"),
            Note::Dropped(1, what) => write!(f, "left out a {what}"),
            Note::Dropped(count, what) => write!(f, "left out {count} {what}s"),
        }
    }
}
