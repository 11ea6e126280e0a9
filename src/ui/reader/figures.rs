//! The pictures of the figures near the view: their sizes, and those that are drawn.
//!
//! Comes in: a reader with a view, and what was made of pictures. Goes out: which are wanted,
//! the rows they take, and which stand in the view. What is not near is not asked for, and
//! forgotten but for its size. The words are read as if there were none: a picture has rows,
//! not a place. May not know files, or how a picture is drawn.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Reader;
use crate::article::{Article, Kind};
use crate::layout::{Heights, Role, room_before};
use crate::ui::geometry::{Focus, Geometry, column};
use crate::ui::graphics::plates::Shown;
use crate::ui::graphics::{Drawn, Medium};

/// Figures in so many blocks before and after the view are near.
const NEAR: usize = 12;
/// So many pictures are asked for at a time, those in view first: no more are kept.
const MOST: usize = 24;

/// A picture that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub block: usize,
    /// Its address, as the article has it.
    pub target: String,
    pub medium: Medium,
    /// Columns and rows that it may take.
    pub room: (u16, u16),
}

/// What came of a wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Granted {
    /// It has so many pixels, and looks like this.
    Drawn((u32, u32), Arc<Drawn>),
    /// There is none to be seen.
    None,
    /// Nobody looked, as too much else was wanted.
    Later,
}

/// What is known of an article's pictures.
#[derive(Default)]
pub struct Figures {
    /// None while they are not shown.
    medium: Option<Medium>,
    /// Whether there are any; looked for once they are to be shown.
    has_some: Option<bool>,
    /// Of the pictures that were looked at, by their blocks, how many pixels they have.
    sizes: BTreeMap<usize, Option<(u32, u32)>>,
    wished: HashMap<usize, Wish>,
    drawn: HashMap<usize, Arc<Drawn>>,
    heights: Arc<Heights>,
    /// For what room these are.
    room: (u16, u16),
    wishes: Vec<Wish>,
}

impl Figures {
    /// Shows pictures by a medium from now on, or none.
    pub fn show(&mut self, medium: Option<Medium>) {
        if self.medium != medium {
            self.medium = medium;
            self.drawn.clear();
            self.wished.clear();
            // What was none may be there by now.
            self.sizes.retain(|_, size| size.is_some());
            self.room = (0, 0);
        }
    }

    pub fn medium(&self) -> Option<Medium> {
        self.medium
    }

    /// What is to be looked at now.
    pub fn wishes(&mut self) -> Vec<Wish> {
        std::mem::take(&mut self.wishes)
    }
}

impl Reader<'_> {
    /// Whether the article has pictures.
    pub fn has_figures(&mut self) -> bool {
        let blocks = &self.article.blocks;
        *self.figures.has_some.get_or_insert_with(|| blocks.iter().any(|block| block.kind == Kind::Figure))
    }

    /// Gives the layout the rows of the pictures that are known.
    pub(super) fn illustrate(&mut self, width: u16) {
        // What opens below the body changes no picture.
        let pane = Geometry::new(self.screen, self.focus, self.alone).pane(Focus::Body);
        let view = if pane.is_empty() { self.geometry.middle.height } else { pane.height };
        let room = (width, (view / 2).max(1));
        if self.figures.room != room {
            self.figures.room = room;
            self.measure();
        }
        self.layout.illustrate(&self.figures.heights);
    }

    /// Finds the rows of all pictures whose size is known.
    fn measure(&mut self) {
        let heights = match self.figures.medium {
            None => Heights::new(),
            Some(medium) => {
                let known = self.figures.sizes.iter().filter_map(|(block, size)| Some((*block, (*size)?)));
                known.map(|(block, size)| (block, medium.fit(size, self.room_of(block)).1)).collect()
            }
        };
        self.figures.heights = Arc::new(heights);
    }

    /// The columns and rows that a picture may take: half of the view, as its words must be
    /// seen with it.
    fn room_of(&self, block: usize) -> (u16, u16) {
        let (width, height) = self.figures.room;
        (width.saturating_sub(room_before(&self.article.blocks, block, width)), height)
    }

    /// Finds what is wanted for the view, and forgets what is far from it.
    pub(super) fn look_for_pictures(&mut self) {
        let Some(medium) = self.figures.medium.filter(|_| self.has_figures()) else { return };
        let (Some((first, _)), Some((last, _))) = (self.visible.first(), self.visible.last()) else { return };
        let (first, last, all) = (*first, *last, self.article.blocks.len());
        let after = last + 1..(last + 1 + NEAR).min(all);
        let before = first.saturating_sub(NEAR)..first;
        let is_figure = |block: &usize| self.article.blocks[*block].kind == Kind::Figure && self.is_shown(*block);
        let near: Vec<usize> = (first..=last).chain(after).chain(before.rev()).filter(is_figure).take(MOST).collect();
        self.figures.drawn.retain(|block, _| near.contains(block));
        self.figures.wished.retain(|block, _| near.contains(block));
        for block in near {
            let target = self.article.blocks[block].targets.first().filter(|target| !target.is_empty());
            let is_none = self.figures.sizes.get(&block) == Some(&None);
            let Some(target) = target.filter(|_| !is_none) else { continue };
            let wish = Wish { block, target: target.clone(), medium, room: self.room_of(block) };
            if self.figures.wished.get(&block) != Some(&wish) {
                self.figures.wishes.push(wish.clone());
                self.figures.wished.insert(block, wish);
            }
        }
    }

    /// Takes what came of a wish, unless another was made meanwhile. The row at the top stays
    /// there.
    pub fn take_picture(&mut self, wish: &Wish, granted: Granted) {
        if self.figures.wished.get(&wish.block) != Some(wish) {
            return;
        }
        let size = match granted {
            Granted::Later => {
                self.figures.wished.remove(&wish.block);
                return;
            }
            Granted::None => None,
            Granted::Drawn(size, drawn) => {
                self.figures.drawn.insert(wish.block, drawn);
                Some(size)
            }
        };
        if self.figures.sizes.insert(wish.block, size) != Some(size) {
            self.measure();
        }
    }

    /// The picture that a row of it is of, once it is drawn for the rows that are kept.
    pub fn picture_of(&self, block: usize) -> Option<&Arc<Drawn>> {
        let rows = self.figures.heights.get(&block)?;
        self.figures
            .drawn
            .get(&block)
            .filter(|drawn| drawn.size().1 == *rows && drawn.size().0 <= self.room_of(block).0)
    }

    /// The pictures in view, and where.
    pub fn pictures(&self) -> Vec<Shown> {
        let pane = self.geometry.pane(Focus::Body);
        let left = column(pane, self.column.measure).x;
        let mut shown: Vec<Shown> = Vec::new();
        let mut last = None;
        for (y, (block, row)) in self.visible.iter().take(usize::from(pane.height)).enumerate() {
            let Role::Picture(number) = row.role else { continue };
            let Some(drawn) = self.picture_of(*block).filter(|_| last != Some(*block)) else { continue };
            last = Some(*block);
            let y = pane.y + y as u16;
            let is_whole = number == 0 && y + drawn.size().1 <= pane.bottom();
            shown.push(Shown { drawn: Arc::clone(drawn), at: (left + row.indent, y), is_whole });
        }
        shown
    }

    /// Keeps what is known of the pictures of another state of the article, if they are the
    /// same.
    pub(super) fn keep_figures(&mut self, before: &Article) {
        let targets = |article: &Article| -> Vec<(usize, Option<String>)> {
            let figures = article.blocks.iter().enumerate().filter(|(_, block)| block.kind == Kind::Figure);
            figures.map(|(number, block)| (number, block.targets.first().cloned())).collect()
        };
        if !Arc::ptr_eq(&before.blocks, &self.article.blocks) && targets(before) != targets(self.article) {
            let medium = self.figures.medium;
            self.figures = Figures::default();
            self.figures.medium = medium;
        }
    }
}
