//! Which quotations are meant: by whom, with which words.
//!
//! Comes in: an article and what somebody typed. Goes out: people and a yes or
//! no for each quotation. The interface and the commands share it.

use crate::article::{Article, Block, Person, Quote};
use crate::engine::fold::{fold, lower};
use crate::engine::fuzzy;
use crate::engine::search::{Text, Wanted, matches};

/// The people whom a name means, by their index: those with that name or alias,
/// else those in whose name or alias it stands as whole words.
pub fn named(article: &Article, name: &str) -> Vec<usize> {
    let folded = |words: &str| lower(&fold(words));
    let wanted = folded(name);
    let find = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let called = |p: &Person| std::iter::once(&p.name).chain(&p.aliases).any(|n| is(&folded(n)));
        let people = article.people.iter().enumerate();
        people.filter(|(_, person)| called(person)).map(|(id, _)| id).collect()
    };
    let whole = find(&|n| n == wanted);
    if whole.is_empty() && !wanted.is_empty() { find(&|n| has_words(n, &wanted)) } else { whole }
}

fn has_words(name: &str, words: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let whole = |(at, _): (usize, &str)| {
        is_edge(name[..at].chars().next_back()) && is_edge(name[at + words.len()..].chars().next())
    };
    name.match_indices(words).any(whole)
}

/// Whether all words of a query occur in what is said of a quotation: its words,
/// its speaker, its context.
pub fn quote_matches(article: &Article, quote: &Quote, query: &str) -> bool {
    if query.trim().is_empty() {
        return true;
    }
    let speaker = article.speaker(quote).map_or("", |p| p.name.as_str());
    let context = quote.context.as_deref().unwrap_or_default();
    matches(&format!("{} {speaker} {context}", quote.words), query)
}

/// What is said of each quotation, ready to be searched: its words, its context, all
/// names of its speaker.
pub struct Said {
    /// One for each quotation.
    blocks: Vec<Block>,
    text: Text,
}

impl Said {
    pub fn new(article: &Article) -> Said {
        let told = |quote: &Quote| {
            let names = article.speaker(quote).into_iter().flat_map(|p| std::iter::once(&p.name).chain(&p.aliases));
            let parts = std::iter::once(&quote.words).chain(&quote.context).chain(names);
            Block { words: parts.map(String::as_str).collect::<Vec<_>>().join("\n"), ..Block::default() }
        };
        let blocks: Vec<Block> = article.quotes.iter().map(told).collect();
        Said { text: Text::new(&blocks), blocks }
    }

    /// The quotations of which all words typed are said, in order. A word that is said of
    /// none is a speaker's name by its letters.
    pub fn like(&mut self, article: &Article, typed: &str) -> Vec<usize> {
        let mut like: Vec<usize> = (0..self.blocks.len()).collect();
        for word in typed.split_whitespace() {
            let hits = self.text.find(&self.blocks, &Wanted::typed(word));
            if hits.is_empty() {
                let names = article.people.iter().map(|p| std::iter::once(&p.name).chain(&p.aliases));
                let people = fuzzy::narrow(word, names);
                like.retain(|&quote| article.quotes[quote].speaker.is_some_and(|id| people.contains(&id)));
            } else {
                let with = self.text.blocks_of(&hits);
                like.retain(|quote| with.binary_search(quote).is_ok());
            }
        }
        like
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        let person =
            |name: &str, alias: &str| Person { name: name.into(), aliases: vec![alias.into()], ..Person::default() };
        let people =
            vec![person("Kim Jong Un", "Kim"), person("Kim Yo Jong", "the sister"), person("Siobhán O’Dwyer", "A.")];
        Article { people, ..Article::default() }
    }

    #[test]
    fn a_name_is_whole_or_an_alias_or_words_of_it() {
        let article = article();
        assert_eq!(named(&article, "kim"), [0]);
        assert_eq!(named(&article, "The  Sister"), [1]);
        assert_eq!(named(&article, "jong"), [0, 1]);
        assert_eq!(named(&article, "o'dwyer"), [2]);
        assert_eq!(named(&article, "SIOBHÁN"), [2]);
        assert_eq!(named(&article, "jon"), [0usize; 0]);
        assert_eq!(named(&article, ""), [0usize; 0]);
    }

    #[test]
    fn words_of_a_query_are_looked_for_in_all_that_is_said() {
        let article = article();
        let quote = Quote {
            words: "We go at dawn".into(),
            context: Some("on air".into()),
            speaker: Some(2),
            ..Quote::default()
        };
        for yes in ["dawn go", "dwyer", "O'Dwyer air", " "] {
            assert!(quote_matches(&article, &quote, yes), "{yes}");
        }
        assert!(!quote_matches(&article, &quote, "dusk"));
    }

    #[test]
    fn quotations_are_like_what_is_typed() {
        let quote = |words: &str, speaker| Quote { words: words.into(), speaker, ..Quote::default() };
        let quotes = vec![quote("We go to the café", Some(0)), quote("Kim stays", Some(2)), quote("Go on", None)];
        let article = Article { quotes, ..article() };
        let mut said = Said::new(&article);
        let mut like = |typed: &str| said.like(&article, typed);
        assert_eq!(like(""), [0, 1, 2]);
        assert_eq!(like("go"), [0, 2]);
        assert_eq!(like("Go"), [2]);
        assert_eq!(like("cafe go"), [0]);
        assert_eq!(like("kim"), [0, 1]);
        // Of nothing that is said, but in a name.
        assert_eq!(like("sbhn"), [1]);
        assert_eq!(like("kjun go"), [0]);
        assert_eq!(like("xyz"), [0usize; 0]);
    }
}
