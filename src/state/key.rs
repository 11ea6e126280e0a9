//! By what an article is known again.
//!
//! Comes in: an article. Goes out: a key that only its words decide: neither the name
//! nor the format of its file, nor how lines and marks are set, nor what was corrected
//! in it. May not know where it is from.

use crate::article::{Article, Block, Kind};

/// So many letters and digits count from the beginning, and as many from the end: a
/// book of megabytes must not be read through before its first screen.
const COUNTED: usize = 8 << 10;

/// So many characters are looked at for them.
const SEEN: usize = 64 << 10;

/// 16 hexadecimal digits.
pub fn key(article: &Article) -> String {
    let words = || article.blocks.iter().filter(|block| !is_head(block)).map(|block| block.words.as_str());
    let hash = mix(START, words().flat_map(str::chars));
    let mut hash = mix(hash, words().rev().flat_map(|words| words.chars().rev()));
    if hash == START {
        // There is nothing else.
        hash = mix(hash, article.title.chars());
    }
    format!("{hash:016x}")
}

/// A file without a headline has its name for one.
fn is_head(block: &Block) -> bool {
    matches!(block.kind, Kind::Title | Kind::Subtitle | Kind::Byline)
}

/// FNV-1a, by characters.
fn mix(hash: u64, chars: impl Iterator<Item = char>) -> u64 {
    let counted = chars.take(SEEN).filter(|c| c.is_alphanumeric()).take(COUNTED);
    counted.fold(hash, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3))
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, paragraphs: &[&str]) -> Article {
        let block = |kind, words: &str| Block { kind, words: words.to_string(), ..Block::default() };
        let body = paragraphs.iter().map(|words| block(Kind::Paragraph, words));
        let blocks: Vec<Block> = std::iter::once(block(Kind::Title, title)).chain(body).collect();
        Article { title: title.into(), blocks: blocks.into(), ..Article::default() }
    }

    #[test]
    fn words_decide_and_nothing_else() {
        let one = key(&article("a", &["“One, two.”", "Three – four."]));
        assert_eq!(one.len(), 16);
        assert_eq!(one, key(&article("b", &["\"One,  two.\" Three", "- four."])));
        assert_ne!(one, key(&article("a", &["“One, two.”", "Three – five."])));
        assert_ne!(one, key(&article("a", &["“One, two.”", "four three"])));
    }

    #[test]
    fn without_words_the_title_decides() {
        assert_ne!(key(&article("a", &[])), key(&article("b", &[])));
        assert_ne!(key(&article("a", &["…"])), key(&article("b", &["…"])));
    }

    #[test]
    fn beginning_and_end_of_a_long_one_count() {
        let long = |middle: &str, end: &str| {
            let (a, b) = ("a".repeat(2 * COUNTED), "b".repeat(2 * COUNTED));
            key(&article("a", &[&a, middle, &b, end]))
        };
        assert_eq!(long("x", "y"), long("z", "y"));
        assert_ne!(long("x", "y"), long("x", "z"));
        // What has no letters is not looked through.
        let signs = "-".repeat(4 * SEEN);
        assert_eq!(key(&article("a", &[&signs])), key(&article("a", &["-"])));
    }
}
