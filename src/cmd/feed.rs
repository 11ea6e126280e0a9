//! `pullquote feed`: which feeds are followed, and what is new in them.
//!
//! Comes in: the parsed command line. Goes out: the list of feeds, articles in the library,
//! and a line about each feed. May not know how anything is fetched or kept.

mod fetch;

use super::desk::{Desk, Halt};
use crate::cli;
use crate::feeds::{self, Feed, Validators};
use crate::import::{self, File, Lead, Outline};
use crate::library::{self, Error, Fetched, Visitor, is_url};
use crate::output::message;
use crate::pace;

pub fn run(desk: &mut Desk, what: cli::Feed) -> Result<(), Halt> {
    match what {
        cli::Feed::Add { feeds } => add(desk, &feeds),
        cli::Feed::List => list(desk),
        cli::Feed::Remove { feeds } => remove(desk, &feeds),
        #[cfg(debug_assertions)]
        cli::Feed::Fetch { feeds, gap } => {
            fetch::run(desk, &feeds, gap.map_or(pace::GAP, std::time::Duration::from_millis))
        }
        #[cfg(not(debug_assertions))]
        cli::Feed::Fetch { feeds } => fetch::run(desk, &feeds, pace::GAP),
    }
}

fn halt(error: Error) -> Halt {
    Halt::Told(error.to_string())
}

fn add(desk: &mut Desk, named: &[String]) -> Result<(), Halt> {
    let mut visitor = Visitor::new(desk.reach(), pace::GAP);
    for named in named {
        match outlines(&mut visitor, named) {
            Ok(outlines) => outlines.iter().try_for_each(follow)?,
            Err(why) => desk.report(&why),
        }
    }
    Ok(())
}

/// Puts a feed on the list.
fn follow(outline: &Outline) -> Result<(), Halt> {
    // What an address of a list says is only known to be an address.
    let Some(address) = feeds::address(&outline.address) else { return Ok(()) };
    let title = outline.title.clone().unwrap_or_else(|| without_scheme(&address).to_string());
    let is_called = title.contains(char::is_alphanumeric);
    let name = library::slug(if is_called { &title } else { without_scheme(&address) });
    let told = library::change_feeds(|feeds| match feeds.add(&name, &title, &address) {
        Ok(feed) => format!("added {}: {}", feed.name, shown(&feed.address)),
        Err(feed) => format!("{}: it is followed already ({})", shown(&feed.address), feed.name),
    });
    message(&told.map_err(halt)?);
    Ok(())
}

fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_matches('/')
}

fn shown(address: &str) -> String {
    crate::clean::line(address).into_owned()
}

/// The feeds that something leads to, or why there is none.
fn outlines(visitor: &mut Visitor, named: &str) -> Result<Vec<Outline>, String> {
    let fetched = had(visitor, named)?;
    match import::lead(file(&fetched)).map_err(|misfit| told(named, &misfit))? {
        Lead::Feed => Ok(vec![outline(named, &fetched)?]),
        Lead::Feeds(outlines) if !outlines.is_empty() => Ok(outlines),
        Lead::Page(address) => {
            let fetched = had(visitor, &address)?;
            Ok(vec![outline(&address, &fetched)?])
        }
        Lead::Feeds(_) | Lead::Nowhere => Err(told(named, &"this is no feed, and names none")),
    }
}

/// What is at an address or in a file.
fn had(visitor: &mut Visitor, named: &str) -> Result<Fetched, String> {
    if !is_url(named) {
        return library::read_feed(named).map_err(|error| error.to_string());
    }
    let fetched = visitor.feed(named, &Validators::default()).map_err(|failure| told(named, &failure))?;
    fetched.ok_or_else(|| told(named, &"the server answers nothing"))
}

fn file(fetched: &Fetched) -> File<'_> {
    File {
        bytes: fetched.bytes.clone(),
        path: None,
        address: Some(fetched.url.as_str()).filter(|address| !address.is_empty()),
        charset: fetched.charset(),
    }
}

/// A feed, called by its own title.
fn outline(named: &str, fetched: &Fetched) -> Result<Outline, String> {
    let address = match is_url(named) {
        true => fetched.moved.as_deref().unwrap_or(named).to_string(),
        false => library::absolute(named).ok_or_else(|| told(named, &"its name cannot stand in a list"))?,
    };
    let feed = import::feed(file(fetched)).map_err(|misfit| told(named, &misfit))?;
    Ok(Outline { title: feed.title, address })
}

fn told(named: &str, why: &impl std::fmt::Display) -> String {
    format!("{}: error: {why}", shown(named))
}

fn list(desk: &mut Desk) -> Result<(), Halt> {
    let feeds = library::feeds().map_err(halt)?;
    if feeds.all().is_empty() {
        desk.missing(NONE);
    }
    let line = |feed: &Feed| format!("{}\t{}\t{}\n", feed.name, feed.title, shown(&feed.address));
    feeds.all().iter().try_for_each(|feed| desk.write(&line(feed)))
}

const NONE: &str = "no feed is followed; `pullquote feed add ADDRESS` adds one";

fn remove(desk: &mut Desk, named: &[String]) -> Result<(), Halt> {
    for named in named {
        let named = library::absolute(named).filter(|_| named.contains('/') && !is_url(named)).unwrap_or(named.clone());
        match library::change_feeds(|feeds| feeds.remove(&named)).map_err(halt)? {
            Some(feed) => {
                library::forget_feed(&feed).map_err(halt)?;
                message(&format!("removed {}; its articles are as they were", feed.name));
            }
            None => desk.report(&told(&named, &"no feed of this name or address is followed")),
        }
    }
    Ok(())
}
