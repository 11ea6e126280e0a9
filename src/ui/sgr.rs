//! The codes of colours.
//!
//! Comes in: a colour. Goes out: bytes for the terminal. May not know what is coloured.

use std::io::{self, Write};

use ratatui::style::Color;

use super::theme::ink::number;

/// A colour by its codes in SGR, which begin at 30 for words and at 40 for what is behind them.
pub fn push_color(color: Color, first: u8, out: &mut Vec<u8>) -> io::Result<()> {
    match (color, number(color)) {
        (_, Some(n @ ..8)) => write!(out, ";{}", first + n),
        (_, Some(n)) => write!(out, ";{}", first + 60 + n - 8),
        (Color::Indexed(n), _) => write!(out, ";{};5;{n}", first + 8),
        (Color::Rgb(r, g, b), _) => write!(out, ";{};2;{r};{g};{b}", first + 8),
        _ => Ok(()),
    }
}
