//! The terminal's answers to what it is asked, among the keys.
//!
//! Comes in: keys, as the terminal's library makes them of whatever is sent, answers
//! included: it does not know these (crossterm 0.29). Goes out: the keys that were
//! pressed, in their order, and the answers. May not know the time.
//!
//! What could be the beginning of an answer is held back until the next key shows that it is
//! not. Once it can be nothing else, a key that is no part of it is let through; a letter
//! within a name is part of it. An answer may come at any time, also never, and in pieces.
//!
//! Not asked is for the device attributes, of which `4` is sixel: the library takes that
//! answer for itself, and tells nobody what is in it. The name tells as much.

use super::keys::Key;
use super::theme::Ground;

/// What is the colour behind the words?
pub const GROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// Could this be drawn (a pixel, packed)? And what is the name of the terminal?
pub const GRAPHICS: &[u8] = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24,o=z;eJxjYGAAAAADAAE=\x1b\\\x1b[>0q";

/// Digits of a part of a colour.
const DIGITS: usize = 4;
/// No name and no message is longer.
const LONGEST: usize = 100;

/// What a terminal tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Ground(Ground),
    /// Whether it draws by kitty's protocol.
    Kitty(bool),
    /// What it calls itself: `foot(1.16.2)`.
    Name(String),
}

/// A kind of answer: what it begins with, and what the rest of it is, as far as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ground,
    Kitty,
    Name,
}

impl Kind {
    fn beginning(self) -> &'static str {
        match self {
            Kind::Ground => "\x1b]11;",
            Kind::Kitty => "\x1b_Gi=31;",
            Kind::Name => "\x1bP>|",
        }
    }

    fn likeness(self, words: &str) -> Likeness {
        match words.strip_prefix(self.beginning()) {
            None if self.beginning().starts_with(words) => Likeness::Begun,
            None => Likeness::Other,
            Some(rest) => match self {
                Kind::Ground => color(rest),
                Kind::Kitty => words_of(rest, |words| Answer::Kitty(words == "OK")),
                Kind::Name => words_of(rest, |words| Answer::Name(words.to_string())),
            },
        }
    }
}

/// What came of a key.
#[derive(Debug, PartialEq)]
pub enum Passed {
    /// These were pressed; others may be held back.
    Keys(Vec<Key>),
    /// An answer is complete; what was held back is it.
    Answer(Answer),
}

/// The keys that may turn out to be an answer.
#[derive(Debug, Default)]
pub struct Awaited {
    held: Vec<Key>,
    kinds: Vec<Kind>,
}

/// How words relate to an answer.
enum Likeness {
    Other,
    Begun,
    Whole(Answer),
}

impl Awaited {
    /// Awaits answers of these kinds, one of each, too.
    pub fn expect(&mut self, kinds: &[Kind]) {
        self.kinds.retain(|kind| !kinds.contains(kind));
        self.kinds.extend(kinds);
    }

    /// Takes the next key in.
    pub fn take(&mut self, key: Key) -> Passed {
        let is_sure = self.is_sure();
        self.held.push(key);
        let mut passed = Vec::new();
        while !self.held.is_empty() {
            match self.likeness() {
                Likeness::Begun => break,
                Likeness::Whole(answer) => {
                    self.held.clear();
                    return Passed::Answer(answer);
                }
                Likeness::Other if is_sure => passed.extend(self.held.pop()),
                Likeness::Other => passed.push(self.held.remove(0)),
            }
        }
        Passed::Keys(passed)
    }

    /// What is held, by the kind that it is likest; an answer of that is awaited no more.
    fn likeness(&mut self) -> Likeness {
        let words = written(&self.held);
        let mut likest = Likeness::Other;
        for number in 0..self.kinds.len() {
            match self.kinds[number].likeness(&words) {
                Likeness::Other => {}
                Likeness::Begun => likest = Likeness::Begun,
                whole => {
                    self.kinds.remove(number);
                    return whole;
                }
            }
        }
        likest
    }

    /// Nothing came for a while: gives back what was held, unless it is a part of an
    /// answer of which the rest is lost.
    pub fn give_up(&mut self) -> Vec<Key> {
        let is_sure = self.is_sure();
        let held = std::mem::take(&mut self.held);
        if is_sure { Vec::new() } else { held }
    }

    pub fn held(&self) -> &[Key] {
        &self.held
    }

    /// Whether what is held can be nothing but an answer.
    pub fn is_sure(&self) -> bool {
        let words = written(&self.held);
        self.kinds.iter().any(|kind| words.starts_with(kind.beginning()))
    }
}

/// The characters that the terminal's library made these keys of.
fn written(keys: &[Key]) -> String {
    let mut out = String::new();
    for key in keys {
        match key {
            Key::Char(c) => out.push(*c),
            Key::Alt(c) => out.extend(['\x1b', *c]),
            Key::Esc => out.push('\x1b'),
            Key::Ctrl('g') => out.push('\x07'),
            // Is in no answer.
            _ => out.push('\0'),
        }
    }
    out
}

/// Words and `ESC \`.
fn words_of(rest: &str, answer: impl Fn(&str) -> Answer) -> Likeness {
    let end = rest.find('\x1b').unwrap_or(rest.len());
    let words = &rest[..end];
    if words.len() > LONGEST || !words.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return Likeness::Other;
    }
    match &rest[end..] {
        "" | "\x1b" => Likeness::Begun,
        "\x1b\\" => Likeness::Whole(answer(words)),
        _ => Likeness::Other,
    }
}

/// `rgb:HHHH/HHHH/HHHH` and BEL or `ESC \`.
fn color(rest: &str) -> Likeness {
    let kind = ["rgba:", "rgb:"].into_iter().find(|kind| rest.starts_with(kind));
    let Some(kind) = kind else {
        let is_begun = ["rgba:", "rgb:"].iter().any(|kind| kind.starts_with(rest));
        return if is_begun { Likeness::Begun } else { Likeness::Other };
    };
    let end = rest.find(['\x07', '\x1b']).unwrap_or(rest.len());
    let parts: Vec<&str> = rest[kind.len()..end].split('/').collect();
    let is_part = |part: &&str| part.len() <= DIGITS && part.bytes().all(|b| b.is_ascii_hexdigit());
    let count = kind.len() - 1;
    let has_empty = parts.iter().rev().skip(usize::from(end == rest.len())).any(|part| part.is_empty());
    if parts.len() > count || has_empty || !parts.iter().all(is_part) {
        return Likeness::Other;
    }
    match &rest[end..] {
        "" => Likeness::Begun,
        _ if parts.len() < count => Likeness::Other,
        "\x1b" => Likeness::Begun,
        "\x07" | "\x1b\\" => ground(&parts).map_or(Likeness::Other, |ground| Likeness::Whole(Answer::Ground(ground))),
        _ => Likeness::Other,
    }
}

/// Whether what the parts of a colour make is light; each has one to four digits.
fn ground(parts: &[&str]) -> Option<Ground> {
    let part = |part: &&str| {
        let most = 16_u32.pow(u32::try_from(part.len()).ok()?) - 1;
        u8::try_from(u32::from_str_radix(part, 16).ok()? * 255 / most.max(1)).ok()
    };
    let [r, g, b] = parts.first_chunk::<3>()?;
    Some(Ground::of([part(r)?, part(g)?, part(b)?]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Keys as the library makes them: ESC and the next character are one, unless they
    /// come apart.
    fn keys(words: &str) -> Vec<Key> {
        let mut out = Vec::new();
        let mut left = words.chars().peekable();
        while let Some(c) = left.next() {
            out.push(match c {
                '\x1b' => left.next_if(|c| *c != '\x1b').map_or(Key::Esc, Key::Alt),
                '\x07' => Key::Ctrl('g'),
                c => Key::Char(c),
            });
        }
        out
    }

    /// What is let through of some keys, and the answers.
    fn all_passed(typed: impl IntoIterator<Item = Key>, kinds: &[Kind]) -> (Vec<Key>, Vec<Answer>) {
        let (mut awaited, mut out, mut answers) = (Awaited::default(), Vec::new(), Vec::new());
        awaited.expect(kinds);
        for key in typed {
            match awaited.take(key) {
                Passed::Keys(keys) => out.extend(keys),
                Passed::Answer(answer) => answers.push(answer),
            }
        }
        out.extend(awaited.give_up());
        (out, answers)
    }

    /// The same where the background was asked for.
    fn passed(typed: impl IntoIterator<Item = Key>) -> (Vec<Key>, Option<Ground>) {
        let (keys, answers) = all_passed(typed, &[Kind::Ground]);
        let ground = |answer| if let Answer::Ground(ground) = answer { Some(ground) } else { None };
        (keys, answers.into_iter().find_map(ground))
    }

    const BEGINNING: &str = "\x1b]11;";

    const ANSWERS: &[(&str, Ground)] = &[
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Ground::Light),
        ("\x1b]11;rgb:FD/F6/E3\x07", Ground::Light),
        ("\x1b]11;rgb:0000/2b2b/3636\x07", Ground::Dark),
        ("\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\", Ground::Dark),
        ("\x1b]11;rgb:0/0/0\x1b\\", Ground::Dark),
    ];

    const EVERY: &[Kind] = &[Kind::Ground, Kind::Kitty, Kind::Name];

    #[test]
    fn several_answers_are_told_apart_in_any_order() {
        let kitty = ("\x1b_Gi=31;OK\x1b\\", Answer::Kitty(true));
        let fault = ("\x1b_Gi=31;ENOTSUP:no such\x1b\\", Answer::Kitty(false));
        let name = ("\x1bP>|foot(1.16.2)\x1b\\", Answer::Name("foot(1.16.2)".into()));
        let ground = (ANSWERS[1].0, Answer::Ground(Ground::Light));
        for order in [[&kitty, &name, &ground], [&ground, &fault, &name], [&name, &ground, &kitty]] {
            let typed = [keys("j\x1b"), keys(order[0].0), keys("k"), keys(order[1].0), keys(order[2].0), keys("]_PG")];
            let wanted: Vec<Key> = [keys("j\x1b"), keys("k"), keys("]_PG")].concat();
            let answers: Vec<Answer> = order.iter().map(|answer| answer.1.clone()).collect();
            assert_eq!(all_passed(typed.concat(), EVERY), (wanted, answers));
        }
    }

    #[test]
    fn what_was_not_asked_or_was_answered_is_keys() {
        let twice = [keys("\x1b_Gi=31;OK\x1b\\"), keys("\x1b_Gi=31;OK\x1b\\")];
        assert_eq!(all_passed(twice.concat(), EVERY), (twice[1].clone(), vec![Answer::Kitty(true)]));
        assert_eq!(all_passed(twice.concat(), &[Kind::Name]), (twice.concat(), Vec::new()));
        for typed in ["\x1b_", "\x1b_Gi=3", "\x1bP", "\x1bP>", "\x1bPj", "\x1b_Gi=32;OK"] {
            assert_eq!(all_passed(keys(typed), EVERY), (keys(typed), Vec::new()), "{typed:?}");
        }
    }

    #[test]
    fn a_name_without_an_end_holds_nothing_for_ever() {
        let typed = [keys("\x1bP>|"), vec![Key::Char('x'); LONGEST], vec![Key::Char('j'), Key::Down]].concat();
        assert_eq!(all_passed(typed, EVERY).0, [Key::Char('j'), Key::Down]);
    }

    #[test]
    fn answers_are_no_keys() {
        for (answer, ground) in ANSWERS {
            assert_eq!(passed(keys(answer)), (Vec::new(), Some(*ground)), "{answer:?}");
            // The library may see the first character, or the last but one, apart.
            for at in 0..answer.len() {
                let apart = keys(&answer[..at]).into_iter().chain(keys(&answer[at..]));
                assert_eq!(passed(apart), (Vec::new(), Some(*ground)), "{answer:?} at {at}");
            }
        }
    }

    #[test]
    fn what_is_like_an_answer_stays_keys() {
        for typed in ["\x1b]", "\x1b]1", "\x1b]11j", "\x1b", "\x1b]\x1b]", "]11;rgb:", "\x1b[11;r", "\x1b_G"] {
            assert_eq!(passed(keys(typed)), (keys(typed), None), "{typed:?}");
        }
    }

    #[test]
    fn an_answer_that_breaks_off_is_no_keys() {
        let (answer, _) = ANSWERS[0];
        for at in BEGINNING.len()..answer.len() {
            assert_eq!(passed(keys(&answer[..at])), (Vec::new(), None), "{at}");
        }
    }

    #[test]
    fn keys_in_the_midst_of_an_answer_are_let_through() {
        let (answer, ground) = ANSWERS[0];
        for at in BEGINNING.len()..answer.len() - 1 {
            for key in [Key::Char('j'), Key::Down, Key::Enter, Key::Ctrl('c'), Key::Alt('m')] {
                let all = keys(&answer[..at]).into_iter().chain([key]).chain(keys(&answer[at..]));
                assert_eq!(passed(all), (vec![key], Some(ground)), "{at}");
            }
        }
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let plain = prop::sample::select("jk]11;rgb:/0fF\\ é".chars().collect::<Vec<_>>()).prop_map(Key::Char);
        let alt = prop::sample::select(vec![']', '\\', 'm', '1']).prop_map(Key::Alt);
        prop_oneof![6 => plain, 1 => alt, 1 => Just(Key::Esc), 1 => Just(Key::Ctrl('g')), 1 => Just(Key::Down)]
    }

    proptest! {
        #[test]
        fn no_key_is_lost_or_made_before_and_after_an_answer(
            before in prop::collection::vec(any_key(), 0..12),
            after in prop::collection::vec(any_key(), 0..12),
            nth in 0..ANSWERS.len(),
        ) {
            // Keys that themselves begin an answer are nobody's.
            prop_assume!(!written(&before).contains(BEGINNING));
            // ESC and an answer at once come as one: the library's doing.
            prop_assume!(before.last() != Some(&Key::Esc));
            let (answer, ground) = ANSWERS[nth];
            let all = before.iter().copied().chain(keys(answer)).chain(after.iter().copied());
            let wanted: Vec<Key> = before.iter().chain(&after).copied().collect();
            prop_assert_eq!(passed(all), (wanted, Some(ground)));
        }

        #[test]
        fn without_an_answer_keys_are_as_they_were(typed in prop::collection::vec(any_key(), 0..40)) {
            prop_assume!(!written(&typed).contains(BEGINNING));
            prop_assert_eq!(passed(typed.clone()), (typed, None));
        }
    }
}
