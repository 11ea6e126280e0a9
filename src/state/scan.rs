//! The lines of the state, without holding them all.
//!
//! Comes in: a reader. Goes out: runs of whole lines, one after the other in the same
//! memory: to have all of them at once costs a start as much as to parse an article. May
//! not know what stands in them.

use std::io::Read;

use memchr::memrchr;

use super::LIMIT;

/// So many bytes are looked at at once: twice what the longest line has.
const RUN: usize = 64 << 10;

/// Reads runs of lines. What comes after the first fault, or beyond [`LIMIT`], is not there.
pub struct Runs<R> {
    reader: std::io::Take<R>,
    bytes: Vec<u8>,
    /// Where the lines that were given out end.
    given: usize,
}

impl<R: Read> Runs<R> {
    pub fn new(reader: R) -> Runs<R> {
        Runs { reader: reader.take(LIMIT as u64), bytes: Vec::new(), given: 0 }
    }

    /// The next run, which ends with the end of a line. A line that is longer than a run
    /// comes in pieces.
    pub fn next(&mut self) -> Option<&[u8]> {
        self.bytes.drain(..self.given);
        let wanted = (RUN - self.bytes.len()) as u64;
        let count = self.reader.by_ref().take(wanted).read_to_end(&mut self.bytes).unwrap_or(0);
        let is_end = (count as u64) < wanted;
        let line_end = memrchr(b'\n', &self.bytes).filter(|_| !is_end);
        self.given = line_end.map_or(self.bytes.len(), |end| end + 1);
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
