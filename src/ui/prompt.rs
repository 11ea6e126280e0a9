//! A prompt: what is asked for, what has been typed, and what was looked for earlier.
//!
//! Comes in: letters, and the searches of the run. Goes out: the words. May not know keys
//! or what comes of them.

use super::geometry::Focus;
use super::text_field::TextField;

/// So many searches are remembered.
const MOST: usize = 100;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Words to go to.
    Text,
    /// Words that every paragraph that is shown has to have.
    Only,
    /// The entries of a list that are shown.
    List(Focus),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    pub asks: Asks,
    pub typed: TextField,
    /// How many paragraphs have the words, where that is asked for.
    pub paragraphs: usize,
    /// How far back in the earlier searches, and what was typed before.
    back: usize,
    own: TextField,
}

impl Prompt {
    pub fn new(asks: Asks, typed: &str) -> Prompt {
        Prompt { asks, typed: TextField::new(typed), paragraphs: 0, back: 0, own: TextField::default() }
    }

    /// Another search of before; the words typed are kept for the way back. False if
    /// there is none.
    pub fn recall(&mut self, searches: &[String], earlier: bool) -> bool {
        let back = if earlier { Some(self.back + 1) } else { self.back.checked_sub(1) };
        let Some(back) = back.filter(|back| *back <= searches.len()) else { return false };
        if self.back == 0 {
            self.own.clone_from(&self.typed);
        }
        self.typed = match back {
            0 => std::mem::take(&mut self.own),
            back => TextField::new(searches[searches.len() - back].as_str()),
        };
        self.back = back;
        true
    }

    /// What stands in the prompt was typed: the last search is the first before it.
    pub fn is_typed(&mut self) {
        self.back = 0;
    }
}

/// Remembers a search as the last one.
pub fn remember(searches: &mut Vec<String>, words: &str) {
    searches.retain(|other| other != words);
    searches.push(words.to_string());
    let over = searches.len().saturating_sub(MOST);
    searches.drain(..over);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_of_before() {
        let mut searches = Vec::new();
        ["one", "two", "one"].iter().for_each(|words| remember(&mut searches, words));
        assert_eq!(searches, ["two", "one"]);
        let mut prompt = Prompt::new(Asks::Text, "th");
        let mut recall = |earlier| {
            let moved = prompt.recall(&searches, earlier);
            (moved, prompt.typed.text().to_string())
        };
        assert_eq!(recall(false), (false, "th".into()));
        assert_eq!(recall(true), (true, "one".into()));
        assert_eq!(recall(true), (true, "two".into()));
        assert_eq!(recall(true), (false, "two".into()));
        assert_eq!(recall(false), (true, "one".into()));
        assert_eq!(recall(false), (true, "th".into()));
        (0..2 * MOST).for_each(|n| remember(&mut searches, &n.to_string()));
        assert_eq!((searches.len(), searches.last().map(String::as_str)), (MOST, Some("199")));
    }
}
