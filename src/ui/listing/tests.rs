use super::*;

struct Few;

impl Stock for Few {
    fn title(&self) -> &str {
        "Few"
    }

    fn first(&mut self) -> Vec<Entry> {
        let entry = |head: &str| Entry { head: head.into(), ..Entry::default() };
        ["One house", "Two bridges", "Three houses"].map(entry).into()
    }

    fn all(&mut self) -> Option<Vec<Entry>> {
        None
    }

    fn preview(&mut self, index: usize) -> Vec<(String, bool)> {
        vec![(format!("more of {index}"), false)]
    }
}

fn listing() -> Listing {
    Listing { screen: Rect::new(0, 0, 120, 24), ..Listing::new(&mut Few) }
}

fn press(listing: &mut Listing, keys: &[Key]) -> Option<Left> {
    let map = Keymap::default();
    keys.iter().filter_map(|key| listing.press(*key, &map)).last()
}

#[test]
fn letters_narrow_it_and_enter_chooses() {
    let mut listing = listing();
    assert_eq!(press(&mut listing, &[Key::Char('h'), Key::Char('o'), Key::Char('u'), Key::Down]), None);
    assert_eq!(listing.shown, [0, 2]);
    assert_eq!(press(&mut listing, &[Key::Enter]), Some(Left::Chosen(2)));
    assert_eq!(press(&mut listing, &[Key::Esc]), None);
    assert_eq!(press(&mut listing, &[Key::Esc]), Some(Left::Left));
    assert_eq!(press(&mut listing, &[Key::Char('z'), Key::Enter]), None);
}

#[test]
fn what_is_under_the_cursor_is_shown_where_there_is_room() {
    let mut listing = listing();
    listing.settle(&mut Few);
    assert_eq!(listing.preview.as_ref().map(|(index, _)| *index), Some(0));
    press(&mut listing, &[Key::Down]);
    listing.settle(&mut Few);
    assert_eq!(listing.preview.as_ref().map(|(index, _)| *index), Some(1));
    listing.screen = Rect::new(0, 0, 80, 24);
    assert_eq!(listing.areas().1, None);
}

struct Backwards;

impl Stock for Backwards {
    fn title(&self) -> &str {
        "Backwards"
    }

    fn first(&mut self) -> Vec<Entry> {
        Few.first()
    }

    fn all(&mut self) -> Option<Vec<Entry>> {
        None
    }

    fn orders(&self) -> &'static [&'static str] {
        &["place", "the end"]
    }

    fn ordered(&self, order: usize, count: usize) -> Vec<usize> {
        if order == 0 { (0..count).collect() } else { (0..count).rev().collect() }
    }

    fn preview(&mut self, _: usize) -> Vec<(String, bool)> {
        Vec::new()
    }
}

#[test]
fn an_order_holds_while_letters_narrow_it_and_when_more_is_there() {
    let mut listing = listing();
    assert_eq!(listing.sort(&Few), None);
    assert_eq!(listing.sort(&Backwards), Some("the end"));
    assert_eq!(listing.shown, [2, 1, 0]);
    press(&mut listing, &[Key::Char('h'), Key::Char('o')]);
    assert_eq!(listing.shown, [2, 0]);
    listing.take(Few.first(), &Backwards);
    assert_eq!(listing.shown, [2, 0]);
    assert_eq!(listing.sort(&Backwards), Some("place"));
    assert_eq!(listing.shown, [0, 2]);
}

#[test]
fn an_order_is_told_to_be_kept_once_and_taken_up_again() {
    let mut listing = listing();
    assert!(listing.changes(&Backwards).is_empty());
    listing.sort(&Backwards);
    assert_eq!(listing.changes(&Backwards).settings.order.as_deref(), Some("the end"));
    assert!(listing.changes(&Backwards).is_empty());
    let again = |order| Listing::new(&mut Backwards).ordered_by(order, &Backwards);
    assert_eq!((again(Some("the end")).shown, again(Some("the end")).order), (vec![2, 1, 0], 1));
    assert!(again(Some("the end")).changes(&Backwards).is_empty(), "it is kept already");
    for other in [None, Some("place"), Some("what another version knows")] {
        assert_eq!(again(other).shown, [0, 1, 2], "{other:?}");
    }
}

#[test]
fn who_has_not_moved_in_an_order_sees_what_is_first_of_all() {
    let mut listing = Listing::new(&mut Backwards).ordered_by(Some("the end"), &Backwards);
    let more = [Few.first(), vec![Entry { head: "Zero".into(), ..Entry::default() }]].concat();
    listing.take(more, &Backwards);
    assert_eq!(listing.current(), Some(3));
}

#[test]
fn the_cursor_stays_on_what_it_was_on() {
    let mut listing = listing();
    press(&mut listing, &[Key::Down]);
    let mut more = vec![Entry { head: "Zero".into(), ..Entry::default() }];
    more.extend(Few.first());
    listing.take(more, &Few);
    assert_eq!(listing.current().map(|index| listing.entries[index].head.clone()), Some("Two bridges".into()));
}
