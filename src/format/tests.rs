mod back;

use expect_test::{Expect, expect};

use super::*;
use crate::article::{Article, Certainty, Span};
use crate::content::{Rigour, read};
use crate::library::Opened;
use crate::record::{Quotes, Value, people, sections};

const SOURCE: &str = r##"
title = "A *title* [x](y) {z} & \\more_"
authors = ["R. Marlow", "The {Press} and, co"]
published = 2020-09-10
[source]
name = "Paper #1"
url = "https://example.org/a(b)>c?d=1&e=%20 f"
[[sections]]
body = '''
Lead. “We go,” said Ada, “at dawn.”

> "# no * heading" <b>x</b> \alpha \$1 100% a\_b
'''
[[people]]
name = "Ada, Countess of \"L\""
aliases = ["Ada", "A."]
role = "first"
[[quotes]]
text = "We go, at dawn."
speaker = "Ada, Countess of \"L\""
context = "at night"
[[quotes]]
text = "# no * heading"
"##;

fn opened() -> Opened {
    Opened { file: "a.toml".into(), article: read(SOURCE, Rigour::Tolerant).article.expect("readable") }
}

fn write(name: &str) -> String {
    let opened = opened();
    let quotes = Quotes::new(&opened);
    let format = find(name).expect("known");
    let records = (0..opened.article.quotes.len()).filter_map(|n| quotes.record(n));
    (format.head)(Kind::Quote).into_iter().chain(records.map(|r| (format.write)(&r))).collect::<Vec<_>>().join("\n")
}

fn check(name: &str, expected: Expect) {
    // What cannot be seen is shown.
    expected.assert_eq(&write(name).replace('\u{200B}', "·"));
}

#[test]
fn text_is_the_words() {
    check(
        "text",
        expect![[r#"
        We go, at dawn.
        # no * heading"#]],
    );
}

#[test]
fn json_lines() {
    check(
        "json",
        expect![[r##"
            {"file":"a.toml","id":"q-30ee98","words":"We go, at dawn.","speaker":"Ada, Countess of \"L\"","said_as":null,"cue":null,"certainty":"sure","origin":"author","context":"at night","section":null,"paragraph":1,"spans":[[97,103],[116,124]],"title":"A *title* [x](y) {z} & \\more_","authors":["R. Marlow","The {Press} and, co"],"source":"Paper #1","url":"https://example.org/a(b)>c?d=1&e=%20 f","link":"https://example.org/a(b)%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn","published":"2020-09-10","address":"a.toml#q-30ee98:~:text=and%2C%20co%20%C2%B7%20Paper%20%231%20%C2%B7%202020%2D09%2D10%20Lead.%20%E2%80%9C-,We%20go%2C,-%E2%80%9D%20said%20Ada%2C%20%E2%80%9Cat%20dawn.%E2%80%9D%20%22%23%20no%20%2A%20heading%22&text=%C2%B7%202020%2D09%2D10%20Lead.%20%E2%80%9CWe%20go%2C%E2%80%9D%20said%20Ada%2C%20%E2%80%9C-,at%20dawn.,-%E2%80%9D%20%22%23%20no%20%2A%20heading%22%20x%20%5Calpha%20%241%20100%25"}
            {"file":"a.toml","id":"q-97c0dc","words":"# no * heading","speaker":null,"said_as":null,"cue":null,"certainty":"unknown","origin":"author","context":null,"section":null,"paragraph":2,"spans":[[128,142]],"title":"A *title* [x](y) {z} & \\more_","authors":["R. Marlow","The {Press} and, co"],"source":"Paper #1","url":"https://example.org/a(b)>c?d=1&e=%20 f","link":"https://example.org/a(b)%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading","published":"2020-09-10","address":"a.toml#q-97c0dc:~:text=Lead.%20%E2%80%9CWe%20go%2C%E2%80%9D%20said%20Ada%2C%20%E2%80%9Cat%20dawn.%E2%80%9D%20%22-,%23%20no%20%2A%20heading,-%22%20x%20%5Calpha%20%241%20100%25"}"##]],
    );
}

#[test]
fn csv_with_its_names() {
    check(
        "csv",
        expect![[r#"
            file,id,words,speaker,said_as,cue,certainty,origin,context,section,paragraph,spans,title,authors,source,url,link,published,address
            a.toml,q-30ee98,"We go, at dawn.","Ada, Countess of ""L""",,,sure,author,at night,,1,97-103; 116-124,A *title* [x](y) {z} & \more_,"R. Marlow; The {Press} and, co",Paper #1,https://example.org/a(b)>c?d=1&e=%20 f,"https://example.org/a(b)%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn",2020-09-10,"a.toml#q-30ee98:~:text=and%2C%20co%20%C2%B7%20Paper%20%231%20%C2%B7%202020%2D09%2D10%20Lead.%20%E2%80%9C-,We%20go%2C,-%E2%80%9D%20said%20Ada%2C%20%E2%80%9Cat%20dawn.%E2%80%9D%20%22%23%20no%20%2A%20heading%22&text=%C2%B7%202020%2D09%2D10%20Lead.%20%E2%80%9CWe%20go%2C%E2%80%9D%20said%20Ada%2C%20%E2%80%9C-,at%20dawn.,-%E2%80%9D%20%22%23%20no%20%2A%20heading%22%20x%20%5Calpha%20%241%20100%25"
            a.toml,q-97c0dc,# no * heading,,,,unknown,author,,,2,128-142,A *title* [x](y) {z} & \more_,"R. Marlow; The {Press} and, co",Paper #1,https://example.org/a(b)>c?d=1&e=%20 f,https://example.org/a(b)%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading,2020-09-10,"a.toml#q-97c0dc:~:text=Lead.%20%E2%80%9CWe%20go%2C%E2%80%9D%20said%20Ada%2C%20%E2%80%9Cat%20dawn.%E2%80%9D%20%22-,%23%20no%20%2A%20heading,-%22%20x%20%5Calpha%20%241%20100%25""#]],
    );
}

#[test]
fn markdown() {
    check(
        "markdown",
        expect![[r#"
            > We go, at dawn.
            >
            > — Ada, Countess of "L", at night, [*A \*title\* \[x\](y) {z} \& \\more\_*](<https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn>) by R. Marlow and The {Press} and, co, Paper #1, 2020-09-10
            > \# no \* heading
            >
            > — *unknown speaker*, [*A \*title\* \[x\](y) {z} \& \\more\_*](<https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading>) by R. Marlow and The {Press} and, co, Paper #1, 2020-09-10"#]],
    );
}

#[test]
fn org() {
    check(
        "org",
        expect![[r##"
            #+begin_quote
            We go, at dawn.

            — Ada, Countess of "L", at night, [[https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn][/A \ast{}title\ast{} [·x]·(y) {·z} & \·more\under{}/]] by R. Marlow and The {·Press} and, co, Paper #·1, 2020-09-10
            #+end_quote
            #+begin_quote
            ·#· no \ast{} heading

            — /unknown speaker/, [[https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading][/A \ast{}title\ast{} [·x]·(y) {·z} & \·more\under{}/]] by R. Marlow and The {·Press} and, co, Paper #·1, 2020-09-10
            #+end_quote"##]],
    );
}

#[test]
fn latex() {
    check(
        "latex",
        expect![[r#"
            \begin{quote}
            % https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn
            We go, at dawn.

            \hfill --- Ada, Countess of \char34{}L\char34{}, at night, \emph{A *title* [x](y) \{z\} \& \textbackslash{}more\_} by R. Marlow and The \{Press\} and, co, Paper \#1, 2020-09-10
            \end{quote}
            \begin{quote}
            % https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading
            \# no * heading

            \hfill --- \emph{unknown speaker}, \emph{A *title* [x](y) \{z\} \& \textbackslash{}more\_} by R. Marlow and The \{Press\} and, co, Paper \#1, 2020-09-10
            \end{quote}"#]],
    );
}

#[test]
fn typst() {
    check(
        "typst",
        expect![[r##"
        #quote(block: true, attribution: [Ada, Countess of \"L\", at night, #link("https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn")[#emph[A \*title\* \[x\](y) {z} & \\more\_]] by R. Marlow and The {Press} and, co, Paper \#1, 2020\-09\-10])[We go, at dawn.]
        #quote(block: true, attribution: [#emph[unknown speaker], #link("https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading")[#emph[A \*title\* \[x\](y) {z} & \\more\_]] by R. Marlow and The {Press} and, co, Paper \#1, 2020\-09\-10])[\# no \* heading]"##]],
    );
}

#[test]
fn bibtex() {
    check(
        "bibtex",
        expect![[r#"
        @article{marlow-2020-q-30ee98,
          author = {Marlow, R. and {The \textbraceleft{}Press\textbraceright{} and, co}},
          title = {{A *title* [x](y) \textbraceleft{}z\textbraceright{} \& \textbackslash{}more\_}},
          journaltitle = {Paper \#1},
          date = {2020-09-10},
          url = {https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn},
          annote = {“We go, at dawn.” — Ada, Countess of \char34{}L\char34{}, at night},
        }
        @article{marlow-2020-q-97c0dc,
          author = {Marlow, R. and {The \textbraceleft{}Press\textbraceright{} and, co}},
          title = {{A *title* [x](y) \textbraceleft{}z\textbraceright{} \& \textbackslash{}more\_}},
          journaltitle = {Paper \#1},
          date = {2020-09-10},
          url = {https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading},
          annote = {“\# no * heading” — [unknown speaker]},
        }"#]],
    );
}

#[test]
fn ris() {
    // What ends a line can be seen.
    expect![[r#"
        TY  - NEWS↵
        AU  - Marlow, R.↵
        AU  - The {Press} and, co↵
        TI  - A *title* [x](y) {z} & \more_↵
        T2  - Paper #1↵
        PY  - 2020↵
        DA  - 2020/09/10↵
        UR  - https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn↵
        N1  - “We go, at dawn.” — Ada, Countess of "L", at night↵
        ER  - ↵
        TY  - NEWS↵
        AU  - Marlow, R.↵
        AU  - The {Press} and, co↵
        TI  - A *title* [x](y) {z} & \more_↵
        T2  - Paper #1↵
        PY  - 2020↵
        DA  - 2020/09/10↵
        UR  - https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading↵
        N1  - “# no * heading” — [unknown speaker]↵
        ER  - ↵"#]].assert_eq(&write("ris").replace('\r', "↵"));
}

#[test]
fn csl() {
    check(
        "csl",
        expect![[r#"
        [
        {"id":"marlow-2020-q-30ee98","type":"article-newspaper","title":"A *title* [x](y) {z} & \\more_","author":[{"family":"Marlow","given":"R."},{"literal":"The {Press} and, co"}],"container-title":"Paper #1","issued":{"date-parts":[[2020,9,10]]},"URL":"https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn","note":"“We go, at dawn.” — Ada, Countess of \"L\", at night"}
        {"id":"marlow-2020-q-97c0dc","type":"article-newspaper","title":"A *title* [x](y) {z} & \\more_","author":[{"family":"Marlow","given":"R."},{"literal":"The {Press} and, co"}],"container-title":"Paper #1","issued":{"date-parts":[[2020,9,10]]},"URL":"https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading","note":"“# no * heading” — [unknown speaker]"}"#]],
    );
}

#[cfg(feature = "citations")]
#[test]
fn styles() {
    for (name, expected) in [
        (
            "apa",
            expect![[r#"
        “We go, at dawn.” — Ada, Countess of "L", at night
        Marlow, R., & The {Press} and, co. (2020, September 10). A *title* [x](y) {z} & \more_. Paper #1. https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn
        “# no * heading” — [unknown speaker]
        Marlow, R., & The {Press} and, co. (2020, September 10). A *title* [x](y) {z} & \more_. Paper #1. https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading"#]],
        ),
        (
            "mla",
            expect![[r#"
        “We go, at dawn.” — Ada, Countess of "L", at night
        Marlow, R., and The {Press} and, co. “A *title* [X](Y) {Z} & \more_.” Paper #1, 10 Sept. 2020, https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn.
        “# no * heading” — [unknown speaker]
        Marlow, R., and The {Press} and, co. “A *title* [X](Y) {Z} & \more_.” Paper #1, 10 Sept. 2020, https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading."#]],
        ),
        (
            "chicago",
            expect![[r#"
        “We go, at dawn.” — Ada, Countess of "L", at night
        Marlow, R., and The {Press} and, co. “A *title* [X](Y) {Z} & \more_.” Paper #1, September 10, 2020. https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=Lead.%20%E2%80%9C-,We%20go,-%2C%E2%80%9D%20said&text=Ada%2C%20%E2%80%9C-,at%20dawn.
        “# no * heading” — [unknown speaker]
        Marlow, R., and The {Press} and, co. “A *title* [X](Y) {Z} & \more_.” Paper #1, September 10, 2020. https://example.org/a%28b%29%3Ec?d=1&e=%20%20f#:~:text=no%20%2A%20heading."#]],
        ),
    ] {
        check(name, expected);
    }
}

#[test]
fn a_book_is_no_article() {
    let book = Opened { file: "shelf/A.EPUB".into(), ..opened() };
    let record = Quotes::new(&book).record(0).expect("there");
    let written = |name: &str| find(name).map(|format| (format.write)(&record)).expect("known");
    let bibtex = written("bibtex");
    assert!(bibtex.starts_with("@book{") && bibtex.contains("  publisher = {"), "{bibtex}");
    let ris = written("ris");
    assert!(ris.starts_with("TY  - BOOK\r\n") && ris.contains("\nPB  - "), "{ris}");
    let csl = written("csl");
    assert!(csl.contains(r#""type":"book""#) && csl.contains(r#""publisher":"#), "{csl}");
    assert!(!csl.contains("container-title"), "{csl}");
}

#[test]
fn people_and_sections_in_every_format() {
    let opened = opened();
    let mut out = String::new();
    for kind in [Kind::Person, Kind::Section] {
        for format in names(kind) {
            let records: Vec<_> =
                if kind == Kind::Person { people(&opened).collect() } else { sections(&opened).collect() };
            for text in (format.head)(kind).into_iter().chain(records.iter().map(|r| (format.write)(r))) {
                out += &format!("{text}\n");
            }
        }
    }
    expect![[r#"
        1	50%	Ada, Countess of "L"	first
        {"file":"a.toml","name":"Ada, Countess of \"L\"","aliases":["Ada","A."],"role":"first","about":null,"quotes":1,"share":0.5,"origin":"author"}
        file,name,aliases,role,about,quotes,share,origin
        a.toml,"Ada, Countess of ""L""",Ada; A.,first,,1,0.5,author
        1	2
        {"file":"a.toml","section":1,"heading":null,"paragraphs":2,"quotes":2}
        file,section,heading,paragraphs,quotes
        a.toml,1,,2,2
    "#]].assert_eq(&out);
}

#[test]
fn a_guess_does_not_look_like_a_fact() {
    let mut opened = opened();
    let credit = |opened: &Opened, name: &str| {
        let record = Quotes::new(opened).record(0).expect("there");
        let text = find(name).map(|f| (f.write)(&record)).expect("known");
        let line = text.lines().find(|l| l.contains('—') || l.contains("---")).expect("a credit");
        line.split(", at night").next().expect("a speaker").to_string()
    };
    opened.article.people[0].name = "Ada".into();
    opened.article.quotes[0].certainty = Certainty::Likely;
    assert_eq!(credit(&opened, "markdown"), "> — Ada");
    opened.article.quotes[0].certainty = Certainty::Unsure;
    assert_eq!(credit(&opened, "markdown"), "> — Ada (unsure)");
    assert_eq!(credit(&opened, "org"), "— Ada (unsure)");
    assert_eq!(credit(&opened, "latex"), "\\hfill --- Ada (unsure)");
    // A source without a name is called as the article does, if that tells anything.
    opened.article.quotes[0].speaker = None;
    let block = opened.article.quotes[0].spans[0].block;
    let blocks = std::sync::Arc::clone(&opened.article.blocks);
    let place = |words: &str| {
        let start = blocks[block].words.find(words).expect("there");
        Some(Span { block, start, end: start + words.len() })
    };
    let (one, two) = (place("Ada"), place("said Ada"));
    opened.article.quotes[0].said_as = one;
    assert_eq!(credit(&opened, "markdown"), "> — *unknown speaker*");
    opened.article.quotes[0].said_as = two;
    assert_eq!(credit(&opened, "markdown"), "> — *said Ada* (unsure)");
    opened.article.quotes[0].certainty = Certainty::Likely;
    assert_eq!(credit(&opened, "markdown"), "> — *said Ada*");
}

#[test]
fn nothing_breaks_out() {
    let with = |words: &str, name: &str| {
        let mut article = Article { title: "T".into(), ..Article::default() };
        article.quotes.push(crate::article::Quote { words: words.into(), ..Default::default() });
        let opened = Opened { file: "f".into(), article };
        let record = Quotes::new(&opened).record(0).expect("there");
        find(name)
            .map(|f| (f.write)(&record))
            .expect("known")
            .lines()
            .nth(usize::from(name != "markdown"))
            .map(String::from)
    };
    let org = |words| with(words, "org").expect("a line").replace('\u{200B}', "·");
    assert_eq!(org("#+end_quote"), "·#·\\plus{}end\\under{}quote");
    assert_eq!(org("* TODO"), "·\\ast{} TODO");
    assert_eq!(org("[[shell:rm][x]]"), "·[·[·shell:·rm]·[·x]·]·");
    assert_eq!(
        org("call_x() src_sh{rm} @@html:x@@ {{{m}}}"),
        "call\\under{}x() src\\under{}sh{·rm} @·@·html:·x@·@· {·{·{·m}}}"
    );
    assert_eq!(org("and/or 1/2 /it/"), "and/or 1/2 \\slash{}it\\slash{}");
    let latex = |words| with(words, "latex").expect("a line");
    assert_eq!(
        latex("\\end{quote}\\input{/etc/passwd}"),
        "\\textbackslash{}end\\{quote\\}\\textbackslash{}input\\{/etc/passwd\\}"
    );
    assert_eq!(
        latex("50% -- ^^M ~ \"a\" ?`"),
        "50\\% -{}- \\textasciicircum{}\\textasciicircum{}M \\textasciitilde{} \\char34{}a\\char34{} ?{}`"
    );
    let markdown = |words| with(words, "markdown").expect("a line");
    assert_eq!(markdown("1. a"), "> 1\\. a");
    assert_eq!(markdown("- a - b"), "> \\- a - b");
    assert_eq!(markdown("<script>&amp;![x](y)"), "> \\<script\\>\\&amp;!\\[x\\](y)");
}

#[test]
fn a_link_is_http_or_nothing() {
    let unsafe_url = SOURCE.replace("https://example.org", "javascript://example.org");
    let article = read(&unsafe_url, Rigour::Tolerant).article.expect("readable");
    let opened = Opened { file: "a".into(), article };
    let record = Quotes::new(&opened).record(0).expect("there");
    for name in ["markdown", "org", "latex"] {
        let text = find(name).map(|f| (f.write)(&record)).expect("known");
        assert!(!text.contains("javascript"), "{text}");
    }
}

#[test]
fn names_and_letters_are_told_apart() {
    let letters: std::collections::HashSet<_> = FORMATS.iter().map(|f| f.letter).collect();
    assert_eq!(letters.len(), FORMATS.len());
    let mut names: Vec<_> = FORMATS.iter().map(|f| f.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
    assert_eq!(FORMATS[0].name, "text");
}

#[test]
fn notes_without_a_place_stand_under_what_is_known_of_them() {
    let over = |place: &str| {
        let values = crate::record::NOTE.map(|f| if f.name == "place" { Value::from(place) } else { Value::Missing });
        let record = Record { kind: Kind::Note, values: values.into() };
        above_unplaced(find("markdown").expect("there is one"), &record)
    };
    assert_eq!(over("found"), None);
    assert_eq!(over("lost").as_deref(), Some("## Not found in the article any more"));
    assert_eq!(over("skipped").as_deref(), Some("## Not looked for: the notes before them took too long"));
}
