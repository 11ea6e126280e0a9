//! Plays keys to the interface without a terminal and renders what it shows,
//! with the faces: a highlight that is lost must be seen by a test.

use pullquote::content::{Rigour, read};
use pullquote::engine::find::find;
use pullquote::library::{Opened, SHIPPED};
use pullquote::shelf::Held;
use pullquote::ui::Options;
use pullquote::ui::app::App;
use pullquote::ui::keys::Key;
use pullquote::ui::theme::Theme;
use pullquote::ui::update::{Event, Flow, update};
use pullquote::ui::view::draw;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// The shipped articles whose file names begin so; all for an empty string.
pub fn shipped(name: &str) -> Vec<Held> {
    let named = SHIPPED.iter().filter(|(file, _)| file.starts_with(name));
    named.map(|(file, source)| opened(file, source)).collect()
}

/// The same with all that is found in them.
pub fn searched(name: &str) -> Vec<Held> {
    let named = SHIPPED.iter().filter(|(file, _)| file.starts_with(name));
    let search = |(file, source): &(&str, &str)| {
        let mut opened = parsed(file, source);
        find(&mut opened.article);
        Held::whole(opened)
    };
    named.map(search).collect()
}

/// An article as its author wrote it: what can be found besides is another promise.
pub fn opened(file: &str, source: &str) -> Held {
    let mut opened = parsed(file, source);
    opened.article.wanted.quotes = false;
    Held::new(opened)
}

pub fn parsed(file: &str, source: &str) -> Opened {
    let article = read(source, Rigour::Tolerant).article.expect("the article can be read");
    Opened { file: file.to_string(), article }
}

/// Keys in a string: `⏎` is Enter, `⎋` Esc, `⌫` Backspace, `⇥` Tab, `↓` `↑` themselves, `←` `→`
/// with Alt.
pub fn keys(typed: &str) -> Vec<Event> {
    let key = |c| match c {
        '⏎' => Key::Enter,
        '⎋' => Key::Esc,
        '⌫' => Key::Backspace,
        '⇥' => Key::Tab,
        '↓' => Key::Down,
        '↑' => Key::Up,
        '←' => Key::AltLeft,
        '→' => Key::AltRight,
        c => Key::Char(c),
    };
    typed.chars().map(|c| Event::Key(key(c))).collect()
}

/// The interface at a size after some keys, and what the last of them made of it.
pub fn play<'a>(articles: &'a [Held], options: &'a Options, size: (u16, u16), typed: &str) -> (App<'a>, Flow) {
    let mut app = App::new(articles, options, Rect::new(0, 0, size.0, size.1));
    let mut flow = Flow::Continue;
    for event in keys(typed) {
        flow = update(&mut app, event);
    }
    (app, flow)
}

pub fn frame(app: &App<'_>, color: bool) -> Buffer {
    let mut buffer = Buffer::empty(app.screen);
    draw(app, &Theme::terminal(color), &mut buffer);
    buffer
}

/// The rows as text, and under each that has any its faces, a letter a column.
pub fn with_faces(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let cells: Vec<&Cell> = (0..buffer.area.width).filter_map(|x| buffer.cell((x, y))).collect();
        let faces: String = cells.iter().map(|c| letter(c)).collect();
        out.push_str(row_text(&cells).trim_end());
        out.push('\n');
        if !faces.trim().is_empty() {
            out.push_str(&format!("{}\n", faces.trim_end()));
        }
    }
    out
}

/// The rows as text alone.
pub fn text(buffer: &Buffer) -> String {
    let rows = (0..buffer.area.height).map(|y| {
        let cells: Vec<&Cell> = (0..buffer.area.width).filter_map(|x| buffer.cell((x, y))).collect();
        row_text(&cells).trim_end().to_string()
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn row_text(cells: &[&Cell]) -> String {
    let mut out = String::new();
    let mut hidden = 0;
    for cell in cells {
        // A wide glyph covers the cells after it.
        if hidden == 0 {
            out.push_str(cell.symbol());
        }
        let wide = unicode_width::UnicodeWidthStr::width(cell.symbol());
        hidden = if hidden > 0 { hidden - 1 } else { wide.saturating_sub(1) };
    }
    out
}

fn letter(cell: &Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    let bold = has(Modifier::BOLD);
    match () {
        () if has(Modifier::REVERSED) => {
            if bold {
                'H'
            } else {
                'h'
            }
        }
        () if cell.fg == Color::Magenta => {
            if bold {
                'Q'
            } else {
                'q'
            }
        }
        () if bold && has(Modifier::UNDERLINED) => 'U',
        () if bold => 'B',
        () if has(Modifier::UNDERLINED) => 'u',
        () if has(Modifier::ITALIC) => 'i',
        () if has(Modifier::DIM) => '.',
        () => ' ',
    }
}
