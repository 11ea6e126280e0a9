use super::*;

fn outline(text: &str) -> String {
    let article = match read(text, "file") {
        Ok(article) => article,
        Err(misfit) => return misfit.to_string(),
    };
    let block = |b: &Block| format!("{:?} {}", b.kind, b.words);
    article.blocks.iter().map(block).collect::<Vec<_>>().join(" / ")
}

#[test]
fn the_title_is_the_front_matters_else_the_first_headings() {
    assert_eq!(outline("# A *title*\n\nWords.\n"), "Title A title / Paragraph Words.");
    assert_eq!(outline("---\ntitle: A title\n---\n# A *Title*\n\nWords.\n"), "Title A title / Paragraph Words.");
    assert_eq!(outline("Words.\n"), "Title file / Paragraph Words.");
    assert_eq!(outline("## Second\n\nWords.\n"), "Title file / Heading(2) Second / Paragraph Words.");
    assert_eq!(
        outline("---\ntitle: One\n---\n# Other\n\nWords.\n\n## B\n\nMore.\n"),
        "Title One / Heading(2) Other / Paragraph Words. / Heading(2) B / Paragraph More."
    );
}

#[test]
fn facts_are_taken_from_whatever_they_are_called() {
    let text = "---\ntitle: T\nexcerpt: The dek\nauthor: [Ada, \"[[Bob]]\", Ada]\nDate: 2024-01-28T10:00:00Z\nlang: en-GB\n\
        source: https://a.example/x\npublication: The Paper\n---\nThe dek\n\nWords.\n";
    let article = read(text, "").expect("read");
    assert_eq!(article.subtitle.as_deref(), Some("The dek"));
    assert_eq!(article.authors, ["Ada", "Bob"]);
    assert_eq!(article.published.as_deref(), Some("2024-01-28"));
    assert_eq!(article.language.as_deref(), Some("en-GB"));
    assert_eq!(article.source.name.as_deref(), Some("The Paper"));
    assert_eq!(article.source.url.as_deref(), Some("https://a.example/x"));
    assert_eq!(outline(text).matches("The dek").count(), 1);
    let text = "+++\ntitle = 'T'\ndate = 2023-06-11T09:00:00+02:00\nurl = '/relative/'\n[[authors]]\nname = 'Ada'\n+++\nWords.";
    let article = read(text, "").expect("read");
    assert_eq!((article.authors, article.published.as_deref()), (vec!["Ada".to_string()], Some("2023-06-11")));
    assert_eq!(article.source.url, None);
}

#[test]
fn without_words_there_is_no_article() {
    assert_eq!(outline("---\ntitle: T\n---\n"), Misfit::Blank.to_string());
    assert_eq!(outline("# T\n"), Misfit::Blank.to_string());
    assert_eq!(outline("<!-- x -->\n"), Misfit::Blank.to_string());
}

#[test]
fn a_text_that_takes_too_much_is_refused() {
    assert_eq!(read(&"\n".repeat(3 << 20), "").err(), Some(Misfit::TooMuch));
}

#[test]
fn only_what_plainly_is_markdown_is_taken_for_it() {
    for yes in [
        "---\ntitle: x\n---\nWords.",
        "+++\ntitle = 'x'\n+++\nWords.",
        "\u{FEFF}---\n# comment\ntitle: x\n---\n",
        "# A title\n\nWords.",
        "### A title\r\n\r\nWords.",
        "He [said](https://a.example) so.\n\n## A heading\n\nAnd **she** did.",
    ] {
        assert!(is_plainly(yes.as_bytes()), "{yes:?}");
    }
    for no in [
        "",
        "Words.",
        "#hashtag\n\nWords.",
        "# a comment\n# another\n",
        "# A title",
        "---\n\nWords.\n\n---\n",
        "He said **no**.\n\n**No.** **Never.** **Not now.**",
        "See [1](http://a.example).",
        "1. one\n2. two\n\n* a\n* b\n",
        "* * *\n\n> quoted mail\n> more\n\n_emphasis_",
        "# A\0title\n\n",
    ] {
        assert!(!is_plainly(no.as_bytes()), "{no:?}");
    }
}
