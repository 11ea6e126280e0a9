//! What is kept from run to run whatever is read: the column, the searches.

use pullquote::state::{Changes, State, merge};
use pullquote::ui::Options;
use pullquote::ui::column::{Column, Setting};

use crate::play::{frame, play, shipped, text};

/// What is kept after some keys, in a run that begins with what was kept before.
fn kept(options: &Options, typed: &str) -> Changes {
    let articles = shipped("love");
    let (app, _) = play(&articles, options, (120, 40), typed);
    app.changes
}

#[test]
fn the_column_is_kept_once_a_key_has_changed_it() {
    let options = Options::default();
    let settings = |typed| kept(&options, typed).settings;
    assert_eq!((settings("jj)").measure, settings("jj)").setting), (None, None));
    assert_eq!(settings("++").measure, Some(76));
    // The usual one is whatever that is the next time.
    assert_eq!(settings("++=").measure, Some(0));
    assert_eq!(settings("||").setting.as_deref(), Some("justified"));
    let column = Column::usually(60, Setting::Hyphenated);
    assert_eq!(column.wanted(Some(0), None), column);
    assert_eq!(column.wanted(Some(76), Some(Setting::Ragged)).measure, 76);
    assert_eq!(column.wanted(Some(76), None).own(), Some(76));
}

#[test]
fn searches_of_an_earlier_run_are_there_again() {
    let changes = kept(&Options::default(), "/letters⏎/health⏎");
    assert_eq!(changes.settings.searches, ["health", "letters"]);
    let state = State::new(merge(b"", &changes).bytes);
    let options = Options { state, ..Options::default() };
    let articles = shipped("love");
    let (app, _) = play(&articles, &options, (120, 40), "/↑↑⏎");
    assert_eq!(app.searches, ["health", "letters"]);
    assert_eq!(kept(&options, "/rage⏎").settings.searches, ["rage", "health", "letters"]);
}

#[test]
fn the_first_start_has_one_line_until_a_key_comes() {
    let foot = |options: &Options, typed: &str| {
        let articles = shipped("love");
        let (app, _) = play(&articles, options, (80, 24), typed);
        text(&frame(&app, false)).lines().last().unwrap_or_default().trim().to_string()
    };
    let first = Options { is_first: true, ..Options::default() };
    assert_eq!(foot(&first, ""), "Welcome. ? keys, Enter chooses and leaves, q quits.");
    assert_eq!(foot(&first, "j"), foot(&Options::default(), "j"));
    assert!(!foot(&Options::default(), "").contains("Welcome"));
}
