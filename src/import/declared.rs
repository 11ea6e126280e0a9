//! Bytes as text, in the character set that a document declares.
//!
//! Comes in: the bytes of a document. Goes out: its text. Never fails: what is no
//! character becomes U+FFFD.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// So much of a document is looked through for its declaration.
const LOOKED: usize = 1024;

pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let start = &bytes[..bytes.len().min(LOOKED)];
    let (text, ..) = label(start).and_then(Encoding::for_label).unwrap_or(UTF_8).decode(bytes);
    text
}

fn label(start: &[u8]) -> Option<&[u8]> {
    let declaration = start.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr::memmem::find(declaration, b"?>")?];
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let mut parts = declaration[at..].split(|b| matches!(b, b'"' | b'\''));
    parts.nth(1)
}
