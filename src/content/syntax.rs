//! The text of a file to tables, or what is wrong with its syntax.
//!
//! Comes in: the text of a file. Goes out: its tables, or the faults of its
//! syntax, one a line. May not know the schema.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, Error};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::fault::{Fault, FaultKind};
use super::weight;
use crate::clean;

/// From this size on only the first fault of syntax is told.
const MANY: usize = 256 << 10;

/// Parses a file that is not too much to be parsed.
pub fn parse(source: &str) -> Result<Spanned<DeTable<'_>>, Vec<Fault>> {
    if let Some(byte) = weight::excess(source) {
        return Err(vec![Fault { span: byte..byte + 1, kind: FaultKind::TooMuch }]);
    }
    // Millions of errors would take more than the file: of a heavy one the first
    // is told.
    if source.len() > MANY {
        return DeTable::parse(source).map_err(|error| faults(source, vec![error]));
    }
    match DeTable::parse_recoverable(source) {
        (table, errors) if errors.is_empty() => Ok(table),
        (_, errors) => Err(faults(source, errors)),
    }
}

fn is_unclosed(kind: &FaultKind) -> bool {
    let ends = ["expected `'`", "expected `\"`"];
    matches!(kind, FaultKind::Syntax { message }
        if message.starts_with("invalid multi-line") && ends.iter().any(|end| message.ends_with(end)))
}

/// The marks that open the last string of several lines that begins before a byte.
fn last_opener(source: &str, byte: usize) -> Option<Range<usize>> {
    let tokens = Source::new(source).lex().take_while(|t| t.span().start() < byte);
    let many = tokens.filter(|t| matches!(t.kind(), TokenKind::MlLiteralString | TokenKind::MlBasicString));
    many.last().map(|t| t.span().start()..t.span().start() + 3)
}

/// What to do about an error of the parser, as far as its message tells.
pub fn help(message: &str) -> Option<&'static str> {
    const HELP: &[(&str, &str)] = &[
        ("duplicate key", "keep one of the two"),
        ("unclosed array table", "close it with `]]`"),
        ("invalid literal string", "close the string with `'` on the same line; `'''` is for several lines"),
        ("string values must be quoted", "write a value after `=`; text goes in quotation marks"),
        ("missing value", "write a value after `=`; text goes in quotation marks"),
        ("key with no value", "write `=` and a value after the key"),
        ("invalid boolean", "text goes in quotation marks"),
        ("unquoted string", "text goes in quotation marks"),
        ("cannot recurse further", "values may stand within 80 others, no more; an article needs three"),
        ("recursion limit", "values may stand within 80 others, no more; an article needs three"),
        ("invalid basic string", "close the string with `\"` on the same line; `\"\"\"` is for several lines"),
        ("unclosed table", "close it with `]`"),
        ("unclosed array,", "close it with `]`"),
        ("missing comma between array elements", "put a comma between values, and `]` after the last"),
        ("unclosed inline table", "close it with `}`"),
    ];
    HELP.iter().find(|(start, _)| message.starts_with(start)).map(|&(_, help)| help)
}

/// One fault a line: the others of a line follow from the first.
fn faults(source: &str, errors: Vec<Error>) -> Vec<Fault> {
    let fault = |error: Error| Fault {
        span: error.span().unwrap_or(0..0),
        kind: FaultKind::Syntax { message: clean::line(error.message()).into_owned() },
    };
    let mut faults: Vec<Fault> = errors.into_iter().map(fault).collect();
    // One that is never closed takes the rest of the file: there is one at most.
    if let Some(fault) = faults.iter_mut().find(|f| is_unclosed(&f.kind))
        && let Some(opener) = last_opener(source, fault.span.start)
    {
        *fault = Fault { span: opener, kind: FaultKind::UnclosedString };
    }
    faults.sort_by_key(|f| f.span.start);
    let (mut at, mut line, mut last) = (0, 0, None);
    faults.retain(|fault| {
        let to = fault.span.start.min(source.len());
        line += memchr::memchr_iter(b'\n', &source.as_bytes()[at..to]).count();
        at = to;
        last.replace(line) != Some(line)
    });
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_a_line_in_linear_time() {
        let found = parse(&"=".repeat(200_000)).map(|_| ()).expect_err("no TOML");
        assert_eq!(found.len(), 1);
        let found = parse("= \n==\n\nx\n").map(|_| ()).expect_err("no TOML");
        assert_eq!(found.iter().map(|f| f.span.start).collect::<Vec<_>>(), [0, 3, 8]);
    }

    /// The place of the only fault, and the help for it.
    #[track_caller]
    fn check(source: &str, place: usize, help: &str) {
        let found = parse(source).map(|_| ()).expect_err("no TOML");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].span.start, found[0].kind.help().as_deref()), (place, Some(help)), "{found:?}");
    }

    #[test]
    fn help_by_message() {
        let open = "write the same three marks where it ends";
        check("a = '''x'''\nbody = '''\nabc\n[b]\n", 19, open);
        check("a = '''x'''\nbody = \"\"\"\nabc 'x'\n", 19, open);
        let value = "write a value after `=`; text goes in quotation marks";
        check("title =\n[[sections]]\n", 7, value);
        check("a = foo\n", 4, "text goes in quotation marks");
        check("[a\nb = 1\n", 2, "close it with `]`");
        check("a = {b = 1\n", 10, "close it with `}`");
        check("a = ['b'\nc = 1\n", 9, "put a comma between values, and `]` after the last");
        let nested = |depth| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(80)).is_ok());
        check(&nested(81), 84, "values may stand within 80 others, no more; an article needs three");
    }

    #[test]
    fn of_a_heavy_file_the_first_is_told() {
        let found = parse(&"=\n".repeat(500_000)).map(|_| ()).expect_err("no TOML");
        assert_eq!(found.len(), 1);
        let found = parse(&"=\n".repeat(16 << 20)).map(|_| ()).expect_err("too much");
        assert_eq!(found[0].kind, FaultKind::TooMuch);
    }
}
