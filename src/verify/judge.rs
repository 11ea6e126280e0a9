//! What is to be said of a quotation: the best that can be, of all the places it has.
//!
//! Comes in: quotations, sources, and where words stand. Goes out: verdicts. Who said it is
//! only wrong where both sides are sure and name two persons.

use std::ops::Range;

use super::compare::{Comparison, compare};
use super::exact::{Placement, exact};
use super::house::Beside;
use super::index::Index;
use super::near::{Stretch, nearest, stretches};
use super::pattern::{Gap, Pattern};
use super::person::is_same;
use super::source::Source;
use super::tiles::{self, Tile, tiles};
use super::{Agreement, Asked, Edit, Kind, Passage, Piece, Verdict};
use crate::article::{Article, Certainty, Person, Quote};

/// So many words are gone through, and so many cells filled, for all quotations of a draft:
/// some seconds.
const STEPS: usize = 1 << 30;
const CELLS: usize = 1 << 29;

/// A word weighs as much as it has bytes, up to so many.
const HEAVIEST: usize = 8;
/// What is altered has kept so much in a hundred of its weight, and so much at least:
/// less where it stands between marks.
const KEPT: usize = 60;
const LEAST: usize = 9;
const LEAST_MARKED: usize = 5;
/// A passage that has less of the words is none, nor one with fewer of them.
const NEAR: f64 = 0.3;
const NEAR_WORDS: usize = 3;
/// Nor one with less of their weight, in a hundred.
const NEAR_WEIGHT: usize = 35;
/// What the same person says there is altered if so much is the same.
const THEIRS: f64 = 0.6;

pub struct Judge<'a> {
    draft: &'a Article,
    sources: &'a [Source<'a>],
    index: &'a Index,
    steps: usize,
    cells: usize,
}

impl<'a> Judge<'a> {
    pub fn new(draft: &'a Article, sources: &'a [Source<'a>], index: &'a Index) -> Judge<'a> {
        Judge { draft, sources, index, steps: STEPS, cells: CELLS }
    }

    pub fn verdict(&mut self, asked: &Asked<'_>) -> Verdict {
        let whole = self.of(asked, &asked.whole);
        if asked.pieces.is_empty() || !matches!(whole.kind, Kind::Altered | Kind::Missing) {
            return whole;
        }
        // An interrupted quotation may be two; what is wrong with one of them is said of it.
        let pieces = asked.pieces.iter().map(|(at, pattern)| Verdict { piece: Some(*at), ..self.of(asked, pattern) });
        let worst = pieces.max_by_key(|verdict| verdict.kind);
        worst.filter(|worst| worst.kind <= whole.kind).unwrap_or(whole)
    }

    fn of(&mut self, asked: &Asked<'_>, pattern: &Pattern) -> Verdict {
        let Some(placements) = exact(pattern, self.sources, self.index, &mut self.steps) else {
            return self.none(asked, Kind::Unchecked);
        };
        if let Some(best) = self.best(asked, pattern, &placements) {
            return best;
        }
        let stretches = stretches(pattern, self.sources, self.index);
        let near = self.near(asked, pattern, &stretches);
        // Nothing is put together of stretches that stands there in another style.
        if near.edits.iter().any(|edit| matches!(edit, Edit::House { .. })) && near.kind < Kind::Altered {
            return near;
        }
        let mut seen = Vec::new();
        for number in stretches.iter().map(|stretch| stretch.0) {
            if seen.contains(&number) {
                continue;
            }
            seen.push(number);
            let Some(left) = self.steps.checked_sub(tiles::cost(pattern)) else {
                return self.none(asked, Kind::Unchecked);
            };
            self.steps = left;
            let source = &self.sources[number];
            if let Some(tiles) = tiles(pattern, number, source, self.index)
                && let Some(verdict) = self.tiled(asked, pattern, number, &tiles)
            {
                return verdict;
            }
        }
        near
    }

    /// The best of the places where it stands word for word.
    fn best(&self, asked: &Asked<'_>, pattern: &Pattern, placements: &[Placement]) -> Option<Verdict> {
        let mut best: Option<Verdict> = None;
        for placement in placements {
            let placed = self.placed(asked, pattern, placement);
            if best.as_ref().is_none_or(|best| placed.kind < best.kind) {
                best = Some(placed);
            }
            if best.as_ref().is_some_and(|best| best.kind == Kind::Exact) {
                break;
            }
        }
        best
    }

    fn none(&self, asked: &Asked<'_>, kind: Kind) -> Verdict {
        Verdict {
            quote: asked.number,
            piece: None,
            kind,
            parts: Vec::new(),
            edits: Vec::new(),
            score: 0.0,
            passage: None,
            speaker: Agreement::Unknown,
        }
    }

    /// A quotation that stands there word for word.
    fn placed(&self, asked: &Asked<'_>, pattern: &Pattern, placement: &Placement) -> Verdict {
        let source = &self.sources[placement.source];
        let mut beside = vec![None; pattern.words.len()];
        for (run, places) in pattern.runs.iter().zip(&placement.runs) {
            for (word, place) in run.words.clone().zip(places.clone()) {
                beside[word] = Some(place..place + 1);
            }
        }
        let compared = compare(pattern, source, &beside, &[]);
        let passage = self.passage(placement.source, &placement.runs);
        let speaker = self.agreement(asked.quote, &passage);
        let kind = self.kind(asked.quote, pattern, &beside, &compared, &passage);
        let Comparison { parts, edits, .. } = compared;
        let score = if kind == Kind::Altered { score_of(pattern, &beside) } else { 1.0 };
        Verdict { kind, parts, edits, score, passage: Some(passage), speaker, ..self.none(asked, kind) }
    }

    /// What a quotation is whose words are compared with a passage.
    fn kind(
        &self,
        quote: &Quote,
        pattern: &Pattern,
        beside: &Beside,
        compared: &Comparison,
        passage: &Passage,
    ) -> Kind {
        let source = &self.sources[passage.source];
        match () {
            () if compared.is_other => Kind::Altered,
            () if self.is_joined(source, pattern, beside, passage) => Kind::Joined,
            () if self.agreement(quote, passage) == Agreement::Other => Kind::Speaker,
            () if self.is_unquoted(quote, source, passage) => Kind::Unquoted,
            () if compared.edits.is_empty() => Kind::Exact,
            () => Kind::Edited,
        }
    }

    /// Whether two quotations are one in the draft: their marks stand between two words that
    /// follow each other there, or two persons speak.
    fn is_joined(&self, source: &Source<'_>, pattern: &Pattern, beside: &Beside, passage: &Passage) -> bool {
        let crosses = beside.windows(2).enumerate().any(|(at, two)| {
            let (Some(one), Some(other)) = (&two[0], &two[1]) else { return false };
            // Several words for one are at one place.
            let (one, other) = (one.end - 1, if other.is_empty() { other.start - 1 } else { other.start });
            let parts = pattern.words[at + 1].gap == Gap::None && source.quote(one) != source.quote(other);
            parts && source.quote(one).is_some() && source.quote(other).is_some() && source.closes_after(one)
        });
        let speakers: Vec<&Person> =
            passage.pieces.iter().filter_map(|piece| sure(source.article, piece.quote)).collect();
        let is_apart = pattern.words.iter().all(|asked| asked.gap != Gap::Pause);
        crosses || is_apart && speakers.windows(2).any(|two| !is_same(two[0], two[1]))
    }

    /// Whether words that somebody is quoted with are the source's own. A source without a
    /// quotation, a speech, is somebody's words as it stands, and so is its author's.
    fn is_unquoted(&self, quote: &Quote, source: &Source<'_>, passage: &Passage) -> bool {
        let is_said = quote.speaker.is_some() || quote.said_as.is_some();
        let author = |name: &String| Person { name: name.clone(), ..Person::default() };
        let speaker = self.draft.speaker(quote);
        let is_author =
            || speaker.is_some_and(|person| source.article.authors.iter().any(|name| is_same(&author(name), person)));
        is_said
            && !source.article.quotes.is_empty()
            && passage.pieces.iter().any(|piece| !piece.is_marked)
            && !is_author()
    }

    /// Whether the draft names whom the source names.
    fn agreement(&self, quote: &Quote, passage: &Passage) -> Agreement {
        let Some(own) = self.draft.speaker(quote).filter(|_| quote.certainty >= Certainty::Likely) else {
            return Agreement::Unknown;
        };
        let article = self.sources[passage.source].article;
        let mut named = passage.pieces.iter().filter_map(|piece| sure(article, piece.quote));
        match named.next() {
            None => Agreement::Unknown,
            Some(first) if std::iter::once(first).chain(named).all(|person| is_same(person, own)) => Agreement::Same,
            Some(_) => Agreement::Other,
        }
    }

    /// A quotation put together of stretches; none if it only has words dropped.
    fn tiled(&self, asked: &Asked<'_>, pattern: &Pattern, number: usize, tiles: &[Tile]) -> Option<Verdict> {
        let source = &self.sources[number];
        let place = |tile: &Tile| source.number(tile.at);
        let is_forward = tiles.windows(2).all(|two| place(&two[0]) + two[0].words.len() <= place(&two[1]));
        let quote = |tile: &Tile| source.quote(tile.at);
        let is_marked_gap = |tile: &Tile| pattern.words[tile.words.start].gap != Gap::None;
        let is_one =
            |two: &[Tile]| is_marked_gap(&two[1]) || quote(&two[0]).is_some() && quote(&two[0]) == quote(&two[1]);
        let are_marked = tiles[1..].iter().all(is_marked_gap);
        let kind = match is_forward {
            false => Kind::Order,
            true if are_marked => Kind::Edited,
            true if tiles.windows(2).all(is_one) => return None,
            true => Kind::Joined,
        };
        let runs: Vec<Range<usize>> = tiles.iter().map(|tile| tile.at..tile.at + tile.words.len()).collect();
        let passage = self.passage(number, &runs);
        // Words of the source itself are no quotation that could be joined with one.
        if kind == Kind::Joined && passage.pieces.iter().any(|piece| !piece.is_marked) {
            return None;
        }
        let speaker = self.agreement(asked.quote, &passage);
        let kind = if kind == Kind::Edited && speaker == Agreement::Other { Kind::Speaker } else { kind };
        Some(Verdict { score: 1.0, passage: Some(passage), speaker, ..self.none(asked, kind) })
    }

    /// The nearest passage: the quotation altered, or another one.
    fn near(&mut self, asked: &Asked<'_>, pattern: &Pattern, stretches: &[Stretch]) -> Verdict {
        let near = match nearest(pattern, self.sources, stretches, &mut self.cells) {
            Ok(Some(near)) if near.score >= NEAR && is_some(pattern, &near.beside) => near,
            Ok(_) => return self.none(asked, Kind::Missing),
            Err(()) => return self.none(asked, Kind::Unchecked),
        };
        let source = &self.sources[near.source];
        let compared = compare(pattern, source, &near.beside, &near.house);
        let passage = self.passage(near.source, std::slice::from_ref(&compared.passage));
        let weigh = |is: &dyn Fn(usize) -> bool| -> usize {
            let own = (0..pattern.words.len()).filter(|&at| !pattern.words[at].is_bracketed && is(at));
            own.map(|at| pattern.word(at).len().min(HEAVIEST)).sum()
        };
        let (kept, all) = (weigh(&|at| near.beside[at].is_some()), weigh(&|_| true));
        if kept * 100 < all * NEAR_WEIGHT {
            return self.none(asked, Kind::Missing);
        }
        let least = if passage.pieces.iter().all(|piece| piece.is_marked) { LEAST_MARKED } else { LEAST };
        let speaker = self.agreement(asked.quote, &passage);
        let is_theirs = speaker == Agreement::Same && near.score >= THEIRS;
        let is_it = kept * 100 >= all * KEPT && kept >= least || is_theirs;
        let kind = match is_it {
            true if near.house.is_empty() => Kind::Altered,
            true => self.kind(asked.quote, pattern, &near.beside, &compared, &passage),
            false => Kind::Missing,
        };
        let Comparison { parts, edits, .. } = compared;
        Verdict { parts, edits, score: near.score, passage: Some(passage), speaker, ..self.none(asked, kind) }
    }

    /// Ranges of a source's words as pieces, each of one quotation or of none.
    fn passage(&self, number: usize, ranges: &[Range<usize>]) -> Passage {
        let source = &self.sources[number];
        let mut pieces: Vec<Piece> = Vec::new();
        for at in ranges.iter().cloned().flatten() {
            let (quote, is_marked) = (source.quote(at), source.is_marked(at));
            if let Some(piece) = pieces.last_mut().filter(|piece| (piece.quote, piece.is_marked) == (quote, is_marked))
            {
                piece.words.push_str(&source.chunk(at));
            } else {
                let span = source.spans(at..at + 1).pop();
                pieces.push(Piece { words: source.chunk(at), span, quote, is_marked });
            }
        }
        pieces.iter_mut().for_each(|piece| piece.words.truncate(piece.words.trim_end().len()));
        Passage { source: number, pieces }
    }
}

/// The person who says a quotation, if that is sure enough.
fn sure(article: &Article, quote: Option<usize>) -> Option<&Person> {
    let quote = article.quotes.get(quote?).filter(|quote| quote.certainty >= Certainty::Likely)?;
    article.speaker(quote)
}

/// Whether enough words are there to speak of a passage.
fn is_some(pattern: &Pattern, beside: &Beside) -> bool {
    beside.iter().flatten().count() >= NEAR_WORDS.min(pattern.words.len() / 2 + 1)
}

fn score_of(pattern: &Pattern, beside: &Beside) -> f64 {
    beside.iter().flatten().count() as f64 / pattern.words.len().max(1) as f64
}
