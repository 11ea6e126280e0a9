//! The keys: what they do in each pane, how messages name them, what the tour says of them.

use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::app::Mode;
use pullquote::ui::keys::{Key, Keymap, chord};
use pullquote::ui::update::{Event, update};

use crate::play::{frame, opened, play, shipped, text};

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
    assert!(matches!(&app.mode, Mode::Jumping(jump) if jump.typed == "x"));
    let (app, _) = play(&articles, &options, (80, 24), "Jx⎋");
    assert_eq!(app.mode, Mode::Reading);
}

#[test]
fn the_foot_names_the_four_keys_that_matter_now() {
    let (articles, options) = (shipped(""), Options::default());
    let foot = |size, typed: &str| {
        let typed = typed.strip_prefix('@').map_or(format!("love⏎{typed}"), str::to_string);
        let (app, _) = play(&articles, &options, size, &typed);
        text(&frame(&app, false)).lines().last().unwrap_or_default().trim().to_string()
    };
    for (typed, expected) in [
        ("@", "Enter open   type to filter   ? keys   q quit"),
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
        ("/rage⏎", "n next hit   N hit before   ? keys   Esc close search"),
        ("&letter⏎", "n next hit   & other words   ? keys   Esc show all"),
        ("v", "w a word on   ) a sentence on   ? keys   Esc leave it"),
        ("vw", "y copy   H highlight   ? keys   Enter send and leave"),
        ("c", "s speaker   x no quotation   j join next   m same person   Esc leave it"),
        ("m", "a-z A-Z mark this place   Esc leave it"),
        ("mam", "a-z A-Z mark this place   a marked already   Esc leave it"),
        ("ma'", "a go to that mark   ' back from the last jump   Esc leave it"),
        ("O", "Enter go there   A edit   X delete   Esc close"),
        ("?", "type to filter   Space page down   Esc close"),
    ] {
        let shown = foot((200, 30), typed);
        assert!(shown.starts_with(expected), "{typed}: {shown}");
    }
    // Whole at the usual width, as far as nothing stands at the right.
    assert_eq!(foot((80, 24), ""), "Enter choose quotation   ) next quotation   ? keys   q quit");
    assert_eq!(foot((80, 24), "i"), ") next quotation   cs correct the speaker   ? keys   Esc close evidence");
    // Where there is one pane, how to get to the others.
    assert_eq!(foot((59, 24), ""), "Enter choose quotation   Tab quotations   ? keys   q quit");
}
