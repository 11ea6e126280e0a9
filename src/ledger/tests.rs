use super::chart::strip;
use super::*;
use crate::article::Block;

/// An article of these paragraphs, with what is found in them.
fn article(paragraphs: &[&str], published: &str) -> Article {
    let block = |words: &&str| Block { words: words.to_string(), ..Block::default() };
    let blocks = paragraphs.iter().map(block).collect::<Vec<_>>().into();
    let mut article = Article { blocks, published: Some(published.into()), ..Article::default() };
    crate::engine::find::find(&mut article);
    article
}

/// Of each row the name, what it is, the quotations, and what tells the gender.
fn told(articles: &[Article]) -> Vec<String> {
    let mut ledger = Ledger::default();
    articles.iter().for_each(|article| ledger.add(article, "a"));
    let ledger = ledger.finish();
    let all: usize = ledger.rows.iter().map(Row::words).sum();
    assert_eq!(all, ledger.words, "every quoted word is somebody's");
    let row = |row: &Row| {
        let gender = row.gender().map_or("", Gender::name);
        format!("{} {} {}/{} {gender}", row.shown(), row.kind.name(), row.turns.len(), row.articles)
            .trim_end()
            .to_string()
    };
    ledger.rows.iter().map(row).collect()
}

const HALL: &[&str] = &[
    "Ines Duarte, the mayor, met the council on Monday. “A coast without a light is only a rumour,” she said.",
    "“We will all go when the light goes,” said Tom Marlow, who owns two boats.",
    "“It is about the money and nothing else,” a senior official said. “Nobody has asked the birds,” Marlow said.",
];

#[test]
fn whoever_speaks_has_a_row_and_only_the_text_tells_a_gender() {
    let rows = told(&[article(HALL, "2026-03-02")]);
    assert_eq!(rows, ["Tom Marlow person 2/1", "Ines Duarte person 1/1 woman", "a senior official unnamed 1/1"]);
}

#[test]
fn people_of_several_articles_are_one_by_name_or_by_an_alias_of_one() {
    let other = &["“I have two boats and no light,” Tom Marlow said on Friday. “It is late,” a senior official said."];
    let rows = told(&[article(HALL, "2026-03-02"), article(other, "2026-04-01")]);
    assert!(rows.contains(&"Tom Marlow person 3/2".to_string()), "{rows:?}");
    let officials = rows.iter().filter(|row| row.starts_with("a senior official")).count();
    assert_eq!(officials, 2, "a source without a name is nobody else's");
}

fn row(name: &str, aliases: &[&str], article: usize, words: &str) -> Row {
    let at = Place { article, paragraph: 1, section: 1 };
    let aliases = aliases.iter().map(|alias| alias.to_string()).collect();
    let sign = |gender| (gender, Sign { words: words.into(), at: at.clone() });
    let signs = match words {
        "she" => vec![sign(Gender::Woman)],
        "he" => vec![sign(Gender::Man)],
        _ => Vec::new(),
    };
    Row { name: name.into(), aliases, kind: Kind::Person, first: at.clone(), signs, ..Row::default() }
}

#[track_caller]
fn joined(rows: &[Row], expected: &[&str]) {
    let names: Vec<String> = join::join(rows.to_vec()).into_iter().map(|row| row.name).collect();
    assert_eq!(names, expected);
}

#[test]
fn an_alias_joins_only_where_it_can_be_nobody_else() {
    let kim = row("Kim Jong Un", &["Kim"], 0, "");
    joined(&[kim.clone(), row("Kim", &[], 1, "")], &["Kim Jong Un"]);
    joined(&[row("Kim", &[], 1, ""), kim.clone(), row("KIM  JONG UN", &[], 2, "")], &["Kim Jong Un"]);
    // Two have it; one article has both; the texts say different things of them.
    joined(
        &[kim.clone(), row("Kim Yo Jong", &["Kim"], 1, ""), row("Kim", &[], 2, "")],
        &["Kim Jong Un", "Kim Yo Jong", "Kim"],
    );
    joined(&[kim.clone(), row("Kim", &[], 0, "")], &["Kim Jong Un", "Kim"]);
    joined(&[row("Kim Jong Un", &["Kim"], 0, "he"), row("Kim", &[], 1, "she")], &["Kim Jong Un", "Kim"]);
    // Whose aliases go round in a circle.
    joined(&[row("Ann", &["Bea"], 0, ""), row("Bea", &["Ann"], 1, "")], &["Bea"]);
}

#[test]
fn signs_that_contradict_each_other_say_nothing() {
    let mut both = row("Robin Park", &[], 0, "he");
    both.signs.extend(row("Robin Park", &[], 0, "she").signs);
    assert_eq!(both.gender(), None);
    let all = join::join(vec![row("Robin Park", &[], 0, "he"), row("Robin Park", &[], 1, "she")]);
    assert_eq!((all.len(), all[0].gender()), (1, None));
}

#[test]
fn months_are_those_of_dates() {
    assert_eq!(month("2026-03-02"), Some("2026-03"));
    assert_eq!(month("2026-03-02T10:00:00Z"), Some("2026-03"));
    for none in ["2026-13-02", "March 2026", "", "2026", "éééééé"] {
        assert_eq!(month(none), None, "{none}");
    }
}

#[test]
fn strips_show_where_somebody_speaks() {
    let cells = |places: &[f64]| -> String {
        strip(places, 10).into_iter().map(|(s, n)| (if s { "#" } else { "." }).repeat(n)).collect()
    };
    assert_eq!(cells(&[0.0, 0.05, 0.52, 1.0]), "#....#...#");
    assert_eq!(cells(&[]), "..........");
}
