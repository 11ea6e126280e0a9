//! Copying through the terminal (OSC 52).
//!
//! Comes in: clean words. Goes out: the bytes that ask the terminal to keep
//! them. There is no answer, so nobody can say that they arrived.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The request; within tmux once for tmux itself and once passed through it to
/// the terminal outside, as either may be turned off.
pub fn request(words: &str, tmux: bool) -> String {
    let mut plain = String::new();
    // Writing into a string cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(words).write_ansi(&mut plain);
    if !tmux {
        return plain;
    }
    format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_passed_through() {
        assert_eq!(request("hi", false), "\x1b]52;c;aGk=\x1b\\");
        assert_eq!(request("hi", true), "\x1b]52;c;aGk=\x1b\\\x1bPtmux;\x1b\x1b]52;c;aGk=\x1b\x1b\\\x1b\\");
    }
}
