//! `pullquote said`: everything a person is quoted as saying in the library.
//!
//! Comes in: a name and words. Goes out: each wording once, by date, with where else it
//! stands: for a reader as a list, else as records. May not know how the index finds them.

use std::io::IsTerminal;

use super::browse::browse;
use super::config;
use super::desk::{Desk, Form, Halt};
use super::index::{Answered, consult};
use super::stock::Sayings;
use crate::catalog::Quoted;
use crate::catalog::utterance::utterances;
use crate::cli::{Read, Said};
use crate::output::message;
use crate::record::{Kind, Record, Value};

pub fn run(desk: &mut Desk, args: &Said, read: &Read) -> Result<(), Halt> {
    let words = args.words.join(" ");
    let Answered { answer: voices, index, .. } = consult(desk, |index| index.voices(&args.name, &words))?;
    if voices.is_empty() {
        let with = if args.words.is_empty() { String::new() } else { format!(" with {words:?}") };
        desk.missing(&format!("nobody called {:?} is quoted in the library{with}", args.name));
        return Ok(());
    }
    let told: Vec<String> = voices.iter().map(|voice| format!("{} ({})", voice.name, voice.said.len())).collect();
    let is_read = args.format.is_none() && args.rest.template.is_none() && std::io::stdout().is_terminal();
    if is_read {
        let own = voices.iter().flat_map(|voice| &voice.said).collect();
        let mut sayings = Sayings::new(index, format!("Said by {}", told.join(", ")), own);
        return browse(desk, read, config::load()?, &mut sayings);
    }
    if voices.len() > 1 {
        message(&format!("{} people are called so: {}", voices.len(), told.join(", ")));
    }
    let mut form = Form::new(Kind::Saying, args.format.as_deref().unwrap_or("json"), &args.rest)?;
    for voice in &voices {
        let own: Vec<&Quoted> = voice.said.iter().collect();
        for utterance in utterances(&own) {
            let (also, differing) = (addresses(&own, &utterance.also), addresses(&own, &utterance.differing));
            let Some(first) = own.get(utterance.first) else { continue };
            let Record { mut values, .. } = first.saying.record(&first.card);
            values.extend([Value::List(&also), Value::List(&differing)]);
            desk.record(&mut form, &Record { kind: Kind::Saying, values })?;
        }
    }
    desk.end(&mut form)
}

fn addresses(own: &[&Quoted], indices: &[usize]) -> Vec<String> {
    indices.iter().filter_map(|&index| own.get(index)).map(|quoted| address(quoted)).collect()
}

fn address(quoted: &Quoted) -> String {
    format!("{}#{}", quoted.card.file, quoted.saying.id)
}
