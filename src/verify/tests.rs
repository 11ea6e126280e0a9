use super::*;
use crate::article::{Block, Kind as BlockKind};
use crate::engine::find::find;

/// An article of paragraphs, searched.
pub fn article(text: &str) -> Article {
    let block = |words: &str| Block { kind: BlockKind::Paragraph, words: words.to_string(), ..Block::default() };
    let blocks: Vec<Block> = text.split("\n\n").map(block).collect();
    let mut article = Article { blocks: blocks.into(), ..Article::default() };
    find(&mut article);
    article
}

/// Verdicts in a few words: the kind, and what was dropped and put in.
fn told(draft: &str, source: &str) -> String {
    let (draft, source) = (article(draft), article(source));
    let told = |verdict: &Verdict| {
        let parts = verdict.parts.iter().filter_map(|part| match part {
            Part::Dropped(words) => Some(format!(" -{}", words.trim())),
            Part::Put(words) => Some(format!(" +{}", words.trim())),
            _ => None,
        });
        format!("{}{}", verdict.kind.name(), parts.collect::<String>())
    };
    verify(&draft, &[&source]).iter().map(told).collect::<Vec<_>>().join("; ")
}

const SOURCE: &str = "“A coast without a light,” said the mayor, Ines Duarte, “is only a rumour to us.” The council \
    had met on Monday.\n\nAda Holloway, a beekeeper, was of another mind. “We never asked for forty thousand a year. \
    It is too much for a harbour like ours,” Holloway said. The vote was a mistake that nobody will repeat.\n\n\
    “Nobody came to the meeting of the fishermen,” Duarte said on Tuesday.";

#[track_caller]
fn check(draft: &str, expected: &str) {
    assert_eq!(told(draft, SOURCE), expected, "{draft}");
}

#[test]
fn word_for_word_and_with_editors_changes() {
    check("“A coast without a light,” Ines Duarte said, “is only a rumour to us.”", "exact");
    check("“A coast without a light is only a rumour to us,” Ines Duarte said.", "edited");
    check("\"Nobody came to the meeting of the fishermen,\" Ines Duarte said.", "exact");
    check("Ada Holloway said: “We never asked for forty thousand a year.”", "exact");
    check("Ada Holloway said it was “too much for a harbour like ours.”", "exact");
    check("Ada Holloway said: “We never asked for … a harbour like ours.”", "edited");
    check("Ada Holloway said: “We never asked for [that money].”", "edited");
    check("Ada Holloway said: “[W]e never ask[] for forty thousand a year.”", "altered -asked +ask[]");
    check("Ada Holloway said: “We never [really] asked for forty thousand [euros] a year.”", "edited");
    check("Ada Holloway said: “[i]t is too much for a harbour like ours.”", "edited");
}

#[test]
fn words_changed_dropped_put_in() {
    check("Ada Holloway said: “We never asked for fifty thousand a year.”", "altered -forty +fifty");
    check("Ada Holloway said: “We asked for forty thousand a year.”", "altered -never");
    check("Ada Holloway said: “We never ever asked for forty thousand a year.”", "altered +ever");
    check("Ada Holloway said: “We asked never for forty thousand a year.”", "altered -never +never");
    check("Ada Holloway asked: “We never asked for forty thousand a year?”", "altered -year. +year?");
}

#[test]
fn who_said_it() {
    check("“Nobody came to the meeting of the fishermen,” Ada Holloway said.", "wrong speaker");
    check("“Nobody came to the meeting of the fishermen,” the mayor said.", "exact");
    check("Ada Holloway said: “The vote was a mistake that nobody will repeat.”", "unquoted");
}

#[test]
fn put_together_of_several() {
    check(
        "Ines Duarte said: “A coast without a light is only a rumour to us. Nobody came to the meeting of the fishermen.”",
        "joined",
    );
    check(
        "Ada Holloway said: “It is too much for a harbour like ours. We never asked for forty thousand a year.”",
        "out of order",
    );
}

#[test]
fn what_is_not_there() {
    check("Ada Holloway said: “The sea will take all of our houses sooner or later.”", "not found");
}

/// Words in a paragraph as they stand, a quotation of all of them.
fn quoted(words: &str) -> Article {
    let span = Span { block: 0, start: 0, end: words.len() };
    let quote = Quote { spans: vec![span], words: words.to_string(), ..Quote::default() };
    Article { quotes: vec![quote], ..plain(words) }
}

fn plain(words: &str) -> Article {
    Article { blocks: vec![Block { words: words.to_string(), ..Block::default() }].into(), ..Article::default() }
}

fn kind(draft: &str, source: &str) -> Kind {
    verify(&quoted(draft), &[&plain(source)])[0].kind
}

#[test]
fn repeats_without_end_are_bounded() {
    let begun = std::time::Instant::now();
    let (many, more) = ("a ".repeat(200_000), "a b ".repeat(100_000));
    assert_eq!(kind(&"a ".repeat(5_000), &many), Kind::Exact);
    assert_eq!(kind(&format!("{}b", "a ".repeat(5_000)), &many), Kind::Missing);
    assert_eq!(kind(&"a b b ".repeat(5_000), &more), Kind::Missing);
    assert_eq!(kind(&"a … ".repeat(500), &many), Kind::Exact);
    assert_eq!(kind(&"a [b] ".repeat(500), &more), Kind::Edited);
    // Every word is rare, and none is where it was.
    let rare: Vec<String> = (0..30_000).map(|number| format!("w{number}")).collect();
    let back: Vec<&str> = rare.iter().rev().map(String::as_str).collect();
    assert_eq!(kind(&back.join(" "), &rare.join(" ")), Kind::Unchecked);
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

mod properties {
    use super::*;
    use crate::verify::words::{is_same, words_of};
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        words_of(text).iter().map(|word| text[word.start..word.end].to_lowercase()).collect()
    }

    /// Both sides as the parts have them.
    fn sides(parts: &[Part]) -> (String, String) {
        let (mut draft, mut own) = (String::new(), String::new());
        for part in parts {
            match part {
                Part::Kept { draft: words, source } => {
                    draft.push_str(words);
                    own.push_str(source);
                }
                Part::Put(words) | Part::Bracketed(words) => draft.push_str(words),
                Part::Dropped(words) | Part::LeftOut(words) => own.push_str(words),
            }
        }
        (draft, own)
    }

    proptest! {
        #[test]
        fn what_is_copied_is_exact_whatever_surrounds_it(
            before in "([a-c“”,. ]|[a-c]{1,3} ){0,30}",
            own in "[a-c]{1,3}( [a-c’]{1,3}|, [a-c]){0,12}",
            after in "( [a-c]{1,3}|[,.“” ]){0,30}",
        ) {
            let own = own.trim_matches('’');
            prop_assume!(own.contains(|c: char| c.is_alphanumeric()));
            prop_assert_eq!(kind(own, &format!("{before} {own} {after}")), Kind::Exact);
        }

        #[test]
        fn it_is_right_if_and_only_if_the_words_follow_each_other_there(
            draft in "[a-c]( [a-c]){0,8}",
            source in "[a-c]( [a-c]){0,40}",
        ) {
            let (wanted, all) = (words(&draft), words(&source));
            let is_there = all.windows(wanted.len()).any(|words| words == wanted);
            prop_assert_eq!(kind(&draft, &source).is_right(), is_there);
        }

        #[test]
        fn a_word_changed_is_never_exact(words in proptest::collection::vec("[a-z]{2,8}", 2..30), at in 0usize..30) {
            let at = at % words.len();
            let mut changed = words.clone();
            changed[at] = format!("x{}1", changed[at]);
            prop_assert!(!kind(&changed.join(" "), &words.join(" ")).is_right());
            let mut less = words.clone();
            less.remove(at);
            let is_inner = at > 0 && at + 1 < words.len();
            let is_there = words.windows(less.len()).any(|own| own == less);
            prop_assert!(!is_inner || is_there || !kind(&less.join(" "), &words.join(" ")).is_right());
        }

        #[test]
        fn the_diff_of_one_side_gives_the_other(
            draft in "[a-e](,? [a-e]{1,2}| \\[[a-e]\\]| …){0,14}",
            source in "[a-e]([,.]? [a-e]{1,2}){0,30}",
        ) {
            let verdict = verify(&quoted(&draft), &[&plain(&source)]).remove(0);
            if !verdict.parts.is_empty() {
                let (own, other) = sides(&verdict.parts);
                prop_assert_eq!(own, draft);
                let passage = verdict.passage.expect("there is one");
                let there: Vec<String> = passage.pieces.iter().flat_map(|piece| words(&piece.words)).collect();
                let other = words(&other);
                // What an ellipsis or brackets stand for is none of the passage.
                if verdict.kind == Kind::Altered {
                    prop_assert_eq!(&other, &there);
                }
                let all = words(&source);
                prop_assert!(all.windows(other.len().max(1)).any(|words| words == other) || other.is_empty());
            }
        }

        #[test]
        fn anything_at_all(draft in "[a-c’“”\\[\\]….?, é日\u{301}-]{0,40}", source in "[a-c’“”\\[\\]….?, é日\u{301}-]{0,60}") {
            let verdicts = verify(&quoted(&draft), &[&plain(&source), &plain(&draft)]);
            for verdict in verdicts {
                prop_assert!((0.0..=1.0).contains(&verdict.score));
                let (own, _) = sides(&verdict.parts);
                prop_assert!(own.is_empty() || words(&own).iter().zip(words(&draft)).all(|(a, b)| is_same(a, &b)));
            }
        }
    }
}
