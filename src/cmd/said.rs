//! `pullquote said`: everything a person is quoted as saying in the library.
//!
//! Comes in: a name and words. Goes out: each wording once, by date, with where else it
//! stands: for a reader as a list, else as records; and who else is described so. May not
//! know how the index finds them.

use std::io::IsTerminal;

use super::browse::browse;
use super::config;
use super::desk::{Desk, Form, Halt};
use super::index::{Answered, consult, halt};
use super::stock::Sayings;
use crate::catalog::utterance::utterances;
use crate::catalog::{Quoted, Voice, Voices};
use crate::cli::{Read, Said};
use crate::ledger::Kind;
use crate::library::{Index, IndexFault};
use crate::output::message;
use crate::record::{self, Record, Value};

/// So many names are told before what they said.
const LISTED: usize = 8;

pub fn run(desk: &mut Desk, args: &Said, read: &Read) -> Result<(), Halt> {
    let words = args.words.join(" ");
    // The first are read while the folders are looked through: nobody waits for the others.
    let question = |index: &Index| {
        let voices = index.voices(&args.name, &words)?;
        let first = voices.told.first().map(|voice| index.quoted(&voice.quotes)).transpose()?;
        Ok((voices, first))
    };
    let Answered { answer: (Voices { told: voices, described }, mut first), index, .. } = consult(desk, question)?;
    let own = voices.iter().map(|voice| first.take().map_or_else(|| index.quoted(&voice.quotes), Ok));
    if voices.is_empty() {
        let with = if args.words.is_empty() { String::new() } else { format!(" with {words:?}") };
        desk.missing(&format!("nobody called {:?} is quoted in the library{with}", args.name));
        beside(&described);
        return Ok(());
    }
    let is_read = args.format.is_none() && args.rest.template.is_none() && std::io::stdout().is_terminal();
    if is_read {
        let own = own.collect::<Result<Vec<_>, _>>().and_then(|own| index.let_go().map(|()| own)).map_err(halt)?;
        let own = own.iter().flatten().collect();
        let mut sayings = Sayings::new(index, title(&voices, &described), own);
        return browse(desk, read, config::load()?, &mut sayings);
    }
    let told = listed(voices.iter().map(label));
    match voices.as_slice() {
        [Voice { kind: Kind::Person, .. }] => {}
        [Voice { kind: Kind::Person, .. }, ..] => message(&format!("{} people are called so: {told}", voices.len())),
        _ => message(&format!("nobody is called {:?}, but sources are described so: {told}", args.name)),
    }
    print(desk, args, own)?;
    beside(&described);
    Ok(())
}

/// Each wording of each of them as a record.
fn print(desk: &mut Desk, args: &Said, all: impl Iterator<Item = Result<Vec<Quoted>, IndexFault>>) -> Result<(), Halt> {
    let mut form = Form::new(record::Kind::Saying, args.format.as_deref().unwrap_or("json"), &args.rest)?;
    for own in all {
        let own = own.map_err(halt)?;
        let own: Vec<&Quoted> = own.iter().collect();
        for utterance in utterances(&own) {
            let (also, differing) = (addresses(&own, &utterance.also), addresses(&own, &utterance.differing));
            let Some(first) = own.get(utterance.first) else { continue };
            let Record { mut values, .. } = first.saying.record(&first.card);
            values.extend([Value::List(&also), Value::List(&differing)]);
            desk.record(&mut form, &Record { kind: record::Kind::Saying, values })?;
        }
    }
    desk.end(&mut form)
}

fn title(voices: &[Voice], described: &[(String, usize)]) -> String {
    let more = match count(described) {
        0 => String::new(),
        more => format!("; by others described so ({more})"),
    };
    format!("Said by {}{more}", listed(voices.iter().map(label)))
}

fn count(described: &[(String, usize)]) -> usize {
    described.iter().map(|(_, count)| count).sum()
}

/// Whoever has no name is told by words that the article has.
fn label(Voice { name, kind, quotes }: &Voice) -> String {
    let name = if *kind == Kind::Unnamed { format!("“{name}”") } else { name.clone() };
    format!("{name} ({})", quotes.len())
}

/// The first of them, and how many there are more.
fn listed(mut told: impl ExactSizeIterator<Item = String>) -> String {
    let more = told.len().saturating_sub(LISTED);
    let first = told.by_ref().take(LISTED).collect::<Vec<_>>().join(", ");
    if more == 0 { first } else { format!("{first} and {more} more") }
}

/// Tells of sources who are none of those that were asked for, but described with the name.
fn beside(described: &[(String, usize)]) {
    let count = count(described);
    if count > 0 {
        let told = listed(described.iter().map(|(words, count)| format!("“{words}” ({count})")));
        let quotations = if count == 1 { "quotation" } else { "quotations" };
        message(&format!(
            "besides {count} {quotations} of others described so: {told}; more of the words ask for them"
        ));
    }
}

fn addresses(own: &[&Quoted], indices: &[usize]) -> Vec<String> {
    indices.iter().filter_map(|&index| own.get(index)).map(|quoted| address(quoted)).collect()
}

fn address(quoted: &Quoted) -> String {
    format!("{}#{}", quoted.card.file, quoted.saying.id)
}
