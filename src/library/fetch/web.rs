//! Follows an address to where it leads.
//!
//! Comes in: an address as it was written. Goes out: what was at its end, or why
//! that cannot be had and at which address. Each address on the way passes the
//! same two checks: [`address`] what it says, [`client`] where it is.

mod address;
mod client;
mod reach;

use std::time::Duration;

use address::Address;
use client::{Answer, Client};

use super::{Fetched, LIMIT, REDIRECTS, Reach};
use crate::clean;
use crate::feeds::Validators;
use crate::library::Unfetched;

/// The most characters of an address, or of what a server wrote, in a message.
const SHOWN: usize = 200;

/// What is to be done before an address is asked: how long that took, or why it may not.
pub type Before<'a> = &'a mut dyn FnMut(&str) -> Result<Duration, Unfetched>;

pub fn fetch(url: &str, reach: Reach) -> Result<Fetched, Unfetched> {
    follow(url, &Client::new(reach)?)
}

/// The same unless it is what it was, with something to be done before each address that
/// is asked.
pub fn visit(url: &str, reach: Reach, known: &Validators, before: Before<'_>) -> Result<Option<Fetched>, Unfetched> {
    lead(url, &Client::new(reach)?, known, before)
}

fn follow(url: &str, client: &Client) -> Result<Fetched, Unfetched> {
    let fetched = lead(url, client, &Validators::default(), &mut |_| Ok(Duration::ZERO))?;
    // Nobody was asked whether there is something new.
    fetched.ok_or(Unfetched::Status(304, ""))
}

fn lead(url: &str, client: &Client, known: &Validators, before: Before<'_>) -> Result<Option<Fetched>, Unfetched> {
    let mut address = Address::new(url)?;
    let mut passed = Vec::new();
    let (mut moved, mut is_lasting) = (None, true);
    loop {
        let answer = before(address.as_str()).and_then(|waited| {
            client.wait(waited);
            client.ask(&address, known)
        });
        let place = match answer.map_err(|failure| at(&address, &passed, failure))? {
            Answer::Page { bytes, content_type, validators } => {
                return Ok(Some(Fetched { bytes, content_type, url: address.whole(), moved, validators }));
            }
            Answer::Unchanged => return Ok(None),
            Answer::Elsewhere { place, is_lasting: lasts } => {
                is_lasting &= lasts;
                place
            }
        };
        let next = address.follow(&place)?;
        // What was encrypted is not given up for good on anybody's word.
        is_lasting &= next.is_encrypted() || !address.is_encrypted();
        if is_lasting {
            moved = Some(next.whole());
        }
        passed.push(address);
        if passed.contains(&next) {
            return Err(Unfetched::Circle);
        }
        if passed.len() > REDIRECTS {
            return Err(Unfetched::Redirects);
        }
        address = next;
    }
}

/// Names the address that a failure is about, unless it is the one that was asked for.
fn at(address: &Address, passed: &[Address], failure: Unfetched) -> Unfetched {
    if passed.is_empty() { failure } else { failure.at(address.brief()) }
}

/// As much as a message has room for, fit to be shown.
fn brief(written: &str) -> String {
    let clean = clean::line(written);
    match clean.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean.into_owned(),
    }
}

#[cfg(test)]
mod tests;
