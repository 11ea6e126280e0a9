//! What finding quotations, speakers and people costs, beside a plain scan of the
//! same bytes in the same run. An absolute figure does not carry to another
//! machine; the ratios do.

#[path = "../tests/it/notation.rs"]
mod notation;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pullquote::article::{Article, Block};
use pullquote::engine::find::find;

/// So long is an ordinary article, in bytes: 750 words.
const ORDINARY: usize = 4500;
/// Turns that the ratios are the medians of.
const TURNS: usize = 15;

/// The articles of the corpus, as their blocks.
fn corpus() -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let folders = ["train", "kept"].map(|part| fs::read_dir(root.join(part)).expect("the corpus is there"));
    let mut paths: Vec<_> = folders.into_iter().flatten().map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| notation::read(&fs::read_to_string(path).expect("a text")).article).collect()
}

/// As many paragraphs of an article as make up an ordinary one.
fn ordinary(articles: &[Article]) -> Article {
    let long = articles.iter().find(|a| bytes(a) >= ORDINARY as u64).expect("an article that is long enough");
    let mut article = long.clone();
    let mut left = ORDINARY;
    for block in Arc::make_mut(&mut article.blocks) {
        let mut end = left.min(block.words.len());
        while !block.words.is_char_boundary(end) {
            end -= 1;
        }
        block.words.truncate(end);
        left -= end;
    }
    Arc::make_mut(&mut article.blocks).retain(|b| !b.words.is_empty());
    article.sections[0].blocks = 0..article.blocks.len();
    article
}

fn bytes(article: &Article) -> u64 {
    article.blocks.iter().map(|b| b.words.len() as u64).sum()
}

fn blocks(articles: &[Article]) -> impl Iterator<Item = &Block> {
    articles.iter().flat_map(|a| a.blocks.iter())
}

/// The copies of articles, which `find` adds to, are made and dropped off the clock.
fn search(articles: &[Article], times: u64) -> Duration {
    let mut all = Duration::ZERO;
    for _ in 0..times {
        let mut copies = articles.to_vec();
        let start = Instant::now();
        black_box(&mut copies).iter_mut().for_each(find);
        all += start.elapsed();
    }
    all
}

/// Looks for quotation marks, and does nothing with them.
fn marks(articles: &[Article]) -> usize {
    // The first byte of the curly ones.
    blocks(articles).map(|b| memchr::memchr3_iter(b'"', b'\'', 0xE2, b.words.as_bytes()).count()).sum()
}

/// Walks over the characters, and counts those that are quotation marks.
fn chars(articles: &[Article]) -> usize {
    let is_mark = |c: &char| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '「' | '」');
    blocks(articles).map(|b| b.words.chars().filter(is_mark).count()).sum()
}

fn engine(c: &mut Criterion) {
    let all = corpus();
    let ordinary = [ordinary(&all)];
    for (name, articles) in [("corpus", &all[..]), ("an article of 4,500 bytes", &ordinary[..])] {
        let mut group = c.benchmark_group(format!("engine, {name}"));
        group.throughput(Throughput::Bytes(articles.iter().map(bytes).sum()));
        group.bench_function("find", |b| b.iter_custom(|times| search(articles, times)));
        group.bench_function("a scan for marks", |b| b.iter(|| marks(black_box(articles))));
        group.bench_function("a walk over characters", |b| b.iter(|| chars(black_box(articles))));
        group.finish();
        ratio(name, articles);
    }
}

/// In turns, so that a busy machine is so for all of them.
fn ratio(name: &str, articles: &[Article]) {
    let size: u64 = articles.iter().map(bytes).sum();
    let times = (2_000_000 / size).max(1);
    let mut turns = [const { Vec::new() }; 3];
    for _ in 0..TURNS {
        turns[0].push(search(articles, times));
        turns[1].push(clocked(times, || marks(black_box(articles))));
        turns[2].push(clocked(times, || chars(black_box(articles))));
    }
    let [find, marks, chars] = turns.map(|mut turns: Vec<Duration>| {
        turns.sort();
        turns[turns.len() / 2].as_secs_f64() / times as f64
    });
    println!(
        "{name}: {:.2} MB/s, {:.3} ms an article; {:.0} times a scan for marks, {:.0} times a walk over characters",
        size as f64 / find / 1e6,
        find * 1e3 / articles.len() as f64,
        find / marks,
        find / chars
    );
}

fn clocked(times: u64, scan: impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        black_box(scan());
    }
    start.elapsed()
}

/// Enough to see what is slow, and over in seconds.
fn short() -> Criterion {
    let (warm_up, measure) = (Duration::from_millis(300), Duration::from_secs(1));
    Criterion::default().sample_size(10).warm_up_time(warm_up).measurement_time(measure).without_plots()
}

criterion_group! { name = benches; config = short(); targets = engine }
criterion_main!(benches);
