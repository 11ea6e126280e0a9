//! Articles of any size, the same ones every time: prose with curly marks, some
//! words that are not ASCII, sections, people, and a quotation in about every
//! third paragraph.

use std::fmt::Write;

/// The sizes that are measured, with their names.
pub const SIZES: &[(&str, usize)] = &[("5 KB", 5_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

const WORDS: &str = "the of and to a in that it was for on as with at by from they which had were there been \
    city river letter winter office harbour question answer morning evening neighbour minister engine garden \
    people remember carried written between another through without because already never always café naïve \
    Zürich façade coöperate señor it’s don’t well-known twenty-one 1847 — slowly quietly together afterwards";

const NAMES: &[&str] = &["Ada", "Bruno", "Chloé", "Dmitri", "Eun-ji", "Farah", "Günter", "Hana", "Ivo", "Jó"];

/// Numbers that look like chance (Knuth's MMIX generator).
pub struct Chance(pub u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// So many words, without a mark.
    pub fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let picked: Vec<&str> = (0..count).map(|_| self.pick(&words)).collect();
        picked.join(" ")
    }
}

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
