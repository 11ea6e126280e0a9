//! Whether a file without a known name is a web page.
//!
//! Comes in: its bytes. Goes out: yes or no. May not know what else it could be.

use encoding_rs::Encoding;

/// How far into a file its first tag may be, after comments.
const START: usize = 16 << 10;

/// What a page may begin with, in lower case: what is no page begins with none of these.
const TAGS: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "base",
    "script",
    "style",
    "article",
    "main",
    "section",
    "header",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "table",
    "span",
    "center",
    "font",
    "blockquote",
    "ul",
    "ol",
    "figure",
    "noscript",
    "a",
    "b",
    "i",
    "img",
    "br",
    "hr",
    "pre",
    "nav",
    "form",
];

/// Whether bytes begin as HTML does, after a byte order mark, an XML declaration and
/// comments.
pub fn is_page(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(START)];
    let text = match Encoding::for_bom(start) {
        Some((encoding, _)) => encoding.decode(start).0,
        None => String::from_utf8_lossy(start),
    };
    let mut rest = text.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ if rest.starts_with("<?xml") => rest.find("?>").map(|at| at + 2),
            _ => break,
        };
        let Some(end) = end else { return false };
        rest = rest[end..].trim_start();
    }
    let lower: String = rest.chars().take(40).collect::<String>().to_ascii_lowercase();
    let Some(tag) = lower.strip_prefix('<') else { return false };
    let is_followed = |rest: &str| rest.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace());
    let is_doctype = tag.strip_prefix("!doctype").is_some_and(|rest| rest.trim_start().starts_with("html"));
    is_doctype || TAGS.iter().any(|name| tag.strip_prefix(name).is_some_and(is_followed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_all_else() {
        for page in [
            "<!DOCTYPE html><p>",
            "\n <!doctype HTML PUBLIC \"-//W3C\">",
            "\u{feff}<html lang=en>",
            "<?xml version='1.0'?>\n<!-- a --><!DOCTYPE html>",
            "<?xml version='1.0'?><html xmlns='x'>",
            "<p>words</p>",
            "<!-- saved from -->\n<HTML>",
        ] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        assert!(is_page(b"\xFF\xFE<\0h\0t\0m\0l\0>\0"));
        for other in [
            "",
            "Words <p> and words",
            "<?xml version='1.0'?><rss version='2.0'>",
            "<rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "<?xml version='1.0'?><!-- a --><feed>",
            "<!-- never ends",
            "title = 'x'",
            "<name@example.org> wrote:",
            "<3",
            "# A heading\n\n<p>",
            "<plaintext-ish>",
        ] {
            assert!(!is_page(other.as_bytes()), "{other}");
        }
    }
}
