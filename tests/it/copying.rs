//! Copying in a format: `Y` and a letter.

use pullquote::format::{FORMATS, find};
use pullquote::record::Quotes;
use pullquote::ui::keys::{Action, BINDINGS};
use pullquote::ui::update::Flow;
use pullquote::ui::{Options, copy_as};

use crate::play::{frame, play, shipped, text};

const SOURCE: &str = "title = 'The Vote'\nauthors = ['R. Marlow']\npublished = 2026-03-02\n\
    [source]\nname = 'Gazette'\nurl = 'https://gazette.example/vote'\n\
    [[sections]]\nbody = 'Lead. “We go at dawn,” said Ada Holt.'\n\
    [[people]]\nname = 'Ada Holt'\n[[quotes]]\ntext = 'We go at dawn,'\nspeaker = 'Ada Holt'\n";

#[test]
fn every_format_has_its_key() {
    let keys = BINDINGS.iter().filter_map(|binding| match binding.action {
        Action::CopyAs(format) => Some((format, binding.keys.join(","))),
        _ => None,
    });
    let formats = FORMATS.iter().map(|format| (format.name, format!("Y {}", format.letter)));
    assert_eq!(keys.collect::<Vec<_>>(), formats.collect::<Vec<_>>());
}

#[test]
fn the_foot_tells_all_letters() {
    let articles = shipped("love");
    let options = Options::default();
    for (size, rows) in [((80, 24), 2), ((200, 60), 1), ((40, 20), 5)] {
        let (app, flow) = play(&articles, &options, size, ")Y");
        assert_eq!(flow, Flow::Continue);
        let shown = text(&frame(&app, true));
        let foot: Vec<&str> = shown.lines().rev().take(rows).collect();
        for binding in BINDINGS.iter().filter(|binding| matches!(binding.action, Action::CopyAs(_))) {
            let letter = binding.keys[0].trim_start_matches("Y ");
            let hint = format!(" {letter} {}", binding.brief);
            assert!(foot.iter().any(|row| row.contains(&hint)), "{hint} in {foot:#?}");
        }
        assert!(foot[0].contains("Esc leave it"), "{foot:#?}");
    }
}

#[test]
fn what_was_copied_is_the_format_and_is_previewed() {
    let articles = [crate::play::opened("a.toml", SOURCE)];
    let options = Options::default();
    let mut write = |article: usize, quote: usize, name: &str| {
        let record = Quotes::new(articles[article].now()).record(quote)?.clone();
        Some(find(name)?.alone(&record))
    };
    for format in FORMATS {
        let (mut app, flow) = play(&articles, &options, (80, 24), &format!(")Y{}", format.letter));
        let Flow::CopyAs(quote, name) = flow else { panic!("{} {flow:?}", format.name) };
        let expected = write(0, quote, name).expect("written");
        assert_eq!(copy_as(&mut app, quote, name, &mut write), Flow::Copy(expected.clone()), "{name}");
        let shown = text(&frame(&app, true));
        let foot = shown.lines().last().expect("a foot");
        let first: String = expected.chars().take_while(|&c| c != '\r' && c != '\n').take(12).collect();
        assert!(foot.starts_with(" sent as ") && foot.contains(first.trim()), "{name}: {foot}");
        assert!(!shown.contains('\r'));
    }
}

#[test]
fn without_an_address_there_is_no_link() {
    let articles = shipped("love");
    let options = Options::default();
    let (mut app, flow) = play(&articles, &options, (80, 24), ")Yu");
    let Flow::CopyAs(quote, name) = flow else { panic!("{flow:?}") };
    assert_eq!(copy_as(&mut app, quote, name, &mut |_, _, _| Some(String::new())), Flow::Continue);
    assert!(text(&frame(&app, true)).contains("no link: the article has no address"));
}

#[test]
fn nothing_is_copied_where_there_is_no_quotation_or_no_such_letter() {
    let none = [crate::play::opened("a.toml", "title = 'T'\n[[sections]]\nbody = 'Words.'\n")];
    let options = Options::default();
    let (app, flow) = play(&none, &options, (80, 24), "Ym");
    assert_eq!(flow, Flow::Continue);
    assert!(text(&frame(&app, true)).contains("no quotation to copy"));
    let articles = shipped("love");
    assert_eq!(play(&articles, &options, (80, 24), ")Yz").1, Flow::Continue);
    assert_eq!(play(&articles, &options, (80, 24), ")Y⎋").1, Flow::Continue);
}
