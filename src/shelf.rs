//! The articles of a run, each as it was opened and, once that is known, with
//! what was found in its words.
//!
//! Comes in: opened articles. Goes out: the same with what was found. An article
//! is searched at most once; who holds one keeps what they hold, as nothing that
//! was handed out changes. May not know who searches, or on which thread.

use std::sync::OnceLock;

use crate::article::Article;
use crate::engine::find::find;
use crate::library::Opened;

/// Words of more bytes take longer than a frame may wait.
const AT_ONCE: usize = 256 << 10;

/// An article on the shelf.
pub struct Held {
    opened: Opened,
    found: OnceLock<Opened>,
    /// Nothing is left to be found.
    is_whole: bool,
}

impl Held {
    /// An article in which nothing was looked for yet.
    pub fn new(opened: Opened) -> Held {
        let is_whole = !opened.article.wanted.quotes;
        Held { opened, found: OnceLock::new(), is_whole }
    }

    /// An article with all that can be found in it.
    pub fn whole(opened: Opened) -> Held {
        Held { opened, found: OnceLock::new(), is_whole: true }
    }

    /// The article with all that is known of it now.
    pub fn now(&self) -> &Opened {
        self.found.get().unwrap_or(&self.opened)
    }

    pub fn is_whole(&self) -> bool {
        self.is_whole || self.found.get().is_some()
    }

    /// Whether it is read before it is searched: it is large, or there are
    /// quotations of its author to begin with.
    pub fn can_wait(&self) -> bool {
        let article = &self.opened.article;
        !article.quotes.is_empty() || article.blocks.iter().map(|b| b.words.len()).sum::<usize>() > AT_ONCE
    }

    /// The article with what can be found in it. Changes nothing here.
    pub fn search(&self) -> Article {
        let mut article = self.opened.article.clone();
        find(&mut article);
        article
    }

    /// Keeps what was found, the first time.
    pub fn keep(&self, article: Article) -> &Article {
        &self.found.get_or_init(|| Opened { file: self.opened.file.clone(), article }).article
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Kind, Wanted};

    fn opened(words: &str, quotes: bool) -> Opened {
        let block = Block { kind: Kind::Paragraph, depth: 0, words: words.into(), ..Block::default() };
        let article = Article {
            blocks: vec![block].into(),
            wanted: Wanted { quotes, ..Wanted::default() },
            ..Article::default()
        };
        Opened { file: "a".into(), article }
    }

    #[test]
    fn what_is_found_is_known_from_then_on_and_what_was_handed_out_stays() {
        let held = Held::new(opened("She said: “We go.”", true));
        let before = held.now();
        assert!(!held.is_whole() && !held.can_wait());
        held.keep(held.search());
        assert!(held.is_whole());
        assert_eq!((before.article.quotes.len(), held.now().article.quotes.len()), (0, 1));
        // The second time comes too late.
        held.keep(Article::default());
        assert_eq!((held.now().article.quotes.len(), held.now().file.as_str()), (1, "a"));
    }

    #[test]
    fn where_nothing_is_wanted_nothing_is_left_to_find() {
        assert!(Held::new(opened("“We go.”", false)).is_whole());
        let held = Held::whole(opened("", true));
        assert!(held.is_whole());
        assert!(Held::new(opened(&"x".repeat(AT_ONCE + 1), true)).can_wait());
    }
}
