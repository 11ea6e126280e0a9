//! A screen that shows one doubtful quotation after the other: the draft’s words at the
//! left, the source’s at the right, what is different lit.
//!
//! Comes in: what is to be shown of each, as pieces of text. Goes out: which of them was
//! chosen, or is to be opened. It takes keys, changes itself and draws itself; the loop
//! around it is that of the interface, without what an article needs. May not know how
//! words are compared.

mod show;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use show::show;

use super::keys::Key;
use super::line::Line;
use super::theme::{Face, Faces, Theme};
use super::view::Painter;
use crate::layout::wrap;

/// Narrower screens have the source below the draft.
const WIDE: u16 = 60;
/// Columns between the two, and at the edges.
const GUTTER: u16 = 3;
/// No column of words is wider.
const MEASURE: u16 = 72;

const KEYS: &str = " n next   N before   o open the draft   Enter print   q leave";
const FEW_KEYS: &str = " n N   o open   Enter print   q leave";

/// Words, and what they are.
pub type Piece = (String, Faces);

/// What is shown of a quotation.
#[derive(Debug, Clone, Default)]
pub struct Doubt {
    /// Its place in the draft, and what it is called.
    pub place: String,
    pub kind: String,
    /// What is wrong, and what to do.
    pub what: String,
    pub help: String,
    /// Who says it, and where it stands: in the draft and in the source.
    pub titles: [String; 2],
    pub words: [Vec<Piece>; 2],
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Nothing,
    /// To print this one, and leave.
    Print(usize),
    /// To open the draft where it stands.
    Open(usize),
    Leave,
    Cancel,
}

/// The screen: at one of them, scrolled so far.
#[derive(Debug, Clone)]
pub struct Review<'d> {
    doubts: &'d [Doubt],
    at: usize,
    top: usize,
}

impl<'d> Review<'d> {
    pub fn new(doubts: &'d [Doubt]) -> Review<'d> {
        Review { doubts, at: 0, top: 0 }
    }

    /// Takes in a key.
    pub fn update(&mut self, key: Key) -> Asked {
        let last = self.doubts.len().saturating_sub(1);
        let go = |at: usize| (at.min(last), 0);
        match key {
            Key::Char('n' | ')') | Key::Right | Key::Tab => (self.at, self.top) = go(self.at + 1),
            Key::Char('N' | '(' | 'p') | Key::Left | Key::BackTab => {
                (self.at, self.top) = go(self.at.saturating_sub(1))
            }
            Key::Char('g') | Key::Home => (self.at, self.top) = go(0),
            Key::Char('G') | Key::End => (self.at, self.top) = go(last),
            Key::Char('j') | Key::Down => self.top += 1,
            Key::Char('k') | Key::Up => self.top = self.top.saturating_sub(1),
            Key::Char('o') => return Asked::Open(self.at),
            Key::Enter => return Asked::Print(self.at),
            Key::Char('q') | Key::Esc => return Asked::Leave,
            Key::Ctrl('c') => return Asked::Cancel,
            _ => {}
        }
        Asked::Nothing
    }

    /// Draws it, and keeps the view from going past the end.
    pub fn draw(&mut self, theme: &Theme, buffer: &mut Buffer) {
        if let Some(page) = theme.page() {
            buffer.set_style(buffer.area, page);
        }
        let area = buffer.area;
        let Some(doubt) = self.doubts.get(self.at).filter(|_| area.width > 2 && area.height > 0) else { return };
        let mut painter = Painter::new(buffer, theme);
        let width = usize::from(area.width);
        let mut head = Line::of(format!(" {}  ", doubt.place), Face::Aside);
        head.push(doubt.kind.as_str(), Face::Strong);
        head.push_right(&format!("{}/{} ", self.at + 1, self.doubts.len()), Face::Aside, width);
        painter.line(0, 0, area.width, &head);
        let keys = if width > KEYS.len() { KEYS } else { FEW_KEYS };
        let mut foot = Line::of(keys, Face::Aside);
        foot.cut(width);
        painter.line(0, area.height - 1, area.width, &foot);
        let rows = rows(doubt, area);
        let room = usize::from(area.height.saturating_sub(2));
        self.top = self.top.min(rows.len().saturating_sub(room));
        for (y, row) in (1..).zip(rows.iter().skip(self.top).take(room)) {
            for (x, line) in row {
                painter.line(*x, y, area.width - x, line);
            }
        }
    }
}

/// Lines in a row of the screen, each with its column.
type Row = Vec<(u16, Line)>;

fn rows(doubt: &Doubt, area: Rect) -> Vec<Row> {
    let is_wide = area.width >= WIDE;
    let room = area.width.saturating_sub(if is_wide { 2 + GUTTER } else { 2 });
    let column = (if is_wide { room / 2 } else { room }).clamp(1, MEASURE);
    let right = if is_wide { 1 + column + GUTTER } else { 1 };
    let told = |words: &str, face: Faces| -> Vec<Row> {
        let all = set(&[(words.to_string(), face)], area.width.saturating_sub(2).clamp(1, 2 * MEASURE));
        all.into_iter().map(|line| vec![(1, line)]).collect()
    };
    let titles = [0, 1].map(|which: usize| set(&[(doubt.titles[which].clone(), Face::Heading.into())], column));
    let height = if is_wide { titles.iter().map(Vec::len).max().unwrap_or(0) } else { 0 };
    let side = |which: usize, x: u16| -> Vec<(u16, Line)> {
        let title = &titles[which];
        // The words of both begin in the same row.
        let blank = (title.len()..height.max(title.len()) + 1).map(|_| Line::of("", Faces::PLAIN));
        let words = set(&doubt.words[which], column);
        title.iter().cloned().chain(blank).chain(words).map(|line| (x, line)).collect()
    };
    let mut rows = vec![Row::new()];
    rows.extend(told(&doubt.what, Faces::PLAIN));
    rows.push(Row::new());
    let (draft, source) = (side(0, 1), side(1, right));
    if is_wide {
        let count = draft.len().max(source.len());
        let (mut draft, mut source) = (draft.into_iter(), source.into_iter());
        rows.extend((0..count).map(|_| draft.next().into_iter().chain(source.next()).collect::<Row>()));
    } else {
        rows.extend(draft.into_iter().map(|line| vec![line]));
        rows.push(Row::new());
        rows.extend(source.into_iter().map(|line| vec![line]));
    }
    rows.push(Row::new());
    rows.extend(told(&doubt.help, Face::Aside.into()));
    rows
}

/// Pieces of text in lines of a width.
fn set(pieces: &[Piece], width: u16) -> Vec<Line> {
    let text: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    let line = |range: std::ops::Range<usize>| {
        let mut line = Line::of("", Faces::PLAIN);
        let mut start = 0;
        for (words, faces) in pieces {
            let own = range.start.max(start)..range.end.min(start + words.len());
            if own.start < own.end {
                line.push(&text[own], *faces);
            }
            start += words.len();
        }
        line
    };
    wrap(&text, usize::from(width)).into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts() -> Vec<Doubt> {
        let doubt = |number: usize| Doubt {
            place: format!("draft.md:{number}:2"),
            kind: "altered".into(),
            what: "1 word other than Ines Duarte said".into(),
            help: "write the words of the source".into(),
            titles: ["Ines Duarte".into(), "harbour.md, paragraph 2, Ines Duarte".into()],
            words: [
                vec![
                    ("“A coast without ".into(), Faces::PLAIN),
                    ("any ".into(), Face::Hit.into()),
                    ("light.”".into(), Faces::PLAIN),
                ],
                vec![("“A coast without ".into(), Faces::PLAIN), ("a ".into(), Face::Hit.into())],
            ],
        };
        (1..4).map(doubt).collect()
    }

    fn drawn(review: &mut Review<'_>, width: u16, height: u16) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        review.draw(&Theme::terminal(true), &mut buffer);
        let row = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_string();
        (0..height).map(row).collect()
    }

    #[test]
    fn both_sides_beside_each_other_and_below_each_other() {
        let doubts = doubts();
        let wide = drawn(&mut Review::new(&doubts), 80, 12);
        assert_eq!(wide[0], " draft.md:1:2  altered                                                      1/3");
        assert_eq!(wide[4], " Ines Duarte                             harbour.md, paragraph 2, Ines Duarte");
        assert!(
            wide.iter().any(|row| row.contains("“A coast without any light.”") && row.contains("“A coast without a"))
        );
        let narrow = drawn(&mut Review::new(&doubts), 40, 16);
        let at = |words: &str| narrow.iter().position(|row| row.contains(words));
        assert!(at("any light") < at("harbour.md"), "{narrow:?}");
    }

    #[test]
    fn keys_walk_and_ask() {
        let doubts = doubts();
        let mut review = Review::new(&doubts);
        for (key, at) in [('n', 1), ('n', 2), ('n', 2), ('N', 1), ('g', 0), ('N', 0), ('G', 2)] {
            assert_eq!((review.update(Key::Char(key)), review.at), (Asked::Nothing, at), "{key}");
        }
        assert_eq!(review.update(Key::Enter), Asked::Print(2));
        assert_eq!(review.update(Key::Char('o')), Asked::Open(2));
        assert_eq!(review.update(Key::Char('q')), Asked::Leave);
        assert_eq!(review.update(Key::Ctrl('c')), Asked::Cancel);
    }

    #[test]
    fn every_size_draws_and_the_end_stays_in_view() {
        let doubts = doubts();
        for width in (1..20).chain([59, 60, 61, 250]) {
            for height in 1..14 {
                let mut review = Review::new(&doubts);
                for _ in 0..200 {
                    review.update(Key::Char('j'));
                }
                let rows = drawn(&mut review, width, height);
                assert!(width < 3 || height < 3 || rows.iter().any(|row| !row.is_empty()));
            }
        }
        drawn(&mut Review::new(&[]), 80, 24);
    }
}
