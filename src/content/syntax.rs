//! The text of a file to tables, or what is wrong with its syntax.
//!
//! Comes in: the text of a file. Goes out: its tables, or the faults of its
//! syntax, one a line. May not know the schema.

use toml::Spanned;
use toml::de::{DeTable, Error};

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

/// One fault a line: the others of a line follow from the first.
fn faults(source: &str, errors: Vec<Error>) -> Vec<Fault> {
    let fault = |error: Error| Fault {
        span: error.span().unwrap_or(0..0),
        kind: FaultKind::Syntax { message: clean::line(error.message()).into_owned() },
    };
    let mut faults: Vec<Fault> = errors.into_iter().map(fault).collect();
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

    #[test]
    fn of_a_heavy_file_the_first_is_told() {
        let found = parse(&"=\n".repeat(500_000)).map(|_| ()).expect_err("no TOML");
        assert_eq!(found.len(), 1);
        let found = parse(&"=\n".repeat(16 << 20)).map(|_| ()).expect_err("too much");
        assert_eq!(found[0].kind, FaultKind::TooMuch);
    }
}
