//! Shapes that nobody writes but somebody may send.

use super::chance::Chance;

/// Shapes that are hard, with their names.
pub fn all() -> Vec<(&'static str, String)> {
    let mut chance = Chance(7);
    let tables = |count: usize, table: &dyn Fn(usize) -> String| -> String { (0..count).map(table).collect() };
    let said: String = (0..100_000).map(|n| format!("“said {n},” he said. ")).collect();
    let quotes = |n: usize| format!("[[quotes]]\ntext = \"said {n},\"\n");
    let overlapping = |n: usize| format!("[[quotes]]\ntext = \"{}\"\n", "one ".repeat(n % 100 + 1));
    vec![
        ("one line of 10 MB", with_body(&chance.words(1_700_000))),
        ("10 MB without a space", with_body(&"word".repeat(2_500_000))),
        ("1 MB of marks", with_body(&"“".repeat(333_000))),
        ("1 MB of straight marks", with_body(&"\"'".repeat(500_000))),
        ("1 MB of emphasis", with_body(&"*a **b** c* ".repeat(83_000))),
        ("1 MB of combining marks", with_body(&"e\u{301}\u{302}\u{303}".repeat(150_000))),
        ("100,000 quotes in a paragraph", with_body(&said) + &tables(100_000, &quotes)),
        ("10,000 quotes of the same words", with_body(&"one ".repeat(20_000)) + &tables(10_000, &overlapping)),
        ("100,000 quotes not in the text", with_body(&chance.words(20_000)) + &tables(100_000, &quotes)),
        ("100,000 people", with_body("x") + &tables(100_000, &|n| format!("[[people]]\nname = \"P{n}\"\n"))),
        ("100,000 sections", tables(100_000, &|n| format!("[[sections]]\nheading = \"S{n}\"\nbody = \"x\"\n"))),
        ("300,000 small paragraphs", with_body(&"thirty bytes in a paragraph.\n\n".repeat(300_000))),
    ]
    .into_iter()
    .map(|(name, tables)| (name, format!("title = \"{name}\"\n{tables}")))
    .collect()
}

fn with_body(body: &str) -> String {
    format!("[[sections]]\nbody = '''\n{}\n'''\n", body.replace("'''", "' ''"))
}
