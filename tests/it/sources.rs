//! The source ledger: who speaks, how much, from where on; as text, records and keys.

use expect_test::expect;
use pullquote::ui::Options;
use pullquote::ui::app::Mode;
use pullquote::ui::update::Flow;

use crate::play::{frame, play, searched, text};
use crate::run::{Folder, piped, run};

const LETTERS: &str = "content/love-letters.toml";

#[test]
fn a_row_for_each_speaker() {
    run(&["sources", LETTERS]).gives(
        "4\t56\t41%\tperson\tKim Jong Un\tleader of North Korea\n\
         2\t51\t38%\tperson\tYeonmi Park\tdefector from North Korea\n\
         4\t27\t20%\tperson\tDonald Trump\tpresident of the United States\n\
         1\t2\t1%\tunknown\n",
    );
    let ran = run(&["sources", "--format", "csv", LETTERS]);
    let expected = expect![[r#"
        file,speaker,kind,aliases,role,gender,gender_from,articles,quotes,unsure,words,share,section,paragraph
        content/love-letters.toml,Kim Jong Un,person,Kim,leader of North Korea,man,“He” (paragraph 5),1,4,0,56,0.4118,,1
        content/love-letters.toml,Yeonmi Park,person,Park,defector from North Korea,woman,“She” (paragraph 11),1,2,0,51,0.375,The patient and the heir,11
        content/love-letters.toml,Donald Trump,person,Trump,president of the United States,man,“he” (paragraph 1),1,4,0,27,0.1985,,1
        content/love-letters.toml,,unknown,,,,,1,1,0,2,0.0147,,3
    "#]];
    expected.assert_eq(&ran.out);
    let ran = run(&["sources", "--format", "json", LETTERS]);
    let row: serde_json::Value = serde_json::from_str(ran.out.lines().next().expect("a row")).expect("JSON");
    assert_eq!((row["speaker"].as_str(), row["paragraph"].as_u64()), (Some("Kim Jong Un"), Some(1)));
    run(&["sources", "--template", "{speaker}: {gender_from}", LETTERS]).ends_well();
    run(&["sources", "--template", "{cue}", LETTERS]).refuses(2, &["no field is called {cue}"]);
    run(&["sources", "--format", "markdown", LETTERS]).refuses(2, &["text, json, csv"]);
}

#[test]
fn a_timeline_by_paragraph_or_by_month() {
    let ran = run(&["sources", "--timeline", "--format", "csv", LETTERS]);
    assert!(ran.out.starts_with("file,month,section,paragraph,speaker,kind,quotes,words\n"), "{}", ran.out);
    assert!(
        ran.out.contains("\ncontent/love-letters.toml,2020-09,What Kim wrote,6,Kim Jong Un,person,2,10\n"),
        "{}",
        ran.out
    );
    let folder = Folder::new();
    let article = |date: &str, said: &str| {
        format!("---\ntitle: T\ndate: {date}\n---\n\n“{said},” said Tom Marlow, who owns two boats.\n")
    };
    folder.file("a.md", article("2026-03-02", "We will go"));
    folder.file("b.md", article("2026-03-30", "We went"));
    folder.file("c.md", article("2026-05-01", "We are back"));
    let path = folder.path().to_str().expect("UTF-8");
    run(&["sources", "--timeline", path]).gives("2026-03\t\t2\t5\tTom Marlow\n2026-05\t\t1\t3\tTom Marlow\n");
    run(&["sources", "--template", "{speaker} {articles} {quotes}", path]).gives("Tom Marlow 3 3\n");
}

#[test]
fn nobody_is_a_woman_or_a_man_by_a_given_name() {
    let told = |text: &str| piped(&["sources", "--template", "{speaker}: {gender}"], text.as_bytes()).out;
    let said = "“We will go when the light goes,” said Mary Marlow, who owns two boats.";
    assert_eq!(told(said), "Mary Marlow: \n");
    assert_eq!(told(&said.replace("Mary Marlow", "Mrs. Mary Marlow")), "Mary Marlow: woman\n");
    assert_eq!(told(&format!("{said} “I will not,” she said.")), "Mary Marlow: woman\n");
}

#[test]
fn nothing_hostile_gets_through() {
    let text = "“We go now,” said Ada \u{1b}[31mPark\u{202e}, a mayor. “No,” an \u{9b}official said.";
    for format in ["text", "json", "csv"] {
        piped(&["sources", "--format", format], text.as_bytes()).is_clean();
        piped(&["sources", "--timeline", "--format", format], text.as_bytes()).is_clean();
    }
}

#[test]
fn the_ledger_in_the_reader() {
    let (articles, options) = (searched("love"), Options::default());
    let (app, _) = play(&articles, &options, (80, 24), "L");
    let shown = text(&frame(&app, true));
    for line in ["Who speaks: 3 speakers, 11 quotations of 136 words", "Yeonmi Park", "woman (“She”, par. 11)"] {
        assert!(shown.contains(line), "{line:?} is not in\n{shown}");
    }
    // At whoever says the current quotation, who comes third.
    assert!(shown.contains("▌ Donald Trump"), "{shown}");
    let (mut app, flow) = play(&articles, &options, (80, 24), "Lgj⏎");
    assert_eq!((flow, app.mode.clone()), (Flow::Continue, Mode::Reading));
    let reader = app.reader_mut().expect("it is open");
    let current = reader.current().expect("a quotation");
    assert_eq!(reader.article.speaker(reader.quote(current)).map(|p| p.name.as_str()), Some("Yeonmi Park"));
    assert!(reader.is_in_view(current));
    for closing in ["L⎋", "Lq", "LL"] {
        let (app, flow) = play(&articles, &options, (80, 24), closing);
        assert_eq!((flow, &app.mode), (Flow::Continue, &Mode::Reading), "{closing}");
    }
}
