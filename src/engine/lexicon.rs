//! The words of a language that tell who says what, as tables.
//!
//! Comes in: a word. Goes out: its classes, and whether people are called so.
//! Another language is another table: `lexicon/english.txt` says what a class
//! means. Given names and family names are those of the United States census of
//! 1990 (public domain), with a table of our own for the rest of the world.

use std::sync::LazyLock;

/// What a word can be. The name of a class in the table is its name here, in
/// lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    Say,
    Weak,
    Tell,
    Call,
    Be,
    Aux,
    Det,
    Poss,
    Pronoun,
    Object,
    Neuter,
    First,
    Second,
    Male,
    Female,
    Prep,
    Conj,
    Sub,
    Rel,
    To,
    According,
    Adverb,
    Not,
    Number,
    Part,
    Title,
    Role,
    Kin,
    Group,
    Document,
    Work,
    Body,
    Media,
    Calendar,
    Time,
    Origin,
    Place,
    Particle,
    Suffix,
    Nickname,
    Common,
    Acronym,
    Family,
}

use Class::*;

const NAMES: [(&str, Class); 43] = [
    ("say", Say),
    ("weak", Weak),
    ("tell", Tell),
    ("call", Call),
    ("be", Be),
    ("aux", Aux),
    ("det", Det),
    ("poss", Poss),
    ("pronoun", Pronoun),
    ("object", Object),
    ("neuter", Neuter),
    ("first", First),
    ("second", Second),
    ("male", Male),
    ("female", Female),
    ("prep", Prep),
    ("conj", Conj),
    ("sub", Sub),
    ("rel", Rel),
    ("to", To),
    ("according", According),
    ("adverb", Adverb),
    ("not", Not),
    ("number", Number),
    ("part", Part),
    ("title", Title),
    ("role", Role),
    ("kin", Kin),
    ("group", Group),
    ("document", Document),
    ("work", Work),
    ("body", Body),
    ("media", Media),
    ("calendar", Calendar),
    ("time", Time),
    ("origin", Origin),
    ("place", Place),
    ("particle", Particle),
    ("suffix", Suffix),
    ("nickname", Nickname),
    ("common", Common),
    ("acronym", Acronym),
    ("family", Family),
];

/// The classes of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    pub const fn of(classes: &[Class]) -> Classes {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        Classes(bits)
    }

    pub const fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    pub const fn any(self, of: Classes) -> bool {
        self.0 & of.0 != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A word as a number: the same for capitals and small letters, straight and
/// curly apostrophes (64-bit FNV-1a).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

impl Key {
    pub fn of(word: &str) -> Key {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        if word.is_ascii() {
            word.bytes().for_each(|b| add(b.to_ascii_lowercase()));
        } else {
            let mut utf8 = [0; 4];
            for c in word.chars().flat_map(char::to_lowercase) {
                let c = if c == '’' { '\'' } else { c };
                c.encode_utf8(&mut utf8).bytes().for_each(&mut add);
            }
        }
        Key(hash)
    }
}

/// Words by their keys: open addressing, at most half full.
struct Table(Vec<(Key, Classes)>);

static ENGLISH: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("lexicon/english.txt")));

/// The classes of a word.
pub fn classes(key: Key) -> Classes {
    ENGLISH.get(key)
}

impl Table {
    const SIZE: usize = 1 << 14;

    fn get(&self, key: Key) -> Classes {
        let mut at = key.0 as usize;
        loop {
            let (found, classes) = self.0[at % Self::SIZE];
            if found == key || classes.is_empty() {
                return if found == key { classes } else { Classes::default() };
            }
            at += 1;
        }
    }

    fn add(&mut self, word: &str, class: Class) {
        let key = Key::of(word);
        let mut at = key.0 as usize;
        loop {
            let entry = &mut self.0[at % Self::SIZE];
            if entry.0 == key || entry.1.is_empty() {
                *entry = (key, Classes(entry.1.0 | 1 << class as u8));
                return;
            }
            at += 1;
        }
    }

    fn read(text: &str) -> Table {
        let mut table = Table(vec![Default::default(); Self::SIZE]);
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let Some((head, words)) = line.split_once(':') else { continue };
            let (is_verb, name) = head.strip_prefix("verb ").map_or((false, head), |name| (true, name));
            let Some(&(_, class)) = NAMES.iter().find(|(n, _)| *n == name) else { continue };
            let has_plural = matches!(class, Role | Kin | Group | Document | Work);
            for word in words.split_whitespace() {
                let (base, forms) = word.split_once('=').unwrap_or((word, ""));
                table.add(base, class);
                forms.split(',').filter(|f| !f.is_empty()).for_each(|f| table.add(f, class));
                if is_verb && forms.is_empty() {
                    regular(base, |form| table.add(form, class));
                } else if has_plural {
                    table.add(&plural(base), class);
                }
            }
        }
        table
    }
}

/// The other forms of a regular verb: both spellings where a consonant may be
/// doubled.
fn regular(base: &str, mut add: impl FnMut(&str)) {
    let stem = base.strip_suffix('e').unwrap_or(base);
    let last = base.chars().next_back().unwrap_or('e');
    match base.strip_suffix('y').filter(|b| !b.ends_with(['a', 'e', 'o'])) {
        Some(stem) => {
            add(&format!("{stem}ies"));
            add(&format!("{stem}ied"));
            add(&format!("{base}ing"));
        }
        None => {
            add(&if base.ends_with(['s', 'h', 'x', 'z']) { format!("{base}es") } else { format!("{base}s") });
            add(&format!("{stem}ed"));
            add(&format!("{stem}ing"));
        }
    }
    if !"aeiouwxy".contains(last) {
        add(&format!("{base}{last}ed"));
        add(&format!("{base}{last}ing"));
    }
}

fn plural(base: &str) -> String {
    match base.strip_suffix('y').filter(|b| !b.ends_with(['a', 'e', 'o'])) {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'h', 'x']) => format!("{base}es"),
        None => base.strip_suffix("man").map_or_else(|| format!("{base}s"), |stem| format!("{stem}men")),
    }
}

/// Whom a given name is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Female,
    Male,
    Either,
}

/// Whether a word is a given name, and whose.
pub fn given(word: &str) -> Option<Sex> {
    let table = include_str!("lexicon/given.txt");
    // "Luc-Antoine"
    let row = row(table, word).or_else(|| row(table, word.split_once('-')?.0))?;
    Some(match row.as_bytes().last() {
        Some(b'f') => Sex::Female,
        Some(b'm') => Sex::Male,
        _ => Sex::Either,
    })
}

/// Whether a word is a family name.
pub fn is_surname(word: &str) -> bool {
    let table = include_str!("lexicon/surnames.txt");
    row(table, word).or_else(|| row(table, word.rsplit_once('-')?.1)).is_some()
}

/// Whether a word is an ordinary one, found in small letters in several texts.
pub fn is_ordinary(word: &str) -> bool {
    row(include_str!("lexicon/ordinary.txt"), word).is_some()
}

/// The line of a sorted table that begins with a word, whatever its case.
fn row(table: &'static str, word: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', &table.as_bytes()[low..middle]).map_or(low, |at| low + at + 1);
        let end = memchr::memchr(b'\n', &table.as_bytes()[start..]).map_or(table.len(), |at| start + at);
        let line = &table[start..end];
        let name = line.split(' ').next().unwrap_or(line);
        match name.bytes().cmp(word.bytes().map(|b| b.to_ascii_lowercase())) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => return Some(line),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_table() {
        let has = |word: &str, class| classes(Key::of(word)).has(class);
        assert!(has("Said", Say) && has("told", Tell) && has("quipped", Say) && has("denies", Weak));
        assert!(has("aren’t", Be) && has("officials", Role) && has("spokesmen", Role) && has("Mr.", Title));
        assert!(classes(Key::of("xylophone")).is_empty());
    }

    #[test]
    fn every_class_has_words_and_every_line_a_class() {
        let text = include_str!("lexicon/english.txt");
        let heads = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(':'));
        let heads: Vec<&str> = heads.map(|(head, _)| head.strip_prefix("verb ").unwrap_or(head)).collect();
        assert!(heads.iter().all(|h| NAMES.iter().any(|(n, _)| n == h)), "a line without a class");
        assert!(NAMES.iter().all(|(n, _)| heads.contains(n)), "a class without words");
    }

    #[test]
    fn names_are_found_at_every_place_of_the_table() {
        let first = |table: &'static str| table.lines().map(|l| l.split(' ').next().unwrap_or(l)).collect::<Vec<_>>();
        assert!(first(include_str!("lexicon/given.txt")).iter().all(|name| given(name).is_some()));
        assert!(first(include_str!("lexicon/surnames.txt")).iter().step_by(97).all(|name| is_surname(name)));
        assert_eq!((given("Mary"), given("JOHN"), given("qqq")), (Some(Sex::Female), Some(Sex::Male), None));
        assert!(!is_surname("") && !is_surname("zzzz"));
        assert!(is_ordinary("Training") && !is_ordinary("Okonkwo"));
    }
}
