//! The articles of a run, each as it was opened, once that is known with what was
//! found in its words, and after each correction.
//!
//! Comes in: opened articles. Goes out: the same with what was found or corrected. An
//! article is searched at most once; who holds one keeps what they hold, as nothing that
//! was handed out changes. May not know who searches or corrects, or on which thread.

use std::sync::{Arc, OnceLock};

use crate::article::Article;
use crate::engine::find::find_with;
use crate::engine::ranker::{Judge, Model};
use crate::library::{Home, Opened};

/// Words of more bytes take longer than a frame may wait.
const AT_ONCE: usize = 256 << 10;

/// An article on the shelf.
pub struct Held {
    first: Version,
    /// Where it is from, where that matters.
    pub home: Option<Home>,
    /// Nothing is left to be found.
    is_whole: bool,
}

/// An article at one time, and what it became.
struct Version {
    opened: Opened,
    next: OnceLock<Box<Version>>,
}

impl Held {
    /// An article in which nothing was looked for yet.
    pub fn new(opened: Opened) -> Held {
        let is_whole = !opened.article.wanted.quotes;
        Held { first: Version::new(opened), home: None, is_whole }
    }

    /// An article with all that can be found in it.
    pub fn whole(opened: Opened) -> Held {
        Held { first: Version::new(opened), home: None, is_whole: true }
    }

    /// The same, with where it is from.
    pub fn at(self, home: Option<Home>) -> Held {
        Held { home, ..self }
    }

    /// The article as it came.
    pub fn first(&self) -> &Opened {
        &self.first.opened
    }

    fn last(&self) -> &Version {
        let mut version = &self.first;
        while let Some(next) = version.next.get() {
            version = next;
        }
        version
    }

    /// The article with all that is known of it now.
    pub fn now(&self) -> &Opened {
        &self.last().opened
    }

    pub fn is_whole(&self) -> bool {
        self.is_whole || self.first.next.get().is_some()
    }

    /// Whether it is read before it is searched: it is large, or there are
    /// quotations of its author to begin with.
    pub fn can_wait(&self) -> bool {
        !self.first().article.quotes.is_empty() || self.is_large()
    }

    /// Whether what has to look at all its words takes longer than a frame may wait.
    pub fn is_large(&self) -> bool {
        self.first().article.blocks.iter().map(|b| b.words.len()).sum::<usize>() > AT_ONCE
    }

    /// The article with what can be found in it. Changes nothing here.
    pub fn search(&self) -> Article {
        self.search_with(&mut Model::shipped())
    }

    /// The same with another judge.
    pub fn search_with(&self, judge: &mut impl Judge) -> Article {
        let mut article = self.first().article.clone();
        find_with(&mut article, judge);
        article
    }

    /// Keeps what was found, the first time.
    pub fn keep(&self, article: Article) -> &Article {
        if self.is_whole() { &self.now().article } else { self.replace(article) }
    }

    /// Keeps what the article has become.
    pub fn replace(&self, mut article: Article) -> &Article {
        let last = self.last();
        if article.blocks == last.opened.article.blocks {
            article.blocks = Arc::clone(&last.opened.article.blocks);
        }
        let opened = Opened { file: last.opened.file.clone(), article };
        &last.next.get_or_init(|| Box::new(Version::new(opened))).opened.article
    }
}

impl Version {
    fn new(opened: Opened) -> Version {
        Version { opened, next: OnceLock::new() }
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
    fn an_article_becomes_another_as_often_as_it_is_corrected() {
        let held = Held::new(opened("She said: “We go.”", true));
        held.keep(held.search());
        let before = held.now();
        for title in ["one", "two"] {
            let article =
                Article { title: title.into(), blocks: (*before.article.blocks).clone().into(), ..Article::default() };
            let kept = held.replace(article);
            assert!(Arc::ptr_eq(&kept.blocks, &before.article.blocks), "the words are there once");
            assert_eq!((held.now().article.title.as_str(), held.now().file.as_str()), (title, "a"));
        }
        assert_eq!(before.article.title, "");
    }

    #[test]
    fn where_nothing_is_wanted_nothing_is_left_to_find() {
        assert!(Held::new(opened("“We go.”", false)).is_whole());
        let held = Held::whole(opened("", true));
        assert!(held.is_whole());
        assert!(Held::new(opened(&"x".repeat(AT_ONCE + 1), true)).can_wait());
    }
}
