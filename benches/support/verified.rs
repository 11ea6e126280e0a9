//! What is told of quotations that are right or wrong in a way.

use pullquote::article::Article;
use pullquote::content::{self, Rigour};
use pullquote::engine::find::find;
use pullquote::import;
use pullquote::verify::verify;

use super::altered::{Said, WAYS, Way, source};
use super::chance::Chance;

/// So many of a hundred faults are detected, and so many right ones may be called wrong.
pub const DETECTED: f64 = 99.0;
pub const FALSE: f64 = 1.0;

const CONTENT: &[&str] = &[
    include_str!("../../content/love-letters.toml"),
    include_str!("../../content/tour.toml"),
    include_str!("../../content/hard-cases.toml"),
];

pub struct Row {
    pub way: &'static Way,
    /// How many quotations were made, and of how many something was told.
    pub quoted: usize,
    pub told: usize,
}

/// A Markdown text as an article.
pub fn read(text: &str) -> Article {
    let file = import::File { bytes: text.as_bytes().to_vec(), path: Some("x.md".as_ref()), ..import::File::default() };
    let import = import::read(file).expect("an article");
    import.articles.into_iter().next().expect("one")
}

/// For each way what is told of quotations from so many generated articles and those of
/// `content/`.
pub fn measure(count: usize) -> Vec<Row> {
    let mut sources: Vec<(Article, Vec<Said>)> = Vec::new();
    for number in 0..count {
        let (text, said) = source(number, 5_000);
        sources.push((read(&text), said));
    }
    sources.extend(CONTENT.iter().filter_map(|text| content::read(text, Rigour::Tolerant).article).map(|article| {
        let said = said(&article);
        (article, said)
    }));
    sources.iter_mut().for_each(|(article, _)| find(article));
    let articles: Vec<&Article> = sources.iter().map(|(article, _)| article).collect();
    WAYS.iter().map(|way| one(way, &sources, &articles)).collect()
}

fn one(way: &'static Way, sources: &[(Article, Vec<Said>)], articles: &[&Article]) -> Row {
    let mut chance = Chance(way.name.len() as u64);
    let mut row = Row { way, quoted: 0, told: 0 };
    for (_, said) in sources {
        let quotes: Vec<String> = (0..said.len()).filter_map(|at| (way.quote)(said, at, &mut chance)).collect();
        if quotes.is_empty() {
            continue;
        }
        let mut draft = read(&format!("# Draft\n\n{}\n", quotes.join("\n\n")));
        find(&mut draft);
        let verdicts = verify(&draft, articles);
        let wrong = |paragraph: usize| {
            verdicts.iter().any(|verdict| {
                let block = draft.quotes[verdict.quote].spans.first().map_or(0, |span| span.block);
                block == paragraph && !verdict.kind.is_right()
            })
        };
        let first = draft.blocks.len() - quotes.len();
        for (at, quote) in quotes.iter().enumerate() {
            let is_told = wrong(first + at);
            row.quoted += 1;
            row.told += usize::from(is_told);
            if is_told != way.is_fault && std::env::var_os("SHOW").is_some() {
                println!("{}: {quote}", way.name);
            }
        }
    }
    row
}

/// What is said in an article of ours, as it stands there.
fn said(article: &Article) -> Vec<Said> {
    let quotes = article.quotes.iter().filter(|quote| quote.spans.len() == 1);
    let said = quotes.filter_map(|quote| {
        let words = article.words(&quote.spans[0]);
        let words = words.trim_end_matches([',', '.']).to_string();
        let is_plain = !words.contains(['“', '”', '‘', '\n', '…', '?', '!', '—', '[']);
        let speaker = article.speaker(quote)?.name.clone();
        is_plain.then_some(Said { words, speaker })
    });
    said.collect()
}
