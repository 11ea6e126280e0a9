//! A list of feeds, as programs hand it to each other.
//!
//! Comes in: the bytes of an OPML file. Goes out: the addresses in it, each with its title.
//! May not know what is at the addresses.

use crate::import::epub::xml::{Piece, walk};
use crate::import::facts;

/// More are left out.
const MOST: usize = 1_000;

/// A list says what it is near its start.
const SNIFFED: usize = 4096;

/// A feed in a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Outline {
    pub title: Option<String>,
    pub address: String,
}

/// Whether bytes are a list of feeds.
pub fn is_plainly(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(SNIFFED)], b"<opml").is_some()
}

pub fn read(bytes: &[u8]) -> Vec<Outline> {
    let mut all = Vec::new();
    walk(bytes, |piece| {
        let Piece::Open(element) = piece else { return };
        if element.name() != "outline" || all.len() >= MOST {
            return;
        }
        let title = ["title", "text"].iter().find_map(|name| facts::line(&element.attribute(name)?));
        let address = element.attribute("xmlUrl").and_then(|address| facts::address(&address));
        all.extend(address.map(|address| Outline { title, address }));
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feeds_of_a_list_however_deep() {
        let list = b"<?xml version='1.0'?><opml version='2.0'><body><outline text='News'>\
            <outline text='A &amp; B' type='rss' xmlUrl='https://a.example/f?x=1&amp;y=2'/></outline>\
            <outline title='\x1b[2J' xmlUrl='javascript:alert(1)'/><outline xmlUrl='http://b.example/'/></body></opml>";
        assert!(is_plainly(list) && !is_plainly(b"<rss>"));
        let told = |title: Option<&str>, address: &str| Outline {
            title: title.map(str::to_string),
            address: address.to_string(),
        };
        let expected = [told(Some("A & B"), "https://a.example/f?x=1&y=2"), told(None, "http://b.example/")];
        assert_eq!(read(list), expected);
        let many = "<outline xmlUrl='http://b.example/'>".repeat(5_000);
        assert_eq!(read(many.as_bytes()).len(), MOST);
    }
}
