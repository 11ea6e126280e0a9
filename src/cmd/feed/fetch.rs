//! `pullquote feed fetch`: what is new in feeds, as articles of the library.
//!
//! Comes in: feeds. Goes out: a content file for each entry that was not there, and a line
//! about each feed. What cannot be done in this run is left for the next.

use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, Instant};

use url::Url;

use super::{NONE, file, halt, told};
use crate::Exit;
use crate::article::{Article, Kind, Provenance};
use crate::clean;
use crate::cmd::desk::{Desk, Halt, briefly, searched};
use crate::content;
use crate::feeds::{self, Feed};
use crate::import::{self, Item};
use crate::library::{self, Error, Failure, Fetched, Fetching, Followed, Source, Unfetched, Visitor, Waiting, is_url};
use crate::output::{Progress, message};

/// More new entries are left for the next run.
const MOST: usize = 300;

/// After this time no more pages are asked for in a run.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// A host that failed so often in a row is left alone for the rest of the run.
const FAILURES: usize = 3;

/// More pages of a feed that cannot be had are only counted.
const TOLD: usize = 5;

pub fn run(desk: &mut Desk, named: &[String], gap: Duration) -> Result<(), Halt> {
    let feeds = library::feeds().map_err(halt)?;
    if feeds.all().is_empty() {
        desk.missing(NONE);
        return Ok(());
    }
    let mut chosen: Vec<&Feed> = if named.is_empty() { feeds.all().iter().collect() } else { Vec::new() };
    for named in named {
        match feeds.find(named) {
            Some(feed) if !chosen.contains(&feed) => chosen.push(feed),
            Some(_) => {}
            None => desk.report(&told(named, &"no feed of this name or address is followed")),
        }
    }
    let fetching = Fetching::begin().map_err(|error| match error.failure {
        Failure::Locked => Halt::Told("pullquote: another run is fetching; what it does not fetch is for later".into()),
        _ => halt(error),
    })?;
    let visitor = Visitor::new(desk.reach(), gap);
    let mut run = Run { desk, visitor, left: MOST, end: Instant::now() + LONGEST, failures: HashMap::new(), new: 0 };
    chosen.into_iter().for_each(|feed| run.feed(&fetching, feed));
    if run.new == 0 {
        run.desk.found(Exit::NOTHING);
    }
    Ok(())
}

struct Run<'a> {
    desk: &'a mut Desk,
    visitor: Visitor,
    /// So many entries may still be new.
    left: usize,
    end: Instant,
    /// How often in a row each host has failed.
    failures: HashMap<String, usize>,
    new: usize,
}

/// What came of the entries of a feed.
#[derive(Default)]
struct Tally {
    is_unchanged: bool,
    new: usize,
    /// Of these so many have only the words of the feed.
    own: usize,
    known: usize,
    /// By robots.txt.
    refused: usize,
    /// There is nothing of them, and the same would come of it again.
    failed: usize,
    left: usize,
    /// These had only the words of the feed before.
    whole: usize,
    /// How many pages could not be had.
    unread: usize,
}

/// A feed whose entries are gone through.
struct Work<'a> {
    feed: &'a Feed,
    followed: &'a mut Followed,
    /// Of what has only the words of the feed.
    provenance: Provenance,
    tally: &'a mut Tally,
    progress: Progress,
}

impl Work<'_> {
    /// Counts a page that could not be had, and tells why.
    fn count(&mut self, address: &str, lost: Option<&Lost>) {
        let Some(lost) = lost else { return };
        if lost.is_barred() {
            self.tally.refused += 1;
            return;
        }
        self.tally.unread += 1;
        if self.tally.unread <= TOLD {
            self.progress.pause(|| message(&format!("{}: {}: {lost}", self.feed.name, clean::line(address))));
        }
    }
}

impl Run<'_> {
    fn feed(&mut self, fetching: &Fetching, feed: &Feed) {
        let mut tally = Tally::default();
        let done = self.entries(fetching, feed, &mut tally);
        self.new += tally.new;
        if let Some(more) = tally.unread.checked_sub(TOLD).filter(|&more| more > 0) {
            message(&format!("{}: {more} more pages cannot be had", feed.name));
        }
        match done {
            Ok(()) => message(&format!("{}: {tally}", feed.name)),
            Err(why) if tally.new > 0 => self.desk.report(&format!("{why}\n{}: {tally}", feed.name)),
            Err(why) => self.desk.report(&why),
        }
    }

    fn entries(&mut self, fetching: &Fetching, feed: &Feed, tally: &mut Tally) -> Result<(), String> {
        let told = |why: &dyn fmt::Display| told(&feed.name, &why);
        let mut followed = fetching.of(feed).map_err(|error| error.to_string())?;
        // What has been waiting since before this run.
        let waiting = followed.waiting().map_err(|error| error.to_string())?;
        let Some(fetched) = self.had(feed, &followed)? else {
            tally.is_unchanged = true;
            return self.retry(&mut followed, waiting, tally).map_err(|error| error.to_string());
        };
        let items = import::feed(file(&fetched)).map_err(|misfit| told(&misfit))?.items;
        // Only what is a feed there, too, has moved.
        relocate(feed, &fetched).map_err(|error| error.to_string())?;
        let provenance = library::trace_fetched(&fetched.bytes, &feed.address);
        let progress = Progress::fetching(items.len());
        let mut work = Work { feed, followed: &mut followed, provenance, tally, progress };
        let done = items.into_iter().try_for_each(|item| self.entry(&mut work, item));
        work.progress.end();
        done.and_then(|()| self.retry(&mut followed, waiting, tally)).map_err(|error| error.to_string())?;
        // What is left is only in the feed as it was.
        if tally.left > 0 {
            return Ok(());
        }
        followed.settle(fetched.validators).map_err(|error| error.to_string())
    }

    fn had(&mut self, feed: &Feed, followed: &Followed) -> Result<Option<Fetched>, String> {
        if !is_url(&feed.address) {
            return library::read_feed(&feed.address).map(Some).map_err(|error| error.to_string());
        }
        let had = self.visitor.feed(&feed.address, followed.validators());
        had.map_err(|failure| told(&feed.name, &format!("{}: {failure}", feed.address)))
    }

    fn entry(&mut self, work: &mut Work<'_>, item: Item) -> Result<(), Error> {
        work.progress.step();
        let keys = item.keys();
        if work.followed.knows(&keys)? {
            work.tally.known += 1;
            return Ok(());
        }
        let address = item.article.source.url.clone();
        if self.left == 0 || address.as_deref().is_some_and(|address| self.is_tired(address)) {
            work.tally.left += 1;
            return Ok(());
        }
        let (page, lost) = match address.as_deref().map(|address| self.page(address)) {
            Some(Err(lost)) => (None, Some(lost)),
            page => (page.and_then(Result::ok).flatten(), None),
        };
        work.count(address.as_deref().unwrap_or_default(), lost.as_ref());
        let (is_lost, is_barred) = (lost.is_some(), lost.as_ref().is_some_and(Lost::is_barred));
        // What costs nothing must not stand in the way of others.
        self.left -= usize::from(!is_barred || item.has_words);
        let Some((article, is_own)) = choose(page, item, &work.provenance) else {
            let is_passing = matches!(lost, Some(Lost::Unfetched(why)) if why.is_passing());
            work.tally.left += usize::from(is_passing);
            work.tally.failed += usize::from(!is_passing && !is_barred);
            return Ok(());
        };
        let article = searched(article);
        let text = content::write(&article);
        let path = work.followed.keep(&article.title, &keys, &text)?;
        if let Some(address) = address.filter(|_| is_own && is_lost) {
            work.followed.wait(&path, &text, &address)?;
        }
        work.tally.new += 1;
        work.tally.own += usize::from(is_own);
        Ok(())
    }

    /// Tries again to have the pages of what has only the words of the feed.
    fn retry(&mut self, followed: &mut Followed, waiting: Vec<Waiting>, tally: &mut Tally) -> Result<(), Error> {
        for waiting in waiting {
            if self.left == 0 || self.is_tired(&waiting.address) {
                continue;
            }
            let page = match self.page(&waiting.address) {
                Ok(page) => page,
                Err(lost) => {
                    self.left -= usize::from(!lost.is_barred());
                    followed.tried(&waiting)?;
                    continue;
                }
            };
            self.left -= 1;
            let own = library::open(&Source::Path(followed.path(&waiting))).ok();
            let own = own.and_then(|volume| volume.articles.into_iter().next()).map(|opened| opened.article);
            // A page that says no more will not do so the next time.
            if let Some(article) = own.and_then(|own| completed(page, &own, letters(&own))) {
                let text = content::write(&searched(article));
                tally.whole += usize::from(followed.replace(&waiting, &text)?);
            }
            followed.release(&waiting)?;
        }
        Ok(())
    }

    /// Whether no more is asked for at an address in this run.
    fn is_tired(&self, address: &str) -> bool {
        Instant::now() > self.end || self.failures.get(&host(address)).is_some_and(|&count| count >= FAILURES)
    }

    /// The article of a page, if there is one on it.
    fn page(&mut self, address: &str) -> Result<Option<Article>, Lost> {
        let fetched = self.visitor.page(address);
        let failures = self.failures.entry(host(address)).or_default();
        *failures = if matches!(&fetched, Err(why) if why.is_passing()) { *failures + 1 } else { 0 };
        let opened = library::open_fetched(fetched.map_err(Lost::Unfetched)?, self.desk.reach());
        let (volume, provenance) = opened.map_err(|problem| Lost::Unread(briefly(problem)))?;
        // A page with several articles is a feed, and none of them is the one that is meant.
        let mut articles = volume.articles.into_iter().map(|opened| opened.article);
        let only = articles.next().filter(|_| articles.next().is_none());
        Ok(only.map(|article| Article { provenance: Some(provenance), ..article }))
    }
}

/// Follows a feed that has moved for good.
fn relocate(feed: &Feed, fetched: &Fetched) -> Result<(), Error> {
    let to = fetched.moved.as_deref().and_then(feeds::address).filter(|to| *to != feed.address);
    let Some(to) = to else { return Ok(()) };
    let shown = clean::line(&to);
    let told = library::change_feeds(|feeds| match feeds.relocate(&feed.name, &feed.address, &to) {
        Ok(true) => Some(format!("it has moved for good; its address is now {shown}")),
        Ok(false) => None,
        Err(other) => Some(format!("it has moved to {shown}, which is followed already ({})", other.name)),
    })?;
    told.iter().for_each(|told| message(&format!("{}: {told}", feed.name)));
    Ok(())
}

/// Why there is no article of a page.
enum Lost {
    Unfetched(Unfetched),
    Unread(String),
}

impl Lost {
    fn is_barred(&self) -> bool {
        matches!(self, Lost::Unfetched(why) if why.is_barred())
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lost::Unfetched(why) => write!(f, "{why}"),
            Lost::Unread(why) => write!(f, "{why}"),
        }
    }
}

fn host(address: &str) -> String {
    Url::parse(address).ok().and_then(|url| Some(url.host_str()?.to_string())).unwrap_or_default()
}

/// The article of the page, or that of the feed if it has as many words; whether it is that.
/// Nothing if there are no words at all.
fn choose(page: Option<Article>, item: Item, provenance: &Provenance) -> Option<(Article, bool)> {
    let most = if item.has_words { letters(&item.article) } else { 0 };
    let article = completed(page, &item.article, most).map(|page| (page, false));
    let provenance = Some(provenance.clone());
    article.or_else(|| item.has_words.then_some((Article { provenance, ..item.article }, true)))
}

/// The article of the page, with what only the feed tells of it, if it has more letters.
fn completed(page: Option<Article>, own: &Article, most: usize) -> Option<Article> {
    let mut page = page.filter(|page| letters(page) > most)?;
    if page.title.is_empty() {
        page.title.clone_from(&own.title);
    }
    if page.authors.is_empty() {
        page.authors.clone_from(&own.authors);
    }
    page.published = page.published.or_else(|| own.published.clone());
    page.language = page.language.or_else(|| own.language.clone());
    page.source.name = page.source.name.or_else(|| own.source.name.clone());
    page.source.url = page.source.url.or_else(|| own.source.url.clone());
    Some(page)
}

/// How much an article says: letters, since not all languages have words apart.
fn letters(article: &Article) -> usize {
    let told = article.blocks.iter().filter(|block| !matches!(block.kind, Kind::Title | Kind::Subtitle | Kind::Byline));
    told.flat_map(|block| block.words.chars()).filter(|c| c.is_alphanumeric()).count()
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = match self.whole {
            0 => String::new(),
            count => format!(", {count} with the words of the page now"),
        };
        if self.is_unchanged {
            return write!(f, "nothing new since it was last asked{whole}");
        }
        write!(f, "{} new", self.new)?;
        if self.own > 0 {
            write!(f, " ({} in the words of the feed only)", self.own)?;
        }
        write!(f, ", {} known{whole}", self.known)?;
        for (count, what) in [
            (self.refused, "refused by robots.txt"),
            (self.failed, "not to be had"),
            (self.left, "left for the next run"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}
