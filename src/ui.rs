//! The interface, in one sentence: take an event, update the app, draw it.
//!
//! Comes in: articles. Goes out: the quotations that were chosen. `update` is
//! the only thing that changes the app, `draw` the only thing that shows it, and
//! neither knows the terminal. May not open files or write to stdout.

pub mod answer;
pub mod app;
mod choosing;
mod clipboard;
pub mod column;
mod entry;
mod finder;
pub mod follow;
pub mod geometry;
pub mod graphics;
pub mod hints;
mod illustrator;
mod input;
pub mod jump;
pub mod keys;
pub mod line;
pub mod listing;
pub mod motion;
pub mod naming;
mod outlet;
pub mod pane;
pub mod prompt;
pub mod reader;
pub mod review;
mod screen;
mod session;
mod sgr;
pub mod showing;
pub mod signs;
mod terminal;
pub mod text_field;
pub mod theme;
pub mod update;
pub mod view;

use std::cell::RefCell;
use std::io;
use std::mem::ManuallyDrop;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;

use ratatui::Terminal;
use ratatui::layout::Rect;

use crate::article::Article;
use crate::correction::{Corrected, Request};
use crate::library::has_pictures;
use crate::notes::{Change, Note};
use crate::outside;
use crate::shelf::Held;
use crate::state::{Changes, State};
use app::App;
pub use choosing::choose;
use clipboard::Between;
use column::Column;
use follow::{Follower, Reload};
use graphics::plates::Plates;
use illustrator::Illustrator;
use input::Asked;
use keys::Keymap;
use reader::Reader;
use screen::{Screen, repaint_doubtful};
pub use session::Session;
use showing::Choice;
use terminal::{Device, Events};
use theme::Looks;
use update::{Event, Flow, update};

/// How the interface begins.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only quotations with these words.
    pub query: String,
    /// Only quotations of this person.
    pub by: Option<String>,
    /// Boxes before the quotations from the start.
    pub multi: bool,
    /// The section to open at, from 1.
    pub section: Option<usize>,
    /// The column of the body; the app has what became of it.
    pub column: Column,
    pub looks: Looks,
    pub pictures: Choice,
    pub mouse: bool,
    pub keymap: Keymap,
    /// The article was opened from a list, to which a key leads back.
    pub is_listed: bool,
    /// Where to begin: a block and a byte of its words, and the quotation that is meant.
    pub at: Option<Mark>,
    /// What there is to say of that, once.
    pub told: Option<String>,
    /// Nobody has read here before.
    pub is_first: bool,
    /// What was kept of the articles.
    pub state: State,
    /// Panics after the first frame, to test that the terminal is given back.
    pub panic: bool,
}

/// A place that an article is opened at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    pub block: usize,
    /// The quotation that is meant, by its number in the article.
    pub quote: Option<usize>,
}

/// How the interface ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Quotations, by article and quotation.
    Chosen(Vec<(usize, usize)>),
    /// Words that were selected.
    Passage(String),
    /// Left by the key for quitting.
    Left,
    /// Left by Ctrl-C.
    Cancelled,
    /// Left for the list that the article was opened from.
    Listed,
}

#[derive(Debug)]
pub enum Error {
    /// There is no terminal to draw on.
    NoTerminal(io::Error),
    Io(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Io(error)
    }
}

/// Writes down what is corrected in an article, by its index, that is shown like this.
pub type Corrector<'c> = &'c mut dyn FnMut(usize, &Article, &Request) -> Result<Corrected, String>;

/// Writes a quotation of an article, by their indices, in the format of that name.
pub type Writer<'w> = &'w mut dyn FnMut(usize, usize, &str) -> Option<String>;

/// Has the notes of articles, by their index, and keeps them.
pub trait Notebook {
    fn read(&mut self, index: usize) -> Result<Vec<Note>, String>;
    /// Makes a change, and saves it. Returns it as it was made, and in which file, or why
    /// it could not be saved.
    fn change(&mut self, index: usize, change: Change) -> (Change, Result<String, String>);
}

/// Those who write what is asked for here.
pub struct Scribes<'s> {
    pub corrector: Corrector<'s>,
    pub writer: Writer<'s>,
    pub notebook: &'s mut dyn Notebook,
}

/// Keeps what has to be known the next time.
pub trait Keeper: Sync {
    /// Takes in what changed, if anything did.
    fn note(&self, changes: Changes);
    /// Begins to save it. Does not wait for a disk.
    fn save_soon(&'static self);
    /// Saves all of it, and soon: we are about to end, or to be stopped.
    fn save_now(&self);
}

/// Shows the articles until a quotation is chosen or the reader leaves.
pub fn run(
    session: &Session,
    articles: &'static [Held],
    options: &Options,
    mut scribes: Scribes<'_>,
    keeper: &'static dyn Keeper,
    reload: Reload,
) -> Result<Outcome, Error> {
    let outcome = read(articles, options, &mut scribes, keeper, reload, session);
    if outcome.is_err() {
        session.device.end_if_gone();
    }
    Ok(outcome?)
}

fn read(
    articles: &'static [Held],
    options: &Options,
    scribes: &mut Scribes<'_>,
    keeper: &'static dyn Keeper,
    reload: Reload,
    session: &Session,
) -> io::Result<Outcome> {
    let (device, asked, (sender, events)) = (&session.device, &session.asked, session.channel());
    let (width, height) = device.size();
    // Not dropped: the process ends soon after, and faster than its memory is freed.
    let mut app = ManuallyDrop::new(App::new(articles, options, Rect::new(0, 0, width, height)));
    device.want_mouse(options.mouse)?;
    app.stale = !session.enter()?;
    let mut page = Page::default();
    let mut terminal = Terminal::new(Screen::new(Arc::clone(device), Rc::clone(&page.plates)))?;
    let mut illustrator = None;
    let mut follower = Follower::new(articles, reload, sender.clone());
    let mut is_first = true;
    let mut mine = session.turn.take();
    loop {
        if app.pictures.measured(device.cell()) && app.pictures.medium().is_some() {
            app.settle();
        }
        frame(&mut terminal, &mut app, &options.looks, &mut page)?;
        // Now that the key is answered.
        keeper.save_soon();
        if std::mem::take(&mut is_first) {
            // Nobody waits for what is answered.
            if session.listen()? && options.looks.pair.is_some() {
                asked.ground.store(true, Ordering::SeqCst);
                device.write(answer::GROUND)?;
            }
        }
        if illustrator.is_none() {
            illustrator = illustrate(&mut app, articles, asked, device, &sender)?;
        }
        for (index, wish) in app.wishes.drain(..) {
            illustrator.iter().for_each(|illustrator| illustrator.wish(index, wish.clone()));
        }
        if options.panic {
            panic!("asked to");
        }
        app.open.iter().for_each(|index| follower.follow(*index));
        for index in app.sought.drain(..) {
            finder::search(index, &articles[index], Arc::clone(&session.turn), sender.clone())?;
        }
        for index in std::mem::take(&mut app.unplaced) {
            let Some(reader) = app.readers.get(&index) else { continue };
            let blocks = Arc::clone(&reader.article.blocks);
            finder::place(index, reader.notes.sought(), blocks, sender.clone())?;
        }
        // The first frame does not wait for them, nor for the place it shows to be kept.
        let has_notes = has_notes(&mut app, scribes.notebook);
        keeper.note(std::mem::take(&mut app.changes));
        keeper.save_soon();
        if has_notes {
            continue;
        }
        let waiting = events.try_recv();
        if waiting.is_err() {
            app.reader_mut().into_iter().for_each(Reader::look_ahead);
        }
        drop(mine);
        let event = waiting.or_else(|_| events.recv());
        let event = event.map_err(|_| io::Error::other("the terminal cannot be read"))?;
        mine = session.turn.take();
        let outcome = match take_in(event, &mut app, &events, scribes, keeper, device)? {
            Flow::Chosen(quotes) => Outcome::Chosen(quotes),
            Flow::Passage(words) => Outcome::Passage(words),
            Flow::Left => Outcome::Left,
            Flow::Cancelled => Outcome::Cancelled,
            Flow::Listed => Outcome::Listed,
            _ => continue,
        };
        return Ok(outcome);
    }
}

/// Starts what pictures need, the first time that there are some to be shown.
fn illustrate(
    app: &mut App<'_>,
    articles: &'static [Held],
    asked: &Asked,
    device: &Device,
    events: &Events,
) -> io::Result<Option<Illustrator>> {
    let home = app.open.and_then(|index| articles.get(index)?.home.as_ref());
    let is_wanted = app.pictures.is_wanted() && home.is_some_and(has_pictures);
    let is_wanted = is_wanted && app.reader_mut().is_some_and(Reader::has_figures);
    let Some(asks) = is_wanted.then(|| app.pictures.begin()).flatten() else { return Ok(None) };
    if asks {
        asked.graphics.store(true, Ordering::SeqCst);
        device.write(answer::GRAPHICS)?;
    }
    Illustrator::new(articles, asks, events.clone()).map(Some)
}

/// What is known of the frame before.
#[derive(Default)]
struct Page {
    /// The rows with doubtful glyphs.
    doubtful: Vec<bool>,
    plates: Rc<RefCell<Plates>>,
}

/// Draws one frame, for the size that the screen has now.
fn frame(terminal: &mut Terminal<Screen>, app: &mut App<'_>, looks: &Looks, page: &mut Page) -> io::Result<()> {
    if std::mem::take(&mut app.stale) {
        page.plates.borrow_mut().lost();
        terminal.resize(app.screen)?;
    }
    terminal.draw(|frame| {
        let area = frame.area();
        if area != app.screen {
            update(app, Event::Resize(area.width, area.height));
        }
        let cursor = view::draw(app, looks.on(app.ground), frame.buffer_mut());
        if looks.ascii {
            signs::to_ascii(frame.buffer_mut());
        }
        repaint_doubtful(frame.buffer_mut(), &mut page.doubtful);
        page.plates.borrow_mut().show(&view::pictures(app), frame.buffer_mut());
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(())
}

/// Takes in an event and all that have come since, so that many queued keys make one frame.
fn take_in(
    event: io::Result<Event>,
    app: &mut App<'_>,
    events: &Receiver<io::Result<Event>>,
    scribes: &mut Scribes<'_>,
    keeper: &'static dyn Keeper,
    device: &Device,
) -> io::Result<Flow> {
    let mut event = Some(event);
    while let Some(one) = event {
        let flow = match update(app, one?) {
            Flow::CopyAs(quote, format) => copy_as(app, quote, format, scribes.writer),
            flow => flow,
        };
        keeper.note(std::mem::take(&mut app.changes));
        match flow {
            Flow::Continue => {}
            Flow::Copy(words) => {
                device.write(clipboard::request(&words, Between::now()).as_bytes())?;
                outside::keep(&words);
            }
            Flow::Mouse(wanted) => device.want_mouse(wanted)?,
            Flow::Open(address) => {
                let done = outside::open(&address).map_err(|why| why.to_string());
                update(app, Event::Opened(address, done));
            }
            Flow::Correct(request) => correct(app, &request, scribes.corrector),
            Flow::Note(change) => note(app, *change, scribes.notebook),
            Flow::Suspend => {
                if !device.suspend() {
                    app.message = Some("no shell to come back from: cannot suspend here".into());
                }
            }
            end => return Ok(end),
        }
        event = events.try_recv().ok().or_else(|| {
            // The thread that reads keys may be between two of them.
            std::thread::yield_now();
            events.try_recv().ok()
        });
    }
    Ok(Flow::Continue)
}

/// Has the open article corrected, and takes in what comes of it.
pub fn correct(app: &mut App<'_>, request: &Request, corrector: Corrector<'_>) {
    let Some((index, article)) = app.open.zip(app.reader().map(|reader| reader.article)) else { return };
    let done = corrector(index, article, request).map(Box::new);
    update(app, Event::Corrected(index, done));
}

/// Reads the notes of the articles that were opened. True if there is something to show.
fn has_notes(app: &mut App<'_>, notebook: &mut dyn Notebook) -> bool {
    let mut has_some = false;
    for index in std::mem::take(&mut app.unread) {
        let notes = notebook.read(index);
        has_some |= notes.as_ref().map_or(true, |notes| !notes.is_empty());
        update(app, Event::Notes(index, notes));
    }
    has_some
}

/// Has the notes of the open article changed, and takes in what comes of it.
pub fn note(app: &mut App<'_>, change: Change, notebook: &mut dyn Notebook) {
    let Some(index) = app.open else { return };
    let (change, saved) = notebook.change(index, change);
    update(app, Event::Noted(index, Box::new(change), saved));
}

/// Has a quotation of the open article written, and takes in what comes of it.
pub fn copy_as(app: &mut App<'_>, quote: usize, format: &'static str, writer: Writer<'_>) -> Flow {
    let words = app.open.and_then(|index| writer(index, quote, format)).unwrap_or_default();
    update(app, Event::Written(format, words))
}
