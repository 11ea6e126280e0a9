//! The program on a real pseudo-terminal: choosing, every way out, and what the
//! terminal is sent. Nothing here waits for time to pass: a test waits for words
//! on the screen or for the end, with a bound that only a fault reaches.

mod bytes;
mod correcting;
mod following;
mod jobs;
mod library;
mod linear;
mod looks;
mod notes;
#[cfg(feature = "images")]
mod opening;
mod picking;
mod pictures;
mod places;
mod reviewing;
mod session;
mod sizes;
mod ways_out;
