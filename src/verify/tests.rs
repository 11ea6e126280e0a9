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
