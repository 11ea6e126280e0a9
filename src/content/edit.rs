//! A correction, written into the text of a content file.
//!
//! Comes in: the text, the article as it is read of it and searched, and a correction
//! of that. Goes out: the text with it, in which nothing else has changed, or why there
//! is none. What is written is read again before it is given away: the quotation has to
//! stand where it stood, all others too, and no fault may be new. May not know files.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use toml_edit::{Array, Value};

use super::hint::{Form, Hint, candidates, pieces, words};
use super::names::same_name;
use super::sheet::{Line, Sheet};
use super::{Fault, FaultKind, Place, places};
use crate::article::{Article, Origin, Person, Quote, Span};
use crate::correction::{Correction, Refusal};
use crate::engine::locate::{Locator, is_headline};

const QUOTES: &str = "quotes";
const PEOPLE: &str = "people";

/// The text of a content file with a correction of its article.
pub fn edit(text: &str, article: &Article, correction: &Correction) -> Result<String, Refusal> {
    let (faults, places) = places(text);
    let file = File { text, article, faults: counted(&faults), places: places.ok_or(Refusal::NotTold)? };
    match correction {
        Correction::Speaker { quote, name } => file.speaker(*quote, name.as_deref()),
        Correction::Reject { quote } => file.reject(*quote),
        Correction::Join { first, second } => file.join(*first, *second),
        Correction::Merge { person, into } => file.merge(*person, *into),
    }
}

struct File<'a> {
    text: &'a str,
    article: &'a Article,
    /// How many faults of each kind it has.
    faults: HashMap<Discriminant<FaultKind>, usize>,
    places: Vec<Place>,
}

/// What must be true of the entries of quotations afterwards.
#[derive(Default)]
struct Expected<'a> {
    /// The one that is written: its number then, where it stands, whether it is rejected.
    changed: Option<(usize, &'a [Span], bool)>,
    /// The number before of the one that is changed, and of the one that is taken out.
    was: Option<usize>,
    removed: Option<usize>,
}

/// A quotation whose words are written down.
struct Draft<'a> {
    quote: &'a Quote,
    speaker: Option<&'a str>,
    rejected: bool,
    /// Who is written down with it.
    newcomers: Vec<Vec<Line>>,
    /// The entry that becomes this one, and the one that goes into it.
    entry: Option<usize>,
    removed: Option<usize>,
}

fn counted(faults: &[Fault]) -> HashMap<Discriminant<FaultKind>, usize> {
    let mut counts = HashMap::new();
    faults.iter().for_each(|fault| *counts.entry(discriminant(&fault.kind)).or_default() += 1);
    counts
}

impl File<'_> {
    fn quote(&self, index: usize) -> Result<&Quote, Refusal> {
        self.article.quotes.get(index).ok_or(Refusal::Missing)
    }

    fn person(&self, index: usize) -> Result<&Person, Refusal> {
        self.article.people.get(index).ok_or(Refusal::Missing)
    }

    fn sheet(&self) -> Result<Sheet<'_>, Refusal> {
        Sheet::new(self.text).ok_or(Refusal::NotTold)
    }

    /// The entry of a quotation. Of several at one place the first is the first.
    fn entry(&self, index: usize) -> Option<usize> {
        let spans = &self.article.quotes.get(index)?.spans;
        let before = self.article.quotes[..index].iter().filter(|quote| quote.spans == *spans).count();
        let mut own = self.places.iter().filter(|place| !place.rejected && place.spans == *spans);
        own.nth(before).map(|place| place.entry)
    }

    /// The entry of a person.
    fn named(&self, sheet: &Sheet<'_>, name: &str) -> Option<usize> {
        let name = same_name(name);
        let is_named = |&entry: &usize| sheet.string((PEOPLE, entry), "name").is_some_and(|n| same_name(n) == name);
        (0..sheet.count(PEOPLE)).find(is_named)
    }

    fn speaker(&self, index: usize, name: Option<&str>) -> Result<String, Refusal> {
        let quote = self.quote(index)?;
        let name = name.map(|name| self.full(name));
        let mut sheet = self.sheet()?;
        let newcomers = name.as_ref().map(|name| self.newcomers(&sheet, name)).unwrap_or_default();
        let Some(entry) = self.entry(index) else {
            let speaker = name.as_deref();
            return self.settle(&Draft { quote, speaker, rejected: false, newcomers, entry: None, removed: None });
        };
        match &name {
            Some(name) => sheet.set((QUOTES, entry), "speaker", name, "text"),
            None => sheet.take_out((QUOTES, entry), "speaker"),
        }
        correct(&mut sheet, entry);
        newcomers.iter().for_each(|keys| sheet.push(PEOPLE, keys));
        self.checked(sheet.write(), &Expected::same(entry, quote, false))
    }

    fn reject(&self, index: usize) -> Result<String, Refusal> {
        let quote = self.quote(index)?;
        let mut sheet = self.sheet()?;
        let Some(entry) = self.entry(index) else {
            let speaker = self.article.speaker(quote).map(|person| person.name.as_str());
            let speaker = speaker.filter(|name| self.named(&sheet, name).is_some());
            return self.settle(&Draft {
                quote,
                speaker,
                rejected: true,
                newcomers: Vec::new(),
                entry: None,
                removed: None,
            });
        };
        correct(&mut sheet, entry);
        sheet.set((QUOTES, entry), "rejected", true, "");
        self.checked(sheet.write(), &Expected::same(entry, quote, true))
    }

    fn join(&self, first: usize, second: usize) -> Result<String, Refusal> {
        let (one, other) = (self.quote(first)?, self.quote(second)?);
        let in_headline = |quote: &Quote| quote.spans.first().map(|span| is_headline(&self.article.blocks[span.block]));
        if in_headline(one).is_none() || in_headline(one) != in_headline(other) || one.spans >= other.spans {
            return Err(Refusal::Apart);
        }
        let quote = Quote {
            spans: [&one.spans[..], &other.spans].concat(),
            words: format!("{} {}", one.words, other.words),
            ..one.clone()
        };
        let speaker = self.article.speaker(one).map(|person| person.name.as_str());
        let sheet = self.sheet()?;
        let newcomers = speaker.map(|name| self.newcomers(&sheet, name)).unwrap_or_default();
        let (entry, removed) = (self.entry(first), self.entry(second));
        self.settle(&Draft { quote: &quote, speaker, rejected: false, newcomers, entry, removed })
    }

    fn merge(&self, person: usize, into: usize) -> Result<String, Refusal> {
        let (one, other) = (self.person(person)?, self.person(into)?);
        if person == into {
            return Err(Refusal::Missing);
        }
        let mut sheet = self.sheet()?;
        let forms: Vec<String> = [&other.aliases[..], std::slice::from_ref(&one.name), &one.aliases].concat();
        let aliases = self.free(&sheet, &forms, &[&other.name, &one.name]);
        for entry in 0..sheet.count(QUOTES) {
            let speaker = sheet.string((QUOTES, entry), "speaker").map(|name| self.known(name));
            if speaker.is_some_and(|name| name == one.name) {
                sheet.set((QUOTES, entry), "speaker", &other.name, "text");
            }
        }
        self.absorb(&mut sheet, one, other, aliases);
        if let Some(entry) = self.named(&sheet, &one.name) {
            sheet.remove((PEOPLE, entry));
        }
        self.checked(sheet.write(), &Expected::default())
    }

    /// Gives one person the forms of another's name, and what else is known of them only
    /// there.
    fn absorb(&self, sheet: &mut Sheet<'_>, one: &Person, other: &Person, aliases: Vec<String>) {
        let Some(entry) = self.named(sheet, &other.name).map(|entry| (PEOPLE, entry)) else {
            let role = other.role.clone().or_else(|| one.role.clone());
            let about = other.about.clone().or_else(|| one.about.clone());
            return sheet.push(PEOPLE, &lines(&Person { aliases, role, about, ..other.clone() }));
        };
        sheet.set(entry, "aliases", aliases.iter().collect::<Array>(), "name");
        for (key, value) in [("role", &one.role), ("about", &one.about)] {
            if let Some(value) = value.as_ref().filter(|_| !sheet.has(entry, key)) {
                sheet.set(entry, key, value, "");
            }
        }
        sheet.set(entry, "origin", Origin::Corrected.name(), "");
    }

    /// The name as it is written of whoever has it. Who is only called so, too, is another.
    fn full(&self, name: &str) -> String {
        let known = self.article.people.iter().find(|person| same_name(&person.name) == same_name(name));
        known.map_or_else(|| name.trim().to_string(), |person| person.name.clone())
    }

    /// The name as it is read of a file, be it another form of it.
    fn known(&self, name: &str) -> String {
        let full = self.full(name);
        if self.article.people.iter().any(|person| person.name == full) {
            return full;
        }
        let mut other = self.article.people.iter().filter(|person| is_called(person, name));
        // Where several have it, nobody is meant.
        let only = other.next().filter(|_| other.next().is_none());
        only.map_or(full, |person| person.name.clone())
    }

    /// What is written of a speaker who has no entry yet. Who was found to be called so, too,
    /// is written down as well, or would be taken for them when the file is read.
    fn newcomers(&self, sheet: &Sheet<'_>, name: &str) -> Vec<Vec<Line>> {
        if self.named(sheet, name).is_some() {
            return Vec::new();
        }
        let others = self.article.people.iter().filter(|person| is_called(person, name));
        let others = others.map(|person| person.name.as_str()).filter(|&other| other != name);
        let unwritten = others.filter(|other| self.named(sheet, other).is_none());
        let mut all: Vec<Vec<Line>> = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for name in std::iter::once(name).chain(unwritten) {
            let mut person = self.newcomer(sheet, name);
            // A form that two of them have is nobody's.
            person.aliases.retain(|alias| !taken.contains(&same_name(alias)));
            taken.extend(person.aliases.iter().map(|alias| same_name(alias)));
            all.push(lines(&person));
        }
        all
    }

    /// What is written of somebody who has no entry yet.
    fn newcomer(&self, sheet: &Sheet<'_>, name: &str) -> Person {
        let found = self.article.people.iter().find(|person| person.name == name);
        let found = found.cloned().unwrap_or_else(|| Person { name: name.to_string(), ..Person::default() });
        let aliases = self.free(sheet, &found.aliases, &[name]);
        Person { aliases, ..found }
    }

    /// The forms of a name that nobody else has in the file; a form is for one.
    fn free(&self, sheet: &Sheet<'_>, aliases: &[String], own: &[&str]) -> Vec<String> {
        let own: Vec<String> = own.iter().map(|name| same_name(name)).collect();
        let mut taken: Vec<String> = own.iter().take(1).cloned().collect();
        for entry in (0..sheet.count(PEOPLE)).map(|entry| (PEOPLE, entry)) {
            let name = sheet.string(entry, "name").map(same_name);
            let is_other = name.as_ref().is_none_or(|name| !own.contains(name));
            if is_other && sheet.string(entry, "origin") != Some(Origin::Found.name()) {
                taken.extend(sheet.strings(entry, "aliases").iter().map(|alias| same_name(alias)));
            }
        }
        let mut free: Vec<String> = Vec::new();
        for alias in aliases {
            let same = same_name(alias);
            if !taken.contains(&same) {
                taken.push(same);
                free.push(alias.clone());
            }
        }
        free
    }

    /// Writes the words of a quotation in the first way that leads to its place.
    fn settle(&self, draft: &Draft<'_>) -> Result<String, Refusal> {
        let blocks = &self.article.blocks;
        let first = draft.quote.spans.first();
        let is_headline = first.is_some_and(|span| is_headline(&blocks[span.block]));
        let mut probe = if is_headline { Locator::of_headlines(blocks) } else { Locator::new(blocks) };
        let has_section = match draft.entry {
            Some(entry) => self.sheet()?.has((QUOTES, entry), "section"),
            None => false,
        };
        for hint in candidates(self.article, draft.quote, &mut probe) {
            // The section that is told may be all that is needed, or in the way.
            for keeps_section in [true, false].into_iter().take(if has_section { 2 } else { 1 }) {
                let text = self.drafted(draft, hint, is_headline, keeps_section)?;
                if let Ok(text) = self.checked(text, &self.expected(draft)?) {
                    return Ok(text);
                }
            }
        }
        Err(Refusal::NotTold)
    }

    fn drafted(&self, draft: &Draft<'_>, hint: Hint, headline: bool, keeps_section: bool) -> Result<String, Refusal> {
        let mut sheet = self.sheet()?;
        let text: Value = match hint.form {
            Form::InPieces => pieces(self.article, draft.quote).iter().collect::<Array>().into(),
            form => words(draft.quote, form).as_ref().into(),
        };
        let nth = hint.nth.map(|nth| Value::from(i64::try_from(nth).unwrap_or(i64::MAX)));
        draft.newcomers.iter().for_each(|keys| sheet.push(PEOPLE, keys));
        match draft.entry.map(|entry| (QUOTES, entry)) {
            Some(entry) => {
                sheet.set(entry, "text", text, "");
                match nth {
                    Some(nth) => sheet.set(entry, "nth", nth, "text"),
                    None => sheet.take_out(entry, "nth"),
                }
                if !keeps_section {
                    sheet.take_out(entry, "section");
                }
                correct(&mut sheet, entry.1);
            }
            None => sheet.push(QUOTES, &draft.lines(text, nth, headline)),
        }
        draft.removed.iter().for_each(|entry| sheet.remove((QUOTES, *entry)));
        Ok(sheet.write())
    }

    fn expected<'d>(&self, draft: &'d Draft<'_>) -> Result<Expected<'d>, Refusal> {
        let number = draft.entry.unwrap_or(self.sheet()?.count(QUOTES));
        let number = number - usize::from(draft.removed.is_some_and(|removed| removed < number));
        let changed = Some((number, &draft.quote.spans[..], draft.rejected));
        Ok(Expected { changed, was: draft.entry, removed: draft.removed })
    }

    /// The text, if it reads as it should: nothing else has moved, and no fault is new.
    fn checked(&self, text: String, expected: &Expected<'_>) -> Result<String, Refusal> {
        let (faults, after) = places(&text);
        let after = after.ok_or(Refusal::NotTold)?;
        let is_as_wanted = expected.changed.is_none_or(|(number, spans, rejected)| {
            let changed = after.iter().find(|place| place.entry == number);
            changed.is_some_and(|place| place.spans == spans && place.rejected == rejected)
        });
        let number = expected.changed.map(|changed| changed.0);
        let others = after.iter().filter(|place| Some(place.entry) != number);
        let gone = [expected.was, expected.removed];
        let before = self.places.iter().filter(|place| !gone.contains(&Some(place.entry)));
        let is_same = others.map(still).eq(before.map(still));
        let is_whole = counted(&faults).iter().all(|(kind, count)| self.faults.get(kind).unwrap_or(&0) >= count);
        if is_as_wanted && is_same && is_whole { Ok(text) } else { Err(Refusal::NotTold) }
    }
}

impl Draft<'_> {
    /// What is written of a quotation that has no entry yet.
    fn lines(&self, text: Value, nth: Option<Value>, headline: bool) -> Vec<Line> {
        let keys = [
            Some(("text", text)),
            self.speaker.map(|name| ("speaker", name.into())),
            self.quote.context.as_ref().map(|context| ("context", context.into())),
            nth.map(|nth| ("nth", nth)),
            headline.then(|| ("headline", true.into())),
            Some(("origin", Origin::Corrected.name().into())),
            self.rejected.then(|| ("rejected", true.into())),
        ];
        keys.into_iter().flatten().collect()
    }
}

impl<'a> Expected<'a> {
    /// An entry that stays where it is.
    fn same(entry: usize, quote: &'a Quote, rejected: bool) -> Expected<'a> {
        Expected { changed: Some((entry, &quote.spans, rejected)), was: Some(entry), removed: None }
    }
}

/// Whether a name is another form of a person's.
fn is_called(person: &Person, name: &str) -> bool {
    person.aliases.iter().any(|alias| same_name(alias) == same_name(name))
}

/// What of an entry does not change when others do.
fn still(place: &Place) -> (&[Span], bool) {
    (&place.spans, place.rejected)
}

/// Says of an entry that somebody has looked at it.
fn correct(sheet: &mut Sheet<'_>, entry: usize) {
    sheet.take_out((QUOTES, entry), "certainty");
    sheet.set((QUOTES, entry), "origin", Origin::Corrected.name(), "");
}

/// What is written of a person.
fn lines(person: &Person) -> Vec<Line> {
    let aliases = (!person.aliases.is_empty()).then(|| person.aliases.iter().collect::<Array>());
    let keys = [
        Some(("name", person.name.as_str().into())),
        aliases.map(|aliases| ("aliases", aliases.into())),
        person.role.as_ref().map(|role| ("role", role.into())),
        person.about.as_ref().map(|about| ("about", about.into())),
        Some(("origin", Origin::Corrected.name().into())),
    ];
    keys.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
