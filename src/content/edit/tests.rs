mod forms;
mod merging;

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
    // A name is the person's in capitals or not.
    check(
        TEXT,
        says("Too much", Some("ines  duarte")),
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
fn somebody_new_may_be_called_as_another_is_too() {
    let before = shown(TEXT);
    let after = check(
        TEXT,
        says("Too much", Some("Wood")),
        expect![[r#"
            +[[people]]
            +name = "Wood"
            +origin = "corrected"
            +
            +[[people]]
            +name = "Tom Wood"
            +aliases = ["Wood"]
            +origin = "corrected"
            +
            @
            +speaker = "Wood"
            @
            +origin = "corrected"
        "#]],
    );
    let of = |article: &Article, words: &str| article.speaker(&article.quotes[quote(article, words)]).cloned();
    let (wood, tom) = (of(&after, "Too much").expect("named"), of(&after, "We go").expect("named"));
    assert_eq!((wood.name.as_str(), tom.name.as_str()), ("Wood", "Tom Wood"));
    assert_eq!(tom.mentions, of(&before, "We go").expect("named").mentions);
}

#[test]
fn of_several_who_are_called_so_none_takes_the_form() {
    let text = "title = \"T\"\n\n[[sections]]\nbody = '''\n“It runs on. Paulo Duarte said so.\n\nThe mayor, Ines Duarte, \
                called it “a folly”.\n\nDuarte called it “a folly”. Duarte called it “a folly”.\n'''\n";
    let article = shown(text);
    let correction = Correction::Speaker { quote: 0, name: Some("Duarte".into()) };
    let after = shown(&edit(text, &article, &correction).expect("it is written"));
    assert_eq!(after.speaker(&after.quotes[0]).map(|person| person.name.as_str()), Some("Duarte"));
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
fn of_equal_places_the_right_one_is_told() {
    let text = "title = 'T'\n[[sections]]\nbody = '“No,” said Ada Byron. “No,” said Tom Wood. “No,” said Eve Hart.'\n";
    let second = |_: &Article| Correction::Speaker { quote: 1, name: None };
    let after = check(
        text,
        second,
        expect![[r#"
        +
        +[[quotes]]
        +text = "No,"
        +nth = 2
        +origin = "corrected"
    "#]],
    );
    assert_eq!(after.quotes[1].origin, Origin::Corrected);
    assert_eq!(after.quotes.len(), 3);
}

#[test]
fn a_form_of_a_name_stays_with_whom_it_was_given() {
    let text = "title = 'T'\n[[sections]]\nbody = 'Words.'\n[[people]]\nname = 'Ines Duarte'\naliases = ['Duarte']\n\
                [[people]]\nname = 'P. Duarte'\naliases = ['Duarte', 'Paulo']\norigin = 'found'\n\
                [[people]]\nname = 'Paulo Duarte'\n";
    let after = check(
        text,
        is("P. Duarte", "Paulo Duarte"),
        expect![[r#"
        -name = 'P. Duarte'
        -aliases = ['Duarte', 'Paulo']
        -origin = 'found'
        -[[people]]
        @
        +aliases = ["P. Duarte", "Paulo"]
        +origin = "corrected"
    "#]],
    );
    assert_eq!(after.people[1].aliases, ["P. Duarte", "Paulo"]);
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
