//! What one person said, once, wherever it stands.
//!
//! Comes in: quotations from many articles. Goes out: those of one wording together, and
//! beside them those that are nearly the same; and of names those that are one person's.
//! Works in time that grows with the words, however many articles there are. May not know
//! where they come from.

use std::collections::HashMap;

use super::{Quoted, gist, is_meant};

/// Words that follow each other: quotations are nearly the same if they share such runs.
const RUN: usize = 3;

/// Of the runs of the shorter one so many, of 100, are in the other.
const SHARED: usize = 50;

/// Words of one wording, by the indices of their quotations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Utterance {
    /// The first of them.
    pub first: usize,
    /// Others with the same words.
    pub also: Vec<usize>,
    /// Others with nearly the same words.
    pub differing: Vec<usize>,
}

/// Quotations of one person, in their order, each wording once.
pub fn utterances(said: &[&Quoted]) -> Vec<Utterance> {
    let (mut out, mut exact, mut runs) = (Vec::<Utterance>::new(), HashMap::new(), HashMap::<Vec<&str>, usize>::new());
    let gists: Vec<String> = said.iter().map(|quoted| gist(&quoted.saying.words)).collect();
    for (index, gist) in gists.iter().enumerate() {
        if let Some(&known) = exact.get(gist.as_str()) {
            let utterance: &mut Utterance = &mut out[known];
            utterance.also.push(index);
            continue;
        }
        let words: Vec<&str> = gist.split(' ').collect();
        let own = || words.windows(RUN);
        let known = nearest(own().filter_map(|run| runs.get(run).copied()));
        let is_near = |&(known, shared): &(usize, usize)| {
            let others = gists[out[known].first].split(' ').count().saturating_sub(RUN - 1);
            shared * 100 >= SHARED * others.min(own().count())
        };
        match known.filter(is_near) {
            Some((known, _)) => out[known].differing.push(index),
            None => {
                for run in own() {
                    runs.entry(run.to_vec()).or_insert(out.len());
                }
                exact.insert(gist.as_str(), out.len());
                out.push(Utterance { first: index, ..Utterance::default() });
            }
        }
    }
    out
}

/// What is named most often, and how often.
fn nearest(named: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    named.for_each(|known| *counts.entry(known).or_default() += 1);
    counts.into_iter().max_by_key(|&(known, count)| (count, std::cmp::Reverse(known)))
}

/// Somebody, and the quotations that are theirs by their indices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    pub name: String,
    pub said: Vec<usize>,
}

/// Those who are called by a name, and what each said: who said most comes first. One name
/// is another's if it has the same first and last word; a single word is the name of the
/// one whose last word it is, if there is only one.
pub fn voices(said: &[Quoted], wanted: &str) -> Vec<Voice> {
    let mut voices: Vec<(Vec<String>, Voice)> = Vec::new();
    let (mut short, mut places) = (Vec::new(), HashMap::new());
    for (index, quoted) in said.iter().enumerate() {
        if !is_meant(wanted, quoted.names.iter().map(String::as_str)) {
            continue;
        }
        let name = quoted.saying.speaker.as_deref().unwrap_or_default();
        let words: Vec<String> = gist(name).split(' ').map(str::to_string).collect();
        let ends = match words.as_slice() {
            [first, .., last] => vec![first.clone(), last.clone()],
            _ => {
                short.push((words, index));
                continue;
            }
        };
        let place = *places.entry(ends.clone()).or_insert(voices.len());
        if place == voices.len() {
            voices.push((ends, Voice { name: name.to_string(), said: Vec::new() }));
        }
        let voice = &mut voices[place].1;
        voice.said.push(index);
        if name.len() > voice.name.len() {
            voice.name = name.to_string();
        }
    }
    for (words, index) in short {
        let is_last = |ends: &[String]| ends.last() == words.last();
        let full: Vec<usize> = (0..voices.len()).filter(|&v| voices[v].0.len() > 1 && is_last(&voices[v].0)).collect();
        let own = voices.iter().position(|(ends, _)| *ends == words);
        let place = match (full.as_slice(), own) {
            ([one], _) => *one,
            (_, Some(own)) => own,
            _ => {
                let name = said[index].saying.speaker.clone().unwrap_or_default();
                voices.push((words, Voice { name, said: Vec::new() }));
                voices.len() - 1
            }
        };
        voices[place].1.said.push(index);
    }
    let mut voices: Vec<Voice> = voices.into_iter().map(|(_, voice)| voice).collect();
    voices.iter_mut().for_each(|voice| voice.said.sort_unstable());
    voices.sort_by_key(|voice| std::cmp::Reverse(voice.said.len()));
    voices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Saying;

    fn quoted(speaker: &str, words: &str) -> Quoted {
        let saying = Saying { words: words.into(), speaker: Some(speaker.into()), ..Saying::default() };
        Quoted { saying, names: vec![speaker.into()], ..Quoted::default() }
    }

    #[test]
    fn the_same_words_once_and_nearly_the_same_beside_them() {
        let words = [
            "We will not raise the rent in this town.",
            "A quite different sentence that has nothing to do with it.",
            "“We will not raise the rent in this town”",
            "We will not raise the rents in this town, he knew.",
            "We will not raise the rent in",
            "No.",
            "no",
            "Not at all.",
        ];
        let said: Vec<Quoted> = words.iter().map(|words| quoted("Ada Finch", words)).collect();
        let found = utterances(&said.iter().collect::<Vec<_>>());
        let told: Vec<_> = found.into_iter().map(|u| (u.first, u.also, u.differing)).collect();
        assert_eq!(told, [(0, vec![2], vec![3, 4]), (1, vec![], vec![]), (5, vec![6], vec![]), (7, vec![], vec![])]);
    }

    #[test]
    fn a_last_name_is_the_one_persons_who_has_it() {
        let told = |names: &[&str], wanted: &str| -> Vec<(String, Vec<usize>)> {
            let said: Vec<Quoted> = names.iter().map(|name| quoted(name, "Words.")).collect();
            voices(&said, wanted).into_iter().map(|voice| (voice.name, voice.said)).collect()
        };
        assert_eq!(
            told(&["Finch", "Ada Finch", "Ada B. Finch", "Jo Poe"], "finch"),
            [("Ada B. Finch".into(), vec![0, 1, 2])]
        );
        let both = told(&["Ada Finch", "Finch", "Bob Finch", "Bob Finch"], "Finch");
        assert_eq!(both, [("Bob Finch".into(), vec![2, 3]), ("Ada Finch".into(), vec![0]), ("Finch".into(), vec![1])]);
        assert_eq!(told(&["Ada Finch"], "bob"), []);
    }
}
