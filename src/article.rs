//! The values that everything else is about: an article, its blocks, its
//! quotations and the people in it.
//!
//! Comes in: nothing. Goes out: plain data. Every string in here has passed the
//! gate ([`crate::clean`]); offsets are bytes into a block's words and lie on
//! character boundaries. May not know files, formats or terminals.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// An article, whole. Everything that a reader can scroll through is a block;
/// sections are ranges of blocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    pub title: String,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    /// A date as TOML writes it, `2020-09-10`.
    pub published: Option<String>,
    pub language: Option<String>,
    pub source: Source,
    pub sections: Vec<Section>,
    /// Shared by the article as it was opened and as it was searched.
    pub blocks: Arc<Vec<Block>>,
    pub people: Vec<Person>,
    /// In the order of their places; those without a place come last.
    pub quotes: Vec<Quote>,
    /// What somebody looked at and found to be no quotation.
    pub rejected: Vec<Quote>,
    pub wanted: Wanted,
    /// What it was imported from, if it was.
    pub provenance: Option<Provenance>,
}

/// What may be looked for in an article's words, besides what its author wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Quotations, who said them, and the people named.
    pub quotes: bool,
    /// Whether those that are not written are added. Of those that are it is found
    /// all the same how they are said, and where people are named.
    pub others: bool,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted { quotes: true, others: true }
    }
}

/// What an article was imported from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The file or address, as it was named.
    pub from: String,
    /// A date as TOML writes it: that of the file, or the one that was given.
    pub date: Option<String>,
    /// Of the bytes that were read: `sha256:` and 64 hexadecimal digits.
    pub hash: String,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    pub name: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// A lead has none.
    pub heading: Option<String>,
    /// Its blocks, the one with the heading included.
    pub blocks: Range<usize>,
}

/// A run of words that is set as one: a paragraph, a heading, an item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    pub kind: Kind,
    /// How deep in lists and block quotes it stands, 0 at the left.
    pub depth: u8,
    pub words: String,
    /// Ordered, without overlaps.
    pub marks: Vec<Mark>,
    /// The addresses that its links lead to, in order. A figure's first is that of
    /// its picture, to which no mark leads.
    pub targets: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    Title,
    Subtitle,
    Byline,
    /// Level 2 is a section's heading, 3 to 6 are headings within.
    Heading(u8),
    #[default]
    Paragraph,
    /// A paragraph of a block quote.
    Aside,
    /// A list item's first paragraph, with its number if the list has numbers.
    Item(Option<u64>),
    /// A picture; the words are its caption.
    Figure,
    /// A row a line, its cells apart by [`CELL`] and spaces.
    Table,
    Code,
    Rule,
}

/// Stands between two cells of a table.
pub const CELL: char = '│';

impl Kind {
    /// Whether the block counts as a paragraph, in `paragraph` and for `}`.
    pub fn is_paragraph(self) -> bool {
        matches!(self, Kind::Paragraph | Kind::Aside | Kind::Item(_) | Kind::Figure | Kind::Table | Kind::Code)
    }
}

/// How a range of a block's words is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub range: Range<usize>,
    pub style: Inline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inline {
    pub emphasis: bool,
    pub strong: bool,
    pub code: bool,
    /// An index into its block's targets.
    pub link: Option<u32>,
}

/// A place in an article: bytes of one block's words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub block: usize,
    pub start: usize,
    pub end: usize,
}

/// The words of one person, as they stand in the article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quote {
    /// In order; several where it is interrupted or runs over paragraphs, none
    /// where the words are not in the article.
    pub spans: Vec<Span>,
    /// Without the outer marks, inner ones kept, the spans joined by a space.
    pub words: String,
    pub context: Option<String>,
    /// Index into [`Article::people`]; unknown stays unknown.
    pub speaker: Option<usize>,
    /// The mention that says it: a name, "she", "a senior official". An unnamed
    /// source has one, and no speaker.
    pub said_as: Option<Span>,
    /// The words of saying: "told", "according to".
    pub cue: Option<Span>,
    /// How sure it is who said it.
    pub certainty: Certainty,
    pub origin: Origin,
    /// The closing mark is missing: the quotation was ended with its paragraph.
    pub unclosed: bool,
}

/// How sure it is that these words are the speaker's. What the author of a
/// content file states is sure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    #[default]
    Unknown,
    Unsure,
    Likely,
    Sure,
}

/// Who says that there is such a quotation or person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// The author of the content file.
    #[default]
    Author,
    /// The engine, in the article's words.
    Found,
    /// Somebody who read what was found and put it right.
    Corrected,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Person {
    pub name: String,
    pub aliases: Vec<String>,
    pub role: Option<String>,
    pub about: Option<String>,
    /// Where the person is named, in order; pronouns only where they say a quotation.
    pub mentions: Vec<Span>,
    pub origin: Origin,
}

impl Quote {
    /// How many words it has.
    pub fn count(&self) -> usize {
        // Single spaces are all that is between them.
        self.words.split(' ').map(words_in).sum()
    }
}

impl Certainty {
    /// All, the surest first.
    pub const ALL: [Certainty; 4] = [Certainty::Sure, Certainty::Likely, Certainty::Unsure, Certainty::Unknown];

    /// The word that every output has for it.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Sure => "sure",
            Certainty::Likely => "likely",
            Certainty::Unsure => "unsure",
            Certainty::Unknown => "unknown",
        }
    }
}

impl Origin {
    /// All, in no order.
    pub const ALL: [Origin; 3] = [Origin::Author, Origin::Found, Origin::Corrected];

    /// The word that every output has for it.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Author => "author",
            Origin::Found => "found",
            Origin::Corrected => "corrected",
        }
    }
}

/// What may stand at the end of a sentence, or of a piece that is none.
const SENTENCE_ENDS: &[char] = &['.', '!', '?', '…', ':', ';', '—', '–', '。', '！', '？'];
/// And behind that.
const CLOSING: &[char] = &['’', '”', '\'', '"', ')'];

const GAP: &str = " … ";

impl Article {
    /// The section that a block belongs to; the headline belongs to the first.
    pub fn section_of(&self, block: usize) -> usize {
        self.sections.partition_point(|s| s.blocks.start <= block).saturating_sub(1)
    }

    /// The section in which a quotation begins.
    pub fn section_of_quote(&self, quote: &Quote) -> Option<&Section> {
        let first = quote.spans.first()?;
        self.sections.get(self.section_of(first.block))
    }

    /// The words at a place.
    pub fn words(&self, span: &Span) -> &str {
        self.blocks.get(span.block).and_then(|b| b.words.get(span.start..span.end)).unwrap_or_default()
    }

    /// What was said, as it is told where the article is not at hand. A gap is marked where
    /// a piece breaks off within a sentence and the next begins another: nobody said both as
    /// one.
    pub fn quoted<'a>(&self, quote: &'a Quote) -> Cow<'a, str> {
        if quote.spans.len() < 2 {
            return Cow::Borrowed(&quote.words);
        }
        let pieces: Vec<String> = quote.spans.iter().map(|span| one_line(self.words(span))).collect();
        let is_whole = |piece: &str| piece.trim_end_matches(CLOSING).ends_with(SENTENCE_ENDS);
        let is_gap = |pair: &[String]| !is_whole(&pair[0]) && pair[1].starts_with(char::is_uppercase);
        // What the author of a content file has written for it is left as it is.
        if !pieces.windows(2).any(is_gap) || pieces.join(" ") != quote.words {
            return Cow::Borrowed(&quote.words);
        }
        let mut told = pieces.first().cloned().unwrap_or_default();
        for pair in pieces.windows(2) {
            told.push_str(if is_gap(pair) { GAP } else { " " });
            told.push_str(&pair[1]);
        }
        Cow::Owned(told)
    }

    /// For each block how many paragraphs there are up to its end.
    pub fn paragraphs(&self) -> Vec<usize> {
        let count = |count: &mut usize, paragraph: bool| {
            *count += usize::from(paragraph);
            Some(*count)
        };
        self.blocks.iter().map(|b| b.kind.is_paragraph()).scan(0, count).collect()
    }

    pub fn speaker(&self, quote: &Quote) -> Option<&Person> {
        quote.speaker.and_then(|id| self.people.get(id))
    }

    /// For each person the number of quotations and the share, 0 to 1, of all
    /// quoted words.
    pub fn voices(&self) -> Vec<Voice> {
        let mut voices = vec![Voice::default(); self.people.len()];
        let mut all = 0;
        for quote in &self.quotes {
            let words = quote.count();
            all += words;
            if let Some(voice) = quote.speaker.and_then(|id| voices.get_mut(id)) {
                voice.quotes += 1;
                voice.words += words;
            }
        }
        for voice in &mut voices {
            voice.share = voice.words as f64 / all.max(1) as f64;
        }
        voices
    }
}

/// Words on one line, with single spaces between them. Spaces at which no line may
/// end are the author's and stay.
pub fn one_line(words: &str) -> String {
    words.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words of a run without spaces: one, but in Chinese and Japanese, which have
/// no spaces, a character counts as a word.
pub fn words_in(run: &str) -> usize {
    let is_word = |c: &char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}');
    if run.is_ascii() { 1 } else { run.chars().filter(is_word).count().max(1) }
}

/// How much one person is quoted.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Voice {
    pub quotes: usize,
    pub words: usize,
    pub share: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_count_words_also_where_there_are_no_spaces() {
        let said = |words: &str, speaker| Quote { words: words.into(), speaker, ..Quote::default() };
        let article = Article {
            people: vec![Person::default(), Person::default()],
            quotes: vec![said("one two don’t", Some(0)), said("他說一個字。", Some(1)), said("x", None)],
            ..Article::default()
        };
        let words: Vec<usize> = article.voices().iter().map(|v| v.words).collect();
        assert_eq!(words, [3, 5]);
        assert!((article.voices()[1].share - 5.0 / 9.0).abs() < 1e-9);
    }

    #[test]
    fn a_gap_is_told_where_two_sentences_would_be_one() {
        let quoted = |words: &str, said: &[&str]| {
            let span = |piece: &&str| {
                let start = words.find(piece).expect("there");
                Span { block: 0, start, end: start + piece.len() }
            };
            let spans = said.iter().map(span).collect();
            let quote = Quote { spans, words: said.join(" "), ..Quote::default() };
            let blocks = vec![Block { words: words.into(), ..Block::default() }].into();
            Article { blocks, ..Article::default() }.quoted(&quote).into_owned()
        };
        let broken = "“We messed up,” he said. “We did no rounds,” and then, “not one.”";
        assert_eq!(quoted(broken, &["We messed up,", "We did no rounds,"]), "We messed up, … We did no rounds,");
        assert_eq!(quoted(broken, &["We did no rounds,", "not one."]), "We did no rounds, not one.");
        assert_eq!(quoted("“Stop!” he said. “Now.”", &["Stop!", "Now."]), "Stop! Now.");
        assert_eq!(quoted("“One,” he said.", &["One,"]), "One,");
        let nested = "“She says ‘The end,’” he said. “I wept.”";
        assert_eq!(quoted(nested, &["She says ‘The end,’", "I wept."]), "She says ‘The end,’ … I wept.");
        let nested = "“She says ‘The end.’” And: “I wept.”";
        assert_eq!(quoted(nested, &["She says ‘The end.’", "I wept."]), "She says ‘The end.’ I wept.");
    }
}
