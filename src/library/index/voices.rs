//! Who is called by a name, and what they said.
//!
//! Comes in: a name and words. Goes out: each person who is called so in any article, with
//! the quotations of all articles, also of those that call them otherwise; beside them how
//! many there are of sources who are described so. Who is one person is told by `people`.
//! The quotations themselves are read when they are asked for: the first of them need not
//! wait for thousands. May not know how answers are shown.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, Statement, params_from_iter};

use super::ask::{CARD, SAYING, all, card, lines, saying, size};
use super::sources::{counted, described, narrowed};
use super::{Fault, Index};
use crate::catalog::{Quoted, Voice, Voices, is_meant};
use crate::ledger::Kind;
use crate::people::{self, Gender, Individual, Person, Register};

/// The people of the library.
struct People<'c> {
    of_kin: RefCell<Statement<'c>>,
    next: RefCell<Statement<'c>>,
}

impl<'c> People<'c> {
    fn new(connection: &'c Connection) -> Result<People<'c>, Fault> {
        let of_kin = connection.prepare("SELECT id, article, name, aliases, gender FROM person WHERE kin = ?1")?;
        let next = connection.prepare("SELECT kin FROM form WHERE form = ?1 AND kin > ?2 ORDER BY kin LIMIT 1")?;
        Ok(People { of_kin: of_kin.into(), next: next.into() })
    }
}

impl Register for People<'_> {
    type Fault = Fault;

    fn of_kin(&self, kin: &str) -> Result<Vec<Person>, Fault> {
        let mut statement = self.of_kin.borrow_mut();
        let rows = statement.query_map([kin], person)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn kins_called(&self, form: &str) -> Result<Vec<String>, Fault> {
        let (mut found, mut next) = (Vec::<String>::new(), self.next.borrow_mut());
        // From one kin to the next: what thousands of one kin are called is looked up once.
        while found.len() < 2 {
            let last = found.last().map(String::as_str).unwrap_or_default();
            let Some(kin) = next.query_row([form, last], |row| row.get(0)).optional()? else { break };
            found.push(kin);
        }
        Ok(found)
    }
}

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let (aliases, gender): (String, Option<String>) = (row.get(3)?, row.get(4)?);
    let gender = [Gender::Woman, Gender::Man].into_iter().find(|known| gender.as_deref() == Some(known.name()));
    let aliases = lines(&aliases).collect();
    Ok(Person { id: size(row, 0)?, article: size(row, 1)?, name: row.get(2)?, aliases, gender })
}

impl Index {
    /// Those who are called by a name, and their quotations in which all the words occur. Who
    /// said most comes first. If nobody is called so, sources who are described so.
    pub fn voices(&self, name: &str, words: &str) -> Result<Voices, Fault> {
        let Some(called) = all(name) else { return Ok(Voices::default()) };
        self.hold()?;
        let sql =
            "SELECT DISTINCT p.kin FROM named n JOIN person p ON p.id = n.rowid WHERE named MATCH ?1 ORDER BY p.kin";
        let mut statement = self.connection.prepare(sql)?;
        let kins = statement.query_map([called], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        let mut individuals = people::join(&People::new(&self.connection)?, kins)?;
        individuals.retain(|individual| is_called(individual, name));
        if individuals.is_empty() {
            return Ok(Voices { told: described(&self.connection, name, words)?, described: Vec::new() });
        }
        let told = said(&self.connection, individuals, words)?;
        Ok(Voices { told, described: counted(&self.connection, name, words)? })
    }

    /// Quotations by the date of their articles; those without a date come last.
    pub fn quoted(&self, quotes: &[i64]) -> Result<Vec<Quoted>, Fault> {
        let sql = format!(
            "SELECT {CARD}, {SAYING} FROM json_each(?1) m JOIN quote q ON q.id = m.value
             JOIN article a ON a.id = q.article LEFT JOIN person p ON p.id = q.person"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let rows =
            statement.query_map([listed(quotes)], |row| Ok(Quoted { card: card(row)?, saying: saying(row)? }))?;
        let mut quoted = rows.collect::<Result<Vec<_>, _>>()?;
        // The index would write each of them down once more to order them.
        quoted.sort_by(Quoted::by_date);
        Ok(quoted)
    }
}

/// Numbers in the language of the index.
fn listed(numbers: &[i64]) -> String {
    format!("[{}]", numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}

fn is_called(individual: &Individual, name: &str) -> bool {
    individual.members.iter().any(|Person { name: own, aliases, .. }| {
        is_meant(name, std::iter::once(own).chain(aliases).map(String::as_str))
    })
}

/// What each said.
fn said(connection: &Connection, individuals: Vec<Individual>, words: &str) -> Result<Vec<Voice>, Fault> {
    let (mut voices, mut owners) = (Vec::new(), HashMap::new());
    for Individual { name, members } in individuals {
        owners.extend(members.iter().map(|member| (member.id as i64, voices.len())));
        voices.push(Voice { name, kind: Kind::Person, quotes: Vec::new() });
    }
    let words = all(words);
    let sql = format!(
        "SELECT q.id, q.person FROM json_each(?1) m JOIN quote q ON q.person = m.value WHERE 1 {}",
        narrowed(&words)
    );
    // In the order in which they lie in the index: neighbours are read together.
    let mut ids: Vec<i64> = owners.keys().copied().collect();
    ids.sort_unstable();
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(std::iter::once(listed(&ids)).chain(words)))?;
    while let Some(row) = rows.next()? {
        let voice = owners.get(&row.get::<_, i64>(1)?).and_then(|&owner| voices.get_mut(owner));
        voice.into_iter().try_for_each(|voice| row.get(0).map(|id| voice.quotes.push(id)))?;
    }
    voices.iter_mut().for_each(|voice| voice.quotes.sort_unstable());
    voices.retain(|voice| !voice.quotes.is_empty());
    Voice::arrange(&mut voices);
    Ok(voices)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, Block};
    use crate::catalog::{self, Card, Entry, Saying};
    use crate::ledger::Ledger;
    use crate::library::{Changes, Fresh, Opened, Stamped};
    use crate::people::Census;

    fn index(entries: Vec<Entry>) -> Index {
        filled(Index::in_memory("").expect("made"), entries)
    }

    fn filled(mut index: Index, entries: Vec<Entry>) -> Index {
        let fresh = |(number, entry)| Fresh {
            file: Stamped { path: format!("/{number}.md").into(), mark: [0; 40] },
            hash: String::new(),
            entries: Ok(vec![entry]),
        };
        index.fill(&Changes::default(), entries.into_iter().enumerate().map(fresh)).expect("filled");
        index
    }

    fn told(index: &Index, name: &str, words: &str) -> Vec<(String, usize)> {
        let voices = index.voices(name, words).expect("asked").told;
        let mut told: Vec<_> = voices.into_iter().map(|voice| (voice.name, voice.quotes.len())).collect();
        told.sort();
        told
    }

    fn opened(number: usize, text: &str) -> Opened {
        let block = Block { words: text.into(), ..Block::default() };
        let mut article = Article { blocks: vec![block].into(), ..Article::default() };
        crate::engine::find::find(&mut article);
        Opened { file: format!("/{number}.md"), article }
    }

    fn entries(texts: &[&str]) -> Vec<Entry> {
        texts.iter().enumerate().map(|(number, text)| Entry::of(&opened(number, text), 0)).collect()
    }

    #[test]
    fn the_ledger_names_the_same_persons_with_the_same_quotations() {
        let texts = [
            "“We go now,” said Ada Finch, the mayor. “We will,” Jo Poe said.",
            "“It is late,” Finch said. “It is,” Jo Poe said. “So it is,” she said.",
            "“Not at all,” said Mr. Bob Marsh, a baker. “It is early,” Ida Marsh said.",
            "“Bread is dear,” Marsh said. “Nobody asked us,” a spokesman said.",
            "“We went,” said Ada B. Finch. Tom Okafor, who keeps bees, was there.",
            "“Bees are well,” Okafor said.",
            "“We rowed,” said Mrs. Lee Holm, a rower.",
            "“I rowed alone,” said Mr. Holm.",
        ];
        let mut ledger = Ledger::default();
        texts.iter().enumerate().for_each(|(number, text)| ledger.add(&opened(number, text).article, ""));
        let (index, ledger) = (index(entries(&texts)), ledger.finish());
        let rows = ledger.rows.iter().filter(|row| row.kind == Kind::Person);
        let rows: BTreeSet<(&str, usize)> = rows.map(|row| (row.name.as_str(), row.turns.len())).collect();
        let marshes = [("Bob Marsh", 1), ("Ida Marsh", 1), ("Marsh", 1)];
        let others = [("Ada B. Finch", 3), ("Jo Poe", 3), ("Tom Okafor", 1), ("Lee Holm", 1), ("Holm", 1)];
        assert_eq!(rows, marshes.into_iter().chain(others).collect());
        for (name, quotations) in &rows {
            let own = told(&index, name, "");
            let named = own.iter().filter(|(own, _)| own == name).map(|(_, count)| *count);
            assert_eq!(named.collect::<Vec<_>>(), [*quotations], "{name}");
        }
        for (word, words, expected) in [
            ("Finch", "", vec![("Ada B. Finch", 3)]),
            ("Ada Finch", "", vec![("Ada B. Finch", 3)]),
            ("finch", "late", vec![("Ada B. Finch", 1)]),
            ("marsh", "", marshes.to_vec()),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, count)| (name.to_string(), count)).collect();
            assert_eq!(told(&index, word, words), expected, "{word}");
        }
    }

    #[test]
    fn sources_without_a_name_are_told_where_nobody_is_called_so() {
        let index = index(entries(&[
            "“We know nothing,” the harbour police said. “It is late,” said Ada Finch, the mayor.",
            "“We knew nothing,” said police in the harbour. “No,” a Finch spokesman said.",
            "“We know nothing,” the harbour police said. “No,” a spokesman said.",
        ]));
        assert_eq!(told(&index, "police HARBOUR", ""), [("the harbour police".to_string(), 2)]);
        assert_eq!(told(&index, "police", "knew"), [("police".to_string(), 1)]);
        let voices = index.voices("spokesman", "").expect("asked").told;
        assert!(voices.iter().all(|voice| voice.kind == Kind::Unnamed), "{voices:?}");
        // Somebody is: then these are only counted.
        let finch = index.voices("finch", "").expect("asked");
        assert_eq!(finch.told.iter().map(|voice| voice.name.as_str()).collect::<Vec<_>>(), ["Ada Finch"]);
        assert_eq!(finch.described, [("a Finch spokesman".to_string(), 1)]);
        assert_eq!(told(&index, "nobody", ""), []);
    }

    #[test]
    fn what_is_no_longer_there_makes_no_difference() {
        let texts = [
            "“We go now,” said Ada Finch, the mayor.",
            "“It is late,” Finch said.",
            "“No,” said Bob Finch, a baker. “No,” police said.",
        ];
        let mut index = index(entries(&texts));
        let one = |name: &str| (name.to_string(), 1);
        assert_eq!(told(&index, "finch", ""), [one("Ada Finch"), one("Bob Finch"), one("Finch")]);
        let gone = index.connection.query_row("SELECT file FROM article WHERE name = '/2.md'", [], |row| row.get(0));
        let changes = Changes { gone: vec![gone.expect("it is there")], ..Changes::default() };
        index.fill(&changes, []).expect("filled");
        assert_eq!(told(&index, "finch", ""), [("Ada Finch".to_string(), 2)]);
        // The index of words would tell of words that it was not told to forget.
        index
            .connection
            .execute("INSERT INTO sources(sources, rank) VALUES ('integrity-check', 1)", [])
            .expect("whole");
    }

    #[test]
    fn what_was_found_is_still_there_when_it_is_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("index");
        let mut other = filled(Index::at(&path).expect("made"), entries(&["“We go now,” said Ada Finch, the mayor."]));
        let index = Index::at(&path).expect("opened");
        let found = index.voices("finch", "").expect("asked").told.remove(0).quotes;
        let file = other.connection.query_row("SELECT file FROM article", [], |row| row.get(0)).expect("it is there");
        other.fill(&Changes { gone: vec![file], ..Changes::default() }, []).expect("filled");
        assert_eq!(index.quoted(&found).expect("asked").len(), 1);
        index.let_go().expect("let go");
        assert_eq!(index.quoted(&found).expect("asked"), []);
    }

    const NAMES: &[&str] = &[
        "Ada Finch",
        "Ada B. Finch",
        "Ada C. Finch",
        "Bob Finch",
        "Finch",
        "Ada",
        "Madonna",
        "Madge",
        "B. Poe",
        "Poe",
    ];

    proptest! {
        #[test]
        fn whoever_is_asked_for_is_told_as_if_all_were(
            all in proptest::collection::vec(
                (proptest::sample::select(NAMES), proptest::collection::vec(proptest::sample::select(NAMES), 0..3), 0..6usize),
                0..16,
            )
        ) {
            let mut entries: Vec<Entry> = (0..6).map(|n| Entry { card: Card { file: n.to_string(), ..Card::default() }, ..Entry::default() }).collect();
            let mut people = Vec::new();
            for (id, (name, aliases, article)) in all.into_iter().enumerate() {
                let aliases: Vec<String> = aliases.into_iter().map(str::to_string).collect();
                let entry = &mut entries[article];
                let saying = Saying { person: Some(entry.people.len()), words: "Words.".into(), ..Saying::default() };
                entry.sayings.push(saying);
                entry.people.push(catalog::Person { name: name.into(), aliases: aliases.clone(), ..catalog::Person::default() });
                people.push(Person { id, article, name: name.into(), aliases, gender: None });
            }
            let (index, census) = (index(entries), Census::new(people));
            let Ok(everybody) = people::join(&census, census.kins());
            for asked in ["Finch", "Ada Finch", "ada", "Madge", "Poe", "B"] {
                let mut expected: Vec<(String, usize)> = everybody.iter().filter(|one| is_called(one, asked)).map(|one| (one.name.clone(), one.members.len())).collect();
                expected.sort();
                prop_assert_eq!(told(&index, asked, ""), expected, "{}", asked);
            }
        }
    }
}
