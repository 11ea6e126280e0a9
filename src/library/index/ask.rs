//! Questions to the index.
//!
//! Comes in: names, words, a query. Goes out: quotations and passages, each with the card
//! of its article. Which words mean the same is decided where they are folded; the index
//! only narrows. May not know how answers are shown.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use rusqlite::{OptionalExtension, Row, ToSql, params_from_iter};

use super::{Fault, Index};
use crate::catalog::query::{Field, Query, Term};
use crate::catalog::{Card, Hit, Holdings, Passage, Saying};
use crate::evidence::Called;

/// The columns of a card, which come first in every answer.
pub(super) const CARD: &str =
    "a.name, a.number, a.key, a.title, a.source, a.url, a.published, a.authors, a.words, a.quotes, a.people, a.path";

/// And those of a quotation, which come next.
pub(super) const SAYING: &str = "q.number, q.code, q.words, p.name, q.said_as, q.cue, q.certainty, q.origin, q.context, \
                      q.section, q.paragraph, q.spans, q.link, q.block, q.called, q.is_named";

/// The number of columns of a card.
const BEHIND: usize = 12;

impl Index {
    pub fn holdings(&self) -> Result<Holdings, Fault> {
        let sql = "SELECT (SELECT count(*) FROM file), count(*), coalesce(sum(quotes), 0), coalesce(sum(words), 0)
                   FROM article";
        Ok(self.connection.query_row(sql, [], |row| {
            Ok(Holdings { files: size(row, 0)?, articles: size(row, 1)?, quotes: size(row, 2)?, words: size(row, 3)? })
        })?)
    }

    /// The cards of all articles, the latest first.
    pub fn cards(&self) -> Result<Vec<Card>, Fault> {
        let sql = format!("SELECT {CARD} FROM article a ORDER BY a.published DESC, a.name, a.number");
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map([], card)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The latest of them, at most so many.
    pub fn latest(&self, most: usize) -> Result<Vec<Card>, Fault> {
        let sql = format!("SELECT {CARD} FROM article a ORDER BY a.published DESC, a.name, a.number LIMIT {most}");
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map([], card)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The card of an article, by what its place is kept under.
    pub fn keyed(&self, key: &str) -> Result<Option<Card>, Fault> {
        let sql = format!("SELECT {CARD} FROM article a WHERE a.key = ?1 LIMIT 1");
        Ok(self.connection.prepare(&sql)?.query_row([key], card).optional()?)
    }

    /// The first paragraphs of an article, and those around a block, at most so many.
    pub fn passages(&self, card: &Card, from: usize, most: usize) -> Result<Vec<Passage>, Fault> {
        let sql = format!(
            "SELECT w.block, w.paragraph, w.words FROM article a JOIN passage w ON w.article = a.id
             WHERE a.name = ?1 AND a.path IS ?2 AND a.number = ?3 AND w.block >= ?4 ORDER BY w.block LIMIT {most}"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let asked = rusqlite::params![card.file, card.path, card.number as i64, from as i64];
        let rows = statement.query_map(asked, |row| {
            Ok(Passage { block: size(row, 0)?, paragraph: size(row, 1)?, words: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Files in which there is no article, and why.
    pub fn faults(&self) -> Result<Vec<String>, Fault> {
        let mut statement = self.connection.prepare("SELECT fault FROM file WHERE fault IS NOT NULL ORDER BY path")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The files of the articles in which one of some phrases stands, the likeliest first, at
    /// most so many.
    pub fn with_phrases(&self, phrases: &[String], most: usize) -> Result<Vec<PathBuf>, Fault> {
        if phrases.is_empty() {
            return Ok(Vec::new());
        }
        let any = phrases.iter().map(|phrase| quoted(phrase)).collect::<Vec<_>>().join(" OR ");
        let sql = "SELECT coalesce(a.path, CAST(a.name AS BLOB)) FROM passages f
                   JOIN passage w ON w.id = f.rowid JOIN article a ON a.id = w.article
                   WHERE passages MATCH ?1 ORDER BY f.rank LIMIT ?2";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map(rusqlite::params![any, most as i64], |row| row.get(0).map(path))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The passages that a query means, the likeliest first, at most so many. Without words
    /// of its own the first passage of each article.
    pub fn search(&self, query: &Query, most: usize) -> Result<Vec<Hit>, Fault> {
        let mut asked: Vec<Box<dyn ToSql>> = Vec::new();
        let mut ask = |value: String| {
            asked.push(Box::new(value));
            format!("?{}", asked.len())
        };
        let mut wanted: Vec<String> = Vec::new();
        let words = matching(query.of(Field::Words, false));
        let from = match words {
            Some(words) => {
                wanted.push(format!("passages MATCH {}", ask(words)));
                "passages f JOIN passage w ON w.id = f.rowid JOIN article a ON a.id = w.article"
            }
            None => "article a JOIN passage w ON w.article = a.id",
        };
        let order = if wanted.is_empty() { "a.published DESC, a.name, a.number, w.block" } else { "f.rank" };
        for is_barred in [false, true] {
            let not = if is_barred { "NOT " } else { "" };
            for (field, column) in [(Field::Title, "title"), (Field::Source, "source")] {
                if let Some(words) = matching(query.of(field, is_barred)) {
                    let words = ask(format!("{column} : ({words})"));
                    wanted.push(format!("a.id {not}IN (SELECT rowid FROM labels WHERE labels MATCH {words})"));
                }
            }
            for term in query.of(Field::Person, is_barred) {
                let words = ask(phrase(term));
                wanted.push(format!(
                    "a.id {not}IN (SELECT p.article FROM named n JOIN person p ON p.id = n.rowid WHERE named MATCH {words})"
                ));
            }
            if let Some(words) = matching(query.of(Field::Quote, is_barred)) {
                let words = ask(words);
                wanted.push(format!(
                    "(w.article, w.block) {not}IN (SELECT q.article, q.block FROM said s JOIN quote q ON q.id = s.rowid
                      WHERE said MATCH {words})"
                ));
            }
        }
        for term in query.of(Field::Words, true) {
            let words = ask(phrase(term));
            wanted.push(format!("w.id NOT IN (SELECT rowid FROM passages WHERE passages MATCH {words})"));
        }
        wanted.extend(query.after.iter().map(|date| format!("a.published >= {}", ask(date.clone()))));
        // A month and a year are over with their last day.
        wanted.extend(query.before.iter().map(|date| format!("a.published < {}", ask(format!("{date}~")))));
        let has_place = query.terms.iter().any(|t| !t.is_barred && matches!(t.field, Field::Words | Field::Quote));
        let group = if has_place { "" } else { "GROUP BY a.id" };
        let wanted = if wanted.is_empty() { "1".to_string() } else { wanted.join(" AND ") };
        let sql = format!(
            "SELECT {CARD}, w.block, w.paragraph, w.words FROM {from} WHERE {wanted} {group} ORDER BY {order} LIMIT {most}"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map(params_from_iter(asked), |row| {
            let passage =
                Passage { block: size(row, BEHIND)?, paragraph: size(row, BEHIND + 1)?, words: row.get(BEHIND + 2)? };
            Ok(Hit { card: card(row)?, passage })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub(super) fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    let (authors, people): (String, String) = (row.get(7)?, row.get(10)?);
    Ok(Card {
        file: row.get(0)?,
        path: row.get(11)?,
        number: size(row, 1)?,
        key: row.get(2)?,
        title: row.get(3)?,
        source: row.get(4)?,
        url: row.get(5)?,
        published: row.get(6)?,
        authors: lines(&authors).collect(),
        words: size(row, 8)?,
        quotes: size(row, 9)?,
        people: lines(&people).collect(),
    })
}

pub(super) fn saying(row: &Row<'_>) -> rusqlite::Result<Saying> {
    let at = |column: usize| BEHIND + column;
    let spans: String = row.get(at(11))?;
    let ends = |span: &str| {
        let (start, end) = span.split_once('-')?;
        Some([start.parse().ok()?, end.parse().ok()?])
    };
    let (called, is_named): (Option<String>, bool) =
        (row.get(at(14))?, row.get::<_, Option<_>>(at(15))?.unwrap_or(false));
    let number = |column| row.get::<_, Option<i64>>(column).map(|n| n.and_then(|n| usize::try_from(n).ok()));
    Ok(Saying {
        number: size(row, at(0))?,
        id: row.get(at(1))?,
        words: row.get(at(2))?,
        speaker: row.get(at(3))?,
        person: None,
        said_as: row.get(at(4))?,
        cue: row.get(at(5))?,
        certainty: row.get(at(6))?,
        origin: row.get(at(7))?,
        context: row.get(at(8))?,
        section: row.get(at(9))?,
        paragraph: number(at(10))?,
        spans: spans.split(' ').filter_map(ends).collect(),
        link: row.get(at(12))?,
        block: number(at(13))?,
        called: called.map(if is_named { Called::Name } else { Called::Unnamed }),
    })
}

fn path(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(OsString::from_vec(bytes))
}

pub(super) fn size(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

pub(super) fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(str::to_string)
}

/// Each word, in the language of the index; nothing if there is none.
pub(super) fn all(words: &str) -> Option<String> {
    let words = words.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).map(quoted);
    Some(words.collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
}

fn matching<'t>(terms: impl Iterator<Item = &'t Term>) -> Option<String> {
    Some(terms.map(phrase).collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
}

fn phrase(term: &Term) -> String {
    format!("{}{}", quoted(&term.words), if term.is_begun { "*" } else { "" })
}

/// Words that mean themselves: what has a meaning to the index is within marks.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Entry;
    use crate::library::{Changes, Fresh, Stamped};

    #[test]
    fn files_of_one_shown_name_are_two() {
        let fresh = |end: u8| {
            let card = Card { file: "/z\u{FFFD}.md".into(), ..Card::default() };
            let passage = Passage { words: format!("lighthouse {end}"), ..Passage::default() };
            Fresh {
                file: Stamped { path: path([b"/z", &[end][..], b".md"].concat()), mark: [0; 40] },
                hash: String::new(),
                entries: Ok(vec![Entry { card, passages: vec![passage], ..Entry::default() }]),
            }
        };
        let mut index = Index::in_memory("").expect("made");
        index.fill(&Changes::default(), [254, 255].map(fresh)).expect("filled");
        for card in index.cards().expect("two") {
            let (passages, end) = (index.passages(&card, 0, 9).expect("asked"), card.path.as_ref().expect("kept")[2]);
            assert_eq!(passages.iter().map(|p| p.words.clone()).collect::<Vec<_>>(), [format!("lighthouse {end}")]);
        }
        let mut found = index.with_phrases(&["lighthouse".into()], 9).expect("asked");
        found.sort();
        assert_eq!(found, [254, 255].map(|end| fresh(end).file.path));
    }
}
