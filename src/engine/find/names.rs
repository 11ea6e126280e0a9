//! Pass 1: the names in an article, and which of them are people's.
//!
//! Comes in: tokens. Goes out: every run of capitalised words that may be a name,
//! grouped by what it says, each group a person's name or not. A name that is
//! part of a title ("President Ames") begins after it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::document::Document;
use super::tokens::{Shape, Token};
use crate::engine::lexicon::{self, Class, Classes, Sex};
use crate::engine::ranker::{Features, Judge, Meaning, Question, Task, mix};

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

/// No name has more words.
const LONGEST: usize = 8;

const FUNCTION: Classes = Classes::of(&[
    Class::Be,
    Class::Aux,
    Class::Det,
    Class::Poss,
    Class::Pronoun,
    Class::Object,
    Class::Prep,
    Class::Conj,
    Class::Sub,
    Class::Rel,
    Class::To,
    Class::According,
    Class::Not,
    Class::Adverb,
]);
const NO_START: Classes = Classes::of(&[Class::Common, Class::Calendar, Class::Number, Class::Time]);
/// What may stand before a full name without being part of it.
const BEFORE: Classes = Classes::of(&[
    Class::Body,
    Class::Place,
    Class::Media,
    Class::Role,
    Class::Title,
    Class::Origin,
    Class::Common,
    Class::Group,
    Class::Say,
    Class::Part,
]);

impl Names {
    /// Finds them, and asks of each form whether it is a person's name.
    pub fn find(document: &Document<'_>, judge: &mut impl Judge) -> Names {
        let mut names = Names::default();
        let mut forms: HashMap<u64, usize> = HashMap::new();
        for block in 0..document.blocks.len() {
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
        for block in (0..document.blocks.len()).filter(|&b| document.is_headline(b)) {
            let range = document.ranges[block].clone();
            let mut at = range.start;
            while at < range.end {
                let found = (1..=4.min(range.end - at)).rev().find_map(|n| {
                    let run = &document.tokens[at..at + n];
                    let form = forms.get(&key_of(run)).filter(|_| run[0].is_capital())?;
                    Some((n, *form))
                });
                let Some((n, form)) = found else {
                    at += 1;
                    continue;
                };
                let start = if n == 1 && self.forms[form].is_person { full_start(document, block, at) } else { at };
                let form = if start == at { form } else { self.full_form(document, block, start..at + n, form) };
                self.forms[form].count += 1;
                self.mentions.push(NameMention { block, tokens: start..at + n, form, title: None });
                at += n;
            }
        }
    }

    /// A new form for a family name that stands with a given name in a headline.
    fn full_form(&mut self, document: &Document<'_>, block: usize, tokens: Range<usize>, short: usize) -> usize {
        let short = self.forms[short].clone();
        self.forms.push(Form { block, tokens, count: 0, ..short });
        let last = self.forms.len() - 1;
        self.forms[last].sex = self.sex(document, last);
        last
    }

    fn judge(&mut self, document: &Document<'_>, judge: &mut impl Judge) {
        let lasts = self.last_words(document);
        let mut features = Features::default();
        for index in 0..self.forms.len() {
            self.features(document, index, &lasts, &mut features);
            let form = &self.forms[index];
            let place = document.span(form.block, form.tokens.clone());
            let words = document.text(form.block, form.tokens.clone());
            let meanings = [Meaning::No, Meaning::Yes];
            let question = Question { task: Task::Person, place, words, meanings: &meanings, features: &features };
            let choice = judge.choose(&question);
            let sex = self.sex(document, index);
            let form = &mut self.forms[index];
            let yes = if choice.index == 1 { choice.probability } else { 1.0 - choice.probability };
            // "President Ames", who may not be named in full.
            let is_titled = form.traits & (TITLED | ROLE_BEFORE) != 0 && form.tokens.len() == 1;
            let is_unknown = document.tokens[form.tokens.start].classes.is_empty();
            let is_listed = form.traits & INVERTED != 0;
            form.is_person = is_listed || yes > if is_titled && is_unknown { TITLED_PERSON } else { PERSON };
            form.sex = sex;
        }
    }

    /// How often a word is the last, or the first, of a longer name.
    fn last_words(&self, document: &Document<'_>) -> HashMap<u64, u32> {
        let mut out = HashMap::new();
        for form in self.forms.iter().filter(|f| f.tokens.len() > 1) {
            let tokens = &document.tokens[form.tokens.clone()];
            let last = tokens.iter().rev().find(|t| !t.is(Class::Suffix)).unwrap_or(&tokens[0]);
            let word = |token: &Token| document.blocks[form.block].words[token.range()].to_string();
            let likely =
                lexicon::given(&word(&tokens[0])).is_some() || form.traits & (TITLED | ROLE_BEFORE | SAID) != 0;
            *out.entry(last.key.0).or_insert(0) |= if likely { 3 } else { 1 };
            *out.entry(tokens[0].key.0).or_insert(0) |= if likely { 12 } else { 4 };
        }
        // A last word that stands alone, as a person's does.
        for form in self.forms.iter().filter(|f| f.tokens.len() == 1) {
            let key = document.tokens[form.tokens.start].key.0;
            *out.entry(key).or_insert(0) |= if form.traits & (TITLED | SAID | SPOKE) != 0 { 48 } else { 16 };
        }
        out
    }

    fn features(&self, document: &Document<'_>, index: usize, lasts: &HashMap<u64, u32>, out: &mut Features) {
        let form = &self.forms[index];
        let tokens = &document.tokens[form.tokens.clone()];
        let word = |token: &Token| &document.blocks[form.block].words[token.range()];
        let (first, last) = (&tokens[0], tokens.iter().rev().find(|t| !t.is(Class::Suffix)).unwrap_or(&tokens[0]));
        let given = lexicon::given(word(first)).map_or(0, |s| s as u64 + 1);
        let surname = u64::from(lexicon::is_surname(word(last)));
        let single = tokens.len() == 1;
        let length = tokens.len().min(5) as u64;
        out.begin(Task::Person);
        out.candidate();
        out.candidate();
        out.add(1, length);
        out.add(2, mix(&[given.min(1), surname, length]));
        out.add(3, mix(&[given, u64::from(single)]));
        out.add(4, mix(&[group(first), u64::from(single)]));
        out.add(5, mix(&[group(last), u64::from(single)]));
        out.add(6, mix(&[shape(first), shape(last), u64::from(single)]));
        out.flag(7, tokens.iter().any(|t| t.is(Class::Body)));
        out.flag(8, tokens.iter().any(|t| t.is(Class::Place)));
        out.flag(9, tokens.iter().any(|t| t.shape == Shape::Initial));
        out.flag(10, tokens.iter().any(|t| t.is(Class::Suffix) && !std::ptr::eq(t, first)));
        out.flag(11, tokens[1..].iter().any(|t| t.is(Class::Particle)));
        out.flag(12, tokens.iter().any(|t| t.shape == Shape::Number || t.shape == Shape::Handle));
        out.flag(13, tokens.iter().any(|t| t.is(Class::Media)));
        out.flag(14, tokens.iter().any(|t| t.is(Class::Calendar)));
        out.flag(15, tokens.iter().any(|t| t.is(Class::Origin)));
        out.flag(16, tokens.iter().any(|t| t.is(Class::Group) || t.is(Class::Document) || t.is(Class::Work)));
        for bit in 0..TRAITS {
            let times = usize::from(form.times[bit as usize]);
            if times > 0 {
                // Once, or as a rule.
                let often = u64::from(times * 2 >= form.count);
                out.add(20, mix(&[u64::from(bit), often]));
                out.add(21, mix(&[u64::from(bit), often, u64::from(single)]));
                out.add(22, mix(&[u64::from(bit), often, given.min(1), surname]));
            }
        }
        for &word in &form.around {
            out.add(30, mix(&[word, u64::from(single)]));
        }
        let part = lasts.get(&last.key.0).copied().unwrap_or(0);
        out.add(23, mix(&[u64::from(single), u64::from(part)]));
        out.add(24, mix(&[form.count.min(4) as u64, u64::from(single)]));
        if tokens.len() > 1 {
            let middle = lexicon::is_surname(word(first));
            out.add(25, mix(&[given.min(1), u64::from(middle), surname]));
            let last_given = lexicon::given(word(last)).is_some();
            out.add(29, mix(&[given.min(1), u64::from(last_given), u64::from(middle), group(first)]));
        }
        let tail: String = word(last).chars().rev().take(3).flat_map(char::to_lowercase).collect();
        out.add(26, crate::engine::lexicon::Key::of(&tail).0);
        out.add(27, mix(&[u64::from(single), given.min(1), surname, u64::from(part), group(last)]));
        out.flag(28, !single && first.classes.is_empty() && last.classes.is_empty());
    }

    /// By title, by given name.
    fn sex(&self, document: &Document<'_>, index: usize) -> Option<Sex> {
        let form = &self.forms[index];
        if form.traits & (MALE | FEMALE) != 0 {
            return Some(if form.traits & MALE != 0 { Sex::Male } else { Sex::Female });
        }
        let first = &document.tokens[form.tokens.start];
        if form.tokens.len() < 2 {
            return None;
        }
        lexicon::given(&document.blocks[form.block].words[first.range()]).filter(|s| *s != Sex::Either)
    }
}

/// Where a full name that ends with a family name begins: with a given name,
/// perhaps with initials or another name between.
fn full_start(document: &Document<'_>, block: usize, last: usize) -> usize {
    let floor = document.ranges[block].start;
    let mut at = last;
    while at > floor && last - at < 3 {
        let token = &document.tokens[at - 1];
        if is_given(document, block, at - 1) && token.is_capital() && !token.classes.any(FUNCTION) {
            return at - 1;
        }
        if token.shape != Shape::Initial {
            break;
        }
        at -= 1;
    }
    last
}

/// A name by its words.
fn key_of(tokens: &[Token]) -> u64 {
    tokens.iter().fold(tokens.len() as u64, |key, token| mix(&[key, token.key.0]))
}

/// The most telling of a token's classes.
fn group(token: &Token) -> u64 {
    use Class::*;
    [Title, Role, Body, Media, Calendar, Origin, Place, Group, Document, Work, Common, Weak, Say, Adverb]
        .iter()
        .position(|&c| token.is(c))
        .map_or(0, |at| at as u64 + 1)
}

fn shape(token: &Token) -> u64 {
    match token.shape {
        Shape::Lower => 0,
        Shape::Capital => 1,
        Shape::Capitals => 2,
        Shape::Initial => 3,
        Shape::Number => 4,
        Shape::Handle => 5,
        Shape::Sign(_) | Shape::Possessive => 6,
    }
}

fn is_given(document: &Document<'_>, block: usize, index: usize) -> bool {
    let token = &document.tokens[index];
    lexicon::given(&document.blocks[block].words[token.range()]).is_some()
}

fn starts(document: &Document<'_>, block: usize, index: usize) -> bool {
    let token = &document.tokens[index];
    if !token.is_capital() && token.shape != Shape::Handle {
        return false;
    }
    if token.shape == Shape::Handle {
        return true;
    }
    let next = document.token(block, Some(index + 1));
    let goes_on = next.is_some_and(|t| t.is_capital() && !t.classes.any(FUNCTION));
    if token.classes.any(FUNCTION) || token.classes.any(NO_START) {
        let mid = !document.begins_sentence(block, index) && token.is(Class::Common) && !token.classes.any(FUNCTION);
        let place = token.is(Class::Common) && next.is_some_and(|t| t.is(Class::Place));
        let given = is_given(document, block, index) && !token.is(Class::Calendar);
        return goes_on && (given || mid || place);
    }
    // A word of every day that only begins a sentence.
    let everyday = [Class::Say, Class::Weak, Class::Role, Class::Group, Class::Document, Class::Work, Class::Part];
    let is_everyday = everyday.iter().any(|&c| token.is(c)) || token.is(Class::Kin);
    !(is_everyday && document.begins_sentence(block, index) && (!goes_on || token.is(Class::Say)))
}

fn end_of(tokens: &[Token], start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    if tokens[start].shape == Shape::Handle {
        return end;
    }
    while end < limit && end - start < LONGEST {
        let token = &tokens[end];
        if let Some(after) = nickname(tokens, end, limit) {
            end = after;
            continue;
        }
        if token.quoted != tokens[start].quoted {
            break;
        }
        let goes_on = |from: usize| tokens.get(from).is_some_and(|t| from < limit && t.is_capital());
        let fits = match token.shape {
            Shape::Capital | Shape::Capitals | Shape::Initial => {
                !token.classes.any(FUNCTION) && !token.is(Class::Calendar) || token.is(Class::Particle)
            }
            Shape::Lower if token.is(Class::Particle) => {
                goes_on(end + 1) || tokens.get(end + 1).is_some_and(|t| t.is(Class::Particle) && goes_on(end + 2))
            }
            Shape::Sign(',') => {
                tokens.get(end + 1).is_some_and(|t| end + 1 < limit && t.is(Class::Suffix) && t.is_capital())
            }
            _ => false,
        };
        if !fits {
            break;
        }
        end += 1;
    }
    end
}

/// Where a nickname between marks within a name ends: Marcia “Cia” Prentiss.
fn nickname(tokens: &[Token], start: usize, limit: usize) -> Option<usize> {
    let [open, inner, close, next] = tokens.get(start..start + 4)? else { return None };
    let is_mark = |t: &Token| matches!(t.shape, Shape::Sign('“' | '”' | '"' | '‘' | '’' | '\''));
    let is_name = start + 3 < limit && inner.is_capital() && inner.quoted.is_some() && next.shape == Shape::Capital;
    let alone = tokens.get(start.wrapping_sub(1)).is_some_and(|t| t.quoted.is_none()) && next.quoted.is_none();
    (is_mark(open) && is_mark(close) && is_name && alone).then_some(start + 3)
}

const TRAITS: u32 = 21;
const TITLED: u32 = 1;
const ROLE_BEFORE: u32 = 1 << 1;
const SAID: u32 = 1 << 2;
const SPOKE: u32 = 1 << 3;
/// So many mentions of a form are looked around.
const AROUND: usize = 6;
const MALE: u32 = 1 << 18;
const FEMALE: u32 = 1 << 19;
const INVERTED: u32 = 1 << 20;

/// From this probability on a name is taken for a person's.
const PERSON: f32 = 0.4;
const TITLED_PERSON: f32 = 0.1;

/// Whether a family name stands first, as in a list of books: "Austen, Jane."
fn is_inverted(document: &Document<'_>, block: usize, start: usize, end: usize) -> bool {
    let at = |i: usize| document.token(block, Some(i));
    let first = start == document.ranges[block].start || at(start - 1).is_some_and(|t| t.is(Class::Conj));
    let comma = at(end).is_some_and(|t| t.is_sign(','));
    let given = at(end + 1).is_some_and(|t| t.shape == Shape::Capital) && is_given(document, block, end + 1);
    let ends = at(end + 2).is_some_and(|t| t.is_sign('.') || t.is(Class::Conj) || t.shape == Shape::Initial);
    first && end == start + 1 && comma && given && ends
}

/// What stands around a mention of a name.
fn traits(document: &Document<'_>, block: usize, name: &Range<usize>, title: Option<usize>) -> u32 {
    let at = |index: usize| document.token(block, Some(index));
    let before = name.start.checked_sub(1).and_then(at);
    let before2 = name.start.checked_sub(2).and_then(at);
    let (after, after2, after3) = (at(name.end), at(name.end + 1), at(name.end + 2));
    let has = |token: Option<&Token>, class| token.is_some_and(|t| t.is(class));
    let sign = |token: Option<&Token>, sign| token.is_some_and(|t| t.is_sign(sign));
    let titled = title.map(|t| &document.tokens[t]);
    let speaks = |t: Option<&Token>| has(t, Class::Say);
    // "the Ames administration" is not called "the Ames".
    let modifies = after.is_some_and(|t| t.shape == Shape::Lower && !t.classes.any(FUNCTION) && !speaks(after));
    let bits = [
        titled.is_some_and(|t| t.is(Class::Title)),
        titled.is_some_and(|t| !t.is(Class::Title)) || has(before, Class::Role),
        speaks(after) || speaks(before) || has(after, Class::Adverb) && speaks(after2),
        has(after, Class::Weak) || has(before, Class::Weak),
        has(before, Class::Det) && !has(before, Class::Number) && !modifies,
        has(before, Class::Prep) && !document.begins_sentence(block, name.start),
        before.is_some_and(|t| t.is(Class::Prep) && t.end - t.start == 2),
        sign(after, ',') && after2.is_some_and(|t| t.shape == Shape::Number && t.end - t.start < 4),
        sign(after, ',')
            && (has(after2, Class::Det) || has(after2, Class::Poss))
            && after3.is_some_and(|t| !t.is_capital()),
        sign(after, ',') && has(after2, Class::Role),
        sign(after, ',') && has(after2, Class::Rel),
        after.is_some_and(Token::is_possessive),
        has(after, Class::Be) || has(after, Class::Aux),
        document.begins_sentence(block, name.start),
        has(before, Class::Conj) || has(after, Class::Conj),
        sign(after, '('),
        has(before, Class::Kin) || has(before2, Class::Kin) && sign(before, ','),
        after.is_some_and(|t| t.shape == Shape::Lower && t.is(Class::Role)),
        titled.is_some_and(|t| t.is(Class::Male)),
        titled.is_some_and(|t| t.is(Class::Female)),
        is_inverted(document, block, name.start, name.end),
    ];
    bits.iter().enumerate().fold(0, |all, (bit, &has)| all | u32::from(has) << bit)
}

/// The words before and after a mention of a name: those of the table, and how
/// others end.
fn around(document: &Document<'_>, block: usize, name: &Range<usize>, out: &mut Vec<u64>) {
    let words = &document.blocks[block].words;
    let before = document.token(block, name.start.checked_sub(1));
    let after = document.token(block, Some(name.end));
    for (side, token) in [(1, before), (2, after)] {
        let Some(token) = token.filter(|t| !t.is_capital()) else { continue };
        let word = &words[token.range()];
        let value = match () {
            () if !token.classes.is_empty() || !token.is_word() => token.key.0,
            () if word.ends_with("ed") => 1,
            () if word.ends_with("ing") => 2,
            () if word.ends_with('s') => 3,
            () => 4,
        };
        let value = mix(&[side, value]);
        if !out.contains(&value) {
            out.push(value);
        }
    }
}
