//! Words as they are read: without the soft hyphens that part them.
//!
//! Comes in: blocks, and spans of the same blocks without soft hyphens. Goes out: these
//! blocks, and where the spans stand in what came in.

use crate::article::{Block, Span};

const SOFT: char = '\u{AD}';

/// Blocks without soft hyphens.
pub struct Joined {
    pub blocks: Vec<Block>,
    /// For each block where its soft hyphens were, by the bytes before them that are left.
    cuts: Vec<Vec<usize>>,
}

impl Joined {
    /// None if there is nothing to join: most articles have no soft hyphen.
    pub fn of(blocks: &[Block]) -> Option<Joined> {
        if !blocks.iter().any(|block| block.words.contains(SOFT)) {
            return None;
        }
        let cut = |block: &Block| {
            let soft = block.words.match_indices(SOFT).enumerate();
            soft.map(|(number, (at, _))| at - number * SOFT.len_utf8()).collect()
        };
        let joined = |block: &Block| Block { words: block.words.replace(SOFT, ""), ..block.clone() };
        Some(Joined { blocks: blocks.iter().map(joined).collect(), cuts: blocks.iter().map(cut).collect() })
    }

    /// Where a span of the joined words stands: from its first letter to its last.
    pub fn before(&self, span: &mut Span) {
        let Some(cuts) = self.cuts.get(span.block) else { return };
        span.start += cuts.partition_point(|&cut| cut <= span.start) * SOFT.len_utf8();
        span.end += cuts.partition_point(|&cut| cut < span.end) * SOFT.len_utf8();
    }
}
