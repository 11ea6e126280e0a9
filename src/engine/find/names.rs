//! Pass 1: the names in an article, and which of them are people's.
//!
//! Comes in: tokens. Goes out: every run of capitalised words that may be a name,
//! grouped by what it says, each group a person's name or not. A name that is
//! part of a title ("President Ames") begins after it.

mod chunk;
mod features;
mod traits;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::document::Document;
use super::tokens::{Shape, Token};
use crate::engine::lexicon::{Class, Classes, Sex, is_ordinary};
use crate::engine::ranker::{Features, Judge, Meaning, Question, Task};
use chunk::{BEFORE, end_of, full_start, is_given, is_inverted, key_of, starts};
use features::SmallWords;
use traits::{AROUND, FEMALE, INVERTED, MALE, ROLE_BEFORE, SAID, TITLED, TRAITS, WHO, around, traits};

/// A place where a name stands.
#[derive(Debug, Clone)]
pub struct NameMention {
    pub block: usize,
    /// The words of the name, without titles and possessives.
    pub tokens: Range<usize>,
    /// Index into [`Names::forms`].
    pub form: usize,
    /// The title before it, if it is short: `Mr`, `Sen.`
    pub title: Option<usize>,
}

/// A name as it is written, wherever it stands.
#[derive(Debug, Clone)]
pub struct Form {
    /// Where it stands first.
    pub block: usize,
    pub tokens: Range<usize>,
    /// Mentions, in order.
    pub count: usize,
    pub is_person: bool,
    pub sex: Option<Sex>,
    /// A person's role word stands by it.
    traits: u32,
    /// For each trait how many mentions have it.
    times: [u16; TRAITS as usize],
    /// The words of the table before and after the first mentions, as features.
    around: Vec<u64>,
}

impl Form {
    /// The sex that its titles tell, where they agree.
    pub fn titled(&self) -> Option<Sex> {
        match (self.traits & MALE != 0, self.traits & FEMALE != 0) {
            (true, false) => Some(Sex::Male),
            (false, true) => Some(Sex::Female),
            _ => None,
        }
    }
}

/// All the names of an article.
#[derive(Debug, Default)]
pub struct Names {
    pub mentions: Vec<NameMention>,
    pub forms: Vec<Form>,
}

impl Names {
    /// Finds them, and asks of each form whether it is a person's name.
    pub fn find(document: &Document<'_>, judge: &mut impl Judge) -> Names {
        let mut names = Names::default();
        let mut forms: HashMap<u64, usize> = HashMap::new();
        for block in 0..document.blocks.len() {
            judge.pause();
            if !document.is_headline(block) {
                names.chunks(document, block, &mut forms);
            }
        }
        names.judge(document, judge);
        names.complete(document);
        names.headlines(document, &forms);
        names.mentions.sort_by_key(|m| m.tokens.start);
        names
    }

    fn chunks(&mut self, document: &Document<'_>, block: usize, forms: &mut HashMap<u64, usize>) {
        let range = document.ranges[block].clone();
        let mut at = range.start;
        while at < range.end {
            if !starts(document, block, at) {
                at += 1;
                continue;
            }
            let end = end_of(&document.tokens, at, range.end);
            self.split(document, block, at..end, forms);
            at = if is_inverted(document, block, at, end) { end + 2 } else { end };
        }
    }

    /// A chunk may hold a name, titles and another name: "Clinton Campaign Manager Robby Mook".
    fn split(&mut self, document: &Document<'_>, block: usize, chunk: Range<usize>, forms: &mut HashMap<u64, usize>) {
        let tokens = &document.tokens;
        let is_prefix = |i: usize| {
            let token = &tokens[i];
            let followed = tokens[i + 1..chunk.end].iter().any(|t| !t.is(Class::Suffix) && !t.is(Class::Particle));
            followed
                && (token.is(Class::Title) && i + 1 < chunk.end
                    || token.is(Class::Role) && !is_given(document, block, i))
        };
        let mut start = chunk.start;
        let mut title = None;
        let mut i = chunk.start;
        while i < chunk.end {
            if is_prefix(i) {
                self.push(document, block, start..i, title, forms);
                title = Some(i);
                start = i + 1;
            }
            i += 1;
        }
        self.push(document, block, start..chunk.end, title, forms);
    }

    fn push(
        &mut self,
        document: &Document<'_>,
        block: usize,
        mut name: Range<usize>,
        title: Option<usize>,
        forms: &mut HashMap<u64, usize>,
    ) {
        let tokens = &document.tokens;
        while name.len() > 1 && tokens[name.start].is(Class::Origin) && !is_given(document, block, name.start) {
            name.start += 1;
        }
        // "Secretary of State Jon Husted": the name begins with the given name.
        let given = (name.start + 1..name.end.saturating_sub(1)).find(|&i| is_given(document, block, i));
        if let Some(given) = given.filter(|&g| {
            tokens[name.start..g].iter().all(|t| t.classes.any(BEFORE)) && !is_given(document, block, name.start)
        }) {
            name.start = given;
        }
        while name.len() > 1 && tokens[name.end - 1].is(Class::Particle) && tokens[name.end - 1].shape == Shape::Lower {
            name.end -= 1;
        }
        let is_adjective = |t: &Token| t.is(Class::Origin) && !document.blocks[block].words[t.range()].ends_with('s');
        if tokens[name.clone()].iter().all(is_adjective) {
            return;
        }
        let key = key_of(&tokens[name.clone()]);
        let next = self.forms.len();
        let form = *forms.entry(key).or_insert(next);
        if form == next {
            self.forms.push(Form {
                block,
                tokens: name.clone(),
                count: 0,
                is_person: false,
                sex: None,
                traits: 0,
                times: [0; TRAITS as usize],
                around: Vec::new(),
            });
        }
        let title = title.filter(|&t| t + 1 == name.start);
        let traits = traits(document, block, &name, title);
        let entry = &mut self.forms[form];
        entry.count += 1;
        entry.traits |= traits;
        for (bit, times) in entry.times.iter_mut().enumerate() {
            *times = times.saturating_add((traits >> bit & 1) as u16);
        }
        if entry.count <= AROUND {
            around(document, block, &name, &mut entry.around);
        }
        self.mentions.push(NameMention {
            block,
            tokens: name,
            form,
            title: title.filter(|&t| tokens[t].is(Class::Title)),
        });
    }

    /// A longer name that ends with a person's, or begins with the given name, is
    /// the person's as well.
    fn complete(&mut self, document: &Document<'_>) {
        let bare = self.forms.iter().filter(|f| f.is_person && f.tokens.len() == 1);
        let bare: HashSet<u64> = bare.map(|f| document.tokens[f.tokens.start].key.0).collect();
        let other = Classes::of(&[Class::Body, Class::Place, Class::Media, Class::Group, Class::Origin, Class::Work]);
        for form in self.forms.iter_mut().filter(|f| !f.is_person && matches!(f.tokens.len(), 2 | 3)) {
            let tokens = &document.tokens[form.tokens.clone()];
            let is_name = tokens.iter().all(|t| !t.classes.any(other) && t.is_capital());
            let given = is_given(document, form.block, form.tokens.start) && bare.contains(&tokens[0].key.0);
            form.is_person = is_name && (given || tokens.last().is_some_and(|t| bare.contains(&t.key.0)));
        }
    }

    /// Known names are found in headlines as well, where somebody may be named in
    /// full for the only time.
    fn headlines(&mut self, document: &Document<'_>, forms: &HashMap<u64, usize>) {
        let families = self.families(document);
        for block in (0..document.blocks.len()).filter(|&b| document.is_headline(b)) {
            let range = document.ranges[block].clone();
            let mut at = range.start;
            while at < range.end {
                let found = (1..=4.min(range.end - at)).rev().find_map(|n| {
                    let run = &document.tokens[at..at + n];
                    let form = forms.get(&key_of(run)).filter(|_| run[0].is_capital())?;
                    Some((n, *form))
                });
                let family = || families.get(&document.tokens[at].key.0).filter(|_| document.tokens[at].is_capital());
                let Some((n, form)) = found.or_else(|| Some((1, *family()?))) else {
                    at += 1;
                    continue;
                };
                let start = if n == 1 && self.forms[form].is_person { full_start(document, block, at) } else { at };
                let is_known = start == at && found.is_some();
                let form = if is_known { form } else { self.other_form(document, block, start..at + n, form) };
                self.forms[form].count += 1;
                self.mentions.push(NameMention { block, tokens: start..at + n, form, title: None });
                at += n;
            }
        }
    }

    /// The longer names of people by their last words, but for those that are
    /// words as well: in a headline all have capitals.
    fn families(&self, document: &Document<'_>) -> HashMap<u64, usize> {
        let people = self.forms.iter().enumerate().filter(|(_, f)| f.is_person && f.tokens.len() > 1);
        let last = |form: &Form| form.tokens.clone().rev().find(|&i| !document.tokens[i].is(Class::Suffix));
        let is_word =
            |token: usize, form: &Form| is_ordinary(&document.blocks[form.block].words[document.tokens[token].range()]);
        let named = people.filter_map(|(index, form)| Some((last(form).filter(|&t| !is_word(t, form))?, index)));
        named.map(|(token, index)| (document.tokens[token].key.0, index)).collect()
    }

    /// A new form for a known person: a family name that stands alone, or with a given
    /// name, only in a headline.
    fn other_form(&mut self, document: &Document<'_>, block: usize, tokens: Range<usize>, known: usize) -> usize {
        let known = self.forms[known].clone();
        let sex = known.sex;
        self.forms.push(Form { block, tokens, count: 0, ..known });
        let last = self.forms.len() - 1;
        self.forms[last].sex = self.sex(document, last).or(sex);
        last
    }

    fn judge(&mut self, document: &Document<'_>, judge: &mut impl Judge) {
        let lasts = self.last_words(document);
        let small = SmallWords::of(document);
        let mut features = Features::default();
        for index in 0..self.forms.len() {
            self.features(document, index, &lasts, &small, &mut features);
            let form = &self.forms[index];
            let place = document.span(form.block, form.tokens.clone());
            let words = document.text(form.block, form.tokens.clone());
            let meanings = [Meaning::No, Meaning::Yes];
            let question = Question { task: Task::Person, place, words, meanings: &meanings, features: &features };
            let choice = judge.choose(&question);
            let sex = self.sex(document, index);
            let yes = if choice.index == 1 { choice.probability } else { 1.0 - choice.probability };
            let least = self.least(document, index);
            let form = &mut self.forms[index];
            let is_listed = form.traits & INVERTED != 0;
            form.is_person = is_listed || yes > least;
            form.sex = sex;
        }
    }

    /// How probable it has to be that a form is a person's name. Less for "President
    /// Ames", who may not be named in full, and for two names of which no table
    /// knows the first, if they say something or "who" follows.
    fn least(&self, document: &Document<'_>, index: usize) -> f32 {
        let form = &self.forms[index];
        let tokens = &document.tokens[form.tokens.clone()];
        let is_unknown = tokens[0].classes.is_empty() && tokens[0].shape == Shape::Capital;
        let last = &tokens[tokens.len() - 1];
        let is_titled = tokens.len() == 1 && form.traits & (TITLED | ROLE_BEFORE) != 0;
        let is_speaker = tokens.len() == 2 && form.traits & (SAID | WHO) != 0 && document.is_surname(form.block, last);
        if is_unknown && (is_titled || is_speaker) { LEAST } else { PERSON }
    }

    /// By title, by given name.
    fn sex(&self, document: &Document<'_>, index: usize) -> Option<Sex> {
        let form = &self.forms[index];
        if form.traits & (MALE | FEMALE) != 0 {
            return Some(if form.traits & MALE != 0 { Sex::Male } else { Sex::Female });
        }
        let first = &document.tokens[form.tokens.start];
        // "Kim Jong Un" is no woman called Kim.
        if form.tokens.len() < 2 || form.tokens.len() > 2 && first.is(Class::Family) {
            return None;
        }
        document.given(form.block, first).filter(|s| *s != Sex::Either)
    }
}

/// From this probability on a name is taken for a person's.
const PERSON: f32 = 0.5;
/// The same for who is called by a title, or says something.
const LEAST: f32 = 0.1;
