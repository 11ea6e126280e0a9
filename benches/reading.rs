//! What reading costs: loading an article, its first screen, and every key from
//! its press to the whole frame, at sizes from 5 KB to 10 MB. A step must not
//! cost more in a longer article. `cargo bench --bench reading -- step` measures
//! a part.

mod support {
    pub mod article;
    pub mod chance;
    pub mod session;
}

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use pullquote::ui::Options;
use pullquote::ui::keys::Key;

use support::article::{SIZES, generate};
use support::session::{STEPS, Session, load, opened, short};

fn loading(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    for (name, size) in SIZES {
        let source = generate(*size);
        group.bench_function(*name, |b| b.iter_with_large_drop(|| load(black_box(&source))));
    }
}

/// From the article to its first frame.
fn first_screen(c: &mut Criterion) {
    let mut group = c.benchmark_group("first screen");
    for (name, size) in SIZES {
        let (articles, options) = (opened(&generate(*size)), Options::default());
        group.bench_function(*name, |b| b.iter_with_large_drop(|| Session::new(&articles, &options)));
    }
}

fn steps(c: &mut Criterion) {
    let mut group = c.benchmark_group("step");
    for (name, size) in SIZES {
        let (articles, options) = (opened(&generate(*size)), Options::default());
        for (step, keys) in STEPS {
            let mut session = Session::new(&articles, &options);
            group.bench_function(BenchmarkId::new(*step, name), |b| b.iter_custom(|times| session.step(keys, times)));
        }
        let mut session = Session::new(&articles, &options);
        let mut widths = [100, 120].into_iter().cycle();
        let resize = BenchmarkId::new("resize", name);
        group.bench_function(resize, |b| b.iter(|| session.resize(widths.next().unwrap_or(120))));
        let mut session = Session::new(&articles, &options);
        session.search("neighbour");
        group.bench_function(BenchmarkId::new("search again", name), |b| b.iter(|| session.search("river letter")));
        group.bench_function(BenchmarkId::new("next hit", name), |b| b.iter(|| session.press(&[Key::Char('n')])));
        let first = BenchmarkId::new("first search", name);
        group.bench_function(first, |b| {
            let new = || Session::settled(&articles, &options);
            b.iter_batched_ref(new, |session| session.search("river letter"), BatchSize::PerIteration)
        });
    }
}

/// From a key in the prompt to its frame: the first letter has the most hits, and one
/// with an accent has each of them looked at.
fn typing(c: &mut Criterion) {
    let mut group = c.benchmark_group("typing");
    let prompts: &[(&str, &str, &str)] = &[
        ("open", "", "/"),
        ("first letter", "/", "e"),
        ("second letter", "/e", "r"),
        ("capital", "/", "T"),
        ("accent", "/", "é"),
        ("only", "&e", "⏎"),
        ("filter", "⇥/", "e"),
    ];
    for (name, size) in SIZES {
        let (articles, options) = (opened(&generate(*size)), Options::default());
        for (what, before, key) in prompts {
            let new = || {
                let mut session = Session::settled(&articles, &options);
                session.press(&keys(before));
                session
            };
            let key = keys(key);
            group.bench_function(BenchmarkId::new(*what, name), |b| {
                b.iter_batched_ref(new, |session| session.press(&key), BatchSize::PerIteration)
            });
        }
    }
}

fn keys(typed: &str) -> Vec<Key> {
    let key = |letter| match letter {
        '⏎' => Key::Enter,
        '⇥' => Key::Tab,
        letter => Key::Char(letter),
    };
    typed.chars().map(key).collect()
}

criterion_group! { name = benches; config = short(); targets = loading, first_screen, steps, typing }
criterion_main!(benches);
