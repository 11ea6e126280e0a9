//! Persons of whom two are one.

use expect_test::expect;

use super::*;

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
