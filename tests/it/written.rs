//! An article that is written as a content file reads as it was: the words, the
//! quotations at their places with who says them, the people.

use std::fs;
use std::path::Path;

use pullquote::article::{Article, Wanted};
use pullquote::content::{self, Rigour};
use pullquote::engine::find::find;

use crate::notation;

/// What must be the same: all but what the file says of itself.
fn essence(mut article: Article) -> Article {
    article.wanted = Wanted::default();
    article.provenance = None;
    article
}

/// Reads what is written of an article; it must be without fault.
#[track_caller]
pub fn reread(article: &Article, name: &str) -> Article {
    let text = content::write(article);
    let reading = content::read(&text, Rigour::Strict);
    assert_eq!(reading.faults, [], "{name}:\n{text}");
    let mut again = reading.article.expect("readable");
    find(&mut again);
    again
}

#[track_caller]
pub fn is_the_same(mut article: Article, name: &str) {
    find(&mut article);
    let again = essence(reread(&article, name));
    let before = essence(article);
    assert_eq!(before.blocks, again.blocks, "{name}");
    assert_eq!(before.sections, again.sections, "{name}");
    for (one, other) in before.quotes.iter().zip(&again.quotes) {
        assert_eq!(one, other, "{name}");
    }
    for (one, other) in before.people.iter().zip(&again.people) {
        assert_eq!(one, other, "{name}");
    }
    assert_eq!(before, again, "{name}");
}

#[test]
fn every_article_of_the_corpus() {
    for part in ["kept", "train"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(part);
        for entry in fs::read_dir(folder).expect("the part can be listed") {
            let path = entry.expect("an entry").path();
            let mut article = notation::read(&fs::read_to_string(&path).expect("a text")).article;
            // As an importer would have it.
            article.sections[0].blocks = 0..article.blocks.len();
            is_the_same(article, &path.display().to_string());
        }
    }
}

#[test]
fn every_article_that_is_shipped() {
    for (name, text) in pullquote::library::SHIPPED {
        let article = content::read(text, Rigour::Tolerant).article.expect("readable");
        is_the_same(article, name);
    }
}
