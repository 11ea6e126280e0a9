//! Who is one person, over several articles.
//!
//! Comes in: the people of articles, each with the forms of the name there and what the
//! article's words say. Goes out: individuals, with those who are one. Whoever counts people
//! or looks for one has the answer from here, so that all give the same one:
//!
//! - People of the same name are one. Titles, accents and case do not count.
//! - A shorter form (Ada Finch, Finch) is joined to a longer one (Ada B. Finch) only where
//!   exactly one fits: by first and last name, with nothing between them that differs; by the
//!   last name; or because one is called so elsewhere.
//! - Never are two one whom one article has apart, or of whom the articles' words say
//!   different things, as far as a shorter form is concerned.
//!
//! All forms of a full name are of one `kin`, and whose name fits more than one other kin is
//! joined to none: that is what makes it possible to tell of some people who they are without
//! a look at all others (`reach`). May not know who asks, nor where the people are kept.

mod census;
pub mod gender;
mod name;
mod reach;
mod settle;

pub use census::Census;
pub use gender::Gender;
pub use name::{Name, Names};
pub use reach::join;

/// Somebody in one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// As whoever asks tells them apart.
    pub id: usize,
    pub article: usize,
    pub name: String,
    /// Other forms of the name there.
    pub aliases: Vec<String>,
    /// As the article's words tell.
    pub gender: Option<Gender>,
}

/// People who are one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Individual {
    /// The full name that most have; of several ways to write it the commonest.
    pub name: String,
    pub members: Vec<Person>,
}

/// Where people are kept.
pub trait Register {
    type Fault;

    /// All of a kin.
    fn of_kin(&self, kin: &str) -> Result<Vec<Person>, Self::Fault>;

    /// Two of the other kins, or how many there are, in which somebody is called so.
    fn kins_called(&self, form: &str) -> Result<Vec<String>, Self::Fault>;
}

#[cfg(test)]
mod tests;
