//! What can be listed of the library: its articles, what somebody said, passages.
//!
//! Comes in: cards, quotations, passages. Goes out: entries of a list, and where each
//! leads. May not know how a list is drawn.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use super::index::inquire;
use super::verify::reworded;
use crate::article::{Block, one_line};
use crate::catalog::query::{Field, Query};
use crate::catalog::utterance::{Utterance, utterances};
use crate::catalog::{Card, Hit, Quoted};
use crate::engine::fold::{fold, lower};
use crate::engine::search::{Text, Wanted};
use crate::library::{Index, IndexFault};
use crate::output::Progress;
use crate::state::State;
use crate::ui::Mark;
use crate::ui::listing::{Entry, Stock};

/// So many articles are listed at once; the others follow when these are on the screen.
const FIRST: usize = 100;

/// Of so many articles that were read last it is looked up for the first screen whether they
/// are in the library.
const READ: usize = 60;

/// How the articles can be ordered.
const ORDERS: &[&str] = &["what was read last, then by date", "date", "title", "source", "the number of quotations"];

/// So many bytes of a passage are listed before the words that were looked for.
const BEFORE: usize = 40;

/// Paragraphs of a preview.
const PREVIEW: usize = 12;

/// From so far in an article has been read to its end.
const DONE: f64 = 0.98;

/// An article that is meant by an entry, and where it is to be opened.
pub struct Lead {
    pub file: PathBuf,
    /// Its number among those of the file.
    pub number: usize,
    pub at: Option<Mark>,
}

/// A list of which each entry leads to an article.
pub trait Leads: Stock {
    fn lead(&self, index: usize) -> Lead;
}

fn facts(facts: &[&str]) -> String {
    facts.iter().filter(|fact| !fact.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

fn head(card: &Card) -> String {
    if card.title.is_empty() { card.file.clone() } else { card.title.clone() }
}

/// Where the file of an article is: its name may have been cleaned to be shown.
fn path(card: &Card) -> PathBuf {
    card.path.clone().map_or_else(|| PathBuf::from(&card.file), |bytes| PathBuf::from(OsString::from_vec(bytes)))
}

fn lead(card: &Card, at: Option<Mark>) -> Lead {
    Lead { file: path(card), number: card.number, at }
}

/// The articles: those begun, those read, then the latest.
pub struct Articles {
    index: Index,
    state: State,
    cards: Vec<Card>,
    /// How far each has been read, by its key.
    read: HashMap<String, f64>,
    /// Their keys, the one that was read last first.
    order: Vec<String>,
    /// What is to be told of the index, and of folders that cannot be read, when the list is
    /// left.
    pub notes: Vec<String>,
    pub faults: Vec<String>,
}

impl Articles {
    pub fn new(index: Index, state: State) -> Articles {
        let (cards, read, order, notes, faults) = Default::default();
        Articles { index, state, cards, read, order, notes, faults }
    }

    /// What has been read by now: so many of the last.
    fn recall(&mut self, most: usize) {
        let entries = self.state.entries(most);
        self.order = entries.iter().map(|entry| entry.key.clone()).collect();
        let far = |entry: crate::state::Entry| Some((entry.key, entry.place?.progress()));
        self.read = entries.into_iter().filter_map(far).collect();
    }

    /// Puts those begun first, then those read to their end.
    fn arrange(&mut self, cards: Vec<Card>) -> Vec<Entry> {
        let place: HashMap<&str, usize> = self.order.iter().enumerate().map(|(at, key)| (key.as_str(), at)).collect();
        let rank = |card: &Card| match self.read.get(&card.key) {
            Some(far) if *far < DONE => (0, place.get(card.key.as_str()).copied()),
            Some(_) => (1, place.get(card.key.as_str()).copied()),
            None => (2, None),
        };
        self.cards = cards;
        self.cards.sort_by_cached_key(rank);
        self.cards.iter().map(|card| self.entry(card)).collect()
    }

    fn entry(&self, card: &Card) -> Entry {
        let far = self.read.get(&card.key).map(|far| match far {
            far if *far < DONE => format!("{:.0}% read", far * 100.0),
            _ => "read".to_string(),
        });
        let quotes = match card.quotes {
            0 => "no quotations".to_string(),
            1 => "1 quotation".to_string(),
            n => format!("{n} quotations"),
        };
        let [far, source, date] = [&far, &card.source, &card.published].map(|fact| fact.as_deref().unwrap_or_default());
        Entry {
            head: head(card),
            facts: facts(&[far, source, date, &quotes]),
            also: format!("{}\n{}\n{}", card.people.join("\n"), card.authors.join("\n"), card.file),
        }
    }
}

impl Stock for Articles {
    fn title(&self) -> &str {
        "Library"
    }

    fn names(&self) -> (&'static str, &'static str) {
        ("article", "articles")
    }

    fn first(&mut self) -> Vec<Entry> {
        self.recall(READ);
        let latest = self.index.latest(FIRST).unwrap_or_default();
        let read = self.order.iter().filter_map(|key| self.index.keyed(key).ok().flatten());
        let mut cards: Vec<Card> = read.collect();
        let place = |card: &Card| (path(card), card.number);
        let known: HashSet<(PathBuf, usize)> = cards.iter().map(place).collect();
        cards.extend(latest.into_iter().filter(|card| !known.contains(&place(card))));
        self.arrange(cards)
    }

    fn all(&mut self) -> Option<Vec<Entry>> {
        // Nothing may be written over the list.
        let mut answered = match inquire(Progress::unseen, Index::cards) {
            Ok(answered) => answered,
            Err(halt) => {
                self.faults = vec![halt.to_string()];
                return None;
            }
        };
        self.notes = answered.notes();
        self.faults = answered.faults;
        self.index = answered.index;
        self.recall(usize::MAX);
        Some(self.arrange(answered.answer))
    }

    fn orders(&self) -> &'static [&'static str] {
        ORDERS
    }

    fn ordered(&self, order: usize, _count: usize) -> Vec<usize> {
        let card = |index: &usize| &self.cards[*index];
        let mut all: Vec<usize> = (0..self.cards.len()).collect();
        match order {
            1 => all.sort_by_key(|index| Reverse(card(index).published.as_deref())),
            2 => all.sort_by_cached_key(|index| lower(&fold(&head(card(index))))),
            // Without a source at the end.
            3 => all.sort_by_cached_key(|index| {
                let source = card(index).source.as_deref();
                (source.is_none(), source.map(|source| lower(&fold(source))))
            }),
            4 => all.sort_by_key(|index| Reverse(card(index).quotes)),
            _ => {}
        }
        all
    }

    fn preview(&mut self, index: usize) -> Vec<(String, bool)> {
        let Some(card) = self.cards.get(index) else { return Vec::new() };
        let passages = self.index.passages(card, 0, PREVIEW).unwrap_or_default();
        passages.into_iter().enumerate().map(|(at, passage)| (one_line(&passage.words), at == 0)).collect()
    }
}

impl Leads for Articles {
    fn lead(&self, index: usize) -> Lead {
        self.cards.get(index).map_or_else(|| lead(&Card::default(), None), |card| lead(card, None))
    }
}

/// What somebody said, each wording once.
pub struct Sayings<'s> {
    index: Index,
    own: Vec<&'s Quoted>,
    utterances: Vec<Utterance>,
    title: String,
}

impl<'s> Sayings<'s> {
    pub fn new(index: Index, title: String, own: Vec<&'s Quoted>) -> Sayings<'s> {
        Sayings { index, utterances: utterances(&own), own, title }
    }

    fn first_of(&self, index: usize) -> Option<&&'s Quoted> {
        self.own.get(self.utterances.get(index)?.first)
    }
}

impl Stock for Sayings<'_> {
    fn title(&self) -> &str {
        &self.title
    }

    fn names(&self) -> (&'static str, &'static str) {
        ("wording", "wordings")
    }

    fn first(&mut self) -> Vec<Entry> {
        let entry = |index: usize| {
            let quoted = self.first_of(index)?;
            let (saying, card) = (&quoted.saying, &quoted.card);
            let others = self.utterances[index].also.len() + self.utterances[index].differing.len();
            let also = if others == 0 { String::new() } else { format!("also in {others}") };
            let [date, source] = [&card.published, &card.source].map(|fact| fact.as_deref().unwrap_or_default());
            let facts = facts(&[date, &saying.who(), &saying.certainty, source, &also]);
            Some(Entry {
                head: format!("“{}”", saying.words), facts, also: format!("{} {}", card.title, card.file)
            })
        };
        (0..self.utterances.len()).filter_map(entry).collect()
    }

    fn all(&mut self) -> Option<Vec<Entry>> {
        None
    }

    fn preview(&mut self, index: usize) -> Vec<(String, bool)> {
        let Some(quoted) = self.first_of(index) else { return Vec::new() };
        let (saying, card) = (&quoted.saying, &quoted.card);
        let mut out = vec![(head(card), true)];
        out.extend(saying.context.iter().map(|context| (context.clone(), false)));
        let around = saying.block.and_then(|block| self.index.passages(card, block, 1).ok()?.pop());
        out.push((one_line(around.as_ref().map_or(&saying.words, |passage| &passage.words)), false));
        let utterance = &self.utterances[index];
        let others = |which: &[usize], words: bool, out: &mut Vec<(String, bool)>| {
            for other in which.iter().filter_map(|&index| self.own.get(index)) {
                let [date, source] =
                    [&other.card.published, &other.card.source].map(|f| f.as_deref().unwrap_or_default());
                let told = facts(&[date, source, &head(&other.card)]);
                out.push((
                    if words { format!("{} {told}", reworded(&other.saying.words, &saying.words)) } else { told },
                    false,
                ));
            }
        };
        if !utterance.differing.is_empty() {
            out.push(("With other words".into(), true));
            others(&utterance.differing, true, &mut out);
        }
        if !utterance.also.is_empty() {
            out.push(("The same words".into(), true));
            others(&utterance.also, false, &mut out);
        }
        out
    }
}

impl Leads for Sayings<'_> {
    fn lead(&self, index: usize) -> Lead {
        let Some(quoted) = self.first_of(index) else { return lead(&Card::default(), None) };
        let at = Mark { block: quoted.saying.block.unwrap_or(0), quote: Some(quoted.saying.number) };
        lead(&quoted.card, Some(at))
    }
}

/// Passages that were found.
pub struct Passages {
    pub title: String,
    /// By what they were found.
    pub query: Query,
    pub hits: Vec<Hit>,
}

impl Stock for Passages {
    fn title(&self) -> &str {
        &self.title
    }

    fn names(&self) -> (&'static str, &'static str) {
        ("passage", "passages")
    }

    fn first(&mut self) -> Vec<Entry> {
        let entry = |hit: &Hit| {
            let card = &hit.card;
            let [source, date] = [&card.source, &card.published].map(|fact| fact.as_deref().unwrap_or_default());
            Entry {
                head: around(&one_line(&hit.passage.words), &self.query),
                facts: facts(&[date, source, &head(card)]),
                also: format!("{}\n{}", card.file, one_line(&hit.passage.words)),
            }
        };
        self.hits.iter().map(entry).collect()
    }

    fn all(&mut self) -> Option<Vec<Entry>> {
        None
    }

    fn preview(&mut self, index: usize) -> Vec<(String, bool)> {
        let Some(hit) = self.hits.get(index) else { return Vec::new() };
        vec![(head(&hit.card), true), (one_line(&hit.passage.words), false)]
    }
}

impl Leads for Passages {
    fn lead(&self, index: usize) -> Lead {
        let Some(hit) = self.hits.get(index) else { return lead(&Card::default(), None) };
        lead(&hit.card, Some(Mark { block: hit.passage.block, quote: None }))
    }
}

/// A passage from a word a little before the first that was looked for.
fn around(words: &str, query: &Query) -> String {
    let terms = query.terms.iter().filter(|t| !t.is_barred && matches!(t.field, Field::Words | Field::Quote));
    let blocks = [Block { words: words.to_string(), ..Block::default() }];
    let mut text = Text::new(&blocks);
    let first = terms.filter_map(|term| text.find(&blocks, &Wanted::typed(&term.words)).get(0)).map(|hit| hit.start);
    let before = first.min().unwrap_or(0).saturating_sub(BEFORE);
    let start = words.char_indices().map(|(at, _)| at).find(|&at| at >= before).unwrap_or(0);
    match start {
        0 => words.to_string(),
        _ => format!("… {}", &words[words[start..].find(' ').map_or(start, |space| start + space + 1)..]),
    }
}

/// The index as it is, before anybody has looked whether the files have changed; nothing if
/// there is none to speak of.
pub fn stocked() -> Result<Option<Index>, IndexFault> {
    let index = Index::open()?;
    let has_any = index.latest(1)?.len() == 1;
    Ok(has_any.then_some(index))
}
