//! `pullquote said`: everything a person is quoted as saying in the library.
//!
//! Comes in: a name and words. Goes out: each wording once, by date, with where else it
//! stands: for a reader in some lines, else as records. May not know how the index finds
//! them.

use std::io::IsTerminal;

use super::browse::browse;
use super::config;
use super::desk::{Desk, Form, Halt};
use super::index::{Answered, consult};
use super::read::is_linear;
use super::stock::Sayings;
use super::terminal_width;
use super::verify::reworded;
use crate::catalog::utterance::{Utterance, Voice, utterances, voices};
use crate::catalog::{Quoted, Saying};
use crate::cli::{Read, Said};
use crate::layout::wrap;
use crate::output::message;
use crate::record::{Kind, Record, Value};

/// Before the words, under the date.
const INDENT: &str = "            ";

/// The widest line.
const WIDEST: usize = 100;

pub fn run(desk: &mut Desk, args: &Said, read: &Read) -> Result<(), Halt> {
    let Answered { answer: said, index, .. } = consult(desk, |index| index.said(&args.name, &args.words.join(" ")))?;
    let voices = voices(&said, &args.name);
    if voices.is_empty() {
        let with = if args.words.is_empty() { String::new() } else { format!(" with {:?}", args.words.join(" ")) };
        desk.missing(&format!("nobody called {:?} is quoted in the library{with}", args.name));
        return Ok(());
    }
    let told: Vec<String> = voices.iter().map(|voice| format!("{} ({})", voice.name, voice.said.len())).collect();
    let is_read = args.format.is_none() && args.rest.template.is_none() && std::io::stdout().is_terminal();
    if is_read {
        let config = config::load()?;
        if !is_linear(read, &config) {
            let own = voices.iter().flat_map(|voice| &voice.said).filter_map(|&index| said.get(index)).collect();
            let mut sayings = Sayings::new(index, format!("Said by {}", told.join(", ")), own);
            return browse(desk, read, config, &mut sayings);
        }
    }
    if voices.len() > 1 {
        message(&format!("{} people are called so: {}", voices.len(), told.join(", ")));
    }
    if is_read {
        return voices.iter().try_for_each(|voice| show(desk, &said, voice, voices.len() > 1));
    }
    let mut form = Form::new(Kind::Saying, args.format.as_deref().unwrap_or("json"), &args.rest)?;
    for voice in &voices {
        let own: Vec<&Quoted> = voice.said.iter().filter_map(|&index| said.get(index)).collect();
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

/// For somebody who reads: who, then each wording under its date.
fn show(desk: &mut Desk, said: &[Quoted], voice: &Voice, has_others: bool) -> Result<(), Halt> {
    let own: Vec<&Quoted> = voice.said.iter().filter_map(|&index| said.get(index)).collect();
    if has_others {
        desk.write(&format!("{}\n\n", voice.name))?;
    }
    for utterance in utterances(&own) {
        desk.write(&entry(&own, &utterance))?;
    }
    Ok(())
}

fn entry(own: &[&Quoted], utterance: &Utterance) -> String {
    let Some(first) = own.get(utterance.first) else { return String::new() };
    let mut out = String::new();
    let date = first.card.published.as_deref().unwrap_or("undated");
    lines(&mut out, date, &format!("“{}”", first.saying.words));
    lines(&mut out, "", &credit(first));
    lines(&mut out, "", &address(first));
    let (also, differing) = (utterance.also.len(), utterance.differing.len());
    let others = |n: usize| format!("{n} other{}", if n == 1 { "" } else { "s" });
    match (also, differing) {
        (0, 0) => {}
        (0, n) => lines(&mut out, "", &format!("in {}, with other words:", others(n))),
        (n, 0) => lines(&mut out, "", &format!("also in {}", others(n))),
        (n, m) => lines(&mut out, "", &format!("also in {}, {m} with other words:", others(n + m))),
    }
    for other in utterance.differing.iter().filter_map(|&index| own.get(index)) {
        lines(&mut out, "", &format!("≠ {}", reworded(&other.saying.words, &first.saying.words)));
        let date = other.card.published.as_deref().map(|date| format!("{date} ")).unwrap_or_default();
        lines(&mut out, "", &format!("  {date}{}", address(other)));
    }
    out.push('\n');
    out
}

/// Who said it, how sure that is, and where.
fn credit(quoted: &Quoted) -> String {
    let Saying { speaker, certainty, context, .. } = &quoted.saying;
    let sure = if certainty == "sure" { String::new() } else { format!(" ({certainty})") };
    let context = context.as_ref().map(|context| format!(", {context}")).unwrap_or_default();
    let place = [Some(&quoted.card.title).filter(|title| !title.is_empty()), quoted.card.source.as_ref()];
    let place = place.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    let place = if place.is_empty() { String::new() } else { format!(" · {place}") };
    format!("— {}{sure}{context}{place}", speaker.as_deref().unwrap_or_default())
}

/// Words in the column behind the dates.
fn lines(out: &mut String, head: &str, words: &str) {
    let room = terminal_width().unwrap_or(WIDEST).min(WIDEST).saturating_sub(INDENT.len()).max(20);
    for (number, range) in wrap(words, room).into_iter().enumerate() {
        let head = if number == 0 { head } else { "" };
        out.push_str(&format!("{head:width$}{}\n", &words[range], width = INDENT.len()));
    }
}
