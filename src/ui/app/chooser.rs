//! The list of articles, and which of them are shown.
//!
//! Comes in: the app and letters. Goes out: the list, as items with heights.

use super::App;
use crate::engine::fuzzy;
use crate::shelf::Held;
use crate::ui::entry;
use crate::ui::geometry::list_rows;
use crate::ui::line::Line;
use crate::ui::pane::{Items, List, Spot};
use crate::ui::reader::entry_columns;

/// The list of articles.
#[derive(Default)]
pub struct Chooser {
    pub filter: String,
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
        ArticleEntries { articles: self.articles, shown: &self.chooser.shown, width }
    }

    /// Shows the articles whose title, source or file name what is typed could mean, the
    /// likeliest first.
    pub fn filter_articles(&mut self, filter: String) {
        let told = |held: &Held| {
            let o = held.now();
            let source = o.article.source.name.as_deref().unwrap_or_default();
            format!("{} {source} {}", o.article.title, o.file)
        };
        let shown = fuzzy::narrow(&filter, self.articles.iter().map(|held| [told(held)]));
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
    width: usize,
}

impl ArticleEntries<'_> {
    pub fn lines(&self, index: usize, current: bool) -> Vec<Line> {
        entry::article(&self.articles[self.shown[index]], current, self.width)
    }
}

impl Items for ArticleEntries<'_> {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn height(&mut self, item: usize) -> usize {
        self.lines(item, false).len()
    }
}
