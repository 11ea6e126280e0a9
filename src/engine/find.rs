//! Finds what an article's own words tell: its quotations, who said them, and
//! the people named.
//!
//! Comes in: an article, perhaps with quotations and people of its author. Goes
//! out: the same with what was found besides. What the author wrote wins. The
//! passes, in order: `document` cuts the words up, `names` and `people` find
//! who is named, `mentions` who could speak, `quotation` what was said,
//! `attribution` by whom: `speaker` which
//! mention, `reference` which person; and `merge` adds it.

mod asides;
mod attribution;
mod clauses;
mod document;
mod mentions;
mod merge;
mod names;
mod people;
mod quotation;
mod reference;
mod roles;
mod speaker;
pub(super) mod tokens;

use crate::article::{Article, Block};
use crate::engine::ranker::{Judge, Model};
use attribution::Attribution;
use document::Document;
use mentions::Mention;
use names::Names;
use people::People;
use roles::Roles;

/// Adds what can be found in an article. To be called once.
pub fn find(article: &mut Article) {
    find_with(article, &mut Model::shipped());
}

/// The same with another judge: a model with other weights, or one that knows.
pub fn find_with(article: &mut Article, judge: &mut impl Judge) {
    if article.wanted.quotes {
        let found = merge::Found::new(&Analysis::new(&article.blocks, judge));
        found.add_to(article);
    }
}

/// All that was found, by indices.
struct Analysis<'a> {
    document: Document<'a>,
    people: People,
    roles: Vec<Roles>,
    /// The fullest form of each person's name.
    full: Vec<String>,
    mentions: Vec<Mention>,
    /// For each mention the person.
    person_of: Vec<Option<usize>>,
    /// For each segment whether it is a quotation.
    said: Vec<bool>,
    /// For each segment who says it.
    attributions: Vec<Option<Attribution>>,
}

impl<'a> Analysis<'a> {
    fn new(blocks: &'a [Block], judge: &mut impl Judge) -> Analysis<'a> {
        let document = Document::new(blocks, || judge.pause());
        let names = Names::find(&document, judge);
        let people = People::find(&document, &names, judge);
        let mentions = mentions::find(&document, &names, || judge.pause());
        let person_of: Vec<Option<usize>> =
            mentions.iter().map(|m| m.name.and_then(|n| people.of_mention[n])).collect();
        let roles = roles::find(&document, &mentions, &person_of, people.people.len());
        let full = people.full(&document, &names);
        let said = quotation::judge(&document, judge);
        let count = document.segments.len();
        let mut analysis =
            Analysis { document, people, roles, full, mentions, person_of, said, attributions: vec![None; count] };
        attribution::attribute(&mut analysis, judge);
        analysis
    }
}
