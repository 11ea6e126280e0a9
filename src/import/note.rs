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
            Note::Dropped(1, what) => write!(f, "left out 1 {what}"),
            Note::Dropped(count, what) => write!(f, "left out {count} {}", plural(what)),
        }
    }
}

fn plural(what: &str) -> String {
    match what.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if what.ends_with('x') => format!("{what}es"),
        None => format!("{what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_is_counted() {
        assert_eq!(Note::Dropped(1, "byline").to_string(), "left out 1 byline");
        assert_eq!(Note::Dropped(2, "box").to_string(), "left out 2 boxes");
        assert_eq!(Note::Dropped(3, "empty entry").to_string(), "left out 3 empty entries");
    }
}
