//! Runs over bytes that nothing needs to look at one by one.
//!
//! Comes in: bytes, and which of them are looked for. Goes out: where the first of
//! these is. Many are looked at together, without a branch: most text holds few.

/// How many are looked at together.
const CHUNK: usize = 16;

/// The first byte that is one of these, told by itself and the byte after it (0
/// after the last).
pub fn first(bytes: &[u8], is_one: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let after = bytes.get(1..)?;
    let pairs = bytes.chunks_exact(CHUNK).zip(after.chunks_exact(CHUNK));
    let has_none = |(these, next): &(&[u8], &[u8])| {
        !these.iter().zip(next.iter()).fold(false, |found, (&byte, &next)| found | is_one(byte, next))
    };
    let skipped = pairs.take_while(has_none).count() * CHUNK;
    let rest = bytes.get(skipped..)?;
    let last = rest.len() - 1;
    let found = rest.iter().zip(rest.get(1..)?).position(|(&byte, &next)| is_one(byte, next));
    found.or_else(|| is_one(rest[last], 0).then_some(last)).map(|found| skipped + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_is() {
        for length in 0..100 {
            let mut bytes = vec![b'a'; length];
            assert_eq!(first(&bytes, |b, _| b == b'x'), None);
            for at in (0..length).rev() {
                bytes[at] = b'x';
                assert_eq!(first(&bytes, |b, _| b == b'x'), Some(at));
                let after_it = if at + 1 == length { 0 } else { b'x' };
                assert_eq!(first(&bytes, |b, next| b == b'x' && next == after_it), Some(at), "of {length}");
            }
        }
    }
}
