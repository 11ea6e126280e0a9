//! The rule: which people are one.
//!
//! Comes in: people, and of each name whether it is a form of others in another kin. Goes
//! out: individuals. In which order the people come makes no difference. May not know
//! where they are kept.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::{Gender, Individual, Name, Names, Person};

/// Of more than so many with the same first and last name no form is joined to another.
const CROWD: usize = 100;

/// Where a name may be the form of another, beside its own kin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elsewhere {
    In(String),
    Several,
}

impl Elsewhere {
    pub fn kin(&self) -> Option<&str> {
        match self {
            Elsewhere::In(kin) => Some(kin),
            Elsewhere::Several => None,
        }
    }
}

pub fn settle(people: Vec<Person>, elsewhere: &BTreeMap<String, Elsewhere>, names: &mut Names) -> Vec<Individual> {
    let mut groups = by_name(people, names);
    // The longest names first: what fits a part of one fits what is whole.
    groups.sort_by_cached_key(|group| {
        let Name { is_full, key, .. } = &*group.name;
        (!is_full, Reverse(key.len()), key.clone(), group.genders.clone())
    });
    let fits = Fits::new(&groups, elsewhere, names);
    let mut into: Vec<usize> = (0..groups.len()).collect();
    for group in 0..into.len() {
        let Some(owner) = fits.only(group, &into) else { continue };
        if groups[owner].allows(&groups[group]) {
            let joined = std::mem::take(&mut groups[group]);
            groups[owner].take(joined);
            into[group] = owner;
        }
    }
    groups.into_iter().filter_map(|group| group.individual(names)).collect()
}

fn root(into: &[usize], mut group: usize) -> usize {
    while into[group] != group {
        group = into[group];
    }
    group
}

/// People of one name, and those who were joined to them.
#[derive(Debug, Clone, Default)]
struct Group {
    name: Rc<Name>,
    members: Vec<Person>,
    articles: HashSet<usize>,
    /// Without repetition.
    genders: Vec<Gender>,
    /// Others have the name as well, and nobody can tell which of them is meant elsewhere.
    is_apart: bool,
}

impl Group {
    fn new(name: &Rc<Name>, members: Vec<Person>, is_apart: bool) -> Group {
        let articles = members.iter().map(|member| member.article).collect();
        let told = |gender: &Gender| members.iter().any(|member| member.gender == Some(*gender));
        let genders = [Gender::Woman, Gender::Man].into_iter().filter(told).collect();
        Group { name: name.clone(), members, articles, genders, is_apart }
    }

    /// Whether the other can be the same person. Words that contradict each other say nothing.
    fn allows(&self, other: &Group) -> bool {
        let is_other = matches!((self.genders.as_slice(), other.genders.as_slice()), ([a], [b]) if a != b);
        !self.is_apart && !other.is_apart && !is_other && self.articles.is_disjoint(&other.articles)
    }

    fn take(&mut self, other: Group) {
        self.members.extend(other.members);
        self.articles.extend(other.articles);
        let new: Vec<Gender> = other.genders.into_iter().filter(|gender| !self.genders.contains(gender)).collect();
        self.genders.extend(new);
    }

    fn individual(self, names: &mut Names) -> Option<Individual> {
        let mut spelt = BTreeMap::<&str, usize>::new();
        self.members.iter().for_each(|member| *spelt.entry(&member.name).or_default() += 1);
        let spelt: Vec<(&str, usize, Rc<Name>)> =
            spelt.into_iter().map(|(n, count)| (n, count, names.read(n))).collect();
        let mut counts = HashMap::<&str, usize>::new();
        spelt.iter().for_each(|(_, count, read)| *counts.entry(&read.key).or_default() += count);
        let ranked = spelt.iter().map(|(name, count, read)| {
            // Of a nickname the name is whatever is called so.
            let weight = if read.is_full { counts[read.key.as_str()] } else { usize::from(read.key == self.name.key) };
            let common = (read.is_full, weight, read.key.len(), Reverse(&read.key));
            (common, count, Reverse(name.chars().count()), *name)
        });
        let name = ranked.max()?.3.to_string();
        Some(Individual { name, members: self.members })
    }
}

/// People of the same name are one, but for those whom one article has apart, and a woman and
/// a man of whom only a part of the name is told.
fn by_name(people: Vec<Person>, names: &mut Names) -> Vec<Group> {
    let mut all: BTreeMap<String, Vec<Person>> = BTreeMap::new();
    for person in people {
        all.entry(names.read(&person.name).key.clone()).or_default().push(person);
    }
    let mut groups = Vec::new();
    for members in all.into_values() {
        let Some(name) = members.first().map(|member| names.read(&member.name)) else { continue };
        let mut counts: HashMap<usize, usize> = HashMap::new();
        members.iter().for_each(|member| *counts.entry(member.article).or_default() += 1);
        let (single, several): (Vec<_>, Vec<_>) = members.into_iter().partition(|member| counts[&member.article] == 1);
        groups.extend(several.into_iter().map(|member| Group::new(&name, vec![member], true)));
        let whole = Group::new(&name, single, false);
        if name.is_full || whole.genders.len() < 2 {
            groups.push(whole);
            continue;
        }
        for gender in [Some(Gender::Woman), Some(Gender::Man), None] {
            let own = whole.members.iter().filter(|member| member.gender == gender).cloned().collect();
            groups.push(Group::new(&name, own, gender.is_none()));
        }
    }
    groups.retain(|group| !group.members.is_empty());
    groups
}

/// The groups that others may be a shorter form of.
struct Fits<'a> {
    elsewhere: &'a BTreeMap<String, Elsewhere>,
    /// The name of each group: what is joined loses its own.
    names: Vec<Rc<Name>>,
    kins: HashMap<String, Vec<usize>>,
    /// By what else they are called.
    called: HashMap<String, Vec<usize>>,
}

impl<'a> Fits<'a> {
    fn new(groups: &[Group], elsewhere: &'a BTreeMap<String, Elsewhere>, read: &mut Names) -> Fits<'a> {
        let (mut kins, mut called) = (HashMap::<String, Vec<usize>>::new(), HashMap::<String, Vec<usize>>::new());
        for (number, Group { name, members, .. }) in groups.iter().enumerate() {
            if name.is_full {
                kins.entry(name.kin.clone()).or_default().push(number);
            }
            let written: HashSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
            let aliases: HashSet<&str> =
                members.iter().flat_map(|member| &member.aliases).map(String::as_str).collect();
            // Names with the same key may be written so that their last names are not the same.
            let mut forms: BTreeSet<String> =
                written.into_iter().flat_map(|name| read.read(name).lasts.clone()).collect();
            forms.extend(aliases.into_iter().map(|alias| read.read(alias).key.clone()));
            forms.into_iter().for_each(|form| called.entry(form).or_default().push(number));
        }
        Fits { elsewhere, names: groups.iter().map(|group| group.name.clone()).collect(), kins, called }
    }

    /// The only individual whom a group's name fits.
    fn only(&self, group: usize, into: &[usize]) -> Option<usize> {
        let name = &self.names[group];
        if self.elsewhere.get(&name.key) == Some(&Elsewhere::Several) {
            return None;
        }
        let called = self.called.get(&name.key).into_iter().flatten();
        let called = called.filter(|&&other| self.names[other].key != name.key);
        let kin = self.kins.get(&name.kin).filter(|kin| kin.len() <= CROWD).into_iter().flatten();
        let longer = kin.filter(|&&other| name.is_form_of(&self.names[other]));
        let mut owners = called.chain(longer).map(|&other| root(into, other)).filter(|&owner| owner != group);
        let first = owners.next()?;
        owners.all(|owner| owner == first).then_some(first)
    }
}
