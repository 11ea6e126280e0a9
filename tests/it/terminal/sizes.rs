//! Any size, and any keys.

use super::session::*;

const SIZES: [(u16, u16); 9] =
    [(0, 0), (1, 1), (2, 2), (10, 3), (40, 10), (80, 24), (200, 60), (1000, 500), (65535, 65535)];

#[test]
fn every_size_and_back() {
    let mut session = Session::reading("a.toml");
    session.keys(")");
    session.wait_for_frame("2/2");
    let before = session.words();
    let mut shown = (COLUMNS, ROWS);
    for (columns, rows) in SIZES.into_iter().chain(SIZES.into_iter().rev()) {
        let from = session.raw.len();
        session.resize(columns, rows);
        // A terminal that does not know its size is taken for one of 80 by 24.
        let now = if columns == 0 { (COLUMNS, ROWS) } else { (columns, rows) };
        if std::mem::replace(&mut shown, now) != now {
            // The clear that each size begins with tells that it has come.
            session.wait(&format!("frame at {columns}x{rows}"), |s| contains(&s.raw[from..], b"\x1b[2J"));
        }
    }
    session.resize(COLUMNS, ROWS);
    session.wait("same screen", |s| s.words() == before);
    session.keys("q");
    assert_eq!(session.restored(), 0);
}

#[test]
fn an_unfinished_sequence_holds_up_nothing() {
    let mut session = Session::reading("a.toml");
    session.keys("777\x1b[");
    session.wait_for_frame("777");
    session.resize(40, 10);
    session.wait("frame at 40x10", |s| s.words().lines().count() <= 10 && s.words().contains("Small Things"));
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.restored(), 143);
}

#[test]
fn random_keys_and_pastes() {
    // Whatever ends the program by itself is left out.
    let keys: Vec<u8> = (0..=255).filter(|byte| !b"\x03\x1a\rq\n".contains(byte)).collect();
    let mut random = Random(20260910);
    for round in 0..12 {
        let mut session = Session::reading("a.toml");
        for _ in 0..20 {
            let some: Vec<u8> = (0..random.below(60)).map(|_| keys[random.below(keys.len())]).collect();
            if random.below(3) == 0 {
                session.keys([b"\x1b[200~".as_slice(), &some, b"\x1b[201~"].concat());
            } else {
                session.keys(&some);
            }
            if random.below(4) == 0 {
                let (columns, rows) = SIZES[random.below(7)];
                session.resize(columns, rows);
            }
        }
        assert!(session.is_alive(session.pid()), "round {round}:\n{}", session.words());
        session.signal(rustix::process::Signal::TERM);
        assert_eq!(session.restored(), 143, "round {round}");
    }
}

/// Numbers that are the same each time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}
