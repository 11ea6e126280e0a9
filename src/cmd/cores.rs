//! Work on all cores.
//!
//! Comes in: things, and what is to be done with each. Goes out: what came of it, in their
//! order. Nobody takes a thing that is too far ahead of what was asked for, so that memory
//! does not grow with their number. May not know what the work is.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// So many may wait for one before them, and so many bytes of them.
const AHEAD: usize = 256;
const WAITING: usize = 64 << 20;

/// How many there are.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The same work on each of some threads, one a core at most, and something else here.
pub fn share<T>(most: usize, work: impl Fn() + Sync, meanwhile: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        for _ in 0..count().min(most) {
            scope.spawn(&work);
        }
        meanwhile()
    })
}

/// Does some work with each of many things, and something here with what comes of it, which
/// is of so many bytes.
pub fn each<I: Iterator + Send, R: Send, T>(
    things: I,
    work: impl Fn(I::Item) -> R + Sync,
    size: fn(&R) -> usize,
    with: impl FnOnce(Results<'_, R>) -> T,
) -> T {
    let threads = count().min(things.size_hint().1.unwrap_or(usize::MAX));
    let things = Mutex::new((0, things));
    let done = Done { state: Mutex::new(State { working: threads, ..State::default() }), changed: Condvar::new() };
    let work = || {
        let _end = End(&done);
        while let Some((number, thing)) = done.take(&things) {
            let result = work(thing);
            done.give(number, size(&result), result);
        }
    };
    share(threads, work, || with(Results { done: &done }))
}

/// What is done, and not yet asked for.
struct Done<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    /// The number of the next that is asked for.
    next: usize,
    /// What is done before its turn, and its bytes.
    waiting: BTreeMap<usize, (usize, R)>,
    bytes: usize,
    /// How many threads there are that may give something.
    working: usize,
    /// Nobody asks any more.
    is_over: bool,
}

impl<R> Default for State<R> {
    fn default() -> State<R> {
        State { next: 0, waiting: BTreeMap::new(), bytes: 0, working: 0, is_over: false }
    }
}

impl<R> Done<R> {
    /// The next thing, once there is room for what comes of it.
    fn take<I: Iterator>(&self, things: &Mutex<(usize, I)>) -> Option<(usize, I::Item)> {
        let mut things = lock(things);
        let number = things.0;
        let is_full = |s: &mut State<R>| !s.is_over && (number >= s.next + AHEAD || s.bytes > WAITING);
        let state = self.changed.wait_while(lock(&self.state), is_full).unwrap_or_else(PoisonError::into_inner);
        if state.is_over {
            return None;
        }
        drop(state);
        things.0 += 1;
        Some((number, things.1.next()?))
    }

    fn give(&self, number: usize, size: usize, result: R) {
        let mut state = lock(&self.state);
        state.bytes += size;
        state.waiting.insert(number, (size, result));
        self.changed.notify_all();
    }
}

/// What came of the things, in their order.
pub struct Results<'a, R> {
    done: &'a Done<R>,
}

impl<R> Iterator for Results<'_, R> {
    type Item = R;

    fn next(&mut self) -> Option<R> {
        let waits = |s: &mut State<R>| !s.waiting.contains_key(&s.next) && s.working > 0;
        let done = self.done;
        let mut state = done.changed.wait_while(lock(&done.state), waits).unwrap_or_else(PoisonError::into_inner);
        let next = state.next;
        let (size, result) = state.waiting.remove(&next)?;
        state.next += 1;
        state.bytes -= size;
        done.changed.notify_all();
        Some(result)
    }
}

/// Nobody waits for room that is never made.
impl<R> Drop for Results<'_, R> {
    fn drop(&mut self) {
        lock(&self.done.state).is_over = true;
        self.done.changed.notify_all();
    }
}

/// Nobody waits for a thread that has ended, be it by a fault.
struct End<'a, R>(&'a Done<R>);

impl<R> Drop for End<'_, R> {
    fn drop(&mut self) {
        lock(&self.0.state).working -= 1;
        self.0.changed.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_are_in_order_however_long_each_takes() {
        let work = |number: usize| {
            thread::sleep(Duration::from_micros(if number.is_multiple_of(7) { 900 } else { 10 }));
            number * 2
        };
        let all: Vec<usize> = each(0..1000, work, |_| 1, |results| results.collect());
        assert_eq!(all, (0..1000).map(|number| number * 2).collect::<Vec<_>>());
        assert_eq!(each(std::iter::empty(), |()| 1, |_| 0, |results| results.count()), 0);
    }

    #[test]
    fn nobody_is_far_ahead_of_what_is_asked_for() {
        let begun = AtomicUsize::new(0);
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            number
        };
        // Who asks for a few, slowly, and leaves.
        let few = each(
            0..1_000_000,
            work,
            |_| 0,
            |results| results.take(3).inspect(|_| thread::sleep(Duration::from_millis(20))).count(),
        );
        assert_eq!(few, 3);
        assert!(begun.into_inner() <= 3 + AHEAD + count());
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::Relaxed);
        each(
            0..1000,
            work,
            |_| WAITING,
            |mut results| {
                thread::sleep(Duration::from_millis(50));
                results.next()
            },
        );
        assert!(begun.into_inner() <= 4 + 2 * count(), "what is large waits sooner");
    }

    #[test]
    fn a_fault_in_the_work_ends_it() {
        let work = |number: usize| assert!(number != 5, "a fault");
        let ended = std::panic::catch_unwind(|| each(0..50, work, |()| 0, |results| results.count()));
        assert!(ended.is_err());
    }
}
