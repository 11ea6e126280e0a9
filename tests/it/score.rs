//! How well the engine does on marked texts.

#![allow(dead_code)]

use std::fmt;

use pullquote::article::{Article, Certainty, Span};
use pullquote::engine::find::find_with;
use pullquote::engine::ranker::Model;

use crate::notation::{Marked, Quoted};

/// Counts over some articles; shares are printed.
#[derive(Debug, Default)]
pub struct Score {
    pub marked: usize,
    pub found: usize,
    pub hits: usize,
    pub sources: usize,
    pub said_as: usize,
    pub named: usize,
    pub speakers: usize,
    pub given: usize,
    pub people: usize,
    pub people_found: usize,
    pub people_hits: usize,
    /// For each certainty how many quotations, and how many of them right.
    pub certain: [(usize, usize); 4],
    pub joined: [usize; 3],
}

/// Lets the engine find what is in the articles, with these weights.
pub fn of(articles: &[Marked], weights: &[u8]) -> Score {
    let mut score = Score::default();
    for marked in articles {
        let mut article = marked.article.clone();
        find_with(&mut article, &mut Model::new(weights));
        score.add(marked, &article);
    }
    score
}

impl Score {
    fn add(&mut self, marked: &Marked, article: &Article) {
        let spans = || article.quotes.iter().flat_map(|q| q.spans.iter().map(move |s| (s, q)));
        self.found += spans().count();
        self.marked += marked.quotes.len();
        for gold in &marked.quotes {
            let Some((_, quote)) = spans().find(|(s, _)| alike(s, &gold.span)) else { continue };
            self.hits += 1;
            let said_as = quote.said_as.as_ref();
            let right_mention = match (&gold.source, said_as) {
                (Some(source), Some(span)) => meets(&source.span, span),
                (None, None) => true,
                _ => false,
            };
            let name = gold.source.as_ref().and_then(|s| s.name.as_deref());
            let speaker = article.speaker(quote).map(|p| p.name.as_str());
            let right_person = match (name, speaker) {
                (Some(a), Some(b)) => same_name(a, b),
                (None, None) => true,
                _ => false,
            };
            let certain = &mut self.certain[quote.certainty as usize];
            certain.0 += 1;
            certain.1 += usize::from(right_person && (name.is_some() || right_mention));
            self.said_as += usize::from(gold.source.is_some() && right_mention);
            self.speakers += usize::from(name.is_some() && right_person);
            self.given += usize::from(speaker.is_some());
            if std::env::var_os("SHOW_ERRORS").is_some() && !(right_mention && right_person) {
                show(marked, gold, said_as, speaker);
            }
        }
        self.sources += marked.quotes.iter().filter(|q| q.source.is_some()).count();
        self.named += marked.quotes.iter().filter(|q| q.source.as_ref().is_some_and(|s| s.name.is_some())).count();
        self.people += marked.people.len();
        self.people_found += article.people.len();
        let hit = |p: &&crate::notation::Named| {
            article.people.iter().any(|a| {
                p.name == a.name || same_name(&p.name, &a.name) && p.forms.iter().any(|f| f.ends_with(&a.name))
            })
        };
        self.people_hits += marked.people.iter().filter(hit).count();
        if std::env::var_os("SHOW_PEOPLE").is_some() {
            for p in marked.people.iter().filter(|p| !hit(p)) {
                println!("person missed: {}", p.name);
            }
            for p in article.people.iter().filter(|a| !marked.people.iter().any(|p| p.name == a.name)) {
                println!("person spurious: {}", p.name);
            }
        }
        self.join(marked, article);
    }

    fn join(&mut self, marked: &Marked, article: &Article) {
        let home = |gold: &Quoted| article.quotes.iter().position(|q| q.spans.iter().any(|s| alike(s, &gold.span)));
        for pair in marked.quotes.windows(2) {
            let (Some(a), Some(b)) = (home(&pair[0]), home(&pair[1])) else { continue };
            self.joined[0] += usize::from(pair[1].continues);
            self.joined[1] += usize::from(a == b);
            self.joined[2] += usize::from(a == b && pair[1].continues);
        }
    }
}

fn show(marked: &Marked, gold: &Quoted, said_as: Option<&Span>, speaker: Option<&str>) {
    let text = |s: &Span| marked.article.blocks[s.block].words[s.start..s.end].to_string();
    println!(
        "\nquote {:?}\n gold {:?} {:?}\n said {:?} {:?}\n in {}",
        text(&gold.span),
        gold.source.as_ref().map(|s| text(&s.span)),
        gold.source.as_ref().and_then(|s| s.name.clone()),
        said_as.map(text),
        speaker,
        marked.article.blocks[gold.span.block].words
    );
}

/// Shares in percent.
impl Score {
    /// Quotations found and marked.
    pub fn quotations(&self) -> f64 {
        f1(self.hits, self.found, self.marked)
    }

    /// Of the quotations that somebody says, those with the right mention.
    pub fn mention(&self) -> f64 {
        share(self.said_as, self.sources)
    }

    /// Of the quotations of named people, those with the right person.
    pub fn speaker(&self) -> f64 {
        share(self.speakers, self.named)
    }

    /// Of the quotations that were given to a person, those that are that person's.
    pub fn precision(&self) -> f64 {
        share(self.speakers, self.given)
    }

    /// People found and listed.
    pub fn persons(&self) -> f64 {
        f1(self.people_hits, self.people_found, self.people)
    }

    /// Pairs of quotations that are one speech.
    pub fn together(&self) -> f64 {
        f1(self.joined[2], self.joined[1], self.joined[0])
    }

    /// Of the quotations that are so certain, those with the right speaker.
    pub fn right(&self, certainty: Certainty) -> f64 {
        let (all, right) = self.certain[certainty as usize];
        share(right, all)
    }

    /// How many quotations are so certain.
    pub fn count(&self, certainty: Certainty) -> usize {
        self.certain[certainty as usize].0
    }
}

fn share(a: usize, b: usize) -> f64 {
    100.0 * a as f64 / b.max(1) as f64
}

fn f1(hits: usize, found: usize, marked: usize) -> f64 {
    200.0 * hits as f64 / (found + marked).max(1) as f64
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (quotations, marked, mention) = (self.quotations(), self.marked, self.mention());
        let (speaker, precision) = (self.speaker(), self.precision());
        write!(f, "quotations F1 {quotations:.1} ({marked}), mention {mention:.1}, ")?;
        write!(f, "speaker {speaker:.1} (precision {precision:.1}), ")?;
        write!(f, "people F1 {:.1}, joined F1 {:.1}, certain", self.persons(), self.together())?;
        for certainty in Certainty::ALL {
            write!(f, " {} {:.0}% of {};", certainty.name(), self.right(certainty), self.count(certainty))?;
        }
        Ok(())
    }
}

fn meets(a: &Span, b: &Span) -> bool {
    a.block == b.block && a.start < b.end && b.start < a.end
}

/// Whether two spans share four fifths of what they cover together.
fn alike(a: &Span, b: &Span) -> bool {
    let shared = if meets(a, b) { a.end.min(b.end) - a.start.max(b.start) } else { 0 };
    let all = a.end.max(b.end).saturating_sub(a.start.min(b.start));
    shared * 5 >= all * 4 && shared > 0
}

fn same_name(a: &str, b: &str) -> bool {
    let last = |n: &str| n.rsplit(' ').next().unwrap_or(n).to_lowercase();
    let first = |n: &str| n.split(' ').next().unwrap_or(n).to_lowercase();
    a == b || last(a) == last(b) && (first(a) == first(b) || !a.contains(' ') || !b.contains(' '))
}
