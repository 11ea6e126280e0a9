//! What no importer can make an article of, and how that is said.
//!
//! Comes in: what an importer found. Goes out: one sentence, without the name of
//! the file. The only place where these sentences are made.

use std::fmt;

use super::IMPORTERS;

/// Why the bytes of a file are no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    Empty,
    /// White space and nothing else.
    Blank,
    Utf16,
    /// The first byte that is not UTF-8.
    Encoding {
        line: usize,
        column: usize,
        byte: u8,
    },
    /// No importer takes it.
    Unknown,
    /// Something else, of this kind, where a content file was wanted.
    NoContent(&'static str),
    /// Each paragraph takes many times its own size.
    TooMuch,
    /// What is wrong in the front matter of a Markdown file, and where.
    FrontMatter {
        line: usize,
        column: usize,
        kind: &'static str,
        message: String,
    },
    /// No zip archive, or one without a directory.
    NoArchive,
    /// No Word document, and why.
    NoDocument(String),
    /// A member of an archive cannot be unpacked.
    Damaged(String),
    /// What a book cannot be read without.
    NoMember(String),
    /// An archive has more members than this.
    ManyMembers(usize),
    /// A member is larger than so many MB.
    LargeMember(String, usize),
    /// All members together have more than so many MB of text.
    MuchText(usize),
    /// A member is a page that goes beyond a limit.
    Member(String, Limit),
    /// It is encrypted.
    Protected,
    /// A feed goes beyond a limit.
    Feed(Limit),
    /// A feed that cannot be parsed.
    NoFeed(String),
    /// It was given up after so many seconds.
    TooLong(u64),
    /// Code of others could not cope with it.
    Failed,
    /// A page in which nothing is left to be read.
    NoWords,
    /// A web page goes beyond one of these.
    Page(Limit),
}

/// How much of something a web page may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    Megabytes(usize),
    /// Elements, texts and comments.
    Nodes(usize),
    /// Elements within each other.
    Depth(usize),
    Attributes(usize),
}

impl Misfit {
    /// The line and column that it is about.
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Misfit::Encoding { line, column, .. } | Misfit::FrontMatter { line, column, .. } => Some((*line, *column)),
            _ => None,
        }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Misfit::Empty => write!(f, "the file is empty"),
            Misfit::Blank => write!(f, "there are no words in this file"),
            Misfit::Utf16 => write!(f, "this is UTF-16, but an article must be UTF-8 (try `iconv -t UTF-8`)"),
            Misfit::Encoding { byte, .. } => {
                write!(f, "byte 0x{byte:02X} is not UTF-8, which an article must be")
            }
            Misfit::Unknown => write!(f, "this is of no kind that can be read ({})", names()),
            Misfit::NoContent(kind) => write!(f, "this is read as {kind}; only content files (TOML) can be checked"),
            Misfit::FrontMatter { kind, message, .. } => write!(f, "the front matter is no {kind}: {message}"),
            Misfit::TooMuch => write!(f, "the text has more paragraphs than can be read; make several files of it"),
            Misfit::NoArchive => write!(f, "this is no EPUB: it is no zip archive, or a part of one"),
            Misfit::NoDocument(why) => write!(f, "this is no Word document: {why}"),
            Misfit::Damaged(member) => write!(f, "`{member}` in this archive is damaged"),
            Misfit::NoMember(member) => write!(f, "this is no EPUB: there is no `{member}` in it"),
            Misfit::ManyMembers(most) => write!(f, "this archive has too many members: {most} is the limit"),
            Misfit::LargeMember(member, most) => {
                write!(f, "`{member}` in this archive is too large: {most} MB is the limit")
            }
            Misfit::MuchText(most) => write!(f, "this archive has too much text: {most} MB is the limit"),
            Misfit::Member(member, limit) => write!(f, "`{member}` in this archive {limit} is the limit"),
            Misfit::Protected => write!(f, "this book is protected (DRM) and cannot be read"),
            Misfit::Feed(limit) => write!(f, "this feed {limit} is the limit"),
            Misfit::NoFeed(why) => write!(f, "this is no feed: {why}"),
            Misfit::TooLong(seconds) => {
                write!(f, "it takes more than {seconds} seconds to read this, which is the limit")
            }
            Misfit::Failed => write!(f, "this cannot be read: the importer failed on it"),
            Misfit::NoWords => write!(f, "there are no words in this page"),
            Misfit::Page(limit) => write!(f, "this page {limit} is the limit"),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Megabytes(most) => write!(f, "is too large: {most} MB"),
            Limit::Nodes(most) => write!(f, "has too many elements: {most}"),
            Limit::Depth(most) => write!(f, "has elements too deep within each other: {most}"),
            Limit::Attributes(most) => write!(f, "has an element with too many attributes: {most}"),
        }
    }
}

fn names() -> String {
    IMPORTERS.iter().map(|importer| importer.name).collect::<Vec<_>>().join(", ")
}
