//! Asks a server for what is at one address.
//!
//! Comes in: an address. Goes out: the page, or the place that the server sends
//! us to, or why there is neither. The only place that makes connections, and it
//! makes them only to machines within its reach. May not follow a redirect: who
//! follows it has to check it first.

use std::cell::Cell;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::header::{
    CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use ureq::http::{Response, StatusCode, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, Proxy, ProxyProtocol, Timeout};

use super::address::Address;
use super::{LIMIT, Reach, brief, reach};
use crate::clean;
use crate::feeds::Validators;
use crate::library::Unfetched;

const USER_AGENT: &str = concat!("pullquote/", env!("CARGO_PKG_VERSION"));
const ACCEPT: &str = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.8, */*;q=0.5";

/// How long a server may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until its name is found, and again until the connection stands.
    pub connect: Duration,
    /// Until all is there, redirects included.
    pub whole: Duration,
}

const PATIENCE: Patience = Patience { connect: Duration::from_secs(10), whole: Duration::from_secs(30) };

pub enum Answer {
    Page {
        bytes: Vec<u8>,
        content_type: Option<String>,
        validators: Validators,
    },
    /// It is what it was when the server said so.
    Unchanged,
    /// Where it is, in the words of the server, and whether it stays there.
    Elsewhere {
        place: String,
        is_lasting: bool,
    },
}

/// Asks as often as it takes to come to a page, within one span of time.
pub struct Client {
    agent: Agent,
    patience: Patience,
    deadline: Cell<Instant>,
}

impl Client {
    pub fn new(reach: Reach) -> Result<Client, Unfetched> {
        match reach {
            Reach::Public => Ok(Client::with(reach::is_public, None, PATIENCE)),
            Reach::Private => Ok(Client::with(|_| true, proxy()?, PATIENCE)),
        }
    }

    pub fn with(is_within_reach: fn(IpAddr) -> bool, proxy: Option<Proxy>, patience: Patience) -> Client {
        let config = Config::builder()
            // Unset, it would be taken from the environment.
            .proxy(proxy)
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .timeout_resolve(Some(patience.connect))
            .timeout_connect(Some(patience.connect))
            .build();
        let guard = Guard { is_within_reach, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        Client { agent, patience, deadline: Cell::new(Instant::now() + patience.whole) }
    }

    /// Time that was spent before a server was asked is not its own.
    pub fn wait(&self, time: Duration) {
        self.deadline.set(self.deadline.get() + time);
    }

    pub fn ask(&self, address: &Address, known: &Validators) -> Result<Answer, Unfetched> {
        let response = match self.send(address, known, RootCerts::PlatformVerifier) {
            // A container may have no certificates.
            Err(error) if is_for_want_of_roots(&error) => self.send(address, known, RootCerts::WebPki),
            other => other,
        };
        self.answer(response.map_err(|error| self.failure(error))?, known)
    }

    fn send(&self, address: &Address, known: &Validators, roots: RootCerts) -> Result<Response<Body>, Error> {
        let left = self.deadline.get().saturating_duration_since(Instant::now());
        let tls = TlsConfig::builder().root_certs(roots).build();
        let mut request = self.agent.get(address.as_str());
        for (name, told) in [(IF_NONE_MATCH, &known.tag), (IF_MODIFIED_SINCE, &known.modified)] {
            request = told.iter().fold(request, |request, told| request.header(&name, told));
        }
        request.config().timeout_global(Some(left)).tls_config(tls).build().call()
    }

    fn answer(&self, mut response: Response<Body>, known: &Validators) -> Result<Answer, Unfetched> {
        let status = response.status();
        if let (Some(place), true) = (header(&response, LOCATION), is_redirect(status)) {
            return Ok(Answer::Elsewhere { place, is_lasting: matches!(status.as_u16(), 301 | 308) });
        }
        if status == StatusCode::NOT_MODIFIED && !known.is_empty() {
            return Ok(Answer::Unchanged);
        }
        if !status.is_success() {
            return Err(Unfetched::Status(status.as_u16(), status.canonical_reason().unwrap_or_default()));
        }
        // What can be decompressed has lost this header.
        if let Some(how) = header(&response, CONTENT_ENCODING).filter(|how| !is_identity(how)) {
            return Err(Unfetched::Compressed(brief(&how)));
        }
        if response.body().content_length().is_some_and(|size| size > LIMIT) {
            return Err(Unfetched::TooLarge);
        }
        let bytes = response.body_mut().with_config().limit(LIMIT).read_to_vec();
        let content_type = header(&response, CONTENT_TYPE).map(|kind| clean::line(&kind).into_owned());
        let validators = Validators::new(header(&response, ETAG), header(&response, LAST_MODIFIED));
        Ok(Answer::Page { bytes: bytes.map_err(|error| self.failure(error))?, content_type, validators })
    }

    fn failure(&self, error: Error) -> Unfetched {
        match error {
            Error::Timeout(Timeout::Resolve | Timeout::Connect) => Unfetched::Unanswered(self.patience.connect),
            Error::Timeout(_) => Unfetched::Slow(self.patience.whole),
            Error::BodyExceedsLimit(_) => Unfetched::TooLarge,
            Error::ConnectProxyFailed(why) => Unfetched::Proxy(brief(&why)),
            Error::Other(other) => match other.downcast::<Unfetched>() {
                Ok(unfetched) => *unfetched,
                Err(other) => Unfetched::Unconnected(told(&other)),
            },
            Error::Io(error) | Error::Decompress(_, error) if is_cut(error.kind()) => Unfetched::Cut,
            Error::BodyStalled => Unfetched::Cut,
            // What TLS finds wrong comes like this.
            Error::Io(error) if error.kind() == ErrorKind::InvalidData => Unfetched::Insecure(told(&error)),
            Error::Io(error) => Unfetched::Unconnected(told(&error)),
            error @ (Error::Rustls(_) | Error::Tls(_) | Error::Pem(_) | Error::TlsRequired) => {
                Unfetched::Insecure(told(&error))
            }
            Error::BadUri(why) => Unfetched::Malformed(brief(&why)),
            Error::Http(error) => Unfetched::Malformed(told(&error)),
            error => Unfetched::Garbled(told(&error)),
        }
    }
}

fn told(error: &impl ToString) -> String {
    brief(&error.to_string())
}

fn header(response: &Response<Body>, name: HeaderName) -> Option<String> {
    response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn is_identity(encoding: &str) -> bool {
    encoding.is_empty() || encoding.eq_ignore_ascii_case("identity")
}

fn is_cut(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe)
}

/// There is no other sign of it than these words. Were they changed, the failure
/// would be shown instead of cured.
fn is_for_want_of_roots(error: &Error) -> bool {
    matches!(error, Error::Rustls(error) if error.to_string().contains("No CA certificates were loaded"))
}

/// The proxy of the environment. One that is not known here is not passed by: who
/// named it may not want to be seen.
fn proxy() -> Result<Option<Proxy>, Unfetched> {
    match Proxy::try_from_env() {
        Some(proxy) if !matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) => Err(Unfetched::Socks),
        other => Ok(other),
    }
}

/// Looks up a host and lets through only machines within reach. Since the
/// connection is made to the very addresses that were looked at, a name that
/// points elsewhere a moment later gains nothing.
#[derive(Debug)]
struct Guard<R> {
    is_within_reach: fn(IpAddr) -> bool,
    inner: R,
}

impl<R: Resolver> Resolver for Guard<R> {
    /// One address out of reach is enough to refuse the host: no honest one is
    /// inside and outside at once.
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = || brief(uri.host().unwrap_or_default());
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(_) | Error::HostNotFound => Error::Other(Box::new(Unfetched::Unknown(host()))),
            other => other,
        })?;
        match found.iter().map(|address| address.ip()).find(|&ip| !(self.is_within_reach)(ip)) {
            Some(ip) => Err(Error::Other(Box::new(Unfetched::NotPublic(host(), ip)))),
            None => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    /// A name server that knows one host by several addresses, or none.
    #[derive(Debug)]
    struct Fixed(&'static [&'static str]);

    impl Resolver for Fixed {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            let mut found = self.empty();
            for address in self.0 {
                found.push(SocketAddr::new(address.parse().expect("an address"), 80));
            }
            if found.is_empty() { Err(Error::HostNotFound) } else { Ok(found) }
        }
    }

    fn found(addresses: &'static [&'static str]) -> Result<usize, String> {
        let guard = Guard { is_within_reach: reach::is_public, inner: Fixed(addresses) };
        let found = guard.resolve(&Uri::from_static("http://a.example/"), &Config::default(), NextTimeout::default());
        let client = Client::with(reach::is_public, None, PATIENCE);
        found.map(|found| found.len()).map_err(|error| client.failure(error).to_string())
    }

    #[test]
    fn a_host_is_let_through_if_all_of_it_is_within_reach() {
        assert_eq!(found(&["8.8.8.8", "2606:4700::1111"]), Ok(2));
        for inside in [&["10.0.0.1"], ["8.8.8.8", "10.0.0.1"].as_slice(), &["10.0.0.1", "2606:4700::1111"]] {
            let said = "a.example is not a public address (10.0.0.1), and only those are fetched without --private";
            assert_eq!(found(inside), Err(said.to_string()));
        }
        let unknown = "a.example cannot be found: is it spelt right, is there a network?";
        assert_eq!(found(&[]), Err(unknown.to_string()));
    }
}
