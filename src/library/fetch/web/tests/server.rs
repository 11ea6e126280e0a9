//! Servers for the tests, on this machine and as bad as they have to be.
//!
//! Comes in: what a server says. Goes out: a server that says it. May not be asked
//! from another machine.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

pub struct Server {
    pub port: u16,
    /// What it was asked, one request after the other.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `answer` is given what was asked and where to write.
    pub fn new(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Server {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let request = read_request(&mut stream);
                seen.lock().expect("a log").push(request.clone());
                answer(&request, &mut stream);
            }
        });
        Server { port, asked }
    }

    /// One that says the same to everybody.
    pub fn saying(answer: impl Into<Vec<u8>>) -> Server {
        let answer = answer.into();
        // Who was cut off does not listen.
        Server::new(move |_, stream| drop(stream.write_all(&answer)))
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("a log").clone()
    }
}

fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count == 1) {
        request.push(byte[0]);
        // A TLS handshake has no end that is known here.
        if request[0] == 0x16 {
            break;
        }
    }
    String::from_utf8_lossy(&request).into_owned()
}

pub fn page(head: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut page =
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n{head}\r\n").into_bytes();
    page.extend_from_slice(body);
    page
}

pub fn redirect(status: &str, place: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\nLocation: ");
    [head.as_bytes(), place, b"\r\n\r\n"].concat()
}

pub fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).expect("compressed");
    encoder.finish().expect("compressed")
}
