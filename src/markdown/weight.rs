//! How much memory a Markdown text would take, before it takes it.
//!
//! Comes in: bytes of Markdown. Goes out: bytes of memory, at most. May not parse.

// What was measured with texts of nothing else, in bytes, rounded up.
const BLOCK: u16 = 260;
const INLINE: u16 = 110;

/// What each byte can make of a text: a line a block, a sign a piece of a line.
const OF: [u16; 256] = {
    let mut of = [0; 256];
    let mut byte = 0;
    while byte < of.len() {
        of[byte] = match byte as u8 {
            b'\n' | b'\\' => BLOCK,
            b'*' | b'_' | b'[' | b']' | b'!' | b'<' | b'>' | b'&' | b'`' => INLINE,
            _ => 0,
        };
        byte += 1;
    }
    of
};

/// What the bytes can make of a text. Every byte of it is asked: a table has no branches.
pub fn weight(words: &[u8]) -> usize {
    words.iter().map(|&byte| usize::from(OF[usize::from(byte)])).sum()
}
