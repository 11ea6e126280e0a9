//! What a file was when it was read: its name, its date, the hash of its bytes.
//!
//! Comes in: bytes and what the file system tells of them. Goes out: what a content
//! file keeps of it. The same bytes with the same name and date make the same.

use std::fmt::Write;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::article::Provenance;

/// The provenance of what was read; the date, in UTC, is that of the last change.
pub fn of(bytes: &[u8], from: &str, modified: Option<SystemTime>) -> Provenance {
    Provenance { from: from.to_string(), date: modified.and_then(date), hash: hash(bytes) }
}

fn date(time: SystemTime) -> Option<String> {
    let since: Duration = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let time: DateTime<Utc> = DateTime::from_timestamp(i64::try_from(since.as_secs()).ok()?, 0)?;
    // A content file has years of four digits.
    Some(time.format("%Y-%m-%d").to_string()).filter(|date| date.len() == 10)
}

/// `sha256:` and 64 hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    let mut out = "sha256:".to_string();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_have_the_same_hash() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let provenance = of(b"abc", "a.html", Some(time));
        assert_eq!(provenance.date.as_deref(), Some("2001-09-09"));
        // The example of FIPS 180-2, appendix B.1.
        assert_eq!(provenance.hash, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(of(b"abd", "a.html", None).hash, provenance.hash);
    }
}
