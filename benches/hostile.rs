//! Loading is bounded and no frame is slow, whatever the shape of the article.

mod support {
    pub mod chance;
    pub mod hostile;
    pub mod session;
}

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use pullquote::ui::Options;

use support::session::{STEPS, Session, load, opened, short};

fn hostile(c: &mut Criterion) {
    for (name, source) in support::hostile::all() {
        let mut group = c.benchmark_group(format!("hostile, {name}"));
        group.bench_function("load", |b| b.iter_with_large_drop(|| load(black_box(&source))));
        let (articles, options) = (opened(&source), Options::default());
        group.bench_function("first screen", |b| b.iter_with_large_drop(|| Session::new(&articles, &options)));
        for (step, keys) in STEPS {
            let mut session = Session::settled(&articles, &options);
            group.bench_function(*step, |b| b.iter_custom(|times| session.step(keys, times)));
        }
        let mut session = Session::settled(&articles, &options);
        session.search("s");
        group.bench_function("search again", |b| b.iter(|| session.search("e")));
        let mut widths = [100, 120].into_iter().cycle();
        group.bench_function("resize", |b| b.iter(|| session.resize(widths.next().unwrap_or(120))));
    }
}

criterion_group! { name = benches; config = short(); targets = hostile }
criterion_main!(benches);
