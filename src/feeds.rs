//! The list of the feeds that are followed, and what is kept of the last answer of each.
//!
//! Comes in: the text of the list. Goes out: its feeds, and the text with one more or one
//! less in it, in which nothing else has changed. May not know files or the web.

use std::fmt;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};
use url::Url;

/// A longer list is not read, in bytes.
pub const LIMIT: usize = 1 << 20;

/// The longest name of a feed, in characters; one of a title is shorter.
const NAME: usize = 80;

/// What a server tells of its answer to recognize it by is no longer, in bytes.
const SIGN: usize = 1024;

const KEY: &str = "feed";
const HEAD: &str = "# The feeds that `pullquote feed fetch` asks; each NAME is a folder in the library.\n";

/// A feed that is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What it is called on the command line, and its folder.
    pub name: String,
    pub title: String,
    /// Where it is: an address of the web, or a path from the root.
    pub address: String,
    /// Where it was first, if it has moved since.
    pub was: Option<String>,
}

impl Feed {
    /// The first address that it had.
    pub fn first(&self) -> &str {
        self.was.as_ref().unwrap_or(&self.address)
    }

    fn is_at(&self, address: &str) -> bool {
        self.address == address || self.was.as_deref() == Some(address)
    }
}

/// What is wrong in the list: the line, and how to put it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}; nothing was changed", self.line, self.why)
    }
}

/// The list.
#[derive(Debug)]
pub struct Feeds {
    document: DocumentMut,
    all: Vec<Feed>,
}

impl Feeds {
    pub fn read(text: &str) -> Result<Feeds, Fault> {
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            Fault { line, why: crate::clean::line(error.message()).into_owned() }
        })?;
        let mut feeds = Feeds { all: Vec::new(), document };
        // Spans are only in what was parsed and not changed.
        let parsed = toml_edit::Document::parse(text).map_err(|_| broken(1))?;
        let Some(item) = parsed.get(KEY) else { return Ok(feeds) };
        let tables =
            item.as_array_of_tables().ok_or_else(|| broken(item.span().map_or(1, |s| line_of(text, s.start))))?;
        for table in tables {
            let line = table.span().map_or(1, |span| line_of(text, span.start));
            let feed = feed(table, line)?;
            if feeds.all.iter().any(|other| other.name == feed.name) {
                return Err(Fault { line, why: format!("the name “{}” is that of another feed", feed.name) });
            }
            feeds.all.push(feed);
        }
        Ok(feeds)
    }

    pub fn all(&self) -> &[Feed] {
        &self.all
    }

    /// The feed of this name or address.
    pub fn find(&self, called: &str) -> Option<&Feed> {
        let address = address(called);
        self.all.iter().find(|feed| feed.name == called || address.as_ref().is_some_and(|at| feed.is_at(at)))
    }

    /// Gives a feed the address that it has moved to; false if it is not where it was any more.
    /// Another feed that has the address is returned, and nothing changed.
    pub fn relocate(&mut self, name: &str, from: &str, to: &str) -> Result<bool, &Feed> {
        if let Some(at) = self.all.iter().position(|feed| feed.name != name && feed.is_at(to)) {
            return Err(&self.all[at]);
        }
        let Some(at) = self.all.iter().position(|feed| feed.name == name && feed.address == from) else {
            return Ok(false);
        };
        let tables = self.document.get_mut(KEY).and_then(Item::as_array_of_tables_mut);
        let Some(table) = tables.and_then(|tables| tables.get_mut(at)) else { return Ok(false) };
        if let Some(written) = table.get_mut("address").and_then(Item::as_value_mut) {
            let decor = written.decor().clone();
            *written = to.into();
            *written.decor_mut() = decor;
        }
        let feed = &mut self.all[at];
        feed.address = to.to_string();
        if feed.was.is_none() {
            feed.was = Some(from.to_string());
            table.insert("was", value(from));
        }
        Ok(true)
    }

    /// Adds a feed, unless it is there. It is called by `name`, with a number if that is taken.
    pub fn add(&mut self, name: &str, title: &str, address: &str) -> Result<&Feed, &Feed> {
        if let Some(at) = self.all.iter().position(|feed| feed.is_at(address)) {
            return Err(&self.all[at]);
        }
        let numbered = |n: usize| if n == 1 { name.to_string() } else { format!("{name}-{n}") };
        let is_free = |name: &String| self.all.iter().all(|feed| feed.name != *name);
        let name = (1..=self.all.len() + 1).map(numbered).find(is_free).unwrap_or_else(|| name.to_string());
        if self.all.is_empty() && self.document.to_string().trim().is_empty() {
            self.document.set_trailing("");
            self.document.decor_mut().set_prefix(HEAD);
        }
        let entry = self.document.entry(KEY).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(tables) = entry.as_array_of_tables_mut() {
            let mut table = Table::new();
            for (key, text) in [("name", name.as_str()), ("title", title), ("address", address)] {
                table.insert(key, value(text));
            }
            tables.push(table);
        }
        self.all.push(Feed { name, title: title.to_string(), address: address.to_string(), was: None });
        Ok(&self.all[self.all.len() - 1])
    }

    /// Takes the feed of this name or address out.
    pub fn remove(&mut self, called: &str) -> Option<Feed> {
        let found = self.find(called)?.clone();
        let at = self.all.iter().position(|feed| *feed == found)?;
        self.document.get_mut(KEY)?.as_array_of_tables_mut()?.remove(at);
        Some(self.all.remove(at))
    }

    /// The list as it is to be written.
    pub fn text(&self) -> String {
        self.document.to_string()
    }
}

fn feed(table: &Table, line: usize) -> Result<Feed, Fault> {
    let text = |key: &str| table.get(key).and_then(Item::as_str);
    let fault = |why: &str| Fault { line, why: why.to_string() };
    let name = text("name").filter(|name| is_name(name));
    let name = name.ok_or_else(|| fault("a feed has a `name` of letters, digits and hyphens"))?;
    let address = text("address").and_then(self::address);
    let address = address.ok_or_else(|| fault("a feed has an `address`: http(s)://… or a path that begins with /"))?;
    let title = crate::clean::line(text("title").unwrap_or(name)).into_owned();
    let was = text("was").and_then(self::address);
    Ok(Feed { name: name.to_string(), title, address, was })
}

/// Whether a name can be that of a folder, whoever wrote it.
fn is_name(name: &str) -> bool {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_plain && !name.is_empty() && !name.starts_with('-') && name.chars().count() <= NAME
}

/// An address in the form that the list has it.
pub fn address(written: &str) -> Option<String> {
    if written.starts_with('/') {
        return (!written.contains(char::is_control)).then(|| written.to_string());
    }
    let mut url = Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url.into())
}

fn broken(line: usize) -> Fault {
    Fault { line, why: format!("write feeds as [[{KEY}]]") }
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// What a server said of its answer, so that it can be asked whether there is another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub tag: Option<String>,
    /// `Last-Modified`, as it was written.
    pub modified: Option<String>,
}

impl Validators {
    /// Keeps what can be said again: letters that a header can have, and not many.
    pub fn new(tag: Option<String>, modified: Option<String>) -> Validators {
        let is_fit = |text: &String| {
            !text.is_empty() && text.len() <= SIGN && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic())
        };
        Validators { tag: tag.filter(is_fit), modified: modified.filter(is_fit) }
    }

    /// What [`Validators::text`] wrote; nothing of what somebody else did.
    pub fn read(text: &str) -> Validators {
        let document = text.parse::<DocumentMut>().unwrap_or_default();
        let told = |key: &str| document.get(key).and_then(Item::as_str).map(str::to_string);
        Validators::new(told("etag"), told("last-modified"))
    }

    pub fn text(&self) -> String {
        let mut document = DocumentMut::new();
        for (key, told) in [("etag", &self.tag), ("last-modified", &self.modified)] {
            told.iter().for_each(|told| drop(document.insert(key, value(told))));
        }
        document.to_string()
    }

    pub fn is_empty(&self) -> bool {
        *self == Validators::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "https://a.example/feed";

    fn list(text: &str) -> Feeds {
        Feeds::read(text).expect("a list")
    }

    #[test]
    fn what_is_added_is_read_again_and_removed() {
        let mut feeds = list("");
        assert_eq!(feeds.add("the-paper", "The “Paper”", A).map(|feed| feed.name.clone()), Ok("the-paper".into()));
        assert_eq!(feeds.add("x", "Y", A).map_err(|feed| feed.name.clone()).err(), Some("the-paper".into()));
        assert_eq!(feeds.add("the-paper", "", "/b.xml").map(|feed| feed.name.clone()), Ok("the-paper-2".into()));
        let text = feeds.text();
        assert!(text.starts_with(HEAD), "{text}");
        let mut again = list(&text);
        assert_eq!(again.all(), feeds.all());
        assert_eq!(again.find("HTTPS://a.example:443/feed#x").map(|feed| feed.name.as_str()), Some("the-paper"));
        assert_eq!(again.remove("nobody"), None);
        assert_eq!(again.remove("the-paper").map(|feed| feed.address), Some(A.into()));
        assert_eq!(again.remove("/b.xml").map(|feed| feed.name), Some("the-paper-2".into()));
        assert!(list(&again.text()).all().is_empty());
    }

    #[test]
    fn what_somebody_wrote_stays() {
        let text = "# mine\nx = 1 # y\n\n[[feed]] # one\nname = \"a\"\naddress = \"https://a.example\"\nwhy = \"fun\"\n\n# end\n";
        let mut feeds = list(text);
        assert_eq!(feeds.all()[0].title, "a");
        feeds.add("b", "B", A).expect("new");
        let more = "\n[[feed]]\nname = \"b\"\ntitle = \"B\"\naddress = \"https://a.example/feed\"\n";
        assert_eq!(feeds.text().replace(more, ""), text);
        feeds.remove("b");
        assert_eq!(feeds.text(), text);
    }

    #[test]
    fn what_has_moved_has_another_address_and_keeps_the_first() {
        let text = "[[feed]]\nname = \"a\"\naddress = \"https://a.example/feed\" # mine\n\n[[feed]]\nname = \"b\"\n\
            address = \"https://b.example/\"\n";
        let mut feeds = list(text);
        let [b, c, d] = ["https://b.example/", "https://c.example/", "https://d.example/"];
        assert_eq!(feeds.relocate("a", A, b).map_err(|feed| feed.name.clone()), Err("b".into()));
        assert_eq!(feeds.relocate("a", c, d), Ok(false), "somebody has changed the address meanwhile");
        assert_eq!(feeds.text(), text);
        assert_eq!(feeds.relocate("a", A, c), Ok(true));
        assert_eq!(feeds.relocate("a", c, d), Ok(true));
        let moved = text.replace(&format!("\"{A}\" # mine\n"), &format!("\"{d}\" # mine\nwas = \"{A}\"\n"));
        assert_eq!(feeds.text(), moved);
        let mut again = list(&moved);
        assert_eq!(again.all(), feeds.all());
        assert_eq!((again.all()[0].first(), again.all()[1].first()), (A, b));
        assert_eq!(again.find(A).map(|feed| feed.name.as_str()), Some("a"));
        assert_eq!(again.add("a", "A", A).map_err(|feed| feed.name.clone()).err(), Some("a".into()));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line) in [
            ("a = 1\nb = = 2", 2),
            ("a = 1\nfeed = 2", 2),
            ("feed = [{name = \"a\", address = \"https://a.example\"}]", 1),
            ("\n[[feed]]\nname = \"../../x\"\naddress = \"https://a.example\"", 2),
            ("[[feed]]\nname = \"-x\"\naddress = \"https://a.example\"", 1),
            ("[[feed]]\nname = \"x\"\naddress = \"file:///etc/passwd\"", 1),
            ("[[feed]]\nname = \"x\"\naddress = \"a.xml\"", 1),
            ("[[feed]]\nname = \"x\"\n", 1),
            ("[[feed]]\nname='x'\naddress='/a'\n[[feed]]\nname='x'\naddress='/b'", 4),
        ] {
            let fault = Feeds::read(text).expect_err(text);
            assert_eq!(fault.line, line, "{text}: {fault}");
            assert!(!fault.to_string().contains(char::is_control), "{fault}");
        }
    }

    #[test]
    fn what_a_server_said_is_said_again_if_it_can_be() {
        let told = Validators::new(Some("W/\"a\\b\"".into()), Some("Mon, 16 Sep 2024 00:30:00 GMT".into()));
        assert_eq!(Validators::read(&told.text()), told);
        for bad in ["", "a\r\nHost: x", "\u{1b}", "ü", &"x".repeat(SIGN + 1)] {
            assert!(Validators::new(Some(bad.into()), None).is_empty(), "{bad:?}");
        }
        assert!(Validators::read("= nothing").is_empty());
    }
}
