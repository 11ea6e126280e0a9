//! A row of words with faces, before it has a place on the screen.
//!
//! Comes in: clean words and faces. Goes out: pieces, measured in columns. May
//! not know panes or colours.

use super::theme::{Face, Faces};
use crate::glyph::{columns, drawn, truncate};

/// Pieces of words, each with its faces.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line(pub Vec<(String, Faces)>);

impl Line {
    pub fn of(words: impl Into<String>, faces: impl Into<Faces>) -> Line {
        let mut line = Line::default();
        line.push(words, faces);
        line
    }

    pub fn push(&mut self, words: impl Into<String>, faces: impl Into<Faces>) {
        let words = words.into();
        if !words.is_empty() {
            self.0.push((words, faces.into()));
        }
    }

    pub fn width(&self) -> usize {
        self.0.iter().map(|(words, _)| columns(words)).sum()
    }

    /// Adds words at the right edge of so many columns; what is there already is
    /// cut if there is no room for both.
    pub fn push_right(&mut self, words: &str, faces: impl Into<Faces>, room: usize) {
        let own = columns(words);
        self.cut(room.saturating_sub(own + 1));
        let blank = room.saturating_sub(own + self.width());
        self.push(" ".repeat(blank), Faces::PLAIN);
        self.push(truncate(words, room), faces);
    }

    /// Cuts the line to so many columns, with an ellipsis if it was longer.
    pub fn cut(&mut self, room: usize) {
        let mut left = room;
        for at in 0..self.0.len() {
            let wide = columns(&self.0[at].0);
            let more = at + 1 < self.0.len();
            if wide > left || (wide == left && more) {
                let words = truncate(&format!("{}{}", self.0[at].0, if more { " " } else { "" }), left).into_owned();
                self.0[at].0 = words;
                self.0.truncate(at + 1);
                return;
            }
            left -= wide;
        }
    }

    /// The same line with a face added to every piece.
    pub fn with(mut self, face: Face) -> Line {
        for (_, faces) in &mut self.0 {
            *faces = faces.with(face);
        }
        self
    }

    /// The pieces as they are drawn.
    pub fn drawn(&self) -> impl Iterator<Item = (std::borrow::Cow<'_, str>, Faces)> {
        self.0.iter().map(|(words, faces)| (drawn(words), *faces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &Line) -> String {
        line.0.iter().map(|p| p.0.as_str()).collect()
    }

    #[test]
    fn right_edge_and_cut() {
        let mut line = Line::of("Quotations", Faces::PLAIN);
        line.push_right("3/11", Face::Aside, 18);
        assert_eq!(text(&line), "Quotations    3/11");
        let mut line = Line::of("Quotations", Faces::PLAIN);
        line.push_right("3/11", Face::Aside, 12);
        assert_eq!((text(&line).as_str(), line.width()), ("Quotat… 3/11", 12));
        let mut line = Line::of("ab", Faces::PLAIN);
        line.push("cd", Face::Aside);
        line.cut(2);
        assert_eq!(text(&line), "a…");
    }
}
