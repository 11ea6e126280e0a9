//! Fetches what is at an address of the web.
//!
//! Comes in: an address, and how far it may lead. Goes out: the bytes that are
//! there and what the server says they are, or why they cannot be had. May not
//! know what is in the bytes; keeps nothing, no cookie and no copy.
//!
//! Only a build with the feature `fetch` can do it.

mod visitor;
#[cfg(feature = "fetch")]
mod web;

pub use visitor::Visitor;
#[cfg(feature = "fetch")]
use web::visit;

use super::Failure;
#[cfg(not(feature = "fetch"))]
use super::Unfetched;
use crate::feeds::Validators;

/// No page is larger, in bytes, however small it was made to travel.
pub(super) const LIMIT: u64 = 10 << 20;

/// More redirects than these are not followed.
pub(super) const REDIRECTS: usize = 5;

/// Which addresses may be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that are open to everybody. A proxy is not used: it would connect to
    /// where it likes, out of our sight.
    Public,
    /// Those of this machine and the networks around it as well, and through the
    /// proxy that the environment names.
    Private,
}

/// What was at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    pub bytes: Vec<u8>,
    /// What the server says it is (`text/html; charset=utf-8`), fit to be shown.
    pub content_type: Option<String>,
    /// Where it was in the end, after all redirects, fit to be shown.
    pub url: String,
    /// Where the server says that it is from now on, if that is another place.
    pub moved: Option<String>,
    /// By these it is recognized the next time.
    pub validators: Validators,
}

impl Fetched {
    /// The character set that the server tells.
    pub fn charset(&self) -> Option<&str> {
        let (_, parameters) = self.content_type.as_deref()?.split_once(';')?;
        let named = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
        let charset = named.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        charset.map(|(_, value)| value.trim().trim_matches('"'))
    }

    /// The name of the file at the address, unless the server says that it is a page:
    /// then that is what it is.
    pub fn file(&self) -> Option<&str> {
        let is_page = self.content_type.as_deref().is_some_and(|kind| kind.contains("html"));
        let path = self.url.split(['?', '#']).next()?.rsplit('/').next()?;
        (!is_page && path.contains('.')).then_some(path)
    }
}

/// Whether a name is to be fetched rather than to be opened.
pub fn is_url(name: &str) -> bool {
    let begins = |scheme: &str| name.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// Fetches what is at an address.
#[cfg(feature = "fetch")]
pub fn fetch(url: &str, reach: Reach) -> Result<Fetched, Failure> {
    Ok(web::fetch(url, reach)?)
}

/// Says that this build cannot.
#[cfg(not(feature = "fetch"))]
pub fn fetch(_: &str, _: Reach) -> Result<Fetched, Failure> {
    Err(Unfetched::NotBuilt.into())
}

#[cfg(not(feature = "fetch"))]
type Before<'a> = &'a mut dyn FnMut(&str) -> Result<std::time::Duration, Unfetched>;

#[cfg(not(feature = "fetch"))]
fn visit(_: &str, _: Reach, _: &Validators, _: Before<'_>) -> Result<Option<Fetched>, Unfetched> {
    Err(Unfetched::NotBuilt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_says() {
        let fetched = |kind: &str, url: &str| Fetched {
            bytes: vec![],
            content_type: Some(kind.into()),
            moved: None,
            url: url.into(),
            validators: Validators::default(),
        };
        let page = fetched("text/html; x=y; Charset=\"Shift_JIS\"", "http://a/b.md");
        assert_eq!((page.charset(), page.file()), (Some("Shift_JIS"), None));
        let text = fetched("text/plain", "http://a.example/c/b.md?x=1.html#y");
        assert_eq!((text.charset(), text.file()), (None, Some("b.md")));
        assert_eq!(fetched("text/plain", "http://a/b/").file(), None);
    }

    #[test]
    fn an_address_is_told_from_a_path() {
        for url in ["http://a", "https://a.example/b?c#d", "HTTP://A", "HttpS://a", "http://"] {
            assert!(is_url(url), "{url}");
        }
        for path in ["", "http", "http:/a", "https:a", "ftp://a", "file:///a", "a/http://b", " http://a", "httpß://a"]
        {
            assert!(!is_url(path), "{path}");
        }
    }

    #[test]
    #[cfg(not(feature = "fetch"))]
    fn a_build_without_it_says_so() {
        let failure = fetch("http://127.0.0.1/", Reach::Private).expect_err("it cannot");
        assert_eq!(failure.to_string(), "this build cannot fetch: it was made without the feature `fetch`");
    }
}
