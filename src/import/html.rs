//! A web page to an article.
//!
//! Comes in: the bytes of a page and what is known of where it is from. Goes out: the
//! article that is in it. May not know what kinds of files there are besides.

pub mod document;
mod element;
mod figure;
mod picture;
mod table;
pub mod walk;
