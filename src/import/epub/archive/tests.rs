use super::*;
use crate::import::epub::tests::{patched, zip};

const SMALL: Bounds = Bounds { members: 100, member: 8 << 10, text: 32 << 10 };

fn misfit(bytes: &[u8]) -> Option<Misfit> {
    within(bytes, &SMALL).err()
}

#[test]
fn members_are_held_to_their_limits() {
    let large = vec![b' '; SMALL.member + 1];
    assert_eq!(misfit(&zip(&[("a\u{1b}.xhtml", &large)])), Some(Misfit::LargeMember("a\u{FFFD}.xhtml".into(), 0)));
    assert_eq!(misfit(&zip(&[("a.xhtml", &large[1..])])), None);
    // Pictures are never read, whatever their size.
    assert_eq!(within(&zip(&[("a.PNG", &large), ("b.css", b"x")]), &SMALL).map(|m| m.len()), Ok(1));
    let names: Vec<String> = (0..5).map(|n| format!("{n}.xhtml")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &large[2..])).collect();
    assert_eq!(misfit(&zip(&members)), Some(Misfit::MuchText(0)));
    assert_eq!(misfit(&zip(&members[..4])), None);
    let said = Misfit::LargeMember("a".into(), BOUNDS.member >> 20).to_string();
    assert_eq!(said, "`a` in this archive is too large: 8 MB is the limit");
}

#[test]
fn a_declared_size_is_not_believed() {
    let bytes = zip(&[("a.xhtml", &vec![b' '; SMALL.member + 1])]);
    let size = (SMALL.member as u32 + 1).to_le_bytes();
    let lying = patched(&bytes, &size, &1u32.to_le_bytes());
    assert!(matches!(misfit(&lying), Some(Misfit::LargeMember(..) | Misfit::Damaged(_))), "{:?}", misfit(&lying));
    let bytes = zip(&[("a.xhtml", b"words")]);
    let lying = patched(&bytes, &5u32.to_le_bytes(), &u32::MAX.to_le_bytes());
    assert!(within(&lying, &SMALL).is_ok_and(|m| m["a.xhtml"].len() <= 5) || misfit(&lying).is_some());
}

#[test]
fn too_many_members_are_not_counted_to_the_end() {
    let many = [b"PK\x03\x04".as_slice(), &ENTRY.repeat(SMALL.members + 1)].concat();
    assert_eq!(misfit(&many), Some(Misfit::ManyMembers(100)));
}

#[test]
fn members_that_lie_over_each_other_are_damage() {
    let mut words = vec![0; 6_000];
    let mut state = 1u32;
    words.iter_mut().for_each(|byte| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = (state >> 24) as u8;
    });
    let bytes = zip(&[("000.xhtml", &words)]);
    let (entry, end) = (
        memchr::memmem::find(&bytes, ENTRY).expect("a directory"),
        memchr::memmem::rfind(&bytes, b"PK\x05\x06").expect("its end"),
    );
    let mut out = bytes[..entry].to_vec();
    for number in 0..50 {
        out.extend(patched(&bytes[entry..end], b"000", format!("{number:03}").as_bytes()));
    }
    let size = (out.len() - entry) as u32;
    let mut tail = bytes[end..].to_vec();
    tail[8..10].copy_from_slice(&50u16.to_le_bytes());
    tail[10..12].copy_from_slice(&50u16.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    out.extend(tail);
    assert!(matches!(misfit(&out), Some(Misfit::Damaged(_) | Misfit::NoArchive)), "{:?}", misfit(&out));
}

#[test]
fn names_are_only_keys() {
    let members: &[(&str, &[u8])] = &[("../../etc/passwd", b"x"), ("/etc/shadow", b"y"), ("C:\\z", b"z"), ("d/", b"")];
    let read = read(&zip(members)).expect("read");
    assert_eq!(read.keys().collect::<Vec<_>>(), ["../../etc/passwd", "/etc/shadow", "C:\\z"]);
    let twice = patched(&zip(&[("a.xhtml", b"1"), ("b.xhtml", b"2")]), b"b.xhtml", b"a.xhtml");
    assert!(super::read(&twice).is_ok_and(|m| m.len() == 1));
}

#[test]
fn what_is_cut_or_no_archive_is_told() {
    let bytes = zip(&[("mimetype", b"application/epub+zip"), ("a.xhtml", &b"words ".repeat(1000))]);
    for length in 0..bytes.len() {
        assert!(matches!(misfit(&bytes[..length]), Some(Misfit::NoArchive | Misfit::Damaged(_))), "{length}");
    }
    let at = memchr::memmem::find(&bytes, b"a.xhtml").expect("a member") + 12;
    let mut damaged = bytes.clone();
    damaged[at] ^= 0xFF;
    assert_eq!(misfit(&damaged), Some(Misfit::Damaged("a.xhtml".into())));
    assert_eq!(misfit(b"Words."), Some(Misfit::NoArchive));
}
