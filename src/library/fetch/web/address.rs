//! Addresses of the web, read as browsers read them.
//!
//! Comes in: what a person or a server wrote. Goes out: an address that may be
//! asked, as far as can be told from its letters, or why it may not. May not
//! connect to anything.

use url::Url;

use super::brief;
use crate::clean;
use crate::library::Unfetched;

/// An http or https address without a user name, a password or a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    pub fn new(written: &str) -> Result<Address, Unfetched> {
        accept(Url::parse(written).map_err(|error| Unfetched::Malformed(error.to_string()))?)
    }

    /// Where a redirect leads from here.
    pub fn follow(&self, place: &str) -> Result<Address, Unfetched> {
        match self.0.join(place) {
            Ok(url) => {
                let to = without_login(&url);
                accept(url).map_err(|failure| failure.at(to))
            }
            Err(error) => Err(Unfetched::Malformed(error.to_string()).at(brief(place))),
        }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The whole of it, fit to be shown.
    pub fn whole(&self) -> String {
        clean::line(self.as_str()).into_owned()
    }

    /// As much of it as a message has room for.
    pub fn brief(&self) -> String {
        brief(self.as_str())
    }
}

fn accept(mut url: Url) -> Result<Address, Unfetched> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Unfetched::Scheme);
    }
    // It would be sent to whoever the host belongs to, and makes one host look like another.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Unfetched::Login);
    }
    // It is for the reader, not for the server, and makes two of one address.
    url.set_fragment(None);
    Ok(Address(url))
}

/// As much of it as a message has room for, without anybody's secrets.
fn without_login(url: &Url) -> String {
    let mut url = url.clone();
    // These fail where there can be no such thing.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    brief(url.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(written: &str) -> String {
        Address::new(written).map_or_else(|failure| failure.to_string(), |address| address.whole())
    }

    #[test]
    fn an_address_is_read_as_browsers_read_it() {
        for (written, read) in [
            ("HTTPS://Example.ORG", "https://example.org/"),
            ("http://example.org:80/a/../b?c#d", "http://example.org/b?c"),
            ("http://example.org/Köln in \u{202E}x", "http://example.org/K%C3%B6ln%20in%20%E2%80%AEx"),
            ("http://bücher.example/", "http://xn--bcher-kva.example/"),
            ("http:\\\\example.org\\a", "http://example.org/a"),
            ("http://@example.org/", "http://example.org/"),
            // All of these are one machine, and it is looked at by its number.
            ("http://127.1/", "http://127.0.0.1/"),
            ("http://0x7f000001/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
            ("http://[::ffff:7f00:1]/", "http://[::ffff:7f00:1]/"),
        ] {
            assert_eq!(told(written), read, "{written}");
        }
    }

    #[test]
    fn what_cannot_or_may_not_be_asked_is_refused() {
        let scheme = "only http and https addresses are fetched";
        let login = "an address with a user name or a password in it is not fetched";
        for (written, why) in [
            ("file:///etc/passwd", scheme),
            ("ftp://example.org/", scheme),
            ("data:text/html,x", scheme),
            ("javascript:alert(1)", scheme),
            ("http://user@example.org/", login),
            ("http://user:secret@example.org/", login),
            ("http://:secret@example.org/", login),
            ("http://example.org:secret@evil.example/", login),
            ("http://", "this is not a valid address: empty host"),
            ("http://a:99999/", "this is not a valid address: invalid port number"),
            ("http://[::1/", "this is not a valid address: invalid IPv6 address"),
            ("http://a b/", "this is not a valid address: invalid international domain name"),
            ("/etc/passwd", "this is not a valid address: relative URL without a base"),
        ] {
            assert_eq!(told(written), why, "{written}");
        }
    }

    #[test]
    fn a_redirect_is_read_from_where_it_stands() {
        let from = Address::new("https://example.org/a/b?c").expect("an address");
        for (place, to) in [
            ("d", "https://example.org/a/d"),
            ("/d", "https://example.org/d"),
            ("//example.net/d", "https://example.net/d"),
            ("http://example.net", "http://example.net/"),
            ("?d", "https://example.org/a/b?d"),
            ("../../../d", "https://example.org/d"),
            ("#d", "https://example.org/a/b?c"),
        ] {
            assert_eq!(from.follow(place).expect("an address").as_str(), to, "{place}");
        }
    }

    #[test]
    fn a_redirect_that_is_refused_is_shown_without_its_secrets_and_controls() {
        let from = Address::new("https://example.org/").expect("an address");
        for (place, why) in [
            (
                "http://user:secret@example.net/d",
                "this leads to http://example.net/d: an address with a user name or a password in it is not fetched",
            ),
            ("file:///etc/passwd", "this leads to file:///etc/passwd: only http and https addresses are fetched"),
            ("x:\u{9b}2J\u{202E}", "this leads to x:%C2%9B2J%E2%80%AE: only http and https addresses are fetched"),
            (
                "http://\u{9b}2J\u{202E}/",
                "this leads to http://\u{FFFD}2J\u{FFFD}/: this is not a valid address: invalid international domain name",
            ),
        ] {
            assert_eq!(from.follow(place).expect_err("refused").to_string(), why, "{place}");
        }
        let long = from.follow(&format!("ftp://{}", "x".repeat(60_000))).expect_err("refused").to_string();
        assert!(long.len() < 300, "{}", long.len());
    }
}
