//! The text of a content file, changed at some places and nowhere else.
//!
//! Comes in: the text, and what keys and tables of its arrays are to be. Goes out: the
//! text with that; every byte elsewhere is as it was, comments, order, line ends and
//! all. A writer that makes the whole text anew, be it from a syntax tree, would lose
//! line ends and the comments of what is taken out. May not know what a key is for.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_edit::Value;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::syntax;

/// A key of a new table, and its value.
pub type Line = (&'static str, Value);

/// An entry of an array: which array, and its number.
pub type Entry = (&'static str, usize);

pub struct Sheet<'t> {
    text: &'t str,
    table: Spanned<DeTable<'t>>,
    /// How lines end here.
    end: &'static str,
    /// In the order in which they are wanted, where they have the same place.
    changes: Vec<(Range<usize>, String)>,
}

/// Where a key and its value stand in a table.
struct Place<'s> {
    key: &'s str,
    name: Range<usize>,
    value: Range<usize>,
}

impl<'t> Sheet<'t> {
    /// None if the text is no TOML.
    pub fn new(text: &'t str) -> Option<Sheet<'t>> {
        let table = syntax::parse(text).ok()?;
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Some(Sheet { text, table, end, changes: Vec::new() })
    }

    pub fn count(&self, array: &str) -> usize {
        self.items(array).len()
    }

    pub fn string(&self, (array, index): Entry, key: &str) -> Option<&str> {
        self.table_of(array, index)?.get(key)?.get_ref().as_str()
    }

    pub fn strings(&self, (array, index): Entry, key: &str) -> Vec<String> {
        let value = self.table_of(array, index).and_then(|table| table.get(key)?.get_ref().as_array());
        value
            .into_iter()
            .flat_map(|all| all.iter())
            .filter_map(|one| Some(one.get_ref().as_str()?.to_string()))
            .collect()
    }

    pub fn has(&self, (array, index): Entry, key: &str) -> bool {
        self.table_of(array, index).is_some_and(|table| table.contains_key(key))
    }

    fn items(&self, array: &str) -> Vec<&Spanned<DeValue<'t>>> {
        let array = self.table.get_ref().get(array).and_then(|value| value.get_ref().as_array());
        array.map(|array| array.iter().collect()).unwrap_or_default()
    }

    fn table_of(&self, array: &str, index: usize) -> Option<&DeTable<'t>> {
        self.items(array).get(index)?.get_ref().as_table()
    }

    /// Whether an array stands between brackets, not under headers.
    fn is_inline(&self, array: &str) -> bool {
        let value = self.table.get_ref().get(array);
        value.is_some_and(|value| {
            let rest = &self.text[value.span().start..];
            // A header is at least `[[x]]`: with a table in it it would not be one.
            rest.starts_with('[')
                && self.items(array).first().is_none_or(|item| self.text[item.span().start..].starts_with('{'))
        })
    }

    /// The keys of an entry that have their values beside them, in order.
    fn places(&self, (array, index): Entry) -> Vec<Place<'_>> {
        let Some(table) = self.table_of(array, index) else { return Vec::new() };
        let place = |(key, value): (&'_ Spanned<_>, &'_ Spanned<DeValue<'t>>)| (key.span(), value.span());
        let mut places: Vec<Place<'_>> = table
            .iter()
            .map(|(key, value)| {
                let (name, value) = place((key, value));
                Place { key: key.get_ref(), name, value }
            })
            // What has a header of its own, or a dotted key, has not.
            .filter(|place| place.name.end <= place.value.start)
            .collect();
        places.sort_by_key(|place| place.value.start);
        places
    }

    /// Sets a key. A new one stands after another, or, where that is not there, at the
    /// end of its table.
    pub fn set(&mut self, entry: Entry, key: &'static str, value: impl Into<Value>, after: &str) {
        let value = written(value);
        let is_inline = self.is_inline(entry.0);
        let places = self.places(entry);
        let change = match places.iter().find(|place| place.key == key) {
            Some(place) => (place.value.clone(), value),
            None => {
                let anchor = places.iter().find(|place| place.key == after).or(places.last());
                let Some(at) = anchor.map(|place| place.value.end) else { return };
                if is_inline {
                    (at..at, format!(", {key} = {value}"))
                } else {
                    self.line(at, &format!("{key} = {value}"))
                }
            }
        };
        self.changes.push(change);
    }

    /// A line below the one that a byte is in.
    fn line(&self, byte: usize, words: &str) -> (Range<usize>, String) {
        let at = self.line_end(byte);
        let is_last = !self.text[..at].ends_with('\n');
        (at..at, if is_last { format!("{}{words}", self.end) } else { format!("{words}{}", self.end) })
    }

    /// Takes a key out with its line; a comment beside it stays.
    pub fn take_out(&mut self, entry: Entry, key: &str) {
        let places = self.places(entry);
        let Some(number) = places.iter().position(|place| place.key == key) else { return };
        let Place { name, value, .. } = &places[number];
        let range = if self.is_inline(entry.0) {
            match (number.checked_sub(1).and_then(|before| places.get(before)), places.get(number + 1)) {
                (Some(before), _) => before.value.end..value.end,
                (None, Some(after)) => name.start..after.name.start,
                (None, None) => name.start..value.end,
            }
        } else {
            let (start, end) = (self.line_start(name.start), self.line_end(value.end));
            match self.text[value.end..end].find('#') {
                Some(comment) => name.start..value.end + comment,
                None => start..end,
            }
        };
        self.changes.push((range, String::new()));
    }

    /// Adds an entry to an array, after those that are there.
    pub fn push(&mut self, array: &'static str, keys: &[Line]) {
        let change = if self.is_inline(array) { self.inline(array, keys) } else { self.headed(array, keys) };
        self.changes.extend(change);
    }

    fn headed(&self, array: &'static str, keys: &[Line]) -> Option<(Range<usize>, String)> {
        let end = self.end;
        let mut words = format!("[[{array}]]{end}");
        keys.iter().for_each(|(key, value)| words.push_str(&format!("{key} = {}{end}", written(value.clone()))));
        let above = (array == "people").then(|| self.items("quotes").first().map(|item| item.span().start)).flatten();
        if let Some(last) = self.count(array).checked_sub(1) {
            let at = self.extent((array, last))?.end;
            let is_last = !self.text[..at].ends_with('\n');
            return Some((at..at, format!("{}{end}{words}", if is_last { end } else { "" })));
        }
        if let Some(quotes) = above.filter(|_| !self.is_inline("quotes")) {
            let at = self.with_comments(self.line_start(quotes));
            return Some((at..at, format!("{words}{end}")));
        }
        let at = self.text.len();
        let is_last = !self.text.is_empty() && !self.text.ends_with('\n');
        Some((at..at, format!("{}{end}{words}", if is_last { end } else { "" })))
    }

    fn inline(&self, array: &str, keys: &[Line]) -> Option<(Range<usize>, String)> {
        let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {}", written(value.clone()))).collect();
        let words = format!("{{ {} }}", keys.join(", "));
        let Some(last) = self.items(array).last().map(|item| item.span()) else {
            let at = self.table.get_ref().get(array)?.span().start + 1;
            return Some((at..at, words));
        };
        let before = &self.text[self.line_start(last.start)..last.start];
        let is_alone = before.chars().all(char::is_whitespace);
        let gap = if is_alone { format!("{}{before}", self.end) } else { " ".to_string() };
        Some((last.end..last.end, format!(",{gap}{words}")))
    }

    /// Takes an entry out of its array. Comments in it stay.
    pub fn remove(&mut self, entry: Entry) {
        let Some(extent) = self.extent(entry) else { return };
        let mut kept = self.comments(&extent);
        let mut range = extent;
        if self.is_inline(entry.0) {
            let rest = &self.text[range.end..];
            let blank = rest.len() - rest.trim_start().len();
            match rest[blank..].strip_prefix(',') {
                Some(more) => range.end += blank + 1 + (more.len() - more.trim_start_matches([' ', '\t']).len()),
                None => range.start = self.text[..range.start].trim_end().trim_end_matches(',').len(),
            }
            let line = self.line_start(range.start)..self.line_end(range.end);
            let around = [&self.text[line.start..range.start], &self.text[range.end..line.end]];
            if around.concat().trim().is_empty() {
                range = line;
            }
            kept.clear();
        } else if kept.is_empty() {
            // The blank lines below it go with it, or, at the end, those above.
            let rest = &self.text[range.end..];
            match rest.trim_start_matches(['\r', '\n']) {
                "" => range.start = self.text[..range.start].trim_end_matches(['\r', '\n']).len() + self.end.len(),
                more => range.end += rest.len() - more.len(),
            }
        }
        self.changes.push((range, kept));
    }

    /// The lines of an entry, or the bytes of one between brackets.
    fn extent(&self, (array, index): Entry) -> Option<Range<usize>> {
        let item = *self.items(array).get(index)?;
        if self.is_inline(array) {
            return Some(item.span());
        }
        Some(self.line_start(item.span().start)..self.line_end(end_of(item)))
    }

    fn comments(&self, range: &Range<usize>) -> String {
        let text = &self.text[range.clone()];
        let comments = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
        comments
            .map(|token| format!("{}{}", &text[token.span().start()..token.span().end()].trim_end(), self.end))
            .collect()
    }

    fn line_start(&self, byte: usize) -> usize {
        self.text[..byte].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Where the line after the one that a byte is in begins.
    fn line_end(&self, byte: usize) -> usize {
        self.text[byte..].find('\n').map_or(self.text.len(), |at| byte + at + 1)
    }

    /// The beginning of the comments that stand right above a line.
    fn with_comments(&self, line: usize) -> usize {
        let mut start = line;
        while start > 0 {
            let above = self.line_start(start - 1);
            if !self.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start
    }

    /// The text with all changes.
    pub fn write(mut self) -> String {
        self.changes.sort_by_key(|(range, _)| range.start);
        let (mut out, mut at) = (String::with_capacity(self.text.len() + 256), 0);
        for (range, words) in &self.changes {
            out.push_str(self.text.get(at..range.start).unwrap_or_default());
            out.push_str(words);
            at = at.max(range.end);
        }
        out.push_str(&self.text[at..]);
        out
    }
}

/// The last byte of a value and of all that stands in it.
fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let within = match value.get_ref() {
        DeValue::Array(array) => array.iter().map(end_of).max(),
        DeValue::Table(table) => table.iter().map(|(_, value)| end_of(value)).max(),
        _ => None,
    };
    value.span().end.max(within.unwrap_or(0))
}

fn written(value: impl Into<Value>) -> String {
    value.into().to_string().trim().to_string()
}
