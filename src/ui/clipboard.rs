//! Copying through the terminal (OSC 52).
//!
//! Comes in: clean words. Goes out: the bytes that ask the terminal to keep
//! them. There is no answer, so nobody can say that they arrived.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// What stands between us and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    Nothing,
    Tmux,
    /// GNU screen.
    Screen,
}

impl Between {
    /// As the environment tells.
    pub fn now() -> Between {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match () {
            () if is_set("TMUX") => Between::Tmux,
            () if is_set("STY") => Between::Screen,
            () => Between::Nothing,
        }
    }
}

/// GNU screen passes no longer strings through, in bytes (MAXSTR in its source is 768).
const SCREEN: usize = 700;

/// The request; within tmux once for tmux itself and once passed through it to the
/// terminal outside, as either may be turned off; through screen in pieces.
pub fn request(words: &str, between: Between) -> String {
    let mut plain = String::new();
    // Writing into a string cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(words).write_ansi(&mut plain);
    match between {
        Between::Nothing => plain,
        Between::Tmux => format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")),
        Between::Screen => {
            // What ends the request would end the piece.
            let ended = format!("{}\x07", plain.trim_end_matches("\x1b\\"));
            let pieces = ended.as_bytes().chunks(SCREEN).map(String::from_utf8_lossy);
            pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_passed_through() {
        assert_eq!(request("hi", Between::Nothing), "\x1b]52;c;aGk=\x1b\\");
        assert_eq!(request("hi", Between::Tmux), "\x1b]52;c;aGk=\x1b\\\x1bPtmux;\x1b\x1b]52;c;aGk=\x1b\x1b\\\x1b\\");
        assert_eq!(request("hi", Between::Screen), "\x1bP\x1b]52;c;aGk=\x07\x1b\\");
        let long = request(&"x".repeat(3000), Between::Screen);
        assert!(long.split("\x1b\\").all(|piece| piece.len() <= SCREEN + 2) && long.ends_with("\x07\x1b\\"));
    }
}
