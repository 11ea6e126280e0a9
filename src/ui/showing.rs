//! Whether pictures are shown, and by which means.
//!
//! Comes in: what is wanted, what the environment tells, and later what the terminal tells.
//! Goes out: the medium, while pictures are shown and it is known. May not know articles,
//! the environment or how anything is drawn.

use super::answer::Answer;
use super::graphics::{Means, Medium};
use super::theme::Depth;

/// What is known before anything is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice {
    /// From the start; else once a key asks for it.
    pub is_shown: bool,
    /// None where nothing can be drawn.
    pub means: Option<Means>,
    pub depth: Depth,
    /// The terminal may have better means.
    pub asks: bool,
}

/// What terminals draw with that call themselves so. Several say yes to kitty's protocol
/// that know no placeholders: of those with a name only these are sure to.
const NAMES: &[(&str, Means)] = &[
    ("kitty", KITTY),
    ("ghostty", KITTY),
    ("foot", Means::Sixel),
    ("contour", Means::Sixel),
    ("mlterm", Means::Sixel),
    ("WezTerm", Means::Iterm2),
    ("iTerm2", Means::Iterm2),
    ("mintty", Means::Iterm2),
];

const KITTY: Means = Means::Kitty { tmux: false };

/// How far it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Idle,
    /// The terminal is asked, if that is wanted.
    Asking,
    /// Nothing is waited for.
    Ready,
}

#[derive(Debug, Default)]
pub struct Showing {
    choice: Choice,
    stage: Stage,
    name: String,
    has_kitty: bool,
    /// An answer took so long that what is sent would, too.
    is_slow: bool,
    /// A key asked for pictures.
    is_asked_for: bool,
    cell: (u16, u16),
}

impl Showing {
    pub fn new(choice: Choice) -> Showing {
        Showing { choice, ..Showing::default() }
    }

    /// What pictures are drawn with now.
    pub fn medium(&self) -> Option<Medium> {
        let means = self.choice.means.filter(|_| self.choice.is_shown && self.stage == Stage::Ready)?;
        Some(Medium::new(self.told().unwrap_or(means), self.choice.depth, self.cell))
    }

    /// The means that the terminal told of, if it is fast enough or somebody will wait.
    fn told(&self) -> Option<Means> {
        if self.is_slow && !self.is_asked_for {
            return None;
        }
        let named = NAMES.iter().find(|(name, _)| self.name.starts_with(name)).map(|(_, means)| *means);
        let nameless = Some(KITTY).filter(|_| self.name.is_empty());
        named.or(nameless).filter(|means| *means != KITTY || self.has_kitty)
    }

    /// Whether pictures are wanted.
    pub fn is_wanted(&self) -> bool {
        self.choice.is_shown && self.choice.means.is_some()
    }

    /// Begins, if that is yet to be done: whether the terminal is to be asked.
    pub fn begin(&mut self) -> Option<bool> {
        if self.stage != Stage::Idle {
            return None;
        }
        self.stage = Stage::Asking;
        Some(self.choice.asks)
    }

    /// Shows pictures, or hides them. None where nothing can be drawn.
    pub fn toggle(&mut self) -> Option<bool> {
        self.choice.means?;
        self.is_asked_for = true;
        self.choice.is_shown = !self.choice.is_shown;
        Some(self.choice.is_shown)
    }

    /// Takes in what the terminal tells.
    pub fn hear(&mut self, answer: Answer) {
        self.is_slow |= self.stage == Stage::Ready;
        match answer {
            Answer::Name(name) => self.name = name,
            Answer::Kitty(has_it) => self.has_kitty = has_it,
            Answer::Ground(_) => {}
        }
    }

    pub fn ready(&mut self) {
        self.stage = Stage::Ready;
    }

    /// The size of a cell in pixels. True if it is another one.
    pub fn measured(&mut self, cell: (u16, u16)) -> bool {
        std::mem::replace(&mut self.cell, cell) != cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn showing(answers: &[Answer]) -> Option<Means> {
        let means = Some(Means::Blocks(Depth::True));
        let mut showing = Showing::new(Choice { is_shown: true, means, depth: Depth::True, asks: true });
        showing.measured((8, 16));
        assert_eq!((showing.begin(), showing.begin(), showing.medium()), (Some(true), None, None));
        answers.iter().for_each(|answer| showing.hear(answer.clone()));
        showing.ready();
        assert_eq!(showing.begin(), None);
        showing.medium().map(|medium| medium.means)
    }

    #[test]
    fn only_what_the_terminal_tells_in_time_is_used() {
        let name = |name: &str| Answer::Name(name.into());
        let blocks = Some(Means::Blocks(Depth::True));
        let kitty = Some(Means::Kitty { tmux: false });
        assert_eq!(showing(&[]), blocks);
        assert_eq!(showing(&[Answer::Kitty(false)]), blocks);
        assert_eq!(showing(&[Answer::Kitty(true)]), kitty);
        assert_eq!(showing(&[Answer::Kitty(true), name("kitty(0.35.2)")]), kitty);
        assert_eq!(showing(&[name("foot(1.16.2)")]), Some(Means::Sixel));
        assert_eq!(showing(&[Answer::Kitty(true), name("WezTerm 20240203")]), Some(Means::Iterm2));
        assert_eq!(showing(&[Answer::Kitty(true), name("Konsole 24.02")]), blocks);
        assert_eq!(showing(&[Answer::Kitty(true), name("Another 1.0")]), blocks);
        assert_eq!(showing(&[name("kitty(0.19)"), Answer::Kitty(false)]), blocks);
        assert_eq!(showing(&[name("XTerm(390)")]), blocks);
    }

    #[test]
    fn a_slow_terminal_is_sent_pixels_for_a_key_only() {
        let means = Some(Means::Blocks(Depth::True));
        let mut showing = Showing::new(Choice { is_shown: true, means, depth: Depth::True, asks: true });
        showing.measured((8, 16));
        showing.begin();
        showing.ready();
        showing.hear(Answer::Name("foot(1)".into()));
        assert_eq!(showing.medium().map(|medium| medium.means), means);
        assert_eq!((showing.toggle(), showing.toggle()), (Some(false), Some(true)));
        assert_eq!(showing.medium().map(|medium| medium.means), Some(Means::Sixel));
    }

    #[test]
    fn a_key_shows_and_hides() {
        let mut showing = Showing::new(Choice { means: Some(Means::Sixel), ..Choice::default() });
        showing.ready();
        assert!(showing.medium().is_none() && !showing.is_wanted());
        assert_eq!(showing.toggle(), Some(true));
        assert!(showing.medium().is_some() && showing.is_wanted());
        assert_eq!(showing.toggle(), Some(false));
        assert_eq!(Showing::new(Choice::default()).toggle(), None);
    }
}
