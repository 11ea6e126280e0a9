//! Whatever is corrected in whatever article: the file stays whole, what was corrected
//! is so, and nothing else is touched.

use proptest::prelude::*;
use pullquote::article::{Article, Certainty, Origin, Person, Quote};
use pullquote::content::{Rigour, edit, read, write};
use pullquote::correction::Correction;
use pullquote::engine::find::find;

/// Sentences that hold quotations, equal ones and interrupted ones among them.
const SENTENCES: &[&str] = &[
    "“We go,” said Ada Byron.",
    "“No,” said Tom Wood.",
    "“No,” she said. “No.”",
    "“One,” Byron said, “is enough.”",
    "“One,” said Rui Sá. He waited. “Two.”",
    "The mayor, Ines Duarte, called it “a folly”.",
    "Duarte called it “a folly”.",
    "A senior official said it was “too much”.",
    "“They will come back,” he wrote.",
    "Nobody spoke.",
    "“Straight \"quotes\" within,” said Wood.",
    "“日本語,” said Ada.",
    "“Don’t,” said O’Neil. ‘Don’t.’",
    "“It runs on. Paulo Duarte said so.",
];

const NAMES: &[&str] =
    &["Ada Byron", "Eve", "Duarte", "Tom Wood", "tom  wood", "O'Neil", "Ines Duarte", "李", "\"\\'#"];

/// A content file of some sentences, and how it is written.
fn any_file() -> impl Strategy<Value = String> {
    let paragraph = proptest::collection::vec(proptest::sample::select(SENTENCES), 1..4).prop_map(|all| all.join(" "));
    let body = proptest::collection::vec(paragraph, 1..6);
    (body, any::<[bool; 4]>(), any::<u32>()).prop_map(|(body, [is_found, is_windows, is_headed, has_people], left)| {
        let heading = if is_headed { "heading = \"He said “no”\"\n" } else { "" };
        let body = body.join("\n\n");
        let text = format!("# mine\ntitle = \"T\" # t\n\n[[sections]]\n{heading}body = '''\n{body}\n'''\n");
        let text = if is_found { with_entries(&text, left, has_people) } else { text };
        if is_windows { text.replace('\n', "\r\n") } else { text }
    })
}

/// Some of what is found, written down: the others are found again.
fn with_entries(text: &str, left: u32, has_people: bool) -> String {
    let mut article = shown(text);
    let mut number = 0;
    article.quotes.retain(|_| {
        number += 1;
        left >> (number % 32) & 1 == 1
    });
    if !has_people {
        article.people.iter_mut().for_each(|person| person.origin = Origin::Found);
    }
    write(&article).replace("others = false", "others = true # all").replace("\n[[quotes]]", "\n# one\n[[quotes]]")
}

fn shown(text: &str) -> Article {
    let mut article = read(text, Rigour::Tolerant).article.expect("readable");
    find(&mut article);
    article
}

/// What is corrected, by numbers that are taken as far as they go.
fn correction(article: &Article, kind: u8, one: usize, other: usize) -> Option<Correction> {
    let (quotes, people) = (article.quotes.len(), article.people.len());
    let quote = one.checked_rem(quotes);
    Some(match kind {
        0 => Correction::Speaker { quote: quote?, name: Some(NAMES[other % NAMES.len()].to_string()) },
        1 => Correction::Speaker { quote: quote?, name: Some(article.people[other.checked_rem(people)?].name.clone()) },
        2 => Correction::Speaker { quote: quote?, name: None },
        3 => Correction::Reject { quote: quote? },
        4 => Correction::Join { first: quote.filter(|q| q + 1 < quotes)?, second: quote? + 1 },
        _ => Correction::Merge { person: one.checked_rem(people)?, into: other.checked_rem(people)? },
    })
}

/// A quotation with its speaker by name: numbers of people change.
fn said(article: &Article, quote: &Quote) -> (Quote, Option<String>) {
    let name = article.speaker(quote).map(|person| person.name.clone());
    (Quote { speaker: None, said_as: None, cue: None, ..quote.clone() }, name)
}

/// A name, however it is written.
fn same(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The quotations that were not touched, with who is expected to say them.
fn untouched(article: &Article, correction: &Correction) -> Vec<(Quote, Option<String>)> {
    let touched = match *correction {
        Correction::Speaker { quote, .. } | Correction::Reject { quote } => vec![quote],
        Correction::Join { first, second } => vec![first, second],
        Correction::Merge { .. } => Vec::new(),
    };
    // Somebody new has the places where the text calls them so, though another was called so, too.
    let is_theirs = |quote: &Quote| match (correction, article.speaker(quote)) {
        (Correction::Speaker { name: Some(name), .. }, Some(person)) => {
            person.aliases.iter().any(|alias| same(alias) == same(name))
        }
        // Nor does a form go with somebody that another one is written down as having.
        (Correction::Merge { person, .. }, Some(speaker)) => {
            let merged = &article.people[*person];
            let is_another = |other: &&Person| other.name != merged.name && other.origin != Origin::Found;
            let mut others = article.people.iter().filter(is_another).flat_map(|other| &other.aliases);
            speaker.name == merged.name && others.any(|alias| same(alias) == same(&merged.name))
        }
        _ => false,
    };
    let others = article.quotes.iter().enumerate();
    let others = others.filter(|(index, quote)| !touched.contains(index) && !is_theirs(quote));
    others
        .map(|(_, quote)| {
            let (quote, name) = said(article, quote);
            match *correction {
                Correction::Merge { person, into } if name.as_ref() == Some(&article.people[person].name) => {
                    (quote, Some(article.people[into].name.clone()))
                }
                _ => (quote, name),
            }
        })
        .collect()
}

fn is_true(before: &Article, correction: &Correction, after: &Article) -> bool {
    let at = |quote: usize| after.quotes.iter().find(|q| q.spans == before.quotes[quote].spans);
    match correction {
        Correction::Speaker { quote, name } => at(*quote).is_some_and(|quote| {
            let known = after.speaker(quote).map(|person| same(&person.name));
            let sure = if name.is_some() { Certainty::Sure } else { Certainty::Unknown };
            known == name.as_ref().map(|name| same(name))
                && quote.origin == Origin::Corrected
                && quote.certainty == sure
        }),
        Correction::Reject { quote } => at(*quote).is_none(),
        Correction::Join { first, second } => {
            let spans = [&before.quotes[*first].spans[..], &before.quotes[*second].spans].concat();
            let joined = after.quotes.iter().find(|quote| quote.spans == spans);
            joined.is_some_and(|quote| said(after, quote).1 == said(before, &before.quotes[*first]).1)
        }
        Correction::Merge { person, into } => {
            let is = |index: &usize| after.people.iter().any(|p| p.name == before.people[*index].name);
            is(into) && !is(person)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn corrections_touch_nothing_else(
        text in any_file(),
        steps in proptest::collection::vec((0u8..6, any::<usize>(), any::<usize>()), 1..6),
    ) {
        let mut text = text;
        for (kind, one, other) in steps {
            let before = shown(&text);
            let Some(correction) = correction(&before, kind, one, other) else { continue };
            let Ok(after_text) = edit(&text, &before, &correction) else { continue };
            let after = shown(&after_text);
            let faults = read(&after_text, Rigour::Strict).faults;
            prop_assert!(faults.len() <= read(&text, Rigour::Strict).faults.len(), "{:?}\n{}", faults, after_text);
            prop_assert_eq!(&before.blocks, &after.blocks);
            prop_assert!(is_true(&before, &correction, &after), "{:?}\n{}\n{}", correction, text, after_text);
            let rest = untouched(&before, &correction);
            for quote in &rest {
                let is_there = after.quotes.iter().any(|q| said(&after, q) == *quote);
                prop_assert!(is_there, "{:?} {:?}\n{}\n{}", quote, correction, text, after_text);
            }
            // Each line that was there and is not about this is there, in order.
            prop_assert!(after_text.contains("title = \"T\" # t") || text.contains("[find]"));
            text = after_text;
        }
    }

    #[test]
    fn few_corrections_are_refused(text in any_file(), one in any::<usize>(), other in any::<usize>()) {
        let before = shown(&text);
        for kind in 0..4 {
            let Some(correction) = correction(&before, kind, one, other) else { continue };
            prop_assert!(edit(&text, &before, &correction).is_ok(), "{:?}\n{}", correction, text);
        }
    }
}
