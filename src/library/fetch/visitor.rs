//! A program that reads sites as their owners wish: slowly, and not what they bar.
//!
//! Comes in: addresses of feeds and of pages. Goes out: what is there. What a site asks of
//! programs is read once a run; each address on the way is asked as seldom as any other
//! of its host, and pages only where programs may go. May not know what is in a page.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::thread;
use std::time::{Duration, Instant};

use url::Url;

use super::{Fetched, Reach, visit};
use crate::feeds::Validators;
use crate::library::Unfetched;
use crate::pace::Pace;
use crate::robots::{self, Robots};

/// Reads feeds and pages, one after the other.
pub struct Visitor {
    reach: Reach,
    pace: Pace,
    /// What each site asks of programs, or why that cannot be had.
    robots: HashMap<String, Result<Robots, Unfetched>>,
}

impl Visitor {
    /// `gap` is the time between two requests to one host.
    pub fn new(reach: Reach, gap: Duration) -> Visitor {
        Visitor { reach, pace: Pace::new(gap), robots: HashMap::new() }
    }

    /// What is at the address of a feed, which is there for programs; nothing if it is
    /// what it was.
    pub fn feed(&mut self, url: &str, known: &Validators) -> Result<Option<Fetched>, Unfetched> {
        let pace = &mut self.pace;
        visit(url, self.reach, known, &mut |address| Ok(rest(pace, &parsed(address)?, None)))
    }

    /// What is at the address of a page.
    pub fn page(&mut self, url: &str) -> Result<Fetched, Unfetched> {
        let Visitor { reach, pace, robots } = self;
        let found = visit(url, *reach, &Validators::default(), &mut |address| {
            let address = parsed(address)?;
            let asked = Instant::now();
            let robots = match robots.entry(address.origin().ascii_serialization()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(rules(&address, *reach, pace)),
            };
            let robots = robots.as_ref().map_err(|why| Unfetched::Unruled(Box::new(why.clone())))?;
            if !robots.may(&address[url::Position::BeforePath..url::Position::AfterQuery]) {
                return Err(Unfetched::Barred);
            }
            rest(pace, &address, robots.delay());
            Ok(asked.elapsed())
        })?;
        // Nobody was asked whether there is something new.
        found.ok_or(Unfetched::Status(304, ""))
    }
}

fn parsed(address: &str) -> Result<Url, Unfetched> {
    Url::parse(address).map_err(|error| Unfetched::Malformed(error.to_string()))
}

/// Waits until a host may be asked again; for how long.
fn rest(pace: &mut Pace, address: &Url, delay: Option<Duration>) -> Duration {
    let wait = pace.wait(address.host_str().unwrap_or_default(), delay, Instant::now());
    thread::sleep(wait);
    wait
}

/// What the site of an address asks of programs. A site without rules has none; one that
/// does not answer may have any.
fn rules(address: &Url, reach: Reach, pace: &mut Pace) -> Result<Robots, Unfetched> {
    let place = address.join(robots::PATH).map_err(|error| Unfetched::Malformed(error.to_string()))?;
    let mut before = |address: &str| Ok(rest(pace, &parsed(address)?, None));
    match visit(place.as_str(), reach, &Validators::default(), &mut before) {
        Ok(found) => Ok(Robots::read(&String::from_utf8_lossy(&found.map(|found| found.bytes).unwrap_or_default()))),
        Err(failure) if is_without(&failure) => Ok(Robots::default()),
        Err(failure) => Err(failure),
    }
}

fn is_without(failure: &Unfetched) -> bool {
    match failure {
        Unfetched::At(_, inner) => is_without(inner),
        // Who is asked too much has not said that there is nothing.
        Unfetched::Status(429, _) => false,
        Unfetched::Status(400..500, _) | Unfetched::Redirects | Unfetched::Circle => true,
        _ => false,
    }
}
