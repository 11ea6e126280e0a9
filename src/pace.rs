//! How fast the hosts of the web are asked.
//!
//! Comes in: who is to be asked, and what time it is. Goes out: how long to wait before.
//! May not wait, know the time by itself, or what is asked.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Between two requests to one host.
pub const GAP: Duration = Duration::from_secs(1);

/// A host that asks for more time than this gets this much.
const MOST: Duration = Duration::from_secs(10);

/// When each host was asked.
pub struct Pace {
    gap: Duration,
    last: HashMap<String, Instant>,
}

impl Pace {
    pub fn new(gap: Duration) -> Pace {
        Pace { gap, last: HashMap::new() }
    }

    /// How long to wait before a host is asked again, which is taken to be done then.
    pub fn wait(&mut self, host: &str, delay: Option<Duration>, now: Instant) -> Duration {
        let gap = self.gap.max(delay.unwrap_or_default().min(MOST));
        let at = self.last.get(host).map_or(now, |&last| now.max(last + gap));
        self.last.insert(host.to_string(), at);
        at - now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_host_is_asked_once_a_second() {
        let (start, mut pace) = (Instant::now(), Pace::new(GAP));
        let mut wait = |host: &str, after: u64| pace.wait(host, None, start + Duration::from_millis(after)).as_millis();
        assert_eq!((wait("a", 0), wait("b", 0)), (0, 0), "others are not waited for");
        assert_eq!((wait("a", 300), wait("a", 1500), wait("b", 900)), (700, 500, 100));
        assert_eq!(wait("a", 60_000), 0);
    }

    #[test]
    fn a_host_that_asks_for_more_gets_it_within_reason() {
        let (start, mut pace) = (Instant::now(), Pace::new(GAP));
        assert_eq!(pace.wait("a", None, start), Duration::ZERO);
        assert_eq!(pace.wait("a", Some(3 * SECOND), start), 3 * SECOND);
        assert_eq!(pace.wait("a", Some(Duration::MAX), start + 3 * SECOND), MOST);
        assert_eq!(pace.wait("a", Some(Duration::ZERO), start + 13 * SECOND), GAP);
    }
}
