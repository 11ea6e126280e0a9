//! Articles with quotations, and drafts that quote them rightly and wrongly: the same ones
//! every time.

use std::fmt::Write;

use super::chance::Chance;

const GIVEN: &[&str] = &["Ada", "Bruno", "Clara", "David", "Elena", "Frank", "Grace", "Henry", "Irene", "James"];
const SURNAMES: &[&str] = &[
    "Holloway",
    "Marlow",
    "Fenwick",
    "Castellan",
    "Duarte",
    "Whitmore",
    "Lindqvist",
    "Okafor",
    "Brandt",
    "Petrov",
    "Quigley",
    "Ramsey",
    "Sorensen",
    "Tanaka",
    "Underhill",
    "Vasquez",
];
const ROLES: &[&str] = &["a fisherman", "the harbour master", "a teacher", "a nurse", "an engineer", "a farmer"];
const SAYS: &[&str] = &["said", "told reporters", "explained", "added", "wrote"];

/// The same as two houses write it.
const STYLES: &[(&str, &str)] = &[
    ("five", "5"),
    ("twenty-five", "25"),
    ("percent", "per cent"),
    ("7%", "seven per cent"),
    ("don’t", "do not"),
    ("can’t", "cannot"),
    ("wouldn’t", "would not"),
    ("they’re", "they are"),
];
/// What no house may make of the same.
const NO_STYLES: &[(&str, &str)] = &[
    ("five", "6"),
    ("5", "fifty"),
    ("5", "five hundred"),
    ("twenty-five", "26"),
    ("25", "twenty-six"),
    ("25", "twenty and five"),
    ("percent", "per head"),
    ("per cent", "percentage"),
    ("7%", "seven"),
    ("don’t", "do"),
    ("don’t", "did not"),
    ("do not", "didn’t"),
    ("do not", "don’t not"),
    ("can’t", "can"),
    ("cannot", "could not"),
    ("cannot", "can"),
    ("wouldn’t", "would"),
    ("would not", "won’t"),
    ("they’re", "they were"),
    ("they are", "they aren’t"),
];

/// Somebody’s words, and who said them.
#[derive(Debug, Clone)]
pub struct Said {
    /// One sentence or two, without a mark at the end.
    pub words: String,
    pub speaker: String,
}

/// An article of about so many bytes as Markdown, and what is said in it.
pub fn source(number: usize, size: usize) -> (String, Vec<Said>) {
    let mut chance = Chance(number as u64 * 7919 + 17);
    let people: Vec<String> = (0..4)
        .map(|at| {
            let given = GIVEN[(number + at * 3) % GIVEN.len()];
            format!("{given} {}", SURNAMES[(number * 5 + at * 4 + chance.below(4)) % SURNAMES.len()])
        })
        .collect();
    let mut text = format!("# What was said in town {number}\n\n");
    let mut all = Vec::new();
    while text.len() < size {
        let speaker = people[chance.below(people.len())].clone();
        let words = sentence(&mut chance);
        let narration = 12 + chance.below(20);
        let (before, after) = (plain(&mut chance, narration), plain(&mut chance, narration));
        let says = SAYS[chance.below(SAYS.len())];
        let role = ROLES[chance.below(ROLES.len())];
        let _ = match chance.below(3) {
            0 => write!(text, "The {before}.\n\n“{words},” {speaker} {says}. The {after}.\n\n"),
            1 => write!(text, "The {before}.\n\n“{words},” {says} {speaker}, {role}. The {after}.\n\n"),
            _ => write!(text, "The {before}. The {after}.\n\n{speaker} {says}: “{words}.”\n\n"),
        };
        all.push(Said { words, speaker });
    }
    (text, all)
}

/// Words by chance with a negation, a number and what houses write in their way among them,
/// as two sentences or one.
fn sentence(chance: &mut Chance) -> String {
    let mut words: Vec<String> = plain(chance, 9 + chance.0 as usize % 14).split(' ').map(str::to_string).collect();
    let at = 2 + chance.below(words.len() - 4);
    words.insert(at, ["not", "never"][chance.below(2)].to_string());
    let at = 2 + chance.below(words.len() - 4);
    words.insert(at, (100 + chance.below(900)).to_string());
    let style = STYLES[chance.below(STYLES.len())];
    // Nobody says “not do not”.
    let is_negation = |at: usize| matches!(words[at].as_str(), "not" | "never");
    let places: Vec<usize> = (2..words.len() - 2).filter(|&at| !is_negation(at - 1) && !is_negation(at)).collect();
    words.insert(places[chance.below(places.len())], [style.0, style.1][chance.below(2)].to_string());
    if words.len() > 14 {
        let at = words.len() / 2;
        words[at - 1].push('.');
        words[at] = capital(&words[at]);
    }
    capital(&words.join(" "))
}

fn plain(chance: &mut Chance, count: usize) -> String {
    let mut words: Vec<String> = Vec::new();
    while words.len() < count {
        let word = chance.words(1);
        if word.chars().all(char::is_alphabetic) && words.last() != Some(&word) {
            words.push(word);
        }
    }
    words.join(" ")
}

pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// A way to quote: what comes of the words and the speaker, none where it does not apply.
pub struct Way {
    pub name: &'static str,
    /// Whether it is wrong.
    pub is_fault: bool,
    pub quote: fn(&[Said], usize, &mut Chance) -> Option<String>,
}

/// All ways, the harmless ones first.
pub const WAYS: &[Way] = &[
    Way { name: "word for word", is_fault: false, quote: |all, at, _| Some(told(&all[at].words, &all[at])) },
    Way {
        name: "straight marks",
        is_fault: false,
        quote: |all, at, _| Some(told(&all[at].words, &all[at]).replace(['“', '”'], "\"").replace('’', "'")),
    },
    Way { name: "case of the first letter", is_fault: false, quote: fragment },
    Way {
        name: "[T]he",
        is_fault: false,
        quote: |all, at, chance| excerpt(all, at, chance, |w| format!("[{}]{}", capital(&w[..1]), &w[1..])),
    },
    Way {
        name: "words in brackets",
        is_fault: false,
        quote: |all, at, chance| {
            let mut words = split(&all[at].words)?;
            words.insert(1 + chance.below(words.len() - 1), "[in the harbour]".to_string());
            Some(told(&words.join(" "), &all[at]))
        },
    },
    Way {
        name: "ellipsis for words left out",
        is_fault: false,
        quote: |all, at, chance| {
            let mut words = split(&all[at].words)?;
            let first = 2 + chance.below(words.len() - 5);
            words.splice(first..first + 2, [["…", "...", "[…]"][chance.below(3)].to_string()]);
            Some(told(&words.join(" "), &all[at]))
        },
    },
    Way {
        name: "full stop for a comma",
        is_fault: false,
        quote: |all, at, _| Some(format!("{} said: “{}.”", all[at].speaker, all[at].words)),
    },
    Way {
        name: "house style",
        is_fault: false,
        quote: |all, at, _| {
            let back = STYLES.iter().map(|(one, other)| (*other, *one));
            restyled(&all[at], &STYLES.iter().copied().chain(back).collect::<Vec<_>>())
        },
    },
    Way {
        name: "a word changed",
        is_fault: true,
        quote: |all, at, chance| {
            let mut words = split(&all[at].words)?;
            let place = chance.below(words.len());
            words[place] = other(&words[place], chance);
            Some(told(&capital(&words.join(" ")), &all[at]))
        },
    },
    Way {
        name: "a word dropped",
        is_fault: true,
        quote: |all, at, chance| {
            let mut words = split(&all[at].words)?;
            words.remove(1 + chance.below(words.len() - 2));
            Some(told(&words.join(" "), &all[at]))
        },
    },
    Way {
        name: "a word put in",
        is_fault: true,
        quote: |all, at, chance| {
            let mut words = split(&all[at].words)?;
            words.insert(1 + chance.below(words.len() - 1), "really".to_string());
            Some(told(&words.join(" "), &all[at]))
        },
    },
    Way {
        name: "neighbours swapped",
        is_fault: true,
        quote: |all, at, chance| {
            let mut words = split(&all[at].words)?;
            let place = 1 + chance.below(words.len() - 3);
            if words[place].eq_ignore_ascii_case(&words[place + 1]) {
                return None;
            }
            words.swap(place, place + 1);
            Some(told(&words.join(" "), &all[at]))
        },
    },
    Way {
        name: "negation lost",
        is_fault: true,
        quote: |all, at, _| {
            let words = split(&all[at].words)?;
            let is_negation = |word: &&String| matches!(word.trim_end_matches('.'), "not" | "never");
            let place = words.iter().position(|word| is_negation(&word)).filter(|p| *p > 0 && p + 1 < words.len())?;
            let kept: Vec<&str> =
                words.iter().enumerate().filter(|(p, _)| *p != place).map(|(_, w)| w.as_str()).collect();
            Some(told(&kept.join(" "), &all[at]))
        },
    },
    Way {
        name: "number changed",
        is_fault: true,
        quote: |all, at, _| {
            let mut words = split(&all[at].words)?;
            let place = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
            words[place] = format!("{}0", words[place]);
            Some(told(&words.join(" "), &all[at]))
        },
    },
    Way {
        name: "no house style",
        is_fault: true,
        quote: |all, at, chance| {
            let first = chance.below(NO_STYLES.len());
            restyled(&all[at], &[&NO_STYLES[first..], &NO_STYLES[..first]].concat())
        },
    },
    Way {
        name: "speaker swapped",
        is_fault: true,
        quote: |all, at, _| {
            let surname = |said: &Said| said.speaker.rsplit(' ').next().map(str::to_string);
            let wrong = all.iter().find(|said| surname(said) != surname(&all[at]))?;
            Some(told(&all[at].words, wrong))
        },
    },
    Way {
        name: "two made one",
        is_fault: true,
        quote: |all, at, _| {
            let next = all.get(at + 1..)?.iter().find(|said| said.speaker == all[at].speaker)?;
            Some(told(&format!("{}. {}", all[at].words, next.words), &all[at]))
        },
    },
    Way {
        name: "sentences in another order",
        is_fault: true,
        quote: |all, at, _| {
            let (first, second) = all[at].words.split_once(". ")?;
            Some(told(&format!("{second}. {first}"), &all[at]))
        },
    },
];

fn told(words: &str, said: &Said) -> String {
    format!("“{words},” {} said.", said.speaker)
}

/// With the first of some words that are in it changed to others.
fn restyled(said: &Said, ways: &[(&str, &str)]) -> Option<String> {
    let words = format!(" {} ", said.words);
    let (one, other) = ways.iter().find(|(one, _)| words.contains(&format!(" {one} ")))?;
    let words = words.replacen(&format!(" {one} "), &format!(" {other} "), 1);
    Some(told(words.trim(), said))
}

/// The words, if there are enough to change some.
fn split(words: &str) -> Option<Vec<String>> {
    let words: Vec<String> = words.split_whitespace().map(str::to_string).collect();
    (words.len() >= 7).then_some(words)
}

fn other(word: &str, chance: &mut Chance) -> String {
    loop {
        let other = plain(chance, 1);
        if !other.eq_ignore_ascii_case(word.trim_matches(|c: char| !c.is_alphanumeric())) {
            return other;
        }
    }
}

fn excerpt(all: &[Said], at: usize, chance: &mut Chance, begin: fn(&str) -> String) -> Option<String> {
    let words = split(&all[at].words)?;
    let own = &words[1 + chance.below(words.len() - 5)..];
    own[0]
        .chars()
        .all(|c| c.is_ascii_alphabetic())
        .then(|| told(&format!("{} {}", begin(&own[0]), own[1..].join(" ")), &all[at]))
}

fn fragment(all: &[Said], at: usize, chance: &mut Chance) -> Option<String> {
    excerpt(all, at, chance, capital)
}
