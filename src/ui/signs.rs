//! A frame in ASCII, for terminals that show nothing else.
//!
//! Comes in: a finished frame. Goes out: the same, each glyph replaced by one of ASCII that
//! takes as many columns. Words that are copied or chosen are not drawn: they stay as they
//! are. May not know what is shown.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::engine::accent;
use crate::glyph;

/// All signs that the interface draws, and those of print that articles have, with what
/// stands for them. A test finds those that are missing.
const TWINS: &[(char, char)] = &[
    // Rules, bars, shares and boxes.
    ('─', '-'),
    ('│', '|'),
    ('┆', ':'),
    ('▌', '|'),
    ('█', '#'),
    ('■', '#'),
    ('□', '.'),
    ('▪', '#'),
    ('·', '.'),
    ('•', '*'),
    ('↪', '\\'),
    // Keys.
    ('↑', '^'),
    ('↓', 'v'),
    ('←', '<'),
    ('→', '>'),
    // A full stop would end a sentence that somebody did not end.
    ('…', '~'),
    ('§', 'S'),
    // Marks of print.
    ('“', '"'),
    ('”', '"'),
    ('„', '"'),
    ('‟', '"'),
    ('«', '"'),
    ('»', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('‚', '\''),
    ('‛', '\''),
    ('‹', '\''),
    ('›', '\''),
    ('′', '\''),
    ('″', '"'),
    ('‐', '-'),
    ('‑', '-'),
    ('‒', '-'),
    ('–', '-'),
    ('—', '-'),
    ('―', '-'),
    ('−', '-'),
    ('×', 'x'),
    ('\u{a0}', ' '),
    ('\u{202f}', ' '),
    ('\u{2009}', ' '),
];

/// Stands for what has no twin.
const UNKNOWN: &str = "?";

/// Draws the frame anew with signs of ASCII.
pub fn to_ascii(buffer: &mut Buffer) {
    let (mut covered, mut style) = (0, Style::new());
    for cell in &mut buffer.content {
        if covered > 0 {
            // The rest of a wide glyph: ratatui leaves it bare.
            covered -= 1;
            cell.set_symbol(UNKNOWN).set_style(style);
        } else if !cell.symbol().is_ascii() {
            covered = glyph::width(cell.symbol()).saturating_sub(1);
            style = cell.style();
            match twin(cell.symbol()) {
                Some(twin) => cell.set_char(twin),
                None => cell.set_symbol(UNKNOWN),
            };
        }
    }
}

/// The same of text that stands by itself.
pub fn in_ascii(text: &str) -> String {
    let sign = |(_, glyph): (usize, &str)| match (glyph.is_ascii(), twin(glyph)) {
        (true, _) => glyph.to_string(),
        (false, Some(twin)) => twin.to_string(),
        (false, None) => UNKNOWN.repeat(glyph::width(glyph)),
    };
    glyph::glyphs(text).map(sign).collect()
}

/// The sign of ASCII for a glyph: its twin, or the letter without its accents.
pub fn twin(glyph: &str) -> Option<char> {
    let first = glyph.chars().next()?;
    let known = TWINS.iter().find(|(sign, _)| *sign == first).map(|(_, twin)| *twin);
    known.or_else(|| Some(accent::bare(first)).filter(char::is_ascii))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Color;

    #[test]
    fn every_glyph_keeps_its_columns() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 16, 1));
        buffer.set_string(0, 0, "“Élan” e\u{301}日本—ж…", Style::new().fg(Color::Red));
        to_ascii(&mut buffer);
        let row: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(row, "\"Elan\" e????-?~ ");
        assert!(buffer.content[..15].iter().all(|cell| cell.fg == Color::Red));
    }

    #[test]
    fn twins_are_of_ascii_and_can_be_seen() {
        for (sign, twin) in TWINS {
            assert!(!sign.is_ascii() && (twin.is_ascii_graphic() || sign.is_whitespace()), "{sign}");
        }
    }
}
