//! The interface on a terminal in memory, and the keys that are measured on it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use pullquote::article::Article;
use pullquote::content::{Rigour, read};
use pullquote::engine::search::Text;
use pullquote::library::Opened;
use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::keys::Key;
use pullquote::ui::theme::Theme;
use pullquote::ui::update::{Event, update};
use pullquote::ui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

/// The size of the screen.
pub const SCREEN: Rect = Rect::new(0, 0, 120, 40);

/// Keys that are pressed again and again, with a name.
pub const STEPS: &[(&str, &[Key])] = &[
    ("line", &[Key::Char('j')]),
    ("page", &[Key::Char(' ')]),
    ("end and start", &[Key::Char('G'), Key::Char('g')]),
    ("next quotation", &[Key::Char(')')]),
    ("next section", &[Key::Char(']')]),
    ("next paragraph", &[Key::Char('}')]),
];

pub fn load(source: &str) -> Article {
    read(source, Rigour::Tolerant).article.expect("a generated article is valid")
}

pub fn opened(source: &str) -> [Held; 1] {
    [Held::new(Opened { file: "generated.toml".to_string(), article: load(source) })]
}

/// The interface with a terminal in memory.
pub struct Session<'a> {
    app: App<'a>,
    terminal: Terminal<TestBackend>,
}

impl<'a> Session<'a> {
    pub fn new(articles: &'a [Held], options: &'a Options) -> Session<'a> {
        let backend = TestBackend::new(SCREEN.width, SCREEN.height);
        let terminal = Terminal::new(backend).expect("memory has no errors");
        let mut session = Session { app: App::new(articles, options, SCREEN), terminal };
        session.frame();
        session
    }

    /// The same some moments later: the text of a large article is there.
    pub fn settled(articles: &'a [Held], options: &'a Options) -> Session<'a> {
        let mut session = Session::new(articles, options);
        for index in std::mem::take(&mut session.app.sought) {
            let text = Text::whole(&articles[index].now().article.blocks, || ());
            update(&mut session.app, Event::Folded(index, Box::new(text)));
        }
        session
    }

    fn frame(&mut self) {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            view::draw(&self.app, &Theme::terminal(true), frame.buffer_mut());
        };
        self.terminal.draw(draw).expect("memory has no errors");
    }

    pub fn press(&mut self, keys: &[Key]) {
        for &key in keys {
            black_box(update(&mut self.app, Event::Key(key)));
            self.frame();
        }
    }

    /// The time that so many presses of the keys take. At the end of the article
    /// it begins anew, off the clock.
    pub fn step(&mut self, keys: &[Key], times: u64) -> Duration {
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

    pub fn resize(&mut self, width: u16) {
        self.terminal.backend_mut().resize(width, SCREEN.height);
        update(&mut self.app, Event::Resize(width, SCREEN.height));
        self.frame();
    }

    pub fn search(&mut self, words: &str) {
        update(&mut self.app, Event::Key(Key::Char('/')));
        update(&mut self.app, Event::Paste(words.to_string()));
        self.press(&[Key::Enter]);
    }
}

/// Enough to see what is slow, and over in a minute or two.
pub fn short() -> criterion::Criterion {
    let (warm_up, measure) = (Duration::from_millis(100), Duration::from_millis(400));
    criterion::Criterion::default().sample_size(10).warm_up_time(warm_up).measurement_time(measure).without_plots()
}
