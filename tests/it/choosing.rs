//! A list of many articles in lines: what is told after what is typed, and which entry a
//! number means. `UPDATE_EXPECT=1 cargo test choosing` writes the transcript anew.

use expect_test::expect_file;
use proptest::prelude::*;
use pullquote::linear::choosing::Choosing;
use pullquote::linear::command::OF_LIST;
use pullquote::ui::listing::{Entry, Left, Listing, Stock};

/// So many articles, the first ones at once, the others when it is asked.
struct Shelf {
    count: usize,
    /// Somebody has begun to read one of them.
    begun: bool,
}

const TOWNS: [&str; 4] = ["Aldwell", "Brack", "Corran", "Dunmere"];

impl Shelf {
    fn entry(number: usize) -> Entry {
        let town = TOWNS[number % 4];
        Entry {
            head: format!("What the river did to {town} in the spring of {}", 1900 + number),
            facts: format!("The Ferry · 2024-03-{:02} · {number} quotations", 1 + number % 28),
            also: "Ada Finch".into(),
        }
    }

    fn entries(&self) -> Vec<Entry> {
        let mut all: Vec<Entry> = (0..self.count).map(Shelf::entry).collect();
        if self.begun {
            let mut begun = all.remove(19);
            begun.facts = format!("12% read · {}", begun.facts);
            all.insert(0, begun);
        }
        all
    }
}

impl Stock for Shelf {
    fn title(&self) -> &str {
        "Library"
    }

    fn names(&self) -> (&'static str, &'static str) {
        ("article", "articles")
    }

    fn first(&mut self) -> Vec<Entry> {
        self.entries().into_iter().take(3).collect()
    }

    fn all(&mut self) -> Option<Vec<Entry>> {
        Some(self.entries())
    }

    fn orders(&self) -> &'static [&'static str] {
        &["what was read last", "title"]
    }

    fn ordered(&self, order: usize, count: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..count).collect();
        if order == 1 {
            all.sort_by_key(|index| Shelf::entry(*index).head);
        }
        all
    }

    fn preview(&mut self, index: usize) -> Vec<(String, bool)> {
        vec![("The river came at night.".into(), true), (format!("It took {index} boats."), false)]
    }
}

/// What is told after each line, and how the list was left.
fn transcript(listing: &mut Listing, stock: &mut dyn Stock, typed: &[&str]) -> (String, Option<Left>) {
    let mut choosing = Choosing::new(listing, stock, 72);
    let mut out = choosing.told();
    for line in typed {
        let left = choosing.obey(line);
        out.push_str(&format!("> {line}\n{}", choosing.told()));
        if left.is_some() {
            return (out, left);
        }
    }
    (out, None)
}

fn listing(count: usize) -> (Shelf, Listing) {
    let mut shelf = Shelf { count, begun: false };
    let listing = Listing::new(&mut shelf);
    (shelf, listing)
}

#[test]
fn a_list_of_articles() {
    let (mut shelf, mut listing) = listing(23);
    let typed = [
        "",
        "m",
        "m",
        "m",
        "b",
        "12",
        "24",
        "1 2",
        "i 3",
        "i",
        "i 99",
        "s",
        "s",
        "/brack",
        "/",
        "/ xyzzy",
        "1",
        "m",
        "/ corran 1906",
        "serch",
        "l",
        "?",
        "1",
    ];
    let (told, left) = transcript(&mut listing, &mut shelf, &typed);
    expect_file!["linear/choosing.txt"].assert_eq(&told);
    assert_eq!(left, Some(Left::Chosen(6)), "the one that has both words");
}

#[test]
fn the_list_goes_on_where_one_was_in_it() {
    let (mut shelf, mut list) = listing(23);
    let (_, left) = transcript(&mut list, &mut shelf, &["m", "14"]);
    assert_eq!(left, Some(Left::Chosen(13)));
    // The article is read, and the list is another one by that.
    list.is_whole = false;
    let (told, left) = transcript(&mut list, &mut shelf, &["3", "20", "x"]);
    assert!(told.contains("\nIt goes on where you were, at 11; b tells it from 1.\n11 What the river did"), "{told}");
    assert!(told.contains("> 3\nNumber 3 was not told yet, only 11 to 20; m tells more, b all from 1.\n"), "{told}");
    assert_eq!(left, Some(Left::Chosen(19)));
    // What was chosen is told of otherwise now, and by another number.
    let (mut shelf, mut list) = listing(23);
    transcript(&mut list, &mut shelf, &["m", "20"]);
    (shelf.begun, list.is_whole) = (true, false);
    let (told, _) = transcript(&mut list, &mut shelf, &[]);
    assert!(told.starts_with("Library: 23 articles") && !told.contains("where you were"), "{told}");
    assert!(told.contains("\n1 What the river did to Dunmere in the spring of 1919, 12% read,"), "{told}");
}

#[test]
fn why_an_article_does_not_open_is_told_before_the_list() {
    let (mut shelf, mut list) = listing(2);
    list.message = Some("it is not in the file any more".into());
    let (told, _) = transcript(&mut list, &mut shelf, &["q"]);
    assert!(told.starts_with("It cannot be opened: it is not in the file any more.\nLibrary: 2 articles;"), "{told}");
}

#[test]
fn a_list_of_nothing_says_so() {
    let (mut shelf, mut list) = listing(0);
    let (told, left) = transcript(&mut list, &mut shelf, &["1", "", "s", "i 1", "q"]);
    assert!(told.starts_with("Library: 0 articles.\n> 1\nThere is nothing in the list"), "{told}");
    assert_eq!(left, Some(Left::Left));
}

proptest! {
    #[test]
    fn whatever_is_typed_is_answered_in_clean_lines_that_fit(
        lines in proptest::collection::vec((0..OF_LIST.len() * 2, any::<String>(), 0..40usize), 1..20),
    ) {
        let (mut shelf, mut list) = listing(23);
        let mut choosing = Choosing::new(&mut list, &mut shelf, 40);
        for (number, any, n) in lines {
            let letter = OF_LIST.get(number).map_or("", |command| command.letter);
            choosing.obey(&format!("{letter}{}", if n < 30 { n.to_string() } else { any }));
            let told = choosing.told();
            prop_assert!(!told.contains(|c: char| c.is_control() && c != '\n') && told.len() < 20_000, "{}", told);
        }
    }
}
