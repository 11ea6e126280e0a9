//! The reader in lines: what is told after what is typed, and that it comes as nothing but
//! lines. `UPDATE_EXPECT=1 cargo test linear` writes the transcripts anew.

use std::os::unix::fs::PermissionsExt;

use expect_test::expect_file;
use proptest::prelude::*;
use pullquote::linear::command::COMMANDS;
use pullquote::linear::{Flow, Linear, Scribes};
use pullquote::shelf::Held;
use pullquote::state::{State, merge};
use pullquote::ui::{Options, Writer};

use crate::noting::Book;
use crate::play::{opened, parsed, searched, shipped};
use crate::run::{Folder, STATE, command, finish, piped};

const LETTERS: &str = "content/love-letters.toml";

const FORMATS: [&str; 3] = ["text", "markdown", "link"];

/// Writes the format and the number of a quotation; no link, as where there is no address.
fn writer() -> impl FnMut(usize, usize, &str) -> Option<String> {
    |_, quote, format| Some(if format == "link" { String::new() } else { format!("{format} of {}", quote + 1) })
}

fn scribes<'s>(book: &'s mut Book, writer: Writer<'s>) -> Scribes<'s> {
    Scribes { notebook: book, writer, formats: FORMATS.to_vec() }
}

/// What is told after each line that is typed, as a terminal would show it.
fn transcript(articles: &[Held], options: &Options, typed: &[&str]) -> String {
    let (mut book, mut write) = (Book::default(), writer());
    let mut linear = Linear::new(articles, options, scribes(&mut book, &mut write), 72);
    let mut out = linear.told();
    for line in typed {
        let flow = linear.obey(line);
        out.push_str(&format!("> {line}\n{}", linear.told()));
        while linear.work() {
            out.push_str(&linear.told());
        }
        if flow != Flow::Continue {
            out.push_str(&format!("{flow:?}\n"));
        }
        if matches!(flow, Flow::Left | Flow::Chosen(_)) {
            break;
        }
    }
    out
}

#[test]
fn reading_an_article() {
    let typed = ["", "f", "w", "{", "a", "]", "]4", "]", "[", "G", "", "g", "{", "]9", "where now"];
    expect_file!["linear/reading.txt"].assert_eq(&transcript(&searched("love"), &Options::default(), &typed));
}

#[test]
fn lists_and_their_numbers() {
    let typed = [
        "7",
        "o",
        "2",
        "l",
        "m",
        "m",
        "99",
        "p",
        "1",
        "p finch",
        "p Yeonmi Park",
        "/ kim wrote",
        "2",
        "N",
        "n",
        "n",
        "/xyzzy",
        "l fantasy",
        ")",
        ")",
        "(",
        "i",
        "i 4",
        "i 12",
        "c 12",
        "quotatons",
        "?",
        "c 3, 1",
    ];
    expect_file!["linear/lists.txt"].assert_eq(&transcript(&searched("love"), &Options::default(), &typed));
}

#[test]
fn lists_fit_the_width_as_paragraphs_do() {
    let (articles, options) = (searched("love"), Options::default());
    let (mut book, mut write) = (Book::default(), writer());
    let mut linear = Linear::new(&articles, &options, scribes(&mut book, &mut write), 50);
    let long = "A note that goes on for longer than a line of fifty columns";
    linear.obey(&format!("A {long}"));
    linear.told();
    for line in ["l", "m", "p", "o", "/ the", "O", "b", "?", "i 11", "G", "g", "w"] {
        linear.obey(line);
        let told = linear.told();
        assert!(told.lines().all(|line| line.chars().count() <= 50), "{line}: {told}");
        assert!(!told.lines().any(|line| line.ends_with(' ')), "{line}: {told}");
    }
    linear.obey("l");
    let told = linear.told();
    assert!(told.contains("\n5 “that moment of history when I firmly held Your\n  Excellency’s hand"), "{told}");
}

#[test]
fn notes_marks_and_copies() {
    let typed = [
        "O",
        "A",
        ")",
        "H",
        "H",
        "A ask her doctor",
        "A",
        "A and his",
        "y",
        "y markdown 3",
        "y mrkdown",
        "y link",
        "y 99",
        "]3",
        "A a paragraph that says much",
        "a",
        "M a",
        "M 1",
        "g",
        "O",
        "2",
        "'",
        "'a",
        "'b",
        "X 1",
        "O",
        "U",
        "U",
        "X 9",
        "g",
        "X",
        "mark b",
        "go-to-mark b",
        "q",
    ];
    expect_file!["linear/notes.txt"].assert_eq(&transcript(&searched("love"), &Options::default(), &typed));
}

#[test]
fn the_number_of_a_note_means_the_one_that_was_told_by_it() {
    let (articles, options) = (searched("love"), Options::default());
    let told = |typed: &[&str]| transcript(&articles, &options, typed);
    let below = ["]3", "A ask Woodward"];
    let woodward = "Guesses about Kim’s health";
    // One that comes to stand above it does not take its number.
    let above = ["O", "g", ")", "H"];
    let all = told(&[&below[..], &above, &["X 1", "X 1", "O"]].concat());
    assert!(all.contains(&format!("> X 1\nDeleted: “{woodward}")), "{all}");
    assert!(all.contains("> X 1\nNote 1 was deleted; O lists the others.\n> O\n1 note;"), "{all}");
    // Neither in a list that is still there.
    let all = told(&[&below[..], &["g", ")", "O", "H", "2", "1"]].concat());
    assert!(all.contains("> 2\nThere is no note 2 in the list, only 1.\n> 1\nSection 3 of 4"), "{all}");
    let all = told(&[&below[..], &["O", "X 1", "1", "U", "1"]].concat());
    assert!(all.contains("> 1\nNote 1 was deleted; O lists the others.\n> U\n"), "{all}");
    assert!(all.contains("> 1\nSection 3 of 4"), "{all}");
    // What is told beside a paragraph is told as well.
    let all = told(&[&below[..], &above, &["]3", "X 2"]].concat());
    assert!(all.contains("Note 2 “Guesses") && all.contains(&format!("> X 2\nDeleted: “{woodward}")), "{all}");
    assert!(told(&[&below[..], &["X 1"]].concat()).ends_with("> X 1\nNo note 1 was told; O lists them.\n"));
}

#[test]
fn a_list_that_has_less_by_now_has_no_more() {
    let told = transcript(&searched("love"), &Options::default(), &["/ the", "/xyzzy", "m"]);
    assert!(told.contains("more: type m.\n"), "{told}");
    assert!(told.ends_with("No paragraph has these words.\n> m\nThat was all of the list.\n"), "{told}");
}

#[test]
fn what_takes_long_is_announced() {
    let source = format!("title = \"x\"\n[[sections]]\nbody = \"{}\"\n", "It rained, and rained. ".repeat(50_000));
    let (articles, options) = ([Held::new(parsed("x", &source))], Options::default());
    let (mut book, mut write) = (Book::default(), writer());
    let mut linear = Linear::new(&articles, &options, scribes(&mut book, &mut write), 72);
    assert_eq!(linear.told(), "x\nSearching it for quotations: it is long.\n");
    assert!(linear.work() && linear.told().starts_with("1 section, 0 quotations"));
    assert!(!linear.work());
    linear.obey("/rained");
    assert_eq!(linear.told(), "Searching…\n");
    assert!(linear.work() && linear.told().starts_with("1 paragraph; a number goes there.\n"));
    linear.obey("");
    assert!(!linear.work());
}

#[test]
fn no_number_is_obeyed_that_was_not_told() {
    let (articles, options) = (searched("love"), Options::default());
    let told = |typed: &[&str]| transcript(&articles, &options, typed);
    // Those of Donald Trump.
    let trump = told(&["p 1", "4", "1 4", "9"]);
    assert!(trump.contains("> 4\nThere is no quotation 4 in the list, only 1 to 3 and 9.\n> 1 4\nThere"), "{trump}");
    assert!(trump.ends_with("> 9\nChosen([(0, 8)])\n"), "{trump}");
    let all = told(&["l", "11", "m", "11"]);
    assert!(all.contains("> 11\nNo quotation 11 was told yet, only 1 to 10; m tells more.\n> m\n11 "), "{all}");
    assert!(all.ends_with("> 11\nChosen([(0, 10)])\n"), "{all}");
    // What was searched for since found nothing.
    let stale = told(&["/ kim wrote", "/xyzzy", "2"]);
    assert!(!stale.split_once("> 2").expect("it was typed").1.contains("Trump"), "{stale}");
}

#[test]
fn who_lands_in_another_section_is_told_so() {
    let (articles, options) = (searched("love"), Options::default());
    let answers = |typed: &[&str]| {
        let told = transcript(&articles, &options, typed);
        let (_, last) = told.rsplit_once("\n> ").expect("something was typed");
        last.to_string()
    };
    let told = |typed: &[&str]| {
        let last = answers(typed);
        (last.lines().nth(1).expect("something was told").to_string(), last.matches("Section ").count())
    };
    let third = "Section 3 of 4: The patient and the heir";
    // A hit, another, a quotation, a mark, a note, the paragraph before, the start.
    for typed in [
        &["/sister", "1"][..],
        &["/sister", "n"],
        &["]2", ")", ")", ")", ")", ")", ")"],
        &["]3", "", "M a", "g", "'a"],
        &["]3", "", "H", "g", "O", "1"],
        &["]4", "{"],
        // It tells the heading itself.
        &["]3"],
        &["]2", "", "", "", "", ""],
    ] {
        assert_eq!(told(typed), (third.to_string(), 1), "{typed:?}: {}", answers(typed));
    }
    assert_eq!(told(&["]3", "g"]), ("Section 1 of 4: Beginning".to_string(), 1));
    for typed in [&["]3", ""][..], &["]3", "", "{", "", "{", ""], &["", "M a", "g", "'a"], &[")", ")"]] {
        assert_eq!(told(typed).1, 0, "{typed:?}: {}", answers(typed));
    }
}

#[test]
fn several_articles() {
    let typed = ["", "l", "4", "1 2", "2", "b", "1", "q"];
    expect_file!["linear/articles.txt"].assert_eq(&transcript(&shipped(""), &Options::default(), &typed));
}

#[test]
fn what_is_no_paragraph_is_said_in_words() {
    let mut typed = vec![""; 47];
    typed.push("q");
    let told = transcript(&shipped("hard"), &Options::default(), &typed);
    expect_file!["linear/hard.txt"].assert_eq(&told);
    // Neither a box nor a bar: a screen reader would read each of them out.
    assert_eq!(told.chars().find(|c| matches!(c, '\u{2500}'..='\u{25FF}')), None);
}

#[test]
fn a_guess_is_told_as_one() {
    let source = "title = \"x\"\n[[sections]]\nbody = \"She said: “We go.” A clerk said: “We stay.”\"\n[[people]]\nname = \"Ada\"\n\
        [[quotes]]\ntext = \"We go.\"\nspeaker = \"Ada\"\norigin = \"found\"\ncertainty = \"unsure\"\n\
        [[quotes]]\ntext = \"We stay.\"\n";
    let told = transcript(&[opened("guess.toml", source)], &Options::default(), &["l", "i1"]);
    assert!(told.contains("\nQuotations 1 perhaps Ada; 2 unknown speaker.\n"), "{told}");
    assert!(told.contains("\n1 “We go.” perhaps Ada\n2 “We stay.” unknown speaker\n"), "{told}");
    assert!(told.contains("perhaps said by Ada"), "{told}");
}

#[test]
fn what_was_asked_for_on_the_command_line_comes_first() {
    let told = |options: Options| transcript(&searched("love"), &options, &[]);
    assert!(
        told(Options { section: Some(3), ..Options::default() })
            .contains("Section 3 of 4: The patient and the heir\nGuesses")
    );
    let by = told(Options { by: Some("Park".into()), ..Options::default() });
    assert!(by.contains("2 quotations; a number chooses one and leaves.\n10 “I still"), "{by}");
    let query = told(Options { query: "magical".into(), ..Options::default() });
    assert!(query.contains("1 quotation; a number") && query.contains("\n8 “deep and special friendship"), "{query}");
}

#[test]
fn an_article_opens_where_it_was_left() {
    let (articles, options) = (searched("love"), Options::default());
    let (mut book, mut write) = (Book::default(), writer());
    let mut linear = Linear::new(&articles, &options, scribes(&mut book, &mut write), 72);
    assert!(linear.changes().is_empty(), "nobody has moved");
    linear.obey("]3");
    linear.told();
    linear.obey("a");
    let here = linear.told();
    let state = State::new(merge(&[], &linear.changes()).bytes);
    let again = transcript(&articles, &Options { state, ..Options::default() }, &[]);
    assert!(again.contains("here, where you left off; g goes to the start.\nSection 3 of 4"), "{again}");
    assert!(again.ends_with(&here), "{again}");
}

#[test]
fn the_end_is_said_where_nothing_is_to_come() {
    let (articles, options) = (searched("love"), Options::default());
    let opened = |typed: &[&str]| {
        let (mut book, mut write) = (Book::default(), writer());
        let mut linear = Linear::new(&articles, &options, scribes(&mut book, &mut write), 72);
        typed.iter().for_each(|line| drop(linear.obey(line)));
        let state = State::new(merge(&[], &linear.changes()).bytes);
        transcript(&articles, &Options { state, ..Options::default() }, &[])
    };
    let last = opened(&["G"]);
    assert!(last.contains("\nthe end, where you left off; g goes to the start.\n"), "{last}");
    assert!(last.contains(", the end.\nThe talks"), "{last}");
    let before = opened(&["G", "{"]);
    assert!(before.contains("\nhere, where you left off; g goes to the start.\n"), "{before}");
    assert!(before.contains("1 minute left."), "{before}");
}

#[test]
fn the_marks_are_told_by_how_many_there_are() {
    let told = transcript(&searched("love"), &Options::default(), &["M a", "'", "'b", "M c", "'"]);
    assert!(told.contains("> '\n1 mark: a.\n> 'b\nThere is no mark b. 1 mark: a.\n"), "{told}");
    assert!(told.ends_with("> '\n2 marks: a, c.\n"), "{told}");
}

#[test]
fn no_answer_is_endless() {
    let long = "It rained, and rained. ".repeat(20_000);
    let source = format!(
        "title = \"x\"\n[[sections]]\nheading = \"{long}\"\nbody = \"\"\"\n{long}\n\n{}\n\"\"\"\n[[people]]\nname = \"{long}\"\n\
         [[quotes]]\ntext = \"{long}\"\nspeaker = \"{long}\"\n",
        "“Yes.” ".repeat(5_000)
    );
    let articles = [opened("long.toml", &source)];
    let options = Options::default();
    let (mut book, mut write) = (Book::default(), writer());
    let mut linear = Linear::new(&articles, &options, scribes(&mut book, &mut write), 72);
    let lines = ["", "f", "a", "o", "p", "1", "l", "i 1", "/rained", "1", "G", "{", "w", "]", "["];
    for line in std::iter::once("w").chain(lines) {
        linear.obey(line);
        let told = linear.told();
        assert!(told.len() < 20_000, "{line}: {} bytes", told.len());
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_answered_in_clean_lines(
        lines in proptest::collection::vec((0..COMMANDS.len() * 2, any::<String>(), 0..30usize), 1..20),
    ) {
        thread_local!(static ARTICLES: &'static [Held] = Vec::leak(searched("love").into_iter().chain(shipped("hard")).collect()));
        let articles = ARTICLES.with(|articles| *articles);
        let options = Options::default();
        let (mut book, mut write) = (Book::default(), writer());
    let mut linear = Linear::new(articles, &options, scribes(&mut book, &mut write), 72);
        for (number, any, n) in lines {
            let letter = COMMANDS.get(number).map_or("", |command| command.letter);
            linear.obey(&format!("{letter}{}", if n < 20 { n.to_string() } else { any }));
            let told = linear.told();
            let hostile = |c: char| c.is_control() && c != '\n';
            prop_assert!(!told.contains(hostile) && told.len() < 20_000, "{}", told);
        }
    }
}

/// Pipes all around, as from another program.
fn pipes(args: &[&str], typed: &str) -> crate::run::Ran {
    piped(&[&["--linear"], args].concat(), typed.as_bytes())
}

#[test]
fn a_chosen_quotation_is_all_there_is_on_stdout() {
    let ran = pipes(&[LETTERS], "quotations\n3\nquotations\n");
    assert_eq!((ran.out.as_str(), ran.code), ("Kim Jong Un is in good health. Never underestimate him!\n", Some(0)));
    assert!(ran.err.contains("\n3 “Kim Jong Un is in good health.") && !ran.err.contains("> "), "{}", ran.err);
    ran.is_clean();
    let ran = pipes(&["--template", "{speaker}", LETTERS], "c 1 9 10\r\n");
    assert_eq!((ran.out.as_str(), ran.code), ("Donald Trump\nDonald Trump\nYeonmi Park\n", Some(0)));
}

#[test]
fn words_are_copied_only_if_the_tool_says_so_and_else_told() {
    for (tool, expected) in [
        ("cat > kept", "Copied as text with xclip: 12 characters.\n"),
        ("exit 1", "As text, between the lines:\n-----\nWe all agree\n-----\n"),
        ("sleep 3", "As text, between the lines:\n-----\nWe all agree\n-----\n"),
    ] {
        let folder = Folder::new();
        let article = folder.file("a.md", "# Dew\n\nThe baker said: “We all agree”.\n");
        let xclip =
            folder.file("xclip", format!("#!/bin/sh\nPATH=/usr/bin:/bin\ncd {}\n{tool}\n", folder.path().display()));
        std::fs::set_permissions(&xclip, std::fs::Permissions::from_mode(0o755)).expect("set");
        let input = folder.file("typed", "y text 1\nq\n");
        let mut command = command(&["--linear", &article]);
        command.stdin(std::fs::File::open(input).expect("it is there")).env("XDG_STATE_HOME", folder.path());
        command.env("DISPLAY", ":0").env("PATH", folder.path());
        for unset in ["WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "SSH_CONNECTION", "SSH_TTY"] {
            command.env_remove(unset);
        }
        let told = finish(command.output().expect("it runs")).err;
        assert!(told.contains(expected), "{tool}: {told}");
        let kept = std::fs::read_to_string(folder.path().join("kept")).unwrap_or_default();
        assert_eq!(kept == "We all agree", tool.starts_with("cat"), "{kept}");
    }
}

#[test]
fn notes_and_marks_are_those_of_the_reader() {
    let folder = Folder::new();
    let article = folder.file("a.md", "# Dew\n\nThe baker said: “Bread is patient.” She left.\n\nNobody else is.\n");
    let read = |typed: &str| {
        let input = folder.file("typed", typed);
        let mut command = command(&["--linear", &article]);
        command.stdin(std::fs::File::open(input).expect("it is there")).env("XDG_STATE_HOME", folder.path());
        for unset in ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"] {
            command.env_remove(unset);
        }
        finish(command.output().expect("it runs"))
    };
    let ran = read(")\nA ask the miller\nG\nM z\ny markdown 1\n");
    assert!(ran.err.contains("Noted: “Bread is patient.”, in "), "{ran:?}");
    assert!(
        cfg!(target_os = "macos") || ran.err.contains("As markdown, between the lines:\n-----\n> Bread is patient."),
        "{ran:?}"
    );
    ran.is_clean();
    let notes = std::fs::read_to_string(folder.path().join("a.notes.toml")).expect("they are there");
    assert!(notes.contains("text = \"ask the miller\""), "{notes}");
    folder.file("a.md", "# Dew\n\nNew.\n\nThe baker said: “Bread was patient.” She left.\n\nNobody else is.\n");
    let told = read("g\nO\n1\n'z\n").err;
    assert!(told.contains("1 note: type O."), "{told}");
    assert!(told.contains("\n1 “Bread is patient.”: ask the miller (words changed: “is” is now “was”)\n"), "{told}");
    assert!(told.contains("\nNote 1 “Bread is patient.”: ask the miller"), "{told}");
    assert!(told.ends_with("Nobody else is.\n"), "{told}");
}

#[test]
fn a_note_is_taken_whole_or_refused() {
    let folder = Folder::new();
    let article = folder.file("a.md", "# Dew\n\nThe baker said: “Bread is patient.” She left.\n");
    let long = "é ".repeat(1_000);
    let typed = format!("A {long}\nA {long}\nA x{}\nw\n", "é".repeat(6_000));
    let input = folder.file("typed", typed);
    let mut command = command(&["--linear", &article]);
    command.stdin(std::fs::File::open(input).expect("it is there")).env("XDG_STATE_HOME", folder.path());
    let told = finish(command.output().expect("it runs")).err;
    assert!(told.contains("\nNothing was noted: that is 1903 bytes too long; a note has 4096 at most.\n"), "{told}");
    assert!(told.contains("\nThis line is too long, so nothing was done: type fewer than 8192 letters.\n"), "{told}");
    assert!(told.ends_with("percent, the end.\n"), "{told}");
    let notes = std::fs::read_to_string(folder.path().join("a.notes.toml")).expect("they are there");
    assert!(notes.contains(&format!("text = \"{}\"\n", long.trim())), "{notes}");
}

#[test]
fn leaving_without_a_choice_is_told_by_the_exit_status() {
    for typed in ["q\n", "quit", "", "\n\n"] {
        let ran = pipes(&[LETTERS], typed);
        assert_eq!((ran.out.as_str(), ran.code), ("", Some(130)), "{typed:?}");
    }
    pipes(&["no/such/file.toml"], "q\n").refuses(2, &["no such file"]);
    // What never ends, and bytes that are no words.
    let ran = pipes(&[LETTERS], &format!("{}\n", "x".repeat(3 << 20)));
    assert_eq!(ran.code, Some(130));
    assert!(ran.err.len() < 4096, "{}", ran.err.len());
    piped(&["--linear", LETTERS], b"\xff\x1b[2J\xc2\x9b\nq\n").is_clean();
}

#[test]
fn the_place_is_kept_also_in_a_pipe() {
    let folder = Folder::new();
    let read = |typed: &str| {
        let input = folder.file("typed", typed);
        let mut command = command(&["--linear", LETTERS]);
        command.stdin(std::fs::File::open(input).expect("it is there")).env("XDG_STATE_HOME", folder.path());
        finish(command.output().expect("it runs")).err
    };
    assert!(!read("]3\n").contains("left off"));
    assert!(read("q\n").contains("here, where you left off; g goes to the start.\nSection 3 of 4"));
    assert!(STATE.contains("state"), "the others have a folder of their own");
}

#[test]
fn nothing_hostile_gets_out() {
    let evil = "\\u001B]0;owned\\u0007\\u001B[31mred\\u009B31m\\u007F\\u202Eover\\u2066\\u0085\\u2028end";
    let source = format!(
        "title = \"T {evil}\"\nsubtitle = \"{evil}\"\nauthors = [\"{evil}\"]\n[[sections]]\nheading = \"H {evil}\"\n\
         body = \"She said “Words {evil}.”\"\n[[people]]\nname = \"N {evil}\"\nrole = \"{evil}\"\n\
         [[quotes]]\ntext = \"Words {evil}.\"\nspeaker = \"N {evil}\"\ncontext = \"{evil}\"\n"
    );
    let folder = Folder::new();
    let file = folder.file("a\u{1b}]0;x\u{7}\u{9b}\u{202e}\n.toml", source);
    for files in [vec![file.as_str()], vec![file.as_str(), LETTERS]] {
        let ran = pipes(&files, "1\n\u{1b}[2J\u{202e}\no\nl\np\n/words\ni 1\nw\nb\nc 1\n");
        ran.is_clean();
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
}
