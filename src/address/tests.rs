use super::*;
use crate::article::{Block, Kind};

fn article(paragraphs: &[&str]) -> Article {
    let block = |words: &&str| Block { kind: Kind::Paragraph, words: words.to_string(), ..Block::default() };
    let mut article = Article { blocks: paragraphs.iter().map(block).collect::<Vec<_>>().into(), ..Article::default() };
    crate::engine::find::find(&mut article);
    article
}

const BEFORE: &[&str] = &[
    "The council met on Monday in the old hall. Ines Duarte, the mayor, spoke first.",
    "“A coast without a light is only a rumour,” she said. The shipowners were not amused at all.",
    "“We will go,” said Tom Marlow, who owns two boats, “when the light goes.” Then he left the hall.",
];

/// What becomes of the quotation with those words in another version.
fn found(words: &str, after: &[&str]) -> Found {
    let before = article(BEFORE);
    let ids = crate::record::ids(&before);
    let at = before.quotes.iter().position(|quote| quote.words.contains(words)).expect("it is quoted");
    let text = written(&before, &before.quotes[at], "a.txt", &ids[at]);
    let address = Address::read(&text).expect("it can be read");
    assert_eq!((address.file.as_str(), address.id.as_ref()), ("a.txt", Some(&ids[at])));
    assert_eq!(address.words(), before.quotes[at].words, "{text}");
    let after = article(after);
    find(&after, &crate::record::ids(&after), &address)
}

#[test]
fn an_address_has_the_words_and_is_read_again() {
    assert_eq!(found("coast", BEFORE).fit, Fit::Same);
    assert_eq!(found("We will go", BEFORE).fit, Fit::Same);
    let moved = [BEFORE[2], BEFORE[0], BEFORE[1]];
    assert_eq!((found("coast", &moved).fit, found("We will go", &moved).fit), (Fit::Same, Fit::Same));
}

#[test]
fn words_are_found_where_something_around_them_is_other() {
    let edited = [BEFORE[0], "“A coast without a light is only a rumour,” the mayor told them. Nobody laughed."];
    assert_eq!(found("coast", &edited).fit, Fit::Moved);
    assert_eq!(found("We will go", &edited).fit, Fit::Lost);
}

#[test]
fn changed_words_are_told_and_gone_ones_are_lost() {
    let edited = BEFORE[1].replace("rumour", "memory");
    let one = found("coast", &[BEFORE[0], &edited, BEFORE[2]]);
    let now = Some("A coast without a light is only a memory,".to_string());
    assert_eq!(
        (one.fit, one.was.as_str(), &one.now),
        (Fit::Changed, "A coast without a light is only a rumour,", &now)
    );
    let pieces = BEFORE[2].replace("the light goes", "the lamp goes");
    assert_eq!(found("We will go", &[BEFORE[0], &pieces]).fit, Fit::Changed);
    let longer = BEFORE[1].replace("rumour,", "rumour, and a bad one,");
    assert_eq!(found("coast", &[BEFORE[0], &longer]).fit, Fit::Changed);
    assert_eq!(found("coast", &[BEFORE[0], BEFORE[2]]).fit, Fit::Lost);
    let unquoted = BEFORE[1].replace(['“', '”'], "");
    assert_eq!(found("coast", &[BEFORE[0], &unquoted]).fit, Fit::Unquoted);
}

#[test]
fn an_id_that_other_words_have_is_not_believed() {
    let before = article(BEFORE);
    let ids = crate::record::ids(&before);
    let text = written(&before, &before.quotes[0], "a.txt", &ids[1]);
    let one = find(&before, &ids, &Address::read(&text).expect("it can be read"));
    assert_eq!((one.fit, one.quote), (Fit::Moved, Some(0)));
}

#[test]
fn an_id_alone_may_be_short_but_not_ambiguous() {
    let article = article(BEFORE);
    let fit = |id: &str, ids: &[&str]| {
        let ids: Vec<String> = ids.iter().map(|id| id.to_string()).collect();
        let found = find(&article, &ids, &Address::read(&format!("a#{id}")).expect("it can be read"));
        (found.fit, found.quote)
    };
    assert_eq!(fit("q-12", &["q-123456", "q-345678"]), (Fit::Same, Some(0)));
    assert_eq!(fit("q-1", &["q-123456", "q-145678"]), (Fit::Perhaps, Some(0)));
    assert_eq!(fit("q-123456", &["q-123456", "q-123456-2"]), (Fit::Same, Some(0)));
    assert_eq!(fit("q-123456-2", &["q-123456", "q-123456-2"]), (Fit::Same, Some(1)));
    assert_eq!(fit("q-9", &["q-123456", "q-345678"]), (Fit::Wordless, None));
}

#[test]
fn addresses_of_browsers_are_read() {
    let article = article(BEFORE);
    let fit = |text: &str| {
        let found = find(&article, &crate::record::ids(&article), &Address::read(text).expect("it can be read"));
        (found.fit, found.quote)
    };
    assert_eq!(fit("https://a.example/x#:~:text=coast%20without"), (Fit::Same, Some(0)));
    assert_eq!(fit("a.txt#:~:text=A%20coast%20without%20a%20lamp%20is%20only%20a%20rumour"), (Fit::Perhaps, Some(0)));
    assert_eq!(fit("https://a.example/x#y:~:text=A%20coast%20without%20a%20light,a%20rumour"), (Fit::Same, Some(0)));
    assert_eq!(fit("a.txt#:~:text=%E2%80%9C-,We%20will%20go&text=when%20the%20light%20goes."), (Fit::Same, Some(1)));
    assert_eq!(fit("a.txt#:~:text=never%20said%20by%20anybody"), (Fit::Lost, None));
}

#[test]
fn what_is_no_address_is_refused() {
    for (text, fault) in [
        ("a.txt", Fault::Nothing),
        ("a.txt#here", Fault::Nothing),
        ("a.txt#q-xyz", Fault::Nothing),
        ("#q-12", Fault::Fileless),
        ("a.txt#:~:", Fault::Nothing),
        ("a.txt#:~:text=", Fault::Garbled),
        ("a.txt#:~:text=%ff", Fault::Garbled),
        ("a.txt#:~:text=a,b,c", Fault::Garbled),
        (&"x".repeat(LONGEST + 1), Fault::TooLong),
    ] {
        assert_eq!(Address::read(text), Err(fault), "{text}");
    }
    let hostile = Address::read("a#q-1:~:text=%1b%5b2J%e2%80%aex").expect("it can be read");
    assert!(!hostile.words().contains(['\u{1b}', '\u{202e}']), "{hostile:?}");
    assert_eq!(Address::read("a#b.txt#q-12").map(|a| a.file), Ok("a#b.txt".to_string()));
}

/// The shipped articles, with what is found in them.
fn shipped() -> impl Iterator<Item = Article> {
    crate::library::SHIPPED.iter().map(|(_, text)| {
        let mut article = crate::content::read(text, crate::content::Rigour::Tolerant).article.expect("an article");
        crate::engine::find::find(&mut article);
        article
    })
}

/// The same article with other words in its blocks, in which only these quotations are.
fn edited(article: &Article, edit: impl Fn(usize, &str) -> String, quotes: Vec<Quote>) -> Article {
    let block = |(index, block): (usize, &Block)| Block { words: edit(index, &block.words), ..block.clone() };
    let blocks: Vec<Block> = article.blocks.iter().enumerate().map(block).collect();
    Article { blocks: blocks.into(), quotes, ..article.clone() }
}

#[test]
fn no_quotation_is_taken_for_another() {
    for article in shipped() {
        let ids = crate::record::ids(&article);
        for (index, quote) in article.quotes.iter().enumerate().filter(|(_, quote)| !quote.spans.is_empty()) {
            let address = Address::read(&written(&article, quote, "a", &ids[index])).expect("it can be read");
            let is_own = |block: usize| quote.spans.iter().any(|span| span.block == block);
            let others = article.quotes.iter().filter(|other| !other.spans.iter().any(|span| is_own(span.block)));
            let others: Vec<Quote> = others.cloned().collect();
            let without = |block: usize, words: &str| if is_own(block) { String::new() } else { words.to_string() };
            let gone = edited(&article, without, others);
            let found = find(&gone, &crate::record::ids(&gone), &address);
            assert!(found.fit >= Fit::Perhaps, "{:?} is taken for {:?}", quote.words, found.now);
        }
    }
}

#[test]
fn a_word_that_changed_is_a_difference_in_its_place() {
    for article in shipped() {
        let ids = crate::record::ids(&article);
        let whole = |(_, quote): &(usize, &Quote)| quote.spans.len() == 1 && quote.words.split(' ').count() > 3;
        for (index, quote) in article.quotes.iter().enumerate().filter(whole) {
            let address = Address::read(&written(&article, quote, "a", &ids[index])).expect("it can be read");
            let span = &quote.spans[0];
            let words: Vec<&str> = article.words(span).split(' ').collect();
            for (at, word) in words.iter().enumerate().filter(|(_, word)| word.chars().all(char::is_alphabetic)) {
                // As long as it was, so that the other quotations stay where they are.
                let new = if word.is_ascii() { "z".repeat(word.len()) } else { continue };
                let now = [&words[..at], &[&new], &words[at + 1..]].concat().join(" ");
                let own = |block: usize, words: &str| match block == span.block {
                    true => format!("{}{now}{}", &words[..span.start], &words[span.end..]),
                    false => words.to_string(),
                };
                let mut quotes = article.quotes.clone();
                quotes[index].words = one_line(&now);
                let other = edited(&article, own, quotes);
                let found = find(&other, &crate::record::ids(&other), &address);
                assert_eq!((found.fit, found.quote), (Fit::Changed, Some(index)), "{now:?} of {:?}", quote.words);
            }
        }
    }
}
