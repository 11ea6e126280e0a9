//! What is known of files into the index.
//!
//! Comes in: the entries of files, as they are read, and what has changed. Goes out: rows,
//! some hundred files at a time, so that others get their turn and little is lost when the
//! process is killed. The sum of a folder is written when all its files are.

use std::collections::BTreeSet;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Statement, TransactionBehavior, params};

use super::{Changes, Fault, Index, Stamped};
use crate::catalog::{Entry, Person};
use crate::evidence::Called;
use crate::people::{Gender, Names};

/// So many files are written at once.
const AT_ONCE: usize = 256;

/// A file that was read.
pub struct Fresh {
    pub file: Stamped,
    /// Of its bytes.
    pub hash: String,
    /// Its articles, or why there are none.
    pub entries: Result<Vec<Entry>, String>,
}

impl Index {
    /// The hash of a file as it was indexed.
    pub fn hash(&self, path: &Path) -> Result<Option<String>, Fault> {
        let mut statement = self.connection.prepare("SELECT hash FROM file WHERE path = ?1")?;
        Ok(statement.query_row([path.as_os_str().as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Takes in all that has changed: first what is gone, then each file that comes, then
    /// that the folders are as they were found.
    pub fn fill(&mut self, changes: &Changes, files: impl IntoIterator<Item = Fresh>) -> Result<(), Fault> {
        self.let_go()?;
        let mut files = files.into_iter().peekable();
        let mut is_first = true;
        while files.peek().is_some() || is_first {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if std::mem::take(&mut is_first) {
                for id in &changes.gone {
                    forget(&transaction, *id)?;
                }
            }
            let mut rows = Rows::new(&transaction)?;
            for fresh in files.by_ref().take(AT_ONCE) {
                rows.put(&transaction, &fresh)?;
            }
            drop(rows);
            transaction.commit()?;
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for folder in &changes.folders {
            let row = params![folder.path.as_os_str().as_bytes(), &folder.sum[..]];
            transaction.execute("INSERT OR REPLACE INTO folder(path, sum) VALUES (?1, ?2)", row)?;
        }
        for path in &changes.lost {
            transaction.execute("DELETE FROM folder WHERE path = ?1", [path.as_os_str().as_bytes()])?;
        }
        Ok(transaction.commit()?)
    }
}

/// Takes out a file, and all that was in it.
fn forget(connection: &Connection, file: i64) -> Result<(), Fault> {
    let mut articles = connection.prepare("SELECT id FROM article WHERE file = ?1")?;
    for article in articles.query_map([file], |row| row.get::<_, i64>(0))? {
        let article = article?;
        // The index of words has to be told which words they were.
        connection.execute(
            "INSERT INTO sources(sources, rowid, called)
             SELECT 'delete', q.id, s.called FROM quote q JOIN source s ON s.id = q.id WHERE q.article = ?1",
            [article],
        )?;
        for (search, table, columns) in
            [("passages", "passage", "words"), ("said", "quote", "words"), ("named", "person", "name, aliases")]
        {
            connection.execute(
                &format!(
                    "INSERT INTO {search}({search}, rowid, {columns})
                     SELECT 'delete', id, {columns} FROM {table} WHERE article = ?1"
                ),
                [article],
            )?;
            connection.execute(&format!("DELETE FROM {table} WHERE article = ?1"), [article])?;
        }
        connection.execute(
            "INSERT INTO labels(labels, rowid, title, source, people)
             SELECT 'delete', id, title, source, people FROM article WHERE id = ?1",
            [article],
        )?;
        connection.execute("DELETE FROM form WHERE article = ?1", [article])?;
    }
    connection.execute("DELETE FROM article WHERE file = ?1", [file])?;
    connection.execute("DELETE FROM file WHERE id = ?1", [file])?;
    Ok(())
}

/// The statements that write a file.
struct Rows<'c> {
    find: Statement<'c>,
    stamp: Statement<'c>,
    file: Statement<'c>,
    article: Statement<'c>,
    label: Statement<'c>,
    person: Statement<'c>,
    form: Statement<'c>,
    name: Statement<'c>,
    quote: Statement<'c>,
    saying: Statement<'c>,
    source: Statement<'c>,
    passage: Statement<'c>,
    words: Statement<'c>,
}

impl<'c> Rows<'c> {
    fn new(connection: &'c Connection) -> Result<Rows<'c>, Fault> {
        let insert = |table: &str, columns: &str| {
            let places = vec!["?"; columns.split(',').count()].join(", ");
            connection.prepare(&format!("INSERT INTO {table}({columns}) VALUES ({places})"))
        };
        Ok(Rows {
            find: connection.prepare("SELECT id, hash FROM file WHERE path = ?1")?,
            stamp: connection.prepare("UPDATE file SET stamp = ?2 WHERE id = ?1")?,
            file: insert("file", "folder, path, stamp, hash, fault")?,
            article: insert(
                "article",
                "file, number, name, path, key, title, source, url, published, authors, words, quotes, people",
            )?,
            label: insert("labels", "rowid, title, source, people")?,
            person: insert("person", "article, name, aliases, role, kin, gender")?,
            form: insert("form", "article, form, kin")?,
            name: insert("named", "rowid, name, aliases")?,
            quote: insert(
                "quote",
                "article, number, code, words, person, said_as, cue, certainty, origin, context, section, paragraph, \
                 spans, link, block, called, is_named",
            )?,
            source: insert("sources", "rowid, called")?,
            saying: insert("said", "rowid, words")?,
            passage: insert("passage", "article, block, paragraph, words")?,
            words: insert("passages", "rowid, words")?,
        })
    }

    fn put(&mut self, connection: &Connection, fresh: &Fresh) -> Result<(), Fault> {
        let path = fresh.file.path.as_os_str().as_bytes();
        let known = self.find.query_row([path], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
        match known {
            // It was touched, and is what it was.
            Some((id, hash)) if hash == fresh.hash && !fresh.hash.is_empty() => {
                self.stamp.execute(params![id, &fresh.file.mark[..]])?;
                return Ok(());
            }
            Some((id, _)) => forget(connection, id)?,
            None => {}
        }
        let folder = fresh.file.path.parent().map(|folder| folder.as_os_str().as_bytes());
        let fault = fresh.entries.as_ref().err();
        self.file.execute(params![folder, path, &fresh.file.mark[..], fresh.hash, fault])?;
        let file = connection.last_insert_rowid();
        fresh.entries.iter().flatten().try_for_each(|entry| self.entry(connection, (file, path), entry))
    }

    fn entry(&mut self, connection: &Connection, (file, path): (i64, &[u8]), entry: &Entry) -> Result<(), Fault> {
        let card = &entry.card;
        let people = card.people.join("\n");
        self.article.execute(params![
            file,
            whole(card.number),
            card.file,
            Some(path).filter(|path| *path != card.file.as_bytes()),
            card.key,
            card.title,
            card.source,
            card.url,
            card.published,
            card.authors.join("\n"),
            whole(card.words),
            whole(card.quotes),
            people
        ])?;
        let article = connection.last_insert_rowid();
        self.label.execute(params![article, card.title, card.source, people])?;
        let ids = self.people(connection, article, &entry.people)?;
        for saying in &entry.sayings {
            let person = saying.person.and_then(|index| ids.get(index)).copied();
            let called = saying.called.as_ref().map(Called::words);
            let spans: Vec<String> = saying.spans.iter().map(|[start, end]| format!("{start}-{end}")).collect();
            self.quote.execute(params![
                article,
                whole(saying.number),
                saying.id,
                saying.words,
                person,
                saying.said_as,
                saying.cue,
                saying.certainty,
                saying.origin,
                saying.context,
                saying.section,
                saying.paragraph.map(whole),
                spans.join(" "),
                saying.link,
                saying.block.map(whole),
                called,
                saying.called.as_ref().map(|called| matches!(called, Called::Name(_)))
            ])?;
            let id = connection.last_insert_rowid();
            self.saying.execute(params![id, saying.words])?;
            if called.is_some() {
                self.source.execute(params![id, called])?;
            }
        }
        for passage in &entry.passages {
            self.passage.execute(params![article, whole(passage.block), whole(passage.paragraph), passage.words])?;
            self.words.execute(params![connection.last_insert_rowid(), passage.words])?;
        }
        Ok(())
    }

    /// Their ids.
    fn people(&mut self, connection: &Connection, article: i64, people: &[Person]) -> Result<Vec<i64>, Fault> {
        let (mut ids, mut names, mut forms) = (Vec::with_capacity(people.len()), Names::default(), BTreeSet::new());
        for person in people {
            let (name, aliases) = (names.read(&person.name), person.aliases.join("\n"));
            let gender = person.gender.map(Gender::name);
            self.person.execute(params![article, person.name, aliases, person.role, name.kin, gender])?;
            ids.push(connection.last_insert_rowid());
            self.name.execute(params![connection.last_insert_rowid(), person.name, aliases])?;
            let own = names.forms(&name, &person.aliases).into_keys();
            forms.extend(own.map(|form| (form, name.kin.clone())));
        }
        for (form, kin) in forms {
            self.form.execute(params![article, form, kin])?;
        }
        Ok(ids)
    }
}

/// As the tables have numbers.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
