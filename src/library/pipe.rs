//! Reads from what may have nothing to give yet.
//!
//! Comes in: an open pipe, and how long it may be silent. Goes out: its bytes,
//! as many as the limit allows. May not know what they mean.

use std::io;
use std::os::fd::AsFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::{Failure, LIMIT};

const CHUNK: usize = 64 << 10;

/// Reads to the end. Without `idle` it waits for ever.
pub fn read(pipe: &impl AsFd, idle: Option<Duration>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        if idle.is_some() {
            wait(pipe, idle)?;
        }
        match rustix::io::read(pipe, &mut chunk) {
            Ok(0) => return Ok(bytes),
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
            Err(Errno::INTR) => {}
            // Somebody else may have made the standard input non-blocking.
            Err(Errno::AGAIN) => wait(pipe, idle)?,
            Err(error) => return Err(io::Error::from(error).into()),
        }
        if bytes.len() as u64 > LIMIT {
            return Err(Failure::TooLarge);
        }
    }
}

/// Waits until there is something to read, or the other end is closed.
fn wait(pipe: &impl AsFd, idle: Option<Duration>) -> Result<(), Failure> {
    let limit = idle.map(|d| Timespec { tv_sec: d.as_secs().cast_signed(), tv_nsec: 0 });
    loop {
        let mut wanted = [PollFd::new(pipe, PollFlags::IN)];
        match poll(&mut wanted, limit.as_ref()) {
            Ok(0) => return Err(Failure::Idle),
            Ok(_) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(error) => return Err(io::Error::from(error).into()),
        }
    }
}
