//! How much memory a content file would take, before it takes it.
//!
//! Comes in: the text of a file. Goes out: the place, if any, where it becomes
//! too much. A file of the largest size may hold prose, or a few hundred
//! thousand quotations, but not sixty million line ends or brackets: each of
//! them takes many times its own size once it is parsed. May not know the
//! schema.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::markdown;

/// What may be taken, in bytes.
const LIMIT: usize = 600 << 20;

/// A smaller file cannot take too much: three bytes make a table at most.
const LIGHT: usize = LIMIT / (TABLE / 3);

// What was measured with files of nothing else, in bytes, rounded up.
const TOKEN: usize = 85;
const TABLE: usize = 1200;

/// The byte at which the file becomes too much to be read.
pub fn excess(source: &str) -> Option<usize> {
    if source.len() <= LIGHT { None } else { beyond(source, LIMIT) }
}

fn beyond(source: &str, limit: usize) -> Option<usize> {
    let mut weight = 0;
    for token in Source::new(source).lex() {
        weight += weigh(&token, source);
        if weight > limit {
            return Some(token.span().start());
        }
    }
    None
}

fn weigh(token: &Token, source: &str) -> usize {
    match token.kind() {
        // A dotted key or an inline table makes a table; a header has two marks.
        TokenKind::Dot | TokenKind::LeftCurlyBracket => TABLE,
        TokenKind::LeftSquareBracket => TABLE / 2,
        TokenKind::LiteralString | TokenKind::BasicString | TokenKind::MlLiteralString | TokenKind::MlBasicString => {
            let words = source.as_bytes().get(token.span().start()..token.span().end()).unwrap_or_default();
            TOKEN + markdown::weight(words)
        }
        _ => TOKEN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundredth of the largest file against a hundredth of the limit.
    fn is_heavy(heap: &str) -> bool {
        beyond(heap, LIMIT / 100).is_some()
    }

    const SIZE: usize = (64 << 20) / 100;

    #[test]
    fn prose_is_light_and_heaps_are_not() {
        let prose = format!("{}\n", "word ".repeat(14)).repeat(SIZE / 71);
        assert!(!is_heavy(&format!("title = 'x'\n[[sections]]\nbody = '''\n{prose}'''\n")));
        for heap in ["\n", "a.", "{},", "[[a]]\n", "0,", "=\n"] {
            assert!(is_heavy(&heap.repeat(SIZE / heap.len())), "{heap:?}");
        }
        for heap in ["a\n\n", "- a\n", "*a* ", ">", "[", "&"] {
            assert!(is_heavy(&format!("body = '''{}'''", heap.repeat(SIZE / heap.len()))), "{heap:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_quotations_are_light() {
        let quote =
            "[[quotes]]\ntext = \"Some words that somebody said.\"\nspeaker = \"Ada\"\ncontext = \"at night\"\n";
        assert!(!is_heavy(&quote.repeat(1_000)));
        assert!(is_heavy(&quote.repeat(6_000)));
    }
}
