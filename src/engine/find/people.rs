//! Pass 2: which names are one person.
//!
//! Comes in: the names of an article. Goes out: people, each with its forms, and
//! for each mention of a name the person. A bare family name that several people
//! share goes to whom it was used for, or who was last named in full.

use super::document::Document;
use super::names::{Form, NameMention, Names};
use super::tokens::{Shape, Token};
use crate::engine::lexicon::{Class, Sex};

/// Somebody named.
#[derive(Debug, Clone)]
pub struct Named {
    /// Indices into [`Names::forms`], the fullest first.
    pub forms: Vec<usize>,
    pub sex: Option<Sex>,
    pub mentions: usize,
}

/// The people of an article, and whom each mention of a name stands for.
#[derive(Debug, Default)]
pub struct People {
    pub people: Vec<Named>,
    /// As many as [`Names::mentions`].
    pub of_mention: Vec<Option<usize>>,
}

impl People {
    pub fn find(document: &Document<'_>, names: &Names) -> People {
        let mut people = People::default();
        let mut order: Vec<usize> = (0..names.forms.len()).filter(|&f| names.forms[f].is_person).collect();
        // Full names first, whatever stands first in the article.
        order.sort_by_key(|&f| (core(document, &names.forms[f]).len() < 2, f));
        let mut candidates: Vec<Vec<usize>> = vec![Vec::new(); names.forms.len()];
        for form in order {
            candidates[form] = people.place(document, names, form);
        }
        people.assign(document, names, &candidates);
        for person in &mut people.people {
            person.forms.sort_by_key(|&f| std::cmp::Reverse(fullness(document, &names.forms[f])));
        }
        people
    }

    /// The people that a form can stand for; a new one if there are none.
    fn place(&mut self, document: &Document<'_>, names: &Names, form: usize) -> Vec<usize> {
        let own = core(document, &names.forms[form]);
        let fits = |&person: &usize| {
            self.people[person].forms.iter().any(|&f| {
                let other = core(document, &names.forms[f]);
                if own.len() > 1 { same_full(&own, &other) } else { own.first().is_some_and(|t| is_part(t, &other)) }
            })
        };
        let mut found: Vec<usize> = (0..self.people.len()).filter(fits).collect();
        if own.len() > 1 {
            found.truncate(1);
        } else if found.len() > 1 {
            // A family name rather than a given one.
            let by_last = |&p: &usize| {
                self.people[p].forms.iter().any(|&f| {
                    let other = core(document, &names.forms[f]);
                    other.len() > 1 && other.last().is_some_and(|t| own.first().is_some_and(|o| o.key == t.key))
                })
            };
            let family: Vec<usize> = found.iter().copied().filter(by_last).collect();
            if !family.is_empty() {
                found = family;
            }
        }
        if found.is_empty() {
            found.push(self.people.len());
            self.people.push(Named { forms: Vec::new(), sex: None, mentions: 0 });
        }
        if let [only] = found[..] {
            let person = &mut self.people[only];
            person.forms.push(form);
            person.sex = person.sex.or(names.forms[form].sex);
        }
        found
    }

    fn assign(&mut self, document: &Document<'_>, names: &Names, candidates: &[Vec<usize>]) {
        // When each person was last named in full, and whom a form stood for last.
        let mut last_full = vec![None; self.people.len()];
        let mut last_of_form: Vec<Option<usize>> = vec![None; names.forms.len()];
        for (index, mention) in names.mentions.iter().enumerate() {
            let person = match candidates[mention.form][..] {
                [] => None,
                [only] => Some(only),
                ref several => Some(self.pick(document, mention, several, &last_full, last_of_form[mention.form])),
            };
            self.of_mention.push(person);
            let Some(person) = person else { continue };
            self.people[person].mentions += 1;
            if mention.tokens.len() > 1 {
                last_full[person] = Some((index, mention.block));
            } else {
                last_of_form[mention.form] = Some(person);
                if candidates[mention.form].len() > 1 && !self.people[person].forms.contains(&mention.form) {
                    self.people[person].forms.push(mention.form);
                }
            }
        }
    }

    fn pick(
        &self,
        document: &Document<'_>,
        mention: &NameMention,
        several: &[usize],
        last_full: &[Option<(usize, usize)>],
        used: Option<usize>,
    ) -> usize {
        let title = mention.title.map(|t| document.tokens[t].classes);
        let agrees = |&&person: &&usize| match (title, self.people[person].sex) {
            (Some(t), Some(Sex::Male)) => !t.has(Class::Female),
            (Some(t), Some(Sex::Female)) => !t.has(Class::Male),
            _ => true,
        };
        let fits: Vec<usize> = several.iter().filter(agrees).copied().collect();
        let fits = if fits.is_empty() { several.to_vec() } else { fits };
        let recent = fits.iter().copied().filter(|&p| last_full[p].is_some()).max_by_key(|&p| last_full[p]);
        let used = used.filter(|p| fits.contains(p));
        match (used, recent) {
            (Some(used), Some(recent)) => {
                let near = last_full[recent].is_some_and(|(_, block)| block + 1 >= mention.block);
                let both = fits.iter().filter(|&&p| last_full[p].is_some_and(|(_, b)| b + 1 >= mention.block)).count();
                if near && both == 1 { recent } else { used }
            }
            (Some(used), None) => used,
            (None, Some(recent)) => recent,
            (None, None) => fits[0],
        }
    }
}

/// How full a form of a name is: its words, then its letters; capitals only are
/// no good form.
fn fullness(document: &Document<'_>, form: &Form) -> (bool, usize, usize) {
    let tokens = &document.tokens[form.tokens.clone()];
    let shouts = tokens.iter().all(|t| t.shape == Shape::Capitals);
    (!shouts, tokens.len(), tokens.iter().map(|t| (t.end - t.start) as usize).sum())
}

/// A name without what is left off at will.
fn core<'d>(document: &'d Document<'_>, form: &Form) -> Vec<&'d Token> {
    let tokens = &document.tokens[form.tokens.clone()];
    let keep = |t: &&Token| t.is_word() && !(t.is(Class::Suffix) && tokens.len() > 1);
    tokens.iter().filter(keep).collect()
}

/// Whether two full names are one person's: the family name, and the given name
/// or its initial.
fn same_full(a: &[&Token], b: &[&Token]) -> bool {
    if b.len() < 2 {
        return false;
    }
    let same = |x: &Token, y: &Token| x.key == y.key;
    let (Some((a0, a1)), Some((b0, b1))) = (a.first().zip(a.last()), b.first().zip(b.last())) else { return false };
    if !same(a1, b1) {
        return false;
    }
    same(a0, b0)
        || a.len() > 2 && a[1..a.len() - 1].iter().any(|m| same(m, b0)) && a0.shape == Shape::Initial
        || b.len() > 2 && b[1..b.len() - 1].iter().any(|m| same(m, a0)) && b0.shape == Shape::Initial
}

/// Whether one word is a part of a name that stands for the whole.
fn is_part(word: &Token, name: &[&Token]) -> bool {
    name.len() > 1 && name.iter().any(|t| t.key == word.key && !t.is(Class::Particle))
}
