//! Pages that are somewhere else by now.

use std::io::Write;

use super::server::{Server, page, redirect};

/// Redirects `/5` to `/4` and so on.
fn stairs() -> Server {
    Server::new(|request, stream| {
        let step: u32 = request[5..].split(' ').next().and_then(|n| n.parse().ok()).expect("a number");
        let answer = match step.checked_sub(1) {
            Some(next) => redirect("302 Found", format!("{next}").as_bytes()),
            None => page("", b"Ground"),
        };
        let _ = stream.write_all(&answer);
    })
}

#[test]
fn five_redirects_are_followed_and_no_sixth() {
    let server = stairs();
    let fetched = server.fetched("/5").expect("a page");
    assert_eq!((fetched.bytes.as_slice(), fetched.url), (b"Ground".as_slice(), server.url("/0")));
    assert_eq!(stairs().refused("/6"), "it is redirected more than 5 times");
    let circle = Server::saying(redirect("307 X", b"/#elsewhere"));
    assert_eq!(circle.refused("/"), "it is redirected in a circle");
    assert_eq!(circle.asked().len(), 1);
}

#[test]
fn every_kind_of_redirect_is_followed_and_no_cookie_is_kept() {
    for status in ["301 X", "302 X", "303 X", "307 X", "308 X"] {
        let server = Server::new(move |request, stream| {
            let answer = match request.starts_with("GET /a ") {
                true => redirect(status, b"b\r\nSet-Cookie: a=b"),
                false => page("", b"B"),
            };
            let _ = stream.write_all(&answer);
        });
        assert_eq!(server.fetched("/a").expect("a page").bytes, b"B", "{status}");
        let asked = server.asked().concat().to_ascii_lowercase();
        assert!(!asked.contains("cookie") && !asked.contains("referer"), "{asked}");
    }
}

#[test]
fn what_has_moved_for_good_is_told_as_far_as_it_is_for_good() {
    for (statuses, moved) in [
        (&[301][..], Some("/1")),
        (&[308, 301], Some("/2")),
        (&[301, 302, 301], Some("/1")),
        (&[302, 301], None),
        (&[307], None),
        (&[303], None),
    ] {
        let statuses = statuses.to_vec();
        let server = Server::new(move |request, stream| {
            let at: usize = request.split(['/', ' ']).nth(2).and_then(|at| at.parse().ok()).unwrap_or(0);
            let answer = match statuses.get(at) {
                Some(status) => format!("HTTP/1.1 {status} X\r\nLocation: /{}\r\nContent-Length: 0\r\n\r\n", at + 1),
                None => String::from_utf8_lossy(&page("", b"Words")).into_owned(),
            };
            let _ = stream.write_all(answer.as_bytes());
        });
        let fetched = server.fetched("/0").expect("a page");
        assert_eq!(fetched.moved, moved.map(|path| server.url(path)));
    }
}
