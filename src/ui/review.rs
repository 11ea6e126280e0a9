//! A screen that shows one doubtful quotation after the other: the draft’s words at the
//! left, the source’s at the right, what is different lit.
//!
//! Comes in: what is to be shown of each, as pieces of text. Goes out: which of them was
//! chosen, or is to be opened. It takes keys as the reader has bound them, changes itself
//! and draws itself; the loop around it is that of the interface, without what an article
//! needs. May not know how words are compared.

mod show;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use show::show;

use super::keys::{Action, At, HelpRow, Key, Keymap, Unit, Way};
use super::line::Line;
use super::theme::{Face, Faces, Theme};
use super::view::{Painter, help};
use crate::glyph::columns;
use crate::layout::wrap;

/// Narrower screens have the source below the draft.
const WIDE: u16 = 60;
/// Columns between the two, and at the edges.
const GUTTER: u16 = 3;
/// No column of words is wider.
const MEASURE: u16 = 72;

/// What the foot tells, and in fewer words.
const TIPS: [(Action, &str, &str); 5] = [
    (Action::Move(Unit::Hit, Way::Forward), "next", "next"),
    (Action::OpenDraft, "open the draft", "open"),
    (Action::Enter, "print", "print"),
    (Action::Help, "keys", "keys"),
    (Action::Quit, "leave", "leave"),
];

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
    Suspend,
    Redraw,
}

/// The screen: at one of them, scrolled so far.
#[derive(Debug, Clone)]
pub struct Review<'d> {
    doubts: &'d [Doubt],
    keymap: &'d Keymap,
    at: usize,
    top: usize,
    /// So many rows are in view.
    room: usize,
    /// The first of two keys was pressed.
    begun: Option<Key>,
    /// Where the keys are told: to where the view goes back.
    help: Option<usize>,
}

impl<'d> Review<'d> {
    pub fn new(doubts: &'d [Doubt], keymap: &'d Keymap) -> Review<'d> {
        Review { doubts, keymap, at: 0, top: 0, room: 1, begun: None, help: None }
    }

    /// Takes in a key.
    pub fn update(&mut self, key: Key) -> Asked {
        let begun = self.begun.take();
        if self.keymap.lookup(key) == Some(Action::Cancel) {
            return Asked::Cancel;
        }
        if begun.is_none() && self.keymap.begins_reviewing(key) {
            self.begun = Some(key);
            return Asked::Nothing;
        }
        let Some(action) = self.keymap.lookup_reviewing(begun, key) else { return Asked::Nothing };
        match action {
            Action::Suspend => return Asked::Suspend,
            Action::Redraw => return Asked::Redraw,
            Action::Move(Unit::Line, way) => self.scroll(1, way),
            Action::Move(Unit::HalfPage, way) => self.scroll((self.room / 2).max(1), way),
            Action::Move(Unit::Page, way) => self.scroll(self.room, way),
            Action::Help | Action::Close | Action::Quit if self.help.is_some() => {
                self.top = self.help.take().unwrap_or(0);
            }
            // What is told of the keys is read, and nothing is walked through behind it.
            _ if self.help.is_some() => {}
            Action::Help => self.help = Some(std::mem::take(&mut self.top)),
            Action::Move(_, Way::Forward) => self.go(self.at + 1),
            Action::Move(_, Way::Back) => self.go(self.at.saturating_sub(1)),
            Action::Start => self.go(0),
            Action::End => self.go(usize::MAX),
            Action::OpenDraft => return Asked::Open(self.at),
            Action::Enter => return Asked::Print(self.at),
            Action::Close | Action::Quit => return Asked::Leave,
            _ => {}
        }
        Asked::Nothing
    }

    fn go(&mut self, at: usize) {
        (self.at, self.top) = (at.min(self.doubts.len().saturating_sub(1)), 0);
    }

    fn scroll(&mut self, rows: usize, way: Way) {
        self.top = match way {
            Way::Forward => self.top.saturating_add(rows),
            Way::Back => self.top.saturating_sub(rows),
        };
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
        let mut foot = Line::of(self.foot(width), Face::Aside);
        foot.cut(width);
        painter.line(0, area.height - 1, area.width, &foot);
        let rows = if self.help.is_some() { self.help_rows(width) } else { rows(doubt, area) };
        self.room = usize::from(area.height.saturating_sub(2)).max(1);
        self.top = self.top.min(rows.len().saturating_sub(self.room));
        for (y, row) in (1..area.height.saturating_sub(1)).zip(rows.iter().skip(self.top)) {
            for (x, line) in row {
                painter.line(*x, y, area.width - x, line);
            }
        }
    }

    /// The keys that matter here, as they are bound, in as many words as there is room for.
    fn foot(&self, width: usize) -> String {
        let named = |action| Some(self.keymap.name_of(At::Review, action)).filter(|name| !name.is_empty());
        if self.help.is_some() {
            let close = named(Action::Close).or_else(|| named(Action::Quit));
            return close.map_or(String::new(), |name| format!(" {name} close"));
        }
        let tips = |gap: &str, is_short: bool, has_help: bool| {
            let told = TIPS.iter().filter(|(action, ..)| has_help || *action != Action::Help);
            let told = told.filter_map(|(action, long, short)| {
                Some(format!("{} {}", named(*action)?, if is_short { short } else { long }))
            });
            format!(" {}", told.collect::<Vec<_>>().join(gap))
        };
        let all = [tips("   ", false, true), tips("   ", true, true), tips("  ", true, true), tips("  ", true, false)];
        let [.., least] = &all;
        all.iter().find(|foot| columns(foot) <= width).unwrap_or(least).clone()
    }

    fn help_rows(&self, width: usize) -> Vec<Row> {
        let rows = self.keymap.help(Some(At::Review), "", width);
        let line = |row: &HelpRow| {
            let mut line = help::set(row);
            line.cut(width);
            vec![(0, line)]
        };
        rows.iter().map(line).collect()
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
    use crate::ui::keys::chord;

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
        let wide = drawn(&mut Review::new(&doubts, &Keymap::default()), 80, 12);
        assert_eq!(wide[0], " draft.md:1:2  altered                                                      1/3");
        assert_eq!(wide[4], " Ines Duarte                             harbour.md, paragraph 2, Ines Duarte");
        assert!(
            wide.iter().any(|row| row.contains("“A coast without any light.”") && row.contains("“A coast without a"))
        );
        let narrow = drawn(&mut Review::new(&doubts, &Keymap::default()), 40, 16);
        let at = |words: &str| narrow.iter().position(|row| row.contains(words));
        assert!(at("any light") < at("harbour.md"), "{narrow:?}");
    }

    #[test]
    fn keys_walk_and_ask() {
        let (doubts, keymap) = (doubts(), Keymap::default());
        let mut review = Review::new(&doubts, &keymap);
        for (key, at) in [('n', 1), ('n', 2), ('n', 2), ('N', 1), ('g', 0), ('N', 0), ('G', 2)] {
            assert_eq!((review.update(Key::Char(key)), review.at), (Asked::Nothing, at), "{key}");
        }
        assert_eq!(review.update(Key::Enter), Asked::Print(2));
        assert_eq!(review.update(Key::Char('o')), Asked::Open(2));
        assert_eq!(review.update(Key::Char('q')), Asked::Leave);
        assert_eq!(review.update(Key::Ctrl('c')), Asked::Cancel);
    }

    #[test]
    fn the_keys_are_those_of_the_reader() {
        let doubts = doubts();
        let mut vim = Keymap::preset("vim").expect("there");
        vim.bind("open-draft", &[chord("e").expect("a key")]).expect("bound");
        vim.bind("quit", &[]).expect("bound");
        let mut review = Review::new(&doubts, &vim);
        assert!(drawn(&mut review, 80, 12)[11].starts_with(" n next   e open the draft   Enter print   ? keys"));
        assert_eq!(drawn(&mut review, 40, 10)[9], " n next   e open   Enter print   ? keys");
        for (key, at) in [('G', 2), ('g', 2), ('g', 0), ('G', 2), ('g', 2), ('N', 2), ('N', 1), ('o', 1), ('q', 1)] {
            assert_eq!((review.update(Key::Char(key)), review.at), (Asked::Nothing, at), "{key}");
        }
        review.update(Key::Char('g'));
        assert_eq!(review.update(Key::Ctrl('c')), Asked::Cancel, "also after a first key");
        assert_eq!(review.update(Key::Char('e')), Asked::Open(1));
        vim.bind("suspend", &[chord("F2").expect("a key")]).expect("bound");
        let mut review = Review::new(&doubts, &vim);
        assert_eq!([Key::Ctrl('z'), Key::F(2)].map(|key| review.update(key)), [Asked::Nothing, Asked::Suspend]);
    }

    #[test]
    fn its_own_key_goes_before_that_of_the_reader() {
        let doubts = doubts();
        let mut keymap = Keymap::default();
        keymap.bind("next-hit", &[chord("o").expect("a key"), chord("x").expect("a key")]).expect("bound");
        let mut review = Review::new(&doubts, &keymap);
        assert!(drawn(&mut review, 80, 12)[11].starts_with(" x next   o open the draft"));
        assert_eq!(review.update(Key::Char('o')), Asked::Open(0));
    }

    #[test]
    fn the_keys_are_told_and_closed_where_they_were_opened() {
        let (doubts, keymap) = (doubts(), Keymap::default());
        let mut review = Review::new(&doubts, &keymap);
        review.update(Key::Char('n'));
        for close in [Key::Char('?'), Key::Esc, Key::Char('q')] {
            review.update(Key::Char('?'));
            let shown = drawn(&mut review, 80, 40).join("\n");
            assert!(shown.contains("open the draft at the quotation") && shown.contains("to the first quotation"));
            assert!(!shown.contains("any light") && shown.ends_with(" Esc close"), "{shown}");
            assert_eq!((review.update(Key::Char('n')), review.at), (Asked::Nothing, 1));
            assert_eq!((review.update(close), review.help), (Asked::Nothing, None));
            assert!(drawn(&mut review, 80, 40).join("\n").contains("any light"));
        }
    }

    #[test]
    fn every_size_draws_and_the_end_stays_in_view() {
        let (doubts, keymap) = (doubts(), Keymap::default());
        for width in (1..20).chain([59, 60, 61, 250]) {
            for height in 1..14 {
                let mut review = Review::new(&doubts, &keymap);
                for _ in 0..200 {
                    review.update(Key::Char('j'));
                }
                let rows = drawn(&mut review, width, height);
                assert!(width < 3 || height < 3 || rows.iter().any(|row| !row.is_empty()));
            }
        }
        drawn(&mut Review::new(&[], &keymap), 80, 24);
    }
}
