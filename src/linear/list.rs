//! Lists with numbers, some entries at a time.
//!
//! Comes in: what is listed, and numbers. Goes out: its lines, and what a number does. A
//! quotation has the same number in every list. May not know how a line is read.

use super::{Flow, Linear, told};
use crate::ledger::Ledger;
use crate::notes::Note;
use crate::ui::Mark;

/// So many entries are told at once.
const PAGE: usize = 10;

pub struct List {
    kind: Kind,
    /// How many entries were told.
    told: usize,
}

#[derive(Clone)]
pub enum Kind {
    Articles,
    Sections,
    People,
    /// These, by their index.
    Quotations(Vec<usize>),
    /// The paragraphs that a search found.
    Hits,
    /// These, as they were when the list was begun.
    Notes(Vec<Note>),
    /// Who speaks, as it was when the list was begun.
    Speakers(Ledger),
}

impl Kind {
    /// How one is called, and several; and what typing a number does.
    fn names(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Kind::Articles => ("article", "articles", "opens one"),
            Kind::Sections => ("section", "sections", "goes there"),
            Kind::People => ("person", "people", "lists their quotations"),
            Kind::Quotations(_) => ("quotation", "quotations", "chooses one and leaves"),
            Kind::Hits => ("paragraph", "paragraphs", "goes there"),
            Kind::Notes(_) => ("note", "notes", "goes there"),
            Kind::Speakers(_) => ("speaker", "speakers", "lists their quotations"),
        }
    }

    /// The number by which an entry is told.
    fn number(&self, entry: usize) -> usize {
        match self {
            Kind::Quotations(quotes) => quotes[entry] + 1,
            _ => entry + 1,
        }
    }
}

impl Linear<'_> {
    pub(super) fn articles(&mut self) {
        self.list(Kind::Articles);
    }

    /// Lists who speaks.
    pub(super) fn ledger(&mut self) {
        let ledger = self.reader().map(|reader| Ledger::of(reader.article, "")).unwrap_or_default();
        self.list(Kind::Speakers(ledger));
    }

    /// Tells the quotation that was asked for, and its paragraph.
    pub(super) fn begin_at(&mut self, mark: Mark) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        let quote = mark.quote.filter(|quote| *quote < article.quotes.len());
        let span = quote.and_then(|quote| article.quotes[quote].spans.first());
        self.move_to(span.map_or((mark.block, 0), |span| (span.block, span.start)));
        self.tell_step();
        self.quote = quote;
        let told = quote.map(|quote| told::whole_quote(article, quote, self.width));
        told.iter().for_each(|told| self.told.push_str(told));
    }

    /// Begins a list.
    pub(super) fn list(&mut self, kind: Kind) {
        let (one, many, does) = kind.names();
        let number = self.size(&kind);
        self.told.push_str(&format!("{}; a number {does}.\n", told::count(number, one, many)));
        self.list = Some(List { kind, told: 0 });
        self.go_on();
    }

    fn size(&self, kind: &Kind) -> usize {
        let article = self.reader().map(|reader| reader.article);
        match kind {
            Kind::Articles => self.app.articles.len(),
            Kind::Sections => article.map_or(0, |article| article.sections.len()),
            Kind::People => article.map_or(0, |article| article.people.len()),
            Kind::Quotations(quotes) => quotes.len(),
            Kind::Notes(notes) => notes.len(),
            Kind::Speakers(ledger) => ledger.rows.len(),
            Kind::Hits => self.search.as_ref().map_or(0, |search| search.blocks.len()),
        }
    }

    /// Goes on with the list, if there is more of it. There may be less by now.
    pub(super) fn more(&mut self) {
        match &self.list {
            Some(List { kind, told }) if *told >= self.size(kind) => drop(self.say("That was all of the list.")),
            Some(_) => self.go_on(),
            None => drop(self.say("There is no list to go on with.")),
        }
    }

    fn go_on(&mut self) {
        let Some(List { kind, told }) = self.list.take() else { return };
        let size = self.size(&kind);
        let end = size.min(told + PAGE);
        let lines: String = (told..end).map(|entry| self.entry(&kind, entry)).collect();
        self.told.push_str(&lines);
        if end < size {
            self.say(&format!("{} more: type m.", size - end));
        }
        self.list = Some(List { kind, told: end });
    }

    fn entry(&mut self, kind: &Kind, entry: usize) -> String {
        if let Kind::Notes(notes) = kind {
            return self.note_entry(entry + 1, &notes[entry]);
        }
        if let Kind::Articles = kind {
            return told::article(&self.app.articles[entry], entry, self.width);
        }
        let Some(reader) = self.reader() else { return String::new() };
        match kind {
            Kind::Articles | Kind::Notes(_) => String::new(),
            Kind::Sections => told::section(reader, entry, self.width),
            Kind::People => told::person(reader, entry, self.width),
            Kind::Quotations(quotes) => told::quote(reader.article, quotes[entry], self.width),
            Kind::Speakers(ledger) => told::speaker(ledger, entry, self.width),
            Kind::Hits => {
                let Some(search) = &self.search else { return String::new() };
                let block = search.blocks[entry];
                let hit = search.hits.get(search.hits.at_or_after(search.text.range_of(block).start));
                let byte = hit.map_or(0, |hit| search.text.span(&hit, &reader.article.blocks).start);
                told::hit(reader.article, entry + 1, (block, byte), self.width)
            }
        }
    }

    /// Does what the numbers of the list do.
    pub(super) fn choose_of_list(&mut self, numbers: &[usize]) -> Flow {
        let Some(kind) = self.list.as_ref().map(|list| list.kind.clone()) else {
            return self.say("Numbers are of a list: type o, l, p, O or / and words first; c 3 chooses quotation 3.");
        };
        if let Some(refused) = self.refusal(&kind, numbers) {
            self.told.push_str(&told::line(&refused, self.width));
            return Flow::Continue;
        }
        if let Kind::Quotations(_) = kind {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            return self.choose(&numbers.join(" "));
        }
        let &[number] = numbers else { return self.say(&format!("Type one number; it {}.", kind.names().2)) };
        self.take(&kind, number - 1);
        Flow::Continue
    }

    /// Why numbers are not obeyed: whoever was not told one does not know what it is of.
    fn refusal(&self, kind: &Kind, numbers: &[usize]) -> Option<String> {
        let size = self.size(kind);
        let told = self.list.as_ref().map_or(0, |list| list.told.min(size));
        let known: Vec<usize> = (0..told).map(|entry| kind.number(entry)).collect();
        let number = numbers.iter().find(|number| !known.contains(number))?;
        let (one, ..) = kind.names();
        Some(match told::numbers(&known) {
            none if none.is_empty() => "There is nothing in the list any more.".to_string(),
            all if told == size => format!("There is no {one} {number} in the list, only {all}."),
            some => format!("No {one} {number} was told yet, only {some}; m tells more."),
        })
    }

    fn take(&mut self, kind: &Kind, entry: usize) {
        let article = self.reader().map(|reader| reader.article);
        match kind {
            Kind::Articles => self.open(entry),
            Kind::People => self.quotations_of(&[entry]),
            Kind::Sections => {
                let section = article.and_then(|article| article.sections.get(entry));
                section.into_iter().for_each(|section| self.go((section.blocks.start, 0)));
            }
            Kind::Hits => {
                let block = self.search.as_ref().map(|search| search.blocks[entry]);
                block.into_iter().for_each(|block| self.go((block, 0)));
            }
            Kind::Notes(notes) => self.go_to_note(entry + 1, &notes[entry]),
            Kind::Speakers(ledger) => {
                // The article may have become another since.
                let count = article.map_or(0, |article| article.quotes.len());
                let quotes = ledger.rows[entry].turns.iter().map(|turn| turn.quote).filter(|quote| *quote < count);
                self.list(Kind::Quotations(quotes.collect()));
            }
            Kind::Quotations(_) => {}
        }
    }
}
