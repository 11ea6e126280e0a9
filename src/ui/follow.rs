//! Articles whose files change while they are read.
//!
//! Comes in: the articles that are opened, and how one is read anew. Goes out: an event
//! for each that has changed or is gone. Reading and searching it is done beside; the first frame
//! waits for nothing here.

use std::collections::HashSet;
use std::path::Path;

use super::finder::give_way;
use super::terminal::Events;
use super::update::Event;
use crate::article::Article;
use crate::library::{Fate, Source, Watch};
use crate::shelf::Held;

/// Reads an article anew, by its index, with all that can be found in it; or says why it
/// cannot.
pub type Reload = &'static (dyn Fn(usize) -> Result<Article, String> + Sync);

pub struct Follower {
    articles: &'static [Held],
    reload: Reload,
    events: Events,
    /// None while nothing is followed, or where the system cannot tell.
    watch: Option<Watch>,
    followed: HashSet<usize>,
}

impl Follower {
    pub fn new(articles: &'static [Held], reload: Reload, events: Events) -> Follower {
        Follower { articles, reload, events, watch: None, followed: HashSet::new() }
    }

    /// Follows the file of an article from now on.
    pub fn follow(&mut self, index: usize) {
        let Some(home) = self.articles.get(index).and_then(|held| held.home.as_ref()) else { return };
        if !matches!(home.source, Source::Path(_)) {
            return;
        }
        if !self.followed.insert(index) {
            return;
        }
        if self.watch.is_none() {
            let (articles, reload, events) = (self.articles, self.reload, self.events.clone());
            self.watch = Watch::new(move |path: &Path, fate: Fate| {
                give_way();
                let is_it =
                    |held: &Held| held.home.as_ref().is_some_and(|home| home.source == Source::Path(path.into()));
                for (index, _) in articles.iter().enumerate().filter(|(_, held)| is_it(held)) {
                    let event = match fate {
                        Fate::Changed => Event::Reloaded(index, reload(index).map(Box::new)),
                        Fate::Gone => Event::Gone(index),
                    };
                    // A closed channel means that the interface is being left.
                    drop(events.send(Ok(event)));
                }
            });
        }
        if let Some(watch) = &self.watch {
            watch.add(&home.source, home.stamp);
        }
    }
}
