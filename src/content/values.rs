//! The values of a table, each of the type that it must have.
//!
//! Comes in: a table and a key. Goes out: the value, clean, or a fault. May not
//! know what the value is for.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::fault::FaultKind;
use super::{Value, Walk};
use crate::clean;

impl Walk {
    pub fn wrong_type(&mut self, key: &str, wanted: &'static str, value: &Value<'_>) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a time",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        // An array of tables has the span of its first header only.
        self.report(value.span(), FaultKind::WrongType { key: key.to_string(), wanted, found });
    }

    pub fn string<'a>(&mut self, table: &'a DeTable<'_>, key: &'static str) -> Option<&'a str> {
        let value = table.get(key)?;
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.wrong_type(key, "a string", value);
        }
        string
    }

    /// A string of one line; one without words is as good as none.
    pub fn line(&mut self, table: &DeTable<'_>, key: &'static str) -> Option<String> {
        let line = one_line(self.string(table, key)?);
        if line.is_empty() {
            let place = table.get(key).map_or(0..0, |v| v.span());
            self.report(place, FaultKind::EmptyValue { key });
        }
        (!line.is_empty()).then_some(line)
    }

    pub fn lines(&mut self, table: &DeTable<'_>, key: &'static str) -> Vec<String> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "an array of strings", value);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(words) if words.trim().is_empty() => self.report(item.span(), FaultKind::EmptyValue { key }),
                Some(words) => out.push(one_line(words)),
                None => self.wrong_type(key, "an array of strings", item),
            }
        }
        out
    }

    pub fn boolean(&mut self, table: &DeTable<'_>, key: &'static str) -> Option<bool> {
        let value = table.get(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, "true or false", value);
        }
        found
    }

    /// One of a few words. Another one is a fault for `check` only.
    pub fn one_of<T: Copy>(
        &mut self,
        table: &DeTable<'_>,
        key: &'static str,
        known: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let word = self.string(table, key)?;
        let found = known.iter().copied().find(|value| name(*value) == word);
        if found.is_none() {
            let known = known.iter().map(|value| name(*value)).collect();
            let place = table.get(key).map_or(0..0, |v| v.span());
            self.report(place, FaultKind::UnknownWord { key, known });
        }
        found
    }

    pub fn date(&mut self, table: &DeTable<'_>, key: &'static str) -> Option<String> {
        let value = table.get(key)?;
        let date = match value.get_ref().as_datetime() {
            Some(Datetime { date: Some(date), time: None, offset: None }) => Some(date.to_string()),
            _ => None,
        };
        if date.is_none() {
            self.wrong_type(key, "a date like 2020-09-10", value);
        }
        date
    }

    pub fn table<'a, 'i>(&mut self, table: &'a DeTable<'i>, key: &'static str) -> Option<&'a DeTable<'i>> {
        let value = table.get(key)?;
        let found = value.get_ref().as_table();
        if found.is_none() {
            self.wrong_type(key, "a table", value);
        }
        found
    }

    pub fn tables<'a, 'i>(
        &mut self,
        table: &'a DeTable<'i>,
        key: &'static str,
    ) -> Vec<(&'a DeTable<'i>, Range<usize>)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "an array of tables", value);
            return Vec::new();
        };
        let mut out = Vec::with_capacity(array.len());
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => out.push((table, item.span())),
                None => self.wrong_type(key, "an array of tables", item),
            }
        }
        out
    }
}

fn one_line(words: &str) -> String {
    clean::line(words.trim()).into_owned()
}
