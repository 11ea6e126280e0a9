//! Whether bytes are meant to be a content file, be it a broken one.
//!
//! Comes in: the bytes of a file that has no name to tell it by. Goes out: a yes
//! or no. May not parse: what is broken must be told as TOML that is broken.

/// Whether this plainly is a content file: its first line is one of TOML, and
/// somewhere is a `title` or a section.
pub fn is_plainly(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let mut lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !matches!(l, [] | [b'#', ..]));
    let mut first = lines.clone();
    first.next().is_some_and(|line| line.starts_with(b"[") || key(line).is_some()) && lines.any(is_of_content)
}

fn is_of_content(line: &[u8]) -> bool {
    let is_section = |rest: &[u8]| rest.trim_ascii().starts_with(b"sections");
    matches!(key(line), Some(b"title" | b"sections")) || line.strip_prefix(b"[[").is_some_and(is_section)
}

/// The key of a line `key = value`, bare or quoted.
fn key(line: &[u8]) -> Option<&[u8]> {
    let (key, _) = line.split_at_checked(memchr::memchr(b'=', line)?)?;
    let key = key.trim_ascii();
    let quote = key.first().filter(|q| matches!(q, b'"' | b'\''));
    let bare = match quote {
        Some(quote) => key.get(1..)?.strip_suffix(&[*quote])?,
        None => key,
    };
    let is_key = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    (!bare.is_empty() && bare.iter().all(is_key)).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_told_from_prose() {
        let yes = [
            "title = 'x'",
            "\u{FEFF}# first\n\n title=\n",
            "authors = ['a']\n[source]\nname = 'x'\n[[sections]\n",
            "title = = 'x'",
            "\"title\" = 'x'",
            "a.b = 1\r\n[[ sections ]]\r\n",
            "sections = [{body = 'x'}]",
            "[source]\nname='x'\n[[sections]]\n",
        ];
        for source in yes {
            assert!(is_plainly(source.as_bytes()), "{source:?}");
        }
        let no = [
            "",
            "# a heading\n\nand a text",
            "The Title\n\ntitle = 'x'\n[[sections]]\n",
            "a title = b",
            "Some = more, said Ada.\n\nNo more.",
            "[1] A note.\n\nA text.",
            "a = [[[[",
            "subtitle = 'x'",
        ];
        for source in no {
            assert!(!is_plainly(source.as_bytes()), "{source:?}");
        }
    }
}
