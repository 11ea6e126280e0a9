//! The links in view.
//!
//! Comes in: a reader. Goes out: where each begins, and its address.

use super::{Place, Reader};
use crate::ui::geometry::Focus;

impl Reader<'_> {
    /// The links that begin in view, each once; one over two rows or in two styles is one.
    pub fn links_in_view(&self) -> Vec<(Place, String)> {
        let mut out: Vec<(Place, String)> = Vec::new();
        if self.geometry.pane(Focus::Body).is_empty() {
            return out;
        }
        let mut last = None;
        for (block, row) in &self.visible {
            let own = &self.article.blocks[*block];
            let begins = |at: usize| row.range.contains(&at);
            for mark in own.marks.iter().filter(|mark| begins(mark.range.start)) {
                let Some(link) = mark.style.link else { continue };
                let Some(address) = own.targets.get(link as usize).filter(|address| !address.is_empty()) else {
                    continue;
                };
                // A space between two styles may belong to neither.
                let is_near = |end: usize| own.words[end..mark.range.start].trim().is_empty();
                let goes_on = last.is_some_and(|(b, a, end)| (b, a) == (*block, address) && is_near(end));
                last = Some((*block, address, mark.range.end));
                if !goes_on {
                    out.push(((*block, mark.range.start), address.clone()));
                }
            }
        }
        out
    }
}
