use std::os::unix::fs::symlink;
use std::sync::Barrier;

use super::*;
use crate::state::{Anchor, Entry};
use proptest::prelude::*;

const PATIENCE: Duration = Duration::from_secs(60);

fn folder() -> (tempfile::TempDir, StateFolder) {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = StateFolder::at(dir.path().join("state/pullquote"));
    (dir, folder)
}

fn marked(key: &str, mark: char) -> Changes {
    let marks = [(mark, Anchor::default())].into();
    Changes { entries: vec![Entry { key: key.into(), marks, ..Entry::default() }], ..Changes::default() }
}

fn has(folder: &StateFolder, key: &str, mark: char) -> bool {
    folder.read().entry(key, None).is_some_and(|entry| entry.marks.contains_key(&mark))
}

fn names(folder: &StateFolder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn what_is_saved_is_read_and_nobody_else_can() {
    let (_dir, folder) = folder();
    assert!(folder.read().is_empty());
    assert_eq!(folder.save(&marked("a", 'x'), PATIENCE).expect("saved"), None);
    assert_eq!(folder.save(&marked("b", 'y'), PATIENCE).expect("saved"), None);
    assert!(has(&folder, "a", 'x') && has(&folder, "b", 'y') && !has(&folder, "a", 'y'));
    assert_eq!(names(&folder), [FILE, LOCK]);
    assert_eq!((mode(folder.path()), mode(&folder.file()), mode(&folder.0.join(LOCK))), (0o700, 0o600, 0o600));
}

#[test]
fn eight_at_once_lose_nothing() {
    let (_dir, folder) = folder();
    eight_at_once([&folder; 2]);
    assert_eq!(names(&folder), [FILE, LOCK]);
}

#[test]
fn eight_at_once_lose_nothing_behind_links_from_two_folders() {
    let (dir, folder, target) = linked(TO);
    let other = StateFolder::at(dir.path().join("other"));
    fs::create_dir(other.path()).expect("made");
    symlink(&target, other.file()).expect("linked");
    eight_at_once([&folder, &other]);
    assert!(is_link(&folder) && is_link(&other));
    // One of them has the state itself.
    let (dir, folder) = self::folder();
    let other = StateFolder::at(dir.path().join("other"));
    fs::create_dir(other.path()).expect("made");
    symlink(folder.file(), other.file()).expect("linked");
    folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
    eight_at_once([&folder, &other]);
    assert!(is_link(&other) && !is_link(&folder) && has(&folder, "a", 'x'));
}

fn eight_at_once(folders: [&StateFolder; 2]) {
    let folder = folders[0];
    let start = Barrier::new(8);
    std::thread::scope(|scope| {
        for writer in 0..8u8 {
            let (start, folder) = (&start, folders[usize::from(writer) % 2]);
            scope.spawn(move || {
                start.wait();
                for turn in 0..50u8 {
                    let mark = char::from(b'A' + turn);
                    folder.save(&marked("all", char::from(b'a' + writer)), PATIENCE).expect("saved");
                    folder.save(&marked(&format!("own {writer}"), mark), PATIENCE).expect("saved");
                }
            });
        }
    });
    for writer in 0..8u8 {
        assert!(has(folder, "all", char::from(b'a' + writer)));
        assert!((0..50u8).all(|turn| has(folder, &format!("own {writer}"), char::from(b'A' + turn))));
    }
}

/// Puts things in the place of the state that are none.
const PLACED: &[fn(&Path)] = &[
    |path| fs::create_dir(path).expect("made"),
    |path| fs::write(path, vec![b'\n'; LIMIT + 1]).expect("written"),
    |path| fs::write(path, b"\x1b[31m\xff no state").expect("written"),
    |path| rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("made"),
    |path| symlink("/dev/zero", path).expect("linked"),
    |path| symlink(path, path).expect("linked"),
    |path| drop(std::os::unix::net::UnixListener::bind(path).expect("bound")),
];

#[test]
fn what_is_no_state_is_set_aside_and_saving_works_again() {
    for place in PLACED {
        let (_dir, folder) = folder();
        fs::create_dir_all(folder.path()).expect("made");
        for number in 1..=3 {
            place(&folder.file());
            let was = fs::symlink_metadata(folder.file()).expect("there").file_type();
            assert_eq!(folder.read().entry("a", None), None);
            let aside = folder.save(&marked("a", 'x'), PATIENCE).expect("saved").expect("set aside");
            let name = if number == 1 { "state.jsonl.bad".into() } else { format!("state.jsonl.bad.{number}") };
            assert_eq!(aside, folder.path().join(name));
            assert_eq!(fs::symlink_metadata(&aside).expect("there").file_type(), was);
            assert!(has(&folder, "a", 'x'));
            fs::remove_file(folder.file()).expect("removed");
        }
        assert_eq!(names(&folder).len(), 4, "{:?}", names(&folder));
    }
}

/// A folder whose state is a link to this.
fn linked(to: &str) -> (tempfile::TempDir, StateFolder, PathBuf) {
    let (dir, folder) = folder();
    fs::create_dir_all(folder.path()).expect("made");
    fs::create_dir(dir.path().join("kept")).expect("made");
    symlink(to, folder.file()).expect("linked");
    let target = dir.path().join("kept/mine.jsonl");
    (dir, folder, target)
}

const TO: &str = "../../kept/mine.jsonl";

fn is_link(folder: &StateFolder) -> bool {
    fs::symlink_metadata(folder.file()).expect("there").is_symlink()
}

#[test]
fn a_link_to_the_state_stays_one() {
    let (dir, folder, target) = linked(TO);
    // It leads to what is not there yet: that is made.
    assert_eq!(folder.save(&marked("a", 'x'), PATIENCE).expect("saved"), None);
    assert_eq!((is_link(&folder), mode(&target)), (true, 0o600));
    // What somebody else may read is ours alone from then on, as without a link.
    fs::set_permissions(&target, Permissions::from_mode(0o644)).expect("set");
    assert_eq!(folder.save(&marked("b", 'y'), PATIENCE).expect("saved"), None);
    assert!(has(&folder, "a", 'x') && has(&folder, "b", 'y') && is_link(&folder));
    let kept = StateFolder::at(dir.path().join("kept"));
    assert_eq!((mode(&target), names(&kept)), (0o600, vec!["mine.jsonl".to_string(), LOCK.to_string()]));
    assert_eq!(names(&folder), [FILE]);
    // What somebody left there who was killed is written over.
    fs::write(kept.path().join(LINKED_NEW), "{\"key\":").expect("written");
    folder.save(&marked("b", 'w'), PATIENCE).expect("saved");
    assert_eq!(names(&kept), ["mine.jsonl", LOCK]);
    // Over a second link.
    fs::rename(&target, dir.path().join("kept/other")).expect("moved");
    symlink("other", &target).expect("linked");
    folder.save(&marked("c", 'z'), PATIENCE).expect("saved");
    assert!(has(&folder, "a", 'x') && has(&folder, "c", 'z'));
    assert!(is_link(&folder) && fs::symlink_metadata(&target).expect("there").is_symlink());
}

#[test]
fn what_cannot_be_read_behind_a_link_is_set_aside_there() {
    for bytes in [&b"\x1b[31m\xff no state"[..], &vec![b'\n'; LIMIT + 1]] {
        let (_dir, folder, target) = linked(TO);
        fs::write(&target, bytes).expect("written");
        let aside = folder.save(&marked("a", 'x'), PATIENCE).expect("saved").expect("set aside");
        assert_eq!(aside, fs::canonicalize(&target).expect("there").with_extension("jsonl.bad"));
        assert!(fs::read(aside).expect("read") == bytes && has(&folder, "a", 'x') && is_link(&folder));
    }
}

#[test]
fn what_may_not_be_read_behind_a_link_is_set_aside_as_without_one() {
    let (_dir, folder, target) = linked(TO);
    fs::write(&target, "no state").expect("written");
    fs::set_permissions(&target, Permissions::from_mode(0o000)).expect("set");
    let aside = folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
    assert_eq!(aside, Some(fs::canonicalize(&target).expect("there").with_extension("jsonl.bad")));
    assert!(is_link(&folder) && has(&folder, "a", 'x'));
}

#[test]
fn a_link_to_what_is_no_file_is_set_aside_itself() {
    for to in ["/dev/null", "/dev/zero", "../../kept", "state.jsonl", "../../pipe", "loop"] {
        let (dir, folder, _) = linked(to);
        symlink(FILE, folder.path().join("loop")).expect("linked");
        let pipe = dir.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("made");
        assert!(!has(&folder, "a", 'x'), "{to}");
        let aside = folder.save(&marked("a", 'x'), PATIENCE).expect("saved").expect("set aside");
        assert_eq!(fs::read_link(aside).expect("a link"), Path::new(to));
        assert!(has(&folder, "a", 'x') && !is_link(&folder));
    }
}

#[test]
fn a_link_that_cannot_be_followed_stays_and_that_is_told() {
    let (_dir, folder, _) = linked("/nowhere/at/all.jsonl");
    let told = folder.save(&marked("a", 'x'), PATIENCE).expect_err("refused").to_string();
    assert!(told.contains("is a link") && is_link(&folder), "{told}");
    assert!(!has(&folder, "a", 'x'));
    let (_dir, folder, target) = linked(TO);
    folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
    fs::set_permissions(&target, Permissions::from_mode(0o444)).expect("set");
    assert!(folder.save(&marked("b", 'y'), PATIENCE).is_err());
    assert!(is_link(&folder) && has(&folder, "a", 'x') && !has(&folder, "b", 'y'));
}

#[test]
fn of_a_torn_state_the_whole_lines_go_on() {
    let (_dir, folder) = folder();
    folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
    let torn = [fs::read(folder.file()).expect("read"), b"{\"key\":\"b\",\"ma".to_vec()].concat();
    fs::write(folder.file(), &torn).expect("written");
    assert!(has(&folder, "a", 'x'));
    let aside = folder.save(&marked("c", 'z'), PATIENCE).expect("saved").expect("set aside");
    assert_eq!(fs::read(aside).expect("read"), torn);
    assert!(has(&folder, "a", 'x') && has(&folder, "c", 'z'));
    assert_eq!(folder.save(&marked("c", 'y'), PATIENCE).expect("saved"), None);
}

#[test]
fn where_nothing_can_be_written_that_is_told_and_nothing_is_lost() {
    let (dir, folder) = folder();
    fs::write(dir.path().join("state"), "a file").expect("written");
    assert!(folder.save(&marked("a", 'x'), PATIENCE).is_err());
    assert!(folder.read().is_empty());
    fs::remove_file(dir.path().join("state")).expect("removed");
    folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
    // What is being written cannot be made.
    fs::create_dir(folder.path().join(NEW)).expect("made");
    assert!(folder.save(&marked("a", 'y'), PATIENCE).is_err());
    assert!(has(&folder, "a", 'x'));
}

#[test]
fn a_lock_that_somebody_keeps_is_not_waited_for_for_ever() {
    let (_dir, folder) = folder();
    folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
    let (_, lock) = folder.lock(PATIENCE).expect("locked");
    let refused = folder.save(&marked("a", 'y'), Duration::from_millis(20)).expect_err("locked");
    assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
    drop(lock);
    folder.save(&marked("a", 'y'), PATIENCE).expect("saved");
}

#[test]
fn what_somebody_left_who_was_killed_is_written_over() {
    let (_dir, folder) = folder();
    folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
    fs::write(folder.path().join(NEW), "{\"key\":").expect("written");
    folder.save(&marked("b", 'y'), PATIENCE).expect("saved");
    assert!(has(&folder, "a", 'x') && has(&folder, "b", 'y'));
    assert_eq!(names(&folder), [FILE, LOCK]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_in_its_place_stop_nothing_and_are_not_lost(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (_dir, folder) = folder();
        fs::create_dir_all(folder.path()).expect("made");
        fs::write(folder.file(), &bytes).expect("written");
        let _ = folder.read().entry("a", Some("b"));
        let aside = folder.save(&marked("a", 'x'), PATIENCE).expect("saved");
        if let Some(aside) = aside {
            prop_assert_eq!(fs::read(aside).expect("read"), bytes);
        } else {
            prop_assert!(bytes.iter().all(|b| *b == b'\n'));
        }
        prop_assert!(has(&folder, "a", 'x'));
        prop_assert_eq!(folder.save(&marked("a", 'y'), PATIENCE).expect("saved"), None);
    }
}
