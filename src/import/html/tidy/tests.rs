use super::*;
use crate::article::{Inline, Mark};

fn paragraph(words: &str) -> Block {
    Block { words: words.into(), ..Block::default() }
}

/// A paragraph, of which all is a link.
fn link(words: &str) -> Block {
    let style = Inline { link: Some(0), ..Inline::default() };
    Block {
        marks: vec![Mark { range: 0..words.len(), style }],
        targets: vec!["http://a.example".into()],
        ..paragraph(words)
    }
}

fn of(kind: Kind, block: Block) -> Block {
    Block { kind, ..block }
}

const TEXT: &[&str] = &[
    "The last bridge on the river will go on being worked by hand, for after four hours of debate the council voted to keep the man who has kept it for so long.",
    "What turned the evening was a report that few of the members had expected to hear, and that one of them read out in full, line by line, to the end of it.",
    "On the street itself opinion was less divided than in the chamber, where people had waited for the result, and a cheer went up when it came at last by telephone.",
];

fn facts() -> Article {
    Article { title: "A bridge is kept".into(), authors: vec!["Ada Lovelace".into()], ..Article::default() }
}

/// What is left of three paragraphs with others above, after the second, and below.
#[track_caller]
fn left(above: Vec<Block>, within: Vec<Block>, below: Vec<Block>, expected: &[&str]) {
    let [first, second, third] = [0, 1, 2].map(|index| paragraph(TEXT[index]));
    let blocks = above.into_iter().chain([first, second]).chain(within).chain([third]).chain(below).collect();
    let (blocks, notes) = tidy(blocks, &mut facts(), &Said::default());
    let words: Vec<&str> = blocks.iter().map(|b| b.words.as_str()).filter(|w| !TEXT.contains(w)).collect();
    assert_eq!(words, expected, "{notes:?}");
}

fn paragraphs(all: &[&str]) -> Vec<Block> {
    all.iter().map(|words| paragraph(words)).collect()
}

#[test]
fn what_the_head_says_is_not_said_again() {
    for above in [
        &["A bridge is kept"][..],
        &["By Ada Lovelace"],
        &["Von Ada Lovelace, 12. März 2024, 10:30 Uhr"],
        &["Ada Lovelace, Staff Writer"],
        &["March 12, 2024 10:40 pm ET"],
        &["05/10/2018 - Publicado por: Ada Lovelace - Categoria: Pontes - Tags: rio ponte"],
        &["Updated on: November 19, 2019 / 10:07 AM"],
        &["2024年3月12日 10時30分"],
        &["5 min read"],
        &["Tempo de leitura: 1 minuto"],
        &["Lesezeit: 2 Min."],
        &["Home » News » Bridges"],
        &["Associated Press"],
        &["A bridge is kept", "By Ada Lovelace", "March 12, 2024"],
    ] {
        left(paragraphs(above), vec![], vec![], &[]);
    }
    let kept = ["VARNHOLT — The bridge stays.", "In 1931 there were 12 of them here."];
    for words in kept {
        left(paragraphs(&[words]), vec![], vec![], &[words]);
    }
}

#[test]
fn lines_of_the_page_are_left_out_anywhere() {
    for line in [
        "Advertisement",
        "ANZEIGE",
        "Publicité",
        "Lire la suite",
        "Continue reading",
        "Caption",
        "1 of 3",
        "広告",
        "Related: Another bridge is lost",
        "READ MORE: Another bridge",
        "Lesen Sie auch: Eine Brücke",
        "Lire aussi : Un pont",
        "Leia também: Uma ponte",
        "Lea también: Un puente",
        "Leggi anche: Un ponte",
        "Lees ook: Een brug",
        "関連記事：橋の話",
        "Photo: A. Lovelace/Reuters",
        "Image credit: The Bridge Trust",
        "Sign up for our newsletter and never miss a bridge.",
        "Abonnieren Sie unseren Newsletter",
        "Subscribe to our podcast",
        "WhatsApp Facebook Twitter",
    ] {
        left(vec![], vec![paragraph(line)], vec![], &[]);
    }
    left(vec![], vec![link("ANOTHER BRIDGE IS LOST TO THE RIVER")], vec![], &[]);
    let boxed = Block { depth: 1, ..of(Kind::Heading(4), link("Another bridge is lost")) };
    left(vec![], vec![boxed], vec![], &[]);
    let kept =
        ["More than 40 came.", "Related words are not the same.", "“Read it,” she said.", "A photo of it hangs there."];
    for words in kept {
        left(vec![], vec![paragraph(words)], vec![], &[words]);
    }
}

#[test]
fn what_follows_the_article_is_left_out() {
    let item = |words| of(Kind::Item(None), link(words));
    left(vec![], vec![], vec![item("Another bridge"), item("A third one")], &[]);
    for below in [
        &["Tags: bridges, rivers"][..],
        &["Ada Lovelace is a reporter in Varnholt."],
        &["Follow Ada on Twitter @ada."],
        &["(Reporting by Ada Lovelace; editing by Joan Clarke)"],
        &["Joan Clarke contributed to this report."],
        &["Related articles", "Something else that is told at some length here."],
        &["Kommentare", "Das ist falsch, schreibt einer."],
        &["コメント", "違います。"],
    ] {
        left(vec![], vec![], paragraphs(below), &[]);
    }
    left(vec![], vec![], paragraphs(&["There was a barge due at 11."]), &["There was a barge due at 11."]);
}

#[test]
fn a_pull_quote_is_counted_once() {
    let pulled = "a cheer went up when it came at last by telephone";
    left(vec![], vec![of(Kind::Aside, paragraph(pulled))], vec![], &[]);
    left(
        vec![],
        vec![of(Kind::Aside, paragraph("a cheer that nobody had heard before went up"))],
        vec![],
        &["a cheer that nobody had heard before went up"],
    );
}

#[test]
fn a_heading_goes_with_all_below_it() {
    let box_of =
        vec![of(Kind::Heading(3), paragraph("The Morning Tide")), paragraph("Get our newsletter in your inbox")];
    let blocks = paragraphs(TEXT).into_iter().chain(box_of).collect();
    assert_eq!(tidy(blocks, &mut facts(), &Said::default()).0, paragraphs(TEXT));
}

#[test]
fn a_description_that_is_shown_is_the_subtitle() {
    let description = "Why a river town would not part with the man at its bridge.";
    let mut facts = facts();
    let blocks = paragraphs(&["A bridge is kept", description]).into_iter().chain(paragraphs(TEXT)).collect();
    assert_eq!(tidy(blocks, &mut facts, &Said { description: Some(description), headlines: &[] }).0, paragraphs(TEXT));
    assert_eq!(facts.subtitle.as_deref(), Some(description));
    // The first paragraph is often repeated as the description.
    let mut facts = Article::default();
    assert_eq!(
        tidy(paragraphs(TEXT), &mut facts, &Said { description: Some(TEXT[0]), headlines: &[] }).0,
        paragraphs(TEXT)
    );
    assert_eq!(facts.subtitle, None);
}

#[test]
fn a_headline_on_the_page_may_be_another() {
    let said = Said { description: None, headlines: &["The river town keeps its man".to_string()] };
    let blocks = paragraphs(&["The river town keeps its man"]).into_iter().chain(paragraphs(TEXT)).collect();
    assert_eq!(tidy(blocks, &mut facts(), &said).0, paragraphs(TEXT));
}

#[test]
fn a_head_of_lines_is_read() {
    let mut facts = Article { title: "A bridge is kept".into(), ..Article::default() };
    let head = "Thursday, 9 November 2000\nA bridge is kept\nby Ada Lovelace, Observer staff";
    let blocks = paragraphs(&[head]).into_iter().chain(paragraphs(TEXT)).collect();
    assert_eq!(tidy(blocks, &mut facts, &Said::default()).0, paragraphs(TEXT));
    assert_eq!(facts.authors, ["Ada Lovelace"]);
    assert_eq!(facts.published.as_deref(), Some("2000-11-09"));
}

#[test]
fn words_of_a_picture_are_its_caption() {
    let shown =
        Block { kind: Kind::Figure, targets: vec!["http://a.example/b.jpg".into()], ..paragraph("A man on a bridge") };
    let caption = "The keeper at his wheel. Photo: A. Lovelace";
    let blocks = [shown, paragraph(caption)].into_iter().chain(paragraphs(TEXT)).collect();
    let (blocks, _) = tidy(blocks, &mut facts(), &Said::default());
    assert_eq!(
        (blocks[0].kind, blocks[0].words.as_str(), blocks[0].targets[0].as_str()),
        (Kind::Figure, caption, "http://a.example/b.jpg")
    );
    assert_eq!(blocks.len(), 4);
}

#[test]
fn what_was_left_out_is_counted() {
    let blocks =
        paragraphs(&["A bridge is kept", "Advertisement", "Close"]).into_iter().chain(paragraphs(TEXT)).collect();
    let (_, notes) = tidy(blocks, &mut facts(), &Said::default());
    assert_eq!(notes, [Note::Dropped(1, "repeated headline"), Note::Dropped(2, "label")]);
    // A page of nothing else is what it is.
    assert_eq!(tidy(paragraphs(&["Comments", "Share"]), &mut facts(), &Said::default()).0.len(), 2);
}

#[test]
fn what_a_company_says_of_itself_is_left_out() {
    let rule = || of(Kind::Rule, paragraph("* * *"));
    let about = "A global leader in bridges, A has built them for a hundred years in more than fifty countries.";
    let company = format!("A is a global leader in bridges. {about}");
    left(vec![], vec![], vec![rule(), paragraph(&company), paragraph(about)], &[]);
    // Somebody else may be spoken of there.
    left(vec![], vec![], vec![rule(), paragraph(about)], &["* * *", about]);
}
