//! XML, as far as books need it.
//!
//! Comes in: the bytes of a document. Goes out: its elements, one after the other, with
//! their words. Nothing is nested, so no depth can hurt; entities are the ones that
//! everybody knows, others and what a document defines are never expanded. A broken
//! document is what was read of it before.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// What comes next in a document. Names are without their prefixes.
pub enum Piece<'a> {
    Open(Element<'a>),
    Close(&'a str),
    Words(&'a str),
}

/// An element that begins.
pub struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute of this name, whatever is before a colon in it.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
    }
}

/// Calls for each piece of a document.
pub fn walk(document: &[u8], mut each: impl FnMut(Piece<'_>)) {
    let text = String::from_utf8_lossy(document);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => each(Piece::Open(Element(&start))),
            Event::Empty(start) => {
                each(Piece::Open(Element(&start)));
                each(Piece::Close(start.local_name().into_inner()));
            }
            Event::End(end) => each(Piece::Close(end.local_name().into_inner())),
            Event::Text(words) => each(Piece::Words(&words.into_inner())),
            Event::CData(words) => each(Piece::Words(&words.into_inner())),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => each(Piece::Words(c.encode_utf8(&mut [0; 4]))),
                _ => each(Piece::Words(resolve_predefined_entity(&reference.into_inner()).unwrap_or("\u{FFFD}"))),
            },
            Event::Eof => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(document: &str) -> String {
        let mut out = String::new();
        walk(document.as_bytes(), |piece| match piece {
            Piece::Open(element) => {
                let value = element.attribute("a").map_or(String::new(), |a| format!(" {a}"));
                out.push_str(&format!("<{}{value}>", element.name()));
            }
            Piece::Close(name) => out.push_str(&format!("</{name}>")),
            Piece::Words(words) => out.push_str(words),
        });
        out
    }

    #[test]
    fn elements_words_and_known_entities() {
        assert_eq!(
            pieces("<?xml version='1.0'?><x:b y:a='&amp;1'>&eacute;<![CDATA[<]]>&#x41;<c/></x:b>"),
            "<b &1>é<A<c></c></b>"
        );
        assert_eq!(pieces("\u{FEFF}<b>a & b</b>"), "<b>a & b</b>");
    }

    #[test]
    fn what_a_document_defines_is_not_expanded() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&b;&f;</x>";
        assert_eq!(pieces(bomb), "<x>\u{FFFD}\u{FFFD}</x>");
    }

    #[test]
    fn of_a_broken_document_the_beginning_is_read() {
        assert_eq!(pieces("<a></b><c>words<"), "<a></b><c>words");
        assert_eq!(pieces(""), "");
    }
}
