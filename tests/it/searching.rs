//! Searching as a reader does it: what each letter shows, where Esc leads, what only some
//! paragraphs leave.

use proptest::prelude::*;
use pullquote::article::Kind;
use pullquote::engine::search::Text;
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::geometry::Focus;
use pullquote::ui::reader::Reader;
use pullquote::ui::update::{Event, update};

use crate::play::{frame, keys, play, searched, shipped, text};

/// Plays keys to a shipped article and looks at what has become of the app.
fn after<T>(article: &str, typed: &str, look: impl FnOnce(&App<'_>) -> T) -> T {
    let articles = shipped(article);
    let options = Options::default();
    look(&play(&articles, &options, (80, 24), typed).0)
}

fn reader<'r, 'a>(app: &'r App<'a>) -> &'r Reader<'a> {
    app.reader().expect("one article is open")
}

fn foot(app: &App<'_>) -> String {
    text(&frame(app, false)).lines().last().unwrap_or_default().trim().to_string()
}

/// All that a prompt may move.
fn stand(app: &App<'_>) -> impl PartialEq + std::fmt::Debug + use<> {
    let r = reader(app);
    let search = r.search.as_ref().map(|s| (s.wanted.clone(), s.hits.clone(), s.here));
    let lists = (r.quotes.cursor, r.people.cursor, r.contents.cursor, r.shown.clone());
    (r.place, lists, search, text(&frame(app, false)).lines().take(22).map(str::to_string).collect::<Vec<_>>())
}

#[test]
fn each_letter_shows_its_first_hit_and_esc_leads_back() {
    for before in ["", "jjj", "G", "/the⏎nn", "}}}", "&kim⏎"] {
        let was = after("love", before, stand);
        for typed in ["/honor⎋", "/honor⌫⎋", "/xyz⎋", "/K⌫⌫", "&letter⎋", "/letter↑↑⎋"] {
            assert_eq!(after("love", &format!("{before}{typed}"), stand), was, "{before} {typed}");
        }
    }
    let here = |typed: &str| after("love", typed, |app| (reader(app).place, foot(app)));
    assert_eq!(here("/the ne").0, here("/the new").0);
    // A letter taken back is as if it had not been typed.
    assert_eq!(here("/honor⌫⌫⌫⌫"), here("/h"));
    assert!(here("/honor").0 > here("/h").0);
    assert_eq!(here("/honor⏎").0, here("/honor").0);
    assert!(here("/honor").1.ends_with("1/1"), "{}", here("/honor").1);
    // What is nowhere moves nothing, and says so.
    assert_eq!(here("/honorx").0, here("/honor").0);
    assert!(here("/honorx").1.ends_with("not in this article"));
    assert_eq!(here("/honorx⏎"), (here("").0, "“honorx” is not in this article".into()));
}

#[test]
fn what_was_looked_for_comes_back() {
    let typed = |keys: &str| after("love", keys, foot);
    assert!(typed("/kim⏎/letter⏎/↑").starts_with("/letter "));
    assert!(typed("/kim⏎/letter⏎/↑↑").starts_with("/kim "));
    assert!(typed("/kim⏎/letter⏎/↑↑↓").starts_with("/letter "));
    assert!(typed("/kim⏎/letter⏎/ha↑↓").starts_with("/ha "));
    assert!(typed("/kim⏎&↑").starts_with("&kim "));
    assert_eq!(after("love", "/kim⏎/letter⏎/kim⏎&letter⏎", |app| app.searches.clone()), ["kim", "letter"]);
}

#[test]
fn the_next_hit_is_one_after_what_is_seen() {
    let here = |app: &App<'_>| reader(app).search.as_ref().and_then(|search| search.here).map(|hit| hit + 1);
    let count = after("love", "/kim⏎", |app| reader(app).search.as_ref().map_or(0, |search| search.hits.len()));
    assert_eq!(after("love", "/kim⏎nn", here), Some(3));
    // Where the one at hand was left, the others are counted from the view.
    assert!(after("love", "/kim⏎GN", |app| here(app) > Some(9)));
    assert_eq!(after("love", "/kim⏎10nGgn", here), Some(1));
    let wrapped = |app: &App<'_>| (here(app), app.message.clone());
    assert_eq!(after("love", "/kim⏎gN", wrapped), (Some(count), Some("from the end again".into())));
    assert_eq!(after("love", &format!("/kim⏎{count}n"), wrapped), (Some(1), Some("from the top again".into())));
}

#[test]
fn at_the_start_the_first_quotation_is_current() {
    let current = |app: &App<'_>| app.reader().and_then(Reader::current);
    for typed in ["))))g", "Gg", "]]]g"] {
        assert_eq!(after("love", typed, current), Some(0), "{typed}");
    }
}

#[test]
fn a_star_searches_for_what_is_at_hand() {
    let wanted = |keys: &str| {
        after("love", keys, |app| {
            let search = reader(app).search.as_ref().expect("it is searched");
            (search.wanted.forms.clone(), search.wanted.whole, search.here.is_some())
        })
    };
    let trump = || vec!["Donald Trump".to_string(), "Trump".to_string()];
    let (forms, whole, here) = wanted("*");
    assert!(forms.starts_with(&trump()[..1]) && whole && here, "{forms:?}");
    assert_eq!(wanted("⇥⇥j*").0[0], "Kim Jong Un");
    // The word of the hit.
    assert_eq!(wanted("/lette⏎*").0, ["letters"]);
    assert!(wanted("/lette⏎*").1);
    // The words that are selected.
    assert_eq!(wanted("vee*").0, ["deep and"]);
    after("love", "vee*", |app| assert!(reader(app).selection.is_none()));
    assert!(after("love", "V}*", foot).starts_with("only words of one paragraph can be searched for"));
    assert!(after("love", "/lette⏎*", foot).contains("*letters 1/"));
}

/// Whether the body has nothing but headings and paragraphs with these words.
fn check_only(app: &App<'_>, words: &str) {
    let r = reader(app);
    for (block, _) in &r.visible {
        let block = &r.article.blocks[*block];
        let is_heading = matches!(block.kind, Kind::Title | Kind::Heading(_));
        assert!(is_heading || block.words.replace('\u{AD}', "").to_lowercase().contains(words), "{}", block.words);
    }
    if let Some(quote) = r.current() {
        assert!(r.quote(quote).spans.iter().any(|span| r.is_shown(span.block)));
    }
}

#[test]
fn only_some_paragraphs_are_shown_and_all_again_at_the_same_place() {
    let visible = |keys: &str| after("love", keys, |app| reader(app).visible.first().cloned());
    for leave in ["⎋", "q", "&⏎"] {
        assert_eq!(visible(&format!("jjjj&letter⏎{leave}")), visible("jjjj"), "{leave}");
    }
    // Where one has read on, the same words are at the top.
    assert_eq!(visible("&kim⏎}}⎋"), visible("&kim⏎}}"));
    after("love", "&nowhere⏎", |app| {
        assert!(reader(app).only.is_none());
        assert_eq!(foot(app), "“nowhere” is not in this article");
    });
    after("love", "&letter⏎/obituaries⏎", |app| {
        assert_eq!(foot(app), "“obituaries” is in no paragraph with “letter”");
    });
    let header = |keys: &str| after("love", keys, |app| text(&frame(app, false)).lines().next().unwrap().to_string());
    assert!(header("&letter⏎").contains("only “letter”: "), "{}", header("&letter⏎"));
    assert!(!header("&letter⏎⎋").contains("only"));
    // A search within is closed first.
    assert!(header("&letter⏎/kim⏎⎋").contains("only"));
    assert!(!header("&letter⏎/kim⏎⎋⎋").contains("only"));
}

#[test]
fn lists_show_what_is_like_what_is_typed() {
    let people = |keys: &str| {
        after("love", keys, |app| {
            let r = reader(app);
            let item = |entry| r.item(Focus::People, entry).map(|id| r.article.people[id].name.clone());
            (0..r.entry_count(Focus::People)).filter_map(item).collect::<Vec<_>>()
        })
    };
    assert_eq!(people("⇥⇥/kjo"), ["Kim Jong Un", "Kim Yo Jong"]);
    assert_eq!(people("⇥⇥/sister⏎"), ["Kim Yo Jong"]);
    assert_eq!(people("⇥⇥/sister⏎⎋").len(), 5);
    assert_eq!(people("⇥⇥/sister⎋").len(), 5);
    assert_eq!(people("⇥⇥/sister⏎/").len(), 1);
    // Enter in the list is about who is shown there.
    after("love", "⇥⇥/sister⏎⏎", |app| {
        let r = reader(app);
        let by = r.filter.by.as_ref().and_then(|by| by.first()).expect("filtered");
        assert_eq!(r.article.people[*by].name, "Kim Yo Jong");
    });
    let quotes = |keys: &str| after("love", keys, |app| reader(app).shown.clone());
    let all = quotes("");
    assert_eq!(quotes("⇥/health"), [1, 2]);
    assert_eq!(quotes("⇥/health trump twitter⏎"), [2]);
    assert_eq!(quotes("⇥/ypark"), quotes("⇥/park"));
    assert_eq!(quotes("⇥/health⏎⎋"), all);
    assert_eq!(quotes("⇥/health⎋"), all);
    assert!(quotes("⇥/zzzz").is_empty());
    after("love", "⇥/health⏎/", |app| assert!(foot(app).starts_with("filter: health "), "{}", foot(app)));
    // The best of the sections is at hand, and Enter goes there.
    after("love", "o/wrote⏎⏎", |app| {
        let r = reader(app);
        let section = &r.article.sections[r.article.section_of(r.place.0)];
        assert_eq!(section.heading.as_deref(), Some("What Kim wrote"));
        assert_eq!(r.focus, Focus::Body);
    });
    // In the text one goes on from hit to hit all the same.
    after("love", "/kim⏎⇥/health⏎n", |app| assert_eq!(reader(app).search.as_ref().and_then(|s| s.here), Some(1)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_key_leaves_what_is_shown(
        article in prop::sample::select(vec!["love", "tour", "hard"]),
        words in prop::sample::select(vec!["the", "kim", "quotation", "said", "a"]),
        moves in proptest::collection::vec(prop::sample::select(vec![
            "j", "k", " ", "b", "G", "g", "]", "[", "}", "{", ")", "(", "n", "N", "i", "⇥", "5G", "o⏎", "*", "/e⏎", "/e", "⎋i",
        ]), 0..12),
        size in prop::sample::select(vec![(80, 24), (40, 10), (120, 40)]),
    ) {
        let articles = searched(article);
        let options = Options::default();
        let (mut app, _) = play(&articles, &options, size, &format!("&{words}⏎"));
        let is_only = reader(&app).only.is_some();
        for typed in moves {
            keys(typed).into_iter().for_each(|event: Event| drop(update(&mut app, event)));
            if reader(&app).only.is_none() {
                prop_assert!(!is_only || typed.contains('⎋'));
                break;
            }
            check_only(&app, words);
        }
    }
}

#[test]
fn a_text_that_was_made_beside_is_searched_if_it_is_of_these_words() {
    let articles = shipped("love");
    let options = Options::default();
    let hits = |text: Option<Text>| {
        let (mut app, _) = play(&articles, &options, (80, 24), "");
        text.map(|text| update(&mut app, Event::Folded(0, Box::new(text))));
        keys("/kim⏎").into_iter().for_each(|key| drop(update(&mut app, key)));
        app.reader().and_then(|reader| reader.search.as_ref().map(|search| search.hits.len()))
    };
    let blocks = &articles[0].first().article.blocks;
    assert!(hits(None).is_some_and(|count| count > 10));
    assert_eq!(hits(Some(Text::whole(blocks, || ()))), hits(None));
    // It is that text which is searched.
    assert_eq!(hits(Some(Text::whole(&[], || ()))), None);
}
