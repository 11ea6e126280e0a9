//! Pass 2: which names are one person.
//!
//! Comes in: the names of an article. Goes out: people, each with its forms, and
//! for each mention of a name the person. A bare family name that several people
//! share goes to whom it was used for, or who was last named in full.

use std::collections::{HashMap, HashSet};

use super::document::Document;
use super::names::{Form, NameMention, Names};
use super::tokens::{Shape, Token};
use crate::engine::lexicon::{Class, Key, Sex};
use crate::engine::ranker::{Features, Judge, Meaning, Question, Task, mix};

/// Somebody named.
#[derive(Debug, Clone)]
pub struct Named {
    /// Indices into [`Names::forms`], the fullest first.
    pub forms: Vec<usize>,
    pub sex: Option<Sex>,
    pub mentions: usize,
}

/// People by the first and the last word of their names.
type Ends = HashMap<Key, Vec<usize>>;

/// Of the people with one name so many are told apart.
const CROWD: usize = 40;

/// The people of an article, and whom each mention of a name stands for.
#[derive(Debug, Default)]
pub struct People {
    pub people: Vec<Named>,
    /// As many as [`Names::mentions`].
    pub of_mention: Vec<Option<usize>>,
}

impl People {
    pub fn find(document: &Document<'_>, names: &Names, judge: &mut impl Judge) -> People {
        let mut people = People::default();
        let mut order: Vec<usize> = (0..names.forms.len()).filter(|&f| names.forms[f].is_person).collect();
        let full = Full::of(document, names, &order);
        order.retain(|&f| !full.are_two(document, &names.forms[f]));
        // Full names first, whatever stands first in the article.
        order.sort_by_key(|&f| {
            let core = core(document, &names.forms[f]);
            (is_bare(&core), std::cmp::Reverse(core.len()), f)
        });
        let mut ends = Ends::new();
        let mut candidates: Vec<Vec<usize>> = vec![Vec::new(); names.forms.len()];
        for form in order {
            candidates[form] = people.place(document, names, form, &mut ends);
        }
        people.assign(document, names, &candidates, judge);
        for person in &mut people.people {
            person.forms.sort_by_key(|&f| std::cmp::Reverse(fullness(document, &names.forms[f])));
        }
        people
    }

    /// The people that a form can stand for; a new one if there are none.
    fn place(&mut self, document: &Document<'_>, names: &Names, form: usize, ends: &mut Ends) -> Vec<usize> {
        let own = core(document, &names.forms[form]);
        let fits = |&person: &usize| {
            self.people[person].forms.iter().any(|&f| {
                let other = core(document, &names.forms[f]);
                is_part(&own, &other) || !is_bare(&own) && same_full(&own, &other)
            })
        };
        let titled = names.forms[form].titled();
        // "Mr. Ames" is not Anna Ames.
        let agrees = |&person: &usize| {
            titled.is_none() || self.people[person].sex.is_none() || self.people[person].sex == titled
        };
        let keys = [own.first(), own.last()].into_iter().flatten().map(|t| t.key);
        let mut near: Vec<usize> = keys.clone().filter_map(|key| ends.get(&key)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let mut found: Vec<usize> = near.into_iter().filter(fits).filter(agrees).collect();
        if !is_bare(&own) {
            found.truncate(1);
        } else if found.len() > 1 {
            // A family name rather than a given one.
            let by_last = |&p: &usize| {
                self.people[p].forms.iter().any(|&f| {
                    let other = core(document, &names.forms[f]);
                    other.len() > own.len() && other.iter().rev().zip(own.iter().rev()).all(|(a, b)| a.key == b.key)
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
            for key in keys {
                let with = ends.entry(key).or_default();
                if with.len() < CROWD && !with.contains(&only) {
                    with.push(only);
                }
            }
        }
        found
    }

    fn assign(&mut self, document: &Document<'_>, names: &Names, candidates: &[Vec<usize>], judge: &mut impl Judge) {
        let mut features = Features::default();
        let mut seen = vec![Seen::default(); self.people.len()];
        let mut others = HashMap::new();
        let full = self.full(document, names);
        for (index, mention) in names.mentions.iter().enumerate() {
            let several = &candidates[mention.form];
            let person = match several[..] {
                [] => None,
                [only] if self.agrees(document, mention, only) => Some(only),
                [_] => Some(self.other(document, mention, &mut others, &mut seen)),
                _ => {
                    let namesakes = Namesakes { document, mention, several, seen: &seen, people: &self.people, index };
                    Some(namesakes.ask(names, &full, judge, &mut features))
                }
            };
            self.of_mention.push(person);
            let Some(person) = person else { continue };
            self.people[person].mentions += 1;
            seen[person].any = Some((index, mention.block));
            if mention.tokens.len() > 1 {
                seen[person].first.get_or_insert(index);
                seen[person].full = Some((index, mention.block));
                seen[person].times += 1;
            } else {
                seen[person].bare += 1;
                several.iter().for_each(|&p| seen[p].last = p == person);
                if several.len() > 1 && !self.people[person].forms.contains(&mention.form) {
                    self.people[person].forms.push(mention.form);
                }
            }
        }
    }

    /// Whether the title of a mention fits a person.
    fn agrees(&self, document: &Document<'_>, mention: &NameMention, person: usize) -> bool {
        let title = mention.title.map(|t| document.tokens[t].classes).unwrap_or_default();
        match self.people[person].sex {
            Some(Sex::Female) => !title.has(Class::Male),
            Some(Sex::Male) => !title.has(Class::Female),
            _ => true,
        }
    }

    /// "Mr. Ames" where only Anna Ames is named in full: somebody else.
    fn other(
        &mut self,
        document: &Document<'_>,
        mention: &NameMention,
        others: &mut HashMap<(usize, bool), usize>,
        seen: &mut Vec<Seen>,
    ) -> usize {
        let is_male = mention.title.is_some_and(|t| document.tokens[t].is(Class::Male));
        *others.entry((mention.form, is_male)).or_insert_with(|| {
            let sex = Some(if is_male { Sex::Male } else { Sex::Female });
            self.people.push(Named { forms: vec![mention.form], sex, mentions: 0 });
            seen.push(Seen::default());
            self.people.len() - 1
        })
    }

    /// The fullest name of each person, as it stands.
    pub fn full(&self, document: &Document<'_>, names: &Names) -> Vec<String> {
        let fullest =
            |person: &Named| person.forms.iter().copied().max_by_key(|&f| fullness(document, &names.forms[f]));
        let text = |form: &Form| document.text(form.block, form.tokens.clone()).to_string();
        self.people.iter().map(|p| fullest(p).map_or_else(String::new, |f| text(&names.forms[f]))).collect()
    }
}

/// The names of two words and more.
struct Full(HashSet<Vec<Key>>);

impl Full {
    fn of(document: &Document<'_>, names: &Names, forms: &[usize]) -> Full {
        let cores = forms.iter().map(|&form| core(document, &names.forms[form]));
        Full(cores.filter(|core| core.len() > 1).map(|core| keys(&core)).collect())
    }

    /// Whether a name is two others, one behind the other, as under a picture of two people.
    /// It is all that stands there: in a sentence it may be one of somebody who is called by
    /// half of it, too.
    fn are_two(&self, document: &Document<'_>, form: &Form) -> bool {
        let is_alone = document.ranges[form.block] == form.tokens;
        let keys = keys(&core(document, form));
        let both = |at| self.0.contains(&keys[..at]) && self.0.contains(&keys[at..]);
        is_alone && (2..keys.len().saturating_sub(1)).any(both)
    }
}

fn keys(name: &[&Token]) -> Vec<Key> {
    name.iter().map(|token| token.key).collect()
}

/// How a person was named so far.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// The last mention in full, and its block.
    full: Option<(usize, usize)>,
    /// The last mention of any form, and its block.
    any: Option<(usize, usize)>,
    /// The first mention in full.
    first: Option<usize>,
    times: usize,
    bare: usize,
    /// Whether the last bare name was this person's.
    last: bool,
}

/// A bare name that several people share.
struct Namesakes<'a, 'd> {
    document: &'a Document<'d>,
    mention: &'a NameMention,
    several: &'a [usize],
    seen: &'a [Seen],
    people: &'a [Named],
    index: usize,
}

impl Namesakes<'_, '_> {
    fn ask(&self, names: &Names, full: &[String], judge: &mut impl Judge, out: &mut Features) -> usize {
        out.begin(Task::Namesake);
        out.candidate();
        for &person in self.several.iter().take(MOST) {
            out.candidate();
            self.describe(person, out);
        }
        let mut meanings = vec![Meaning::No];
        meanings.extend(self.several.iter().take(MOST).map(|&p| Meaning::Person(&full[p])));
        let form = &names.forms[self.mention.form];
        let question = Question {
            task: Task::Namesake,
            place: self.document.span(self.mention.block, self.mention.tokens.clone()),
            words: self.document.text(form.block, form.tokens.clone()),
            meanings: &meanings,
            features: out,
        };
        let chosen = judge.choose(&question).index.checked_sub(1);
        chosen.map_or_else(|| self.usual(), |i| self.several[i])
    }

    /// Without an answer: whoever was named so last, or in full.
    fn usual(&self) -> usize {
        let last = self.several.iter().copied().find(|&p| self.seen[p].last);
        last.or_else(|| self.several.iter().copied().max_by_key(|&p| self.seen[p].full)).unwrap_or(self.several[0])
    }

    fn describe(&self, person: usize, out: &mut Features) {
        let seen = &self.seen[person];
        let others = || self.several.iter().filter(|&&p| p != person).map(|&p| &self.seen[p]);
        let sex = self.mention.title.map_or(0, |t| {
            let classes = self.document.tokens[t].classes;
            match (classes.has(Class::Male), classes.has(Class::Female), self.people[person].sex) {
                (true, _, Some(Sex::Male)) | (_, true, Some(Sex::Female)) => 1,
                (true, _, Some(Sex::Female)) | (_, true, Some(Sex::Male)) => 2,
                (false, false, _) => 3,
                _ => 4,
            }
        });
        let back = |at: Option<(usize, usize)>| at.map_or(9, |(_, block)| (self.mention.block - block).min(4) as u64);
        let is_recent = others().all(|o| o.full < seen.full);
        let is_first = seen.first.is_some() && others().all(|o| o.first.is_none_or(|f| Some(f) > seen.first));
        let is_often = others().all(|o| o.times + o.bare < seen.times + seen.bare);
        let rival = others().filter_map(|o| o.full).max().map_or(9, |(_, b)| (self.mention.block - b).min(3) as u64);
        out.add(1, sex);
        out.add(2, mix(&[u64::from(seen.last), back(seen.full), rival]));
        out.add(3, mix(&[u64::from(is_recent), back(seen.full), rival]));
        out.add(4, mix(&[u64::from(is_first), seen.bare.min(3) as u64]));
        out.add(5, mix(&[u64::from(is_often), u64::from(seen.last)]));
        out.add(6, mix(&[u64::from(is_first), u64::from(is_recent), u64::from(seen.last)]));
        out.add(7, mix(&[seen.times.min(3) as u64, seen.bare.min(3) as u64]));
        out.add(8, mix(&[back(seen.any), u64::from(seen.last)]));
        out.add(9, mix(&[u64::from(seen.full.is_none()), u64::from(is_first)]));
        let near = seen.any.map_or(9, |(i, _)| (self.index - i).min(5) as u64);
        out.add(10, mix(&[near, u64::from(is_recent)]));
        out.add(11, mix(&[sex, u64::from(is_first), u64::from(seen.last)]));
    }
}

/// So many people of one name are told apart.
const MOST: usize = 12;

/// How full a form of a name is: whether it begins with a given name ("Crooked
/// Hillary Clinton" does not), its words, its letters. Capitals only are no good
/// form.
fn fullness(document: &Document<'_>, form: &Form) -> (bool, bool, usize, usize) {
    let tokens = &document.tokens[form.tokens.clone()];
    let is_given = tokens.len() > 1 && document.given(form.block, &tokens[0]).is_some();
    let shouts = tokens.iter().all(|t| t.shape == Shape::Capitals);
    (!shouts, is_given, tokens.len(), tokens.iter().map(|t| (t.end - t.start) as usize).sum())
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

/// Whether a name is a family name or a given name alone: one word, but for what
/// a family name begins with.
fn is_bare(name: &[&Token]) -> bool {
    name.iter().skip_while(|t| t.is(Class::Particle)).count() < 2
}

/// Whether a name is the beginning or the end of a longer one, and stands for it.
fn is_part(bare: &[&Token], name: &[&Token]) -> bool {
    let same = |run: &[&Token]| run.iter().zip(bare).all(|(a, b)| a.key == b.key);
    let ends = name.len() > bare.len() && (same(name) || same(&name[name.len() - bare.len()..]));
    ends && !bare.iter().all(|t| t.is(Class::Particle))
}
