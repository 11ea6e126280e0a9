//! The gate: what enters from outside is made harmless here, once.
//!
//! Comes in: any string. Goes out: the same words without a control character:
//! nothing of category Cc but U+000A in multi-line text, no bidi override or
//! isolate. Cleaning replaces and never deletes (pieces must not join into
//! something new), and cleaning twice is cleaning once. May not know where the
//! string came from or where it goes.

use std::borrow::Cow;

/// Stands for what was taken out.
pub const REPLACEMENT: char = '\u{FFFD}';

/// Cleans text that may have several lines. Every kind of line end becomes
/// U+000A, a tab becomes four spaces.
pub fn text(raw: &str) -> Cow<'_, str> {
    if !has_unclean(raw.as_bytes(), b'\n') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' => out.push_str("    "),
            c if is_line_end(c) => out.push('\n'),
            c if is_unclean(c) => out.push(REPLACEMENT),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Cleans what must stay on one line: a title, a name, a file name, a message.
/// Line ends and tabs become spaces.
pub fn line(raw: &str) -> Cow<'_, str> {
    // No line end is allowed; a space stands for none.
    if !has_unclean(raw.as_bytes(), b' ') {
        return Cow::Borrowed(raw);
    }
    let one = |c: char| match c {
        '\t' => ' ',
        c if is_line_end(c) => ' ',
        c if is_unclean(c) => REPLACEMENT,
        c => c,
    };
    Cow::Owned(raw.chars().map(one).collect())
}

/// Whether any character is unclean but the one that is allowed: nearly always
/// none is, so this looks at bytes, and without a branch at most of them.
fn has_unclean(bytes: &[u8], allowed: u8) -> bool {
    let is_control = |b: u8| (b < b' ') & (b != allowed) | (b == 0x7F);
    let controls = bytes.iter().fold(false, |found, &b| found | is_control(b));
    controls || memchr::memchr2_iter(0xC2, 0xE2, bytes).any(|at| begins_unclean(&bytes[at..]))
}

/// The unclean characters beyond ASCII, in UTF-8: C1, U+2028 to U+202E, U+2066 to
/// U+2069.
fn begins_unclean(bytes: &[u8]) -> bool {
    matches!(bytes, [0xC2, 0x80..=0x9F, ..] | [0xE2, 0x80, 0xA8..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..])
}

fn is_unclean(c: char) -> bool {
    c.is_control() || is_line_end(c) || is_bidi_control(c)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Overrides, embeddings and isolates: they reorder what follows them.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that stay in the words but are never drawn by themselves and are
/// passed over when words are compared: soft hyphen, zero-width space, word
/// joiner, direction marks, byte order mark, emoji tags.
pub fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{E0000}'
            ..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn controls_are_replaced_and_line_ends_kept() {
        assert_eq!(text("a\u{1b}[31mb\r\nc\td\u{9b}e"), "a\u{FFFD}[31mb\nc    d\u{FFFD}e");
        assert_eq!(line("a\r\nb\tc\u{7f}\u{202E}d"), "a  b c\u{FFFD}\u{FFFD}d");
        assert_eq!(text("soft\u{AD}hyphen"), "soft\u{AD}hyphen");
    }

    fn hostile() -> impl Strategy<Value = String> {
        let any = prop_oneof![
            any::<char>(),
            (0u32..0xA0).prop_map(|c| char::from_u32(c).expect("below the surrogates")),
            (0x2000u32..0x2070).prop_map(|c| char::from_u32(c).expect("below the surrogates")),
        ];
        proptest::collection::vec(any, 0..60).prop_map(|c| c.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_gets_through(raw in hostile()) {
            let clean = text(&raw);
            prop_assert!(!clean.chars().any(|c| c != '\n' && (c.is_control() || is_bidi_control(c))));
            prop_assert_eq!(text(&clean), clean.as_ref());
            let clean = line(&raw);
            prop_assert!(!clean.chars().any(|c| c.is_control() || is_bidi_control(c)));
            prop_assert_eq!(line(&clean), clean.as_ref());
            prop_assert_eq!(clean.chars().count(), raw.chars().count());
            let unclean = raw.chars().any(is_unclean);
            prop_assert_eq!(has_unclean(raw.as_bytes(), b' '), unclean);
        }

        #[test]
        fn bytes_too(raw in proptest::collection::vec(any::<u8>(), 0..80)) {
            let raw = String::from_utf8_lossy(&raw);
            let clean = text(&raw);
            prop_assert!(!clean.chars().any(|c| c != '\n' && c.is_control()));
        }
    }
}
