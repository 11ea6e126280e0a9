//! What one person said, once, wherever it stands.
//!
//! Comes in: quotations from many articles. Goes out: those of one wording together, and
//! beside them those that are nearly the same.
//! Works in time that grows with the words, however many articles there are. May not know
//! where they come from.

use std::collections::HashMap;

use super::{Quoted, gist};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Saying;

    fn quoted(speaker: &str, words: &str) -> Quoted {
        let saying = Saying { words: words.into(), speaker: Some(speaker.into()), ..Saying::default() };
        Quoted { saying, ..Quoted::default() }
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
}
