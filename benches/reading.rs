//! What reading costs: loading an article, its first screen, and every key from
//! its press to the whole frame, at sizes from 5 KB to 10 MB. A step must not
//! cost more in a longer article. `cargo bench --bench reading -- step` measures
//! a part.

mod support {
    pub mod article;
    pub mod hostile;
}

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use pullquote::article::Article;
use pullquote::content::{Rigour, read};
use pullquote::library::Opened;
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::keys::Key;
use pullquote::ui::theme::Theme;
use pullquote::ui::update::{Event, update};
use pullquote::ui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

const SCREEN: Rect = Rect::new(0, 0, 120, 40);

/// Keys that are pressed again and again, with a name.
const STEPS: &[(&str, &[Key])] = &[
    ("line", &[Key::Char('j')]),
    ("page", &[Key::Char(' ')]),
    ("end and start", &[Key::Char('G'), Key::Char('g')]),
    ("next quotation", &[Key::Char(')')]),
    ("next section", &[Key::Char(']')]),
    ("next paragraph", &[Key::Char('}')]),
];

fn load(source: &str) -> Article {
    read(source, Rigour::Tolerant).article.expect("a generated article is valid")
}

fn opened(source: &str) -> [Opened; 1] {
    [Opened { file: "generated.toml".to_string(), article: load(source) }]
}

/// The interface with a terminal in memory.
struct Session<'a> {
    app: App<'a>,
    terminal: Terminal<TestBackend>,
}

impl<'a> Session<'a> {
    fn new(articles: &'a [Opened], options: &'a Options) -> Session<'a> {
        let backend = TestBackend::new(SCREEN.width, SCREEN.height);
        let terminal = Terminal::new(backend).expect("memory has no errors");
        let mut session = Session { app: App::new(articles, options, SCREEN), terminal };
        session.frame();
        session
    }

    fn frame(&mut self) {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            view::draw(&self.app, Theme { color: true }, frame.buffer_mut());
        };
        self.terminal.draw(draw).expect("memory has no errors");
    }

    fn press(&mut self, keys: &[Key]) {
        for &key in keys {
            black_box(update(&mut self.app, Event::Key(key)));
            self.frame();
        }
    }

    /// The time that so many presses of the keys take. At the end of the article
    /// it begins anew, off the clock.
    fn step(&mut self, keys: &[Key], times: u64) -> Duration {
        let mut all = Duration::ZERO;
        for _ in 0..times {
            let before = self.app.reader().map(|r| r.place);
            let start = Instant::now();
            self.press(keys);
            all += start.elapsed();
            if self.app.reader().map(|r| r.place) == before {
                self.press(&[Key::Char('g')]);
            }
        }
        all
    }

    fn resize(&mut self, width: u16) {
        self.terminal.backend_mut().resize(width, SCREEN.height);
        update(&mut self.app, Event::Resize(width, SCREEN.height));
        self.frame();
    }

    fn search(&mut self, words: &str) {
        update(&mut self.app, Event::Key(Key::Char('/')));
        update(&mut self.app, Event::Paste(words.to_string()));
        self.press(&[Key::Enter]);
    }
}

fn loading(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    for (name, size) in support::article::SIZES {
        let source = support::article::generate(*size);
        group.bench_function(*name, |b| b.iter_with_large_drop(|| load(black_box(&source))));
    }
}

/// From the article to its first frame.
fn first_screen(c: &mut Criterion) {
    let mut group = c.benchmark_group("first screen");
    for (name, size) in support::article::SIZES {
        let (articles, options) = (opened(&support::article::generate(*size)), Options::default());
        group.bench_function(*name, |b| b.iter_with_large_drop(|| Session::new(&articles, &options)));
    }
}

fn steps(c: &mut Criterion) {
    let mut group = c.benchmark_group("step");
    for (name, size) in support::article::SIZES {
        let (articles, options) = (opened(&support::article::generate(*size)), Options::default());
        for (step, keys) in STEPS {
            let mut session = Session::new(&articles, &options);
            group.bench_function(BenchmarkId::new(*step, name), |b| b.iter_custom(|times| session.step(keys, times)));
        }
        let mut session = Session::new(&articles, &options);
        let mut wide = false;
        let resize = BenchmarkId::new("resize", name);
        group.bench_function(resize, |b| {
            b.iter(|| {
                wide = !wide;
                session.resize(if wide { 100 } else { 120 });
            })
        });
        let mut session = Session::new(&articles, &options);
        session.search("neighbour");
        group.bench_function(BenchmarkId::new("search again", name), |b| b.iter(|| session.search("river letter")));
        group.bench_function(BenchmarkId::new("next hit", name), |b| b.iter(|| session.press(&[Key::Char('n')])));
        let first = BenchmarkId::new("first search", name);
        group.bench_function(first, |b| {
            let new = || Session::new(&articles, &options);
            b.iter_batched_ref(new, |session| session.search("river letter"), BatchSize::PerIteration)
        });
    }
}

/// Loading is bounded and no frame is slow, whatever the shape.
fn hostile(c: &mut Criterion) {
    for (name, source) in support::hostile::all() {
        let mut group = c.benchmark_group(format!("hostile, {name}"));
        group.bench_function("load", |b| b.iter_with_large_drop(|| load(black_box(&source))));
        let (articles, options) = (opened(&source), Options::default());
        group.bench_function("first screen", |b| b.iter_with_large_drop(|| Session::new(&articles, &options)));
        for (step, keys) in STEPS {
            let mut session = Session::new(&articles, &options);
            group.bench_function(*step, |b| b.iter_custom(|times| session.step(keys, times)));
        }
    }
}

fn short() -> Criterion {
    let (warm_up, measure) = (Duration::from_millis(200), Duration::from_millis(800));
    Criterion::default().sample_size(10).warm_up_time(warm_up).measurement_time(measure).without_plots()
}

criterion_group! { name = benches; config = short(); targets = loading, first_screen, steps, hostile }
criterion_main!(benches);
