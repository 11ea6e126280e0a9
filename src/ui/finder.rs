//! The threads that look through a large article, and for notes in one that was edited.
//!
//! Comes in: an article, or notes and blocks. Goes out: an event with its text as searches
//! need it, and one with what was found in it, if that is not known; one with where the
//! notes are. The first frame need not wait for them.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::terminal::Events;
use super::update::Event;
use crate::article::Block;
use crate::engine::search::Text;
use crate::notes::{Placed, find_sought};
use crate::shelf::Held;

/// The priority of work that nobody waits for (nice(1)).
#[cfg(target_os = "linux")]
const LAST: i32 = 19;

/// Starts to look through an article, and tells of it by its index.
pub fn search(index: usize, held: &'static Held, events: Events) -> io::Result<()> {
    let search = move || {
        give_way();
        // A closed channel means that the interface is being left.
        let tell = |event| drop(events.send(Ok(event)));
        let look = || {
            // Some milliseconds for 1 MB: the first letter of a search need not wait for it.
            tell(Event::Folded(index, Box::new(Text::whole(&held.first().article.blocks))));
            if !held.is_whole() {
                tell(Event::Found(index, Box::new(held.search())));
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
