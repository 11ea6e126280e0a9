//! Work that others' code does on hostile input, on a thread of its own.
//!
//! Comes in: what is to be done. Goes out: what came of it, or that it took too long
//! or failed. A thread cannot be ended from outside: one that takes too long is left
//! behind, and nobody waits for it. May not know what is done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::Misfit;

/// How long any import may take.
pub const LONGEST: Duration = Duration::from_secs(10);

/// What is done may call itself for each element within another.
const STACK: usize = 64 << 20;

const NAME: &str = "import";

/// Does the work, unless that takes too long. A panic is an error like others.
pub fn bounded<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Misfit> {
    within(LONGEST, work)
}

/// Whether a panic on this thread is caught, and told as an error.
pub fn is_caught() -> bool {
    thread::current().name() == Some(NAME)
}

fn within<T: Send + 'static>(longest: Duration, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Misfit> {
    let (send, receive) = mpsc::channel();
    let run = move || {
        let done = catch_unwind(AssertUnwindSafe(work)).map_err(|_| Misfit::Failed);
        // Nobody waits any more.
        let _ = send.send(done);
    };
    thread::Builder::new().name(NAME.to_string()).stack_size(STACK).spawn(run).map_err(|_| Misfit::Failed)?;
    match receive.recv_timeout(longest) {
        Ok(done) => done,
        Err(_) => Err(Misfit::TooLong(longest.as_secs())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_or_the_reason_is_told() {
        assert_eq!(bounded(|| 2), Ok(2));
        assert_eq!(bounded(|| assert!(!is_caught(), "on purpose")), Err(Misfit::Failed));
        assert!(!is_caught());
        let slow = || thread::sleep(Duration::from_secs(5));
        assert_eq!(within(Duration::from_millis(20), slow), Err(Misfit::TooLong(0)));
        assert_eq!(Misfit::TooLong(10).to_string(), "it takes more than 10 seconds to read this, which is the limit");
    }
}
