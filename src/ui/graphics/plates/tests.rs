use ratatui::layout::Rect;

use super::*;

fn drawn(sequence: Sequence) -> Arc<Drawn> {
    Arc::new(Drawn { cells: Buffer::empty(Rect::new(0, 0, 4, 2)), sequence: Some(sequence) })
}

fn laid(bytes: &str) -> Arc<Drawn> {
    drawn(Sequence::Laid(bytes.into()))
}

fn at(y: u16, drawn: &Arc<Drawn>) -> Shown {
    Shown { drawn: Arc::clone(drawn), at: (3, y), is_whole: true }
}

/// What is written for a frame before and after its cells, and which rows are written anew.
fn frame(plates: &mut Plates, shown: &[Shown]) -> (String, String, Vec<u16>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 9));
    shown_in(plates, shown, &mut buffer)
}

fn shown_in(plates: &mut Plates, shown: &[Shown], buffer: &mut Buffer) -> (String, String, Vec<u16>) {
    plates.show(shown, buffer);
    let (before, after) = plates.take();
    let rows = (0..9).filter(|y| is_repainted(*y, 1, buffer)).collect();
    let words = |bytes| String::from_utf8(bytes).expect("sequences are text");
    (words(before), words(after), rows)
}

#[test]
fn a_picture_is_laid_once_and_its_rows_are_erased_when_it_goes() {
    let (mut plates, one, none) = (Plates::default(), laid("ONE"), (String::new(), String::new(), vec![]));
    assert_eq!(frame(&mut plates, &[]), none);
    assert_eq!(frame(&mut plates, &[at(1, &one)]), (String::new(), "\x1b[0m\x1b[2;4HONE\x1b[0m".into(), vec![]));
    assert_eq!(frame(&mut plates, &[at(1, &one)]), none);
    let moved = frame(&mut plates, &[at(2, &one)]);
    assert_eq!((moved.1.contains("\x1b[3;4HONE"), moved.2), (true, vec![1, 2]));
    // In its place another one of the same size.
    let other = laid("TWO");
    let replaced = frame(&mut plates, &[at(2, &other)]);
    assert_eq!((replaced.1.contains("TWO"), replaced.2), (true, vec![2, 3]));
    // Partly out it is cells.
    let partly = Shown { is_whole: false, ..at(2, &other) };
    assert_eq!(frame(&mut plates, &[partly]), (String::new(), String::new(), vec![2, 3]));
    assert_eq!(frame(&mut plates, &[]), none);
}

#[test]
fn what_was_erased_is_laid_again() {
    let (mut plates, one, two) = (Plates::default(), laid("ONE"), laid("TWO"));
    let both = [at(1, &one), at(5, &two)];
    frame(&mut plates, &both);
    plates.cleared();
    let again = frame(&mut plates, &both).1;
    assert!(again.contains("ONE") && again.contains("TWO"));
    // A row is written anew for its glyphs: only who stands in it is.
    let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 9));
    repaint(6, 1, &mut buffer);
    let (_, again, rows) = shown_in(&mut plates, &both, &mut buffer);
    assert_eq!((again.contains("ONE"), again.contains("TWO"), rows), (false, true, vec![6]));
    // One goes where the other is: that is laid again.
    let (_, again, _) = frame(&mut plates, &[at(4, &one), at(5, &two)]);
    assert!(again.contains("ONE") && !again.contains("TWO"));
    let (_, again, rows) = frame(&mut plates, &[at(5, &two)]);
    assert_eq!((again.contains("TWO"), rows), (true, vec![4, 5]));
}

#[test]
fn what_is_sent_is_kept_until_nobody_has_it() {
    let sent = |slot, bytes: &str| drawn(Sequence::Sent { slot, bytes: bytes.into() });
    let (mut plates, one, two) = (Plates::default(), sent(0, "ONE"), sent(1, "TWO"));
    assert_eq!(plates.parting(), None);
    assert_eq!(frame(&mut plates, &[at(1, &one)]).0, "ONE");
    assert_eq!(plates.parting(), Some([b"\x1b\\".to_vec(), forget_all()].concat()));
    assert_eq!(plates.parting(), None, "that is known");
    assert_eq!(frame(&mut plates, &[at(3, &one), at(5, &two)]).0, "TWO");
    assert_eq!(frame(&mut plates, &[]).0, "");
    assert_eq!(frame(&mut plates, &[at(1, &two)]).0, "", "it is there still");
    drop(one);
    assert_eq!(frame(&mut plates, &[]).0, "\x1b_Ga=d,d=I,i=5263616,q=2\x1b\\");
    // Somebody else had the screen.
    plates.lost();
    assert_eq!(frame(&mut plates, &[at(1, &two)]).0, "TWO");
    // Another one in the same slot.
    let other = sent(1, "OTHER");
    assert_eq!(frame(&mut plates, &[at(1, &other)]).0, "OTHER");
}

#[test]
fn all_slots_are_forgotten() {
    let all = String::from_utf8(forget_all()).expect("sequences are text");
    assert_eq!(all.matches("a=d,d=I").count(), SLOTS as usize);
    assert!((0..1000).all(|number| all.contains(&format!("i={},", id(slot(number))))));
}
