//! The user's own format: `{words} — {speaker}, {title}`.
//!
//! Comes in: a template, parsed once, and records. Goes out: the template with
//! the values in it, or what is wrong with it. May not know other formats.

use super::plain;
use crate::clean;
use crate::record::{Kind, Record};

/// A template for records of one kind.
#[derive(Debug)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, PartialEq)]
enum Piece {
    Literal(String),
    /// An index into the kind's fields.
    Field(usize),
}

/// Why a template cannot be used.
#[derive(Debug, PartialEq)]
pub enum Fault {
    UnknownField { name: String, kind: Kind },
    Unclosed,
    Unopened,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::UnknownField { name, kind } => {
                let known: Vec<_> = kind.fields().iter().map(|f| f.name).collect();
                let name = clean::line(name);
                write!(f, "no field is called {{{name}}}; the fields are {}", known.join(", "))
            }
            Fault::Unclosed => write!(f, "a {{ in the template is not closed; write {{{{ for the sign itself"),
            Fault::Unopened => write!(f, "a }} in the template closes nothing; write }}}} for the sign itself"),
        }
    }
}

impl Template {
    /// Reads a template: `{field}`, `{{`, `}}`, `\n`, `\t`, `\\`, and the rest as
    /// it stands.
    pub fn parse(source: &str, kind: Kind) -> Result<Template, Fault> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = source;
        while let Some(at) = rest.find(['{', '}', '\\']) {
            literal.push_str(&cleaned(&rest[..at]));
            let (sign, behind) = rest[at..].split_at(1);
            rest = behind;
            let next = rest.chars().next();
            match (sign, next) {
                ("{", Some('{')) | ("}", Some('}')) | ("\\", Some('\\')) => literal.push_str(sign),
                ("\\", Some('n')) => literal.push('\n'),
                ("\\", Some('t')) => literal.push('\t'),
                ("\\", _) => {
                    literal.push('\\');
                    continue;
                }
                ("}", _) => return Err(Fault::Unopened),
                _ => {
                    let (name, behind) = rest.split_once('}').ok_or(Fault::Unclosed)?;
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    pieces.push(Piece::Field(field(name, kind)?));
                    rest = behind;
                    continue;
                }
            }
            rest = &rest[1..];
        }
        literal.push_str(&cleaned(rest));
        pieces.push(Piece::Literal(literal));
        Ok(Template { pieces })
    }

    /// The template with the values of a record in it.
    pub fn write(&self, record: &Record<'_>) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(words) => out.push_str(words),
                Piece::Field(index) => out.push_str(&record.values.get(*index).map_or_else(String::new, plain)),
            }
        }
        out
    }
}

fn field(name: &str, kind: Kind) -> Result<usize, Fault> {
    let unknown = || Fault::UnknownField { name: name.to_string(), kind };
    kind.fields().iter().position(|f| f.name == name.trim()).ok_or_else(unknown)
}

/// Line ends and tabs that the user typed are meant; other controls are not.
fn cleaned(words: &str) -> String {
    words
        .split_inclusive(['\n', '\t'])
        .map(|part| match part.strip_suffix(['\n', '\t']) {
            Some(before) => format!("{}{}", clean::line(before), &part[before.len()..]),
            None => clean::line(part).into_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Value;

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let values = vec!["a.toml".into(), Value::Number(2), Value::Missing, Value::Number(4), Value::Number(1)];
        let record = Record { kind: Kind::Section, values };
        let written = match Template::parse(template, Kind::Section) {
            Ok(template) => template.write(&record),
            Err(fault) => fault.to_string(),
        };
        assert_eq!(written, expected, "{template}");
    }

    #[test]
    fn fields_and_escapes() {
        check("{file}: {section}/{ paragraphs }", "a.toml: 2/4");
        check("[{heading}]", "[]");
        check("{{{section}}} {{}}", "{2} {}");
        check(r"a\tb\nc\\n\d\", "a\tb\nc\\n\\d\\");
        check("", "");
        check("é\u{1b}[31m\u{9b}日\t{section}", "é\u{FFFD}[31m\u{FFFD}日\t2");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let known = "the fields are file, section, heading, paragraphs, quotes";
        check("{words}", &format!("no field is called {{words}}; {known}"));
        check("{\u{1b}[2J}", &format!("no field is called {{\u{FFFD}[2J}}; {known}"));
        check("{}", &format!("no field is called {{}}; {known}"));
        check("{file", "a { in the template is not closed; write {{ for the sign itself");
        check("file}", "a } in the template closes nothing; write }} for the sign itself");
    }
}
