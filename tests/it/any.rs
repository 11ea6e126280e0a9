//! Whatever the text, what is found in it is in it, and the work grows with its
//! length. Work is counted in steps, features that were weighed, not in seconds.

use proptest::prelude::*;
use pullquote::article::{Article, Block, Kind, Origin, Section, Span, one_line};
use pullquote::engine::find::{find, find_with};
use pullquote::engine::ranker::{Choice, Judge, Model, Question};

/// An article of blocks as they are.
fn article(blocks: Vec<(Kind, String)>) -> Article {
    let block = |(kind, words)| Block { kind, depth: 0, words, ..Block::default() };
    let blocks: Vec<Block> = blocks.into_iter().map(block).collect();
    let sections = vec![Section { heading: None, blocks: 0..blocks.len() }];
    Article { sections, blocks: blocks.into(), ..Article::default() }
}

/// What is likely to hurt.
const FRAGMENTS: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "`",
    "«",
    "»",
    "„",
    "「",
    "」",
    "『",
    "』",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    ".",
    ",",
    ";",
    ":",
    "?",
    "!",
    "…",
    "...",
    "—",
    "–",
    "-",
    "/",
    "&",
    "@",
    "#",
    "*",
    "•",
    "’s",
    "'s",
    "s’",
    "said",
    "says",
    "told",
    "asked",
    "added",
    "wrote",
    "according to",
    "called",
    "known as",
    "who",
    "whose",
    "that",
    "he",
    "she",
    "they",
    "it",
    "I",
    "his",
    "her",
    "one",
    "two of them",
    "the",
    "a",
    "of",
    "and",
    "Mr.",
    "Mrs",
    "Dr.",
    "Sen.",
    "Lord",
    "de",
    "van der",
    "al-",
    "Jr.",
    "III",
    "J.",
    "J.K.",
    "the mayor",
    "a senior official",
    "the book",
    "the minister’s",
    "spokeswoman for",
    "Monday",
    "March",
    "London",
    "The Times",
    "Ada",
    "Byron",
    "Ada Byron",
    "Kim Jo Un",
    "O’Neil",
    "McCoy",
    "St. John",
    "Ödön",
    "Çelik",
    "İnci",
    "ǅon",
    "王小明",
    "田中",
    "Анна",
    "علي",
    "ßeta",
    "yes",
    "No",
    "NO",
    "ACME",
    "U.S.",
    "1990",
    "’90s",
    "$4.50",
    "(D-Ohio)",
    "e\u{301}",
    "\u{200d}",
    "\u{200b}",
    "👩‍👩‍👧",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\t",
    "  ",
    "\r",
    "\u{0}",
    "\u{fffd}",
    "𝒜da",
    "ﬁ",
    "İ",
    "ı",
    "ſaid",
];

fn any_words() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        12 => proptest::sample::select(FRAGMENTS).prop_map(str::to_string),
        1 => any::<char>().prop_map(String::from),
    ];
    let glued = (fragment, proptest::sample::select(&["", " ", " ", "\n"][..]));
    proptest::collection::vec(glued, 0..40)
        .prop_map(|all| all.into_iter().flat_map(|(f, glue)| [f, glue.into()]).collect())
}

fn any_kind() -> impl Strategy<Value = Kind> {
    let often = proptest::sample::select(&[Kind::Paragraph, Kind::Aside, Kind::Item(None), Kind::Figure][..]);
    let set_apart = [Kind::Title, Kind::Subtitle, Kind::Byline, Kind::Heading(2), Kind::Code, Kind::Rule];
    prop_oneof![4 => often, 1 => proptest::sample::select(set_apart.to_vec())]
}

fn any_article() -> impl Strategy<Value = Article> {
    proptest::collection::vec((any_kind(), any_words()), 0..8).prop_map(article)
}

fn is_within(article: &Article, span: &Span) -> bool {
    let words = article.blocks.get(span.block).and_then(|b| b.words.get(span.start..span.end));
    words.is_some_and(|w| !w.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_found_is_in_the_text(before in any_article()) {
        let mut found = before.clone();
        find(&mut found);
        prop_assert_eq!(&found.blocks, &before.blocks);
        prop_assert_eq!(&found.sections, &before.sections);
        let spans: Vec<&Span> = found.quotes.iter().flat_map(|q| &q.spans).collect();
        prop_assert!(spans.windows(2).all(|w| (w[0].block, w[0].end) <= (w[1].block, w[1].start)), "{:?}", spans);
        for quote in &found.quotes {
            prop_assert!(!quote.spans.is_empty());
            let own = quote.said_as.iter().chain(&quote.cue);
            for span in quote.spans.iter().chain(own) {
                prop_assert!(is_within(&found, span), "{:?} in {:?}", span, quote);
            }
            let words: Vec<String> = quote.spans.iter().map(|s| one_line(found.words(s))).collect();
            prop_assert_eq!(&quote.words, &words.join(" "));
            prop_assert!(quote.speaker.is_none_or(|id| id < found.people.len()));
            // Who is named was mentioned, and what is not mentioned is not known.
            prop_assert!(quote.speaker.is_none() || quote.said_as.is_some());
            prop_assert_eq!(quote.origin, Origin::Found);
        }
        for person in &found.people {
            prop_assert!(!person.name.is_empty() && !person.mentions.is_empty());
            prop_assert!(person.mentions.iter().all(|s| is_within(&found, s)));
        }
    }

    #[test]
        fn mentions_are_in_order(before in any_article()) {
        let mut found = before;
        find(&mut found);
        for person in &found.people {
            prop_assert!(person.mentions.is_sorted(), "{:?}", person);
        }
    }

    #[test]
    fn the_same_is_found_again(before in any_article()) {
        let search = || {
            let mut found = before.clone();
            find(&mut found);
            found
        };
        let first = search();
        prop_assert_eq!(&search(), &first);
        // What was found changes nothing for those who look for it.
        let mut again = Article { quotes: Vec::new(), people: Vec::new(), ..first.clone() };
        find(&mut again);
        prop_assert_eq!(again, first);
    }

    #[test]
    fn nothing_is_looked_for_where_nothing_is_wanted(mut article in any_article()) {
        article.wanted.quotes = false;
        let before = article.clone();
        find(&mut article);
        prop_assert_eq!(article, before);
    }
}

#[test]
fn nobody_says_code() {
    for kind in [Kind::Code, Kind::Rule, Kind::Byline] {
        let words = "“The light stays on,” said Ada Byron.";
        let mut article = article(vec![(kind, words.to_string())]);
        find(&mut article);
        assert!(article.quotes.is_empty() && article.people.is_empty(), "{kind:?}");
    }
}

/// Answers like the model, and counts the features that it is asked about.
struct Counting {
    model: Model<'static>,
    steps: usize,
}

impl Judge for Counting {
    fn choose(&mut self, question: &Question<'_>) -> Choice {
        self.steps += 1 + question.features.candidates().map(<[u32]>::len).sum::<usize>();
        self.model.choose(question)
    }
}

fn steps(words: String) -> usize {
    let mut judge = Counting { model: Model::shipped(), steps: 0 };
    let paragraphs = words.split("\n\n").map(|p| (Kind::Paragraph, p.to_string())).collect();
    find_with(&mut article(paragraphs), &mut judge);
    judge.steps
}

/// Four times the text must not be more than five times the work.
#[track_caller]
fn is_linear(text: impl Fn(usize) -> String) {
    let (one, four) = (steps(text(400)), steps(text(1600)));
    // A little is asked however short a text is.
    assert!(four <= 5 * one.max(100), "{one} steps, then {four}");
}

/// A word of its own for every number.
fn word(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    format!("X{}{}{}n", letter(number), letter(number / 26), letter(number / 676))
}

#[test]
fn work_grows_with_quotation_marks() {
    for mark in ["\"", "“", "”", "‘", "'", "''", "“”", "“a” ", "\"a\" ", "'a' ", "«a» ", "“‘a’” "]
    {
        is_linear(|n| mark.repeat(n));
    }
}

#[test]
fn work_grows_with_capitals() {
    is_linear(|n| "Byron ".repeat(n));
    is_linear(|n| "Ada Byron ".repeat(n));
    is_linear(|n| (0..n).map(|i| word(i) + " ").collect());
    is_linear(|n| "B".repeat(n));
}

#[test]
fn work_grows_with_quotations_of_one_speaker() {
    is_linear(|n| "“Yes,” said Ada Byron. ".repeat(n));
    is_linear(|n| "“Yes,” said Ada Byron.\n\n".repeat(n));
    is_linear(|n| "“Yes,” she said. ".repeat(n));
}

#[test]
fn work_grows_with_fragments_in_one_paragraph() {
    is_linear(|n| "She said “a” and ".repeat(n));
    is_linear(|n| format!("Ada Byron said {}.", "“a” ".repeat(n)));
    is_linear(|n| format!("Ada Byron said “{}.", "a “b” ".repeat(n)));
}

#[test]
fn work_grows_with_names() {
    is_linear(|n| (0..n).map(|i| format!("“Yes,” said Ada {}. ", word(i))).collect());
    is_linear(|n| (0..n).map(|i| format!("“Yes,” said Ada {}.\n\n", word(i))).collect());
    is_linear(|n| (0..n).map(|i| format!("Ada {} met them. “Yes,” said Ada.\n\n", word(i))).collect());
    is_linear(|n| (0..n).map(|i| format!("{} Byron met them. “Yes,” said Byron.\n\n", word(i))).collect());
}

#[test]
fn work_grows_with_people_whom_a_mention_may_mean() {
    is_linear(|n| (0..n).map(|i| format!("Ada {} met them. “Yes,” she said.\n\n", word(i))).collect());
    is_linear(|n| (0..n).map(|i| format!("The mayor, Ada {}, came.\n\n“Yes,” said the mayor.\n\n", word(i))).collect());
}

#[test]
fn work_grows_with_pronouns() {
    is_linear(|n| format!("Ada Byron met them. {}", "she he they ".repeat(n)));
    is_linear(|n| format!("Ada Byron met Tom Wood. {}", "“No,” he said. “Yes,” she said. ".repeat(n)));
    is_linear(|n| format!("Ada Byron met Tom Wood.\n\n{}", "“No,” the mayor said.\n\n".repeat(n)));
}
