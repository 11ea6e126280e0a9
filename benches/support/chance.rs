//! Words by chance, the same ones every time.

const WORDS: &str = "the of and to a in that it was for on as with at by from they which had were there been \
    city river letter winter office harbour question answer morning evening neighbour minister engine garden \
    people remember carried written between another through without because already never always café naïve \
    Zürich façade coöperate señor it’s don’t well-known twenty-one 1847 — slowly quietly together afterwards";

/// Numbers that look like chance (Knuth's MMIX generator).
pub struct Chance(pub u64);

impl Chance {
    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// So many words, without a mark.
    pub fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let picked: Vec<&str> = (0..count).map(|_| self.pick(&words)).collect();
        picked.join(" ")
    }
}
