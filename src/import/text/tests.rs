use proptest::prelude::*;

use super::*;
use crate::clean::is_ignorable;
use crate::plain::Plain;

/// The blocks of a text, a sign for the kind before each.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let article = read(source, "stem").expect("readable");
    let sign = |kind| match kind {
        Kind::Title => "T",
        Kind::Byline => "B",
        Kind::Heading(2) => "H",
        Kind::Rule => "R",
        Kind::Paragraph => "P",
        other => panic!("{other:?}"),
    };
    let found: Vec<String> = article.blocks.iter().map(|b| format!("{} {}", sign(b.kind), b.words)).collect();
    assert_eq!(found, expected, "{source}");
    assert_eq!(visible(&Plain::whole(&article).text), visible(&clean::text(source)));
}

fn visible(text: &str) -> String {
    text.chars().filter(|&c| !c.is_whitespace() && !c.is_control() && !is_ignorable(c)).collect()
}

const LONG: &str = "It was a long paragraph, as paragraphs go, and it went on for a while, until there was no more to say \
                    about lighthouses or about the people who keep them lit.";

/// The words broken to fit a width, as an editor does it.
fn wrapped(words: &str, width: usize, indent: &str) -> String {
    textwrap::fill(
        words,
        textwrap::Options::new(width).initial_indent(indent).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit),
    )
}

#[test]
fn a_line_is_a_paragraph_where_lines_are_not_broken() {
    let long = format!("P {LONG}");
    check(
        &format!("A title\n\n{LONG}\nShort.\nAlso short.\n\n{LONG}"),
        &["T A title", &long, "P Short.", "P Also short.", &long],
    );
    check(
        "“We go,” said Ada.\n“At dawn.”\nNobody spoke.\n",
        &["P “We go,” said Ada.", "P “At dawn.”", "P Nobody spoke."],
    );
    check("Roses are red\nviolets are blue\nand so\n", &["T Roses are red", "P violets are blue", "P and so"]);
    // Of one length, but each is a sentence.
    let line = "He kept the light, and the light kept him awake.";
    check(&[line; 4].join("\n"), &[&format!("P {line}"); 4].map(|s| s.as_str()));
    // Windows, old Mac, and a form feed between pages.
    check("One.\r\nTwo.\rThree.\u{c}Four.", &["P One.", "P Two.", "P Three.", "P Four."]);
}

#[test]
fn broken_lines_are_joined_at_any_width() {
    for width in [45, 60, 72, 80, 100] {
        let text = format!("The Keepers\n\n{}\n\n{}\n", wrapped(LONG, width, ""), wrapped(LONG, width, ""));
        check(&text, &["T The Keepers", &format!("P {LONG}"), &format!("P {LONG}")]);
        // An indented line begins a paragraph, with or without a blank one.
        let text = format!(
            "{}\n{}\n\n{}\n",
            wrapped(LONG, width, "   "),
            wrapped(LONG, width, "   "),
            wrapped(LONG, width, "")
        );
        check(&text, &[format!("P {LONG}").as_str(); 3]);
    }
    // One paragraph is enough to tell.
    check(&wrapped(LONG, 72, ""), &[&format!("P {LONG}")]);
}

#[test]
fn talk_with_indents_and_no_blank_lines() {
    let long = format!("P {LONG}");
    let said = ["P “We go,” said Ada.", "P “At dawn,” said Bob, who had not been asked, and sat down.", "P “No.”"];
    let talk: String = said.iter().map(|s| format!("    {}\n", &s[2..])).collect();
    let (first, second) = (wrapped(LONG, 70, "    "), wrapped(LONG, 70, "    "));
    check(
        &format!("{first}\n{talk}{second}\n{talk}{first}\n"),
        &[&long, said[0], said[1], said[2], &long, said[0], said[1], said[2], &long],
    );
    // What is further in as a whole is one paragraph.
    let inside: String = wrapped(LONG, 50, "").lines().map(|l| format!("    {l}\n")).collect();
    let outside = wrapped(LONG, 70, "");
    check(&format!("{outside}\n\n{inside}\n{outside}\n\n{outside}\n"), &[long.as_str(); 4]);
}

#[test]
fn a_line_that_ends_early_is_not_joined() {
    let twice = format!("{LONG} {LONG}");
    let broken = wrapped(&twice, 72, "");
    check(
        &format!("The Keepers\nBy Ada Example\n\n{broken}\nIt ends.\n{broken}\n"),
        &["T The Keepers", "B By Ada Example", &format!("P {twice}"), "P It ends.", &format!("P {twice}")],
    );
}

#[test]
fn hyphens_and_dashes_at_line_ends() {
    assert_eq!(glue("a twenty-", "five"), "");
    assert_eq!(glue("a word --", "another"), " ");
    assert_eq!(glue("a word—", "another"), "");
    assert_eq!(glue("a word —", "another"), " ");
    assert_eq!(glue("- ", "b"), " ");
    assert_eq!(glue("他說一個", "字，"), "");
    assert_eq!(glue("a", "b"), " ");
}

#[test]
fn headlines() {
    let check = |first: &str, is_title: bool| {
        let article = read(&format!("{first}\n\n{LONG}"), "stem").expect("readable");
        assert_eq!(article.title, if is_title { first } else { "stem" }, "{first}");
        assert_eq!(Plain::whole(&article).text, format!("{first}\n\n{LONG}\n"));
    };
    for title in ["What now?", "Stop!", "The ‘smart’ “quotes”", "A (short) one", "第一章"] {
        check(title, true);
    }
    for words in ["It rained.", "He said:", "He said “no.”", "He said \"no.\"", "word ".repeat(50).trim_end()] {
        check(words, false);
    }
    // There must be something that it is the headline of.
    assert_eq!(read("Hello, world", "stem").expect("readable").title, "stem");
    assert_eq!(read("* * *\n\nHello, world\n\nHello", "").expect("readable").title, "");
}

#[test]
fn headings_make_sections() {
    let text = format!(
        "T\n\nBy Ada\n\n{LONG}\n\nThe bill\n\n{LONG}\n\nIt rained.\n\n“Why” he asked\n\n{LONG}\n\nthe last\n\nThe end\n"
    );
    let article = read(&text, "").expect("readable");
    let sections: Vec<_> = article.sections.iter().map(|s| (s.heading.as_deref(), s.blocks.clone())).collect();
    assert_eq!(sections, [(None, 0..3), (Some("The bill"), 3..10)]);
    // What is not set apart, or has no longer paragraph below it, is no heading.
    let sections = |text: &str| read(text, "").expect("readable").sections.len();
    assert_eq!(sections(&format!("T\n\n{LONG}\n\nThe bill\n{LONG}")), 1);
    assert_eq!(sections(&format!("T\n\n{LONG}\nThe bill\n\n{LONG}")), 1);
    assert_eq!(sections(&format!("T\n\n{LONG}\n\nThe bill\n\nNo.")), 1);
    assert_eq!(sections(&format!("T\n\n{LONG}\n\n***\nThe bill\n***\n{LONG}")), 1);
    // The first section has the heading if there is nothing before it.
    let article = read(&format!("T\n\nOne\n\n{LONG}\n\nTwo\n\n{LONG}"), "").expect("readable");
    let sections: Vec<_> = article.sections.iter().map(|s| (s.heading.as_deref(), s.blocks.clone())).collect();
    assert_eq!(sections, [(Some("One"), 0..3), (Some("Two"), 3..5)]);
}

#[test]
fn rules_keep_their_signs() {
    let long = format!("P {LONG}");
    for rule in ["* * *", "***", "---", "⁂", "#", "=====", "— — —"] {
        check(
            &format!("{LONG}\n\n{rule}\n\n{LONG}\n{rule}\n{LONG}"),
            &[&long, &format!("R {rule}"), &long, &format!("R {rule}"), &long],
        );
        let broken = wrapped(LONG, 60, "");
        check(&format!("{broken}\n{rule}\n{broken}"), &[&long, &format!("R {rule}"), &long]);
    }
    for other in ["--", "...", "*-*", "1. 1. 1."] {
        check(&format!("{LONG}\n\n{other}\n\n{LONG}"), &[&long, &format!("P {other}"), &long]);
    }
}

#[test]
fn controls_are_not_seen_and_overrides_are() {
    let article = read("a\u{1b}[31mb \u{83}c\u{0} \u{202E}d\te", "").expect("readable");
    assert_eq!(article.blocks[0].words, "a [31mb  c  \u{FFFD}d    e");
}

#[test]
fn too_many_paragraphs_are_refused() {
    let count = |text: &str| drafts(text, 100).map(|d| d.len());
    assert_eq!(count(&"a\n\n".repeat(100)), Ok(100));
    assert_eq!(count(&"a\n\n".repeat(101)), Err(Misfit::TooMuch));
    // Blank lines are none.
    assert_eq!(count(&"\n".repeat(1_000_000)), Ok(0));
}

/// Lines as they come: prose that is broken, short ones, blank ones, rules, marks.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => "[A-Za-z ,.“”\"'-]{60,75}",
        2 => "[ \t]{0,6}[A-Za-z0-9,.!?“”—-]{0,30}",
        1 => prop::sample::select(vec!["", " ", "***", "* * *", "#", "---", "⁂", "\u{200B}", "\u{FEFF}", "\u{AD}-"]).prop_map(String::from),
        1 => prop::collection::vec(any::<char>(), 0..40).prop_map(|c| c.into_iter().collect()),
    ];
    let end = prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{b}", "\n  "]);
    prop::collection::vec((line, end), 0..30).prop_map(|lines| lines.into_iter().map(|(l, e)| l + e).collect())
}

proptest! {
    #[test]
    fn every_visible_character_is_kept_in_order(raw in any_text(), title in ".{0,5}") {
        let clean = clean::text(&without_controls(&raw)).into_owned();
        match read(&raw, &title) {
            Ok(article) => {
                let text = Plain::whole(&article).text;
                prop_assert_eq!(visible(&text), visible(&clean));
                let replaced: String = raw.chars().map(|c| if clean::text(&c.to_string()) == "\u{FFFD}" && !c.is_control() { '\u{FFFD}' } else { c }).collect();
                prop_assert_eq!(visible(&text), visible(&replaced));
                prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
                prop_assert!(article.blocks.iter().all(|b| !b.words.trim().is_empty() && !b.words.contains('\n')));
                let ends: Vec<_> = article.sections.iter().map(|s| s.blocks.end).collect();
                let starts: Vec<_> = article.sections.iter().map(|s| s.blocks.start).collect();
                prop_assert_eq!(starts[0], 0);
                prop_assert_eq!(&starts[1..], &ends[..ends.len() - 1]);
                prop_assert_eq!(ends.last(), Some(&article.blocks.len()));
            }
            Err(misfit) => {
                prop_assert_eq!(misfit, Misfit::Blank);
                prop_assert_eq!(visible(&clean), "");
            }
        }
    }
}
