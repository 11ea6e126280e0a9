//! Every shipped article loads, and all its quotations are in it.

use pullquote::content::{Rigour, read};
use pullquote::library::{PICTURES, SHIPPED};

use crate::play::shipped;

#[test]
fn no_shipped_article_has_a_fault() {
    for (file, source) in SHIPPED {
        assert_eq!(read(source, Rigour::Strict).faults, [], "{file}");
    }
}

#[test]
fn every_file_of_the_folder_is_shipped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    files.sort();
    let mut names: Vec<&str> = SHIPPED.iter().map(|s| s.0).chain(PICTURES.iter().map(|p| p.0)).collect();
    names.sort();
    assert_eq!(files, names);
}

#[test]
fn the_first_article_has_its_eleven_quotations_word_for_word() {
    let articles = shipped("love");
    let article = &articles[0].now().article;
    let said: Vec<(&str, &str)> =
        article.quotes.iter().map(|q| (article.speaker(q).map_or("", |p| p.name.as_str()), q.words.as_str())).collect();
    let expected = [
        ("Donald Trump", "deep and special friend"),
        ("Donald Trump", "good health"),
        ("Donald Trump", "Kim Jong Un is in good health. Never underestimate him!"),
        ("", "love letters"),
        (
            "Kim Jong Un",
            "that moment of history when I firmly held Your Excellency’s hand at the beautiful and sacred location \
             as the whole world watched with great interest and hope to relive the honor of that day.",
        ),
        ("Kim Jong Un", "Your Excellency,"),
        ("Kim Jong Un", "reminiscent of a scene from a fantasy film."),
        ("Kim Jong Un", "deep and special friendship between us will work as a magical force"),
        ("Donald Trump", "He never smiled before. I’m the only one he smiles with."),
        ("Yeonmi Park", "I still have contacts in North Korea and people in North Korea giving me information."),
        (
            "Yeonmi Park",
            "We can agree that Kim Yo Jong is not taking over North Korea and I don’t think that is in her \
             interest. Kim Jong Un is very much in power and he’s not dying anytime soon.",
        ),
    ];
    assert_eq!(said, expected);
    let people: Vec<&str> = article.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(people, ["Donald Trump", "Kim Jong Un", "Bob Woodward", "Kim Yo Jong", "Yeonmi Park"]);
    assert!(article.people.iter().all(|p| p.role.is_some() && !p.aliases.is_empty()));
    assert!(article.quotes.iter().all(|q| q.context.is_some() && !q.spans.is_empty()));
}

#[test]
fn the_ambiguous_ones_are_where_they_belong() {
    let articles = shipped("love");
    let article = &articles[0].now().article;
    let around = |words: &str| {
        let quote = article.quotes.iter().find(|q| q.words == words).expect("it is one of the quotations");
        let span = &quote.spans[0];
        let block = &article.blocks[span.block].words;
        (block[..span.start].chars().next_back(), block[span.end..].chars().next())
    };
    for words in ["deep and special friend", "good health", "Your Excellency,", "love letters"] {
        assert_eq!(around(words), (Some('“'), Some('”')), "{words}");
    }
}
