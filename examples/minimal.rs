//! The least that a reader made with ratatui can do, as a floor to measure from:
//! reads the beginning of a file, wraps what is seen, moves by line and page.
//! `cargo run --release --example minimal -- FILE`, `q` quits.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};

use crossterm::event::{self, Event, KeyCode};
use crossterm::execute;
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::Terminal;
use ratatui::text::Line;
use ratatui_crossterm::CrosstermBackend;
use textwrap::{Options, WordSeparator, WrapAlgorithm};

/// No more of the file is looked at.
const WINDOW: u64 = 64 << 10;

pub fn main() -> io::Result<()> {
    let path = std::env::args_os().next_back().unwrap_or_default();
    let mut words = Vec::new();
    File::open(path)?.take(WINDOW).read_to_end(&mut words)?;
    let words = String::from_utf8_lossy(&words);
    let mut tty = BufWriter::with_capacity(WINDOW as usize, OpenOptions::new().write(true).open("/dev/tty")?);
    terminal::enable_raw_mode()?;
    execute!(tty, EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(tty))?;
    let end = read(&mut terminal, &words);
    execute!(terminal.backend_mut(), LeaveAlternateScreen)?;
    terminal::disable_raw_mode()?;
    end
}

fn read(terminal: &mut Terminal<CrosstermBackend<impl Write>>, words: &str) -> io::Result<()> {
    let mut top = 0;
    loop {
        terminal.draw(|frame| {
            let area = frame.area();
            let height = usize::from(area.height.saturating_sub(1));
            let foot = area.bottom() - 1;
            for (y, line) in wrapped(words, usize::from(area.width)).skip(top).take(height).enumerate() {
                frame.buffer_mut().set_line(0, y as u16, &Line::raw(line), area.width);
            }
            frame.buffer_mut().set_line(0, foot, &Line::raw(format!(" {top}  q quit")), area.width);
        })?;
        match event::read()? {
            Event::Key(key) => match key.code {
                KeyCode::Char('q') => return Ok(()),
                KeyCode::Char('j') => top += 1,
                KeyCode::Char(' ') => top += 23,
                _ => {}
            },
            _ => continue,
        }
    }
}

fn wrapped(words: &str, width: usize) -> impl Iterator<Item = String> {
    let options = Options::new(width).word_separator(WordSeparator::AsciiSpace).wrap_algorithm(WrapAlgorithm::FirstFit);
    words
        .lines()
        .flat_map(move |line| textwrap::wrap(line, &options).into_iter().map(|l| l.into_owned()).collect::<Vec<_>>())
}
