//! Lasting addresses: a quotation is found again after edits, by its id, its words and what
//! stood around them; and what is other is told, never a wrong one without a word.

use std::fs;

use crate::run::{Folder, Ran, command, finish, run};

const ARTICLE: &str = "\
The Light

Ines Duarte, the mayor, met the council on Monday in the old hall by the water.

“A coast without a light is only a rumour,” she said. The shipowners were not amused.

“We will go,” said Tom Marlow, who owns two boats, “when the light goes.” Then he left.
";

/// A folder with the article, and the addresses of both quotations.
fn folder() -> (Folder, [String; 2]) {
    let folder = Folder::new();
    folder.file("light.txt", ARTICLE);
    let ran = within(&folder, &["quotes", "--format", "address", "light.txt"]);
    let lines: Vec<String> = ran.out.lines().map(str::to_string).collect();
    (folder, lines.try_into().expect("two quotations"))
}

fn within(folder: &Folder, args: &[&str]) -> Ran {
    finish(command(args).current_dir(folder.path()).output().expect("it runs"))
}

/// What becomes of both after an edit: what is printed, what is told, the exit.
#[track_caller]
fn after(edit: impl Fn(&str) -> String, out: &str, err: &str, code: i32) {
    let (folder, [coast, boats]) = folder();
    folder.file("light.txt", edit(ARTICLE));
    let ran = within(&folder, &["open", &coast, &boats]);
    let ids: Vec<String> = [&coast, &boats].iter().map(|a| a.split(":~:").next().expect("an id").to_string()).collect();
    let told = ran.err.replace(&ids[0], "COAST").replace(&ids[1], "BOATS");
    assert_eq!((ran.out.as_str(), told.as_str(), ran.code), (out, err, Some(code)));
}

const COAST: &str = "A coast without a light is only a rumour,\n";
const BOATS: &str = "We will go, when the light goes.\n";

#[test]
fn it_is_found_where_it_was() {
    after(str::to_string, &format!("{COAST}{BOATS}"), "", 0);
    // An edit elsewhere changes nothing.
    after(|text| text.replace("on Monday", "late on Tuesday"), &format!("{COAST}{BOATS}"), "", 0);
}

#[test]
fn it_is_found_in_another_paragraph() {
    let swapped = |text: &str| {
        let mut parts: Vec<&str> = text.trim_end().split("\n\n").collect();
        parts.swap(2, 3);
        parts.join("\n\n")
    };
    after(swapped, &format!("{COAST}{BOATS}"), "", 0);
    let joined = |text: &str| text.replace("water.\n\n“A coast", "water. “A coast");
    let told = "COAST: the same words; what stands around them is other\n";
    after(joined, &format!("{COAST}{BOATS}"), told, 0);
}

#[test]
fn changed_words_are_a_difference() {
    after(
        |text| text.replace("only a rumour", "only a memory"),
        &format!("A coast without a light is only a memory,\n{BOATS}"),
        "COAST: words changed: “rumour,” is now “memory,”\n  was: A coast without a light is only a rumour,\n  \
         now: A coast without a light is only a memory,\n",
        0,
    );
    // Each change by itself, not what stands between them.
    after(
        |text| text.replace("A coast without", "Our coast without").replace("only a rumour", "only a memory"),
        &format!("Our coast without a light is only a memory,\n{BOATS}"),
        "COAST: words changed: “A” is now “Our”, “rumour,” is now “memory,”\n  was: A coast without a light is \
         only a rumour,\n  now: Our coast without a light is only a memory,\n",
        0,
    );
    after(
        |text| text.replace("when the light goes", "when that light goes"),
        &format!("{COAST}We will go, when that light goes.\n"),
        "BOATS: words changed: “the” is now “that”\n  was: We will go, when the light goes.\n  \
         now: We will go, when that light goes.\n",
        0,
    );
}

#[test]
fn words_that_are_gone_are_listed() {
    let without =
        |text: &str| text.replace("“We will go,” said Tom Marlow, who owns two boats, “when the light goes.” ", "");
    let told = "BOATS: lost: its words are not in the article\n  was: We will go, when the light goes.\n";
    after(without, COAST, told, 1);
    let unquoted = |text: &str| text.replace("“A coast", "A coast").replace("rumour,”", "rumour,");
    let told = "COAST: the words are there, but are no quotation\n  was: A coast without a light is only a rumour,\n";
    after(unquoted, BOATS, told, 1);
}

#[test]
fn what_could_be_another_is_not_printed() {
    let elsewhere = |text: &str| {
        text.replace(
            "“A coast without a light is only a rumour,” she said. The shipowners were not amused.",
            "Nobody spoke of it.",
        ) + "\nYears later a child wrote: “A coast without a light is only a rumour, they say in the town.”\n"
    };
    let (folder, [coast, _]) = folder();
    folder.file("light.txt", elsewhere(ARTICLE));
    let ran = within(&folder, &["open", &coast]);
    assert_eq!((ran.out.as_str(), ran.code), ("", Some(1)), "{ran:?}");
    assert!(ran.err.contains("in doubt, perhaps here") && ran.err.contains("they say in the town"), "{}", ran.err);
}

#[test]
fn a_file_that_was_renamed_is_looked_for_beside_it() {
    let (folder, [coast, boats]) = folder();
    folder.file("other.txt", "Another\n\nA long day passed.\n\n“We will see,” said Ann Bell.\n");
    fs::rename(folder.path().join("light.txt"), folder.path().join("harbour.txt")).expect("renamed");
    let ran = within(&folder, &["open", "--template", "{file}: {words}", &coast]);
    let name = coast.split(":~:").next().expect("an id");
    assert_eq!(ran.out, "harbour.txt: A coast without a light is only a rumour,\n");
    assert_eq!(ran.err, format!("{name}: in harbour.txt, as there is no light.txt: the same words\n"));
    ran.ends_well();
    // Edited as well.
    folder.file("harbour.txt", ARTICLE.replace("will go", "will leave"));
    let ran = within(&folder, &["open", &boats]);
    assert_eq!(ran.out, "We will leave, when the light goes.\n");
    assert!(ran.err.contains("in harbour.txt, as there is no light.txt: words changed: “go,” is now “leave,”"));
    ran.ends_well();
    // And gone for good.
    fs::remove_file(folder.path().join("harbour.txt")).expect("removed");
    let ran = within(&folder, &["open", &coast]);
    ran.refuses(1, &["lost: there is no light.txt, and no article beside it has the words", "was: A coast"]);
}

#[test]
fn an_id_is_enough_while_it_is_there() {
    let (folder, [coast, _]) = folder();
    let id = coast.split(":~:").next().expect("an id");
    within(&folder, &["open", id]).gives(COAST);
    within(&folder, &["open", &id[..id.len() - 2]]).gives(COAST);
    folder.file("light.txt", ARTICLE.replace("rumour", "memory"));
    within(&folder, &["open", id]).refuses(1, &["no quotation has this id, and the address does not tell its words"]);
    // The text of a link tells the words, without an id.
    within(&folder, &["open", "light.txt#:~:text=We%20will%20go"]).gives(BOATS);
    within(&folder, &["open", "--format", "json", "light.txt#:~:text=We%20will%20go"]).ends_well();
}

#[test]
fn an_address_that_is_none_is_refused() {
    run(&["open", "light.txt"]).refuses(2, &["light.txt: this is no address of a quotation", "#q-"]);
    run(&["open", "a.txt#:~:text=%ff\u{1b}[2J"]).refuses(2, &["cannot be read"]);
    run(&["open", "no/such/light.txt#q-123456"]).refuses(2, &["no/such/light.txt", "there is no such file"]);
    run(&["open"]).refuses(2, &["<ADDRESS>"]);
}

#[test]
fn what_is_piped_in_has_an_address_as_well() {
    let ran = crate::run::piped(&["quotes", "--format", "address", "-"], ARTICLE.as_bytes());
    let address = ran.out.lines().next().expect("an address");
    assert!(address.starts_with("-#q-"), "{address}");
    crate::run::piped(&["open", address], ARTICLE.as_bytes()).gives(COAST);
}
