use proptest::prelude::*;

use super::*;

fn read_all(source: &str) -> Vec<(Kind, u8, String)> {
    let out = super::read(source, 3);
    out.into_iter().map(|b| (b.kind, b.depth, b.words)).collect()
}

fn is(kind: Kind, depth: u8, words: &str) -> (Kind, u8, String) {
    (kind, depth, words.to_string())
}

#[test]
fn blocks_and_their_kinds() {
    let source = "One\ntwo  \nthree\n\n### Sub\n\n> said\n\n- a\n- b\n\n  more\n  1. c\n\n***\n\n    x\n\n    y\n";
    assert_eq!(
        read_all(source),
        [
            is(Kind::Paragraph, 0, "One two\nthree"),
            is(Kind::Heading(3), 0, "Sub"),
            is(Kind::Aside, 1, "said"),
            is(Kind::Item(None), 1, "a"),
            is(Kind::Item(None), 1, "b"),
            is(Kind::Paragraph, 1, "more"),
            is(Kind::Item(Some(1)), 2, "c"),
            is(Kind::Rule, 0, "* * *"),
            is(Kind::Code, 0, "x\n\ny"),
        ]
    );
}

#[test]
fn a_figure_is_a_picture_alone() {
    assert_eq!(read_all("![alt](a.png \"The caption\")"), [is(Kind::Figure, 0, "The caption")]);
    assert_eq!(read_all("![alt](a.png)"), [is(Kind::Figure, 0, "alt")]);
    assert_eq!(read_all("![alt](a.png) and words"), [is(Kind::Paragraph, 0, "alt and words")]);
}

#[test]
fn an_item_without_words_leaves_nothing_behind() {
    assert_eq!(read_all("-\n\nplain"), [is(Kind::Paragraph, 0, "plain")]);
    assert_eq!(read_all("- ![a](b.png)\n\nplain"), [is(Kind::Figure, 1, "a"), is(Kind::Paragraph, 0, "plain")]);
}

#[test]
fn marks_around_a_caption_stay() {
    let out = super::read("*see ![alt](p.png \"Caption\") more*", 3);
    let marked: Vec<_> = out[0].marks.iter().map(|m| &out[0].words[m.range.clone()]).collect();
    assert_eq!(marked, ["see Caption more"]);
}

#[test]
fn marks_cover_their_words() {
    let out = super::read(" a *b **c*** [d](http://e) `f`", 3);
    let block = &out[0];
    let marked: Vec<_> = block.marks.iter().map(|m| &block.words[m.range.clone()]).collect();
    assert_eq!(marked, ["b", "c", "d", "f"]);
    assert!(block.marks[1].style.strong && block.marks[1].style.emphasis);
    assert!(block.marks[2].style.link.is_some() && block.marks[3].style.code);
}

#[test]
fn entities_do_not_bring_controls_in() {
    assert_eq!(read_all("a&#27;[31m&#x9b;b"), [is(Kind::Paragraph, 0, "a\u{FFFD}[31m\u{FFFD}b")]);
}

#[test]
fn what_cannot_be_seen_is_no_paragraph() {
    assert_eq!(
        read_all("a\n\n\u{200b}\n\n&nbsp;\u{ad}\n\nb"),
        [is(Kind::Paragraph, 0, "a"), is(Kind::Paragraph, 0, "b")]
    );
}

#[test]
fn tables_are_lines() {
    let source = "| *A* | |\n|---|---|\n| one \\| two | [b](http://c) |\n| longer cell | |\n";
    assert_eq!(read_all(source), [is(Kind::Table, 0, "A           │\none | two   │ b\nlonger cell │")],);
}

#[test]
fn html_means_what_it_says() {
    let source = "a<br>b <em>c</em> <span onclick='x'>d</span> <!-- not said --> e\n\n<div>\nf &amp; g\n</div>\n\n<script>\nalert(1)\n</script>\n";
    assert_eq!(read_all(source), [is(Kind::Paragraph, 0, "a\nb c d  e"), is(Kind::Paragraph, 0, "f & g")]);
}

#[test]
fn footnotes_stand_where_they_are_written() {
    let source = "Said[^1].\n\n[^1]: By whom.\n";
    assert_eq!(read_all(source), [is(Kind::Paragraph, 0, "Said[1]."), is(Kind::Paragraph, 0, "[1] By whom.")]);
}

#[test]
fn links_lead_only_where_they_may() {
    let out = super::read("[a](javascript:x) [b](HTTP://c) [d](mailto:e) [f](data:g) [h](../i) ![j](file:///k)", 3);
    assert_eq!(out[0].targets, ["HTTP://c", "mailto:e", "../i"]);
    assert_eq!(out[0].words, "a b d f h j");
}

/// What a walk through a document may do.
#[derive(Debug, Clone)]
enum Step {
    Words(&'static str),
    Code(&'static str),
    Block(Kind),
    Rule,
    Aside(Vec<Step>),
    List(Option<u64>, Vec<Vec<Step>>),
    Emphasis(Vec<Step>),
    Strong(Vec<Step>),
    Link(&'static str, Vec<Step>),
    Picture(&'static str, Vec<Step>),
    Table(Vec<Vec<(bool, Vec<Step>)>>),
}

fn walk(builder: &mut Builder, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Words(words) => builder.push(words),
            Step::Code(words) => builder.push_code(words),
            Step::Block(kind) => builder.begin(*kind),
            Step::Rule => builder.rule(),
            Step::Aside(inner) => {
                builder.open_aside();
                walk(builder, inner);
                builder.close_aside();
            }
            Step::List(first, items) => {
                builder.open_list(*first);
                for item in items {
                    builder.open_item();
                    walk(builder, item);
                    builder.close_item();
                }
                builder.close_list();
            }
            Step::Emphasis(inner) => {
                builder.open_emphasis();
                walk(builder, inner);
                builder.close_emphasis();
            }
            Step::Strong(inner) => {
                builder.open_strong();
                walk(builder, inner);
                builder.close_strong();
            }
            Step::Link(address, inner) => {
                builder.open_link(address);
                walk(builder, inner);
                builder.close_link();
            }
            Step::Picture(address, inner) => {
                builder.begin(Kind::Figure);
                builder.picture(address);
                walk(builder, inner);
                builder.end();
            }
            Step::Table(rows) => {
                builder.open_table();
                for row in rows {
                    for (is_head, cell) in row {
                        builder.open_cell();
                        if *is_head {
                            builder.open_strong();
                        }
                        walk(builder, cell);
                        if *is_head {
                            builder.close_strong();
                        }
                        builder.close_cell();
                    }
                    builder.close_row();
                }
                builder.close_table();
            }
        }
    }
}

const WORDS: &[&str] = &[
    "word",
    " ",
    "two words ",
    "*",
    "**",
    "_",
    "__a__",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "[a](b)",
    "![",
    "!",
    "<",
    "<b>",
    "<!-- x -->",
    ">",
    "&",
    "&amp;",
    "&#27;",
    "&lt",
    "#",
    "# a",
    "## ",
    "- ",
    "-",
    "---",
    "===",
    "=",
    "+ ",
    "1. ",
    "1)",
    "12345678901. ",
    "12",
    ".",
    "|",
    "│",
    "~",
    "~~~",
    "\\",
    "\\*",
    "\n",
    "“",
    "”",
    "‘x’",
    "—",
    "é",
    "日本",
    "「",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    ":",
    ": ",
    "[^1]",
    "[x] ",
    "http://a.b/c_d_",
    "\"",
    "'",
    "’s",
    "a*b",
    "\u{1b}[31m",
    "^",
    "$",
    "{",
    "}",
    "%",
    "@",
    "* * *",
    "    x",
    ",",
    ";",
    "[1]: x",
];

fn any_words() -> impl Strategy<Value = Step> {
    proptest::sample::select(WORDS).prop_map(Step::Words)
}

fn any_inline() -> impl Strategy<Value = Vec<Step>> {
    let code = proptest::sample::select(WORDS).prop_map(Step::Code);
    let leaf = prop_oneof![4 => any_words(), 1 => code];
    let piece = leaf.prop_recursive(3, 24, 5, |inner| {
        let inner = proptest::collection::vec(inner, 0..5);
        let address = proptest::sample::select(
            &["http://a/(b)?c=d&e=1", "x y|z", "mailto:a", "", "js:x", "a&lt;b", "a_b*c*"][..],
        );
        prop_oneof![
            inner.clone().prop_map(Step::Emphasis),
            inner.clone().prop_map(Step::Strong),
            (address, inner).prop_map(|(a, i)| Step::Link(a, i)),
        ]
    });
    proptest::collection::vec(piece, 0..8)
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let kind = proptest::sample::select(&[Kind::Paragraph, Kind::Paragraph, Kind::Heading(3), Kind::Heading(5)][..]);
    let begun = (kind, any_inline()).prop_map(|(kind, inline)| [vec![Step::Block(kind)], inline].concat());
    let code = proptest::collection::vec(proptest::sample::select(WORDS), 0..6);
    let code =
        code.prop_map(|words| [vec![Step::Block(Kind::Code)], words.into_iter().map(Step::Words).collect()].concat());
    let picture = (proptest::sample::select(&["a.png", "http://b/(c) d", "data:x"][..]), any_inline())
        .prop_map(|(address, inline)| vec![Step::Picture(address, inline)]);
    let cell = (any::<bool>(), any_inline());
    let table =
        proptest::collection::vec(proptest::collection::vec(cell, 1..4), 1..4).prop_map(|rows| vec![Step::Table(rows)]);
    let block = prop_oneof![4 => begun, 1 => code, 1 => picture, 1 => table, 1 => Just(vec![Step::Rule])];
    block.prop_recursive(4, 32, 4, |inner| {
        let inner = proptest::collection::vec(inner, 0..4).prop_map(|all| all.concat());
        let list = (proptest::option::of(0u64..12), proptest::collection::vec(inner.clone(), 0..4));
        prop_oneof![
            inner.clone(),
            inner.prop_map(|i| vec![Step::Aside(i), Step::Block(Kind::Paragraph)]),
            list.prop_map(|(first, items)| vec![Step::List(first, items)]),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 2000 } else { 100_000 }))]

    #[test]
    fn what_is_written_reads_as_it_was(steps in any_steps()) {
        let mut builder = Builder::new();
        walk(&mut builder, &steps);
        let before = builder.finish();
        let source = write(&before);
        prop_assert_eq!(super::read(&source, 3), before, "{}", source);
    }
}
