//! Correcting by keys: what is asked, what is shown then, and what does nothing.

use pullquote::article::{Article, Origin};
use pullquote::content::{Rigour, edit, read};
use pullquote::correction::{Corrected, Correction, Refusal, Request};
use pullquote::engine::find::find;
use pullquote::library::Opened;
use pullquote::shelf::Held;
use pullquote::ui::app::{App, Mode};
use pullquote::ui::keys::{Key, Keymap, Scope};
use pullquote::ui::update::{Event, Flow, update};
use pullquote::ui::{Options, correct};

use crate::play::{frame, keys, play, text};
use crate::spoken;

const SOURCE: &str = r#"title = "The Vote" # mine
[[sections]]
body = '''
“A coast without a light,” said the mayor, Ines Duarte, “is only a rumour.”

“Too much,” a shipowner said. “Never,” said Rui Sá. “We go,” said Tom Wood.
'''
[[people]]
name = "Ines Duarte"
aliases = ["Duarte"]
role = "mayor"
[[quotes]]
text = "Too much,"
"#;

/// A file in memory, with what it was before each correction.
struct Memory {
    text: String,
    before: Vec<String>,
    refuses: bool,
}

fn article(text: &str) -> Article {
    let mut article = read(text, Rigour::Tolerant).article.expect("readable");
    find(&mut article);
    article
}

impl Memory {
    fn new() -> Memory {
        Memory { text: SOURCE.to_string(), before: Vec::new(), refuses: false }
    }

    fn correct(&mut self, shown: &Article, request: &Request) -> Result<Corrected, String> {
        if self.refuses {
            return Err(Refusal::Changed { file: "a.toml".into() }.to_string());
        }
        let (text, said) = match request {
            Request::Correct(correction) => {
                let text = edit(&self.text, shown, correction).map_err(|refusal| refusal.to_string())?;
                self.before.push(std::mem::replace(&mut self.text, text.clone()));
                (text, correction.done(shown))
            }
            Request::Undo => {
                let before = self.before.pop().ok_or_else(|| Refusal::NothingToUndo.to_string())?;
                self.text = before.clone();
                (before, "taken back".to_string())
            }
        };
        Ok(Corrected { article: article(&text), said })
    }
}

fn articles() -> [Held; 1] {
    let article = read(SOURCE, Rigour::Tolerant).article.expect("readable");
    let mut opened = Opened { file: "a.toml".into(), article };
    find(&mut opened.article);
    [Held::whole(opened)]
}

/// Presses keys, and has corrected what they ask for.
fn press(app: &mut App<'_>, memory: &mut Memory, typed: &str) -> Flow {
    let mut flow = Flow::Continue;
    for event in keys(typed) {
        flow = update(app, event);
        if let Flow::Correct(request) = &flow {
            correct(app, request, &mut |index, shown, request| {
                assert_eq!(index, 0);
                memory.correct(shown, request)
            });
        }
    }
    flow
}

/// The interface after some keys, looked at; and the file.
#[track_caller]
fn after_keys<T>(typed: &str, look: impl FnOnce(&App<'_>) -> T) -> (T, Memory) {
    let (articles, options, mut memory) = (articles(), Options::default(), Memory::new());
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    press(&mut app, &mut memory, typed);
    (look(&app), memory)
}

fn foot(app: &App<'_>) -> String {
    text(&frame(app, false)).lines().last().unwrap_or_default().trim().to_string()
}

/// The words of the current quotation, who says it, and whose word that is.
fn current(app: &App<'_>) -> (String, String, Origin) {
    let reader = app.reader().expect("it is open");
    let quote = reader.quote(reader.current().expect("a quotation"));
    let name = reader.article.speaker(quote).map_or("", |person| &person.name);
    (quote.words.clone(), name.to_string(), quote.origin)
}

#[test]
fn a_speaker_is_chosen_by_letters() {
    let (now, memory) = after_keys("))cswood⏎", current);
    assert_eq!(now, ("Never,".into(), "Tom Wood".into(), Origin::Corrected));
    assert!(memory.text.ends_with("[[quotes]]\ntext = \"Never,\"\nspeaker = \"Tom Wood\"\norigin = \"corrected\"\n"));
    let (now, _) = after_keys("))cstmw⏎", current);
    assert_eq!(now.1, "Tom Wood");
    // Nobody has this name.
    let (now, memory) = after_keys("))csAda Byron⏎", current);
    assert_eq!((now.1.as_str(), memory.before.len()), ("Ada Byron", 1));
    // Somebody else, who is called as others are, too.
    let (now, memory) = after_keys("))csWood↓⏎", |app| {
        let article = app.reader().expect("it is open").article;
        let mut speakers = article.quotes.iter().filter_map(|quote| article.speaker(quote));
        (current(app).1, speakers.next_back().map(|person| person.name.clone()))
    });
    assert_eq!(now, ("Wood".into(), Some("Tom Wood".into())), "{}", memory.text);
    // Nothing typed: what is so is confirmed, or another one chosen.
    let (now, _) = after_keys("))cs⏎", current);
    assert_eq!((now.1.as_str(), now.2), ("Rui Sá", Origin::Corrected));
    let (now, _) = after_keys("))cs↓⏎", current);
    assert_eq!(now.1, "Ines Duarte");
    let (now, _) = after_keys("))cs↓↓↓↓↓↓⏎", current);
    assert_eq!((now.0.as_str(), now.1.as_str()), ("Never,", ""));
    assert_eq!(after_keys(")cs⏎", current).0.2, Origin::Corrected);
    assert_eq!(after_keys("))cs⏎", foot).0, "speaker set to Rui Sá");
}

#[test]
fn the_choice_shows_who_is_meant() {
    let (shown, _) = after_keys("))cs", |app| text(&frame(app, false)));
    let choices: Vec<&str> = shown.lines().skip_while(|line| !line.contains("Who says “Never,”")).collect();
    let expected = [" ▌ Rui Sá", "   Ines Duarte  mayor", "   Tom Wood", "   nobody is named"];
    assert_eq!(choices[1..5], expected, "{shown}");
    assert!(choices.last().is_some_and(|l| l.contains("name:") && l.contains("Enter take it")), "{shown}");
    let (shown, _) = after_keys("))csEve", |app| text(&frame(app, false)));
    assert!(shown.contains(" ▌ new: Eve") && shown.contains("name: Eve"), "{shown}");
    let (shown, _) = after_keys("⇥⇥cmx", |app| text(&frame(app, false)));
    assert!(shown.contains("Who Ines Duarte is") && shown.contains("Nobody here is called so"), "{shown}");
    // The one under the cursor is in view, however little room there is.
    let (articles, options) = (articles(), Options::default());
    for size in [(80, 24), (120, 40), (40, 10), (30, 5), (80, 8)] {
        let (mut app, _) = play(&articles, &options, size, "");
        press(&mut app, &mut Memory::new(), ")cs");
        for _ in 0..3 {
            press(&mut app, &mut Memory::new(), "↓");
            let Mode::Naming(naming) = &app.mode else { panic!("the choice is open") };
            assert!(naming.cursor > 0 && text(&frame(&app, false)).contains('▌'), "{size:?}");
        }
    }
}

#[test]
fn leaving_the_choice_changes_nothing() {
    for typed in ["cs⎋", "csAda⎋", "cmxyz⏎⎋", "⇥⇥cm⎋", "cs\u{8}"] {
        let (mode, memory) = after_keys(&format!("){typed}"), |app| app.mode.clone());
        assert!(mode == Mode::Reading || typed.contains('\u{8}'), "{typed}");
        assert_eq!(memory.text, SOURCE, "{typed}");
    }
    let (articles, options) = (articles(), Options::default());
    let (mut app, _) = play(&articles, &options, (80, 24), "cs");
    update(&mut app, Event::Key(Key::Backspace));
    assert_eq!(app.mode, Mode::Reading);
    play(&articles, &options, (80, 24), "cs");
    // Letters that are keys elsewhere are typed.
    assert!(after_keys("csqjU?/", |app| foot(app).contains("name: qjU?/")).0);
}

#[test]
fn what_is_no_quotation_goes_and_the_next_is_current() {
    let (now, memory) =
        after_keys(")cx", |app| (current(app).0, app.reader().map(|r| r.article.quotes.len()), foot(app)));
    assert_eq!((now.0.as_str(), now.1), ("Never,", Some(3)));
    assert_eq!(now.2, "“Too much,” is no quotation now");
    assert!(memory.text.contains("rejected = true"));
    // The last one: the one before.
    assert_eq!(after_keys(")))cx", |app| current(app).0).0, "Never,");
    // All of them.
    let (shown, _) = after_keys("cxcxcxcxcx", |app| (text(&frame(app, false)), foot(app)));
    assert!(shown.0.contains("No quotations found") && shown.1 == "there is no quotation to correct", "{shown:?}");
}

#[test]
fn two_are_joined_and_stay_current() {
    let (now, memory) = after_keys(")cj", |app| (current(app), foot(app)));
    assert_eq!((now.0.0.as_str(), now.0.1.as_str()), ("Too much, Never,", ""));
    assert_eq!(now.1, "“Never,” joined to it");
    assert!(memory.text.contains("text = \"Too much, Never,\""), "{}", memory.text);
    // A mark on either is a mark on both.
    for typed in ["⇥jtcj", "⇥jjtkcj"] {
        let (marked, _) = after_keys(typed, |app| app.marked());
        assert_eq!(marked, [(0, 1)], "{typed}");
    }
    assert_eq!(after_keys(")))cj", foot).0, "there is no quotation after this one");
}

#[test]
fn a_person_is_another_one() {
    let names = |app: &App<'_>| -> Vec<String> {
        app.reader().expect("open").article.people.iter().map(|p| p.name.clone()).collect()
    };
    // Among the people the one under the cursor, elsewhere the speaker.
    for typed in ["⇥⇥jcmwood⏎", "))cmwood⏎"] {
        let (now, memory) = after_keys(typed, |app| (names(app), foot(app)));
        assert_eq!(now.0, ["Ines Duarte", "Tom Wood"], "{typed}");
        assert_eq!(now.1, "Rui Sá is Tom Wood now");
        assert!(memory.text.contains("aliases = [\"Wood\", \"Rui Sá\"]") || memory.text.contains("\"Rui Sá\"]"));
    }
    assert!(after_keys(")cm", foot).0.contains("nobody is named as the speaker"));
    // The filter for one goes over to the other.
    let (only, _) = after_keys("⇥⇥j⏎cmwood⏎", |app| text(&frame(app, false)));
    assert!(only.contains("only: Tom Wood"), "{only}");
}

#[test]
fn corrections_are_taken_back_one_by_one() {
    for typed in ["cs↓⏎", "cx", "cj", "cm↓⏎", "cxcj", "csEve⏎cxcj", "cscs⏎"] {
        let undo = "U".repeat(3);
        let (now, memory) =
            after_keys(&format!("){typed}{undo}"), |app| (app.reader().map(|r| r.article.clone()), foot(app)));
        assert_eq!(now.0, Some(article(SOURCE)), "{typed}");
        assert_eq!((memory.text.as_str(), memory.before.len()), (SOURCE, 0), "{typed}");
    }
    assert!(after_keys("U", foot).0.contains("nothing was corrected here"));
}

#[test]
fn a_first_key_alone_does_nothing_and_any_other_key_leaves_it() {
    let (shown, _) = after_keys("c", foot);
    for (_, binding) in Keymap::default().after(Scope::Reading, Key::Char('c')) {
        assert!(shown.contains(binding.brief), "{} is not in {shown}", binding.brief);
    }
    assert!(shown.ends_with("Esc leave it"), "{shown}");
    for typed in ["c⎋", "cq", "cc", "c⏎", "c5", "cU", "ct", "c⇥"] {
        let (articles, options, mut memory) = (articles(), Options::default(), Memory::new());
        let (mut app, _) = play(&articles, &options, (80, 24), ")");
        let (before, place) = (text(&frame(&app, false)), app.reader().map(|r| r.focus));
        assert_eq!(press(&mut app, &mut memory, typed), Flow::Continue, "{typed}");
        assert_eq!((text(&frame(&app, false)), app.reader().map(|r| r.focus)), (before, place), "{typed}");
        assert_eq!(memory.text, SOURCE, "{typed}");
        // What follows does what it does alone.
        press(&mut app, &mut memory, "x");
        assert_eq!(memory.text, SOURCE, "{typed}");
    }
    assert_eq!(play(&articles(), &Options::default(), (80, 24), "cqq").1, Flow::Left);
}

#[test]
fn pasted_words_correct_nothing() {
    let (articles, options, mut memory) = (articles(), Options::default(), Memory::new());
    let (mut app, _) = play(&articles, &options, (80, 24), ")");
    for words in ["cx", "c", "U"] {
        assert_eq!(update(&mut app, Event::Paste(words.into())), Flow::Continue);
    }
    press(&mut app, &mut memory, "x");
    press(&mut app, &mut memory, "c");
    update(&mut app, Event::Paste("x".into()));
    press(&mut app, &mut memory, "x");
    assert_eq!(memory.text, SOURCE);
    // Into the choice they are typed, cleaned.
    press(&mut app, &mut memory, "cs");
    update(&mut app, Event::Paste("Eve\n\u{1b}[31m".into()));
    assert!(foot(&app).contains("name: Eve \u{FFFD}[31m"), "{}", foot(&app));
    press(&mut app, &mut memory, "⏎");
    assert_eq!(current(&app).1, "Eve \u{FFFD}[31m");
}

#[test]
fn where_a_correction_makes_no_sense_it_says_so() {
    for typed in ["⇥⇥cs", "⇥⇥cx", "⇥⇥cj"] {
        let (shown, memory) = after_keys(typed, foot);
        assert_eq!((shown.as_str(), memory.text.as_str()), ("this corrects a quotation; Alt-2 leads to them", SOURCE));
    }
    // Nothing is corrected that is not seen.
    let (articles, options, mut memory) = (articles(), Options::default(), Memory::new());
    let (mut app, _) = play(&articles, &options, (40, 4), "G");
    press(&mut app, &mut memory, "gcx");
    assert!(text(&frame(&app, false)).contains("no quotation is in view"), "{}", text(&frame(&app, false)));
    assert_eq!(memory.text, SOURCE);
    // Nor while others are being found.
    let mut held = spoken::unsearched();
    held.quotes = spoken::article().quotes;
    held.people = spoken::article().people;
    let articles = [Held::new(Opened { file: "a".into(), article: held })];
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    for typed in ["cx", "cs", "⇥⇥cm"] {
        press(&mut app, &mut memory, typed);
        assert!(foot(&app).contains("quotations are still being found"), "{typed}");
    }
}

#[test]
fn a_refusal_is_told_and_changes_nothing() {
    let (articles, options, mut memory) = (articles(), Options::default(), Memory::new());
    let (mut app, _) = play(&articles, &options, (100, 24), ")");
    memory.refuses = true;
    let before = app.reader().map(|r| (r.article.clone(), r.place, r.quotes.cursor));
    for typed in ["cx", "csEve⏎", "cj", ")cm⏎(", "U"] {
        press(&mut app, &mut memory, typed);
        assert_eq!(app.reader().map(|r| (r.article.clone(), r.place, r.quotes.cursor)), before, "{typed}");
    }
    press(&mut app, &mut memory, "cx");
    assert!(foot(&app).starts_with("a.toml has changed since it was read"), "{}", foot(&app));
    // The next key takes the message away.
    press(&mut app, &mut memory, "t");
    assert!(!foot(&app).contains("a.toml"));
}

#[test]
fn a_long_message_is_shown_whole() {
    let (articles, options) = (articles(), Options::default());
    let (mut app, _) = play(&articles, &options, (60, 16), "");
    let words = "the word is given ".repeat(6) + "and here is its end";
    update(&mut app, Event::Corrected(0, Err(words.clone())));
    let shown = text(&frame(&app, false));
    let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined.contains(&words), "{shown}");
    update(&mut app, Event::Corrected(0, Err("word ".repeat(500))));
    let shown = text(&frame(&app, false));
    assert!(shown.lines().last().is_some_and(|line| line.ends_with('…')), "{shown}");
    assert!(shown.contains("The Vote"), "{shown}");
}

#[test]
fn the_reader_stays_where_they_are() {
    for typed in [")cs⏎", ")cj", ")cx", "⇥jcs⏎", "⇥⇥cm⏎", "z)cx", "j)cj"] {
        let (articles, options, mut memory) = (articles(), Options::default(), Memory::new());
        let (mut app, _) = play(&articles, &options, (70, 18), "");
        let (go, correction) = typed.split_at(typed.find('c').expect("a correction"));
        press(&mut app, &mut memory, go);
        let before = app.reader().map(|r| (r.place, r.focus, r.alone));
        press(&mut app, &mut memory, correction);
        assert_ne!(memory.text, SOURCE, "{typed}");
        assert_eq!(app.reader().map(|r| (r.place, r.focus, r.alone)), before, "{typed}");
    }
}

#[test]
fn what_is_asked_for_is_what_is_meant() {
    let flow = |typed: &str| play(&articles(), &Options::default(), (80, 24), typed).1;
    let asked = |correction| Flow::Correct(Request::Correct(correction));
    assert_eq!(flow("3cx"), asked(Correction::Reject { quote: 0 }));
    assert_eq!(flow("))cj"), asked(Correction::Join { first: 2, second: 3 }));
    assert_eq!(flow("⇥⇥⏎⇥⇥cx"), asked(Correction::Reject { quote: 0 }));
    assert_eq!(flow("U"), Flow::Correct(Request::Undo));
    assert_eq!(flow("⇥⇥cm⏎"), asked(Correction::Merge { person: 0, into: 1 }));
}
