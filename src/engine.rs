//! What the article's own words tell, without a file, a clock or a terminal.
//!
//! Comes in: blocks. Goes out: values with places in them. The passes:
//! [`fold`] makes words comparable, [`marks`] finds what stands between
//! quotation marks, [`locate`] finds the words of a quotation, [`search`] those
//! that a reader looks for, [`fuzzy`] whose name is meant, [`nearest`] a passage that is only close,
//! [`sentences`] where a sentence begins and ends; [`accent`] knows letters
//! without their accents.

pub mod accent;
pub mod find;
pub mod fold;
pub mod fuzzy;
pub mod lexicon;
pub mod locate;
pub mod marks;
pub mod nearest;
pub mod ranker;
pub mod script;
pub mod search;
pub mod sentences;
pub mod skim;
