use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

fn person(id: usize, article: usize, name: &str, aliases: &[&str], sign: &str) -> Person {
    let gender = match sign {
        "she" => Some(Gender::Woman),
        "he" => Some(Gender::Man),
        _ => None,
    };
    let aliases = aliases.iter().map(|alias| alias.to_string()).collect();
    Person { id, article, name: name.into(), aliases, gender }
}

/// Of each individual the name and the members.
fn told(individuals: Vec<Individual>) -> BTreeSet<(Vec<usize>, String)> {
    let ids = |members: Vec<Person>| {
        let mut ids: Vec<usize> = members.into_iter().map(|member| member.id).collect();
        ids.sort_unstable();
        ids
    };
    individuals.into_iter().map(|individual| (ids(individual.members), individual.name)).collect()
}

fn all(people: &[Person]) -> BTreeSet<(Vec<usize>, String)> {
    let census = Census::new(people.to_vec());
    let Ok(individuals) = join(&census, census.kins());
    told(individuals)
}

/// People of an article each, unless its number stands before the name: `0 Ada Finch/Ada/she`.
#[track_caller]
fn joined(people: &[&str], expected: &[&str]) {
    let people: Vec<Person> = people
        .iter()
        .enumerate()
        .map(|(id, text)| {
            let (article, text) = text.split_once(' ').filter(|(n, _)| n.parse::<u8>().is_ok()).unwrap_or(("", text));
            let mut parts = text.split('/');
            let (name, alias) = (parts.next().expect("a name"), parts.next().filter(|alias| !alias.is_empty()));
            let article = article.parse().unwrap_or(100 + id);
            person(id, article, name, &alias.into_iter().collect::<Vec<_>>(), parts.next().unwrap_or(""))
        })
        .collect();
    let found: Vec<String> = all(&people).into_iter().map(|(ids, name)| format!("{name} {ids:?}")).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_same_name_is_the_same_person() {
    joined(&["Ada Finch", "Mayor Poe", "Dr. Ada FINCH", "Ada Finch"], &["Ada Finch [0, 2, 3]", "Mayor Poe [1]"]);
    joined(&["Robin Park//he", "Robin Park//she"], &["Robin Park [0, 1]"]);
    joined(&["Park//he", "Park//she", "Park", "Park//he"], &["Park [0, 3]", "Park [1]", "Park [2]"]);
    // One article has two; who is meant in the others is one of them at most.
    joined(
        &["0 Jo Poe", "0 Jo Poe", "Jo Poe", "Jo Poe", "Poe"],
        &["Jo Poe [0]", "Jo Poe [1]", "Jo Poe [2, 3]", "Poe [4]"],
    );
}

#[test]
fn a_shorter_form_is_whoever_it_alone_fits() {
    joined(&["Finch", "Ada Finch", "Ada B. Finch", "Jo Poe"], &["Ada B. Finch [0, 1, 2]", "Jo Poe [3]"]);
    joined(&["Ada Finch", "Finch", "Bob Finch"], &["Ada Finch [0]", "Finch [1]", "Bob Finch [2]"]);
    joined(&["Ada Finch", "Ada B. Finch", "Ada C. Finch"], &["Ada Finch [0]", "Ada B. Finch [1]", "Ada C. Finch [2]"]);
    joined(
        &["Van der Berg", "Ada van der Berg", "Berg", "Ada Smith-Jones", "Smith-Jones"],
        &["Ada van der Berg [0, 1, 2]", "Ada Smith-Jones [3, 4]"],
    );
    // Of full names that are one by themselves the last name is one person's.
    joined(&["0 Ada Finch", "0 Ada B. Finch", "Finch"], &["Ada Finch [0]", "Ada B. Finch [1]", "Finch [2]"]);
}

#[test]
fn of_a_crowd_none_is_another() {
    let mut names: Vec<String> = (0..99).map(|number| format!("Ada {number}x Finch")).collect();
    names.extend(["Ada B. Finch", "Ada Beth Finch"].map(str::to_string));
    let people = |names: &[String]| -> Vec<Person> {
        names.iter().enumerate().map(|(id, name)| person(id, id, name, &[], "")).collect()
    };
    assert_eq!((all(&people(&names)).len(), all(&people(&names[1..])).len()), (101, 99));
}

#[test]
fn so_is_what_only_one_is_called() {
    joined(&["Kim Jong Un/Kim", "Kim", "KIM  JONG UN"], &["Kim Jong Un [0, 1, 2]"]);
    joined(&["Kim Jong Un/Kim", "Kim Yo Jong/Kim", "Kim"], &["Kim Jong Un [0]", "Kim Yo Jong [1]", "Kim [2]"]);
    joined(&["Madonna/Madge", "Madge", "Madge"], &["Madonna [0, 1, 2]"]);
    joined(&["Samuel Clemens/Mark Twain", "Mark Twain/Samuel Clemens", "Twain"], &["Samuel Clemens [0, 1, 2]"]);
    joined(&["Ann/Bea", "Bea/Ann"], &["Bea [0, 1]"]);
    // An alias that another has as a last name.
    joined(&["Ada Poe/Finch", "Bob Finch", "Finch"], &["Ada Poe [0]", "Bob Finch [1]", "Finch [2]"]);
}

#[test]
fn never_whom_an_article_has_apart_or_words_speak_against() {
    joined(&["0 Ada Finch", "0 Finch"], &["Ada Finch [0]", "Finch [1]"]);
    joined(&["0 Ada Finch/Ada", "1 Finch", "1 Ada"], &["Ada Finch [0, 1]", "Ada [2]"]);
    joined(&["Ada Finch//she", "Finch//he"], &["Ada Finch [0]", "Finch [1]"]);
    // Of whom nothing is said may be either of two.
    joined(&["Park//he", "Park//she", "Park", "Robin Park//she"], &["Park [0]", "Robin Park [1, 3]", "Park [2]"]);
    joined(&["Lee Finch/Lee", "Finch//he", "Lee//she"], &["Lee Finch [0, 1]", "Lee [2]"]);
}

const NAMES: &[&str] = &[
    "Ada Finch",
    "Ada B. Finch",
    "Ada Beth Finch",
    "Ada C. Finch",
    "Bob Finch",
    "Finch",
    "Ada",
    "Mr. Finch",
    "Bob Poe",
    "Poe",
    "Madonna",
    "Madge",
    "Beth",
    "Ada van der Poe",
    "van der Poe",
    "Finch Jr.",
    "…",
];

fn people() -> impl Strategy<Value = Vec<Person>> {
    let name = || proptest::sample::select(NAMES);
    let one =
        (name(), proptest::collection::vec(name(), 0..3), 0..9usize, proptest::sample::select(&["", "", "she", "he"]));
    proptest::collection::vec(one, 0..24).prop_map(|all| {
        let person = |(id, (name, aliases, article, sign)): (usize, (&str, Vec<&str>, usize, &str))| {
            person(id, article, name, &aliases, sign)
        };
        all.into_iter().enumerate().map(person).collect()
    })
}

proptest! {
    #[test]
    fn whoever_is_asked_for_is_told_as_if_all_were(people in people()) {
        let (census, all) = (Census::new(people.clone()), all(&people));
        for kin in census.kins() {
            let Ok(own) = join(&census, [kin.clone()]);
            let ids: BTreeSet<usize> = own.iter().flat_map(|own| &own.members).map(|member| member.id).collect();
            for member in people.iter().filter(|person| Name::new(&person.name).kin == kin) {
                prop_assert!(ids.contains(&member.id));
            }
            prop_assert!(told(own).is_subset(&all));
        }
    }

    #[test]
    fn everybody_is_one_whatever_their_order(people in people()) {
        let all = all(&people);
        let mut ids: Vec<usize> = all.iter().flat_map(|(ids, _)| ids.clone()).collect();
        ids.sort_unstable();
        prop_assert_eq!(ids, (0..people.len()).collect::<Vec<_>>());
        let turned: Vec<Person> = people.iter().rev().cloned().collect();
        prop_assert_eq!(super::tests::all(&turned), all);
    }

    #[test]
    fn nobody_is_in_an_article_twice_nor_two_genders(people in people()) {
        for (ids, _) in all(&people) {
            let articles: BTreeSet<usize> = ids.iter().map(|&id| people[id].article).collect();
            prop_assert_eq!(articles.len(), ids.len());
            // Words that contradict each other speak of one name.
            let mut genders: BTreeMap<String, BTreeSet<Gender>> = BTreeMap::new();
            for person in ids.iter().map(|&id| &people[id]) {
                genders.entry(Name::new(&person.name).key).or_default().extend(person.gender);
            }
            let told: BTreeSet<&Gender> = genders.values().flatten().collect();
            prop_assert!(told.len() < 2 || genders.values().any(|own| own.len() > 1));
        }
    }
}
