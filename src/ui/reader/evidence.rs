//! The evidence of the current quotation: whether it is shown, and what of it the
//! body shows.
//!
//! Comes in: a reader. Goes out: the place at which quotation, mention and cue
//! are in view together, if there is one. May not know how it is drawn.

use super::{Place, Reader};
use crate::article::Span;
use crate::evidence::{Evidence, evidence, places};

/// Whether the evidence is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Closed,
    Open {
        /// The quotation for which it was opened, where the reader was, and where
        /// that has brought them.
        first: usize,
        before: Place,
        after: Place,
    },
}

impl Shown {
    pub fn is_open(self) -> bool {
        self != Shown::Closed
    }

    /// The same where quotations have other numbers.
    pub fn taken_over(self, same: impl Fn(usize) -> Option<usize>) -> Shown {
        match self {
            Shown::Open { first, before, after } => {
                Shown::Open { first: same(first).unwrap_or(usize::MAX), before, after }
            }
            Shown::Closed => Shown::Closed,
        }
    }
}

impl Reader<'_> {
    /// Shows why the current quotation is taken to be somebody's. False if there
    /// is no quotation.
    pub fn open_evidence(&mut self) -> bool {
        let Some(first) = self.current() else { return false };
        let before = self.place;
        self.evidence = Shown::Open { first, before, after: before };
        self.arrange();
        self.go_to_quote(self.quotes.cursor);
        self.evidence = Shown::Open { first, before, after: self.place };
        true
    }

    /// Takes it away, and what it moved back if nothing else has moved since.
    /// False if there was none.
    pub fn close_evidence(&mut self) -> bool {
        let Shown::Open { first, before, after } = std::mem::take(&mut self.evidence) else { return false };
        self.arrange();
        if self.place == after && self.current() == Some(first) {
            self.place = before;
            self.follow_section();
        }
        true
    }

    /// The evidence of the current quotation, while it is shown.
    pub fn evidence(&self) -> Option<Evidence> {
        let quote = self.current().filter(|_| self.evidence.is_open())?;
        Some(evidence(self.article, self.quote(quote)))
    }

    /// Where in the article it stands.
    pub fn cited(&self) -> Vec<&Span> {
        let quote = self.current().filter(|_| self.evidence.is_open());
        quote.map(|q| places(&self.article.quotes[q]).collect()).unwrap_or_default()
    }

    /// Brings mention and cue into view beside the quotation; if that is too long,
    /// beside the end of it that is nearer to them. The quotation comes first.
    pub fn reveal_evidence(&mut self) {
        let cited = self.cited();
        let (Some(start), Some(end)) =
            (cited.iter().map(|s| (s.block, s.start)).min(), cited.iter().map(|s| (s.block, s.end)).max())
        else {
            return;
        };
        let spans = self.current().map_or(&[][..], |q| &self.article.quotes[q].spans);
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        let whole = (start.min((first.block, first.start)), end.max((last.block, last.end)));
        let before = spans.iter().rev().find(|s| (s.block, s.end) <= start);
        let after = spans.iter().find(|s| (s.block, s.start) >= end);
        let beside = match (before, after) {
            (Some(before), _) => ((before.block, before.end.saturating_sub(1)), end),
            (None, Some(after)) => (start, (after.block, after.start + 1)),
            (None, None) => (start, end),
        };
        if let Some((start, end)) = [whole, beside].into_iter().find(|(start, end)| self.fits(*start, *end)) {
            self.reveal(start, end);
        }
    }

    /// Whether a range of words has no more rows than the view.
    fn fits(&mut self, start: Place, end: Place) -> bool {
        let view = self.body_view();
        let mut body = self.body();
        let (first, last) = (body.words_spot(start), body.words_spot((end.0, end.1.saturating_sub(1))));
        last <= crate::ui::pane::Items::down(&mut body, first, view - 1)
    }
}
