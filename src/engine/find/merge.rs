//! What was found, as quotations and people, added to those of the author.

use std::collections::{HashMap, HashSet};

use super::Analysis;
use super::document::Segment;
use crate::article::{Article, Origin, Person, Quote, Span, one_line};

/// Quotations and people, as values of an article.
pub struct Found {
    /// A speaker is an index into `people`.
    quotes: Vec<Quote>,
    people: Vec<Person>,
}

impl Found {
    pub fn new(analysis: &Analysis<'_>) -> Found {
        let mut found = Found { quotes: quotes(analysis), people: people(analysis) };
        found.order();
        found
    }

    /// Puts people in the order in which they are first named.
    fn order(&mut self) {
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        let first = |&person: &usize| {
            let mentions = &self.people[person].mentions;
            (mentions.is_empty(), mentions.first().cloned())
        };
        order.sort_by_cached_key(first);
        let mut rank = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| rank[old] = new);
        self.quotes.iter_mut().for_each(|quote| quote.speaker = quote.speaker.map(|person| rank[person]));
        self.people = order.into_iter().map(|person| std::mem::take(&mut self.people[person])).collect();
    }

    /// Adds what the author did not write.
    pub fn add_to(self, article: &mut Article) {
        let others = article.wanted.others;
        let ids = place(self.people, &mut article.people, others);
        let mut written: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, quote) in article.quotes.iter().enumerate() {
            quote.spans.iter().for_each(|s| written.entry(s.block).or_default().push(index));
        }
        let mut added = Vec::new();
        for mut quote in self.quotes {
            quote.speaker = quote.speaker.and_then(|id| ids.get(id).copied().flatten());
            let near = quote.spans.iter().filter_map(|s| written.get(&s.block)).flatten();
            match near.copied().find(|&own| overlap(&article.quotes[own], &quote)) {
                Some(own) => complete(&mut article.quotes[own], quote),
                None if others && !article.rejected.iter().any(|rejected| overlap(rejected, &quote)) => {
                    added.push(quote)
                }
                None => {}
            }
        }
        article.quotes.append(&mut added);
        let place = |q: &Quote| (q.spans.is_empty(), q.spans.first().cloned());
        article.quotes.sort_by_cached_key(place);
    }
}

/// Adds to a quotation of the author how its speaker says it. One whose speaker
/// the author left open stays open: that is the author's word as well.
fn complete(own: &mut Quote, found: Quote) {
    let is_found = own.origin == Origin::Found;
    if own.said_as.is_none() && own.speaker == found.speaker && (own.speaker.is_some() || is_found) {
        (own.said_as, own.cue) = (found.said_as, found.cue);
    }
    // What was found before and written down is found again.
    own.unclosed |= is_found && found.unclosed;
}

fn overlap(a: &Quote, b: &Quote) -> bool {
    let meets = |x: &Span, y: &Span| x.block == y.block && x.start < y.end && y.start < x.end;
    a.spans.iter().any(|x| b.spans.iter().any(|y| meets(x, y)))
}

/// Adds people to those known, others only if they are wanted; for each its index
/// there. Somebody all of whose mentions turned out to be a namesake's is nobody.
fn place(found: Vec<Person>, people: &mut Vec<Person>, others: bool) -> Vec<Option<usize>> {
    let known = known(people);
    let forms = forms(&found);
    // Who have the same name and nothing to tell them apart by are one to a reader.
    let mut named: HashMap<String, usize> = HashMap::new();
    let mut ids = Vec::with_capacity(found.len());
    for person in found {
        let name = person.name.to_lowercase();
        // A form that several have tells nothing of one whose name is another.
        let mut own =
            person.aliases.iter().map(|alias| alias.to_lowercase()).filter(|form| forms.get(form) == Some(&1));
        let id = known.get(&name).copied().or_else(|| own.find_map(|form| known.get(&form).copied()));
        match id.or_else(|| named.get(&name).copied()) {
            _ if person.mentions.is_empty() => ids.push(None),
            Some(id) => {
                people[id].mentions.extend(person.mentions);
                people[id].mentions.sort();
                ids.push(Some(id));
            }
            None if others => {
                ids.push(Some(people.len()));
                named.insert(name, people.len());
                people.push(person);
            }
            None => ids.push(None),
        }
    }
    ids
}

/// Whose a form of a name is: a name goes before an alias, the first before the others.
fn known(people: &[Person]) -> HashMap<String, usize> {
    let mut known = HashMap::new();
    for (index, person) in people.iter().enumerate() {
        known.entry(person.name.to_lowercase()).or_insert(index);
    }
    for (index, person) in people.iter().enumerate() {
        person.aliases.iter().for_each(|alias| {
            known.entry(alias.to_lowercase()).or_insert(index);
        });
    }
    known
}

/// How many of those found have a form of a name.
fn forms(found: &[Person]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for person in found.iter().filter(|person| !person.mentions.is_empty()) {
        let own: HashSet<String> =
            std::iter::once(&person.name).chain(&person.aliases).map(|form| form.to_lowercase()).collect();
        own.into_iter().for_each(|form| *counts.entry(form).or_default() += 1);
    }
    counts
}

/// More forms of a name are not listed.
const ALIASES: usize = 20;

fn people(analysis: &Analysis<'_>) -> Vec<Person> {
    let mut out: Vec<Person> = analysis
        .full
        .iter()
        .map(|name| Person { name: name.clone(), origin: Origin::Found, ..Person::default() })
        .collect();
    for (index, mention) in analysis.mentions.iter().enumerate() {
        let Some(person) = analysis.person_of[index] else { continue };
        let span = analysis.document.span(mention.block, mention.tokens.clone());
        if mention.name.is_some() {
            let text = analysis.document.text(mention.block, mention.tokens.clone());
            let person = &mut out[person];
            if person.name != text && person.aliases.len() < ALIASES && !person.aliases.iter().any(|a| a == text) {
                person.aliases.push(text.to_string());
            }
        }
        out[person].mentions.push(span);
    }
    for (person, roles) in out.iter_mut().zip(&analysis.roles) {
        person.mentions.sort();
        person.mentions.dedup_by(|b, a| a.block == b.block && b.start < a.end);
        person.role = roles.text.clone();
    }
    out
}

/// The quotations: segments, joined where they are one speech.
fn quotes(analysis: &Analysis<'_>) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::new();
    let mut before: Option<usize> = None;
    for (index, segment) in analysis.document.segments.iter().enumerate().filter(|(i, _)| analysis.said[*i]) {
        let span = Span { block: segment.block, start: segment.range.start, end: segment.range.end };
        let words = one_line(&analysis.document.blocks[segment.block].words[segment.range.clone()]);
        match out.last_mut().filter(|_| before.is_some_and(|b| joins(analysis, b, index))) {
            Some(quote) => {
                quote.spans.push(span);
                quote.words.push(' ');
                quote.words.push_str(&words);
                quote.unclosed = !segment.closed;
            }
            None => out.push(quote(analysis, index, segment, span, words)),
        }
        before = Some(index);
    }
    out
}

fn quote(analysis: &Analysis<'_>, index: usize, segment: &Segment, span: Span, words: String) -> Quote {
    let attribution = analysis.attributions[index].unwrap_or_default();
    let said_as = attribution.mention.map(|m| {
        let mention = &analysis.mentions[m];
        analysis.document.span(mention.block, mention.tokens.clone())
    });
    let cue = attribution.cue.map(|token| analysis.document.span(segment.block, token..token + 1));
    Quote {
        spans: vec![span],
        words,
        context: None,
        speaker: attribution.person,
        certainty: attribution.certainty(),
        said_as,
        cue,
        origin: Origin::Found,
        unclosed: !segment.closed,
    }
}

/// Whether a segment goes on with the quotation before it: interrupted by who
/// says it, or not closed at the end of its paragraph.
fn joins(analysis: &Analysis<'_>, before: usize, index: usize) -> bool {
    let segments = &analysis.document.segments;
    let (a, b) = (&segments[before], &segments[index]);
    let document = &analysis.document;
    if a.block != b.block {
        let opens = document.ranges[b.block].start + 1 >= b.tokens.start;
        return !a.closed && opens && a.block + 1 == b.block;
    }
    let said = |i: usize| analysis.attributions[i].and_then(|a| a.mention);
    let (Some(first), Some(second)) = (said(before), said(index)) else { return false };
    let mention = &analysis.mentions[first];
    let between = a.tokens.end..b.tokens.start;
    let stops =
        document.tokens[between.clone()].iter().filter(|t| t.is_sign('.') || t.is_sign('?') || t.is_sign('!')).count();
    first == second && between.contains(&mention.head) && mention.block == a.block && stops <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, aliases: &[&str], origin: Origin) -> Person {
        let mentions = vec![Span { block: 0, start: 0, end: 1 }];
        let aliases = aliases.iter().map(|alias| alias.to_string()).collect();
        Person { name: name.into(), aliases, mentions, origin, ..Person::default() }
    }

    /// For each of those found the name of whom it becomes.
    #[track_caller]
    fn check(known: &[(&str, &[&str])], found: &[(&str, &[&str])], expected: &[&str]) {
        let persons = |all: &[(&str, &[&str])], origin| -> Vec<Person> {
            all.iter().map(|(name, aliases)| person(name, aliases, origin)).collect()
        };
        let mut people = persons(known, Origin::Corrected);
        let ids = place(persons(found, Origin::Found), &mut people, true);
        let names: Vec<_> = ids.into_iter().map(|id| people[id.expect("somebody")].name.as_str()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn a_form_that_several_have_makes_nobody_another() {
        let duartes: [(&str, &[&str]); 2] = [("Ines Duarte", &["Duarte"]), ("Paulo Duarte", &["Duarte"])];
        check(&[("Paulo Duarte", &["Duarte", "Rui"])], &duartes, &["Ines Duarte", "Paulo Duarte"]);
        // Whose it is alone is another matter, and so is a name of its own.
        check(&[("The Mayor", &["Duarte"])], &duartes[..1], &["The Mayor"]);
        check(&[("The Mayor", &["Ines Duarte"])], &duartes, &["The Mayor", "Paulo Duarte"]);
        check(&[("Ann", &["Park"]), ("Park", &[])], &[("park", &[])], &["Park"]);
    }
}
