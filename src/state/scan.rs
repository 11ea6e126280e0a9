//! The lines of the state, without holding them all.
//!
//! Comes in: a reader. Goes out: runs of whole lines, one after the other in the same
//! memory: to have all of them at once costs a start as much as to parse an article. May
//! not know what stands in them.

use std::io::{ErrorKind, Read};

use memchr::memrchr;

use super::LIMIT;

/// So many bytes are looked at at once: twice what the longest line has.
const RUN: usize = 64 << 10;

/// Reads runs of lines. What comes after the first fault, or beyond [`LIMIT`], is not there.
pub struct Runs<R> {
    reader: std::io::Take<R>,
    /// Room for a run; the system is asked for as much as there is room, once.
    bytes: Vec<u8>,
    /// Where what was read ends in it.
    filled: usize,
    /// Where the lines that were given out end.
    given: usize,
}

impl<R: Read> Runs<R> {
    pub fn new(reader: R) -> Runs<R> {
        Runs { reader: reader.take(LIMIT as u64), bytes: vec![0; RUN], filled: 0, given: 0 }
    }

    /// The next run, which ends with the end of a line. A line that is longer than a run
    /// comes in pieces.
    pub fn next(&mut self) -> Option<&[u8]> {
        self.bytes.copy_within(self.given..self.filled, 0);
        self.filled -= self.given;
        while self.filled < RUN {
            match self.reader.read(&mut self.bytes[self.filled..]) {
                Ok(count @ 1..) => self.filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                _ => break,
            }
        }
        let line_end = memrchr(b'\n', &self.bytes[..self.filled]).filter(|_| self.filled == RUN);
        self.given = line_end.map_or(self.filled, |end| end + 1);
        Some(&self.bytes[..self.given]).filter(|run| !run.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_lines_come_whole_and_in_their_order(lengths in proptest::collection::vec(0..2 * RUN / 5, 0..12)) {
            let line = |(number, length): (usize, &usize)| [vec![b'a' + number as u8; *length], vec![b'\n']].concat();
            let bytes: Vec<u8> = lengths.iter().enumerate().flat_map(line).collect();
            let mut runs = Runs::new(bytes.as_slice());
            let mut all = Vec::new();
            while let Some(run) = runs.next() {
                prop_assert!(run.len() <= RUN && run.ends_with(b"\n"));
                all.extend_from_slice(run);
            }
            prop_assert_eq!(all, bytes);
        }
    }

    #[test]
    fn a_line_without_an_end_is_bounded() {
        let mut runs = Runs::new(std::io::repeat(b'x'));
        let mut count = 0;
        while let Some(run) = runs.next() {
            count += run.len();
            assert!(run.len() <= RUN);
        }
        assert_eq!(count, LIMIT);
    }
}
