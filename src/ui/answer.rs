//! The terminal's answer to what its background is, among the keys.
//!
//! Comes in: keys, as the terminal's library makes them of whatever is sent, the answer
//! included: it does not know that one (crossterm 0.29). Goes out: the keys that were
//! pressed, every one and in their order, and the answer. May not know the time.
//!
//! An answer is `ESC ] 11 ; rgb:HHHH/HHHH/HHHH` and BEL or `ESC \`. What could be the
//! beginning of one is held back until the next key shows that it is not. From the `;` on
//! it can be nothing else: then a key that is no part of it is let through. It may come
//! at any time, also never, and in pieces.

use super::keys::Key;
use super::theme::Ground;

/// What is the colour behind the words?
pub const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// What every answer begins with.
const BEGINNING: &str = "\x1b]11;";

/// Digits of a part of a colour.
const DIGITS: usize = 4;

/// What came of a key.
#[derive(Debug, PartialEq)]
pub enum Passed {
    /// These were pressed; others may be held back.
    Keys(Vec<Key>),
    /// The answer is complete; what was held back is it.
    Answer(Ground),
}

/// The keys that may turn out to be the answer.
#[derive(Debug, Default)]
pub struct Awaited {
    held: Vec<Key>,
}

/// How words relate to an answer.
enum Likeness {
    Other,
    Begun,
    Whole(Ground),
}

impl Awaited {
    /// Takes the next key in.
    pub fn take(&mut self, key: Key) -> Passed {
        let is_sure = self.is_sure();
        self.held.push(key);
        let mut passed = Vec::new();
        while !self.held.is_empty() {
            match likeness(&written(&self.held)) {
                Likeness::Begun => break,
                Likeness::Whole(ground) => return Passed::Answer(ground),
                Likeness::Other if is_sure => passed.extend(self.held.pop()),
                Likeness::Other => passed.push(self.held.remove(0)),
            }
        }
        Passed::Keys(passed)
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
        written(&self.held).starts_with(BEGINNING)
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

fn likeness(words: &str) -> Likeness {
    let Some(rest) = words.strip_prefix(BEGINNING) else {
        return if BEGINNING.starts_with(words) { Likeness::Begun } else { Likeness::Other };
    };
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
        "\x07" | "\x1b\\" => ground(&parts).map_or(Likeness::Other, Likeness::Whole),
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

    /// What is let through of some keys, and the answer if there is one.
    fn passed(typed: impl IntoIterator<Item = Key>) -> (Vec<Key>, Option<Ground>) {
        let (mut awaited, mut out) = (Awaited::default(), Vec::new());
        let mut typed = typed.into_iter();
        for key in typed.by_ref() {
            match awaited.take(key) {
                Passed::Keys(keys) => out.extend(keys),
                Passed::Answer(ground) => {
                    // The rest is not looked at any more.
                    out.extend(typed);
                    return (out, Some(ground));
                }
            }
        }
        out.extend(awaited.give_up());
        (out, None)
    }

    const ANSWERS: &[(&str, Ground)] = &[
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Ground::Light),
        ("\x1b]11;rgb:FD/F6/E3\x07", Ground::Light),
        ("\x1b]11;rgb:0000/2b2b/3636\x07", Ground::Dark),
        ("\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\", Ground::Dark),
        ("\x1b]11;rgb:0/0/0\x1b\\", Ground::Dark),
    ];

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
        for typed in ["\x1b]", "\x1b]1", "\x1b]11j", "\x1b", "\x1b]\x1b]", "]11;rgb:", "\x1b[11;r"] {
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
