//! The tables of the index.
//!
//! Comes in: a connection. Goes out: empty tables. A change here, or of what is found in
//! an article, is another [`VERSION`]: then all is read anew.

use rusqlite::{Connection, Result};

/// Of the tables and of what stands in them.
pub const VERSION: i64 = 5;

/// Words are folded as in the search of the reader: case and accents do not count. The path
/// of an article is nothing where its name, as it is shown, is that. A form is what some of a
/// kin are called in an article, as `people` has names.
const TABLES: &str = "
CREATE TABLE folder(path BLOB PRIMARY KEY, sum BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE file(
    id INTEGER PRIMARY KEY, folder BLOB NOT NULL, path BLOB NOT NULL UNIQUE,
    stamp BLOB NOT NULL, hash TEXT NOT NULL, fault TEXT
);
CREATE INDEX file_folder ON file(folder);
CREATE TABLE article(
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, path BLOB, key TEXT NOT NULL,
    title TEXT NOT NULL, source TEXT, url TEXT, published TEXT, authors TEXT NOT NULL,
    words INTEGER NOT NULL, quotes INTEGER NOT NULL, people TEXT NOT NULL
);
CREATE INDEX article_file ON article(file);
CREATE INDEX article_name ON article(name);
CREATE INDEX article_published ON article(published DESC, name, number);
CREATE INDEX article_key ON article(key);
CREATE TABLE person(
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, role TEXT,
    kin TEXT NOT NULL, gender TEXT
);
CREATE INDEX person_article ON person(article);
CREATE INDEX person_kin ON person(kin);
CREATE TABLE form(article INTEGER NOT NULL, form TEXT NOT NULL, kin TEXT NOT NULL);
CREATE INDEX form_article ON form(article);
CREATE INDEX form_kin ON form(form, kin);
CREATE TABLE quote(
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, number INTEGER NOT NULL, code TEXT NOT NULL,
    words TEXT NOT NULL, person INTEGER, said_as TEXT, cue TEXT, certainty TEXT NOT NULL, origin TEXT NOT NULL,
    context TEXT, section TEXT, paragraph INTEGER, spans TEXT NOT NULL, link TEXT, block INTEGER,
    called TEXT, is_named INTEGER
);
CREATE INDEX quote_article ON quote(article);
CREATE INDEX quote_person ON quote(person);
CREATE TABLE passage(
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, block INTEGER NOT NULL, paragraph INTEGER NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX passage_article ON passage(article, block);
CREATE VIRTUAL TABLE passages USING fts5(
    words, content='passage', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\"
);
CREATE VIRTUAL TABLE said USING fts5(
    words, content='quote', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\"
);
CREATE VIEW source AS SELECT id, called FROM quote WHERE called IS NOT NULL;
CREATE VIRTUAL TABLE sources USING fts5(
    called, content='source', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\"
);
CREATE VIRTUAL TABLE named USING fts5(
    name, aliases, content='person', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\"
);
CREATE VIRTUAL TABLE labels USING fts5(
    title, source, people, content='article', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\"
);
";

/// Makes them, in place of whatever is there.
pub fn make(connection: &Connection) -> Result<()> {
    for (kind, name) in old(connection)? {
        connection.execute_batch(&format!("DROP {kind} IF EXISTS \"{}\"", name.replace('"', "\"\"")))?;
    }
    connection.execute_batch(TABLES)?;
    connection.pragma_update(None, "user_version", VERSION)
}

/// What a former version has left. A virtual table takes its shadows with it.
fn old(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
         ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
