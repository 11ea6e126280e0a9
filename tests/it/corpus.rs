//! The corpus: what it must hold, and how well the shipped weights do on the part
//! that none of them was trained on.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use pullquote::article::Certainty;

use crate::notation::{self, Marked};
use crate::score::{self, Score};

const WEIGHTS: &[u8] = include_bytes!("../../src/engine/weights.bin");

/// The articles of a part, by file name.
fn part(name: &str) -> Vec<(String, Marked)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    let entries = fs::read_dir(folder).expect("the part can be listed");
    let mut paths: Vec<_> = entries.map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| notation::read(&fs::read_to_string(path).expect("a text"));
    paths.iter().map(|path| (path.display().to_string(), read(path))).collect()
}

static KEPT: LazyLock<Score> = LazyLock::new(|| {
    let articles: Vec<Marked> = part("kept").into_iter().map(|(_, marked)| marked).collect();
    score::of(&articles, WEIGHTS)
});

/// The score of the shipped weights on the articles that are kept apart.
pub fn kept() -> &'static Score {
    &KEPT
}

/// Floors, two points under what was reached when they were written.
#[test]
fn what_is_found_in_the_kept_articles_stays_as_good() {
    let score = kept();
    let floors = [
        ("quotations", score.quotations(), 94.9),
        ("mention", score.mention(), 91.4),
        ("speaker", score.speaker(), 82.9),
        ("people", score.persons(), 90.9),
        ("joined", score.together(), 94.4),
    ];
    for (what, reached, floor) in floors {
        assert!(reached >= floor, "{what}: {reached:.1}, and the floor is {floor}; {score}");
    }
}

/// A guess must never look like a fact.
#[test]
fn sure_is_right_nine_times_in_ten() {
    let score = kept();
    assert!(score.right(Certainty::Sure) >= 90.0, "{score}");
    assert!(score.right(Certainty::Sure) > score.right(Certainty::Likely), "{score}");
    assert!(score.right(Certainty::Likely) > score.right(Certainty::Unsure), "{score}");
    // It must be sure of something, or this is cheap.
    assert!(score.count(Certainty::Sure) * 2 > score.hits, "{score}");
}

#[test]
fn there_is_enough_of_it_and_every_article_can_be_read() {
    let all: Vec<(String, Marked)> = [part("train"), part("kept")].into_iter().flatten().collect();
    for (file, marked) in &all {
        assert!(marked.article.blocks.len() > 3 && !marked.quotes.is_empty(), "{file}");
        for quote in &marked.quotes {
            let source = quote.source.iter().map(|s| &s.span);
            for span in std::iter::once(&quote.span).chain(source) {
                assert!(!marked.article.words(span).is_empty(), "{file}: {span:?}");
            }
            let name = quote.source.as_ref().and_then(|s| s.name.as_ref());
            let is_listed = |name: &&String| marked.people.iter().any(|p| p.forms.contains(name));
            assert!(name.is_none_or(|n| is_listed(&n)), "{file}: {name:?} is not in the head");
        }
    }
    assert!(all.len() >= 60, "{} articles", all.len());
    let quotes: usize = all.iter().map(|(_, marked)| marked.quotes.len()).sum();
    assert!(quotes >= 900, "{quotes} quotations");
}

#[test]
fn nothing_is_in_both_parts() {
    let runs = |marked: &Marked| -> Vec<String> {
        let blocks = marked.article.blocks.iter();
        let words = blocks.map(|b| b.words.split_whitespace().collect::<Vec<_>>());
        words.flat_map(|w| w.windows(12).map(|run| run.join(" ")).collect::<Vec<_>>()).collect()
    };
    let trained: HashSet<String> = part("train").iter().flat_map(|(_, marked)| runs(marked)).collect();
    assert!(trained.len() > 10_000);
    for (file, marked) in part("kept") {
        let both = runs(&marked).into_iter().find(|run| trained.contains(run));
        assert_eq!(both, None, "{file}: also in the part that is trained on");
    }
}
