//! The command line of feeds.
//!
//! Comes in: words. Goes out: values. The comments here are the help.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Feed {
    /// Follow feeds: RSS, Atom, JSON, or all of an OPML file
    ///
    /// Of a page that names its feed, that one is followed. Nothing is fetched into the library yet.
    Add {
        /// http(s) addresses, or files
        #[arg(value_name = "FEED", required = true)]
        feeds: Vec<String>,
    },
    /// Print the feeds that are followed: name, title and address, apart by tabs
    List,
    /// Follow feeds no more; their articles stay in the library
    Remove {
        /// Names or addresses
        #[arg(value_name = "NAME", required = true)]
        feeds: Vec<String>,
    },
    /// Fetch what is new in feeds into the library
    ///
    /// Each new entry's page becomes a content file, as `pullquote import` writes it; one whose page cannot be had, or
    /// has no more words than the feed, has the words of the feed. A host is asked once a second at most, pages only
    /// where its robots.txt lets programs go. Exit status: 0 there are new articles, 1 there is nothing new, 2 a feed
    /// cannot be had; the others are fetched all the same.
    Fetch {
        /// Names or addresses; without one, all
        #[arg(value_name = "NAME")]
        feeds: Vec<String>,

        /// Milliseconds between two requests to a host, to test without waiting
        #[cfg(debug_assertions)]
        #[arg(long, hide = true, value_name = "MS")]
        gap: Option<u64>,
    },
}
