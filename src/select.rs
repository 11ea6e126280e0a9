//! Which quotations are meant: by whom, with which words.
//!
//! Comes in: an article and what somebody typed. Goes out: people and a yes or
//! no for each quotation. The interface and the commands share it.

use crate::article::{Article, Person, Quote};
use crate::engine::fold::{fold, lower};
use crate::engine::search::matches;

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
}
