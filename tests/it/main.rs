//! The integration tests, in one binary: one module for each promise.

mod any;
mod archive;
mod books;
mod content;
mod corpus;
mod corrections;
mod evidence;
mod extract;
mod found;
mod imported;
mod importing;
mod late;
mod linked;
mod notation;
mod play;
mod readme;
mod run;
mod score;
mod screens;
mod sizes;
mod spoken;
mod streams;
mod terminal;
mod texts;
mod walls;
mod written;
