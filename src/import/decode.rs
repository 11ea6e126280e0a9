//! Bytes that must be UTF-8, as text.
//!
//! Comes in: the bytes of a content file or a plain text. Goes out: the text, or the
//! place of the first byte that is none. May not guess.

use super::Misfit;

pub fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// UTF-8 with or without a byte order mark, and nothing else.
pub fn decode(mut bytes: Vec<u8>) -> Result<String, Misfit> {
    if is_utf16(&bytes) {
        return Err(Misfit::Utf16);
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    if bytes.is_empty() {
        return Err(Misfit::Empty);
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..good]).map_or(0, |i| i + 1);
        let line = memchr::memchr_iter(b'\n', &bytes[..start]).count() + 1;
        let column = String::from_utf8_lossy(&bytes[start..good]).chars().count() + 1;
        Misfit::Encoding { line, column, byte: bytes[good] }
    })
}
