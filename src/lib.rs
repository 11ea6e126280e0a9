//! Pullquote, a terminal article reader that knows who said what.

pub mod article;
pub mod clean;
pub mod content;
pub mod engine;
pub mod glyph;
pub mod library;
pub mod markdown;
pub mod plain;
pub mod record;
