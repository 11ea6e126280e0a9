use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::diagnostic::report;
use crate::ui::keys::Key;

#[track_caller]
fn check(source: &str, expected: Expect) {
    let findings = read(source).expect_err("it has faults");
    expected.assert_eq(&report("config.toml", source, &findings));
}

#[test]
fn nothing_is_needed() {
    let config = read("").expect("it is empty");
    assert_eq!((config.keys, config.color), ("default", When::Auto));
}

#[test]
fn keys_are_those_of_the_preset_and_then_the_own() {
    let config =
        read("keys = 'vim'\n[bind]\ndown = ['j', 'Ctrl-j']\nalone = []\nsearch = 'Ctrl-s'\n").expect("it is right");
    let of = |key| config.keymap.lookup(key);
    assert_eq!(of(Key::Char('u')), Keymap::preset("vim").expect("there").lookup(Key::Char('u')));
    assert_eq!(of(Key::Ctrl('j')), of(Key::Char('j')));
    assert_eq!((of(Key::Down), of(Key::Char('z')), of(Key::Char('/'))), (None, None, None));
    assert!(of(Key::Ctrl('s')).is_some());
}

#[test]
fn each_fault_has_its_place_and_what_to_do() {
    check(
        "kyes = 'vim'\ncolor = true\nkeys = 'nano'\n[bind]\ndwon = 'j'\nup = 'Hyper-k'\npage-up = 'Ctrl-c'\nstart = [1]\nend = '5'\n",
        expect![[r#"
            config.toml:1:1: error: there is no setting `kyes`
             1 | kyes = 'vim'
               | ^^^^
               help: did you mean `keys`?
            config.toml:2:9: error: `color` must be one of "auto", "always", "never"
             2 | color = true
               |         ^^^^
               help: When to use colours: auto (not with NO_COLOR), always or never; --color goes before.
            config.toml:3:8: error: `keys` must be one of "default", "less", "vim", "emacs"
             3 | keys = 'nano'
               |        ^^^^^^
               help: The keys to begin with: default, less, vim or emacs; [bind] changes single ones.
            config.toml:5:1: error: nothing that a key could do is called `dwon`
             5 | dwon = 'j'
               | ^^^^
               help: did you mean `down`?
            config.toml:6:6: error: “Hyper-k” is no key
             6 | up = 'Hyper-k'
               |      ^^^^^^^^^
               help: write "j", "Ctrl-f", "PageDown", "Alt-Left", "F1", or two keys as "c s"
            config.toml:7:11: error: Ctrl-C always leaves
             7 | page-up = 'Ctrl-c'
               |           ^^^^^^^^
               help: choose another key
            config.toml:8:10: error: a key must be a string
             8 | start = [1]
               |          ^
               help: write "j", "Ctrl-f", "PageDown", "Alt-Left", "F1", or two keys as "c s"
            config.toml:9:7: error: digits are counts
             9 | end = '5'
               |       ^^^
               help: choose another key
        "#]],
    );
    check(
        "keys = 'default'\n[bind]\nup = 'c'\n",
        expect![[r#"
        config.toml:2:1: error: `c s` cannot be reached: its first key does something alone
         2 | [bind]
           | ^^^^^^
           help: give the other binding that key does another one
    "#]],
    );
    // Nothing is called nearly so.
    check(
        "xyzzy = 1\n[bind]\nxyzzy-key = []\n",
        expect![[r#"
            config.toml:1:1: error: there is no setting `xyzzy`
             1 | xyzzy = 1
               | ^^^^^
               help: take it out; then `pullquote config` prints all names, and what each is for
            config.toml:3:1: error: nothing that a key could do is called `xyzzy-key`
             3 | xyzzy-key = []
               | ^^^^^^^^^
               help: take it out; then `pullquote config` prints all names, and what each is for
        "#]],
    );
    check(
        "bind = 3\n",
        expect![[r#"
        config.toml:1:8: error: `bind` must be a table
         1 | bind = 3
           |        ^
           help: write [bind] on a line of its own, the bindings below
    "#]],
    );
    check(
        "a = = 1\n",
        expect![[r#"
        config.toml:1:5: error: extra `=`, expected nothing
         1 | a = = 1
           |     ^
    "#]],
    );
}

#[test]
fn what_is_written_is_read_as_the_same() {
    for (preset, _) in PRESETS {
        let config =
            read(&format!("keys = '{preset}'\ncolor = 'never'\n[bind]\nsearch = ['\\', '\"']\n")).expect("right");
        let written = write(&config);
        let again = read(&written).unwrap_or_else(|findings| panic!("{}", report("written", &written, &findings)));
        assert_eq!(write(&again), written);
        assert_eq!(again.keymap.lookup(Key::Char('\\')), config.keymap.lookup(Key::Char('"')));
    }
}

proptest! {
    #[test]
    fn whatever_it_is_it_is_read_or_refused(source in ".{0,200}") {
        if let Err(findings) = read(&source) {
            prop_assert!(!findings.is_empty());
            prop_assert!(!report("f", &source, &findings).chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
