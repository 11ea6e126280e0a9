//! The keys: what they do in each pane, how messages name them, what the tour says of them.

use std::collections::BTreeSet;

use pullquote::article::Block;
use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::app::{App, Mode};
use pullquote::ui::geometry::Focus;
use pullquote::ui::graphics::Means;
use pullquote::ui::keys::{At, Chord, Key, Keymap, PRESETS, Scope, chord};
use pullquote::ui::showing::Choice;
use pullquote::ui::theme::Depth;
use pullquote::ui::update::{Event, Flow, update};
use ratatui::layout::Rect;

use crate::noting::{Book, press_in, type_in};
use crate::play::{frame, keys, opened, play, shipped, text, with_faces};

/// Every key that a message could name is another one here.
const OTHERS: &[(&str, &str)] = &[
    ("next-quotation", "F2"),
    ("correct-speaker", "F3 s"),
    ("quotations", "F4"),
    ("search", "F5"),
    ("body", "F6"),
    ("select", "F7"),
    ("choose", "F8"),
    ("start", "F9"),
    ("undo", "F10"),
    ("delete-note", "F11"),
    ("help", "Alt-h"),
    ("quit", "Alt-q"),
];

#[test]
fn messages_name_keys_as_they_are_bound() {
    let article = "title = 'A'\n[[sections]]\nbody = '''\nNobody in particular: “We go.”\n\n'''\n\
                   [[people]]\nname = 'Ada'\n[[quotes]]\ntext = 'We go.'\n";
    let (articles, none) =
        ([opened("a", article)], [opened("b", "title = 'B'\n[[sections]]\nbody = '''\nWords.\n'''\n")]);
    let told = |articles: &[Held], bound: &[(&str, &str)], typed: &str| {
        let mut options = Options { is_first: typed.is_empty(), ..Options::default() };
        for (name, key) in bound {
            options.keymap.bind(name, &chord(key).into_iter().collect::<Vec<_>>()).expect("bound");
        }
        play(articles, &options, (80, 24), typed).0.message.unwrap_or_default()
    };
    for (articles, typed, expected, unbound) in [
        (&articles, "", "Welcome. Alt-h keys, F8 chooses and leaves, Alt-q quits.", "Welcome."),
        (&articles, "⇥cm", "nobody is named as the speaker; F3 s names somebody", "nobody is named as the speaker"),
        (&articles, "⇥⇥cx", "this corrects a quotation; F4 leads to them", "this corrects a quotation"),
        (&articles, "*", "nobody is named as the speaker; F5 searches for words", "nobody is named as the speaker"),
        (&articles, "n", "nothing is searched for; F5 searches", "nothing is searched for"),
        (&articles, "⇥n", "nothing is searched for in the text; F6 leads there", "nothing is searched for in the text"),
        (&none, "H", "no quotation is in view; F7 selects words", "no quotation is in view"),
        (&articles, "t", "1 marked; F8 sends it", "1 marked"),
    ] {
        assert_eq!(told(articles, OTHERS, typed), expected);
        let freed: Vec<_> = OTHERS.iter().map(|(name, _)| (*name, "")).collect();
        assert_eq!(told(articles, &freed, typed), unbound);
    }
}

#[test]
fn a_key_that_closes_leaves_prompts_too_unless_it_is_a_letter() {
    let articles = [opened("a", "title = 'A'\n[[sections]]\nbody = '''\nWords.\n'''\n")];
    let mut options = Options { keymap: Keymap::preset("emacs").expect("there"), ..Options::default() };
    for typed in ["J", "/", "&", "?", "VA", "m", "'"] {
        let (mut app, _) = play(&articles, &options, (80, 24), typed);
        assert_ne!(app.mode, Mode::Reading, "{typed}");
        update(&mut app, Event::Key(Key::Ctrl('g')));
        assert_eq!((&app.mode, app.message.as_deref()), (&Mode::Reading, None), "{typed}");
    }
    options.keymap.bind("close", &[chord("x").expect("a key")]).expect("bound");
    let (app, _) = play(&articles, &options, (80, 24), "Jx");
    assert!(matches!(&app.mode, Mode::Jumping(jump) if jump.typed.text() == "x"));
    for typed in ["Jx⎋", "?⎋", "?hit⎋⎋", "ma'⎋"] {
        let (app, _) = play(&articles, &options, (80, 24), typed);
        assert_eq!(app.mode, Mode::Reading, "{typed}");
    }
    let articles = shipped("");
    let (app, _) = play(&articles, &options, (80, 24), "tour⎋");
    assert_eq!((app.chooser.filter.text(), app.chooser.shown.len()), ("", 3));
}

/// What is typed, after an article was opened but for `@`, and the foot then.
const FEET: &[(&str, &str)] = &[
    ("@", "Enter open   type to filter   ? keys   q quit"),
    ("@tour", "Enter open   Esc all articles"),
    ("?hit", "Esc all keys"),
    ("", "Enter choose quotation   ) next quotation   ? keys   q quit"),
    // What was found leads elsewhere.
    ("]", "Enter choose quotation   ) next quotation   ? keys   Ctrl-O back"),
    ("]j", "Enter choose quotation   ) next quotation   ? keys   q quit"),
    ("t ", "Enter send the marked   t mark, unmark   ? keys   q quit"),
    ("⇥", "Enter choose   i evidence   ? keys   q quit"),
    ("⇥/zzz⏎", "Tab next pane   / filter   ? keys   Esc show all"),
    ("⇥⇥", "Enter only theirs   * find the name   ? keys   q quit"),
    ("⇥⇥⏎", "Alt-2 their quotations   * find the name   ? keys   Esc show all"),
    ("o", "Enter go there   / filter   ? keys   Esc back"),
    ("/letter⏎", "n next hit   N hit before   ? keys   Esc close search"),
    // Of one hit none is the next.
    ("/the new book⏎", "Enter choose quotation   ) next quotation   ? keys   Esc close search"),
    ("&letter⏎", "n next hit   & other words   ? keys   Esc show all"),
    ("v", "w a word on   ) a sentence on   ? keys   Esc leave it"),
    ("vw", "y copy   H highlight   ? keys   Enter send and leave"),
    ("c", "s speaker   x no quotation   j join next   m same person   Esc leave it"),
    ("m", "a-z A-Z mark this place   Esc leave it"),
    ("mam", "a-z A-Z mark this place   a marked already   Esc leave it"),
    ("ma'", "a go to that mark   ' back from the last jump   Esc leave it"),
    // There is no note.
    ("O", "? keys   Esc close"),
    ("?", "type to filter   Space page down   Esc close"),
];

#[test]
fn what_a_key_has_answered_is_told_of_one_size() {
    let articles = shipped("love");
    let options = Options { is_first: true, ..Options::default() };
    for (typed, is_kept) in [("", true), ("50+", false), ("F", false)] {
        let (mut app, _) = play(&articles, &options, (80, 24), typed);
        assert!(app.message.is_some(), "{typed}");
        update(&mut app, Event::Resize(80, 24));
        assert!(app.message.is_some(), "{typed}");
        update(&mut app, Event::Resize(70, 20));
        assert_eq!(app.message.is_some(), is_kept, "{typed}");
    }
    // What came of it later is true of any size.
    let (mut app, _) = play(&articles, &options, (80, 24), "F");
    update(&mut app, Event::Gone(0));
    update(&mut app, Event::Resize(70, 20));
    assert!(app.message.as_deref().is_some_and(|told| told.ends_with("this is how it was")));
}

#[test]
fn the_foot_names_the_four_keys_that_matter_now() {
    let (articles, options) = (shipped(""), Options::default());
    let foot = |size, typed: &str| {
        let typed = typed.strip_prefix('@').map_or(format!("love⏎{typed}"), str::to_string);
        let (app, _) = play(&articles, &options, size, &typed);
        text(&frame(&app, false)).lines().last().unwrap_or_default().trim().to_string()
    };
    for (typed, expected) in FEET {
        let shown = foot((200, 30), typed);
        assert!(shown.starts_with(expected) || shown.ends_with(expected), "{typed}: {shown}");
    }
    // Whole at the usual width, as far as nothing stands at the right.
    assert_eq!(foot((80, 24), ""), "Enter choose quotation   ) next quotation   ? keys   q quit");
    assert_eq!(foot((80, 24), "i"), ") next quotation   cs correct the speaker   ? keys   Esc close evidence");
    // Where there is one pane, how to get to the others.
    assert_eq!(foot((59, 24), ""), "Enter choose quotation   Tab quotations   ? keys   q quit");
    assert_eq!(foot((57, 24), ""), "Enter choose   Tab lists   ? keys   q quit");
    assert_eq!(foot((40, 10), ""), ") next   Tab lists   ? keys   q quit");
    assert_eq!(foot((40, 10), "k"), ") next   Tab lists   ? keys   q quit");
    assert_eq!(foot((40, 10), ")"), "Enter choose   Tab lists   ? keys");
    assert_eq!(foot((45, 10), ")"), "Enter choose  Tab lists  ? keys  Ctrl-O back");
    assert_eq!(foot((30, 10), "k"), ") next   ? keys   q quit");
}

/// The keys of the table as it is, pressed as they are bound now.
fn press_as_bound(app: &mut App<'_>, book: &mut Book, typed: &str) -> Flow {
    let own = Keymap::default();
    let mut flow = Flow::Continue;
    for event in keys(typed) {
        let Event::Key(key) = event else { continue };
        let at = app.at();
        let is_own = |chord: &Chord| *chord == Chord { first: None, key };
        let meant = own
            .rows()
            .iter()
            .filter(|row| row.chords.iter().any(|chord| is_own(chord) && own.reaches(at, row.binding, chord)));
        let name = meant.map(|row| row.binding.name).next().filter(|_| app.mode == Mode::Reading);
        let row = name.and_then(|name| app.keys().rows().iter().find(|row| row.binding.name == name));
        let bound = row.map(|row| row.chords.iter().find(|chord| app.keys().reaches(at, row.binding, chord)));
        let chord = match bound {
            Some(chord) => *chord.unwrap_or_else(|| panic!("{name:?} has no key at {at:?}")),
            None => Chord { first: None, key },
        };
        flow = press_in(app, book, chord.first.into_iter().chain([chord.key]).map(Event::Key).collect());
    }
    flow
}

#[test]
fn in_every_preset_the_keys_at_the_foot_do_something() {
    let articles = shipped("");
    for (preset, _) in PRESETS {
        let options = Options { keymap: Keymap::preset(preset).expect("there"), ..Options::default() };
        let typed_in = |typed: &str| {
            let mut app = App::new(&articles, &options, Rect::new(0, 0, 200, 30));
            let typed = typed.strip_prefix('@').map_or(format!("love⏎{typed}"), str::to_string);
            press_as_bound(&mut app, &mut Book::default(), &typed);
            app
        };
        for (typed, default) in FEET {
            let app = typed_in(typed);
            let shown = text(&frame(&app, false)).lines().last().unwrap_or_default().to_string();
            for tip in default.split("   ").filter(|_| app.begun.is_none()) {
                let does = tip.split_once(' ').expect("a key and what it does").1;
                let name = shown.split("   ").find_map(|own| own.trim().strip_suffix(does)?.strip_suffix(' '));
                let name = name.unwrap_or_else(|| panic!("{preset}, {typed}: nothing for “{does}” in {shown}"));
                let rows = options.keymap.rows().iter().flat_map(|row| &row.chords);
                // What is no key tells what to type.
                for chord in rows.filter(|chord| chord.to_string() == name) {
                    let told = format!("{preset}, {typed}: {name} {does}");
                    assert!(press(&mut typed_in(typed), chord), "{told}");
                    let mut app = typed_in(typed);
                    let flow = chord.first.map(|first| update(&mut app, Event::Key(first)));
                    assert!(flow.is_none() || app.begun == chord.first, "{told}: it is no first key");
                    let flow = update(&mut app, Event::Key(chord.key));
                    match does {
                        "keys" => assert!(matches!(app.mode, Mode::Help(_)), "{told}"),
                        "copy" => assert!(matches!(flow, Flow::Copy(_)), "{told}"),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// An article with enough of everything.
fn full() -> String {
    let section = |n: usize| {
        let words = "The words go on for a while, so that there is something to scroll through. ".repeat(3);
        let said = format!("“This is what number {n} had to say about it,” said Ada Holloway. {words}");
        let body = format!("{said}\n\nSee [a page](https://example.com/{n}). {words}\n\n{words}");
        format!("[[sections]]\nheading = \"Part {n}\"\nbody = '''\n{body}\n'''\n")
    };
    let quote = |n: usize| {
        format!("[[quotes]]\ntext = \"This is what number {n} had to say about it,\"\nspeaker = \"Ada Holloway\"\n")
    };
    let people = ["Ada Holloway", "Ben Marsh", "Cy Dole", "Di Ellery"];
    let people = people.map(|name| format!("[[people]]\nname = \"{name}\"\nrole = \"somebody\"\n")).concat();
    let sections: String = (0..12).map(section).collect();
    format!("title = \"A\"\nlanguage = \"en\"\n{sections}{people}{}", (0..12).map(quote).collect::<String>())
}

/// Whether a key changes what is shown, the message aside, or has something done.
fn press(app: &mut App<'_>, chord: &Chord) -> bool {
    (app.message, app.stale) = (None, false);
    let state = |app: &App<'_>| (with_faces(&frame(app, false)), app.open, app.pictures.is_wanted());
    let before = state(app);
    let mut flow = Flow::Continue;
    for key in chord.first.into_iter().chain([chord.key]) {
        flow = update(app, Event::Key(key));
    }
    app.message = None;
    flow != Flow::Continue || app.stale || state(app) != before
}

#[test]
fn each_key_does_something_where_the_help_lists_it_and_nothing_elsewhere() {
    std::thread::scope(|scope| {
        for (preset, _) in PRESETS {
            scope.spawn(|| each_key_does_something_in(preset));
        }
    });
}

fn each_key_does_something_in(preset: &str) {
    let full = full();
    let second = "title = \"B\"\n[[sections]]\nbody = '''\nWords.\n'''\n";
    let articles: Vec<Held> = (0..9).map(|n| opened(&format!("{n}"), if n == 4 { &full } else { second })).collect();
    let pictures = Choice { means: Some(Means::Blocks(Depth::True)), ..Choice::default() };
    let (keymap, default) = (Keymap::preset(preset).expect("there"), Keymap::default());
    let options = Options { pictures, keymap, ..Options::default() };
    // In the middle of everything: notes, hits and jumps to both sides, a cursor amid each list.
    let (open, amid) = ("4⏎", "-HGHg/number⏎]]]]←←⇥⇥j⇥");
    let ways = [
        (At::Pane(Focus::Body), ["", "⎋H", "⎋i", "z"]),
        (At::Pane(Focus::Quotes), ["⇥", "⎋⇥H", "⎋⇥i", "⇥/n⏎"]),
        (At::Pane(Focus::People), ["⇥⇥", "⎋⇥⇥Hj", "⎋⇥⇥i", "⇥⇥/l⏎"]),
        (At::Pane(Focus::Contents), ["o", "⎋oH", "ojj", "o/part⏎"]),
        (At::Selection, ["v}}", "⎋v", "⎋Hvwww", "⎋)vjjww"]),
        (At::Articles, ["", "↓↓↓", "↓", "a"]),
    ];
    for (at, ways) in ways {
        let typed = |way: &str| match at {
            At::Articles => way.to_string(),
            _ => format!("{open}{amid}{way}"),
        };
        for row in options.keymap.rows() {
            let reaching = |chord: &&Chord| options.keymap.reaches(at, row.binding, chord);
            let is_listed = row.binding.panes.contains(&at);
            // A preset's own: the others are those of the table, and do what they do there.
            let is_own = |chord: &&Chord| {
                let own = default.rows().iter().find(|own| own.binding.name == row.binding.name);
                preset == "default" || !own.is_some_and(|own| own.chords.contains(chord))
            };
            for chord in row.chords.iter().filter(reaching).filter(is_own) {
                // What is typed is edited, by whatever key.
                let does = ways.iter().filter(|way| is_listed || **way != "a").any(|way| {
                    let (mut app, _) = play(&articles, &options, (120, 20), "");
                    let mut book = Book::default();
                    press_as_bound(&mut app, &mut book, &typed(way));
                    assert_eq!(app.at(), at, "{preset}: {way}");
                    press(&mut app, chord)
                });
                assert_eq!(does, is_listed, "{preset}: {chord} ({}) at {at:?}", row.binding.name);
            }
        }
    }
}

/// The keys that the tour names, and what it says of them.
const TOUR: &[(&str, &str)] = &[
    ("?", "help"),
    ("j", "down"),
    ("Down", "down"),
    ("k", "up"),
    ("Space", "page-down"),
    ("b", "page-up"),
    ("d", "half-page-down"),
    ("u", "half-page-up"),
    ("G", "end"),
    ("g", "start"),
    ("]", "next-section"),
    ("[", "previous-section"),
    ("}", "next-paragraph"),
    ("{", "previous-paragraph"),
    (")", "next-quotation"),
    ("(", "previous-quotation"),
    ("i", "evidence"),
    ("Esc", "close"),
    ("Tab", "next-pane"),
    ("Enter", "choose"),
    ("t", "mark"),
    ("Alt-3", "people"),
    ("Alt-1", "body"),
    ("/", "search"),
    ("n", "next-hit"),
    ("N", "previous-hit"),
    ("*", "search-here"),
    ("&", "only"),
    ("J", "jump"),
    ("Ctrl-O", "back"),
    ("o", "contents"),
    ("m", "set-mark"),
    ("'", "go-to-mark"),
    ("v", "select"),
    ("w", "next-word"),
    (")", "next-sentence"),
    ("V", "select-paragraphs"),
    ("y", "copy"),
    ("H", "highlight"),
    ("A", "note"),
    ("O", "notes"),
    ("X", "delete-note"),
    ("U", "undo"),
    ("F", "links"),
    ("-", "narrower"),
    ("+", "wider"),
    ("=", "usual-width"),
    ("|", "setting"),
    ("z", "alone"),
    ("Alt-m", "mouse"),
    ("q", "quit"),
    ("Ctrl-C", "cancel"),
];

#[test]
fn every_key_of_the_tour_is_bound_as_it_says() {
    let tour = shipped("tour");
    let blocks = &tour[0].now().article.blocks;
    let code = |block: &Block| {
        let spans = block.marks.iter().filter(|mark| mark.style.code);
        spans.map(|mark| block.words[mark.range.clone()].to_string()).collect::<Vec<_>>()
    };
    let named: BTreeSet<String> = blocks.iter().filter(|block| block.kind.is_paragraph()).flat_map(code).collect();
    // Not one key: counts, words to type, commands, and the first of two keys.
    let others = ["12j", "12k", "who said it", "pipe", "pullquote config", "pullquote --linear", "Y", "c"];
    let told = TOUR.iter().map(|(key, _)| key).chain(&others);
    assert_eq!(named, told.map(|key| (*key).to_string()).collect());
    let keymap = Keymap::default();
    for (key, name) in TOUR {
        let row = keymap.rows().iter().find(|row| row.binding.name == *name).expect("a binding");
        assert!(row.chords.iter().any(|chord| chord.to_string() == *key), "{key} is not {name}");
    }
    assert!(["Y", "c"].iter().all(|key| keymap.begins(Scope::Reading, chord(key).expect("a key").key)));
}

#[test]
fn what_the_tour_asks_for_can_be_done() {
    let (articles, options) = (shipped("tour"), Options::default());
    let mut app = App::new(&articles, &options, Rect::new(0, 0, 80, 24));
    let mut book = Book::default();
    fn section<'a>(app: &App<'a>) -> Option<&'a str> {
        let reader = app.reader()?;
        reader.article.sections[reader.article.section_of(reader.place.0)].heading.as_deref()
    }
    type_in(&mut app, &mut book, "))i⎋");
    let lit = app.reader().and_then(|reader| Some(reader.quote(reader.current()?).words.clone()));
    assert!(lit.is_some_and(|words| words.starts_with("The question is never")));
    type_in(&mut app, &mut book, "]]/who said it⏎nN");
    assert!(app.reader().and_then(|reader| reader.search.as_ref()).is_some_and(|search| search.hits.len() > 2));
    type_in(&mut app, &mut book, "⎋Jpipe⏎");
    assert_eq!(section(&app), Some("Copying, and the pipe"));
    type_in(&mut app, &mut book, "F");
    assert!(matches!(app.mode, Mode::Hinting(_)));
    type_in(&mut app, &mut book, "⎋←");
    assert_ne!(section(&app), Some("Copying, and the pipe"));
    type_in(&mut app, &mut book, "vw)H");
    assert_eq!(book.notes.len(), 1);
    type_in(&mut app, &mut book, "OX");
    assert_eq!(book.notes.len(), 0);
    type_in(&mut app, &mut book, "U");
    assert_eq!(book.notes.len(), 1);
}
