use expect_test::{Expect, expect};

use super::*;
use crate::content::{Rigour, read};
use crate::engine::find::find;

/// An article as it is shown: read, and searched.
fn shown(text: &str) -> Article {
    let mut article = read(text, Rigour::Tolerant).article.expect("readable");
    find(&mut article);
    article
}

fn quote(article: &Article, words: &str) -> usize {
    let is = |quote: &Quote| quote.words.contains(words);
    article.quotes.iter().position(is).unwrap_or_else(|| panic!("“{words}” is a quotation"))
}

fn person(article: &Article, name: &str) -> usize {
    article.people.iter().position(|p| p.name == name).unwrap_or_else(|| panic!("{name} is a person"))
}

fn says(words: &str, name: Option<&str>) -> impl Fn(&Article) -> Correction {
    move |article| Correction::Speaker { quote: quote(article, words), name: name.map(str::to_string) }
}

fn is_none(words: &str) -> impl Fn(&Article) -> Correction {
    move |article| Correction::Reject { quote: quote(article, words) }
}

fn joins(words: &str) -> impl Fn(&Article) -> Correction {
    move |article| Correction::Join { first: quote(article, words), second: quote(article, words) + 1 }
}

fn is(name: &str, other: &str) -> impl Fn(&Article) -> Correction {
    move |article| Correction::Merge { person: person(article, name), into: person(article, other) }
}

/// What has changed in a text, line by line, and the article as it is shown then.
#[track_caller]
fn check(before: &str, correction: impl Fn(&Article) -> Correction, expected: Expect) -> Article {
    let article = shown(before);
    let after = edit(before, &article, &correction(&article)).expect("it can be corrected");
    expected.assert_eq(&difference(before, &after));
    shown(&after)
}

/// The lines that went and came, after the common ones at both ends were left out, and
/// of those between the ones that are the same as they are.
fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let mut longest = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, j) in (0..old.len()).rev().flat_map(|i| (0..new.len()).rev().map(move |j| (i, j))) {
        longest[i][j] = match old[i] == new[j] {
            true => longest[i + 1][j + 1] + 1,
            false => longest[i + 1][j].max(longest[i][j + 1]),
        };
    }
    let (mut i, mut j, mut out, mut skipped) = (0, 0, String::new(), true);
    while i < old.len() || j < new.len() {
        let (sign, line) = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            (' ', old[i - 1])
        } else if i < old.len() && (j == new.len() || longest[i + 1][j] >= longest[i][j + 1]) {
            i += 1;
            ('-', old[i - 1])
        } else {
            j += 1;
            ('+', new[j - 1])
        };
        if sign != ' ' {
            let shown = line.replace('\r', "␍");
            out.push_str(&format!(
                "{sign}{}{}",
                shown.trim_end_matches('\n'),
                if line.ends_with('\n') { "\n" } else { "␄\n" }
            ));
            skipped = false;
        } else if !skipped {
            out.push_str("@\n");
            skipped = true;
        }
    }
    out
}

const TEXT: &str = r#"# A file of mine.
title = "The Lighthouse Vote" # the vote

[[sections]]
body = '''
“A coast without a light,” said the mayor, Ines Duarte, “is only a rumour.” Rui Sá
keeps the light. “Too much,” he said. “Too much,” said Duarte.

“We go,” said Tom Wood. “Never,” said Wood.
'''

# Who is who.
[[people]]
name = "Ines Duarte" # the mayor
aliases = ["Duarte"]

[[people]]
name = "The Keeper"
role = "keeper" # of the light

# Who said what.
[[quotes]]
text = "A coast without a light, is only a rumour."
speaker   =   'Ines Duarte'  # sure
certainty = "likely"
origin = "found"

[[quotes]] # the first
text = "Too much,"
nth = 1
# nobody knows
context = "of the cost"
"#;

#[test]
fn a_speaker_is_changed_where_it_stands() {
    let after = check(
        TEXT,
        says("A coast", Some("The Keeper")),
        expect![[r#"
        -speaker   =   'Ines Duarte'  # sure
        -certainty = "likely"
        -origin = "found"
        +speaker   =   "The Keeper"  # sure
        +origin = "corrected"
        @
    "#]],
    );
    let quote = &after.quotes[0];
    assert_eq!((after.speaker(quote).map(|p| p.name.as_str()), quote.origin), (Some("The Keeper"), Origin::Corrected));
    assert_eq!(quote.certainty, crate::article::Certainty::Sure);
    check(
        TEXT,
        says("A coast", None),
        expect![[r#"
        -speaker   =   'Ines Duarte'  # sure
        -certainty = "likely"
        -origin = "found"
        +# sure
        +origin = "corrected"
        @
    "#]],
    );
    // Another form of a name is the person.
    check(
        TEXT,
        says("Too much", Some("duarte")),
        expect![[r#"
        +speaker = "Ines Duarte"
        @
        +origin = "corrected"
    "#]],
    );
}

#[test]
fn somebody_new_and_somebody_found_are_written_down_with_it() {
    let after = check(
        TEXT,
        says("Too much", Some("Ada Byron")),
        expect![[r#"
        +[[people]]
        +name = "Ada Byron"
        +origin = "corrected"
        +
        @
        +speaker = "Ada Byron"
        @
        +origin = "corrected"
    "#]],
    );
    assert_eq!(after.people[person(&after, "Ada Byron")].origin, Origin::Corrected);
    let after = check(
        TEXT,
        says("A coast", Some("Tom Wood")),
        expect![[r#"
        +[[people]]
        +name = "Tom Wood"
        +aliases = ["Wood"]
        +origin = "corrected"
        +
        @
        -speaker   =   'Ines Duarte'  # sure
        -certainty = "likely"
        -origin = "found"
        +speaker   =   "Tom Wood"  # sure
        +origin = "corrected"
        @
    "#]],
    );
    let wood = &after.people[person(&after, "Tom Wood")];
    assert_eq!((wood.aliases.as_slice(), wood.mentions.is_empty()), (&["Wood".to_string()][..], false));
}

#[test]
fn what_was_found_gets_an_entry() {
    let after = check(
        TEXT,
        says("We go", Some("Ines Duarte")),
        expect![[r#"
        +
        +[[quotes]]
        +text = "We go,"
        +speaker = "Ines Duarte"
        +origin = "corrected"
    "#]],
    );
    assert_eq!(after.quotes.len(), shown(TEXT).quotes.len());
    // The second of two equal ones.
    let second = |article: &Article| Correction::Speaker { quote: quote(article, "Too much") + 1, name: None };
    check(
        TEXT,
        second,
        expect![[r#"
        +
        +[[quotes]]
        +text = "Too much,"
        +origin = "corrected"
    "#]],
    );
}

#[test]
fn what_is_no_quotation_stays_none() {
    let before = shown(TEXT);
    for (words, expected) in [
        (
            "A coast",
            expect![[r#"
            -certainty = "likely"
            -origin = "found"
            +origin = "corrected"
            +rejected = true
            @
        "#]],
        ),
        (
            "Too much",
            expect![[r#"
            +origin = "corrected"
            +rejected = true
        "#]],
        ),
        (
            "Never",
            expect![[r#"
            +
            +[[quotes]]
            +text = "Never,"
            +origin = "corrected"
            +rejected = true
        "#]],
        ),
    ] {
        let after = check(TEXT, is_none(words), expected);
        assert_eq!((after.quotes.len(), after.rejected.len()), (before.quotes.len() - 1, 1), "{words}");
        let gone = &before.quotes[quote(&before, words)];
        assert_eq!(after.rejected[0].spans, gone.spans);
        assert!(after.quotes.iter().all(|quote| quote.spans != gone.spans));
    }
}

#[test]
fn two_become_one() {
    let after = check(
        TEXT,
        joins("We go"),
        expect![[r#"
        +[[people]]
        +name = "Tom Wood"
        +aliases = ["Wood"]
        +origin = "corrected"
        +
        @
        +
        +[[quotes]]
        +text = "We go, Never,"
        +speaker = "Tom Wood"
        +origin = "corrected"
    "#]],
    );
    let joined = &after.quotes[quote(&after, "We go")];
    assert_eq!((joined.words.as_str(), joined.spans.len()), ("We go, Never,", 2));
    let after = check(
        TEXT,
        joins("A coast"),
        expect![[r#"
        -text = "A coast without a light, is only a rumour."
        +text = "A coast without a light, is only a rumour. Too much,"
        @
        -certainty = "likely"
        -origin = "found"
        +origin = "corrected"
        @
        -[[quotes]] # the first
        -text = "Too much,"
        -nth = 1
        +# the first
        @
        -context = "of the cost"
    "#]],
    );
    assert_eq!(after.quotes[0].spans.len(), 3);
    let article = shown(TEXT);
    let backwards = Correction::Join { first: 1, second: 0 };
    assert_eq!(edit(TEXT, &article, &backwards), Err(Refusal::Apart));
}

#[test]
fn one_person_goes_into_another() {
    let after = check(
        TEXT,
        is("The Keeper", "Ines Duarte"),
        expect![[r#"
        -aliases = ["Duarte"]
        +aliases = ["Duarte", "The Keeper"]
        +role = "keeper"
        +origin = "corrected"
        @
        -[[people]]
        -name = "The Keeper"
        -role = "keeper" # of the light
        +# of the light
        @
    "#]],
    );
    assert_eq!(after.people[0].aliases, ["Duarte", "The Keeper"]);
    let after = check(
        TEXT,
        is("Ines Duarte", "The Keeper"),
        expect![[r#"
        -[[people]]
        -name = "Ines Duarte" # the mayor
        -aliases = ["Duarte"]
        +# the mayor
        @
        +aliases = ["Ines Duarte", "Duarte"]
        @
        +origin = "corrected"
        @
        -speaker   =   'Ines Duarte'  # sure
        +speaker   =   "The Keeper"  # sure
        @
    "#]],
    );
    let keeper = person(&after, "The Keeper");
    assert!(after.quotes.iter().filter(|q| q.words.contains("coast")).all(|q| q.speaker == Some(keeper)));
    assert!(after.people.iter().all(|p| p.name != "Ines Duarte"));
    // Neither has an entry.
    let after = check(
        TEXT,
        is("Tom Wood", "Rui Sá"),
        expect![[r#"
        +[[people]]
        +name = "Rui Sá"
        +aliases = ["Tom Wood", "Wood"]
        +origin = "corrected"
        +
        @
    "#]],
    );
    let keeper = person(&after, "Rui Sá");
    assert_eq!(after.quotes[quote(&after, "Never")].speaker, Some(keeper));
    assert!(after.people.iter().all(|p| p.name != "Tom Wood"));
}

#[test]
fn line_ends_are_kept() {
    let text = TEXT.replace('\n', "\r\n");
    check(
        &text,
        says("A coast", Some("Ada Byron")),
        expect![[r#"
        +[[people]]␍
        +name = "Ada Byron"␍
        +origin = "corrected"␍
        +␍
        @
        -speaker   =   'Ines Duarte'  # sure␍
        -certainty = "likely"␍
        -origin = "found"␍
        +speaker   =   "Ada Byron"  # sure␍
        +origin = "corrected"␍
        @
    "#]],
    );
    check(
        &text,
        is("The Keeper", "Ines Duarte"),
        expect![[r#"
        -aliases = ["Duarte"]␍
        +aliases = ["Duarte", "The Keeper"]␍
        +role = "keeper"␍
        +origin = "corrected"␍
        @
        -[[people]]␍
        -name = "The Keeper"␍
        -role = "keeper" # of the light␍
        +# of the light␍
        @
    "#]],
    );
    check(
        text.trim_end(),
        is_none("Too much"),
        expect![[r#"
        -context = "of the cost"␄
        +context = "of the cost"␍
        +origin = "corrected"␍
        +rejected = true␄
    "#]],
    );
}

const INLINE: &str = r#"title = "T"
people = [{ name = "Ada Byron", aliases = [] }, { name = "Tom Wood" }]
quotes = [
  { certainty = "unsure", text = "We go,", origin = "found", speaker = "Tom Wood" }, # why?
  { text = "No." },
]
sections = [{ body = "“We go,” said Ada Byron. “No.” “Yes.”" }]
"#;

#[test]
fn arrays_between_brackets_stay_so() {
    check(
        INLINE,
        says("We go", Some("Eve")),
        expect![[r#"
        -people = [{ name = "Ada Byron", aliases = [] }, { name = "Tom Wood" }]
        +people = [{ name = "Ada Byron", aliases = [] }, { name = "Tom Wood" }, { name = "Eve", origin = "corrected" }]
        @
        -  { certainty = "unsure", text = "We go,", origin = "found", speaker = "Tom Wood" }, # why?
        +  { text = "We go,", origin = "corrected", speaker = "Eve" }, # why?
        @
    "#]],
    );
    check(
        INLINE,
        says("We go", None),
        expect![[r#"
        -  { certainty = "unsure", text = "We go,", origin = "found", speaker = "Tom Wood" }, # why?
        +  { text = "We go,", origin = "corrected" }, # why?
        @
    "#]],
    );
    check(
        INLINE,
        is_none("Yes."),
        expect![[r#"
        +  { text = "Yes.", speaker = "Ada Byron", origin = "corrected", rejected = true },
        @
    "#]],
    );
    check(
        INLINE,
        joins("We go"),
        expect![[r#"
        -  { certainty = "unsure", text = "We go,", origin = "found", speaker = "Tom Wood" }, # why?
        -  { text = "No." },
        +  { text = "We go, No.", origin = "corrected", speaker = "Tom Wood" }, # why?
        @
    "#]],
    );
    check(
        INLINE,
        joins("No."),
        expect![[r#"
        -  { text = "No." },
        +  { text = "No. Yes.", origin = "corrected" },
        @
    "#]],
    );
    check(
        INLINE,
        is("Tom Wood", "Ada Byron"),
        expect![[r#"
        -people = [{ name = "Ada Byron", aliases = [] }, { name = "Tom Wood" }]
        +people = [{ name = "Ada Byron", aliases = ["Tom Wood"], origin = "corrected" }]
        @
        -  { certainty = "unsure", text = "We go,", origin = "found", speaker = "Tom Wood" }, # why?
        +  { certainty = "unsure", text = "We go,", origin = "found", speaker = "Ada Byron" }, # why?
        @
    "#]],
    );
    check(
        INLINE,
        is("Ada Byron", "Tom Wood"),
        expect![[r#"
        -people = [{ name = "Ada Byron", aliases = [] }, { name = "Tom Wood" }]
        +people = [{ name = "Tom Wood", aliases = ["Ada Byron"], origin = "corrected" }]
        @
    "#]],
    );
    let empty = "title = 'T'\nquotes = []\nsections = [{ body = '“We go,” said Ada Byron.' }]";
    check(
        empty,
        says("We go", Some("Eve")),
        expect![[r#"
        -quotes = []
        -sections = [{ body = '“We go,” said Ada Byron.' }]␄
        +quotes = [{ text = "We go,", speaker = "Eve", origin = "corrected" }]
        +sections = [{ body = '“We go,” said Ada Byron.' }]
        +
        +[[people]]
        +name = "Eve"
        +origin = "corrected"
    "#]],
    );
}

#[test]
fn the_words_of_a_headline_are_told_to_be_so() {
    let text = "title = 'Mayor calls it “a folly”'\n[[sections]]\nbody = '''\nShe called it “a folly”, too.\n'''\n";
    let first = |article: &Article| Correction::Speaker { quote: 0, name: Some(article.title[..5].to_string()) };
    let after = check(
        text,
        first,
        expect![[r#"
        +
        +[[people]]
        +name = "Mayor"
        +origin = "corrected"
        +
        +[[quotes]]
        +text = "a folly"
        +speaker = "Mayor"
        +headline = true
        +origin = "corrected"
    "#]],
    );
    assert_eq!(after.quotes[0].spans[0].block, 0);
}

#[test]
fn pieces_and_sections_are_kept_or_go() {
    let text = "title = 'T'\n[[sections]]\nheading = 'H'\nbody = '“One.” x “Two.” y “Three.” “Two.”'\n\
                [[quotes]]\ntext = ['One.', 'Two.']\nsection = 'H'\n[[quotes]]\ntext = 'Three.'\nnth = 1\n";
    check(
        text,
        joins("One."),
        expect![[r#"
        -text = ['One.', 'Two.']
        +text = "One. Two. Three."
        @
        -[[quotes]]
        -text = 'Three.'
        -nth = 1
        +origin = "corrected"
    "#]],
    );
    check(
        text,
        says("One.", Some("Ada")),
        expect![[r#"
        +[[people]]
        +name = "Ada"
        +origin = "corrected"
        +
        @
        +speaker = "Ada"
        @
        +origin = "corrected"
        @
    "#]],
    );
}

#[test]
fn one_that_is_not_in_the_text_is_corrected_as_well() {
    let text = "title = 'T'\n[[sections]]\nbody = 'Words.'\n[[quotes]]\ntext = 'a'\n[[quotes]]\ntext = 'b'\n";
    check(
        text,
        says("b", Some("Ada")),
        expect![[r#"
        +[[people]]
        +name = "Ada"
        +origin = "corrected"
        +
        @
        +speaker = "Ada"
        +origin = "corrected"
    "#]],
    );
    check(
        text,
        is_none("a"),
        expect![[r#"
        +origin = "corrected"
        +rejected = true
        @
    "#]],
    );
    assert_eq!(edit(text, &shown(text), &Correction::Join { first: 0, second: 1 }), Err(Refusal::Apart));
}

#[test]
fn what_is_not_there_is_refused() {
    let article = shown(TEXT);
    for correction in [
        Correction::Speaker { quote: 99, name: None },
        Correction::Reject { quote: 99 },
        Correction::Join { first: 0, second: 99 },
        Correction::Merge { person: 0, into: 99 },
        Correction::Merge { person: 0, into: 0 },
    ] {
        assert_eq!(edit(TEXT, &article, &correction), Err(Refusal::Missing), "{correction:?}");
    }
    assert_eq!(edit("title = ", &article, &Correction::Reject { quote: 0 }), Err(Refusal::NotTold));
}
