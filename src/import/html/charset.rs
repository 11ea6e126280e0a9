//! The bytes of a page, as text.
//!
//! Comes in: bytes, and what a server said of their character set. Goes out: the text,
//! and what its character set is taken to be if nobody told. May not know HTML beyond
//! where a page says its character set.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use crate::import::Note;

/// How far into a page its own word for its character set may stand.
const HEAD: usize = 4 << 10;

/// Bytes that tell whether a guess would be of use.
const SAMPLE: usize = 256 << 10;

/// The text of a page, and a note if its character set is a guess. What is told first
/// holds: by its first bytes, the server, the bytes as a whole, the page.
pub fn decode(bytes: &[u8], charset: Option<&str>) -> (String, Option<Note>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding.decode(bytes).0.into_owned(), None);
    }
    let told = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // In ISO-2022-JP all bytes are ASCII, but this one begins every other character.
    let is_escaped = memchr::memchr(0x1B, bytes).is_some();
    if told.is_none()
        && !is_escaped
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (text.to_string(), None);
    }
    if let Some(encoding) = told.or_else(|| declared(bytes)) {
        return (encoding.decode_without_bom_handling(bytes).0.into_owned(), None);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_string(), None);
    }
    let encoding = guessed(bytes);
    (encoding.decode_without_bom_handling(bytes).0.into_owned(), Some(Note::Charset(encoding.name())))
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    detector.guess(None, Utf8Detection::Allow)
}

/// What the page itself says in its first lines: an attribute of `meta`, or the XML
/// declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    if let Some(encoding) = xml.and_then(|xml| label_after(xml, "encoding")) {
        return Some(encoding);
    }
    head.split("<meta").skip(1).find_map(|rest| label_after(rest.split('>').next()?, "charset"))
}

/// The character set that is named after a word and an equals sign.
fn label_after(text: &str, word: &str) -> Option<&'static Encoding> {
    let (_, rest) = text.split_once(word)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label = rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Its own bytes say that it is neither; browsers take it for these.
    Some(match encoding {
        e if e == UTF_16BE || e == UTF_16LE => UTF_8,
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e => e,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_read(bytes: &[u8], charset: Option<&str>, expected: &str, guess: Option<&'static str>) {
        let (text, note) = decode(bytes, charset);
        assert!(text.ends_with(expected), "{text:?}");
        assert_eq!(note, guess.map(Note::Charset));
    }

    #[test]
    fn what_is_told_first_holds() {
        is_read(b"\xEF\xBB\xBF<p>caf\xC3\xA9", Some("latin1"), "café", None);
        is_read(b"\xFF\xFEa\0\xE9\0", None, "aé", None);
        is_read(b"<p>caf\xE9", Some("ISO-8859-1"), "café", None);
        is_read(b"<meta charset=latin1><p>caf\xC3\xA9", None, "café", None);
        is_read(b"<meta charset='shift_jis'><p>\x93\xFA\x96\x7B", None, "日本", None);
        is_read(b"<META http-equiv=x content=\"text/html; charset=iso-8859-1\"><p>\x93a\x94", None, "“a”", None);
        is_read(b"<?xml version='1.0' encoding='windows-1251'?><p>\xE4\xE0", None, "да", None);
        is_read(b"<meta charset=iso-2022-jp><p>\x1B$BF|\x1B(B", None, "日", None);
        is_read(b"<meta charset=utf-16><p>caf\xE9", None, "caf\u{FFFD}", None);
    }

    #[test]
    fn only_a_guess_is_told() {
        is_read("<p>plain".as_bytes(), None, "plain", None);
        is_read(
            b"<meta charset=nonsense><p>Un caf\xE9 \xE0 la cr\xE8me br\xFBl\xE9e",
            None,
            "brûlée",
            Some("windows-1252"),
        );
    }
}
