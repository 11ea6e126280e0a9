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

/// What is told of a quotation of some words, both as they stand, and what of it is a house's.
#[track_caller]
fn check_style(draft: &str, source: &str, expected: &str) {
    let (draft, source) = (quoted(draft), plain(source));
    let verdict = verify(&draft, &[&source]).remove(0);
    let parts = verdict.parts.iter().filter_map(|part| match part {
        Part::Dropped(words) => Some(format!(" -{}", words.trim())),
        Part::Put(words) => Some(format!(" +{}", words.trim())),
        _ => None,
    });
    let edits = verdict.edits.iter().filter_map(|edit| match edit {
        Edit::House { source, draft } => Some(format!(" {source}={draft}")),
        _ => None,
    });
    let told = format!("{}{}", verdict.kind.name(), edits.chain(parts).collect::<String>());
    assert_eq!(told, expected, "{}", draft.blocks[0].words);
}

#[test]
fn a_house_writes_numbers_contractions_and_per_cent_in_its_way() {
    for (draft, source, expected) in [
        ("We saw five boats there.", "We saw 5 boats there.", "edited 5=five"),
        ("Five boats went out.", "“5 boats went out.”", "edited 5=Five"),
        ("We saw twenty-five boats there", "We saw 25 boats there", "edited 25=twenty-five"),
        ("We saw 25 boats there", "We saw twenty five boats there", "edited twenty five=25"),
        ("The boats were one hundred", "The boats were 100", "edited 100=one hundred"),
        ("We don’t want the boats", "We do not want the boats", "edited do not=don’t"),
        ("We can’t go, we won't", "We cannot go, we will not", "edited cannot=can’t will not=won't"),
        ("They are sure I've gone", "They're sure I have gone", "edited They're=They are I have=I've"),
        ("It is 5 per cent of that", "It is five percent of that", "edited five=5 percent=per cent"),
        ("It is five per-cent of that", "It is 5% of that", "edited 5=five %=per-cent"),
        ("We saw … twenty-one boats … or more", "We saw the 21 boats there or more", "edited 21=twenty-one"),
        ("We saw five red boats there", "We saw 5 blue boats there", "altered 5=five -blue +red"),
    ] {
        check_style(draft, source, expected);
    }
    // Of two passages the one that has the same words.
    let other = "We paid six dollars for all. On Monday we paid 5 dollars for all.";
    check_style("We paid five dollars for all.", other, "edited 5=five");
    // No quotation put together of several, if it stands there in one.
    let far = "They went on and on about the town. ".repeat(20);
    let source =
        format!("“I do not like it,” said Ada Holloway. {far}\n\n“I don’t think it works,” said Ada Holloway.");
    assert_eq!(told("Ada Holloway said: “I do not think it works.”", &source), "edited");
}

#[test]
fn what_only_looks_like_a_style_is_altered() {
    for (draft, source, expected) in [
        ("We saw six boats there", "We saw 5 boats there", "altered -5 +six"),
        ("We do want the boats", "We don’t want the boats", "altered -don’t +do"),
        ("We did not want the boats", "We don’t want the boats", "altered -don’t +did not"),
        ("We don’t not want the boats", "We do not want the boats", "altered -do +don’t"),
        ("It’s a boat of ours", "It is a boat of ours", "altered -is +It’s"),
        ("So let’s go out there", "So let us go out there", "altered -let us +let’s"),
        ("We couldn’t only see it all", "We could not only see it all", "altered -could not +couldn’t"),
        ("We won the game twenty-five, all of us", "We won the game 20-5, all of us", "altered -20-5, +twenty-five,"),
        ("We saw twenty-five boats", "We saw twenty 5 boats", "altered -5 +five"),
        ("We paid five for the boats", "We paid $5 for the boats", "altered 5=five -$"),
        ("We paid five for the boats", "We paid 5% for the boats", "altered 5=five -%"),
        ("We had 5 hundred of the boats", "We had five of the boats", "altered five=5 +hundred"),
        ("We had five of the boats", "We had ±5 of the boats", "altered -±5 +five"),
        ("We had five six of the boats", "We had 5/6 of the boats", "altered -5/6 +five six"),
        ("We had five. Six of the boats", "We had 5.6 of the boats", "altered -5.6 +five. Six"),
        ("We had five of the boats", "We had 05 of the boats", "altered -05 +five"),
        ("Did we see five? Boats were there", "Did we see 5. Boats were there", "altered -5. +five?"),
        ("We saw [five] boats there", "We saw 5 boats there", "edited"),
        ("We saw a hundred boats there", "We saw 100 boats there", "altered -100 +a hundred"),
    ] {
        check_style(draft, source, expected);
    }
    let source = "The boats were 5. “Boats went out to the sea,” said Ada Holloway, who counts them.";
    assert_eq!(told("Ada Holloway said: “Five boats went out to the sea.”", source), "altered +Five");
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

    /// Words of a source and of a draft that has some of them otherwise; many are the same in
    /// another style.
    fn restyled() -> impl Strategy<Value = (String, String)> {
        let all = "a,b,do,not,do not,don't,did not,didn't,will not,won't,we,we will,we'll,only,five,5,twenty,20,25,\
            twenty-five,one,one hundred,100,1,per,cent,per cent,percent,%,can't,cannot,can";
        let word = || proptest::sample::select(all.split(',').collect::<Vec<_>>());
        let source = proptest::collection::vec(word(), 3..24);
        let swaps = proptest::collection::vec(proptest::option::weighted(0.3, word()), 2..9);
        (source, 0usize..20, swaps).prop_map(|(source, from, swaps)| {
            let own = source[from % source.len()..].iter().zip(swaps);
            let draft: Vec<&str> = own.map(|(own, swap)| swap.unwrap_or(own)).collect();
            (draft.join(" "), source.join(" "))
        })
    }

    /// The same in one style.
    fn expanded(words: &str) -> String {
        let ways = [
            ("-", " "),
            ("n't", " not"),
            ("wo not", "will not"),
            ("ca not", "cannot"),
            ("we'll", "we will"),
            ("percent", "per cent"),
            ("%", "per cent"),
            ("100", "one hundred"),
            ("25", "twenty five"),
            ("20", "twenty"),
            ("5", "five"),
            ("1", "one"),
        ];
        ways.iter().fold(words.to_string(), |words, (one, other)| words.replace(one, other))
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
        fn a_style_hides_no_other_word((draft, source) in restyled()) {
            let kind = kind(&draft, &source);
            let (wanted, all) = (format!(" {} ", expanded(&draft)), format!(" {} ", expanded(&source)));
            prop_assert!(kind != Kind::Edited || all.contains(&wanted), "{} in {}", draft, source);
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
