//! The configuration file and `PULLQUOTE_OPTS`: what they change, and how what is wrong
//! in them is told.

use std::fs;

use crate::run::{Folder, Ran, command, finish, run};

/// Runs with a configuration, or without any.
fn with(config: Option<&str>, args: &[&str]) -> Ran {
    let folder = Folder::new();
    if let Some(config) = config {
        fs::create_dir(folder.path().join("pullquote")).expect("made");
        folder.file("pullquote/config.toml", config);
    }
    finish(command(args).env("XDG_CONFIG_HOME", folder.path()).output().expect("it runs"))
}

#[test]
fn the_settings_are_printed_as_a_file_that_says_the_same() {
    let plain = with(None, &["config"]);
    plain.ends_well();
    for line in ["keys = \"default\"", "color = \"auto\"", "[bind]", "down = [\"j\", \"Down\", \"Ctrl-E\"]"] {
        assert!(plain.out.lines().any(|l| l.starts_with(line)), "{line} is not in\n{}", plain.out);
    }
    let own = "keys = 'vim'\n[bind]\nsearch = ['Ctrl-s']\n";
    let printed = with(Some(own), &["config"]);
    let after = |ran: &Ran| ran.out.split_once("\n\n").map(|(_, rest)| rest.to_string());
    assert!(printed.out.contains("search = [\"Ctrl-S\"]") && printed.out.contains("\"g g\""), "{}", printed.out);
    assert_eq!(after(&with(Some(&printed.out), &["config"])), after(&printed));
    let keys = with(Some(own), &["keys"]);
    assert!(keys.out.lines().any(|l| l.trim_start().starts_with("Ctrl-S ")), "{}", keys.out);
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_nothing_is_read() {
    let faulty = "keys = 'default'\ncolour = 'never'\n";
    for args in [&["config"][..], &["keys"], &["content/tour.toml"]] {
        with(Some(faulty), args).refuses(2, &["config.toml:2:1: error: there is no setting `colour`", "`color`"]);
    }
    with(Some("keys = \u{1b}[2J\n"), &["keys"]).refuses(2, &["config.toml:1:"]);
    // Who does not read is not stopped.
    with(Some(faulty), &["sections", "content/tour.toml"]).ends_well();
    with(Some(faulty), &["-f", "love", "content/love-letters.toml"]).ends_well();
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = Folder::new();
    let config = folder.path().join("pullquote/config.toml");
    fs::create_dir_all(&config).expect("made");
    let ran = || finish(command(&["keys"]).env("XDG_CONFIG_HOME", folder.path()).output().expect("it runs"));
    ran().refuses(2, &["config.toml"]);
    fs::remove_dir(&config).expect("gone");
    rustix::fs::mkfifoat(rustix::fs::CWD, &config, 0o600.into()).expect("made");
    ran().refuses(2, &["config.toml", "device"]);
    for nowhere in ["/dev/null", "relative"] {
        finish(command(&["keys"]).env("XDG_CONFIG_HOME", nowhere).env("HOME", "/nowhere").output().expect("it runs"))
            .ends_well();
    }
}

#[test]
fn the_environments_options_are_told_as_such() {
    let ran = command(&["content/tour.toml"]).env("PULLQUOTE_OPTS", "--colour=never").output();
    finish(ran.expect("it runs")).refuses(2, &["PULLQUOTE_OPTS: unexpected argument '--colour'"]);
    let ran = command(&["content/love-letters.toml"]).env("PULLQUOTE_OPTS", "-f 'love letters'").output();
    finish(ran.expect("it runs")).gives("love letters\n");
    run(&["--help"]).ends_well();
}
