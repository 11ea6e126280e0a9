//! What a site asks of programs that read it: robots.txt, as RFC 9309 has it.
//!
//! Comes in: the text of the file. Goes out: whether a path may be read, and how long to
//! wait between two requests. May not know how the file was had.

use std::borrow::Cow;
use std::fmt::Write;
use std::time::Duration;

/// What this program is called in there.
const AGENT: &str = "pullquote";

/// More of the file is not read, in bytes: the least that has to be.
const LIMIT: usize = 500 << 10;

/// Where the file is; it may always be read.
pub const PATH: &str = "/robots.txt";

/// The rules for this program.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    is_allowed: bool,
    /// In the form of [`normal`], with `*` for any letters and `$` for the end.
    pattern: String,
}

/// The rules under some names.
#[derive(Default)]
struct Group {
    is_named: bool,
    robots: Robots,
}

impl Robots {
    /// The rules of those groups that name this program, else of those for all.
    pub fn read(text: &str) -> Robots {
        let (mut own, mut any) = (Group::default(), Group::default());
        let (mut is_own, mut is_any, mut is_head) = (false, false, false);
        for (key, value) in lines(text) {
            if key.eq_ignore_ascii_case("user-agent") {
                if !std::mem::replace(&mut is_head, true) {
                    (is_own, is_any) = (false, false);
                }
                is_own |= agent(value).eq_ignore_ascii_case(AGENT);
                is_any |= value == "*";
                own.is_named |= is_own;
                continue;
            }
            let is_rule =
                [(&mut own, is_own), (&mut any, is_any)].into_iter().fold(false, |is_rule, (group, is_in)| {
                    let told = group.robots.line(key, value, is_in);
                    is_rule || told
                });
            is_head &= !is_rule;
        }
        if own.is_named { own.robots } else { any.robots }
    }

    /// Takes what a line says if it is meant for this group; whether it is one that ends a
    /// list of names.
    fn line(&mut self, key: &str, value: &str, is_in: bool) -> bool {
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        let is_rule = is("allow") || is("disallow");
        if is_in && is_rule && !value.is_empty() {
            self.rules.push(Rule { is_allowed: is("allow"), pattern: normal(value, false).into_owned() });
        }
        if is_in && is("crawl-delay") {
            let seconds = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            self.delay = self.delay.max(seconds);
        }
        is_rule || is("crawl-delay")
    }

    /// Whether a path, with what follows a question mark, may be read: the longest rule that
    /// meets it says so, and of two as long the kinder one.
    pub fn may(&self, path: &str) -> bool {
        let path = normal(path, true);
        let met = self.rules.iter().filter(|rule| meets(&rule.pattern, &path));
        let longest = met.max_by_key(|rule| (rule.pattern.len(), rule.is_allowed));
        path == PATH || longest.is_none_or(|rule| rule.is_allowed)
    }

    /// The time between two requests that is asked for.
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let end = (0..=text.len().min(LIMIT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let text = &text[..end];
    let lines = text.trim_start_matches('\u{FEFF}').split(['\n', '\r']);
    lines.filter_map(|line| {
        let (key, value) = line.split('#').next()?.split_once(':')?;
        Some((key.trim(), value.trim()))
    })
}

/// The name of a program without its version.
fn agent(value: &str) -> &str {
    let end = value.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_').unwrap_or(value.len());
    &value[..end]
}

/// Letters and percent signs in one form. In a path `*` and `$` are only letters.
fn normal(raw: &str, is_path: bool) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_graphic() && b != b'%' && !(is_path && matches!(b, b'*' | b'$'));
    if raw.bytes().all(plain) {
        return raw.into();
    }
    let (bytes, mut out, mut at) = (raw.as_bytes(), String::with_capacity(raw.len() + 16), 0);
    while let Some(&byte) = bytes.get(at) {
        let coded = bytes.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|two| std::str::from_utf8(two).ok());
        let coded = coded.filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
        let coded = coded.and_then(|two| u8::from_str_radix(two, 16).ok());
        at += if coded.is_some() { 3 } else { 1 };
        match coded {
            Some(b) if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') => out.push(char::from(b)),
            None if plain(byte) => out.push(char::from(byte)),
            // Writing to a string cannot fail.
            coded => drop(write!(out, "%{:02X}", coded.unwrap_or(byte))),
        }
    }
    out.into()
}

/// Whether a pattern meets the beginning of a path, in time that grows with both only.
fn meets(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let (first, rest) = pattern.split_once('*').map_or((pattern, None), |(first, rest)| (first, Some(rest)));
    let Some(mut left) = path.strip_prefix(first) else { return false };
    let Some(rest) = rest else { return !is_whole || left.is_empty() };
    let (middle, last) = rest.rsplit_once('*').map_or(("", rest), |(middle, last)| (middle, last));
    for piece in middle.split('*') {
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    if is_whole { left.ends_with(last) } else { left.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of these may not be read.
    fn barred<'a>(text: &str, paths: &[&'a str]) -> Vec<&'a str> {
        let robots = Robots::read(text);
        paths.iter().copied().filter(|path| !robots.may(path)).collect()
    }

    #[test]
    fn the_group_that_names_us_counts_else_the_one_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-Agent: PullQuote/2.0 (x)\nDisallow: /no # why\n";
        assert_eq!(barred(text, &["/", "/no", "/nothing", "/yes"]), ["/no", "/nothing"]);
        let several = "user-agent: a\nuser-agent: pullquote\nuser-agent: b\ndisallow: /1\nuser-agent: c\ndisallow: /2\n\
            user-agent: pullquote\ndisallow: /3\n";
        assert_eq!(barred(several, &["/1", "/2", "/3"]), ["/1", "/3"], "two groups of one name are one");
        let others = "User-agent: pullquotes\nDisallow: /a\nUser-agent: *\nDisallow: /b\n";
        assert_eq!(barred(others, &["/a", "/b"]), ["/b"]);
        let free = "User-agent: *\nDisallow: /\nUser-agent: pullquote\nDisallow:\n";
        assert_eq!(barred(free, &["/"]), [""; 0], "an empty rule forbids nothing");
        let between = "User-agent: pullquote\nSitemap: https://a.example/x\n\nUser-agent: *\nDisallow: /a\n";
        assert_eq!(barred(between, &["/a"]), ["/a"], "other lines and blank ones part no names");
    }

    #[test]
    fn the_longest_rule_counts_and_of_two_the_kinder() {
        let text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /x\nDisallow: /x\n";
        assert_eq!(barred(text, &["/a", "/a/b", "/a/b/c/d", "/x", "/A"]), ["/a", "/a/b/c/d"]);
        let all = "User-agent: *\nDisallow: /\n";
        assert_eq!(barred(all, &["/robots.txt", "/robots.txt2"]), ["/robots.txt2"]);
        assert_eq!(barred("Disallow: /\n", &["/"]), [""; 0], "rules for nobody");
    }

    #[test]
    fn stars_and_ends_and_percent_signs() {
        for (pattern, path, is_met) in [
            ("/*.php$", "/a/b.php", true),
            ("/*.php$", "/a/b.php?x", false),
            ("/*.php", "/a/b.php?x", true),
            ("/a*b*c", "/a--b--c--", true),
            ("/a*b*c", "/a--c--b", false),
            ("/a*a$", "/a", false),
            ("/a*", "/a", true),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("/a**b", "/ab", true),
            ("*", "/", true),
            ("*/print", "/x/print/", true),
            ("/?id=*&x", "/?id=3&x", true),
            ("/ü", "/%C3%BC", true),
            ("/%c3%bc", "/ü", true),
            ("/%7Ea", "/~a", true),
            ("/a%2Fb", "/a/b", false),
            ("/a%2ab", "/a*b", true),
            ("/a%24", "/a$b", true),
            ("/100%", "/100%", true),
            ("no", "/no", false),
        ] {
            let robots = Robots::read(&format!("User-agent: *\nDisallow: {pattern}"));
            assert_eq!(!robots.may(path), is_met, "{pattern} {path}");
        }
    }

    #[test]
    fn the_time_between_two_requests_is_told() {
        let delay = |value: &str| Robots::read(&format!("User-agent: *\nCrawl-delay: {value}\nDisallow: /x")).delay();
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        for no in ["", "x", "-1", "NaN", "inf", "1e300"] {
            assert_eq!(delay(no), None, "{no}");
        }
        assert!(!Robots::read("User-agent: *\nCrawl-delay: x\nDisallow: /x").may("/x"));
    }

    #[test]
    fn a_file_may_be_anything() {
        let much = format!("User-agent: *\nDisallow: /{}\n", "*a".repeat(100_000));
        assert!(Robots::read(&much).may(&"/a".repeat(50_000)));
        let late = format!("{}\nUser-agent: *\nDisallow: /\n", "#ü".repeat(LIMIT));
        assert!(Robots::read(&late).may("/a"), "what is too far in is not read");
        assert_eq!(barred("\u{FEFF}User-agent: *\rDisallow: /a\r\n<html>:\0\u{1b}", &["/a"]), ["/a"]);
        assert_eq!(Robots::read(""), Robots::default());
    }
}
