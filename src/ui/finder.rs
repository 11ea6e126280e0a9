//! The threads that look through a large article, and for notes in one that was edited.
//!
//! Comes in: an article, or notes and blocks. Goes out: an event with its text as searches
//! need it, and one with what was found in it, if that is not known; one with where the
//! notes are. The first frame need not wait for them.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::terminal::Events;
use super::update::Event;
use crate::article::Block;
use crate::engine::ranker::{Choice, Judge, Model, Question};
use crate::engine::search::Text;
use crate::notes::{Placed, find_sought};
use crate::shelf::Held;

/// The priority of work that nobody waits for (nice(1)).
#[cfg(target_os = "linux")]
const LAST: i32 = 19;

/// Whose turn it is: the interface's whenever it has something to do. Priority alone does
/// not see to that: on a core that both are on, Linux lets the thread that has waited longer
/// run for a whole tick (4 ms), in the middle of a key.
#[derive(Default)]
pub struct Turn(Mutex<()>);

impl Turn {
    /// The interface's, until what this returns is dropped.
    pub fn take(&self) -> MutexGuard<'_, ()> {
        // It guards nothing that a panic could have left unfinished.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while it is the interface's.
    fn wait(&self) {
        drop(self.take());
    }
}

/// The model, which waits its turn.
struct Patient(Arc<Turn>, Model<'static>);

impl Judge for Patient {
    fn choose(&mut self, question: &Question<'_>) -> Choice {
        self.0.wait();
        self.1.choose(question)
    }

    fn pause(&mut self) {
        self.0.wait();
    }
}

/// Starts to look through an article, and tells of it by its index.
pub fn search(index: usize, held: &'static Held, turn: Arc<Turn>, events: Events) -> io::Result<()> {
    let search = move || {
        give_way();
        // A closed channel means that the interface is being left.
        let tell = |event| drop(events.send(Ok(event)));
        let look = || {
            // Some milliseconds for 1 MB: the first letter of a search need not wait for it.
            tell(Event::Folded(index, Box::new(Text::whole(&held.first().article.blocks, || turn.wait()))));
            if !held.is_whole() {
                tell(Event::Found(
                    index,
                    Box::new(held.search_with(&mut Patient(Arc::clone(&turn), Model::shipped()))),
                ));
            }
        };
        if catch_unwind(AssertUnwindSafe(look)).is_err() {
            // A panic has given the terminal back: nothing can be read any more.
            drop(events.send(Err(io::Error::other("looking through the article failed"))));
        }
    };
    std::thread::Builder::new().name("find".into()).spawn(search)?;
    Ok(())
}

/// Starts to look for notes that are not where they were, and tells of them by the index of
/// their article.
pub fn place(index: usize, notes: Vec<Placed>, blocks: Arc<Vec<Block>>, events: Events) -> io::Result<()> {
    let place = move || {
        give_way();
        let found = catch_unwind(AssertUnwindSafe(|| find_sought(notes, &blocks)));
        let found = found.map_err(|_| io::Error::other("finding notes failed"));
        drop(events.send(found.map(|found| Event::Placed(index, blocks, found))));
    };
    std::thread::Builder::new().name("place".into()).spawn(place)?;
    Ok(())
}

/// A key is answered first, on however few cores. Where threads have no priority
/// of their own it is left as it is; a refusal changes nothing but that.
pub fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, LAST);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Wanted};
    use crate::library::Opened;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    /// Nothing comes in so long, if it never comes.
    const LONG: Duration = Duration::from_millis(60);

    fn held(paragraphs: &[&str]) -> Held {
        let block = |words: &&str| Block { words: (*words).into(), ..Block::default() };
        let blocks: Vec<Block> = paragraphs.iter().map(block).collect();
        let wanted = Wanted { quotes: true, ..Wanted::default() };
        let article = Article { blocks: blocks.into(), wanted, ..Article::default() };
        Held::new(Opened { file: "a".into(), article })
    }

    fn comes(events: &Receiver<io::Result<Event>>) -> bool {
        events.recv_timeout(LONG).is_ok()
    }

    #[test]
    fn what_looks_through_an_article_waits_while_a_key_is_answered() {
        let held = Box::leak(Box::new(held(&["“Yes,” said Ada Finch."])));
        let (turn, (sender, events)) = (Arc::new(Turn::default()), channel());
        let mine = turn.take();
        search(0, held, Arc::clone(&turn), sender).expect("a thread");
        assert!(!comes(&events));
        drop(mine);
        assert!(comes(&events) && events.recv().is_ok_and(|event| matches!(event, Ok(Event::Found(0, _)))));
    }

    #[test]
    fn the_finder_waits_before_each_block() {
        struct Counting(usize);
        impl Judge for Counting {
            fn choose(&mut self, question: &Question<'_>) -> Choice {
                Model::shipped().choose(question)
            }

            fn pause(&mut self) {
                self.0 += 1;
            }
        }
        let mut judge = Counting(0);
        held(&["“Yes,” said Ada Finch.", "No."]).search_with(&mut judge);
        assert_eq!(judge.0, 2 * 3);
    }
}
