//! The integration tests, in one binary: one module for each promise.

mod content;
mod extract;
mod linked;
mod play;
mod readme;
mod run;
mod screens;
mod sizes;
mod streams;
mod terminal;
mod texts;
mod walls;
