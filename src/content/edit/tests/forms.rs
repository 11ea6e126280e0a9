//! Files that are written in other ways.

use expect_test::expect;

use super::*;

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
}

#[test]
fn entries_between_brackets_become_one() {
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
}

#[test]
fn an_array_that_is_empty_is_filled() {
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
