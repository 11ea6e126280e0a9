//! A large article is read at once; what is found in it comes later, and moves
//! nothing that is seen.

use std::sync::Arc;

use pullquote::article::{Article, Block, Certainty, Kind, Origin, Person, Quote};
use pullquote::library::Opened;
use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::geometry::Focus;
use pullquote::ui::pane::Items;
use pullquote::ui::update::{Event, Flow, update};

use crate::play::{frame, keys, opened, play, searched, text};
use crate::run::piped;
use crate::spoken::{at, search, unsearched};

/// The lighthouse with quotations of its author, and filler that makes it large.
fn authored() -> Article {
    let mut article = unsearched();
    let words = format!("{} and so on, for as long as an article may be.", "A line of filler ".repeat(30));
    let filler = Block { kind: Kind::Paragraph, depth: 0, words, ..Block::default() };
    Arc::make_mut(&mut article.blocks).extend(std::iter::repeat_n(filler, 600));
    article.sections[0].blocks.end = article.blocks.len();
    article.people.extend(["The Wind", "The Rain"].map(|n| Person { name: n.into(), ..Person::default() }));
    let said = |words: &str, speaker| Quote {
        spans: vec![at(&article, &format!("|{words}|"))],
        words: words.into(),
        speaker,
        certainty: if speaker.is_some() { Certainty::Sure } else { Certainty::Unknown },
        ..Quote::default()
    };
    let mut quotes = vec![said("it was raining", None), said("hats and sometimes more than hats", Some(0))];
    quotes.push(Quote { words: "elsewhere".into(), ..Quote::default() });
    article.quotes = quotes;
    article
}

fn held(article: Article) -> Held {
    Held::new(Opened { file: "lighthouse.toml".into(), article })
}

fn found() -> Event {
    let mut article = authored();
    search(&mut article);
    Event::Found(0, Box::new(article))
}

/// The reader after some keys, before and after the article was searched.
fn around<T>(size: (u16, u16), typed: &str, look: impl Fn(&App<'_>) -> T) -> (T, T) {
    let (articles, options) = ([held(authored())], Options::default());
    let (mut app, _) = play(&articles, &options, size, typed);
    let before = look(&app);
    assert_eq!(update(&mut app, found()), Flow::Continue);
    (before, look(&app))
}

fn words(app: &App<'_>) -> String {
    let reader = app.reader().expect("one article is open");
    reader.current().map_or(String::new(), |q| reader.quote(q).words.clone())
}

#[test]
fn the_first_frame_does_not_wait() {
    let (articles, options) = ([held(authored())], Options::default());
    let (mut app, _) = play(&articles, &options, (120, 40), "");
    assert_eq!(std::mem::take(&mut app.sought), [0]);
    let shown = text(&frame(&app, false));
    assert!(shown.contains("finding quotations…") && shown.contains("Quotations 1/3"), "{shown}");
    update(&mut app, found());
    let shown = text(&frame(&app, false));
    assert!(!shown.contains("finding quotations…") && shown.contains("/9"), "{shown}");
    assert!(shown.contains("The Wind") && shown.contains("Ines Duarte"), "{shown}");
    // Coming back to it does not search it again, nor does a second event change it.
    app.open(0);
    update(&mut app, Event::Found(0, Box::default()));
    update(&mut app, Event::Found(9, Box::default()));
    assert!(app.sought.is_empty() && app.reader().is_some_and(|r| r.article.quotes.len() == 9));
}

#[test]
fn nothing_is_said_not_to_be_there_before_it_was_looked_for() {
    let mut article = authored();
    article.quotes.clear();
    article.people.clear();
    let (articles, options) = ([held(article)], Options::default());
    let (mut app, _) = play(&articles, &options, (120, 40), "");
    let shown = text(&frame(&app, false));
    assert_eq!(shown.matches("Not found yet").count(), 2, "{shown}");
    for key in [")", "i"] {
        keys(key).into_iter().for_each(|e| drop(update(&mut app, e)));
        assert!(text(&frame(&app, false)).contains("still finding quotations"), "{key}");
    }
    // The first one in view becomes the current one.
    let mut article = unsearched();
    article.blocks = app.reader().expect("it is open").article.blocks.clone();
    search(&mut article);
    update(&mut app, Event::Found(0, Box::new(article)));
    assert_eq!(words(&app), "A coast without a light is only a rumour,");
    assert!(text(&frame(&app, false)).contains("▌ Ines Duarte"));
}

#[test]
fn what_is_found_later_moves_nothing() {
    let body = |app: &App<'_>| {
        let reader = app.reader().expect("one article is open");
        let area = reader.geometry.pane(Focus::Body);
        let rows = text(&frame(app, false));
        let rows = rows.lines().skip(usize::from(area.y)).take(usize::from(area.height));
        let columns =
            |row: &str| row.chars().skip(usize::from(area.x)).take(usize::from(area.width)).collect::<String>();
        rows.map(|row| columns(row).trim_end().to_string()).collect::<Vec<_>>()
    };
    for size in [(120, 40), (80, 24), (59, 20), (200, 60)] {
        for typed in [
            "",
            ")",
            "))",
            "jjj",
            "G",
            "⇥j",
            "⇥jj",
            "⇥⇥j",
            "⇥⇥⏎",
            "⇥t",
            "/the⏎n",
            ")i",
            "z",
            "o",
            "?",
            "/the",
            "&the⏎",
            "&the",
        ] {
            let look = |app: &App<'_>| {
                let reader = app.reader().expect("one article is open");
                let search = reader.search.as_ref().map(|s| (s.wanted.name().to_string(), s.here, s.hits.len()));
                let rest = (reader.focus, reader.alone, reader.evidence.is_open(), app.mode.clone());
                (body(app), words(app), reader.place, search, reader.contents.cursor, rest)
            };
            let (before, after) = around(size, typed, look);
            assert_eq!(before, after, "{size:?} {typed}");
        }
    }
}

#[test]
fn filters_marks_and_the_view_of_the_list_are_kept() {
    let (before, after) = around((120, 40), "⇥⇥⏎", |app| {
        let reader = app.reader().expect("one article is open");
        let names: Vec<_> = reader.filter.by.iter().flatten().map(|p| reader.article.people[*p].name.clone()).collect();
        (names, reader.shown.iter().map(|q| reader.quote(*q).words.clone()).collect::<Vec<_>>())
    });
    assert_eq!((before.0.len(), &before), (1, &after));
    let (before, after) = around((120, 40), "⇥tjjt", |app| {
        let reader = app.reader().expect("one article is open");
        let marked = reader.marked.iter().flatten().map(|q| reader.quote(*q).words.clone()).collect::<Vec<_>>();
        (marked, text(&frame(app, false)).contains("2 marked"))
    });
    assert_eq!((before.0.len(), &before), (2, &after));
    // The row at the top of the list stays there as long as there are rows below.
    let (before, after) = around((120, 24), "⇥j", |app| {
        let reader = app.reader().expect("one article is open");
        let top = reader.tops[Focus::Quotes as usize];
        (reader.quote(reader.shown[top.item]).words.clone(), top.row)
    });
    assert_eq!(before, after);
    // The heights are those of the quotations that are there now.
    let (_, matching) = around((120, 24), "⇥j", |app| {
        let mut entries = app.reader().expect("one article is open").entries(Focus::Quotes);
        (0..entries.count()).all(|entry| entries.height(entry) == entries.lines(entry).len())
    });
    assert!(matching);
    // The cursor among the people stays, too.
    let (before, after) = around((120, 40), "⇥⇥j", |app| {
        let reader = app.reader().expect("one article is open");
        reader.article.people[reader.people.cursor].name.clone()
    });
    assert_eq!((before.as_str(), after.as_str()), ("The Rain", "The Rain"));
}

#[test]
fn what_the_evidence_has_moved_goes_back_also_if_quotations_came_between() {
    let mut article = authored();
    article.quotes[1].said_as = Some(at(&article, "|Rui Sá| keeps"));
    let mut later = article.clone();
    search(&mut later);
    let (articles, options) = ([held(article)], Options::default());
    let (mut app, _) = play(&articles, &options, (80, 20), "z)14j");
    assert_eq!(words(&app), "hats and sometimes more than hats");
    let place = app.reader().map(|r| r.place);
    keys("i").into_iter().for_each(|e| drop(update(&mut app, e)));
    assert_ne!(app.reader().map(|r| r.place), place, "there is something to move back");
    update(&mut app, Event::Found(0, Box::new(later)));
    keys("i").into_iter().for_each(|e| drop(update(&mut app, e)));
    assert_eq!(app.reader().map(|r| r.place), place);
}

#[test]
fn a_small_article_is_searched_when_it_is_opened() {
    let options = Options::default();
    let small = |file: &str| {
        let mut opened = Opened { file: file.into(), article: unsearched() };
        opened.article.title = file.into();
        Held::new(opened)
    };
    let articles = [small("a")];
    let (app, _) = play(&articles, &options, (80, 24), "");
    assert!(app.sought.is_empty() && app.reader().is_some_and(|r| !r.article.quotes.is_empty()));
    // Of several only the one that is opened, and none is said to have no quotations.
    let articles = [small("a"), small("b")];
    let (app, _) = play(&articles, &options, (80, 24), "");
    assert!(!text(&frame(&app, false)).contains("quotation"), "{}", text(&frame(&app, false)));
    play(&articles, &options, (80, 24), "↓⏎");
    assert_eq!((articles[0].is_whole(), articles[1].is_whole()), (false, true));
    // What an article says of itself wins.
    let articles = [opened("a.toml", "title = 'T'\n[[sections]]\nbody = '“Yes.”'\n")];
    let (app, _) = play(&articles, &options, (80, 24), "");
    assert!(app.reader().is_some_and(|r| r.article.quotes.is_empty()));
    let mut app = app;
    let mut late = articles[0].now().article.clone();
    late.title = "Another".into();
    update(&mut app, Event::Found(0, Box::new(late)));
    assert_eq!(articles[0].now().article.title, "T");
    assert!(searched("love").iter().all(Held::is_whole));
}

#[test]
fn what_is_asked_about_quotations_waits_for_them() {
    let words = "Nobody says a word in this paragraph, which is there to be long.\n\n".repeat(5000);
    let source = format!("title = 'Long'\n[[sections]]\nbody = '''\n“Wait for me,” she said.\n\n{words}'''\n");
    assert_eq!(piped(&["-1", "-"], source.as_bytes()).out, "Wait for me,\n");
    assert_eq!(piped(&["-1", "-q", "wait", "-"], source.as_bytes()).out, "Wait for me,\n");
}

#[test]
fn quotations_that_were_found_are_the_ones_that_are_chosen() {
    let (articles, options) = ([held(authored())], Options::default());
    let (mut app, _) = play(&articles, &options, (80, 24), "");
    update(&mut app, found());
    keys("⇥k").into_iter().for_each(|e| drop(update(&mut app, e)));
    let current = app.reader().and_then(|r| r.current()).expect("a quotation");
    let flow = keys("⏎").into_iter().map(|e| update(&mut app, e)).next_back();
    assert_eq!(flow, Some(Flow::Chosen(vec![(0, current)])));
    // Whoever prints it looks it up where it was found.
    assert_eq!(articles[0].now().article.quotes[current].words, words(&app));
    assert_eq!(articles[0].now().article.quotes[current].origin, Origin::Found);
}
