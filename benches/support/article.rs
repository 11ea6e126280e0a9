//! Articles of any size, the same ones every time: prose with curly marks, some
//! words that are not ASCII, sections, people, and a quotation in about every
//! third paragraph.

use std::fmt::Write;

use super::chance::Chance;

/// The sizes that are measured, with their names.
pub const SIZES: &[(&str, usize)] = &[("5 KB", 5_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

const NAMES: &[&str] = &["Ada", "Bruno", "Chloé", "Dmitri", "Eun-ji", "Farah", "Günter", "Hana", "Ivo", "Jó"];

fn person(number: usize) -> String {
    format!("{} Person{number}", NAMES[number % NAMES.len()])
}

/// A content file of about so many bytes.
pub fn generate(size: usize) -> String {
    let mut chance = Chance(size as u64);
    let people = (size / 10_000).clamp(3, 60);
    let mut head =
        "title = \"An article for measuring\"\nauthors = [\"A. Writer\"]\npublished = 2020-09-10\n".to_string();
    let (mut tail, mut body) = (String::new(), String::new());
    for number in 0..people {
        let _ = write!(tail, "\n[[people]]\nname = \"{}\"\nrole = \"somebody\"\n", person(number));
    }
    let mut paragraphs = 0;
    while head.len() + body.len() + tail.len() < size {
        if paragraphs % 12 == 0 {
            close(&mut head, &mut body);
            let _ = write!(head, "\n[[sections]]\nheading = \"Part {} of it\"\n", paragraphs / 12 + 1);
        }
        let _ = writeln!(body, "{}\n", paragraph(&mut chance, paragraphs % 3 == 1, people, &mut tail));
        paragraphs += 1;
    }
    close(&mut head, &mut body);
    head + &tail
}

fn close(head: &mut String, body: &mut String) {
    if !body.is_empty() {
        let _ = write!(head, "body = '''\n{body}'''\n");
        body.clear();
    }
}

fn paragraph(chance: &mut Chance, quoted: bool, people: usize, quotes: &mut String) -> String {
    let (before, after) = (20 + chance.below(40), 15 + chance.below(30));
    let (before, after) = (chance.words(before), chance.words(after));
    if !quoted {
        return format!("The {before}, and {after}.");
    }
    let (first, second, who) = (6 + chance.below(20), chance.below(12), person(chance.below(people)));
    let (first, second) = (chance.words(first), chance.words(second));
    // Every so often somebody is interrupted.
    let (said, words) = if second.len() > 30 {
        (format!("“{first},” said {who}, “{second}.”"), format!("{first}, {second}."))
    } else {
        (format!("“{first},” {who} said."), format!("{first},"))
    };
    let _ = write!(quotes, "\n[[quotes]]\ntext = \"{words}\"\nspeaker = \"{who}\"\n");
    format!("The {before}. {said} And *{after}*.")
}
