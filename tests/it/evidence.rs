//! The evidence in the reader: why a quotation is taken to be somebody's.

use expect_test::expect_file;
use pullquote::article::Quote;
use pullquote::content::{Rigour, read};
use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::reader::Reader;
use pullquote::ui::theme::Faces;
use pullquote::ui::update::Flow;

use crate::play::{frame, play, text, with_faces};
use crate::spoken;

fn articles() -> [Held; 1] {
    [spoken::held(spoken::article())]
}

/// Plays keys and looks at the reader and the screen as text.
#[track_caller]
fn after<T>(size: (u16, u16), typed: &str, look: impl FnOnce(&Reader<'_>, &str) -> T) -> T {
    let (articles, options) = (articles(), Options::default());
    let (app, _) = play(&articles, &options, size, typed);
    let shown = text(&frame(&app, false));
    look(app.reader().expect("one article is open"), &shown)
}

/// Compares a frame, its faces without colour, with a file.
macro_rules! check {
    ($file:literal, $size:expr, $keys:literal) => {
        let (articles, options) = (articles(), Options::default());
        let (app, _) = play(&articles, &options, $size, $keys);
        expect_file![concat!("screens/", $file, ".txt")].assert_eq(&with_faces(&frame(&app, false)));
    };
}

#[test]
fn the_evidence_stands_below_the_body_and_is_lit_in_it() {
    check!("evidence-80x24", (80, 24), "i");
    check!("evidence-200x60", (200, 60), "⇥jji");
    check!("evidence-59x20", (59, 20), "⇥jjjji");
    check!("evidence-body-59x20", (59, 20), "i)");
    // Where there are no rows for it the foot has it, whole.
    check!("evidence-40x9", (40, 9), "⇥ji");
    check!("evidence-40x10", (40, 10), "i)");
}

#[test]
fn on_a_small_screen_it_is_read_whole_beside_its_quotation() {
    for size in [(40, 10), (40, 9), (40, 12), (120, 6)] {
        for count in 1..6 {
            after(size, &format!("{}i", ")".repeat(count)), |reader, shown| {
                let words = reader.evidence().expect("it is shown").words;
                let told = shown.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(told.contains(&words), "{words}\n{shown}");
                assert!(shown.lines().any(|row| row.trim_start().starts_with('▌')), "{count} at {size:?}:\n{shown}");
            });
        }
    }
}

#[test]
fn lit_words_are_told_apart_without_colour() {
    let (articles, options) = (articles(), Options::default());
    let shown = |keys: &str| with_faces(&frame(&play(&articles, &options, (80, 24), keys).0, false));
    // “she said”, in two words, and nothing without the evidence.
    assert!(shown("i").contains("UUUUUUUU"), "{}", shown("i"));
    assert!(!shown("").contains('U') && !shown("ii").contains('U'));
    assert_ne!(Faces::PLAIN, pullquote::ui::theme::Face::Cited.into());
}

#[test]
fn the_next_quotation_brings_its_own_evidence() {
    let size = (120, 40);
    after(size, "i", |_, shown| assert!(shown.contains("said by Ines Duarte: she said, same paragraph;"), "{shown}"));
    for next in [")", "⇥j"] {
        after(size, &format!("i{next}"), |_, shown| {
            assert!(shown.contains("said by a senior official, who is not named:"), "{shown}");
            assert!(!shown.contains("said by Ines Duarte"), "{shown}");
        });
    }
    after(size, "i))", |_, shown| {
        assert!(shown.contains("perhaps said by Rui Sá: Rui Sá, 3 paragraphs back;"), "{shown}")
    });
    after(size, "i⇥G", |_, shown| assert!(shown.contains("nobody is named as the speaker"), "{shown}"));
}

#[test]
fn it_closes_by_its_key_and_by_esc_and_q_and_stays_otherwise() {
    let is_open = |typed: &str| {
        after((80, 24), typed, |reader, shown| {
            assert_eq!(reader.evidence.is_open(), shown.contains("Who said it"), "{shown}");
            reader.evidence.is_open()
        })
    };
    for open in ["i", "ij", "i)", "i⇥", "i⇥j", "iG", "iz", "/rain⏎i", "iii"] {
        assert!(is_open(open), "{open}");
    }
    for closed in ["", "ii", "i⎋", "iq", "i)i", "/rain⏎iq"] {
        assert!(!is_open(closed), "{closed}");
    }
    // Esc takes one thing at a time, the evidence first.
    after((80, 24), "/rain⏎i⎋", |reader, _| assert!(reader.search.is_some()));
    let (articles, options) = (articles(), Options::default());
    assert_eq!(play(&articles, &options, (80, 24), "iq").1, Flow::Continue);
    assert_eq!(play(&articles, &options, (80, 24), "iqq").1, Flow::Left);
    assert_eq!(play(&articles, &options, (80, 24), "i⏎").1, Flow::Chosen(vec![(0, 0)]));
}

#[test]
fn quotation_mention_and_cue_are_seen_together_if_they_fit() {
    for (width, height) in [(59, 20), (80, 24), (80, 40), (120, 40), (200, 60)] {
        for count in 0..6 {
            // One pane at a time shows the body only while it has the keys.
            let keys = format!("i{}", ")".repeat(count));
            let (articles, options) = (articles(), Options::default());
            let (app, _) = play(&articles, &options, (width, height), &keys);
            let reader = app.reader().expect("one article is open");
            let current = reader.current().expect("a quotation");
            assert!(reader.shows(current), "{width}x{height} {count}");
            let lit = with_faces(&frame(&app, false)).matches('U').count();
            let quote = reader.quote(current);
            let near = quote.said_as.iter().all(|m| m.block.abs_diff(quote.spans[0].block) < 2);
            let cited = quote.said_as.is_some();
            // Both in the evidence and in the body.
            assert!(!near || !cited || lit > 8, "{width}x{height} {count} {lit}");
        }
    }
    // Three paragraphs back: only where there is room.
    let seen = |size| after(size, "i))", |_, shown| shown.contains("Rui Sá keeps the light"));
    assert!(seen((120, 40)) && !seen((80, 18)));
}

#[test]
fn beside_a_quotation_that_is_too_long_its_nearer_end_is_shown() {
    for (before, after) in [("", " Ada Example wrote."), ("Ada Example wrote: ", "")] {
        let words = "And so it went on. ".repeat(60);
        let body = format!("{}{before}“{}”{after}", "First things first.\n\n".repeat(20), words.trim());
        let source = format!("title = 'T'\n[[sections]]\nbody = '''{body}'''\n[[people]]\nname = 'Ada Example'\n");
        let mut article = read(&source, Rigour::Tolerant).article.expect("it can be read");
        let spans = vec![spoken::at(&article, &format!("|{}|", words.trim()))];
        let [said_as, cue] = ["|Ada Example| wrote", "Ada Example |wrote|"].map(|m| Some(spoken::at(&article, m)));
        article.quotes = vec![Quote { spans, said_as, cue, speaker: Some(0), ..Quote::default() }];
        let (articles, options) = ([spoken::held(article)], Options::default());
        let (app, _) = play(&articles, &options, (59, 20), "zGi");
        let shown = with_faces(&frame(&app, false));
        let (body, _) = shown.split_once("Who said it").expect("the evidence is shown");
        assert!(body.contains("UUUUUUUUUUU UUUUU"), "{before}{after}: {shown}");
        assert!(app.reader().is_some_and(|r| r.shows(0)));
    }
}

#[test]
fn what_it_moved_comes_back_when_it_closes() {
    let place = |typed: &str| after((100, 18), typed, |reader, _| (reader.place, reader.current()));
    for keys in [")", "))", ")))", "))))", "j", "]"] {
        assert_eq!(place(&format!("{keys}ii")), place(keys), "{keys}");
    }
    assert_ne!(place("))i"), place("))"), "there is something to move back");
    // Who has moved since stays.
    assert_ne!(place("))ij⎋"), place("))"));
    // A quotation that is out of view is brought in.
    let (articles, options) = (articles(), Options::default());
    let (app, _) = play(&articles, &options, (40, 12), "⇥jjjji⇥⇥");
    let reader = app.reader().expect("one article is open");
    assert!(reader.current().is_some_and(|q| reader.shows(q)));
}

#[test]
fn without_a_quotation_there_is_no_evidence() {
    let articles = [crate::play::opened("a.toml", "title = 'T'\n[[sections]]\nbody = 'Words.'\n")];
    let options = Options::default();
    let (app, _) = play(&articles, &options, (80, 24), "i");
    assert!(text(&frame(&app, false)).contains("no quotations found"));
    assert!(app.reader().is_some_and(|r| !r.evidence.is_open()));
}

#[test]
fn the_list_tells_guesses_and_sources_without_a_name() {
    after((120, 40), "", |_, shown| {
        for row in ["— Ines Duarte\n", "— a senior official\n", "— perhaps Rui Sá\n", "— Rui Sá\n", "— unknown speaker"]
        {
            assert!(shown.contains(row), "{row} {shown}");
        }
    });
    // People who were found are listed with their counts, as the author's are.
    after((120, 40), "", |_, shown| {
        assert!(shown.contains("Ines Duarte          1 ■") && shown.contains("Rui Sá               3 ■"), "{shown}");
    });
}
