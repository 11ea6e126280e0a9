mod redirects;
mod server;

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::client::Patience;
use super::*;
use crate::library::{Failure, fetch as fetch_from_outside};
use server::{Server, gzip, page, redirect};

const PATIENCE: Patience = Patience { connect: Duration::from_secs(5), whole: Duration::from_secs(20) };
const HASTE: Patience = Patience { connect: Duration::from_millis(100), whole: Duration::from_millis(300) };

impl Server {
    fn fetched(&self, path: &str) -> Result<Fetched, Unfetched> {
        follow(&self.url(path), &Client::with(|_| true, None, PATIENCE))
    }

    /// What is said when it cannot be had.
    fn refused(&self, path: &str) -> String {
        let said = self.fetched(path).map(|page| page.bytes.len()).expect_err("no page").to_string();
        assert!(!said.chars().any(char::is_control), "{said:?}");
        said.replace(&self.port.to_string(), "PORT")
    }
}

#[test]
fn a_page_is_fetched() {
    let server = Server::saying(page("Content-Type: text/html; charset=utf-8\r\n", b"<p>Words"));
    let fetched = server.fetched("/a?b#c").expect("a page");
    let content_type = Some("text/html; charset=utf-8".to_string());
    assert_eq!(
        fetched,
        Fetched {
            bytes: b"<p>Words".to_vec(),
            content_type,
            url: server.url("/a?b"),
            moved: None,
            validators: Validators::default()
        }
    );
    let asked = server.asked().concat();
    assert!(asked.starts_with("GET /a?b HTTP/1.1\r\n"), "{asked}");
    for header in ["user-agent: pullquote/", "accept: text/html, ", "accept-encoding: gzip\r\n"] {
        assert!(asked.to_ascii_lowercase().contains(header), "{header}: {asked}");
    }
}

#[test]
fn a_body_may_come_in_several_ways() {
    let body = b"Words".repeat(10_000);
    for answer in [
        page("", &body),
        page("Content-Encoding: gzip\r\n", &gzip(&body)),
        page("Content-Encoding: identity\r\n", &body),
        page("Content-Encoding:\r\n", &body),
        [b"HTTP/1.1 200 OK\r\n\r\n", body.as_slice()].concat(),
        [b"HTTP/1.0 200 OK\r\n\r\n", body.as_slice()].concat(),
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nC350\r\n", body.as_slice(), b"\r\n0\r\n\r\n"].concat(),
        [b"HTTP/1.1 103 Early Hints\r\n\r\n", page("", &body).as_slice()].concat(),
    ] {
        let shown = String::from_utf8_lossy(&answer[..60]).into_owned();
        assert!(Server::saying(answer).fetched("/").expect("a page").bytes == body, "{shown}");
    }
    assert_eq!(Server::saying("HTTP/1.1 204 No Content\r\n\r\n").fetched("/").expect("no page").bytes, b"");
}

#[test]
fn no_page_is_larger_than_the_limit() {
    let full = vec![b' '; LIMIT as usize];
    let over = vec![b' '; LIMIT as usize + 1];
    assert_eq!(Server::saying(page("", &full)).fetched("/").expect("a page").bytes.len(), full.len());
    let compressed = page("Content-Encoding: gzip\r\n", &gzip(&full));
    assert_eq!(Server::saying(compressed).fetched("/").expect("a page").bytes.len(), full.len());

    let too_large = "this is larger than 10 MB, the limit for a page";
    let bomb = gzip(&[over.as_slice(), &full, &full, &full].concat());
    assert!(bomb.len() < 1 << 20, "a bomb is small");
    for answer in [
        page("", &over),
        page("Content-Encoding: gzip\r\n", &gzip(&over)),
        page("Content-Encoding: gzip\r\n", &bomb),
        [b"HTTP/1.1 200 OK\r\n\r\n", over.as_slice()].concat(),
        // This is believed, and nothing is waited for.
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n".to_vec(),
    ] {
        assert_eq!(Server::saying(answer).refused("/"), too_large);
    }
    let endless = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(&[b' '; 4096]).is_ok() {}
    });
    assert_eq!(endless.refused("/"), too_large);
}

#[test]
fn a_page_that_is_cut_off_is_no_page() {
    let cut = "the server closed the connection before all of it was there";
    let compressed = gzip(&b"Words".repeat(1000));
    let half = [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", &compressed[..compressed.len() / 2]].concat();
    for answer in [
        b"".to_vec(),
        b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec(),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nWords".to_vec(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nWords\r\n".to_vec(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nWords\r\n3".to_vec(),
        half,
    ] {
        let shown = String::from_utf8_lossy(&answer).into_owned();
        assert_eq!(Server::saying(answer).refused("/"), cut, "{shown}");
    }
    let short = Server::saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nWords and more words");
    assert_eq!(short.fetched("/").expect("a page").bytes, b"Words");
}

#[test]
fn a_status_is_named() {
    for (status, said) in [
        ("404 Nope", "the server answers 404 Not Found"),
        ("500 X", "the server answers 500 Internal Server Error"),
        ("304 X", "the server answers 304 Not Modified"),
        // A redirect to nowhere.
        ("301 X", "the server answers 301 Moved Permanently"),
        ("999 X", "the server answers 999"),
    ] {
        let server = Server::saying(format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nno"));
        let refused = server.refused("/");
        assert_eq!(refused, said, "{status}");
    }
}

#[test]
fn a_redirect_leads_only_where_an_address_may() {
    let scheme = "only http and https addresses are fetched";
    for (place, said) in [
        ("file:///etc/passwd", format!("this leads to file:///etc/passwd: {scheme}")),
        ("ftp://a.example/", format!("this leads to ftp://a.example/: {scheme}")),
        ("data:text/html,x", format!("this leads to data:text/html,x: {scheme}")),
        ("x:\u{9b}2J\u{202E}", format!("this leads to x:%C2%9B2J%E2%80%AE: {scheme}")),
        (
            "//user:secret@127.0.0.1:1/",
            "this leads to http://127.0.0.1:1/: an address with a user name or a password in it is not fetched"
                .to_string(),
        ),
        (
            "http://\u{9b}/",
            "this leads to http://\u{FFFD}/: this is not a valid address: invalid international domain name"
                .to_string(),
        ),
    ] {
        assert_eq!(Server::saying(redirect("302 Found", place.as_bytes())).refused("/"), said);
    }
    for place in [b"/\x1b[31m".as_slice(), b"/\0", b"/\x7f", b"/\rx"] {
        let refused = Server::saying(redirect("302 Found", place)).refused("/");
        assert!(refused.starts_with("the answer of the server cannot be read: "), "{place:?}: {refused}");
    }
}

#[test]
fn a_failure_names_where_it_happened() {
    let server = Server::new(|request, stream| {
        let answer = match request.starts_with("GET /a ") {
            true => redirect("302 Found", b"/b"),
            false => b"HTTP/1.1 404 X\r\nConnection: close\r\n\r\n".to_vec(),
        };
        let _ = stream.write_all(&answer);
    });
    assert_eq!(server.refused("/a"), "this leads to http://127.0.0.1:PORT/b: the server answers 404 Not Found");
    assert_eq!(server.refused("/b"), "the server answers 404 Not Found");
}

/// A port that nobody may connect to, and a way to tell whether somebody did.
fn forbidden() -> (u16, impl Fn() -> bool) {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).expect("a port");
    listener.set_nonblocking(true).expect("a listener");
    let port = listener.local_addr().expect("an address").port();
    (port, move || listener.accept().is_err_and(|error| error.kind() == ErrorKind::WouldBlock))
}

#[test]
fn nobody_connects_to_this_machine_unasked() {
    let (port, is_untouched) = forbidden();
    for host in ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.8.9.10", "0", "[::1]", "[::ffff:127.0.0.1]"] {
        let failure = fetch_from_outside(&format!("http://{host}:{port}/"), Reach::Public).expect_err("refused");
        assert!(matches!(failure, Failure::Unfetched(Unfetched::NotPublic(..))), "{host}: {failure}");
    }
    let failure = fetch_from_outside("http://10.1.2.3/", Reach::Public).expect_err("refused");
    assert_eq!(failure.to_string(), "10.1.2.3 is not a public address, and only those are fetched without --private");
    assert!(is_untouched());
}

#[test]
fn a_redirect_out_of_reach_is_not_followed() {
    let (port, is_untouched) = forbidden();
    let server = Server::saying(redirect("302 Found", format!("http://127.0.0.2:{port}/").as_bytes()));
    let client = Client::with(|ip| ip == IpAddr::V4(Ipv4Addr::LOCALHOST), None, PATIENCE);
    let refused = follow(&server.url("/"), &client).expect_err("refused");
    let not_public = Unfetched::NotPublic("127.0.0.2".to_string(), Ipv4Addr::new(127, 0, 0, 2).into());
    assert_eq!(refused, not_public.at(format!("http://127.0.0.2:{port}/")));
    assert_eq!(server.asked().len(), 1);
    assert!(is_untouched());
}

#[test]
fn nobody_waits_for_ever() {
    let silent = || Server::new(|_, stream| drop(stream.read_to_end(&mut Vec::new())));
    let dripping = |head: &'static [u8]| {
        Server::new(move |_, stream| {
            let _ = stream.write_all(head);
            while stream.write_all(b"x").is_ok() {
                thread::sleep(Duration::from_millis(10));
            }
        })
    };
    let slow = Server::new(|request, stream| {
        thread::sleep(Duration::from_millis(100));
        let place = format!("{}x", request[4..].split(' ').next().unwrap_or_default());
        let _ = stream.write_all(&redirect("302 Found", place.as_bytes()));
    });
    for server in [
        silent(),
        dripping(b"HTTP/1.1 200 OK\r\nX: "),
        dripping(b"HTTP/1.1 200 OK\r\n\r\n"),
        dripping(b"HTTP/1.1 302 Found\r\nLocation: /"),
        slow,
    ] {
        let start = Instant::now();
        let failure = follow(&server.url("/"), &Client::with(|_| true, None, HASTE)).expect_err("too slow");
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
        let said = failure.to_string();
        assert!(said.ends_with("it was not all there within 0.3 seconds, the limit for a page"), "{said}");
    }
    let https = silent().url("/").replace("http:", "https:");
    let failure = follow(&https, &Client::with(|_| true, None, HASTE)).expect_err("too slow");
    assert_eq!(failure.to_string(), "there was no connection to it within 0.1 seconds");
}

#[test]
fn what_is_not_http_is_not_read() {
    let garbled = "the answer of the server cannot be read: ";
    for answer in [
        b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(),
        b"<html>\x1b]0;x\x07".to_vec(),
        b"HTTP/9.9 200 OK\r\n\r\n".to_vec(),
        b"HTTP/1.1 500 \x1b[31m\r\n\r\n".to_vec(),
        b"HTTP/1.1 099 OK\r\n\r\n".to_vec(),
        b"\0".repeat(1000),
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n".to_vec(),
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12".to_vec(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\x1b\r\n".to_vec(),
        [b"HTTP/1.1 200 OK\r\nX: ", b"x".repeat(100_000).as_slice(), b"\r\n\r\n"].concat(),
        [b"HTTP/1.1 200 OK\r\n", b"X: x\r\n".repeat(1000).as_slice(), b"\r\n"].concat(),
        page("Content-Encoding: gzip\r\n", b"this is not gzip, whatever they say"),
    ] {
        let shown = String::from_utf8_lossy(&answer[..answer.len().min(60)]).into_owned();
        let refused = Server::saying(answer).refused("/");
        assert!(refused.starts_with(garbled) && refused.len() < 300, "{shown}: {refused}");
    }
    let long = format!("Content-Encoding: {}\r\n", "x".repeat(60_000));
    assert!(Server::saying(page(&long, b"x")).refused("/").len() < 300);
    let unasked = Server::saying(page("Content-Encoding: zstd\u{202E}\r\n", b"x"));
    assert_eq!(unasked.refused("/"), "the server compresses it in a way that it was not asked for (zstd\u{FFFD})");
    let kind = Server::saying(page("Content-Type: text/\u{9b}html\u{202E}\r\n", b"x")).fetched("/").expect("a page");
    assert_eq!(kind.content_type.as_deref(), Some("text/\u{FFFD}html\u{FFFD}"));
}

#[test]
fn who_is_not_there_is_not_there() {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port").local_addr().expect("an address").port();
    let client = Client::with(|_| true, None, PATIENCE);
    let refused = follow(&format!("http://127.0.0.1:{free}/"), &client).expect_err("nobody").to_string();
    assert!(refused.starts_with("there is no connection to it: Connection refused"), "{refused}");
    let insecure = Server::saying("HTTP/1.1 200 OK\r\n\r\n").url("/").replace("http:", "https:");
    let refused = follow(&insecure, &client).expect_err("no TLS").to_string();
    assert!(refused.starts_with("there is no secure connection to it: "), "{refused}");
}

const ALONE: &str = "PULLQUOTE_TEST_ALONE";

/// Runs a test of this module by itself, in an environment of its own.
fn alone(test: &str, environment: &[(&str, &str)]) {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    for name in ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_DIR"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    command.args([&format!("library::fetch::web::tests::{test}"), "--exact"]).env(ALONE, "1");
    let output = command.envs(environment.iter().copied()).output().expect("a run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

fn is_alone() -> bool {
    std::env::var_os(ALONE).is_some()
}

// Where the system verifies, it has certificates.
#[cfg(not(target_vendor = "apple"))]
#[test]
fn without_certificates_those_of_the_program_are_used() {
    if !is_alone() {
        let empty = tempfile::NamedTempFile::new().expect("a file");
        let path = empty.path().to_string_lossy().into_owned();
        return alone("without_certificates_those_of_the_program_are_used", &[("SSL_CERT_FILE", &path)]);
    }
    let server = Server::saying("no");
    let https = server.url("/").replace("http:", "https:");
    let refused = follow(&https, &Client::with(|_| true, None, PATIENCE)).expect_err("no TLS").to_string();
    assert!(refused.contains("corrupt message"), "{refused}");
    // The handshake began, after a connection that was given up for want of certificates.
    assert_eq!(server.asked(), ["", "\u{16}"]);
}

#[test]
fn a_proxy_is_used_for_private_addresses_only() {
    if !is_alone() {
        let proxy = Server::saying("HTTP/1.1 403 No\r\n\r\n");
        let url = format!("http://127.0.0.1:{}", proxy.port);
        alone("a_proxy_is_used_for_private_addresses_only", &[("ALL_PROXY", &url)]);
        let asked = proxy.asked().concat();
        assert!(asked.starts_with("CONNECT pullquote.invalid:80 ") && asked.matches("CONNECT").count() == 1, "{asked}");
        return;
    }
    let private = fetch_from_outside("http://pullquote.invalid/", Reach::Private).expect_err("refused").to_string();
    assert!(private.starts_with("the proxy that the environment names does not work: "), "{private}");
    // It is the page that is out of reach, not the proxy.
    let public = fetch_from_outside("http://10.1.2.3/", Reach::Public).expect_err("refused").to_string();
    assert!(public.starts_with("10.1.2.3 is not a public address"), "{public}");
}

#[test]
fn a_proxy_that_is_not_known_here_is_not_passed_by() {
    if !is_alone() {
        let environment = [("ALL_PROXY", "socks5h://127.0.0.1:1")];
        return alone("a_proxy_that_is_not_known_here_is_not_passed_by", &environment);
    }
    let (port, is_untouched) = forbidden();
    let failure = fetch_from_outside(&format!("http://127.0.0.1:{port}/"), Reach::Private).expect_err("refused");
    assert!(matches!(failure, Failure::Unfetched(Unfetched::Socks)), "{failure}");
    assert!(is_untouched());
}
