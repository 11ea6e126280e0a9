//! How faces look: the only place with colours.
//!
//! Comes in: a set of faces. Goes out: a style of the terminal's own palette.
//! One colour is used, magenta: of the sixteen it is the one that is read on
//! white and on black alike (xterm's #CD00CD has a contrast of 4.7 to 1 and 4.4
//! to 1 by the WCAG formula; cyan has 2.0 on white, blue 2.2 on black). All that
//! a colour tells is told by an attribute or a sign as well.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is. Several may hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum Face {
    Title = 1,
    Heading = 1 << 1,
    /// What stands beside the words: bylines, roles, counts, rules.
    Aside = 1 << 2,
    Strong = 1 << 3,
    Emphasis = 1 << 4,
    Code = 1 << 5,
    Link = 1 << 6,
    /// Quoted words.
    Quote = 1 << 7,
    /// The current quotation, entry or person.
    Current = 1 << 8,
    Hit = 1 << 9,
    /// The hit that `n` and `N` are at.
    HitHere = 1 << 10,
    /// The title of the pane that has the keys, the prompt's cursor.
    Focus = 1 << 11,
    /// The bar beside what is current, a mark, a person's share.
    Sign = 1 << 12,
    /// Words of the article that say who is quoted.
    Cited = 1 << 13,
    /// Words that are selected.
    Selected = 1 << 14,
    /// The glyph of the selection that moves.
    Cursor = 1 << 15,
}

/// A set of faces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faces(u16);

impl Faces {
    pub const PLAIN: Faces = Faces(0);

    pub fn with(self, face: Face) -> Faces {
        Faces(self.0 | face as u16)
    }

    pub fn when(self, condition: bool, face: Face) -> Faces {
        if condition { self.with(face) } else { self }
    }

    pub fn has(self, face: Face) -> bool {
        self.0 & face as u16 != 0
    }
}

impl From<Face> for Faces {
    fn from(face: Face) -> Faces {
        Faces(face as u16)
    }
}

/// For each face whether it has the colour, and its attributes.
const LOOKS: &[(Face, bool, Modifier)] = &[
    (Face::Title, false, Modifier::BOLD),
    (Face::Heading, false, Modifier::BOLD),
    (Face::Aside, false, Modifier::DIM),
    (Face::Strong, false, Modifier::BOLD),
    (Face::Emphasis, false, Modifier::ITALIC),
    (Face::Code, false, Modifier::DIM),
    (Face::Link, false, Modifier::UNDERLINED),
    (Face::Quote, true, Modifier::empty()),
    (Face::Current, false, Modifier::BOLD),
    (Face::Hit, false, Modifier::REVERSED),
    (Face::HitHere, false, Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED)),
    (Face::Focus, false, Modifier::REVERSED),
    (Face::Sign, true, Modifier::BOLD),
    (Face::Cited, false, Modifier::BOLD.union(Modifier::UNDERLINED)),
    (Face::Selected, false, Modifier::REVERSED),
    (Face::Cursor, false, Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED)),
];

/// Styles with colours or without any.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    pub color: bool,
}

impl Theme {
    pub fn style(self, faces: Faces) -> Style {
        let mut style = Style::new();
        for (_, colored, attributes) in LOOKS.iter().filter(|look| faces.has(look.0)) {
            style = style.add_modifier(*attributes);
            if *colored && self.color {
                style = style.fg(Color::Magenta);
            }
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_but_quoted_words_shows_without_colour() {
        for (face, _, attributes) in LOOKS {
            let style = Theme { color: false }.style((*face).into());
            assert_eq!((style.fg, style.bg), (None, None));
            // Quoted words have their quotation marks.
            assert!(!attributes.is_empty() || *face == Face::Quote);
        }
    }
}
