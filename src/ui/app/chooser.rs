//! The list of articles, and which of them are shown.
//!
//! Comes in: the app and letters. Goes out: the list, as items with heights.

use std::ops::Range;

use super::App;
use crate::engine::fuzzy::Words;
use crate::shelf::Held;
use crate::ui::entry;
use crate::ui::geometry::list_rows;
use crate::ui::line::Line;
use crate::ui::pane::{Items, List, Spot};
use crate::ui::reader::entry_columns;
use crate::ui::text_field::TextField;

/// The list of articles.
#[derive(Default)]
pub struct Chooser {
    pub filter: TextField,
    /// The articles that are shown, by their index.
    pub shown: Vec<usize>,
    pub list: List,
    pub top: Spot,
}

impl App<'_> {
    /// The rows of the list of articles that are in view.
    pub fn chooser_view(&self) -> usize {
        usize::from(list_rows(self.middle()).height).max(1)
    }

    pub fn article_entries(&self) -> ArticleEntries<'_> {
        let width = usize::from(entry_columns(self.middle()));
        let Chooser { shown, filter, .. } = &self.chooser;
        ArticleEntries { articles: self.articles, shown, filter: filter.text(), width }
    }

    /// Shows the articles of which every word typed is told: in the title, the source, the
    /// file name, a person's name. The likeliest comes first.
    pub fn filter_articles(&mut self, filter: TextField) {
        let told = self.articles.iter().map(|held| entry::told(held.now()));
        let shown = Words::new(filter.text()).narrow(told);
        self.chooser = Chooser { filter, shown, ..Chooser::default() };
    }

    pub fn move_chooser(&mut self, cursor: usize) {
        let (view, mut list) = (self.chooser_view(), self.chooser.list);
        list.go(|_| self.article_entries(), view, cursor);
        self.chooser.list = list;
    }
}

/// The articles that are listed, as items.
pub struct ArticleEntries<'r> {
    articles: &'r [Held],
    shown: &'r [usize],
    filter: &'r str,
    width: usize,
}

impl ArticleEntries<'_> {
    /// The rows of some entries, the current one among them.
    pub fn lines(&self, entries: Range<usize>, current: usize) -> Vec<Line> {
        let mut typed = Words::new(self.filter);
        let entries = entries.start..entries.end.min(self.shown.len());
        let of =
            |index: usize| entry::article(&self.articles[self.shown[index]], &mut typed, index == current, self.width);
        entries.flat_map(of).collect()
    }
}

impl Items for ArticleEntries<'_> {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn height(&mut self, _: usize) -> usize {
        entry::ARTICLE_ROWS
    }
}
