//! What is kept of an article and taken along: notes, marks, copies.
//!
//! Comes in: what was asked for, and what follows it. Goes out: the changed notes and marks,
//! which are the interface's own, and words to copy. May not know where any of it is kept.

use super::list::Kind;
use super::step::Step;
use super::{Flow, Linear, command, told};
use crate::content::closest;
use crate::notes::{Change, Note, Placed, TEXT};
use crate::passage::Passage;

impl Linear<'_> {
    /// Reads the notes of the articles that were opened.
    pub(super) fn read_notes(&mut self) {
        for index in std::mem::take(&mut self.app.unread) {
            let notes = self.scribes.notebook.read(index);
            match (notes, self.app.readers.get_mut(&index)) {
                (Ok(notes), Some(reader)) => {
                    reader.take_notes(notes);
                    reader.seek_all_notes();
                }
                (Err(why), _) => drop(self.say(&format!("{why}."))),
                (Ok(_), None) => {}
            }
        }
    }

    pub(super) fn notes(&mut self) {
        match self.reader().map_or(0, |reader| reader.notes.all.len()) {
            0 => drop(self.say("Nothing is noted here: type A and words to note them.")),
            _ => {
                let notes = self.reader().map_or(&[][..], |reader| &reader.notes.all);
                let notes = notes.iter().map(|placed| placed.note.clone()).collect();
                self.list(Kind::Notes(notes));
            }
        }
    }

    /// Tells a note of a list.
    pub(super) fn note_entry(&mut self, number: usize, note: &Note) -> String {
        let told = match self.reader().zip(self.find_note(note)) {
            Some((reader, index)) => told::note(reader, number, index, self.width),
            None => told::deleted_note(number, self.width),
        };
        self.notes_told.insert(number, note.clone());
        told
    }

    /// A note by its number is that one until another is told by the number.
    pub(super) fn number_notes(&mut self) {
        let Some((reader, step)) = self.reader().zip(self.here()) else { return };
        let told = told::notes_told(reader, &step).map(|index| (index + 1, reader.notes.all[index].note.clone()));
        let told: Vec<(usize, Note)> = told.collect();
        self.notes_told.extend(told);
    }

    /// Where a note is that was told. In a file that somebody wrote an id may be there twice.
    fn find_note(&self, told: &Note) -> Option<usize> {
        let all = &self.reader()?.notes.all;
        let same = all.iter().position(|placed| placed.note == *told);
        same.or_else(|| all.iter().position(|placed| placed.note.id == told.id))
    }

    /// Goes to a note of the list.
    pub(super) fn go_to_note(&mut self, number: usize, note: &Note) {
        let placed = self.reader().zip(self.find_note(note)).map(|(reader, index)| &reader.notes.all[index]);
        match placed.map(|placed| (placed.passage, placed.fit)) {
            Some((Some(passage), _)) => self.go(passage.start),
            Some((None, fit)) => drop(self.say(&format!("Its words {}.", fit.unplaced()))),
            None => drop(self.say(&format!("Note {number} was deleted; O lists the others."))),
        }
    }

    /// What is noted: the quotation that was told last, else the paragraph.
    fn passage(&self) -> Option<Passage> {
        let (reader, Step { block, range, .. }) = self.reader().zip(self.here())?;
        let spans = self.quote.map(|quote| &reader.article.quotes[quote].spans[..]);
        match spans.map(|spans| spans.first().zip(spans.last())) {
            Some(ends) => {
                ends.map(|(first, last)| Passage { start: (first.block, first.start), end: (last.block, last.end) })
            }
            None => Some(Passage { start: (block, range.start), end: (block, range.end) }),
        }
    }

    /// That as a note, and the one that is on it already.
    fn noted(&self) -> Option<(Note, Option<&Placed>)> {
        let (reader, passage) = self.reader().zip(self.passage())?;
        let note = Note::on(passage, &reader.article.blocks, None)?;
        let is_on = |placed: &&Placed| match self.quote {
            Some(_) => true,
            // Notes on words of a paragraph are not on it.
            None => {
                placed.passage.is_some_and(|there| there.start == (note.block, note.byte))
                    && placed.note.words == note.words
            }
        };
        let known = reader.notes_in(passage).find(is_on);
        Some((note, known))
    }

    /// Notes words, or goes on with those that are there; without words it is a highlight.
    pub(super) fn note(&mut self, words: &str, is_highlight: bool) -> Flow {
        let Some((reader, (new, known))) = self.reader().zip(self.noted()) else {
            return self.say("There are no words here to note, or too many.");
        };
        let known = known.map(|placed| placed.to_edit(&reader.article.blocks));
        let text = known.as_ref().and_then(|note| note.text.clone());
        match (&known, &text) {
            (Some(_), _) if is_highlight => return self.say("It is highlighted already; X deletes that."),
            (_, Some(text)) if words.is_empty() => return self.say(&format!("The note: {text}")),
            (_, None) if words.is_empty() && !is_highlight => {
                return self.say("Type A and the words of the note, on one line.");
            }
            _ => {}
        }
        let all: Vec<&str> =
            text.iter().map(String::as_str).chain([words].into_iter().filter(|words| !words.is_empty())).collect();
        let all = all.join(" ");
        if !words.is_empty() && all.len() > TEXT {
            let over = all.len() - TEXT;
            return self.say(&format!("Nothing was noted: that is {over} bytes too long; a note has {TEXT} at most."));
        }
        let text = Some(all).filter(|text| !text.is_empty());
        self.change(Change::Put(Note { text, ..known.unwrap_or(new) }))
    }

    /// Deletes a note by its number, or the one on what would be noted.
    pub(super) fn delete_note(&mut self, rest: &str) -> Flow {
        let numbers = match command::numbers(rest) {
            Ok(numbers) => numbers,
            Err(why) => return self.say(&why),
        };
        let note = match &numbers[..] {
            [] => self.noted().and_then(|(_, known)| Some(known?.note.clone())),
            [number] => match self.notes_told.get(number).map(|told| self.find_note(told)) {
                Some(Some(index)) => self.reader().map(|reader| reader.notes.all[index].note.clone()),
                Some(None) => return self.say(&format!("Note {number} was deleted; O lists the others.")),
                None => return self.say(&format!("No note {number} was told; O lists them.")),
            },
            _ => None,
        };
        match note {
            Some(note) => self.change(Change::Remove(note)),
            None => self.say("There is no such note; O lists them."),
        }
    }

    pub(super) fn bring_back(&mut self) -> Flow {
        match self.reader().and_then(|reader| reader.notes.deleted.last().cloned()) {
            Some(note) => self.change(Change::Put(note)),
            None => self.say("No note was deleted."),
        }
    }

    /// Makes a change of the notes, and tells where it is kept.
    fn change(&mut self, change: Change) -> Flow {
        let Some(index) = self.app.open else { return Flow::Continue };
        let (change, saved) = self.scribes.notebook.change(index, change);
        let done = match &change {
            Change::Put(Note { text: Some(_), .. }) => "Noted",
            Change::Put(_) => "Highlighted",
            Change::Remove(_) => "Deleted",
        };
        let on = match &change {
            Change::Put(note) | Change::Remove(note) => told::noted_words(note),
        };
        let (kept, back) = match (&change, saved) {
            (Change::Put(_), Ok(file)) => (format!(", in {file}"), "X deletes it"),
            (Change::Remove(_), Ok(_)) => (String::new(), "U brings it back"),
            (_, Err(why)) => (format!(", but only until you leave: {why}"), "O lists all"),
        };
        if let Some(reader) = self.app.reader_mut() {
            reader.take_noted(change);
            reader.seek_all_notes();
        }
        self.say(&format!("{done}: {on}{kept}. {back}."))
    }

    /// Marks the place with a letter.
    pub(super) fn mark(&mut self, rest: &str) -> Flow {
        match (letter(rest), self.app.reader_mut()) {
            (Some(letter), Some(reader)) => {
                reader.set_mark(letter);
                self.say(&format!("Marked with {letter}; '{letter} goes here."))
            }
            _ => self.say("Type M and a letter, a to z or A to Z."),
        }
    }

    /// To a mark; without a letter all are told.
    pub(super) fn go_to_mark(&mut self, rest: &str) -> Flow {
        let Some(reader) = self.reader() else { return Flow::Continue };
        let letters = match reader.mark_letters() {
            letters if letters.is_empty() => "No place is marked; type M and a letter.".to_string(),
            letters => {
                let all: Vec<&str> = letters.split(' ').collect();
                format!("{}: {}.", told::count(all.len(), "mark", "marks"), all.join(", "))
            }
        };
        match letter(rest).map(|letter| (letter, reader.mark(letter))) {
            Some((_, Some(place))) => self.go(place),
            Some((letter, None)) => return self.say(&format!("There is no mark {letter}. {letters}")),
            None => return self.say(&letters),
        }
        Flow::Continue
    }

    /// A quotation to copy: the one that was told last, the first of the paragraph, or that
    /// of a number; in the usual format, or in that of a name.
    pub(super) fn copy(&mut self, rest: &str) -> Flow {
        let is_name = |word: &&str| !word.starts_with(|c: char| c.is_ascii_digit());
        let (names, numbers): (Vec<&str>, Vec<&str>) = rest.split_whitespace().partition(is_name);
        let numbers = match command::numbers(&numbers.join(" ")) {
            Ok(numbers) => numbers,
            Err(why) => return self.say(&why),
        };
        let name = names.first().map_or("text".to_string(), |name| name.to_lowercase());
        let Some(&format) = self.scribes.formats.iter().find(|format| **format == name) else {
            let near = closest(&name, self.scribes.formats.iter().copied());
            let near = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
            return self.say(&format!("There is no such format.{near} There are {}.", self.scribes.formats.join(", ")));
        };
        let Some((open, reader)) = self.app.open.zip(self.reader()) else { return Flow::Continue };
        let all = reader.article.quotes.len();
        let Some(quote) = self.quote_meant(&numbers).filter(|quote| *quote < all) else {
            return self.say(&format!("There is no such quotation; l lists all {all}."));
        };
        match (self.scribes.writer)(open, quote, format).filter(|words| !words.is_empty()) {
            Some(words) => Flow::Copy(format, words),
            None => self.say(&format!("There is no {format} of it: the article has no address.")),
        }
    }

    /// The quotation of a number, else the one at hand.
    pub(super) fn quote_meant(&self, numbers: &[usize]) -> Option<usize> {
        let (reader, step) = self.reader().zip(self.here())?;
        let first = || reader.places.quotes_in(step.block, &step.range).into_iter().map(|quote| quote.1).min();
        match numbers {
            [] => self.quote.or_else(first),
            [number] => number.checked_sub(1),
            _ => None,
        }
    }
}

/// One letter, and nothing else.
fn letter(rest: &str) -> Option<char> {
    let mut letters = rest.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters.next().is_none().then_some(letter)
}
