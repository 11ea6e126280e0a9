//! The shortcodes of Hugo, which stand for something that only Hugo can make.
//!
//! Comes in: Markdown with `{{< name key="value" >}}` in it. Goes out: Markdown without:
//! a figure is a picture with its caption, a reference its address, of the others the
//! words stay that they stand around. Code, and what is no shortcode, is left as it is.
//! Nothing of it ever becomes HTML.

use std::borrow::Cow;

/// A shortcode is no longer, in bytes.
const LONGEST: usize = 4096;

const OPENERS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}")];

/// The text without shortcodes.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !OPENERS.iter().any(|(open, _)| text.contains(open)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut rest = text;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let mark = line.trim_start().get(..3).filter(|mark| matches!(*mark, "```" | "~~~"));
        if let Some(mark) = mark {
            fence = if fence == Some(mark) { None } else { fence.or(Some(mark)) };
        }
        if fence.is_some() || mark.is_some() {
            out.push_str(line);
            rest = &rest[line.len()..];
        } else {
            // A shortcode may go on in the next line.
            rest = &rest[line_without(rest, line.len(), &mut out)..];
        }
    }
    Cow::Owned(out)
}

/// Adds a line without its shortcodes; the bytes that were read.
fn line_without(rest: &str, length: usize, out: &mut String) -> usize {
    let (mut at, mut end) = (0, length);
    while at < end {
        let Some(found) = rest[at..end].find("{{") else { break };
        out.push_str(&rest[at..at + found]);
        at += found;
        match shortcode(&rest[at..]).filter(|_| !is_in_code(&rest[..at])) {
            Some((inner, length)) => {
                write(inner, out);
                at += length;
                if at > end {
                    end = at + rest[at..].split_inclusive('\n').next().map_or(0, str::len);
                }
            }
            None => {
                out.push_str("{{");
                at += 2;
            }
        }
    }
    out.push_str(&rest[at.min(end)..end]);
    end.max(at)
}

/// Whether a piece of code is open at the end of these words of a line.
fn is_in_code(line: &str) -> bool {
    let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    line.matches('`').count() % 2 == 1
}

/// What stands in the shortcode that a text begins with, and how long it is.
fn shortcode(text: &str) -> Option<(&str, usize)> {
    let (open, close) = OPENERS.iter().find(|(open, _)| text.starts_with(open))?;
    let near = &text.as_bytes()[..text.len().min(LONGEST)];
    let end = memchr::memmem::find(near, close.as_bytes())?;
    let inner = text.get(open.len()..end)?;
    let (is_in_one, inner) = (!inner.contains("\n\n"), inner.trim());
    // In a comment it is a shortcode that is shown.
    let name = inner.strip_prefix('/').unwrap_or(inner).trim_start();
    let is_one = is_in_one && name.starts_with(char::is_alphanumeric);
    is_one.then_some((inner, end + close.len()))
}

/// What a shortcode says in Markdown.
fn write(inner: &str, out: &mut String) {
    let mut words = inner.splitn(2, char::is_whitespace);
    let (name, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let arguments = arguments(rest);
    let value = |keys: &[&str]| keys.iter().find_map(|k| arguments.iter().find(|a| a.0 == *k)).map(|a| a.1);
    match name {
        "ref" | "relref" => out.extend(value(&["path", ""]).map(address)),
        "figure" | "img" | "image" => {
            let source = value(&["src", "link", ""]).map(address).unwrap_or_default();
            if let Some(caption) = value(&["caption", "title", "alt"]) {
                out.push_str(&format!("![{}]({source})", escaped(caption)));
            }
        }
        _ => {}
    }
}

/// The arguments of a shortcode; those without a name have an empty one.
fn arguments(mut rest: &str) -> Vec<(&str, &str)> {
    let mut arguments = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return arguments;
        }
        let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        let (key, value) = match name.strip_prefix('=') {
            Some(value) => (&rest[..rest.len() - name.len()], value),
            None => ("", rest),
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        let (value, left) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        arguments.push((key, value));
        rest = left;
    }
}

/// An address that ends where it ends.
fn address(raw: &str) -> String {
    raw.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '<' | '>')).collect()
}

/// Words in which nothing begins or ends a link, or HTML.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '[' | ']' | '<' | '\\' | '`' => out.extend(['\\', c]),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shortcode_says_stays() {
        for (text, expected) in [
            (
                "{{< figure src=\"a b.jpg\" caption=\"Between [two] floors\" >}}\n",
                "![Between \\[two\\] floors](ab.jpg)\n",
            ),
            ("[Ask]({{< ref \"programme.md\" >}}) at", "[Ask](programme.md) at"),
            ("a {{< quote author=x >}}words{{< /quote >}} b", "a words b"),
            ("{{% notice\n  note %}}\nwords\n{{% /notice %}}\nend", "\nwords\n\nend"),
            ("{{< youtube 123 >}}", ""),
            ("{{< figure src=x.jpg >}}", ""),
            ("{{< figure caption='<script>alert(1)</script>' >}}", "![\\<script>alert(1)\\</script>]()"),
        ] {
            assert_eq!(plain(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_none_is_left() {
        for text in [
            "{{ .Title }} {{</* shown */>}} {{< never closed",
            "```\n{{< figure caption=\"x\" >}}\n```\n`{{< ref x >}}`",
            "{{<>}} {{< >}} {{<\n\nx >}}",
            "é{{",
        ] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn many_openers_take_no_longer() {
        let heap = "{{< ".repeat(100_000);
        assert_eq!(plain(&heap), heap);
    }
}
