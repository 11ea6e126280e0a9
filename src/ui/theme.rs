//! How faces look: the only place with colours.
//!
//! Comes in: a set of faces. Goes out: a style. Unless a theme is chosen it is of the
//! terminal's own palette, and one colour is used, magenta: of the sixteen it is the one
//! that is read on white and on black alike (xterm's #CD00CD has a contrast of 4.7 to 1
//! and 4.4 to 1 by the WCAG formula; cyan has 2.0 on white, blue 2.2 on black). All that
//! a colour tells is told by an attribute or a sign as well.

pub mod ink;

use ratatui::style::{Modifier, Style};

use ink::MAGENTA;
pub use ink::{Depth, Ground, Ink};

/// What a piece of text is. Several may hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
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
    /// Words that are highlighted or have a note.
    Noted = 1 << 16,
}

/// A set of faces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faces(u32);

impl Faces {
    pub const PLAIN: Faces = Faces(0);

    pub fn with(self, face: Face) -> Faces {
        Faces(self.0 | face as u32)
    }

    pub fn when(self, condition: bool, face: Face) -> Faces {
        if condition { self.with(face) } else { self }
    }

    pub fn has(self, face: Face) -> bool {
        self.0 & face as u32 != 0
    }
}

impl From<Face> for Faces {
    fn from(face: Face) -> Faces {
        Faces(face as u32)
    }
}

/// What a face has of its own; what it leaves open stays as it is below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    pub fg: Option<Ink>,
    pub bg: Option<Ink>,
    pub attributes: Modifier,
}

/// The faces with their names in the files of themes, and how they look without one.
/// Where several hold, the later one's colour is seen.
const FACES: [(Face, &str, Option<Ink>, Modifier); 17] = [
    (Face::Title, "title", None, Modifier::BOLD),
    (Face::Heading, "heading", None, Modifier::BOLD),
    (Face::Aside, "aside", None, Modifier::DIM),
    (Face::Strong, "strong", None, Modifier::BOLD),
    (Face::Emphasis, "emphasis", None, Modifier::ITALIC),
    (Face::Code, "code", None, Modifier::DIM),
    (Face::Link, "link", None, Modifier::UNDERLINED),
    (Face::Quote, "quote", Some(MAGENTA), Modifier::empty()),
    (Face::Current, "current", None, Modifier::BOLD),
    (Face::Hit, "hit", None, Modifier::REVERSED),
    (Face::HitHere, "hit-here", None, Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED)),
    (Face::Focus, "focus", None, Modifier::REVERSED),
    (Face::Sign, "sign", Some(MAGENTA), Modifier::BOLD),
    (Face::Cited, "cited", None, Modifier::BOLD.union(Modifier::UNDERLINED)),
    // A sign in the margin tells it from a link.
    (Face::Noted, "noted", None, Modifier::UNDERLINED),
    (Face::Selected, "selected", None, Modifier::REVERSED),
    (Face::Cursor, "cursor", None, Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED)),
];

/// What all words stand on, by its name in the files of themes.
pub const PAGE: &str = "page";

/// The attributes by their names in the files of themes.
const ATTRIBUTES: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

/// The names of all that has a look, the page first.
pub fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once(PAGE).chain(FACES.iter().map(|(_, name, ..)| *name))
}

pub fn attribute(name: &str) -> Option<Modifier> {
    ATTRIBUTES.iter().find(|(own, _)| *own == name).map(|(_, attribute)| *attribute)
}

pub fn attribute_names() -> impl Iterator<Item = &'static str> {
    ATTRIBUTES.iter().map(|(name, _)| *name)
}

/// How each face looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    page: Look,
    looks: [Look; FACES.len()],
}

impl Theme {
    /// The terminal's own palette, or no colours at all.
    pub const fn terminal(color: bool) -> Theme {
        let page = Look { fg: None, bg: None, attributes: Modifier::empty() };
        let mut looks = [page; FACES.len()];
        let mut at = 0;
        while at < FACES.len() {
            let (_, _, fg, attributes) = FACES[at];
            looks[at] = Look { fg: if color { fg } else { None }, bg: None, attributes };
            at += 1;
        }
        Theme { page, looks }
    }

    /// The look with that name, to be changed.
    pub fn look_mut(&mut self, name: &str) -> Option<&mut Look> {
        if name == PAGE {
            return Some(&mut self.page);
        }
        let at = FACES.iter().position(|(_, own, ..)| *own == name)?;
        self.looks.get_mut(at)
    }

    /// The same with colours that the terminal has. Words whose colour comes out as what
    /// they stand on get that of other words.
    pub fn within(mut self, depth: Depth) -> Theme {
        let [fg, bg] = [self.page.fg, self.page.bg].map(|ink| ink.map(|ink| ink.within(depth)));
        (self.page.fg, self.page.bg) = (fg, bg);
        for look in &mut self.looks {
            look.fg = look.fg.map(|ink| ink.within(depth));
            look.bg = look.bg.map(|ink| ink.within(depth));
            if look.fg.is_some() && look.fg == look.bg.or(bg) {
                look.fg = fg;
            }
        }
        self
    }

    /// What lies under all words, if there is anything.
    pub fn page(&self) -> Option<Style> {
        (self.page.fg.is_some() || self.page.bg.is_some()).then(|| self.page.onto(Style::new()))
    }

    pub fn style(&self, faces: Faces) -> Style {
        let held = FACES.iter().zip(&self.looks).filter(|((face, ..), _)| faces.has(*face));
        held.fold(Style::new(), |style, (_, look)| look.onto(style))
    }
}

impl Look {
    fn onto(self, mut style: Style) -> Style {
        style.fg = self.fg.map(Ink::color).or(style.fg);
        style.bg = self.bg.map(Ink::color).or(style.bg);
        style.add_modifier(self.attributes)
    }
}

/// The themes of a run.
#[derive(Debug, Clone, Copy)]
pub struct Looks {
    /// As long as nothing else is known.
    pub theme: Theme,
    /// On a light background and on a dark one, if it has to be asked for.
    pub pair: Option<[Theme; 2]>,
    /// Only signs of ASCII are drawn.
    pub ascii: bool,
}

impl Default for Looks {
    fn default() -> Looks {
        Looks { theme: Theme::terminal(false), pair: None, ascii: false }
    }
}

impl Looks {
    pub fn on(&self, ground: Option<Ground>) -> &Theme {
        match (&self.pair, ground) {
            (Some([light, _]), Some(Ground::Light)) => light,
            (Some([_, dark]), Some(Ground::Dark)) => dark,
            _ => &self.theme,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_but_quoted_words_shows_without_colour() {
        for (face, _, _, attributes) in FACES {
            let style = Theme::terminal(false).style(face.into());
            assert_eq!((style.fg, style.bg), (None, None));
            // Quoted words have their quotation marks.
            assert!(!attributes.is_empty() || face == Face::Quote);
        }
    }

    #[test]
    fn the_terminals_own_palette_is_the_same_at_every_depth() {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            assert_eq!(Theme::terminal(true).within(depth), Theme::terminal(true));
        }
    }

    #[test]
    fn words_never_come_out_as_what_they_stand_on() {
        let mut theme = Theme::terminal(true);
        theme.page.fg = Some(Ink::Rgb([20; 3]));
        theme.page.bg = Some(Ink::Rgb([250; 3]));
        theme.look_mut("aside").expect("a face").fg = Some(Ink::Rgb([245; 3]));
        let mut few = theme.within(Depth::Sixteen);
        assert_eq!((few.page.fg, few.page.bg), (Some(Ink::Numbered(0)), Some(Ink::Numbered(15))));
        assert_eq!(few.look_mut("aside").expect("a face").fg, Some(Ink::Numbered(0)));
    }
}
