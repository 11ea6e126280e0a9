//! Follows an address to where it leads.
//!
//! Comes in: an address as it was written. Goes out: what was at its end, or why
//! that cannot be had and at which address. Each address on the way passes the
//! same two checks: [`address`] what it says, [`client`] where it is.

mod address;
mod client;
mod reach;

use address::Address;
use client::{Answer, Client};

use super::{Fetched, LIMIT, REDIRECTS, Reach};
use crate::clean;
use crate::library::Unfetched;

/// The most characters of an address, or of what a server wrote, in a message.
const SHOWN: usize = 200;

pub fn fetch(url: &str, reach: Reach) -> Result<Fetched, Unfetched> {
    follow(url, &Client::new(reach)?)
}

fn follow(url: &str, client: &Client) -> Result<Fetched, Unfetched> {
    let mut address = Address::new(url)?;
    let mut passed = Vec::new();
    loop {
        let answer = client.ask(&address).map_err(|failure| at(&address, &passed, failure))?;
        let place = match answer {
            Answer::Page { bytes, content_type } => {
                return Ok(Fetched { bytes, content_type, url: address.whole() });
            }
            Answer::Elsewhere(place) => place,
        };
        let next = address.follow(&place)?;
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
